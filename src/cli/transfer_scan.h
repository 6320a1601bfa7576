/* The outline of an export, before any of it is read: where each member and each record begins, so
 * that they are read one at a time and every finding has its line. */
#ifndef NIGHTCALF_CLI_TRANSFER_SCAN_H
#define NIGHTCALF_CLI_TRANSFER_SCAN_H

#include <stdbool.h>
#include <stddef.h>

enum { SCAN_DEPTH_MAX = 16 };

/* A place in a text. */
typedef struct JsonCursor {
  const char *at;
  const char *end;
  int line; /* of at, from 1 */
} JsonCursor;

/* A value as it stands in the text. */
typedef struct JsonSlice {
  const char *at;
  size_t length;
  int line; /* its first */
} JsonSlice;

/* Moves over blanks; whether the next letter is this one, moving behind it if so. */
bool json_scan_letter(JsonCursor *cursor, char letter);
/* Whether nothing but blanks is left. */
bool json_scan_end(JsonCursor *cursor);
/* Moves over one value, which *slice gets. What is in it is not looked at but for strings and
 * brackets. NULL: it was found; else what is wrong, in words, at the cursor's line. */
const char *json_scan_value(JsonCursor *cursor, JsonSlice *slice);

#endif
