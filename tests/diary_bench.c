/* The bench for the diary's screens. */
#include "diary_bench.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/mem.h"

enum { LINES_MOST = 60 };

Night diary_bench_last(void) {
  return (Night){civil_day(2026, 11, 21)};
}

ScreenBench *diary_bench_new(int rows, int columns) {
  ScreenBench *bench = screen_bench_new(rows, columns);
  screen_bench_home(bench);
  return bench;
}

void diary_bench_mark(ScreenBench *bench, const char *line) {
  char *marked = mem_format("> %s", line);
  for (int i = 0; i < LINES_MOST; i++) {
    screen_bench_type(bench, "<Up>");
  }
  for (int i = 0; i < LINES_MOST && !screen_bench_shows(bench, marked); i++) {
    screen_bench_type(bench, "<Down>");
  }
  screen_bench_expect(bench, marked);
  free(marked);
}

static Store *store_of(ScreenBench *bench) {
  Error err = {{0}};
  Store *store = app_store(&bench->app, STORE_READ, &err);
  ck_assert_msg(store != NULL, "%s", err.text);
  return store;
}

DiaryNight diary_bench_night(ScreenBench *bench, Night night) {
  DiaryNight kept;
  bool found = false;
  ck_assert(store_night_get(store_of(bench), night, &kept, &found, NULL));
  return kept;
}

Habits diary_bench_habits(ScreenBench *bench, Night night) {
  Habits kept;
  bool found = false;
  ck_assert(store_habits_get(store_of(bench), night, &kept, &found, NULL));
  return kept;
}

typedef struct Seen {
  int count;
  Episode last;
  int kind;
  char name[64];
} Seen;

static bool see_cramp(void *context, const Episode *episode) {
  Seen *seen = context;
  seen->count++;
  seen->last = *episode;
  seen->last.note = NULL;
  return true;
}

int diary_bench_cramps(ScreenBench *bench, Night night, Episode *last) {
  Seen seen = {0};
  ck_assert(store_episodes(store_of(bench), night, night, see_cramp, &seen, NULL));
  if (last != NULL) {
    *last = seen.last;
  }
  return seen.count;
}

static bool see_medicine(void *context, const MedicationChange *change) {
  Seen *seen = context;
  seen->count++;
  seen->kind = change->kind;
  snprintf(seen->name, sizeof seen->name, "%s", change->name);
  return true;
}

int diary_bench_medicines(ScreenBench *bench, Night night, int *kind, char name[64]) {
  Seen seen = {0};
  ck_assert(store_medications(store_of(bench), night, night, see_medicine, &seen, NULL));
  *kind = seen.kind;
  memcpy(name, seen.name, sizeof seen.name);
  return seen.count;
}
