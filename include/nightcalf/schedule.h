/* An evening: given the settings, how long the routine takes and what the clock says, whether it is
 * due, by when it must begin, what still fits, and whether tonight is done with. Pure: the clock
 * and the changes of the clocks are arguments. Home, `nightcalf tonight`, the late offer and the
 * reminder all ask here. */
#ifndef NIGHTCALF_SCHEDULE_H
#define NIGHTCALF_SCHEDULE_H

#include <stdbool.h>
#include <stdint.h>

#include "nightcalf/moment.h"
#include "nightcalf/night.h"
#include "nightcalf/settings.h"

/* When the clocks of a place are changed. */
typedef struct Zone {
  void *context;
  int32_t (*offset_s)(void *context, int64_t utc_ms); /* seconds east of UTC at that moment */
} Zone;

/* What is known of tonight. */
typedef struct ScheduleAsk {
  WallTime now;
  Millis total;     /* of the routine as it would run */
  Millis essential; /* of the steps that matter, 0: none would be left */
  bool done;        /* a completed session is in the record of tonight */
  bool excused;
  bool without; /* a fair test has drawn this week to be without it */
} ScheduleAsk;

typedef enum ScheduleState {
  SCHEDULE_OPEN,  /* no bedtime is said: to be done, at no particular time */
  SCHEDULE_EARLY, /* the evening has not come */
  SCHEDULE_DUE,   /* time for it: the wind-down has begun, and it fits before bedtime */
  SCHEDULE_LATE,  /* it would end after bedtime */
  SCHEDULE_OVER,  /* bedtime is too long ago */
  SCHEDULE_EXCUSED,
  SCHEDULE_WITHOUT, /* by a fair test */
  SCHEDULE_DONE,
  SCHEDULE_STATE_COUNT
} ScheduleState;
/* "open", "early", "due", "late", "over", "excused", "without", "done". */
const char *schedule_state_name(ScheduleState state);

typedef enum ScheduleFit {
  FIT_WHOLE, /* begun now, it ends by bedtime; also where no bedtime is said */
  FIT_ESSENTIAL,
  FIT_NOTHING
} ScheduleFit;

typedef struct Schedule {
  Night night;
  ScheduleState state;
  bool due; /* to be done now: DUE or LATE */
  ScheduleFit fit;
  bool offer_shorter; /* it is late, and without the other steps it is shorter. Until 6 h after
                         bedtime, done or not: who begins it then wants it. Own rule, no published
                         finding */
  bool has_bedtime;   /* false: none of the times below */
  WallTime bedtime;
  WallTime from; /* the wind-down begins: its lead before bedtime, or earlier for a longer one */
  WallTime start_by; /* to end at bedtime */
  WallTime until;    /* from here on it is over */
} Schedule;

/* zone: NULL where the clocks are never changed. */
Schedule schedule_of(const Settings *settings, const Zone *zone, const ScheduleAsk *ask);

/* When the clock on the wall shows that time of that night: after the change, where the clocks are
 * put forward over it; the first time, where it comes twice. now: a wall time near it, whose offset
 * is in force. */
WallTime schedule_moment(Night night, int minutes, int boundary, WallTime now, const Zone *zone);

enum { SCHEDULE_TEXT_SIZE = 240 };
/* What to say of it after a routine's name: "start by 22:20", "it is time; start by 22:20",
 * "late, bedtime is 22:30", "done", "excused", "without it, by the fair test"; "" where nothing is
 * to be said. */
void schedule_words(const Schedule *schedule, char text[SCHEDULE_TEXT_SIZE]);

/* What is remembered from one firing of the reminder to the next. */
typedef struct ReminderMemory {
  bool reminded; /* of that night */
  Night night;
  bool snoozed; /* until then, for the night it was asked in */
  Night snoozed_night;
  WallTime snoozed_until;
} ReminderMemory;

typedef enum ReminderVerdict {
  REMINDER_SPEAK,
  REMINDER_DONE,
  REMINDER_EXCUSED,
  REMINDER_WITHOUT, /* by a fair test */
  REMINDER_SNOOZED, /* not yet */
  REMINDER_BEFORE,  /* this night was reminded of already */
  REMINDER_STALE,   /* fired too long after its time or before it, or the evening is over */
  REMINDER_VERDICT_COUNT
} ReminderVerdict;
/* Why, as a sentence's end: "tonight's routine is done". */
const char *reminder_verdict_words(ReminderVerdict verdict);

/* Why the evening itself wants no reminder: DONE, EXCUSED or WITHOUT; else SPEAK. */
ReminderVerdict schedule_silence(const Schedule *schedule);

/* What to do with a reminder that fires at `now`. at: its time, in minutes after midnight; it is
 * stale when that is more than the setting reminder_late_minutes ago, or tonight's bedtime is. */
ReminderVerdict schedule_remind(const Settings *settings, const Schedule *schedule,
                                const Zone *zone, WallTime now, int at,
                                const ReminderMemory *memory);

#endif
