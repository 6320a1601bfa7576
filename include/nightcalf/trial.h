/* Two ways to find out on purpose: the six-week trial of a routine, and the fair test, in which a
 * draw decides which weeks have the routine. Source: CONTENT.md 5.3 and 5.5; "own rule" marks what
 * they leave open. */
#ifndef NIGHTCALF_TRIAL_H
#define NIGHTCALF_TRIAL_H

#include <stdbool.h>
#include <stddef.h>

#include "nightcalf/error.h"
#include "nightcalf/insight.h"
#include "nightcalf/review.h"

enum {
  TRIAL_BASELINE = 14, /* recorded nights suggested before the start */
  TRIAL_NIGHTS = 42    /* six weeks of the routine */
};

typedef enum TrialPhase {
  TRIAL_GATHERING, /* no start date, or it is still to come: fewer than 14 nights recorded */
  TRIAL_READY,     /* likewise, and 14 or more are */
  TRIAL_RUNNING,
  TRIAL_OVER
} TrialPhase;

/* How far the six-week trial is, once the night `last` is over. */
typedef struct TrialProgress {
  TrialPhase phase;
  int baseline;       /* nights recorded before the start, in the 28 nights before it; without a
                         start: in the last 28 nights */
  Period when;        /* from the start, 42 nights; only RUNNING and OVER, as the next three */
  int nights;         /* of them over, 0 to 42 */
  int recorded;       /* of those */
  int routine_nights; /* of those, completed */
  int left;           /* nights still to come */
} TrialProgress;
TrialProgress trial_progress(const Review *review, Night last);
/* The first night that it looks at. start: the start date, or NULL. */
Night trial_from(Night last, const Night *start);
/* One line: "8 of 14 nights recorded. Come back in 6.", "Week 3 of 6: ...". Release with free(). */
char *trial_text(const TrialProgress *progress);

enum {
  FAIR_BLOCK = 7,   /* nights */
  FAIR_DROPPED = 2, /* at the start of each block, for carry-over */
  FAIR_BLOCKS_MIN = 6,
  FAIR_BLOCKS_MAX = 8,
  FAIR_PAIRS_MIN = 3,   /* complete ones, for an answer */
  FAIR_RECORDED_MIN = 3 /* of a block's 5 nights that count, for a complete pair; own rule */
};

/* The drawn plan. It is announced on day 1 and kept. */
typedef struct FairPlan {
  Night start;
  int blocks;               /* 6 or 8 */
  bool on[FAIR_BLOCKS_MAX]; /* the routine's weeks */
} FairPlan;
/* bits: random; bit i decides pair i: 1 is on then off, 0 is off then on. False when blocks is
 * neither 6 nor 8. */
bool fair_plan(Night start, int blocks, unsigned bits, FairPlan *plan, Error *err);

/* Where a night stands in the plan. */
typedef struct FairNight {
  bool inside;  /* of the plan's nights; else nothing below counts */
  int block;    /* 0 to blocks - 1 */
  int number;   /* night of the block, 0 to 6 */
  bool on;      /* do the routine */
  bool dropped; /* one of the block's first two: done, but not compared */
} FairNight;
FairNight fair_night(const FairPlan *plan, Night night);
Night fair_last_night(const FairPlan *plan);

/* The comparison, by the plan and not by what was done: that is what keeps it fair. */
typedef struct FairResult {
  int pairs;      /* complete: both blocks over, enough recorded */
  int pairs_over; /* both blocks over */
  int pairs_planned;
  bool enough;                             /* 3 complete pairs */
  double differences[FAIR_BLOCKS_MAX / 2]; /* of the complete pairs, on - off, cramps a night */
  Interval per_night; /* their mean with its t interval; EMPTY when not enough */
  Interval change;    /* the same a week */
  Verdict verdict;
  int come_back; /* nights until it can be enough; 0: it is, or cannot be any more */
} FairResult;
FairResult fair_result(const Review *review, const FairPlan *plan, Night last);
/* "Weeks with the routine against weeks without: -4.0 (95% CI -10 to +2.1) cramps a week, 3 pairs:
 * too close to call.", or what is missing.
 * Expectation remains: show caution_text(CAUTION_EXPECTATION) with it. Release with free(). */
char *fair_text(const FairResult *result);

#endif
