/* Means, differences, proportions, counts and quartiles: every worked number of CONTENT.md 5.4, the
 * edges without an interval, and what must hold for any numbers. */
#include <check.h>
#include <math.h>
#include <stdlib.h>

#include "nightcalf/stats.h"
#include "suite.h"

#define FOUR_DECIMALS 0.00005
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* The nights of the worked Welch row: without and with the routine. */
static const double nights_a[] = {1, 0, 2, 1, 0, 3, 1, 0, 1, 2, 0, 1, 1, 2};
static const double nights_b[] = {0, 0, 1, 0, 1, 0, 0, 2, 0, 1, 0, 0, 1, 0, 0, 1};

static void check_interval(Interval interval, double low, double high) {
  ck_assert_int_eq(interval.lack, STATS_COMPLETE);
  ck_assert_double_eq_tol(interval.low, low, FOUR_DECIMALS);
  ck_assert_double_eq_tol(interval.high, high, FOUR_DECIMALS);
}

static const struct {
  size_t k, n;
  double low, high;
} wilson[] = {
    {9, 28, 0.1793, 0.5066},  {3, 10, 0.1078, 0.6032},  {0, 14, 0.0000, 0.2153},
    {14, 14, 0.7847, 1.0000}, {20, 28, 0.5294, 0.8475},
};

START_TEST(proportion__gives_the_worked_number) {
  Interval interval = stats_proportion(wilson[_i].k, wilson[_i].n);
  check_interval(interval, wilson[_i].low, wilson[_i].high);
  ck_assert_double_eq_tol(interval.estimate, (double)wilson[_i].k / (double)wilson[_i].n, 1e-12);
}
END_TEST

static const struct {
  size_t events;
  double low, high;
} poisson[] = {
    {0, 0, 3.6889},        {1, 0.0253, 5.5716},    {5, 1.6235, 11.6683},
    {12, 6.2006, 20.9616}, {30, 20.2409, 42.8269},
};

START_TEST(poisson__gives_the_worked_number) {
  check_interval(stats_poisson(poisson[_i].events), poisson[_i].low, poisson[_i].high);
}
END_TEST

static const struct {
  double df, t;
} quantiles[] = {
    {5, 2.5706},   {10, 2.2281}, {18, 2.1009}, {27, 2.0518},      {54, 2.0049},
    {100, 1.9840}, {13, 2.1604}, {2, 4.3027},  {22.5948, 2.0707}, {1, 12.7062},
};

START_TEST(t_quantile__gives_the_worked_number) {
  ck_assert_double_eq_tol(stats_t_quantile(quantiles[_i].df), quantiles[_i].t, FOUR_DECIMALS);
}
END_TEST

START_TEST(zero_limit__gives_the_worked_number__of_14_nights) {
  /* The row prints 7 x 3.6889 / 14 with its 3.6889 rounded: 1.8445; unrounded it is 1.8444. */
  ck_assert_double_eq_tol(7 * stats_zero_limit(14), 7 * 3.6889 / 14, 0.00002);
  ck_assert_double_eq_tol(7 * stats_zero_limit(14), 1.8445, 0.0001);
}
END_TEST

START_TEST(mean_count__gives_the_worked_numbers) {
  Interval nightly = stats_mean_count(stats_spread(nights_a, COUNT(nights_a)));
  ck_assert_double_eq_tol(nightly.estimate, 1.0714, FOUR_DECIMALS);
  check_interval(nightly, 0.5420, 1.6008);
  Interval weekly = interval_times(nightly, 7);
  ck_assert_double_eq_tol(weekly.estimate, 7.50, 0.005);
  ck_assert_double_eq_tol(weekly.low, 3.79, 0.005);
  ck_assert_double_eq_tol(weekly.high, 11.21, 0.005);
}
END_TEST

START_TEST(mean__gives_the_worked_numbers__of_paired_blocks) {
  static const double differences[] = {-0.6, -0.2, -0.9};
  Spread spread = stats_spread(differences, 3);
  ck_assert_double_eq_tol(spread.mean, -0.5667, FOUR_DECIMALS);
  ck_assert_double_eq_tol(spread.sd, 0.3512, FOUR_DECIMALS);
  check_interval(stats_mean(spread), -1.4391, 0.3057);
}
END_TEST

START_TEST(quartiles__give_the_worked_numbers) {
  static const double values[] = {8, 1, 3, 2, 5, 2};
  Quartiles quartiles = stats_quartiles(values, 6);
  ck_assert_uint_eq(quartiles.count, 6);
  ck_assert_double_eq_tol(quartiles.median, 2.5, 1e-12);
  ck_assert_double_eq_tol(quartiles.lower, 2.0, 1e-12);
  ck_assert_double_eq_tol(quartiles.upper, 4.5, 1e-12);
  ck_assert_double_eq(quartiles.smallest, 1);
  ck_assert_double_eq(quartiles.largest, 8);
  ck_assert_double_eq(values[0], 8);
}
END_TEST

/* Type 7: 1 + 0.75 (2 - 1), the middle of 2 and 4, 4 + 0.25 (8 - 4). */
START_TEST(quartiles__lie__between_the_values_in_proportion) {
  static const double values[] = {1, 2, 4, 8};
  Quartiles quartiles = stats_quartiles(values, 4);
  ck_assert_double_eq_tol(quartiles.lower, 1.75, 1e-12);
  ck_assert_double_eq_tol(quartiles.median, 3, 1e-12);
  ck_assert_double_eq_tol(quartiles.upper, 5, 1e-12);
}
END_TEST

START_TEST(difference__gives_the_worked_numbers__by_welch) {
  Difference result = stats_difference(stats_spread(nights_a, COUNT(nights_a)),
                                       stats_spread(nights_b, COUNT(nights_b)));
  ck_assert_uint_eq(result.first.count, 14);
  ck_assert_uint_eq(result.second.count, 16);
  ck_assert_double_eq_tol(result.first.mean, 1.0714, FOUR_DECIMALS);
  ck_assert_double_eq_tol(result.second.mean, 0.4375, FOUR_DECIMALS);
  ck_assert_double_eq_tol(result.first.variance, 0.8407, FOUR_DECIMALS);
  ck_assert_double_eq_tol(result.second.variance, 0.3958, FOUR_DECIMALS);
  ck_assert_double_eq_tol(result.interval.estimate, -0.6339, FOUR_DECIMALS);
  ck_assert_double_eq_tol(result.error, 0.2912, FOUR_DECIMALS);
  ck_assert_double_eq_tol(result.df, 22.5948, FOUR_DECIMALS);
  ck_assert_double_eq_tol(result.t, 2.0707, FOUR_DECIMALS);
  check_interval(result.interval, -1.2369, -0.0310);
  Interval weekly = interval_times(result.interval, 7);
  ck_assert_double_eq_tol(weekly.estimate, -4.44, 0.005);
  ck_assert_double_eq_tol(weekly.low, -8.66, 0.005);
  ck_assert_double_eq_tol(weekly.high, -0.22, 0.005);
}
END_TEST

START_TEST(half_width__gives_the_printed_table) {
  static const double table[STATS_WIDTH_RATES][STATS_WIDTH_WINDOWS] = {
      {2.8, 2.0, 1.4}, {4.5, 3.2, 2.2}, {6.4, 4.5, 3.2}, {9.0, 6.4, 4.5}, {11.0, 7.8, 5.5}};
  for (int rate = 0; rate < STATS_WIDTH_RATES; rate++) {
    for (int window = 0; window < STATS_WIDTH_WINDOWS; window++) {
      double half = stats_half_width(stats_width_rates[rate], stats_width_windows[window]);
      ck_assert_double_eq_tol(half, table[rate][window], 0.05);
    }
  }
}
END_TEST

/* -- Where there is no interval --------------------------------------------------------------- */

START_TEST(mean__says_why__without_an_interval) {
  static const double alike[] = {2, 2, 2};
  static const double wild[] = {1, NAN, 2};
  Interval empty = stats_mean(stats_spread(NULL, 0));
  ck_assert_int_eq(empty.lack, STATS_EMPTY);
  ck_assert_double_eq(empty.estimate, 0);
  Interval one = stats_mean(stats_spread(alike, 1));
  ck_assert_int_eq(one.lack, STATS_TOO_FEW);
  ck_assert_double_eq(one.estimate, 2);
  Interval same = stats_mean(stats_spread(alike, 3));
  ck_assert_int_eq(same.lack, STATS_SAME);
  ck_assert_double_eq(same.low, 2);
  ck_assert_double_eq(same.high, 2);
  ck_assert_int_eq(stats_mean(stats_spread(wild, 3)).lack, STATS_NOT_FINITE);
  ck_assert_str_eq(stats_lack_words(STATS_COMPLETE), "");
  ck_assert_str_eq(stats_lack_words(STATS_TOO_FEW), "fewer than 2 values");
  ck_assert_str_eq(stats_lack_words(STATS_SAME), "all values are alike");
}
END_TEST

START_TEST(mean_count__has_an_upper_limit__for_nothing_but_zeros) {
  static const double zeros[14] = {0};
  Interval fourteen = interval_times(stats_mean_count(stats_spread(zeros, 14)), 7);
  check_interval(fourteen, 0, 1.84444);
  ck_assert_int_eq(stats_mean_count(stats_spread(zeros, 1)).lack, STATS_TOO_FEW);
  ck_assert_int_eq(stats_mean_count(stats_spread(zeros, 2)).lack, STATS_COMPLETE);
}
END_TEST

START_TEST(mean_count__is_cut__at_zero) {
  static const double rare[] = {0, 0, 0, 0, 0, 1};
  Interval plain = stats_mean(stats_spread(rare, 6));
  Interval cut = stats_mean_count(stats_spread(rare, 6));
  ck_assert_double_lt(plain.low, 0);
  ck_assert_double_eq(cut.low, 0);
  ck_assert_double_eq(cut.high, plain.high);
}
END_TEST

START_TEST(difference__says_why__without_an_interval) {
  static const double alike[] = {1, 1, 1};
  static const double others[] = {3, 3};
  static const double spread_out[] = {0, 1, 4};
  static const double wild[] = {INFINITY, 1};
  Spread none = stats_spread(NULL, 0);
  Spread one = stats_spread(alike, 1);
  Spread same = stats_spread(alike, 3);
  Spread same_too = stats_spread(others, 2);
  Spread varied = stats_spread(spread_out, 3);
  ck_assert_int_eq(stats_difference(none, varied).interval.lack, STATS_EMPTY);
  ck_assert_int_eq(stats_difference(one, varied).interval.lack, STATS_TOO_FEW);
  ck_assert_int_eq(stats_difference(varied, one).interval.lack, STATS_TOO_FEW);
  Difference flat = stats_difference(same, same_too);
  ck_assert_int_eq(flat.interval.lack, STATS_SAME);
  ck_assert_double_eq(flat.interval.estimate, 2);
  ck_assert_int_eq(stats_difference(same, varied).interval.lack, STATS_COMPLETE);
  ck_assert_int_eq(stats_difference(stats_spread(wild, 2), varied).interval.lack, STATS_NOT_FINITE);
}
END_TEST

START_TEST(proportion__is_empty__of_nothing) {
  ck_assert_int_eq(stats_proportion(0, 0).lack, STATS_EMPTY);
}
END_TEST

START_TEST(quartiles__are_none__of_nothing_or_of_no_number) {
  static const double wild[] = {1, NAN};
  static const double one[] = {4};
  ck_assert_uint_eq(stats_quartiles(NULL, 0).count, 0);
  ck_assert_uint_eq(stats_quartiles(wild, 2).count, 0);
  ck_assert_double_eq(stats_quartiles(one, 1).lower, 4);
  ck_assert_double_eq(stats_quartiles(one, 1).upper, 4);
}
END_TEST

START_TEST(excludes_zero__is_false__with_an_end_at_zero) {
  ck_assert(!interval_excludes_zero((Interval){STATS_COMPLETE, 1, 0, 2}));
  ck_assert(!interval_excludes_zero((Interval){STATS_COMPLETE, -1, -2, 0}));
  ck_assert(interval_excludes_zero((Interval){STATS_COMPLETE, 1, 1e-9, 2}));
  ck_assert(interval_excludes_zero((Interval){STATS_COMPLETE, -1, -2, -1e-9}));
  ck_assert(!interval_excludes_zero((Interval){STATS_SAME, 1, 1, 1}));
}
END_TEST

/* -- What holds for any numbers --------------------------------------------------------------- */

/* A number from 0 to below, of a sequence that is the same in every run. */
static unsigned draw(unsigned *state, unsigned below) {
  *state = *state * 1664525U + 1013904223U;
  return (*state >> 16) % below;
}

START_TEST(proportion__stays_within_0_and_1__and_holds_the_estimate) {
  for (size_t n = 1; n <= 120; n++) {
    for (size_t k = 0; k <= n; k++) {
      Interval interval = stats_proportion(k, n);
      ck_assert_double_ge(interval.low, 0);
      ck_assert_double_le(interval.high, 1);
      ck_assert_double_le(interval.low, interval.estimate);
      ck_assert_double_ge(interval.high, interval.estimate);
      Interval rest = stats_proportion(n - k, n);
      ck_assert_double_eq_tol(interval.low, 1 - rest.high, 1e-12);
    }
  }
}
END_TEST

START_TEST(poisson__holds_the_count__however_large) {
  /* Among them counts at which GSL's own quantile gives up. */
  static const size_t counts[] = {1, 2, 100, 1159, 1736, 1737, 2185, 5000, 20001, 100000};
  for (size_t i = 0; i < COUNT(counts); i++) {
    Interval interval = stats_poisson(counts[i]);
    double root = sqrt((double)counts[i]);
    ck_assert(isfinite(interval.low) && isfinite(interval.high));
    ck_assert_double_lt(interval.low, interval.estimate);
    ck_assert_double_gt(interval.high, interval.estimate);
    /* Near the normal limits. */
    ck_assert_double_eq_tol(interval.low, interval.estimate - 1.96 * root, 2.5);
    ck_assert_double_eq_tol(interval.high, interval.estimate + 1.96 * root, 4.5);
  }
}
END_TEST

START_TEST(intervals__keep_their_laws__on_drawn_nights) {
  unsigned state = 7;
  for (int round = 0; round < 300; round++) {
    double first[40];
    double second[40];
    double turned[40];
    size_t n1 = 2 + draw(&state, 39);
    size_t n2 = 2 + draw(&state, 39);
    for (size_t i = 0; i < n1; i++) {
      first[i] = draw(&state, 4);
      turned[n1 - 1 - i] = first[i];
    }
    for (size_t i = 0; i < n2; i++) {
      second[i] = draw(&state, 6);
    }
    Spread one = stats_spread(first, n1);
    Spread other = stats_spread(second, n2);
    /* The order of nights means nothing. */
    Spread back = stats_spread(turned, n1);
    ck_assert_double_eq_tol(one.mean, back.mean, 1e-12);
    ck_assert_double_eq_tol(one.variance, back.variance, 1e-12);
    ck_assert_double_eq_tol(stats_quartiles(first, n1).upper, stats_quartiles(turned, n1).upper,
                            1e-12);
    /* The interval holds the mean, and counts stay counts. */
    Interval mean = stats_mean_count(one);
    ck_assert_double_le(mean.low, mean.estimate);
    ck_assert_double_ge(mean.high, mean.estimate);
    ck_assert_double_ge(mean.low, 0);
    /* Welch is symmetric. */
    Difference there = stats_difference(one, other);
    Difference here = stats_difference(other, one);
    ck_assert_int_eq(there.interval.lack, here.interval.lack);
    ck_assert_double_eq_tol(there.interval.estimate, -here.interval.estimate, 1e-12);
    ck_assert_double_eq_tol(there.interval.low, -here.interval.high, 1e-9);
    if (there.interval.lack == STATS_COMPLETE) {
      ck_assert_double_ge(there.df, (double)(n1 < n2 ? n1 : n2) - 1 - 1e-9);
      ck_assert_double_le(there.df, (double)(n1 + n2) - 2 + 1e-9);
    }
    /* Quartiles stand in order. */
    Quartiles quartiles = stats_quartiles(second, n2);
    ck_assert_double_le(quartiles.smallest, quartiles.lower);
    ck_assert_double_le(quartiles.lower, quartiles.median);
    ck_assert_double_le(quartiles.median, quartiles.upper);
    ck_assert_double_le(quartiles.upper, quartiles.largest);
  }
}
END_TEST

START_TEST(mean__sees_no_spread__in_fractions_that_are_alike) {
  double values[30];
  for (size_t i = 0; i < COUNT(values); i++) {
    values[i] = 0.1 + 0.2;
  }
  ck_assert_int_eq(stats_mean(stats_spread(values, COUNT(values))).lack, STATS_SAME);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("stats");
  TCase *worked = tcase_create("worked numbers");
  tcase_add_loop_test(worked, proportion__gives_the_worked_number, 0, COUNT(wilson));
  tcase_add_loop_test(worked, poisson__gives_the_worked_number, 0, COUNT(poisson));
  tcase_add_loop_test(worked, t_quantile__gives_the_worked_number, 0, COUNT(quantiles));
  tcase_add_test(worked, zero_limit__gives_the_worked_number__of_14_nights);
  tcase_add_test(worked, mean_count__gives_the_worked_numbers);
  tcase_add_test(worked, mean__gives_the_worked_numbers__of_paired_blocks);
  tcase_add_test(worked, quartiles__give_the_worked_numbers);
  tcase_add_test(worked, quartiles__lie__between_the_values_in_proportion);
  tcase_add_test(worked, difference__gives_the_worked_numbers__by_welch);
  tcase_add_test(worked, half_width__gives_the_printed_table);
  suite_add_tcase(suite, worked);
  TCase *without = tcase_create("without an interval");
  tcase_add_test(without, mean__says_why__without_an_interval);
  tcase_add_test(without, mean_count__has_an_upper_limit__for_nothing_but_zeros);
  tcase_add_test(without, mean_count__is_cut__at_zero);
  tcase_add_test(without, difference__says_why__without_an_interval);
  tcase_add_test(without, proportion__is_empty__of_nothing);
  tcase_add_test(without, quartiles__are_none__of_nothing_or_of_no_number);
  tcase_add_test(without, excludes_zero__is_false__with_an_end_at_zero);
  suite_add_tcase(suite, without);
  TCase *laws = tcase_create("laws");
  tcase_add_test(laws, proportion__stays_within_0_and_1__and_holds_the_estimate);
  tcase_add_test(laws, poisson__holds_the_count__however_large);
  tcase_add_test(laws, intervals__keep_their_laws__on_drawn_nights);
  tcase_add_test(laws, mean__sees_no_spread__in_fractions_that_are_alike);
  suite_add_tcase(suite, laws);
  return suite_run(suite);
}
