/* The themes: how much every role stands out in every theme and number of colours, that the night
 * only ever gets darker, and what it is time for.
 *
 * Contrast is that of WCAG 2.2, "relative luminance" and "contrast ratio",
 * https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio. NIGHTCALF_FIGURES=1 prints all of it. */
#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen_bench.h"
#include "suite.h"
#include "tui/shade.h"
#include "tui/theme.h"

typedef struct Rgb {
  int red, green, blue;
} Rgb;

/* The first sixteen colours differ from terminal to terminal: xterm's own, and those of a PC's
 * console. Sources: XTerm-col.ad of xterm; drivers/tty/vt/vt.c of Linux, default_red and the
 * others. */
enum { PALETTES = 2 };
static const Rgb palettes[PALETTES][16] = {
    {{0, 0, 0},
     {205, 0, 0},
     {0, 205, 0},
     {205, 205, 0},
     {0, 0, 238},
     {205, 0, 205},
     {0, 205, 205},
     {229, 229, 229},
     {127, 127, 127},
     {255, 0, 0},
     {0, 255, 0},
     {255, 255, 0},
     {92, 92, 255},
     {255, 0, 255},
     {0, 255, 255},
     {255, 255, 255}},
    {{0, 0, 0},
     {170, 0, 0},
     {0, 170, 0},
     {170, 85, 0},
     {0, 0, 170},
     {170, 0, 170},
     {0, 170, 170},
     {170, 170, 170},
     {85, 85, 85},
     {255, 85, 85},
     {85, 255, 85},
     {255, 255, 85},
     {85, 85, 255},
     {255, 85, 255},
     {85, 255, 255},
     {255, 255, 255}},
};
enum { XTERM, CONSOLE };

/* From 16 on: a cube, then greys. Source: ctlseqs of xterm, 256 colours. */
static int cube_level(int index) {
  return index == 0 ? 0 : 55 + 40 * index;
}

static Rgb colour_of(int palette, int colour) {
  if (colour < 16) {
    return palettes[palette][colour];
  }
  if (colour >= 232) {
    int grey = 8 + 10 * (colour - 232);
    return (Rgb){grey, grey, grey};
  }
  int index = colour - 16;
  return (Rgb){cube_level(index / 36), cube_level(index / 6 % 6), cube_level(index % 6)};
}

static double linear(int channel) {
  double part = channel / 255.0;
  return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4);
}

static double luminance(Rgb colour) {
  return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
}

/* On black. Dim is two thirds of each channel, as xterm has it; the console's terminfo entry (ncv)
 * keeps it from being used together with a colour. */
static double contrast(int palette, Ink ink) {
  Rgb colour = colour_of(palette, ink.colour);
  if ((ink.attributes & A_DIM) != 0 && palette == XTERM) {
    colour = (Rgb){colour.red * 2 / 3, colour.green * 2 / 3, colour.blue * 2 / 3};
  }
  return (luminance(colour) + 0.05) / 0.05;
}

static bool is_read(Role role) {
  return role == ROLE_TEXT || role == ROLE_STRONG;
}

/* The least contrast: of text and titles, and of all the rest. By night it is meant to be little,
 * and towards the end less; these floors hold what theme.c says. */
static const struct Floor {
  double read, rest;
} floors[2][SHADE_COUNT] = {
    {
        [SHADE_NIGHT] = {4.0, 4.0},
        [SHADE_DIM] = {4.0, 2.7},
        [SHADE_DIMMER] = {4.0, 2.7},
        [SHADE_DIMMEST] = {2.7, 2.7},
        [SHADE_DAY] = {7.0, 7.0},
        [SHADE_HIGH_CONTRAST] = {7.0, 7.0},
    },
    {
        [SHADE_NIGHT] = {4.5, 3.0},
        [SHADE_DIM] = {4.4, 3.0},
        [SHADE_DIMMER] = {3.0, 3.0},
        [SHADE_DIMMEST] = {3.0, 3.0},
        [SHADE_DAY] = {4.5, 4.5},
        [SHADE_HIGH_CONTRAST] = {7.0, 7.0},
    },
};

static const char *const depth_names[] = {"none", "8", "16", "256"};
static const char *const shade_names[] = {"night", "dim",           "dimmer", "dimmest",
                                          "day",   "high-contrast", "mono"};
static const char *const role_names[] = {"text", "strong", "faint", "shape", "glow", "track"};

START_TEST(theme__can_be_read__in_every_pair) {
  bool figures = getenv("NIGHTCALF_FIGURES") != NULL;
  for (Depth depth = DEPTH_8; depth < DEPTH_COUNT; depth++) {
    for (Shade shade = SHADE_NIGHT; shade < SHADE_MONO; shade++) {
      for (Role role = ROLE_TEXT; role < ROLE_COUNT; role++) {
        const struct Floor *floor = &floors[depth == DEPTH_256 ? 1 : 0][shade];
        double least = is_read(role) ? floor->read : floor->rest;
        for (int palette = 0; palette < (depth == DEPTH_256 ? 1 : PALETTES); palette++) {
          double ratio = contrast(palette, theme_ink(depth, shade, role));
          if (figures) {
            printf("%s colours, palette %d, %s, %s: %.2f\n", depth_names[depth], palette,
                   shade_names[shade], role_names[role], ratio);
          }
          ck_assert_msg(ratio >= least, "%s colours, palette %d, %s, %s: %.2f, less than %.1f",
                        depth_names[depth], palette, shade_names[shade], role_names[role], ratio,
                        least);
        }
      }
    }
  }
}
END_TEST

START_TEST(theme__only_gets_darker__from_step_to_step_of_the_night) {
  for (Depth depth = DEPTH_8; depth < DEPTH_COUNT; depth++) {
    for (Shade shade = SHADE_DIM; shade <= SHADE_DIMMEST; shade++) {
      double before = 0;
      double now = 0;
      for (Role role = ROLE_TEXT; role < ROLE_COUNT; role++) {
        double one = contrast(XTERM, theme_ink(depth, shade - 1, role));
        double other = contrast(XTERM, theme_ink(depth, shade, role));
        ck_assert_msg(other <= one, "%s colours, %s, %s is brighter than before",
                      depth_names[depth], shade_names[shade], role_names[role]);
        before += one;
        now += other;
      }
      ck_assert_msg(now < before, "%s colours: %s is no darker than before", depth_names[depth],
                    shade_names[shade]);
    }
  }
}
END_TEST

START_TEST(theme__has_no_blue_and_no_white__by_night) {
  for (Depth depth = DEPTH_8; depth < DEPTH_COUNT; depth++) {
    for (Shade shade = SHADE_NIGHT; shade <= SHADE_DIMMEST; shade++) {
      for (Role role = ROLE_TEXT; role < ROLE_COUNT; role++) {
        ck_assert_int_eq(colour_of(XTERM, theme_ink(depth, shade, role).colour).blue, 0);
      }
    }
  }
}
END_TEST

START_TEST(theme__reverses_and_blinks__nothing) {
  const attr_t loud = A_REVERSE | A_BLINK | A_STANDOUT;
  for (Depth depth = DEPTH_NONE; depth < DEPTH_COUNT; depth++) {
    for (Shade shade = SHADE_NIGHT; shade < SHADE_COUNT; shade++) {
      for (Role role = ROLE_TEXT; role < ROLE_COUNT; role++) {
        attr_t attributes = theme_ink(depth, shade, role).attributes;
        ck_assert(!(attributes & loud));
        ck_assert(!(shade == SHADE_HIGH_CONTRAST && (attributes & A_DIM)));
      }
    }
  }
}
END_TEST

/* ---- on a terminal ---- */

static const Millis second = 1000;

static ScreenBench *bench;

static void set_up(void) {
  bench = screen_bench_new(24, 80);
}

static void tear_down(void) {
  screen_bench_free(bench);
}

START_TEST(theme__is_what_the_table_says__on_every_terminal) {
  for (Depth depth = DEPTH_NONE; depth < DEPTH_COUNT; depth++) {
    screen_bench_colours(bench, depth);
    Theme *theme = &bench->tui.theme;
    ck_assert_int_eq(theme->depth, depth);
    for (Shade shade = SHADE_NIGHT; shade < SHADE_COUNT; shade++) {
      theme_use(theme, shade);
      for (Role role = ROLE_TEXT; role < ROLE_COUNT; role++) {
        Ink ink = theme_ink(depth, shade, role);
        short colour = -1;
        short ground = -1;
        ck_assert_int_eq(theme->attributes[role], ink.attributes);
        if (depth != DEPTH_NONE) {
          ck_assert_int_eq(pair_content(theme->pairs[role], &colour, &ground), OK);
        }
        ck_assert_int_eq(colour, ink.colour);
        ck_assert_int_eq(ground, ink.colour == -1 ? -1 : depth == DEPTH_256 ? 16 : COLOR_BLACK);
      }
    }
    ck_assert_int_lt(theme->pair_count, THEME_PAIRS_MAX);
  }
}
END_TEST

START_TEST(theme__changes_no_colour__between_what_moves_and_nothing) {
  static const Role moving[] = {ROLE_SHAPE, ROLE_GLOW};
  for (Depth depth = DEPTH_8; depth < DEPTH_COUNT; depth++) {
    screen_bench_colours(bench, depth);
    Theme *theme = &bench->tui.theme;
    for (size_t i = 0; i < sizeof moving / sizeof moving[0]; i++) {
      for (Shade shade = SHADE_NIGHT; shade < SHADE_COUNT; shade++) {
        theme->moving = moving[i];
        theme_use(theme, shade);
        ck_assert_int_eq(theme->pairs[moving[i]], 0);
      }
    }
  }
}
END_TEST

static Shade drawn(void) {
  free(screen_bench_draw(bench));
  return bench->tui.theme.shade;
}

START_TEST(theme__is_the_one_that_was_chosen) {
  static const struct {
    ThemeChoice choice;
    Shade shade;
  } chosen[] = {{THEME_NIGHT, SHADE_NIGHT},
                {THEME_DAY, SHADE_DAY},
                {THEME_HIGH_CONTRAST, SHADE_HIGH_CONTRAST},
                {THEME_MONO, SHADE_MONO}};
  screen_bench_colours(bench, DEPTH_256);
  screen_bench_home(bench);
  for (size_t i = 0; i < sizeof chosen / sizeof chosen[0]; i++) {
    bench->app.settings.theme = (int)chosen[i].choice;
    ck_assert_int_eq(drawn(), chosen[i].shade);
    Moment wake;
    ck_assert(!shade_deadline(&bench->tui, &wake));
  }
}
END_TEST

/* The time of day on the bench's evening. */
static void set_clock(int hour, int minute) {
  bench->wall_ms = INT64_C(1795382460000) + ((hour - 22) * 60 + minute - 21) * INT64_C(60000);
}

START_TEST(theme__changes_by_itself__at_its_time_and_not_before) {
  Moment wake;
  screen_bench_colours(bench, DEPTH_256);
  bench->app.settings.bedtime = 22 * 60;
  set_clock(20, 59);
  screen_bench_home(bench);
  ck_assert_int_eq(drawn(), SHADE_DAY);
  ck_assert(shade_deadline(&bench->tui, &wake));
  ck_assert_int_eq(moment_since(wake, bench->now), 60 * second);
  screen_bench_wait(bench, 59999);
  ck_assert_int_eq(drawn(), SHADE_DAY);
  screen_bench_wait(bench, 1);
  ck_assert_int_eq(drawn(), SHADE_NIGHT);
  ck_assert(shade_deadline(&bench->tui, &wake));
  ck_assert_int_eq(moment_since(wake, bench->now), second * 10 * 60 * 60);
  screen_bench_wait(bench, second * 10 * 60 * 60);
  ck_assert_int_eq(drawn(), SHADE_DAY);
}
END_TEST

START_TEST(theme__wakes_nobody__where_there_are_no_colours) {
  Moment wake;
  screen_bench_home(bench);
  ck_assert_int_eq(bench->tui.theme.depth, DEPTH_NONE);
  ck_assert(!shade_deadline(&bench->tui, &wake));
}
END_TEST

START_TEST(theme__is_of_the_night__while_a_routine_of_the_night_runs) {
  screen_bench_colours(bench, DEPTH_256);
  bench->app.settings.theme = THEME_DAY;
  screen_bench_run(bench, "at-once", NULL);
  ck_assert_int_eq(drawn(), SHADE_DAY);
  bench->app.routine->night = true;
  ck_assert_int_eq(drawn(), SHADE_NIGHT);
  bench->app.settings.theme = THEME_HIGH_CONTRAST;
  ck_assert_int_eq(drawn(), SHADE_HIGH_CONTRAST);
}
END_TEST

START_TEST(theme__dims_step_by_step__and_ends_on_a_dark_screen) {
  screen_bench_colours(bench, DEPTH_256);
  bench->app.settings.theme = THEME_NIGHT;
  screen_bench_run(bench, "at-once", NULL);
  ck_assert_int_eq(drawn(), SHADE_NIGHT);
  screen_bench_wait(bench, 14500);
  ck_assert_int_eq(drawn(), SHADE_NIGHT);
  screen_bench_wait(bench, 1000);
  ck_assert_int_eq(drawn(), SHADE_DIM);
  screen_bench_wait(bench, 7500);
  ck_assert_int_eq(drawn(), SHADE_DIMMER);
  screen_bench_wait(bench, 7500);
  ck_assert_str_eq(bench->tui.stack[bench->tui.depth - 1].screen->name, "end");
  ck_assert_int_eq(drawn(), SHADE_DIMMER);
  screen_bench_wait(bench, 39000);
  ck_assert_int_eq(drawn(), SHADE_DIMMER);
  screen_bench_wait(bench, 1000);
  ck_assert_int_eq(drawn(), SHADE_DIMMEST);
  screen_bench_wait(bench, 20000);
  char *text = screen_bench_draw(bench);
  ck_assert_msg(strspn(text, "\n") == 24, "%s", text);
  free(text);
}
END_TEST

START_TEST(theme__is_dark_at_the_end__also_in_the_terminals_own_colours) {
  screen_bench_colours(bench, DEPTH_8);
  bench->app.settings.theme = THEME_MONO;
  screen_bench_run(bench, "at-once", NULL);
  screen_bench_wait(bench, 100 * second);
  free(screen_bench_draw(bench));
  short colour = -1;
  short ground = -1;
  pair_content((short)PAIR_NUMBER(getbkgd(bench->window)), &colour, &ground);
  ck_assert_int_eq(ground, COLOR_BLACK);
}
END_TEST

START_TEST(theme__stays_readable__where_something_is_asked_or_hurts) {
  screen_bench_colours(bench, DEPTH_256);
  bench->app.settings.theme = THEME_NIGHT;
  screen_bench_run(bench, "legs", "bed");
  ck_assert_int_eq(session_state(bench->app.session), SESSION_WAITING);
  ck_assert_int_eq(drawn(), SHADE_DIM);
  tui_close_all(&bench->tui);
  app_session_drop(&bench->app);
  screen_bench_run(bench, "at-once", NULL);
  screen_bench_wait(bench, 25 * second);
  ck_assert_int_eq(drawn(), SHADE_DIMMER);
  screen_bench_type(bench, "x");
  ck_assert_int_eq(drawn(), SHADE_NIGHT);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("theme");
  TCase *tables = tcase_create("tables");
  tcase_add_test(tables, theme__can_be_read__in_every_pair);
  tcase_add_test(tables, theme__only_gets_darker__from_step_to_step_of_the_night);
  tcase_add_test(tables, theme__has_no_blue_and_no_white__by_night);
  tcase_add_test(tables, theme__reverses_and_blinks__nothing);
  suite_add_tcase(suite, tables);
  TCase *shown = tcase_create("shown");
  tcase_add_checked_fixture(shown, set_up, tear_down);
  tcase_set_timeout(shown, 60);
  tcase_add_test(shown, theme__is_what_the_table_says__on_every_terminal);
  tcase_add_test(shown, theme__changes_no_colour__between_what_moves_and_nothing);
  tcase_add_test(shown, theme__is_the_one_that_was_chosen);
  tcase_add_test(shown, theme__changes_by_itself__at_its_time_and_not_before);
  tcase_add_test(shown, theme__wakes_nobody__where_there_are_no_colours);
  tcase_add_test(shown, theme__is_of_the_night__while_a_routine_of_the_night_runs);
  tcase_add_test(shown, theme__dims_step_by_step__and_ends_on_a_dark_screen);
  tcase_add_test(shown, theme__is_dark_at_the_end__also_in_the_terminals_own_colours);
  tcase_add_test(shown, theme__stays_readable__where_something_is_asked_or_hurts);
  suite_add_tcase(suite, shown);
  return suite_run(suite);
}
