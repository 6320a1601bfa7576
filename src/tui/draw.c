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

void frame_begin(Frame *frame, WINDOW *window, const Theme *theme, bool ascii) {
  frame->window = window;
  frame->theme = theme;
  frame->ascii = ascii;
  frame->cursor_row = 0;
  frame->cursor_column = 0;
  frame->cursor_hidden = false;
  getmaxyx(window, frame->rows, frame->columns);
  wbkgdset(window, ' ');
  werase(window);
}

void frame_dark(Frame *frame) {
  frame->cursor_hidden = true;
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

static void set_role(Frame *frame, Role role) {
  wattr_set(frame->window, frame->theme->attributes[role], frame->theme->pairs[role], NULL);
}

/* Puts one row of text that is safe already. */
static void put(Frame *frame, int row, int column, Role role, const char *text) {
  set_role(frame, role);
  mvwaddstr(frame->window, row, column, text);
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
  char *safe = safe_line(frame, text);
  char *line = text_cut(safe, box.columns, frame->ascii);
  int spare = box.columns - text_width(line);
  int indent = align == ALIGN_LEFT ? 0 : align == ALIGN_CENTRE ? spare / 2 : spare;
  put(frame, box.row, box.column + indent, role, line);
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
  char *safe = text_safe(text, frame->ascii);
  size_t count = 0;
  char **lines = text_wrap(safe, box.columns, &count);
  free(safe);
  int used = (int)count < box.rows ? (int)count : box.rows;
  for (int i = 0; i < used; i++) {
    bool more = i == used - 1 && (int)count > used;
    char *line = more ? with_dots(frame, lines[i], box.columns) : mem_copy(lines[i]);
    draw_text(frame, box_below(box, i), role, align, line);
    free(line);
  }
  text_lines_free(lines, count);
  return used;
}

int wrapped_rows(const char *text, int columns) {
  if (text == NULL || text[0] == '\0' || columns < 1) {
    return 0;
  }
  char *safe = text_safe(text, false);
  size_t count = 0;
  char **lines = text_wrap(safe, columns, &count);
  free(safe);
  text_lines_free(lines, count);
  return (int)count;
}

const char *glyph_text(const Frame *frame, Glyph glyph) {
  return glyphs[glyph][frame->ascii ? 1 : 0];
}

void draw_glyphs(Frame *frame, int row, int column, int count, Role role, Glyph glyph) {
  int first = column < 0 ? 0 : column;
  int end = column + count < frame->columns ? column + count : frame->columns;
  wchar_t character[2] = L" ";
  cchar_t cell;
  if (row < 0 || row >= frame->rows || first >= end ||
      mbstowcs(character, glyph_text(frame, glyph), 1) != 1 ||
      setcchar(&cell, character, A_NORMAL, 0, NULL) != OK) {
    return;
  }
  set_role(frame, role);
  mvwhline_set(frame->window, row, first, &cell, end - first);
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

enum { HINT_GAP = 2, HINTS_KEPT = 2 };

/* Columns of an action's key and hint with the gap behind them; 0: it has none. */
static int hint_columns(const Frame *frame, Action action) {
  char key[KEY_LABEL_SIZE];
  if (!keys_hint(frame->keys, action, frame->ascii, key, sizeof key)) {
    return 0;
  }
  return text_width(key) + 1 + text_width(_(action_rows[action].hint)) + HINT_GAP;
}

/* The key a little stronger than what it does. */
static void draw_hint(Frame *frame, Box box, Action action) {
  char key[KEY_LABEL_SIZE];
  keys_hint(frame->keys, action, frame->ascii, key, sizeof key);
  draw_text(frame, box, ROLE_TEXT, ALIGN_LEFT, key);
  int columns = text_width(key) + 1;
  box.column += columns;
  box.columns -= columns;
  draw_text(frame, box, ROLE_FAINT, ALIGN_LEFT, _(action_rows[action].hint));
}

void draw_footer(Frame *frame, Box column, const ActionList *actions) {
  size_t count = action_count(actions);
  size_t kept = count < HINTS_KEPT ? count : HINTS_KEPT;
  Box box = {frame->rows - 1, column.column, 1, column.columns};
  int room = box.columns + HINT_GAP;
  for (size_t i = count - kept; i < count; i++) {
    room -= hint_columns(frame, actions->at[i]);
  }
  for (size_t i = 0; i < count; i++) {
    int columns = hint_columns(frame, actions->at[i]);
    bool always = i >= count - kept;
    if (columns > 0 && (always || columns <= room)) {
      room -= always ? 0 : columns;
      draw_hint(frame, box, actions->at[i]);
      box.column += columns;
      box.columns -= columns;
    }
  }
}
