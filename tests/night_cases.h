/* One table of moments and the nights they belong to, for whatever keeps a night: sessions, cramps,
 * reminders. */
#ifndef TESTS_NIGHT_CASES_H
#define TESTS_NIGHT_CASES_H

typedef struct NightCase {
  const char *name;
  const char *now;  /* as format_stamp() writes it: the clock on the wall and its offset */
  const char *zone; /* as TZ has it */
  int boundary;     /* minutes after midnight */
  const char *night;
} NightCase;

static const NightCase night_cases[] = {
    {"an evening", "2026-11-21T22:30:00+01:00", "Europe/Berlin", 720, "2026-11-21"},
    {"a minute before midnight", "2026-11-21T23:59:59+01:00", "Europe/Berlin", 720, "2026-11-21"},
    {"midnight", "2026-11-22T00:00:00+01:00", "Europe/Berlin", 720, "2026-11-21"},
    {"after midnight", "2026-11-22T00:40:00+01:00", "Europe/Berlin", 720, "2026-11-21"},
    {"before noon", "2026-11-22T11:59:59+01:00", "Europe/Berlin", 720, "2026-11-21"},
    {"noon", "2026-11-22T12:00:00+01:00", "Europe/Berlin", 720, "2026-11-22"},
    {"the turn of a month", "2026-12-01T02:00:00+01:00", "Europe/Berlin", 720, "2026-11-30"},
    {"the turn of a year", "2027-01-01T03:00:00+01:00", "Europe/Berlin", 720, "2026-12-31"},
    {"a leap day", "2028-03-01T01:00:00+01:00", "Europe/Berlin", 720, "2028-02-29"},
    {"before the clocks go forward", "2026-03-29T01:59:00+01:00", "Europe/Berlin", 720,
     "2026-03-28"},
    {"after the clocks went forward", "2026-03-29T03:01:00+02:00", "Europe/Berlin", 720,
     "2026-03-28"},
    {"the evening of that day", "2026-03-29T22:00:00+02:00", "Europe/Berlin", 720, "2026-03-29"},
    {"the first 02:30 of a night of 25 h", "2026-10-25T02:30:00+02:00", "Europe/Berlin", 720,
     "2026-10-24"},
    {"the second 02:30 of it", "2026-10-25T02:30:00+01:00", "Europe/Berlin", 720, "2026-10-24"},
    {"noon after it", "2026-10-25T12:00:00+01:00", "Europe/Berlin", 720, "2026-10-25"},
    {"clocks that skip midnight", "2026-09-06T01:00:00-03:00", "America/Santiago", 720,
     "2026-09-05"},
    {"New York in the evening", "2026-11-21T22:30:00-05:00", "America/New_York", 720, "2026-11-21"},
    {"flown to Tokyo next morning", "2026-11-22T07:00:00+09:00", "Asia/Tokyo", 720, "2026-11-21"},
    {"flown over the date line", "2026-11-21T23:00:00-10:00", "Pacific/Honolulu", 720,
     "2026-11-21"},
    {"a zone of a quarter hour", "2026-11-22T00:10:00+05:45", "Asia/Kathmandu", 720, "2026-11-21"},
    {"a boundary at 04:00, before it", "2026-11-22T03:59:00+01:00", "Europe/Berlin", 240,
     "2026-11-21"},
    {"a boundary at 04:00, after it", "2026-11-22T04:00:00+01:00", "Europe/Berlin", 240,
     "2026-11-22"},
    {"a boundary at 18:00: sleep by day", "2026-11-22T09:00:00+01:00", "Europe/Berlin", 1080,
     "2026-11-21"},
    {"a boundary at midnight", "2026-11-22T00:00:00+01:00", "Europe/Berlin", 0, "2026-11-22"},
};

enum { NIGHT_CASES = sizeof night_cases / sizeof night_cases[0] };

#endif
