/* What the review says: comparisons by the rules R1 to R8, each with its minimum of data, a verdict
 * by the interval alone, at most two cautions, and its words, so that screen, command and report
 * say the same. No p-values, and never that there is "no effect". Source: CONTENT.md 5.5; "own
 * rule" marks what it leaves open. */
#ifndef NIGHTCALF_INSIGHT_H
#define NIGHTCALF_INSIGHT_H

#include <stdbool.h>
#include <stddef.h>

#include "nightcalf/review.h"

/* By the interval only. */
typedef enum Verdict {
  VERDICT_NONE,  /* no interval: nothing is said */
  VERDICT_CLEAR, /* excludes 0, and at least 1 cramp a week or 1 point of severity */
  VERDICT_SMALL, /* excludes 0, but smaller */
  VERDICT_OPEN   /* includes 0 */
} Verdict;
/* "", "a clear change", "a small change", "too close to call". */
const char *verdict_words(Verdict verdict);
/* change: in cramps a week or points of severity. */
Verdict verdict_of(Interval change);

/* What is compared. */
typedef enum Measure {
  MEASURE_CRAMPS,  /* a night; shown a week */
  MEASURE_SEVERITY /* points of 0 to 10 */
} Measure;

/* One side of a comparison. */
typedef struct Group {
  Period when;   /* its window; for nights told apart inside one period: that period */
  int elapsed;   /* nights of the window */
  int recorded;  /* nights, of this group, that count */
  int cramps;    /* on them */
  int episodes;  /* with a severity; only for MEASURE_SEVERITY */
  double middle; /* mean date of the nights that count, in days since 1970-01-01; 0 when none */
} Group;

/* What is missing for a comparison. */
typedef enum Shortage {
  SHORT_OF_NOTHING,
  SHORT_OF_FIRST,  /* nights (or episodes) in the first group */
  SHORT_OF_SECOND, /* in the second */
  SHORT_OF_TIME,   /* nights elapsed since the start */
  SHORT_OF_CRAMPS  /* in all */
} Shortage;

typedef struct Comparison {
  Measure measure;
  Group first, second;   /* then and now; without and with */
  Difference difference; /* second - first, a night or in points; EMPTY when not enough */
  Interval change;       /* the same a week, or in points; EMPTY when not enough */
  Verdict verdict;       /* NONE when not enough or no interval */
  Shortage shortage;     /* NOTHING: enough data, also where there is no interval */
  int have, need;        /* of what it is short of */
  int come_back;         /* nights until it can be enough if each is recorded; 0: not to be said */
} Comparison;

/* R2. Cramps in the last 28 nights up to `last` against the 28 before; 20 recorded in each. */
Comparison compare_four_weeks(const Review *review, Night last);
/* R3. Cramps before and after a start date: the 28 nights before it (own rule), 14 of them
 * recorded, against all from it to `last`: 28 nights, 20 recorded, 5 cramps in all. */
Comparison compare_since(const Review *review, Night start, Night last);
/* R4. Routine nights (second: completed) against all other recorded nights (first: partial, missed
 * and excused), 10 in each, 5 cramps in all. */
Comparison compare_routine(const Review *review, Period period);
/* R5. Severity of the cramps in the same windows as R2, 5 with a severity in each. */
Comparison compare_severity(const Review *review, Night last);
/* R6. Nights after a day with the picked habit (second) against nights after a day without (first),
 * 10 in each; nights without an answer are in neither. habit: 0 to REVIEW_HABITS - 1. */
Comparison compare_habit(const Review *review, int habit, Period period);

/* R7. Reasons to show the report to a clinician; each is false when it does not apply. */
typedef struct SeeSomeone {
  bool any;
  /* A cramp of over 10 minutes in the period (the same-day advice of CONTENT.md 3.3). */
  bool lasted;
  Night longest_night;
  Millis longest;
  /* A 4-week rise whose interval excludes 0. */
  bool rise;
  /* A medicine was started in the 30 days before the newer 28 nights, or in these, and cramps rose
   * by 1 a week or more; the interval may include 0 (own rule: a reason to ask, not a finding). */
  bool medicine;
  Night medicine_night; /* the latest */
  /* 3 or more nights with a cramp and disturbance 4 or more, in each of the last 4 weeks. */
  bool frequent;
} SeeSomeone;
/* The period's last night is also that of the 4 weeks. */
SeeSomeone review_see_someone(const Review *review, Period period);

/* R8: the latest recorded nights up to the period's end that had no cramp, unrecorded nights
 * between them passed over; said from 14 on. */
typedef struct ZeroRun {
  int nights;
  double limit; /* cramps a week that are still possible; 0 when nights is 0 */
} ZeroRun;
enum { ZERO_RUN_MIN = 14 };
ZeroRun review_zero_run(const Review *review, Period period);

/* What else could explain a figure. */
typedef enum Caution {
  CAUTION_REGRESSION,
  CAUTION_EXPECTATION,
  CAUTION_CHOSEN,
  CAUTION_CARRY_OVER,
  CAUTION_SEASON,
  CAUTION_LOOKS,
  CAUTION_COUNT
} Caution;
/* The sentences of CONTENT.md 5.5. */
const char *caution_text(Caution caution);

typedef enum InsightRule {
  INSIGHT_SEE_SOMEONE, /* R7 */
  INSIGHT_ZERO_RUN,    /* R8 */
  INSIGHT_CHANGE,      /* R2 */
  INSIGHT_SEVERITY,    /* R5 */
  INSIGHT_SINCE,       /* R3 */
  INSIGHT_ROUTINE,     /* R4 */
  INSIGHT_HABIT,       /* R6 */
  INSIGHT_RULE_COUNT
} InsightRule;
/* "R7", "R8", "R2"...: as CONTENT.md numbers them. */
const char *insight_id(InsightRule rule);
/* "See someone", "4-week change"...: a heading. */
const char *insight_title(InsightRule rule);

enum { CAUTIONS_MAX = 2 };

typedef struct Insight {
  InsightRule rule;
  int habit;             /* HABIT: which of the picked ones */
  bool enough;           /* false: text says what is missing (R1), and nothing else is said */
  Comparison comparison; /* all but SEE_SOMEONE and ZERO_RUN */
  char *text;            /* a few sentences */
  char *basis; /* what it rests on, with every n, the change with its interval and the verdict: one
                  line; "" where the text says it all */
  /* Those that apply, first what is seen in these very nights (regression, season), then what any
   * comparison of its kind leaves open (chosen nights, carry-over, many looks, expectation). Never
   * one that the text already says. None when there is not enough. */
  Caution cautions[CAUTIONS_MAX];
  int caution_count;
} Insight;

typedef struct Insights {
  Insight *at;
  size_t count;
} Insights;
/* Every rule that applies, in the order of InsightRule: R7 and R8 only when there is something to
 * say, R3 only with a start date, R6 once for each habit picked; the others always, with their
 * figures or with what is missing. Free with insights_free(). */
Insights review_insights(const Review *review, Period period);
/* The first night that the insights over a period look at; of those before it ReviewEarlier is
 * enough. start: the start date, or NULL. */
Night insights_from(Period period, const Night *start);
void insights_free(Insights *insights);

/* Numbers as the review shows them: two significant figures at most, never more places than asked,
 * never "-0". */
enum { FIGURE_SIZE = 32 };
/* places: 0 to 6 digits behind the point at most, 1 a week, 2 a night. sign: "+0.7". */
void figure_format(double value, int places, bool sign, char text[FIGURE_SIZE]);
/* "4.2 (95% CI 3.1 to 5.3)"; without an interval "4.2 (no interval: fewer than 2 values)"; EMPTY:
 * "not known". An end that is not 0 but would read as 0 gets more places where the interval
 * excludes 0. Release with free(). */
char *interval_text(Interval interval, int places, bool sign);
/* "32% (95% CI 18% to 51%)". Release with free(). */
char *share_text(Interval share);

/* The summary's figures, one line each, for screen, command and report. */
typedef enum SummaryFigure {
  FIGURE_PER_WEEK,
  FIGURE_CRAMP_NIGHTS,
  FIGURE_SEVERITY,
  FIGURE_DURATION,
  FIGURE_DISTURBANCE,
  FIGURE_AWAKENINGS,
  FIGURE_LONGEST,
  FIGURE_ADHERENCE,
  FIGURE_RECORDED,
  FIGURE_COUNT_ALL
} SummaryFigure;
/* "Cramps per week", "Nights with a cramp"... */
const char *summary_name(SummaryFigure figure);
/* "4.2 (95% CI 3.1 to 5.3), 52 nights", with its n; "not known" in words when there is nothing.
 * Release with free(). */
char *summary_text(const Summary *summary, SummaryFigure figure);

/* Why patience is needed, for somebody with so many cramps a week: "At 3.5 cramps a week, a change
 * measured over 28 + 28 nights is known to within 3.2 a week either way." and, at 2 a week or
 * fewer, that a month cannot tell much. Release with free(). Source: CONTENT.md 5.4. */
char *patience_text(double rate, int nights);

#endif
