/* What a review and a report read: only the columns that they count, each kind of row in the order
 * of the nights, handed out while it is read, so that ten years are held by nobody here. */
#include <stdlib.h>
#include <string.h>

#include "nightcalf/mem.h"
#include "store_private.h"

/* What is known of a night, by where it is kept. */
typedef enum Part {
  PART_DIARY,
  PART_SUMMARY,
  PART_NOTED,
  PART_ROUTINE,
  PART_HABITS,
  PART_MEDICINE,
  PART_COUNT
} Part;

/* One kind of row, read on by the night. */
typedef struct Cursor {
  sqlite3_stmt *at; /* NULL: it is not asked for */
  bool more;        /* it stands on a row... */
  Night night;      /* of this night */
} Cursor;

/* A reading of all kinds side by side. */
typedef struct Reading {
  Store *store;
  Error *err;
  Night until;
  Cursor parts[PART_COUNT];
  Habits habits; /* of the night that is handed out */
} Reading;

/* Steps on to the next row up to the last night, which SQL would compare as a text with each. What
 * is no date is passed over: no night can be told from it. False: the record cannot be read. */
static bool cursor_next(const Reading *reading, Cursor *cursor) {
  bool failed = false;
  do {
    cursor->more = store_row(reading->store, cursor->at, &failed, reading->err);
  } while (cursor->more && !night_parse(store_column(cursor->at, 0), &cursor->night));
  cursor->more = cursor->more && cursor->night.day <= reading->until.day;
  return !failed;
}

/* Begins to read one kind. */
static bool open_part(Reading *reading, Part part, StoreQuery query, Night from) {
  Cursor *cursor = &reading->parts[part];
  cursor->at = store_statement(reading->store, query, reading->err);
  if (cursor->at != NULL) {
    bind_night(cursor->at, 1, from);
  }
  return cursor->at != NULL;
}

/* Steps each to its first row. */
static bool step_parts(Reading *reading) {
  bool ok = true;
  for (int part = 0; ok && part < PART_COUNT; part++) {
    Cursor *cursor = &reading->parts[part];
    ok = cursor->at == NULL || cursor_next(reading, cursor);
  }
  return ok;
}

static bool open_parts(Reading *reading, Night from, const ReviewRows *rows) {
  bool ok =
      open_part(reading, PART_DIARY, QUERY_REVIEW_NIGHTS, from) &&
      open_part(reading, PART_MEDICINE, QUERY_REVIEW_MEDICINES, from) &&
      (!rows->calendar || (open_part(reading, PART_SUMMARY, QUERY_REVIEW_SUMMARIES, from) &&
                           open_part(reading, PART_NOTED, QUERY_REVIEW_NOTED, from))) &&
      (rows->routine == NULL || open_part(reading, PART_ROUTINE, QUERY_REVIEW_ROUTINE, from)) &&
      (!rows->habits || open_part(reading, PART_HABITS, QUERY_REVIEW_HABITS, from));
  if (ok && rows->routine != NULL) {
    bind_text(reading->parts[PART_ROUTINE].at, 2, rows->routine);
  }
  return ok && step_parts(reading);
}

/* Lets go of what was not read to its end. */
static void close_parts(Reading *reading) {
  for (int part = 0; part < PART_COUNT; part++) {
    sqlite3_reset(reading->parts[part].at);
  }
}

/* Adds what one kind says of the night: the columns of its statement in queries.c. */
static void take_part(Reading *reading, Part part, StoredNight *row) {
  sqlite3_stmt *at = reading->parts[part].at;
  switch (part) {
  case PART_DIARY:
    row->diary.cramp_count = sqlite3_column_int(at, 1);
    row->diary.awakenings_cramp = sqlite3_column_int(at, 2);
    row->diary.sleep_disturbance_nrs = sqlite3_column_int(at, 3);
    row->diary.bed_time = sqlite3_column_int(at, 4);
    row->diary.excused = sqlite3_column_int(at, 5) != 0;
    row->diary.entered_at = (WallTime){sqlite3_column_int64(at, 6), sqlite3_column_int(at, 7)};
    break;
  case PART_NOTED:
    row->noted = true;
    break;
  case PART_SUMMARY:
    row->sessions = sqlite3_column_int64(at, 1);
    row->episodes = sqlite3_column_int64(at, 2);
    break;
  case PART_ROUTINE:
    row->routine_tried = sqlite3_column_int64(at, 1) == 0;
    row->completed_at = read_completed_at(at, 2);
    break;
  case PART_HABITS:
    habits_kind.read(at, &reading->habits);
    row->habits = &reading->habits;
    break;
  default: /* MEDICINE */
    row->medicine_started = true;
    break;
  }
}

/* The first night that is left; false: none is. */
static bool first_left(const Reading *reading, Night *night) {
  bool any = false;
  for (int part = 0; part < PART_COUNT; part++) {
    const Cursor *cursor = &reading->parts[part];
    if (cursor->more && (!any || cursor->night.day < night->day)) {
      *night = cursor->night;
      any = true;
    }
  }
  return any;
}

/* Hands every night out. False: the record cannot be read. */
static bool read_nights(Reading *reading, const ReviewRows *rows) {
  const DiaryNight nothing = diary_night_new((Night){0});
  Night night = {0};
  while (first_left(reading, &night)) {
    StoredNight row = {.night = night, .diary = nothing, .completed_at = -1};
    row.diary.night = night;
    for (int part = 0; part < PART_COUNT; part++) {
      Cursor *cursor = &reading->parts[part];
      if (cursor->more && cursor->night.day == night.day) {
        take_part(reading, (Part)part, &row);
        if (!cursor_next(reading, cursor)) {
          return false;
        }
      }
    }
    row.routine_night = diary_routine_night(row.completed_at, &row.diary);
    if (!rows->night(rows->context, &row)) {
      break;
    }
  }
  return true;
}

/* Columns of a statement about cramps, by their rows in diary_episode_fields. */
enum { CRAMP_FIELDS = 7 };

/* Hands every cramp out. */
static bool read_cramps(Store *store, Night from, Night until, const ReviewRows *rows, Error *err) {
  static const char *const names[CRAMP_FIELDS] = {"onset_precision", "side",         "muscle_site",
                                                  "severity_nrs",    "duration_min", "trigger",
                                                  "urge_to_move"};
  enum { FIRST_NAMED = 3 };
  bool failed = false;
  const Field *fields[CRAMP_FIELDS];
  for (int i = 0; i < CRAMP_FIELDS; i++) {
    fields[i] = field_find(diary_episode_fields, names[i]);
  }
  sqlite3_stmt *at = store_statement(store, QUERY_REVIEW_EPISODES, err);
  if (at == NULL) {
    return false;
  }
  bind_night(at, 1, from);
  while (store_row(store, at, &failed, err)) {
    Episode row = {.onset = {sqlite3_column_int64(at, 1), sqlite3_column_int(at, 2)}};
    row.night = read_night(at, 0, night_of(row.onset, NIGHT_BOUNDARY_DEFAULT));
    if (row.night.day > until.day) {
      break;
    }
    for (int i = 0; i < CRAMP_FIELDS; i++) {
      read_field(at, FIRST_NAMED + i, fields[i], &row);
    }
    if (!rows->cramp(rows->context, &row)) {
      break;
    }
  }
  sqlite3_reset(at);
  return !failed;
}

/* Adds up what one of two statements tallies, TALLY_BEFORE() in queries.c: of all rows, or of those
 * that were entered in time. late_after: as in the contract. */
static bool tally(Store *store, StoreQuery all, StoreQuery in_time, Night night, int64_t late_after,
                  int64_t *count, int64_t *sum, Error *err) {
  StoreQuery query = late_after < 0 ? all : in_time;
  bool failed = true;
  int64_t both = 0;
  sqlite3_stmt *at = store_statement(store, query, err);
  if (at != NULL) {
    bind_night(at, 1, night);
    if (late_after >= 0) {
      sqlite3_bind_int64(at, 2, late_after);
    }
    while (store_row(store, at, &failed, err)) {
      both += sqlite3_column_int64(at, 0);
    }
  }
  *count = both / TALLY_ONE;
  *sum = both % TALLY_ONE;
  return !failed;
}

static bool read_before(Store *store, Night night, const ReviewRows *rows, Error *err) {
  RecordBefore *before = rows->before;
  return tally(store, QUERY_BEFORE_NIGHTS, QUERY_BEFORE_NIGHTS_IN_TIME, night, rows->late_after,
               &before->nights, &before->cramps, err) &&
         tally(store, QUERY_BEFORE_EPISODES, QUERY_BEFORE_EPISODES_IN_TIME, night, rows->late_after,
               &before->episodes, &before->severities, err);
}

bool store_review(Store *store, Night from, Night until, const ReviewRows *rows, Error *err) {
  if (!store_begin_read(store, "read your diary", err)) {
    return false;
  }
  Reading reading = {.store = store, .err = err, .until = until};
  bool ok = open_parts(&reading, from, rows) && read_nights(&reading, rows);
  close_parts(&reading);
  ok = ok && (rows->cramp == NULL || read_cramps(store, from, until, rows, err)) &&
       (rows->before == NULL || read_before(store, from, rows, err));
  return store_end(store, ok, err);
}

bool store_review_first(Store *store, bool habits, Night *first, bool *any, Error *err) {
  *any = false;
  if (!store_begin_read(store, "read your diary", err)) {
    return false;
  }
  Reading reading = {.store = store, .err = err, .until = night_last};
  /* Its nights with a routine are among the summaries, and what is noted among the diary's. */
  bool ok = open_part(&reading, PART_DIARY, QUERY_REVIEW_NIGHTS, night_first) &&
            open_part(&reading, PART_MEDICINE, QUERY_REVIEW_MEDICINES, night_first) &&
            open_part(&reading, PART_SUMMARY, QUERY_REVIEW_SUMMARIES, night_first) &&
            (!habits || open_part(&reading, PART_HABITS, QUERY_REVIEW_HABITS, night_first)) &&
            step_parts(&reading);
  *any = ok && first_left(&reading, first);
  close_parts(&reading);
  return store_end(store, ok, err);
}

bool store_session_count(Store *store, Night from, Night until, int64_t *count, Error *err) {
  bool failed = true;
  *count = 0;
  if (!store_begin_read(store, "read your history", err)) {
    return false;
  }
  sqlite3_stmt *at = store_range(store, QUERY_SESSION_COUNT, from, until, err);
  while (at != NULL && store_row(store, at, &failed, err)) {
    *count = sqlite3_column_int64(at, 0);
  }
  return store_end(store, !failed, err);
}

/* Each hands out what one statement of the report gives. */

static bool read_supplements(Store *store, Night from, Night until, const ReportRows *rows,
                             Error *err) {
  bool failed = true;
  const Field *field = field_find(diary_habit_fields, "supplement");
  sqlite3_stmt *at = store_range(store, QUERY_REPORT_SUPPLEMENTS, from, until, err);
  while (at != NULL && store_row(store, at, &failed, err)) {
    Habits row = {0};
    read_field(at, 0, field, &row);
    if (row.supplement != 0) {
      rows->supplement(rows->context, row.supplement);
    }
  }
  return !failed;
}

static bool read_troubles(Store *store, Night from, Night until, const ReportRows *rows,
                          Error *err) {
  bool failed = true;
  sqlite3_stmt *at = store_statement(store, QUERY_REPORT_TROUBLES, err);
  if (at == NULL) {
    return false;
  }
  bind_night(at, 1, from);
  while (store_row(store, at, &failed, err)) {
    Night night;
    if (night_parse(store_column(at, 0), &night) && night.day <= until.day) {
      rows->trouble(rows->context, night, store_column(at, 1));
    }
  }
  return !failed;
}

bool store_report(Store *store, Night from, Night until, const ReportRows *rows, Error *err) {
  return store_begin_read(store, "read your diary", err) &&
         store_end(store,
                   read_supplements(store, from, until, rows, err) &&
                       read_troubles(store, from, until, rows, err),
                   err);
}
