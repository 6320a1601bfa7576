/* Text into windows. Everything that reaches the terminal by curses passes put(), which lets
 * nothing through that text_safe() would not. */
#include "draw.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"

static const char *const glyphs[GLYPH_COUNT][2] = {
    [GLYPH_FULL] = {"█", "#"},  [GLYPH_UPPER] = {"▀", "#"}, [GLYPH_LOWER] = {"▄", "#"},
    [GLYPH_DONE] = {"━", "="},  [GLYPH_TRACK] = {"─", "-"}, [GLYPH_DOT] = {"·", "-"},
    [GLYPH_FIELD] = {"_", "_"}, [GLYPH_ABOVE] = {"↑", "^"}, [GLYPH_BELOW] = {"↓", "v"},
};

/* All of a frame but what is in the window. */
static void start_frame(Frame *frame, WINDOW *window, const Theme *theme, bool ascii) {
  frame->window = window;
  frame->drawing = NULL;
  frame->theme = theme;
  frame->ascii = ascii;
  frame->cursor_row = 0;
  frame->cursor_column = 0;
  frame->cursor_hidden = false;
  getmaxyx(window, frame->rows, frame->columns);
}

void frame_begin(Frame *frame, WINDOW *window, const Theme *theme, bool ascii) {
  start_frame(frame, window, theme, ascii);
  wbkgdset(window, ' ');
  werase(window);
}

void frame_begin_in(Frame *frame, WINDOW *window, const Theme *theme, bool ascii,
                    Drawing *drawing) {
  start_frame(frame, window, theme, ascii);
  frame->drawing = drawing;
  drawing_begin(drawing, window);
}

void frame_end(Frame *frame) {
  if (frame->drawing != NULL) {
    drawing_end(frame->drawing);
    frame->drawing = NULL;
  }
}

void frame_dark(Frame *frame) {
  frame->cursor_hidden = true;
  if (frame->drawing != NULL) {
    drawing_forget(frame->drawing);
    frame->drawing = NULL;
  }
  wbkgdset(frame->window, ' ' | (chtype)COLOR_PAIR(frame->theme->dark));
  werase(frame->window);
}

Box frame_column(const Frame *frame) {
  int margin = frame->columns >= ROOMY_COLUMNS ? 4 : 1;
  int columns = frame->columns - 2 * margin;
  columns = columns > READING_WIDTH ? READING_WIDTH : columns;
  int top = frame->rows >= 2 * ROOMY_ROWS ? frame->rows / 10 : (frame->rows >= ROOMY_ROWS ? 1 : 0);
  return (Box){top, (frame->columns - columns) / 2, frame->rows - top - 1, columns};
}

void frame_cursor(Frame *frame, int row, int column) {
  frame->cursor_row = row;
  frame->cursor_column = column;
}

Box box_below(Box box, int rows) {
  box.row += rows;
  box.rows -= rows;
  return box;
}

/* Puts one row of text that is safe already, or the one character of text so many times. */
static void put(Frame *frame, int row, int column, Role role, int count, const char *text) {
  attr_t attributes = frame->theme->attributes[role];
  short pair = frame->theme->pairs[role];
  if (frame->drawing != NULL) {
    drawing_add(frame->drawing, row, column, attributes, pair, count, text);
  } else {
    drawing_put(frame->window, row, column, attributes, pair, count, text);
  }
}

/* Columns left free before text so wide in so many. */
static int indent_of(Align align, int columns, int width) {
  int spare = columns - width;
  return align == ALIGN_LEFT ? 0 : align == ALIGN_CENTRE ? spare / 2 : spare;
}

/* A safe copy in which a line break is a blank. Release with free(). */
static char *safe_line(const Frame *frame, const char *text) {
  char *safe = text_safe(text, frame->ascii);
  for (char *at = safe; *at != '\0'; at++) {
    if (*at == '\n' || *at == '\t') {
      *at = ' ';
    }
  }
  return safe;
}

int draw_text(Frame *frame, Box box, Role role, Align align, const char *text) {
  bool inside = box.row >= 0 && box.row < frame->rows && box.column >= 0;
  if (box.column + box.columns > frame->columns) {
    box.columns = frame->columns - box.column;
  }
  if (text == NULL || !inside || box.rows < 1 || box.columns < 1) {
    return box.column;
  }
  size_t length = 0;
  if (text_plain(text, &length) && length <= (size_t)box.columns) {
    int indent = indent_of(align, box.columns, (int)length);
    put(frame, box.row, box.column + indent, role, 0, text);
    return box.column + indent;
  }
  char *safe = safe_line(frame, text);
  char *line = text_cut(safe, box.columns, frame->ascii);
  int indent = indent_of(align, box.columns, text_width(line));
  put(frame, box.row, box.column + indent, role, 0, line);
  free(line);
  free(safe);
  return box.column + indent;
}

int draw_format(Frame *frame, Box box, Role role, Align align, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  char *text = mem_format_list(language_text(format), arguments);
  va_end(arguments);
  int column = draw_text(frame, box, role, align, text);
  free(text);
  return column;
}

enum { DOTS_FROM = 8 };

/* The last line that fits, with dots that say that there is more. */
static char *with_dots(const Frame *frame, const char *line, int columns) {
  const char *dots = columns < DOTS_FROM ? "" : frame->ascii ? "..." : "…";
  char *longer = mem_format("%s%s", line, dots);
  if (text_width(longer) <= columns) {
    return longer;
  }
  free(longer);
  char *cut = text_cut(line, columns - text_width(dots), frame->ascii);
  longer =
      dots[0] == '\0' || strstr(cut, dots) != NULL ? mem_copy(cut) : mem_format("%s%s", cut, dots);
  free(cut);
  return longer;
}

int draw_wrapped(Frame *frame, Box box, Role role, Align align, const char *text) {
  if (text == NULL || box.rows < 1 || box.columns < 1) {
    return 0;
  }
  char *ascii = frame->ascii ? text_safe(text, true) : NULL;
  size_t count = 0;
  char **lines = text_wrap(ascii != NULL ? ascii : text, box.columns, &count);
  free(ascii);
  int used = (int)count < box.rows ? (int)count : box.rows;
  for (int i = 0; i < used; i++) {
    bool more = i == used - 1 && (int)count > used;
    char *dotted = more ? with_dots(frame, lines[i], box.columns) : NULL;
    draw_text(frame, box_below(box, i), role, align, more ? dotted : lines[i]);
    free(dotted);
  }
  text_lines_free(lines, count);
  return used;
}

int wrapped_rows(const char *text, int columns) {
  if (text == NULL || text[0] == '\0' || columns < 1) {
    return 0;
  }
  size_t count = 0;
  char **lines = text_wrap(text, columns, &count);
  text_lines_free(lines, count);
  return (int)count;
}

const char *glyph_text(const Frame *frame, Glyph glyph) {
  return glyphs[glyph][frame->ascii ? 1 : 0];
}

void draw_glyphs(Frame *frame, int row, int column, int count, Role role, Glyph glyph) {
  int first = column < 0 ? 0 : column;
  int end = column + count < frame->columns ? column + count : frame->columns;
  if (row >= 0 && row < frame->rows && first < end) {
    put(frame, row, first, role, end - first, glyph_text(frame, glyph));
  }
}

void frame_key(const Frame *frame, Action action, char key[KEY_LABEL_SIZE]) {
  keys_label(frame->keys->at[action][0], frame->ascii, key, KEY_LABEL_SIZE);
}

/* How many of the list's actions there are. */
static size_t action_count(const ActionList *actions) {
  size_t count = 0;
  while (count < ACTION_LIST_MAX && actions->at[count] != ACTION_NONE) {
    count++;
  }
  return count;
}

enum { HINT_GAP = 2, HINTS_KEPT = 2, HINT_LEAST = 2 + HINT_GAP /* a key and a blank */ };

/* What the footer says of an action. */
typedef struct Hint {
  char key[KEY_LABEL_SIZE];
  const char *text;
  int key_columns;
  int columns; /* of both, with the gap behind them; 0: there is no hint */
} Hint;

static Hint hint_of(const Frame *frame, Action action) {
  Hint hint = {.columns = 0};
  if (keys_hint(frame->keys, action, frame->ascii, hint.key, sizeof hint.key)) {
    hint.text = _(action_rows[action].hint);
    hint.key_columns = text_width(hint.key) + 1;
    hint.columns = hint.key_columns + text_width(hint.text) + HINT_GAP;
  }
  return hint;
}

/* The key a little stronger than what it does. */
static void draw_hint(Frame *frame, Box box, const Hint *hint) {
  draw_text(frame, box, ROLE_TEXT, ALIGN_LEFT, hint->key);
  box.column += hint->key_columns;
  box.columns -= hint->key_columns;
  draw_text(frame, box, ROLE_FAINT, ALIGN_LEFT, hint->text);
}

void draw_footer(Frame *frame, Box column, const ActionList *actions) {
  size_t count = action_count(actions);
  size_t kept = count < HINTS_KEPT ? count : HINTS_KEPT;
  Box box = {frame->rows - 1, column.column, 1, column.columns};
  int room = box.columns + HINT_GAP;
  Hint always[HINTS_KEPT];
  for (size_t i = 0; i < kept; i++) {
    always[i] = hint_of(frame, actions->at[count - kept + i]);
    room -= always[i].columns;
  }
  for (size_t i = 0; i < count; i++) {
    bool last = i >= count - kept;
    if (!last && room < HINT_LEAST) {
      continue;
    }
    Hint hint = last ? always[i - (count - kept)] : hint_of(frame, actions->at[i]);
    if (hint.columns > 0 && (last || hint.columns <= room)) {
      room -= last ? 0 : hint.columns;
      draw_hint(frame, box, &hint);
      box.column += hint.columns;
      box.columns -= hint.columns;
    }
  }
}
