/* The named numbers of a period, week by week as well, and how its cramps are spread. Contract:
 * nightcalf/review.h; definitions: CONTENT.md 5.4. */
#include <math.h>
#include <stdlib.h>

#include "nightcalf/mem.h"
#include "nightcalf/review.h"
#include "review_private.h"

enum {
  SEVERITY_MAX = 10,
  MINUTE_MS = 60 * 1000,
  HOUR_MINUTES = 60,
  DAY_MINUTES = 24 * 60,
  EPOCH_WEEKDAY = 3 /* 1970-01-01 was a Thursday; Monday is 0 */
};

/* Cramps of the recorded nights, what is known of waking and disturbance, and how late it came. */
static void sum_nights(Summary *sum, NightSlice nights, bool has_start, Night start) {
  double *cramps = mem_new(nights.count + 1, sizeof *cramps);
  double *disturbance = mem_new(nights.count + 1, sizeof *disturbance);
  size_t counted = 0;
  size_t disturbed = 0;
  for (size_t i = 0; i < nights.count; i++) {
    const ReviewNight *night = &nights.at[i];
    if (!has_start || night->date.day >= start.day) {
      sum->routine_nights += night->routine == ROUTINE_COMPLETED ? 1 : 0;
      sum->routine_partial += night->routine == ROUTINE_PARTIAL ? 1 : 0;
      sum->routine_excused += night->routine == ROUTINE_EXCUSED ? 1 : 0;
    }
    if (!night->recorded) {
      continue;
    }
    cramps[counted] = night->cramps;
    counted++;
    sum->cramps += night->cramps;
    sum->cramp_nights += night->cramps > 0 ? 1 : 0;
    sum->late += night->age != ENTRY_IN_TIME ? 1 : 0;
    sum->old += night->age == ENTRY_VERY_LATE ? 1 : 0;
    if (night->cramps == 0 || night->awakenings != REVIEW_NOT_SAID) {
      sum->awakening_nights++;
      sum->awakenings += night->cramps == 0 ? 0 : night->awakenings;
    }
    if (night->cramps == 0 || night->disturbance != REVIEW_NOT_SAID) {
      disturbance[disturbed] = night->cramps == 0 ? 0 : night->disturbance;
      disturbed++;
    }
  }
  sum->recorded = (int)counted;
  sum->recorded_low = sum->recorded < REVIEW_RECORDED_SHARE * sum->elapsed;
  sum->per_week = interval_times(stats_mean_count(stats_spread(cramps, counted)), REVIEW_WEEK);
  sum->cramp_share = stats_proportion((size_t)sum->cramp_nights, counted);
  sum->disturbance = stats_spread(disturbance, disturbed);
  free(cramps);
  free(disturbance);
}

/* Severity and duration of the episodes. */
static void sum_episodes(Summary *sum, EpisodeSlice episodes) {
  double *severity = mem_new(episodes.count + 1, sizeof *severity);
  double *minutes = mem_new(episodes.count + 1, sizeof *minutes);
  size_t rated = 0;
  size_t timed = 0;
  sum->worst = REVIEW_NOT_SAID;
  for (size_t i = 0; i < episodes.count; i++) {
    const ReviewEpisode *episode = &episodes.at[i];
    if (episode->severity != REVIEW_NOT_SAID) {
      severity[rated] = episode->severity;
      rated++;
      sum->worst = episode->severity > sum->worst ? episode->severity : sum->worst;
    }
    if (episode->duration != REVIEW_NOT_SAID) {
      minutes[timed] = (double)episode->duration / MINUTE_MS;
      timed++;
    }
  }
  sum->episodes = (int)episodes.count;
  sum->severity = stats_spread(severity, rated);
  sum->severity_mean = interval_within(stats_mean(sum->severity), 0, SEVERITY_MAX);
  sum->minutes = stats_quartiles(minutes, timed);
  free(severity);
  free(minutes);
}

/* The longest run of recorded nights without a cramp, the latest of equals. */
static ClearRun longest_run(NightSlice nights) {
  ClearRun longest = {0};
  ClearRun run = {0};
  for (size_t i = 0; i < nights.count; i++) {
    const ReviewNight *night = &nights.at[i];
    if (!night->recorded || night->cramps > 0) {
      run.nights = 0;
      continue;
    }
    if (run.nights == 0 || night->date.day != run.when.until.day + 1) {
      run = (ClearRun){.when.from = night->date};
    }
    run.nights++;
    run.when.until = night->date;
    if (run.nights >= longest.nights) {
      longest = run;
    }
  }
  return longest;
}

/* Nights on which the routine was asked for: from the start date on, but excused ones. */
static int routine_asked(const Review *review, Period period, int excused) {
  if (review->has_start && review->start.day > period.from.day) {
    period.from = review->start;
  }
  return period_nights(period) - excused;
}

Summary review_summary(const Review *review, Period period) {
  Summary sum = {.period = period, .elapsed = period_nights(period)};
  NightSlice nights = review_nights(review, period);
  sum_nights(&sum, nights, review->has_start, review->start);
  sum_episodes(&sum, review_episodes(review, period));
  sum.longest = longest_run(nights);
  sum.routine_elapsed = routine_asked(review, period, sum.routine_excused);
  sum.adherence = stats_proportion((size_t)sum.routine_nights, (size_t)sum.routine_elapsed);
  return sum;
}

/* The Monday on or before a night. */
static int32_t monday_of(Night night) {
  int32_t weekday = (night.day + EPOCH_WEEKDAY) % REVIEW_WEEK;
  return night.day - (weekday < 0 ? weekday + REVIEW_WEEK : weekday);
}

/* Weeks of a period, the first and the last may be cut short. */
static size_t week_count(Period period) {
  if (period_nights(period) == 0) {
    return 0;
  }
  return (size_t)((monday_of(period.until) - monday_of(period.from)) / REVIEW_WEEK) + 1;
}

static Period week_at(Period period, size_t index) {
  int32_t monday = monday_of(period.from) + (int32_t)index * REVIEW_WEEK;
  Period week = {{monday}, {monday + REVIEW_WEEK - 1}};
  week.from = week.from.day < period.from.day ? period.from : week.from;
  week.until = week.until.day > period.until.day ? period.until : week.until;
  return week;
}

WeekPoint *review_weeks(const Review *review, Period period, size_t *count) {
  *count = week_count(period);
  WeekPoint *points = mem_new(*count + 1, sizeof *points);
  for (size_t i = 0; i < *count; i++) {
    Period week = week_at(period, i);
    points[i] = (WeekPoint){week, review_summary(review, week)};
  }
  return points;
}

NightCount review_count(const Review *review, Period period) {
  NightSlice nights = review_nights(review, period);
  NightCount count = {0};
  for (size_t i = 0; i < nights.count; i++) {
    count.recorded += nights.at[i].recorded ? 1 : 0;
    count.cramps += nights.at[i].recorded ? nights.at[i].cramps : 0;
  }
  return count;
}

NightCount *review_week_counts(const Review *review, Period period, size_t *count) {
  *count = week_count(period);
  NightCount *counts = mem_new(*count + 1, sizeof *counts);
  for (size_t i = 0; i < *count; i++) {
    counts[i] = review_count(review, week_at(period, i));
  }
  return counts;
}

Pattern review_pattern(const Review *review, Period period) {
  EpisodeSlice episodes = review_episodes(review, period);
  Pattern pattern = {.episodes = (int)episodes.count};
  for (size_t i = 0; i < episodes.count; i++) {
    const ReviewEpisode *episode = &episodes.at[i];
    pattern.side[episode->side]++;
    pattern.muscle[episode->muscle]++;
    pattern.trigger[episode->trigger]++;
    pattern.urge_known += episode->urge_to_move != YESNO_NOT_SAID ? 1 : 0;
    pattern.urges += episode->urge_to_move == YESNO_YES ? 1 : 0;
    if (episode->onset >= 0 && episode->onset < DAY_MINUTES) {
      int hour = episode->onset / HOUR_MINUTES;
      pattern.onset_known++;
      pattern.hour[hour]++;
      pattern.band[hour / (REVIEW_HOURS / REVIEW_BANDS)]++;
    }
  }
  return pattern;
}
