/* Any answer of the diary by its row: whether it was given, as text for machines and for people,
 * from text, and in range. Contract: nightcalf/diary.h. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/diary.h"
#include "nightcalf/format.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "words.h"

enum { RANGE_SIZE = 256, SHORT_SIZE = 64, GOT_BYTES = 60, MICRO = 1000000, MINUTE_MS = 60 * 1000 };

/* The shorter names that SPEC.md section 4 gives to options. */
static const struct {
  const char *name;
  const char *option;
} options[] = {
    {"cramp_count", "count"},
    {"awakenings_cramp", "woken"},
    {"sleep_disturbance_nrs", "disturbance"},
    {"sleep_quality", "quality"},
    {"bed_time", "bed"},
    {"rise_time", "rise"},
    {"waso_cramp_min", "awake"},
    {"adverse_event", "adverse"},
    {"excused_reason", "reason"},
    {"muscle_site", "muscle"},
    {"severity_nrs", "severity"},
    {"duration_min", "duration"},
    {"woke_from_sleep", "woke"},
    {"relief_used", "relief"},
    {"eased_after_min", "eased-after"},
    {"residual_soreness", "soreness"},
    {"stress_nrs", "stress"},
};

void diary_option(const Field *field, char option[DIARY_OPTION_SIZE]) {
  const char *name = field->name;
  for (size_t i = 0; i < sizeof options / sizeof options[0]; i++) {
    if (strcmp(options[i].name, name) == 0) {
      name = options[i].option;
      break;
    }
  }
  (void)snprintf(option, DIARY_OPTION_SIZE, "%s", name);
  for (char *joint = strchr(option, '_'); joint != NULL; joint = strchr(joint, '_')) {
    *joint = '-';
  }
}

const Field *diary_find(const Field *table, const char *name) {
  Typed typed = typed_trimmed(name, strlen(name));
  for (const Field *field = table; field->name != NULL; field++) {
    char option[DIARY_OPTION_SIZE];
    diary_option(field, option);
    if (typed_is(field->name, typed) || typed_is(option, typed)) {
      return field;
    }
  }
  return NULL;
}

int64_t diary_number(const Field *field, const void *object) {
  const char *value = (const char *)object + field->offset;
  switch (field->type) {
  case FIELD_SECONDS:
    return *(const Millis *)(const void *)value;
  case FIELD_COUNT:
  case FIELD_TIME:
  case FIELD_WORD:
    return *(const int *)(const void *)value;
  case FIELD_WORDS:
    return *(const unsigned *)(const void *)value;
  case FIELD_FLAG:
    return *(const bool *)(const void *)value ? 1 : 0;
  default:
    return 0;
  }
}

void diary_set_number(const Field *field, void *object, int64_t number) {
  void *value = (char *)object + field->offset;
  switch (field->type) {
  case FIELD_SECONDS:
    *(Millis *)value = number;
    break;
  case FIELD_COUNT:
  case FIELD_TIME:
  case FIELD_WORD:
    *(int *)value = (int)number;
    break;
  case FIELD_WORDS:
    *(unsigned *)value = (unsigned)number;
    break;
  case FIELD_FLAG:
    *(bool *)value = number != 0;
    break;
  default:
    break;
  }
}

const char *diary_note(const Field *field, const void *object) {
  const char *text = *(char *const *)(const void *)((const char *)object + field->offset);
  return text != NULL ? text : "";
}

void diary_set_note(const Field *field, void *object, const char *text) {
  char **place = (void *)((char *)object + field->offset);
  char *copy = *text != '\0' ? mem_copy(text) : NULL;
  free(*place);
  *place = copy;
}

int diary_word(const Field *field, const char *word) {
  for (int i = 0; field->words[i] != NULL; i++) {
    if (strcmp(field->words[i], word) == 0) {
      return i;
    }
  }
  return -1;
}

bool diary_said(const Field *field, const void *object) {
  switch (field->type) {
  case FIELD_TEXT:
    return *diary_note(field, object) != '\0';
  case FIELD_WORD:
  case FIELD_WORDS:
  case FIELD_FLAG:
    return diary_number(field, object) != 0;
  default:
    return diary_number(field, object) >= 0;
  }
}

bool diary_any_said(const Field *table, const void *object) {
  for (const Field *field = table; field->name != NULL; field++) {
    if (diary_said(field, object)) {
      return true;
    }
  }
  return false;
}

void diary_clear(const Field *field, void *object) {
  if (field->type == FIELD_TEXT) {
    diary_set_note(field, object, "");
  } else {
    diary_set_number(field, object, field->default_value);
  }
}

/* Minutes with as many decimals as they need, at most six: to the millisecond. */
static char *minutes_text(Millis length) {
  int64_t micro = (length * 50 + 1) / 3;
  char *text = mem_format("%lld.%06lld", (long long)(micro / MICRO), (long long)(micro % MICRO));
  size_t end = strlen(text);
  while (text[end - 1] == '0') {
    end--;
  }
  text[text[end - 1] == '.' ? end - 1 : end] = '\0';
  return text;
}

/* The words of a set, joined by ", "; for people in their language. */
static char *set_text(const char *const *words, int64_t bits, bool for_people) {
  char *joined = mem_copy("");
  for (int i = 0; words[i] != NULL; i++) {
    if ((bits >> i & 1) != 0) {
      char *longer = mem_format("%s%s%s", joined, *joined == '\0' ? "" : ", ",
                                for_people ? _(words[i]) : words[i]);
      free(joined);
      joined = longer;
    }
  }
  return joined;
}

static char *length_text(Millis length) {
  char text[FORMAT_SIZE];
  format_length(length, text);
  return mem_copy(text);
}

/* An answer as text: of a WORD or WORDS by these words, of FLAG by the second pair. */
static char *answer_text(const Field *field, const void *object, const char *const *words,
                         bool for_people) {
  int64_t number = diary_number(field, object);
  if (field->type == FIELD_FLAG) {
    const char *const names[] = {for_people ? _("no") : "false", for_people ? _("yes") : "true"};
    return mem_copy(names[number]);
  }
  if (!diary_said(field, object)) {
    return mem_copy("");
  }
  switch (field->type) {
  case FIELD_TEXT:
    return mem_copy(diary_note(field, object));
  case FIELD_WORD:
    return mem_copy(for_people ? _(words[number]) : words[number]);
  case FIELD_WORDS:
    return set_text(words, number, for_people);
  case FIELD_TIME:
    return mem_format("%02d:%02d", (int)(number / 60), (int)(number % 60));
  case FIELD_SECONDS:
    return for_people ? length_text(number) : minutes_text(number);
  default:
    return mem_format("%lld", (long long)number);
  }
}

char *diary_text(const Field *field, const void *object) {
  return answer_text(field, object, field->words, false);
}

char *diary_shown(const Field *field, const void *object) {
  return answer_text(field, object, field->shown != NULL ? field->shown : field->words, true);
}

/* What a row must be, as field_range() says it, but minutes as minutes and no empty word. */
static void range_of(const Field *field, char text[RANGE_SIZE]) {
  switch (field->type) {
  case FIELD_TIME:
    (void)snprintf(text, RANGE_SIZE, _("must be a time such as 22:15"));
    break;
  case FIELD_SECONDS:
    (void)snprintf(text, RANGE_SIZE, _("must be minutes, such as 3, 2.5, 90s or 3m, at most 24 h"));
    break;
  case FIELD_WORDS:
    field_words(field, _("must be any of"), text, RANGE_SIZE);
    break;
  case FIELD_FLAG:
    (void)snprintf(text, RANGE_SIZE, _("must be yes or no"));
    break;
  default:
    field_range(field, text, RANGE_SIZE);
    break;
  }
}

/* Fails with what the row must be and, where it is known, what was said. Always false. */
static bool refuse(const Field *field, const char *text, Error *err) {
  char range[RANGE_SIZE];
  char option[DIARY_OPTION_SIZE];
  range_of(field, range);
  diary_option(field, option);
  if (text == NULL) {
    return fail(err, "%s %s", option, range);
  }
  size_t length = strlen(text);
  return fail(err, "%s %s; got \"%.*s%s\"", option, range,
              (int)(length > GOT_BYTES ? GOT_BYTES : length), text,
              length > GOT_BYTES ? "..." : "");
}

/* A short text of its own, so that it ends in NUL; false when it is too long for any number. */
static bool copy_short(Typed typed, char text[SHORT_SIZE]) {
  if (typed.length + 1 >= SHORT_SIZE) {
    return false;
  }
  memcpy(text, typed.at, typed.length);
  text[typed.length] = '\0';
  return true;
}

/* A whole number; "4+" is 4 or more, and "6/10" 6 where 10 is the most. */
static bool read_count(const Field *field, Typed typed, int64_t *number) {
  char text[SHORT_SIZE];
  char *end = NULL;
  if (!copy_short(typed, text) || strspn(text, "+-0123456789") == 0) {
    return false;
  }
  long long read = strtoll(text, &end, 10);
  char rest[SHORT_SIZE];
  (void)snprintf(rest, sizeof rest, "/%lld", (long long)field->maximum);
  bool ends = *end == '\0' || strcmp(end, "+") == 0 || strcmp(end, rest) == 0;
  if (end == text || !ends || read > INT_MAX || read < INT_MIN) {
    return false;
  }
  *number = read;
  return field_in_range(field, read);
}

/* "22:15", "7:05". */
static bool read_time(Typed typed, int64_t *number) {
  char text[SHORT_SIZE] = "0";
  int minutes = 0;
  bool padded = typed.length > 1 && typed.at[1] == ':';
  if (typed.length + 2 > sizeof text || !copy_short(typed, padded ? text + 1 : text)) {
    return false;
  }
  bool read = time_of_day_parse(text, &minutes);
  *number = minutes;
  return read;
}

/* A word, or of a graded row the number of its grade. */
static bool read_word(const Field *field, Typed typed, int64_t *number) {
  int found = words_find(field->words, field->shown, typed);
  if (found < 0 && field->maximum > 0 && typed.length == 1 && *typed.at >= '0' &&
      *typed.at <= '9') {
    int grade = *typed.at - '0';
    found = grade >= field->minimum && grade <= field->maximum ? grade : -1;
  }
  *number = found;
  return found >= 0;
}

/* One word of a set into *bits; or several with blanks between them. */
static bool read_part(const Field *field, Typed part, int64_t *bits) {
  int found = words_find(field->words, field->shown, part);
  if (found >= 0) {
    *bits |= INT64_C(1) << found;
    return true;
  }
  size_t blank = 0;
  while (blank < part.length && part.at[blank] != ' ' && part.at[blank] != '\t') {
    blank++;
  }
  if (blank == part.length) {
    return false;
  }
  int first = words_find(field->words, field->shown, (Typed){part.at, blank});
  *bits |= first >= 0 ? INT64_C(1) << first : 0;
  return first >= 0 && read_part(field, typed_trimmed(part.at + blank, part.length - blank), bits);
}

/* Whether a set makes sense: "none" stands alone. */
static bool set_sound(const Field *field, int64_t bits) {
  int count = 0;
  while (field->words[count] != NULL) {
    count++;
  }
  bool none_and_more =
      count > 0 && strcmp(field->words[0], "none") == 0 && (bits & 1) != 0 && bits != 1;
  return bits >= 0 && bits >> count == 0 && !none_and_more;
}

static bool read_set(const Field *field, Typed typed, int64_t *bits) {
  *bits = 0;
  while (true) {
    const char *comma = memchr(typed.at, ',', typed.length);
    size_t length = comma != NULL ? (size_t)(comma - typed.at) : typed.length;
    Typed part = typed_trimmed(typed.at, length);
    if (part.length == 0 || !read_part(field, part, bits)) {
      return false;
    }
    if (comma == NULL) {
      return set_sound(field, *bits);
    }
    typed = (Typed){comma + 1, typed.length - length - 1};
  }
}

static bool read_flag(Typed typed, int64_t *number) {
  static const char *const words[] = {"no", "yes", "false", "true", NULL};
  int found = words_find(words, NULL, typed);
  *number = found % 2;
  return found >= 0;
}

/* Reads what is not empty and no TEXT. */
static bool read_number(const Field *field, Typed typed, int64_t *number) {
  char text[SHORT_SIZE];
  switch (field->type) {
  case FIELD_COUNT:
    return read_count(field, typed, number);
  case FIELD_TIME:
    return read_time(typed, number);
  case FIELD_SECONDS:
    return copy_short(typed, text) && episode_minutes_parse(text, number) &&
           field_in_range(field, *number);
  case FIELD_WORD:
    return read_word(field, typed, number);
  case FIELD_WORDS:
    return read_set(field, typed, number);
  case FIELD_FLAG:
    return read_flag(typed, number);
  default:
    return false;
  }
}

bool diary_read(const Field *field, const char *text, void *object, Error *err) {
  int64_t number = 0;
  Typed typed = typed_trimmed(text, strlen(text));
  if (typed.length == 0) {
    diary_clear(field, object);
    return true;
  }
  if (field->type == FIELD_TEXT) {
    if (typed.length > TEXT_BYTES_MAX) {
      return refuse(field, NULL, err);
    }
    char *copy = mem_copy_bytes(typed.at, typed.length);
    diary_set_note(field, object, copy);
    free(copy);
    return true;
  }
  if (!read_number(field, typed, &number)) {
    return refuse(field, text, err);
  }
  diary_set_number(field, object, number);
  return true;
}

/* How many words a row has. */
static int64_t word_count(const Field *field) {
  int64_t count = 0;
  while (field->words[count] != NULL) {
    count++;
  }
  return count;
}

/* Whether an answer is one that its row can have. */
static bool is_sound(const Field *field, const void *object) {
  int64_t number = diary_number(field, object);
  switch (field->type) {
  case FIELD_TEXT:
    return strlen(diary_note(field, object)) <= TEXT_BYTES_MAX;
  case FIELD_WORD:
    return number >= 0 && number < word_count(field);
  case FIELD_WORDS:
    return set_sound(field, number);
  case FIELD_FLAG:
    return true;
  default:
    return number == field->default_value || field_in_range(field, number);
  }
}

bool diary_check(const Field *table, const void *object, Error *err) {
  for (const Field *field = table; field->name != NULL; field++) {
    if (!is_sound(field, object)) {
      return refuse(field, NULL, err);
    }
    if (field->required && !diary_said(field, object)) {
      char option[DIARY_OPTION_SIZE];
      diary_option(field, option);
      return fail(err, "%s must be given", option);
    }
  }
  return true;
}
