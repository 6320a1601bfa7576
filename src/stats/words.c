/* The sentences of R1 to R8, each in one place. Contract: words.h, nightcalf/insight.h; wording:
 * CONTENT.md 5.5. */
#include "words.h"

#include <stdlib.h>
#include <string.h>

#include "nightcalf/format.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"

enum { PLACES_WEEK = 1, PLACES_NIGHT = 2, PLACES_SCORE = 1 };

/* What a comparison is short of, after "8 of 14 ". */
static const char *const short_of[INSIGHT_RULE_COUNT][SHORT_OF_CRAMPS + 1] = {
    [INSIGHT_CHANGE] = {[SHORT_OF_FIRST] = N_("nights recorded in the 28 before the last 28"),
                        [SHORT_OF_SECOND] = N_("nights recorded in the last 28")},
    [INSIGHT_SEVERITY] = {[SHORT_OF_FIRST] =
                              N_("cramps with a severity in the 28 nights before the last 28"),
                          [SHORT_OF_SECOND] = N_("cramps with a severity in the last 28 nights")},
    [INSIGHT_SINCE] = {[SHORT_OF_FIRST] = N_("nights recorded in the 28 before the start"),
                       [SHORT_OF_SECOND] = N_("nights recorded since the start"),
                       [SHORT_OF_TIME] = N_("nights since the start"),
                       [SHORT_OF_CRAMPS] = N_("cramps recorded before and after the start")},
    [INSIGHT_ROUTINE] = {[SHORT_OF_FIRST] = N_("nights without the routine recorded"),
                         [SHORT_OF_SECOND] = N_("nights with the routine recorded"),
                         [SHORT_OF_CRAMPS] = N_("cramps recorded in all")},
    [INSIGHT_HABIT] =
        {[SHORT_OF_FIRST] = N_("other nights recorded"), [SHORT_OF_SECOND] = N_("recorded")},
};

/* The verdict as a sentence: about a change, or about a difference between nights. */
static const char *const change_sentences[] = {
    [VERDICT_NONE] = "",
    [VERDICT_CLEAR] = N_("A clear change."),
    [VERDICT_SMALL] = N_("A small change."),
    [VERDICT_OPEN] = N_("Too close to call."),
};
static const char *const difference_words[] = {
    [VERDICT_NONE] = "",
    [VERDICT_CLEAR] = N_("a clear difference"),
    [VERDICT_SMALL] = N_("a small difference"),
    [VERDICT_OPEN] = N_("too close to call"),
};
static const char *const habit_sentences[] = {
    [VERDICT_NONE] = "",
    [VERDICT_CLEAR] = N_("A clear difference."),
    [VERDICT_SMALL] = N_("A small difference."),
    [VERDICT_OPEN] = N_("Not clear."),
};

/* A sentence and, where there is one, another behind it. Frees the first; release with free(). */
static char *followed(char *sentence, const char *another) {
  if (another[0] == '\0') {
    return sentence;
  }
  char *text = mem_format("%s %s", sentence, _(another));
  free(sentence);
  return text;
}

/* R1. */
static char *short_text(InsightRule rule, const Comparison *comparison, const char *nights) {
  char *count = mem_format(_("%d of %d %s"), comparison->have, comparison->need,
                           _(short_of[rule][comparison->shortage]));
  if (rule == INSIGHT_HABIT) {
    char *longer = mem_format("%s: %s", _(nights), count);
    free(count);
    count = longer;
  }
  char *text = comparison->come_back > 0
                   ? mem_format(_("%s. Come back in %d."), count, comparison->come_back)
                   : mem_format(_("%s, too few to compare."), count);
  free(count);
  return text;
}

/* "(-4.8 to -0.4)", or "(no interval: ...)". Release with free(). */
static char *brackets(Interval interval, int places, bool sign) {
  if (interval.lack != STATS_COMPLETE) {
    return mem_format(_("(no interval: %s)"), stats_lack_words(interval.lack));
  }
  char ends[ENDS_SIZE];
  ends_format(interval, places, sign, ends);
  return mem_format("(%s)", ends);
}

/* R2. */
static char *change_text(const Comparison *comparison) {
  char then[FIGURE_SIZE];
  char now[FIGURE_SIZE];
  figure_format(comparison->difference.first.mean * REVIEW_WEEK, PLACES_WEEK, false, then);
  figure_format(comparison->difference.second.mean * REVIEW_WEEK, PLACES_WEEK, false, now);
  char *change = interval_text(comparison->change, PLACES_WEEK, true);
  char *text = mem_format(_("Cramps a week: %s then, %s now. Change %s."), then, now, change);
  free(change);
  return followed(text, change_sentences[comparison->verdict]);
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
  char *text = mem_format(_("Since you began: %s a week %s."), change, ends);
  free(ends);
  return followed(text, fell(comparison)
                            ? N_("In trials, people on dummy pills improved by about a third, so "
                                 "part of this may be chance or expectation.")
                            : change_sentences[comparison->verdict]);
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
  char *text = mem_format(_("With the routine: %s a night over %d nights. Without: %s over %d. "
                            "Difference %s %s."),
                          with, comparison->second.recorded, without, comparison->first.recorded,
                          difference, ends);
  free(ends);
  text = followed(text, comparison->verdict == VERDICT_OPEN ? N_("Too close to call.") : "");
  return followed(text, N_("You chose the nights, so this does not show what caused it."));
}

/* R5. */
static char *severity_text(const Comparison *comparison) {
  char then[FIGURE_SIZE];
  char now[FIGURE_SIZE];
  figure_format(comparison->difference.first.mean, PLACES_SCORE, false, then);
  figure_format(comparison->difference.second.mean, PLACES_SCORE, false, now);
  char *text = mem_format(_("Mean severity %s then, %s now."), then, now);
  return followed(text, fell(comparison)
                            ? N_("A drop of 1 is usually noticed, 2 feels much better.")
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
  char *text = mem_format(_("%s: %s cramps (n %d); other nights: %s (n %d). Difference %s %s."),
                          _(nights), with, comparison->second.recorded, without,
                          comparison->first.recorded, difference, ends);
  free(ends);
  return followed(text, habit_sentences[comparison->verdict]);
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

/* A figure and the verdict on it, where there is one: "-2.1 (...): a clear change". Release with
 * free(). */
static char *with_verdict(const char *figure, const char *verdict) {
  return verdict[0] == '\0' ? mem_copy(figure) : mem_format("%s: %s", figure, verdict);
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
  char *text = NULL;
  if (rule == INSIGHT_CHANGE) {
    text = mem_format(_("Nights recorded: %d of %d then, %d of %d now; %d cramps in all."),
                      first->recorded, first->elapsed, second->recorded, second->elapsed, cramps);
  } else if (changed && comparison->measure == MEASURE_CRAMPS) {
    char *a_week = mem_format(_("%s a week"), change);
    char *figure = with_verdict(a_week, verdict);
    free(a_week);
    text = mem_format(_("Nights recorded: %d of %d before, %d of %d since; %d cramps in all. "
                        "Change %s."),
                      first->recorded, first->elapsed, second->recorded, second->elapsed, cramps,
                      figure);
    free(figure);
  } else if (changed) {
    char *figure = with_verdict(change, verdict);
    text = mem_format(_("Cramps with a severity: %d then, %d now. Change %s."), first->episodes,
                      second->episodes, figure);
    free(figure);
  } else {
    char *figure = with_verdict(change, _(difference_words[comparison->verdict]));
    text = mem_format(_("%d cramps in all. In cramps a week %s."), cramps, figure);
    free(figure);
  }
  free(change);
  return text;
}

char *see_text(const SeeSomeone *see) {
  static const char *const sentences[] = {
      N_("A cramp lasted more than 10 minutes. If one is not easing by then, phone a doctor or "
         "urgent-care line the same day."),
      N_("This has been frequent for a month."),
      N_("Cramps have become more frequent in the last four weeks."),
      N_("Cramps rose after a medicine was started; that does not show what caused it. Never "
         "start, stop or change a medicine because of this program."),
  };
  const bool said[] = {see->lasted, see->frequent, see->rise, see->medicine};
  char *text = mem_copy("");
  for (size_t i = 0; i < sizeof said / sizeof said[0]; i++) {
    if (said[i]) {
      char *longer = mem_format("%s%s ", text, _(sentences[i]));
      free(text);
      text = longer;
    }
  }
  char *whole = mem_format("%s%s", text, _("Worth showing the report to a clinician."));
  free(text);
  return whole;
}

char *see_basis(const SeeSomeone *see) {
  char length[FORMAT_SIZE];
  char longest[FORMAT_SIZE];
  char medicine[FORMAT_SIZE];
  format_length(see->longest, length);
  format_date(see->longest_night, longest);
  format_date(see->medicine_night, medicine);
  char *cramp = see->lasted ? mem_format(_("Longest cramp: %s, night of %s."), length, longest)
                            : mem_copy("");
  if (!see->medicine) {
    return cramp;
  }
  char *started = mem_format(_("Medicine started: %s."), medicine);
  char *text = mem_format("%s%s%s", cramp, cramp[0] == '\0' ? "" : " ", started);
  free(started);
  free(cramp);
  return text;
}

char *zero_text(const ZeroRun *run) {
  char limit[FIGURE_SIZE];
  figure_format(run->limit, PLACES_WEEK, false, limit);
  return mem_format(
      _("No cramps in %d recorded nights. The true rate could still be up to %s a week."),
      run->nights, limit);
}

char *patience_text(double rate, int nights) {
  static const double few = 2; /* "one or two cramps a week" */
  char usual[FIGURE_SIZE];
  char width[FIGURE_SIZE];
  figure_format(rate, PLACES_WEEK, false, usual);
  figure_format(stats_half_width(rate, (size_t)nights), PLACES_WEEK, false, width);
  char *text = mem_format(_("At %s cramps a week, a change between two windows of %d nights is "
                            "known to within %s a week either way."),
                          usual, nights, width);
  return followed(text,
                  rate <= few ? N_("One or two cramps a week cannot tell much in a month.") : "");
}
