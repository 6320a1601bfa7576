/* The named numbers of a period, the weeks, the pattern: nothing said is never zero, gaps end runs,
 * and old entries can be left out. */
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/review.h"
#include "review_bench.h"
#include "suite.h"

#define CLOSE 1e-9
#define AT(hour, minute) ((hour)*60 + (minute))

static Bench bench;
static Night start; /* Monday 2026-10-05 */

static void set_up(void) {
  bench_clear(&bench);
  start = bench_date(2026, 10, 5);
}

static Summary summarise(Period period) {
  Review *review = bench_review(&bench);
  Summary sum = review_summary(review, period);
  review_free(review);
  return sum;
}

static Period nights(Night from, int count) {
  return (Period){from, {from.day + count - 1}};
}

/* -- Summary ---------------------------------------------------------------------------------- */

START_TEST(summary__says_nothing__of_nothing) {
  Summary sum = summarise(nights(start, 28));
  ck_assert_int_eq(sum.elapsed, 28);
  ck_assert_int_eq(sum.recorded, 0);
  ck_assert(sum.recorded_low);
  ck_assert_int_eq(sum.per_week.lack, STATS_EMPTY);
  ck_assert_int_eq(sum.cramp_share.lack, STATS_EMPTY);
  ck_assert_int_eq(sum.severity_mean.lack, STATS_EMPTY);
  ck_assert_int_eq(sum.worst, REVIEW_NOT_SAID);
  ck_assert_uint_eq(sum.minutes.count, 0);
  ck_assert_uint_eq(sum.disturbance.count, 0);
  ck_assert_int_eq(sum.longest.nights, 0);
  ck_assert_int_eq(sum.routine_elapsed, 28);
  ck_assert_double_eq(sum.adherence.estimate, 0);
}
END_TEST

START_TEST(summary__of_no_nights__is_empty) {
  bench_nights(&bench, start, "123");
  Summary sum = summarise((Period){{start.day + 2}, start});
  ck_assert_int_eq(sum.elapsed, 0);
  ck_assert_int_eq(sum.recorded, 0);
  ck_assert(!sum.recorded_low);
  ck_assert_int_eq(sum.adherence.lack, STATS_EMPTY);
}
END_TEST

START_TEST(summary__gives_the_worked_number__of_nights_a) {
  bench_nights(&bench, start, "10210310120112");
  Summary sum = summarise(nights(start, 14));
  ck_assert_int_eq(sum.cramps, 15);
  ck_assert_int_eq(sum.cramp_nights, 10);
  ck_assert_double_eq_tol(sum.per_week.estimate, 7.5, CLOSE);
  ck_assert_double_eq_tol(sum.per_week.low, 3.79, 0.005);
  ck_assert_double_eq_tol(sum.per_week.high, 11.21, 0.005);
}
END_TEST

START_TEST(summary__has_no_interval__of_one_night) {
  bench_nights(&bench, start, "2");
  Summary sum = summarise(nights(start, 1));
  ck_assert_int_eq(sum.per_week.lack, STATS_TOO_FEW);
  ck_assert_double_eq(sum.per_week.estimate, 14);
  ck_assert_int_eq(sum.cramp_share.lack, STATS_COMPLETE);
}
END_TEST

START_TEST(summary__has_an_upper_limit__of_zeros_alone) {
  bench_repeat(&bench, start, '0', 14);
  Summary sum = summarise(nights(start, 14));
  ck_assert_double_eq(sum.per_week.low, 0);
  ck_assert_double_eq_tol(sum.per_week.high, 1.84444, 1e-5);
  ck_assert_int_eq(sum.longest.nights, 14);
  ck_assert_double_eq_tol(sum.cramp_share.high, 0.2153, 0.00005);
}
END_TEST

START_TEST(summary__takes_missing__not_for_zero) {
  bench_nights(&bench, start, "2..2..2");
  ReviewNight *unclosed = bench_night(&bench, (Night){start.day + 1});
  unclosed->disturbance = 9;
  unclosed->cramps = 9;
  Summary sum = summarise(nights(start, 7));
  ck_assert_int_eq(sum.recorded, 3);
  ck_assert_double_eq(sum.per_week.estimate, 14);
  ck_assert_uint_eq(sum.disturbance.count, 0);
}
END_TEST

START_TEST(summary__warns__under_70_percent_recorded) {
  bench_repeat(&bench, start, '0', 7);
  ck_assert(!summarise(nights(start, 10)).recorded_low);
  ck_assert(summarise(nights(start, 11)).recorded_low);
  bench_clear(&bench);
  bench_repeat(&bench, start, '0', 14);
  ck_assert(!summarise(nights(start, 20)).recorded_low);
}
END_TEST

START_TEST(summary__counts_disturbance__as_none_without_a_cramp) {
  bench_nights(&bench, start, "0");
  bench_last(&bench)->disturbance = 7; /* disturbed by something else */
  bench_nights(&bench, (Night){start.day + 1}, "1");
  bench_last(&bench)->disturbance = 6;
  bench_last(&bench)->awakenings = 3;
  bench_nights(&bench, (Night){start.day + 2}, "1"); /* not answered: does not count */
  Summary sum = summarise(nights(start, 3));
  ck_assert_uint_eq(sum.disturbance.count, 2);
  ck_assert_double_eq(sum.disturbance.mean, 3);
  ck_assert_int_eq(sum.awakening_nights, 2);
  ck_assert_int_eq(sum.awakenings, 3);
}
END_TEST

START_TEST(summary__rates_episodes__that_say_so) {
  static const int minutes[] = {1, 2, 2, 3, 5, 8};
  for (int i = 0; i < 6; i++) {
    bench_episode(&bench, (Night){start.day + i}, i < 2 ? REVIEW_NOT_SAID : i + 2)->duration =
        (Millis)minutes[i] * 60000;
  }
  bench_episode(&bench, (Night){start.day + 1}, 9);
  bench_episode(&bench, (Night){start.day + 40}, 10); /* outside */
  Summary sum = summarise(nights(start, 7));
  ck_assert_int_eq(sum.episodes, 7);
  ck_assert_uint_eq(sum.severity.count, 5);
  ck_assert_double_eq_tol(sum.severity.mean, (4 + 5 + 6 + 7 + 9) / 5.0, CLOSE);
  ck_assert_int_eq(sum.worst, 9);
  ck_assert_uint_eq(sum.minutes.count, 6);
  ck_assert_double_eq(sum.minutes.median, 2.5);
  ck_assert_double_eq(sum.minutes.lower, 2.0);
  ck_assert_double_eq(sum.minutes.upper, 4.5);
}
END_TEST

START_TEST(summary__keeps_severity__within_the_scale) {
  bench_episode(&bench, start, 10);
  bench_episode(&bench, start, 10);
  bench_episode(&bench, start, 8);
  ck_assert_double_le(summarise(nights(start, 1)).severity_mean.high, 10);
}
END_TEST

/* -- Adherence -------------------------------------------------------------------------------- */

START_TEST(adherence__leaves_out__excused_nights_alone) {
  bench_nights(&bench, start, "RR..");
  bench_night(&bench, (Night){start.day + 2})->routine = ROUTINE_EXCUSED;
  bench_night(&bench, (Night){start.day + 3})->routine = ROUTINE_PARTIAL;
  Summary sum = summarise(nights(start, 6));
  ck_assert_int_eq(sum.routine_nights, 2);
  ck_assert_int_eq(sum.routine_partial, 1);
  ck_assert_int_eq(sum.routine_excused, 1);
  ck_assert_int_eq(sum.routine_elapsed, 5);
  ck_assert_double_eq_tol(sum.adherence.estimate, 0.4, CLOSE);
}
END_TEST

START_TEST(adherence__counts__from_the_start_date) {
  bench_repeat(&bench, start, 'R', 20);
  bench_night(&bench, (Night){start.day - 1})->routine = ROUTINE_EXCUSED;
  bench.data.has_start = true;
  bench.data.start = (Night){start.day + 10};
  Summary sum = summarise((Period){{start.day - 8}, {start.day + 19}});
  ck_assert_int_eq(sum.routine_nights, 10);
  ck_assert_int_eq(sum.routine_elapsed, 10);
  bench.data.start = (Night){start.day + 100};
  sum = summarise(nights(start, 20));
  ck_assert_int_eq(sum.routine_elapsed, 0);
  ck_assert_int_eq(sum.adherence.lack, STATS_EMPTY);
}
END_TEST

START_TEST(adherence__gives_the_worked_number__of_20_in_28) {
  bench_repeat(&bench, start, 'R', 20);
  Summary sum = summarise(nights(start, 28));
  ck_assert_double_eq_tol(sum.adherence.low, 0.5294, 0.00005);
  ck_assert_double_eq_tol(sum.adherence.high, 0.8475, 0.00005);
}
END_TEST

/* -- Runs ------------------------------------------------------------------------------------- */

static const struct {
  const char *nights;
  int longest;
  int from; /* night of it, from the first letter */
} runs[] = {
    {"", 0, 0},
    {"1", 0, 0},
    {"0", 1, 0},
    {"000", 3, 0},
    {"0010000", 4, 3},
    {"000.000", 3, 4},
    {"0000.0.0.0.0", 4, 0},
    {"000100100", 3, 0},
    {"R00R", 4, 0},
    {"0.0.0.0", 1, 6},
    {"00.1.000", 3, 5},
    {"1000", 3, 1},
};

START_TEST(longest_run__ends__at_cramps_and_gaps) {
  bench_nights(&bench, start, runs[_i].nights);
  ClearRun run = summarise(nights(start, 28)).longest;
  ck_assert_int_eq(run.nights, runs[_i].longest);
  if (run.nights > 0) {
    ck_assert_int_eq(run.when.from.day, start.day + runs[_i].from);
    ck_assert_int_eq(period_nights(run.when), run.nights);
  }
}
END_TEST

START_TEST(longest_run__crosses__the_end_of_a_month_and_of_a_year) {
  bench_repeat(&bench, bench_date(2027, 12, 28), '0', 8);
  ClearRun run = summarise((Period){bench_date(2027, 12, 1), bench_date(2028, 1, 31)}).longest;
  ck_assert_int_eq(run.nights, 8);
  ck_assert_int_eq(run.when.until.day, bench_date(2028, 1, 4).day);
  bench_clear(&bench);
  bench_repeat(&bench, bench_date(2028, 2, 27), '0', 5); /* a leap year */
  run = summarise((Period){bench_date(2028, 2, 1), bench_date(2028, 3, 31)}).longest;
  ck_assert_int_eq(run.when.until.day, bench_date(2028, 3, 2).day);
}
END_TEST

START_TEST(longest_run__ends__at_a_night_that_is_there_but_not_recorded) {
  bench_nights(&bench, start, "00");
  bench_night(&bench, (Night){start.day + 2})->routine = ROUTINE_COMPLETED;
  bench_nights(&bench, (Night){start.day + 3}, "0");
  ck_assert_int_eq(summarise(nights(start, 7)).longest.nights, 2);
}
END_TEST

/* -- Old entries ------------------------------------------------------------------------------ */

START_TEST(old_entries__can_be_left_out__with_their_episodes) {
  bench_nights(&bench, start, "0123");
  bench.nights[1].age = ENTRY_LATE;
  bench.nights[3].age = ENTRY_VERY_LATE;
  bench.nights[3].routine = ROUTINE_COMPLETED;
  bench_episode(&bench, start, 1);
  bench_episode(&bench, (Night){start.day + 2}, 3);
  bench_episode(&bench, (Night){start.day + 3}, 9);
  bench_episode(&bench, (Night){start.day + 4}, 5);
  Summary with = summarise(nights(start, 7));
  ck_assert_int_eq(with.recorded, 4);
  ck_assert_int_eq(with.late, 2);
  ck_assert_int_eq(with.old, 1);
  ck_assert_int_eq(with.worst, 9);
  bench.data.leave_old = true;
  Summary without = summarise(nights(start, 7));
  ck_assert_int_eq(without.recorded, 3);
  ck_assert_int_eq(without.cramps, 3);
  ck_assert_int_eq(without.late, 1);
  ck_assert_int_eq(without.old, 0);
  ck_assert_int_eq(without.episodes, 3);
  ck_assert_int_eq(without.worst, 5);
  ck_assert_int_eq(without.routine_nights, 1); /* sessions are no diary entries */
}
END_TEST

/* -- Order, periods, weeks -------------------------------------------------------------------- */

START_TEST(review__is_the_same__in_any_order) {
  bench_nights(&bench, start, "1020310");
  for (int i = 0; i < 7; i++) {
    bench_episode(&bench, (Night){start.day + i}, i)->duration = (Millis)i * 1000;
  }
  Summary forth = summarise(nights(start, 5));
  for (size_t i = 0; i < 3; i++) {
    ReviewNight night = bench.nights[i];
    bench.nights[i] = bench.nights[6 - i];
    bench.nights[6 - i] = night;
    ReviewEpisode episode = bench.episodes[i];
    bench.episodes[i] = bench.episodes[6 - i];
    bench.episodes[6 - i] = episode;
  }
  Summary back = summarise(nights(start, 5));
  ck_assert_int_eq(forth.cramps, 6);
  ck_assert_int_eq(back.cramps, 6);
  ck_assert_int_eq(back.longest.nights, forth.longest.nights);
  ck_assert_double_eq_tol(back.per_week.high, forth.per_week.high, CLOSE);
  ck_assert_double_eq_tol(back.severity.mean, forth.severity.mean, CLOSE);
  ck_assert_int_eq(back.worst, 4);
}
END_TEST

START_TEST(week_counts__are__what_the_weeks_say) {
  bench_nights(&bench, start, "1.2043011.5");
  bench_nights(&bench, (Night){start.day + 30}, "21");
  Review *review = bench_review(&bench);
  Period period = {{start.day - 3}, {start.day + 40}};
  size_t weeks = 0;
  size_t counts = 0;
  WeekPoint *points = review_weeks(review, period, &weeks);
  NightCount *counted = review_week_counts(review, period, &counts);
  ck_assert_uint_eq(counts, weeks);
  int cramps = 0;
  for (size_t i = 0; i < counts; i++) {
    ck_assert_int_eq(counted[i].recorded, points[i].sum.recorded);
    ck_assert_int_eq(counted[i].cramps, points[i].sum.cramps);
    cramps += counted[i].cramps;
  }
  ck_assert_int_gt(cramps, 0);
  free(counted);
  free(points);
  counted = review_week_counts(review, (Period){start, {start.day - 1}}, &counts);
  ck_assert_uint_eq(counts, 0);
  free(counted);
  review_free(review);
  review_free(NULL);
}
END_TEST

START_TEST(weeks__begin_on_mondays__and_are_cut_by_the_period) {
  bench_nights(&bench, start,
               "2222222"
               "......."
               "1");
  Review *review = bench_review(&bench);
  size_t count = 0;
  WeekPoint *weeks = review_weeks(review, (Period){{start.day - 2}, {start.day + 15}}, &count);
  ck_assert_uint_eq(count, 4);
  ck_assert_int_eq(period_nights(weeks[0].when), 2); /* Saturday and Sunday */
  ck_assert_int_eq(weeks[1].when.from.day, start.day);
  ck_assert_int_eq(weeks[1].sum.recorded, 7);
  ck_assert_double_eq(weeks[1].sum.per_week.estimate, 14);
  ck_assert_int_eq(weeks[2].sum.recorded, 0);
  ck_assert_int_eq(weeks[2].sum.per_week.lack, STATS_EMPTY);
  ck_assert_int_eq(period_nights(weeks[3].when), 2);
  ck_assert_int_eq(weeks[3].sum.elapsed, 2);
  free(weeks);
  weeks = review_weeks(review, (Period){start, {start.day - 1}}, &count);
  ck_assert_uint_eq(count, 0);
  free(weeks);
  review_free(review);
}
END_TEST

START_TEST(weeks__add_up__over_a_year_and_before_1970) {
  Night first = bench_date(1968, 12, 26);
  bench_repeat(&bench, first, '1', 400);
  Review *review = bench_review(&bench);
  size_t count = 0;
  WeekPoint *weeks = review_weeks(review, nights(first, 400), &count);
  int elapsed = 0;
  int cramps = 0;
  for (size_t i = 0; i < count; i++) {
    elapsed += weeks[i].sum.elapsed;
    cramps += weeks[i].sum.cramps;
    ck_assert(i == 0 || weeks[i].when.from.day == weeks[i - 1].when.until.day + 1);
    ck_assert(i == 0 || (weeks[i].when.from.day - start.day) % 7 == 0);
  }
  ck_assert_int_eq(elapsed, 400);
  ck_assert_int_eq(cramps, 400);
  free(weeks);
  review_free(review);
}
END_TEST

/* -- Pattern and habits ----------------------------------------------------------------------- */

START_TEST(pattern__counts__hours_bands_sides_and_muscles) {
  ReviewEpisode *first = bench_episode(&bench, start, 5);
  first->onset = AT(0, 0);
  first->side = SIDE_LEFT;
  first->muscle = MUSCLE_CALF;
  ReviewEpisode *second = bench_episode(&bench, start, 5);
  second->onset = AT(1, 59);
  second->side = SIDE_BOTH;
  second->muscle = MUSCLE_CALF;
  bench_episode(&bench, start, 5)->onset = AT(23, 59);
  bench_episode(&bench, start, 5);
  bench_episode(&bench, (Night){start.day + 9}, 5)->onset = AT(3, 0);
  Review *review = bench_review(&bench);
  Pattern pattern = review_pattern(review, nights(start, 7));
  ck_assert_int_eq(pattern.episodes, 4);
  ck_assert_int_eq(pattern.onset_known, 3);
  ck_assert_int_eq(pattern.hour[0], 1);
  ck_assert_int_eq(pattern.hour[1], 1);
  ck_assert_int_eq(pattern.hour[23], 1);
  ck_assert_int_eq(pattern.hour[3], 0);
  ck_assert_int_eq(pattern.band[0], 2);
  ck_assert_int_eq(pattern.band[11], 1);
  ck_assert_int_eq(pattern.side[SIDE_LEFT], 1);
  ck_assert_int_eq(pattern.side[SIDE_BOTH], 1);
  ck_assert_int_eq(pattern.side[SIDE_NONE], 2);
  ck_assert_int_eq(pattern.muscle[MUSCLE_CALF], 2);
  ck_assert_int_eq(pattern.muscle[MUSCLE_UNKNOWN], 2);
  review_free(review);
}
END_TEST

START_TEST(habit_patterns__tell_nothing__of_habits_not_said) {
  Habits none = {.fluid = -1, .alcohol = -1, .activity = -1, .stress_nrs = -1};
  int count = 0;
  for (const HabitPattern *row = habit_patterns; row->name != NULL; row++, count++) {
    ck_assert_msg(row->so(&none) == YESNO_NOT_SAID, "%s", row->name);
    ck_assert_ptr_eq(habit_pattern_find(row->name), row);
    ck_assert_msg(strstr(row->nights, "ights") != NULL, "%s", row->name);
    ck_assert_msg(field_find(diary_habit_fields, row->name) != NULL, "%s", row->name);
  }
  ck_assert_int_eq(count, 15);
  ck_assert_ptr_null(habit_pattern_find("moon"));
}
END_TEST

START_TEST(habit_patterns__draw_their_line__where_they_say) {
  static const struct {
    const char *name;
    Habits so, not_so;
  } cases[] = {
      {"fluid", {.fluid = 5}, {.fluid = 6}},
      {"alcohol", {.alcohol = 1}, {.alcohol = 0}},
      {"caffeine_late", {.caffeine_late = YESNO_YES}, {.caffeine_late = YESNO_NO}},
      {"activity", {.activity = 30}, {.activity = 29}},
      {"activity_unusual", {.activity_unusual = YESNO_YES}, {.activity_unusual = YESNO_NO}},
      {"standing_hours", {.standing_hours = STANDING_OVER_6}, {.standing_hours = STANDING_4_TO_6}},
      {"sitting_hours", {.sitting_hours = SITTING_OVER_8}, {.sitting_hours = SITTING_4_TO_8}},
      {"footwear", {.footwear = FOOTWEAR_HEELS}, {.footwear = FOOTWEAR_SUPPORTIVE}},
      {"heavy_sweat", {.heavy_sweat = YESNO_YES}, {.heavy_sweat = YESNO_NO}},
      {"stress_nrs", {.stress_nrs = 6}, {.stress_nrs = 5}},
      {"supplement", {.supplement = SUPPLEMENT_MAGNESIUM}, {.supplement = SUPPLEMENT_NONE}},
      {"feet_neutral", {.feet_neutral = YESNO_YES}, {.feet_neutral = YESNO_NO}},
      {"magnesium_food", {.magnesium_food = YESNO_YES}, {.magnesium_food = YESNO_NO}},
      {"late_salt", {.late_salt = YESNO_YES}, {.late_salt = YESNO_NO}},
      {"hot_night", {.hot_night = YESNO_YES}, {.hot_night = YESNO_NO}},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    const HabitPattern *row = habit_pattern_find(cases[i].name);
    ck_assert_msg(row->so(&cases[i].so) == YESNO_YES, "%s", row->name);
    ck_assert_msg(row->so(&cases[i].not_so) == YESNO_NO, "%s", row->name);
  }
}
END_TEST

int main(void) {
  Suite *suite = suite_create("review");
  TCase *summary = tcase_create("summary");
  tcase_add_checked_fixture(summary, set_up, NULL);
  tcase_add_test(summary, summary__says_nothing__of_nothing);
  tcase_add_test(summary, summary__of_no_nights__is_empty);
  tcase_add_test(summary, summary__gives_the_worked_number__of_nights_a);
  tcase_add_test(summary, summary__has_no_interval__of_one_night);
  tcase_add_test(summary, summary__has_an_upper_limit__of_zeros_alone);
  tcase_add_test(summary, summary__takes_missing__not_for_zero);
  tcase_add_test(summary, summary__warns__under_70_percent_recorded);
  tcase_add_test(summary, summary__counts_disturbance__as_none_without_a_cramp);
  tcase_add_test(summary, summary__rates_episodes__that_say_so);
  tcase_add_test(summary, summary__keeps_severity__within_the_scale);
  tcase_add_test(summary, adherence__leaves_out__excused_nights_alone);
  tcase_add_test(summary, adherence__counts__from_the_start_date);
  tcase_add_test(summary, adherence__gives_the_worked_number__of_20_in_28);
  tcase_add_loop_test(summary, longest_run__ends__at_cramps_and_gaps, 0,
                      sizeof runs / sizeof runs[0]);
  tcase_add_test(summary, longest_run__crosses__the_end_of_a_month_and_of_a_year);
  tcase_add_test(summary, longest_run__ends__at_a_night_that_is_there_but_not_recorded);
  tcase_add_test(summary, old_entries__can_be_left_out__with_their_episodes);
  suite_add_tcase(suite, summary);
  TCase *periods = tcase_create("periods");
  tcase_add_checked_fixture(periods, set_up, NULL);
  tcase_add_test(periods, review__is_the_same__in_any_order);
  tcase_add_test(periods, week_counts__are__what_the_weeks_say);
  tcase_add_test(periods, weeks__begin_on_mondays__and_are_cut_by_the_period);
  tcase_add_test(periods, weeks__add_up__over_a_year_and_before_1970);
  tcase_add_test(periods, pattern__counts__hours_bands_sides_and_muscles);
  tcase_add_test(periods, habit_patterns__tell_nothing__of_habits_not_said);
  tcase_add_test(periods, habit_patterns__draw_their_line__where_they_say);
  suite_add_tcase(suite, periods);
  return suite_run(suite);
}
