/* When to see someone, and a run of zeros: the rules R7 and R8. Contract: nightcalf/insight.h. */
#include "nightcalf/insight.h"
#include "review_private.h"

enum { FREQUENT_WEEKS = 4, FREQUENT_NIGHTS = 3, FREQUENT_DISTURBANCE = 4 };

#define RISE_A_WEEK 1.0
#define ROUNDING 1e-9

/* The longest cramp of the period, when it is over 10 minutes. */
static void find_long(SeeSomeone *see, EpisodeSlice episodes) {
  for (size_t i = 0; i < episodes.count; i++) {
    const ReviewEpisode *episode = &episodes.at[i];
    if (episode->duration > EPISODE_LONG_MS && episode->duration >= see->longest) {
      see->lasted = true;
      see->longest = episode->duration;
      see->longest_night = episode->night;
    }
  }
}

/* The latest medicine started in a period. */
static bool find_medicine(const Review *review, Period period, Night *when) {
  NightSlice nights = review_nights(review, period);
  for (size_t i = nights.count; i > 0; i--) {
    if (nights.at[i - 1].medicine_started) {
      *when = nights.at[i - 1].date;
      return true;
    }
  }
  return false;
}

/* Whether each of the last 4 weeks has 3 nights or more that were badly disturbed by cramps. */
static bool find_frequent(const Review *review, Night last) {
  for (int week = 0; week < FREQUENT_WEEKS; week++) {
    NightSlice nights =
        review_nights(review, period_up_to((Night){last.day - week * REVIEW_WEEK}, REVIEW_WEEK));
    int bad = 0;
    for (size_t i = 0; i < nights.count; i++) {
      const ReviewNight *night = &nights.at[i];
      bad += night->recorded && night->cramps > 0 && night->disturbance >= FREQUENT_DISTURBANCE;
    }
    if (bad < FREQUENT_NIGHTS) {
      return false;
    }
  }
  return true;
}

SeeSomeone review_see_someone(const Review *review, Period period) {
  SeeSomeone see = {0};
  find_long(&see, review_episodes(review, period));
  Comparison change = compare_four_weeks(review, period.until);
  if (change.shortage == SHORT_OF_NOTHING) {
    see.rise = change.change.estimate > 0 && interval_excludes_zero(change.change);
    Period started = {{change.second.when.from.day - MEDICINE_DAYS}, period.until};
    see.medicine = (see.rise || change.change.estimate >= RISE_A_WEEK - ROUNDING) &&
                   find_medicine(review, started, &see.medicine_night);
  }
  see.frequent = find_frequent(review, period.until);
  see.any = see.lasted || see.rise || see.medicine || see.frequent;
  return see;
}

ZeroRun review_zero_run(const Review *review, Period period) {
  NightSlice nights = review_nights(review, period);
  ZeroRun run = {0};
  for (size_t i = nights.count; i > 0; i--) {
    const ReviewNight *night = &nights.at[i - 1];
    if (night->recorded && night->cramps > 0) {
      break;
    }
    run.nights += night->recorded ? 1 : 0;
  }
  if (run.nights > 0) {
    run.limit = REVIEW_WEEK * stats_zero_limit((size_t)run.nights);
  }
  return run;
}
