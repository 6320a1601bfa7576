/* Dots to cells. */
#include "pixels.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/mem.h"

int pixels_per_row(bool ascii) {
  return ascii ? 1 : 2;
}

Pixels pixels_new(int columns, int rows) {
  Pixels pixels = {.columns = columns > 0 ? columns : 0, .rows = rows > 0 ? rows : 0};
  pixels.on = mem_new((size_t)pixels.columns * (size_t)pixels.rows + 1, sizeof *pixels.on);
  return pixels;
}

void pixels_free(Pixels *pixels) {
  free(pixels->on);
  *pixels = (Pixels){0};
}

void pixels_fill(Pixels *pixels, int column, int row, int columns, int rows, bool on) {
  int first = column < 0 ? 0 : column;
  int end = column + columns < pixels->columns ? column + columns : pixels->columns;
  for (int y = row < 0 ? 0 : row; first < end && y < row + rows && y < pixels->rows; y++) {
    memset(&pixels->on[y * pixels->columns + first], on ? 1 : 0, (size_t)(end - first));
  }
}

int pixels_cells(const Pixels *pixels, bool ascii) {
  int per_row = pixels_per_row(ascii);
  return (pixels->rows + per_row - 1) / per_row;
}

/* What a cell shows, by its upper and lower dot; GLYPH_COUNT: neither is set. */
static const Glyph halves[2][2] = {{GLYPH_COUNT, GLYPH_LOWER}, {GLYPH_UPPER, GLYPH_FULL}};

static void draw_row(Frame *frame, const bool *upper, const bool *lower, int columns, int row,
                     int column, Role role) {
  for (int x = 0; x < columns;) {
    Glyph glyph = halves[upper[x]][lower[x]];
    int begin = x;
    do {
      x++;
    } while (x < columns && halves[upper[x]][lower[x]] == glyph);
    if (glyph != GLYPH_COUNT) {
      draw_glyphs(frame, row, column + begin, x - begin, role, glyph);
    }
  }
}

void pixels_draw(Frame *frame, const Pixels *pixels, int row, int column, Role role) {
  int per_row = pixels_per_row(frame->ascii);
  int cells = pixels_cells(pixels, frame->ascii);
  bool *none = mem_new((size_t)pixels->columns + 1, sizeof *none); /* below the last row of dots */
  for (int y = 0; y < cells; y++) {
    const bool *upper = pixels->on + (ptrdiff_t)y * per_row * pixels->columns;
    bool inside = (y + 1) * per_row <= pixels->rows;
    const bool *lower = inside ? upper + (ptrdiff_t)(per_row - 1) * pixels->columns : none;
    draw_row(frame, upper, lower, pixels->columns, row + y, column, role);
  }
  free(none);
}
