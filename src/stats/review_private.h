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
  ReviewEarlier earlier; /* before the first of the nights */
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
/* What is on record before a night, which is none before the review's own. */
ReviewEarlier review_before(const Review *review, Night night);

/* R7 asks for a medicine started so many days before a window or in it. */
enum { MEDICINE_DAYS = 30 };

#endif
