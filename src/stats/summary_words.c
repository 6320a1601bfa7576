/* The summary's figures in words, each with its n. Contract: nightcalf/insight.h. */
#include <stdlib.h>

#include "nightcalf/format.h"
#include "nightcalf/insight.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"

enum { PLACES = 1, PERCENT = 100 };

static char *per_week(const Summary *sum) {
  if (sum->recorded > 0 && sum->cramps == 0 && sum->per_week.lack == STATS_COMPLETE) {
    char limit[FIGURE_SIZE];
    figure_format(sum->per_week.high, PLACES, false, limit);
    return mem_format(_("0 (could still be up to %s), %d nights"), limit, sum->recorded);
  }
  char *rate = interval_text(sum->per_week, PLACES, false);
  char *text =
      mem_format(language_plural("%s, %d night", "%s, %d nights", (unsigned long)sum->recorded),
                 rate, sum->recorded);
  free(rate);
  return text;
}

static char *cramp_nights(const Summary *sum) {
  char *share = share_text(sum->cramp_share);
  char *text = mem_format(_("%d of %d recorded, %s"), sum->cramp_nights, sum->recorded, share);
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
    text = mem_format(_("%s, 0 cramps"), mean);
  } else if (count == 1) {
    text = mem_format(_("%s, worst %d, 1 cramp"), mean, sum->worst);
  } else {
    text = mem_format(_("%s, SD %s, worst %d, %d cramps"), mean, sd, sum->worst, count);
  }
  free(mean);
  return text;
}

static char *duration(const Summary *sum) {
  int count = (int)sum->minutes.count;
  if (count == 0) {
    return mem_copy(_("not known, 0 cramps"));
  }
  char median[FIGURE_SIZE];
  char lower[FIGURE_SIZE];
  char upper[FIGURE_SIZE];
  figure_format(sum->minutes.median, PLACES, false, median);
  figure_format(sum->minutes.lower, PLACES, false, lower);
  figure_format(sum->minutes.upper, PLACES, false, upper);
  return mem_format(language_plural("%s min (middle half %s to %s), %d cramp",
                                    "%s min (middle half %s to %s), %d cramps",
                                    (unsigned long)count),
                    median, lower, upper, count);
}

static char *disturbance(const Summary *sum) {
  int count = (int)sum->disturbance.count;
  if (count == 0) {
    return mem_copy(_("not known, 0 nights"));
  }
  char mean[FIGURE_SIZE];
  figure_format(sum->disturbance.mean, PLACES, false, mean);
  return mem_format(
      language_plural("%s of 10, %d night", "%s of 10, %d nights", (unsigned long)count), mean,
      count);
}

static char *awakenings(const Summary *sum) {
  if (sum->awakening_nights == 0) {
    return mem_copy(_("not known, 0 nights"));
  }
  return mem_format(
      language_plural("%d in %d night", "%d in %d nights", (unsigned long)sum->awakening_nights),
      sum->awakenings, sum->awakening_nights);
}

static char *longest(const Summary *sum) {
  int nights = sum->longest.nights;
  if (nights == 0) {
    return mem_copy(_("none recorded"));
  }
  char from[FORMAT_SIZE];
  char until[FORMAT_SIZE];
  format_date(sum->longest.when.from, from);
  format_date(sum->longest.when.until, until);
  return nights == 1 ? mem_format(_("1 night, %s"), from)
                     : mem_format(_("%d nights, %s to %s"), nights, from, until);
}

static char *adherence(const Summary *sum) {
  if (sum->routine_elapsed == 0) {
    return mem_copy(_("not known, 0 nights"));
  }
  char *share = share_text(sum->adherence);
  char *text = mem_format(
      language_plural("%d of %d night, %s; target %.0f%%", "%d of %d nights, %s; target %.0f%%",
                      (unsigned long)sum->routine_elapsed),
      sum->routine_nights, sum->routine_elapsed, share, PERCENT * REVIEW_ADHERENCE_TARGET);
  free(share);
  return text;
}

static char *recorded(const Summary *sum) {
  if (sum->elapsed == 0) {
    return mem_copy(_("0 of 0 nights"));
  }
  /* Cut, not rounded: 69.6 % must not read as 70. */
  char *text = mem_format(
      language_plural("%d of %d night, %d%%", "%d of %d nights, %d%%", (unsigned long)sum->elapsed),
      sum->recorded, sum->elapsed, PERCENT * sum->recorded / sum->elapsed);
  if (!sum->recorded_low) {
    return text;
  }
  char *longer = mem_format("%s; %s", text, _("under 70%: the figures may mislead"));
  free(text);
  return longer;
}

typedef struct FigureRow {
  const char *name;
  char *(*text)(const Summary *sum);
} FigureRow;

static const FigureRow figures[FIGURE_COUNT_ALL] = {
    [FIGURE_PER_WEEK] = {N_("Cramps per week"), per_week},
    [FIGURE_CRAMP_NIGHTS] = {N_("Nights with a cramp"), cramp_nights},
    [FIGURE_SEVERITY] = {N_("Mean severity"), severity},
    [FIGURE_DURATION] = {N_("Typical duration"), duration},
    [FIGURE_DISTURBANCE] = {N_("Sleep disturbance"), disturbance},
    [FIGURE_AWAKENINGS] = {N_("Awakenings from cramp"), awakenings},
    [FIGURE_LONGEST] = {N_("Longest run without a cramp"), longest},
    [FIGURE_ADHERENCE] = {N_("Adherence"), adherence},
    [FIGURE_RECORDED] = {N_("Recorded"), recorded},
};

const char *summary_name(SummaryFigure figure) {
  return language_text(figures[figure].name);
}

char *summary_text(const Summary *summary, SummaryFigure figure) {
  return figures[figure].text(summary);
}
