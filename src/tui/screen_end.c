/* What was done. After a minute without a key the screen goes dark by itself. */
#include <stdlib.h>

#include "nightcalf/format.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "page.h"
#include "run.h"
#include "screens.h"
#include "words.h"

enum {
  DARK_AFTER_MS = 60 * 1000,
  DIMMEST_MS = 20 * 1000, /* before the dark */
  DONE_COLUMNS = 14
};

typedef struct End {
  char *problem; /* what could not go on, or NULL */
  Moment dark_at;
  bool dark;
  int scroll;
} End;

static const ActionList end_lists[] = {
    {N_("At the end"),
     {ACTION_SCROLL_UP, ACTION_SCROLL_DOWN, ACTION_CRAMP, ACTION_HELP, ACTION_CLOSE}},
    {.title = NULL},
};

/* How it came to its end, calmly: nothing here is a failure. */
static const char *ending_words(const Session *session, Outcome outcome) {
  switch (session_ended_by(session)) {
  case ENDED_END:
    return outcome == OUTCOME_COMPLETED ? _("All done. Rest well.") : _("The end. Rest well.");
  case ENDED_RED_FLAG:
    return _("Stopped here. Please do what the card says.");
  case ENDED_HURT:
    return _("Ended because it hurt. Let the leg rest.");
  case ENDED_DRIFT:
    return _("Ended quietly. Sleep well.");
  default:
    return _("Ended here. What was done counts.");
  }
}

static void add_cramp(const Tui *tui, Page *page) {
  if (run_cramp_on(tui)) {
    char clock[WORDS_SIZE];
    run_cramp_clock(tui, clock);
    page_format(page, ROLE_TEXT, "%s.", clock);
  }
}

static void add_sum(const Tui *tui, Moment now, Page *page) {
  const Session *session = tui->app->session;
  Millis planned = session_planned(session);
  char done[FORMAT_SIZE];
  char plan[FORMAT_SIZE];
  format_length(words_whole_seconds(session_done(session, now)), done);
  format_length(planned, plan);
  const char *outcome = _(outcome_name(session_outcome(session, now)));
  if (planned > 0) {
    page_format(page, ROLE_TEXT, "%s done of %s planned: %s.", done, plan, outcome);
  }
}

static void add_legs(const Tui *tui, Moment now, Page *page) {
  Millis left = 0;
  Millis right = 0;
  for (size_t i = 0; i < tui->app->routine->step_count; i++) {
    if (tui->app->routine->steps[i].sides.count > 0) {
      StepRecord record = session_record(tui->app->session, (int)i, now);
      left += record.left;
      right += record.right;
    }
  }
  if (left > 0 || right > 0) {
    char left_text[FORMAT_SIZE];
    char right_text[FORMAT_SIZE];
    format_length(words_whole_seconds(left), left_text);
    format_length(words_whole_seconds(right), right_text);
    page_format(page, ROLE_TEXT, "Left leg %s, right leg %s.", left_text, right_text);
  }
}

/* What was done of a step. Release with free(). */
static char *done_of(const Tui *tui, size_t step, Moment now, bool *finished) {
  StepRecord record = session_record(tui->app->session, (int)step, now);
  *finished = record.finished;
  return words_done(&record, step_record_outcome(&record));
}

/* Each step, and at the right what was done of it: in as many columns as the words need. */
static void add_steps(const Tui *tui, Moment now, Page *page) {
  const Routine *routine = tui->app->routine;
  bool finished = false;
  int columns = DONE_COLUMNS;
  for (size_t i = 0; i < routine->step_count; i++) {
    char *words = done_of(tui, i, now, &finished);
    int width = text_width(words) + 1;
    columns = width > columns ? width : columns;
    free(words);
  }
  columns = columns > page->width / 2 ? page->width / 2 : columns;
  for (size_t i = 0; i < routine->step_count; i++) {
    char *words = done_of(tui, i, now, &finished);
    page_label(page, finished ? ROLE_TEXT : ROLE_FAINT, routine->steps[i].title,
               page->width - columns, words);
    free(words);
  }
}

static void add_kept(const Tui *tui, Page *page) {
  const char *error = tui->app->kept_error.text;
  if (error[0] != '\0') {
    page_format(page, ROLE_STRONG, "Not kept: %s", error);
  } else {
    page_text(page, ROLE_FAINT, _("Kept in your history."));
  }
}

static void draw(Tui *tui, void *state, Frame *frame) {
  End *end = state;
  if (end->dark || tui->app->session == NULL) {
    frame_dark(frame);
    return;
  }
  Box box = frame_column(frame);
  int gap = frame->rows >= ROOMY_ROWS ? 1 : 0;
  const Session *session = tui->app->session;
  draw_footer(frame, frame_column(frame), &end_lists[0]);
  draw_text(frame, box, ROLE_FAINT, ALIGN_LEFT, tui->app->routine->title);
  box = box_below(box, 1 + gap);
  Outcome outcome = session_outcome(session, frame->now);
  frame_cursor(frame, box.row, box.column);
  int used = draw_wrapped(frame, box, ROLE_STRONG, ALIGN_LEFT, ending_words(session, outcome));
  box = box_below(box, used + gap);
  box.rows -= gap;
  Page page = {.width = box.columns - 1};
  add_cramp(tui, &page);
  add_sum(tui, frame->now, &page);
  add_legs(tui, frame->now, &page);
  add_kept(tui, &page);
  page_text(&page, ROLE_STRONG, end->problem);
  page_gap(&page);
  add_steps(tui, frame->now, &page);
  page_gap(&page);
  page_text(&page, ROLE_FAINT, _("In a minute the screen goes dark by itself."));
  page_draw(frame, &page, box, &end->scroll);
  page_free(&page);
}

static void leave(Tui *tui) {
  app_lights_out(tui->app);
  app_session_drop(tui->app);
  tui_close(tui);
}

static void act(Tui *tui, void *state, Action action, int key) {
  (void)key;
  End *end = state;
  switch (action) {
  case ACTION_SCROLL_UP:
  case ACTION_SCROLL_DOWN:
    end->scroll += action == ACTION_SCROLL_UP ? -1 : 1;
    break;
  default:
    leave(tui);
    break;
  }
}

/* In the dark any key leaves; before, any key puts the dark off. */
static bool type(Tui *tui, void *state, int key) {
  (void)key;
  End *end = state;
  if (end->dark) {
    leave(tui);
    return true;
  }
  end->dark_at = moment_after(tui_now(tui), DARK_AFTER_MS);
  return false;
}

static bool deadline(const Tui *tui, const void *state, Moment *when) {
  const End *end = state;
  Moment dimmest = moment_after(end->dark_at, -DIMMEST_MS);
  *when = moment_since(dimmest, tui_now(tui)) > 0 ? dimmest : end->dark_at;
  return !end->dark;
}

/* Almost dark; as bright as the night gets where there is something that has to be read. */
static Shade shade(const Tui *tui, const void *state) {
  const End *end = state;
  const App *app = tui->app;
  if (moment_since(end->dark_at, tui_now(tui)) <= DIMMEST_MS) {
    return SHADE_DIMMEST;
  }
  EndedBy by = app->session != NULL ? session_ended_by(app->session) : ENDED_END;
  bool told = by == ENDED_RED_FLAG || by == ENDED_HURT || end->problem != NULL ||
              app->kept_error.text[0] != '\0';
  return told ? SHADE_NIGHT : SHADE_DIMMER;
}

static void tick(Tui *tui, void *state) {
  End *end = state;
  bool seen = tui->stack[tui->depth - 1].state == state;
  if (!seen) {
    end->dark_at = moment_after(tui_now(tui), DARK_AFTER_MS);
  }
  if (!end->dark && moment_since(tui_now(tui), end->dark_at) >= 0) {
    end->dark = true;
    app_lights_out(tui->app);
  }
}

static void close_end(void *state) {
  End *end = state;
  free(end->problem);
}

const Screen screen_end = {
    .name = N_IN("screen", "end"),
    .state_size = sizeof(End),
    .lists = end_lists,
    .draw = draw,
    .act = act,
    .type = type,
    .deadline = deadline,
    .tick = tick,
    .shade = shade,
    .close = close_end,
};

void end_open(Tui *tui, const char *problem) {
  End *end = tui_open(tui, &screen_end);
  end->problem = mem_copy(problem);
  end->dark_at = moment_after(tui_now(tui), DARK_AFTER_MS);
}
