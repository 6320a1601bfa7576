/* One key, one answer: what a key says about the marked line, kept at once. */
#include <stdlib.h>
#include <string.h>

#include "diary.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "words.h"

enum { TEN = 10 };

/* ---- keeping ---- */

/* After something was kept or refused: tells what went wrong, and reads the night anew. */
static void settle(Diary *diary, bool kept, const Error *err) {
  diary_notice(diary, kept ? NULL : words_sentence(err->text));
  if (kept) {
    diary_read_night(diary);
  }
}

static void keep_habits(Diary *diary, const Habits *habits) {
  Error err = {{0}};
  DiaryEntry entry = {.habits = habits};
  bool kept = app_log(diary->app, &entry, &err);
  settle(diary, kept, &err);
}

/* counted: its number of cramps is the answer. */
static void keep_night(Diary *diary, const DiaryNight *night, bool counted) {
  Error err = {{0}};
  DiaryEntry entry = {.night = night, .counted = counted};
  bool kept = app_log(diary->app, &entry, &err);
  settle(diary, kept, &err);
}

/* Keeps a number as the answer of a line that is no text. */
static void keep_number(Diary *diary, const DiaryLine *line, int64_t number) {
  if (line->habit) {
    Habits habits = diary->habits;
    diary_set_number(line->field, &habits, number);
    keep_habits(diary, &habits);
    return;
  }
  DiaryNight night = diary->kept; /* the texts stay the diary's */
  diary_set_number(line->field, &night, number);
  keep_night(diary, &night, line->field->offset == offsetof(DiaryNight, cramp_count));
}

/* ---- numbers ---- */

/* Two digits in a row are one number, where it can be so large. */
static void say_digit(Diary *diary, const DiaryLine *line, int digit) {
  int longer = diary->typing ? diary->number * TEN + digit : digit;
  diary->number = longer <= line->field->maximum ? longer : digit;
  diary->typing = true;
  keep_number(diary, line, diary->number);
}

/* The answers of a line that are chosen by their number, from 1; 0: it has none. */
static size_t choices_of(const DiaryLine *line, const int **quick) {
  const Field *field = line->field;
  size_t count = 0;
  *quick = diary_quick(line, &count);
  if (*quick != NULL || field->words == NULL) {
    return count;
  }
  while (field->words[count] != NULL) {
    count++;
  }
  return field->words[0][0] == '\0' ? count - 1 : count;
}

/* Ticks one word of a set, or clears it; the first one, where it means none, stands alone. */
static int64_t ticked(const Field *field, int64_t bits, size_t word) {
  bool has_none = strcmp(field->words[0], "none") == 0;
  bits ^= INT64_C(1) << word;
  if (has_none && word == 0) {
    return bits & 1;
  }
  return has_none ? bits & ~INT64_C(1) : bits;
}

/* Takes the answer of that number, from 1. */
static void choose(Diary *diary, const DiaryLine *line, size_t answer) {
  const Field *field = line->field;
  const int *quick = NULL;
  if (answer < 1 || answer > choices_of(line, &quick)) {
    return;
  }
  if (quick != NULL) {
    keep_number(diary, line, quick[answer - 1]);
  } else if (field->type == FIELD_WORDS) {
    int64_t bits = diary_number(field, diary_object(diary, line));
    keep_number(diary, line, ticked(field, bits, answer - 1));
  } else {
    keep_number(diary, line, (int64_t)answer);
  }
}

void diary_digit(Diary *diary, int digit) {
  const DiaryLine line = *diary_marked(diary);
  switch (diary_moment(diary)) {
  case DIARY_NUMBER:
    say_digit(diary, &line, digit);
    break;
  case DIARY_QUICK:
  case DIARY_WORD:
    choose(diary, &line, (size_t)digit);
    break;
  default:
    break;
  }
}

void diary_yes_no(Diary *diary, bool yes) {
  const DiaryLine line = *diary_marked(diary);
  if (line.field->offset == offsetof(DiaryNight, excused) && !line.habit) {
    if (yes != diary->kept.excused) {
      diary_excuse(diary);
    }
    return;
  }
  bool flag = line.field->type == FIELD_FLAG;
  int64_t number = flag ? (yes ? 1 : 0) : (yes ? YESNO_YES : YESNO_NO);
  keep_number(diary, &line, number);
}

/* The next of a few values, or the one before. */
static int64_t quick_step(const int *quick, size_t count, int64_t now, int by) {
  int64_t found = now < 0 ? quick[0] : now;
  for (size_t i = 0; i < count; i++) {
    int value = quick[by > 0 ? i : count - 1 - i];
    if (by > 0 ? value > now : value < now) {
      return value;
    }
  }
  return found;
}

void diary_step(Diary *diary, int by) {
  const DiaryLine line = *diary_marked(diary);
  int64_t now = diary_number(line.field, diary_object(diary, &line));
  int64_t next = now < 0 && by < 0 ? 0 : (now < 0 ? 0 : now) + by;
  if (diary_moment(diary) == DIARY_QUICK) {
    size_t count = 0;
    const int *quick = diary_quick(&line, &count);
    next = quick_step(quick, count, now, by);
  }
  if (next != now && field_in_range(line.field, next)) {
    keep_number(diary, &line, next);
  }
}

void diary_same(Diary *diary) {
  const DiaryLine line = *diary_marked(diary);
  if (line.kind == LINE_ANSWER && line.habit && diary_said(line.field, &diary->before)) {
    keep_number(diary, &line, diary_number(line.field, &diary->before));
  }
}

void diary_unsay(Diary *diary) {
  const DiaryLine line = *diary_marked(diary);
  if (!diary_said(line.field, diary_object(diary, &line))) {
    return;
  }
  if (line.habit) {
    Habits habits = diary->habits;
    diary_clear(line.field, &habits);
    keep_habits(diary, &habits);
    return;
  }
  if (line.field->offset == offsetof(DiaryNight, excused)) {
    diary_excuse(diary);
    return;
  }
  if (line.field->type != FIELD_TEXT) {
    keep_number(diary, &line, line.field->default_value);
    return;
  }
  diary_set_note(line.field, &diary->kept, "");
  keep_night(diary, &diary->kept, false);
}

/* ---- excuse and removal ---- */

void diary_excuse(Diary *diary) {
  Error err = {{0}};
  bool excused = !diary->kept.excused;
  bool kept = app_log_excuse(diary->app, diary->night, excused,
                             excused ? diary->kept.excused_reason : NULL, &err);
  settle(diary, kept, &err);
  if (kept && excused) {
    diary_mark_row(diary, "excused_reason");
    diary_notice(diary, mem_copy(_("No routine was due: the night does not count as missed.")));
  } else if (kept) {
    diary_mark_row(diary, "excused");
  }
}

void diary_remove(Diary *diary) {
  const DiaryLine line = *diary_marked(diary);
  Error err = {{0}};
  bool kept = false;
  diary->removing = false;
  if (line.kind == LINE_CRAMP) {
    kept = app_log_remove_episode(diary->app, diary->cramps[line.index].id, &err);
  } else {
    kept = app_log_remove_medication(diary->app, diary->medicines[line.index].id, &err);
  }
  settle(diary, kept, &err);
  if (kept) {
    diary_notice(diary, mem_copy(_("Removed.")));
  }
}
