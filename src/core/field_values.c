/* The values of a struct, driven by its field table: defaults, freeing, copying, comparing.
 * Contract: nightcalf/field.h. */
#include "nightcalf/field.h"

#include <stdlib.h>
#include <string.h>

#include "nightcalf/language.h"
#include "nightcalf/mem.h"

/* Where a field's value is in its struct. */
static void *value_of(const Field *field, void *object) {
  return (char *)object + field->offset;
}

/* The same in a struct that is only read. */
static const void *value_in(const Field *field, const void *object) {
  return (const char *)object + field->offset;
}

/* Frees what one value owns and empties it. */
static void free_value(const Field *field, void *value) {
  switch (field->type) {
  case FIELD_TEXT:
  case FIELD_NAME:
  case FIELD_PATH: {
    char **text = value;
    free(*text);
    *text = NULL;
    break;
  }
  case FIELD_TEXTS: {
    TextList *texts = value;
    for (size_t i = 0; i < texts->count; i++) {
      free(texts->at[i]);
    }
    free(texts->at);
    *texts = (TextList){0};
    break;
  }
  case FIELD_LENGTHS: {
    LengthList *lengths = value;
    free(lengths->at);
    *lengths = (LengthList){0};
    break;
  }
  default:
    break;
  }
}

/* Gives one value its default, whatever was in its place before. */
static void init_value(const Field *field, void *value) {
  switch (field->type) {
  case FIELD_TEXT:
  case FIELD_NAME:
  case FIELD_PATH:
    *(char **)value = NULL;
    break;
  case FIELD_SECONDS:
    *(Millis *)value = field->default_value;
    break;
  case FIELD_COUNT:
  case FIELD_WORD:
  case FIELD_TIME:
    *(int *)value = (int)field->default_value;
    break;
  case FIELD_FLAG:
    *(bool *)value = field->default_value != 0;
    break;
  case FIELD_WORDS:
    *(unsigned *)value = 0;
    break;
  case FIELD_TEXTS:
    *(TextList *)value = (TextList){0};
    break;
  case FIELD_SIDES:
    *(SideList *)value = (SideList){0};
    break;
  case FIELD_LENGTHS:
    *(LengthList *)value = (LengthList){0};
    break;
  case FIELD_CHOICES:
  case FIELD_STEPS:
    break;
  }
}

/* A deep copy of a list of texts. */
static TextList copy_texts(const TextList *from) {
  TextList copy = {0};
  if (from->count > 0) {
    copy.at = mem_new(from->count, sizeof *copy.at);
    copy.count = from->count;
    for (size_t i = 0; i < from->count; i++) {
      copy.at[i] = mem_copy(from->at[i]);
    }
  }
  return copy;
}

/* A deep copy of a list of lengths. */
static LengthList copy_lengths(const LengthList *from) {
  LengthList copy = {0};
  if (from->count > 0) {
    copy.at = mem_new(from->count, sizeof *copy.at);
    copy.count = from->count;
    memcpy(copy.at, from->at, from->count * sizeof *copy.at);
  }
  return copy;
}

/* Deep-copies one value to a place that owns nothing. */
static void copy_value(const Field *field, void *to, const void *from) {
  switch (field->type) {
  case FIELD_TEXT:
  case FIELD_NAME:
  case FIELD_PATH:
    *(char **)to = mem_copy(*(char *const *)from);
    break;
  case FIELD_SECONDS:
    *(Millis *)to = *(const Millis *)from;
    break;
  case FIELD_COUNT:
  case FIELD_WORD:
  case FIELD_TIME:
    *(int *)to = *(const int *)from;
    break;
  case FIELD_FLAG:
    *(bool *)to = *(const bool *)from;
    break;
  case FIELD_WORDS:
    *(unsigned *)to = *(const unsigned *)from;
    break;
  case FIELD_TEXTS:
    *(TextList *)to = copy_texts(from);
    break;
  case FIELD_SIDES:
    *(SideList *)to = *(const SideList *)from;
    break;
  case FIELD_LENGTHS:
    *(LengthList *)to = copy_lengths(from);
    break;
  case FIELD_CHOICES:
  case FIELD_STEPS:
    break;
  }
}

/* Whether two texts are the same; either may be NULL, which is not the same as empty. */
static bool same_text(const char *one, const char *other) {
  if (one == NULL || other == NULL) {
    return one == other;
  }
  return strcmp(one, other) == 0;
}

/* Whether two lists hold the same texts in the same order. */
static bool same_texts(const TextList *one, const TextList *other) {
  if (one->count != other->count) {
    return false;
  }
  for (size_t i = 0; i < one->count; i++) {
    if (!same_text(one->at[i], other->at[i])) {
      return false;
    }
  }
  return true;
}

/* Whether two lists hold the same sides in the same order. */
static bool same_sides(const SideList *one, const SideList *other) {
  if (one->count != other->count) {
    return false;
  }
  for (int i = 0; i < one->count; i++) {
    if (one->at[i] != other->at[i]) {
      return false;
    }
  }
  return true;
}

/* Whether two lists hold the same lengths in the same order. */
static bool same_lengths(const LengthList *one, const LengthList *other) {
  if (one->count != other->count) {
    return false;
  }
  for (size_t i = 0; i < one->count; i++) {
    if (one->at[i] != other->at[i]) {
      return false;
    }
  }
  return true;
}

/* Whether two values of a field are equal. */
static bool same_value(const Field *field, const void *one, const void *other) {
  switch (field->type) {
  case FIELD_TEXT:
  case FIELD_NAME:
  case FIELD_PATH:
    return same_text(*(char *const *)one, *(char *const *)other);
  case FIELD_SECONDS:
    return *(const Millis *)one == *(const Millis *)other;
  case FIELD_COUNT:
  case FIELD_WORD:
  case FIELD_TIME:
    return *(const int *)one == *(const int *)other;
  case FIELD_FLAG:
    return *(const bool *)one == *(const bool *)other;
  case FIELD_WORDS:
    return *(const unsigned *)one == *(const unsigned *)other;
  case FIELD_TEXTS:
    return same_texts(one, other);
  case FIELD_SIDES:
    return same_sides(one, other);
  case FIELD_LENGTHS:
    return same_lengths(one, other);
  case FIELD_CHOICES:
  case FIELD_STEPS:
    break;
  }
  return true;
}

void fields_init(const Field *table, void *object) {
  for (const Field *field = table; field->name != NULL; field++) {
    init_value(field, value_of(field, object));
  }
}

void fields_free(const Field *table, void *object) {
  for (const Field *field = table; field->name != NULL; field++) {
    free_value(field, value_of(field, object));
  }
}

void fields_copy(const Field *table, void *to, const void *from) {
  if (to == from) {
    return;
  }
  for (const Field *field = table; field->name != NULL; field++) {
    free_value(field, value_of(field, to));
    copy_value(field, value_of(field, to), value_in(field, from));
  }
}

/* Puts another text in the place of an owned one, NULL where there is none. */
static void translate_text(char **text) {
  const char *found = language_text(*text);
  if (found != *text) {
    free(*text);
    *text = mem_copy(found);
  }
}

void fields_translate(const Field *table, void *object) {
  for (const Field *field = table; field->name != NULL; field++) {
    if (field->translated && field->type == FIELD_TEXT) {
      translate_text(value_of(field, object));
    } else if (field->translated && field->type == FIELD_TEXTS) {
      TextList *texts = value_of(field, object);
      for (size_t i = 0; i < texts->count; i++) {
        translate_text(&texts->at[i]);
      }
    }
  }
}

bool fields_equal(const Field *table, const void *one, const void *other) {
  for (const Field *field = table; field->name != NULL; field++) {
    if (!same_value(field, value_in(field, one), value_in(field, other))) {
      return false;
    }
  }
  return true;
}

char *texts_joined(const TextList *texts) {
  char *joined = mem_copy("");
  for (size_t i = 0; i < texts->count; i++) {
    char *longer = mem_format("%s%s%s", joined, i == 0 ? "" : ", ", texts->at[i]);
    free(joined);
    joined = longer;
  }
  return joined;
}
