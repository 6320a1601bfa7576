/* The rules R2 to R8 at their minimum of data and one below, the verdict at its edges, and which
 * cautions are chosen. */
#include <check.h>
#include <stdlib.h>

#include "nightcalf/insight.h"
#include "review_bench.h"
#include "suite.h"

#define CLOSE 1e-9
#define TEN_MINUTES ((Millis)600 * 1000)
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static Bench bench;
static Night start; /* of every diary here */

static void set_up(void) {
  bench_clear(&bench);
  start = bench_date(2026, 1, 12);
}

static Night after(int nights) {
  return (Night){start.day + nights};
}

static Period first_nights(int count) {
  return (Period){start, after(count - 1)};
}

/* -- Verdict ---------------------------------------------------------------------------------- */

static const struct {
  Interval change;
  Verdict verdict;
} verdicts[] = {
    {{STATS_COMPLETE, -2.6, -4.8, -0.4}, VERDICT_CLEAR},
    {{STATS_COMPLETE, 1.0, 0.1, 1.9}, VERDICT_CLEAR},
    {{STATS_COMPLETE, 7 * (1.0 / 7), 0.1, 1.9}, VERDICT_CLEAR},
    {{STATS_COMPLETE, 0.999, 0.1, 1.9}, VERDICT_SMALL},
    {{STATS_COMPLETE, -0.5, -0.9, -0.1}, VERDICT_SMALL},
    {{STATS_COMPLETE, -2.1, -4.9, 0.7}, VERDICT_OPEN},
    {{STATS_COMPLETE, 3.0, 0.0, 6.0}, VERDICT_OPEN},
    {{STATS_COMPLETE, 0.0, -1.0, 1.0}, VERDICT_OPEN},
    {{STATS_SAME, 3.0, 3.0, 3.0}, VERDICT_NONE},
    {{STATS_TOO_FEW, 3.0, 3.0, 3.0}, VERDICT_NONE},
};

START_TEST(verdict_of__goes__by_the_interval_only) {
  ck_assert_int_eq(verdict_of(verdicts[_i].change), verdicts[_i].verdict);
}
END_TEST

/* -- R2 --------------------------------------------------------------------------------------- */

/* 28 nights of which so many are recorded, "2" and "0" in turn. */
static Night window(Night from, int recorded) {
  for (int i = 0; i < REVIEW_WINDOW; i++) {
    from = bench_nights(&bench, from, i >= recorded ? "." : i % 2 == 0 ? "2" : "0");
  }
  return from;
}

static Comparison four_weeks(int then, int now) {
  bench_clear(&bench);
  Night middle = window(start, then);
  Night last = {window(middle, now).day - 1};
  Review *review = bench_review(&bench);
  Comparison result = compare_four_weeks(review, last);
  review_free(review);
  return result;
}

START_TEST(four_weeks__need__20_nights_in_each) {
  Comparison enough = four_weeks(20, 20);
  ck_assert_int_eq(enough.shortage, SHORT_OF_NOTHING);
  ck_assert_int_eq(enough.verdict, VERDICT_OPEN);
  ck_assert_int_eq(enough.first.elapsed, 28);
  ck_assert_int_eq(enough.first.when.from.day, start.day);
  ck_assert_int_eq(enough.second.when.until.day, start.day + 55);
  Comparison before = four_weeks(19, 20);
  ck_assert_int_eq(before.shortage, SHORT_OF_FIRST);
  ck_assert_int_eq(before.have, 19);
  ck_assert_int_eq(before.need, 20);
  ck_assert_int_eq(before.verdict, VERDICT_NONE);
  ck_assert_int_eq(before.change.lack, STATS_EMPTY);
  ck_assert_int_eq(before.difference.interval.lack, STATS_EMPTY);
  Comparison now = four_weeks(20, 19);
  ck_assert_int_eq(now.shortage, SHORT_OF_SECOND);
  ck_assert_int_eq(now.have, 19);
}
END_TEST

START_TEST(four_weeks__come_back__when_both_windows_can_be_full_enough) {
  bench_repeat(&bench, start, '1', 8);
  Review *review = bench_review(&bench);
  Comparison young = compare_four_weeks(review, after(7));
  ck_assert_int_eq(young.have, 8);
  ck_assert_int_eq(young.come_back, 40); /* night 48 is the first with 20 before the last 28 */
  review_free(review);
  /* For each night recorded from now on one of its first 19 slides out. */
  ck_assert_int_eq(four_weeks(28, 19).come_back, 20);
  ck_assert_int_eq(four_weeks(27, 28).come_back, 0);
}
END_TEST

START_TEST(four_weeks__find__a_clear_fall) {
  bench_repeat(&bench, start, '2', 14);
  bench_repeat(&bench, after(14), '1', 14);
  bench_repeat(&bench, after(28), '0', 27);
  bench_repeat(&bench, after(55), '1', 1);
  Review *review = bench_review(&bench);
  Comparison result = compare_four_weeks(review, after(55));
  ck_assert_int_eq(result.verdict, VERDICT_CLEAR);
  ck_assert_double_eq_tol(result.change.estimate, 7 * (1.0 / 28 - 1.5), CLOSE);
  ck_assert_double_eq_tol(result.first.middle, start.day + 13.5, CLOSE);
  review_free(review);
}
END_TEST

START_TEST(four_weeks__have_no_verdict__when_all_nights_are_alike) {
  bench_repeat(&bench, start, '1', 28);
  bench_repeat(&bench, after(28), '0', 28);
  Review *review = bench_review(&bench);
  Comparison result = compare_four_weeks(review, after(55));
  ck_assert_int_eq(result.shortage, SHORT_OF_NOTHING);
  ck_assert_int_eq(result.change.lack, STATS_SAME);
  ck_assert_int_eq(result.verdict, VERDICT_NONE);
  review_free(review);
}
END_TEST

/* -- R3 --------------------------------------------------------------------------------------- */

static Comparison since(const char *before, const char *then, int last) {
  bench_clear(&bench);
  Night begin = bench_nights(&bench, start, before);
  bench_nights(&bench, begin, then);
  Review *review = bench_review(&bench);
  Comparison result = compare_since(review, begin, (Night){begin.day + last - 1});
  review_free(review);
  return result;
}

static const struct {
  const char *before;
  const char *then;
  int nights;
  Shortage shortage;
  int have;
  int come_back;
} starts[] = {
    {"10010000100001", "R00000000000000S0000........", 28, SHORT_OF_NOTHING, 0, 0},
    {"1001000010000", "R00000000000000S0000........", 28, SHORT_OF_FIRST, 13, 0},
    {"1001000010000...............1", "R00000000000000S0000........", 28, SHORT_OF_FIRST, 13, 0},
    {"10010000100001", "R00000000000000S0000........", 27, SHORT_OF_TIME, 27, 1},
    {"10010000100001", "R0000000", 8, SHORT_OF_TIME, 8, 20},
    {"10010000100001", "R.......", 8, SHORT_OF_TIME, 8, 20},
    {"10010000100001", "R...........................", 27, SHORT_OF_TIME, 27, 19},
    {"10010000100001", "R00000000000000S000.........", 28, SHORT_OF_SECOND, 19, 1},
    {"10010000100000", "R00000000000000S0000........", 28, SHORT_OF_CRAMPS, 4, 0},
};

START_TEST(since__needs__a_baseline_four_weeks_and_cramps) {
  Comparison result = since(starts[_i].before, starts[_i].then, starts[_i].nights);
  ck_assert_int_eq(result.shortage, starts[_i].shortage);
  if (result.shortage != SHORT_OF_NOTHING) {
    ck_assert_int_eq(result.have, starts[_i].have);
    ck_assert_int_eq(result.come_back, starts[_i].come_back);
    ck_assert_int_eq(result.verdict, VERDICT_NONE);
  } else {
    ck_assert_int_ne(result.verdict, VERDICT_NONE);
  }
}
END_TEST

/* -- R4 --------------------------------------------------------------------------------------- */

START_TEST(routine__gives_the_worked_number) {
  bench_nights(&bench, start,
               "10210310120112"
               "RRSRSRRTRSRRSRRS");
  Review *review = bench_review(&bench);
  Comparison result = compare_routine(review, first_nights(30));
  ck_assert_int_eq(result.shortage, SHORT_OF_NOTHING);
  ck_assert_int_eq(result.first.recorded, 14);
  ck_assert_int_eq(result.second.recorded, 16);
  ck_assert_double_eq_tol(result.difference.interval.estimate, -0.6339, 0.00005);
  ck_assert_double_eq_tol(result.difference.interval.low, -1.2369, 0.00005);
  ck_assert_double_eq_tol(result.difference.interval.high, -0.0310, 0.00005);
  ck_assert_double_eq_tol(result.change.low, -8.66, 0.005);
  ck_assert_int_eq(result.verdict, VERDICT_CLEAR);
  review_free(review);
}
END_TEST

static const struct {
  const char *nights;
  Shortage shortage;
  int have;
  int come_back;
} groups[] = {
    {"1110000000"
     "SSRRRRRRRR",
     SHORT_OF_NOTHING, 0, 0},
    {"1110000000"
     "SSRRRRRRR",
     SHORT_OF_SECOND, 9, 1},
    {"111000000"
     "SSRRRRRRRR",
     SHORT_OF_FIRST, 9, 0},
    {"1110000000"
     "SRRRRRRRRR",
     SHORT_OF_CRAMPS, 4, 0},
    {"", SHORT_OF_SECOND, 0, 10},
};

START_TEST(routine__needs__10_nights_in_each_and_5_cramps) {
  bench_nights(&bench, start, groups[_i].nights);
  Review *review = bench_review(&bench);
  Comparison result = compare_routine(review, first_nights(40));
  ck_assert_int_eq(result.shortage, groups[_i].shortage);
  ck_assert_int_eq(result.have, groups[_i].have);
  ck_assert_int_eq(result.come_back, groups[_i].come_back);
  review_free(review);
}
END_TEST

START_TEST(routine__takes__partial_and_excused_nights_for_others) {
  bench_nights(&bench, start, "SR0000");
  bench.nights[2].routine = ROUTINE_PARTIAL;
  bench.nights[3].routine = ROUTINE_EXCUSED;
  bench_night(&bench, after(9))->routine = ROUTINE_COMPLETED; /* not recorded: in neither */
  Review *review = bench_review(&bench);
  Comparison result = compare_routine(review, first_nights(20));
  ck_assert_int_eq(result.second.recorded, 2);
  ck_assert_int_eq(result.first.recorded, 4);
  review_free(review);
}
END_TEST

/* -- R5 --------------------------------------------------------------------------------------- */

static Comparison severity(int then, int now) {
  bench_clear(&bench);
  for (int i = 0; i < then; i++) {
    bench_episode(&bench, after(i), 6 + i % 3);
  }
  for (int i = 0; i < now; i++) {
    bench_episode(&bench, after(28 + i), 4 + i % 3);
  }
  bench_episode(&bench, after(30), REVIEW_NOT_SAID);
  Review *review = bench_review(&bench);
  Comparison result = compare_severity(review, after(55));
  review_free(review);
  return result;
}

START_TEST(severity__needs__5_cramps_in_each_window) {
  Comparison result = severity(5, 5);
  ck_assert_int_eq(result.shortage, SHORT_OF_NOTHING);
  ck_assert_double_eq_tol(result.change.estimate, -2, CLOSE);
  ck_assert_int_eq(result.verdict, VERDICT_CLEAR);
  ck_assert_int_eq(severity(4, 5).shortage, SHORT_OF_FIRST);
  ck_assert_int_eq(severity(5, 4).shortage, SHORT_OF_SECOND);
  ck_assert_int_eq(severity(5, 4).have, 4);
}
END_TEST

/* -- R6 --------------------------------------------------------------------------------------- */

static Comparison habit(int with, int without, int not_said) {
  bench_clear(&bench);
  Night night = start;
  for (int i = 0; i < with + without + not_said; i++) {
    night = bench_nights(&bench, night, i % 2 == 0 ? "1" : "0");
    YesNo so = i < with ? YESNO_YES : YESNO_NO;
    bench_last(&bench)->habit[1] = i < with + without ? so : YESNO_NOT_SAID;
  }
  Review *review = bench_review(&bench);
  Comparison result = compare_habit(review, 1, first_nights(60));
  review_free(review);
  return result;
}

START_TEST(habit__needs__10_nights_each_way) {
  Comparison result = habit(10, 10, 9);
  ck_assert_int_eq(result.shortage, SHORT_OF_NOTHING);
  ck_assert_int_eq(result.first.recorded, 10);
  ck_assert_int_eq(result.second.recorded, 10);
  ck_assert_int_eq(result.verdict, VERDICT_OPEN);
  ck_assert_int_eq(habit(9, 10, 9).shortage, SHORT_OF_SECOND);
  ck_assert_int_eq(habit(10, 9, 9).shortage, SHORT_OF_FIRST);
  ck_assert_int_eq(habit(10, 9, 9).come_back, 0);
}
END_TEST

/* -- R7 --------------------------------------------------------------------------------------- */

static SeeSomeone see(Period period) {
  Review *review = bench_review(&bench);
  SeeSomeone result = review_see_someone(review, period);
  review_free(review);
  return result;
}

START_TEST(see_someone__is_told__of_a_cramp_over_10_minutes) {
  bench_episode(&bench, after(3), 5)->duration = TEN_MINUTES;
  ck_assert(!see(first_nights(56)).any);
  bench_episode(&bench, after(4), 5)->duration = TEN_MINUTES + 1;
  SeeSomeone result = see(first_nights(56));
  ck_assert(result.any && result.lasted && !result.rise && !result.medicine && !result.frequent);
  ck_assert_int_eq(result.longest_night.day, start.day + 4);
  ck_assert(!see((Period){after(5), after(55)}).any);
}
END_TEST

/* Four weeks with so many bad nights in each but the third, which has `third`. */
static void bad_weeks(int third, int disturbance) {
  bench_clear(&bench);
  for (int week = 0; week < 4; week++) {
    for (int i = 0; i < (week == 2 ? third : 3); i++) {
      bench_nights(&bench, after(week * 7 + i * 2), "1");
      bench_last(&bench)->disturbance = disturbance;
    }
  }
}

START_TEST(see_someone__is_told__of_a_month_of_bad_nights) {
  bad_weeks(3, 4);
  SeeSomeone result = see(first_nights(28));
  ck_assert(result.any && result.frequent && !result.lasted);
  bad_weeks(2, 4);
  ck_assert(!see(first_nights(28)).frequent);
  bad_weeks(3, 3);
  ck_assert(!see(first_nights(28)).frequent);
  bad_weeks(3, REVIEW_NOT_SAID);
  ck_assert(!see(first_nights(28)).frequent);
  bad_weeks(3, 4);
  bench_last(&bench)->cramps = 0; /* disturbed by something else */
  ck_assert(!see(first_nights(28)).frequent);
}
END_TEST

/* Two windows: "0" and "1" in turn, then more. A rise of 3.5 a week whose interval excludes 0, or
 * of 1.25 whose does not. */
static void rise(bool clear) {
  bench_clear(&bench);
  for (int i = 0; i < 56; i++) {
    bool more = clear ? i >= 28 : i >= 28 && (i - 28) % 6 == 1;
    bench_nights(&bench, after(i), i % 2 == 0 ? (more ? "1" : "0") : (more ? "2" : "1"));
  }
}

START_TEST(see_someone__is_told__of_a_rise_whose_interval_excludes_0) {
  rise(true);
  ck_assert(see(first_nights(56)).rise);
  ck_assert(!see(first_nights(56)).medicine);
  rise(false);
  ck_assert(!see(first_nights(56)).any);
  rise(true);
  bench.night_count = 47; /* 19 nights of the newer window */
  ck_assert(!see(first_nights(56)).any);
}
END_TEST

START_TEST(see_someone__is_told__of_a_medicine_before_a_rise) {
  static const int starts_at[] = {-2, 0, 28, 55};
  for (size_t i = 0; i < COUNT(starts_at); i++) {
    rise(false);
    bench_night(&bench, after(starts_at[i]))->medicine_started = true;
    SeeSomeone result = see(first_nights(56));
    ck_assert(result.medicine && !result.rise);
    ck_assert_int_eq(result.medicine_night.day, start.day + starts_at[i]);
  }
  rise(false);
  bench_night(&bench, after(-3))->medicine_started = true; /* 31 days before the newer window */
  ck_assert(!see(first_nights(56)).any);
  bench_clear(&bench);
  bench_repeat(&bench, start, '1', 56); /* no rise */
  bench.nights[20].medicine_started = true;
  ck_assert(!see(first_nights(56)).any);
}
END_TEST

/* -- R8 --------------------------------------------------------------------------------------- */

START_TEST(zero_run__counts__the_latest_recorded_nights) {
  bench_nights(&bench, start, "1000000.0000000");
  Review *review = bench_review(&bench);
  ZeroRun run = review_zero_run(review, first_nights(20));
  ck_assert_int_eq(run.nights, 13);
  run = review_zero_run(review, (Period){after(3), after(1)});
  ck_assert_int_eq(run.nights, 0);
  ck_assert_double_eq(run.limit, 0);
  review_free(review);
  bench_nights(&bench, after(17), "0");
  review = bench_review(&bench);
  run = review_zero_run(review, first_nights(20));
  ck_assert_int_eq(run.nights, 14);
  ck_assert_double_eq_tol(run.limit, 1.84444, 1e-5);
  review_free(review);
}
END_TEST

/* -- All together ----------------------------------------------------------------------------- */

/* The insight of a rule, or NULL. */
static const Insight *find(const Insights *insights, InsightRule rule) {
  for (size_t i = 0; i < insights->count; i++) {
    if (insights->at[i].rule == rule) {
      return &insights->at[i];
    }
  }
  return NULL;
}

START_TEST(insights__of_nothing__say_what_is_missing) {
  Review *review = bench_review(&bench);
  Insights insights = review_insights(review, first_nights(1));
  ck_assert_uint_eq(insights.count, 3);
  for (size_t i = 0; i < insights.count; i++) {
    ck_assert(!insights.at[i].enough);
    ck_assert_int_eq(insights.at[i].caution_count, 0);
    ck_assert_str_eq(insights.at[i].basis, "");
  }
  insights_free(&insights);
  ck_assert_uint_eq(insights.count, 0);
  review_free(review);
}
END_TEST

START_TEST(insights__come__in_order_and_only_where_they_apply) {
  bench_repeat(&bench, start, '1', 28);
  bench_repeat(&bench, after(28), 'R', 28);
  bench_episode(&bench, after(2), 5)->duration = TEN_MINUTES + 1;
  bench.data.has_start = true;
  bench.data.start = after(28);
  bench.data.habits[0] = "Nights after alcohol";
  bench.data.habits[2] = "Hot nights";
  Review *review = bench_review(&bench);
  Insights insights = review_insights(review, first_nights(56));
  static const InsightRule order[] = {INSIGHT_SEE_SOMEONE, INSIGHT_ZERO_RUN, INSIGHT_CHANGE,
                                      INSIGHT_SEVERITY,    INSIGHT_SINCE,    INSIGHT_ROUTINE,
                                      INSIGHT_HABIT,       INSIGHT_HABIT};
  ck_assert_uint_eq(insights.count, COUNT(order));
  for (size_t i = 0; i < COUNT(order); i++) {
    ck_assert_int_eq(insights.at[i].rule, order[i]);
    ck_assert_ptr_nonnull(insights.at[i].text);
  }
  ck_assert_int_eq(insights.at[7].habit, 2);
  insights_free(&insights);
  review_free(review);
}
END_TEST

START_TEST(insights__are_silent_of_zeros__below_14_nights) {
  bench_repeat(&bench, start, '0', 13);
  Review *review = bench_review(&bench);
  Insights insights = review_insights(review, first_nights(13));
  ck_assert_ptr_null(find(&insights, INSIGHT_ZERO_RUN));
  insights_free(&insights);
  review_free(review);
  bench_repeat(&bench, after(13), '0', 1);
  review = bench_review(&bench);
  insights = review_insights(review, first_nights(14));
  ck_assert_ptr_nonnull(find(&insights, INSIGHT_ZERO_RUN));
  insights_free(&insights);
  review_free(review);
}
END_TEST

/* -- Cautions --------------------------------------------------------------------------------- */

/* A fall between two windows after `earlier`; the newer one with routine nights. Gives the insight
 * of the rule; its texts are freed. */
static Insight fall(const char *earlier, int earlier_times, InsightRule rule) {
  bench_clear(&bench);
  Night night = start;
  for (int i = 0; i < earlier_times; i++) {
    night = bench_nights(&bench, night, earlier);
  }
  Night begin = night;
  for (int i = 0; i < 56; i++) {
    night = bench_nights(&bench, night, i < 28 ? (i % 2 == 0 ? "2" : "1") : i % 2 == 0 ? "R" : "S");
  }
  bench.data.has_start = true;
  bench.data.start = (Night){begin.day + 28};
  Review *review = bench_review(&bench);
  Insights insights = review_insights(review, (Period){start, {night.day - 1}});
  Insight insight = *find(&insights, rule);
  insights_free(&insights);
  review_free(review);
  return insight;
}

START_TEST(cautions__speak_of_a_bad_spell__without_an_earlier_record_or_above_it) {
  Insight insight = fall("", 0, INSIGHT_CHANGE);
  ck_assert_int_eq(insight.caution_count, 2);
  ck_assert_int_eq(insight.cautions[0], CAUTION_REGRESSION);
  ck_assert_int_eq(insight.cautions[1], CAUTION_EXPECTATION);
  /* 1.5 a night in the window; 1 a night before it: just 1.5 times as much. */
  insight = fall("1", 14, INSIGHT_CHANGE);
  ck_assert_int_eq(insight.cautions[0], CAUTION_REGRESSION);
  /* 15 in 14 nights before it: less than 1.5 times as much. */
  insight = fall("11111111111112", 1, INSIGHT_CHANGE);
  ck_assert_int_eq(insight.caution_count, 1);
  ck_assert_int_eq(insight.cautions[0], CAUTION_EXPECTATION);
  /* 13 nights are no record to compare with. */
  insight = fall("2", 13, INSIGHT_CHANGE);
  ck_assert_int_eq(insight.cautions[0], CAUTION_REGRESSION);
}
END_TEST

START_TEST(cautions__of_a_rise_from_nothing__are_none) {
  bench_repeat(&bench, start, '0', 28);
  for (int i = 0; i < 14; i++) {
    bench_nights(&bench, after(28 + 2 * i), "RS");
  }
  Review *review = bench_review(&bench);
  Insights insights = review_insights(review, first_nights(56));
  const Insight *insight = find(&insights, INSIGHT_CHANGE);
  ck_assert_int_eq(insight->comparison.verdict, VERDICT_CLEAR);
  ck_assert_int_eq(insight->caution_count, 0);
  insights_free(&insights);
  review_free(review);
}
END_TEST

START_TEST(cautions__do_not_repeat__what_the_text_says) {
  Insight insight = fall("2", 14, INSIGHT_SINCE);
  ck_assert(insight.enough);
  ck_assert_int_eq(insight.caution_count, 0);
  insight = fall("", 0, INSIGHT_SINCE);
  ck_assert_int_eq(insight.caution_count, 1);
  ck_assert_int_eq(insight.cautions[0], CAUTION_REGRESSION);
}
END_TEST

START_TEST(cautions__of_routine_nights__are_chosen_nights_and_carry_over) {
  Insight insight = fall("", 0, INSIGHT_ROUTINE);
  ck_assert_int_eq(insight.caution_count, CAUTIONS_MAX);
  ck_assert_int_eq(insight.cautions[0], CAUTION_CHOSEN);
  ck_assert_int_eq(insight.cautions[1], CAUTION_CARRY_OVER);
}
END_TEST

START_TEST(cautions__speak_of_the_season__three_months_apart) {
  static const struct {
    int apart;
    bool season;
  } cases[] = {{91, true}, {90, false}};
  for (size_t i = 0; i < COUNT(cases); i++) {
    bench_clear(&bench);
    bench_nights(&bench, start, "1010101010");
    bench_nights(&bench, after(cases[i].apart), "RSRSRSRSRS");
    Review *review = bench_review(&bench);
    Insights insights = review_insights(review, first_nights(120));
    const Insight *insight = find(&insights, INSIGHT_ROUTINE);
    ck_assert(insight->enough);
    ck_assert_int_eq(insight->cautions[0], cases[i].season ? CAUTION_SEASON : CAUTION_CHOSEN);
    ck_assert_int_eq(insight->cautions[1], cases[i].season ? CAUTION_CHOSEN : CAUTION_CARRY_OVER);
    insights_free(&insights);
    review_free(review);
  }
}
END_TEST

START_TEST(cautions__of_habits__tell_that_they_were_picked) {
  bench_nights(&bench, start, "10101010101010101010");
  for (size_t i = 0; i < bench.night_count; i++) {
    bench.nights[i].habit[0] = i < 10 ? YESNO_YES : YESNO_NO;
  }
  bench.data.habits[0] = "Hot nights";
  Review *review = bench_review(&bench);
  Insights insights = review_insights(review, first_nights(20));
  const Insight *insight = find(&insights, INSIGHT_HABIT);
  ck_assert_int_eq(insight->caution_count, 1);
  ck_assert_int_eq(insight->cautions[0], CAUTION_LOOKS);
  insights_free(&insights);
  review_free(review);
}
END_TEST

START_TEST(cautions__of_severity__look_at_earlier_severity) {
  for (int i = 0; i < 5; i++) {
    bench_episode(&bench, after(i), 4);
  }
  for (int i = 0; i < 6; i++) {
    bench_episode(&bench, after(30 + i), 5 + i % 2);
    bench_episode(&bench, after(60 + i), 3 + i % 2);
  }
  Review *review = bench_review(&bench);
  Insights insights = review_insights(review, first_nights(30 + 56));
  ck_assert_int_eq(find(&insights, INSIGHT_SEVERITY)->caution_count, 0);
  insights_free(&insights);
  review_free(review);
  bench.episodes[0].severity = 0; /* 3.2 before 5.5 */
  review = bench_review(&bench);
  insights = review_insights(review, first_nights(30 + 56));
  ck_assert_int_eq(find(&insights, INSIGHT_SEVERITY)->cautions[0], CAUTION_REGRESSION);
  insights_free(&insights);
  review_free(review);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("insight");
  TCase *rules = tcase_create("rules");
  tcase_add_checked_fixture(rules, set_up, NULL);
  tcase_add_loop_test(rules, verdict_of__goes__by_the_interval_only, 0, COUNT(verdicts));
  tcase_add_test(rules, four_weeks__need__20_nights_in_each);
  tcase_add_test(rules, four_weeks__come_back__when_both_windows_can_be_full_enough);
  tcase_add_test(rules, four_weeks__find__a_clear_fall);
  tcase_add_test(rules, four_weeks__have_no_verdict__when_all_nights_are_alike);
  tcase_add_loop_test(rules, since__needs__a_baseline_four_weeks_and_cramps, 0, COUNT(starts));
  tcase_add_test(rules, routine__gives_the_worked_number);
  tcase_add_loop_test(rules, routine__needs__10_nights_in_each_and_5_cramps, 0, COUNT(groups));
  tcase_add_test(rules, routine__takes__partial_and_excused_nights_for_others);
  tcase_add_test(rules, severity__needs__5_cramps_in_each_window);
  tcase_add_test(rules, habit__needs__10_nights_each_way);
  tcase_add_test(rules, see_someone__is_told__of_a_cramp_over_10_minutes);
  tcase_add_test(rules, see_someone__is_told__of_a_month_of_bad_nights);
  tcase_add_test(rules, see_someone__is_told__of_a_rise_whose_interval_excludes_0);
  tcase_add_test(rules, see_someone__is_told__of_a_medicine_before_a_rise);
  tcase_add_test(rules, zero_run__counts__the_latest_recorded_nights);
  suite_add_tcase(suite, rules);
  TCase *all = tcase_create("all together");
  tcase_add_checked_fixture(all, set_up, NULL);
  tcase_add_test(all, insights__of_nothing__say_what_is_missing);
  tcase_add_test(all, insights__come__in_order_and_only_where_they_apply);
  tcase_add_test(all, insights__are_silent_of_zeros__below_14_nights);
  tcase_add_test(all, cautions__speak_of_a_bad_spell__without_an_earlier_record_or_above_it);
  tcase_add_test(all, cautions__of_a_rise_from_nothing__are_none);
  tcase_add_test(all, cautions__do_not_repeat__what_the_text_says);
  tcase_add_test(all, cautions__of_routine_nights__are_chosen_nights_and_carry_over);
  tcase_add_test(all, cautions__speak_of_the_season__three_months_apart);
  tcase_add_test(all, cautions__of_habits__tell_that_they_were_picked);
  tcase_add_test(all, cautions__of_severity__look_at_earlier_severity);
  suite_add_tcase(suite, all);
  return suite_run(suite);
}
