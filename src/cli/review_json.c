/* The review as JSON: every figure with its n, and with its interval or the reason why there is
 * none. Contract: review_choice.h. */
#include <math.h>
#include <stdlib.h>

#include "json.h"
#include "nightcalf/mem.h"
#include "review_choice.h"

enum { JSON_VERSION = 1 };

#define DECIMALS 1e6 /* enough for any use, and the same on every machine */

static json_t *number(double value) {
  double rounded = round(value * DECIMALS) / DECIMALS;
  return json_real(rounded == 0 ? 0 : rounded);
}

static json_t *date(Night night) {
  char text[NIGHT_TEXT_SIZE];
  night_format(night, text);
  return json_string(text);
}

static json_t *own_text(char *text) {
  json_t *value = json_of_text(text);
  free(text);
  return value;
}

/* Puts n, estimate, low, high and lack. */
static void put_interval(json_t *figure, int n, Interval interval) {
  bool complete = interval.lack == STATS_COMPLETE;
  bool known = interval.lack != STATS_EMPTY && interval.lack != STATS_NOT_FINITE;
  json_put(figure, "n", json_integer(n));
  json_put(figure, "estimate", known ? number(interval.estimate) : json_null());
  json_put(figure, "low", complete ? number(interval.low) : json_null());
  json_put(figure, "high", complete ? number(interval.high) : json_null());
  json_put(figure, "lack", complete ? json_null() : json_string(stats_lack_words(interval.lack)));
}

/* The same of a figure that has no interval by its nature. */
static void put_plain(json_t *figure, int n, double estimate) {
  json_put(figure, "n", json_integer(n));
  json_put(figure, "estimate", n > 0 ? number(estimate) : json_null());
  json_put(figure, "low", json_null());
  json_put(figure, "high", json_null());
  json_put(figure, "lack", json_string(n > 0 ? "none is given" : stats_lack_words(STATS_EMPTY)));
}

static json_t *per_week(const Summary *sum) {
  json_t *figure = json_object();
  put_interval(figure, sum->recorded, sum->per_week);
  json_put(figure, "cramps", json_integer(sum->cramps));
  return figure;
}

static json_t *cramp_nights(const Summary *sum) {
  json_t *figure = json_object();
  put_interval(figure, sum->recorded, sum->cramp_share);
  json_put(figure, "nights", json_integer(sum->cramp_nights));
  return figure;
}

static json_t *severity(const Summary *sum) {
  json_t *figure = json_object();
  put_interval(figure, (int)sum->severity.count, sum->severity_mean);
  json_put(figure, "sd", sum->severity.count > 1 ? number(sum->severity.sd) : json_null());
  json_put(figure, "worst", sum->worst == REVIEW_NOT_SAID ? json_null() : json_integer(sum->worst));
  return figure;
}

static json_t *duration(const Summary *sum) {
  json_t *figure = json_object();
  bool any = sum->minutes.count > 0;
  put_plain(figure, (int)sum->minutes.count, sum->minutes.median);
  json_put(figure, "lower_quartile", any ? number(sum->minutes.lower) : json_null());
  json_put(figure, "upper_quartile", any ? number(sum->minutes.upper) : json_null());
  return figure;
}

static json_t *disturbance(const Summary *sum) {
  json_t *figure = json_object();
  put_plain(figure, (int)sum->disturbance.count, sum->disturbance.mean);
  return figure;
}

static json_t *awakenings(const Summary *sum) {
  json_t *figure = json_object();
  put_plain(figure, sum->awakening_nights, sum->awakenings);
  return figure;
}

static json_t *longest(const Summary *sum) {
  json_t *figure = json_object();
  put_plain(figure, sum->recorded, sum->longest.nights);
  json_put(figure, "from", sum->longest.nights > 0 ? date(sum->longest.when.from) : json_null());
  json_put(figure, "to", sum->longest.nights > 0 ? date(sum->longest.when.until) : json_null());
  return figure;
}

static json_t *adherence(const Summary *sum) {
  json_t *figure = json_object();
  put_interval(figure, sum->routine_elapsed, sum->adherence);
  json_put(figure, "nights", json_integer(sum->routine_nights));
  json_put(figure, "partial", json_integer(sum->routine_partial));
  json_put(figure, "excused", json_integer(sum->routine_excused));
  json_put(figure, "target", number(REVIEW_ADHERENCE_TARGET));
  return figure;
}

static json_t *recorded(const Summary *sum) {
  json_t *figure = json_object();
  put_plain(figure, sum->elapsed, sum->elapsed > 0 ? (double)sum->recorded / sum->elapsed : 0);
  json_put(figure, "nights", json_integer(sum->recorded));
  json_put(figure, "low_share", json_boolean(sum->recorded_low));
  return figure;
}

/* One row a figure: its name, and how it is made. */
static const struct {
  const char *name;
  json_t *(*make)(const Summary *sum);
} figures[FIGURE_COUNT_ALL] = {
    [FIGURE_PER_WEEK] = {"cramps_per_week", per_week},
    [FIGURE_CRAMP_NIGHTS] = {"cramp_nights", cramp_nights},
    [FIGURE_SEVERITY] = {"severity", severity},
    [FIGURE_DURATION] = {"duration_min", duration},
    [FIGURE_DISTURBANCE] = {"sleep_disturbance", disturbance},
    [FIGURE_AWAKENINGS] = {"awakenings", awakenings},
    [FIGURE_LONGEST] = {"longest_clear_run", longest},
    [FIGURE_ADHERENCE] = {"adherence", adherence},
    [FIGURE_RECORDED] = {"recorded", recorded},
};

static void put_figures(json_t *object, const Summary *sum) {
  for (int i = 0; i < FIGURE_COUNT_ALL; i++) {
    json_t *figure = figures[i].make(sum);
    json_put(figure, "text", own_text(summary_text(sum, (SummaryFigure)i)));
    json_put(object, figures[i].name, figure);
  }
}

static json_t *weeks_json(const Review *review, Period period) {
  size_t count = 0;
  WeekPoint *weeks = review_weeks(review, period, &count);
  json_t *array = json_array();
  for (size_t i = 0; i < count; i++) {
    json_t *week = json_object();
    json_put(week, "from", date(weeks[i].when.from));
    json_put(week, "to", date(weeks[i].when.until));
    json_put(week, "nights", json_integer(weeks[i].sum.elapsed));
    put_figures(week, &weeks[i].sum);
    json_array_append_new(array, week);
  }
  free(weeks);
  return array;
}

static json_t *pattern_json(const Review *review, Period period) {
  Pattern pattern = review_pattern(review, period);
  json_t *object = json_object();
  json_t *hours = json_array();
  json_t *sides = json_object();
  json_t *muscles = json_object();
  for (int i = 0; i < REVIEW_HOURS; i++) {
    json_array_append_new(hours, json_integer(pattern.hour[i]));
  }
  for (int i = 0; i < REVIEW_SIDES; i++) {
    json_put(sides, i == SIDE_NONE ? "not_said" : side_name((Side)i),
             json_integer(pattern.side[i]));
  }
  for (int i = 0; i < MUSCLE_COUNT; i++) {
    json_put(muscles, i == MUSCLE_UNKNOWN ? "not_said" : muscle_name((Muscle)i),
             json_integer(pattern.muscle[i]));
  }
  json_put(object, "n", json_integer(pattern.episodes));
  json_put(object, "onset_known", json_integer(pattern.onset_known));
  json_put(object, "by_hour", hours);
  json_put(object, "side", sides);
  json_put(object, "muscle", muscles);
  return object;
}

static json_t *group_json(const Group *group, const Spread *spread) {
  json_t *object = json_object();
  json_put(object, "from", date(group->when.from));
  json_put(object, "to", date(group->when.until));
  json_put(object, "nights", json_integer(group->elapsed));
  json_put(object, "recorded", json_integer(group->recorded));
  json_put(object, "cramps", json_integer(group->cramps));
  json_put(object, "n", json_integer((json_int_t)spread->count));
  json_put(object, "mean", spread->count > 0 ? number(spread->mean) : json_null());
  return object;
}

static void put_comparison(json_t *object, const Comparison *comparison) {
  json_t *change = json_object();
  const Difference *difference = &comparison->difference;
  put_interval(change, (int)(difference->first.count + difference->second.count),
               comparison->change);
  json_put(object, "verdict",
           comparison->verdict == VERDICT_NONE ? json_null()
                                               : json_string(verdict_words(comparison->verdict)));
  json_put(object, "have", json_integer(comparison->have));
  json_put(object, "need", json_integer(comparison->need));
  json_put(object, "come_back", json_integer(comparison->come_back));
  json_put(object, "first", group_json(&comparison->first, &difference->first));
  json_put(object, "second", group_json(&comparison->second, &difference->second));
  json_put(object, "change", change);
}

static json_t *insight_json(const AppReview *review, const Insight *insight) {
  json_t *object = json_object();
  json_t *cautions = json_array();
  for (int i = 0; i < insight->caution_count; i++) {
    json_array_append_new(cautions, json_of_text(caution_text(insight->cautions[i])));
  }
  bool of_habit = insight->rule == INSIGHT_HABIT;
  json_put(object, "id", json_string(insight_id(insight->rule)));
  json_put(object, "title", json_of_text(insight_title(insight->rule)));
  json_put(object, "habit",
           of_habit ? json_string(review->plan.habits[insight->habit]->name) : json_null());
  json_put(object, "enough", json_boolean(insight->enough));
  json_put(object, "text", json_of_text(insight->text));
  json_put(object, "basis", json_of_text(insight->basis));
  json_put(object, "cautions", cautions);
  if (insight->rule != INSIGHT_SEE_SOMEONE && insight->rule != INSIGHT_ZERO_RUN) {
    put_comparison(object, &insight->comparison);
  }
  return object;
}

static json_t *insights_json(const AppReview *review, Period period) {
  Insights insights = review_insights(review->review, period);
  json_t *array = json_array();
  for (size_t i = 0; i < insights.count; i++) {
    json_array_append_new(array, insight_json(review, &insights.at[i]));
  }
  insights_free(&insights);
  return array;
}

static json_t *trial_json(const AppReview *review) {
  static const char *const phases[] = {[TRIAL_GATHERING] = "gathering",
                                       [TRIAL_READY] = "ready",
                                       [TRIAL_RUNNING] = "running",
                                       [TRIAL_OVER] = "over"};
  TrialProgress progress = trial_progress(review->review, review->last);
  bool begun = progress.phase == TRIAL_RUNNING || progress.phase == TRIAL_OVER;
  json_t *object = json_object();
  json_put(object, "phase", json_string(phases[progress.phase]));
  json_put(object, "baseline", json_integer(progress.baseline));
  json_put(object, "from", begun ? date(progress.when.from) : json_null());
  json_put(object, "to", begun ? date(progress.when.until) : json_null());
  json_put(object, "nights", json_integer(progress.nights));
  json_put(object, "recorded", json_integer(progress.recorded));
  json_put(object, "routine_nights", json_integer(progress.routine_nights));
  json_put(object, "left", json_integer(progress.left));
  json_put(object, "text", own_text(trial_text(&progress)));
  return object;
}

static json_t *fair_json(const AppReview *review) {
  const FairPlan *plan = &review->plan.fair;
  if (!review->plan.has_fair) {
    return json_null();
  }
  FairResult result = fair_result(review->review, plan, review->last);
  json_t *object = json_object();
  json_t *blocks = json_array();
  json_t *change = json_object();
  for (int i = 0; i < plan->blocks; i++) {
    json_array_append_new(blocks, json_boolean(plan->on[i]));
  }
  put_interval(change, result.pairs, result.change);
  json_put(object, "from", date(plan->start));
  json_put(object, "to", date(fair_last_night(plan)));
  json_put(object, "blocks_on", blocks);
  json_put(object, "pairs", json_integer(result.pairs));
  json_put(object, "pairs_over", json_integer(result.pairs_over));
  json_put(object, "pairs_planned", json_integer(result.pairs_planned));
  json_put(object, "enough", json_boolean(result.enough));
  json_put(object, "verdict",
           result.verdict == VERDICT_NONE ? json_null()
                                          : json_string(verdict_words(result.verdict)));
  json_put(object, "change", change);
  json_put(object, "text", own_text(fair_text(&result)));
  json_put(object, "caution", json_of_text(caution_text(CAUTION_EXPECTATION)));
  return object;
}

static json_t *habits_json(const ReviewPlan *plan) {
  json_t *array = json_array();
  for (int i = 0; i < REVIEW_HABITS; i++) {
    if (plan->habits[i] != NULL) {
      json_array_append_new(array, json_string(plan->habits[i]->name));
    }
  }
  return array;
}

void review_print_json(const App *app, const AppReview *review, Period period) {
  Summary sum = review_summary(review->review, period);
  bool any = period_nights(period) > 0;
  json_t *object = json_object();
  json_t *all = json_object();
  json_put(object, "version", json_integer(JSON_VERSION));
  json_put(object, "routine", json_of_text(review->plan.routine));
  json_put(object, "title", json_of_text(review->title));
  json_put(object, "start", review->plan.has_start ? date(review->plan.start) : json_null());
  json_put(object, "last", date(review->last));
  json_put(object, "from", any ? date(period.from) : json_null());
  json_put(object, "to", any ? date(period.until) : json_null());
  json_put(object, "nights", json_integer(sum.elapsed));
  json_put(object, "without_late", json_boolean(review->plan.leave_old));
  json_put(object, "habits", habits_json(&review->plan));
  json_put(object, "late", json_integer(sum.late));
  json_put(object, "over_a_week_late", json_integer(sum.old));
  put_figures(all, &sum);
  json_put(object, "figures", all);
  json_put(object, "weeks", weeks_json(review->review, period));
  json_put(object, "pattern", pattern_json(review->review, period));
  json_put(object, "insights", any ? insights_json(review, period) : json_array());
  json_put(object, "trial", trial_json(review));
  json_put(object, "fair_test", fair_json(review));
  json_put(object, "streak",
           app->settings.show_streak ? json_integer(review->streak) : json_null());
  json_print(object);
}
