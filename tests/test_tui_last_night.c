/* Home's question about last night: one key answers, and it can be taken back for a moment. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "diary_bench.h"
#include "suite.h"

static const Millis second = 1000;

static ScreenBench *bench;

static void set_up(void) {
  bench = diary_bench_new(24, 80);
}

static void tear_down(void) {
  screen_bench_free(bench);
}

static void expect(const char *text) {
  screen_bench_expect(bench, text);
}

static int kept_count(void) {
  DiaryNight kept = diary_bench_night(bench, diary_bench_last());
  int count = kept.cramp_count;
  diary_night_free(&kept);
  return count;
}

/* A cramp of last night, as `nightcalf now` leaves it. */
static void keep_cramp(void) {
  Episode episode =
      episode_new(app_onset(&bench->app, diary_bench_last(), 190), diary_bench_last());
  Store *store = app_store(&bench->app, STORE_WRITE, NULL);
  ck_assert(store_episode_begin(store, &episode, NULL));
  tui_close_all(&bench->tui);
  screen_bench_home(bench);
}

START_TEST(home__asks__while_last_night_is_missing) {
  expect("Last night: how many cramps? 0 none, 1-9 so many, d opens the diary.");
  expect("0 no cramp");
  ck_assert_int_eq(kept_count(), CRAMPS_NOT_RECORDED);
}
END_TEST

START_TEST(home__keeps_none__by_one_key) {
  screen_bench_type(bench, "0");
  ck_assert_int_eq(kept_count(), 0);
  expect("Last night: no cramp. u takes it back.");
  screen_bench_expect_none(bench, "0 no cramp");
}
END_TEST

START_TEST(home__keeps_a_number__and_offers_more) {
  screen_bench_type(bench, "3");
  ck_assert_int_eq(kept_count(), 3);
  expect("Last night: 3 cramps. d says more, u takes it back.");
}
END_TEST

START_TEST(home__takes_the_answer_back__for_a_moment) {
  screen_bench_type(bench, "3u");
  ck_assert_int_eq(kept_count(), CRAMPS_NOT_RECORDED);
  expect("how many cramps?");
  screen_bench_type(bench, "0");
  ck_assert_int_eq(kept_count(), 0);
}
END_TEST

START_TEST(home__does_not_take_back__after_that_moment) {
  screen_bench_type(bench, "3");
  screen_bench_wait(bench, 16 * second);
  expect("Last night: 3 cramps (d: diary)");
  screen_bench_type(bench, "u");
  ck_assert_int_eq(kept_count(), 3);
}
END_TEST

START_TEST(home__takes_no_number__once_it_is_answered) {
  screen_bench_type(bench, "02");
  ck_assert_int_eq(kept_count(), 0);
}
END_TEST

START_TEST(home__starts_by_enter__with_the_question_open) {
  screen_bench_type(bench, "<Enter>");
  ck_assert_str_eq(screen_bench_top(bench)->name, "start");
  ck_assert_int_eq(kept_count(), CRAMPS_NOT_RECORDED);
}
END_TEST

START_TEST(home__opens_the_diary__of_last_night) {
  screen_bench_type(bench, "d");
  ck_assert_str_eq(screen_bench_top(bench)->name, "diary");
  expect("Sat 2026-11-21, last night");
  screen_bench_type(bench, "2q");
  expect("Last night: 2 cramps (d: diary)");
}
END_TEST

START_TEST(home__offers_the_details__of_a_cramp_logged_in_the_night) {
  keep_cramp();
  expect("Last night: 1 cramp noted. How many in all? 1-9 says so, d opens");
  screen_bench_type(bench, "0");
  ck_assert_int_eq(kept_count(), CRAMPS_NOT_RECORDED);
  expect("How many in all?");
  expect("1 cramp is described for the night of 2026-11-21");
}
END_TEST

START_TEST(home__still_offers_the_details__when_it_is_counted) {
  keep_cramp();
  screen_bench_type(bench, "1");
  ck_assert_int_eq(kept_count(), 1);
  screen_bench_wait(bench, 16 * second);
  expect("Last night: 1 cramp. d fills in the details.");
  screen_bench_type(bench, "d");
  expect("> 03:10  nothing more said yet");
  screen_bench_type(bench, "<Enter>214q");
  expect("Last night: 1 cramp (d: diary)");
}
END_TEST

START_TEST(home__asks_anew__when_another_night_is_the_last) {
  screen_bench_type(bench, "0");
  screen_bench_wait(bench, 43200 * second); /* 10:21, after the morning has come */
  expect("how many cramps?");
  screen_bench_type(bench, "1");
  DiaryNight kept = diary_bench_night(bench, (Night){diary_bench_last().day + 1});
  ck_assert_int_eq(kept.cramp_count, 1);
  ck_assert_int_eq(kept_count(), 0);
}
END_TEST

START_TEST(home__asks_in_a_line__at_40x12) {
  screen_bench_resize(bench, 12, 40);
  expect("Cramps last night? 0 none, 1-9, d more\n");
  screen_bench_type(bench, "0");
  expect("Last night: no cramp. u takes it back.\n");
  screen_bench_wait(bench, 16 * second);
  screen_bench_expect_none(bench, "Last night");
}
END_TEST

START_TEST(home__says_why__when_an_answer_cannot_be_kept) {
  free(bench->app.paths.database);
  bench->app.paths.database = NULL;
  screen_bench_type(bench, "0");
  ck_assert_int_eq(kept_count(), CRAMPS_NOT_RECORDED);
  expect("HOME");
  expect("how many cramps?");
}
END_TEST

int main(void) {
  Suite *suite = suite_create("tui_last_night");
  TCase *home = tcase_create("home");
  tcase_add_checked_fixture(home, set_up, tear_down);
  tcase_add_test(home, home__asks__while_last_night_is_missing);
  tcase_add_test(home, home__keeps_none__by_one_key);
  tcase_add_test(home, home__keeps_a_number__and_offers_more);
  tcase_add_test(home, home__takes_the_answer_back__for_a_moment);
  tcase_add_test(home, home__does_not_take_back__after_that_moment);
  tcase_add_test(home, home__takes_no_number__once_it_is_answered);
  tcase_add_test(home, home__starts_by_enter__with_the_question_open);
  tcase_add_test(home, home__opens_the_diary__of_last_night);
  tcase_add_test(home, home__offers_the_details__of_a_cramp_logged_in_the_night);
  tcase_add_test(home, home__still_offers_the_details__when_it_is_counted);
  tcase_add_test(home, home__asks_anew__when_another_night_is_the_last);
  tcase_add_test(home, home__asks_in_a_line__at_40x12);
  tcase_add_test(home, home__says_why__when_an_answer_cannot_be_kept);
  suite_add_tcase(suite, home);
  return suite_run(suite);
}
