/* A drawing on its way to a window. It is gathered row by row, and a row that is gathered as it was
 * the last time stays in the window as it is: most of a screen does not change from one second, or
 * one key, to the next. */
#ifndef NIGHTCALF_TUI_DRAWING_H
#define NIGHTCALF_TUI_DRAWING_H

#include <curses.h>
#include <stdbool.h>
#include <stddef.h>

/* What is put into a row, one piece behind another, in bytes that can be compared. */
typedef struct DrawingRow {
  char *bytes;
  size_t length, capacity;
} DrawingRow;

/* Zero-initialise; let go of with drawing_forget(). */
typedef struct Drawing {
  WINDOW *window;
  int rows, columns;
  bool known;      /* the window holds what was gathered before */
  DrawingRow *now; /* is gathered, a row each */
  DrawingRow *before;
} Drawing;

/* Begins to gather what the window is to hold. */
void drawing_begin(Drawing *drawing, WINDOW *window);
/* Adds safe text in one row, or (count above 0) the one character of text so many times. row: one
 * of the window's. */
void drawing_add(Drawing *drawing, int row, int column, attr_t attributes, short pair, int count,
                 const char *text);
/* Hands the rows that are not as before to the window. */
void drawing_end(Drawing *drawing);
/* Puts one piece into a window at once, as drawing_add() does by and by. */
void drawing_put(WINDOW *window, int row, int column, attr_t attributes, short pair, int count,
                 const char *text);
/* The window may hold something else, or be gone: the next drawing is put into it whole. Releases
 * all memory. */
void drawing_forget(Drawing *drawing);

#endif
