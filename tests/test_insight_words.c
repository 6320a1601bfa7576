/* What the review says, word for word: the examples of CONTENT.md 5.5, every other case of each
 * rule, and numbers of two significant figures. */
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/insight.h"
#include "review_bench.h"
#include "stats/words.h"
#include "suite.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* -- Numbers ---------------------------------------------------------------------------------- */

static const struct {
  double value;
  int places;
  bool sign;
  const char *text;
} figures[] = {
    {6.1, 1, false, "6.1"},
    {4.0, 1, false, "4.0"},
    {-2.1, 1, true, "-2.1"},
    {0.7, 1, true, "+0.7"},
    {0.4375, 2, false, "0.44"},
    {1.0714, 2, false, "1.1"},
    {-0.6339, 2, true, "-0.63"},
    {-0.0310, 2, true, "-0.03"},
    {-0.0310, 3, true, "-0.031"},
    {12.4, 1, false, "12"},
    {12.5, 1, false, "13"},
    {123, 1, false, "120"},
    {126, 2, false, "130"},
    {995, 1, false, "1000"},
    {99.6, 1, false, "100"},
    {9.96, 1, false, "10"},
    {9.94, 1, false, "9.9"},
    {0.996, 2, false, "1.0"},
    {0.094, 1, false, "0.1"},
    {0.04, 1, true, "0.0"},
    {-0.04, 1, true, "0.0"},
    {0, 1, true, "0.0"},
    {0, 0, false, "0"},
    {0.6, 0, false, "1"},
    {-11.21, 1, true, "-11"},
    {3, 9, false, "3.0"},
    {1e14, 1, false, "100000000000000"},
    {NAN, 1, false, "not known"},
    {INFINITY, 1, false, "not known"},
};

START_TEST(figure_format__keeps__two_significant_figures) {
  char text[FIGURE_SIZE];
  figure_format(figures[_i].value, figures[_i].places, figures[_i].sign, text);
  ck_assert_str_eq(text, figures[_i].text);
}
END_TEST

static void same(char *text, const char *expected) {
  ck_assert_str_eq(text, expected);
  free(text);
}

START_TEST(interval_text__says__ends_or_why_there_are_none) {
  same(interval_text((Interval){STATS_COMPLETE, 4.2, 3.1, 5.3}, 1, false),
       "4.2 (95% CI 3.1 to 5.3)");
  same(interval_text((Interval){STATS_COMPLETE, -2.1, -4.9, 0.7}, 1, true),
       "-2.1 (95% CI -4.9 to +0.7)");
  /* Where 0 is excluded no end reads as 0; where it is not, one may. */
  same(interval_text((Interval){STATS_COMPLETE, -2.1, -4.2, -0.034}, 1, true),
       "-2.1 (95% CI -4.2 to -0.03)");
  same(interval_text((Interval){STATS_COMPLETE, 0.5, 0.0004, 1.2}, 1, true),
       "+0.5 (95% CI +0.0004 to +1.2)");
  same(interval_text((Interval){STATS_COMPLETE, -2.1, -4.2, 0.034}, 1, true),
       "-2.1 (95% CI -4.2 to 0.0)");
  same(interval_text((Interval){STATS_TOO_FEW, 2, 2, 2}, 1, false),
       "2.0 (no interval: fewer than 2 values)");
  same(interval_text((Interval){STATS_EMPTY, 0, 0, 0}, 1, false), "not known");
  same(share_text(stats_proportion(9, 28)), "32% (95% CI 18% to 51%)");
  same(share_text(stats_proportion(0, 0)), "not known");
}
END_TEST

/* -- The examples ----------------------------------------------------------------------------- */

/* A comparison in cramps, with enough data: means a night, and the change a week. */
static Comparison cramps(double first, int n1, double second, int n2, Interval change) {
  Comparison result = {.measure = MEASURE_CRAMPS,
                       .first = {.recorded = n1, .elapsed = 28, .cramps = 20},
                       .second = {.recorded = n2, .elapsed = 28, .cramps = 14},
                       .change = change,
                       .verdict = verdict_of(change)};
  result.difference.first.mean = first;
  result.difference.second.mean = second;
  result.difference.interval = interval_times(change, 1.0 / 7);
  return result;
}

START_TEST(change__reads__as_in_the_example) {
  Comparison comparison =
      cramps(6.1 / 7, 23, 4.0 / 7, 25, (Interval){STATS_COMPLETE, -2.1, -4.9, 0.7});
  same(comparison_text(INSIGHT_CHANGE, &comparison, NULL),
       "Cramps a week: 6.1 then, 4.0 now. Change -2.1 (95% CI -4.9 to +0.7). Too close to call.");
  same(comparison_basis(INSIGHT_CHANGE, &comparison),
       "Nights recorded: 23 of 28 then, 25 of 28 now; 34 cramps in all.");
  comparison = cramps(6.1 / 7, 23, 4.0 / 7, 25, (Interval){STATS_COMPLETE, -2.1, -3.9, -0.3});
  same(comparison_text(INSIGHT_CHANGE, &comparison, NULL),
       "Cramps a week: 6.1 then, 4.0 now. Change -2.1 (95% CI -3.9 to -0.3). A clear change.");
  comparison = cramps(0.6 / 7, 23, 0.1 / 7, 25, (Interval){STATS_COMPLETE, -0.5, -0.9, -0.1});
  same(comparison_text(INSIGHT_CHANGE, &comparison, NULL),
       "Cramps a week: 0.6 then, 0.1 now. Change -0.5 (95% CI -0.9 to -0.1). A small change.");
  comparison = cramps(1, 23, 1, 25, (Interval){STATS_SAME, 0, 0, 0});
  same(comparison_text(INSIGHT_CHANGE, &comparison, NULL),
       "Cramps a week: 7.0 then, 7.0 now. Change 0.0 (no interval: all values are alike).");
}
END_TEST

START_TEST(since__reads__as_in_the_example) {
  Comparison comparison = cramps(1, 18, 0.6, 30, (Interval){STATS_COMPLETE, -2.6, -4.8, -0.4});
  comparison.second.elapsed = 42;
  same(comparison_text(INSIGHT_SINCE, &comparison, NULL),
       "Since you began: -2.6 a week (-4.8 to -0.4). In trials, people on dummy pills improved by "
       "about a third, so part of this may be chance or expectation.");
  same(comparison_basis(INSIGHT_SINCE, &comparison),
       "Nights recorded: 18 of 28 before, 30 of 42 since; 34 cramps in all. Change -2.6 (95% CI "
       "-4.8 to -0.4) a week: a clear change.");
  comparison = cramps(1, 18, 0.9, 30, (Interval){STATS_COMPLETE, -0.6, -2.8, 1.6});
  same(comparison_text(INSIGHT_SINCE, &comparison, NULL),
       "Since you began: -0.6 a week (-2.8 to +1.6). Too close to call.");
  comparison = cramps(1, 18, 1.4, 30, (Interval){STATS_COMPLETE, 2.6, 0.4, 4.8});
  same(comparison_text(INSIGHT_SINCE, &comparison, NULL),
       "Since you began: +2.6 a week (+0.4 to +4.8). A clear change.");
}
END_TEST

START_TEST(routine__reads__as_in_the_example) {
  static Bench bench;
  Night start = bench_date(2026, 3, 1);
  bench_nights(&bench, start,
               "10210310120112"
               "RRSRSRRTRSRRSRRS");
  Review *review = bench_review(&bench);
  Comparison comparison = compare_routine(review, (Period){start, {start.day + 29}});
  review_free(review);
  /* The example's 1.07 and -1.24, held to two significant figures. */
  same(comparison_text(INSIGHT_ROUTINE, &comparison, NULL),
       "With the routine: 0.44 a night over 16 nights. Without: 1.1 over 14. Difference -0.63 "
       "(-1.2 to -0.03). You chose the nights, so this does not show what caused it.");
  same(comparison_basis(INSIGHT_ROUTINE, &comparison),
       "22 cramps in all. In cramps a week -4.4 (95% CI -8.7 to -0.2): a clear difference.");
  comparison.verdict = VERDICT_OPEN;
  char *text = comparison_text(INSIGHT_ROUTINE, &comparison, NULL);
  ck_assert_ptr_nonnull(strstr(text, "(-1.2 to -0.03). Too close to call. You chose the nights"));
  free(text);
}
END_TEST

START_TEST(severity__reads__as_in_the_example) {
  Comparison comparison = cramps(6.8, 20, 5.1, 20, (Interval){STATS_COMPLETE, -1.7, -3.1, -0.3});
  comparison.measure = MEASURE_SEVERITY;
  comparison.first.episodes = 12;
  comparison.second.episodes = 9;
  same(comparison_text(INSIGHT_SEVERITY, &comparison, NULL),
       "Mean severity 6.8 then, 5.1 now. A drop of 1 is usually noticed, 2 feels much better.");
  same(comparison_basis(INSIGHT_SEVERITY, &comparison),
       "Cramps with a severity: 12 then, 9 now. Change -1.7 (95% CI -3.1 to -0.3): a clear "
       "change.");
  comparison.verdict = VERDICT_OPEN;
  comparison.change.high = 0.3;
  same(comparison_text(INSIGHT_SEVERITY, &comparison, NULL),
       "Mean severity 6.8 then, 5.1 now. Too close to call.");
  comparison = cramps(5.1, 20, 6.8, 20, (Interval){STATS_COMPLETE, 1.7, 0.3, 3.1});
  comparison.measure = MEASURE_SEVERITY;
  same(comparison_text(INSIGHT_SEVERITY, &comparison, NULL),
       "Mean severity 5.1 then, 6.8 now. A clear change.");
}
END_TEST

START_TEST(habit__reads__as_in_the_example) {
  const char *nights = "Nights after more than 6 h standing";
  Comparison comparison = cramps(0.7, 20, 1.2, 12, (Interval){STATS_COMPLETE, 3.5, -1.4, 8.4});
  same(comparison_text(INSIGHT_HABIT, &comparison, nights),
       "Nights after more than 6 h standing: 1.2 cramps (n 12); other nights: 0.7 (n 20). "
       "Difference 0.5 (-0.2 to 1.2). Not clear.");
  comparison = cramps(0.7, 20, 1.2, 12, (Interval){STATS_COMPLETE, 3.5, 0.2, 6.8});
  same(comparison_text(INSIGHT_HABIT, &comparison, nights),
       "Nights after more than 6 h standing: 1.2 cramps (n 12); other nights: 0.7 (n 20). "
       "Difference 0.5 (0.03 to 0.97). A clear difference.");
  comparison.verdict = VERDICT_SMALL;
  same(comparison_basis(INSIGHT_HABIT, &comparison),
       "34 cramps in all. In cramps a week +3.5 (95% CI +0.2 to +6.8): a small difference.");
}
END_TEST

/* -- What is missing -------------------------------------------------------------------------- */

static const struct {
  InsightRule rule;
  Shortage shortage;
  int have, need, come_back;
  const char *text;
} shortages[] = {
    {INSIGHT_CHANGE, SHORT_OF_SECOND, 8, 20, 40,
     "8 of 20 nights recorded in the last 28. Come back in 40."},
    {INSIGHT_CHANGE, SHORT_OF_FIRST, 11, 20, 9,
     "11 of 20 nights recorded in the 28 before the last 28. Come back in 9."},
    {INSIGHT_SEVERITY, SHORT_OF_SECOND, 3, 5, 0,
     "3 of 5 cramps with a severity in the last 28 nights, too few to compare."},
    {INSIGHT_SEVERITY, SHORT_OF_FIRST, 3, 5, 0,
     "3 of 5 cramps with a severity in the 28 nights before the last 28, too few to compare."},
    {INSIGHT_SINCE, SHORT_OF_FIRST, 9, 14, 0,
     "9 of 14 nights recorded in the 28 before the start, too few to compare."},
    {INSIGHT_SINCE, SHORT_OF_TIME, 10, 28, 18, "10 of 28 nights since the start. Come back in 18."},
    {INSIGHT_SINCE, SHORT_OF_SECOND, 19, 20, 1,
     "19 of 20 nights recorded since the start. Come back in 1."},
    {INSIGHT_SINCE, SHORT_OF_CRAMPS, 4, 5, 0,
     "4 of 5 cramps recorded before and after the start, too few to compare."},
    {INSIGHT_ROUTINE, SHORT_OF_SECOND, 6, 10, 4,
     "6 of 10 nights with the routine recorded. Come back in 4."},
    {INSIGHT_ROUTINE, SHORT_OF_FIRST, 6, 10, 0,
     "6 of 10 nights without the routine recorded, too few to compare."},
    {INSIGHT_ROUTINE, SHORT_OF_CRAMPS, 4, 5, 0,
     "4 of 5 cramps recorded in all, too few to compare."},
    {INSIGHT_HABIT, SHORT_OF_SECOND, 4, 10, 0, "Hot nights: 4 of 10 recorded, too few to compare."},
    {INSIGHT_HABIT, SHORT_OF_FIRST, 4, 10, 0,
     "Hot nights: 4 of 10 other nights recorded, too few to compare."},
};

START_TEST(shortage__reads__as_what_is_missing) {
  Comparison comparison = {.shortage = shortages[_i].shortage,
                           .have = shortages[_i].have,
                           .need = shortages[_i].need,
                           .come_back = shortages[_i].come_back};
  same(comparison_text(shortages[_i].rule, &comparison, "Hot nights"), shortages[_i].text);
  same(comparison_basis(shortages[_i].rule, &comparison), "");
}
END_TEST

/* -- R7, R8, patience, cautions --------------------------------------------------------------- */

START_TEST(see_someone__names__each_reason) {
  SeeSomeone see = {.any = true, .frequent = true};
  same(see_text(&see),
       "This has been frequent for a month. Worth showing the report to a clinician.");
  same(see_basis(&see), "");
  see = (SeeSomeone){.any = true,
                     .lasted = true,
                     .longest = (Millis)25 * 60 * 1000,
                     .longest_night = bench_date(2026, 11, 21),
                     .rise = true,
                     .medicine = true,
                     .medicine_night = bench_date(2026, 10, 1)};
  same(see_text(&see),
       "A cramp lasted more than 10 minutes. If one is not easing by then, phone a doctor or "
       "urgent-care line the same day. Cramps have become more frequent in the last four weeks. "
       "Cramps rose after a medicine was started; that does not show what caused it. Never start, "
       "stop or change a medicine because of this program. Worth showing the report to a "
       "clinician.");
  same(see_basis(&see),
       "Longest cramp: 25 min, night of 2026-11-21. Medicine started: 2026-10-01.");
  see.lasted = false;
  same(see_basis(&see), "Medicine started: 2026-10-01.");
}
END_TEST

START_TEST(zero_run__reads__as_in_the_example) {
  ZeroRun run = {14, 7 * stats_zero_limit(14)};
  same(zero_text(&run),
       "No cramps in 14 recorded nights. The true rate could still be up to 1.8 a week.");
}
END_TEST

START_TEST(patience__tells__how_wide_the_answer_is) {
  same(patience_text(3.5, 28), "At 3.5 cramps a week, a change between two windows of 28 nights is "
                               "known to within 3.2 a week either way.");
  char *few = patience_text(2, 28);
  ck_assert_ptr_nonnull(strstr(few, " One or two cramps a week cannot tell much in a month."));
  free(few);
  char *more = patience_text(2.1, 28);
  ck_assert_ptr_null(strstr(more, "cannot"));
  free(more);
}
END_TEST

/* Everything that can be said, in turn; NULL at the end. Release with free(). */
static char *said(int number) {
  Interval intervals[] = {{STATS_COMPLETE, -2.1, -4.9, 0.7},
                          {STATS_COMPLETE, -2.6, -4.8, -0.4},
                          {STATS_COMPLETE, 0.5, 0.1, 0.9},
                          {STATS_SAME, 0, 0, 0}};
  int rules = INSIGHT_RULE_COUNT * (int)COUNT(intervals);
  if (number < rules) {
    Comparison comparison = cramps(1, 20, 1, 20, intervals[number / INSIGHT_RULE_COUNT]);
    return comparison_text((InsightRule)(number % INSIGHT_RULE_COUNT), &comparison, "Hot nights");
  }
  if (number < rules + CAUTION_COUNT) {
    return strdup(caution_text((Caution)(number - rules)));
  }
  return NULL;
}

START_TEST(words__never_claim__no_effect_or_a_p_value) {
  static const char *const never[] = {"no effect", "No effect", "p =",    "p <",  "significan",
                                      "cure",      "prevent",   "proves", "-0.0 "};
  int count = 0;
  for (char *text = said(0); text != NULL; count++, text = said(count)) {
    for (size_t i = 0; i < COUNT(never); i++) {
      ck_assert_msg(strstr(text, never[i]) == NULL, "%s", text);
    }
    free(text);
  }
  ck_assert_int_gt(count, 30);
}
END_TEST

START_TEST(names__are_there__for_every_row) {
  static const char *const ids[] = {"R7", "R8", "R2", "R5", "R3", "R4", "R6"};
  for (int i = 0; i < INSIGHT_RULE_COUNT; i++) {
    ck_assert_str_eq(insight_id((InsightRule)i), ids[i]);
    ck_assert_uint_gt(strlen(insight_title((InsightRule)i)), 0);
  }
  ck_assert_str_eq(caution_text(CAUTION_EXPECTATION),
                   "Dummy pills cut cramps by about a third in trials.");
  ck_assert_str_eq(verdict_words(VERDICT_CLEAR), "a clear change");
  ck_assert_str_eq(verdict_words(VERDICT_SMALL), "a small change");
  ck_assert_str_eq(verdict_words(VERDICT_OPEN), "too close to call");
  ck_assert_str_eq(verdict_words(VERDICT_NONE), "");
}
END_TEST

/* -- The summary ------------------------------------------------------------------------------ */

/* The summary of a diary from 2026-03-01 on. */
static Summary summary_of(const char *nights, int elapsed) {
  static Bench bench;
  bench_clear(&bench);
  Night start = bench_date(2026, 3, 1);
  bench_nights(&bench, start, nights);
  for (size_t i = 0; i < bench.night_count; i++) {
    bench.nights[i].disturbance = 4;
    bench.nights[i].awakenings = 2;
    if (bench.nights[i].cramps > 0) {
      bench_episode(&bench, bench.nights[i].date, 5 + (int)i % 3)->duration =
          (Millis)(90 + 60 * (int)i) * 1000;
    }
  }
  Review *review = bench_review(&bench);
  Summary sum = review_summary(review, (Period){start, {start.day + elapsed - 1}});
  review_free(review);
  return sum;
}

static const struct {
  const char *nights;
  int elapsed;
  SummaryFigure figure;
  const char *text;
} lines[] = {
    {"10210310120112", 14, FIGURE_PER_WEEK, "7.5 (95% CI 3.8 to 11), 14 nights"},
    {"00000000000000", 14, FIGURE_PER_WEEK, "0 (could still be up to 1.8), 14 nights"},
    {"1", 14, FIGURE_PER_WEEK, "7.0 (no interval: fewer than 2 values), 1 night"},
    {"", 14, FIGURE_PER_WEEK, "not known, 0 nights"},
    {"10210310120112", 14, FIGURE_CRAMP_NIGHTS, "10 of 14 recorded, 71% (95% CI 45% to 88%)"},
    {"", 14, FIGURE_CRAMP_NIGHTS, "0 of 0 recorded, not known"},
    {"1011", 14, FIGURE_SEVERITY, "5.7 (95% CI 2.8 to 8.5), SD 1.2, worst 7, 3 cramps"},
    {"1", 14, FIGURE_SEVERITY, "5.0 (no interval: fewer than 2 values), worst 5, 1 cramp"},
    {"0", 14, FIGURE_SEVERITY, "not known, 0 cramps"},
    {"1111", 14, FIGURE_DURATION, "3.0 min (middle half 2.3 to 3.8), 4 cramps"},
    {"1", 14, FIGURE_DURATION, "1.5 min (middle half 1.5 to 1.5), 1 cramp"},
    {"0", 14, FIGURE_DURATION, "not known, 0 cramps"},
    {"1100", 14, FIGURE_DISTURBANCE, "2.0 of 10, 4 nights"},
    {"", 14, FIGURE_DISTURBANCE, "not known, 0 nights"},
    {"1100", 14, FIGURE_AWAKENINGS, "4 in 4 nights"},
    {"", 14, FIGURE_AWAKENINGS, "not known, 0 nights"},
    {"0001", 14, FIGURE_LONGEST, "3 nights, 2026-03-01 to 2026-03-03"},
    {"10", 14, FIGURE_LONGEST, "1 night, 2026-03-02"},
    {"1", 14, FIGURE_LONGEST, "none recorded"},
    {"RRRRRRRRRRRRRRRRRRRR", 28, FIGURE_ADHERENCE,
     "20 of 28 nights, 71% (95% CI 53% to 85%); target 80%"},
    {"", 0, FIGURE_ADHERENCE, "not known, 0 nights"},
    {"0000000", 10, FIGURE_RECORDED, "7 of 10 nights, 70%"},
    {"0000000000000000", 23, FIGURE_RECORDED,
     "16 of 23 nights, 69%; under 70%: the figures may mislead"},
    {"", 0, FIGURE_RECORDED, "0 of 0 nights"},
};

START_TEST(summary_text__reads__with_its_n) {
  Summary sum = summary_of(lines[_i].nights, lines[_i].elapsed);
  same(summary_text(&sum, lines[_i].figure), lines[_i].text);
  ck_assert_uint_gt(strlen(summary_name(lines[_i].figure)), 0);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("insight words");
  TCase *words = tcase_create("words");
  tcase_add_loop_test(words, figure_format__keeps__two_significant_figures, 0, COUNT(figures));
  tcase_add_test(words, interval_text__says__ends_or_why_there_are_none);
  tcase_add_test(words, change__reads__as_in_the_example);
  tcase_add_test(words, since__reads__as_in_the_example);
  tcase_add_test(words, routine__reads__as_in_the_example);
  tcase_add_test(words, severity__reads__as_in_the_example);
  tcase_add_test(words, habit__reads__as_in_the_example);
  tcase_add_loop_test(words, shortage__reads__as_what_is_missing, 0, COUNT(shortages));
  tcase_add_test(words, see_someone__names__each_reason);
  tcase_add_test(words, zero_run__reads__as_in_the_example);
  tcase_add_test(words, patience__tells__how_wide_the_answer_is);
  tcase_add_test(words, words__never_claim__no_effect_or_a_p_value);
  tcase_add_test(words, names__are_there__for_every_row);
  tcase_add_loop_test(words, summary_text__reads__with_its_n, 0, COUNT(lines));
  suite_add_tcase(suite, words);
  return suite_run(suite);
}
