/* libvterm. Contract: screen.h. */
#include "screen.h"

#include <stdlib.h>
#include <string.h>
#include <vterm.h>

#include "nightcalf/mem.h"

enum { CELL_BYTES = 32 };

struct Screen {
  VTerm *emulator;
  VTermScreen *cells;
  int rows, columns;
  VTermScreenCell *before; /* as they were when last asked */
};

static VTermScreenCell cell_at(const Screen *screen, int row, int column) {
  VTermScreenCell cell;
  memset(&cell, 0, sizeof cell);
  vterm_screen_get_cell(screen->cells, (VTermPos){row, column}, &cell);
  return cell;
}

/* Whether a person would see a difference. */
static bool differ(const VTermScreenCell *one, const VTermScreenCell *other) {
  bool blank = (one->chars[0] == 0 || one->chars[0] == ' ') &&
               (other->chars[0] == 0 || other->chars[0] == ' ');
  return (!blank &&
          (one->chars[0] != other->chars[0] || !vterm_color_is_equal(&one->fg, &other->fg))) ||
         one->attrs.reverse != other->attrs.reverse || !vterm_color_is_equal(&one->bg, &other->bg);
}

static void forget(Screen *screen) {
  free(screen->before);
  screen->before = mem_new((size_t)screen->rows * (size_t)screen->columns, sizeof *screen->before);
}

Screen *screen_new(int rows, int columns) {
  Screen *screen = mem_new(1, sizeof *screen);
  *screen = (Screen){.emulator = vterm_new(rows, columns), .rows = rows, .columns = columns};
  vterm_set_utf8(screen->emulator, 1);
  screen->cells = vterm_obtain_screen(screen->emulator);
  vterm_screen_enable_altscreen(screen->cells, 1);
  vterm_screen_reset(screen->cells, 1);
  forget(screen);
  return screen;
}

void screen_free(Screen *screen) {
  vterm_free(screen->emulator);
  free(screen->before);
  free(screen);
}

void screen_write(Screen *screen, const char *bytes, size_t count) {
  vterm_input_write(screen->emulator, bytes, count);
}

void screen_resize(Screen *screen, int rows, int columns) {
  screen->rows = rows;
  screen->columns = columns;
  vterm_set_size(screen->emulator, rows, columns);
  forget(screen);
}

int screen_changed(Screen *screen) {
  int count = 0;
  for (int row = 0; row < screen->rows; row++) {
    for (int column = 0; column < screen->columns; column++) {
      VTermScreenCell *before = &screen->before[row * screen->columns + column];
      VTermScreenCell cell = cell_at(screen, row, column);
      count += differ(before, &cell) ? 1 : 0;
      *before = cell;
    }
  }
  return count;
}

/* A row in UTF-8. Release with free(). */
static char *row_text(const Screen *screen, int row) {
  size_t size = (size_t)screen->columns * CELL_BYTES;
  char *text = mem_new(size + 1, 1);
  VTermRect rect = {row, row + 1, 0, screen->columns};
  text[vterm_screen_get_text(screen->cells, text, size, rect)] = '\0';
  return text;
}

bool screen_shows(Screen *screen, const char *text) {
  bool found = false;
  for (int row = 0; row < screen->rows && !found; row++) {
    char *line = row_text(screen, row);
    found = strstr(line, text) != NULL;
    free(line);
  }
  return found;
}

void screen_print(Screen *screen, FILE *stream) {
  for (int row = 0; row < screen->rows; row++) {
    char *line = row_text(screen, row);
    (void)fprintf(stream, "%s\n", line);
    free(line);
  }
}
