/* The floor: ncurses, and one cell a second. */
#include <curses.h>

#include "floor_screen.h"

static void show(long number) {
  mvaddch(LINES / 2, COLS / 2, (chtype)('0' + number % 10));
}

int main(void) {
  return floor_screen(1000, show);
}
