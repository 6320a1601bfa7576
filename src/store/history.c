/* Reading sessions. Rows are gathered inside one transaction and handed out after it: whoever reads
 * them slowly (a pager, a screen) must not keep a running session from being saved. */
#include "store_private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/mem.h"

static char *column_text(sqlite3_stmt *statement, int at) {
  return mem_copy(store_column(statement, at));
}

/* The outcome of that name; PARTIAL, which claims the least, for one that nobody knows. */
static StepOutcome parse_step_outcome(const char *name) {
  for (int i = STEP_SKIPPED; i <= STEP_HIDDEN; i++) {
    if (strcmp(step_outcome_name((StepOutcome)i), name) == 0) {
      return (StepOutcome)i;
    }
  }
  return STEP_PARTIAL;
}

static Outcome parse_outcome(const char *name) {
  return strcmp(outcome_name(OUTCOME_COMPLETED), name) == 0 ? OUTCOME_COMPLETED : OUTCOME_PARTIAL;
}

/* A row of SESSION_COLUMNS. What is no date or no ending by name becomes what the rest of the row
 * implies: one odd row must not hide the others. */
static void read_session(sqlite3_stmt *at, void *into) {
  SessionRow *row = into;
  *row = (SessionRow){
      .id = sqlite3_column_int64(at, 0),
      .routine = column_text(at, 2),
      .title = column_text(at, 3),
      .started = {sqlite3_column_int64(at, 5), sqlite3_column_int(at, 6)},
      .ended = {sqlite3_column_int64(at, 7), sqlite3_column_int(at, 8)},
      .planned = sqlite3_column_int64(at, 9),
      .done = sqlite3_column_int64(at, 10),
      .paused = sqlite3_column_int64(at, 11),
      .outcome = parse_outcome(store_column(at, 12)),
      .open = sqlite3_column_int(at, 14) != 0,
      .step = sqlite3_column_int(at, 15),
  };
  snprintf(row->uuid, sizeof row->uuid, "%s", store_column(at, 1));
  row->night = read_night(at, 4, night_of(row->started, NIGHT_BOUNDARY_DEFAULT));
  if (!ended_by_parse(store_column(at, 13), &row->ended_by)) {
    row->ended_by = ENDED_CRASH;
  }
  if (row->ended.utc_ms < row->started.utc_ms) {
    row->ended = row->started;
  }
}

static bool read_steps(Store *store, SessionRow *row, Error *err) {
  bool failed;
  sqlite3_stmt *at = store_statement(store, QUERY_STEPS, err);
  if (at == NULL) {
    return false;
  }
  sqlite3_bind_int64(at, 1, row->id);
  while (store_row(store, at, &failed, err)) {
    row->steps = mem_resize(row->steps, row->step_count + 1, sizeof *row->steps);
    row->steps[row->step_count++] = (StepRow){
        .step_id = column_text(at, 0),
        .title = column_text(at, 1),
        .kind = column_text(at, 2),
        .outcome = parse_step_outcome(store_column(at, 3)),
        .record =
            {
                .planned = sqlite3_column_int64(at, 4),
                .done = sqlite3_column_int64(at, 5),
                .left = sqlite3_column_int64(at, 6),
                .right = sqlite3_column_int64(at, 7),
                .finished = sqlite3_column_int(at, 8) != 0,
                .hurt = sqlite3_column_int(at, 9) != 0,
            },
    };
  }
  return !failed;
}

static bool read_answers(Store *store, SessionRow *row, Error *err) {
  bool failed;
  sqlite3_stmt *at = store_statement(store, QUERY_ANSWERS, err);
  if (at == NULL) {
    return false;
  }
  sqlite3_bind_int64(at, 1, row->id);
  while (store_row(store, at, &failed, err)) {
    row->answers = mem_resize(row->answers, row->answer_count + 1, sizeof *row->answers);
    row->answers[row->answer_count++] = (Answer){
        .step = sqlite3_column_int(at, 0),
        .question = column_text(at, 1),
        .answer = column_text(at, 2),
    };
  }
  return !failed;
}

static bool read_snapshot(Store *store, SessionRow *row, Error *err) {
  bool failed;
  sqlite3_stmt *at = store_statement(store, QUERY_SNAPSHOT, err);
  if (at == NULL) {
    return false;
  }
  sqlite3_bind_int64(at, 1, row->id);
  while (store_row(store, at, &failed, err)) {
    row->snapshot = column_text(at, 0);
  }
  return !failed;
}

static void release_session(void *row) {
  session_row_free(row);
}

static const RowKind session_kind = {sizeof(SessionRow), read_session, release_session};

bool gather_sessions(Store *store, sqlite3_stmt *statement, bool snapshots, Gathered *rows,
                     Error *err) {
  bool ok = store_gather(store, statement, &session_kind, rows, err);
  SessionRow *sessions = rows->at;
  for (size_t i = 0; ok && i < rows->count; i++) {
    ok = read_steps(store, &sessions[i], err) && read_answers(store, &sessions[i], err) &&
         (!snapshots || read_snapshot(store, &sessions[i], err));
  }
  if (!ok) {
    gathered_free(rows);
  }
  return ok;
}

/* The statement that serves a filter without looking at every session, bound. */
static sqlite3_stmt *history_statement(Store *store, const HistoryFilter *filter, Error *err) {
  StoreQuery query = filter->troubled                         ? QUERY_HISTORY_TROUBLED
                     : filter->routine != NULL                ? QUERY_HISTORY_ROUTINE
                     : filter->has_since || filter->has_until ? QUERY_HISTORY_NIGHTS
                                                              : QUERY_HISTORY;
  sqlite3_stmt *statement = store_statement(store, query, err);
  if (statement == NULL) {
    return NULL;
  }
  bind_night(statement, 1, filter->has_since ? filter->since : night_first);
  bind_night(statement, 2, filter->has_until ? filter->until : night_last);
  bind_text(statement, 3, filter->routine);
  sqlite3_bind_int64(statement, 4, filter->limit > 0 ? filter->limit : -1);
  sqlite3_bind_int64(statement, 5, filter->skip);
  return statement;
}

bool store_sessions(Store *store, const HistoryFilter *filter,
                    bool (*each)(void *context, const SessionRow *row), void *context, Error *err) {
  Gathered rows = {0};
  if (!store_begin_read(store, "read your history", err)) {
    return false;
  }
  sqlite3_stmt *statement = history_statement(store, filter, err);
  bool ok = store_end(store, gather_sessions(store, statement, false, &rows, err), err);
  const SessionRow *sessions = rows.at;
  for (size_t i = 0; ok && i < rows.count && each(context, &sessions[i]); i++) {
  }
  gathered_free(&rows);
  return ok;
}

bool store_session_open(Store *store, Night night, SessionRow *row, bool *found, Error *err) {
  Gathered rows = {0};
  *found = false;
  *row = (SessionRow){0};
  if (!store_begin_read(store, "look for a session that was broken off", err)) {
    return false;
  }
  sqlite3_stmt *statement = store_statement(store, QUERY_SESSION_OPEN, err);
  if (statement != NULL) {
    bind_night(statement, 1, night);
  }
  bool ok = store_end(store, gather_sessions(store, statement, true, &rows, err), err);
  if (ok && rows.count == 1) {
    *found = true;
    *row = *(SessionRow *)rows.at;
    rows.count = 0; /* the caller's now */
  }
  gathered_free(&rows);
  return ok;
}

void session_row_free(SessionRow *row) {
  free(row->routine);
  free(row->title);
  free(row->snapshot);
  for (size_t i = 0; i < row->step_count; i++) {
    free(row->steps[i].step_id);
    free(row->steps[i].title);
    free(row->steps[i].kind);
  }
  free(row->steps);
  for (size_t i = 0; i < row->answer_count; i++) {
    free(row->answers[i].question);
    free(row->answers[i].answer);
  }
  free(row->answers);
  *row = (SessionRow){0};
}
