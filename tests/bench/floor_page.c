/* floor_page: the floor of what shows another page: every key repaints a whole screen of text, in
 * one colour, of which no cell stays as it was. */
#include <curses.h>

#include "floor_screen.h"

static void show(long number) {
  static const char *const pages[] = {
      "The quick brown fox jumps over the lazy dog, and the dog sleeps.",
      "pack my box with five dozen jugs of liquor; every night a page!!",
  };
  for (int row = 0; row < LINES; row++) {
    mvaddstr(row, 0, pages[number % 2]);
  }
}

int main(void) {
  return floor_screen(1000, show);
}
