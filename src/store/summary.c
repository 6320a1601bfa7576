/* What is counted of each night, without looking at a session. */
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

int read_completed_at(sqlite3_stmt *at, int column) {
  int64_t minutes =
      sqlite3_column_type(at, column) == SQLITE_NULL ? -1 : sqlite3_column_int64(at, column);
  return (int)(minutes > COMPLETED_AT_MAX ? COMPLETED_AT_MAX : minutes);
}

/* The routine's name is a copy, to be freed. */
static void read_routine_night(sqlite3_stmt *at, void *row) {
  *(RoutineNight *)row = (RoutineNight){
      .night = read_night(at, 0, (Night){0}),
      .routine = mem_copy(store_column(at, 1)),
      .sessions = sqlite3_column_int64(at, 2),
      .completed = sqlite3_column_int64(at, 3),
      .completed_at = read_completed_at(at, 4),
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

static void release_total(void *row) {
  RoutineTotal *total = row;
  free((char *)total->routine);
  free((char *)total->title);
}

/* Copies the text that a bound statement finds, "" where it finds none; NULL: it cannot be asked.
 * Release with free(). */
static char *find_text(Store *store, sqlite3_stmt *at, Error *err) {
  bool failed = true;
  char *text = mem_copy("");
  while (at != NULL && store_row(store, at, &failed, err)) {
    free(text);
    text = mem_copy(store_column(at, 0));
  }
  if (failed) {
    free(text);
    text = NULL;
  }
  return text;
}

/* The first routine by id after that one; "" after the last. */
static char *routine_after(Store *store, const char *routine, Error *err) {
  sqlite3_stmt *at = store_statement(store, QUERY_ROUTINE_NEXT, err);
  if (at != NULL) {
    bind_text(at, 1, routine);
  }
  return find_text(store, at, err);
}

/* Adds up one routine; its sessions are 0 where it has no night in the range. */
static bool add_up(Store *store, Night from, Night until, RoutineTotal *total, Error *err) {
  bool failed = true;
  sqlite3_stmt *at = store_range(store, QUERY_ROUTINE_TOTAL, from, until, err);
  if (at == NULL) {
    return false;
  }
  bind_text(at, 3, total->routine);
  while (store_row(store, at, &failed, err)) {
    total->sessions = sqlite3_column_int64(at, 0);
    total->completed = sqlite3_column_int64(at, 1);
  }
  if (failed || total->sessions == 0) {
    return !failed;
  }
  at = store_range(store, QUERY_ROUTINE_TITLE, from, until, err);
  if (at != NULL) {
    bind_text(at, 3, total->routine);
  }
  total->title = find_text(store, at, err);
  return total->title != NULL;
}

/* Gathers the total of each routine that has a night in the range. */
static bool gather_totals(Store *store, Night from, Night until, Gathered *rows, Error *err) {
  static const RowKind kind = {sizeof(RoutineTotal), NULL, release_total};
  rows->kind = &kind;
  char *routine = routine_after(store, "", err);
  while (routine != NULL && routine[0] != '\0') {
    RoutineTotal total = {.routine = routine};
    bool ok = add_up(store, from, until, &total, err);
    routine = ok ? routine_after(store, routine, err) : NULL;
    if (!ok || total.sessions == 0) {
      release_total(&total);
      continue;
    }
    rows->at = mem_resize(rows->at, rows->count + 1, sizeof total);
    ((RoutineTotal *)rows->at)[rows->count++] = total;
  }
  bool ok = routine != NULL;
  free(routine);
  return ok;
}

bool store_routine_totals(Store *store, Night from, Night until,
                          bool (*each)(void *context, const RoutineTotal *row), void *context,
                          Error *err) {
  Gathered rows = {0};
  if (!store_begin_read(store, "read your history", err)) {
    return false;
  }
  bool ok = store_end(store, gather_totals(store, from, until, &rows, err), err);
  const RoutineTotal *totals = rows.at;
  for (size_t i = 0; ok && i < rows.count && each(context, &totals[i]); i++) {
  }
  gathered_free(&rows);
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
