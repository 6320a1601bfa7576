/* Which theme it is time for. The night's own comes by the clock and stays for what is made for the
 * night; only there does a session end darker than it began. */
#include "shade.h"

/* Whether light is unwelcome by the clock. */
static bool is_dark(const Tui *tui, Millis *change) {
  const Settings *settings = &tui->app->settings;
  WallTime wall = tui_wall(tui);
  Night tonight = night_of(wall, settings->night_boundary);
  return night_is_dark(wall, settings->night_boundary, settings_bedtime(settings, tonight), change);
}

/* Whether what runs is always shown in the night theme. */
static bool runs_by_night(const App *app) {
  return app->session != NULL && app->routine != NULL && app->routine->night;
}

/* How far the screen on top is darkened. */
static Shade night_shade(const Tui *tui) {
  const OpenScreen *open = tui->depth > 0 ? &tui->stack[tui->depth - 1] : NULL;
  if (open == NULL || open->screen->shade == NULL) {
    return SHADE_NIGHT;
  }
  return open->screen->shade(tui, open->state);
}

Shade shade_now(const Tui *tui) {
  int choice = tui->app->settings.theme;
  Millis change = 0;
  /* What was chosen to be able to read at all stays, also at night. */
  if (choice == THEME_HIGH_CONTRAST) {
    return SHADE_HIGH_CONTRAST;
  }
  if (choice == THEME_MONO) {
    return SHADE_MONO;
  }
  bool night = choice == THEME_NIGHT || runs_by_night(tui->app) ||
               (choice == THEME_BY_TIME && is_dark(tui, &change));
  return night ? night_shade(tui) : SHADE_DAY;
}

bool shade_deadline(const Tui *tui, Moment *deadline) {
  /* Without colours night and day look alike. */
  if (tui->app->settings.theme != THEME_BY_TIME || tui->theme.depth == DEPTH_NONE) {
    return false;
  }
  Millis change = 0;
  (void)is_dark(tui, &change);
  *deadline = moment_after(tui_now(tui), change);
  return true;
}
