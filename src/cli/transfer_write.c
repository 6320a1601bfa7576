/* Writing an export: one record a line, so that it streams, and two exports can be compared. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "json.h"
#include "nightcalf/format.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "transfer_json.h"

/* Twelve digits hold a day in minutes to the millisecond. */
static const size_t record_flags = JSON_ENSURE_ASCII | JSON_COMPACT | JSON_REAL_PRECISION(12);

const char *const transfer_list_names[LIST_COUNT] = {
    [LIST_SESSIONS] = "sessions", [LIST_EPISODES] = "episodes",
    [LIST_NIGHTS] = "nights",     [LIST_HABITS] = "habits",
    [LIST_REMOVED] = "removed",   [LIST_MEDICATION_CHANGES] = "medication_changes",
};

/* An export on its way. */
typedef struct Export {
  FILE *stream;
  TransferCounts counts;
  int list; /* the one that is open; -1: none yet */
} Export;

/* Closes lists and opens others until this one is open; LIST_COUNT: until all are closed. */
static void reach_list(Export *export, int list) {
  while (export->list < list) {
    if (export->list >= 0) {
      fputs(export->counts.of[export->list] > 0 ? "\n]" : "]", export->stream);
    }
    export->list++;
    if (export->list < LIST_COUNT) {
      fprintf(export->stream, ",\n\"%s\": [", transfer_list_names[export->list]);
    }
  }
}

/* Writes the record into its list; takes it over. False: the stream refuses more. */
static bool put_record(void *context, TransferList list, json_t *record) {
  Export *export = context;
  reach_list(export, (int)list);
  fputs(export->counts.of[list]++ > 0 ? ",\n" : "\n", export->stream);
  json_dumpf(record, export->stream, record_flags);
  json_decref(record);
  return ferror(export->stream) == 0;
}

/* A text exactly as it is kept; only bytes that are no UTF-8 become marks. */
static json_t *exact_text(const char *text) {
  json_t *value = json_string(text != NULL ? text : "");
  return value != NULL ? value : json_of_text(text);
}

static json_t *night_text(Night night) {
  char text[NIGHT_TEXT_SIZE];
  night_format(night, text);
  return json_string(text);
}

static json_t *stamp_text(WallTime when) {
  char text[FORMAT_SIZE];
  format_stamp(when, text);
  return json_string(text);
}

static json_t *modified_text(int64_t modified_ms) {
  return stamp_text((WallTime){modified_ms, 0});
}

static json_t *minutes_number(Millis length) {
  return length % 60000 == 0 ? json_integer(length / 60000) : json_real((double)length / 60000.0);
}

static json_t *set_array(const Field *field, int64_t bits) {
  json_t *array = json_array();
  for (int i = 0; field->words[i] != NULL; i++) {
    if ((bits >> i & 1) != 0) {
      json_array_append_new(array, json_string(field->words[i]));
    }
  }
  return array;
}

/* One answer, by its row. */
static json_t *answer_value(const Field *field, const void *object) {
  int64_t number = diary_number(field, object);
  switch (field->type) {
  case FIELD_TEXT:
    return exact_text(diary_note(field, object));
  case FIELD_FLAG:
    return json_boolean(number);
  case FIELD_WORDS:
    return set_array(field, number);
  case FIELD_SECONDS:
    return minutes_number(number);
  case FIELD_COUNT:
    return json_integer(number);
  default: {
    char *text = diary_text(field, object);
    json_t *value = json_string(text);
    free(text);
    return value;
  }
  }
}

/* Every answer that was given; what was not said is left out. */
static void put_answers(json_t *record, const Field *table, const void *object) {
  for (const Field *field = table; field->name != NULL; field++) {
    if (diary_said(field, object)) {
      json_put(record, field->name, answer_value(field, object));
    }
  }
}

static json_t *step_record(const StepRow *step) {
  json_t *sides = json_object();
  json_put(sides, "left", json_of_seconds(step->record.left));
  json_put(sides, "right", json_of_seconds(step->record.right));
  json_t *object = json_object();
  json_put(object, "id", exact_text(step->step_id));
  json_put(object, "title", exact_text(step->title));
  json_put(object, "kind", exact_text(step->kind));
  json_put(object, "outcome", json_string(step_outcome_name(step->outcome)));
  json_put(object, "planned_s", json_of_seconds(step->record.planned));
  json_put(object, "done_s", json_of_seconds(step->record.done));
  json_put(object, "sides", sides);
  json_put(object, "finished", json_boolean(step->record.finished));
  json_put(object, "hurt", json_boolean(step->record.hurt));
  return object;
}

static json_t *answer_record(const Answer *answer) {
  json_t *object = json_object();
  json_put(object, "step", json_integer(answer->step + 1));
  json_put(object, "question", exact_text(answer->question));
  json_put(object, "answer", exact_text(answer->answer));
  return object;
}

static bool put_session(void *context, const SessionRow *row) {
  json_t *steps = json_array();
  for (size_t i = 0; i < row->step_count; i++) {
    json_array_append_new(steps, step_record(&row->steps[i]));
  }
  json_t *answers = json_array();
  for (size_t i = 0; i < row->answer_count; i++) {
    json_array_append_new(answers, answer_record(&row->answers[i]));
  }
  json_t *record = json_object();
  json_put(record, "uuid", json_string(row->uuid));
  json_put(record, "routine", exact_text(row->routine));
  json_put(record, "title", exact_text(row->title));
  json_put(record, "night", night_text(row->night));
  json_put(record, "started", stamp_text(row->started));
  json_put(record, "ended", stamp_text(row->ended));
  json_put(record, "planned_s", json_of_seconds(row->planned));
  json_put(record, "done_s", json_of_seconds(row->done));
  json_put(record, "paused_s", json_of_seconds(row->paused));
  json_put(record, "outcome", json_string(outcome_name(row->outcome)));
  json_put(record, "ended_by", json_string(ended_by_name(row->ended_by)));
  json_put(record, "open", json_boolean(row->open));
  json_put(record, "step", json_integer(row->step + 1));
  json_put(record, "steps", steps);
  json_put(record, "answers", answers);
  json_put(record, "snapshot", exact_text(row->snapshot));
  return put_record(context, LIST_SESSIONS, record);
}

static bool put_episode(void *context, const Episode *episode, const char *session) {
  json_t *record = json_object();
  json_put(record, "uuid", json_string(episode->uuid));
  json_put(record, "night", night_text(episode->night));
  json_put(record, "onset", stamp_text(episode->onset));
  json_put(record, "eased", json_boolean(episode->eased));
  if (*session != '\0') {
    json_put(record, "session", json_string(session));
  }
  put_answers(record, diary_episode_fields, episode);
  json_put(record, "modified", modified_text(episode->modified_ms));
  return put_record(context, LIST_EPISODES, record);
}

static bool put_night(void *context, const DiaryNight *row) {
  json_t *record = json_object();
  json_put(record, "night", night_text(row->night));
  put_answers(record, diary_night_fields, row);
  if (diary_night_recorded(row)) {
    json_put(record, "entered", stamp_text(row->entered_at));
  }
  json_put(record, "modified", modified_text(row->modified_ms));
  return put_record(context, LIST_NIGHTS, record);
}

static bool put_habits(void *context, const Habits *row) {
  json_t *record = json_object();
  json_put(record, "night", night_text(row->night));
  put_answers(record, diary_habit_fields, row);
  json_put(record, "modified", modified_text(row->modified_ms));
  return put_record(context, LIST_HABITS, record);
}

static bool put_medication(void *context, const MedicationChange *change) {
  json_t *record = json_object();
  json_put(record, "uuid", json_string(change->uuid));
  json_put(record, "night", night_text(change->night));
  put_answers(record, diary_medication_fields, change);
  json_put(record, "modified", modified_text(change->modified_ms));
  return put_record(context, LIST_MEDICATION_CHANGES, record);
}

static bool put_removed(void *context, RemovedKind kind, const char *uuid) {
  json_t *record = json_object();
  json_put(record, "kind", json_string(removed_kind_name(kind)));
  json_put(record, "uuid", json_string(uuid));
  return put_record(context, LIST_REMOVED, record);
}

bool transfer_write(Store *store, FILE *stream, TransferCounts *counts, Error *err) {
  return transfer_write_with(store, NULL, stream, counts, err);
}

bool transfer_write_with(Store *store, json_t *settings, FILE *stream, TransferCounts *counts,
                         Error *err) {
  Export export = {.stream = stream, .list = -1};
  const TransferOut out = {
      .context = &export,
      .session = put_session,
      .episode = put_episode,
      .night = put_night,
      .habits = put_habits,
      .medication = put_medication,
      .removed = put_removed,
  };
  fprintf(stream, "{\n\"format\": \"nightcalf-export\",\n\"version\": %d", TRANSFER_VERSION);
  if (settings != NULL) {
    fputs(",\n\"settings\": ", stream);
    json_dumpf(settings, stream, record_flags);
    json_decref(settings);
  }
  if (!store_transfer(store, &out, err)) {
    return false;
  }
  reach_list(&export, LIST_COUNT);
  fputs("\n}\n", stream);
  if (counts != NULL) {
    *counts = export.counts;
  }
  return true;
}
