/* Making the small diary. Contract: nights_bench.h. */
#include "nights_bench.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/mem.h"
#include "nightcalf/transfer.h"
#include "temp_folder.h"

#define DAY_MS INT64_C(86400000)
enum { OFFSET = 3600, MINUTE_MS = 60 * 1000, STEPS = 2, LATE_NIGHT = 5, NOTED_NIGHT = 57 };

/* A sign a night, oldest first: the number of cramps, "." where it was not recorded. */
static const char cramps[NIGHTS_COUNT + 1] =
    "10210310121.2011021031021.20110001.0100100001..000100010.001";
/* What became of the routine: c completed, p in part, e excused. */
static const char routine[NIGHTS_COUNT + 1] =
    "........................c...p..ccccccpccc.ccecccccecccpccc.c";

/* What is being written. */
typedef struct Writing {
  Store *store;
  Merge *merge;
  int made;
} Writing;

static void begin(ScreenBench *bench, Writing *writing) {
  Error err = {{0}};
  *writing = (Writing){.store = app_store(&bench->app, STORE_WRITE, &err)};
  ck_assert_msg(writing->store != NULL, "%s", err.text);
  writing->merge = store_merge_begin(writing->store, &err);
  ck_assert_msg(writing->merge != NULL, "%s", err.text);
}

static void end(const Writing *writing) {
  Error err = {{0}};
  ck_assert_msg(store_merge_end(writing->merge, true, NULL, &err), "%s", err.text);
}

static void make_uuid(Writing *writing, char uuid[37]) {
  snprintf(uuid, 37, "00000000-0000-4000-8000-%012d", writing->made++);
}

static WallTime moment_of(Night night, int minutes) {
  return (WallTime){
      (int64_t)night.day * DAY_MS - OFFSET * INT64_C(1000) + (int64_t)minutes * MINUTE_MS, OFFSET};
}

static void add_session(Writing *writing, Night night, int began, bool completed,
                        const char *title) {
  Error err = {{0}};
  Millis done = completed ? 60000 : 21000;
  StepRow steps[STEPS] = {
      {.step_id = mem_copy("wall"),
       .title = mem_copy("Wall stretch"),
       .kind = mem_copy("hold"),
       .outcome = STEP_DONE,
       .record =
           {.planned = 20000, .done = 20000, .left = 10000, .right = 10000, .finished = true}},
      {.step_id = mem_copy("ask"),
       .title = mem_copy("Is it easing?"),
       .kind = mem_copy("prompt"),
       .outcome = completed ? STEP_DONE : STEP_PARTIAL,
       .record = {.planned = 40000, .done = done - 20000, .finished = completed}},
  };
  Answer answer = {1, mem_copy("Is it easing?"), mem_copy("Easing")};
  SessionRow row = {
      .routine = mem_copy("legs"),
      .title = mem_copy(title),
      .snapshot = mem_copy("format = 1;\n"),
      .night = night,
      .started = moment_of(night, began),
      .ended = moment_of(night, began + 2),
      .planned = 60000,
      .done = done,
      .paused = completed ? 0 : 30000,
      .outcome = completed ? OUTCOME_COMPLETED : OUTCOME_PARTIAL,
      .ended_by = completed ? ENDED_END : ENDED_USER,
      .steps = mem_new(STEPS, sizeof(StepRow)),
      .step_count = STEPS,
      .answers = mem_new(1, sizeof(Answer)),
      .answer_count = 1,
  };
  memcpy(row.steps, steps, sizeof steps);
  row.answers[0] = answer;
  make_uuid(writing, row.uuid);
  if (strcmp(title, "Evening legs") != 0) {
    free(row.routine);
    row.routine = mem_copy("short");
  }
  ck_assert_msg(store_merge_session(writing->merge, &row, &err), "%s", err.text);
  session_row_free(&row);
}

static void add_episode(Writing *writing, Night night, int index) {
  Error err = {{0}};
  Episode episode = episode_new(moment_of(night, 24 * 60 + 150 + (index * 37) % 120), night);
  make_uuid(writing, episode.uuid);
  episode.side = (Side)(1 + index % 2);
  episode.muscle = index % 3 == 0 ? MUSCLE_FOOT_ARCH : MUSCLE_CALF;
  episode.severity = 8 - index % 5;
  episode.duration = (60 + index % 4 * 45) * INT64_C(1000);
  episode.eased = true;
  episode.relief_used = RELIEF_STAND | RELIEF_WALK;
  episode.modified_ms = episode.onset.utc_ms;
  ck_assert_msg(store_merge_episode(writing->merge, &episode, "", &err), "%s", err.text);
}

static void add_night(Writing *writing, Night night, int at, int count, bool excused) {
  Error err = {{0}};
  DiaryNight row = diary_night_new(night);
  row.cramp_count = count;
  row.sleep_disturbance_nrs = count > 0 ? 3 + count : -1;
  row.excused = excused;
  row.excused_reason = excused ? mem_copy("travelling") : NULL;
  row.note = at == NOTED_NIGHT ? mem_copy("Stood in the garden all day.") : NULL;
  if (count >= 0) {
    row.entered_at = moment_of(night, (at == LATE_NIGHT ? 20 * 24 : 24 + 8) * 60);
  }
  row.modified_ms = moment_of(night, 33 * 60).utc_ms;
  ck_assert_msg(store_merge_night(writing->merge, &row, &err), "%s", err.text);
  diary_night_free(&row);
}

static void add_habits(Writing *writing, Night night, int at) {
  Error err = {{0}};
  Habits row = habits_new(night);
  row.standing_hours = at % 2 == 0 ? STANDING_OVER_6 : STANDING_2_TO_4;
  row.fluid = 6;
  row.modified_ms = moment_of(night, 22 * 60).utc_ms;
  ck_assert_msg(store_merge_habits(writing->merge, &row, &err), "%s", err.text);
}

void nights_settings(ScreenBench *bench, const char *more) {
  char *text = mem_format("profile = [ ]; routine = \"legs\"; bedtime = \"23:00\";\n%s\n",
                          more != NULL ? more : "");
  temp_folder_write("nightcalf.cfg", text);
  free(text);
  free(bench->app.paths.settings);
  bench->app.paths.settings = temp_folder_path("nightcalf.cfg");
  app_read_settings(&bench->app);
  ck_assert_uint_eq(bench->app.settings_findings.count, 0);
}

void nights_fill(ScreenBench *bench) {
  Writing writing;
  Error err = {{0}};
  begin(bench, &writing);
  int episodes = 0;
  for (int i = 0; i < NIGHTS_COUNT; i++) {
    Night night = {NIGHTS_LAST - NIGHTS_COUNT + 1 + i};
    int count = cramps[i] == '.' ? CRAMPS_NOT_RECORDED : cramps[i] - '0';
    if (count >= 0 || routine[i] == 'e') {
      add_night(&writing, night, i, count, routine[i] == 'e');
    }
    for (int cramp = 0; cramp < count; cramp++) {
      add_episode(&writing, night, episodes++);
    }
    if (routine[i] == 'c' || routine[i] == 'p') {
      add_session(&writing, night, 22 * 60 + 31, routine[i] == 'c', "Evening legs");
    }
    if (i >= NIGHTS_COUNT / 2) {
      add_habits(&writing, night, i);
    }
  }
  MedicationChange change = medication_new((Night){NIGHTS_LAST - 3});
  make_uuid(&writing, change.uuid);
  change.kind = MEDICATION_STARTED;
  change.name = mem_copy("Amlodipine");
  ck_assert_msg(store_merge_medication(writing.merge, &change, &err), "%s", err.text);
  medication_free(&change);
  end(&writing);
}

void nights_fill_few(ScreenBench *bench, int count) {
  Writing writing;
  begin(bench, &writing);
  for (int i = 0; i < count; i++) {
    add_night(&writing, (Night){NIGHTS_LAST - i}, 0, 0, false);
  }
  end(&writing);
}

void nights_fill_sessions(ScreenBench *bench, int count) {
  Writing writing;
  begin(bench, &writing);
  writing.made = NIGHTS_COUNT * 10;
  for (int i = 0; i < count; i++) {
    add_session(&writing, (Night){NIGHTS_LAST}, 13 * 60 + i % 300, i % 2 == 0, "Short one");
  }
  end(&writing);
}
