/* An evening: one computation in absolute time, so that neither midnight nor a change of the clocks
 * is an edge. Contract: nightcalf/schedule.h. */
#include "nightcalf/schedule.h"

#include <stdio.h>

#include "nightcalf/format.h"
#include "nightcalf/language.h"

enum {
  MINUTE_MS = 60 * 1000,
  DAY_MINUTES = 24 * 60,
  OFFER_MINUTES = 6 * 60,              /* after bedtime: then it is morning */
  HALF_A_DAY_MS = 12 * 60 * 60 * 1000, /* clocks are not changed twice in a day */
  EARLY_MS = 2 * MINUTE_MS,            /* a clock that was set back a little */
  MS_PER_S = 1000
};

static const char *const state_names[SCHEDULE_STATE_COUNT] = {
    [SCHEDULE_OPEN] = "open", [SCHEDULE_EARLY] = "early",     [SCHEDULE_DUE] = "due",
    [SCHEDULE_LATE] = "late", [SCHEDULE_OVER] = "over",       [SCHEDULE_EXCUSED] = "excused",
    [SCHEDULE_DONE] = "done", [SCHEDULE_WITHOUT] = "without",
};

const char *schedule_state_name(ScheduleState state) {
  return state_names[state];
}

/* The offset at a moment. Only the zone's changes since now are asked for: what the clock says now
 * is known better. */
static int32_t offset_at(const Zone *zone, WallTime now, int64_t utc_ms) {
  if (zone == NULL) {
    return now.offset_s;
  }
  return now.offset_s + zone->offset_s(zone->context, utc_ms) -
         zone->offset_s(zone->context, now.utc_ms);
}

/* The moment so much before (or, negative, after) another, with the offset then in force. */
static WallTime moment_before(const Zone *zone, WallTime now, WallTime from, Millis length) {
  int64_t utc = from.utc_ms - length;
  return (WallTime){utc, offset_at(zone, now, utc)};
}

WallTime schedule_moment(Night night, int minutes, int boundary, WallTime now, const Zone *zone) {
  int64_t day = (int64_t)night.day + (minutes < boundary ? 1 : 0);
  int64_t local = (day * DAY_MINUTES + minutes) * (int64_t)MINUTE_MS;
  int64_t near = local - (int64_t)now.offset_s * MS_PER_S;
  int64_t before = local - (int64_t)offset_at(zone, now, near - HALF_A_DAY_MS) * MS_PER_S;
  int64_t after = local - (int64_t)offset_at(zone, now, near + HALF_A_DAY_MS) * MS_PER_S;
  /* Where neither holds, the time is skipped: what was in force before leads to the hour after. */
  bool before_holds = before + (int64_t)offset_at(zone, now, before) * MS_PER_S == local;
  bool after_holds = after + (int64_t)offset_at(zone, now, after) * MS_PER_S == local;
  int64_t utc = !before_holds && after_holds ? after : before;
  return (WallTime){utc, offset_at(zone, now, utc)};
}

static ScheduleFit fit_of(const ScheduleAsk *ask, WallTime bedtime) {
  Millis left = bedtime.utc_ms - ask->now.utc_ms;
  if (ask->total <= left) {
    return FIT_WHOLE;
  }
  return ask->essential > 0 && ask->essential <= left ? FIT_ESSENTIAL : FIT_NOTHING;
}

static ScheduleState state_of(const Schedule *schedule, const ScheduleAsk *ask) {
  if (ask->done) {
    return SCHEDULE_DONE;
  }
  if (ask->excused) {
    return SCHEDULE_EXCUSED;
  }
  if (ask->without) {
    return SCHEDULE_WITHOUT;
  }
  if (!schedule->has_bedtime) {
    return SCHEDULE_OPEN;
  }
  int64_t now = ask->now.utc_ms;
  if (now >= schedule->until.utc_ms) {
    return SCHEDULE_OVER;
  }
  if (schedule->fit != FIT_WHOLE) {
    return SCHEDULE_LATE;
  }
  return now < schedule->from.utc_ms ? SCHEDULE_EARLY : SCHEDULE_DUE;
}

/* Fills in what depends on a bedtime. */
static void find_times(Schedule *schedule, const Settings *settings, const Zone *zone,
                       const ScheduleAsk *ask, int bedtime) {
  WallTime now = ask->now;
  WallTime bed = schedule_moment(schedule->night, bedtime, settings->night_boundary, now, zone);
  Millis lead = (Millis)settings->wind_down_minutes * MINUTE_MS;
  Millis late = (Millis)settings->reminder_late_minutes * MINUTE_MS;
  schedule->has_bedtime = true;
  schedule->bedtime = bed;
  schedule->start_by = moment_before(zone, now, bed, ask->total);
  schedule->from = moment_before(zone, now, bed, lead > ask->total ? lead : ask->total);
  schedule->until = moment_before(zone, now, bed, -late);
  schedule->fit = fit_of(ask, bed);
  schedule->offer_shorter = schedule->fit != FIT_WHOLE && ask->essential > 0 &&
                            ask->essential < ask->total &&
                            now.utc_ms - bed.utc_ms <= (int64_t)OFFER_MINUTES * MINUTE_MS;
}

Schedule schedule_of(const Settings *settings, const Zone *zone, const ScheduleAsk *ask) {
  Schedule schedule = {.night = night_of(ask->now, settings->night_boundary), .fit = FIT_WHOLE};
  int bedtime = settings_bedtime(settings, schedule.night);
  if (bedtime != TIME_NOT_SAID) {
    find_times(&schedule, settings, zone, ask, bedtime);
  }
  schedule.state = state_of(&schedule, ask);
  schedule.due = schedule.state == SCHEDULE_DUE || schedule.state == SCHEDULE_LATE;
  return schedule;
}

void schedule_words(const Schedule *schedule, char text[SCHEDULE_TEXT_SIZE]) {
  char start_by[FORMAT_SIZE];
  char bedtime[FORMAT_SIZE];
  format_time_of_day(schedule->start_by, start_by);
  format_time_of_day(schedule->bedtime, bedtime);
  text[0] = '\0';
  switch (schedule->state) {
  case SCHEDULE_EARLY:
    (void)snprintf(text, SCHEDULE_TEXT_SIZE, _("start by %s"), start_by);
    break;
  case SCHEDULE_DUE:
    (void)snprintf(text, SCHEDULE_TEXT_SIZE, _("it is time; start by %s"), start_by);
    break;
  case SCHEDULE_LATE:
    (void)snprintf(text, SCHEDULE_TEXT_SIZE,
                   schedule->offer_shorter
                       ? _("it is late, bedtime is %s; a shorter way is offered")
                       : _("it is late, bedtime is %s"),
                   bedtime);
    break;
  case SCHEDULE_EXCUSED:
    (void)snprintf(text, SCHEDULE_TEXT_SIZE, "%s", _("excused"));
    break;
  case SCHEDULE_WITHOUT:
    (void)snprintf(text, SCHEDULE_TEXT_SIZE, "%s", _("without it, by the fair test"));
    break;
  case SCHEDULE_DONE:
    (void)snprintf(text, SCHEDULE_TEXT_SIZE, "%s", _("done"));
    break;
  default:
    break;
  }
}

const char *reminder_verdict_words(ReminderVerdict verdict) {
  static const char *const words[REMINDER_VERDICT_COUNT] = {
      [REMINDER_SPEAK] = N_("it reminds"),
      [REMINDER_DONE] = N_("tonight's routine is done"),
      [REMINDER_EXCUSED] = N_("tonight is excused"),
      [REMINDER_WITHOUT] = N_("the fair test has this week without the routine"),
      [REMINDER_SNOOZED] = N_("it was put off until later"),
      [REMINDER_BEFORE] = N_("it reminded of this night already"),
      [REMINDER_STALE] = N_("it is not the time for it"),
  };
  return language_text(words[verdict]);
}

ReminderVerdict schedule_silence(const Schedule *schedule) {
  switch (schedule->state) {
  case SCHEDULE_DONE:
    return REMINDER_DONE;
  case SCHEDULE_EXCUSED:
    return REMINDER_EXCUSED;
  case SCHEDULE_WITHOUT:
    return REMINDER_WITHOUT;
  default:
    return REMINDER_SPEAK;
  }
}

ReminderVerdict schedule_remind(const Settings *settings, const Schedule *schedule,
                                const Zone *zone, WallTime now, int at,
                                const ReminderMemory *memory) {
  ReminderVerdict silence = schedule_silence(schedule);
  if (silence != REMINDER_SPEAK) {
    return silence;
  }
  bool snoozed = memory->snoozed && memory->snoozed_night.day == schedule->night.day;
  if (snoozed && now.utc_ms < memory->snoozed_until.utc_ms) {
    return REMINDER_SNOOZED;
  }
  WallTime set = schedule_moment(schedule->night, at, settings->night_boundary, now, zone);
  Millis past = now.utc_ms - (snoozed ? memory->snoozed_until : set).utc_ms;
  Millis late = (Millis)settings->reminder_late_minutes * MINUTE_MS;
  if (past < -EARLY_MS || past > late || schedule->state == SCHEDULE_OVER) {
    return REMINDER_STALE;
  }
  bool before = memory->reminded && memory->night.day == schedule->night.day;
  return before && !snoozed ? REMINDER_BEFORE : REMINDER_SPEAK;
}
