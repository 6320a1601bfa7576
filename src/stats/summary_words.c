/* The summary's figures in words, each with its n. Contract: nightcalf/insight.h. */
#include <stdlib.h>

#include "nightcalf/insight.h"
#include "nightcalf/mem.h"

enum { PLACES = 1, PERCENT = 100 };

static const char *plural(int count) {
  return count == 1 ? "" : "s";
}

static char *per_week(const Summary *sum) {
  if (sum->recorded > 0 && sum->cramps == 0 && sum->per_week.lack == STATS_COMPLETE) {
    char limit[FIGURE_SIZE];
    figure_format(sum->per_week.high, PLACES, false, limit);
    return mem_format("0 (could still be up to %s), %d nights", limit, sum->recorded);
  }
  char *rate = interval_text(sum->per_week, PLACES, false);
  char *text = mem_format("%s, %d night%s", rate, sum->recorded, plural(sum->recorded));
  free(rate);
  return text;
}

static char *cramp_nights(const Summary *sum) {
  char *share = share_text(sum->cramp_share);
  char *text = mem_format("%d of %d recorded, %s", sum->cramp_nights, sum->recorded, share);
  free(share);
  return text;
}

static char *severity(const Summary *sum) {
  int count = (int)sum->severity.count;
  char *mean = interval_text(sum->severity_mean, PLACES, false);
  char sd[FIGURE_SIZE];
  figure_format(sum->severity.sd, PLACES, false, sd);
  char *text = NULL;
  if (count == 0) {
    text = mem_format("%s, 0 cramps", mean);
  } else if (count == 1) {
    text = mem_format("%s, worst %d, 1 cramp", mean, sum->worst);
  } else {
    text = mem_format("%s, SD %s, worst %d, %d cramps", mean, sd, sum->worst, count);
  }
  free(mean);
  return text;
}

static char *duration(const Summary *sum) {
  int count = (int)sum->minutes.count;
  if (count == 0) {
    return mem_copy("not known, 0 cramps");
  }
  char median[FIGURE_SIZE];
  char lower[FIGURE_SIZE];
  char upper[FIGURE_SIZE];
  figure_format(sum->minutes.median, PLACES, false, median);
  figure_format(sum->minutes.lower, PLACES, false, lower);
  figure_format(sum->minutes.upper, PLACES, false, upper);
  return mem_format("%s min (middle half %s to %s), %d cramp%s", median, lower, upper, count,
                    plural(count));
}

static char *disturbance(const Summary *sum) {
  int count = (int)sum->disturbance.count;
  if (count == 0) {
    return mem_copy("not known, 0 nights");
  }
  char mean[FIGURE_SIZE];
  figure_format(sum->disturbance.mean, PLACES, false, mean);
  return mem_format("%s of 10, %d night%s", mean, count, plural(count));
}

static char *awakenings(const Summary *sum) {
  if (sum->awakening_nights == 0) {
    return mem_copy("not known, 0 nights");
  }
  return mem_format("%d in %d night%s", sum->awakenings, sum->awakening_nights,
                    plural(sum->awakening_nights));
}

static char *longest(const Summary *sum) {
  int nights = sum->longest.nights;
  if (nights == 0) {
    return mem_copy("none recorded");
  }
  char from[NIGHT_TEXT_SIZE];
  char until[NIGHT_TEXT_SIZE];
  night_format(sum->longest.when.from, from);
  night_format(sum->longest.when.until, until);
  return nights == 1 ? mem_format("1 night, %s", from)
                     : mem_format("%d nights, %s to %s", nights, from, until);
}

static char *adherence(const Summary *sum) {
  if (sum->routine_elapsed == 0) {
    return mem_copy("not known, 0 nights");
  }
  char *share = share_text(sum->adherence);
  char *text =
      mem_format("%d of %d night%s, %s; target %.0f%%", sum->routine_nights, sum->routine_elapsed,
                 plural(sum->routine_elapsed), share, PERCENT * REVIEW_ADHERENCE_TARGET);
  free(share);
  return text;
}

static char *recorded(const Summary *sum) {
  if (sum->elapsed == 0) {
    return mem_copy("0 of 0 nights");
  }
  /* Cut, not rounded: 69.6 % must not read as 70. */
  return mem_format("%d of %d night%s, %d%%%s", sum->recorded, sum->elapsed, plural(sum->elapsed),
                    PERCENT * sum->recorded / sum->elapsed,
                    sum->recorded_low ? "; under 70%: the figures may mislead" : "");
}

typedef struct FigureRow {
  const char *name;
  char *(*text)(const Summary *sum);
} FigureRow;

static const FigureRow figures[FIGURE_COUNT_ALL] = {
    [FIGURE_PER_WEEK] = {"Cramps per week", per_week},
    [FIGURE_CRAMP_NIGHTS] = {"Nights with a cramp", cramp_nights},
    [FIGURE_SEVERITY] = {"Mean severity", severity},
    [FIGURE_DURATION] = {"Typical duration", duration},
    [FIGURE_DISTURBANCE] = {"Sleep disturbance", disturbance},
    [FIGURE_AWAKENINGS] = {"Awakenings from cramp", awakenings},
    [FIGURE_LONGEST] = {"Longest run without a cramp", longest},
    [FIGURE_ADHERENCE] = {"Adherence", adherence},
    [FIGURE_RECORDED] = {"Recorded", recorded},
};

const char *summary_name(SummaryFigure figure) {
  return figures[figure].name;
}

char *summary_text(const Summary *summary, SummaryFigure figure) {
  return figures[figure].text(summary);
}
