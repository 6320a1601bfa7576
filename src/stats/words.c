/* The sentences of R1 to R8, each in one place. Contract: words.h, nightcalf/insight.h; wording:
 * CONTENT.md 5.5. */
#include "words.h"

#include <stdlib.h>
#include <string.h>

#include "nightcalf/format.h"
#include "nightcalf/mem.h"

enum { PLACES_WEEK = 1, PLACES_NIGHT = 2, PLACES_SCORE = 1 };

/* What a comparison is short of, after "8 of 14 ". */
static const char *const short_of[INSIGHT_RULE_COUNT][SHORT_OF_CRAMPS + 1] = {
    [INSIGHT_CHANGE] = {[SHORT_OF_FIRST] = "nights recorded in the 28 before the last 28",
                        [SHORT_OF_SECOND] = "nights recorded in the last 28"},
    [INSIGHT_SEVERITY] = {[SHORT_OF_FIRST] =
                              "cramps with a severity in the 28 nights before the last 28",
                          [SHORT_OF_SECOND] = "cramps with a severity in the last 28 nights"},
    [INSIGHT_SINCE] = {[SHORT_OF_FIRST] = "nights recorded in the 28 before the start",
                       [SHORT_OF_SECOND] = "nights recorded since the start",
                       [SHORT_OF_TIME] = "nights since the start",
                       [SHORT_OF_CRAMPS] = "cramps recorded before and after the start"},
    [INSIGHT_ROUTINE] = {[SHORT_OF_FIRST] = "nights without the routine recorded",
                         [SHORT_OF_SECOND] = "nights with the routine recorded",
                         [SHORT_OF_CRAMPS] = "cramps recorded in all"},
    [INSIGHT_HABIT] = {[SHORT_OF_FIRST] = "other nights recorded", [SHORT_OF_SECOND] = "recorded"},
};

/* The verdict as a sentence: about a change, or about a difference between nights. */
static const char *const change_sentences[] = {
    [VERDICT_NONE] = "",
    [VERDICT_CLEAR] = " A clear change.",
    [VERDICT_SMALL] = " A small change.",
    [VERDICT_OPEN] = " Too close to call.",
};
static const char *const difference_words[] = {
    [VERDICT_NONE] = "",
    [VERDICT_CLEAR] = ": a clear difference",
    [VERDICT_SMALL] = ": a small difference",
    [VERDICT_OPEN] = ": too close to call",
};
static const char *const habit_sentences[] = {
    [VERDICT_NONE] = "",
    [VERDICT_CLEAR] = " A clear difference.",
    [VERDICT_SMALL] = " A small difference.",
    [VERDICT_OPEN] = " Not clear.",
};

/* R1. */
static char *short_text(InsightRule rule, const Comparison *comparison, const char *nights) {
  char *count = mem_format("%s%s%d of %d %s", rule == INSIGHT_HABIT ? nights : "",
                           rule == INSIGHT_HABIT ? ": " : "", comparison->have, comparison->need,
                           short_of[rule][comparison->shortage]);
  char *text = comparison->come_back > 0
                   ? mem_format("%s. Come back in %d.", count, comparison->come_back)
                   : mem_format("%s, too few to compare.", count);
  free(count);
  return text;
}

/* " (-4.8 to -0.4)", or " (no interval: ...)". Release with free(). */
static char *brackets(Interval interval, int places, bool sign) {
  if (interval.lack != STATS_COMPLETE) {
    return mem_format(" (no interval: %s)", stats_lack_words(interval.lack));
  }
  char ends[ENDS_SIZE];
  ends_format(interval, places, sign, ends);
  return mem_format(" (%s)", ends);
}

/* R2. */
static char *change_text(const Comparison *comparison) {
  char then[FIGURE_SIZE];
  char now[FIGURE_SIZE];
  figure_format(comparison->difference.first.mean * REVIEW_WEEK, PLACES_WEEK, false, then);
  figure_format(comparison->difference.second.mean * REVIEW_WEEK, PLACES_WEEK, false, now);
  char *change = interval_text(comparison->change, PLACES_WEEK, true);
  char *text = mem_format("Cramps a week: %s then, %s now. Change %s.%s", then, now, change,
                          change_sentences[comparison->verdict]);
  free(change);
  return text;
}

/* Whether it went down, and the interval says so. */
static bool fell(const Comparison *comparison) {
  return interval_excludes_zero(comparison->change) && comparison->change.estimate < 0;
}

/* R3. */
static char *since_text(const Comparison *comparison) {
  char change[FIGURE_SIZE];
  figure_format(comparison->change.estimate, PLACES_WEEK, true, change);
  char *ends = brackets(comparison->change, PLACES_WEEK, true);
  char *text = mem_format(
      "Since you began: %s a week%s.%s", change, ends,
      fell(comparison) ? " In trials, people on dummy pills improved by about a third, so part of "
                         "this may be chance or expectation."
                       : change_sentences[comparison->verdict]);
  free(ends);
  return text;
}

/* R4. */
static char *routine_text(const Comparison *comparison) {
  char with[FIGURE_SIZE];
  char without[FIGURE_SIZE];
  char difference[FIGURE_SIZE];
  Interval nightly = comparison->difference.interval;
  figure_format(comparison->difference.second.mean, PLACES_NIGHT, false, with);
  figure_format(comparison->difference.first.mean, PLACES_NIGHT, false, without);
  figure_format(nightly.estimate, PLACES_NIGHT, true, difference);
  char *ends = brackets(nightly, PLACES_NIGHT, true);
  char *text = mem_format(
      "With the routine: %s a night over %d nights. Without: %s over %d. Difference %s%s.%s You "
      "chose the nights, so this does not show what caused it.",
      with, comparison->second.recorded, without, comparison->first.recorded, difference, ends,
      comparison->verdict == VERDICT_OPEN ? " Too close to call." : "");
  free(ends);
  return text;
}

/* R5. */
static char *severity_text(const Comparison *comparison) {
  char then[FIGURE_SIZE];
  char now[FIGURE_SIZE];
  figure_format(comparison->difference.first.mean, PLACES_SCORE, false, then);
  figure_format(comparison->difference.second.mean, PLACES_SCORE, false, now);
  return mem_format("Mean severity %s then, %s now.%s", then, now,
                    fell(comparison) ? " A drop of 1 is usually noticed, 2 feels much better."
                                     : change_sentences[comparison->verdict]);
}

/* R6. */
static char *habit_text(const Comparison *comparison, const char *nights) {
  char with[FIGURE_SIZE];
  char without[FIGURE_SIZE];
  char difference[FIGURE_SIZE];
  Interval nightly = comparison->difference.interval;
  figure_format(comparison->difference.second.mean, PLACES_WEEK, false, with);
  figure_format(comparison->difference.first.mean, PLACES_WEEK, false, without);
  figure_format(nightly.estimate, PLACES_WEEK, false, difference);
  char *ends = brackets(nightly, PLACES_WEEK, false);
  char *text =
      mem_format("%s: %s cramps (n %d); other nights: %s (n %d). Difference %s%s.%s", nights, with,
                 comparison->second.recorded, without, comparison->first.recorded, difference, ends,
                 habit_sentences[comparison->verdict]);
  free(ends);
  return text;
}

char *comparison_text(InsightRule rule, const Comparison *comparison, const char *nights) {
  if (comparison->shortage != SHORT_OF_NOTHING) {
    return short_text(rule, comparison, nights);
  }
  switch (rule) {
  case INSIGHT_CHANGE:
    return change_text(comparison);
  case INSIGHT_SEVERITY:
    return severity_text(comparison);
  case INSIGHT_SINCE:
    return since_text(comparison);
  case INSIGHT_ROUTINE:
    return routine_text(comparison);
  case INSIGHT_HABIT:
    return habit_text(comparison, nights);
  case INSIGHT_SEE_SOMEONE:
  case INSIGHT_ZERO_RUN:
  case INSIGHT_RULE_COUNT:
    break;
  }
  return mem_copy("");
}

char *comparison_basis(InsightRule rule, const Comparison *comparison) {
  if (comparison->shortage != SHORT_OF_NOTHING) {
    return mem_copy("");
  }
  const Group *first = &comparison->first;
  const Group *second = &comparison->second;
  int cramps = first->cramps + second->cramps;
  bool changed = rule == INSIGHT_SINCE || rule == INSIGHT_SEVERITY;
  char *change = interval_text(comparison->change, PLACES_WEEK, true);
  const char *verdict = verdict_words(comparison->verdict);
  const char *colon = verdict[0] == '\0' ? "" : ": ";
  char *text = NULL;
  if (rule == INSIGHT_CHANGE) {
    text = mem_format("Nights recorded: %d of %d then, %d of %d now; %d cramps in all.",
                      first->recorded, first->elapsed, second->recorded, second->elapsed, cramps);
  } else if (changed && comparison->measure == MEASURE_CRAMPS) {
    text = mem_format("Nights recorded: %d of %d before, %d of %d since; %d cramps in all. Change "
                      "%s a week%s%s.",
                      first->recorded, first->elapsed, second->recorded, second->elapsed, cramps,
                      change, colon, verdict);
  } else if (changed) {
    text = mem_format("Cramps with a severity: %d then, %d now. Change %s%s%s.", first->episodes,
                      second->episodes, change, colon, verdict);
  } else {
    text = mem_format("%d cramps in all. In cramps a week %s%s.", cramps, change,
                      difference_words[comparison->verdict]);
  }
  free(change);
  return text;
}

char *see_text(const SeeSomeone *see) {
  return mem_format(
      "%s%s%s%sWorth showing the report to a clinician.",
      see->lasted ? "A cramp lasted more than 10 minutes. If one is not easing by then, phone a "
                    "doctor or urgent-care line the same day. "
                  : "",
      see->frequent ? "This has been frequent for a month. " : "",
      see->rise ? "Cramps have become more frequent in the last four weeks. " : "",
      see->medicine ? "Cramps rose after a medicine was started; that does not show what caused "
                      "it. Never start, stop or change a medicine because of this program. "
                    : "");
}

char *see_basis(const SeeSomeone *see) {
  char length[FORMAT_SIZE];
  char longest[NIGHT_TEXT_SIZE];
  char medicine[NIGHT_TEXT_SIZE];
  format_length(see->longest, length);
  night_format(see->longest_night, longest);
  night_format(see->medicine_night, medicine);
  char *cramp =
      see->lasted ? mem_format("Longest cramp: %s, night of %s.", length, longest) : mem_copy("");
  char *text = see->medicine ? mem_format("%s%sMedicine started: %s.", cramp,
                                          cramp[0] == '\0' ? "" : " ", medicine)
                             : mem_copy(cramp);
  free(cramp);
  return text;
}

char *zero_text(const ZeroRun *run) {
  char limit[FIGURE_SIZE];
  figure_format(run->limit, PLACES_WEEK, false, limit);
  return mem_format(
      "No cramps in %d recorded nights. The true rate could still be up to %s a week.", run->nights,
      limit);
}

char *patience_text(double rate, int nights) {
  static const double few = 2; /* "one or two cramps a week" */
  char usual[FIGURE_SIZE];
  char width[FIGURE_SIZE];
  figure_format(rate, PLACES_WEEK, false, usual);
  figure_format(stats_half_width(rate, (size_t)nights), PLACES_WEEK, false, width);
  return mem_format("At %s cramps a week, a change between two windows of %d nights is known to "
                    "within %s a week either way.%s",
                    usual, nights, width,
                    rate <= few ? " One or two cramps a week cannot tell much in a month." : "");
}
