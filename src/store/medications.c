/* Changes of medicines: several a night, each with a name of its own for ever. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/mem.h"
#include "store_private.h"

enum { NAMED_BY = 5 }; /* parameter of QUERY_MEDICATION_ADD and _SAVE */

bool medication_put(Store *store, const MedicationChange *change, const char *uuid, int64_t *id,
                    Error *err) {
  sqlite3_stmt *put =
      store_statement(store, *id == 0 ? QUERY_MEDICATION_ADD : QUERY_MEDICATION_SAVE, err);
  if (put == NULL) {
    return false;
  }
  bind_night(put, 1, change->night);
  sqlite3_bind_int64(put, 2, change->modified_ms);
  bind_rows(put, 3, diary_medication_fields, change);
  return store_put(store, put, NAMED_BY, uuid, id, err);
}

static void read_medication(sqlite3_stmt *at, void *row) {
  MedicationChange *change = row;
  change->id = sqlite3_column_int64(at, 0);
  snprintf(change->uuid, sizeof change->uuid, "%s", store_column(at, 1));
  change->night = read_night(at, 2, (Night){0});
  change->modified_ms = sqlite3_column_int64(at, 3);
  read_rows(at, 4, diary_medication_fields, change);
}

static void release_medication(void *row) {
  medication_free(row);
}

const RowKind medication_kind = {sizeof(MedicationChange), read_medication, release_medication};

static bool find_by_id(Store *store, int64_t id, MedicationChange *change, bool *found,
                       Error *err) {
  sqlite3_stmt *statement = store_statement(store, QUERY_MEDICATION, err);
  if (statement != NULL) {
    sqlite3_bind_int64(statement, 1, id);
  }
  return store_find(store, statement, &medication_kind, change, found, err);
}

bool medication_add(Store *store, MedicationChange *change, WallTime now, Error *err) {
  int64_t made = 0;
  MedicationChange stamped = *change;
  stamped.modified_ms = now.utc_ms;
  if (!store_name_new(store, QUERY_MEDICATION_BY_UUID, change->uuid, &made, err) ||
      !medication_put(store, &stamped, change->uuid, &made, err)) {
    return false;
  }
  change->id = made;
  change->modified_ms = now.utc_ms;
  return true;
}

bool store_medication_add(Store *store, MedicationChange *change, WallTime now, Error *err) {
  MedicationChange added = *change;
  if (!diary_check(diary_medication_fields, change, err) ||
      !store_begin_write(store, "save your diary", err)) {
    return false;
  }
  bool ok = store_end(store, medication_add(store, &added, now, err), err);
  memcpy(change->uuid, added.uuid, sizeof change->uuid);
  if (ok) {
    *change = added;
  }
  return ok;
}

bool medication_change(Store *store, const MedicationChange *change, WallTime now, Error *err) {
  MedicationChange before;
  bool found = false;
  bool ok = find_by_id(store, change->id, &before, &found, err);
  if (ok && !found) {
    ok = fail(err, "%s: cannot save the change of medicine: it is no longer in there", store->path);
  }
  if (found) {
    MedicationChange stamped = *change;
    stamped.modified_ms = before.modified_ms;
    if (medication_compare(&stamped, &before) != 0) {
      stamped.modified_ms = now.utc_ms > before.modified_ms ? now.utc_ms : before.modified_ms + 1;
      ok = medication_put(store, &stamped, NULL, &stamped.id, err);
    }
    medication_free(&before);
  }
  return ok;
}

bool store_medication_correct(Store *store, const MedicationChange *change, WallTime now,
                              Error *err) {
  return diary_check(diary_medication_fields, change, err) &&
         store_begin_write(store, "save your diary", err) &&
         store_end(store, medication_change(store, change, now, err), err);
}

bool store_medication_delete(Store *store, int64_t id, Error *err) {
  if (!store_begin_write(store, "save your diary", err)) {
    return false;
  }
  sqlite3_stmt *gone = store_statement(store, QUERY_MEDICATION_REMOVE, err);
  if (gone != NULL) {
    sqlite3_bind_int64(gone, 1, id);
  }
  bool ok = gone != NULL && store_do(store, gone, err);
  if (ok && sqlite3_changes(store->db) != 1) {
    ok = fail(err, "%s: cannot remove the change of medicine: it is no longer in there",
              store->path);
  }
  return store_end(store, ok, err);
}

bool store_medications(Store *store, Night from, Night until,
                       bool (*each)(void *context, const MedicationChange *change), void *context,
                       Error *err) {
  Gathered rows = {0};
  bool ok = store_gather_nights(store, "read your diary", QUERY_MEDICATIONS, from, until,
                                &medication_kind, &rows, err);
  const MedicationChange *changes = rows.at;
  for (size_t i = 0; ok && i < rows.count && each(context, &changes[i]); i++) {
  }
  gathered_free(&rows);
  return ok;
}
