/* How long a review of ten years takes: 3,650 nights, 20,000 cramps. Prints milliseconds; the best
 * of twenty rounds, for the machine is shared. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "nightcalf/insight.h"
#include "review_bench.h"

enum { NIGHTS = 3650, CRAMPS = 20000, ROUNDS = 20, PARTS = 4 };

static double now_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void write_diary(Bench *bench) {
  Night first = bench_date(2016, 1, 1);
  bench_clear(bench);
  for (int i = 0; i < NIGHTS; i++) {
    ReviewNight *night = bench_night(bench, (Night){first.day + i});
    night->recorded = i % 11 != 0;
    night->cramps = i * 7 % 5;
    night->disturbance = i % 4;
    night->routine = i % 3 == 0 ? ROUTINE_COMPLETED : ROUTINE_MISSED;
    night->habit[0] = i % 2 == 0 ? YESNO_YES : YESNO_NO;
  }
  for (int i = 0; i < CRAMPS; i++) {
    ReviewEpisode *episode =
        bench_episode(bench, (Night){first.day + (int)((int64_t)i * NIGHTS / CRAMPS)}, i * 13 % 11);
    episode->duration = (Millis)(i % 600) * 1000;
    episode->onset = i % 1440;
    episode->side = SIDE_LEFT;
    episode->muscle = MUSCLE_CALF;
  }
  bench->data.has_start = true;
  bench->data.start = (Night){first.day + NIGHTS - 60};
  bench->data.habits[0] = "Nights after more than 6 h standing";
}

int main(void) {
  static Bench bench; /* in order, as the store hands it over */
  static const char *const names[PARTS] = {"sort", "summary", "weeks", "insights"};
  double best[PARTS] = {1e9, 1e9, 1e9, 1e9};
  write_diary(&bench);
  Night last = {bench_date(2016, 1, 1).day + NIGHTS - 1};
  for (int round = 0; round < ROUNDS; round++) {
    double at[PARTS + 1];
    Period period = period_up_to(last, NIGHTS);
    size_t weeks = 0;
    at[0] = now_ms();
    Review *review = bench_review(&bench);
    at[1] = now_ms();
    Summary summary = review_summary(review, period);
    Pattern pattern = review_pattern(review, period);
    at[2] = now_ms();
    free(review_weeks(review, period, &weeks));
    at[3] = now_ms();
    Insights insights = review_insights(review, period);
    at[4] = now_ms();
    if (summary.elapsed != NIGHTS || pattern.episodes != CRAMPS || insights.count == 0) {
      return EXIT_FAILURE;
    }
    insights_free(&insights);
    review_free(review);
    for (int part = 0; part < PARTS; part++) {
      double took = at[part + 1] - at[part];
      best[part] = took < best[part] ? took : best[part];
    }
  }
  for (int part = 0; part < PARTS; part++) {
    printf("%-9s %6.2f ms\n", names[part], best[part]);
  }
  return EXIT_SUCCESS;
}
