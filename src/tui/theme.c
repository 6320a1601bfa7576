/* The night theme: dim amber on black, no blue and no white, so that it does not wake the eyes.
 * What a role means is never said by colour alone. */
#include "theme.h"

/* Source of the numbers: the 6 x 6 x 6 colour cube that all terminals of 256 colours share;
 * contrast on black is 6.8 for text, 7.8 for strong, 4.7 for faint, 3.8 for what glows or is to
 * come. */
static const short amber[ROLE_COUNT] = {
    [ROLE_TEXT] = 136,  [ROLE_STRONG] = 172, [ROLE_FAINT] = 130,
    [ROLE_SHAPE] = 136, [ROLE_GLOW] = 94,    [ROLE_TRACK] = 94,
};
enum { CUBE_BLACK = 16, CUBE_COLOURS = 256, BASE_COLOURS = 8 };

static const attr_t mono[ROLE_COUNT] = {
    [ROLE_TEXT] = A_NORMAL,  [ROLE_STRONG] = A_BOLD, [ROLE_FAINT] = A_DIM,
    [ROLE_SHAPE] = A_NORMAL, [ROLE_GLOW] = A_NORMAL, [ROLE_TRACK] = A_DIM,
};

void theme_mono(Theme *theme) {
  *theme = (Theme){0};
  for (int role = 0; role < ROLE_COUNT; role++) {
    theme->attributes[role] = mono[role];
  }
}

/* The pair of an earlier role of the same colour, else a new one: curses writes a change of pair
 * out even when it is none of colour. */
static short pair_of(const Theme *theme, int role, short colour, short background) {
  for (int earlier = 0; earlier < role; earlier++) {
    short used = 0;
    short behind = 0;
    if (pair_content(theme->pairs[earlier], &used, &behind) == OK && used == colour) {
      return theme->pairs[earlier];
    }
  }
  short pair = (short)(role + 1);
  init_pair(pair, colour, background);
  return pair;
}

void theme_start(Theme *theme, bool colour) {
  theme_mono(theme);
  if (!colour || !has_colors() || start_color() == ERR || COLORS < BASE_COLOURS ||
      COLOR_PAIRS <= ROLE_COUNT) {
    return;
  }
  use_default_colors();
  bool cube = COLORS >= CUBE_COLOURS;
  for (int role = 0; role < ROLE_COUNT; role++) {
    short foreground = COLOR_YELLOW;
    short background = COLOR_BLACK;
    if (cube) {
      foreground = amber[role];
      background = CUBE_BLACK;
    }
    theme->pairs[role] = pair_of(theme, role, foreground, background);
    if (cube) {
      theme->attributes[role] = A_NORMAL;
    }
  }
  theme->background = theme->pairs[ROLE_TEXT];
}
