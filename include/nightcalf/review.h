/* What is reviewed, and what it comes to: nights and cramps as plain arrays in, named numbers with
 * their n and their intervals out. Missing is never zero: a night counts only when its number of
 * cramps was entered. Definitions: CONTENT.md 5.2 to 5.4. Rules and words: nightcalf/insight.h. */
#ifndef NIGHTCALF_REVIEW_H
#define NIGHTCALF_REVIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "nightcalf/diary.h"
#include "nightcalf/episode.h"
#include "nightcalf/field.h"
#include "nightcalf/moment.h"
#include "nightcalf/night.h"
#include "nightcalf/stats.h"

enum {
  REVIEW_NOT_SAID = -1,
  REVIEW_HABITS = 3,     /* compared at most: those picked in advance, CONTENT.md 5.5 R6 */
  REVIEW_WEEK = 7,       /* nights */
  REVIEW_WINDOW = 28,    /* nights of a 4-week window */
  REVIEW_WINDOW_MIN = 20 /* of them to be recorded */
};

/* What became of the chosen routine on a night. */
typedef enum NightRoutine {
  ROUTINE_MISSED, /* no session of it, or none that counts (diary_routine_night()) */
  ROUTINE_PARTIAL,
  ROUTINE_COMPLETED,
  ROUTINE_EXCUSED /* the night was excused, and no session of it was completed */
} NightRoutine;

/* One night. */
typedef struct ReviewNight {
  Night date;
  bool recorded;   /* the number of cramps was entered, 0 or more */
  int cramps;      /* 0 or more; only when recorded */
  int awakenings;  /* by cramp, or REVIEW_NOT_SAID */
  int disturbance; /* NRS 0 to 10, or REVIEW_NOT_SAID */
  Lateness age;    /* of the entry of cramps: diary_lateness() */
  NightRoutine routine;
  bool medicine_started;      /* medication_change = started */
  YesNo habit[REVIEW_HABITS]; /* whether the picked habit was so, on the day before this night */
} ReviewNight;

/* One cramp. */
typedef struct ReviewEpisode {
  Night night;
  int severity;     /* NRS 0 to 10, or REVIEW_NOT_SAID */
  Millis duration;  /* or REVIEW_NOT_SAID */
  int onset;        /* local minutes after midnight, 0 to 1439, or REVIEW_NOT_SAID */
  Side side;        /* SIDE_NONE: not said */
  Muscle muscle;    /* MUSCLE_UNKNOWN: not said */
  int trigger;      /* Trigger */
  int urge_to_move; /* YesNo */
} ReviewEpisode;

/* A habit that nights can be told apart by. Where the line is drawn is our own rule. */
typedef struct HabitPattern {
  const char *name;   /* of its row in diary_habit_fields */
  const char *nights; /* "Nights after more than 6 h standing" */
  YesNo (*so)(const Habits *habits);
} HabitPattern;
/* All that can be picked, in the order of the diary; ends with a row whose name is NULL. */
extern const HabitPattern habit_patterns[];
/* NULL: there is none of that name. */
const HabitPattern *habit_pattern_find(const char *name);

/* What is on record before the first of the nights that are handed in: all that is ever asked about
 * those is whether it was worse than usual afterwards. All 0 where the nights are all there are. */
typedef struct ReviewEarlier {
  int64_t nights;     /* recorded... */
  int64_t cramps;     /* and how many they had */
  int64_t episodes;   /* with a severity... */
  int64_t severities; /* and the sum of those */
} ReviewEarlier;

/* Nights and episodes, in any order; each night at most once. A night that is not there was not
 * recorded, and its routine was missed. */
typedef struct ReviewData {
  const ReviewNight *nights;
  size_t night_count;
  const ReviewEpisode *episodes;
  size_t episode_count;
  bool has_start;
  Night start;    /* the routine's start date: first night of it. Adherence counts from it on */
  bool leave_old; /* leave out what was entered more than 7 days late (ENTRY_VERY_LATE): such a
                     night counts as not recorded, and its episodes do not count */
  ReviewEarlier earlier;             /* already without what is left out */
  const char *habits[REVIEW_HABITS]; /* names of the nights with the habits picked in advance:
 "Nights after more than 6 h standing"; NULL: none picked */
} ReviewData;

/* The data sorted for asking; texts and arrays are copied. Free with review_free(), NULL allowed.
 */
typedef struct Review Review;
Review *review_new(const ReviewData *data);
/* The same, and the two arrays, which mem_* has made, are the review's now. */
Review *review_take(const ReviewData *data, ReviewNight *nights, ReviewEpisode *episodes);
void review_free(Review *review);

/* First and last night, both included; until < from is a period of no nights. The last should be a
 * night that is over: tonight is not yet missing. */
typedef struct Period {
  Night from, until;
} Period;
/* Nights in it, 0 when there are none. */
int period_nights(Period period);
/* The count nights up to and including last. */
Period period_up_to(Night last, int count);

/* A run of nights recorded without a cramp. */
typedef struct ClearRun {
  int nights; /* 0: none */
  Period when;
} ClearRun;

/* The named numbers of CONTENT.md 5.4, over one period. Intervals are in the unit shown. */
typedef struct Summary {
  Period period;
  int elapsed;            /* nights of the period */
  int recorded;           /* n */
  int late;               /* of them entered more than 24 h late; the old ones count too */
  int old;                /* of them entered more than 7 days late; 0 when these are left out */
  bool recorded_low;      /* under 70 % of the nights elapsed: warn */
  int cramps;             /* S, over the recorded nights */
  Interval per_week;      /* 7 S / n; all zero: 0 up to the exact Poisson limit */
  int cramp_nights;       /* k */
  Interval cramp_share;   /* k / n, 0 to 1 */
  int awakening_nights;   /* nights whose awakenings are known; a night without a cramp has none */
  int awakenings;         /* over those nights */
  int episodes;           /* written down, on recorded nights or not */
  Spread severity;        /* over the episodes that have one; 0 to 10 */
  Interval severity_mean; /* within 0 to 10 */
  int worst;              /* severity, or REVIEW_NOT_SAID */
  Quartiles minutes;      /* duration over the episodes that have one */
  Spread disturbance;     /* over recorded nights: 0 on those without a cramp; a night with a cramp
                             and no answer does not count */
  ClearRun longest;       /* a night that was not recorded ends a run */
  int routine_nights;     /* completed */
  int routine_partial, routine_excused;
  int routine_elapsed; /* nights from the start date on, excused ones not counted (missed nights
                          are neutral, excused ones are not asked for at all); 0: no adherence */
  Interval adherence;  /* routine_nights / routine_elapsed, 0 to 1, by Wilson */
} Summary;
Summary review_summary(const Review *review, Period period);
/* Of the nights elapsed, CONTENT.md 5.4. */
#define REVIEW_RECORDED_SHARE 0.70
#define REVIEW_ADHERENCE_TARGET 0.80

/* One week of the trend. Weeks begin with the night of a Monday; the first and the last may be cut
 * short by the period. */
typedef struct WeekPoint {
  Period when;
  Summary sum; /* of these nights */
} WeekPoint;
/* A point for every week of the period, oldest first, also for weeks without a record; *count may
 * be 0. Release with free(). */
WeekPoint *review_weeks(const Review *review, Period period, size_t *count);
/* Recorded nights and the cramps in them, counted without a figure. */
typedef struct NightCount {
  int recorded, cramps;
} NightCount;
NightCount review_count(const Review *review, Period period);
/* The same weeks, so counted: ten years of them are drawn in a line. Release with free(). */
NightCount *review_week_counts(const Review *review, Period period, size_t *count);

enum {
  REVIEW_HOURS = 24,
  REVIEW_BANDS = 12,
  REVIEW_SIDES = SIDE_BOTH + 1,
  REVIEW_TRIGGERS = TRIGGER_OTHER + 1
};
/* How the cramps of a period are spread. Every table's sum is episodes. */
typedef struct Pattern {
  int episodes;
  int onset_known;
  int hour[REVIEW_HOURS];       /* onset from hour:00 to hour:59 */
  int band[REVIEW_BANDS];       /* onset in two-hour bands: [0] is 00:00 to 01:59 */
  int side[REVIEW_SIDES];       /* by Side; [SIDE_NONE]: not said */
  int muscle[MUSCLE_COUNT];     /* [MUSCLE_UNKNOWN]: not said */
  int trigger[REVIEW_TRIGGERS]; /* what set them off: by Trigger; [TRIGGER_NOT_SAID] */
  int urge_known;               /* say whether there was an urge to move the legs... */
  int urges;                    /* and of those, there was */
} Pattern;
Pattern review_pattern(const Review *review, Period period);

#endif
