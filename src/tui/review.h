/* The review screen in parts: what it holds, and the views it switches between. For the files of
 * this folder that begin with review_ and for screen_review.c. */
#ifndef NIGHTCALF_TUI_REVIEW_H
#define NIGHTCALF_TUI_REVIEW_H

#include "calendar.h"
#include "chart.h"
#include "entry.h"
#include "nightcalf/app_review.h"
#include "page.h"
#include "tui.h"

typedef enum ReviewView {
  VIEW_MONTH,
  VIEW_YEAR,
  VIEW_SESSIONS,
  VIEW_TRENDS,
  VIEW_COMPARE,
  VIEW_TRIAL,
  VIEW_PATTERN,
  VIEW_COUNT
} ReviewView;

/* Moments beyond the views: something is typed, or asked. */
enum { REVIEW_DATE = VIEW_COUNT, REVIEW_QUESTION, REVIEW_MOMENTS };

/* How far back a view looks. */
typedef enum ReviewSpan { SPAN_8_WEEKS, SPAN_26_WEEKS, SPAN_YEAR, SPAN_ALL, SPAN_COUNT } ReviewSpan;

/* What the trends draw. */
typedef enum Trend { TREND_CRAMPS, TREND_SEVERITY, TREND_ROUTINE, TREND_COUNT } Trend;

/* What the year marks its nights with. Where a cell has no room for both, BOTH is the routine. */
typedef enum YearSigns { SIGNS_BOTH, SIGNS_CRAMPS, SIGNS_ROUTINE, SIGNS_COUNT } YearSigns;

/* What is asked in the view of the trial. */
typedef enum Question {
  QUESTION_BEGIN,
  QUESTION_FORGET,
  QUESTION_FAIR,
  QUESTION_FAIR_FORGET
} Question;

/* A session as a line of the list. */
typedef struct SessionLine {
  Night night;
  WallTime started;
  char *title;
  Millis planned, done;
  Outcome outcome;
  bool open;
} SessionLine;

enum { SESSION_LINES = 64 };

/* A part of the list of sessions; the rest is in the record. */
typedef struct SessionList {
  bool counted;  /* count is known */
  int64_t count; /* of all */
  int64_t selected;
  int64_t first; /* the one that lines[0] is */
  size_t line_count;
  SessionLine lines[SESSION_LINES];
} SessionList;

typedef struct ReviewScreen {
  ReviewView view;
  bool leave_old; /* entries over a week late do not count, for now */
  bool read;      /* record is filled */
  AppReview record;
  char *notice;    /* what has just been done, or went wrong; NULL */
  Night marked;    /* in the calendars */
  YearSigns signs; /* of the year */
  ReviewSpan span[VIEW_COUNT];
  int scroll[VIEW_COUNT];
  int page_rows; /* of the view, at the last drawing */
  Trend trend;
  SessionList sessions;
  bool compared; /* insights are those of... */
  Period compared_over;
  Insights insights;
  bool dating; /* a date is typed */
  Entry date;
  bool asking;
  Question question;
  size_t answer;
} ReviewScreen;

/* Says something below the heading until the next key; takes text over. */
void review_notice(ReviewScreen *screen, char *text);
/* Finds out anew what is on record, and reads nothing of it yet. What cannot be read is told. */
void review_read(Tui *tui, ReviewScreen *screen);
/* Reads what the view looks at, unless it is there. What cannot be read is told. */
void review_reach(Tui *tui, ReviewScreen *screen);
/* The nights that a view looks at; of no nights when nothing is on record. */
Period review_period(const ReviewScreen *screen, ReviewView view);
/* The night that "tonight" means to who begins something: in the morning the one to come. */
Night review_coming_night(const App *app);
/* "26 weeks", "all nights". */
const char *review_span_words(ReviewSpan span);

/* What a calendar marks a night with; each is a sign of its own, whatever the colours. */
typedef enum NightMark {
  MARK_NONE, /* no night to speak of: before the record, or still to come */
  MARK_MISSED,
  MARK_PARTIAL,
  MARK_COMPLETED,
  MARK_EXCUSED,
  MARK_COUNT
} NightMark;
NightMark night_mark(const AppReview *record, Night night);
const char *night_mark_text(NightMark mark, bool ascii);
void night_mark_draw(Frame *frame, int row, int column, Role role, NightMark mark);
/* The number of cramps in at most `columns` (1 or 2) signs: "0", "12" ("+" from 10 on where there
 * is one), "" where none is recorded, "?" where some are described but the night is not closed. */
void night_cramps(const AppReview *record, Night night, int columns, char text[4]);
/* "Sat 2026-11-21: routine done; 2 cramps"; in few columns "Sat 2026-11-21: done; 2 cramps".
 * Release with free(). */
char *night_words(const AppReview *record, Night night, int columns);
/* "12 cramps, 20 nights", counted in these nights: what is over of them. Release with free(). */
char *nights_words(const AppReview *record, Period period);
/* What the signs mean, in lines to be looked up: *count of them. */
const char *const *night_legend(const Frame *frame, size_t *count);

/* The views. Each draws into the box below the heading... */
void review_month_draw(ReviewScreen *screen, Frame *frame, Box box);
void review_year_draw(ReviewScreen *screen, Frame *frame, Box box);
/* The next of the signs that this many columns of the terminal can show. */
void review_year_signs(ReviewScreen *screen, int columns);
void review_sessions_draw(Tui *tui, ReviewScreen *screen, Frame *frame, Box box);
void review_trends_draw(ReviewScreen *screen, Frame *frame, Box box);
void review_pattern_draw(ReviewScreen *screen, Frame *frame, Box box);
void review_compare_draw(ReviewScreen *screen, Frame *frame, Box box);
void review_trial_draw(const Tui *tui, ReviewScreen *screen, Frame *frame, Box box);
/* Draws a view's page with what is to be kept in mind below it, and notes its rows. Where there is
 * little room that comes at the end of the page. */
void review_page_draw(ReviewScreen *screen, Frame *frame, Box box, Page *page, const char *caution);
/* What is to be kept in mind about a view; brief: on one line of 38 columns. */
typedef struct ReviewCaution {
  const char *whole, *brief;
} ReviewCaution;
/* Draws a chart under its heading, likewise. */
void review_chart_draw(ReviewScreen *screen, Frame *frame, Box box, const Chart *chart,
                       const Page *head, const ReviewCaution *caution);

/* The line of that number, read from the record where it is not at hand; NULL: it cannot be. */
const SessionLine *review_session(Tui *tui, ReviewScreen *screen, int64_t at);
/* Forgets what was read. */
void review_sessions_forget(ReviewScreen *screen);
/* Counts them all, once; the mark is then in range. */
void review_sessions_count(Tui *tui, ReviewScreen *screen);
/* The mark goes to the newest session of that night or of one before it. */
void review_sessions_to(Tui *tui, ReviewScreen *screen, Night night);

/* Asks about the six weeks, or about the fair test; answers; draws what is asked. */
void review_ask(ReviewScreen *screen, Action action);
void review_answer(Tui *tui, ReviewScreen *screen, Action action, int key);
void review_question_draw(const ReviewScreen *screen, Frame *frame, Box box);

#endif
