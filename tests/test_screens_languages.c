/* Golden screens in other languages than English: one folder of tests/screens for each. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "diary_bench.h"
#include "editor_bench.h"
#include "golden.h"
#include "nightcalf/mem.h"
#include "nights_bench.h"
#include "suite.h"
#include "temp_folder.h"

static const Millis second = 1000;

static const char *const languages[] = {"de"};
enum { LANGUAGES = sizeof languages / sizeof languages[0] };

static void home(ScreenBench *bench) {
  screen_bench_home(bench);
}

static void start(ScreenBench *bench) {
  screen_bench_start(bench, "legs");
  screen_bench_wait(bench, 1200);
}

static void run(ScreenBench *bench) {
  screen_bench_run(bench, "legs", "wall");
  screen_bench_wait(bench, 22 * second);
}

static void run_hurt(ScreenBench *bench) {
  run(bench);
  screen_bench_type(bench, "x");
}

static void run_leave(ScreenBench *bench) {
  run(bench);
  screen_bench_type(bench, "q");
}

static void cramp(ScreenBench *bench) {
  screen_bench_home(bench);
  screen_bench_type(bench, "c");
  screen_bench_wait(bench, 3 * second);
}

static void end(ScreenBench *bench) {
  screen_bench_run(bench, "at-once", NULL);
  screen_bench_wait(bench, 31 * second);
}

static void diary(ScreenBench *bench) {
  diary_open(&bench->tui, diary_bench_last());
}

static void diary_question(ScreenBench *bench) {
  diary(bench);
  screen_bench_type(bench, "<Enter>");
}

static void review(ScreenBench *bench) {
  nights_fill(bench);
  screen_bench_home(bench);
  screen_bench_type(bench, "v");
}

static void review_trends(ScreenBench *bench) {
  review(bench);
  screen_bench_type(bench, "4");
}

static void review_compare(ScreenBench *bench) {
  review(bench);
  screen_bench_type(bench, "5");
}

static void routines_list(ScreenBench *bench) {
  routines_open(&bench->tui);
}

static void editor(ScreenBench *bench) {
  editor_bench_furnish(bench);
  editor_open(&bench->tui, "mine");
}

static void settings(ScreenBench *bench) {
  settings_open(&bench->tui);
}

static void help(ScreenBench *bench) {
  screen_bench_home(bench);
  screen_bench_type(bench, "?");
}

static void profile(ScreenBench *bench) {
  profile_open(&bench->tui);
}

static const struct {
  const char *name;
  void (*set)(ScreenBench *bench);
} scenes[] = {
    {"home", home},
    {"start", start},
    {"run", run},
    {"run-hurt", run_hurt},
    {"run-leave", run_leave},
    {"cramp", cramp},
    {"end", end},
    {"diary", diary},
    {"diary-question", diary_question},
    {"review", review},
    {"review-trends", review_trends},
    {"review-compare", review_compare},
    {"routines", routines_list},
    {"editor", editor},
    {"settings", settings},
    {"help", help},
    {"profile", profile},
};
enum { SCENES = sizeof scenes / sizeof scenes[0] };

static bool has_catalogue(const char *language) {
  char *path = mem_format("%s/%s/LC_MESSAGES/nightcalf.mo", CATALOGUES, language);
  bool there = access(path, R_OK) == 0;
  free(path);
  return there;
}

static void check_scene(size_t scene, const char *language, int rows, int columns) {
  ScreenBench *bench = screen_bench_new(rows, columns);
  screen_bench_language(bench, language);
  nights_settings(bench, "trial_routine = \"legs\"; trial_start = \"2026-10-24\";\n"
                         "compare_habits = [ \"standing_hours\" ];");
  scenes[scene].set(bench);
  bool same = golden_same(bench, scenes[scene].name, "test_screens_languages");
  screen_bench_free(bench);
  ck_assert(same);
}

START_TEST(screens__are_as_their_files__in_every_language_and_size) {
  size_t scene = (size_t)_i % SCENES;
  const char *language = languages[(size_t)_i / SCENES];
  if (!has_catalogue(language)) {
    return; /* built without msgfmt: English alone */
  }
  check_scene(scene, language, 24, 80);
  check_scene(scene, language, 12, 40);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("screens_languages");
  TCase *tests = tcase_create("languages");
  tcase_set_timeout(tests, 60);
  tcase_add_loop_test(tests, screens__are_as_their_files__in_every_language_and_size, 0,
                      LANGUAGES * SCENES);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
