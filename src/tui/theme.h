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

/* How many colours there are to choose from. */
typedef enum Depth { DEPTH_NONE, DEPTH_8, DEPTH_16, DEPTH_256, DEPTH_COUNT } Depth;

/* The themes; that of the night in its steps, from the brightest to the last before the dark. */
typedef enum Shade {
  SHADE_NIGHT,
  SHADE_DIM,
  SHADE_DIMMER,
  SHADE_DIMMEST,
  SHADE_DAY,
  SHADE_HIGH_CONTRAST,
  SHADE_MONO, /* the terminal's own two colours */
  SHADE_COUNT
} Shade;

/* What a role is written in. */
typedef struct Ink {
  short colour; /* of the terminal's; -1: its own */
  attr_t attributes;
} Ink;

enum { THEME_PAIRS_MAX = 24 };

typedef struct Theme {
  attr_t attributes[ROLE_COUNT];
  short pairs[ROLE_COUNT];
  short ground; /* colour of pair 0, that of an empty cell, on black; -1: the terminal's two */
  Role moving;  /* of what changes most often: theme_use() makes its colour that of pair 0 */
  short dark;   /* colour pair of a dark screen */
  Depth depth;
  Shade shade;
  bool erases; /* the terminal erases in any colour: blanks to the end of a row take no bytes */
  short colours[THEME_PAIRS_MAX]; /* of the pairs from 1 on */
  short pair_count;
} Theme;

/* What a role is written in, on black; DEPTH_NONE and SHADE_MONO: on the terminal's own ground. */
Ink theme_ink(Depth depth, Shade shade, Role role);

/* Without colour: normal, bold and dim. Needs no terminal. */
void theme_mono(Theme *theme);
/* The theme's shade in as many colours as the terminal of newterm() has, or in none where colour is
 * not wanted: the terminal is cleared in it before anything is drawn. */
void theme_start(Theme *theme, bool colour);
/* The same terminal in another shade. */
void theme_use(Theme *theme, Shade shade);

#endif
