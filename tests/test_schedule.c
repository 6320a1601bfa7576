/* An evening, on every side of bedtime, midnight and the changes of the clocks. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/format.h"
#include "nightcalf/schedule.h"
#include "suite.h"

#define MINUTES(n) ((n)*60000LL)
#define AT(hour, minute) ((hour)*60 + (minute))

enum { HOUR_S = 3600, NOT = TIME_NOT_SAID };

/* ---- places ---- */

static int64_t utc_of(int year, int month, int day, int hour) {
  return ((int64_t)civil_day(year, month, day) * 24 + hour) * HOUR_S * 1000LL;
}

/* Central Europe: an hour forward on 29 March and back on 25 October 2026 at 01:00 UTC. */
static int32_t berlin(void *context, int64_t utc_ms) {
  (void)context;
  bool summer = utc_ms >= utc_of(2026, 3, 29, 1) && utc_ms < utc_of(2026, 10, 25, 1);
  return (summer ? 2 : 1) * HOUR_S;
}

/* Santiago de Chile: forward at midnight, 00:00 becomes 01:00, on 6 September 2026; back on
 * 5 April 2026, 24:00 becomes 23:00. */
static int32_t santiago(void *context, int64_t utc_ms) {
  (void)context;
  bool summer = utc_ms < utc_of(2026, 4, 5, 3) || utc_ms >= utc_of(2026, 9, 6, 4);
  return (summer ? -3 : -4) * HOUR_S;
}

/* Lord Howe Island: half an hour, back on 5 April 2026 at 15:00 UTC the day before. */
static int32_t lord_howe(void *context, int64_t utc_ms) {
  (void)context;
  bool summer = utc_ms < utc_of(2026, 4, 4, 15) || utc_ms >= utc_of(2026, 10, 3, 15) + MINUTES(30);
  return summer ? 11 * HOUR_S : 10 * HOUR_S + HOUR_S / 2;
}

static int32_t nepal(void *context, int64_t utc_ms) {
  (void)context;
  (void)utc_ms;
  return 5 * HOUR_S + 45 * 60;
}

static int32_t utc(void *context, int64_t utc_ms) {
  (void)context;
  (void)utc_ms;
  return 0;
}

/* What a clock shows: "2026-11-21T22:30:00+01:00". */
static WallTime wall(const char *text) {
  WallTime when = {0, 0};
  ck_assert_msg(stamp_parse(text, &when), "%s", text);
  return when;
}

/* ---- the table ---- */

typedef struct Case {
  const char *what;
  int32_t (*zone)(void *context, int64_t utc_ms);
  const char *now;
  int bedtime;
  int minutes;   /* of the routine */
  int essential; /* of what matters */
  bool done, excused;
  ScheduleState state;
  ScheduleFit fit;
  bool shorter;
  const char *night;
  const char *start_by; /* NULL: no bedtime */
} Case;

static const Case cases[] = {
    /* an ordinary evening; the wind-down leads by 60 min, and it is over 90 min after bedtime */
    {"afternoon", utc, "2026-11-21T15:00:00Z", AT(22, 30), 10, 6, false, false, SCHEDULE_EARLY,
     FIT_WHOLE, false, "2026-11-21", "2026-11-21T22:20:00+00:00"},
    {"a minute before the wind-down", utc, "2026-11-21T21:29:59Z", AT(22, 30), 10, 6, false, false,
     SCHEDULE_EARLY, FIT_WHOLE, false, "2026-11-21", "2026-11-21T22:20:00+00:00"},
    {"the wind-down begins", utc, "2026-11-21T21:30:00Z", AT(22, 30), 10, 6, false, false,
     SCHEDULE_DUE, FIT_WHOLE, false, "2026-11-21", "2026-11-21T22:20:00+00:00"},
    {"ends just at bedtime", utc, "2026-11-21T22:20:00Z", AT(22, 30), 10, 6, false, false,
     SCHEDULE_DUE, FIT_WHOLE, false, "2026-11-21", "2026-11-21T22:20:00+00:00"},
    {"ends a second later", utc, "2026-11-21T22:20:01Z", AT(22, 30), 10, 6, false, false,
     SCHEDULE_LATE, FIT_ESSENTIAL, true, "2026-11-21", "2026-11-21T22:20:00+00:00"},
    {"what matters fits no more", utc, "2026-11-21T22:24:01Z", AT(22, 30), 10, 6, false, false,
     SCHEDULE_LATE, FIT_NOTHING, true, "2026-11-21", "2026-11-21T22:20:00+00:00"},
    {"past bedtime", utc, "2026-11-21T23:00:00Z", AT(22, 30), 10, 6, false, false, SCHEDULE_LATE,
     FIT_NOTHING, true, "2026-11-21", "2026-11-21T22:20:00+00:00"},
    {"nothing could be dropped", utc, "2026-11-21T23:00:00Z", AT(22, 30), 10, 10, false, false,
     SCHEDULE_LATE, FIT_NOTHING, false, "2026-11-21", "2026-11-21T22:20:00+00:00"},
    {"nothing would be left", utc, "2026-11-21T23:00:00Z", AT(22, 30), 10, 0, false, false,
     SCHEDULE_LATE, FIT_NOTHING, false, "2026-11-21", "2026-11-21T22:20:00+00:00"},
    {"the last late second", utc, "2026-11-21T23:59:59Z", AT(22, 30), 10, 6, false, false,
     SCHEDULE_LATE, FIT_NOTHING, true, "2026-11-21", "2026-11-21T22:20:00+00:00"},
    {"over, and offered shorter to who begins all the same", utc, "2026-11-22T00:00:00Z",
     AT(22, 30), 10, 6, false, false, SCHEDULE_OVER, FIT_NOTHING, true, "2026-11-21",
     "2026-11-21T22:20:00+00:00"},
    {"6 h after", utc, "2026-11-22T04:30:00Z", AT(22, 30), 10, 6, false, false, SCHEDULE_OVER,
     FIT_NOTHING, true, "2026-11-21", "2026-11-21T22:20:00+00:00"},
    {"over 6 h after: morning", utc, "2026-11-22T04:30:01Z", AT(22, 30), 10, 6, false, false,
     SCHEDULE_OVER, FIT_NOTHING, false, "2026-11-21", "2026-11-21T22:20:00+00:00"},
    {"the next night begins at noon", utc, "2026-11-22T12:00:00Z", AT(22, 30), 10, 6, false, false,
     SCHEDULE_EARLY, FIT_WHOLE, false, "2026-11-22", "2026-11-22T22:20:00+00:00"},
    {"a routine longer than the lead", utc, "2026-11-21T20:31:00Z", AT(22, 30), 120, 30, false,
     false, SCHEDULE_LATE, FIT_ESSENTIAL, true, "2026-11-21", "2026-11-21T20:30:00+00:00"},
    {"the same in time", utc, "2026-11-21T20:30:00Z", AT(22, 30), 120, 30, false, false,
     SCHEDULE_DUE, FIT_WHOLE, false, "2026-11-21", "2026-11-21T20:30:00+00:00"},
    /* done, excused, no bedtime */
    {"done", utc, "2026-11-21T22:00:00Z", AT(22, 30), 10, 6, true, false, SCHEDULE_DONE, FIT_WHOLE,
     false, "2026-11-21", "2026-11-21T22:20:00+00:00"},
    {"done, though excused", utc, "2026-11-21T22:00:00Z", AT(22, 30), 10, 6, true, true,
     SCHEDULE_DONE, FIT_WHOLE, false, "2026-11-21", "2026-11-21T22:20:00+00:00"},
    {"done, and late: once more is one's own choice", utc, "2026-11-21T23:00:00Z", AT(22, 30), 10,
     6, true, false, SCHEDULE_DONE, FIT_NOTHING, true, "2026-11-21", "2026-11-21T22:20:00+00:00"},
    {"excused", utc, "2026-11-21T22:00:00Z", AT(22, 30), 10, 6, false, true, SCHEDULE_EXCUSED,
     FIT_WHOLE, false, "2026-11-21", "2026-11-21T22:20:00+00:00"},
    {"no bedtime", utc, "2026-11-21T22:00:00Z", NOT, 10, 6, false, false, SCHEDULE_OPEN, FIT_WHOLE,
     false, "2026-11-21", NULL},
    {"no bedtime, done", utc, "2026-11-21T22:00:00Z", NOT, 10, 6, true, false, SCHEDULE_DONE,
     FIT_WHOLE, false, "2026-11-21", NULL},
    /* midnight */
    {"bedtime at midnight, in time", utc, "2026-12-31T23:45:00Z", AT(0, 0), 10, 6, false, false,
     SCHEDULE_DUE, FIT_WHOLE, false, "2026-12-31", "2026-12-31T23:50:00+00:00"},
    {"bedtime at midnight, late", utc, "2026-12-31T23:55:00Z", AT(0, 0), 10, 6, false, false,
     SCHEDULE_LATE, FIT_NOTHING, true, "2026-12-31", "2026-12-31T23:50:00+00:00"},
    {"bedtime after midnight, before it", utc, "2026-12-31T23:50:00Z", AT(0, 30), 34, 8, false,
     false, SCHEDULE_DUE, FIT_WHOLE, false, "2026-12-31", "2026-12-31T23:56:00+00:00"},
    {"bedtime after midnight, across it", utc, "2027-01-01T00:10:00Z", AT(0, 30), 34, 8, false,
     false, SCHEDULE_LATE, FIT_ESSENTIAL, true, "2026-12-31", "2026-12-31T23:56:00+00:00"},
    {"midnight, bedtime before", utc, "2026-11-22T00:10:00Z", AT(23, 0), 10, 6, false, false,
     SCHEDULE_LATE, FIT_NOTHING, true, "2026-11-21", "2026-11-21T22:50:00+00:00"},
    {"who sleeps by day", utc, "2026-11-21T07:50:00Z", AT(8, 0), 10, 6, false, false, SCHEDULE_DUE,
     FIT_WHOLE, false, "2026-11-20", "2026-11-21T07:50:00+00:00"},
    /* leap days */
    {"leap evening", utc, "2028-02-29T23:55:00Z", AT(0, 10), 10, 6, false, false, SCHEDULE_DUE,
     FIT_WHOLE, false, "2028-02-29", "2028-03-01T00:00:00+00:00"},
    {"into a leap day", utc, "2028-02-29T00:05:00Z", AT(0, 10), 10, 6, false, false, SCHEDULE_LATE,
     FIT_NOTHING, true, "2028-02-28", "2028-02-29T00:00:00+00:00"},
    {"no leap day in 2100", utc, "2100-02-28T23:55:00Z", AT(0, 10), 10, 6, false, false,
     SCHEDULE_DUE, FIT_WHOLE, false, "2100-02-28", "2100-03-01T00:00:00+00:00"},
    /* zones */
    {"Nepal", nepal, "2026-11-21T22:00:00+05:45", AT(22, 30), 10, 6, false, false, SCHEDULE_DUE,
     FIT_WHOLE, false, "2026-11-21", "2026-11-21T22:20:00+05:45"},
    {"Santiago, an evening without a change", santiago, "2026-11-21T22:25:00-03:00", AT(22, 30), 10,
     5, false, false, SCHEDULE_LATE, FIT_ESSENTIAL, true, "2026-11-21",
     "2026-11-21T22:20:00-03:00"},
    {"a clock that its zone does not know", berlin, "2026-11-21T22:00:00+05:45", AT(22, 30), 10, 6,
     false, false, SCHEDULE_DUE, FIT_WHOLE, false, "2026-11-21", "2026-11-21T22:20:00+05:45"},
    /* forward: 02:00 becomes 03:00 */
    {"forward: bedtime after the change", berlin, "2026-03-29T01:20:00+01:00", AT(3, 10), 30, 10,
     false, false, SCHEDULE_DUE, FIT_WHOLE, false, "2026-03-28", "2026-03-29T01:40:00+01:00"},
    {"forward: what looks like two hours is one", berlin, "2026-03-29T01:41:00+01:00", AT(3, 10),
     30, 10, false, false, SCHEDULE_LATE, FIT_ESSENTIAL, true, "2026-03-28",
     "2026-03-29T01:40:00+01:00"},
    {"forward: a bedtime that never comes is an hour later", berlin, "2026-03-29T01:30:00+01:00",
     AT(2, 30), 10, 5, false, false, SCHEDULE_DUE, FIT_WHOLE, false, "2026-03-28",
     "2026-03-29T03:20:00+02:00"},
    {"forward: begun by the new time", berlin, "2026-03-29T03:05:00+02:00", AT(3, 10), 30, 4, false,
     false, SCHEDULE_LATE, FIT_ESSENTIAL, true, "2026-03-28", "2026-03-29T01:40:00+01:00"},
    {"forward: the evening before knows", berlin, "2026-03-28T20:00:00+01:00", AT(3, 10), 30, 10,
     false, false, SCHEDULE_EARLY, FIT_WHOLE, false, "2026-03-28", "2026-03-29T01:40:00+01:00"},
    {"forward at midnight: 00:00 never comes", santiago, "2026-09-05T23:45:00-04:00", AT(0, 0), 10,
     5, false, false, SCHEDULE_DUE, FIT_WHOLE, false, "2026-09-05", "2026-09-05T23:50:00-04:00"},
    /* back: 03:00 becomes 02:00 */
    {"back: bedtime after the change", berlin, "2026-10-25T02:50:00+02:00", AT(3, 10), 30, 10,
     false, false, SCHEDULE_EARLY, FIT_WHOLE, false, "2026-10-24", "2026-10-25T02:40:00+01:00"},
    {"back: the same time again, and now it is late", berlin, "2026-10-25T02:50:00+01:00",
     AT(3, 10), 30, 10, false, false, SCHEDULE_LATE, FIT_ESSENTIAL, true, "2026-10-24",
     "2026-10-25T02:40:00+01:00"},
    {"back: a bedtime that comes twice is the first", berlin, "2026-10-25T02:25:00+02:00",
     AT(2, 30), 10, 5, false, false, SCHEDULE_LATE, FIT_ESSENTIAL, true, "2026-10-24",
     "2026-10-25T02:20:00+02:00"},
    {"back by half an hour", lord_howe, "2026-04-05T01:45:00+11:00", AT(2, 30), 20, 5, false, false,
     SCHEDULE_EARLY, FIT_WHOLE, false, "2026-04-04", "2026-04-05T02:10:00+10:30"},
    {"the evening after a change is an evening", berlin, "2026-10-25T22:20:00+01:00", AT(22, 30),
     10, 6, false, false, SCHEDULE_DUE, FIT_WHOLE, false, "2026-10-25",
     "2026-10-25T22:20:00+01:00"},
};

START_TEST(schedule_of__knows_the_evening__in_every_case) {
  const Case *c = &cases[_i];
  Settings settings;
  settings_init(&settings);
  settings.bedtime = c->bedtime;
  Zone zone = {.offset_s = c->zone};
  ScheduleAsk ask = {.now = wall(c->now),
                     .total = MINUTES(c->minutes),
                     .essential = MINUTES(c->essential),
                     .done = c->done,
                     .excused = c->excused};
  Schedule schedule = schedule_of(&settings, &zone, &ask);
  char night[NIGHT_TEXT_SIZE];
  char start_by[FORMAT_SIZE];
  night_format(schedule.night, night);
  format_wall(schedule.start_by, start_by);
  ck_assert_msg(schedule.state == c->state, "%s: %s", c->what, schedule_state_name(schedule.state));
  ck_assert_msg(schedule.fit == c->fit, "%s: fit %d", c->what, (int)schedule.fit);
  ck_assert_msg(schedule.offer_shorter == c->shorter, "%s: shorter", c->what);
  ck_assert_msg(strcmp(night, c->night) == 0, "%s: %s", c->what, night);
  ck_assert_msg(schedule.has_bedtime == (c->start_by != NULL), "%s: bedtime", c->what);
  ck_assert_msg(c->start_by == NULL || strcmp(start_by, c->start_by) == 0, "%s: %s", c->what,
                start_by);
  ck_assert_int_eq(schedule.due, c->state == SCHEDULE_DUE || c->state == SCHEDULE_LATE);
  settings_free(&settings);
}
END_TEST

/* A week without, as drawn, asks for nothing; what was done all the same is done. */
START_TEST(schedule_of__keeps__to_a_fair_test) {
  static const ScheduleState states[2][2] = {{SCHEDULE_WITHOUT, SCHEDULE_EXCUSED},
                                             {SCHEDULE_DONE, SCHEDULE_DONE}};
  Settings settings;
  settings_init(&settings);
  settings.bedtime = AT(22, 30);
  ReminderMemory memory = {0};
  for (int i = 0; i < 4; i++) {
    bool done = i / 2 == 1;
    bool excused = i % 2 == 1;
    ScheduleAsk ask = {.now = wall("2026-11-21T22:00:00Z"),
                       .total = MINUTES(10),
                       .done = done,
                       .excused = excused,
                       .without = true};
    Schedule schedule = schedule_of(&settings, NULL, &ask);
    ck_assert_int_eq(schedule.state, states[done][excused]);
    ck_assert(!schedule.due);
    if (schedule.state == SCHEDULE_WITHOUT) {
      ck_assert_int_eq(schedule_remind(&settings, &schedule, NULL, ask.now, AT(22, 0), &memory),
                       REMINDER_WITHOUT);
    }
  }
  settings_free(&settings);
}
END_TEST

START_TEST(schedule_of__takes__no_zone_for_a_constant_one) {
  Settings settings;
  settings_init(&settings);
  settings.bedtime = AT(3, 10);
  ScheduleAsk ask = {.now = wall("2026-03-29T01:20:00+01:00"), .total = MINUTES(30)};
  Schedule schedule = schedule_of(&settings, NULL, &ask);
  char start_by[FORMAT_SIZE];
  format_wall(schedule.start_by, start_by);
  ck_assert_str_eq(start_by, "2026-03-29T02:40:00+01:00");
  settings_free(&settings);
}
END_TEST

/* Bedtimes and routines of days; the day is that of the evening, past midnight too. */
START_TEST(schedule_of__follows__the_day_of_the_week) {
  char fri[] = "fri-sat: 00:30";
  char yoga[] = "sat: evening-yoga";
  char *times[] = {fri};
  char *routines[] = {yoga};
  char usual[] = "evening-calf";
  Settings settings;
  settings_init(&settings);
  settings.bedtime = AT(22, 30);
  settings.bedtimes = (TextList){times, 1};
  settings.routines = (TextList){routines, 1};
  settings.routine = usual;
  static const struct {
    const char *now, *bedtime, *routine;
  } days[] = {
      {"2026-11-20T20:00:00Z", "2026-11-21T00:30:00+00:00", "evening-calf"}, /* a Friday */
      {"2026-11-21T00:10:00Z", "2026-11-21T00:30:00+00:00", "evening-calf"},
      {"2026-11-21T20:00:00Z", "2026-11-22T00:30:00+00:00", "evening-yoga"},
      {"2026-11-22T00:10:00Z", "2026-11-22T00:30:00+00:00", "evening-yoga"},
      {"2026-11-22T20:00:00Z", "2026-11-22T22:30:00+00:00", "evening-calf"},
  };
  for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
    ScheduleAsk ask = {.now = wall(days[i].now)};
    Schedule schedule = schedule_of(&settings, NULL, &ask);
    char bedtime[FORMAT_SIZE];
    format_wall(schedule.bedtime, bedtime);
    ck_assert_str_eq(bedtime, days[i].bedtime);
    ck_assert_str_eq(settings_routine_of(&settings, schedule.night), days[i].routine);
  }
}
END_TEST

static const struct {
  ScheduleState state;
  bool shorter;
  const char *words;
} said[] = {
    {SCHEDULE_OPEN, false, ""},
    {SCHEDULE_EARLY, false, "start by 22:20"},
    {SCHEDULE_DUE, false, "it is time; start by 22:20"},
    {SCHEDULE_LATE, false, "it is late, bedtime is 22:30"},
    {SCHEDULE_LATE, true, "it is late, bedtime is 22:30; a shorter way is offered"},
    {SCHEDULE_OVER, true, ""},
    {SCHEDULE_EXCUSED, false, "excused"},
    {SCHEDULE_WITHOUT, false, "without it, by the fair test"},
    {SCHEDULE_DONE, false, "done"},
};

START_TEST(schedule_words__are_calm__in_every_state) {
  Schedule schedule = {.state = said[_i].state,
                       .offer_shorter = said[_i].shorter,
                       .bedtime = wall("2026-11-21T22:30:00Z"),
                       .start_by = wall("2026-11-21T22:20:00Z")};
  char words[SCHEDULE_TEXT_SIZE];
  schedule_words(&schedule, words);
  ck_assert_str_eq(words, said[_i].words);
}
END_TEST

/* ---- the reminder ---- */

static const struct {
  const char *what;
  const char *now;
  int at, bedtime;
  bool done, excused;
  const char *reminded;                      /* a night, or NULL */
  const char *snoozed_night, *snoozed_until; /* or NULL */
  ReminderVerdict verdict;
} fired[] = {
    {"in time", "2026-11-21T22:15:20+01:00", AT(22, 15), NOT, false, false, NULL, NULL, NULL,
     REMINDER_SPEAK},
    {"done", "2026-11-21T22:15:20+01:00", AT(22, 15), NOT, true, false, NULL, NULL, NULL,
     REMINDER_DONE},
    {"excused", "2026-11-21T22:15:20+01:00", AT(22, 15), NOT, false, true, NULL, NULL, NULL,
     REMINDER_EXCUSED},
    {"once a night", "2026-11-21T22:16:00+01:00", AT(22, 15), NOT, false, false, "2026-11-21", NULL,
     NULL, REMINDER_BEFORE},
    {"last night does not count", "2026-11-21T22:15:00+01:00", AT(22, 15), NOT, false, false,
     "2026-11-20", NULL, NULL, REMINDER_SPEAK},
    {"90 min late", "2026-11-21T23:45:00+01:00", AT(22, 15), NOT, false, false, NULL, NULL, NULL,
     REMINDER_SPEAK},
    {"later", "2026-11-21T23:45:01+01:00", AT(22, 15), NOT, false, false, NULL, NULL, NULL,
     REMINDER_STALE},
    {"the lid was opened in the morning", "2026-11-22T08:00:00+01:00", AT(22, 15), NOT, false,
     false, NULL, NULL, NULL, REMINDER_STALE},
    {"or after noon", "2026-11-22T13:00:00+01:00", AT(22, 15), NOT, false, false, NULL, NULL, NULL,
     REMINDER_STALE},
    {"the clock was set back a minute", "2026-11-21T22:14:10+01:00", AT(22, 15), NOT, false, false,
     NULL, NULL, NULL, REMINDER_SPEAK},
    {"far too early", "2026-11-21T18:00:00+01:00", AT(22, 15), NOT, false, false, NULL, NULL, NULL,
     REMINDER_STALE},
    {"bedtime is long over", "2026-11-21T22:15:00+01:00", AT(22, 15), AT(20, 30), false, false,
     NULL, NULL, NULL, REMINDER_STALE},
    {"bedtime is just over", "2026-11-21T22:15:00+01:00", AT(22, 15), AT(22, 0), false, false, NULL,
     NULL, NULL, REMINDER_SPEAK},
    {"snoozed", "2026-11-21T22:20:00+01:00", AT(22, 15), NOT, false, false, "2026-11-21",
     "2026-11-21", "2026-11-21T22:25:00+01:00", REMINDER_SNOOZED},
    {"snoozed before it spoke", "2026-11-21T22:15:00+01:00", AT(22, 15), NOT, false, false, NULL,
     "2026-11-21", "2026-11-21T22:25:00+01:00", REMINDER_SNOOZED},
    {"the snooze is over", "2026-11-21T22:25:01+01:00", AT(22, 15), NOT, false, false, "2026-11-21",
     "2026-11-21", "2026-11-21T22:25:00+01:00", REMINDER_SPEAK},
    {"the snooze is over, and it is done", "2026-11-21T22:25:01+01:00", AT(22, 15), NOT, true,
     false, "2026-11-21", "2026-11-21", "2026-11-21T22:25:00+01:00", REMINDER_DONE},
    {"the snooze was slept through", "2026-11-22T07:00:00+01:00", AT(22, 15), NOT, false, false,
     "2026-11-21", "2026-11-21", "2026-11-21T22:25:00+01:00", REMINDER_STALE},
    {"a snooze of last night", "2026-11-21T22:15:00+01:00", AT(22, 15), NOT, false, false,
     "2026-11-20", "2026-11-20", "2026-11-20T22:25:00+01:00", REMINDER_SPEAK},
    {"after midnight, of the evening before", "2026-11-22T00:30:00+01:00", AT(0, 30), NOT, false,
     false, "2026-11-20", NULL, NULL, REMINDER_SPEAK},
    {"the hour that is skipped", "2026-03-29T03:30:00+02:00", AT(2, 30), NOT, false, false, NULL,
     NULL, NULL, REMINDER_SPEAK},
    {"the hour that comes twice, first", "2026-10-25T02:30:00+02:00", AT(2, 30), NOT, false, false,
     NULL, NULL, NULL, REMINDER_SPEAK},
    {"the hour that comes twice, again", "2026-10-25T02:30:00+01:00", AT(2, 30), NOT, false, false,
     "2026-10-24", NULL, NULL, REMINDER_BEFORE},
    {"the same evening in New York", "2026-11-21T22:15:00-05:00", AT(22, 15), NOT, false, false,
     "2026-11-21", NULL, NULL, REMINDER_BEFORE},
};

START_TEST(schedule_remind__speaks__once_and_in_time) {
  Settings settings;
  settings_init(&settings);
  settings.bedtime = fired[_i].bedtime;
  Zone zone = {.offset_s = berlin};
  WallTime now = wall(fired[_i].now);
  ScheduleAsk ask = {.now = now, .done = fired[_i].done, .excused = fired[_i].excused};
  Schedule schedule = schedule_of(&settings, &zone, &ask);
  ReminderMemory memory = {0};
  if (fired[_i].reminded != NULL) {
    memory.reminded = night_parse(fired[_i].reminded, &memory.night);
  }
  if (fired[_i].snoozed_night != NULL) {
    memory.snoozed = night_parse(fired[_i].snoozed_night, &memory.snoozed_night);
    memory.snoozed_until = wall(fired[_i].snoozed_until);
  }
  ReminderVerdict verdict =
      schedule_remind(&settings, &schedule, &zone, now, fired[_i].at, &memory);
  ck_assert_msg(verdict == fired[_i].verdict, "%s: %s", fired[_i].what,
                reminder_verdict_words(verdict));
  settings_free(&settings);
}
END_TEST

#define ADD_LOOP(test, table)                                                                      \
  tcase_add_loop_test(evening, test, 0, sizeof(table) / sizeof((table)[0]))

int main(void) {
  Suite *suite = suite_create("schedule");
  TCase *evening = tcase_create("evening");
  ADD_LOOP(schedule_of__knows_the_evening__in_every_case, cases);
  tcase_add_test(evening, schedule_of__keeps__to_a_fair_test);
  tcase_add_test(evening, schedule_of__takes__no_zone_for_a_constant_one);
  tcase_add_test(evening, schedule_of__follows__the_day_of_the_week);
  ADD_LOOP(schedule_words__are_calm__in_every_state, said);
  ADD_LOOP(schedule_remind__speaks__once_and_in_time, fired);
  suite_add_tcase(suite, evening);
  return suite_run(suite);
}
