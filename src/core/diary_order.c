/* Which of two versions of a record is to be kept, the same on every machine and in any order.
 * Contract: nightcalf/diary.h. */
#include <string.h>

#include "nightcalf/diary.h"

/* -1, 0 or 1: whether the other number is smaller, as large or larger. */
static int order(int64_t one, int64_t other) {
  return (other > one) - (other < one);
}

static int order_texts(const char *one, const char *other) {
  int compared = strcmp(one, other);
  return (compared < 0) - (compared > 0);
}

/* The same of all rows, the first that differs deciding; but for the one named `last`. */
static int order_rows(const Field *table, const char *last, const void *one, const void *other) {
  for (const Field *field = table; field->name != NULL; field++) {
    int verdict = field->type == FIELD_TEXT
                      ? order_texts(diary_note(field, one), diary_note(field, other))
                      : order(diary_number(field, one), diary_number(field, other));
    if (verdict != 0 && (last == NULL || strcmp(field->name, last) != 0)) {
      return verdict;
    }
  }
  return 0;
}

static int order_times(WallTime one, WallTime other) {
  int verdict = order(one.utc_ms, other.utc_ms);
  return verdict != 0 ? verdict : order(one.offset_s, other.offset_s);
}

int diary_night_compare(const DiaryNight *one, const DiaryNight *other) {
  int verdict = order(one->modified_ms, other->modified_ms);
  if (verdict == 0) {
    verdict = order_rows(diary_night_fields, "cramp_count", one, other);
  }
  if (verdict == 0) {
    verdict = order_times(one->entered_at, other->entered_at);
  }
  return verdict != 0 ? verdict : order(one->cramp_count, other->cramp_count);
}

int habits_compare(const Habits *one, const Habits *other) {
  int verdict = order(one->modified_ms, other->modified_ms);
  return verdict != 0 ? verdict : order_rows(diary_habit_fields, NULL, one, other);
}

int medication_compare(const MedicationChange *one, const MedicationChange *other) {
  int verdict = order(one->modified_ms, other->modified_ms);
  if (verdict == 0) {
    verdict = order(one->night.day, other->night.day);
  }
  return verdict != 0 ? verdict : order_rows(diary_medication_fields, NULL, one, other);
}

int episode_compare(const Episode *one, const Episode *other) {
  int verdict = order(one->modified_ms, other->modified_ms);
  if (verdict == 0) {
    verdict = order(one->night.day, other->night.day);
  }
  if (verdict == 0) {
    verdict = order_times(one->onset, other->onset);
  }
  if (verdict == 0) {
    verdict = order(one->eased, other->eased);
  }
  return verdict != 0 ? verdict : order_rows(diary_episode_fields, NULL, one, other);
}
