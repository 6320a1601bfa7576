/* Diaries for tests of the review, written as one letter or number a night. */
#ifndef NIGHTCALF_REVIEW_BENCH_H
#define NIGHTCALF_REVIEW_BENCH_H

#include "nightcalf/review.h"

enum { BENCH_NIGHTS = 4000, BENCH_EPISODES = 40000 };

/* A diary being written; big: keep it static. */
typedef struct Bench {
  ReviewNight nights[BENCH_NIGHTS];
  size_t night_count;
  ReviewEpisode episodes[BENCH_EPISODES];
  size_t episode_count;
  ReviewData data; /* points at the arrays after bench_review() */
} Bench;

void bench_clear(Bench *bench);
Night bench_date(int year, int month, int day);
/* A night with nothing said; the last one added is bench_last(). */
ReviewNight *bench_night(Bench *bench, Night date);
ReviewNight *bench_last(Bench *bench);
/* Nights from first on, one a letter: "0" to "9" cramps, "." not recorded and not there, "R" to
 * "Z" likewise 0 to 8 cramps with the routine completed. Returns the night after the last. */
Night bench_nights(Bench *bench, Night first, const char *letters);
/* The same letter count times. */
Night bench_repeat(Bench *bench, Night first, char letter, int count);
/* A cramp of that severity, nothing else said. */
ReviewEpisode *bench_episode(Bench *bench, Night night, int severity);
/* The review of what was written; data may have been set before. Free with review_free(). */
Review *bench_review(Bench *bench);

#endif
