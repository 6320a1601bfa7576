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
  frame->hints = NULL;
  frame->ends = NULL;
  frame->list = NULL;
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
  frame->ends = mem_new((size_t)frame->rows, sizeof *frame->ends);
  drawing_begin(drawing, window);
}

static void leave_drawing(Frame *frame) {
  frame->drawing = NULL;
  free(frame->ends);
  frame->ends = NULL;
}

void frame_dark(Frame *frame) {
  frame->cursor_hidden = true;
  if (frame->drawing != NULL) {
    drawing_forget(frame->drawing);
    leave_drawing(frame);
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

/* What is put into a row: text that is safe already, or (count above 0) its one character so many
 * times. */
typedef struct Put {
  int column, columns, count;
  Role role;
  const char *text;
} Put;

static void add(const Frame *frame, int row, const Put *what) {
  drawing_add(frame->drawing, row, what->column, frame->theme->attributes[what->role],
              frame->theme->pairs[what->role], what->count, what->text);
}

/* Fills the gap behind what the row has so far, up to a column: a blank shows no colour of its own,
 * and one that has that of its neighbour spares the terminal two changes. */
static void fill_gap(const Frame *frame, int row, int column) {
  const RowEnd *end = &frame->ends[row];
  int gap = column - end->column;
  bool looks =
      frame->theme->pairs[end->role] != 0 || frame->theme->attributes[end->role] != A_NORMAL;
  if (end->column > 0 && gap > 0 && looks) {
    add(frame, row, &(Put){.column = end->column, .count = gap, .role = end->role, .text = " "});
  }
}

static void put(Frame *frame, int row, const Put *what) {
  if (frame->drawing == NULL) {
    drawing_put(frame->window, row, what->column, frame->theme->attributes[what->role],
                frame->theme->pairs[what->role], what->count, what->text);
    return;
  }
  fill_gap(frame, row, what->column);
  add(frame, row, what);
  int end = what->column + what->columns;
  if (end >= frame->ends[row].column) {
    frame->ends[row] = (RowEnd){end, what->role};
  }
}

void frame_end(Frame *frame) {
  if (frame->drawing == NULL) {
    return;
  }
  for (int row = 0; row < frame->rows && frame->theme->erases; row++) {
    fill_gap(frame, row, frame->columns);
  }
  drawing_end(frame->drawing);
  leave_drawing(frame);
}

/* Puts safe text so many columns wide. */
static void put_text(Frame *frame, int row, int column, int columns, Role role, const char *text) {
  if (text[0] != '\0') {
    put(frame, row, &(Put){.column = column, .columns = columns, .role = role, .text = text});
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
    put_text(frame, box.row, box.column + indent, (int)length, role, text);
    return box.column + indent;
  }
  char *safe = safe_line(frame, text);
  char *line = text_cut(safe, box.columns, frame->ascii);
  int columns = text_width(line);
  int indent = indent_of(align, box.columns, columns);
  put_text(frame, box.row, box.column + indent, columns, role, line);
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

/* Whether text is a line that is as it is when it has been wrapped. */
static bool is_one_line(const char *text, int columns) {
  size_t length = 0;
  return text_plain(text, &length) && length > 0 && length <= (size_t)columns && text[0] != ' ' &&
         text[length - 1] != ' ';
}

int draw_wrapped(Frame *frame, Box box, Role role, Align align, const char *text) {
  if (text == NULL || box.rows < 1 || box.columns < 1) {
    return 0;
  }
  if (is_one_line(text, box.columns)) {
    draw_text(frame, box, role, align, text);
    return 1;
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
  if (is_one_line(text, columns)) {
    return 1;
  }
  size_t count = 0;
  char **lines = text_wrap(text, columns, &count);
  text_lines_free(lines, count);
  return (int)count;
}

const char *glyph_text(const Frame *frame, Glyph glyph) {
  return glyphs[glyph][frame->ascii ? 1 : 0];
}

void draw_sign(Frame *frame, int row, int column, int count, Role role, const char *sign) {
  int end = column + count < frame->columns ? column + count : frame->columns;
  column = column < 0 ? 0 : column;
  if (row >= 0 && row < frame->rows && column < end) {
    count = end - column;
    put(frame, row,
        &(Put){.column = column, .columns = count, .count = count, .role = role, .text = sign});
  }
}

void draw_glyphs(Frame *frame, int row, int column, int count, Role role, Glyph glyph) {
  draw_sign(frame, row, column, count, role, glyph_text(frame, glyph));
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

/* What is said of the action in one place of the list; made only where it is not what was said
 * there the last time, by the same keys and in the same language. */
static const Hint *hint_of(const Frame *frame, Hint *kept, Action action, const char *catalogue) {
  const ActionRow *row = &action_rows[action];
  int keys[2] = {frame->keys->at[action][0], frame->keys->at[row->pair][0]};
  bool same_keys = kept->action == action && memcmp(kept->keys, keys, sizeof keys) == 0;
  if (same_keys && kept->catalogue == catalogue && kept->ascii == frame->ascii) {
    return kept;
  }
  *kept = (Hint){.action = action, .catalogue = catalogue, .ascii = frame->ascii};
  memcpy(kept->keys, keys, sizeof keys);
  if (keys_hint(frame->keys, action, frame->ascii, kept->key, sizeof kept->key)) {
    kept->text = _(row->hint);
    kept->key_columns = text_width(kept->key) + 1;
    kept->columns = kept->key_columns + text_width(kept->text) + HINT_GAP;
  }
  return kept;
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
  Hints anew = {0};
  Hint *hints = frame->hints != NULL ? frame->hints->at : anew.at;
  const char *catalogue = language_catalogue();
  for (size_t i = count - kept; i < count; i++) {
    room -= hint_of(frame, &hints[i], actions->at[i], catalogue)->columns;
  }
  for (size_t i = 0; i < count; i++) {
    bool last = i >= count - kept;
    if (!last && room < HINT_LEAST) {
      continue;
    }
    const Hint *hint = hint_of(frame, &hints[i], actions->at[i], catalogue);
    if (hint->columns > 0 && (last || hint->columns <= room)) {
      room -= last ? 0 : hint->columns;
      draw_hint(frame, box, hint);
      box.column += hint->columns;
      box.columns -= hint->columns;
    }
  }
}
