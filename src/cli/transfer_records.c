/* The records of an export, one function a kind. Contract: transfer_records.h; their form is in
 * data/export-format.md. */
#include "transfer_records.h"

#include <stdlib.h>
#include <string.h>

#include "nightcalf/mem.h"

/* Far above what the program writes: whatever it exports it can import. */
enum { STEPS_MAX = 1000, ANSWERS_MAX = 100000, NAME_BYTES = 64 * 1024, WORDS_BYTES = 16 << 20 };

static const char *const step_outcomes[] = {"skipped", "partial", "done", "hidden", NULL};
static const char *const outcomes[] = {"partial", "completed", NULL};
static const char *const endings[] = {"crash", "end",   "user",   "red_flag",
                                      "hurt",  "drift", "hangup", NULL};
static const char *const removed_kinds[] = {"session", "episode", "medication_change", NULL};

/* -- Sessions -- */

/* Reads a text into *copy, owned. */
static bool copy_text(const RecordPlace *place, const json_t *object, const char *key,
                      size_t bytes_max, char **copy) {
  const char *text = NULL;
  if (!member_text(place, object, key, bytes_max, &text)) {
    return false;
  }
  *copy = mem_copy(text);
  return true;
}

static bool read_sides(const RecordPlace *place, json_t *step, StepRecord *record) {
  static const char *const names[] = {"left", "right", NULL};
  json_t *sides = json_object_get(step, "sides");
  if (!json_is_object(sides)) {
    return place_fault(place, "sides", "must be a group of \"left\" and \"right\"");
  }
  bool ok = member_seconds(place, sides, "left", &record->left);
  ok = member_seconds(place, sides, "right", &record->right) && ok;
  return members_known(place, sides, names, NULL) && ok;
}

static bool read_step(const RecordPlace *place, json_t *object, StepRow *step) {
  static const char *const names[] = {"id",     "title", "kind",     "outcome", "planned_s",
                                      "done_s", "sides", "finished", "hurt",    NULL};
  int outcome = 0;
  if (!json_is_object(object)) {
    return place_fault(place, NULL, "must be a group in { }");
  }
  bool ok = copy_text(place, object, "id", NAME_BYTES, &step->step_id);
  ok = copy_text(place, object, "title", NAME_BYTES, &step->title) && ok;
  ok = copy_text(place, object, "kind", NAME_BYTES, &step->kind) && ok;
  ok = member_word(place, object, "outcome", step_outcomes, &outcome) && ok;
  ok = member_seconds(place, object, "planned_s", &step->record.planned) && ok;
  ok = member_seconds(place, object, "done_s", &step->record.done) && ok;
  ok = read_sides(place, object, &step->record) && ok;
  ok = member_bool(place, object, "finished", &step->record.finished) && ok;
  ok = member_bool(place, object, "hurt", &step->record.hurt) && ok;
  step->outcome = (StepOutcome)outcome;
  return members_known(place, object, names, NULL) && ok;
}

static bool read_steps(const RecordPlace *place, const json_t *object, SessionRow *row) {
  const json_t *list = NULL;
  if (!member_list(place, object, "steps", STEPS_MAX, &list)) {
    return false;
  }
  bool ok = true;
  RecordPlace part = *place;
  part.part = "steps";
  row->steps = mem_new(json_array_size(list), sizeof *row->steps);
  row->step_count = json_array_size(list);
  for (size_t i = 0; i < row->step_count; i++) {
    part.part_index = i;
    ok = read_step(&part, json_array_get(list, i), &row->steps[i]) && ok;
  }
  return ok;
}

static bool read_answer(const RecordPlace *place, json_t *object, const SessionRow *row,
                        Answer *answer) {
  static const char *const names[] = {"step", "question", "answer", NULL};
  int64_t step = 1;
  if (!json_is_object(object)) {
    return place_fault(place, NULL, "must be a group in { }");
  }
  bool ok = member_count(place, object, "step", 1, (int64_t)row->step_count, &step);
  ok = copy_text(place, object, "question", WORDS_BYTES, &answer->question) && ok;
  ok = copy_text(place, object, "answer", WORDS_BYTES, &answer->answer) && ok;
  answer->step = (int)step - 1;
  return members_known(place, object, names, NULL) && ok;
}

static bool read_answers(const RecordPlace *place, const json_t *object, SessionRow *row) {
  const json_t *list = NULL;
  if (!member_list(place, object, "answers", ANSWERS_MAX, &list)) {
    return false;
  }
  bool ok = true;
  RecordPlace part = *place;
  part.part = "answers";
  row->answers = mem_new(json_array_size(list), sizeof *row->answers);
  row->answer_count = json_array_size(list);
  for (size_t i = 0; i < row->answer_count; i++) {
    part.part_index = i;
    ok = read_answer(&part, json_array_get(list, i), row, &row->answers[i]) && ok;
  }
  return ok;
}

/* When and how long. */
static bool read_times(const RecordPlace *place, const json_t *object, SessionRow *row) {
  bool ok = member_stamp(place, object, "started", &row->started);
  ok = member_stamp(place, object, "ended", &row->ended) && ok;
  ok = member_seconds(place, object, "planned_s", &row->planned) && ok;
  ok = member_seconds(place, object, "done_s", &row->done) && ok;
  ok = member_seconds(place, object, "paused_s", &row->paused) && ok;
  if (ok && row->ended.utc_ms < row->started.utc_ms) {
    return place_fault(place, "ended", "must not be before \"started\"");
  }
  return ok;
}

/* How it ended, and where it could be resumed. */
static bool read_ending(const RecordPlace *place, const json_t *object, SessionRow *row) {
  int outcome = 0;
  int ended_by = 0;
  int64_t step = 1;
  bool ok = member_word(place, object, "outcome", outcomes, &outcome);
  ok = member_word(place, object, "ended_by", endings, &ended_by) && ok;
  ok = member_bool(place, object, "open", &row->open) && ok;
  ok = member_count(place, object, "step", 1, STEPS_MAX + 1, &step) && ok;
  row->outcome = (Outcome)outcome;
  row->ended_by = (EndedBy)ended_by;
  row->step = (int)step - 1;
  return ok;
}

static bool read_session(const RecordPlace *place, json_t *object, SessionRow *row) {
  static const char *const names[] = {"uuid",     "routine",   "title",  "night",    "started",
                                      "ended",    "planned_s", "done_s", "paused_s", "outcome",
                                      "ended_by", "open",      "step",   "steps",    "answers",
                                      "snapshot", NULL};
  bool ok = member_uuid(place, object, "uuid", row->uuid);
  ok = copy_text(place, object, "routine", NAME_BYTES, &row->routine) && ok;
  ok = copy_text(place, object, "title", NAME_BYTES, &row->title) && ok;
  ok = member_night(place, object, "night", &row->night) && ok;
  ok = read_times(place, object, row) && ok;
  ok = read_ending(place, object, row) && ok;
  ok = read_steps(place, object, row) && ok;
  ok = read_answers(place, object, row) && ok;
  ok = copy_text(place, object, "snapshot", WORDS_BYTES, &row->snapshot) && ok;
  return members_known(place, object, names, NULL) && ok;
}

static bool take_session(const RecordPlace *place, json_t *object, RecordTake *take) {
  SessionRow row = {0};
  bool ok = read_session(place, object, &row);
  memcpy(take->key, row.uuid, sizeof take->key);
  if (ok && take->merge != NULL) {
    ok = store_merge_session(take->merge, &row, take->err);
  }
  session_row_free(&row);
  return ok;
}

/* -- The diary -- */

/* When it was last changed. */
static bool read_modified(const RecordPlace *place, const json_t *object, int64_t *modified_ms) {
  WallTime modified = {0};
  bool ok = member_stamp(place, object, "modified", &modified);
  *modified_ms = modified.utc_ms;
  return ok;
}

static bool take_episode(const RecordPlace *place, json_t *object, RecordTake *take) {
  static const char *const names[] = {"uuid",    "night",    "onset", "eased",
                                      "session", "modified", NULL};
  Episode episode = episode_new((WallTime){0}, (Night){0});
  char session[sizeof episode.uuid] = "";
  bool ok = member_uuid(place, object, "uuid", episode.uuid);
  ok = member_night(place, object, "night", &episode.night) && ok;
  ok = member_stamp(place, object, "onset", &episode.onset) && ok;
  ok = member_bool(place, object, "eased", &episode.eased) && ok;
  ok = (json_object_get(object, "session") == NULL ||
        member_uuid(place, object, "session", session)) &&
       ok;
  ok = member_answers(place, object, diary_episode_fields, &episode) && ok;
  ok = read_modified(place, object, &episode.modified_ms) && ok;
  ok = members_known(place, object, names, diary_episode_fields) && ok;
  memcpy(take->key, episode.uuid, sizeof take->key);
  if (ok && take->merge != NULL) {
    ok = store_merge_episode(take->merge, &episode, session, take->err);
  }
  episode_free(&episode);
  return ok;
}

/* When the count of a night was entered: it stands with a count, and with nothing else. */
static bool read_entered(const RecordPlace *place, const json_t *object, DiaryNight *row) {
  if (diary_night_recorded(row)) {
    return member_stamp(place, object, "entered", &row->entered_at);
  }
  return json_object_get(object, "entered") == NULL ||
         place_fault(place, "entered", "stands without \"cramp_count\"");
}

static bool take_night(const RecordPlace *place, json_t *object, RecordTake *take) {
  static const char *const names[] = {"night", "entered", "modified", NULL};
  DiaryNight row = diary_night_new((Night){0});
  bool ok = member_night(place, object, "night", &row.night);
  ok = member_answers(place, object, diary_night_fields, &row) && ok;
  ok = read_entered(place, object, &row) && ok;
  ok = read_modified(place, object, &row.modified_ms) && ok;
  ok = members_known(place, object, names, diary_night_fields) && ok;
  night_format(row.night, take->key);
  if (ok && take->merge != NULL) {
    ok = store_merge_night(take->merge, &row, take->err);
  }
  diary_night_free(&row);
  return ok;
}

static bool take_habits(const RecordPlace *place, json_t *object, RecordTake *take) {
  static const char *const names[] = {"night", "modified", NULL};
  Habits row = habits_new((Night){0});
  bool ok = member_night(place, object, "night", &row.night);
  ok = member_answers(place, object, diary_habit_fields, &row) && ok;
  ok = read_modified(place, object, &row.modified_ms) && ok;
  ok = members_known(place, object, names, diary_habit_fields) && ok;
  night_format(row.night, take->key);
  return ok && (take->merge == NULL || store_merge_habits(take->merge, &row, take->err));
}

static bool take_medication(const RecordPlace *place, json_t *object, RecordTake *take) {
  static const char *const names[] = {"uuid", "night", "modified", NULL};
  MedicationChange change = medication_new((Night){0});
  bool ok = member_uuid(place, object, "uuid", change.uuid);
  ok = member_night(place, object, "night", &change.night) && ok;
  ok = member_answers(place, object, diary_medication_fields, &change) && ok;
  ok = read_modified(place, object, &change.modified_ms) && ok;
  ok = members_known(place, object, names, diary_medication_fields) && ok;
  memcpy(take->key, change.uuid, sizeof take->key);
  if (ok && take->merge != NULL) {
    ok = store_merge_medication(take->merge, &change, take->err);
  }
  medication_free(&change);
  return ok;
}

static bool take_removed(const RecordPlace *place, json_t *object, RecordTake *take) {
  static const char *const names[] = {"uuid", "kind", NULL};
  int kind = 0;
  take->key[0] = '\0';
  bool ok = member_uuid(place, object, "uuid", take->key);
  ok = member_word(place, object, "kind", removed_kinds, &kind) && ok;
  ok = members_known(place, object, names, NULL) && ok;
  return ok && (take->merge == NULL ||
                store_merge_removed(take->merge, (RemovedKind)kind, take->key, take->err));
}

TakeRecord *const take_record[LIST_COUNT] = {
    [LIST_SESSIONS] = take_session, [LIST_EPISODES] = take_episode,
    [LIST_NIGHTS] = take_night,     [LIST_HABITS] = take_habits,
    [LIST_REMOVED] = take_removed,  [LIST_MEDICATION_CHANGES] = take_medication,
};
