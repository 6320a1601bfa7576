/* The calendar of a year: a row a month, a cell a night. Where there is room a cell holds the sign
 * of the routine and the number of cramps, else one of the two. */
#include <stdlib.h>

#include "menu.h"
#include "nightcalf/language.h"
#include "nightcalf/text.h"
#include "review.h"

enum {
  MARK_COLUMNS = 1,
  CELL_WIDE = 2,
  DAY_STEP = 5,
  DAY_TEXT = 2,
  WIDE = 75 /* columns of a terminal in which cells are wide */
};

/* Columns before the first day: the sign of the marked month, its name, a gap. */
static int name_columns(void) {
  int columns = 0;
  for (int month = 1; month <= CALENDAR_MONTHS; month++) {
    int name = text_width(calendar_month_short(month));
    columns = name > columns ? name : columns;
  }
  return MARK_COLUMNS + columns + 1;
}

/* The days above the columns: 1, 5, 10... */
static void draw_days(Frame *frame, Box box, int names, int width) {
  for (int day = 1; day <= CALENDAR_DAYS_MOST; day++) {
    if (day == 1 || day % DAY_STEP == 0) {
      Box at = {box.row, box.column + names + (day - 1) * width, 1, DAY_TEXT};
      draw_format(frame, at, ROLE_FAINT, ALIGN_LEFT, "%d", day);
    }
  }
}

static bool sees_routine(const ReviewScreen *screen) {
  return screen->signs != SIGNS_CRAMPS;
}

static bool sees_cramps(const ReviewScreen *screen, int width) {
  return screen->signs == SIGNS_CRAMPS || (screen->signs == SIGNS_BOTH && width == CELL_WIDE);
}

void review_year_signs(ReviewScreen *screen, int columns) {
  screen->signs = (YearSigns)((screen->signs + 1) % SIGNS_COUNT);
  if (columns < WIDE && screen->signs == SIGNS_BOTH) {
    screen->signs = SIGNS_CRAMPS; /* BOTH would look as ROUTINE does */
  }
}

static void draw_night(const ReviewScreen *screen, Frame *frame, Box at, int width, Night night) {
  bool on = night.day == screen->marked.day;
  NightMark mark = night_mark(&screen->record, night);
  bool see_cramps = sees_cramps(screen, width);
  char cramps[4];
  night_cramps(&screen->record, night, 1, cramps);
  if (sees_routine(screen)) {
    Role role = on ? ROLE_STRONG : mark == MARK_MISSED ? ROLE_FAINT : ROLE_TEXT;
    night_mark_draw(frame, at.row, at.column, role, mark);
  }
  if (see_cramps) {
    Box behind = {at.row, at.column + width - 1, 1, 1};
    draw_text(frame, behind, cramps[0] == '0' && !on ? ROLE_FAINT : ROLE_STRONG, ALIGN_LEFT,
              cramps);
  }
  if (on) {
    frame_cursor(frame, at.row, at.column);
  }
}

static void draw_month(const ReviewScreen *screen, Frame *frame, Box box, int names, int width,
                       Night first) {
  bool on = calendar_month_first(screen->marked).day == first.day;
  Box name = {box.row, box.column, 1, names - 1};
  draw_format(frame, name, on ? ROLE_STRONG : ROLE_FAINT, ALIGN_LEFT, "%s%s", on ? ">" : " ",
              calendar_month_short(calendar_civil(first).month));
  int days = calendar_month_days(first);
  for (int i = 0; i < days; i++) {
    Box at = {box.row, box.column + names + i * width, 1, 1};
    draw_night(screen, frame, at, width, (Night){first.day + i});
  }
}

/* The marked night and the legend, in the last rows of the box; returns how many. */
static int draw_foot(const ReviewScreen *screen, Frame *frame, Box box, bool narrow) {
  size_t count = 0;
  const char *const *legend = night_legend(frame, &count);
  int gap = box.rows > CALENDAR_MONTHS + (int)count + 4 ? 1 : 0;
  int width = narrow ? 1 : CELL_WIDE;
  size_t from = sees_routine(screen) ? 0 : count - 1;
  size_t until = sees_cramps(screen, width) ? count : count - 1;
  int rows = 1 + gap + (int)(until - from);
  Box at = box_below(box, box.rows - rows);
  char *words = night_words(&screen->record, screen->marked, box.columns);
  draw_text(frame, at, ROLE_STRONG, ALIGN_LEFT, words);
  free(words);
  at = box_below(at, 1 + gap);
  for (size_t i = from; i < until; i++) {
    draw_text(frame, box_below(at, (int)(i - from)), ROLE_FAINT, ALIGN_LEFT, _(legend[i]));
  }
  return rows + gap;
}

void review_year_draw(ReviewScreen *screen, Frame *frame, Box box) {
  Civil date = calendar_civil(screen->marked);
  int names = name_columns();
  int width = box.columns >= names + CALENDAR_DAYS_MOST * CELL_WIDE ? CELL_WIDE : 1;
  Period year = {{civil_day(date.year, 1, 1)}, {civil_day(date.year, CALENDAR_MONTHS, 31)}};
  char *sum = nights_words(&screen->record, year);
  draw_format(frame, box, ROLE_STRONG, ALIGN_LEFT, "%d", date.year);
  draw_text(frame, box, ROLE_TEXT, ALIGN_RIGHT, sum);
  free(sum);
  int used = draw_foot(screen, frame, box, width == 1);
  box = box_below(box, 1);
  box.rows -= used;
  if (box.rows > CALENDAR_MONTHS + 1) {
    box = box_below(box, 1);
  }
  draw_days(frame, box, names, width);
  box = box_below(box, 1);
  size_t rows = box.rows > 0 ? (size_t)box.rows : 0;
  rows = rows < CALENDAR_MONTHS ? rows : CALENDAR_MONTHS;
  size_t top = menu_first(frame, CALENDAR_MONTHS, (size_t)(date.month - 1), rows);
  for (size_t i = 0; i < rows; i++) {
    Night first = {civil_day(date.year, (int)(top + i) + 1, 1)};
    draw_month(screen, frame, box_below(box, (int)i), names, width, first);
  }
  box.rows = (int)rows;
  menu_more(frame, box, top > 0, top + rows < CALENDAR_MONTHS);
}
