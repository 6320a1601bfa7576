/* The members of one record of an export: each is asked for by its name and type, and what is wrong
 * with it is told with its place. */
#ifndef NIGHTCALF_CLI_TRANSFER_VALUES_H
#define NIGHTCALF_CLI_TRANSFER_VALUES_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "nightcalf/error.h"
#include "nightcalf/field.h"
#include "nightcalf/moment.h"
#include "nightcalf/night.h"

/* A record that is read, and where it stands. */
typedef struct RecordPlace {
  const char *file;
  const char *list;
  size_t index; /* from 0 */
  int line;
  const char *part; /* "steps" inside a session; NULL */
  size_t part_index;
  Diagnostics *diagnostics;
} RecordPlace;

/* Adds a finding about a member; key NULL: about the record. Returns false. */
bool place_fault(const RecordPlace *place, const char *key, const char *format, ...)
    PRINTF_LIKE(3, 4);

/* Each reads one member of an object, which must be there, into *value; false: a finding was added.
 * What they give lives as long as the object. */
bool member_text(const RecordPlace *place, const json_t *object, const char *key, size_t bytes_max,
                 const char **value);
bool member_bool(const RecordPlace *place, const json_t *object, const char *key, bool *value);
bool member_count(const RecordPlace *place, const json_t *object, const char *key, int64_t minimum,
                  int64_t maximum, int64_t *value);
/* Seconds, 0 to three years. */
bool member_seconds(const RecordPlace *place, const json_t *object, const char *key, Millis *value);
bool member_night(const RecordPlace *place, const json_t *object, const char *key, Night *value);
bool member_stamp(const RecordPlace *place, const json_t *object, const char *key, WallTime *value);
/* 36 letters of the form that RFC 9562 gives, small letters. */
bool member_uuid(const RecordPlace *place, const json_t *object, const char *key, char uuid[37]);
/* A list of at most so many. */
bool member_list(const RecordPlace *place, const json_t *object, const char *key, size_t most,
                 const json_t **value);
/* The index of one of these words, NULL-terminated; the empty one is none. */
bool member_word(const RecordPlace *place, const json_t *object, const char *key,
                 const char *const *words, int *value);

/* Every answer of a diary's table into a struct where nothing is said yet. What is absent is "not
 * said", unless the row is required. */
bool member_answers(const RecordPlace *place, const json_t *object, const Field *table,
                    void *target);
/* Whether the object has only members of these names, NULL-terminated, or of the table (may be
 * NULL). */
bool members_known(const RecordPlace *place, json_t *object, const char *const *names,
                   const Field *table);

#endif
