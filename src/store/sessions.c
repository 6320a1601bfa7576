/* Writing sessions. A save is the whole state, so that a save that is done twice, or after one that
 * failed, is right all the same. */
#include "store_private.h"

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

/* Adds the session and its steps, unless a try that seemed to fail has. */
static bool begin_once(Store *store, const SessionStart *start, char *uuid, int64_t *id,
                       Error *err) {
  if (!store_name_new(store, QUERY_SESSION_ID, uuid, id, err) || *id != 0) {
    return *id != 0;
  }
  bool ok = add_session(store, start, uuid, err);
  *id = sqlite3_last_insert_rowid(store->db);
  return ok && add_steps(store, *id, start, err);
}

bool store_session_begin(Store *store, const SessionStart *start, int64_t *id, Error *err) {
  char own[STORE_UUID_SIZE] = "";
  char *uuid = start->uuid != NULL ? start->uuid : own;
  int64_t made = 0;
  if (!store_begin_write(store, "begin the session", err)) {
    return false;
  }
  bool ok = store_end(store, begin_once(store, start, uuid, &made, err), err);
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
  sqlite3_bind_int(save, 6, progress->step);
  sqlite3_bind_int64(save, 7, progress->planned);
  if (!store_do(store, save, err)) {
    return false;
  }
  return sqlite3_changes(store->db) == 1 ||
         fail(err, "%s: cannot save the session: it is no longer in there", store->path);
}

/* How it stands with the session: whether it is done, and whether it is over. */
static bool save_turn(Store *store, int64_t id, const SessionProgress *progress, Error *err) {
  sqlite3_stmt *save = store_statement(store, QUERY_SESSION_TURN, err);
  if (save == NULL) {
    return false;
  }
  sqlite3_bind_int64(save, 1, id);
  bind_text(save, 2, outcome_name(progress->outcome));
  bind_text(save, 3, ended_by_name(progress->ended_by));
  sqlite3_bind_int(save, 4, progress->open ? 1 : 0);
  return store_do(store, save, err);
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

bool session_put_answers(Store *store, int64_t id, const Answer *answers, size_t count,
                         Error *err) {
  for (size_t i = 0; i < count; i++) {
    const Answer *answer = &answers[i];
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
  sqlite3_bind_int64(cut, 2, (int64_t)count);
  return store_do(store, cut, err);
}

bool store_session_save(Store *store, int64_t id, const SessionProgress *progress, Error *err) {
  if (!store_begin_write(store, "save the session", err)) {
    return false;
  }
  bool ok = save_session(store, id, progress, err) && save_turn(store, id, progress, err) &&
            save_steps(store, id, progress, err) &&
            session_put_answers(store, id, progress->answers, progress->answer_count, err);
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
