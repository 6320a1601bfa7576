/* What a piece of text means, and how that looks on this terminal. */
#ifndef NIGHTCALF_TUI_THEME_H
#define NIGHTCALF_TUI_THEME_H

#include <curses.h>
#include <stdbool.h>

typedef enum Role {
  ROLE_TEXT,   /* what is read */
  ROLE_STRONG, /* titles, the focused line, words that matter now */
  ROLE_FAINT,  /* hints, what is over, what comes later */
  ROLE_SHAPE,  /* large digits */
  ROLE_GLOW,   /* the breathing shape: so large that it must be dark */
  ROLE_TRACK,  /* the part of a bar that is still to come */
  ROLE_COUNT
} Role;

typedef struct Theme {
  attr_t attributes[ROLE_COUNT];
  short pairs[ROLE_COUNT];
  short background; /* colour pair of an empty cell; 0: the terminal's own */
} Theme;

/* Without colour: normal, bold and dim. Needs no terminal. */
void theme_mono(Theme *theme);
/* The night theme in as many colours as the terminal of newterm() has; mono where it has none, or
 * where colour is not wanted. */
void theme_start(Theme *theme, bool colour);

#endif
