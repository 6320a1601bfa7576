/* Bars with whiskers. Contract: chart.h. */
#include "chart.h"

#include <stdlib.h>
#include <string.h>

#include "menu.h"
#include "nightcalf/insight.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"

enum {
  BAR_COLUMNS_MIN = 22, /* less, and the words give way to their brief form */
  GAP = 2,
  AXIS_COLUMNS = 1,
  ROUND_STEPS = 8,
  TOP_PLACES = 2
};

typedef enum Cell { CELL_AXIS, CELL_SURE, CELL_REST, CELL_WHISKER, CELL_END, CELL_BEYOND } Cell;

static const char *const cells[][2] = {
    [CELL_AXIS] = {"│", "|"},    [CELL_SURE] = {"█", "#"}, [CELL_REST] = {"▒", "="},
    [CELL_WHISKER] = {"─", "-"}, [CELL_END] = {"┤", "|"},  [CELL_BEYOND] = {"»", ">"},
};

static const char *cell_text(const Frame *frame, Cell cell) {
  return cells[cell][frame->ascii ? 1 : 0];
}

void chart_free(Chart *chart) {
  for (size_t i = 0; i < chart->count; i++) {
    free(chart->rows[i].label);
    free(chart->rows[i].figures);
    free(chart->rows[i].brief);
  }
  free(chart->rows);
  chart->rows = NULL;
  chart->count = 0;
}

void chart_add(Chart *chart, const char *label, Interval value, char *figures, char *brief) {
  chart->rows = mem_resize(chart->rows, chart->count + 1, sizeof *chart->rows);
  chart->rows[chart->count] = (ChartRow){mem_copy(label), value, figures, brief};
  chart->count++;
}

void chart_heading(Chart *chart, const char *text) {
  Interval none = {.lack = STATS_EMPTY};
  if (chart->count > 0) {
    chart_add(chart, "", none, NULL, NULL);
  }
  chart_add(chart, text, none, NULL, NULL);
}

static bool has_bar(const ChartRow *row) {
  return row->value.lack != STATS_EMPTY && row->value.lack != STATS_NOT_FINITE;
}

/* The smallest of 1, 1.5, 2, 3, 4, 5, 6, 8 times a power of ten that is not below a value. */
static double round_up(double value) {
  static const double steps[ROUND_STEPS] = {1, 1.5, 2, 3, 4, 5, 6, 8};
  double power = 0.01;
  while (power * 10 < value) {
    power *= 10;
  }
  for (int i = 0; i < ROUND_STEPS; i++) {
    if (power * steps[i] >= value) {
      return power * steps[i];
    }
  }
  return power * 10;
}

double chart_top(const Chart *chart) {
  if (chart->top > 0) {
    return chart->top;
  }
  double longest = 0;
  double highest = 0;
  for (size_t i = 0; i < chart->count; i++) {
    if (has_bar(&chart->rows[i])) {
      Interval value = chart->rows[i].value;
      longest = value.estimate > longest ? value.estimate : longest;
      highest = value.high > highest ? value.high : highest;
    }
  }
  double most = longest > 0 && highest > 2 * longest ? 2 * longest : highest;
  return most > 0 ? round_up(most) : 1;
}

/* Cells from 0 up to a value, to the nearest one; what is above 0 has one at least. */
static int cells_to(double value, double top, int columns) {
  double exact = value / top * columns;
  int count = exact >= columns ? columns : (int)(exact + 0.5);
  return count == 0 && value > 0 ? 1 : count;
}

ChartCells chart_cells(Interval value, double top, int columns) {
  ChartCells bar = {0};
  if (columns < 1 || value.estimate < 0) {
    return bar;
  }
  bool whole = value.lack == STATS_COMPLETE;
  int estimate = cells_to(value.estimate, top, columns);
  int low = whole ? (int)(value.low / top * columns + 0.5) : estimate;
  int high = whole ? cells_to(value.high, top, columns) : estimate;
  low = low < 0 ? 0 : low > estimate ? estimate : low;
  bar.sure = low;
  bar.rest = estimate - low;
  bar.whisker = high > estimate ? high - estimate : 0;
  bar.beyond = whole && value.high > top;
  return bar;
}

/* Draws the same sign count times; returns the column behind them. */
static int draw_cells(Frame *frame, Box box, int column, int count, Role role, Cell cell) {
  if (box.rows > 0) {
    draw_sign(frame, box.row, column, count, role, cell_text(frame, cell));
  }
  return column + count;
}

/* The bar of a row in a box of its own: the axis, the bar, the whisker. */
static void draw_bar(Frame *frame, Box box, Interval value, double top) {
  ChartCells bar = chart_cells(value, top, box.columns - AXIS_COLUMNS);
  int column = draw_cells(frame, box, box.column, 1, ROLE_FAINT, CELL_AXIS);
  column = draw_cells(frame, box, column, bar.sure, ROLE_TEXT, CELL_SURE);
  column = draw_cells(frame, box, column, bar.rest, ROLE_TEXT, CELL_REST);
  column = draw_cells(frame, box, column, bar.whisker, ROLE_FAINT, CELL_WHISKER);
  if (bar.beyond || bar.whisker > 0) {
    draw_cells(frame, box, column - 1, 1, ROLE_FAINT, bar.beyond ? CELL_BEYOND : CELL_END);
  }
}

/* Where things stand in a row. */
typedef struct Columns {
  int label, bar, words;
  bool brief;
} Columns;

static int wider(int columns, const char *text) {
  int width = text != NULL ? text_width(text) : 0;
  return width > columns ? width : columns;
}

static Columns share_out(const Chart *chart, int columns) {
  Columns share = {0};
  int brief = 0;
  for (size_t i = 0; i < chart->count; i++) {
    const ChartRow *row = &chart->rows[i];
    if (row->figures != NULL) {
      share.label = wider(share.label, row->label);
      share.words = wider(share.words, row->figures);
      brief = wider(brief, row->brief != NULL ? row->brief : row->figures);
    }
  }
  share.bar = columns - share.label - 1 - GAP - share.words;
  if (share.bar < BAR_COLUMNS_MIN) {
    share.brief = true;
    share.words = brief;
    share.bar = columns - share.label - 1 - GAP - brief;
  }
  return share;
}

/* The ends of the scale, above the bars. */
static void draw_scale(Frame *frame, const Chart *chart, Box box, double top) {
  char text[FIGURE_SIZE];
  double factor = chart->unit_factor > 0 ? chart->unit_factor : 1;
  figure_format(top * factor, TOP_PLACES, false, text);
  draw_text(frame, box, ROLE_FAINT, ALIGN_LEFT, "0");
  draw_format(frame, box, ROLE_FAINT, ALIGN_RIGHT, "%s%s", text,
              chart->unit != NULL ? chart->unit : "");
}

static void draw_row(Frame *frame, const ChartRow *row, Box box, Columns share, double top) {
  box.rows = 1;
  if (row->figures == NULL) {
    draw_text(frame, box, ROLE_STRONG, ALIGN_LEFT, row->label);
    return;
  }
  Box label = {box.row, box.column, 1, share.label};
  Box bar = {box.row, label.column + label.columns + 1, 1, share.bar};
  Box words = {box.row, bar.column + bar.columns + GAP, 1, share.words};
  draw_text(frame, label, ROLE_FAINT, ALIGN_LEFT, row->label);
  const char *text = share.brief && row->brief != NULL ? row->brief : row->figures;
  if (has_bar(row)) {
    draw_bar(frame, bar, row->value, top);
    draw_text(frame, words, ROLE_TEXT, ALIGN_LEFT, text);
  } else {
    draw_cells(frame, bar, bar.column, 1, ROLE_FAINT, CELL_AXIS);
    draw_text(frame, words, ROLE_FAINT, ALIGN_LEFT, text);
  }
}

void chart_draw(Frame *frame, const Chart *chart, Box box, int *scroll) {
  Columns share = share_out(chart, box.columns);
  double top = chart_top(chart);
  if (!chart->bare) {
    Box scale = {box.row, box.column + share.label + 1, 1, share.bar};
    draw_scale(frame, chart, scale, top);
    box = box_below(box, 1);
  }
  int most = (int)chart->count - box.rows;
  *scroll = *scroll > most ? most : *scroll;
  *scroll = *scroll < 0 ? 0 : *scroll;
  for (int i = 0; i < box.rows && *scroll + i < (int)chart->count; i++) {
    draw_row(frame, &chart->rows[*scroll + i], box_below(box, i), share, top);
  }
  menu_more(frame, box, *scroll > 0, *scroll < most);
}

const char *chart_legend(const Frame *frame) {
  if (frame->ascii) {
    /* xgettext:no-c-format */
    return _("#= estimate; =-| its 95% interval");
  }
  /* xgettext:no-c-format */
  return _("█▒ estimate; ▒─┤ its 95% interval");
}
