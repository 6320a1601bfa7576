/* The record as CSV. Contract: history_csv.h. */
#include "history_csv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "csv.h"
#include "nightcalf/format.h"
#include "nightcalf/mem.h"

static const char *const kinds[] = {
    [HISTORY_CSV_SESSIONS] = "sessions",
    [HISTORY_CSV_NIGHTS] = "nights",
    [HISTORY_CSV_CRAMPS] = "cramps",
    [HISTORY_CSV_MEDICINES] = "medicines",
    NULL,
};

bool history_csv_parse(const char *text, HistoryCsv *kind) {
  for (int i = 0; kinds[i] != NULL; i++) {
    if (strcmp(kinds[i], text) == 0) {
      *kind = (HistoryCsv)i;
      return true;
    }
  }
  return false;
}

static void print_session_names(Csv *csv) {
  static const char *const names[] = {
      "uuid",   "routine",  "title",   "night",    "started", "ended",      "planned_s",
      "done_s", "paused_s", "outcome", "ended_by", "open",    "steps_done", "steps_total"};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    csv_text(csv, names[i]);
  }
  csv_row_end(csv);
}

static bool print_session(void *context, const SessionRow *row) {
  Csv *csv = context;
  char night[NIGHT_TEXT_SIZE];
  char started[FORMAT_SIZE];
  char ended[FORMAT_SIZE];
  int64_t steps_done = 0;
  for (size_t i = 0; i < row->step_count; i++) {
    steps_done += row->steps[i].outcome == STEP_DONE ? 1 : 0;
  }
  night_format(row->night, night);
  format_wall(row->started, started);
  format_wall(row->ended, ended);
  csv_text(csv, row->uuid);
  csv_text(csv, row->routine);
  csv_text(csv, row->title);
  csv_text(csv, night);
  csv_text(csv, started);
  csv_text(csv, ended);
  csv_seconds(csv, row->planned);
  csv_seconds(csv, row->done);
  csv_seconds(csv, row->paused);
  csv_text(csv, outcome_name(row->outcome));
  csv_text(csv, ended_by_name(row->ended_by));
  csv_text(csv, row->open ? "true" : "false");
  csv_number(csv, steps_done);
  csv_number(csv, (int64_t)row->step_count);
  csv_row_end(csv);
  return !ferror(stdout);
}

static void print_night(Csv *csv, Night night) {
  char text[NIGHT_TEXT_SIZE];
  night_format(night, text);
  csv_text(csv, text);
}

static void print_time(Csv *csv, WallTime when) {
  char text[FORMAT_SIZE];
  format_wall(when, text);
  csv_text(csv, text);
}

static bool print_cramp(void *context, const Episode *episode) {
  Csv *csv = context;
  csv_text(csv, episode->uuid);
  print_night(csv, episode->night);
  print_time(csv, episode->onset);
  csv_fields(csv, diary_episode_fields, episode);
  csv_row_end(csv);
  return !ferror(stdout);
}

static bool print_medicine(void *context, const MedicationChange *change) {
  Csv *csv = context;
  csv_text(csv, change->uuid);
  print_night(csv, change->night);
  csv_fields(csv, diary_medication_fields, change);
  csv_row_end(csv);
  return !ferror(stdout);
}

/* Nights of either kind, in the order of their dates. */
typedef struct NightRows {
  Csv *csv;
  Habits *habits;
  size_t count, next;
} NightRows;

static bool keep_habits(void *context, const Habits *row) {
  NightRows *rows = context;
  rows->habits = mem_resize(rows->habits, rows->count + 1, sizeof *rows->habits);
  rows->habits[rows->count++] = *row;
  return true;
}

/* A line of a night; either may have nothing to say. */
static void print_day(const NightRows *rows, const DiaryNight *night, const Habits *habits) {
  Csv *csv = rows->csv;
  print_night(csv, night->night);
  if (diary_night_recorded(night)) {
    print_time(csv, night->entered_at);
  } else {
    csv_text(csv, NULL);
  }
  csv_fields(csv, diary_night_fields, night);
  csv_fields(csv, diary_habit_fields, habits);
  csv_row_end(csv);
}

/* Prints the days with habits alone, up to before this night. */
static void print_days_before(NightRows *rows, int32_t day) {
  for (; rows->next < rows->count && rows->habits[rows->next].night.day < day; rows->next++) {
    DiaryNight night = diary_night_new(rows->habits[rows->next].night);
    print_day(rows, &night, &rows->habits[rows->next]);
  }
}

static bool print_diary(void *context, const DiaryNight *row) {
  NightRows *rows = context;
  print_days_before(rows, row->night.day);
  Habits habits = habits_new(row->night);
  if (rows->next < rows->count && rows->habits[rows->next].night.day == row->night.day) {
    habits = rows->habits[rows->next++];
  }
  print_day(rows, row, &habits);
  return !ferror(stdout);
}

static bool print_nights(Store *store, Csv *csv, Night from, Night until, Error *err) {
  NightRows rows = {.csv = csv};
  csv_text(csv, "night");
  csv_text(csv, "entered");
  csv_field_names(csv, diary_night_fields);
  csv_field_names(csv, diary_habit_fields);
  csv_row_end(csv);
  bool read = store_habits(store, from, until, keep_habits, &rows, err) &&
              store_nights(store, from, until, print_diary, &rows, err);
  if (read) {
    print_days_before(&rows, INT32_MAX);
  }
  free(rows.habits);
  return read;
}

bool history_csv_print(Store *store, HistoryCsv kind, const HistoryFilter *filter, Error *err) {
  Csv csv = {.stream = stdout};
  Night from = filter->has_since ? filter->since : (Night){civil_day(1, 1, 1)};
  Night until = filter->has_until ? filter->until : (Night){civil_day(9999, 12, 31)};
  switch (kind) {
  case HISTORY_CSV_NIGHTS:
    return print_nights(store, &csv, from, until, err);
  case HISTORY_CSV_CRAMPS:
    csv_text(&csv, "uuid");
    csv_text(&csv, "night");
    csv_text(&csv, "onset");
    csv_field_names(&csv, diary_episode_fields);
    csv_row_end(&csv);
    return store_episodes(store, from, until, print_cramp, &csv, err);
  case HISTORY_CSV_MEDICINES:
    csv_text(&csv, "uuid");
    csv_text(&csv, "night");
    csv_field_names(&csv, diary_medication_fields);
    csv_row_end(&csv);
    return store_medications(store, from, until, print_medicine, &csv, err);
  case HISTORY_CSV_SESSIONS:
    break;
  }
  print_session_names(&csv);
  return store_sessions(store, filter, print_session, &csv, err);
}
