/* The diary and the review, as both faces use them: what "last night" is, what is written about a
 * night in one go, what the review is about (routine, start, habits, fair test: kept in the
 * settings), and the review itself, filled from the record as far back as it is asked for. The
 * figures and sentences are review.h's, insight.h's and trial.h's; what is read row by row is
 * store.h's. */
#ifndef NIGHTCALF_APP_REVIEW_H
#define NIGHTCALF_APP_REVIEW_H

#include <stdbool.h>
#include <stddef.h>

#include "nightcalf/app.h"
#include "nightcalf/diary.h"
#include "nightcalf/insight.h"
#include "nightcalf/review.h"
#include "nightcalf/trial.h"

/* -- Which night is meant -----------------------------------------------------------------------
 */

/* The nights of this moment, by night_now() (night.h), with the settings' boundary and the bedtime
 * of tonight. */
NightNow app_night_now(const App *app);

/* Last night, for home's question in the morning and later that day. */
typedef struct LastNight {
  Night night;
  bool asked;    /* its cramps are still to be counted: ask */
  int described; /* cramps already described: "0" would be refused, offer this number */
  bool excused;
  int cramps; /* or CRAMPS_NOT_RECORDED */
} LastNight;
/* False with err: the record cannot be read. Nothing kept yet is a night to be asked about. */
bool app_last_night(App *app, LastNight *last, Error *err);

/* The last night that figures may count: last night, but the one that still goes on (its boundary
 * has not come) only once its cramps were counted. */
bool app_review_last(App *app, Night *last, Error *err);

/* When the clock on the wall said so many minutes after midnight in that night, by the zone's own
 * changes of the clocks: the onset of a cramp. minutes: TIME_NOT_SAID gives where a cramp of
 * unknown time is listed; set its onset_precision to ONSET_UNKNOWN then. */
WallTime app_onset(const App *app, Night night, int minutes);

/* -- Writing the diary ---------------------------------------------------------------------------
 */

/* All that is said in one go about one night; what is NULL is left as it is. See store_entry_save()
 * (store.h): it is kept whole or not at all. */
bool app_log(App *app, const DiaryEntry *entry, Error *err);
/* "How many cramps?": 0 is none; CRAMPS_NOT_RECORDED takes the answer back. */
bool app_log_count(App *app, Night night, int cramps, Error *err);
/* No routine was due that night (reason: may be NULL), or it was after all. */
bool app_log_excuse(App *app, Night night, bool excused, const char *reason, Error *err);
/* Removed for good. */
bool app_log_remove_episode(App *app, int64_t id, Error *err);
bool app_log_remove_medication(App *app, int64_t id, Error *err);

/* -- What the review is about --------------------------------------------------------------------
 */

/* Read from the settings trial_routine, trial_start, compare_habits, leave_out_late and fair_test.
 * A face may change a copy of it (another routine, late entries left out for now) and ask for the
 * review of that. Free with review_plan_free(). */
typedef struct ReviewPlan {
  char *routine;  /* id: the chosen one; without the setting tonight's (settings_routine()) */
  bool has_start; /* the person began it on purpose: before and after can be told apart */
  Night start;
  const HabitPattern *habits[REVIEW_HABITS]; /* picked in advance; NULL: none more */
  bool leave_old;                            /* leave out what was entered more than 7 days late */
  bool has_fair;
  FairPlan fair; /* announced and kept */
} ReviewPlan;
ReviewPlan app_review_plan(const App *app);
void review_plan_free(ReviewPlan *plan);

/* "I begin on that night": from then on the six weeks count, and nights are told apart by this
 * routine (an id; NULL: tonight's). False with err: the settings are as they were. */
bool app_trial_begin(App *app, Night start, const char *routine, Error *err);
/* Forgets the start. What was recorded stays. */
bool app_trial_forget(App *app, Error *err);
/* Draws a fair test of 6 or 8 blocks of 7 nights and keeps its plan. Refused while one is kept that
 * is not over: it must not be drawn until it pleases; forget it first. */
bool app_fair_begin(App *app, Night start, int blocks, Error *err);
bool app_fair_forget(App *app, Error *err);
/* Picks the habits to be compared, by their names in habit_patterns, at most REVIEW_HABITS. */
bool app_pick_habits(App *app, const char *const *names, size_t count, Error *err);
/* What a fair test asks of tonight: false when none is kept or tonight is outside it. */
bool app_fair_tonight(const App *app, FairNight *night);

/* -- The review ----------------------------------------------------------------------------------
 */

/* A night as a calendar shows it. */
typedef struct AppNight {
  ReviewNight review; /* review.routine is about the chosen routine alone */
  int64_t described;  /* cramps */
  bool excused;
  bool noted; /* something is written about it: a note or trouble with a routine */
} AppNight;

typedef struct AppReview {
  ReviewPlan plan;  /* what it is about: a copy */
  char *title;      /* of the chosen routine, or its id where it is no longer there */
  bool any;         /* anything is on record up to `last`; else the span is no period */
  Night last;       /* app_review_last() */
  Period span;      /* from the first night with anything on it to last */
  int streak;       /* nights in a row with the chosen routine completed, up to last; excused nights
                       are passed over. Only with the setting show_streak, else 0 */
  Review *review;   /* for review.h, insight.h, trial.h. NULL until app_review_reach() */
  Night from;       /* the nights from this one on are in it, and in `nights`... */
  unsigned parts;   /* with these ReviewPart */
  AppNight *nights; /* every night with anything on it, oldest first, tonight too */
  size_t night_count;
} AppReview;
/* What is read beside the nights' own figures. */
typedef enum ReviewPart {
  REVIEW_CALENDAR = 1 << 0, /* `nights`, for app_review_night() */
  REVIEW_COMPARED = 1 << 1, /* what is before `from`, as far as the insights ask about it */
  REVIEW_ALL = REVIEW_CALENDAR | REVIEW_COMPARED
} ReviewPart;
/* Finds out what there is, and reads no nights yet. False with err: nothing to close. Free with
 * app_review_close(), which a zeroed one allows too. */
bool app_review_begin(App *app, const ReviewPlan *plan, AppReview *review, Error *err);
/* Sees to it that the nights from `from` on are read, with these parts: bits of ReviewPart; what
 * was read already is not read again. Insights look before their period: see app_review_from().
 * False with err: what was read is as it was. */
bool app_review_reach(App *app, AppReview *review, Night from, unsigned parts, Error *err);
/* The first night that the insights over a period, the trial and the fair test look at. */
Night app_review_from(const AppReview *review, Period period);
/* Both at once, with every night there is: ten years in a few milliseconds. */
bool app_review_open(App *app, const ReviewPlan *plan, AppReview *review, Error *err);
void app_review_close(AppReview *review);
/* The night, from `from` on; NULL: nothing is on record of it. */
const AppNight *app_review_night(const AppReview *review, Night night);
/* So many nights up to the last, cut to the span. No nights when nothing is on record. */
Period app_review_period(const AppReview *review, int nights);

#endif
