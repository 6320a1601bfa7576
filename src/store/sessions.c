/* Writing sessions. A save is the whole state, so that a save that is done twice, or after one that
 * failed, is right all the same. */
#include "store_private.h"

/* The columns of a session as read_session() in history.c reads them. */
#define SESSION_COLUMNS                                                                            \
  "SELECT id, uuid, routine, title, night, started_ms, started_offset_s, ended_ms,"                \
  " ended_offset_s, planned_ms, done_ms, paused_ms, outcome, ended_by, open, step FROM sessions "
#define NEWEST_FIRST " ORDER BY started_ms DESC, id DESC LIMIT ?4"

const char *const store_sql[QUERY_COUNT] = {
    [QUERY_SESSION_ADD] =
        "INSERT INTO sessions (uuid, routine, title, snapshot, night, started_ms, started_offset_s,"
        " ended_ms, ended_offset_s, planned_ms, done_ms, paused_ms, outcome, ended_by, open, step)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?6, ?7, ?8, 0, 0, ?9, ?10, 1, 0)",
    [QUERY_STEP_ADD] =
        "INSERT INTO session_steps (session, step, step_id, title, kind, outcome, planned_ms,"
        " done_ms, left_ms, right_ms, finished, hurt)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, 0, 0, 0, 0)",
    [QUERY_SESSION_SAVE] =
        "UPDATE sessions SET ended_ms = max(?2, started_ms), ended_offset_s = ?3, done_ms = ?4,"
        " paused_ms = ?5, outcome = ?6, ended_by = ?7, open = ?8, step = ?9 WHERE id = ?1",
    /* Only what has changed is written. */
    [QUERY_STEP_SAVE] =
        "UPDATE session_steps SET outcome = ?3, planned_ms = ?4, done_ms = ?5, left_ms = ?6,"
        " right_ms = ?7, finished = ?8, hurt = ?9 WHERE session = ?1 AND step = ?2 AND"
        " (outcome, planned_ms, done_ms, left_ms, right_ms, finished, hurt)"
        " IS NOT (?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    [QUERY_ANSWER_SAVE] =
        "INSERT INTO answers (session, position, step, question, answer)"
        " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (session, position) DO UPDATE SET"
        " step = excluded.step, question = excluded.question, answer = excluded.answer"
        " WHERE (step, question, answer) IS NOT (?3, ?4, ?5)",
    [QUERY_ANSWERS_CUT] = "DELETE FROM answers WHERE session = ?1 AND position >= ?2",
    /* Steps and answers go with it: ON DELETE CASCADE. */
    [QUERY_SESSION_DISCARD] = "DELETE FROM sessions WHERE id = ?1",
    [QUERY_CLOSE_STALE] = "UPDATE sessions SET open = 0 WHERE open = 1 AND night < ?1",
    [QUERY_HISTORY] = SESSION_COLUMNS NEWEST_FIRST,
    [QUERY_HISTORY_NIGHTS] = SESSION_COLUMNS "WHERE night BETWEEN ?1 AND ?2" NEWEST_FIRST,
    [QUERY_HISTORY_ROUTINE] =
        SESSION_COLUMNS "WHERE routine = ?3 AND night BETWEEN ?1 AND ?2" NEWEST_FIRST,
    [QUERY_SESSION_OPEN] = SESSION_COLUMNS "WHERE open = 1 AND night = ?1"
                                           " ORDER BY started_ms DESC, id DESC LIMIT 1",
    [QUERY_SNAPSHOT] = "SELECT snapshot FROM sessions WHERE id = ?1",
    [QUERY_STEPS] = "SELECT step_id, title, kind, outcome, planned_ms, done_ms, left_ms, right_ms,"
                    " finished, hurt FROM session_steps WHERE session = ?1 ORDER BY step",
    [QUERY_ANSWERS] =
        "SELECT step, question, answer FROM answers WHERE session = ?1 ORDER BY position",
    [QUERY_NIGHT_DONE] =
        "SELECT 1 FROM sessions WHERE night = ?1 AND outcome = 'completed' LIMIT 1",
    [QUERY_EPISODE_ADD] =
        "INSERT INTO episodes (night, onset_ms, onset_offset_s, side, muscle, severity,"
        " duration_ms, eased, session, uuid) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8,"
        " (SELECT id FROM sessions WHERE id = ?9), ?10)",
    /* A session that is gone meanwhile is no reason to lose the cramp. */
    [QUERY_EPISODE_SAVE] =
        "UPDATE episodes SET night = ?1, onset_ms = ?2, onset_offset_s = ?3, side = ?4,"
        " muscle = ?5, severity = ?6, duration_ms = ?7, eased = ?8,"
        " session = (SELECT id FROM sessions WHERE id = ?9) WHERE id = ?10",
    [QUERY_EPISODES] =
        "SELECT id, uuid, night, onset_ms, onset_offset_s, side, muscle, severity, duration_ms,"
        " eased, session FROM episodes WHERE night BETWEEN ?1 AND ?2"
        " ORDER BY night, onset_ms, id",
};

static bool add_session(Store *store, const SessionStart *start, const char *uuid, Error *err) {
  sqlite3_stmt *add = store_statement(store, QUERY_SESSION_ADD, err);
  if (add == NULL) {
    return false;
  }
  bind_text(add, 1, uuid);
  bind_text(add, 2, start->routine);
  bind_text(add, 3, start->title);
  bind_text(add, 4, start->snapshot);
  bind_night(add, 5, start->night);
  sqlite3_bind_int64(add, 6, start->started.utc_ms);
  sqlite3_bind_int(add, 7, start->started.offset_s);
  sqlite3_bind_int64(add, 8, start->planned);
  bind_text(add, 9, outcome_name(OUTCOME_PARTIAL));
  bind_text(add, 10, ended_by_name(ENDED_CRASH));
  return store_do(store, add, err);
}

static bool add_steps(Store *store, int64_t id, const SessionStart *start, Error *err) {
  for (size_t i = 0; i < start->steps->step_count; i++) {
    const Step *step = &start->steps->steps[i];
    StepRecord untouched = {.planned = start->records[i].planned};
    sqlite3_stmt *add = store_statement(store, QUERY_STEP_ADD, err);
    if (add == NULL) {
      return false;
    }
    sqlite3_bind_int64(add, 1, id);
    sqlite3_bind_int64(add, 2, (int64_t)i);
    bind_text(add, 3, step->id);
    bind_text(add, 4, step->title);
    bind_text(add, 5, step->kind->name);
    bind_text(add, 6, step_outcome_name(step_record_outcome(&untouched)));
    sqlite3_bind_int64(add, 7, untouched.planned);
    if (!store_do(store, add, err)) {
      return false;
    }
  }
  return true;
}

bool store_session_begin(Store *store, const SessionStart *start, int64_t *id, Error *err) {
  char uuid[STORE_UUID_SIZE];
  if (!store_make_uuid(uuid, err) || !store_begin_write(store, "begin the session", err)) {
    return false;
  }
  bool ok = add_session(store, start, uuid, err);
  int64_t made = sqlite3_last_insert_rowid(store->db);
  ok = store_end(store, ok && add_steps(store, made, start, err), err);
  if (ok) {
    *id = made;
  }
  return ok;
}

static bool save_session(Store *store, int64_t id, const SessionProgress *progress, Error *err) {
  sqlite3_stmt *save = store_statement(store, QUERY_SESSION_SAVE, err);
  if (save == NULL) {
    return false;
  }
  sqlite3_bind_int64(save, 1, id);
  sqlite3_bind_int64(save, 2, progress->at.utc_ms);
  sqlite3_bind_int(save, 3, progress->at.offset_s);
  sqlite3_bind_int64(save, 4, progress->done);
  sqlite3_bind_int64(save, 5, progress->paused);
  bind_text(save, 6, outcome_name(progress->outcome));
  bind_text(save, 7, ended_by_name(progress->ended_by));
  sqlite3_bind_int(save, 8, progress->open ? 1 : 0);
  sqlite3_bind_int(save, 9, progress->step);
  if (!store_do(store, save, err)) {
    return false;
  }
  return sqlite3_changes(store->db) == 1 ||
         fail(err, "%s: cannot save the session: it is no longer in there", store->path);
}

static bool save_steps(Store *store, int64_t id, const SessionProgress *progress, Error *err) {
  for (size_t i = 0; i < progress->record_count; i++) {
    const StepRecord *record = &progress->records[i];
    sqlite3_stmt *save = store_statement(store, QUERY_STEP_SAVE, err);
    if (save == NULL) {
      return false;
    }
    sqlite3_bind_int64(save, 1, id);
    sqlite3_bind_int64(save, 2, (int64_t)i);
    bind_text(save, 3, step_outcome_name(step_record_outcome(record)));
    sqlite3_bind_int64(save, 4, record->planned);
    sqlite3_bind_int64(save, 5, record->done);
    sqlite3_bind_int64(save, 6, record->left);
    sqlite3_bind_int64(save, 7, record->right);
    sqlite3_bind_int(save, 8, record->finished ? 1 : 0);
    sqlite3_bind_int(save, 9, record->hurt ? 1 : 0);
    if (!store_do(store, save, err)) {
      return false;
    }
  }
  return true;
}

static bool save_answers(Store *store, int64_t id, const SessionProgress *progress, Error *err) {
  for (size_t i = 0; i < progress->answer_count; i++) {
    const Answer *answer = &progress->answers[i];
    sqlite3_stmt *save = store_statement(store, QUERY_ANSWER_SAVE, err);
    if (save == NULL) {
      return false;
    }
    sqlite3_bind_int64(save, 1, id);
    sqlite3_bind_int64(save, 2, (int64_t)i);
    sqlite3_bind_int(save, 3, answer->step);
    bind_text(save, 4, answer->question);
    bind_text(save, 5, answer->answer);
    if (!store_do(store, save, err)) {
      return false;
    }
  }
  sqlite3_stmt *cut = store_statement(store, QUERY_ANSWERS_CUT, err);
  if (cut == NULL) {
    return false;
  }
  sqlite3_bind_int64(cut, 1, id);
  sqlite3_bind_int64(cut, 2, (int64_t)progress->answer_count);
  return store_do(store, cut, err);
}

bool store_session_save(Store *store, int64_t id, const SessionProgress *progress, Error *err) {
  if (!store_begin_write(store, "save the session", err)) {
    return false;
  }
  bool ok = save_session(store, id, progress, err) && save_steps(store, id, progress, err) &&
            save_answers(store, id, progress, err);
  return store_end(store, ok, err);
}

bool store_session_discard(Store *store, int64_t id, Error *err) {
  if (!store_begin_write(store, "remove the session", err)) {
    return false;
  }
  sqlite3_stmt *discard = store_statement(store, QUERY_SESSION_DISCARD, err);
  if (discard != NULL) {
    sqlite3_bind_int64(discard, 1, id);
  }
  return store_end(store, discard != NULL && store_do(store, discard, err), err);
}

bool store_close_stale(Store *store, Night tonight, Error *err) {
  if (!store_begin_write(store, "close the sessions of earlier nights", err)) {
    return false;
  }
  sqlite3_stmt *close = store_statement(store, QUERY_CLOSE_STALE, err);
  if (close != NULL) {
    bind_night(close, 1, tonight);
  }
  return store_end(store, close != NULL && store_do(store, close, err), err);
}
