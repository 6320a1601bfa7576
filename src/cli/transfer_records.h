/* One record of an export, from JSON to what the store takes. */
#ifndef NIGHTCALF_CLI_TRANSFER_RECORDS_H
#define NIGHTCALF_CLI_TRANSFER_RECORDS_H

#include <jansson.h>
#include <stdbool.h>

#include "nightcalf/error.h"
#include "nightcalf/transfer.h"
#include "transfer_json.h"
#include "transfer_values.h"

/* What becomes of a record. */
typedef struct RecordTake {
  Merge *merge; /* NULL: it is only looked at */
  Error *err;   /* what the merge says */
  char key[37]; /* out: its uuid or its date */
} RecordTake;

/* How each list's records are read: false when a finding was added, or the merge failed. */
typedef bool TakeRecord(const RecordPlace *place, json_t *record, RecordTake *take);
extern TakeRecord *const take_record[LIST_COUNT];

#endif
