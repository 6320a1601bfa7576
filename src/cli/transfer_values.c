/* Members of a record, looked at one by one. Contract: transfer_values.h. */
#include "transfer_values.h"

#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/diary.h"
#include "nightcalf/format.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"

/* SECONDS_MAX: three years; a pause may be long. */
enum { SECONDS_MAX = 100000000, UUID_LENGTH = 36, RANGE_SIZE = 256, GOT_BYTES = 60 };

bool place_fault(const RecordPlace *place, const char *key, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  char *message = mem_format_list(language_text(format), arguments);
  va_end(arguments);
  char *part =
      place->part == NULL ? mem_copy("") : mem_format(".%s[%zu]", place->part, place->part_index);
  diagnostics_add(place->diagnostics, place->file, place->line, 0, false, "%s[%zu]%s%s%s %s",
                  place->list, place->index, part, key != NULL ? "." : "", key != NULL ? key : "",
                  message);
  free(part);
  free(message);
  return false;
}

/* A value as the file has it, cut to what a message can hold. Release with free(). */
static char *got(const json_t *value) {
  char *text = value != NULL ? json_dumps(value, JSON_ENSURE_ASCII | JSON_ENCODE_ANY |
                                                     JSON_COMPACT | JSON_REAL_PRECISION(12))
                             : NULL;
  if (text == NULL) {
    return mem_copy(_("nothing"));
  }
  if (strlen(text) > GOT_BYTES) {
    memcpy(text + GOT_BYTES, "...", sizeof "..."); /* the text is longer than that */
  }
  return text;
}

/* Tells what a member must be, and what it is. Returns false. */
static bool fault_got(const RecordPlace *place, const char *key, const char *must,
                      const json_t *value) {
  if (value == NULL) {
    return place_fault(place, key, "is missing; it %s", must);
  }
  char *text = got(value);
  place_fault(place, key, "%s; got %s", must, text);
  free(text);
  return false;
}

bool member_text(const RecordPlace *place, const json_t *object, const char *key, size_t bytes_max,
                 const char **value) {
  const json_t *member = json_object_get(object, key);
  if (!json_is_string(member)) {
    return fault_got(place, key, _("must be a text"), member);
  }
  if (json_string_length(member) > bytes_max) {
    return place_fault(place, key, "must be at most %zu bytes long; got %zu", bytes_max,
                       json_string_length(member));
  }
  *value = json_string_value(member);
  return true;
}

bool member_bool(const RecordPlace *place, const json_t *object, const char *key, bool *value) {
  const json_t *member = json_object_get(object, key);
  if (!json_is_boolean(member)) {
    return fault_got(place, key, _("must be true or false"), member);
  }
  *value = json_is_true(member);
  return true;
}

bool member_count(const RecordPlace *place, const json_t *object, const char *key, int64_t minimum,
                  int64_t maximum, int64_t *value) {
  const json_t *member = json_object_get(object, key);
  if (!json_is_integer(member) || json_integer_value(member) < minimum ||
      json_integer_value(member) > maximum) {
    char must[RANGE_SIZE];
    (void)snprintf(must, sizeof must, _("must be a whole number from %lld to %lld"),
                   (long long)minimum, (long long)maximum);
    return fault_got(place, key, must, member);
  }
  *value = json_integer_value(member);
  return true;
}

bool member_seconds(const RecordPlace *place, const json_t *object, const char *key,
                    Millis *value) {
  const json_t *member = json_object_get(object, key);
  double seconds = json_number_value(member);
  if (!json_is_number(member) || !(seconds >= 0 && seconds <= SECONDS_MAX)) {
    return fault_got(place, key, _("must be seconds from 0 to 100000000"), member);
  }
  *value = (Millis)llround(seconds * 1000);
  return true;
}

bool member_night(const RecordPlace *place, const json_t *object, const char *key, Night *value) {
  const json_t *member = json_object_get(object, key);
  if (!json_is_string(member) || !night_parse(json_string_value(member), value)) {
    return fault_got(place, key, _("must be a date such as \"2026-11-21\""), member);
  }
  return true;
}

bool member_stamp(const RecordPlace *place, const json_t *object, const char *key,
                  WallTime *value) {
  const json_t *member = json_object_get(object, key);
  if (!json_is_string(member) || !stamp_parse(json_string_value(member), value)) {
    return fault_got(place, key, _("must be a time such as \"2026-11-22T00:12:05+01:00\""), member);
  }
  return true;
}

static bool is_uuid(const char *text) {
  for (int i = 0; i < UUID_LENGTH; i++) {
    bool joint = i == 8 || i == 13 || i == 18 || i == 23;
    if (joint ? text[i] != '-' : text[i] == '\0' || strchr("0123456789abcdef", text[i]) == NULL) {
      return false;
    }
  }
  return text[UUID_LENGTH] == '\0';
}

bool member_uuid(const RecordPlace *place, const json_t *object, const char *key, char uuid[37]) {
  const json_t *member = json_object_get(object, key);
  if (!json_is_string(member) || !is_uuid(json_string_value(member))) {
    return fault_got(place, key,
                     _("must be a UUID such as \"0b0a4a1e-94f5-4d0e-8c0e-5c2f8f0a9d42\""), member);
  }
  memcpy(uuid, json_string_value(member), UUID_LENGTH + 1);
  return true;
}

bool member_list(const RecordPlace *place, const json_t *object, const char *key, size_t most,
                 const json_t **value) {
  const json_t *member = json_object_get(object, key);
  if (!json_is_array(member)) {
    return fault_got(place, key, _("must be a list"), member);
  }
  if (json_array_size(member) > most) {
    return place_fault(place, key, "must have at most %zu entries; got %zu", most,
                       json_array_size(member));
  }
  *value = member;
  return true;
}

/* The index of a word that is not empty; -1. */
static int word_index(const char *const *words, const json_t *member) {
  const char *text = json_string_value(member);
  for (int i = 0; text != NULL && *text != '\0' && words[i] != NULL; i++) {
    if (strcmp(words[i], text) == 0) {
      return i;
    }
  }
  return -1;
}

/* "must be one of "left", "right"" of some words. */
static void words_range(const char *const *words, char text[RANGE_SIZE]) {
  field_range(&(Field){.type = FIELD_WORD, .words = words}, text, RANGE_SIZE);
}

bool member_word(const RecordPlace *place, const json_t *object, const char *key,
                 const char *const *words, int *value) {
  const json_t *member = json_object_get(object, key);
  int found = word_index(words, member);
  if (found < 0) {
    char range[RANGE_SIZE];
    words_range(words, range);
    return fault_got(place, key, range, member);
  }
  *value = found;
  return true;
}

/* A set: a list of words, each once. */
static bool read_set(const Field *field, const json_t *member, int64_t *bits) {
  *bits = 0;
  for (size_t i = 0; i < json_array_size(member); i++) {
    int found = word_index(field->words, json_array_get(member, i));
    if (found < 0 || (*bits >> found & 1) != 0) {
      return false;
    }
    *bits |= INT64_C(1) << found;
  }
  return json_is_array(member) && json_array_size(member) > 0;
}

/* Minutes with decimals, to the millisecond. */
static bool read_minutes(const Field *field, const json_t *member, int64_t *length) {
  double minutes = json_number_value(member);
  if (!json_is_number(member) || !(minutes >= 0 && minutes * 60000 <= (double)field->maximum)) {
    return false;
  }
  *length = llround(minutes * 60000);
  return true;
}

/* Reads the number behind an answer that is no text. */
static bool read_answer(const Field *field, const json_t *member, int64_t *number) {
  int minutes = 0;
  switch (field->type) {
  case FIELD_COUNT:
    *number = json_integer_value(member);
    return json_is_integer(member) && field_in_range(field, *number);
  case FIELD_FLAG:
    *number = json_is_true(member);
    return json_is_boolean(member);
  case FIELD_WORD:
    *number = word_index(field->words, member);
    return *number > 0;
  case FIELD_WORDS:
    return read_set(field, member, number);
  case FIELD_SECONDS:
    return read_minutes(field, member, number);
  case FIELD_TIME:
    if (!json_is_string(member) || !time_of_day_parse(json_string_value(member), &minutes)) {
      return false;
    }
    *number = minutes;
    return true;
  default:
    return false;
  }
}

/* What an answer must be, in the file's own terms. */
static void answer_range(const Field *field, char text[RANGE_SIZE]) {
  switch (field->type) {
  case FIELD_COUNT:
    (void)snprintf(text, RANGE_SIZE, _("must be a whole number from %lld to %lld"),
                   (long long)field->minimum, (long long)field->maximum);
    break;
  case FIELD_SECONDS:
    (void)snprintf(text, RANGE_SIZE, _("must be minutes from 0 to %lld"),
                   (long long)(field->maximum / 60000));
    break;
  case FIELD_TIME:
    (void)snprintf(text, RANGE_SIZE, "%s", _("must be a time of day such as \"22:15\""));
    break;
  case FIELD_WORDS:
    field_words(field, _("must be any of"), text, RANGE_SIZE);
    break;
  default:
    field_range(field, text, RANGE_SIZE);
    break;
  }
}

static bool member_answer(const RecordPlace *place, const json_t *object, const Field *field,
                          void *target) {
  const json_t *member = json_object_get(object, field->name);
  const char *text = "";
  int64_t number = 0;
  if (member == NULL && !field->required) {
    return true;
  }
  if (field->type == FIELD_TEXT) {
    if (!member_text(place, object, field->name, TEXT_BYTES_MAX, &text)) {
      return false;
    }
    if (*text == '\0') {
      return place_fault(place, field->name, "must not be empty; leave it out instead");
    }
    diary_set_note(field, target, text);
    return true;
  }
  if (member == NULL || !read_answer(field, member, &number)) {
    char range[RANGE_SIZE];
    answer_range(field, range);
    return fault_got(place, field->name, range, member);
  }
  diary_set_number(field, target, number);
  return true;
}

bool member_answers(const RecordPlace *place, const json_t *object, const Field *table,
                    void *target) {
  Error err;
  bool ok = true;
  for (const Field *field = table; field->name != NULL; field++) {
    ok = member_answer(place, object, field, target) && ok;
  }
  /* What no single answer shows: a set of "none" and another. */
  if (ok && !diary_check(table, target, &err)) {
    return place_fault(place, NULL, "is not sound: %s", err.text);
  }
  return ok;
}

bool members_known(const RecordPlace *place, json_t *object, const char *const *names,
                   const Field *table) {
  const char *key = NULL;
  json_t *value = NULL;
  bool ok = true;
  json_object_foreach(object, key, value) {
    bool known = table != NULL && field_find(table, key) != NULL;
    for (const char *const *name = names; !known && *name != NULL; name++) {
      known = strcmp(*name, key) == 0;
    }
    if (!known) {
      const char *near = table != NULL ? field_nearest(table, NULL, key) : NULL;
      near = near != NULL ? near : word_nearest(names, key);
      ok = near != NULL
               ? place_fault(place, NULL, "has an unknown member \"%s\"; did you mean \"%s\"?", key,
                             near)
               : place_fault(place, NULL, "has an unknown member \"%s\"", key);
    }
  }
  return ok;
}
