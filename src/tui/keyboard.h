/* From curses to the screens: what is typed is read, told apart, and handed over. */
#ifndef NIGHTCALF_TUI_KEYBOARD_H
#define NIGHTCALF_TUI_KEYBOARD_H

#include "input.h"
#include "tui.h"

enum { KEYBOARD_AT_ONCE = 256 /* then signals and time have their turn */ };

/* Hands over the keys that are there, at most KEYBOARD_AT_ONCE things that curses gave, and says
 * how many those were. 0: there was nothing at all. */
int keyboard_read(Tui *tui, Input *input);

#endif
