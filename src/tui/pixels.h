/* A small picture of square dots, drawn with half blocks (two dots a cell) or, in ASCII, with one
 * dot a cell. */
#ifndef NIGHTCALF_TUI_PIXELS_H
#define NIGHTCALF_TUI_PIXELS_H

#include <stdbool.h>

#include "draw.h"

typedef struct Pixels {
  int columns, rows; /* in dots */
  bool *on;
} Pixels;

/* Dots on top of each other in one cell: 2, or 1 in ASCII. */
int pixels_per_row(bool ascii);
/* An empty picture. Release with pixels_free(). */
Pixels pixels_new(int columns, int rows);
void pixels_free(Pixels *pixels);
/* Sets the dots of a rectangle, as far as they are inside. */
void pixels_fill(Pixels *pixels, int column, int row, int columns, int rows, bool on);
/* Rows of cells that the picture takes. */
int pixels_cells(const Pixels *pixels, bool ascii);
/* Draws the dots that are set; cells without one are left as they are. */
void pixels_draw(Frame *frame, const Pixels *pixels, int row, int column, Role role);

#endif
