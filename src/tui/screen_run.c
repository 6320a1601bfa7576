/* The running session: its moments, what keys do in each, and when the screen changes by itself. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "digits.h"
#include "nightcalf/language.h"
#include "run.h"
#include "screens.h"
#include "words.h"

static const ActionList run_lists[RUN_MOMENT_COUNT + 1] = {
    [RUN_TIMED] = {N_("While a step runs"),
                   {ACTION_PAUSE, ACTION_HURT, ACTION_NEXT, ACTION_BACK, ACTION_MORE, ACTION_LESS,
                    ACTION_DETAILS, ACTION_AGAIN, ACTION_MUTE, ACTION_SCROLL_UP, ACTION_SCROLL_DOWN,
                    ACTION_CRAMP, ACTION_HELP, ACTION_LEAVE}},
    [RUN_GETTING_READY] = {N_("While you get ready or rest"),
                           {ACTION_READY, ACTION_PAUSE, ACTION_DETAILS, ACTION_HURT, ACTION_NEXT,
                            ACTION_BACK, ACTION_MORE, ACTION_LESS, ACTION_AGAIN, ACTION_MUTE,
                            ACTION_SCROLL_UP, ACTION_SCROLL_DOWN, ACTION_CRAMP, ACTION_HELP,
                            ACTION_LEAVE}},
    [RUN_PAUSED] = {N_("While paused"),
                    {ACTION_GO_ON, ACTION_AGAIN, ACTION_NEXT, ACTION_BACK, ACTION_HURT, ACTION_MORE,
                     ACTION_LESS, ACTION_DETAILS, ACTION_MUTE, ACTION_SCROLL_UP, ACTION_SCROLL_DOWN,
                     ACTION_CRAMP, ACTION_HELP, ACTION_LEAVE}},
    [RUN_CHOICES] = {N_("While a question waits"),
                     {ACTION_UP, ACTION_DOWN, ACTION_CONFIRM, ACTION_DIGIT, ACTION_DETAILS,
                      ACTION_PAUSE, ACTION_NEXT, ACTION_BACK, ACTION_AGAIN, ACTION_MUTE,
                      ACTION_CRAMP, ACTION_HELP, ACTION_LEAVE}},
    [RUN_CHECKLIST] = {N_("While a list waits"),
                       {ACTION_TICK, ACTION_ALL_TICKED, ACTION_UP, ACTION_DOWN, ACTION_DIGIT,
                        ACTION_DETAILS, ACTION_NEXT, ACTION_BACK, ACTION_AGAIN, ACTION_MUTE,
                        ACTION_CRAMP, ACTION_HELP, ACTION_LEAVE}},
    [RUN_JOURNAL] = {N_("While you write"),
                     {ACTION_FIELD_DONE, ACTION_FIELD_NEXT, ACTION_FIELD_BACK, ACTION_CRAMP_TYPING,
                      ACTION_HELP_TYPING, ACTION_LEAVE_TYPING}},
    [RUN_QUESTION] = {N_("When asked how to go on"),
                      {ACTION_UP, ACTION_DOWN, ACTION_CONFIRM, ACTION_DIGIT, ACTION_CRAMP,
                       ACTION_HELP, ACTION_LEAVE}},
    [RUN_LEAVING] = {N_("When asked about leaving"),
                     {ACTION_UP, ACTION_DOWN, ACTION_CONFIRM, ACTION_DIGIT, ACTION_CRAMP,
                      ACTION_HELP, ACTION_STAY}},
    [RUN_MUSCLE] = {N_("In a cramp, when asked which muscle"),
                    {ACTION_UP, ACTION_DOWN, ACTION_CONFIRM, ACTION_DIGIT, ACTION_EASED,
                     ACTION_CRAMP, ACTION_HELP, ACTION_STAY}},
    [RUN_CRAMP] = {N_("In a cramp, while a step runs"),
                   {ACTION_EASED, ACTION_MUSCLE, ACTION_MORE_NOW, ACTION_PAUSE, ACTION_HURT,
                    ACTION_NEXT, ACTION_BACK, ACTION_LESS_NOW, ACTION_DETAILS, ACTION_AGAIN,
                    ACTION_MUTE, ACTION_SCROLL_UP, ACTION_SCROLL_DOWN, ACTION_CRAMP, ACTION_HELP,
                    ACTION_LEAVE}},
    [RUN_CRAMP_READY] = {N_("In a cramp, while you get ready"),
                         {ACTION_EASED, ACTION_MUSCLE, ACTION_READY, ACTION_MORE_NOW, ACTION_PAUSE,
                          ACTION_HURT, ACTION_NEXT, ACTION_BACK, ACTION_LESS_NOW, ACTION_DETAILS,
                          ACTION_AGAIN, ACTION_MUTE, ACTION_SCROLL_UP, ACTION_SCROLL_DOWN,
                          ACTION_CRAMP, ACTION_HELP, ACTION_LEAVE}},
    [RUN_CRAMP_PAUSED] = {N_("In a cramp, while paused"),
                          {ACTION_GO_ON, ACTION_EASED, ACTION_MUSCLE, ACTION_MORE_NOW, ACTION_AGAIN,
                           ACTION_NEXT, ACTION_BACK, ACTION_HURT, ACTION_LESS_NOW, ACTION_DETAILS,
                           ACTION_MUTE, ACTION_SCROLL_UP, ACTION_SCROLL_DOWN, ACTION_CRAMP,
                           ACTION_HELP, ACTION_LEAVE}},
    [RUN_CRAMP_CHOICES] = {N_("In a cramp, while a question waits"),
                           {ACTION_EASED, ACTION_MUSCLE, ACTION_CONFIRM, ACTION_UP, ACTION_DOWN,
                            ACTION_DIGIT, ACTION_DETAILS, ACTION_PAUSE, ACTION_NEXT, ACTION_BACK,
                            ACTION_AGAIN, ACTION_MUTE, ACTION_CRAMP, ACTION_HELP, ACTION_LEAVE}},
    [RUN_CRAMP_CHECKLIST] = {N_("In a cramp, while a list waits"),
                             {ACTION_TICK, ACTION_ALL_TICKED, ACTION_EASED, ACTION_MUSCLE,
                              ACTION_UP, ACTION_DOWN, ACTION_DIGIT, ACTION_DETAILS, ACTION_NEXT,
                              ACTION_BACK, ACTION_AGAIN, ACTION_MUTE, ACTION_CRAMP, ACTION_HELP,
                              ACTION_LEAVE}},
};

/* The moments that have more keys while a cramp lasts; RUN_TIMED (0) stands for none. */
static const RunMoment in_a_cramp[RUN_MOMENT_COUNT] = {
    [RUN_TIMED] = RUN_CRAMP,
    [RUN_GETTING_READY] = RUN_CRAMP_READY,
    [RUN_PAUSED] = RUN_CRAMP_PAUSED,
    [RUN_CHOICES] = RUN_CRAMP_CHOICES,
    [RUN_CHECKLIST] = RUN_CRAMP_CHECKLIST,
};

const Step *run_step(const Tui *tui) {
  return &tui->app->routine->steps[session_step(tui->app->session)];
}

QuestionKind run_question(const Tui *tui, const Run *run) {
  if (run->leaving != QUESTION_NONE) {
    return run->leaving;
  }
  SessionState state = session_state(tui->app->session);
  if (state == SESSION_HURT) {
    return QUESTION_HURT;
  }
  bool gap = state == SESSION_PAUSED && session_pause_reason(tui->app->session) == PAUSE_GAP;
  return gap ? QUESTION_GAP : QUESTION_NONE;
}

/* The moment of a step that waits. */
static RunMoment waiting_moment(const Tui *tui) {
  if (session_beat(tui->app->session)->phase != PHASE_WAIT) {
    return RUN_GETTING_READY;
  }
  const char *kind = run_step(tui)->kind->name;
  if (strcmp(kind, "checklist") == 0) {
    return RUN_CHECKLIST;
  }
  return strcmp(kind, "journal") == 0 ? RUN_JOURNAL : RUN_CHOICES;
}

RunMoment run_moment(const Tui *tui, const Run *run) {
  if (session_beat(tui->app->session) == NULL) {
    return RUN_TIMED;
  }
  QuestionKind question = run_question(tui, run);
  if (question != QUESTION_NONE) {
    return question == QUESTION_LEAVE || question == QUESTION_DISCARD ? RUN_LEAVING : RUN_QUESTION;
  }
  if (run->picking) {
    return RUN_MUSCLE;
  }
  switch (session_state(tui->app->session)) {
  case SESSION_PAUSED:
    return RUN_PAUSED;
  case SESSION_WAITING:
    return waiting_moment(tui);
  case SESSION_LEAD_IN:
    return RUN_GETTING_READY;
  default:
    return phase_counts(session_beat(tui->app->session)->phase) ? RUN_TIMED : RUN_GETTING_READY;
  }
}

/* The list of keys that applies. */
static size_t moment_now(const Tui *tui, const void *state) {
  RunMoment moment = run_moment(tui, state);
  RunMoment more = in_a_cramp[moment];
  return more != RUN_TIMED && run_cramp_lasts(tui) ? more : moment;
}

const ActionList *run_list(const Tui *tui, const Run *run) {
  return &run_lists[moment_now(tui, run)];
}

/* The acts of the session that a key asks for by itself. */
static const struct {
  Action action;
  Act act;
} session_acts[] = {
    {ACTION_PAUSE, ACT_PAUSE},   {ACTION_GO_ON, ACT_RESUME},  {ACTION_READY, ACT_READY},
    {ACTION_NEXT, ACT_NEXT},     {ACTION_BACK, ACT_BACK},     {ACTION_MORE, ACT_MORE},
    {ACTION_LESS, ACT_LESS},     {ACTION_AGAIN, ACT_AGAIN},   {ACTION_HURT, ACT_HURT},
    {ACTION_MORE_NOW, ACT_MORE}, {ACTION_LESS_NOW, ACT_LESS},
};

static bool act_on_session(Tui *tui, Action action) {
  for (size_t i = 0; i < sizeof session_acts / sizeof session_acts[0]; i++) {
    if (session_acts[i].action == action) {
      session_act(tui->app->session, session_acts[i].act, tui_now(tui));
      return true;
    }
  }
  return false;
}

/* The mark begins on the first line of each new list. */
static void settle_mark(const Tui *tui, Run *run) {
  QuestionKind question = run_question(tui, run);
  int beat = session_beat_index(tui->app->session);
  if (question != run->selected_question || beat != run->selected_beat) {
    run->selected = 0;
    run->selected_question = question;
    run->selected_beat = beat;
  }
}

static void act(Tui *tui, void *state, Action action, int key) {
  Run *run = state;
  if (act_on_session(tui, action)) {
    return;
  }
  switch (action) {
  case ACTION_DETAILS:
    run->details_turned = !run->details_turned;
    run->scroll = 0;
    break;
  case ACTION_MUTE:
    app_mute(tui->app);
    break;
  case ACTION_SCROLL_UP:
  case ACTION_SCROLL_DOWN:
    run->scroll += action == ACTION_SCROLL_UP ? -1 : 1;
    break;
  case ACTION_LEAVE:
  case ACTION_LEAVE_TYPING:
    session_pause(tui->app->session, PAUSE_LEAVING, tui_now(tui));
    run->leaving = QUESTION_LEAVE;
    tui->asking = true;
    break;
  case ACTION_EASED:
    run->picking = false;
    app_cramp_eased(tui->app);
    break;
  case ACTION_MUSCLE:
    run_cramp_ask(tui, run);
    break;
  default:
    if (run->picking && run_moment(tui, run) == RUN_MUSCLE) {
      run_cramp_act(tui, run, action, key);
    } else {
      run_wait_act(tui, run, action, key);
    }
    break;
  }
}

/* With the setting one_key any key goes on, or pauses what counts; what leaves or stops keeps its
 * own. Questions have to be answered as ever. */
static bool any_key(Tui *tui, void *state, Action action) {
  static const Act acts[RUN_MOMENT_COUNT] = {
      [RUN_TIMED] = ACT_PAUSE,
      [RUN_GETTING_READY] = ACT_READY,
      [RUN_PAUSED] = ACT_RESUME,
  };
  bool own = action == ACTION_LEAVE || action == ACTION_HELP || action == ACTION_HURT ||
             action == ACTION_MUTE || action == ACTION_EASED || action == ACTION_MUSCLE;
  RunMoment moment = run_moment(tui, state);
  bool one = moment == RUN_TIMED || moment == RUN_GETTING_READY || moment == RUN_PAUSED;
  if (!tui->app->settings.one_key || own || !one) {
    return false;
  }
  return session_act(tui->app->session, acts[moment], tui_now(tui));
}

static bool type(Tui *tui, void *state, int key) {
  return run_wait_type(tui, state, key);
}

static bool deadline(const Tui *tui, const void *state, Moment *when) {
  return session_beat(tui->app->session) != NULL && run_view_deadline(tui, state, when);
}

static void tick(Tui *tui, void *state) {
  Run *run = state;
  if (session_state(tui->app->session) == SESSION_ENDED) {
    run_finish(tui);
    return;
  }
  run_wait_prepare(tui, run);
  run_picture_prepare(tui, run);
  settle_mark(tui, run);
}

/* Darker from step to step towards the end of what is planned, but never so that a question, or
 * help in a cramp, is hard to read. */
static Shade shade(const Tui *tui, const void *state) {
  const Session *session = tui->app->session;
  if (session_beat(session) == NULL || run_cramp_on(tui)) {
    return SHADE_NIGHT;
  }
  Millis whole = session_timeline(session)->total;
  Millis left = session_left(session, tui_now(tui));
  Shade reached = 2 * left > whole ? SHADE_NIGHT : 4 * left > whole ? SHADE_DIM : SHADE_DIMMER;
  RunMoment moment = run_moment(tui, state);
  if (moment == RUN_QUESTION || moment == RUN_LEAVING) {
    return SHADE_NIGHT;
  }
  bool asks = moment == RUN_CHOICES || moment == RUN_CHECKLIST || moment == RUN_JOURNAL;
  return asks && reached > SHADE_DIM ? SHADE_DIM : reached;
}

static void close_run(void *state) {
  Run *run = state;
  run_wait_free(run);
  pose_free(&run->pose);
}

const Screen screen_run = {
    .name = N_IN("screen", "run"),
    .state_size = sizeof(Run),
    .lists = run_lists,
    .moment = moment_now,
    .draw = run_draw,
    .act = act,
    .any_key = any_key,
    .type = type,
    .takes_text = true,
    .deadline = deadline,
    .tick = tick,
    .shade = shade,
    .close = close_run,
};

void run_open(Tui *tui) {
  Run *run = tui_open(tui, &screen_run);
  run->answer_beat = -1;
  run->pose_step = -1;
  run->selected_beat = -1;
}

/* Starts the routine that a choice named; false with the reason when it cannot be had. */
static bool start_next(Tui *tui, const char *name, Error *err) {
  if (agree_open(tui, name, NULL)) {
    return true;
  }
  Error why = {{0}};
  Adaptation what;
  Routine *routine = start_load(tui->app, name, &what, &why);
  if (routine == NULL) {
    return fail(err, "\"%s\" cannot be started: %s", name, why.text);
  }
  start_open(tui, routine, &what, 0);
  return true;
}

void run_finish(Tui *tui) {
  App *app = tui->app;
  app_session_finish(app, ENDED_END);
  tui_close_down_to(tui, &screen_run);
  char *next = app->next_routine;
  app->next_routine = NULL;
  Error err = {{0}};
  bool started = next != NULL && start_next(tui, next, &err);
  free(next);
  if (!started) {
    end_open(tui, err.text[0] != '\0' ? err.text : NULL);
  }
}

bool run_status(const Tui *tui, char *text, size_t size) {
  const Session *session = tui->app->session;
  const Beat *beat = session != NULL ? session_beat(session) : NULL;
  if (beat == NULL) {
    return false;
  }
  SessionState state = session_state(session);
  if (state == SESSION_RUNNING || state == SESSION_LEAD_IN) {
    char digits[WORDS_SIZE];
    digits_text(session_remaining(session, tui_now(tui)), digits, sizeof digits);
    bool lead = state == SESSION_LEAD_IN;
    const char *leg = lead ? "" : words_leg(beat->side);
    const char *phase = words_phase(lead ? PHASE_SETUP : beat->phase);
    if (leg[0] != '\0') {
      snprintf(text, size, _("The clock goes on: %s, %s %s"), phase, leg, digits);
    } else {
      snprintf(text, size, _("The clock goes on: %s %s"), phase, digits);
    }
  } else {
    snprintf(text, size, "%s",
             state == SESSION_WAITING ? _("The routine waits for you.")
                                      : _("The routine is paused."));
  }
  return true;
}

bool run_status_deadline(const Tui *tui, Moment *when) {
  const Session *session = tui->app->session;
  if (session == NULL || session_beat(session) == NULL) {
    return false;
  }
  static const Run none = {.details_turned = true};
  return run_view_deadline(tui, &none, when);
}
