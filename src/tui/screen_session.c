/* A session of the record: how it went, each step planned against done, per side, and the answers.
 */
#include <stdlib.h>

#include "calendar.h"
#include "nightcalf/format.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "page.h"
#include "screens.h"
#include "words.h"

typedef struct SessionView {
  SessionRow row; /* a copy */
  int scroll;
  int page_rows;
} SessionView;

enum { STEP_COLUMNS_MIN = 40, DONE_COLUMNS = 16, STEP_INDENT = 4 };

static const ActionList session_lists[] = {
    {N_("While a session is open"),
     {ACTION_SCROLL_UP, ACTION_SCROLL_DOWN, ACTION_PAGE_UP, ACTION_PAGE_DOWN, ACTION_CRAMP,
      ACTION_HELP, ACTION_CLOSE}},
    {.title = NULL},
};

/* ---- a copy of what the record gave ---- */

static bool take_row(void *context, const SessionRow *row) {
  SessionRow *copy = context;
  *copy = *row;
  copy->routine = mem_copy(row->routine);
  copy->title = mem_copy(row->title);
  copy->snapshot = NULL;
  copy->steps = mem_new(row->step_count + 1, sizeof *copy->steps);
  for (size_t i = 0; i < row->step_count; i++) {
    copy->steps[i] = row->steps[i];
    copy->steps[i].step_id = mem_copy(row->steps[i].step_id);
    copy->steps[i].title = mem_copy(row->steps[i].title);
    copy->steps[i].kind = mem_copy(row->steps[i].kind);
  }
  copy->answers = mem_new(row->answer_count + 1, sizeof *copy->answers);
  for (size_t i = 0; i < row->answer_count; i++) {
    copy->answers[i] = (Answer){row->answers[i].step, mem_copy(row->answers[i].question),
                                mem_copy(row->answers[i].answer)};
  }
  return false;
}

/* ---- drawing ---- */

/* Night, times, and what it came to. */
static void add_head(const SessionRow *row, Page *page) {
  char date[CALENDAR_TEXT_SIZE];
  char began[FORMAT_SIZE];
  char ended[FORMAT_SIZE];
  char done[FORMAT_SIZE];
  char planned[FORMAT_SIZE];
  char paused[FORMAT_SIZE];
  calendar_date(row->night, date);
  format_time_of_day(row->started, began);
  format_time_of_day(row->ended, ended);
  format_length(words_whole_seconds(row->done), done);
  format_length(row->planned, planned);
  format_length(words_whole_seconds(row->paused), paused);
  page_format(page, ROLE_TEXT, "Night of %s, %s to %s", date, began, ended);
  const char *outcome = _(outcome_name(row->outcome));
  if (row->paused > 0) {
    page_format(page, ROLE_TEXT, "%s done of %s planned, paused %s: %s.", done, planned, paused,
                outcome);
  } else {
    page_format(page, ROLE_TEXT, "%s done of %s planned: %s.", done, planned, outcome);
  }
  page_format(page, ROLE_TEXT,
              row->open ? N_("How it ended: %s; it can still be taken up.")
                        : N_("How it ended: %s."),
              _(ended_by_shown(row->ended_by)));
}

/* "left 0:45, right 0:45", or NULL where no leg has a time of its own. Release with free(). */
static char *sides_words(const StepRecord *record) {
  char left[FORMAT_SIZE];
  char right[FORMAT_SIZE];
  if (record->left == 0 && record->right == 0) {
    return NULL;
  }
  format_clock(words_whole_seconds(record->left), left);
  format_clock(words_whole_seconds(record->right), right);
  return mem_format(_("left %s, right %s"), left, right);
}

static void add_step(const SessionRow *row, size_t at, Page *page) {
  const StepRow *step = &row->steps[at];
  bool wide = page->width >= STEP_COLUMNS_MIN;
  char *number = mem_format("%zu", at + 1);
  char *done = words_done(&step->record, step->outcome);
  char *sides = sides_words(&step->record);
  char *known = sides != NULL ? mem_format("%s; %s", done, sides) : mem_copy(done);
  char *facts = step->record.hurt ? mem_format(_("%s; it hurt"), known) : mem_copy(known);
  Role role = step->outcome == STEP_DONE ? ROLE_TEXT : ROLE_FAINT;
  char *line = mem_format("%s: %s", step->title, _(step_outcome_name(step->outcome)));
  page_label(page, role, number, STEP_INDENT, line);
  page_label(page, ROLE_FAINT, NULL, wide ? 2 * STEP_INDENT : STEP_INDENT, facts);
  for (size_t i = 0; i < row->answer_count; i++) {
    if (row->answers[i].step == (int)at) {
      char *answer = mem_format("%s: %s", row->answers[i].question, row->answers[i].answer);
      page_label(page, ROLE_TEXT, NULL, wide ? 2 * STEP_INDENT : STEP_INDENT, answer);
      free(answer);
    }
  }
  free(line);
  free(facts);
  free(known);
  free(sides);
  free(done);
  free(number);
}

static void draw(Tui *tui, void *state, Frame *frame) {
  (void)tui;
  SessionView *view = state;
  Box box = frame_column(frame);
  int gap = frame->rows >= ROOMY_ROWS ? 1 : 0;
  draw_footer(frame, box, &session_lists[0]);
  draw_text(frame, box, ROLE_STRONG, ALIGN_LEFT, view->row.title);
  frame_cursor(frame, box.row, box.column);
  box = box_below(box, 1 + gap);
  box.rows -= gap;
  Page page = {.width = box.columns - 1};
  add_head(&view->row, &page);
  page_gap(&page);
  for (size_t i = 0; i < view->row.step_count; i++) {
    add_step(&view->row, i, &page);
  }
  page_gap(&page);
  page_text(&page, ROLE_FAINT,
            _("Hold, work and breathing are counted; getting ready, rests and pauses are not."));
  page_draw(frame, &page, box, &view->scroll);
  page_free(&page);
  view->page_rows = box.rows > 1 ? box.rows - 1 : 1;
}

static void act(Tui *tui, void *state, Action action, int key) {
  (void)key;
  SessionView *view = state;
  switch (action) {
  case ACTION_SCROLL_UP:
  case ACTION_SCROLL_DOWN:
    view->scroll += action == ACTION_SCROLL_UP ? -1 : 1;
    break;
  case ACTION_PAGE_UP:
  case ACTION_PAGE_DOWN:
    view->scroll += action == ACTION_PAGE_UP ? -view->page_rows : view->page_rows;
    break;
  default:
    tui_close(tui);
    break;
  }
}

static void close_session(void *state) {
  session_row_free(&((SessionView *)state)->row);
}

const Screen screen_session = {
    .name = N_IN("screen", "session"),
    .state_size = sizeof(SessionView),
    .lists = session_lists,
    .draw = draw,
    .act = act,
    .close = close_session,
};

void session_open(Tui *tui, const HistoryFilter *filter) {
  Error err = {{0}};
  SessionRow row = {0};
  HistoryFilter one = *filter;
  one.limit = 1;
  Store *store = app_store(tui->app, STORE_READ, &err);
  if (store == NULL || !store_sessions(store, &one, take_row, &row, &err)) {
    char *sentence = words_sentence(err.text);
    card_open(tui, mem_format("%s\n\n%s", _("Session"), sentence));
    free(sentence);
  } else if (row.title != NULL) {
    SessionView *view = tui_open(tui, &screen_session);
    view->row = row;
  }
}
