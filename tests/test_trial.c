/* The six-week trial night by night, and the fair test: the drawn plan, its nights, and the paired
 * comparison. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/trial.h"
#include "review_bench.h"
#include "suite.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static Bench bench;
static Night start; /* the end of a year is crossed */

static void set_up(void) {
  bench_clear(&bench);
  start = bench_date(2026, 12, 10);
}

static Night after(int nights) {
  return (Night){start.day + nights};
}

static TrialProgress progress_at(Night last) {
  Review *review = bench_review(&bench);
  TrialProgress progress = trial_progress(review, last);
  review_free(review);
  return progress;
}

static void says(TrialProgress progress, const char *words) {
  char *text = trial_text(&progress);
  ck_assert_str_eq(text, words);
  free(text);
}

/* -- Six weeks -------------------------------------------------------------------------------- */

START_TEST(trial__gathers__14_nights_before_a_start) {
  TrialProgress none = progress_at(start);
  ck_assert_int_eq(none.phase, TRIAL_GATHERING);
  says(none, "0 of 14 nights recorded. Come back in 14.");
  bench_repeat(&bench, start, '1', 8);
  says(progress_at(after(7)), "8 of 14 nights recorded. Come back in 6.");
  bench_repeat(&bench, after(8), '1', 5);
  ck_assert_int_eq(progress_at(after(12)).phase, TRIAL_GATHERING);
  bench_repeat(&bench, after(13), '1', 1);
  TrialProgress ready = progress_at(after(13));
  ck_assert_int_eq(ready.phase, TRIAL_READY);
  ck_assert_int_eq(ready.baseline, 14);
  says(ready, "14 nights recorded in the last 28. The six weeks can begin.");
}
END_TEST

START_TEST(trial__gathers__until_the_start_date) {
  bench_repeat(&bench, start, '1', 14);
  bench.data.has_start = true;
  bench.data.start = after(14);
  ck_assert_int_eq(progress_at(after(13)).phase, TRIAL_READY);
  TrialProgress first = progress_at(after(14));
  ck_assert_int_eq(first.phase, TRIAL_RUNNING);
  ck_assert_int_eq(first.nights, 1);
  ck_assert_int_eq(first.left, 41);
  ck_assert_int_eq(first.baseline, 14);
  ck_assert_int_eq(first.recorded, 0);
}
END_TEST

START_TEST(trial__runs__for_six_weeks) {
  bench_repeat(&bench, start, 'R', 12);
  bench_repeat(&bench, after(14), '0', 3);
  bench.data.has_start = true;
  bench.data.start = start;
  says(progress_at(after(16)),
       "Week 3 of 6: 15 of 17 nights recorded, the routine on 12. 25 to go.");
  says(progress_at(after(6)), "Week 1 of 6: 7 of 7 nights recorded, the routine on 7. 35 to go.");
  says(progress_at(after(7)), "Week 2 of 6: 8 of 8 nights recorded, the routine on 8. 34 to go.");
  ck_assert_int_eq(progress_at(after(40)).phase, TRIAL_RUNNING);
  TrialProgress over = progress_at(after(41));
  ck_assert_int_eq(over.phase, TRIAL_OVER);
  ck_assert_int_eq(over.left, 0);
  ck_assert_int_eq(over.when.until.day, bench_date(2027, 1, 20).day);
  bench_repeat(&bench, after(42), 'R', 5); /* later nights are not of the six weeks */
  says(progress_at(after(99)),
       "The six weeks are over: 15 of 42 nights recorded, the routine on 12.");
}
END_TEST

/* -- The plan --------------------------------------------------------------------------------- */

static FairPlan plan_of(int blocks, unsigned bits) {
  FairPlan plan;
  Error err = {0};
  ck_assert(fair_plan(start, blocks, bits, &plan, &err));
  return plan;
}

START_TEST(fair_plan__draws__each_pair) {
  for (unsigned bits = 0; bits < 16; bits++) {
    FairPlan plan = plan_of(8, bits);
    for (int pair = 0; pair < 4; pair++) {
      int first = 2 * pair;
      ck_assert_int_eq(plan.on[first], (bits >> pair & 1U) != 0);
      ck_assert_int_ne(plan.on[first], plan.on[first + 1]);
    }
  }
  FairPlan six = plan_of(6, ~0U);
  ck_assert(!six.on[6] && !six.on[7]);
}
END_TEST

START_TEST(fair_plan__refuses__any_other_length) {
  static const int blocks[] = {-1, 0, 5, 7, 9, 10};
  for (size_t i = 0; i < COUNT(blocks); i++) {
    FairPlan plan;
    Error err = {0};
    ck_assert(!fair_plan(start, blocks[i], 0, &plan, &err));
  }
}
END_TEST

START_TEST(fair_night__finds__block_night_and_what_is_dropped) {
  FairPlan plan = plan_of(6, 1); /* on off, off on, off on */
  ck_assert(!fair_night(&plan, after(-1)).inside);
  ck_assert(!fair_night(&plan, after(42)).inside);
  ck_assert_int_eq(fair_last_night(&plan).day, after(41).day);
  static const struct {
    int night, block, number;
    bool on, dropped;
  } cases[] = {
      {0, 0, 0, true, true},   {1, 0, 1, true, true},   {2, 0, 2, true, false},
      {6, 0, 6, true, false},  {7, 1, 0, false, true},  {14, 2, 0, false, true},
      {23, 3, 2, true, false}, {41, 5, 6, true, false},
  };
  for (size_t i = 0; i < COUNT(cases); i++) {
    FairNight night = fair_night(&plan, after(cases[i].night));
    ck_assert(night.inside);
    ck_assert_int_eq(night.block, cases[i].block);
    ck_assert_int_eq(night.number, cases[i].number);
    ck_assert_int_eq(night.on, cases[i].on);
    ck_assert_int_eq(night.dropped, cases[i].dropped);
  }
}
END_TEST

/* -- The comparison --------------------------------------------------------------------------- */

static FairResult result_at(const FairPlan *plan, Night last) {
  Review *review = bench_review(&bench);
  FairResult result = fair_result(review, plan, last);
  review_free(review);
  return result;
}

static void fair_says(FairResult result, const char *words) {
  char *text = fair_text(&result);
  ck_assert_str_eq(text, words);
  free(text);
}

/* Pairs whose means differ by -0.6, -0.2 and -1.0. The first two nights of each block would turn it
 * round, were they not dropped. */
static void write_three_pairs(void) {
  bench_nights(&bench, start,
               "9910100" /* on: 0.4 */
               "0011111" /* off: 1.0 */
               "0011111" /* off: 1.0 */
               "9911110" /* on: 0.8 */
               "9900000" /* on: 0.0 */
               "0011111" /* off: 1.0 */);
}

START_TEST(fair_result__compares__means_of_pairs) {
  FairPlan plan = plan_of(6, 5); /* on off, off on, on off */
  write_three_pairs();
  FairResult result = result_at(&plan, after(41));
  ck_assert(result.enough);
  ck_assert_int_eq(result.pairs, 3);
  ck_assert_double_eq_tol(result.differences[0], -0.6, 1e-12);
  ck_assert_double_eq_tol(result.differences[1], -0.2, 1e-12);
  ck_assert_double_eq_tol(result.differences[2], -1.0, 1e-12);
  ck_assert_double_eq_tol(result.per_night.estimate, -0.6, 1e-12);
  /* sd 0.4, t(2) 4.3027: +- 0.9937 */
  ck_assert_double_eq_tol(result.per_night.low, -1.5937, 0.00005);
  ck_assert_int_eq(result.verdict, VERDICT_OPEN);
  ck_assert_int_eq(result.come_back, 0);
  fair_says(result, "Weeks with the routine against weeks without: -4.2 (95% CI -11 to +2.8) "
                    "cramps a week, 3 pairs: too close to call.");
}
END_TEST

START_TEST(fair_result__goes__by_the_plan_not_by_what_was_done) {
  FairPlan plan = plan_of(6, 5);
  write_three_pairs();
  for (size_t i = 0; i < bench.night_count; i++) {
    bench.nights[i].routine = ROUTINE_COMPLETED;
  }
  ck_assert_double_eq_tol(result_at(&plan, after(41)).per_night.estimate, -0.6, 1e-12);
}
END_TEST

START_TEST(fair_result__needs__three_complete_pairs) {
  FairPlan plan = plan_of(6, 5);
  write_three_pairs();
  FairResult early = result_at(&plan, after(40));
  ck_assert(!early.enough);
  ck_assert_int_eq(early.pairs, 2);
  ck_assert_int_eq(early.pairs_over, 2);
  ck_assert_int_eq(early.verdict, VERDICT_NONE);
  ck_assert_int_eq(early.change.lack, STATS_EMPTY);
  fair_says(early, "2 of 3 pairs of weeks complete. Come back in 1.");
  fair_says(result_at(&plan, after(-1)), "0 of 3 pairs of weeks complete. Come back in 42.");
  /* A block keeps 3 of its 5 nights, then 2. */
  bench.nights[2].recorded = false;
  bench.nights[3].recorded = false;
  ck_assert(result_at(&plan, after(41)).enough);
  bench.nights[4].recorded = false;
  FairResult broken = result_at(&plan, after(41));
  ck_assert(!broken.enough);
  ck_assert_int_eq(broken.pairs_over, 3);
  ck_assert_int_eq(broken.come_back, 0);
  fair_says(broken, "2 of 3 pairs of weeks complete, too few to compare.");
  FairPlan longer = plan_of(8, 5);
  fair_says(result_at(&longer, after(41)), "2 of 3 pairs of weeks complete. Come back in 14.");
}
END_TEST

START_TEST(fair_result__has_no_interval__when_pairs_are_alike) {
  FairPlan plan = plan_of(6, 7);
  for (int pair = 0; pair < 3; pair++) {
    bench_repeat(&bench, after(14 * pair), '1', 7);
    bench_repeat(&bench, after(14 * pair + 7), '2', 7);
  }
  FairResult result = result_at(&plan, after(60));
  ck_assert(result.enough);
  ck_assert_int_eq(result.change.lack, STATS_SAME);
  fair_says(result, "Weeks with the routine against weeks without: -7.0 (no interval: all "
                    "values are alike) cramps a week, 3 pairs.");
}
END_TEST

int main(void) {
  Suite *suite = suite_create("trial");
  TCase *weeks = tcase_create("six weeks");
  tcase_add_checked_fixture(weeks, set_up, NULL);
  tcase_add_test(weeks, trial__gathers__14_nights_before_a_start);
  tcase_add_test(weeks, trial__gathers__until_the_start_date);
  tcase_add_test(weeks, trial__runs__for_six_weeks);
  suite_add_tcase(suite, weeks);
  TCase *fair = tcase_create("fair test");
  tcase_add_checked_fixture(fair, set_up, NULL);
  tcase_add_test(fair, fair_plan__draws__each_pair);
  tcase_add_test(fair, fair_plan__refuses__any_other_length);
  tcase_add_test(fair, fair_night__finds__block_night_and_what_is_dropped);
  tcase_add_test(fair, fair_result__compares__means_of_pairs);
  tcase_add_test(fair, fair_result__goes__by_the_plan_not_by_what_was_done);
  tcase_add_test(fair, fair_result__needs__three_complete_pairs);
  tcase_add_test(fair, fair_result__has_no_interval__when_pairs_are_alike);
  suite_add_tcase(suite, fair);
  return suite_run(suite);
}
