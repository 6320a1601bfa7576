/* The review's insights in order: which rules speak, with which cautions. Contract:
 * nightcalf/insight.h; rules: CONTENT.md 5.5. */
#include "nightcalf/insight.h"

#include <stdlib.h>

#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "review_private.h"
#include "words.h"

enum {
  EARLIER_NIGHTS = 14,  /* recorded before a window, to be a record at all: as a baseline */
  EARLIER_EPISODES = 5, /* likewise, for severity: as a window of R5 */
  SEASON_DAYS = 91      /* 3 months */
};

#define BAD_SPELL 1.5 /* times the earlier average */

typedef struct RuleRow {
  const char *id;
  const char *title;
} RuleRow;

static const RuleRow rules[INSIGHT_RULE_COUNT] = {
    [INSIGHT_SEE_SOMEONE] = {"R7", N_("See someone")},
    [INSIGHT_ZERO_RUN] = {"R8", N_("No cramps lately")},
    [INSIGHT_CHANGE] = {"R2", N_("4-week change")},
    [INSIGHT_SEVERITY] = {"R5", N_("Severity change")},
    [INSIGHT_SINCE] = {"R3", N_("Before and after")},
    [INSIGHT_ROUTINE] = {"R4", N_("Routine nights against other nights")},
    [INSIGHT_HABIT] = {"R6", N_("Habit pattern")},
};

const char *insight_id(InsightRule rule) {
  return rules[rule].id;
}

const char *insight_title(InsightRule rule) {
  return language_text(rules[rule].title);
}

/* Sources: BAR05; ROG17, COCH20; GAR15; the others are our own. */
static const char *const cautions[CAUTION_COUNT] = {
    [CAUTION_REGRESSION] =
        N_("People start routines after a bad spell; bad spells usually ease by themselves."),
    [CAUTION_EXPECTATION] = N_("Dummy pills cut cramps by about a third in trials."),
    [CAUTION_CHOSEN] =
        N_("You may skip the routine on nights that were going to be good, or bad, anyway."),
    [CAUTION_CARRY_OVER] =
        N_("Stretching may act over weeks, so nights without it are not clean comparisons."),
    [CAUTION_SEASON] =
        N_("Cramps peak in midsummer and are lowest in midwinter; a change from July to January is "
           "partly the calendar."),
    [CAUTION_LOOKS] = N_("We compared only what you chose in advance."),
};

const char *caution_text(Caution caution) {
  return language_text(cautions[caution]);
}

/* Whether the first window was a bad spell: 1.5 times what was on record before it, or nothing much
 * was. */
static bool bad_spell(const Review *review, const Comparison *comparison) {
  const Spread *first = &comparison->difference.first;
  if (first->mean <= 0) {
    return false;
  }
  ReviewEarlier before = review_before(review, comparison->first.when.from);
  bool severity = comparison->measure == MEASURE_SEVERITY;
  int64_t count = severity ? before.episodes : before.nights;
  int64_t sum = severity ? before.severities : before.cramps;
  return count < (severity ? EARLIER_EPISODES : EARLIER_NIGHTS) ||
         first->mean >= BAD_SPELL * ((double)sum / (double)count);
}

/* Whether the two groups lie 3 months or more apart, by the middle of their nights. */
static bool seasons_apart(const Comparison *comparison) {
  double apart = comparison->second.middle - comparison->first.middle;
  return apart >= SEASON_DAYS || apart <= -SEASON_DAYS;
}

/* Whether a fall could be what somebody expected: a routine was done in the newer nights, and the
 * text does not already speak of dummy pills. */
static bool expected(const Review *review, InsightRule rule, const Comparison *comparison) {
  if (rule == INSIGHT_HABIT || rule == INSIGHT_SINCE || comparison->change.estimate >= 0) {
    return false;
  }
  NightSlice nights = review_nights(review, comparison->second.when);
  for (size_t i = 0; i < nights.count; i++) {
    if (nights.at[i].routine == ROUTINE_COMPLETED) {
      return true;
    }
  }
  return false;
}

static void add_caution(Insight *insight, Caution caution, bool applies) {
  if (applies && insight->caution_count < CAUTIONS_MAX) {
    insight->cautions[insight->caution_count] = caution;
    insight->caution_count++;
  }
}

/* What these very nights show comes first, for it is a rival explanation with evidence; what every
 * comparison of the kind leaves open comes after it. */
static void choose_cautions(const Review *review, Insight *insight) {
  const Comparison *comparison = &insight->comparison;
  InsightRule rule = insight->rule;
  bool over_time = rule == INSIGHT_CHANGE || rule == INSIGHT_SEVERITY || rule == INSIGHT_SINCE;
  add_caution(insight, CAUTION_REGRESSION, over_time && bad_spell(review, comparison));
  add_caution(insight, CAUTION_SEASON, seasons_apart(comparison));
  add_caution(insight, CAUTION_CHOSEN, rule == INSIGHT_ROUTINE);
  add_caution(insight, CAUTION_CARRY_OVER, rule == INSIGHT_ROUTINE);
  add_caution(insight, CAUTION_LOOKS, rule == INSIGHT_HABIT);
  add_caution(insight, CAUTION_EXPECTATION, expected(review, rule, comparison));
}

static Insight *add(Insights *insights, InsightRule rule) {
  insights->at = mem_resize(insights->at, insights->count + 1, sizeof *insights->at);
  Insight *insight = &insights->at[insights->count];
  insights->count++;
  *insight = (Insight){.rule = rule, .enough = true};
  return insight;
}

/* Adds a comparison with its words. habit: for HABIT. */
static void add_comparison(Insights *insights, const Review *review, InsightRule rule, int habit,
                           Comparison comparison) {
  Insight *insight = add(insights, rule);
  insight->habit = habit;
  insight->comparison = comparison;
  insight->enough = comparison.shortage == SHORT_OF_NOTHING;
  insight->text = comparison_text(rule, &comparison, review->habits[habit]);
  insight->basis = comparison_basis(rule, &comparison);
  if (insight->enough) {
    choose_cautions(review, insight);
  }
}

Insights review_insights(const Review *review, Period period) {
  Insights insights = {0};
  SeeSomeone see = review_see_someone(review, period);
  if (see.any) {
    Insight *insight = add(&insights, INSIGHT_SEE_SOMEONE);
    insight->text = see_text(&see);
    insight->basis = see_basis(&see);
  }
  ZeroRun run = review_zero_run(review, period);
  if (run.nights >= ZERO_RUN_MIN) {
    Insight *insight = add(&insights, INSIGHT_ZERO_RUN);
    insight->text = zero_text(&run);
    insight->basis = mem_copy("");
  }
  add_comparison(&insights, review, INSIGHT_CHANGE, 0, compare_four_weeks(review, period.until));
  add_comparison(&insights, review, INSIGHT_SEVERITY, 0, compare_severity(review, period.until));
  if (review->has_start) {
    add_comparison(&insights, review, INSIGHT_SINCE, 0,
                   compare_since(review, review->start, period.until));
  }
  add_comparison(&insights, review, INSIGHT_ROUTINE, 0, compare_routine(review, period));
  for (int habit = 0; habit < REVIEW_HABITS; habit++) {
    if (review->habits[habit] != NULL) {
      add_comparison(&insights, review, INSIGHT_HABIT, habit, compare_habit(review, habit, period));
    }
  }
  return insights;
}

Night insights_from(Period period, const Night *start) {
  int32_t windows = period.until.day - 2 * REVIEW_WINDOW + 1;
  int32_t medicine = period.until.day - REVIEW_WINDOW + 1 - MEDICINE_DAYS;
  int32_t first = medicine < windows ? medicine : windows;
  if (start != NULL && start->day - REVIEW_WINDOW < first) {
    first = start->day - REVIEW_WINDOW;
  }
  return (Night){period.from.day < first ? period.from.day : first};
}

void insights_free(Insights *insights) {
  for (size_t i = 0; i < insights->count; i++) {
    free(insights->at[i].text);
    free(insights->at[i].basis);
  }
  free(insights->at);
  *insights = (Insights){0};
}
