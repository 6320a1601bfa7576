/* Words of the diary's tables as numbered answers. Contract: log_words.h. */
#include "log_words.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "nightcalf/diary.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"

static bool is_worded(const Field *field) {
  return field->type == FIELD_WORD || field->type == FIELD_WORDS;
}

/* A word as a person reads it; "" is no answer. */
static const char *shown_word(const Field *field, size_t word) {
  return _(field->shown != NULL ? field->shown[word] : field->words[word]);
}

/* Adds a text to a list of them; frees and returns the list. */
static char *joined(char *list, const char *text) {
  char *longer = mem_format("%s%s%s", list, list[0] == '\0' ? "" : ", ", text);
  free(list);
  return longer;
}

static char *numbered_words(const Field *field) {
  char *hint = mem_copy("");
  size_t number = 0;
  for (size_t i = 0; field->words[i] != NULL; i++) {
    if (field->words[i][0] != '\0') {
      char *word = mem_format("%zu %s", ++number, shown_word(field, i));
      hint = joined(hint, word);
      free(word);
    }
  }
  return hint;
}

char *log_words_hint(const Field *field) {
  if (is_worded(field)) {
    return numbered_words(field);
  }
  switch (field->type) {
  case FIELD_COUNT:
    return field->offset == offsetof(DiaryNight, cramp_count) &&
                   strcmp(field->name, "cramp_count") == 0
               ? mem_copy(_("0 for none"))
               : mem_copy("");
  case FIELD_TIME:
    return mem_format(_("such as %s"), strcmp(field->name, "at") == 0 ? "03:10" : "22:15");
  case FIELD_SECONDS:
    return mem_copy(_("minutes"));
  default:
    return mem_copy("");
  }
}

/* The table's word of a number from 1; NULL: there is none of that number. */
static const char *word_of_number(const Field *field, unsigned long number) {
  for (size_t i = 0; field->words[i] != NULL; i++) {
    if (field->words[i][0] != '\0' && --number == 0) {
      return field->words[i];
    }
  }
  return NULL;
}

/* The table's word of one in the person's language, or of the beginning of one alone; NULL. */
static const char *word_of_text(const Field *field, const char *text) {
  const char *found = NULL;
  size_t length = strlen(text);
  for (size_t i = 0; length > 0 && field->words[i] != NULL; i++) {
    const char *shown = shown_word(field, i);
    if (field->words[i][0] == '\0' || strncasecmp(shown, text, length) != 0) {
      continue;
    }
    if (shown[length] == '\0') {
      return field->words[i];
    }
    if (found != NULL) {
      return NULL;
    }
    found = field->words[i];
  }
  return found;
}

/* The words of "1 3, 4"; NULL where anything but numbers of words is in it. */
static char *words_of_numbers(const Field *field, const char *typed) {
  char *words = mem_copy("");
  for (const char *at = typed + strspn(typed, " ,\t"); *at != '\0'; at += strspn(at, " ,\t")) {
    char *end = NULL;
    unsigned long number = strtoul(at, &end, 10);
    bool whole = *at >= '0' && *at <= '9' && strchr(" ,\t", *end) != NULL;
    const char *word = whole && number > 0 ? word_of_number(field, number) : NULL;
    if (word == NULL) {
      free(words);
      return NULL;
    }
    words = joined(words, word);
    at = end;
  }
  return words;
}

/* The same of words of the person's language, with commas between them; others stay. */
static char *words_of_texts(const Field *field, const char *typed) {
  char *words = mem_copy("");
  for (const char *at = typed; *at != '\0';) {
    size_t length = strcspn(at, ",");
    size_t blanks = strspn(at, " \t");
    size_t end = length;
    while (end > blanks && (at[end - 1] == ' ' || at[end - 1] == '\t')) {
      end--;
    }
    char *part = mem_copy_bytes(at + blanks, end > blanks ? end - blanks : 0);
    const char *word = word_of_text(field, part);
    words = joined(words, word != NULL ? word : part);
    free(part);
    at += length + (at[length] == ',' ? 1 : 0);
  }
  return words;
}

char *log_words_answer(const Field *field, const char *typed) {
  if (!is_worded(field) || typed[0] == '\0') {
    return mem_copy(typed);
  }
  char *words = words_of_numbers(field, typed);
  return words != NULL ? words : words_of_texts(field, typed);
}
