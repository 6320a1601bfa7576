/* A night of the diary as lines: what was read of it, which lines there are, and which is marked.
 */
#include <stdlib.h>
#include <string.h>

#include "diary.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "words.h"

void diary_notice(Diary *diary, char *text) {
  free(diary->notice);
  diary->notice = text;
}

void diary_forget(Diary *diary) {
  diary_night_free(&diary->kept);
  for (size_t i = 0; i < diary->cramp_count; i++) {
    episode_free(&diary->cramps[i]);
  }
  for (size_t i = 0; i < diary->medicine_count; i++) {
    medication_free(&diary->medicines[i]);
  }
  free(diary->cramps);
  free(diary->medicines);
  free(diary->lines);
  diary->cramps = NULL;
  diary->medicines = NULL;
  diary->lines = NULL;
  diary->cramp_count = 0;
  diary->medicine_count = 0;
  diary->line_count = 0;
}

/* ---- reading ---- */

static bool take_cramp(void *context, const Episode *episode) {
  Diary *diary = context;
  diary->cramps = mem_resize(diary->cramps, diary->cramp_count + 1, sizeof *diary->cramps);
  diary->cramps[diary->cramp_count] = *episode;
  diary->cramps[diary->cramp_count].note = mem_copy(episode->note);
  diary->cramp_count++;
  return true;
}

static bool take_medicine(void *context, const MedicationChange *change) {
  Diary *diary = context;
  diary->medicines =
      mem_resize(diary->medicines, diary->medicine_count + 1, sizeof *diary->medicines);
  diary->medicines[diary->medicine_count] = *change;
  diary->medicines[diary->medicine_count].name = mem_copy(change->name);
  diary->medicine_count++;
  return true;
}

/* Fills in what the record says. False with err: as far as it could be read. */
static bool read_record(Diary *diary, Error *err) {
  Store *store = app_store(diary->app, STORE_READ, err);
  Night night = diary->night;
  Night before = {night.day - 1};
  bool found = false;
  return store != NULL && store_night_get(store, night, &diary->kept, &found, err) &&
         store_habits_get(store, night, &diary->habits, &found, err) &&
         store_habits_get(store, before, &diary->before, &found, err) &&
         store_episodes(store, night, night, take_cramp, diary, err) &&
         store_medications(store, night, night, take_medicine, diary, err);
}

/* ---- lines ---- */

static void add_line(Diary *diary, DiaryLine line) {
  diary->lines = mem_resize(diary->lines, diary->line_count + 1, sizeof *diary->lines);
  diary->lines[diary->line_count] = line;
  diary->line_count++;
}

static void add_heading(Diary *diary, const char *heading) {
  add_line(diary, (DiaryLine){.kind = LINE_HEADING, .heading = heading});
}

static bool is_count(const Field *field) {
  return field->offset == offsetof(DiaryNight, cramp_count);
}

/* Whether a row of the night is asked: on a night without a cramp nothing about cramps, and why no
 * routine was due only where none was. */
static bool is_asked(const Diary *diary, const Field *field) {
  bool of_cramps = field->offset == offsetof(DiaryNight, awakenings_cramp) ||
                   field->offset == offsetof(DiaryNight, sleep_disturbance_nrs) ||
                   field->offset == offsetof(DiaryNight, waso_cramp);
  if (diary_said(field, &diary->kept)) {
    return true;
  }
  if (field->offset == offsetof(DiaryNight, excused_reason)) {
    return diary->kept.excused;
  }
  return diary->kept.cramp_count != 0 || !of_cramps;
}

/* Whether a habit is shown: one on request only where it was asked for, or is said. */
static bool is_habit_shown(const Diary *diary, const Field *field) {
  return diary->more_habits || !habit_on_request(field) || diary_said(field, &diary->habits) ||
         diary_said(field, &diary->before);
}

static void add_cramps(Diary *diary) {
  for (const Field *field = diary_night_fields; field->name != NULL; field++) {
    if (is_count(field)) {
      add_line(diary, (DiaryLine){.kind = LINE_ANSWER, .field = field});
    }
  }
  for (size_t i = 0; i < diary->cramp_count; i++) {
    add_line(diary, (DiaryLine){.kind = LINE_CRAMP, .index = i});
  }
  add_line(diary, (DiaryLine){.kind = LINE_ADD_CRAMP});
}

static void add_night(Diary *diary) {
  add_heading(diary, _("The night"));
  for (const Field *field = diary_night_fields; field->name != NULL; field++) {
    if (!is_count(field) && is_asked(diary, field)) {
      add_line(diary, (DiaryLine){.kind = LINE_ANSWER, .field = field});
    }
  }
}

static void add_habits(Diary *diary) {
  bool hidden = false;
  add_heading(diary, _("The day before it"));
  for (const Field *field = diary_habit_fields; field->name != NULL; field++) {
    if (is_habit_shown(diary, field)) {
      add_line(diary, (DiaryLine){.kind = LINE_ANSWER, .habit = true, .field = field});
    } else {
      hidden = true;
    }
  }
  if (hidden) {
    add_line(diary, (DiaryLine){.kind = LINE_MORE_HABITS});
  }
}

static void add_medicines(Diary *diary) {
  add_heading(diary, _("Medicines"));
  for (size_t i = 0; i < diary->medicine_count; i++) {
    add_line(diary, (DiaryLine){.kind = LINE_MEDICINE, .index = i});
  }
  add_line(diary, (DiaryLine){.kind = LINE_ADD_MEDICINE});
}

/* The id of what a line stands for; 0: nothing of its own. */
static int64_t id_of(const Diary *diary, const DiaryLine *line) {
  switch (line->kind) {
  case LINE_CRAMP:
    return diary->cramps[line->index].id;
  case LINE_MEDICINE:
    return diary->medicines[line->index].id;
  default:
    return 0;
  }
}

void diary_read_night(Diary *diary) {
  Error err = {{0}};
  DiaryLine was = {.kind = LINE_HEADING};
  int64_t id = 0;
  if (diary->line_count > 0) {
    was = *diary_marked(diary);
    id = id_of(diary, &was);
  }
  diary_forget(diary);
  diary->now = app_night_now(diary->app);
  diary->kept = diary_night_new(diary->night);
  diary->habits = habits_new(diary->night);
  diary->before = habits_new((Night){diary->night.day - 1});
  if (!read_record(diary, &err)) {
    diary_notice(diary, words_sentence(err.text));
  }
  add_cramps(diary);
  add_night(diary);
  add_habits(diary);
  add_medicines(diary);
  size_t most = diary->line_count - 1;
  diary->selected = diary->selected > most ? most : diary->selected;
  for (size_t i = 0; i < diary->line_count; i++) {
    const DiaryLine *line = &diary->lines[i];
    if (was.kind != LINE_HEADING && line->kind == was.kind && line->field == was.field &&
        id_of(diary, line) == id) {
      diary->selected = i;
    }
  }
  if (diary_marked(diary)->kind == LINE_HEADING) {
    diary_move(diary, -1);
  }
}

/* ---- the mark ---- */

DiaryLine *diary_marked(const Diary *diary) {
  return &diary->lines[diary->selected];
}

void diary_move(Diary *diary, int by) {
  size_t at = diary->selected;
  for (int left = by < 0 ? -by : by; left > 0; left--) {
    size_t next = at;
    do {
      if (next == (by < 0 ? 0 : diary->line_count - 1)) {
        next = at;
        break;
      }
      next = by < 0 ? next - 1 : next + 1;
    } while (diary->lines[next].kind == LINE_HEADING);
    at = next;
  }
  diary->selected = at;
}

void diary_mark_kept(Diary *diary, LineKind kind, int64_t id) {
  for (size_t i = 0; i < diary->line_count; i++) {
    if (diary->lines[i].kind == kind && id_of(diary, &diary->lines[i]) == id) {
      diary->selected = i;
    }
  }
}

void diary_mark_row(Diary *diary, const char *name) {
  for (size_t i = 0; i < diary->line_count; i++) {
    const DiaryLine *line = &diary->lines[i];
    if (line->kind == LINE_ANSWER && !line->habit && strcmp(line->field->name, name) == 0) {
      diary->selected = i;
    }
  }
}

bool cramp_is_bare(const Episode *episode) {
  return episode->side == SIDE_NONE || episode->muscle == MUSCLE_UNKNOWN || episode->severity < 0;
}

void diary_go(Diary *diary, Night night) {
  Night tonight = app_night_now(diary->app).tonight;
  diary->night = night.day > tonight.day ? tonight : night;
  diary->line_count = 0;
  diary->selected = 0;
  diary->advised = false;
  diary->typing = false;
  diary_read_night(diary);
  for (size_t i = diary->cramp_count; i > 0 && diary_night_recorded(&diary->kept); i--) {
    if (cramp_is_bare(&diary->cramps[i - 1])) {
      diary_mark_kept(diary, LINE_CRAMP, diary->cramps[i - 1].id);
    }
  }
}

/* ---- what keys mean ---- */

const void *diary_object(const Diary *diary, const DiaryLine *line) {
  return line->habit ? (const void *)&diary->habits : (const void *)&diary->kept;
}

bool diary_is_yes_no(const Field *field) {
  return field->type == FIELD_FLAG ||
         (field->type == FIELD_WORD && strcmp(field->words[1], "no") == 0 &&
          strcmp(field->words[2], "yes") == 0 && field->words[3] == NULL);
}

const int *diary_quick(const DiaryLine *line, size_t *count) {
  *count = 0;
  return line->habit ? habit_quick(line->field, count) : NULL;
}

static DiaryMoment answer_moment(const DiaryLine *line) {
  const Field *field = line->field;
  size_t count = 0;
  const int *quick = diary_quick(line, &count);
  if (diary_is_yes_no(field)) {
    return DIARY_YES_NO;
  }
  switch (field->type) {
  case FIELD_COUNT:
    /* where the keys are the numbers themselves, digits say it */
    return quick != NULL && quick[count - 1] != (int)count - 1 ? DIARY_QUICK : DIARY_NUMBER;
  case FIELD_WORD:
  case FIELD_WORDS:
    return DIARY_WORD;
  default:
    return DIARY_TYPED;
  }
}

DiaryMoment diary_moment(const Diary *diary) {
  const DiaryLine *line = diary_marked(diary);
  if (diary->removing) {
    return DIARY_REMOVING;
  }
  switch (line->kind) {
  case LINE_ANSWER:
    return answer_moment(line);
  case LINE_CRAMP:
    return DIARY_CRAMP;
  case LINE_MEDICINE:
    return DIARY_MEDICINE;
  default:
    return DIARY_ADD;
  }
}
