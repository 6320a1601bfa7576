/* JSON by jansson: never put together by hand. What standard output refuses is found when it is
 * closed, by cli_close_output(). */
#include "json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/mem.h"
#include "nightcalf/text.h"

/* Twelve digits hold the 12 hours of the longest routine to the millisecond. */
static const size_t json_flags = JSON_ENSURE_ASCII | JSON_REAL_PRECISION(12) | JSON_ENCODE_ANY;

/* jansson's memory comes from the wrapper that never returns NULL, so that no value is ever lost on
 * the way. */
static void *allocate(size_t size) {
  return mem_new(1, size);
}

void json_start(void) {
  json_set_alloc_funcs(allocate, free);
}

json_t *json_of_text(const char *text) {
  if (text == NULL) {
    return json_null();
  }
  size_t where = 0;
  if (text_fault(text, strlen(text), &where) == TEXT_FINE) {
    return json_string(text);
  }
  char *safe = text_safe(text, false);
  json_t *value = json_string(safe);
  free(safe);
  return value;
}

json_t *json_of_seconds(Millis length) {
  return length % 1000 == 0 ? json_integer(length / 1000) : json_real((double)length / 1000.0);
}

json_t *json_of_count(int count) {
  return count == 0 ? json_null() : json_integer(count);
}

void json_put(json_t *object, const char *name, json_t *value) {
  json_object_set_new(object, name, value);
}

/* Prints a value without a newline; takes it over. */
static void print_value(json_t *value) {
  json_dumpf(value, stdout, json_flags);
  json_decref(value);
}

void json_print(json_t *value) {
  print_value(value);
  fputs("\n", stdout);
}

void json_rows_add(JsonRows *rows, json_t *value) {
  fputs(rows->begun ? ",\n" : "[\n", stdout);
  rows->begun = true;
  print_value(value);
}

void json_rows_end(JsonRows *rows) {
  fputs(rows->begun ? "\n]\n" : "[]\n", stdout);
}
