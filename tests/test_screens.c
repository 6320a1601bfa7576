/* Golden screens: what every screen looks like at both sizes. A drawing that differs from its file
 * is shown beside it; NIGHTCALF_REFRESH=1 writes the files anew. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "golden.h"
#include "nightcalf/mem.h"
#include "screen_bench.h"
#include "suite.h"

static const Millis second = 1000;

typedef struct Scene {
  const char *name;
  void (*set)(ScreenBench *bench);
  bool ascii;
} Scene;

static void home(ScreenBench *bench) {
  screen_bench_home(bench);
}

static void home_broken(ScreenBench *bench) {
  screen_bench_home(bench);
  screen_bench_type(bench, "kk");
}

static void home_done(ScreenBench *bench) {
  screen_bench_home(bench);
  screen_bench_type(bench, "j<Enter><Enter>");
  screen_bench_wait(bench, 61 * second);
  screen_bench_type(bench, "<Enter>k");
}

static void home_broken_off(ScreenBench *bench) {
  screen_bench_run(bench, "legs", "wall");
  screen_bench_wait(bench, 40 * second);
  app_flush(&bench->app);
  tui_close_all(&bench->tui);
  app_session_drop(&bench->app);
  diagnostics_add(&bench->app.settings_findings, "nightcalf.cfg", 1, 1, false, "unknown setting");
  screen_bench_home(bench);
}

static void start(ScreenBench *bench) {
  screen_bench_start(bench, "legs");
  screen_bench_wait(bench, 1200);
}

static void start_lengths(ScreenBench *bench) {
  screen_bench_start(bench, "short");
  screen_bench_type(bench, "l");
}

static void run_setup(ScreenBench *bench) {
  screen_bench_run(bench, "legs", "wall");
  screen_bench_wait(bench, 3500);
}

static void run_hold(ScreenBench *bench) {
  screen_bench_run(bench, "legs", "wall");
  screen_bench_wait(bench, 18 * second);
}

static void run_rest(ScreenBench *bench) {
  screen_bench_run(bench, "legs", "wall");
  screen_bench_wait(bench, 34 * second);
}

static void run_switch(ScreenBench *bench) {
  screen_bench_run(bench, "legs", "wall");
  screen_bench_wait(bench, 81 * second);
}

static void run_right(ScreenBench *bench) {
  screen_bench_run(bench, "legs", "wall");
  screen_bench_wait(bench, 96 * second);
}

static void run_minutes(ScreenBench *bench) {
  screen_bench_run(bench, "legs", "massage");
  screen_bench_wait(bench, 6 * second);
}

static void run_both(ScreenBench *bench) {
  screen_bench_run(bench, "at-once", NULL);
  screen_bench_type(bench, "m");
}

static void run_details(ScreenBench *bench) {
  run_hold(bench);
  screen_bench_type(bench, "d");
}

static void run_paused(ScreenBench *bench) {
  run_hold(bench);
  screen_bench_type(bench, "<Space>");
  screen_bench_wait(bench, 600 * second);
}

static void run_lead_in(ScreenBench *bench) {
  run_paused(bench);
  screen_bench_type(bench, "<Space>");
  screen_bench_wait(bench, 1500);
}

static void run_hurt(ScreenBench *bench) {
  run_hold(bench);
  screen_bench_type(bench, "xj");
}

static void run_leave(ScreenBench *bench) {
  run_hold(bench);
  screen_bench_type(bench, "q");
}

static void run_discard(ScreenBench *bench) {
  run_hold(bench);
  screen_bench_type(bench, "q3");
}

static void run_gap(ScreenBench *bench) {
  run_hold(bench);
  tui_gap(&bench->tui, bench->now);
  screen_bench_wait(bench, 3600 * second);
}

static void run_wait_for_me(ScreenBench *bench) {
  bench->app.settings.wait_for_me = true;
  screen_bench_run(bench, "legs", "wall");
}

static void run_not_kept(ScreenBench *bench) {
  free(bench->app.paths.database);
  bench->app.paths.database = NULL;
  run_hold(bench);
}

static void breathe_in(ScreenBench *bench) {
  screen_bench_run(bench, "legs", "breathe");
  screen_bench_wait(bench, 2 * second);
}

static void breathe_full(ScreenBench *bench) {
  screen_bench_run(bench, "legs", "breathe");
  screen_bench_wait(bench, 5 * second);
}

static void breathe_out(ScreenBench *bench) {
  screen_bench_run(bench, "legs", "breathe");
  screen_bench_wait(bench, 11 * second);
}

static void prompt(ScreenBench *bench) {
  screen_bench_run(bench, "legs", "check");
  screen_bench_type(bench, "j");
}

static void checklist(ScreenBench *bench) {
  screen_bench_run(bench, "legs", "bed");
  screen_bench_type(bench, "j<Space>j");
}

static void journal(ScreenBench *bench) {
  screen_bench_run(bench, "legs", "head");
  screen_bench_type(bench, "Zahnarzt um zehn, später Brot<Enter>日本の詩<Left>x");
}

static void card(ScreenBench *bench) {
  screen_bench_run(bench, "legs", "check");
  screen_bench_type(bench, "2");
}

static void card_scrolled(ScreenBench *bench) {
  card(bench);
  free(screen_bench_draw(bench)); /* only a drawing knows how long a page is */
  screen_bench_type(bench, "<PgDn>");
}

static void help(ScreenBench *bench) {
  run_hold(bench);
  screen_bench_type(bench, "?");
}

static void end_completed(ScreenBench *bench) {
  screen_bench_run(bench, "legs", NULL);
  screen_bench_type(bench, "1");
  screen_bench_wait(bench, 400 * second);
  screen_bench_type(bench, "<Enter>tea<Enter><Enter><Enter>");
}

static void end_partial(ScreenBench *bench) {
  run_rest(bench);
  screen_bench_type(bench, "q2");
}

static void end_not_kept(ScreenBench *bench) {
  run_not_kept(bench);
  screen_bench_type(bench, "q2");
}

static void end_dark(ScreenBench *bench) {
  end_partial(bench);
  screen_bench_wait(bench, 60 * second);
}

static void learn(ScreenBench *bench) {
  screen_bench_home(bench);
  screen_bench_type(bench, "ijj");
}

static void learn_last(ScreenBench *bench) {
  learn(bench);
  free(screen_bench_draw(bench)); /* only a drawing knows how long a page is */
  screen_bench_type(bench, "<PgDn><PgDn>");
}

static void learn_searched(ScreenBench *bench) {
  screen_bench_home(bench);
  screen_bench_type(bench, "i/magn pregn<Down>");
}

static void learn_not_found(ScreenBench *bench) {
  screen_bench_home(bench);
  screen_bench_type(bench, "i/moon");
}

static void learn_card(ScreenBench *bench) {
  screen_bench_home(bench);
  screen_bench_type(bench, "i/stretching alone<Enter>");
}

static void about(ScreenBench *bench) {
  screen_bench_home(bench);
  screen_bench_type(bench, "i/medical device<Enter>");
}

static void profile(ScreenBench *bench) {
  screen_bench_home(bench);
  screen_bench_type(bench, "p");
}

static void profile_ticked(ScreenBench *bench) {
  profile(bench);
  screen_bench_type(bench, "j<Space>jjjjjjj<Space>jjj");
}

static void profile_not_saved(ScreenBench *bench) {
  profile(bench);
  screen_bench_type(bench, "<Space><Enter>");
}

static void first_run(ScreenBench *bench) {
  screen_bench_home(bench);
  first_run_open(&bench->tui);
}

static void first_run_profile(ScreenBench *bench) {
  first_run(bench);
  screen_bench_type(bench, "<Enter>");
}

static void home_first(ScreenBench *bench) {
  bench->app.settings.profile_asked = false;
  screen_bench_home(bench);
}

static void profile_surgery(ScreenBench *bench) {
  bench->app.settings.profile = 1U << FLAG_RECENT_SURGERY;
  profile(bench);
  screen_bench_type(bench, "jjjjjjjjjjjj<Space>");
}

static void agree(ScreenBench *bench) {
  bench->app.settings.profile = 1U << FLAG_RECENT_SURGERY;
  screen_bench_start(bench, "legs");
}

static void start_no_stretches(ScreenBench *bench) {
  agree(bench);
  screen_bench_type(bench, "1");
}

/* With the cards as they are shipped. */
static void clot_risk(ScreenBench *bench) {
  free(bench->app.paths.cards);
  bench->app.paths.cards = mem_copy(SOURCE_DIR "/data/cards");
  bench->app.settings.profile = 1U << FLAG_CLOT_RISK;
}

static void home_clot(ScreenBench *bench) {
  clot_risk(bench);
  screen_bench_home(bench);
}

static void start_clot(ScreenBench *bench) {
  clot_risk(bench);
  screen_bench_start(bench, "legs");
}

static const unsigned adapting = 1U << FLAG_FALLS | 1U << FLAG_CLOT_RISK;

static void home_adapted(ScreenBench *bench) {
  bench->app.settings.profile = adapting;
  screen_bench_home(bench);
}

static void home_nothing_left(ScreenBench *bench) {
  bench->app.settings.profile = 1U << FLAG_NEUROPATHY;
  screen_bench_home(bench);
  screen_bench_type(bench, "kkk");
}

static void start_adapted(ScreenBench *bench) {
  bench->app.settings.profile = adapting;
  start(bench);
}

static void start_late(ScreenBench *bench) {
  bench->app.settings.bedtime = 22 * 60 + 28;
  start(bench);
}

static void start_shorter(ScreenBench *bench) {
  start_late(bench);
  screen_bench_type(bench, "s");
}

static void picture(ScreenBench *bench) {
  screen_bench_pictures(bench);
  run_hold(bench);
}

static void picture_right(ScreenBench *bench) {
  screen_bench_pictures(bench);
  run_right(bench);
}

static void picture_minutes(ScreenBench *bench) {
  screen_bench_pictures(bench);
  run_minutes(bench);
}

static void picture_details(ScreenBench *bench) {
  screen_bench_pictures(bench);
  run_details(bench);
}

static void picture_breathe(ScreenBench *bench) {
  screen_bench_pictures(bench);
  breathe_out(bench);
}

static void cramp(ScreenBench *bench) {
  screen_bench_cramp(bench);
  screen_bench_wait(bench, 4 * second);
}

static void cramp_which(ScreenBench *bench) {
  cramp(bench);
  screen_bench_type(bench, "uj");
}

static void cramp_calf(ScreenBench *bench) {
  cramp(bench);
  screen_bench_type(bench, "u1");
}

/* Another stretch than the routine's. */
static void cramp_shin(ScreenBench *bench) {
  cramp(bench);
  screen_bench_type(bench, "u6");
}

static void cramp_waits(ScreenBench *bench) {
  screen_bench_cramp(bench);
  screen_bench_wait(bench, 95 * second);
}

static void cramp_eased(ScreenBench *bench) {
  cramp_waits(bench);
  screen_bench_wait(bench, 35 * second);
  screen_bench_type(bench, "e");
}

static void cramp_log(ScreenBench *bench) {
  cramp_eased(bench);
  screen_bench_type(bench, "n");
}

static const Scene scenes[] = {
    {"home-adapted", home_adapted, false},
    {"home-nothing-left", home_nothing_left, false},
    {"start-adapted", start_adapted, false},
    {"start-late", start_late, false},
    {"start-shorter", start_shorter, false},
    {"picture", picture, false},
    {"picture-ascii", picture, true},
    {"picture-right", picture_right, false},
    {"picture-minutes", picture_minutes, false},
    {"picture-details", picture_details, false},
    {"picture-breathe", picture_breathe, false},
    {"home", home, false},
    {"home-ascii", home, true},
    {"home-broken", home_broken, false},
    {"home-done", home_done, false},
    {"home-broken-off", home_broken_off, false},
    {"start", start, false},
    {"start-lengths", start_lengths, false},
    {"run-setup", run_setup, false},
    {"run-hold", run_hold, false},
    {"run-hold-ascii", run_hold, true},
    {"run-rest", run_rest, false},
    {"run-switch", run_switch, false},
    {"run-right", run_right, false},
    {"run-minutes", run_minutes, false},
    {"run-both", run_both, false},
    {"run-details", run_details, false},
    {"run-paused", run_paused, false},
    {"run-lead-in", run_lead_in, false},
    {"run-hurt", run_hurt, false},
    {"run-leave", run_leave, false},
    {"run-discard", run_discard, false},
    {"run-gap", run_gap, false},
    {"run-wait-for-me", run_wait_for_me, false},
    {"run-not-kept", run_not_kept, false},
    {"breathe-in", breathe_in, false},
    {"breathe-full", breathe_full, false},
    {"breathe-out", breathe_out, false},
    {"breathe-out-ascii", breathe_out, true},
    {"prompt", prompt, false},
    {"checklist", checklist, false},
    {"journal", journal, false},
    {"card", card, false},
    {"card-scrolled", card_scrolled, false},
    {"help", help, false},
    {"help-ascii", help, true},
    {"end-completed", end_completed, false},
    {"end-partial", end_partial, false},
    {"end-not-kept", end_not_kept, false},
    {"end-dark", end_dark, false},
    {"cramp", cramp, false},
    {"cramp-which", cramp_which, false},
    {"cramp-calf", cramp_calf, false},
    {"cramp-shin", cramp_shin, false},
    {"cramp-waits", cramp_waits, false},
    {"cramp-eased", cramp_eased, false},
    {"cramp-log", cramp_log, false},
    {"learn", learn, false},
    {"learn-ascii", learn, true},
    {"learn-last", learn_last, false},
    {"learn-searched", learn_searched, false},
    {"learn-not-found", learn_not_found, false},
    {"learn-card", learn_card, false},
    {"about", about, false},
    {"profile", profile, false},
    {"profile-ticked", profile_ticked, false},
    {"profile-not-saved", profile_not_saved, false},
    {"home-first", home_first, false},
    {"first-run", first_run, false},
    {"first-run-profile", first_run_profile, false},
    {"profile-surgery", profile_surgery, false},
    {"agree", agree, false},
    {"start-no-stretches", start_no_stretches, false},
    {"home-clot", home_clot, false},
    {"start-clot", start_clot, false},
};
enum { SCENE_COUNT = sizeof scenes / sizeof scenes[0] };

static void check_scene(const Scene *scene, int rows, int columns) {
  ScreenBench *bench = screen_bench_new(rows, columns);
  bench->tui.ascii = scene->ascii;
  scene->set(bench);
  bool same = golden_same(bench, scene->name, "test_screens");
  screen_bench_free(bench);
  ck_assert_msg(same, "%s at %dx%d is not what it was", scene->name, columns, rows);
}

START_TEST(screens__look_as_they_did__at_80x24) {
  check_scene(&scenes[_i], 24, 80);
}
END_TEST

START_TEST(screens__look_as_they_did__at_40x12) {
  check_scene(&scenes[_i], 12, 40);
}
END_TEST

/* What looks otherwise in a large window. */
static const Scene large_scenes[] = {
    {"picture", picture, false},
    {"picture-ascii", picture, true},
    {"picture-minutes", picture_minutes, false},
    {"picture-breathe", picture_breathe, false},
};
enum { LARGE_SCENE_COUNT = sizeof large_scenes / sizeof large_scenes[0] };

START_TEST(screens__look_as_they_did__at_100x30) {
  check_scene(&large_scenes[_i], 30, 100);
}
END_TEST

START_TEST(screens__look_as_they_did__at_140x42) {
  check_scene(&large_scenes[_i], 42, 140);
}
END_TEST

/* Whether a drawing has nothing but ASCII. */
static bool is_ascii(const char *text) {
  for (; *text != '\0'; text++) {
    if ((unsigned char)*text > 127) {
      return false;
    }
  }
  return true;
}

START_TEST(screens__stay_in_ascii__where_the_locale_is_not_utf8) {
  ScreenBench *bench = screen_bench_new(24, 80);
  bench->tui.ascii = true;
  scenes[_i].set(bench);
  char *drawn = screen_bench_draw(bench);
  bool plain = is_ascii(drawn);
  free(drawn);
  screen_bench_free(bench);
  ck_assert(plain);
}
END_TEST

START_TEST(screens__draw_something__at_any_size) {
  static const int heights[] = {1, 2, 3, 5, 11, 12, 13, 17, 18, 35, 36, 60};
  static const int widths[] = {1, 2, 7, 39, 40, 59, 60, 83, 110, 200};
  ScreenBench *bench = screen_bench_new(24, 80);
  scenes[_i].set(bench);
  for (size_t row = 0; row < sizeof heights / sizeof heights[0]; row++) {
    for (size_t column = 0; column < sizeof widths / sizeof widths[0]; column++) {
      screen_bench_resize(bench, heights[row], widths[column]);
      bool small = heights[row] < TUI_ROWS_MIN || widths[column] < TUI_COLUMNS_MIN;
      char *drawn = screen_bench_draw(bench);
      ck_assert_msg(drawn[0] == 'T' || !small || widths[column] == 1, "%dx%d: %s", widths[column],
                    heights[row], drawn);
      free(drawn);
    }
  }
  screen_bench_free(bench);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("screens");
  TCase *golden = tcase_create("golden");
  tcase_set_timeout(golden, 60);
  tcase_add_loop_test(golden, screens__look_as_they_did__at_80x24, 0, SCENE_COUNT);
  tcase_add_loop_test(golden, screens__look_as_they_did__at_40x12, 0, SCENE_COUNT);
  tcase_add_loop_test(golden, screens__look_as_they_did__at_100x30, 0, LARGE_SCENE_COUNT);
  tcase_add_loop_test(golden, screens__look_as_they_did__at_140x42, 0, LARGE_SCENE_COUNT);
  tcase_add_loop_test(golden, screens__stay_in_ascii__where_the_locale_is_not_utf8, 0, SCENE_COUNT);
  tcase_add_loop_test(golden, screens__draw_something__at_any_size, 0, SCENE_COUNT);
  suite_add_tcase(suite, golden);
  return suite_run(suite);
}
