/* Tonight, as the settings, the record and the clock have it, and the reminder of it. */
#ifndef NIGHTCALF_EVENING_H
#define NIGHTCALF_EVENING_H

#include <stdbool.h>

#include "nightcalf/app.h"
#include "nightcalf/remind.h"
#include "nightcalf/schedule.h"

/* What the record says of a night. Free with evening_record_free(). */
typedef struct EveningRecord {
  Night night;
  bool done;    /* a routine was completed since 16:00, the relief of a cramp apart */
  bool excused; /* no routine is due */
  char *reason; /* of the excuse, or NULL */
  Error unread; /* not empty: what of it could not be read, which then is not so */
} EveningRecord;
/* Of tonight. */
EveningRecord evening_record(App *app);
void evening_record_free(EveningRecord *record);

/* Why app_routine() is another one than the settings say, in a sentence; NULL: it is not. */
const char *evening_routine_note(App *app);
/* What home may offer beside tonight's routine, in a sentence: after a week with the suggested one
 * the evening calf routine, for a week, to who has chosen none (CONTENT.md 4.2). NULL: nothing.
 * Release with free(). */
char *evening_offer(App *app);

/* How long a routine takes. */
typedef struct EveningLengths {
  Millis total;
  Millis essential; /* of the steps that matter; 0: none is left */
  int waits;        /* steps that wait for the user: total is about so much */
} EveningLengths;
/* adapted: by app_adapt(); NULL: nothing, which takes no time. */
EveningLengths evening_lengths(const App *app, const Routine *adapted);

/* "Evening legs, about 10 min: start by 22:20": the one line that the reminder and `nightcalf
 * tonight` share, and home's words behind the colon. Whole minutes, rounded up. Release with
 * free().
 */
char *evening_line(const char *title, EveningLengths lengths, const Schedule *schedule);

/* The evening at this moment, with such a routine. A record of another night (midnight passed, and
 * nobody looked again), or none (NULL), says nothing of tonight. */
Schedule evening_schedule(const App *app, EveningLengths lengths, const EveningRecord *record);

/* The reminder that is set, by a timer of systemd's. */
typedef struct ReminderStatus {
  bool set;
  bool foreign; /* a timer of that name is there that is not ours */
  Reminder reminder;
  bool moved; /* it would start another program than this one */
  ReminderMemory memory;
} ReminderStatus;
/* False with err: it cannot be found out. */
bool evening_reminder_status(const App *app, ReminderStatus *status, Error *err);
/* What such a time and such days mean with the settings' night boundary. */
Reminder evening_reminder(const App *app, int at, unsigned days);
/* Writes the timer whole, has systemd check it, and starts it; an earlier one of ours goes. False
 * with err: nothing is left of it. */
bool evening_reminder_set(App *app, const Reminder *reminder, Error *err);
/* Stops and removes it with all that it left: *was says whether there was one. */
bool evening_reminder_off(App *app, bool *was, Error *err);
/* Puts tonight's reminder off. *timed: something will bring it back by itself; else err says why
 * not. False with err: it cannot be remembered. */
bool evening_reminder_snooze(App *app, Millis length, WallTime *until, bool *timed, Error *err);

/* What a reminder says. Release with free(). */
typedef struct ReminderWords {
  char *title;
  char *text;
} ReminderWords;
/* Of tonight's routine. */
ReminderWords evening_reminder_words(App *app);
void reminder_words_free(ReminderWords *words);
/* A reminder of that time (minutes after midnight) has fired: whether it is to be said, and then it
 * is remembered as said. */
ReminderVerdict evening_reminder_fire(App *app, int at);

#endif
