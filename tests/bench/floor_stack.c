/* floor_stack DB ROUTINE: the floor with what Nightcalf stands on: SQLite opened, one query, a
 * routine parsed by libconfig. */
#include <curses.h>

#include "floor_load.h"
#include "floor_screen.h"

static long loaded;

static void show(long number) {
  if (number == 0) {
    mvprintw(LINES - 1, 0, "%ld", loaded);
  }
  mvaddch(LINES / 2, COLS / 2, (chtype)('0' + number % 10));
}

int main(int argc, char **argv) {
  if (argc != 3) {
    return 2;
  }
  loaded = floor_query(argv[1], "SELECT count(*) FROM night_routines WHERE night = '2026-11-21'") +
           floor_parse(argv[2]);
  return loaded < 0 ? 1 : floor_screen(1000, show);
}
