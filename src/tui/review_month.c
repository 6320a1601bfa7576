/* The calendar of a month: a cell a night, with what became of the routine and how many cramps. */
#include <stdio.h>
#include <stdlib.h>

#include "nightcalf/language.h"
#include "nightcalf/week.h"
#include "review.h"

enum {
  CELL_WIDE = 10,
  CELL_NARROW = 5,
  HEAD_ROWS = 3, /* month, an empty row, days of the week */
  DAY_AT = 1,    /* of a cell; in front of it stands the sign of the marked night */
  DAY_COLUMNS = 2,
  DAY_SIZE = 12 /* any int has room */
};

/* Where the pieces of a cell stand. */
typedef struct CellColumns {
  int width, mark, cramps;
} CellColumns;

static CellColumns cell_columns(Box box) {
  return box.columns >= WEEK_DAYS * CELL_WIDE ? (CellColumns){CELL_WIDE, 4, 6}
                                              : (CellColumns){CELL_NARROW, 3, 4};
}

static void draw_night(const ReviewScreen *screen, Frame *frame, Box at, CellColumns columns,
                       Night night) {
  bool on = night.day == screen->marked.day;
  char day[DAY_SIZE];
  char cramps[4];
  NightMark mark = night_mark(&screen->record, night);
  Role role = on ? ROLE_STRONG : mark == MARK_NONE ? ROLE_FAINT : ROLE_TEXT;
  Box place = {at.row, at.column + DAY_AT, 1, DAY_COLUMNS};
  snprintf(day, sizeof day, "%*d", DAY_COLUMNS, calendar_civil(night).day);
  draw_text(frame, place, role, ALIGN_LEFT, day);
  night_mark_draw(frame, at.row, at.column + columns.mark, mark == MARK_MISSED ? ROLE_FAINT : role,
                  mark);
  int room = columns.width - columns.cramps > 1 ? 2 : 1;
  night_cramps(&screen->record, night, room, cramps);
  place = (Box){at.row, at.column + columns.cramps, 1, room};
  draw_text(frame, place, cramps[0] == '0' && !on ? ROLE_FAINT : ROLE_STRONG, ALIGN_LEFT, cramps);
  if (on) {
    draw_text(frame, (Box){at.row, at.column, 1, 1}, ROLE_STRONG, ALIGN_LEFT, ">");
    frame_cursor(frame, at.row, at.column + DAY_AT);
  }
}

/* The days of the week above the columns. */
static void draw_week_days(Frame *frame, Box box, CellColumns columns) {
  for (int i = 0; i < WEEK_DAYS; i++) {
    Box at = {box.row, box.column + i * columns.width + DAY_AT, 1, columns.width - 1 - DAY_AT};
    draw_text(frame, at, ROLE_FAINT, ALIGN_LEFT, calendar_week_day(i));
  }
}

/* What is known of the marked night, and what the signs mean, at the bottom of so many rows. */
static void draw_foot(const ReviewScreen *screen, Frame *frame, Box box, bool tall) {
  size_t count = 0;
  const char *const *legend = night_legend(frame, &count);
  int gap = tall ? 1 : 0;
  while (count > 0 && 1 + gap + (int)count > box.rows) {
    count--;
  }
  if (box.rows < 1) {
    return;
  }
  char *words = night_words(&screen->record, screen->marked, box.columns);
  Box at = box_below(box, box.rows - 1 - gap - (int)count);
  draw_text(frame, at, ROLE_STRONG, ALIGN_LEFT, words);
  at = box_below(at, 1 + gap);
  for (size_t i = 0; i < count; i++) {
    draw_text(frame, box_below(at, (int)i), ROLE_FAINT, ALIGN_LEFT, _(legend[i]));
  }
  free(words);
}

void review_month_draw(ReviewScreen *screen, Frame *frame, Box box) {
  CellColumns columns = cell_columns(box);
  Night first = calendar_month_first(screen->marked);
  int days = calendar_month_days(screen->marked);
  int before = week_day(first);
  int weeks = (before + days + WEEK_DAYS - 1) / WEEK_DAYS;
  bool tall = box.rows >= HEAD_ROWS + 2 * weeks + 1;
  int step = tall ? 2 : 1;
  Civil date = calendar_civil(first);
  char *sum = nights_words(&screen->record, (Period){first, {first.day + days - 1}});
  Box head = box;
  bool roomy = box.columns >= CELL_WIDE * WEEK_DAYS;
  char month[CALENDAR_TEXT_SIZE];
  calendar_month(date, !roomy, month);
  draw_text(frame, head, ROLE_STRONG, ALIGN_LEFT, month);
  draw_text(frame, head, ROLE_TEXT, ALIGN_RIGHT, sum);
  free(sum);
  Box grid = box_below(box, tall ? 2 : 1);
  draw_week_days(frame, grid, columns);
  grid = box_below(grid, 1);
  draw_foot(screen, frame, box_below(grid, (weeks - 1) * step + 1), tall);
  for (int i = 0; i < days; i++) {
    int cell = before + i;
    Box at = box_below(grid, cell / WEEK_DAYS * step);
    at.column += cell % WEEK_DAYS * columns.width;
    draw_night(screen, frame, at, columns, (Night){first.day + i});
  }
}
