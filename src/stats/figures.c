/* Numbers as the review shows them. Written with whole numbers, so that no locale changes the
 * point. Contract: nightcalf/insight.h. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "nightcalf/insight.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "words.h"

enum { PLACES_MAX = 6, DIGITS = 2, PERCENT = 100 };

#define LARGEST 1e15 /* whole numbers stay exact below */

/* Places behind the point that leave two significant figures; negative: that many digits before the
 * point become 0. */
static int places_of(double size) {
  int places = PLACES_MAX;
  if (size > 0) {
    places = DIGITS - 1 - (int)floor(log10(size));
  }
  return places;
}

static double ten_to(int power) {
  double result = 1;
  for (; power > 0; power--) {
    result *= 10;
  }
  return result;
}

/* size rounded half up to places, as a whole number of the last place's units. */
static double units_of(double size, int places) {
  return places >= 0 ? round(size * ten_to(places))
                     : round(size / ten_to(-places)) * ten_to(-places);
}

void figure_format(double value, int places, bool sign, char text[FIGURE_SIZE]) {
  double size = fabs(value);
  if (!(size < LARGEST)) {
    snprintf(text, FIGURE_SIZE, "%s", _("not known"));
    return;
  }
  places = places > PLACES_MAX ? PLACES_MAX : places;
  int fit = places_of(size);
  int shown = fit < places ? fit : places;
  /* 9.96 becomes 10.0 by rounding, and then has a place too many. */
  double rounded = units_of(size, shown) / (shown > 0 ? ten_to(shown) : 1);
  fit = places_of(rounded);
  shown = fit < shown ? fit : shown;
  double units = units_of(size, shown);
  const char *mark = "";
  if (units > 0 && (value < 0 || sign)) {
    mark = value < 0 ? "-" : "+";
  }
  if (shown <= 0) {
    snprintf(text, FIGURE_SIZE, "%s%lld", mark, (long long)units);
    return;
  }
  long long scale = (long long)ten_to(shown);
  long long all = (long long)units;
  snprintf(text, FIGURE_SIZE, "%s%lld.%0*lld", mark, all / scale, shown, all % scale);
}

/* Whether a value that is not 0 would read as 0. */
static bool hides(double value, int places) {
  return value != 0 && units_of(fabs(value), places) == 0;
}

void ends_format(Interval interval, int places, bool sign, char text[ENDS_SIZE]) {
  if (interval_excludes_zero(interval)) {
    while (places < PLACES_MAX && (hides(interval.low, places) || hides(interval.high, places))) {
      places++;
    }
  }
  char low[FIGURE_SIZE];
  char high[FIGURE_SIZE];
  figure_format(interval.low, places, sign, low);
  figure_format(interval.high, places, sign, high);
  snprintf(text, ENDS_SIZE, _("%s to %s"), low, high);
}

char *interval_text(Interval interval, int places, bool sign) {
  if (interval.lack == STATS_EMPTY || interval.lack == STATS_NOT_FINITE) {
    return mem_copy(_("not known"));
  }
  char estimate[FIGURE_SIZE];
  figure_format(interval.estimate, places, sign, estimate);
  if (interval.lack != STATS_COMPLETE) {
    return mem_format(_("%s (no interval: %s)"), estimate, stats_lack_words(interval.lack));
  }
  char ends[ENDS_SIZE];
  ends_format(interval, places, sign, ends);
  return mem_format(_("%s (95%% CI %s)"), estimate, ends);
}

char *share_text(Interval share) {
  if (share.lack != STATS_COMPLETE) {
    return mem_copy(_("not known"));
  }
  return mem_format(_("%.0f%% (95%% CI %.0f%% to %.0f%%)"), PERCENT * share.estimate,
                    PERCENT * share.low, PERCENT * share.high);
}
