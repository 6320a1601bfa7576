/* A cramp right now: how it begins from any screen, its clock, its few words, and which muscle it
 * is. Source of the words: the routine's `say` lines, and CONTENT.md 2.3. */
#include <stdio.h>
#include <stdlib.h>

#include "menu.h"
#include "nightcalf/format.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "run.h"
#include "screens.h"

enum { MS_PER_S = 1000, MS_PER_MINUTE = 60 * MS_PER_S };

bool run_cramp_on(const Tui *tui) {
  Millis elapsed = 0;
  return tui->app->session != NULL && app_cramp_elapsed(tui->app, &elapsed);
}

bool run_cramp_lasts(const Tui *tui) {
  return run_cramp_on(tui) && tui->app->cramp.running &&
         session_state(tui->app->session) != SESSION_ENDED;
}

static Muscle muscle_of(const Tui *tui) {
  return tui->app->cramp.episode.muscle;
}

/* The routine's own words are for the calf, and do for the foot. */
bool run_cramp_differs(const Tui *tui) {
  switch (muscle_of(tui)) {
  case MUSCLE_HAMSTRING:
  case MUSCLE_QUADRICEPS:
  case MUSCLE_SHIN:
    return run_cramp_lasts(tui);
  default:
    return false;
  }
}

/* Whether seconds count down on the screen now. */
static bool counts_down(const Session *session) {
  SessionState state = session_state(session);
  return state == SESSION_RUNNING || state == SESSION_LEAD_IN;
}

/* How long the cramp had lasted when the countdown last changed. */
static Millis shown_elapsed(const Tui *tui, Millis elapsed) {
  Millis part = session_remaining(tui->app->session, tui_now(tui)) % MS_PER_S;
  Millis past = part > 0 ? MS_PER_S - part : 0;
  return elapsed > past ? elapsed - past : 0;
}

void run_cramp_clock(const Tui *tui, char text[WORDS_SIZE]) {
  Millis elapsed = 0;
  char clock[FORMAT_SIZE];
  app_cramp_elapsed(tui->app, &elapsed);
  bool eased = tui->app->cramp.episode.eased;
  if (run_cramp_lasts(tui) && !counts_down(tui->app->session)) {
    Millis minutes = elapsed / MS_PER_MINUTE;
    if (minutes == 0) {
      snprintf(text, WORDS_SIZE, "%s", _("Cramp for less than a minute"));
    } else {
      snprintf(text, WORDS_SIZE, _("Cramp for %lld min"), (long long)minutes);
    }
    return;
  }
  Millis shown = run_cramp_lasts(tui) ? shown_elapsed(tui, elapsed) : elapsed;
  format_clock(shown / MS_PER_S * MS_PER_S, clock);
  snprintf(text, WORDS_SIZE, eased ? _("Eased after %s") : _("Cramp for %s"), clock);
}

bool run_cramp_deadline(const Tui *tui, Moment *deadline) {
  Millis elapsed = 0;
  if (!run_cramp_lasts(tui) || !app_cramp_elapsed(tui->app, &elapsed)) {
    return false;
  }
  *deadline = moment_after(tui_now(tui), MS_PER_MINUTE - elapsed % MS_PER_MINUTE);
  return true;
}

const char *run_title(const Tui *tui) {
  const Step *step = run_step(tui);
  if (!run_cramp_on(tui)) {
    return step->title;
  }
  if (run_cramp_differs(tui) && session_step(tui->app->session) == 0) {
    return _(muscle_instruction(muscle_of(tui))); /* the first step is the stretch itself */
  }
  return app_cramp_title(step);
}

char *run_cue(const Tui *tui) {
  const Step *step = run_step(tui);
  if (!run_cramp_on(tui)) {
    return mem_copy(step->cue);
  }
  bool room = tui->rows >= ROOMY_ROWS && tui->columns >= ROOMY_COLUMNS;
  const char *cue = room && !run_cramp_differs(tui) ? app_cramp_cue(step) : NULL;
  const char *muscle = _(muscle_instruction(muscle_of(tui)));
  bool told = muscle == NULL || muscle == run_title(tui);
  if (told || step->kind->waits || !run_cramp_lasts(tui)) {
    return mem_copy(cue);
  }
  return cue != NULL ? mem_format("%s\n%s", muscle, cue) : mem_copy(muscle);
}

const char *cramp_words(const Tui *tui) {
  return run_cramp_on(tui) && session_beat(tui->app->session) != NULL ? run_title(tui) : NULL;
}

/* ---- which muscle ---- */

enum { MUSCLES = MUSCLE_COUNT - 1 /* all but UNKNOWN */ };

void run_cramp_ask(const Tui *tui, Run *run) {
  Muscle known = muscle_of(tui);
  run->picking = true;
  run->muscle = known == MUSCLE_UNKNOWN ? 0 : (size_t)known - 1;
}

void run_cramp_draw(const Tui *tui, const Run *run, Frame *frame, Box box) {
  int gap = tui->rows >= ROOMY_ROWS ? 1 : 0;
  const char *lines[MUSCLES];
  for (size_t i = 0; i < MUSCLES; i++) {
    lines[i] = muscle_shown((Muscle)(i + 1));
  }
  draw_text(frame, box, ROLE_STRONG, ALIGN_LEFT, _("Which muscle?"));
  box = box_below(box, 1 + gap);
  int used = menu_answers(frame, box, lines, MUSCLES, run->muscle);
  draw_wrapped(frame, box_below(box, used + gap), ROLE_TEXT, ALIGN_LEFT,
               _(muscle_instruction((Muscle)(run->muscle + 1))));
}

void run_cramp_act(Tui *tui, Run *run, Action action, int key) {
  switch (action) {
  case ACTION_UP:
  case ACTION_DOWN:
    menu_move(&run->muscle, MUSCLES, action == ACTION_UP ? -1 : 1);
    return;
  case ACTION_DIGIT:
    if ((size_t)(key - '1') >= MUSCLES) {
      return;
    }
    run->muscle = (size_t)(key - '1');
    break;
  case ACTION_CONFIRM:
    break;
  default:
    run->picking = false;
    return;
  }
  run->picking = false;
  app_cramp_set(tui->app, SIDE_NONE, (Muscle)(run->muscle + 1), -1);
}

/* ---- how it begins ---- */

/* Back to the cramp that lasts, with whatever was asked put away. */
static void go_back(Tui *tui) {
  if (!tui_uncover(tui, &screen_run)) {
    return;
  }
  Run *run = tui->stack[tui->depth - 1].state;
  run->leaving = QUESTION_NONE;
  run->picking = false;
  session_act(tui->app->session, ACT_RESUME, tui_now(tui));
}

/* Leaves the session at hand, if any: kept so that it can be taken up, but not a cramp that is
 * over. */
static void leave_session(Tui *tui) {
  App *app = tui->app;
  if (app->session == NULL) {
    return;
  }
  run_keep_typed(tui);
  if (run_cramp_on(tui)) {
    app_session_finish(app, ENDED_USER);
  } else {
    app_session_set_aside(app);
  }
  app_session_drop(app);
}

/* Closes what belonged to that session, and help. The rest stays below, as it was. */
static void leave_screens(Tui *tui) {
  if (tui_uncover(tui, &screen_run) || tui_uncover(tui, &screen_end)) {
    tui_drop(tui);
  }
  if (tui->depth > 0 && tui->stack[tui->depth - 1].screen == &screen_help) {
    tui_drop(tui);
  }
}

/* Where no file of the routine can be read, what matters most is shown all the same, and the cramp
 * is logged. */
static void open_bare(Tui *tui) {
  card_open(tui, mem_format("%s\n\n%s", _("A cramp now"), _(app_cramp_bare)));
  app_cramp_begin(tui->app);
  app_flush(tui->app);
  tui->app->cramp = (Cramp){0};
}

void cramp_start(Tui *tui, Routine *routine) {
  app_cramp_begin(tui->app);
  app_session_start(tui->app, routine, 0);
  run_open(tui);
}

void cramp_open(Tui *tui) {
  if (run_cramp_lasts(tui)) {
    go_back(tui);
    return;
  }
  leave_session(tui);
  leave_screens(tui);
  Routine *routine = app_load_cramp(tui->app);
  if (routine == NULL) {
    open_bare(tui);
  } else {
    cramp_start(tui, routine);
  }
}
