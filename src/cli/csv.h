/* CSV by RFC 4180, in UTF-8, safe to open in a spreadsheet: a cell that would be run as a formula
 * (first character = + - @, tab, carriage return) gets a ' before it. */
#ifndef NIGHTCALF_CLI_CSV_H
#define NIGHTCALF_CLI_CSV_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "nightcalf/field.h"
#include "nightcalf/moment.h"

/* A table on its way. Zero-initialise but for the stream, whose errors are the caller's to find. */
typedef struct Csv {
  FILE *stream;
  bool begun; /* the row has a cell */
} Csv;

/* One more cell of the row; NULL is the empty one. What is no sound text becomes visible marks. */
void csv_text(Csv *csv, const char *text);
void csv_number(Csv *csv, int64_t number);
/* Seconds with as many decimals as they need, at most three; the point is always a point. */
void csv_seconds(Csv *csv, Millis length);
void csv_row_end(Csv *csv);

/* The names of a diary's table (diary.h), and the answers of one struct: empty where nothing is
 * said. */
void csv_field_names(Csv *csv, const Field *table);
void csv_fields(Csv *csv, const Field *table, const void *object);

#endif
