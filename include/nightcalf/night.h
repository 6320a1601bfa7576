/* Which night a moment belongs to. The only place that decides it: for sessions, cramps and
 * reminders alike. */
#ifndef NIGHTCALF_NIGHT_H
#define NIGHTCALF_NIGHT_H

#include <stdbool.h>
#include <stdint.h>

#include "nightcalf/moment.h"

/* A night, named by the date of the evening it began: days since 1970-01-01, proleptic Gregorian
 * calendar. */
typedef struct Night {
  int32_t day;
} Night;

/* A civil date and time of day, as a clock on the wall shows it. */
typedef struct Civil {
  int year;
  int month;  /* 1 to 12 */
  int day;    /* 1 to 31 */
  int hour;   /* 0 to 23 */
  int minute; /* 0 to 59 */
  int second; /* 0 to 59 */
} Civil;

enum {
  NIGHT_BOUNDARY_DEFAULT = 12 * 60, /* noon, in minutes after midnight */
  NIGHT_TEXT_SIZE = 16
};

/* The night that the wall time belongs to. boundary: minutes after midnight, 0 to 1439, at which a
 * new night begins; a time before it belongs to the night of the day before. */
Night night_of(WallTime when, int boundary);
/* The nights of a moment, as a person speaks of them. */
typedef struct NightNow {
  Night tonight; /* night_of() */
  Night last;    /* what "last night" means: tonight's own date once its morning has come, else the
                    night before */
  bool morning;  /* last is tonight: it still goes on, but has been slept through */
  bool asleep;   /* between bedtime and morning: a cramp without a time belongs to tonight */
} NightNow;
/* bedtime: of tonight, in minutes after midnight, or negative: not said, then 23:00. The morning
 * begins 6 h after bedtime, and at the boundary at the latest; own rule. Nothing but the clock on
 * the wall decides: neither a change of the clocks nor a journey is an edge. */
NightNow night_now(WallTime when, int boundary, int bedtime);
/* Whether bright light is unwelcome: from an hour before bedtime (23:00 when it was not said) until
 * morning, which for the eyes is 7:00 at the earliest, and the boundary at the latest. *change: how
 * long until that has to be asked again, above 0. */
bool night_is_dark(WallTime when, int boundary, int bedtime, Millis *change);
/* The local civil time of a wall time. Right for any year from 1 to 9999. */
Civil civil_of(WallTime when);
/* Days since 1970-01-01 of a civil date. Source: Howard Hinnant, "chrono-compatible low-level date
 * algorithms". */
int32_t civil_day(int year, int month, int day);
/* "2026-11-21". */
void night_format(Night night, char text[NIGHT_TEXT_SIZE]);
/* Reads "2026-11-21"; false when it is no date of the calendar. */
bool night_parse(const char *text, Night *night);

#endif
