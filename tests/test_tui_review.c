/* The review screens: what the views show, how they are moved through, and what they say when there
 * is not enough. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "golden.h"
#include "nightcalf/app_review.h"
#include "nightcalf/mem.h"
#include "nights_bench.h"
#include "suite.h"
#include "temp_folder.h"

enum { VIEWS = 7 };

static ScreenBench *bench;

static const char review_settings[] = "trial_routine = \"legs\"; trial_start = \"2026-10-24\";\n"
                                      "compare_habits = [ \"standing_hours\" ];";

static void set_up(void) {
  bench = screen_bench_new(24, 80);
  nights_settings(bench, review_settings);
}

static void tear_down(void) {
  screen_bench_free(bench);
}

static void expect(const char *text) {
  screen_bench_expect(bench, text);
}

static void expect_none(const char *text) {
  screen_bench_expect_none(bench, text);
}

/* Opens the review from home, and then types these keys. */
static void open_review(const char *keys) {
  screen_bench_home(bench);
  screen_bench_type(bench, "v");
  ck_assert_str_eq(screen_bench_top(bench)->name, "review");
  screen_bench_type(bench, keys);
}

/* ---- golden ---- */

typedef struct Scene {
  const char *name;
  const char *keys;
  bool ascii;
  bool empty;
  const char *settings; /* NULL: as above */
} Scene;

static const char with_fair[] = "trial_routine = \"legs\"; trial_start = \"2026-10-24\";\n"
                                "fair_test = \"2026-11-09: on off off on on off\";\n"
                                "show_streak = true;";

static const Scene scenes[] = {
    {"review-month", "", false, false, NULL},
    {"review-month-ascii", "", true, false, NULL},
    {"review-month-date", "g2026-1", false, false, NULL},
    {"review-month-late", "u", false, false, NULL},
    {"review-year", "2", false, false, NULL},
    {"review-year-cramps", "2m", false, false, NULL},
    {"review-year-ascii", "2", true, false, NULL},
    {"review-sessions", "3jj", false, false, NULL},
    {"review-trends", "4", false, false, NULL},
    {"review-trends-ascii", "4", true, false, NULL},
    {"review-trends-severity", "4m", false, false, NULL},
    {"review-trends-routine", "4mm+++", false, false, NULL},
    {"review-compare", "5", false, false, NULL},
    {"review-compare-end", "5<PgDn><PgDn><PgDn><PgDn><PgDn><PgDn>", false, false, NULL},
    {"review-trial", "6", false, false, NULL},
    {"review-trial-forget", "6s", false, false, NULL},
    {"review-trial-fair", "6", false, false, with_fair},
    {"review-trial-draw", "6f", false, false, NULL},
    {"review-where", "7", false, false, NULL},
    {"review-where-end", "7<PgDn><PgDn><PgDn>", false, false, NULL},
    {"review-empty-month", "", false, true, ""},
    {"review-empty-sessions", "3", false, true, ""},
    {"review-empty-trends", "4", false, true, ""},
    {"review-empty-trial", "6", false, true, ""},
    {"review-night", "g19<Enter><Enter>", false, false, NULL},
    {"review-session", "3<Enter>", false, false, NULL},
    {"review-notes", "/garden", false, false, NULL},
    {"review-notes-none", "/elephant", false, false, NULL},
    {"review-habits", "5p", false, false, NULL},
};
enum { SCENE_COUNT = sizeof scenes / sizeof scenes[0] };

static void check_scene(const Scene *scene, int rows, int columns) {
  screen_bench_resize(bench, rows, columns);
  if (scene->settings != NULL) {
    nights_settings(bench, scene->settings);
  }
  if (!scene->empty) {
    nights_fill(bench);
  }
  bench->tui.ascii = scene->ascii;
  open_review("");
  screen_bench_resize(bench, rows, columns);
  for (const char *at = scene->keys; *at != '\0';) {
    /* Drawn between keys, as it is for a person: a page knows its rows. */
    char key[16] = {*at, '\0'};
    if (*at == '<') {
      snprintf(key, sizeof key, "%.*s", (int)(strchr(at, '>') - at) + 1, at);
    }
    screen_bench_type(bench, key);
    free(screen_bench_draw(bench));
    at += strlen(key);
  }
  ck_assert(golden_same(bench, scene->name, "test_tui_review"));
}

START_TEST(review__looks_as_it_did__at_80x24) {
  check_scene(&scenes[_i], 24, 80);
}
END_TEST

START_TEST(review__looks_as_it_did__at_40x12) {
  check_scene(&scenes[_i], 12, 40);
}
END_TEST

START_TEST(review__keeps_its_cursor_in_sight__at_any_size) {
  static const int sizes[][2] = {{12, 40}, {24, 80}, {60, 200}, {13, 200}, {60, 40}};
  nights_fill(bench);
  open_review("");
  for (int view = 0; view < VIEWS; view++) {
    char key[2] = {(char)('1' + view), '\0'};
    screen_bench_type(bench, key);
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
      screen_bench_resize(bench, sizes[i][0], sizes[i][1]);
      free(screen_bench_draw(bench));
      ck_assert(!bench->frame.cursor_hidden);
      ck_assert_int_gt(bench->frame.cursor_row, 0);
      ck_assert_int_lt(bench->frame.cursor_row, sizes[i][0] - 1);
      ck_assert_int_lt(bench->frame.cursor_column, sizes[i][1]);
    }
  }
}
END_TEST

START_TEST(review__is_ascii_alone__where_the_locale_is) {
  nights_fill(bench);
  bench->tui.ascii = true;
  open_review("");
  for (int view = 0; view < VIEWS; view++) {
    char key[2] = {(char)('1' + view), '\0'};
    screen_bench_type(bench, key);
    char *drawn = screen_bench_draw(bench);
    for (const char *at = drawn; *at != '\0'; at++) {
      ck_assert_msg((unsigned char)*at < 0x80, "view %d:\n%s", view + 1, drawn);
    }
    ck_assert_ptr_null(strchr(drawn, '?') != NULL && view != 0 && view != 1 ? strstr(drawn, "???")
                                                                            : NULL);
    free(drawn);
  }
}
END_TEST

/* ---- switching and moving ---- */

START_TEST(review__switches_its_views__by_tab_arrows_and_numbers) {
  nights_fill(bench);
  open_review("");
  expect("[1 Month]");
  screen_bench_type(bench, "<Tab><Tab>");
  expect("[3 Sessions]");
  screen_bench_type(bench, "<Right>");
  expect("[4 Trends]");
  screen_bench_type(bench, "<Left><Left>");
  expect("[2 Year]");
  screen_bench_type(bench, "7<Tab>");
  expect("[1 Month]");
  screen_bench_type(bench, "5");
  expect("[5 Compare]");
  screen_bench_type(bench, "q");
  ck_assert_str_eq(screen_bench_top(bench)->name, "home");
}
END_TEST

START_TEST(review_month__moves__by_night_week_and_month) {
  nights_fill(bench);
  open_review("");
  expect("Sat 2026-11-21:");
  screen_bench_type(bench, "h");
  expect("Fri 2026-11-20:");
  screen_bench_type(bench, "k");
  expect("Fri 2026-11-13:");
  screen_bench_type(bench, "[");
  expect("October 2026");
  expect("Tue 2026-10-13:");
  screen_bench_type(bench, "jl]");
  expect("Sat 2026-11-21:");
}
END_TEST

START_TEST(review_month__stays__within_tonight) {
  nights_fill(bench);
  open_review("jjjlll]]");
  expect("Sun 2026-11-22:");
  screen_bench_type(bench, "t");
  expect("Sat 2026-11-21:");
  screen_bench_type(bench, "t");
  expect("Sun 2026-11-22:");
}
END_TEST

START_TEST(review_month__goes_to__a_date_or_a_day) {
  nights_fill(bench);
  open_review("g2024-02-29<Enter>");
  expect("February 2024");
  expect("Thu 2024-02-29: nothing on record");
  screen_bench_type(bench, "g7<Enter>");
  expect("Wed 2024-02-07:");
  screen_bench_type(bench, "g2025-02-29<Enter>");
  expect("\"2025-02-29\" is no date");
  expect("Wed 2024-02-07:");
  screen_bench_type(bench, "g31<Enter>");
  expect("\"31\" is no date");
  screen_bench_type(bench, "g2025<Esc>");
  expect("Wed 2024-02-07:");
  screen_bench_type(bench, "g<Enter>");
  expect("Wed 2024-02-07:");
}
END_TEST

START_TEST(review_month__tells_apart__none_and_not_recorded) {
  nights_fill(bench);
  open_review("g17<Enter>");
  expect("Tue 2026-11-17: routine done; no cramp\n");
  screen_bench_type(bench, "g18<Enter>");
  expect("Wed 2026-11-18: routine done; cramps not recorded");
  screen_bench_type(bench, "g20<Enter>");
  expect("Fri 2026-11-20: routine not done; no cramp");
  screen_bench_type(bench, "g2026-09-24<Enter>");
  expect("Thu 2026-09-24: routine not done; no cramp");
}
END_TEST

START_TEST(review_month__marks__excused_and_partial_nights_by_signs_of_their_own) {
  nights_fill(bench);
  open_review("g12<Enter>");
  expect("12 ○ 1");
  expect("Thu 2026-11-12: excused; 1 cramp");
  screen_bench_type(bench, "g16<Enter>");
  expect("16 ◐ 1");
  expect("routine done in part");
}
END_TEST

START_TEST(review_year__moves__by_month_and_year) {
  nights_fill(bench);
  open_review("2");
  screen_bench_type(bench, "k");
  expect("Wed 2026-10-21:");
  screen_bench_type(bench, "[");
  expect("Tue 2025-10-21: nothing on record");
  screen_bench_type(bench, "]hh");
  expect("Mon 2026-10-19:");
}
END_TEST

START_TEST(review__opens_a_night__with_all_that_is_known_of_it) {
  nights_fill(bench);
  open_review("g19<Enter><Enter>");
  ck_assert_str_eq(screen_bench_top(bench)->name, "night");
  expect("Night of Thu 2026-11-19");
  expect("Evening legs, 1:00 of 1:00: completed");
  expect("Stood in the garden all day.");
  screen_bench_type(bench, "h");
  expect("Night of Wed 2026-11-18");
  expect("Cramps: not recorded");
  expect("Amlodipine");
  screen_bench_type(bench, "lllllll");
  expect("Night of Sun 2026-11-22");
  screen_bench_type(bench, "h1");
  ck_assert_str_eq(screen_bench_top(bench)->name, "session");
  expect("Wall stretch: done");
  expect("0:20 of 0:20; left 0:10, right 0:10");
  expect("Is it easing?: Easing");
}
END_TEST

START_TEST(review__fills_a_night_in__on_the_diarys_screen) {
  nights_fill(bench);
  open_review("e");
  ck_assert_str_ne(screen_bench_top(bench)->name, "review");
  ck_assert_ptr_nonnull(strstr(screen_bench_top(bench)->name, "diary"));
}
END_TEST

START_TEST(review__shows_anew__what_was_changed_meanwhile) {
  nights_fill(bench);
  open_review("");
  expect("21 ● 1");
  screen_bench_type(bench, "<Enter>");
  Error err = {{0}};
  ck_assert(app_log_count(&bench->app, (Night){NIGHTS_LAST}, 7, &err));
  screen_bench_type(bench, "q");
  expect("21 ● 7");
  expect("routine done; 7 cramps");
}
END_TEST

/* ---- sessions ---- */

START_TEST(review_sessions__list__a_long_history_by_pages) {
  nights_fill(bench);
  nights_fill_sessions(bench, 300);
  open_review("3");
  expect("Newest first: 1 of 327");
  for (int i = 0; i < 40; i++) {
    screen_bench_type(bench, "<PgDn>");
    free(screen_bench_draw(bench));
  }
  expect("Newest first: 327 of 327");
  expect("> 2026-10-17");
  screen_bench_type(bench, "kk");
  expect("Newest first: 325 of 327");
  screen_bench_type(bench, "t");
  expect("Newest first: 1 of 327");
}
END_TEST

START_TEST(review_sessions__go_to__the_night_of_a_date_or_the_one_before) {
  nights_fill(bench);
  nights_fill_sessions(bench, 300);
  open_review("3g2026-11-19<Enter>");
  expect("> 2026-11-19");
  screen_bench_type(bench, "g2026-10-20<Enter>");
  expect("> 2026-10-17");
  screen_bench_type(bench, "g2020-01-01<Enter>");
  expect("Newest first: 327 of 327");
}
END_TEST

START_TEST(review_session__says__how_it_ended) {
  nights_fill(bench);
  open_review("3g16<Enter><Enter>");
  ck_assert_str_eq(screen_bench_top(bench)->name, "session");
  expect("Night of Mon 2026-11-16, 22:31 to 22:33");
  expect("21 s done of 1 min planned, paused 30 s: partial.");
  expect("How it ended: left early.");
  screen_bench_type(bench, "q");
  expect("> 2026-11-16");
}
END_TEST

/* ---- figures ---- */

START_TEST(review_trends__show__each_week_with_its_interval_and_n) {
  nights_fill(bench);
  open_review("4");
  expect("Cramps per week, by week, 8 weeks");
  expect("Nov 16 ");
  expect("1.4 (95% CI 0.0 to 5.3) n 5");
  screen_bench_type(bench, "m");
  expect("Severity, 0 to 10, by week, 8 weeks");
  expect("n 1");
  screen_bench_type(bench, "m+++");
  expect("Nights with the routine, by month, all nights");
  expect("Nov 2026");
  screen_bench_type(bench, "+");
  expect("all nights");
  screen_bench_type(bench, "----");
  expect("8 weeks");
}
END_TEST

START_TEST(review_trends__say_nothing_recorded__of_a_week_without_a_night) {
  nights_fill_few(bench, 3);
  nights_fill_sessions(bench, 0);
  Error err = {{0}};
  ck_assert(app_log_count(&bench->app, (Night){NIGHTS_LAST - 20}, 1, &err));
  open_review("4");
  expect("not recorded");
  expect("Recorded: ");
}
END_TEST

START_TEST(review_compare__says_what_is_missing__below_the_minimum) {
  nights_fill_few(bench, 8);
  open_review("5");
  expect("8 of 20 nights recorded");
  expect_none("95% CI");
}
END_TEST

START_TEST(review_compare__prints__text_basis_and_cautions_of_the_insights) {
  nights_fill(bench);
  open_review("5");
  screen_bench_resize(bench, 120, 80);
  ReviewPlan plan = app_review_plan(&bench->app);
  AppReview review;
  Error err = {{0}};
  ck_assert(app_review_open(&bench->app, &plan, &review, &err));
  Insights insights = review_insights(review.review, app_review_period(&review, 365));
  char *drawn = screen_bench_draw(bench);
  int cautions = 0;
  for (size_t i = 0; i < insights.count; i++) {
    char *start = mem_copy_bytes(insights.at[i].text, 40);
    ck_assert_msg(strstr(drawn, insight_title(insights.at[i].rule)) != NULL, "%s", drawn);
    ck_assert_msg(strstr(drawn, start) != NULL, "%s:\n%s", start, drawn);
    for (int at = 0; at < insights.at[i].caution_count; at++, cautions++) {
      char *caution = mem_copy_bytes(caution_text(insights.at[i].cautions[at]), 40);
      ck_assert_msg(strstr(drawn, caution) != NULL, "%s:\n%s", caution, drawn);
      free(caution);
    }
    free(start);
  }
  ck_assert_uint_ge(insights.count, 4);
  ck_assert_int_ge(cautions, 2);
  free(drawn);
  insights_free(&insights);
  app_review_close(&review);
  review_plan_free(&plan);
}
END_TEST

START_TEST(review_where__counts__hours_legs_and_muscles) {
  nights_fill(bench);
  open_review("7");
  screen_bench_resize(bench, 60, 80);
  expect("n 37 cramps");
  expect("02:00 to 02:59");
  expect("left");
  expect("19 of 37");
  expect("arch of the foot");
  expect("13 of 37");
}
END_TEST

/* ---- late entries ---- */

START_TEST(review__leaves_late_entries_out__by_one_key_and_says_so) {
  nights_fill(bench);
  open_review("g2026-09-28<Enter>");
  expect("; over a week late\n");
  expect("September 2026");
  screen_bench_type(bench, "u");
  expect("Left out: entries over a week late");
  expect("; late, left out\n");
  screen_bench_type(bench, "4");
  expect("Left out: entries over a week late");
  screen_bench_type(bench, "u");
  expect("Late entries count again.");
  screen_bench_type(bench, "j");
  expect_none("Late entries");
}
END_TEST

START_TEST(review__leaves_late_entries_out__where_the_settings_say_so) {
  nights_settings(bench, "leave_out_late = true;");
  nights_fill(bench);
  open_review("");
  expect("Left out: entries over a week late");
}
END_TEST

/* ---- the trial ---- */

START_TEST(review_trial__begins_tonight__once_it_is_answered) {
  nights_settings(bench, "");
  nights_fill(bench);
  open_review("6s");
  expect("Begin the six weeks tonight?");
  screen_bench_type(bench, "<Enter>");
  ck_assert_ptr_null(bench->app.settings.trial_start);
  screen_bench_type(bench, "sj<Enter>");
  expect("Begun: tonight is the first night.");
  ck_assert_str_eq(bench->app.settings.trial_start, "2026-11-22");
  screen_bench_type(bench, "s");
  expect("Forget the start of the six weeks?");
  screen_bench_type(bench, "q");
  ck_assert_ptr_nonnull(bench->app.settings.trial_start);
  screen_bench_type(bench, "s2");
  ck_assert_ptr_null(bench->app.settings.trial_start);
}
END_TEST

START_TEST(review_trial__begins_with_the_night_to_come__in_the_morning) {
  nights_settings(bench, "");
  nights_fill(bench);
  bench->wall_ms = INT64_C(1795417200000); /* 2026-11-23T08:00:00+01:00: still the night before */
  open_review("");
  expect("Sun 2026-11-22: ");
  screen_bench_type(bench, "6s2");
  ck_assert_str_eq(bench->app.settings.trial_start, "2026-11-23");
  screen_bench_type(bench, "f2");
  screen_bench_resize(bench, 60, 80);
  expect("week 1 of 6, night 1 of 7");
  expect("1  from Mon 2026-11-23");
}
END_TEST

START_TEST(review_trial__draws_a_fair_test__and_keeps_its_plan) {
  nights_fill(bench);
  open_review("6f1");
  ck_assert_ptr_null(bench->app.settings.fair_test);
  screen_bench_type(bench, "f9f3");
  expect("Drawn. This is the plan.");
  ck_assert_ptr_nonnull(bench->app.settings.fair_test);
  expect("night 1 of 7");
  screen_bench_resize(bench, 60, 80);
  expect("8  from Sun 2027-01-10:");
  screen_bench_type(bench, "f");
  expect("Forget the fair test?");
  screen_bench_type(bench, "<Down><Enter>");
  ck_assert_ptr_null(bench->app.settings.fair_test);
}
END_TEST

START_TEST(review_trial__tells__what_could_not_be_kept) {
  nights_settings(bench, "");
  nights_fill(bench);
  open_review("6");
  free(bench->app.paths.settings);
  bench->app.paths.settings = temp_folder_path("nightcalf.cfg/nightcalf.cfg"); /* a file is there */
  screen_bench_type(bench, "s2");
  ck_assert_ptr_null(bench->app.settings.trial_start);
  expect("nightcalf.cfg");
}
END_TEST

/* ---- habits and notes ---- */

START_TEST(review_habits__are_picked__three_at_most) {
  nights_settings(bench, "");
  nights_fill(bench);
  open_review("5");
  screen_bench_resize(bench, 60, 80);
  expect("No habits are picked");
  screen_bench_type(bench, "p<Space>j<Space>j<Space>j<Space>");
  expect("No more than 3");
  screen_bench_type(bench, "kk<Space><Enter>");
  ck_assert_str_eq(screen_bench_top(bench)->name, "review");
  ck_assert_uint_eq(bench->app.settings.compare_habits.count, 2);
  screen_bench_type(bench, "p");
  expect("Habits to compare: 2 of 3");
  screen_bench_type(bench, "<Space>q");
  ck_assert_uint_eq(bench->app.settings.compare_habits.count, 2);
}
END_TEST

START_TEST(review_notes__find__and_open_the_night) {
  nights_fill(bench);
  open_review("/GARD");
  ck_assert_str_eq(screen_bench_top(bench)->name, "notes");
  expect("1 note");
  expect("> 2026-11-19  note: Stood in the garden all day.");
  screen_bench_type(bench, "<Enter>");
  expect("Night of Thu 2026-11-19");
  screen_bench_type(bench, "q");
  expect("GARD");
  screen_bench_type(bench, "<Back><Back><Back><Back>travel");
  expect("2 notes");
  expect("excuse: travelling");
  screen_bench_type(bench, "zz");
  expect("No note holds that.");
  screen_bench_type(bench, "<Enter><Esc>");
  ck_assert_str_eq(screen_bench_top(bench)->name, "review");
}
END_TEST

START_TEST(review__says__that_nothing_is_recorded_yet) {
  open_review("");
  expect("nothing on record");
  screen_bench_type(bench, "3");
  expect("No session is on record yet.");
  screen_bench_type(bench, "<Enter>4");
  expect("Nothing is recorded yet.");
  screen_bench_type(bench, "5");
  expect("Nothing is recorded yet.");
  screen_bench_type(bench, "7");
  expect("Nothing is recorded yet.");
}
END_TEST

START_TEST(review__says_so__when_the_record_cannot_be_read) {
  temp_folder_inside("nightcalf.db"); /* what is merely broken is set aside, and home says so */
  open_review("");
  expect("nightcalf.db");
  expect("There is nothing to show.");
}
END_TEST

START_TEST(review__never_flashes__a_key_changes_only_what_it_moves) {
  nights_fill(bench);
  open_review("");
  char *before = screen_bench_draw(bench);
  screen_bench_type(bench, "hl");
  char *after = screen_bench_draw(bench);
  ck_assert_str_eq(before, after);
  free(before);
  free(after);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("tui_review");
  TCase *look = tcase_create("look");
  tcase_add_checked_fixture(look, set_up, tear_down);
  tcase_add_loop_test(look, review__looks_as_it_did__at_80x24, 0, SCENE_COUNT);
  tcase_add_loop_test(look, review__looks_as_it_did__at_40x12, 0, SCENE_COUNT);
  tcase_add_test(look, review__keeps_its_cursor_in_sight__at_any_size);
  tcase_add_test(look, review__is_ascii_alone__where_the_locale_is);
  tcase_add_test(look, review__never_flashes__a_key_changes_only_what_it_moves);
  suite_add_tcase(suite, look);
  TCase *moves = tcase_create("moves");
  tcase_add_checked_fixture(moves, set_up, tear_down);
  tcase_add_test(moves, review__switches_its_views__by_tab_arrows_and_numbers);
  tcase_add_test(moves, review_month__moves__by_night_week_and_month);
  tcase_add_test(moves, review_month__stays__within_tonight);
  tcase_add_test(moves, review_month__goes_to__a_date_or_a_day);
  tcase_add_test(moves, review_month__tells_apart__none_and_not_recorded);
  tcase_add_test(moves, review_month__marks__excused_and_partial_nights_by_signs_of_their_own);
  tcase_add_test(moves, review_year__moves__by_month_and_year);
  tcase_add_test(moves, review__opens_a_night__with_all_that_is_known_of_it);
  tcase_add_test(moves, review__fills_a_night_in__on_the_diarys_screen);
  tcase_add_test(moves, review__shows_anew__what_was_changed_meanwhile);
  tcase_add_test(moves, review_sessions__list__a_long_history_by_pages);
  tcase_add_test(moves, review_sessions__go_to__the_night_of_a_date_or_the_one_before);
  tcase_add_test(moves, review_session__says__how_it_ended);
  suite_add_tcase(suite, moves);
  TCase *says = tcase_create("says");
  tcase_add_checked_fixture(says, set_up, tear_down);
  tcase_add_test(says, review_trends__show__each_week_with_its_interval_and_n);
  tcase_add_test(says, review_trends__say_nothing_recorded__of_a_week_without_a_night);
  tcase_add_test(says, review_compare__says_what_is_missing__below_the_minimum);
  tcase_add_test(says, review_compare__prints__text_basis_and_cautions_of_the_insights);
  tcase_add_test(says, review_where__counts__hours_legs_and_muscles);
  tcase_add_test(says, review__leaves_late_entries_out__by_one_key_and_says_so);
  tcase_add_test(says, review__leaves_late_entries_out__where_the_settings_say_so);
  tcase_add_test(says, review_trial__begins_tonight__once_it_is_answered);
  tcase_add_test(says, review_trial__begins_with_the_night_to_come__in_the_morning);
  tcase_add_test(says, review_trial__draws_a_fair_test__and_keeps_its_plan);
  tcase_add_test(says, review_trial__tells__what_could_not_be_kept);
  tcase_add_test(says, review_habits__are_picked__three_at_most);
  tcase_add_test(says, review_notes__find__and_open_the_night);
  tcase_add_test(says, review__says__that_nothing_is_recorded_yet);
  tcase_add_test(says, review__says_so__when_the_record_cannot_be_read);
  suite_add_tcase(suite, says);
  return suite_run(suite);
}
