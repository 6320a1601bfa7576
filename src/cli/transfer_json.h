/* The export's form: one JSON object, version 1; data/export-format.md describes it. Writing and
 * reading it, with every finding by file, line and place ("episodes[3].severity_nrs"). */
#ifndef NIGHTCALF_CLI_TRANSFER_JSON_H
#define NIGHTCALF_CLI_TRANSFER_JSON_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "nightcalf/error.h"
#include "nightcalf/store.h"
#include "nightcalf/transfer.h"

enum { TRANSFER_VERSION = 1 };

/* The lists of an export, in the order they are written in. */
typedef enum TransferList {
  LIST_SESSIONS,
  LIST_EPISODES,
  LIST_NIGHTS,
  LIST_HABITS,
  LIST_MEDICATION_CHANGES,
  LIST_REMOVED,
  LIST_COUNT
} TransferList;
/* "sessions", "episodes", "nights", "habits", "medication_changes", "removed". */
extern const char *const transfer_list_names[LIST_COUNT];
/* How many records of each an export holds. */
typedef struct TransferCounts {
  size_t of[LIST_COUNT];
} TransferCounts;

/* Writes everything that is kept, one record a line. The same record gives the same bytes. False
 * with err when it cannot be read; what the stream refuses is for out_file_end() to find. counts
 * may be NULL. */
bool transfer_write(Store *store, FILE *stream, TransferCounts *counts, Error *err);
/* The same with settings of transfer_settings_make() (transfer_settings.h), which it takes over;
 * NULL: none. */
bool transfer_write_with(Store *store, json_t *settings, FILE *stream, TransferCounts *counts,
                         Error *err);

/* An export, read and found sound. */
typedef struct TransferFile TransferFile;
/* Reads a file whole ("-": standard input) and looks at every value of it. NULL when there is
 * anything wrong: diagnostics says what and where, and nothing has been changed anywhere. */
TransferFile *transfer_read(const char *path, Diagnostics *diagnostics);
TransferCounts transfer_counts(const TransferFile *file);
/* Its settings, found sound, or NULL; the file's. */
json_t *transfer_settings(const TransferFile *file);
/* Merges it in one transaction; false with err: nothing was changed. */
bool transfer_merge(const TransferFile *file, Store *store, MergeCounts *counts, Error *err);
/* NULL is allowed. */
void transfer_free(TransferFile *file);

#endif
