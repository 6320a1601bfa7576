/* The floor of what moves: a bar at 10 frames a second that grows and shrinks by a cell a frame. */
#include <curses.h>

#include "floor_screen.h"

enum { EVERY_MS = 100, BAR_COLUMNS = 30, BAR_LEFT = 10 };

static void show(long number) {
  int at = (int)(number % (2L * BAR_COLUMNS));
  int length = at < BAR_COLUMNS ? at : 2 * BAR_COLUMNS - at;
  move(LINES / 2, BAR_LEFT);
  for (int column = 0; column < BAR_COLUMNS; column++) {
    addstr(column < length ? "█" : " ");
  }
}

int main(void) {
  return floor_screen(EVERY_MS, show);
}
