/* All that is said in one go about one night, kept in one transaction or not at all. */
#include "store_private.h"

#include <stdlib.h>

#include "nightcalf/mem.h"

/* Whether every part of it can be kept. */
static bool check_entry(const DiaryEntry *entry, Error *err) {
  for (size_t i = 0; i < entry->episode_count; i++) {
    if (!diary_check(diary_episode_fields, &entry->episodes[i], err)) {
      return false;
    }
  }
  return (entry->night == NULL || diary_check(diary_night_fields, entry->night, err)) &&
         (entry->habits == NULL || diary_check(diary_habit_fields, entry->habits, err)) &&
         (entry->medication == NULL ||
          diary_check(diary_medication_fields, entry->medication, err));
}

/* Keeps the night; before is what it was before the cramps of this entry. */
static bool keep_night(Store *store, const DiaryEntry *entry, DiaryNight *before, bool found,
                       WallTime now, Error *err) {
  DiaryNight row = *entry->night;
  if (!entry->counted) {
    DiaryNight present;
    bool there = false;
    if (!night_find(store, row.night, &present, &there, err)) {
      return false;
    }
    /* The cramps may have raised it, or lowered it by moving away. */
    row.cramp_count = present.cramp_count;
    before->cramp_count = present.cramp_count;
    before->entered_at = present.entered_at;
    before->modified_ms = present.modified_ms;
    diary_night_free(&present);
  }
  return night_replace(store, &row, found ? before : NULL, now, err);
}

static bool keep_medication(Store *store, MedicationChange *change, WallTime now, Error *err) {
  return change->id == 0 ? medication_add(store, change, now, err)
                         : medication_change(store, change, now, err);
}

/* Inside a transaction: everything, cramps first, since the count must agree with them. */
static bool keep_entry(Store *store, const DiaryEntry *entry, WallTime now, Error *err) {
  DiaryNight before = {0};
  bool found = false;
  if (entry->night != NULL && !night_find(store, entry->night->night, &before, &found, err)) {
    return false;
  }
  bool ok = true;
  for (size_t i = 0; ok && i < entry->episode_count; i++) {
    Episode *episode = &entry->episodes[i];
    ok = episode->id == 0 ? episode_add(store, episode, now.utc_ms, err)
                          : episode_change(store, episode, now.utc_ms, err);
  }
  ok = ok && (entry->medication == NULL || keep_medication(store, entry->medication, now, err)) &&
       (entry->habits == NULL || habits_replace(store, entry->habits, now, err)) &&
       (entry->night == NULL || keep_night(store, entry, &before, found, now, err));
  diary_night_free(&before);
  return ok;
}

bool store_entry_save(Store *store, const DiaryEntry *entry, WallTime now, Error *err) {
  if (!check_entry(entry, err) || !store_begin_write(store, "save your diary", err)) {
    return false;
  }
  bool *is_new = mem_new(entry->episode_count + 1, sizeof *is_new);
  for (size_t i = 0; i < entry->episode_count; i++) {
    is_new[i] = entry->episodes[i].id == 0;
  }
  bool new_medication = entry->medication != NULL && entry->medication->id == 0;
  bool ok = store_end(store, keep_entry(store, entry, now, err), err);
  for (size_t i = 0; !ok && i < entry->episode_count; i++) {
    entry->episodes[i].id = is_new[i] ? 0 : entry->episodes[i].id;
  }
  if (!ok && new_medication) {
    entry->medication->id = 0;
  }
  free(is_new);
  return ok;
}
