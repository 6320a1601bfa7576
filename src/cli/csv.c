/* Tables for spreadsheets. Contract: csv.h. */
#include "csv.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/diary.h"
#include "nightcalf/text.h"

enum { SECOND_MS = 1000 };

static void begin_cell(Csv *csv) {
  if (csv->begun) {
    fputc(',', csv->stream);
  }
  csv->begun = true;
}

/* Writes a text with quotes around it where it needs them. */
static void put_cell(const Csv *csv, const char *text) {
  const char *guard = *text != '\0' && strchr("=+-@\t\r", *text) != NULL ? "'" : "";
  bool bare = strpbrk(text, "\",\r\n") == NULL && *text != ' ' &&
              (*text == '\0' || text[strlen(text) - 1] != ' ');
  if (bare) {
    fprintf(csv->stream, "%s%s", guard, text);
    return;
  }
  fprintf(csv->stream, "\"%s", guard);
  for (; *text != '\0'; text++) {
    fprintf(csv->stream, *text == '"' ? "\"%c" : "%c", *text);
  }
  fputc('"', csv->stream);
}

void csv_text(Csv *csv, const char *text) {
  size_t where = 0;
  begin_cell(csv);
  if (text == NULL) {
    return;
  }
  if (text_fault(text, strlen(text), &where) == TEXT_FINE) {
    put_cell(csv, text);
    return;
  }
  char *safe = text_safe(text, false);
  put_cell(csv, safe);
  free(safe);
}

void csv_number(Csv *csv, int64_t number) {
  begin_cell(csv);
  fprintf(csv->stream, "%" PRId64, number);
}

void csv_seconds(Csv *csv, Millis length) {
  begin_cell(csv);
  const char *sign = length < 0 ? "-" : "";
  uint64_t size = length < 0 ? 0 - (uint64_t)length : (uint64_t)length;
  char decimals[sizeof ".000"] = "";
  if (size % SECOND_MS != 0) {
    snprintf(decimals, sizeof decimals, ".%03d", (int)(size % SECOND_MS));
    for (size_t end = strlen(decimals); decimals[end - 1] == '0'; end--) {
      decimals[end - 1] = '\0';
    }
  }
  fprintf(csv->stream, "%s%" PRIu64 "%s", sign, size / SECOND_MS, decimals);
}

void csv_row_end(Csv *csv) {
  fputs("\r\n", csv->stream);
  csv->begun = false;
}

void csv_field_names(Csv *csv, const Field *table) {
  for (const Field *field = table; field->name != NULL; field++) {
    csv_text(csv, field->name);
  }
}

void csv_fields(Csv *csv, const Field *table, const void *object) {
  for (const Field *field = table; field->name != NULL; field++) {
    char *text = diary_text(field, object);
    csv_text(csv, text);
    free(text);
  }
}
