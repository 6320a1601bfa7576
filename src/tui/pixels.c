/* Dots to cells. */
#include "pixels.h"

#include <stdlib.h>

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
  for (int y = row < 0 ? 0 : row; y < row + rows && y < pixels->rows; y++) {
    for (int x = column < 0 ? 0 : column; x < column + columns && x < pixels->columns; x++) {
      pixels->on[y * pixels->columns + x] = on;
    }
  }
}

int pixels_cells(const Pixels *pixels, bool ascii) {
  int per_row = pixels_per_row(ascii);
  return (pixels->rows + per_row - 1) / per_row;
}

static bool is_on(const Pixels *pixels, int column, int row) {
  return row < pixels->rows && pixels->on[row * pixels->columns + column];
}

/* What a cell shows; GLYPH_COUNT: no dot of it is set. */
static Glyph glyph_at(const Pixels *pixels, int per_row, int column, int row) {
  bool upper = is_on(pixels, column, row * per_row);
  bool lower = per_row == 1 ? upper : is_on(pixels, column, row * per_row + 1);
  return upper && lower ? GLYPH_FULL : upper ? GLYPH_UPPER : lower ? GLYPH_LOWER : GLYPH_COUNT;
}

void pixels_draw(Frame *frame, const Pixels *pixels, int row, int column, Role role) {
  int per_row = pixels_per_row(frame->ascii);
  int cells = pixels_cells(pixels, frame->ascii);
  for (int y = 0; y < cells; y++) {
    for (int x = 0; x < pixels->columns;) {
      Glyph glyph = glyph_at(pixels, per_row, x, y);
      int end = x + 1;
      while (end < pixels->columns && glyph_at(pixels, per_row, end, y) == glyph) {
        end++;
      }
      if (glyph != GLYPH_COUNT) {
        draw_glyphs(frame, row + y, column + x, end - x, role, glyph);
      }
      x = end;
    }
  }
}
