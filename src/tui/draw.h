/* Drawing: text, blocks of text, bars and the footer, into a window. A drawing is made from the
 * program's state and the time it is given, and from nothing else. */
#ifndef NIGHTCALF_TUI_DRAW_H
#define NIGHTCALF_TUI_DRAW_H

#include <curses.h>
#include <stdbool.h>

#include "drawing.h"
#include "keys.h"
#include "nightcalf/error.h"
#include "nightcalf/moment.h"
#include "theme.h"

/* What the footer says of an action, and what that was made of. */
typedef struct Hint {
  Action action;
  int keys[2];           /* its first, and that of the action it is shown with */
  const char *catalogue; /* language_catalogue() */
  bool ascii;
  char key[KEY_LABEL_SIZE];
  const char *text;
  int key_columns;
  int columns; /* of both, with the gap behind them; 0: there is no hint */
} Hint;

/* Those of the last footer, one for each place in a list. Zero-initialise. */
typedef struct Hints {
  Hint at[ACTION_LIST_MAX];
} Hints;

/* How far to the right a row is drawn, and what is last in it. */
typedef struct RowEnd {
  int column;
  Role role;
} RowEnd;

/* What a list shows that is longer than its box. Zero-initialise. */
typedef struct ListPlace {
  bool drawn;
  size_t first; /* its first line */
} ListPlace;

/* One drawing. */
typedef struct Frame {
  WINDOW *window;
  Drawing *drawing; /* takes what is drawn; NULL: it is put into the window at once */
  Hints *hints;     /* of the drawing before; NULL: each is made anew */
  RowEnd *ends;     /* of each row; only with a drawing */
  ListPlace *list;  /* of the drawing before, kept from one to the next; NULL: there was none */
  int rows, columns;
  Moment now;
  WallTime wall;
  const Keymap *keys; /* in force */
  const Theme *theme;
  bool ascii; /* nothing but ASCII */
  /* Where the hardware cursor rests: braille displays and screen readers follow it. */
  int cursor_row, cursor_column;
  bool cursor_hidden;
} Frame;

/* A part of the window, in cells. */
typedef struct Box {
  int row, column, rows, columns;
} Box;

typedef enum Align { ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT } Align;

enum {
  READING_ROWS = 28,  /* further apart the parts of a page would not be seen as one */
  READING_WIDTH = 72, /* text wider than this is tiring to read */
  ROOMY_ROWS = 18,    /* from here on there is room for empty rows between things */
  ROOMY_COLUMNS = 60
};

/* Empties the window and starts a drawing in it. */
void frame_begin(Frame *frame, WINDOW *window, const Theme *theme, bool ascii);
/* Starts a drawing that is gathered and compared with the last one, without emptying the window;
 * frame_end() puts into it what has changed. */
void frame_begin_in(Frame *frame, WINDOW *window, const Theme *theme, bool ascii, Drawing *drawing);
void frame_end(Frame *frame);
/* Leaves the window dark and empty, as far as the terminal can be asked for it. */
void frame_dark(Frame *frame);
/* The column of text in the middle of the window: at most READING_WIDTH wide, and full height less
 * the footer's row. */
Box frame_column(const Frame *frame);
/* Rests the hardware cursor there. */
void frame_cursor(Frame *frame, int row, int column);

/* One row of text at the top of the box, made safe and cut to fit. Nothing when the box has no
 * room. Returns the column at which it begins. */
int draw_text(Frame *frame, Box box, Role role, Align align, const char *text);
int draw_format(Frame *frame, Box box, Role role, Align align, const char *format, ...)
    PRINTF_LIKE(5, 6);
/* Text wrapped into the box; what does not fit ends in dots. Returns the rows used. */
int draw_wrapped(Frame *frame, Box box, Role role, Align align, const char *text);
/* Rows that text takes when wrapped to this many columns. */
int wrapped_rows(const char *text, int columns);
/* Rows of text as tall as they come out when wrapped. */
Box box_below(Box box, int rows);

/* Plain cells: the same character count times, as one of the block or line glyphs. */
typedef enum Glyph {
  GLYPH_FULL,
  GLYPH_UPPER,
  GLYPH_LOWER,
  GLYPH_DONE,  /* of a bar: over */
  GLYPH_TRACK, /* of a bar: to come */
  GLYPH_DOT,   /* between two facts on a line */
  GLYPH_FIELD, /* a place to type in */
  GLYPH_ABOVE, /* there is more above */
  GLYPH_BELOW,
  GLYPH_COUNT
} Glyph;
const char *glyph_text(const Frame *frame, Glyph glyph);
void draw_glyphs(Frame *frame, int row, int column, int count, Role role, Glyph glyph);
/* The same with a sign of our own tables: one safe character, a column wide. */
void draw_sign(Frame *frame, int row, int column, int count, Role role, const char *sign);

/* The key to name in a sentence for an action: "Enter", "↑". */
void frame_key(const Frame *frame, Action action, char key[KEY_LABEL_SIZE]);
/* The keys that matter now, on the last row, as wide as the column. */
void draw_footer(Frame *frame, Box column, const ActionList *actions);

#endif
