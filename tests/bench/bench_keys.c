/* From a key to the last byte of what it paints, in every state a screen can be in; and while the
 * session is saved. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "nightcalf/mem.h"
#include "report.h"

enum { WAIT_MS = 2000, QUIET_MS = 6, BETWEEN_MS = 60, KEYS_PER_ROUND = 3 };

/* A state, and two keys that undo each other and both show. */
typedef struct State {
  const char *name, *routine;
  const char *before; /* typed to get there; NULL: nothing */
  const char *keys[2];
  const char *floor; /* NULL: the one of a single cell */
} State;

static const State states[] = {
    {"home", NULL, NULL, {"j", "k"}, NULL},
    {"in a hold", "bench-hold", NULL, {"d", "d"}, NULL},
    {"getting ready", "bench-ready", NULL, {"d", "d"}, NULL},
    {"breathing", "bench-breath", NULL, {"d", "d"}, NULL},
    {"paused", "bench-hold", " ", {"d", "d"}, NULL},
    {"a question", "bench-ask", NULL, {"j", "k"}, NULL},
    {"a list", "bench-list", NULL, {" ", " "}, NULL},
    {"a journal", "bench-write", NULL, {"a", "\x7f"}, NULL},
    {"asked about leaving", "bench-hold", "q", {"j", "k"}, NULL},
    {"review", NULL, "v", {"\t", "\t"}, NULL},
    {"the same beside floor_page", NULL, "v", {"\t", "\t"}, "floor_page"},
    {"a mark in the review", NULL, "v", {"h", "l"}, NULL},
    {"help", "bench-hold", "?", {"j", "k"}, NULL},
};

/* One key: milliseconds until it is painted; below 0: something else was painted at that time. */
static double key_once(Child *child, const char *key) {
  Burst burst;
  while (child_burst(child, BETWEEN_MS, QUIET_MS, &burst)) {
    if (now_ms() - burst.last > QUIET_MS / 2.0 && burst.bytes > 0) {
      break;
    }
  }
  double typed = now_ms();
  child_type(child, key);
  return child_burst(child, WAIT_MS, QUIET_MS, &burst) ? burst.last - typed : -1;
}

/* Many keys of a state and of the floor, by turns; medians and 95th percentiles. */
static void measure_state(const Bench *bench, const State *state, double figures[4]) {
  Child floor;
  Child ours;
  int count = bench->rounds * KEYS_PER_ROUND;
  double *floors = mem_new(2 * (size_t)count, sizeof *floors);
  double *all = floors + count;
  bench_floor(bench, &floor, state->floor != NULL ? state->floor : "floor_stack", &bench->years);
  if (state->routine != NULL) {
    bench_run(bench, &ours, state->routine);
  } else {
    bench_start(bench, &ours, &bench->years, NULL);
  }
  bench_settle(&floor, 100);
  bench_settle(&ours, 300);
  if (state->before != NULL) {
    child_type(&ours, state->before);
    bench_settle(&ours, 300);
  }
  int floor_count = 0;
  int our_count = 0;
  for (int i = 0; i < count; i++) {
    double taken = key_once(&floor, "x");
    floors[floor_count] = taken;
    floor_count += taken >= 0 ? 1 : 0;
    taken = key_once(&ours, state->keys[i % 2]);
    all[our_count] = taken;
    our_count += taken >= 0 ? 1 : 0;
  }
  figures[0] = median(floors, floor_count);
  figures[1] = median(all, our_count);
  figures[2] = percentile(floors, floor_count, 0.95);
  figures[3] = percentile(all, our_count, 0.95);
  child_end(&floor, NULL, SIGTERM);
  child_end(&ours, NULL, SIGTERM);
  free(floors);
}

/* One key that comes just when a change has been painted and is being saved: milliseconds until it
 * is painted; below 0: there was no such moment. */
static double key_while_saving(Child *child) {
  Burst burst;
  if (!child_burst(child, WAIT_MS, 0.05, &burst)) {
    return -1;
  }
  double typed = now_ms();
  child_type(child, "d");
  return child_burst(child, WAIT_MS, QUIET_MS, &burst) ? burst.first - typed : -1;
}

/* Many of them, of a routine whose every beat of one second is saved, and of the floor that saves
 * likewise, by turns. */
static void measure_saving(const Bench *bench, double figures[4]) {
  Child floor;
  Child ours;
  int count = bench->rounds / 2;
  double *floors = mem_new(2 * (size_t)count, sizeof *floors);
  double *all = floors + count;
  int floor_count = 0;
  int our_count = 0;
  bench_floor(bench, &floor, "floor_save", &bench->years);
  bench_settle(&floor, 100);
  bench_run(bench, &ours, "bench-short");
  for (int i = 0; i < count; i++) {
    double taken = key_while_saving(&floor);
    floors[floor_count] = taken;
    floor_count += taken >= 0 ? 1 : 0;
    taken = key_while_saving(&ours);
    all[our_count] = taken;
    our_count += taken >= 0 ? 1 : 0;
  }
  figures[0] = median(floors, floor_count);
  figures[1] = median(all, our_count);
  figures[2] = percentile(floors, floor_count, 0.95);
  figures[3] = percentile(all, our_count, 0.95);
  child_end(&floor, NULL, SIGTERM);
  child_end(&ours, NULL, SIGTERM);
  free(floors);
}

void bench_keys(const Bench *bench) {
  double floor_median = 0;
  double floor_95 = 0;
  char text[64];
  report_begin("Key to paint");
  for (size_t i = 0; i < sizeof states / sizeof states[0]; i++) {
    double figures[4];
    measure_state(bench, &states[i], figures);
    snprintf(text, sizeof text, "%s: median", states[i].name);
    report_figure((Figure){text, "ms", figures[0], figures[1], 2, 1.3, "x"});
    snprintf(text, sizeof text, "%s: 95th percentile", states[i].name);
    report_figure((Figure){text, "ms", figures[2], figures[3], 2, 1.5, "x"});
    floor_median = figures[0];
    floor_95 = figures[2];
  }
  double saving[4];
  measure_saving(bench, saving);
  report_figure(
      (Figure){"while a beat is saved: median", "ms", floor_median, saving[1], 2, 1.3, "x"});
  report_figure(
      (Figure){"while a beat is saved: 95th percentile", "ms", floor_95, saving[3], 2, 1.5, "x"});
  report_figure((Figure){"the same, floor that saves likewise: median", "ms", saving[0], saving[1],
                         2, 1.3, "x"});
  report_figure((Figure){"the same, floor that saves likewise: 95th percentile", "ms", saving[2],
                         saving[3], 2, 1.5, "x"});
}
