/* The themes, each in as many colours as a terminal may have. All of them are light on black, so
 * that no change from one to another is ever a flash, and what a role means is never said by colour
 * alone. */
#include "theme.h"

#include <term.h>

enum { CUBE_BLACK = 16, CUBE_COLOURS = 256, BRIGHT_COLOURS = 16, BASE_COLOURS = 8, OWN = -1 };

/* Without colours: nobody knows the terminal's own, so nothing can be measured. Dim is used by
 * night alone; high contrast never dims. */
#define PLAIN                                                                                      \
  {                                                                                                \
    [ROLE_TEXT] = {OWN, A_NORMAL}, [ROLE_STRONG] = {OWN, A_BOLD}, [ROLE_FAINT] = {OWN, A_DIM},     \
    [ROLE_SHAPE] = {OWN, A_NORMAL}, [ROLE_GLOW] = {OWN, A_NORMAL}, [ROLE_TRACK] = {OWN, A_DIM},    \
  }

/* One colour for all, with attributes, and with others where it is strong. */
#define EVEN(colour, usual, strong)                                                                \
  {                                                                                                \
    [ROLE_TEXT] = {(colour), (usual)}, [ROLE_STRONG] = {(colour), (strong)},                       \
    [ROLE_FAINT] = {(colour), (usual)}, [ROLE_SHAPE] = {(colour), (usual)},                        \
    [ROLE_GLOW] = {(colour), (usual)}, [ROLE_TRACK] = {(colour), (usual)},                         \
  }

static const Ink without[SHADE_COUNT][ROLE_COUNT] = {
    [SHADE_NIGHT] = PLAIN,
    [SHADE_DIM] =
        {
            [ROLE_TEXT] = {OWN, A_DIM},
            [ROLE_STRONG] = {OWN, A_NORMAL},
            [ROLE_FAINT] = {OWN, A_DIM},
            [ROLE_SHAPE] = {OWN, A_DIM},
            [ROLE_GLOW] = {OWN, A_DIM},
            [ROLE_TRACK] = {OWN, A_DIM},
        },
    [SHADE_DIMMER] = EVEN(OWN, A_DIM, A_DIM),
    [SHADE_DIMMEST] = EVEN(OWN, A_DIM, A_DIM),
    [SHADE_DAY] = PLAIN,
    [SHADE_HIGH_CONTRAST] = EVEN(OWN, A_NORMAL, A_BOLD),
    [SHADE_MONO] = PLAIN,
};

/* Eight or sixteen colours, of which every terminal has its own idea: yellow is a brown on the
 * console of a PC, and bright on xterm, where dim is two thirds of it. Contrast on black is at
 * least, of text and strong 4.0 by night to its third step and 2.7 in the last one before the dark,
 * 7 by day; of the rest 4.0, towards the end 2.7, and 7 by day. In high contrast it is 9 and more
 * for all. test_theme.c measures all of them. */
static const Ink few[SHADE_COUNT][ROLE_COUNT] = {
    [SHADE_NIGHT] =
        {
            [ROLE_TEXT] = {COLOR_YELLOW, A_NORMAL},
            [ROLE_STRONG] = {COLOR_YELLOW, A_BOLD},
            [ROLE_FAINT] = {COLOR_YELLOW, A_DIM},
            [ROLE_SHAPE] = {COLOR_YELLOW, A_NORMAL},
            [ROLE_GLOW] = {COLOR_YELLOW, A_DIM},
            [ROLE_TRACK] = {COLOR_YELLOW, A_DIM},
        },
    [SHADE_DIM] =
        {
            [ROLE_TEXT] = {COLOR_YELLOW, A_DIM},
            [ROLE_STRONG] = {COLOR_YELLOW, A_NORMAL},
            [ROLE_FAINT] = {COLOR_YELLOW, A_DIM},
            [ROLE_SHAPE] = {COLOR_YELLOW, A_DIM},
            [ROLE_GLOW] = {COLOR_RED, A_NORMAL},
            [ROLE_TRACK] = {COLOR_RED, A_NORMAL},
        },
    [SHADE_DIMMER] =
        {
            [ROLE_TEXT] = {COLOR_YELLOW, A_DIM},
            [ROLE_STRONG] = {COLOR_YELLOW, A_DIM},
            [ROLE_FAINT] = {COLOR_RED, A_NORMAL},
            [ROLE_SHAPE] = {COLOR_YELLOW, A_DIM},
            [ROLE_GLOW] = {COLOR_RED, A_NORMAL},
            [ROLE_TRACK] = {COLOR_RED, A_NORMAL},
        },
    [SHADE_DIMMEST] = EVEN(COLOR_RED, A_NORMAL, A_NORMAL),
    [SHADE_DAY] =
        {
            [ROLE_TEXT] = {COLOR_WHITE, A_NORMAL},
            [ROLE_STRONG] = {COLOR_WHITE, A_BOLD},
            [ROLE_FAINT] = {COLOR_WHITE, A_DIM},
            [ROLE_SHAPE] = {COLOR_CYAN, A_NORMAL},
            [ROLE_GLOW] = {COLOR_CYAN, A_NORMAL},
            [ROLE_TRACK] = {COLOR_WHITE, A_DIM},
        },
    [SHADE_HIGH_CONTRAST] = EVEN(COLOR_WHITE, A_NORMAL, A_BOLD),
    [SHADE_MONO] = PLAIN,
};

/* With sixteen, high contrast has a brighter white: 9 and more for all, as with eight. */
enum { BRIGHT_YELLOW = 11, BRIGHT_WHITE = 15 };
static const Ink bright[ROLE_COUNT] = {
    [ROLE_TEXT] = {BRIGHT_WHITE, A_NORMAL}, [ROLE_STRONG] = {BRIGHT_YELLOW, A_BOLD},
    [ROLE_FAINT] = {COLOR_WHITE, A_NORMAL}, [ROLE_SHAPE] = {BRIGHT_WHITE, A_NORMAL},
    [ROLE_GLOW] = {COLOR_WHITE, A_NORMAL},  [ROLE_TRACK] = {COLOR_WHITE, A_NORMAL},
};

/* The 6 x 6 x 6 colour cube and the greys that all terminals of 256 colours share; by night ambers,
 * without blue and white, so that it does not wake the eyes. Contrast on black (WCAG 2), text,
 * strong, faint, shape, glow, track:
 *   night          6.3  7.4  4.5  6.3  3.7  3.7     text at least 4.5, all at least 3
 *   dim            4.5  6.3  3.7  4.5  3.7  3.1     text at least 4.4, all at least 3
 *   dimmer         3.7  4.5  3.7  3.7  3.1  3.1     all at least 3
 *   dimmest        3.1 all                          all at least 3
 *   day           11.1 20.5  6.1  8.8  5.3  4.6     all at least 4.5
 *   high contrast 21.0 19.6 13.6 21.0 11.1 11.1     all at least 7
 * test_theme.c measures all of them. */
static const Ink many[SHADE_COUNT][ROLE_COUNT] = {
    [SHADE_NIGHT] =
        {
            [ROLE_TEXT] = {136, A_NORMAL},
            [ROLE_STRONG] = {172, A_NORMAL},
            [ROLE_FAINT] = {130, A_NORMAL},
            [ROLE_SHAPE] = {136, A_NORMAL},
            [ROLE_GLOW] = {94, A_NORMAL},
            [ROLE_TRACK] = {94, A_NORMAL},
        },
    [SHADE_DIM] =
        {
            [ROLE_TEXT] = {130, A_NORMAL},
            [ROLE_STRONG] = {136, A_NORMAL},
            [ROLE_FAINT] = {94, A_NORMAL},
            [ROLE_SHAPE] = {130, A_NORMAL},
            [ROLE_GLOW] = {94, A_NORMAL},
            [ROLE_TRACK] = {58, A_NORMAL},
        },
    [SHADE_DIMMER] =
        {
            [ROLE_TEXT] = {94, A_NORMAL},
            [ROLE_STRONG] = {130, A_NORMAL},
            [ROLE_FAINT] = {94, A_NORMAL},
            [ROLE_SHAPE] = {94, A_NORMAL},
            [ROLE_GLOW] = {58, A_NORMAL},
            [ROLE_TRACK] = {58, A_NORMAL},
        },
    [SHADE_DIMMEST] = EVEN(58, A_NORMAL, A_NORMAL),
    [SHADE_DAY] =
        {
            [ROLE_TEXT] = {250, A_NORMAL},
            [ROLE_STRONG] = {230, A_NORMAL},
            [ROLE_FAINT] = {245, A_NORMAL},
            [ROLE_SHAPE] = {109, A_NORMAL},
            [ROLE_GLOW] = {66, A_NORMAL},
            [ROLE_TRACK] = {243, A_NORMAL},
        },
    [SHADE_HIGH_CONTRAST] =
        {
            [ROLE_TEXT] = {231, A_NORMAL},
            [ROLE_STRONG] = {226, A_BOLD},
            [ROLE_FAINT] = {252, A_NORMAL},
            [ROLE_SHAPE] = {231, A_NORMAL},
            [ROLE_GLOW] = {250, A_NORMAL},
            [ROLE_TRACK] = {250, A_NORMAL},
        },
    [SHADE_MONO] = PLAIN,
};

Ink theme_ink(Depth depth, Shade shade, Role role) {
  if (depth == DEPTH_16 && shade == SHADE_HIGH_CONTRAST) {
    return bright[role];
  }
  return depth == DEPTH_NONE  ? without[shade][role]
         : depth == DEPTH_256 ? many[shade][role]
                              : few[shade][role];
}

static short black(const Theme *theme) {
  return theme->depth == DEPTH_256 ? CUBE_BLACK : COLOR_BLACK;
}

/* Makes a colour on black, or with OWN the terminal's two, what curses takes for those of pair 0:
 * it goes back to that after every refresh, and has nothing to write where that is what comes next.
 */
static void lay_ground(Theme *theme, short colour) {
  if (theme->depth != DEPTH_NONE && theme->ground != colour) {
    /* What is empty stays as it was painted, so all of it is painted anew on another ground. */
    bool repaint = colour == OWN || theme->ground == OWN;
    clearok(curscr, repaint || is_cleared(curscr));
    theme->ground = colour;
    assume_default_colors(colour, colour == OWN ? OWN : black(theme));
  }
}

/* The pair of a colour on black; made once, since curses writes a change of pair out even when it
 * is none of colour. 0: the ground's. */
static short pair_of(Theme *theme, short colour) {
  if (colour == OWN || colour == theme->ground) {
    return 0;
  }
  for (short i = 0; i < theme->pair_count; i++) {
    if (theme->colours[i] == colour) {
      return (short)(i + 1);
    }
  }
  if (theme->pair_count == THEME_PAIRS_MAX) {
    return 0;
  }
  theme->colours[theme->pair_count] = colour;
  theme->pair_count++;
  init_pair(theme->pair_count, colour, black(theme));
  return theme->pair_count;
}

void theme_use(Theme *theme, Shade shade) {
  theme->shade = shade;
  /* Between what moves and nothing there is no colour to change. */
  lay_ground(theme, theme_ink(theme->depth, shade, theme->moving).colour);
  Ink night = theme_ink(theme->depth, SHADE_NIGHT, ROLE_TEXT);
  theme->dark = (short)(shade == SHADE_MONO ? pair_of(theme, night.colour) : 0);
  for (int role = 0; role < ROLE_COUNT; role++) {
    Ink ink = theme_ink(theme->depth, shade, (Role)role);
    theme->attributes[role] = ink.attributes;
    theme->pairs[role] = pair_of(theme, ink.colour);
  }
}

void theme_mono(Theme *theme) {
  *theme = (Theme){.depth = DEPTH_NONE, .ground = OWN, .moving = ROLE_SHAPE};
  theme_use(theme, SHADE_NIGHT);
}

void theme_start(Theme *theme, bool colour) {
  Shade first = theme->shade;
  theme_mono(theme);
  if (!colour || !has_colors() || start_color() == ERR || COLORS < BASE_COLOURS ||
      COLOR_PAIRS <= THEME_PAIRS_MAX) {
    return;
  }
  use_default_colors();
  theme->erases = tigetflag("bce") > 0;
  theme->depth = COLORS >= CUBE_COLOURS ? DEPTH_256 : COLORS >= BRIGHT_COLOURS ? DEPTH_16 : DEPTH_8;
  theme_use(theme, first);
}
