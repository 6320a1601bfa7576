/* What is counted of each night, without looking at a session: the review reads this. */
#include <stdlib.h>
#include <string.h>

#include "nightcalf/mem.h"
#include "store_private.h"

enum { BOUND_COLUMNS = 8, COMPLETED_AT_MAX = 1000000 };

static void read_summary(sqlite3_stmt *at, void *row) {
  *(NightSummary *)row = (NightSummary){
      .night = read_night(at, 0, (Night){0}),
      .sessions = sqlite3_column_int64(at, 1),
      .completed = sqlite3_column_int64(at, 2),
      .planned = sqlite3_column_int64(at, 3),
      .done = sqlite3_column_int64(at, 4),
      .episodes = sqlite3_column_int64(at, 5),
  };
}

/* The routine's name is a copy, to be freed. */
static void read_routine_night(sqlite3_stmt *at, void *row) {
  int64_t completed_at =
      sqlite3_column_type(at, 4) == SQLITE_NULL ? -1 : sqlite3_column_int64(at, 4);
  *(RoutineNight *)row = (RoutineNight){
      .night = read_night(at, 0, (Night){0}),
      .routine = mem_copy(store_column(at, 1)),
      .sessions = sqlite3_column_int64(at, 2),
      .completed = sqlite3_column_int64(at, 3),
      .completed_at = (int)(completed_at > COMPLETED_AT_MAX ? COMPLETED_AT_MAX : completed_at),
  };
}

static void release_routine_night(void *row) {
  free((char *)((RoutineNight *)row)->routine);
}

static const RowKind summary_kind = {sizeof(NightSummary), read_summary, NULL};
static const RowKind routine_night_kind = {sizeof(RoutineNight), read_routine_night,
                                           release_routine_night};

static bool gather_routine_nights(Store *store, const char *routine, Night from, Night until,
                                  Gathered *rows, Error *err) {
  StoreQuery query = routine != NULL ? QUERY_ROUTINE_NIGHTS : QUERY_ROUTINE_NIGHTS_ALL;
  sqlite3_stmt *statement = store_range(store, query, from, until, err);
  if (statement != NULL && routine != NULL) {
    bind_text(statement, 3, routine);
  }
  return store_gather(store, statement, &routine_night_kind, rows, err);
}

bool store_summaries(Store *store, Night from, Night until,
                     bool (*each)(void *context, const NightSummary *row), void *context,
                     Error *err) {
  Gathered rows = {0};
  bool ok = store_gather_nights(store, "read your history", QUERY_SUMMARIES, from, until,
                                &summary_kind, &rows, err);
  const NightSummary *summaries = rows.at;
  for (size_t i = 0; ok && i < rows.count && each(context, &summaries[i]); i++) {
  }
  gathered_free(&rows);
  return ok;
}

bool store_routine_nights(Store *store, const char *routine, Night from, Night until,
                          bool (*each)(void *context, const RoutineNight *row), void *context,
                          Error *err) {
  Gathered rows = {0};
  if (!store_begin_read(store, "read your history", err)) {
    return false;
  }
  bool ok = store_end(store, gather_routine_nights(store, routine, from, until, &rows, err), err);
  const RoutineNight *nights = rows.at;
  for (size_t i = 0; ok && i < rows.count && each(context, &nights[i]); i++) {
  }
  gathered_free(&rows);
  return ok;
}

/* The names are copies, to be freed. */
static void read_total(sqlite3_stmt *at, void *row) {
  *(RoutineTotal *)row = (RoutineTotal){
      .routine = mem_copy(store_column(at, 0)),
      .sessions = sqlite3_column_int64(at, 1),
      .completed = sqlite3_column_int64(at, 2),
      .title = mem_copy(store_column(at, 3)),
  };
}

static void release_total(void *row) {
  RoutineTotal *total = row;
  free((char *)total->routine);
  free((char *)total->title);
}

bool store_routine_totals(Store *store, Night from, Night until,
                          bool (*each)(void *context, const RoutineTotal *row), void *context,
                          Error *err) {
  static const RowKind kind = {sizeof(RoutineTotal), read_total, release_total};
  Gathered rows = {0};
  bool ok = store_gather_nights(store, "read your history", QUERY_ROUTINE_TOTALS, from, until,
                                &kind, &rows, err);
  const RoutineTotal *totals = rows.at;
  for (size_t i = 0; ok && i < rows.count && each(context, &totals[i]); i++) {
  }
  gathered_free(&rows);
  return ok;
}

/* What a review is put together from: each is in the order of the nights. */
typedef struct Parts {
  Gathered nights;
  Gathered summaries;
  Gathered routine;
  size_t night, summary, of_routine; /* the next of each */
} Parts;

static bool gather_parts(Store *store, Night from, Night until, const char *routine, Parts *parts,
                         Error *err) {
  return store_gather(store, store_range(store, QUERY_NIGHTS, from, until, err), &night_kind,
                      &parts->nights, err) &&
         store_gather(store, store_range(store, QUERY_SUMMARIES, from, until, err), &summary_kind,
                      &parts->summaries, err) &&
         (routine == NULL ||
          gather_routine_nights(store, routine, from, until, &parts->routine, err));
}

static void free_parts(Parts *parts) {
  gathered_free(&parts->nights);
  gathered_free(&parts->summaries);
  gathered_free(&parts->routine);
}

/* Takes the parts of the first night that is left. False: none is. The row owns nothing. */
static bool next_night(Parts *parts, StoredNight *row) {
  const DiaryNight *night =
      parts->night < parts->nights.count ? (DiaryNight *)parts->nights.at + parts->night : NULL;
  const NightSummary *summary = parts->summary < parts->summaries.count
                                    ? (NightSummary *)parts->summaries.at + parts->summary
                                    : NULL;
  if (night == NULL && summary == NULL) {
    return false;
  }
  bool by_night = night != NULL && (summary == NULL || night->night.day <= summary->night.day);
  Night date = by_night ? night->night : summary->night;
  *row = (StoredNight){.night = date, .diary = diary_night_new(date), .completed_at = -1};
  row->summary.night = date;
  if (by_night) {
    row->diary = *night;
    parts->night++;
  }
  if (summary != NULL && summary->night.day == date.day) {
    row->summary = *summary;
    parts->summary++;
  }
  /* Every session of a routine is in its night's summary: none is passed over. */
  const RoutineNight *routine = parts->routine.at;
  if (parts->of_routine < parts->routine.count &&
      routine[parts->of_routine].night.day == date.day) {
    row->routine_tried = routine[parts->of_routine].completed == 0;
    row->completed_at = routine[parts->of_routine++].completed_at;
  }
  row->routine_night = diary_routine_night(row->completed_at, &row->diary);
  return true;
}

bool store_review(Store *store, Night from, Night until, const char *routine,
                  bool (*each)(void *context, const StoredNight *row), void *context, Error *err) {
  Parts parts = {0};
  StoredNight row;
  if (!store_begin_read(store, "read your diary", err)) {
    return false;
  }
  bool ok = store_end(store, gather_parts(store, from, until, routine, &parts, err), err);
  while (ok && next_night(&parts, &row)) {
    bool anything =
        diary_night_has(&row.diary) || row.summary.sessions > 0 || row.summary.episodes > 0;
    if (anything && !each(context, &row)) {
      break;
    }
  }
  free_parts(&parts);
  return ok;
}

/* Widens the bounds by a column with a night. */
static void take_bound(sqlite3_stmt *at, int column, Night *first, Night *last, bool *any) {
  Night night;
  if (!night_parse(store_column(at, column), &night)) {
    return;
  }
  *first = !*any || night.day < first->day ? night : *first;
  *last = !*any || night.day > last->day ? night : *last;
  *any = true;
}

bool store_bounds(Store *store, Night *first, Night *last, bool *any, Error *err) {
  bool failed = true;
  *any = false;
  *first = *last = (Night){0};
  if (!store_begin_read(store, "read your diary", err)) {
    return false;
  }
  sqlite3_stmt *at = store_statement(store, QUERY_BOUNDS, err);
  while (at != NULL && store_row(store, at, &failed, err)) {
    for (int column = 0; column < BOUND_COLUMNS; column++) {
      take_bound(at, column, first, last, any);
    }
  }
  return store_end(store, !failed, err);
}
