/* Lists with a mark. */
#include "menu.h"

#include <stdlib.h>

#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"

enum { MARK_COLUMNS = 2, NUMBERS = 9, ROWS_TO_LOOK_AHEAD = 3 };

void menu_move(size_t *selected, size_t count, int by) {
  if (by < 0 && *selected > 0) {
    *selected -= 1;
  } else if (by > 0 && *selected + 1 < count) {
    *selected += 1;
  }
}

/* The first of so many rows of a longer list, as near to another as lets the mark be seen. */
static size_t first_near(size_t near, size_t count, size_t selected, size_t rows) {
  size_t beyond = rows >= ROWS_TO_LOOK_AHEAD ? 1 : 0;
  size_t first = near;
  if (selected < first + beyond) {
    first = selected > beyond ? selected - beyond : 0;
  } else if (selected + beyond + 1 > first + rows) {
    first = selected + beyond + 1 - rows;
  }
  return first + rows > count ? count - rows : first;
}

size_t menu_first(Frame *frame, size_t count, size_t selected, size_t rows) {
  if (count <= rows) {
    return 0;
  }
  size_t middle = selected > rows / 2 ? selected - rows / 2 : 0;
  ListPlace *place = frame->list;
  /* a step further than was seen is still near */
  bool near = place != NULL && place->drawn && selected + 1 >= place->first &&
              selected <= place->first + rows;
  size_t first = first_near(near ? place->first : middle, count, selected, rows);
  if (place != NULL) {
    *place = (ListPlace){true, first};
  }
  return first;
}

char *menu_line(const char *title, const char *marks, int columns, bool ascii) {
  char *cut = text_cut(title, columns - text_width(marks), ascii);
  char *line = mem_format("%s%s", cut, marks);
  free(cut);
  return line;
}

static void draw_line(Frame *frame, Box box, const char *text, bool marked) {
  Role role = marked ? ROLE_STRONG : ROLE_TEXT;
  if (marked) {
    draw_text(frame, box, role, ALIGN_LEFT, ">");
    frame_cursor(frame, box.row, box.column);
  }
  box.column += MARK_COLUMNS;
  box.columns -= MARK_COLUMNS;
  draw_text(frame, box, role, ALIGN_LEFT, text);
}

void menu_more(Frame *frame, Box box, bool above, bool below) {
  int edge = box.column + box.columns;
  if (box.rows > 0 && above) {
    draw_glyphs(frame, box.row, edge, 1, ROLE_FAINT, GLYPH_ABOVE);
  }
  if (box.rows > 0 && below) {
    draw_glyphs(frame, box.row + box.rows - 1, edge, 1, ROLE_FAINT, GLYPH_BELOW);
  }
}

int menu_draw(Frame *frame, Box box, const char *const *lines, size_t count, size_t selected,
              bool numbered) {
  size_t rows = box.rows > 0 ? (size_t)box.rows : 0;
  rows = rows < count ? rows : count;
  size_t first = menu_first(frame, count, selected, rows);
  for (size_t i = 0; i < rows; i++) {
    size_t line = first + i;
    bool number = numbered && line < NUMBERS;
    char *text = number ? mem_format("%zu  %s", line + 1, lines[line]) : mem_copy(lines[line]);
    draw_line(frame, box_below(box, (int)i), text, line == selected);
    free(text);
  }
  box.rows = (int)rows;
  menu_more(frame, box, first > 0, first + rows < count);
  return (int)rows;
}

int menu_answers(Frame *frame, Box box, const char *const *answers, size_t count, size_t selected) {
  const char **lines = mem_new(count + 1, sizeof *lines);
  for (size_t i = 0; i < count; i++) {
    lines[i] = _(answers[i]);
  }
  int rows = menu_draw(frame, box, lines, count, selected, true);
  free(lines);
  return rows;
}

char *menu_columns(const char *first, int column, const char *second) {
  int gap = column - text_width(first);
  return mem_format("%s%*s%s", first, gap > 0 ? gap : 1, "", second);
}
