/* The list of sessions, newest first. Only the part that is seen is read, so that a hundred
 * thousand of them open as fast as ten. */
#include <stdlib.h>

#include "menu.h"
#include "nightcalf/format.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "review.h"
#include "screens.h"
#include "words.h"

enum {
  MARK_COLUMNS = 2,
  WIDE = 60,
  DATE_COLUMNS = 12,
  TIME_COLUMNS = 7,
  OUTCOME_GAP = 2,
  SIGN_COLUMNS = 2,
  LAST_YEAR = 9999
};

static const char *const caution =
    /* xgettext:no-c-format */
    N_("Done counts hold, work and breathing alone, without getting ready, rests and pauses. "
       "Completed is 80% of it.");

static void forget_lines(SessionList *list) {
  for (size_t i = 0; i < list->line_count; i++) {
    free(list->lines[i].title);
  }
  list->line_count = 0;
}

void review_sessions_forget(ReviewScreen *screen) {
  SessionList *list = &screen->sessions;
  forget_lines(list);
  list->counted = false;
}

/* Counts the sessions from a night on; 0, and what is wrong is told, when they cannot be. */
static int64_t count_from(Tui *tui, ReviewScreen *screen, Night night) {
  const Night last = {civil_day(LAST_YEAR, CALENDAR_MONTHS, 31)};
  Error err = {{0}};
  int64_t count = 0;
  Store *store = app_store(tui->app, STORE_READ, &err);
  if (store == NULL || !store_session_count(store, night, last, &count, &err)) {
    review_notice(screen, words_sentence(err.text));
  }
  return count;
}

void review_sessions_count(Tui *tui, ReviewScreen *screen) {
  SessionList *list = &screen->sessions;
  if (list->counted) {
    return;
  }
  list->counted = true;
  list->count = count_from(tui, screen, (Night){civil_day(1, 1, 1)});
  if (list->selected >= list->count) {
    list->selected = list->count > 0 ? list->count - 1 : 0;
  }
}

void review_sessions_to(Tui *tui, ReviewScreen *screen, Night night) {
  review_sessions_count(tui, screen);
  int64_t later = count_from(tui, screen, (Night){night.day + 1});
  int64_t last = screen->sessions.count - 1;
  screen->sessions.selected = later < last ? later : last > 0 ? last : 0;
}

static bool take_line(void *context, const SessionRow *row) {
  SessionList *list = context;
  list->lines[list->line_count] = (SessionLine){
      .night = row->night,
      .started = row->started,
      .title = mem_copy(row->title),
      .planned = row->planned,
      .done = row->done,
      .outcome = row->outcome,
      .open = row->open,
  };
  list->line_count++;
  return list->line_count < SESSION_LINES;
}

const SessionLine *review_session(Tui *tui, ReviewScreen *screen, int64_t at) {
  SessionList *list = &screen->sessions;
  if (at < list->first || at >= list->first + (int64_t)list->line_count) {
    Error err = {{0}};
    Store *store = app_store(tui->app, STORE_READ, &err);
    forget_lines(list);
    list->first = at > SESSION_LINES / 2 ? at - SESSION_LINES / 2 : 0;
    HistoryFilter filter = {.limit = SESSION_LINES, .skip = list->first};
    if (store == NULL || !store_sessions(store, &filter, take_line, list, &err)) {
      review_notice(screen, words_sentence(err.text));
      return NULL;
    }
  }
  int64_t line = at - list->first;
  return line < (int64_t)list->line_count ? &list->lines[line] : NULL;
}

/* "10:06 of 10:06". */
static char *done_words(const SessionLine *line) {
  char done[FORMAT_SIZE];
  char planned[FORMAT_SIZE];
  format_clock(words_whole_seconds(line->done), done);
  format_clock(line->planned, planned);
  return mem_format(_("%s of %s"), done, planned);
}

static const char *outcome_words(bool open, Outcome outcome) {
  return open ? language_in("session", "open") : _(outcome_name(outcome));
}

/* Columns at the right end: of what was done of what was planned, and of what it came to. */
typedef struct EndColumns {
  int done, outcome;
} EndColumns;

static EndColumns end_columns(void) {
  char *longest = mem_format(_("%s of %s"), "1:10:06", "10:06");
  EndColumns columns = {.done = text_width(longest)};
  free(longest);
  for (int outcome = OUTCOME_PARTIAL; outcome <= OUTCOME_COMPLETED; outcome++) {
    for (int open = 0; open < 2; open++) {
      int width = text_width(outcome_words(open == 1, (Outcome)outcome)) + OUTCOME_GAP;
      columns.outcome = width > columns.outcome ? width : columns.outcome;
    }
  }
  return columns;
}

/* The words at the right end: all of them, or a sign. */
static void draw_outcome(Frame *frame, Box row, const SessionLine *line, bool wide) {
  bool completed = line->outcome == OUTCOME_COMPLETED;
  if (!wide) {
    NightMark mark = completed ? MARK_COMPLETED : MARK_PARTIAL;
    draw_text(frame, row, ROLE_TEXT, ALIGN_RIGHT, night_mark_text(mark, frame->ascii));
    return;
  }
  char *done = done_words(line);
  EndColumns columns = end_columns();
  int from = row.column + row.columns - columns.outcome;
  Box at = {row.row, from - columns.done, 1, columns.done};
  draw_text(frame, at, ROLE_TEXT, ALIGN_RIGHT, done);
  at = (Box){row.row, from + OUTCOME_GAP, 1, columns.outcome - OUTCOME_GAP};
  draw_text(frame, at, completed ? ROLE_TEXT : ROLE_FAINT, ALIGN_LEFT,
            outcome_words(line->open, line->outcome));
  free(done);
}

static void draw_line(Frame *frame, Box row, const SessionLine *line, bool on) {
  bool wide = row.columns >= WIDE;
  Role role = on ? ROLE_STRONG : ROLE_TEXT;
  char date[FORMAT_SIZE];
  char time[FORMAT_SIZE];
  format_date(line->night, date);
  format_time_of_day(line->started, time);
  row.rows = 1;
  if (on) {
    draw_text(frame, row, role, ALIGN_LEFT, ">");
    frame_cursor(frame, row.row, row.column);
  }
  Box at = {row.row, row.column + MARK_COLUMNS, 1, DATE_COLUMNS - 1};
  draw_text(frame, at, role, ALIGN_LEFT, date);
  at.column += DATE_COLUMNS;
  if (wide) {
    draw_text(frame, at, ROLE_FAINT, ALIGN_LEFT, time);
    int columns = text_width(time) + 2;
    at.column += columns > TIME_COLUMNS ? columns : TIME_COLUMNS;
  }
  EndColumns columns = end_columns();
  int end = row.column + row.columns - (wide ? columns.done + columns.outcome : SIGN_COLUMNS);
  at.columns = end - at.column;
  draw_text(frame, at, role, ALIGN_LEFT, line->title);
  draw_outcome(frame, row, line, wide);
}

/* The caution, and where there is no room for words the meaning of the signs. */
static int draw_foot(Frame *frame, Box box) {
  bool wide = box.columns >= WIDE;
  char *text = wide ? mem_copy(_(caution))
                    : mem_format(_("%s completed, 80%% or more; %s partial"),
                                 night_mark_text(MARK_COMPLETED, frame->ascii),
                                 night_mark_text(MARK_PARTIAL, frame->ascii));
  int rows = wrapped_rows(text, box.columns);
  draw_wrapped(frame, box_below(box, box.rows - rows), ROLE_FAINT, ALIGN_LEFT, text);
  free(text);
  return rows;
}

void review_sessions_draw(Tui *tui, ReviewScreen *screen, Frame *frame, Box box) {
  SessionList *list = &screen->sessions;
  bool roomy = frame->rows >= ROOMY_ROWS;
  review_sessions_count(tui, screen);
  if (list->count == 0) {
    screen->page_rows = 1;
    frame_cursor(frame, box.row, box.column);
    draw_wrapped(frame, box, ROLE_TEXT, ALIGN_LEFT,
                 _("No session is on record yet. Each one that you start is kept by itself."));
    return;
  }
  box.rows -= draw_foot(frame, box) + (roomy ? 1 : 0);
  draw_format(frame, box, ROLE_FAINT, ALIGN_LEFT, "Newest first: %lld of %lld",
              (long long)list->selected + 1, (long long)list->count);
  box = box_below(box, roomy ? 2 : 1);
  int64_t rows = box.rows > 0 ? box.rows : 0;
  int64_t first =
      (int64_t)menu_first(frame, (size_t)list->count, (size_t)list->selected, (size_t)rows);
  int64_t shown = list->count - first < rows ? list->count - first : rows;
  for (int64_t i = 0; i < shown; i++) {
    const SessionLine *line = review_session(tui, screen, first + i);
    if (line != NULL) {
      draw_line(frame, box_below(box, (int)i), line, first + i == list->selected);
    }
  }
  box.rows = (int)shown;
  menu_more(frame, box, first > 0, first + shown < list->count);
  screen->page_rows = shown > 1 ? (int)shown - 1 : 1;
}
