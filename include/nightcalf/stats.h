/* The arithmetic of the review, over plain arrays and counts: means, differences, proportions and
 * counts with their 95 % intervals, and quartiles. Nothing here knows what is counted, and nothing
 * gives a p-value. Formulas: CONTENT.md 5.4; each worked number there is a test. Every number
 * handed in must be finite; one that is not gives STATS_NOT_FINITE, never a wrong interval. */
#ifndef NIGHTCALF_STATS_H
#define NIGHTCALF_STATS_H

#include <stdbool.h>
#include <stddef.h>

/* Why there is no interval. */
typedef enum StatsLack {
  STATS_COMPLETE,  /* there is one */
  STATS_EMPTY,     /* nothing was counted: there is no estimate either */
  STATS_TOO_FEW,   /* a group has fewer than 2 values */
  STATS_SAME,      /* all values (of each group) are alike: the spread cannot be known */
  STATS_NOT_FINITE /* the caller broke the contract */
} StatsLack;
/* "", "nothing recorded", "fewer than 2 values", "all values are alike", "not a number":
 * for brackets behind a figure. */
const char *stats_lack_words(StatsLack lack);

/* An estimate and its 95 % interval. low and high count only when lack is STATS_COMPLETE, else they
 * equal the estimate; the estimate is 0 when lack is STATS_EMPTY or STATS_NOT_FINITE. */
typedef struct Interval {
  StatsLack lack;
  double estimate;
  double low, high; /* low <= estimate <= high */
} Interval;
/* The same in another unit: per night times 7 is per week. factor: above 0. */
Interval interval_times(Interval interval, double factor);
/* The same, ends and estimate cut to what can be: least <= most. */
Interval interval_within(Interval interval, double least, double most);
/* Whether there is an interval and 0 is not in it. An end at 0 is in it. */
bool interval_excludes_zero(Interval interval);

/* What a list of values comes to. Variance and sd are the sample's (divided by n - 1), 0 when
 * count < 2. Both by GSL. */
typedef struct Spread {
  size_t count;
  double mean;
  double variance;
  double sd;
  bool finite; /* every value was */
} Spread;
/* values: count of them, in any order; may be NULL when count is 0. */
Spread stats_spread(const double *values, size_t count);

/* Upper 97.5 % quantile of Student's t. df: at least 1, need not be whole. */
double stats_t_quantile(double df);

/* One mean: m +/- t(n - 1) sqrt(v / n). Nothing is cut; a caller whose values cannot be negative
 * cuts by interval_within(). TOO_FEW under 2, SAME when v is 0. */
Interval stats_mean(Spread spread);
/* The mean of counts a night, for values that are whole and never negative: as stats_mean(), low
 * end cut at 0; from 2 values that are all 0, the exact Poisson upper limit stats_zero_limit(). */
Interval stats_mean_count(Spread spread);

/* Two means, by Welch: d = m2 - m1, d +/- t(df) se. */
typedef struct Difference {
  Spread first, second;
  double error; /* se = sqrt(v1 / n1 + v2 / n2); 0 when there is no interval */
  double df;    /* Welch and Satterthwaite; 0 when there is no interval */
  double t;     /* quantile used; 0 when there is no interval */
  Interval interval;
} Difference;
/* EMPTY when a group has no value, TOO_FEW when one has fewer than 2, SAME when both variances are
 * 0: then the estimate stands without an interval. */
Difference stats_difference(Spread first, Spread second);

/* A proportion k of n, Wilson's interval, z = 1.959964; within 0 to 1. EMPTY when n is 0. k <= n.
 */
Interval stats_proportion(size_t k, size_t n);

/* A count of events, exact Poisson: chi2(0.025; 2k) / 2 to chi2(0.975; 2k + 2) / 2; 0 for the low
 * end of no event. */
Interval stats_poisson(size_t events);
/* How many a night there may still be after n nights without any: 3.6889 / n. n: 1 or more. */
double stats_zero_limit(size_t nights);

/* Quartiles by linear interpolation between order statistics ("type 7"). */
typedef struct Quartiles {
  size_t count; /* 0: nothing else counts; also when a value was not finite */
  double smallest, lower, median, upper, largest;
} Quartiles;
/* Leaves values as they are. */
Quartiles stats_quartiles(const double *values, size_t count);

/* Half the width of the 95 % interval of a change in cramps a week between two windows of so many
 * nights each, if counts scatter 1.5 times as much as chance alone: 1.959964 x 7 x
 * sqrt(2 x 1.5 x (rate / 7) / nights). rate: cramps a week, 0 or more; nights: 1 or more.
 * Source: CONTENT.md 5.4, "How wide is the answer?". */
double stats_half_width(double rate, size_t nights);
/* That table's rows and columns. */
enum { STATS_WIDTH_RATES = 5, STATS_WIDTH_WINDOWS = 3 };
extern const double stats_width_rates[STATS_WIDTH_RATES];     /* 1.4, 3.5, 7, 14, 21 a week */
extern const size_t stats_width_windows[STATS_WIDTH_WINDOWS]; /* 14, 28, 56 nights */

#endif
