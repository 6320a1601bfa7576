/* JSON as the commands print it, SPEC.md section 4: plain ASCII with everything else escaped, so
 * that it is valid and harmless on any terminal whatever the texts hold. */
#ifndef NIGHTCALF_CLI_JSON_H
#define NIGHTCALF_CLI_JSON_H

#include <jansson.h>
#include <stdbool.h>

#include "nightcalf/moment.h"

/* Before any other: memory that is never refused. */
void json_start(void);

/* A text; null for NULL. What is no sound text becomes visible marks. */
json_t *json_of_text(const char *text);
/* Seconds: a whole number where they are whole, else with decimals. */
json_t *json_of_seconds(Millis length);
/* A number counted from 1; null for 0, "has none". */
json_t *json_of_count(int count);
/* Sets a member; takes the value over. */
void json_put(json_t *object, const char *name, json_t *value);

/* Prints a value and a newline on standard output; takes it over. */
void json_print(json_t *value);

/* An array printed element by element, so that its length does not matter. Zero-initialise. */
typedef struct JsonRows {
  bool begun;
} JsonRows;
/* Prints one element; takes it over. */
void json_rows_add(JsonRows *rows, json_t *value);
/* Prints the end, and with no element the empty array. */
void json_rows_end(JsonRows *rows);

#endif
