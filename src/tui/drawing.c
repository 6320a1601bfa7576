/* Rows of pieces: gathered, compared with those of the drawing before, and put into the window. */
#include "drawing.h"

#include <stdlib.h>
#include <string.h>

#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "utf8.h"

enum { ROW_FIRST = 256 };

/* What stands before the bytes of a text, its NUL among them. */
typedef struct Piece {
  size_t size; /* of the text */
  int column;
  int count; /* 0: text, else its one character so many times */
  attr_t attributes;
  short pair;
} Piece;

static void free_rows(DrawingRow *rows, int count) {
  for (int i = 0; rows != NULL && i < count; i++) {
    free(rows[i].bytes);
  }
  free(rows);
}

void drawing_forget(Drawing *drawing) {
  free_rows(drawing->now, drawing->rows);
  free_rows(drawing->before, drawing->rows);
  *drawing = (Drawing){0};
}

void drawing_begin(Drawing *drawing, WINDOW *window) {
  int rows = getmaxy(window);
  int columns = getmaxx(window);
  if (window != drawing->window || rows != drawing->rows || columns != drawing->columns) {
    drawing_forget(drawing);
    drawing->window = window;
    drawing->rows = rows;
    drawing->columns = columns;
    drawing->now = mem_new((size_t)rows, sizeof *drawing->now);
    drawing->before = mem_new((size_t)rows, sizeof *drawing->before);
  }
  for (int i = 0; i < rows; i++) {
    drawing->now[i].length = 0;
  }
}

/* Appends bytes to a row. */
static void append(DrawingRow *row, const void *bytes, size_t size) {
  if (row->length + size > row->capacity) {
    row->capacity = 2 * (row->length + size) + ROW_FIRST;
    row->bytes = mem_resize(row->bytes, row->capacity, 1);
  }
  memcpy(row->bytes + row->length, bytes, size);
  row->length += size;
}

void drawing_add(Drawing *drawing, int row, int column, attr_t attributes, short pair, int count,
                 const char *text) {
  Piece piece;
  memset(&piece, 0, sizeof piece); /* what lies between its members is compared too */
  piece.size = strlen(text) + 1;
  piece.column = column;
  piece.count = count;
  piece.attributes = attributes;
  piece.pair = pair;
  append(&drawing->now[row], &piece, sizeof piece);
  append(&drawing->now[row], text, piece.size);
}

/* Puts text that needs no table as cells, so that curses need not read it character by character.
 */
static void put_plain(WINDOW *window, int row, int column, chtype look, const char *text,
                      size_t length) {
  chtype cells[256];
  for (size_t done = 0; done < length;) {
    size_t count = 0;
    while (done < length && count < sizeof cells / sizeof cells[0]) {
      cells[count] = (chtype)(unsigned char)text[done] | look;
      count++;
      done++;
    }
    mvwaddchnstr(window, row, column, cells, (int)count);
    column += (int)count;
  }
}

static void put_glyphs(WINDOW *window, int row, int column, int count, const char *text) {
  size_t length = 0;
  wchar_t character[2] = {(wchar_t)utf8_get(text, &length), L'\0'};
  cchar_t cell;
  if (setcchar(&cell, character, A_NORMAL, 0, NULL) == OK) {
    mvwhline_set(window, row, column, &cell, count);
  }
}

void drawing_put(WINDOW *window, int row, int column, attr_t attributes, short pair, int count,
                 const char *text) {
  size_t length = 0;
  if (count == 0 && text_plain(text, &length)) {
    put_plain(window, row, column, attributes | (chtype)COLOR_PAIR(pair), text, length);
    return;
  }
  wattr_set(window, attributes, pair, NULL);
  if (count > 0) {
    put_glyphs(window, row, column, count, text);
  } else {
    mvwaddstr(window, row, column, text);
  }
}

/* Puts a row into the window. False: it did not end in the row, since curses found a character
 * wider than we did. */
static bool put_row(WINDOW *window, int row, const DrawingRow *pieces) {
  bool inside = true;
  for (size_t at = 0; at < pieces->length;) {
    Piece piece;
    memcpy(&piece, pieces->bytes + at, sizeof piece);
    const char *text = pieces->bytes + at + sizeof piece;
    drawing_put(window, row, piece.column, piece.attributes, piece.pair, piece.count, text);
    inside = inside && (getcury(window) == row || getcurx(window) == 0);
    at += sizeof piece + piece.size;
  }
  return inside;
}

static bool same_row(const DrawingRow *one, const DrawingRow *other) {
  return one->length == other->length &&
         (one->length == 0 || memcmp(one->bytes, other->bytes, one->length) == 0);
}

void drawing_end(Drawing *drawing) {
  bool inside = true;
  bool whole = !drawing->known;
  if (whole) {
    wbkgdset(drawing->window, ' ');
    werase(drawing->window);
  }
  for (int row = 0; row < drawing->rows; row++) {
    if (!whole && !same_row(&drawing->now[row], &drawing->before[row])) {
      wmove(drawing->window, row, 0);
      wclrtoeol(drawing->window);
      inside = put_row(drawing->window, row, &drawing->now[row]) && inside;
    } else if (whole) {
      inside = put_row(drawing->window, row, &drawing->now[row]) && inside;
    }
  }
  DrawingRow *before = drawing->before;
  drawing->before = drawing->now;
  drawing->now = before;
  drawing->known = inside;
}
