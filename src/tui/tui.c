/* The stack of screens: drawing, keys and time go to the one on top. */
#include "tui.h"

#include <stdio.h>
#include <stdlib.h>

#include "keys_bind.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "screens.h"
#include "shade.h"

enum { MINUTE_MS = 60 * 1000, UNSEEN_SIZE = 120 + KEY_LABEL_SIZE };

const Screen *const tui_screens[] = {
    &screen_home,    &screen_start,
    &screen_run,     &screen_card,
    &screen_help,    &screen_end,
    &screen_learn,   &screen_profile,
    &screen_agree,   &screen_routines,
    &screen_draft,   &screen_settings,
    &screen_keys,    &screen_sounds,
    &screen_editor,  &screen_choices,
    &screen_form,    &screen_preview,
    &screen_review,  &screen_night,
    &screen_session, &screen_notes,
    &screen_habits,  &screen_diary,
    &screen_cramp,   NULL,
};

Moment tui_now(const Tui *tui) {
  return tui->app->clock.now(tui->app->clock.context);
}

WallTime tui_wall(const Tui *tui) {
  return tui->app->clock.wall(tui->app->clock.context);
}

void tui_take_keys(Tui *tui) {
  tui->keys_problem.text[0] = '\0';
  keys_bind(&tui->keys, &tui->app->settings.keys, &tui->keys_problem);
}

void tui_start(Tui *tui, App *app) {
  tui->app = app;
  tui_take_keys(tui);
}

static OpenScreen *top(Tui *tui) {
  return tui->depth > 0 ? &tui->stack[tui->depth - 1] : NULL;
}

void *tui_open(Tui *tui, const Screen *screen) {
  if (tui->depth == TUI_STACK_MAX) {
    tui_close(tui);
  }
  OpenScreen *open = &tui->stack[tui->depth];
  *open = (OpenScreen){screen, mem_new(1, screen->state_size), tui->opened, {0}};
  tui->opened++;
  tui->depth++;
  return open->state;
}

void tui_drop(Tui *tui) {
  OpenScreen *open = top(tui);
  if (open->screen->close != NULL) {
    open->screen->close(open->state);
  }
  free(open->state);
  tui->depth--;
}

/* Tells the screen that is now on top. */
static void show_top(Tui *tui) {
  OpenScreen *open = top(tui);
  if (open != NULL && open->screen->shown != NULL) {
    open->screen->shown(tui, open->state);
  }
}

void tui_close(Tui *tui) {
  tui_drop(tui);
  show_top(tui);
}

bool tui_uncover(Tui *tui, const Screen *screen) {
  size_t depth = tui->depth;
  while (depth > 0 && tui->stack[depth - 1].screen != screen) {
    depth--;
  }
  while (depth > 0 && tui->depth > depth) {
    tui_drop(tui);
  }
  return depth > 0;
}

void tui_close_down_to(Tui *tui, const Screen *screen) {
  bool more = true;
  while (tui->depth > 0 && more) {
    more = top(tui)->screen != screen;
    tui_drop(tui);
  }
  show_top(tui);
}

void tui_close_all(Tui *tui) {
  drawing_forget(&tui->drawing);
  while (tui->depth > 0) {
    tui_drop(tui);
  }
}

static bool too_small(const Tui *tui) {
  return tui->rows < TUI_ROWS_MIN || tui->columns < TUI_COLUMNS_MIN;
}

static const ActionList *list_now(const Tui *tui, const OpenScreen *open) {
  const Screen *screen = open->screen;
  return &screen->lists[screen->moment != NULL ? screen->moment(tui, open->state) : 0];
}

/* What a session does while it cannot be seen, in text; NULL: none is open. */
static const char *unseen_session(const Tui *tui, const Frame *frame, char text[UNSEEN_SIZE]) {
  if (tui->app->session == NULL) {
    return NULL;
  }
  char key[KEY_LABEL_SIZE];
  switch (session_state(tui->app->session)) {
  case SESSION_RUNNING:
  case SESSION_LEAD_IN:
    frame_key(frame, ACTION_PAUSE, key);
    snprintf(text, UNSEEN_SIZE, _("The clock goes on. %s pauses."), key);
    return text;
  case SESSION_WAITING:
    return _("The routine waits for you.");
  case SESSION_PAUSED:
  case SESSION_HURT:
    return _("Paused.");
  default:
    return NULL;
  }
}

static void draw_too_small(const Tui *tui, Frame *frame) {
  Box box = {0, 0, frame->rows, frame->columns};
  frame->cursor_hidden = true;
  char *sentence = mem_format(_("Too small: needs %d x %d"), TUI_COLUMNS_MIN, TUI_ROWS_MIN);
  int used = draw_wrapped(frame, box, ROLE_TEXT, ALIGN_LEFT, sentence);
  free(sentence);
  box = box_below(box, used + (box.rows > used + 1 ? 1 : 0));
  const char *words = cramp_words(tui);
  char unseen[UNSEEN_SIZE];
  draw_wrapped(frame, box, words != NULL ? ROLE_TEXT : ROLE_FAINT, ALIGN_LEFT,
               words != NULL ? words : unseen_session(tui, frame, unseen));
}

void tui_draw(Tui *tui, WINDOW *window, Frame *frame) {
  frame->now = tui_now(tui);
  frame->wall = tui_wall(tui);
  frame->keys = &tui->keys;
  tui->theme.moving = run_moves(tui);
  theme_use(&tui->theme, shade_now(tui));
  frame_begin_in(frame, window, &tui->theme, tui->ascii, &tui->drawing);
  frame->hints = &tui->hints;
  tui->rows = frame->rows;
  tui->columns = frame->columns;
  OpenScreen *open = top(tui);
  if (open != NULL && too_small(tui)) {
    draw_too_small(tui, frame);
  } else if (open != NULL) {
    frame->list = &open->list;
    open->screen->draw(tui, open->state, frame);
  }
  frame_end(frame);
  tui->asking = false;
}

void tui_draw_notice(const Tui *tui, WINDOW *window, const char *text) {
  Frame frame;
  frame_begin(&frame, window, &tui->theme, tui->ascii);
  Box box = frame_column(&frame);
  draw_text(&frame, (Box){0, box.column, 1, box.columns}, ROLE_TEXT, ALIGN_LEFT, text);
}

/* What cannot be seen is not answered: only pausing and leaving mean something. */
static bool works_unseen(Action action) {
  return action == ACTION_PAUSE || action == ACTION_LEAVE || action == ACTION_QUIT;
}

void tui_key(Tui *tui, int key) {
  OpenScreen *open = top(tui);
  if (open == NULL) {
    return;
  }
  if (tui->app->session != NULL) {
    session_touch(tui->app->session, tui_now(tui));
  }
  const Screen *screen = open->screen;
  Action action = keys_find(&tui->keys, list_now(tui, open), key);
  if (action == ACTION_CRAMP || action == ACTION_CRAMP_TYPING) {
    cramp_open(tui);
    return;
  }
  if (!too_small(tui) && screen->any_key != NULL && screen->any_key(tui, open->state, action)) {
    return;
  }
  if (!too_small(tui) && screen->type != NULL && screen->type(tui, open->state, key)) {
    return;
  }
  if (action == ACTION_NONE || (too_small(tui) && !works_unseen(action))) {
    return;
  }
  if (action == ACTION_HELP || action == ACTION_HELP_TYPING) {
    help_open(tui);
    return;
  }
  screen->act(tui, open->state, action, key);
}

void tui_paste(Tui *tui, int character) {
  OpenScreen *open = top(tui);
  if (open != NULL && open->screen->takes_text && !too_small(tui)) {
    bool breaks = character == '\n' || character == '\r' || character == '\t';
    open->screen->type(tui, open->state, breaks ? ' ' : character);
  }
}

void tui_advance(Tui *tui) {
  App *app = tui->app;
  Effect effect;
  while (app_tick(app, &effect)) {
    tui->asking = tui->asking || effect.kind == EFFECT_HURT || effect.kind == EFFECT_PAUSED;
  }
  for (size_t i = 0; i < tui->depth;) {
    OpenScreen open = tui->stack[i];
    if (open.screen->tick != NULL) {
      open.screen->tick(tui, open.state);
    }
    /* One that took its place hears of the time too: keys may come before the next tick. */
    i += i < tui->depth && tui->stack[i].number != open.number ? 0 : 1;
  }
  if (app->card != NULL) {
    char *text = app_card(app, app->card);
    if (text == NULL) {
      text = mem_format(_("Card not found\n\nThe information card \"%s\" is missing here."),
                        app->card);
    }
    free(app->card);
    app->card = NULL;
    card_open(tui, text);
  }
}

bool tui_deadline(const Tui *tui, Moment *deadline) {
  bool any = app_deadline(tui->app, deadline);
  Moment other;
  if (shade_deadline(tui, &other)) {
    any = deadline_join(any, deadline, other);
  }
  for (size_t i = 0; i < tui->depth; i++) {
    const OpenScreen *open = &tui->stack[i];
    bool on_top = i + 1 == tui->depth;
    if (on_top && open->screen->deadline != NULL &&
        open->screen->deadline(tui, open->state, &other)) {
      any = deadline_join(any, deadline, other);
    }
  }
  return any;
}

void tui_gap(Tui *tui, Moment last) {
  Session *session = tui->app->session;
  if (session != NULL) {
    SessionState state = session_state(session);
    if (state == SESSION_RUNNING || state == SESSION_LEAD_IN) {
      session_pause(session, PAUSE_GAP, last);
      tui->asking = true;
    }
  }
  for (size_t i = 0; i < tui->depth; i++) {
    if (tui->stack[i].screen->gap != NULL) {
      tui->stack[i].screen->gap(tui, tui->stack[i].state);
    }
  }
}

void tui_suspend(Tui *tui) {
  if (tui->app->session != NULL) {
    session_act(tui->app->session, ACT_PAUSE, tui_now(tui));
  }
}

void tui_end_session(Tui *tui, EndedBy by) {
  for (size_t i = 0; i < tui->depth; i++) {
    if (tui->stack[i].screen->keep != NULL) {
      tui->stack[i].screen->keep(tui, tui->stack[i].state);
    }
  }
  if (tui->app->session != NULL && session_state(tui->app->session) != SESSION_ENDED) {
    run_keep_typed(tui);
    app_session_finish(tui->app, by);
  }
}

void tui_run_outside(Tui *tui, void (*run)(void *context), void *context) {
  if (tui->lend != NULL) {
    tui->lend(tui->terminal, true);
  }
  run(context);
  if (tui->lend != NULL) {
    tui->lend(tui->terminal, false);
  }
}

bool deadline_join(bool any, Moment *deadline, Moment other) {
  if (!any || moment_since(*deadline, other) > 0) {
    *deadline = other;
  }
  return true;
}

Moment deadline_next_minute(const Tui *tui) {
  int64_t into = tui_wall(tui).utc_ms % MINUTE_MS;
  into += into < 0 ? MINUTE_MS : 0;
  return moment_after(tui_now(tui), MINUTE_MS - into);
}
