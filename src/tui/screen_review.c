/* The review: one screen with seven views of what is on record. The views draw in the files that
 * begin with review_; here they are switched and keys are answered. */
#include <stdlib.h>
#include <string.h>

#include "menu.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "review.h"
#include "screens.h"

enum { MONTHS_A_YEAR = 12, TAB_GAP = 2, FIRST_YEAR = 1900, DATE_GAP = 3, DATE_COLUMNS = 11 };

static const char *const view_names[VIEW_COUNT] = {
    [VIEW_MONTH] = N_("Month"),   [VIEW_YEAR] = N_("Year"),       [VIEW_SESSIONS] = N_("Sessions"),
    [VIEW_TRENDS] = N_("Trends"), [VIEW_COMPARE] = N_("Compare"), [VIEW_TRIAL] = N_("Trial"),
    [VIEW_PATTERN] = N_("Where"),
};

static const ActionList review_lists[] = {
    [VIEW_MONTH] = {N_("In the calendar of a month"),
                    {ACTION_OPEN_NIGHT, ACTION_VIEW_NEXT, ACTION_NIGHT_BACK, ACTION_MONTH_BACK,
                     ACTION_EDIT_NIGHT, ACTION_NIGHT_DATE, ACTION_SEARCH_NOTES, ACTION_LATE_OUT,
                     ACTION_NIGHT_ON, ACTION_WEEK_BACK, ACTION_WEEK_ON, ACTION_MONTH_ON,
                     ACTION_NIGHT_LAST, ACTION_VIEW_BACK, ACTION_VIEW_NUMBER, ACTION_CRAMP,
                     ACTION_HELP, ACTION_LEAVE_LIST}},
    [VIEW_YEAR] = {N_("In the calendar of a year"),
                   {ACTION_OPEN_NIGHT, ACTION_VIEW_NEXT, ACTION_MONTH_UP, ACTION_YEAR_BACK,
                    ACTION_SIGNS, ACTION_EDIT_NIGHT, ACTION_NIGHT_DATE, ACTION_SEARCH_NOTES,
                    ACTION_LATE_OUT, ACTION_NIGHT_BACK, ACTION_NIGHT_ON, ACTION_MONTH_DOWN,
                    ACTION_YEAR_ON, ACTION_NIGHT_LAST, ACTION_VIEW_BACK, ACTION_VIEW_NUMBER,
                    ACTION_CRAMP, ACTION_HELP, ACTION_LEAVE_LIST}},
    [VIEW_SESSIONS] = {N_("In the list of sessions"),
                       {ACTION_OPEN_SESSION, ACTION_VIEW_LEFT, ACTION_UP, ACTION_NIGHT_DATE,
                        ACTION_SEARCH_NOTES, ACTION_DOWN, ACTION_PAGE_UP, ACTION_PAGE_DOWN,
                        ACTION_NIGHT_LAST, ACTION_VIEW_RIGHT, ACTION_VIEW_NUMBER, ACTION_CRAMP,
                        ACTION_HELP, ACTION_LEAVE_LIST}},
    [VIEW_TRENDS] = {N_("In the trends"),
                     {ACTION_TREND, ACTION_SPAN_MORE, ACTION_VIEW_LEFT, ACTION_SCROLL_UP,
                      ACTION_LATE_OUT, ACTION_SEARCH_NOTES, ACTION_SPAN_LESS, ACTION_SCROLL_DOWN,
                      ACTION_PAGE_UP, ACTION_PAGE_DOWN, ACTION_VIEW_RIGHT, ACTION_VIEW_NUMBER,
                      ACTION_CRAMP, ACTION_HELP, ACTION_LEAVE_LIST}},
    [VIEW_COMPARE] = {N_("In the comparisons"),
                      {ACTION_SCROLL_UP, ACTION_SPAN_MORE, ACTION_VIEW_LEFT, ACTION_PICK_HABITS,
                       ACTION_LATE_OUT, ACTION_SEARCH_NOTES, ACTION_SPAN_LESS, ACTION_SCROLL_DOWN,
                       ACTION_PAGE_UP, ACTION_PAGE_DOWN, ACTION_VIEW_RIGHT, ACTION_VIEW_NUMBER,
                       ACTION_CRAMP, ACTION_HELP, ACTION_LEAVE_LIST}},
    [VIEW_TRIAL] = {N_("In the trial"),
                    {ACTION_START_TRIAL, ACTION_FAIR_TEST, ACTION_VIEW_LEFT, ACTION_SCROLL_UP,
                     ACTION_LATE_OUT, ACTION_SEARCH_NOTES, ACTION_SCROLL_DOWN, ACTION_PAGE_UP,
                     ACTION_PAGE_DOWN, ACTION_VIEW_RIGHT, ACTION_VIEW_NUMBER, ACTION_CRAMP,
                     ACTION_HELP, ACTION_LEAVE_LIST}},
    [VIEW_PATTERN] = {N_("In where and when"),
                      {ACTION_SCROLL_UP, ACTION_SPAN_MORE, ACTION_VIEW_LEFT, ACTION_LATE_OUT,
                       ACTION_SEARCH_NOTES, ACTION_SPAN_LESS, ACTION_SCROLL_DOWN, ACTION_PAGE_UP,
                       ACTION_PAGE_DOWN, ACTION_VIEW_RIGHT, ACTION_VIEW_NUMBER, ACTION_CRAMP,
                       ACTION_HELP, ACTION_LEAVE_LIST}},
    [REVIEW_DATE] = {N_("While you type a date"),
                     {ACTION_TAKE_NAME, ACTION_CRAMP_TYPING, ACTION_HELP_TYPING, ACTION_DROP_NAME}},
    [REVIEW_QUESTION] = {N_("When asked about the trial"),
                         {ACTION_CONFIRM, ACTION_UP, ACTION_DOWN, ACTION_DIGIT, ACTION_CRAMP,
                          ACTION_HELP, ACTION_STAY}},
    {.title = NULL},
};

static size_t moment_now(const Tui *tui, const void *state) {
  (void)tui;
  const ReviewScreen *screen = state;
  return screen->dating ? REVIEW_DATE : screen->asking ? REVIEW_QUESTION : (size_t)screen->view;
}

void review_notice(ReviewScreen *screen, char *text) {
  free(screen->notice);
  screen->notice = text;
}

/* ---- drawing ---- */

/* Columns of all the views with their numbers, one of them in brackets. */
static int tabs_columns(void) {
  int columns = 2;
  for (int i = 0; i < VIEW_COUNT; i++) {
    columns += 2 + text_width(_(view_names[i])) + (i > 0 ? TAB_GAP : 0);
  }
  return columns;
}

/* The views with their numbers, this one in brackets; where that is too wide, its name alone. */
static void draw_tabs(const ReviewScreen *screen, Frame *frame, Box box) {
  if (box.columns < tabs_columns()) {
    draw_format(frame, box, ROLE_STRONG, ALIGN_LEFT, "Review: %s", _(view_names[screen->view]));
    draw_format(frame, box, ROLE_FAINT, ALIGN_RIGHT, "%d of %d", screen->view + 1, VIEW_COUNT);
    return;
  }
  for (int i = 0; i < VIEW_COUNT; i++) {
    bool on = i == (int)screen->view;
    char *text = mem_format(on ? "[%d %s]" : "%d %s", i + 1, _(view_names[i]));
    draw_text(frame, box, on ? ROLE_STRONG : ROLE_FAINT, ALIGN_LEFT, text);
    int columns = text_width(text) + TAB_GAP;
    box.column += columns;
    box.columns -= columns;
    free(text);
  }
}

/* What is typed, has just been done, or is left out; returns the rows used. */
static int draw_status(const ReviewScreen *screen, Frame *frame, Box box) {
  if (screen->dating) {
    const char *asks = _("Date or day:");
    draw_text(frame, box, ROLE_STRONG, ALIGN_LEFT, asks);
    int at = text_width(asks) + DATE_GAP;
    Box field = {box.row, box.column + at, 1, DATE_COLUMNS};
    draw_glyphs(frame, field.row, field.column, field.columns, ROLE_TRACK, GLYPH_FIELD);
    entry_draw(frame, field, &screen->date, true);
    box.column = field.column + field.columns + 2;
    box.columns -= at + DATE_COLUMNS + 2;
    draw_text(frame, box, ROLE_FAINT, ALIGN_LEFT,
              frame->columns >= ROOMY_COLUMNS ? _("such as 2026-11-21, or 21 of this month")
                                              : NULL);
    return 1;
  }
  if (screen->notice != NULL) {
    box.rows = box.rows > 2 ? 2 : box.rows;
    return draw_wrapped(frame, box, ROLE_STRONG, ALIGN_LEFT, screen->notice);
  }
  if (screen->leave_old) {
    draw_text(frame, box, ROLE_STRONG, ALIGN_LEFT, _("Left out: entries over a week late"));
    return 1;
  }
  return 0;
}

static void draw_nothing(ReviewScreen *screen, Frame *frame, Box box) {
  screen->page_rows = 1;
  frame_cursor(frame, box.row, box.column);
  draw_wrapped(frame, box, ROLE_TEXT, ALIGN_LEFT,
               screen->read
                   ? _("Nothing is recorded yet. Last night takes one key at home; other nights "
                       "are filled in from the calendar (1). Figures come once there are enough "
                       "nights.")
                   : _("There is nothing to show."));
}

static void draw_view(Tui *tui, ReviewScreen *screen, Frame *frame, Box box) {
  bool calendar = screen->view == VIEW_MONTH || screen->view == VIEW_YEAR;
  bool without = calendar || screen->view == VIEW_TRIAL || screen->view == VIEW_SESSIONS;
  if (!screen->read || (!screen->record.any && !without)) {
    draw_nothing(screen, frame, box);
    return;
  }
  switch (screen->view) {
  case VIEW_MONTH:
    review_month_draw(screen, frame, box);
    break;
  case VIEW_YEAR:
    review_year_draw(screen, frame, box);
    break;
  case VIEW_SESSIONS:
    review_sessions_draw(tui, screen, frame, box);
    break;
  case VIEW_TRENDS:
    review_trends_draw(screen, frame, box);
    break;
  case VIEW_COMPARE:
    review_compare_draw(screen, frame, box);
    break;
  case VIEW_TRIAL:
    review_trial_draw(tui, screen, frame, box);
    break;
  default:
    review_pattern_draw(screen, frame, box);
    break;
  }
}

static void draw(Tui *tui, void *state, Frame *frame) {
  ReviewScreen *screen = state;
  review_reach(tui, screen);
  Box box = frame_column(frame);
  int gap = frame->rows >= ROOMY_ROWS ? 1 : 0;
  draw_footer(frame, box, &review_lists[moment_now(tui, screen)]);
  draw_tabs(screen, frame, box);
  box = box_below(box, 1 + gap);
  box.rows -= gap;
  Box status = box;
  int used = screen->dating ? 1 : draw_status(screen, frame, status);
  box = box_below(box, used + (used > 0 ? gap : 0));
  if (screen->asking) {
    review_question_draw(screen, frame, box);
    return;
  }
  draw_view(tui, screen, frame, box);
  if (screen->dating) {
    draw_status(screen, frame, status); /* the cursor rests in the field */
  }
}

/* ---- moving ---- */

static void show_view(ReviewScreen *screen, int view) {
  screen->view = (ReviewView)((view + VIEW_COUNT) % VIEW_COUNT);
}

/* Marks a night: no later than tonight, no earlier than anybody means. */
static void mark_night(const Tui *tui, ReviewScreen *screen, Night night) {
  Night tonight = app_tonight(tui->app);
  int32_t first = civil_day(FIRST_YEAR, 1, 1);
  screen->marked = night.day > tonight.day ? tonight : night.day < first ? (Night){first} : night;
}

static void mark_days(const Tui *tui, ReviewScreen *screen, int days) {
  mark_night(tui, screen, (Night){screen->marked.day + days});
}

static void mark_months(const Tui *tui, ReviewScreen *screen, int months) {
  mark_night(tui, screen, calendar_months_on(screen->marked, months));
}

/* The mark goes to a night, in a calendar or in the list of sessions. */
static void go_to(Tui *tui, ReviewScreen *screen, Night night) {
  mark_night(tui, screen, night);
  if (screen->view == VIEW_SESSIONS) {
    review_sessions_to(tui, screen, screen->marked);
  }
}

static void go_last(Tui *tui, ReviewScreen *screen) {
  Night last = app_night_now(tui->app).last;
  bool there = screen->marked.day == last.day && screen->view != VIEW_SESSIONS;
  go_to(tui, screen, there ? app_tonight(tui->app) : last);
  screen->sessions.selected = screen->view == VIEW_SESSIONS ? 0 : screen->sessions.selected;
}

static void take_date(Tui *tui, ReviewScreen *screen) {
  char *text = entry_text(&screen->date);
  Night night;
  if (text[0] != '\0' && calendar_read(text, screen->marked, &night)) {
    go_to(tui, screen, night);
  } else if (text[0] != '\0') {
    review_notice(screen, mem_format(_("\"%s\" is no date: type one such as 2026-11-21, or a day "
                                       "of this month."),
                                     text));
  }
  free(text);
  screen->dating = false;
  entry_free(&screen->date);
}

/* Moves in the list of sessions or scrolls the view, by so many lines. */
static void move_by(ReviewScreen *screen, int by) {
  if (screen->view != VIEW_SESSIONS) {
    screen->scroll[screen->view] += by;
    return;
  }
  SessionList *list = &screen->sessions;
  int64_t most = list->count > 0 ? list->count - 1 : 0;
  list->selected += by;
  list->selected = list->selected < 0 ? 0 : list->selected > most ? most : list->selected;
}

static void change_span(ReviewScreen *screen, int by) {
  int span = (int)screen->span[screen->view] + by;
  if (span >= 0 && span < SPAN_COUNT) {
    screen->span[screen->view] = (ReviewSpan)span;
    screen->scroll[screen->view] = 0;
  }
}

static void open_session(Tui *tui, const ReviewScreen *screen) {
  if (screen->sessions.count > 0) {
    session_open(tui, &(HistoryFilter){.skip = screen->sessions.selected});
  }
}

static void leave_late_out(Tui *tui, ReviewScreen *screen) {
  screen->leave_old = !screen->leave_old;
  review_read(tui, screen);
  if (!screen->leave_old) {
    review_notice(screen, mem_copy(_("Late entries count again.")));
  }
}

/* What moves in a calendar; false: the action is none of these. */
static bool act_in_calendar(Tui *tui, ReviewScreen *screen, Action action) {
  switch (action) {
  case ACTION_NIGHT_BACK:
  case ACTION_NIGHT_ON:
    mark_days(tui, screen, action == ACTION_NIGHT_BACK ? -1 : 1);
    return true;
  case ACTION_WEEK_BACK:
  case ACTION_WEEK_ON:
    mark_days(tui, screen, action == ACTION_WEEK_BACK ? -REVIEW_WEEK : REVIEW_WEEK);
    return true;
  case ACTION_MONTH_UP:
  case ACTION_MONTH_BACK:
    mark_months(tui, screen, -1);
    return true;
  case ACTION_MONTH_DOWN:
  case ACTION_MONTH_ON:
    mark_months(tui, screen, 1);
    return true;
  case ACTION_YEAR_BACK:
  case ACTION_YEAR_ON:
    mark_months(tui, screen, action == ACTION_YEAR_BACK ? -MONTHS_A_YEAR : MONTHS_A_YEAR);
    return true;
  case ACTION_SIGNS:
    review_year_signs(screen, tui->columns);
    return true;
  case ACTION_NIGHT_LAST:
    go_last(tui, screen);
    return true;
  case ACTION_NIGHT_DATE:
    screen->dating = true;
    return true;
  default:
    return false;
  }
}

/* What moves or changes any other view; false: the action is none of these. */
static bool act_in_view(ReviewScreen *screen, Action action, int key) {
  switch (action) {
  case ACTION_UP:
  case ACTION_SCROLL_UP:
    move_by(screen, -1);
    return true;
  case ACTION_DOWN:
  case ACTION_SCROLL_DOWN:
    move_by(screen, 1);
    return true;
  case ACTION_PAGE_UP:
  case ACTION_PAGE_DOWN:
    move_by(screen, action == ACTION_PAGE_UP ? -screen->page_rows : screen->page_rows);
    return true;
  case ACTION_VIEW_NEXT:
  case ACTION_VIEW_RIGHT:
    show_view(screen, (int)screen->view + 1);
    return true;
  case ACTION_VIEW_BACK:
  case ACTION_VIEW_LEFT:
    show_view(screen, (int)screen->view - 1);
    return true;
  case ACTION_VIEW_NUMBER:
    if (key >= '1' && key < '1' + VIEW_COUNT) {
      show_view(screen, key - '1');
    }
    return true;
  case ACTION_SPAN_MORE:
  case ACTION_SPAN_LESS:
    change_span(screen, action == ACTION_SPAN_MORE ? 1 : -1);
    return true;
  case ACTION_TREND:
    screen->trend = (Trend)((screen->trend + 1) % TREND_COUNT);
    screen->scroll[screen->view] = 0;
    return true;
  default:
    return false;
  }
}

/* What opens another screen or changes what is reviewed. */
static void act_on(Tui *tui, ReviewScreen *screen, Action action) {
  switch (action) {
  case ACTION_OPEN_NIGHT:
    night_open(tui, screen->marked);
    break;
  case ACTION_EDIT_NIGHT:
    diary_open(tui, screen->marked);
    break;
  case ACTION_OPEN_SESSION:
    open_session(tui, screen);
    break;
  case ACTION_SEARCH_NOTES:
    notes_open(tui);
    break;
  case ACTION_PICK_HABITS:
    habits_open(tui);
    break;
  case ACTION_START_TRIAL:
  case ACTION_FAIR_TEST:
    review_ask(screen, action);
    break;
  case ACTION_LATE_OUT:
    leave_late_out(tui, screen);
    break;
  default:
    tui_close(tui);
    break;
  }
}

static void act(Tui *tui, void *state, Action action, int key) {
  ReviewScreen *screen = state;
  if (screen->dating) {
    if (action == ACTION_TAKE_NAME) {
      take_date(tui, screen);
    } else {
      screen->dating = false;
      entry_free(&screen->date);
    }
    return;
  }
  review_notice(screen, NULL);
  if (screen->asking) {
    review_answer(tui, screen, action, key);
  } else if (!act_in_calendar(tui, screen, action) && !act_in_view(screen, action, key)) {
    act_on(tui, screen, action);
  }
}

static bool type(Tui *tui, void *state, int key) {
  (void)tui;
  ReviewScreen *screen = state;
  return screen->dating && entry_key(&screen->date, key);
}

/* A night may have been filled in meanwhile. */
static void shown(Tui *tui, void *state) {
  review_read(tui, state);
}

static void close_review(void *state) {
  ReviewScreen *screen = state;
  insights_free(&screen->insights);
  app_review_close(&screen->record);
  review_sessions_forget(screen);
  entry_free(&screen->date);
  free(screen->notice);
}

const Screen screen_review = {
    .name = N_IN("screen", "review"),
    .state_size = sizeof(ReviewScreen),
    .lists = review_lists,
    .moment = moment_now,
    .draw = draw,
    .act = act,
    .type = type,
    .takes_text = true,
    .shown = shown,
    .close = close_review,
};

void review_open(Tui *tui) {
  ReviewScreen *screen = tui_open(tui, &screen_review);
  screen->leave_old = tui->app->settings.leave_out_late;
  screen->span[VIEW_TRENDS] = SPAN_8_WEEKS;
  screen->span[VIEW_COMPARE] = SPAN_YEAR;
  screen->span[VIEW_PATTERN] = SPAN_YEAR;
  review_read(tui, screen);
  screen->marked = app_night_now(tui->app).last;
}
