/* The comparisons R2 to R6: who is compared with whom, whether there is enough, and the verdict by
 * the interval. Contract: nightcalf/insight.h; rules: CONTENT.md 5.5. */
#include <math.h>
#include <stdlib.h>

#include "nightcalf/insight.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "review_private.h"

enum {
  BASELINE_MIN = 14, /* recorded nights before a start */
  GROUP_MIN = 10,    /* nights in each group */
  CRAMPS_MIN = 5,    /* in all */
  EPISODES_MIN = 5   /* in each window */
};

#define CLEAR_CHANGE 1.0 /* cramp a week, or point of severity */
#define ROUNDING 1e-9    /* 7 times a seventh is 1 */

static const char *const words[] = {
    [VERDICT_NONE] = "",
    [VERDICT_CLEAR] = N_("a clear change"),
    [VERDICT_SMALL] = N_("a small change"),
    [VERDICT_OPEN] = N_("too close to call"),
};

const char *verdict_words(Verdict verdict) {
  return language_text(words[verdict]);
}

Verdict verdict_of(Interval change) {
  if (change.lack != STATS_COMPLETE) {
    return VERDICT_NONE;
  }
  if (!interval_excludes_zero(change)) {
    return VERDICT_OPEN;
  }
  return fabs(change.estimate) >= CLEAR_CHANGE - ROUNDING ? VERDICT_CLEAR : VERDICT_SMALL;
}

/* Whether a recorded night belongs to a group. */
typedef bool NightTest(const ReviewNight *night, int habit);

static bool any_night(const ReviewNight *night, int habit) {
  (void)night;
  (void)habit;
  return true;
}

static bool routine_night(const ReviewNight *night, int habit) {
  (void)habit;
  return night->routine == ROUTINE_COMPLETED;
}

static bool other_night(const ReviewNight *night, int habit) {
  return !routine_night(night, habit);
}

static bool habit_night(const ReviewNight *night, int habit) {
  return night->habit[habit] == YESNO_YES;
}

static bool without_habit(const ReviewNight *night, int habit) {
  return night->habit[habit] == YESNO_NO;
}

/* The cramps of the recorded nights of a period that pass the test; fills in the group. */
static Spread cramps_of(const Review *review, Period period, NightTest *test, int habit,
                        Group *group) {
  NightSlice nights = review_nights(review, period);
  double *cramps = mem_new(nights.count + 1, sizeof *cramps);
  size_t count = 0;
  int64_t days = 0;
  *group = (Group){.when = period, .elapsed = period_nights(period)};
  for (size_t i = 0; i < nights.count; i++) {
    const ReviewNight *night = &nights.at[i];
    if (!night->recorded || !test(night, habit)) {
      continue;
    }
    cramps[count] = night->cramps;
    count++;
    group->cramps += night->cramps;
    days += night->date.day;
  }
  group->recorded = (int)count;
  group->middle = count == 0 ? 0 : (double)days / (double)count;
  Spread spread = stats_spread(cramps, count);
  free(cramps);
  return spread;
}

/* The severities of a period's episodes; fills in the group. */
static Spread severity_of(const Review *review, Period period, Group *group) {
  cramps_of(review, period, any_night, 0, group);
  EpisodeSlice episodes = review_episodes(review, period);
  double *severity = mem_new(episodes.count + 1, sizeof *severity);
  size_t count = 0;
  int64_t days = 0;
  for (size_t i = 0; i < episodes.count; i++) {
    if (episodes.at[i].severity != REVIEW_NOT_SAID) {
      severity[count] = episodes.at[i].severity;
      count++;
      days += episodes.at[i].night.day;
    }
  }
  group->episodes = (int)count;
  group->middle = count == 0 ? 0 : (double)days / (double)count;
  Spread spread = stats_spread(severity, count);
  free(severity);
  return spread;
}

/* Says what is missing. */
static void lacks(Comparison *comparison, Shortage shortage, int have, int need, int come_back) {
  comparison->shortage = shortage;
  comparison->have = have;
  comparison->need = need;
  comparison->come_back = come_back;
}

/* Compares, and finds the verdict; without enough data there is no figure that could be shown. */
static void finish(Comparison *comparison, Spread first, Spread second) {
  if (comparison->shortage != SHORT_OF_NOTHING) {
    comparison->difference.interval.lack = STATS_EMPTY;
    comparison->change.lack = STATS_EMPTY;
    return;
  }
  comparison->difference = stats_difference(first, second);
  comparison->change = interval_times(comparison->difference.interval,
                                      comparison->measure == MEASURE_CRAMPS ? REVIEW_WEEK : 1);
  comparison->verdict = verdict_of(comparison->change);
}

/* The last 28 nights, and the 28 before. */
static Period window_now(Night last) {
  return period_up_to(last, REVIEW_WINDOW);
}

static Period window_then(Night last) {
  return period_up_to((Night){last.day - REVIEW_WINDOW}, REVIEW_WINDOW);
}

/* Recorded nights of the 28 up to last + ahead, if every night after last is recorded. */
static int recorded_ahead(const Review *review, Night last, Night end) {
  int coming = end.day - last.day;
  coming = coming < 0 ? 0 : coming;
  Period window = window_now(end);
  window.until = window.until.day > last.day ? last : window.until;
  return review_recorded(review, window) + (coming > REVIEW_WINDOW ? REVIEW_WINDOW : coming);
}

/* In how many nights both 4-week windows can have enough. */
static int four_weeks_come_back(const Review *review, Night last) {
  int ahead = 1;
  for (; ahead < 2 * REVIEW_WINDOW; ahead++) {
    Night end = {last.day + ahead};
    Night then = {end.day - REVIEW_WINDOW};
    if (recorded_ahead(review, last, end) >= REVIEW_WINDOW_MIN &&
        recorded_ahead(review, last, then) >= REVIEW_WINDOW_MIN) {
      break;
    }
  }
  return ahead;
}

Comparison compare_four_weeks(const Review *review, Night last) {
  Comparison result = {.measure = MEASURE_CRAMPS};
  Spread then = cramps_of(review, window_then(last), any_night, 0, &result.first);
  Spread now = cramps_of(review, window_now(last), any_night, 0, &result.second);
  if (result.second.recorded < REVIEW_WINDOW_MIN) {
    lacks(&result, SHORT_OF_SECOND, result.second.recorded, REVIEW_WINDOW_MIN,
          four_weeks_come_back(review, last));
  } else if (result.first.recorded < REVIEW_WINDOW_MIN) {
    lacks(&result, SHORT_OF_FIRST, result.first.recorded, REVIEW_WINDOW_MIN,
          four_weeks_come_back(review, last));
  }
  finish(&result, then, now);
  return result;
}

Comparison compare_since(const Review *review, Night start, Night last) {
  Comparison result = {.measure = MEASURE_CRAMPS};
  Period before = period_up_to((Night){start.day - 1}, REVIEW_WINDOW);
  Spread then = cramps_of(review, before, any_night, 0, &result.first);
  Spread now = cramps_of(review, (Period){start, last}, any_night, 0, &result.second);
  int time_left = REVIEW_WINDOW - result.second.elapsed;
  int nights_left = REVIEW_WINDOW_MIN - result.second.recorded;
  int cramps = result.first.cramps + result.second.cramps;
  if (result.first.recorded < BASELINE_MIN) {
    lacks(&result, SHORT_OF_FIRST, result.first.recorded, BASELINE_MIN, 0);
  } else if (time_left > 0) {
    lacks(&result, SHORT_OF_TIME, result.second.elapsed, REVIEW_WINDOW,
          time_left > nights_left ? time_left : nights_left);
  } else if (nights_left > 0) {
    lacks(&result, SHORT_OF_SECOND, result.second.recorded, REVIEW_WINDOW_MIN, nights_left);
  } else if (cramps < CRAMPS_MIN) {
    lacks(&result, SHORT_OF_CRAMPS, cramps, CRAMPS_MIN, 0);
  }
  finish(&result, then, now);
  return result;
}

/* Finds out whether two groups of nights hold 10 each. */
static void check_groups(Comparison *result, int second_come_back) {
  if (result->second.recorded < GROUP_MIN) {
    lacks(result, SHORT_OF_SECOND, result->second.recorded, GROUP_MIN, second_come_back);
  } else if (result->first.recorded < GROUP_MIN) {
    lacks(result, SHORT_OF_FIRST, result->first.recorded, GROUP_MIN, 0);
  }
}

Comparison compare_routine(const Review *review, Period period) {
  Comparison result = {.measure = MEASURE_CRAMPS};
  Spread without = cramps_of(review, period, other_night, 0, &result.first);
  Spread with = cramps_of(review, period, routine_night, 0, &result.second);
  int cramps = result.first.cramps + result.second.cramps;
  check_groups(&result, GROUP_MIN - result.second.recorded);
  if (result.shortage == SHORT_OF_NOTHING && cramps < CRAMPS_MIN) {
    lacks(&result, SHORT_OF_CRAMPS, cramps, CRAMPS_MIN, 0);
  }
  finish(&result, without, with);
  return result;
}

Comparison compare_severity(const Review *review, Night last) {
  Comparison result = {.measure = MEASURE_SEVERITY};
  Spread then = severity_of(review, window_then(last), &result.first);
  Spread now = severity_of(review, window_now(last), &result.second);
  if (result.second.episodes < EPISODES_MIN) {
    lacks(&result, SHORT_OF_SECOND, result.second.episodes, EPISODES_MIN, 0);
  } else if (result.first.episodes < EPISODES_MIN) {
    lacks(&result, SHORT_OF_FIRST, result.first.episodes, EPISODES_MIN, 0);
  }
  finish(&result, then, now);
  return result;
}

Comparison compare_habit(const Review *review, int habit, Period period) {
  Comparison result = {.measure = MEASURE_CRAMPS};
  Spread without = cramps_of(review, period, without_habit, habit, &result.first);
  Spread with = cramps_of(review, period, habit_night, habit, &result.second);
  check_groups(&result, 0);
  finish(&result, without, with);
  return result;
}
