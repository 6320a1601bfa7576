/* Nights, habits and medicines: written whole inside one transaction that also looks at what was
 * there, so that stamps and counts are right whoever else writes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/format.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "store_private.h"

/* -- Nights -- */

static void read_night_row(sqlite3_stmt *at, void *row) {
  DiaryNight *night = row;
  night->night = read_night(at, 0, (Night){0});
  night->entered_at = (WallTime){sqlite3_column_int64(at, 1), sqlite3_column_int(at, 2)};
  night->modified_ms = sqlite3_column_int64(at, 3);
  read_rows(at, 4, diary_night_fields, night);
}

static void release_night(void *row) {
  diary_night_free(row);
}

const RowKind night_kind = {sizeof(DiaryNight), read_night_row, release_night};

bool night_find(Store *store, Night night, DiaryNight *row, bool *found, Error *err) {
  *row = diary_night_new(night);
  sqlite3_stmt *statement = store_statement(store, QUERY_NIGHT, err);
  if (statement != NULL) {
    bind_night(statement, 1, night);
  }
  return store_find(store, statement, &night_kind, row, found, err);
}

bool night_put(Store *store, const DiaryNight *row, Error *err) {
  sqlite3_stmt *put = store_statement(store, QUERY_NIGHT_PUT, err);
  if (put == NULL) {
    return false;
  }
  bind_night(put, 1, row->night);
  if (diary_night_recorded(row)) {
    sqlite3_bind_int64(put, 2, row->entered_at.utc_ms);
    sqlite3_bind_int(put, 3, row->entered_at.offset_s);
  }
  sqlite3_bind_int64(put, 4, row->modified_ms);
  bind_rows(put, 5, diary_night_fields, row);
  return store_do(store, put, err);
}

bool nights_raise(Store *store, Night from, Night until, Error *err) {
  sqlite3_stmt *raise = store_range(store, QUERY_NIGHTS_RAISE, from, until, err);
  return raise != NULL && store_do(store, raise, err);
}

bool store_night_get(Store *store, Night night, DiaryNight *row, bool *found, Error *err) {
  *row = diary_night_new(night);
  *found = false;
  if (!store_begin_read(store, "read your diary", err)) {
    return false;
  }
  bool ok = store_end(store, night_find(store, night, row, found, err), err);
  *found = *found && diary_night_has(row);
  return ok;
}

/* Whether the count is at least the cramps described. */
static bool count_agrees(Store *store, const DiaryNight *row, Error *err) {
  bool failed = true;
  int64_t described = 0;
  sqlite3_stmt *at = store_statement(store, QUERY_NIGHT_EPISODES, err);
  if (at != NULL) {
    bind_night(at, 1, row->night);
    while (store_row(store, at, &failed, err)) {
      described = sqlite3_column_int64(at, 0);
    }
  }
  if (failed || !diary_night_recorded(row) || row->cramp_count >= described ||
      row->cramp_count == CRAMPS_MAX) {
    return !failed;
  }
  char date[FORMAT_SIZE];
  format_date(row->night, date);
  return fail(err,
              language_plural("%lld cramp is described for the night of %s, so its count cannot be "
                              "%d; count at least %lld, or remove what is wrong first",
                              "%lld cramps are described for the night of %s, so its count cannot "
                              "be %d; count at least %lld, or remove what is wrong first",
                              (unsigned long)described),
              (long long)described, date, row->cramp_count, (long long)described);
}

bool night_replace(Store *store, const DiaryNight *row, const DiaryNight *before, WallTime now,
                   Error *err) {
  DiaryNight stamped = *row;
  if (!count_agrees(store, row, err)) {
    return false;
  }
  if (before != NULL) {
    stamped.entered_at = before->entered_at;
    stamped.modified_ms = before->modified_ms;
    if (diary_night_compare(&stamped, before) == 0) {
      return true; /* it says so already */
    }
  }
  diary_night_stamp(&stamped, before, now);
  return night_put(store, &stamped, err);
}

/* A night to be changed: reads what is there. */
static bool begin_change(Store *store, Night night, DiaryNight *before, bool *found, Error *err) {
  *before = diary_night_new(night);
  *found = false;
  if (!store_begin_write(store, "save your diary", err)) {
    return false;
  }
  if (!night_find(store, night, before, found, err)) {
    return store_end(store, false, err);
  }
  return true;
}

bool store_night_save(Store *store, const DiaryNight *row, WallTime now, Error *err) {
  DiaryNight before;
  bool found;
  if (!diary_check(diary_night_fields, row, err) ||
      !begin_change(store, row->night, &before, &found, err)) {
    return false;
  }
  bool ok = night_replace(store, row, found ? &before : NULL, now, err);
  diary_night_free(&before);
  return store_end(store, ok, err);
}

/* Saves a night that is what it was, but for what the caller has changed in a copy that owns
 * nothing. */
static bool save_changed(Store *store, const DiaryNight *changed, DiaryNight *before, bool found,
                         WallTime now, Error *err) {
  bool ok = diary_check(diary_night_fields, changed, err) &&
            night_replace(store, changed, found ? before : NULL, now, err);
  diary_night_free(before);
  return store_end(store, ok, err);
}

bool store_night_count(Store *store, Night night, int cramp_count, WallTime now, Error *err) {
  DiaryNight before;
  bool found;
  if (!begin_change(store, night, &before, &found, err)) {
    return false;
  }
  DiaryNight changed = before;
  changed.cramp_count = cramp_count;
  return save_changed(store, &changed, &before, found, now, err);
}

bool store_night_excuse(Store *store, Night night, bool excused, const char *reason, WallTime now,
                        Error *err) {
  DiaryNight before;
  bool found;
  if (!begin_change(store, night, &before, &found, err)) {
    return false;
  }
  char *copy = excused ? mem_copy(reason) : NULL;
  DiaryNight changed = before;
  changed.excused = excused;
  changed.excused_reason = copy;
  bool ok = save_changed(store, &changed, &before, found, now, err);
  free(copy);
  return ok;
}

bool store_nights(Store *store, Night from, Night until,
                  bool (*each)(void *context, const DiaryNight *row), void *context, Error *err) {
  Gathered rows = {0};
  bool ok = store_gather_nights(store, "read your diary", QUERY_NIGHTS, from, until, &night_kind,
                                &rows, err);
  const DiaryNight *nights = rows.at;
  for (size_t i = 0; ok && i < rows.count; i++) {
    if (diary_night_has(&nights[i]) && !each(context, &nights[i])) {
      break;
    }
  }
  gathered_free(&rows);
  return ok;
}

/* -- Habits -- */

static void read_habits(sqlite3_stmt *at, void *row) {
  Habits *habits = row;
  habits->night = read_night(at, 0, (Night){0});
  habits->modified_ms = sqlite3_column_int64(at, 1);
  read_rows(at, 2, diary_habit_fields, habits);
}

const RowKind habits_kind = {sizeof(Habits), read_habits, NULL};

bool habits_find(Store *store, Night night, Habits *row, bool *found, Error *err) {
  *row = habits_new(night);
  return store_find(store, store_range(store, QUERY_HABITS, night, night, err), &habits_kind, row,
                    found, err);
}

bool habits_put(Store *store, const Habits *row, Error *err) {
  sqlite3_stmt *put = store_statement(store, QUERY_HABITS_PUT, err);
  if (put == NULL) {
    return false;
  }
  bind_night(put, 1, row->night);
  sqlite3_bind_int64(put, 2, row->modified_ms);
  bind_rows(put, 3, diary_habit_fields, row);
  return store_do(store, put, err);
}

bool store_habits_get(Store *store, Night night, Habits *row, bool *found, Error *err) {
  *row = habits_new(night);
  *found = false;
  if (!store_begin_read(store, "read your diary", err)) {
    return false;
  }
  bool ok = store_end(store, habits_find(store, night, row, found, err), err);
  *found = *found && habits_has(row);
  return ok;
}

/* The stamp of a version that follows another, if any. */
static int64_t stamp_after(bool found, int64_t before_ms, WallTime now) {
  return found && before_ms >= now.utc_ms ? before_ms + 1 : now.utc_ms;
}

bool habits_replace(Store *store, const Habits *row, WallTime now, Error *err) {
  Habits before;
  bool found;
  bool ok = habits_find(store, row->night, &before, &found, err);
  Habits stamped = *row;
  stamped.modified_ms = before.modified_ms;
  if (ok && !(found && habits_compare(&stamped, &before) == 0)) {
    stamped.modified_ms = stamp_after(found, before.modified_ms, now);
    ok = habits_put(store, &stamped, err);
  }
  return ok;
}

bool store_habits_save(Store *store, const Habits *row, WallTime now, Error *err) {
  return diary_check(diary_habit_fields, row, err) &&
         store_begin_write(store, "save your diary", err) &&
         store_end(store, habits_replace(store, row, now, err), err);
}

bool store_habits(Store *store, Night from, Night until,
                  bool (*each)(void *context, const Habits *row), void *context, Error *err) {
  Gathered rows = {0};
  bool ok = store_gather_nights(store, "read your diary", QUERY_HABITS, from, until, &habits_kind,
                                &rows, err);
  const Habits *habits = rows.at;
  for (size_t i = 0; ok && i < rows.count; i++) {
    if (habits_has(&habits[i]) && !each(context, &habits[i])) {
      break;
    }
  }
  gathered_free(&rows);
  return ok;
}
