/* Golden screens in every theme and number of colours: what each cell is written in. One file of
 * tests/screens/themes for each, with the screens below in it. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "golden.h"
#include "inks.h"
#include "nightcalf/mem.h"
#include "nights_bench.h"
#include "suite.h"

static const Millis second = 1000;

static void home(ScreenBench *bench) {
  screen_bench_home(bench);
}

static void run(ScreenBench *bench) {
  screen_bench_run(bench, "legs", "wall");
  screen_bench_wait(bench, 22 * second);
}

static void breathe(ScreenBench *bench) {
  screen_bench_run(bench, "legs", "breathe");
  screen_bench_wait(bench, 3 * second);
}

static void question(ScreenBench *bench) {
  screen_bench_run(bench, "legs", NULL);
}

static void review(ScreenBench *bench) {
  nights_fill(bench);
  screen_bench_home(bench);
  screen_bench_type(bench, "v4");
}

static void settings(ScreenBench *bench) {
  settings_open(&bench->tui);
  screen_bench_type(bench, "j");
}

static void end(ScreenBench *bench) {
  screen_bench_run(bench, "at-once", NULL);
  screen_bench_wait(bench, 31 * second);
}

static void end_soon_dark(ScreenBench *bench) {
  screen_bench_run(bench, "at-once", NULL);
  screen_bench_wait(bench, 75 * second);
}

static void end_dark(ScreenBench *bench) {
  screen_bench_run(bench, "at-once", NULL);
  screen_bench_wait(bench, 95 * second);
}

static const struct {
  const char *name;
  void (*set)(ScreenBench *bench);
} scenes[] = {
    {"home", home},
    {"run", run},
    {"towards the end: breathing", breathe},
    {"a question", question},
    {"review", review},
    {"settings", settings},
    {"end", end},
    {"soon dark", end_soon_dark},
    {"dark", end_dark},
};

static const struct {
  const char *name;
  ThemeChoice choice;
} themes[] = {
    {"night", THEME_NIGHT},
    {"day", THEME_DAY},
    {"high-contrast", THEME_HIGH_CONTRAST},
    {"mono", THEME_MONO},
};
enum { THEMES = sizeof themes / sizeof themes[0] };

static const char *const depths[DEPTH_COUNT] = {"none", "8", "16", "256"};

/* A scene under its name. Release with free(). */
static char *draw(size_t scene, ThemeChoice choice, Depth depth) {
  ScreenBench *bench = screen_bench_new(24, 80);
  bench->app.settings.theme = (int)choice;
  screen_bench_colours(bench, depth);
  scenes[scene].set(bench);
  char *drawn = inks_draw(bench);
  char *titled = mem_format("== %s\n%s", scenes[scene].name, drawn);
  free(drawn);
  screen_bench_free(bench);
  return titled;
}

START_TEST(screens__are_as_their_files__in_every_theme) {
  size_t theme = (size_t)_i / DEPTH_COUNT;
  Depth depth = (Depth)(_i % DEPTH_COUNT);
  char *all = mem_copy("");
  for (size_t scene = 0; scene < sizeof scenes / sizeof scenes[0]; scene++) {
    char *one = draw(scene, themes[theme].choice, depth);
    char *longer = mem_format("%s%s", all, one);
    free(all);
    free(one);
    all = longer;
  }
  char *name = mem_format("themes/%s-%s", themes[theme].name, depths[depth]);
  ck_assert(golden_text_same(all, name, "test_screens_themes"));
  free(name);
  free(all);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("screens_themes");
  TCase *tests = tcase_create("themes");
  tcase_set_timeout(tests, 120);
  tcase_add_loop_test(tests, screens__are_as_their_files__in_every_theme, 0, THEMES * DEPTH_COUNT);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
