/* Making a long history up. Contract: history_bench.h. */
#include "history_bench.h"

#include <stdio.h>
#include <string.h>

#include "nightcalf/transfer.h"

enum { DAY_MS = 24 * 60 * 60 * 1000, MINUTE_MS = 60 * 1000, STEPS = 3 };

const char history_routine[] = "evening-calf";

/* Numbers that look like chance: a linear congruential generator (Knuth, MMIX). */
typedef struct Chance {
  uint64_t state;
} Chance;

/* 0 to below. */
static int chance(Chance *chance, int below) {
  chance->state = chance->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return (int)((chance->state >> 33) % (uint64_t)below);
}

/* One that is being made. */
typedef struct History {
  Merge *merge;
  Chance chance;
  int made; /* uuids so far */
  Error *err;
} History;

static void make_uuid(History *history, char uuid[37]) {
  snprintf(uuid, 37, "%08x-0000-4000-8000-%012x", (unsigned)history->made * 2654435761u,
           (unsigned)history->made);
  history->made++;
}

/* A moment of a night, so many minutes after the midnight that its date begins with. */
static WallTime moment_of(Night night, int minutes) {
  int64_t midnight = (int64_t)night.day * DAY_MS - HISTORY_OFFSET * INT64_C(1000);
  return (WallTime){midnight + (int64_t)minutes * MINUTE_MS, HISTORY_OFFSET};
}

static bool add_session(History *history, Night night, int index) {
  static char texts[][20] = {"wall-ball-foot", "Wall stretch", "hold", "Something is off?"};
  static char routines[][20] = {"evening-calf", "breathe-resonance"};
  static char titles[][24] = {"Evening calf routine", "Slow breathing"};
  static char snapshot[] = "format = 1;\ntitle = \"Evening calf routine\";\n"
                           "steps = ( { kind = \"hold\"; title = \"Wall stretch\"; hold = 30;"
                           " sides = [ \"left\", \"right\" ]; } );\n";
  bool completed = chance(&history->chance, 2) == 0;
  Millis done = completed ? 90000 : 20000 + chance(&history->chance, 40000);
  int began = 21 * 60 + chance(&history->chance, 5 * 60);
  StepRow steps[STEPS];
  for (int i = 0; i < STEPS; i++) {
    steps[i] = (StepRow){
        .step_id = texts[0],
        .title = texts[1],
        .kind = texts[2],
        .outcome = completed ? STEP_DONE : STEP_PARTIAL,
        .record = {.planned = 30000,
                   .done = done / STEPS,
                   .left = done / STEPS,
                   .finished = completed},
    };
  }
  Answer answer = {.step = 0, .question = texts[3], .answer = texts[2]};
  SessionRow row = {
      .routine = routines[index % 2],
      .title = titles[index % 2],
      .snapshot = snapshot,
      .night = night,
      .started = moment_of(night, began),
      .ended = moment_of(night, began + 3),
      .planned = 90000,
      .done = done,
      .outcome = completed ? OUTCOME_COMPLETED : OUTCOME_PARTIAL,
      .ended_by = completed ? ENDED_END : ENDED_USER,
      .steps = steps,
      .step_count = STEPS,
      .answers = &answer,
      .answer_count = index % 5 == 0 ? 1 : 0,
  };
  make_uuid(history, row.uuid);
  return store_merge_session(history->merge, &row, history->err);
}

static bool add_episode(History *history, Night night, int index) {
  Episode episode =
      episode_new(moment_of(night, 23 * 60 + chance(&history->chance, 6 * 60)), night);
  char note[40];
  make_uuid(history, episode.uuid);
  episode.side = (Side)(1 + chance(&history->chance, 3));
  episode.muscle = (Muscle)(1 + chance(&history->chance, MUSCLE_COUNT - 1));
  episode.severity = chance(&history->chance, 11);
  episode.duration = (30 + chance(&history->chance, 600)) * INT64_C(1000);
  episode.eased = true;
  episode.woke_from_sleep = YESNO_YES;
  episode.relief_used = RELIEF_STAND;
  episode.modified_ms = episode.onset.utc_ms;
  snprintf(note, sizeof note, "Cramp %d, stood up.", index);
  episode.note = index % 7 == 0 ? note : NULL;
  return store_merge_episode(history->merge, &episode, "", history->err);
}

static bool add_night(History *history, Night night, int cramps) {
  DiaryNight row = diary_night_new(night);
  char note[40];
  row.cramp_count = cramps;
  row.awakenings_cramp = cramps;
  row.sleep_disturbance_nrs = cramps > 0 ? 2 + chance(&history->chance, 8) : 0;
  row.sleep_quality = 1 + chance(&history->chance, SLEEP_VERY_GOOD);
  row.bed_time = 22 * 60 + chance(&history->chance, 90);
  row.entered_at = moment_of(night, 24 * 60 + 7 * 60);
  row.modified_ms = row.entered_at.utc_ms;
  snprintf(note, sizeof note, "Night %d.", (int)night.day);
  row.note = night.day % 10 == 0 ? note : NULL;
  return store_merge_night(history->merge, &row, history->err);
}

static bool add_habits(History *history, Night night) {
  Habits row = habits_new(night);
  row.fluid = 4 + chance(&history->chance, 6);
  row.standing_hours = 1 + chance(&history->chance, STANDING_OVER_6);
  row.alcohol = chance(&history->chance, 3);
  row.supplement = SUPPLEMENT_NONE;
  row.modified_ms = moment_of(night, 24 * 60).utc_ms;
  return store_merge_habits(history->merge, &row, history->err);
}

static bool add_medication(History *history, Night night) {
  static char name[] = "Amlodipine";
  MedicationChange change = medication_new(night);
  make_uuid(history, change.uuid);
  change.kind = 1 + chance(&history->chance, MEDICATION_DOSE_CHANGED);
  change.name = name;
  change.modified_ms = moment_of(night, 24 * 60).utc_ms;
  return store_merge_medication(history->merge, &change, history->err);
}

/* The diary of a night. */
static bool add_diary(History *history, Night night) {
  if (chance(&history->chance, 7) == 0) {
    return true; /* not recorded */
  }
  int cramps = chance(&history->chance, 3) == 0 ? 1 + chance(&history->chance, 3) : 0;
  bool ok = add_night(history, night, cramps);
  for (int i = 0; ok && i < cramps; i++) {
    ok = add_episode(history, night, night.day + i);
  }
  ok = ok && (night.day % 2 == 0 || add_habits(history, night));
  return ok && (night.day % 200 != 0 || add_medication(history, night));
}

/* All of it, into an open merge. */
static bool fill(History *history, int nights, int sessions) {
  int64_t made = 0;
  for (int i = 0; i < nights; i++) {
    Night night = {HISTORY_LAST - nights + 1 + i};
    int64_t due = (int64_t)sessions * (i + 1) / nights;
    for (; made < due; made++) {
      if (!add_session(history, night, (int)made)) {
        return false;
      }
    }
    if (!add_diary(history, night)) {
      return false;
    }
  }
  return true;
}

bool history_make(const char *path, int nights, int sessions, Error *err) {
  Store *store = NULL;
  History history = {.chance = {UINT64_C(20261121)}, .err = err};
  bool ok = store_open(path, STORE_WRITE, &store, err) &&
            (history.merge = store_merge_begin(store, err)) != NULL &&
            store_merge_end(history.merge, fill(&history, nights, sessions), NULL, err);
  store_close(store);
  return ok;
}
