/* What a value of a field looks like, in words, for the comments of a new routine and for the
 * manual. English: routine files and manual pages are. Contract: nightcalf/field.h. */
#include <stdlib.h>

#include "nightcalf/field.h"
#include "nightcalf/format.h"
#include "nightcalf/mem.h"

enum { MINUTES_AN_HOUR = 60 };

/* The words of a field, quoted, with a joint between two; the empty one is left out. Release with
 * free(). */
static char *words_text(const char *const *words, const char *joint) {
  char *text = mem_copy("");
  for (size_t i = 0; words[i] != NULL; i++) {
    if (words[i][0] != '\0') {
      char *longer = mem_format("%s%s\"%s\"", text, text[0] == '\0' ? "" : joint, words[i]);
      free(text);
      text = longer;
    }
  }
  return text;
}

char *field_shape(const Field *field) {
  static const char *const names[] = {
      [FIELD_TEXT] = "text",
      [FIELD_NAME] = "name",
      [FIELD_PATH] = "ROUTINE or ROUTINE/STEP",
      [FIELD_SECONDS] = "time",
      [FIELD_COUNT] = "number",
      [FIELD_FLAG] = "true or false",
      [FIELD_WORD] = "word",
      [FIELD_WORDS] = "array",
      [FIELD_TIME] = "time of day",
      [FIELD_TEXTS] = "list of texts",
      [FIELD_SIDES] = "array of \"left\", \"right\", \"both\"",
      [FIELD_LENGTHS] = "array of times, the first being the usual one",
      [FIELD_CHOICES] = "list of answers in braces",
      [FIELD_STEPS] = "list of steps in braces",
  };
  if (field->type == FIELD_WORD) {
    return words_text(field->words, " or ");
  }
  if (field->type == FIELD_WORDS) {
    char *words = words_text(field->words, ", ");
    char *text = mem_format("array of %s", words);
    free(words);
    return text;
  }
  return mem_copy(names[field->type]);
}

char *field_otherwise(const Field *field) {
  char length[FORMAT_SIZE];
  if (field->required) {
    return mem_copy("needed");
  }
  if (field->type == FIELD_COUNT && field->default_value > 0) {
    return mem_format("default %d", (int)field->default_value);
  }
  if (field->type == FIELD_SECONDS && field->default_value > 0) {
    format_length(field->default_value, length);
    return mem_format("default %s", length);
  }
  if (field->type == FIELD_FLAG) {
    return mem_format("default %s", field->default_value != 0 ? "true" : "false");
  }
  if (field->type == FIELD_WORD && field->words[field->default_value][0] != '\0') {
    return mem_format("default \"%s\"", field->words[field->default_value]);
  }
  if (field->type == FIELD_TIME && field->default_value != TIME_NOT_SAID) {
    int minutes = (int)field->default_value;
    return mem_format("default \"%02d:%02d\"", minutes / MINUTES_AN_HOUR,
                      minutes % MINUTES_AN_HOUR);
  }
  return mem_copy("");
}
