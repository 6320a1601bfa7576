/* A session as the program runs it: begun in the record, ticked, cued, saved, taken up again. Every
 * write to the record is tried again until it is done or the session is over. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app_private.h"
#include "nightcalf/mem.h"

enum {
  RETRY_MS = 2000,           /* between two tries to write what could not be written */
  NEVER_KEPT = -1,           /* session_id of a discarded session */
  NUDGE_AT_NIGHT = 30 * 1000 /* Source: CONTENT.md 4.4, routine D */
};

static Moment now_of(const App *app) {
  return app->clock.now(app->clock.context);
}

static WallTime wall_of(const App *app) {
  return app->clock.wall(app->clock.context);
}

/* Holds the lock, if no other program does. Without it the session runs all the same: its rows are
 * its own. */
static bool take_lock(App *app) {
  if (app->lock < 0 && app->paths.lock != NULL && paths_make_data(&app->paths, NULL)) {
    app->lock = lock_take(app->paths.lock, NULL);
  }
  return app->lock >= 0;
}

static void release_lock(App *app) {
  if (app->lock >= 0) {
    close(app->lock);
    app->lock = -1;
  }
}

/* The running session's records, one a step. Release with free(). */
static StepRecord *collect_records(const App *app, Moment now) {
  StepRecord *records = mem_new(app->routine->step_count, sizeof *records);
  for (size_t i = 0; i < app->routine->step_count; i++) {
    records[i] = session_record(app->session, (int)i, now);
  }
  return records;
}

/* Writes the session's row for the first time. */
static bool begin_row(App *app, Store *store, const StepRecord *records, Error *err) {
  SessionStart start = {
      .uuid = app->session_uuid,
      .routine = app->routine->id,
      .title = app->routine->title,
      .snapshot = app->snapshot,
      .night = app->night,
      .started = app->started,
      .planned = session_planned(app->session),
      .steps = app->routine,
      .records = records,
  };
  return store_session_begin(store, &start, &app->session_id, err);
}

/* Writes the session as it stands. An ended one stays open to be taken up again only when the
 * terminal went away under it. */
static bool save_row(App *app, Store *store, const StepRecord *records, Moment now, Error *err) {
  bool ended = session_state(app->session) == SESSION_ENDED;
  EndedBy ended_by = ended ? session_ended_by(app->session) : ENDED_CRASH;
  SessionProgress progress = {
      .at = wall_of(app),
      .planned = session_planned(app->session),
      .done = session_done(app->session, now),
      .paused = session_paused(app->session, now),
      .outcome = session_outcome(app->session, now),
      .ended_by = ended_by,
      .open = !ended || ended_by == ENDED_HANGUP || app->set_aside,
      .step = session_step(app->session),
      .records = records,
      .record_count = app->routine->step_count,
  };
  progress.answers = session_answers(app->session, &progress.answer_count);
  return store_session_save(store, app->session_id, &progress, err);
}

/* Begins the session's row if that is still to be done, then writes all there is to write once it
 * runs. */
static bool write_session(App *app, Store *store, Error *err) {
  if (app->session == NULL || app->session_id == NEVER_KEPT) {
    return true;
  }
  Moment now = now_of(app);
  StepRecord *records = collect_records(app, now);
  bool kept = app->session_id != 0 || begin_row(app, store, records, err);
  if (kept && session_state(app->session) != SESSION_NEW) {
    kept = save_row(app, store, records, now, err);
  }
  free(records);
  return kept;
}

/* Writes the session and its cramp. What went wrong is kept in kept_error; a store that failed is
 * closed, since after a failed write only opening it anew tells what is on the disk. */
static void write_all(App *app) {
  Error err = {{0}};
  app->save_due = app->save_due && !app->keeps_nothing;
  if (app->keeps_nothing) {
    return;
  }
  Store *store = app_store(app, STORE_WRITE, &err);
  bool kept = store != NULL && write_session(app, store, &err) && cramp_write(app, store, &err);
  app->save_due = !kept;
  if (kept) {
    app->kept_error.text[0] = '\0';
    if (app->session != NULL) {
      take_lock(app);
    }
    return;
  }
  record_close(app);
  app->kept_error = err;
  app->retry = moment_after(now_of(app), RETRY_MS);
}

/* Writes the session when there is no memory (mem.h). The store may be in the middle of something,
 * so it is closed; not in a callback of SQLite's, where what has been written so far has to do. */
static bool rescue_session(void *context) {
  App *app = context;
  Error err = {{0}};
  if (session_state(app->session) == SESSION_NEW || app->session_id == NEVER_KEPT ||
      app->keeps_nothing || app->in_store || app->paths.database == NULL) {
    return false;
  }
  record_close(app);
  Store *store = NULL;
  bool kept = !app->damaged && paths_make_data(&app->paths, &err) &&
              store_open(app->paths.database, STORE_WRITE, &store, &err) &&
              write_session(app, store, &err) && cramp_write(app, store, &err);
  store_close(store);
  return kept;
}

/* What a session needs before its first beat, for a new one and for one taken up again. The routine
 * is taken over. */
static void prepare_session(App *app, Routine *routine) {
  if (app->session != NULL) {
    app_session_drop(app);
  }
  free(app->next_routine);
  free(app->card);
  app->next_routine = NULL;
  app->card = NULL;
  app->kept_error.text[0] = '\0';
  app->routine = routine;
  app->options = session_options_default();
  app->options.wait_for_me = app->settings.wait_for_me;
  app->options.drift = (Millis)app->settings.drift_minutes * 60 * 1000;
  if (routine->instant && routine->night) {
    app->options.nudge = NUDGE_AT_NIGHT;
  }
  timeline_build(routine, (Side)app->settings.worse_side, &app->timeline);
  app->session = session_new(routine, &app->timeline, app->options);
  mem_rescue_by(rescue_session, app);
}

void app_session_start(App *app, Routine *routine, int step) {
  prepare_session(app, routine);
  app->snapshot = routine_write(routine);
  app->session_id = 0;
  app->session_uuid[0] = '\0';
  app->started = wall_of(app);
  app->night = app_tonight(app);
  if (!cramp_join(app) && !app->keeps_nothing) {
    take_lock(app);
  }
  session_start(app->session, step, false, now_of(app));
  app->save_due = true;
}

bool app_find_broken_off(App *app, SessionRow *row) {
  /* Opening for writing would make the file: without one there is nothing to find. */
  if (app->paths.database == NULL || access(app->paths.database, F_OK) != 0 || app->keeps_nothing ||
      !take_lock(app)) {
    return false;
  }
  bool found = false;
  Night tonight = app_tonight(app);
  Store *store = app_store(app, STORE_WRITE, NULL);
  if (store != NULL) {
    store_close_stale(store, tonight, NULL);
    found = store_session_open(store, tonight, row, &found, NULL) && found;
  }
  if (!found && app->session == NULL) {
    release_lock(app);
  }
  return found;
}

/* The records of a stored session. Release with free(). */
static StepRecord *row_records(const SessionRow *row) {
  StepRecord *records = mem_new(row->step_count, sizeof *records);
  for (size_t i = 0; i < row->step_count; i++) {
    records[i] = row->steps[i].record;
    records[i].left_out = row->steps[i].outcome == STEP_HIDDEN;
  }
  return records;
}

/* Whether a routine read from a snapshot is the one that the row's steps were recorded for. */
static bool fits_row(const Routine *routine, const SessionRow *row) {
  return routine->step_count == row->step_count && row->step >= 0 &&
         (size_t)row->step < row->step_count;
}

bool app_session_resume(App *app, const SessionRow *row, Error *err) {
  Diagnostics findings = {0};
  Routine *routine = NULL;
  if (row->snapshot != NULL) {
    /* Without the library: what the snapshot names may have been removed since. */
    routine = routine_parse(NULL, row->routine, row->snapshot, strlen(row->snapshot), SNAPSHOT_MAX,
                            &findings);
  }
  diagnostics_free(&findings);
  if (routine == NULL || !fits_row(routine, row)) {
    routine_free(routine);
    app_session_close_row(app, row, NULL);
    return fail(err,
                "\"%s\" cannot be taken up again: its steps can no longer be read. What was "
                "done of it is kept",
                row->title);
  }
  prepare_session(app, routine);
  free(routine->id);
  routine->id = mem_copy(row->routine);
  app->snapshot = mem_copy(row->snapshot);
  app->session_id = row->id;
  app->started = row->started;
  app->night = row->night;
  StepRecord *records = row_records(row);
  session_restore(app->session, records, row->answers, row->answer_count, row->paused);
  free(records);
  take_lock(app);
  session_start(app->session, row->step, true, now_of(app));
  app->save_due = true;
  return true;
}

bool app_session_close_row(App *app, const SessionRow *row, Error *err) {
  Store *store = app_store(app, STORE_WRITE, err);
  bool closed = false;
  if (store != NULL) {
    StepRecord *records = row_records(row);
    SessionProgress progress = {
        .at = row->ended,
        .done = row->done,
        .paused = row->paused,
        .outcome = row->outcome,
        .ended_by = row->ended_by,
        .open = false,
        .step = row->step,
        .records = records,
        .record_count = row->step_count,
        .answers = row->answers,
        .answer_count = row->answer_count,
    };
    closed = store_session_save(store, row->id, &progress, err);
    free(records);
  }
  if (app->session == NULL) {
    release_lock(app);
  }
  return closed;
}

/* Remembers a name in *slot until it is used. */
static void keep_name(char **slot, const char *name) {
  free(*slot);
  *slot = mem_copy(name);
}

bool app_tick(App *app, Effect *effect) {
  if (app->session == NULL) {
    return false;
  }
  if (!session_tick(app->session, now_of(app), effect)) {
    cues_sound(app);
    return false;
  }
  cues_hear(app, effect);
  switch (effect->kind) {
  case EFFECT_STEP:
    cramp_hear_step(app, effect->step);
    app->save_due = app->session_id != NEVER_KEPT;
    break;
  case EFFECT_ENDED:
    cramp_stop(app);
    app->save_due = app->session_id != NEVER_KEPT;
    break;
  case EFFECT_SAVE:
  case EFFECT_PAUSED:
    app->save_due = app->session_id != NEVER_KEPT;
    break;
  case EFFECT_CARD:
    keep_name(&app->card, effect->text);
    break;
  case EFFECT_ROUTINE:
    keep_name(&app->next_routine, effect->text);
    break;
  case EFFECT_BEAT:
  case EFFECT_LEAD_IN:
  case EFFECT_CUE:
  case EFFECT_HURT:
    break;
  }
  return true;
}

/* Whether the last try failed so recently that the next one has to wait. */
static bool must_wait(const App *app) {
  return app->kept_error.text[0] != '\0' && moment_since(app->retry, now_of(app)) > 0;
}

void app_flush(App *app) {
  if (app->save_due && (app->session != NULL || app->cramp.on) && !must_wait(app)) {
    write_all(app);
  }
  beside_follow(app);
}

bool app_deadline(const App *app, Moment *deadline) {
  if (app->session == NULL) {
    return false;
  }
  bool any = session_deadline(app->session, deadline);
  if (app->save_due && app->kept_error.text[0] != '\0' &&
      (!any || moment_since(app->retry, *deadline) < 0)) {
    *deadline = app->retry;
    any = true;
  }
  Moment cue;
  if (cues_deadline(app, &cue) && (!any || moment_since(cue, *deadline) < 0)) {
    *deadline = cue;
    any = true;
  }
  return any;
}

/* What has happened and was not ticked any more: it is kept, and the cramp hears of its form. */
static void hear_rest(App *app) {
  Effect effect;
  while (session_tick(app->session, now_of(app), &effect)) {
    if (effect.kind == EFFECT_STEP) {
      cramp_hear_step(app, effect.step);
    }
    app->save_due = app->session_id != NEVER_KEPT;
  }
}

void app_session_finish(App *app, EndedBy by) {
  if (app->session == NULL) {
    return;
  }
  if (session_state(app->session) != SESSION_ENDED) {
    session_end(app->session, by, now_of(app));
    app->save_due = app->session_id != NEVER_KEPT;
    cues_stop(app);
  }
  hear_rest(app);
  cramp_stop(app);
  if (app->save_due) {
    write_all(app);
  }
  beside_follow(app);
}

void app_session_set_aside(App *app) {
  app->set_aside = app->session != NULL && session_state(app->session) != SESSION_ENDED;
  app_session_finish(app, ENDED_USER);
}

void app_session_discard(App *app) {
  if (app->session == NULL) {
    return;
  }
  if (session_state(app->session) != SESSION_ENDED) {
    session_end(app->session, ENDED_USER, now_of(app));
  }
  cues_stop(app);
  cramp_stop(app);
  Error err = {{0}};
  app->kept_error.text[0] = '\0';
  if (app->session_id > 0) {
    Store *store = app_store(app, STORE_WRITE, &err);
    if (store == NULL || !store_session_discard(store, app->session_id, &err)) {
      app->kept_error = err;
    }
  }
  app->session_id = NEVER_KEPT;
  app->save_due = false;
  if (app->cramp.on && app->kept_error.text[0] == '\0') {
    write_all(app); /* the cramp alone */
  }
  beside_follow(app);
}

void app_session_drop(App *app) {
  app->lost = app->lost || app->kept_error.text[0] != '\0';
  cramp_drop(app);
  spoken_free(&app->cues.heard);
  spoken_free(&app->cues.waiting);
  app->cues.holding = false;
  app->cues.late = false;
  beside_drop(app);
  mem_rescue_by(NULL, NULL);
  session_free(app->session);
  app->session = NULL;
  timeline_free(&app->timeline);
  app->timeline = (Timeline){0};
  routine_free(app->routine);
  app->routine = NULL;
  free(app->snapshot);
  app->snapshot = NULL;
  app->session_id = 0;
  app->save_due = false;
  app->set_aside = false;
  release_lock(app);
}
