/* The record as CSV, one kind of row a table. */
#ifndef NIGHTCALF_CLI_HISTORY_CSV_H
#define NIGHTCALF_CLI_HISTORY_CSV_H

#include <stdbool.h>

#include "nightcalf/error.h"
#include "nightcalf/store.h"

typedef enum HistoryCsv {
  HISTORY_CSV_SESSIONS, /* newest first, as `history` lists them */
  HISTORY_CSV_NIGHTS,   /* oldest first, as the others: the night and the day before it */
  HISTORY_CSV_CRAMPS,
  HISTORY_CSV_MEDICINES
} HistoryCsv;
/* "sessions", "nights", "cramps", "medicines". */
bool history_csv_parse(const char *text, HistoryCsv *kind);
/* Prints a line of names and all rows of the filter's nights on standard output. */
bool history_csv_print(Store *store, HistoryCsv kind, const HistoryFilter *filter, Error *err);

#endif
