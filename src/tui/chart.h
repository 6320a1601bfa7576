/* Charts in cells: a row a value, with its bar, the whisker of its interval, and its figures in
 * words, so that a row says the same to whom it is read aloud. */
#ifndef NIGHTCALF_TUI_CHART_H
#define NIGHTCALF_TUI_CHART_H

#include "draw.h"
#include "nightcalf/stats.h"

/* One row. Without a bar (value EMPTY) it is a line of text: a heading where it has no figures. */
typedef struct ChartRow {
  char *label;
  Interval value; /* 0 or more */
  char *figures;  /* behind the bar, where there is room... */
  char *brief;    /* ...and where there is little: "4.2 n 7" */
} ChartRow;

/* Zero-initialise; free with chart_free(). */
typedef struct Chart {
  ChartRow *rows;
  size_t count;
  double top;         /* of the scale; 0: what the values need */
  const char *unit;   /* behind the end of the scale: "", "%" */
  double unit_factor; /* what the scale's number is multiplied by to be shown; 0: 1 */
  bool bare;          /* whole numbers alone: no whiskers, no legend */
} Chart;

void chart_free(Chart *chart);
/* Adds a row; takes figures and brief over, which may be NULL. */
void chart_add(Chart *chart, const char *label, Interval value, char *figures, char *brief);
/* Adds a heading, an empty line before it unless it is the first row. */
void chart_heading(Chart *chart, const char *text);
/* Where the scale ends: a round number that every value fits below, and every interval that is not
 * more than twice as long as the longest bar. Above 0. */
double chart_top(const Chart *chart);
/* The bar of a value, as cells: so many for sure (up to the low end), so many more up to the
 * estimate, so many more up to the high end; beyond: the interval goes on past the scale. */
typedef struct ChartCells {
  int sure, rest, whisker;
  bool beyond;
} ChartCells;
ChartCells chart_cells(Interval value, double top, int columns);
/* Draws the scale and as many rows as the box takes, from *scroll on, which is brought into range.
 */
void chart_draw(Frame *frame, const Chart *chart, Box box, int *scroll);
/* What the signs mean, in one line. */
const char *chart_legend(const Frame *frame);

#endif
