/* The real terminal: taken over, drawn on, and given back as it was found on every way out. */
#ifndef NIGHTCALF_TUI_TERMINAL_H
#define NIGHTCALF_TUI_TERMINAL_H

#include "input.h"
#include "nightcalf/error.h"
#include "tui.h"

typedef struct Terminal {
  SCREEN *screen;
  Input input;
  int cursor;     /* 1 shown, 0 hidden, -1 unknown */
  bool late;      /* the last drawing had to wait: the terminal took no output */
  WINDOW *notice; /* what terminal_notice() has painted; NULL: nothing */
} Terminal;

/* Whether curses can work here; else a clean sentence in err. Writes nothing. Asks how the terminal
 * is given back, so that terminal_start() needs it first. */
bool terminal_check(Error *err);
/* Takes the terminal over. After loop_prepare(), whose signal handlers must come first. */
bool terminal_start(Terminal *terminal, Theme *theme, Error *err);
/* Gives it back; harmless when it was given back already. */
void terminal_end(Terminal *terminal);
/* Gives it back for a while, and takes it again. */
void terminal_pause(Terminal *terminal);
void terminal_resume(Terminal *terminal);
/* Draws what has changed. Where no output is taken (Ctrl-S, a stalled line) nothing is drawn and
 * `late` is set: try again soon. */
void terminal_show(Terminal *terminal, Tui *tui);
/* Paints a line over the last row at once, without any screen being asked to draw itself; NULL
 * takes it away, and what was there is there again. */
void terminal_notice(Terminal *terminal, const Tui *tui, const char *text);

#endif
