/* Lists with a mark. */
#include "menu.h"

#include <stdlib.h>

#include "nightcalf/mem.h"

enum { MARK_COLUMNS = 2, NUMBERS = 9 };

void menu_move(size_t *selected, size_t count, int by) {
  if (by < 0 && *selected > 0) {
    *selected -= 1;
  } else if (by > 0 && *selected + 1 < count) {
    *selected += 1;
  }
}

size_t menu_first(size_t count, size_t selected, size_t rows) {
  if (count <= rows || selected < rows / 2) {
    return 0;
  }
  size_t first = selected - rows / 2;
  return first + rows > count ? count - rows : first;
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

int menu_draw(Frame *frame, Box box, const char *const *lines, size_t count, size_t selected,
              bool numbered) {
  size_t rows = box.rows > 0 ? (size_t)box.rows : 0;
  rows = rows < count ? rows : count;
  size_t first = menu_first(count, selected, rows);
  for (size_t i = 0; i < rows; i++) {
    size_t line = first + i;
    bool number = numbered && line < NUMBERS;
    char *text = number ? mem_format("%zu  %s", line + 1, lines[line]) : mem_copy(lines[line]);
    draw_line(frame, box_below(box, (int)i), text, line == selected);
    free(text);
  }
  int edge = box.column + box.columns;
  if (rows > 0 && first > 0) {
    draw_glyphs(frame, box.row, edge, 1, ROLE_FAINT, GLYPH_ABOVE);
  }
  if (rows > 0 && first + rows < count) {
    draw_glyphs(frame, box.row + (int)rows - 1, edge, 1, ROLE_FAINT, GLYPH_BELOW);
  }
  return (int)rows;
}
