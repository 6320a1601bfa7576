/* Runs a session in lines: the loop's hooks, the routine that was broken off, the ending. */
#include "plain.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "nightcalf/format.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
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

bool plain_move_on(Plain *plain) {
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
  bool lasts = plain_move_on(plain);
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
  adaptation_free(&plain->adapted);
  free(plain->late);
  free(plain->input.bytes);
}

/* Ends the process as the signal would have, all saved and given back. */
static _Noreturn void die(Plain *plain, int signal_number) {
  free_plain(plain);
  app_close(plain->app);
  loop_die(signal_number);
}

/* The time of day at which a routine that is begun now would end. */
static void end_of(const App *app, const Routine *routine, char text[FORMAT_SIZE]) {
  Timeline timeline;
  timeline_build(routine, (Side)app->settings.worse_side, &timeline);
  WallTime end = app->clock.wall(app->clock.context);
  end.utc_ms += timeline.total;
  format_time_of_day(end, text);
  timeline_free(&timeline);
}

/* "It is late. 1 all of it (until 23:10), 2 without Calf massage (until 22:58)". Release with
 * free().
 */
static char *late_text(const App *app, const Routine *all, const Routine *essential,
                       const TextList *dropped) {
  char all_end[FORMAT_SIZE];
  char essential_end[FORMAT_SIZE];
  end_of(app, all, all_end);
  end_of(app, essential, essential_end);
  char *titles = texts_joined(dropped);
  char *text = mem_format(_("It is late. 1 all of it (until %s), 2 without %s (until %s)"), all_end,
                          titles, essential_end);
  free(titles);
  return text;
}

/* Where it is late and somebody can be asked: asks whether the essential steps are enough tonight.
 * Returns the routine to run; the other one is freed. */
static Routine *settle_late(Plain *plain, Routine *routine) {
  if (!plain->terminal || !app_is_late(plain->app, routine)) {
    return routine;
  }
  Adaptation what;
  Routine *essential = app_adapt(plain->app, routine, true, &what);
  free(plain->late);
  plain->late = late_text(plain->app, routine, essential, &what.dropped);
  plain->shorter = false;
  plain_open_question(plain, QUESTION_LATE);
  Ending ending = run_loop(plain);
  if (ending.how != LOOP_QUIT) {
    routine_free(routine);
    routine_free(essential);
    adaptation_free(&what);
    die(plain, ending.signal_number);
  }
  if (plain->shorter) {
    plain->adapted.dropped = what.dropped;
    what.dropped = (TextList){0};
  }
  adaptation_free(&what);
  routine_free(plain->shorter ? routine : essential);
  return plain->shorter ? essential : routine;
}

/* Asks somebody who can be asked whether a clinician has agreed to the stretches of this routine; a
 * pipe's lines are answers to other questions. Without a yes they stay left out. */
static void settle_agreement(Plain *plain, const char *name) {
  bool asked = false;
  plain->waiting = app_named_stretches_wait(plain->app, name, &asked);
  if (!plain->waiting || asked || !plain->terminal) {
    return;
  }
  plain->agreed = 0;
  plain_say(plain, "Your profile says that you had an operation in the last 3 months.");
  plain_open_question(plain, QUESTION_AGREE);
  Ending ending = run_loop(plain);
  if (ending.how != LOOP_QUIT) {
    die(plain, ending.signal_number);
  }
  Error err = {{0}};
  if (plain->agreed > 0 && !app_set_agreed(plain->app, plain->agreed == 1, &err)) {
    text_complain("your answer holds for this run alone, it could not be saved: %s", err.text);
  }
  plain->waiting = plain->agreed != 1;
}

/* Takes the length that was asked for, or asks somebody who can be asked; else the first one
 * stays. False: there is no such length, which was said. */
static bool settle_length(Plain *plain, Routine *routine, const char *wanted) {
  Millis length = 0;
  plain->lengths = routine_lengths(routine);
  plain->length = 0;
  size_t count = plain->lengths == NULL ? 0 : plain->lengths->count;
  if (wanted != NULL && duration_parse(wanted, &length)) {
    for (size_t i = 0; i < count; i++) {
      plain->length = plain->lengths->at[i] == length ? i + 1 : plain->length;
    }
  }
  if (wanted != NULL && plain->length == 0) {
    (void)cli_misused(&command_run,
                      "--length takes one of the lengths that the routine offers, such as 10m; got "
                      "\"%s\"",
                      wanted);
    return false;
  }
  if (wanted == NULL && count > 0 && plain->terminal) {
    plain_open_question(plain, QUESTION_LENGTH);
    Ending ending = run_loop(plain);
    if (ending.how != LOOP_QUIT) {
      routine_free(routine);
      die(plain, ending.signal_number);
    }
  }
  if (plain->length > 0) {
    routine_choose_length(routine, plain->length - 1);
  }
  plain->lengths = NULL;
  return true;
}

/* Starts a routine that is loaded by name, at a step ("2", "march") or at its beginning. Returns
 * CLI_DONE, or why not. */
static int start_routine(Plain *plain, const char *name, const char *from, const char *length) {
  adaptation_free(&plain->adapted);
  settle_agreement(plain, name);
  Routine *routine = cli_load_adapted(plain->app, name, &plain->adapted);
  if (routine == NULL) {
    return CLI_FAILED;
  }
  int step = from == NULL ? 0 : app_find_step(routine, from);
  if (step < 0) {
    routine_free(routine);
    return cli_misused(&command_run, "--from: there is no step \"%s\"", from);
  }
  if (!settle_length(plain, routine, length)) {
    routine_free(routine);
    return CLI_USAGE;
  }
  if (from == NULL && !plain->gone) {
    routine = settle_late(plain, routine);
  }
  if (plain->gone) {
    routine_free(routine);
    return CLI_FAILED;
  }
  app_session_start(plain->app, routine, step);
  app_flush(plain->app);
  cli_tell_mended(plain->app);
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
  app_lights_out(plain->app);
  app_session_drop(plain->app);
}

/* Runs the session that was started, then those that its choices lead to. */
static int run_sessions(Plain *plain) {
  int status = CLI_DONE;
  run_session(plain);
  while (status == CLI_DONE && !plain->gone && plain->app->next_routine != NULL) {
    char *next = plain->app->next_routine;
    plain->app->next_routine = NULL;
    status = start_routine(plain, next, NULL, NULL);
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

/* The whole of it, before the very first routine. */
static void show_disclaimer(Plain *plain) {
  char *text = app_card(plain->app, "disclaimer");
  if (text != NULL) {
    plain_say_page(plain, text);
    plain_say(plain, "%s", "");
  }
  free(text);
}

/* Takes up or starts what the request says. CLI_DONE: a session stands ready. */
static int begin(Plain *plain, const RunRequest *request) {
  SessionRow row = {0};
  Error err = {{0}};
  bool taken_up = false;
  bool found = app_find_broken_off(plain->app, &row);
  cli_tell_mended(plain->app);
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
  if (app_disclaimer_due(plain->app)) {
    show_disclaimer(plain);
  }
  const char *name = request->routine != NULL ? request->routine : app_routine(plain->app);
  return start_routine(plain, name, request->from, request->length);
}

/* Starts the relief of a cramp. Where no file of it can be read, what matters most is said all the
 * same. CLI_DONE: a session stands ready. */
static int begin_now(Plain *plain) {
  Routine *routine = app_load_cramp(plain->app);
  app_cramp_begin(plain->app);
  if (routine != NULL) {
    app_session_start(plain->app, routine, 0);
    return CLI_DONE;
  }
  plain_say(plain, "%s", _(app_cramp_bare));
  app_flush(plain->app);
  text_complain("the routine cramp-now cannot be read here; install Nightcalf again");
  if (plain->app->kept_error.text[0] != '\0') {
    text_complain("not kept: %s", plain->app->kept_error.text);
  }
  return CLI_FAILED;
}

int plain_main(App *app, const RunRequest *request) {
  Plain plain = {.app = app, .terminal = isatty(STDIN_FILENO), .now = request->now, .step = -1};
  if (!request->now) {
    cli_print_findings(&app->settings_findings);
    cli_tell_rights(app);
  }
  loop_prepare();
  int status = request->now ? begin_now(&plain) : begin(&plain, request);
  if (status == CLI_DONE) {
    status = run_sessions(&plain);
  }
  if (plain.gone) {
    status = CLI_FAILED;
  }
  free_plain(&plain);
  return status != CLI_DONE ? status : app_status(app);
}
