/* Means, differences, proportions, counts and quartiles, with their 95 % intervals; the one file
 * that asks GSL. Contract: nightcalf/stats.h. */
#include "nightcalf/stats.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/language.h"
#include "nightcalf/mem.h"

#define LOWER 0.025
#define UPPER 0.975
#define SCATTER 1.5 /* variance over chance, CONTENT.md 5.4 */

enum { NIGHTS_A_WEEK = 7 };

const double stats_width_rates[STATS_WIDTH_RATES] = {1.4, 3.5, 7, 14, 21};
const size_t stats_width_windows[STATS_WIDTH_WINDOWS] = {14, 28, 56};

static const char *const lack_words[] = {
    [STATS_COMPLETE] = "",
    [STATS_EMPTY] = N_("nothing recorded"),
    [STATS_TOO_FEW] = N_("fewer than 2 values"),
    [STATS_SAME] = N_("all values are alike"),
    [STATS_NOT_FINITE] = N_("not a number"),
};

const char *stats_lack_words(StatsLack lack) {
  return language_text(lack_words[lack]);
}

/* An estimate without an interval, and why. */
static Interval without(StatsLack lack, double estimate) {
  return (Interval){lack, estimate, estimate, estimate};
}

Interval interval_times(Interval interval, double factor) {
  return (Interval){interval.lack, interval.estimate * factor, interval.low * factor,
                    interval.high * factor};
}

Interval interval_within(Interval interval, double least, double most) {
  return (Interval){interval.lack, fmin(fmax(interval.estimate, least), most),
                    fmin(fmax(interval.low, least), most), fmin(fmax(interval.high, least), most)};
}

bool interval_excludes_zero(Interval interval) {
  return interval.lack == STATS_COMPLETE && (interval.low > 0 || interval.high < 0);
}

Spread stats_spread(const double *values, size_t count) {
  Spread spread = {.count = count, .finite = true};
  for (size_t i = 0; i < count; i++) {
    spread.finite = spread.finite && isfinite(values[i]);
  }
  if (!spread.finite || count == 0) {
    return spread;
  }
  spread.mean = gsl_stats_mean(values, 1, count);
  if (count > 1) {
    spread.variance = gsl_stats_variance_m(values, 1, count, spread.mean);
    spread.sd = sqrt(spread.variance);
  }
  return spread;
}

/* The quantile of the standard normal distribution that belongs to 95 %. */
static double normal_quantile(void) {
  return gsl_cdf_ugaussian_Pinv(UPPER);
}

double stats_t_quantile(double df) {
  return gsl_cdf_tdist_Pinv(UPPER, df);
}

/* Whether a spread is one of values that are all alike. Identical values can leave a variance of
 * rounding: nothing nearer to the mean than that is a spread. */
static bool alike(Spread spread) {
  double rounding = 1e-12 * fmax(1, fabs(spread.mean));
  return spread.sd <= rounding;
}

Interval stats_mean(Spread spread) {
  if (!spread.finite) {
    return without(STATS_NOT_FINITE, 0);
  }
  if (spread.count == 0) {
    return without(STATS_EMPTY, 0);
  }
  if (spread.count < 2 || alike(spread)) {
    return without(spread.count < 2 ? STATS_TOO_FEW : STATS_SAME, spread.mean);
  }
  double n = (double)spread.count;
  double half = stats_t_quantile(n - 1) * sqrt(spread.variance / n);
  return (Interval){STATS_COMPLETE, spread.mean, spread.mean - half, spread.mean + half};
}

Interval stats_mean_count(Spread spread) {
  Interval interval = stats_mean(spread);
  if (interval.lack == STATS_SAME && spread.mean == 0) {
    return (Interval){STATS_COMPLETE, 0, 0, stats_zero_limit(spread.count)};
  }
  return interval_within(interval, 0, INFINITY);
}

Difference stats_difference(Spread first, Spread second) {
  Difference result = {.first = first, .second = second};
  if (!first.finite || !second.finite) {
    result.interval = without(STATS_NOT_FINITE, 0);
    return result;
  }
  if (first.count == 0 || second.count == 0) {
    result.interval = without(STATS_EMPTY, 0);
    return result;
  }
  double d = second.mean - first.mean;
  if (first.count < 2 || second.count < 2 || (alike(first) && alike(second))) {
    result.interval = without(first.count < 2 || second.count < 2 ? STATS_TOO_FEW : STATS_SAME, d);
    return result;
  }
  double n1 = (double)first.count;
  double n2 = (double)second.count;
  double part1 = first.variance / n1;
  double part2 = second.variance / n2;
  double sum = part1 + part2;
  result.error = sqrt(sum);
  result.df = sum * sum / (part1 * part1 / (n1 - 1) + part2 * part2 / (n2 - 1));
  result.t = stats_t_quantile(result.df);
  double half = result.t * result.error;
  result.interval = (Interval){STATS_COMPLETE, d, d - half, d + half};
  return result;
}

Interval stats_proportion(size_t k, size_t n) {
  if (n == 0) {
    return without(STATS_EMPTY, 0);
  }
  double z = normal_quantile();
  double count = (double)n;
  double p = (double)k / count;
  double scale = 1 + z * z / count;
  double middle = (p + z * z / (2 * count)) / scale;
  double half = z * sqrt(p * (1 - p) / count + z * z / (4 * count * count)) / scale;
  /* At 0 of n and n of n the end is the estimate itself; rounding must not step over it. */
  return (Interval){STATS_COMPLETE, p, k == 0 ? 0 : fmax(0, middle - half),
                    k == n ? 1 : fmin(1, middle + half)};
}

/* The quantile of the chi-square distribution, by halving: for where GSL's own search gives up
 * (GSL 2.7: some of the counts above 1,000, with the default handler ending the program). */
static double chi_square_search(double share, double df) {
  double low = 0;
  double high = 2 * df + 100;
  for (int i = 0; i < 200 && low < high; i++) {
    double middle = low + (high - low) / 2;
    if (gsl_cdf_chisq_P(middle, df) < share) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return low + (high - low) / 2;
}

/* The quantile of the chi-square distribution. share: 0 to 1; df: above 0. */
static double chi_square_quantile(double share, double df) {
  gsl_error_handler_t *before = gsl_set_error_handler_off();
  double value = gsl_cdf_chisq_Pinv(share, df);
  if (!isfinite(value)) {
    value = chi_square_search(share, df);
  }
  gsl_set_error_handler(before);
  return value;
}

Interval stats_poisson(size_t events) {
  double k = (double)events;
  double low = events == 0 ? 0 : chi_square_quantile(LOWER, 2 * k) / 2;
  return (Interval){STATS_COMPLETE, k, low, chi_square_quantile(UPPER, 2 * k + 2) / 2};
}

double stats_zero_limit(size_t nights) {
  return stats_poisson(0).high / (double)nights;
}

Quartiles stats_quartiles(const double *values, size_t count) {
  if (count == 0 || !stats_spread(values, count).finite) {
    return (Quartiles){0};
  }
  double *sorted = mem_new(count, sizeof *sorted);
  memcpy(sorted, values, count * sizeof *sorted);
  gsl_sort(sorted, 1, count);
  Quartiles result = {
      .count = count,
      .smallest = sorted[0],
      .lower = gsl_stats_quantile_from_sorted_data(sorted, 1, count, 0.25),
      .median = gsl_stats_quantile_from_sorted_data(sorted, 1, count, 0.5),
      .upper = gsl_stats_quantile_from_sorted_data(sorted, 1, count, 0.75),
      .largest = sorted[count - 1],
  };
  free(sorted);
  return result;
}

double stats_half_width(double rate, size_t nights) {
  double variance = SCATTER * rate / NIGHTS_A_WEEK;
  return normal_quantile() * NIGHTS_A_WEEK * sqrt(2 * variance / (double)nights);
}
