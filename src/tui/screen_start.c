/* What is about to start: what it is, how long it takes and what is known about it. Five seconds
 * later it starts by itself, unless a key holds it back. */
#include <stdlib.h>

#include "nightcalf/format.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "page.h"
#include "screens.h"
#include "words.h"

enum {
  COUNTDOWN_MS = 5000,
  MS_PER_S = 1000,
  LABEL_GAP = 3,
  LABEL_COLUMNS_MAX = 20,
  WAY_INDENT = 2,
  WAY_ROWS_MAX = 2
};

static const char *const disclaimer =
    N_("General information, not medical advice. Stop if it hurts.");

/* What stands before the facts of the routine. */
enum { LABEL_EVIDENCE, LABEL_WHEN, LABEL_POSITION, LABEL_NEED, LABEL_FROM, LABEL_LENGTH, LABELS };
static const char *const labels[LABELS] = {
    [LABEL_EVIDENCE] = N_("Evidence"), [LABEL_WHEN] = N_("When"), [LABEL_POSITION] = N_("Position"),
    [LABEL_NEED] = N_("You need"),     [LABEL_FROM] = N_("From"), [LABEL_LENGTH] = N_("Length"),
};

typedef struct Start {
  Routine *routine;
  Adaptation what; /* was changed in it */
  Timeline timeline;
  int step;
  /* Where it is late: the essential steps alone. */
  Routine *essential; /* NULL: not offered */
  Timeline essential_timeline;
  Adaptation late;        /* what they leave out */
  bool shorter;           /* they are what will start */
  size_t length, lengths; /* which of how many lengths; 0: none is offered */
  bool held;              /* for good where a way has to be chosen first */
  Moment starts;          /* when not held */
  bool broken_off;
  SessionRow row; /* when broken_off */
  Error problem;
  int scroll;
  char *note;   /* what stands before every routine, or NULL */
  bool waiting; /* stretches of it are left out for want of a clinician's word */
} Start;

/* The actions differ by what is offered: a sum of these. */
enum { START_LENGTHS = 1, START_BROKEN_OFF = 2, START_LATE = 4, START_MOMENT_COUNT = 8 };

#define START_ALWAYS                                                                               \
  ACTION_SCROLL_UP, ACTION_SCROLL_DOWN, ACTION_CRAMP, ACTION_HELP, ACTION_RETURN_HOME

static const ActionList start_lists[START_MOMENT_COUNT + 1] = {
    [0] = {N_("Before it starts"), {ACTION_START_NOW, ACTION_WAIT, START_ALWAYS}},
    [START_LENGTHS] = {N_("Before it starts, with a length to choose"),
                       {ACTION_START_NOW, ACTION_WAIT, ACTION_LEFT, ACTION_RIGHT, START_ALWAYS}},
    [START_BROKEN_OFF] = {N_("Before it starts, when a session was broken off"),
                          {ACTION_START_NOW, ACTION_TAKE_UP, ACTION_WAIT, START_ALWAYS}},
    [START_BROKEN_OFF + START_LENGTHS] = {N_("Before it starts, with both"),
                                          {ACTION_START_NOW, ACTION_TAKE_UP, ACTION_WAIT,
                                           ACTION_LEFT, ACTION_RIGHT, START_ALWAYS}},
    [START_LATE] = {N_("Before it starts, late in the evening"),
                    {ACTION_START_NOW, ACTION_SHORTER, START_ALWAYS}},
    [START_LATE + START_LENGTHS] = {N_("Before it starts late, with a length to choose"),
                                    {ACTION_START_NOW, ACTION_SHORTER, ACTION_LEFT, ACTION_RIGHT,
                                     START_ALWAYS}},
    [START_LATE +
        START_BROKEN_OFF] = {N_("Before it starts late, when a session was broken off"),
                             {ACTION_START_NOW, ACTION_TAKE_UP, ACTION_SHORTER, START_ALWAYS}},
    [START_LATE + START_BROKEN_OFF +
        START_LENGTHS] = {N_("Before it starts late, with all of these"),
                          {ACTION_START_NOW, ACTION_TAKE_UP, ACTION_SHORTER, ACTION_LEFT,
                           ACTION_RIGHT, START_ALWAYS}},
    {.title = NULL},
};

static size_t moment_now(const Tui *tui, const void *state) {
  (void)tui;
  const Start *start = state;
  return (start->lengths > 1 ? START_LENGTHS : 0U) + (start->broken_off ? START_BROKEN_OFF : 0U) +
         (start->essential != NULL ? START_LATE : 0U);
}

static void drop_essential(Start *start) {
  routine_free(start->essential);
  start->essential = NULL;
  timeline_free(&start->essential_timeline);
  adaptation_free(&start->late);
}

/* Computes the lengths, and whether a shorter way is offered: not to who chose a step to begin at.
 */
static void build(const Tui *tui, Start *start) {
  Side side = (Side)tui->app->settings.worse_side;
  timeline_free(&start->timeline);
  timeline_build(start->routine, side, &start->timeline);
  drop_essential(start);
  if (start->step == 0 && app_is_late(tui->app, start->routine)) {
    start->essential = app_adapt(tui->app, start->routine, true, &start->late);
    timeline_build(start->essential, side, &start->essential_timeline);
  }
  start->shorter = start->shorter && start->essential != NULL;
}

/* What will start. */
static const Timeline *timeline_now(const Start *start) {
  return start->shorter ? &start->essential_timeline : &start->timeline;
}

/* What is left of the timeline from the step on at which it will start. */
static Millis total_from(const Start *start) {
  const Timeline *timeline = timeline_now(start);
  Millis total = 0;
  for (size_t i = 0; i < timeline->count; i++) {
    const Beat *beat = &timeline->beats[i];
    total += beat->step >= start->step ? beat->length : 0;
  }
  return total;
}

/* "10 min 6 s, ends 22:41", and what waits for the user. */
static char *total_words(const Start *start, const Frame *frame) {
  char length[WORDS_SIZE];
  char end[WORDS_SIZE];
  Millis total = total_from(start);
  Timeline rest = {.total = total, .waits = timeline_now(start)->waits};
  words_total(&rest, length);
  words_end(frame->wall, total, end);
  if (rest.waits == 0) {
    return mem_format(_("%s, ends %s"), length, end);
  }
  return mem_format(language_plural("%s, ends about %s; %d step waits for you",
                                    "%s, ends about %s; %d steps wait for you",
                                    (unsigned long)rest.waits),
                    length, end, rest.waits);
}

/* What must be read before anything else. */
static void fill_warnings(const Start *start, Page *page) {
  page_text(page, ROLE_STRONG, start->note);
  page_gap(page);
  if (start->waiting) {
    page_format(page, ROLE_TEXT, "%s Your profile, at home, changes that.",
                _(app_stretches_left_out));
    page_gap(page);
  }
}

/* Columns before the facts. */
static int label_columns(void) {
  int columns = 0;
  for (size_t i = 0; i < LABELS; i++) {
    int width = text_width(_(labels[i])) + LABEL_GAP;
    columns = width > columns ? width : columns;
  }
  return columns < LABEL_COLUMNS_MAX ? columns : LABEL_COLUMNS_MAX;
}

static void add_fact(Page *page, size_t label, const char *text) {
  page_label(page, ROLE_TEXT, _(labels[label]), label_columns(), text);
}

static void fill_page(const Start *start, Page *page) {
  const Routine *routine = start->routine;
  fill_warnings(start, page);
  char *equipment = texts_joined(&routine->equipment);
  char *evidence = words_evidence(routine);
  char *adapted = app_adapted_text(&start->what);
  page_text(page, ROLE_TEXT, adapted);
  page_gap(page);
  page_text(page, ROLE_TEXT, routine->about);
  page_gap(page);
  add_fact(page, LABEL_EVIDENCE, evidence);
  add_fact(page, LABEL_WHEN, routine->when);
  add_fact(page, LABEL_POSITION, routine->position);
  add_fact(page, LABEL_NEED, equipment);
  if (start->step > 0) {
    add_fact(page, LABEL_FROM, routine->steps[start->step].title);
  }
  page_gap(page);
  page_text(page, ROLE_FAINT, routine->note);
  free(adapted);
  free(evidence);
  free(equipment);
}

/* "Length   5 min  [10 min]  15 min": the chosen one stands in brackets. */
static void draw_lengths(const Start *start, Frame *frame, Box box) {
  const LengthList *lengths = routine_lengths(start->routine);
  int before = label_columns();
  Box label = {box.row, box.column, 1, before - 1};
  draw_text(frame, label, ROLE_FAINT, ALIGN_LEFT, _(labels[LABEL_LENGTH]));
  box.column += before;
  box.columns -= before;
  for (size_t i = 0; i < lengths->count && box.columns > 0; i++) {
    char length[FORMAT_SIZE];
    format_length(lengths->at[i], length);
    bool chosen = i == start->length;
    char *text = mem_format(chosen ? "[%s]" : " %s ", length);
    draw_text(frame, box, chosen ? ROLE_STRONG : ROLE_TEXT, ALIGN_LEFT, text);
    box.column += text_width(text) + 1;
    box.columns -= text_width(text) + 1;
    free(text);
  }
}

/* One row at the bottom of the box; the box ends above it, and above a gap. */
static Box take_row(Box *box, int rows, int gap) {
  box->rows -= rows;
  Box row = {box->row + box->rows, box->column, rows, box->columns};
  box->rows -= gap;
  return row;
}

/* One of the two ways on a late evening, the chosen one with a mark. Returns the rows used. */
static int draw_way(Frame *frame, Box box, bool chosen, const char *text) {
  Role role = chosen ? ROLE_STRONG : ROLE_TEXT;
  draw_text(frame, box, role, ALIGN_LEFT, chosen ? ">" : "");
  if (chosen) {
    frame_cursor(frame, box.row, box.column);
  }
  box.column += WAY_INDENT;
  box.columns -= WAY_INDENT;
  return draw_wrapped(frame, box, role, ALIGN_LEFT, text);
}

/* "All of it, until 23:10", "Shorter, until 22:58: without Calf massage". Release both with free().
 */
static void late_words(const Start *start, WallTime wall, char *ways[2]) {
  char all[WORDS_SIZE];
  char shorter[WORDS_SIZE];
  words_end(wall, start->timeline.total, all);
  words_end(wall, start->essential_timeline.total, shorter);
  char *titles = texts_joined(&start->late.dropped);
  ways[0] = mem_format(_("All of it, until %s"), all);
  ways[1] = mem_format(_("Shorter, until %s: without %s"), shorter, titles);
  free(titles);
}

/* Takes the two ways off the bottom of the box; a long list of titles ends in dots. */
static void draw_late(const Start *start, Frame *frame, Box *box, int gap) {
  char *ways[2];
  late_words(start, frame->wall, ways);
  int rows = wrapped_rows(ways[1], box->columns - WAY_INDENT);
  rows = rows < WAY_ROWS_MAX ? rows : WAY_ROWS_MAX;
  Box place = take_row(box, 1 + rows, gap);
  int used = draw_way(frame, place, !start->shorter, ways[0]);
  draw_way(frame, box_below(place, used), start->shorter, ways[1]);
  free(ways[0]);
  free(ways[1]);
}

static void draw_countdown(const Start *start, Frame *frame, Box box) {
  char key[KEY_LABEL_SIZE];
  frame_key(frame, start->held ? ACTION_START_NOW : ACTION_WAIT, key);
  if (start->held) {
    draw_format(frame, box, ROLE_STRONG, ALIGN_LEFT, "%s starts.", key);
  } else {
    Millis left = moment_since(start->starts, frame->now);
    int seconds = left > 0 ? (int)((left + MS_PER_S - 1) / MS_PER_S) : 0;
    draw_format(frame, box, ROLE_STRONG, ALIGN_LEFT, "Starts in %d. %s waits.", seconds, key);
  }
  frame_cursor(frame, box.row, box.column);
}

static void draw(Tui *tui, void *state, Frame *frame) {
  Start *start = state;
  Box box = frame_column(frame);
  box.rows = box.rows > READING_ROWS ? READING_ROWS : box.rows;
  int gap = frame->rows >= ROOMY_ROWS ? 1 : 0;
  draw_footer(frame, frame_column(frame), &start_lists[moment_now(tui, start)]);
  draw_text(frame, box, ROLE_STRONG, ALIGN_LEFT, start->routine->title);
  char *total = total_words(start, frame);
  int used = draw_wrapped(frame, box_below(box, 1), ROLE_TEXT, ALIGN_LEFT, total);
  free(total);
  box = box_below(box, 1 + used + gap);
  box.rows -= gap;
  Box row = take_row(&box, wrapped_rows(_(disclaimer), box.columns), gap);
  draw_wrapped(frame, row, ROLE_FAINT, ALIGN_LEFT, _(disclaimer));
  draw_countdown(start, frame, take_row(&box, 1, gap));
  if (start->problem.text[0] != '\0') {
    draw_text(frame, take_row(&box, 1, gap), ROLE_TEXT, ALIGN_LEFT, start->problem.text);
  }
  if (start->broken_off) {
    char key[KEY_LABEL_SIZE];
    frame_key(frame, ACTION_TAKE_UP, key);
    draw_format(frame, take_row(&box, 1, gap), ROLE_TEXT, ALIGN_LEFT,
                "Or %s: go on with \"%s\" at step %d of %zu.", key, start->row.title,
                start->row.step + 1, start->row.step_count);
  }
  if (start->essential != NULL) {
    draw_late(start, frame, &box, gap);
  }
  if (start->lengths > 1) {
    draw_lengths(start, frame, take_row(&box, 1, gap));
  }
  Page page = {.width = box.columns - 1};
  fill_page(start, &page);
  page_draw(frame, &page, box, &start->scroll);
  page_free(&page);
}

static void close_start(void *state) {
  Start *start = state;
  timeline_free(&start->timeline);
  routine_free(start->routine);
  adaptation_free(&start->what);
  drop_essential(start);
  free(start->note);
  if (start->broken_off) {
    session_row_free(&start->row);
  }
}

static void begin(Tui *tui, Start *start) {
  if (start->broken_off) {
    app_session_close_row(tui->app, &start->row, NULL);
  }
  Routine **chosen = start->shorter ? &start->essential : &start->routine;
  Routine *routine = *chosen;
  int step = start->step;
  *chosen = NULL;
  tui_close_down_to(tui, &screen_start);
  app_session_start(tui->app, routine, step);
  run_open(tui);
}

static void take_up(Tui *tui, Start *start) {
  if (!app_session_resume(tui->app, &start->row, &start->problem)) {
    session_row_free(&start->row);
    start->broken_off = false;
    start->held = true;
    return;
  }
  tui_close_down_to(tui, &screen_start);
  run_open(tui);
}

static void choose_length(const Tui *tui, Start *start, int by) {
  if (by < 0 && start->length > 0) {
    start->length--;
  } else if (by > 0 && start->length + 1 < start->lengths) {
    start->length++;
  }
  routine_choose_length(start->routine, start->length);
  build(tui, start);
}

static void act(Tui *tui, void *state, Action action, int key) {
  (void)key;
  Start *start = state;
  switch (action) {
  case ACTION_START_NOW:
    begin(tui, start);
    return;
  case ACTION_TAKE_UP:
    take_up(tui, start);
    return;
  case ACTION_RETURN_HOME:
    tui_close(tui);
    return;
  case ACTION_WAIT:
    start->held = !start->held;
    start->starts = moment_after(tui_now(tui), COUNTDOWN_MS);
    return;
  case ACTION_LEFT:
  case ACTION_RIGHT:
    choose_length(tui, start, action == ACTION_LEFT ? -1 : 1);
    break;
  case ACTION_SHORTER:
    start->shorter = !start->shorter;
    break;
  case ACTION_SCROLL_UP:
  case ACTION_SCROLL_DOWN:
    start->scroll += action == ACTION_SCROLL_UP ? -1 : 1;
    break;
  default:
    break;
  }
  start->held = true;
}

static bool deadline(const Tui *tui, const void *state, Moment *when) {
  const Start *start = state;
  *when = deadline_next_minute(tui);
  if (!start->held) {
    Millis left = moment_since(start->starts, tui_now(tui));
    Millis past = left > 0 ? left % MS_PER_S : 0;
    deadline_join(true, when,
                  moment_after(tui_now(tui), past > 0   ? past
                                             : left > 0 ? MS_PER_S
                                                        : 0));
  }
  return true;
}

static void tick(Tui *tui, void *state) {
  Start *start = state;
  bool seen = tui->stack[tui->depth - 1].state == state;
  if (!seen) {
    start->held = true;
  }
  if (!start->held && moment_since(tui_now(tui), start->starts) >= 0) {
    begin(tui, start);
  }
}

static void gap(Tui *tui, void *state) {
  (void)tui;
  Start *start = state;
  start->held = true;
}

const Screen screen_start = {
    .name = N_IN("screen", "start"),
    .state_size = sizeof(Start),
    .lists = start_lists,
    .moment = moment_now,
    .draw = draw,
    .act = act,
    .deadline = deadline,
    .tick = tick,
    .gap = gap,
    .close = close_start,
};

/* Whether something has to be asked before a routine: then that is done, and it is freed. */
static bool ask_first(Tui *tui, Routine *routine, Adaptation *what, int step) {
  const char *name = routine->file != NULL ? routine->file : routine->id;
  if (name == NULL || !agree_open(tui, name, step > 0 ? routine->steps[step].id : NULL)) {
    return false;
  }
  routine_free(routine);
  adaptation_free(what);
  return true;
}

void start_open(Tui *tui, Routine *routine, Adaptation *what, int step) {
  if (ask_first(tui, routine, what, step)) {
    return;
  }
  if (routine->instant) {
    adaptation_free(what);
    app_session_start(tui->app, routine, step);
    run_open(tui);
    return;
  }
  Start *start = tui_open(tui, &screen_start);
  start->routine = routine;
  start->what = *what;
  *what = (Adaptation){0};
  start->step = step;
  start->note = app_clot_note(tui->app);
  start->waiting = app_named_stretches_wait(tui->app, routine->file, NULL);
  const LengthList *offers = routine_lengths(routine);
  start->lengths = offers != NULL ? offers->count : 0;
  start->starts = moment_after(tui_now(tui), COUNTDOWN_MS);
  start->broken_off = app_find_broken_off(tui->app, &start->row);
  build(tui, start);
  start->held = start->broken_off || start->essential != NULL;
}

Routine *start_load(const App *app, const char *name, Adaptation *what, Error *err) {
  *what = (Adaptation){0};
  Diagnostics findings = {0};
  Routine *routine = app_load_routine(app, name, &findings);
  Routine *adapted = NULL;
  if (routine == NULL) {
    fail(err, "%s", findings.count > 0 ? findings.items[0].message : _("it cannot be read"));
  } else {
    adapted = app_adapt(app, routine, false, what);
  }
  if (routine != NULL && adapted == NULL) {
    char *reason = app_nothing_left(app, routine);
    fail(err, "%s", reason);
    free(reason);
    adaptation_free(what);
  }
  diagnostics_free(&findings);
  routine_free(routine);
  return adapted;
}
