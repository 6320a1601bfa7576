/* What is about to start: what it is, how long it takes and what is known about it. Five seconds
 * later it starts by itself, unless a key holds it back. */
#include <stdlib.h>

#include "nightcalf/format.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "page.h"
#include "screens.h"
#include "words.h"

enum { COUNTDOWN_MS = 5000, MS_PER_S = 1000, LABEL_COLUMNS = 11 };

static const char disclaimer[] = "General information, not medical advice. Stop if it hurts.";

typedef struct Start {
  Routine *routine;
  Timeline timeline;
  int step;
  size_t length, lengths; /* which of how many lengths; 0: none is offered */
  bool held;
  Moment starts; /* when not held */
  bool broken_off;
  SessionRow row; /* when broken_off */
  Error problem;
  int scroll;
} Start;

/* The actions differ by what is offered. */
typedef enum StartMoment { START_PLAIN, START_LENGTHS, START_BROKEN_OFF, START_BOTH } StartMoment;

static const ActionList start_lists[] = {
    [START_PLAIN] = {"Before it starts",
                     {ACTION_START_NOW, ACTION_WAIT, ACTION_SCROLL_UP, ACTION_SCROLL_DOWN,
                      ACTION_HELP, ACTION_RETURN_HOME}},
    [START_LENGTHS] = {"Before it starts, with a length to choose",
                       {ACTION_START_NOW, ACTION_WAIT, ACTION_LEFT, ACTION_RIGHT, ACTION_SCROLL_UP,
                        ACTION_SCROLL_DOWN, ACTION_HELP, ACTION_RETURN_HOME}},
    [START_BROKEN_OFF] = {"Before it starts, when a session was broken off",
                          {ACTION_START_NOW, ACTION_TAKE_UP, ACTION_WAIT, ACTION_SCROLL_UP,
                           ACTION_SCROLL_DOWN, ACTION_HELP, ACTION_RETURN_HOME}},
    [START_BOTH] = {"Before it starts, with both",
                    {ACTION_START_NOW, ACTION_TAKE_UP, ACTION_WAIT, ACTION_LEFT, ACTION_RIGHT,
                     ACTION_SCROLL_UP, ACTION_SCROLL_DOWN, ACTION_HELP, ACTION_RETURN_HOME}},
    {.title = NULL},
};

static size_t moment_now(const Tui *tui, const void *state) {
  (void)tui;
  const Start *start = state;
  if (start->broken_off) {
    return start->lengths > 1 ? START_BOTH : START_BROKEN_OFF;
  }
  return start->lengths > 1 ? START_LENGTHS : START_PLAIN;
}

/* The step whose lengths stand for all: the first that offers the most. NULL: none offers any. */
static const Step *step_with_lengths(const Routine *routine) {
  const Step *found = NULL;
  for (size_t i = 0; i < routine->step_count; i++) {
    size_t count = routine->steps[i].lengths.count;
    if (count > 0 && (found == NULL || count > found->lengths.count)) {
      found = &routine->steps[i];
    }
  }
  return found;
}

static void build(const Tui *tui, Start *start) {
  timeline_free(&start->timeline);
  timeline_build(start->routine, (Side)tui->app->settings.worse_side, &start->timeline);
}

/* What is left of the timeline from the step on at which it will start. */
static Millis total_from(const Start *start) {
  Millis total = 0;
  for (size_t i = 0; i < start->timeline.count; i++) {
    const Beat *beat = &start->timeline.beats[i];
    total += beat->step >= start->step ? beat->length : 0;
  }
  return total;
}

/* "10 min 6 s, ends 22:41", and what waits for the user. */
static char *total_words(const Start *start, const Frame *frame) {
  char length[WORDS_SIZE];
  char end[WORDS_SIZE];
  Millis total = total_from(start);
  Timeline rest = {.total = total, .waits = start->timeline.waits};
  words_total(&rest, length);
  words_end(frame->wall, total, end);
  if (rest.waits == 0) {
    return mem_format("%s, ends %s", length, end);
  }
  return mem_format("%s, ends about %s; %d step%s for you", length, end, rest.waits,
                    rest.waits == 1 ? " waits" : "s wait");
}

static void fill_page(const Start *start, Page *page) {
  const Routine *routine = start->routine;
  char *equipment = mem_copy("");
  for (size_t i = 0; i < routine->equipment.count; i++) {
    char *longer = mem_format("%s%s%s", equipment, i > 0 ? ", " : "", routine->equipment.at[i]);
    free(equipment);
    equipment = longer;
  }
  char *evidence = words_evidence(routine);
  page_text(page, ROLE_TEXT, routine->about);
  page_gap(page);
  page_label(page, ROLE_TEXT, "Evidence", LABEL_COLUMNS, evidence);
  page_label(page, ROLE_TEXT, "When", LABEL_COLUMNS, routine->when);
  page_label(page, ROLE_TEXT, "Position", LABEL_COLUMNS, routine->position);
  page_label(page, ROLE_TEXT, "You need", LABEL_COLUMNS, equipment);
  if (start->step > 0) {
    page_label(page, ROLE_TEXT, "From", LABEL_COLUMNS, routine->steps[start->step].title);
  }
  page_gap(page);
  page_text(page, ROLE_FAINT, routine->note);
  free(evidence);
  free(equipment);
}

/* "Length   5 min  [10 min]  15 min": the chosen one stands in brackets. */
static void draw_lengths(const Start *start, Frame *frame, Box box) {
  const LengthList *lengths = &step_with_lengths(start->routine)->lengths;
  draw_text(frame, box, ROLE_FAINT, ALIGN_LEFT, "Length");
  box.column += LABEL_COLUMNS;
  box.columns -= LABEL_COLUMNS;
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

static void draw_countdown(const Start *start, Frame *frame, Box box) {
  if (start->held) {
    draw_text(frame, box, ROLE_STRONG, ALIGN_LEFT, "Enter starts.");
  } else {
    Millis left = moment_since(start->starts, frame->now);
    int seconds = left > 0 ? (int)((left + MS_PER_S - 1) / MS_PER_S) : 0;
    draw_format(frame, box, ROLE_STRONG, ALIGN_LEFT, "Starts in %d. Space waits.", seconds);
  }
  frame_cursor(frame, box.row, box.column);
}

/* One row at the bottom of the box; the box ends above it, and above a gap. */
static Box take_row(Box *box, int rows, int gap) {
  box->rows -= rows;
  Box row = {box->row + box->rows, box->column, rows, box->columns};
  box->rows -= gap;
  return row;
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
  Box row = take_row(&box, wrapped_rows(disclaimer, box.columns), gap);
  draw_wrapped(frame, row, ROLE_FAINT, ALIGN_LEFT, disclaimer);
  draw_countdown(start, frame, take_row(&box, 1, gap));
  if (start->problem.text[0] != '\0') {
    draw_text(frame, take_row(&box, 1, gap), ROLE_TEXT, ALIGN_LEFT, start->problem.text);
  }
  if (start->broken_off) {
    draw_format(frame, take_row(&box, 1, gap), ROLE_TEXT, ALIGN_LEFT,
                "Or r: go on with \"%s\" at step %d of %zu.", start->row.title, start->row.step + 1,
                start->row.step_count);
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
  if (start->broken_off) {
    session_row_free(&start->row);
  }
}

static void begin(Tui *tui, Start *start) {
  if (start->broken_off) {
    app_session_close_row(tui->app, &start->row, NULL);
  }
  Routine *routine = start->routine;
  int step = start->step;
  start->routine = NULL;
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
    .name = "start",
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

void start_open(Tui *tui, Routine *routine, int step) {
  if (routine->instant) {
    app_session_start(tui->app, routine, step);
    run_open(tui);
    return;
  }
  Start *start = tui_open(tui, &screen_start);
  start->routine = routine;
  start->step = step;
  const Step *offers = step_with_lengths(routine);
  start->lengths = offers != NULL ? offers->lengths.count : 0;
  start->starts = moment_after(tui_now(tui), COUNTDOWN_MS);
  start->broken_off = app_find_broken_off(tui->app, &start->row);
  start->held = start->broken_off;
  build(tui, start);
}
