/* From the start of the process to the last byte of the first screen, floor and program by turns.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "bench.h"
#include "nightcalf/mem.h"
#include "report.h"

enum { WAIT_MS = 5000, QUIET_MS = 60 };

/* What is started by turns. */
typedef struct Start {
  const char *floor; /* NULL: the program */
  const World *world;
  const char *arguments[3];
  const char *shows; /* on its first screen */
} Start;

/* Milliseconds of one start, and on a processor until then. */
static double start_once(const Bench *bench, const Start *start, double *cpu) {
  Child child;
  Burst burst;
  if (start->floor != NULL) {
    bench_floor(bench, &child, start->floor, start->world);
  } else {
    bench_start(bench, &child, start->world, start->arguments);
  }
  double began = child.started;
  if (!child_burst(&child, WAIT_MS, QUIET_MS, &burst) || !child_shows(&child, start->shows)) {
    child_await(&child, start->shows);
  }
  *cpu = process_cpu(child.pid);
  child_end(&child, NULL, SIGTERM);
  return burst.last - began;
}

/* Medians over the rounds: ms[i] and cpu[i] of each. */
static void start_by_turns(const Bench *bench, const Start *starts, size_t count, double *ms,
                           double *cpu) {
  size_t rounds = (size_t)bench->rounds;
  double *all = mem_new(2 * count * rounds, sizeof *all);
  double *all_cpu = all + count * rounds;
  for (size_t round = 0; round < rounds; round++) {
    for (size_t i = 0; i < count; i++) {
      size_t at = i * rounds + round;
      all[at] = start_once(bench, &starts[i], &all_cpu[at]);
    }
  }
  for (size_t i = 0; i < count; i++) {
    ms[i] = median(all + i * rounds, bench->rounds);
    cpu[i] = median(all_cpu + i * rounds, bench->rounds);
  }
  free(all);
}

void bench_starts(const Bench *bench) {
  enum { CELL, STACK, HOME, RUN, MILLION, MILLION_RUN, FILES, COUNT };
  const char *run = "run";
  const char *twenty = "bench-twenty";
  const Start starts[COUNT] = {
      [CELL] = {"floor_cell", &bench->years, {NULL}, "quick brown"},
      [STACK] = {"floor_stack", &bench->years, {NULL}, "quick brown"},
      [HOME] = {NULL, &bench->years, {NULL}, "bench-twenty"},
      [RUN] = {NULL, &bench->years, {run, twenty, NULL}, "Wall stretch"},
      [MILLION] = {NULL, &bench->million, {NULL}, "bench-twenty"},
      [MILLION_RUN] = {NULL, &bench->million, {run, twenty, NULL}, "Wall stretch"},
      [FILES] = {NULL, &bench->files, {NULL}, "bench-twenty"},
  };
  double ms[COUNT];
  double cpu[COUNT];
  start_by_turns(bench, starts, COUNT, ms, cpu);
  report_begin(
      "Start to first full screen (ms; the floor is the stack floor, of the last ones the first)");
  report_figure((Figure){"floor alone: one cell", "ms", -1, ms[CELL], -1, -1, NULL});
  report_figure(
      (Figure){"home, 3,650 sessions, 20 steps", "ms", ms[STACK], ms[HOME], 1.5, 1.0, "x"});
  report_figure((Figure){"run, 3,650 sessions, 20 steps", "ms", ms[STACK], ms[RUN], 1.5, 1.0, "x"});
  report_figure((Figure){"home, 1,000,000 sessions", "ms", ms[HOME], ms[MILLION], 1.25, 1.05, "x"});
  report_figure(
      (Figure){"run, 1,000,000 sessions", "ms", ms[RUN], ms[MILLION_RUN], 1.25, 1.05, "x"});
  report_figure((Figure){"home, 500 routine files", "ms", ms[HOME], ms[FILES], 2, 1.2, "x"});
  report_figure((Figure){"home, time on a processor", "ms", cpu[STACK], cpu[HOME], -1, -1, "x"});
  report_figure((Figure){"run, time on a processor", "ms", cpu[STACK], cpu[RUN], -1, -1, "x"});
}
