/* Runs a session in lines: the loop's hooks, the routine that was broken off, the ending. */
#include "plain.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "nightcalf/text.h"
#include "phrase.h"

/* How a stretch of the loop ended. */
typedef struct Ending {
  LoopEnd how;
  int signal_number;
} Ending;

static bool hook_deadline(void *context, Moment *deadline) {
  const Plain *plain = context;
  return app_deadline(plain->app, deadline);
}

/* Says and does all that is due; true while the session lasts. */
static bool move_on(Plain *plain) {
  App *app = plain->app;
  do {
    Effect effect;
    while (app_tick(app, &effect)) {
      plain_show_effect(plain, &effect);
    }
    plain_show_keeping(plain);
    if (plain->gone || session_state(app->session) == SESSION_ENDED) {
      return false;
    }
  } while (plain_take_line(plain) || (plain->input.ended && plain_go_on_alone(plain)));
  return true;
}

static bool hook_tick(void *context, Moment now) {
  Plain *plain = context;
  (void)now; /* the session hears the same clock through app_tick() */
  if (plain->app->session == NULL) {
    while (plain->question != QUESTION_NONE && plain_take_line(plain)) {
    }
    return plain->question != QUESTION_NONE && !plain->gone;
  }
  bool lasts = move_on(plain);
  app_flush(plain->app);
  plain_show_keeping(plain);
  return lasts && !plain->gone;
}

static bool hook_input(void *context) {
  Plain *plain = context;
  return plain_read(&plain->input, STDIN_FILENO);
}

/* Nobody lived through the time since `last`: it must not count. */
static void hook_gap(void *context, Moment last) {
  Plain *plain = context;
  if (plain->app->session != NULL) {
    session_pause(plain->app->session, PAUSE_GAP, last);
  }
}

static Ending run_loop(Plain *plain) {
  LoopHooks hooks = {
      .context = plain,
      .input = plain->input.ended ? -1 : STDIN_FILENO,
      .deadline = hook_deadline,
      .tick = hook_tick,
      .input_ready = hook_input,
      .gap = hook_gap,
  };
  Ending ending = {LOOP_QUIT, 0};
  ending.how = loop_run(&plain->app->clock, &hooks, &ending.signal_number);
  return ending;
}

static void free_plain(Plain *plain) {
  plain_forget_journal(plain);
  free(plain->input.bytes);
}

/* Ends the process as the signal would have, all saved and given back. */
static _Noreturn void die(Plain *plain, int signal_number) {
  free_plain(plain);
  app_close(plain->app);
  loop_die(signal_number);
}

/* Starts a routine that is loaded by name, at a step ("2", "march") or at its beginning. Returns
 * CLI_DONE, or why not. */
static int start_routine(Plain *plain, const char *name, const char *from) {
  Routine *routine = cli_load(plain->app, name);
  if (routine == NULL) {
    return CLI_FAILED;
  }
  int step = from == NULL ? 0 : app_find_step(routine, from);
  if (step < 0) {
    routine_free(routine);
    return cli_misused(&command_run, "--from: there is no step \"%s\"", from);
  }
  app_session_start(plain->app, routine, step);
  return CLI_DONE;
}

/* Runs the session that was started to its end. */
static void run_session(Plain *plain) {
  plain->step = -1;
  plain->question = QUESTION_NONE;
  plain->discarded = false;
  plain_show_start(plain);
  Ending ending = run_loop(plain);
  EndedBy by = ending.signal_number == SIGINT ? ENDED_USER : ENDED_HANGUP;
  app_session_finish(plain->app, by);
  plain_show_end(plain);
  if (plain->app->kept_error.text[0] != '\0') {
    text_complain("not kept: %s", plain->app->kept_error.text);
  }
  if (ending.how != LOOP_QUIT) {
    die(plain, ending.signal_number);
  }
  app_session_drop(plain->app);
}

/* Runs the session that was started, then those that its choices lead to. */
static int run_sessions(Plain *plain) {
  int status = CLI_DONE;
  run_session(plain);
  while (status == CLI_DONE && !plain->gone && plain->app->next_routine != NULL) {
    char *next = plain->app->next_routine;
    plain->app->next_routine = NULL;
    status = start_routine(plain, next, NULL);
    free(next);
    if (status == CLI_DONE) {
      run_session(plain);
    }
  }
  return status;
}

/* "A routine from earlier tonight, Calves, stopped at step 3 of 8." */
static void say_broken_off(Plain *plain, const SessionRow *row) {
  plain_say(plain, "A routine from earlier tonight, %s, stopped at step %d of %zu.", row->title,
            row->step + 1, row->step_count);
}

/* Asks whether to take up the session that was broken off. */
static bool wants_to_take_up(Plain *plain, SessionRow *row) {
  plain->take_up = false;
  say_broken_off(plain, row);
  plain_open_question(plain, QUESTION_OFFER);
  Ending ending = run_loop(plain);
  if (ending.how != LOOP_QUIT) {
    session_row_free(row);
    die(plain, ending.signal_number);
  }
  return plain->take_up;
}

/* Deals with the session that was broken off; true when it was taken up again. Without somebody to
 * ask it is closed, and said. */
static bool settle_broken_off(Plain *plain, SessionRow *row, bool resume, Error *err) {
  if (resume || (plain->terminal && wants_to_take_up(plain, row))) {
    return app_session_resume(plain->app, row, err);
  }
  if (!plain->gone && app_session_close_row(plain->app, row, err) && !plain->terminal) {
    say_broken_off(plain, row);
    plain_say(plain, "It is closed now; what was done of it is kept.");
  }
  return false;
}

/* Takes up or starts what the request says. CLI_DONE: a session stands ready. */
static int begin(Plain *plain, const RunRequest *request) {
  SessionRow row = {0};
  Error err = {{0}};
  bool taken_up = false;
  bool found = app_find_broken_off(plain->app, &row);
  if (found) {
    taken_up = settle_broken_off(plain, &row, request->resume, &err);
    session_row_free(&row);
  } else if (request->resume) {
    fail(&err, "there is nothing to resume: no routine of tonight was broken off");
  }
  if (err.text[0] != '\0') {
    text_complain("%s", err.text);
  }
  if (taken_up) {
    return CLI_DONE;
  }
  if (request->resume || plain->gone) {
    return CLI_FAILED;
  }
  const char *name =
      request->routine != NULL ? request->routine : settings_routine(&plain->app->settings);
  return start_routine(plain, name, request->from);
}

int plain_main(App *app, const RunRequest *request) {
  Plain plain = {.app = app, .terminal = isatty(STDIN_FILENO), .step = -1};
  cli_print_findings(&app->settings_findings);
  loop_prepare();
  int status = begin(&plain, request);
  if (status == CLI_DONE) {
    status = run_sessions(&plain);
  }
  if (plain.gone) {
    status = CLI_FAILED;
  }
  free_plain(&plain);
  return status != CLI_DONE ? status : app_status(app);
}

/* Whether a routine was completed tonight already; false also when that cannot be known. */
static bool done_tonight(App *app) {
  Store *store = app_store(app, STORE_READ, NULL);
  bool done = false;
  return store != NULL && store_night_done(store, app_tonight(app), &done, NULL) && done;
}

int plain_home(App *app) {
  cli_print_findings(&app->settings_findings);
  Routine *routine = cli_load(app, settings_routine(&app->settings));
  if (routine == NULL) {
    return CLI_FAILED;
  }
  Timeline timeline;
  timeline_build(routine, (Side)app->settings.worse_side, &timeline);
  char total[PHRASE_SIZE];
  phrase_length(timeline.total, total);
  text_print(stdout, "Tonight: %s, %s.%s\n", routine->title, total,
             done_tonight(app) ? " Done already." : "");
  text_print(stdout, "To start it: nightcalf run\nAll commands: nightcalf help\n");
  timeline_free(&timeline);
  routine_free(routine);
  return CLI_DONE;
}
