/* What comes before a session, and the picture beside it: routines adapted to the profile, the
 * shorter way on a late evening. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/mem.h"
#include "screen_bench.h"
#include "suite.h"

static const Millis second = 1000;
static const unsigned adapting = 1U << FLAG_FALLS | 1U << FLAG_CLOT_RISK;

enum { LATE = 22 * 60 + 28 /* it is 22:21, and "legs" takes 8 minutes */ };

static ScreenBench *bench;

static void set_up(void) {
  bench = screen_bench_new(24, 80);
}

static void tear_down(void) {
  screen_bench_free(bench);
}

static bool runs(const char *step) {
  return routine_find_step(bench->app.routine, step) >= 0;
}

/* ---- adapted ---- */

START_TEST(start__begins__the_adapted_routine) {
  bench->app.settings.profile = adapting;
  if (_i == 0) {
    screen_bench_start(bench, "legs");
  } else {
    screen_bench_home(bench);
    screen_bench_type(bench, "<Enter>");
  }
  ck_assert(screen_bench_shows(bench, "Adapted for you: left out Calf massage;"));
  screen_bench_type(bench, "<Enter>");
  ck_assert_uint_eq(bench->app.routine->step_count, 5);
  ck_assert(runs("towel-calf-pull"));
  ck_assert(!runs("massage"));
}
END_TEST

START_TEST(start__says_nothing__where_nothing_was_changed) {
  bench->app.settings.profile = 1U << FLAG_STATIN;
  screen_bench_home(bench);
  ck_assert(!screen_bench_shows(bench, "Adapted"));
  screen_bench_type(bench, "<Enter>");
  ck_assert(!screen_bench_shows(bench, "Adapted"));
}
END_TEST

START_TEST(home__adapts_anew__when_the_profile_changes) {
  screen_bench_home(bench);
  ck_assert(screen_bench_shows(bench, "about 8 min"));
  screen_bench_type(bench, "p");
  bench->app.settings.profile = adapting;
  tui_close(&bench->tui);
  ck_assert(screen_bench_shows(bench, "about 4 min"));
  ck_assert(screen_bench_shows(bench, "Adapted for you"));
}
END_TEST

START_TEST(home__starts_nothing__when_nothing_is_left) {
  bench->app.settings.profile = 1U << FLAG_NEUROPATHY;
  screen_bench_home(bench);
  screen_bench_type(bench, "kkk<Enter>");
  ck_assert(screen_bench_shows(bench, "is left out by your profile"));
  ck_assert_ptr_eq(screen_bench_top(bench), &screen_home);
  ck_assert_ptr_null(bench->app.session);
}
END_TEST

START_TEST(run__says_why__when_nothing_is_left_of_the_next_routine) {
  bench->app.settings.profile = 1U << FLAG_KIDNEY;
  screen_bench_run(bench, "legs", "check");
  screen_bench_type(bench, "3");
  ck_assert_ptr_eq(screen_bench_top(bench), &screen_end);
  ck_assert(screen_bench_shows(bench, "\"short\" cannot be started: Every step"));
}
END_TEST

START_TEST(start_load__gives_the_reason__for_what_cannot_start) {
  static const char *const reasons[][2] = {
      {"broken", ""}, {"nowhere", "there is no routine of this name"}, {"at-once", "Every step"}};
  bench->app.settings.profile = 1U << FLAG_NEUROPATHY;
  Adaptation what;
  Error err = {{0}};
  ck_assert_ptr_null(start_load(&bench->app, reasons[_i][0], &what, &err));
  ck_assert_str_ne(err.text, "");
  ck_assert_msg(strstr(err.text, reasons[_i][1]) != NULL, "%s", err.text);
}
END_TEST

/* ---- late ---- */

START_TEST(start__begins_all_of_it__unless_asked_otherwise) {
  static const char *const keys[] = {"<Enter>", "ss<Enter>"};
  bench->app.settings.bedtime = LATE;
  screen_bench_start(bench, "legs");
  screen_bench_type(bench, keys[_i]);
  ck_assert_ptr_nonnull(bench->app.session);
  ck_assert(runs("massage"));
}
END_TEST

/* Nothing is chosen for somebody who is still reading. */
START_TEST(start__waits__while_a_way_is_to_be_chosen) {
  static const char *const keys[] = {"", "s", " ", "ss"};
  bench->app.settings.bedtime = LATE;
  screen_bench_start(bench, "legs");
  screen_bench_type(bench, keys[_i]);
  ck_assert(!screen_bench_shows(bench, "Starts in"));
  ck_assert(screen_bench_shows(bench, "Enter starts."));
  screen_bench_wait(bench, 60 * second);
  ck_assert_ptr_null(bench->app.session);
  ck_assert_ptr_eq(screen_bench_top(bench), &screen_start);
}
END_TEST

START_TEST(start__takes_the_shorter_way__late_in_the_evening) {
  bench->app.settings.bedtime = LATE;
  screen_bench_start(bench, "legs");
  screen_bench_type(bench, "s");
  ck_assert(screen_bench_shows(bench, "about 6 min"));
  screen_bench_wait(bench, 10 * second);
  ck_assert_ptr_null(bench->app.session);
  screen_bench_type(bench, "<Enter>");
  ck_assert_uint_eq(bench->app.routine->step_count, 5);
  ck_assert(!runs("massage"));
}
END_TEST

/* In time; no bedtime said; nothing to leave out; begun further on. */
START_TEST(start__offers_no_shorter_way__where_there_is_none) {
  static const int bedtimes[] = {LATE + 5, TIME_NOT_SAID, LATE - 5, LATE};
  bench->app.settings.bedtime = bedtimes[_i];
  Adaptation what = {0};
  if (_i == 3) {
    start_open(&bench->tui, screen_bench_routine(bench, "legs"), &what, 1);
  } else {
    screen_bench_start(bench, _i == 2 ? "short" : "legs");
  }
  ck_assert(!screen_bench_shows(bench, "All of it"));
  screen_bench_type(bench, "s<Enter>");
  ck_assert(_i == 2 || runs("massage"));
}
END_TEST

/* ---- pictures ---- */

/* The picture's word in a drawing; NULL: neither. */
static const char *shown_of(const char *one, const char *other) {
  return screen_bench_shows(bench, one) ? one : screen_bench_shows(bench, other) ? other : NULL;
}

START_TEST(picture__changes_every_two_seconds__of_a_timed_step) {
  screen_bench_resize(bench, 30, 100);
  screen_bench_pictures(bench);
  screen_bench_run(bench, "legs", "massage");
  screen_bench_wait(bench, 5 * second + 10);
  const char *before = shown_of("press", "move up");
  ck_assert_ptr_nonnull(before);
  int changes = 0;
  for (int i = 0; i < 20; i++) {
    screen_bench_wait(bench, second);
    const char *now = shown_of("press", "move up");
    changes += strcmp(now, before) != 0 ? 1 : 0;
    before = now;
  }
  ck_assert_int_eq(changes, 10);
  screen_bench_type(bench, "<Space>");
  before = shown_of("press", "move up");
  screen_bench_wait(bench, 3 * second);
  ck_assert_str_eq(shown_of("press", "move up"), before);
}
END_TEST

START_TEST(picture__follows__the_breath) {
  screen_bench_pictures(bench);
  screen_bench_run(bench, "legs", "breathe");
  for (int i = 0; i < 34; i++) {
    screen_bench_wait(bench, second);
    bool out = session_beat(bench->app.session)->phase == PHASE_EXHALE;
    ck_assert(screen_bench_shows(bench, out ? "belly in" : "belly out"));
  }
}
END_TEST

START_TEST(picture__goes__with_its_step) {
  screen_bench_pictures(bench);
  screen_bench_run(bench, "legs", "wall");
  ck_assert(screen_bench_shows(bench, "heel down \xE2\x96\xB4"));
  screen_bench_type(bench, "n");
  ck_assert(!screen_bench_shows(bench, "heel down \xE2\x96\xB4"));
  screen_bench_type(bench, "nn");
  ck_assert(screen_bench_shows(bench, "Bed set-up"));
  ck_assert(!screen_bench_shows(bench, "belly"));
}
END_TEST

START_TEST(picture__is_put_in_words__among_the_details) {
  screen_bench_pictures(bench);
  screen_bench_run(bench, "legs", "massage");
  screen_bench_type(bench, "d");
  ck_assert(screen_bench_shows(bench, "Sitting on a chair leaning forward"));
  ck_assert(!screen_bench_shows(bench, "\xE2\x97\x82 press"));
}
END_TEST

START_TEST(picture__stays_away__where_it_would_squeeze_the_digits) {
  static const int sizes[][2] = {{12, 40}, {16, 80}, {24, 60}};
  screen_bench_pictures(bench);
  screen_bench_resize(bench, sizes[_i][0], sizes[_i][1]);
  screen_bench_run(bench, "legs", "wall");
  ck_assert(!screen_bench_shows(bench, "\xE2\x97\x82"
                                       "ball"));
}
END_TEST

/* ---- begun by itself ---- */

START_TEST(start__hands_over_whole__when_time_begins_what_a_key_answers) {
  Adaptation what;
  Error err;
  Routine *legs = start_load(&bench->app, "legs", &what, &err);
  start_open(&bench->tui, legs, &what, routine_find_step(legs, "bed"));
  tui_advance(&bench->tui);
  screen_bench_wait(bench, 5 * second); /* the last moment of the countdown: nothing else goes by */
  ck_assert(screen_bench_shows(bench, "Water by the bed"));
  screen_bench_type(bench, "<Enter>");
  ck_assert(screen_bench_shows(bench, "Empty your head"));
}
END_TEST

int main(void) {
  Suite *suite = suite_create("tui_start");
  TCase *adapted = tcase_create("adapted");
  tcase_add_checked_fixture(adapted, set_up, tear_down);
  tcase_add_loop_test(adapted, start__begins__the_adapted_routine, 0, 2);
  tcase_add_test(adapted, start__says_nothing__where_nothing_was_changed);
  tcase_add_test(adapted, home__adapts_anew__when_the_profile_changes);
  tcase_add_test(adapted, home__starts_nothing__when_nothing_is_left);
  tcase_add_test(adapted, run__says_why__when_nothing_is_left_of_the_next_routine);
  tcase_add_loop_test(adapted, start_load__gives_the_reason__for_what_cannot_start, 0, 3);
  suite_add_tcase(suite, adapted);
  TCase *late = tcase_create("late");
  tcase_add_checked_fixture(late, set_up, tear_down);
  tcase_add_loop_test(late, start__begins_all_of_it__unless_asked_otherwise, 0, 2);
  tcase_add_loop_test(late, start__waits__while_a_way_is_to_be_chosen, 0, 4);
  tcase_add_test(late, start__takes_the_shorter_way__late_in_the_evening);
  tcase_add_loop_test(late, start__offers_no_shorter_way__where_there_is_none, 0, 4);
  suite_add_tcase(suite, late);
  TCase *pictures = tcase_create("pictures");
  tcase_add_checked_fixture(pictures, set_up, tear_down);
  tcase_add_test(pictures, picture__changes_every_two_seconds__of_a_timed_step);
  tcase_add_test(pictures, picture__follows__the_breath);
  tcase_add_test(pictures, picture__goes__with_its_step);
  tcase_add_test(pictures, picture__is_put_in_words__among_the_details);
  tcase_add_loop_test(pictures, picture__stays_away__where_it_would_squeeze_the_digits, 0, 3);
  suite_add_tcase(suite, pictures);
  TCase *begun = tcase_create("begun");
  tcase_add_checked_fixture(begun, set_up, tear_down);
  tcase_add_test(begun, start__hands_over_whole__when_time_begins_what_a_key_answers);
  suite_add_tcase(suite, begun);
  return suite_run(suite);
}
