/* From curses to the screens. Apart from face.c so that a test can type bytes without a loop. */
#include "keyboard.h"

enum {
  FIRST_KEY_MS = 25, /* for the second half of a character that came in two parts */
  NOTHING_AFTER = 4  /* curses says the same of broken UTF-8 as of nothing: so often in a row */
};

static void hand_over(Tui *tui, InputKind kind, int key) {
  if (kind == INPUT_KEY && !tui->asking) {
    tui_key(tui, key);
    tui_advance(tui);
  } else if (kind == INPUT_PASTED) {
    tui_paste(tui, key);
  }
}

int keyboard_read(Tui *tui, Input *input) {
  wint_t got = 0;
  int key = 0;
  int count = 0;
  int nothing = 0;
  wtimeout(stdscr, FIRST_KEY_MS);
  while (count < KEYBOARD_AT_ONCE && nothing < NOTHING_AFTER && tui->depth > 0) {
    int result = wget_wch(stdscr, &got);
    wtimeout(stdscr, 0);
    if (result == ERR) {
      nothing++;
      continue;
    }
    nothing = 0;
    count++;
    if (result == KEY_CODE_YES && got == KEY_RESIZE) {
      drawing_forget(&tui->drawing); /* curses has cut the window, or made it longer */
    }
    InputKind kind = input_take(input, result, got, &key);
    hand_over(tui, kind, key);
  }
  if (count < KEYBOARD_AT_ONCE) {
    InputKind last = input_pause(input, &key);
    hand_over(tui, last, key);
  }
  return count;
}
