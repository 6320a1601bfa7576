/* What follows from what is said of a night, its cramps, habits and medicines. Contract:
 * nightcalf/diary.h; the rows are in diary_tables.c, what works on any row is in diary_values.c. */
#include "nightcalf/diary.h"
#include "nightcalf/language.h"

#include <stdio.h>

enum {
  DAY_MINUTES = 24 * 60,
  DAY_SECONDS = DAY_MINUTES * 60,
  WEEK_DAYS = 7,
  ASLEEP_AFTER_BED = 90,           /* minutes */
  ASLEEP_AT = DAY_MINUTES + 4 * 60 /* 04:00, from the midnight that the night's date begins with */
};

DiaryNight diary_night_new(Night night) {
  DiaryNight made = {.night = night};
  fields_init(diary_night_fields, &made);
  return made;
}

void diary_night_free(DiaryNight *night) {
  fields_free(diary_night_fields, night);
}

bool diary_night_has(const DiaryNight *night) {
  return diary_any_said(diary_night_fields, night);
}

bool diary_night_recorded(const DiaryNight *night) {
  return night->cramp_count >= 0;
}

void cramps_shown(int cramp_count, char text[CRAMPS_TEXT_SIZE]) {
  if (cramp_count <= 0) {
    (void)snprintf(text, CRAMPS_TEXT_SIZE, "%s",
                   cramp_count < 0 ? _("not recorded") : _("no cramp"));
  } else {
    (void)snprintf(text, CRAMPS_TEXT_SIZE,
                   language_plural("%d cramp", "%d cramps", (unsigned long)cramp_count),
                   cramp_count);
  }
}

/* Seconds that a clock on the wall has counted since 1970-01-01T00:00:00 on it. */
static int64_t local_seconds(WallTime when) {
  int64_t seconds = when.utc_ms / 1000 - (when.utc_ms % 1000 < 0 ? 1 : 0);
  return seconds + when.offset_s;
}

/* When a night ends, in seconds after the midnight that its date begins with. */
static int64_t night_end(int boundary) {
  return DAY_SECONDS + (int64_t)boundary * 60;
}

int64_t diary_very_late(int boundary) {
  return night_end(boundary) + (int64_t)WEEK_DAYS * DAY_SECONDS;
}

Lateness diary_lateness(Night night, WallTime entered_at, int boundary) {
  int64_t since = local_seconds(entered_at) - (int64_t)night.day * DAY_SECONDS;
  if (since > diary_very_late(boundary)) {
    return ENTRY_VERY_LATE;
  }
  return since > night_end(boundary) + DAY_SECONDS ? ENTRY_LATE : ENTRY_IN_TIME;
}

Lateness diary_night_lateness(const DiaryNight *night, int boundary) {
  return diary_night_recorded(night) ? diary_lateness(night->night, night->entered_at, boundary)
                                     : ENTRY_IN_TIME;
}

const char *lateness_shown(Lateness lateness) {
  static const char *const shown[] = {
      [ENTRY_IN_TIME] = "",
      [ENTRY_LATE] = N_("late"),
      [ENTRY_VERY_LATE] = N_("over a week late"),
  };
  return language_text(shown[lateness]);
}

void diary_night_stamp(DiaryNight *night, const DiaryNight *before, WallTime now) {
  int count_before = before != NULL ? before->cramp_count : CRAMPS_NOT_RECORDED;
  if (!diary_night_recorded(night)) {
    night->entered_at = (WallTime){0};
  } else {
    night->entered_at = night->cramp_count == count_before ? before->entered_at : now;
  }
  night->modified_ms = now.utc_ms;
  if (before != NULL && before->modified_ms >= now.utc_ms) {
    night->modified_ms = before->modified_ms + 1; /* the clock was turned back */
  }
}

WallTime diary_onset(Night night, int minutes, int boundary, int32_t offset_s) {
  int64_t day = (int64_t)night.day + (minutes < boundary ? 1 : 0);
  int64_t local = day * DAY_SECONDS + (int64_t)minutes * 60;
  return (WallTime){(local - offset_s) * 1000, offset_s};
}

WallTime diary_onset_unknown(Night night, int boundary, int32_t offset_s) {
  return diary_onset(night, 0, boundary, offset_s);
}

bool diary_onset_known(const Episode *episode) {
  return episode->onset_precision != ONSET_UNKNOWN;
}

Habits habits_new(Night night) {
  Habits made = {.night = night};
  fields_init(diary_habit_fields, &made);
  return made;
}

bool habits_has(const Habits *habits) {
  return diary_any_said(diary_habit_fields, habits);
}

bool habit_on_request(const Field *habit) {
  return habit->offset == offsetof(Habits, magnesium_food) ||
         habit->offset == offsetof(Habits, late_salt);
}

const int *habit_quick(const Field *habit, size_t *count) {
  static const int drinks[] = {0, 1, 2, 3, 4};
  static const int minutes[] = {0, 15, 30, 60, 90};
  *count = 0;
  if (habit->offset == offsetof(Habits, alcohol)) {
    *count = sizeof drinks / sizeof drinks[0];
    return drinks;
  }
  if (habit->offset == offsetof(Habits, activity)) {
    *count = sizeof minutes / sizeof minutes[0];
    return minutes;
  }
  return NULL;
}

MedicationChange medication_new(Night night) {
  MedicationChange made = {.night = night};
  fields_init(diary_medication_fields, &made);
  return made;
}

void medication_free(MedicationChange *change) {
  fields_free(diary_medication_fields, change);
}

bool diary_routine_night(int completed, const DiaryNight *night) {
  int until = ASLEEP_AT;
  if (night != NULL && night->bed_time != TIME_NOT_SAID) {
    /* A bed time before noon is one after midnight. */
    int bed = night->bed_time + (night->bed_time < DAY_MINUTES / 2 ? DAY_MINUTES : 0);
    until = bed + ASLEEP_AFTER_BED;
  }
  return completed >= ROUTINE_NIGHT_FROM && completed <= until;
}
