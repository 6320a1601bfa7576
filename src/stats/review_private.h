/* The review's data as it is asked: sorted, and cut to periods. For the files of this folder. */
#ifndef NIGHTCALF_REVIEW_PRIVATE_H
#define NIGHTCALF_REVIEW_PRIVATE_H

#include "nightcalf/review.h"

struct Review {
  ReviewNight *nights; /* by date; what is left out is not recorded here */
  size_t night_count;
  ReviewEpisode *episodes; /* by night; what is left out is not here */
  size_t episode_count;
  bool has_start;
  Night start;
  char *habits[REVIEW_HABITS];
};

/* A part of the review; points into it. */
typedef struct NightSlice {
  const ReviewNight *at;
  size_t count;
} NightSlice;
typedef struct EpisodeSlice {
  const ReviewEpisode *at;
  size_t count;
} EpisodeSlice;
NightSlice review_nights(const Review *review, Period period);
EpisodeSlice review_episodes(const Review *review, Period period);
/* Recorded nights of a period. */
int review_recorded(const Review *review, Period period);
/* The cramps of a period's recorded nights; the severities of its episodes. */
Spread review_cramps(const Review *review, Period period);
Spread review_severities(const Review *review, Period period);

#endif
