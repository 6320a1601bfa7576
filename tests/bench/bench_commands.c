/* Commands that print and end, beside a program that asks SQLite and libconfig for the same and no
 * more. */
#include <fcntl.h>
#include <glob.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench.h"
#include "floor_load.h"
#include "nightcalf/library.h"
#include "nightcalf/mem.h"
#include "nightcalf/routine.h"
#include "report.h"

enum { ARGUMENTS_MAX = 6, LOADS = 200 };

#define TEN_YEARS_SQL                                                                              \
  "SELECT s.sessions, s.completed, n.cramp_count, n.sleep_disturbance_nrs, r.completed_at FROM "   \
  "night_summary s"                                                                                \
  " LEFT JOIN nights n USING (night) LEFT JOIN night_routines r ON r.night = s.night AND "         \
  "r.routine = 'bench-twenty'"                                                                     \
  " WHERE s.night BETWEEN '2016-11-22' AND '2026-11-21'"
#define MONTH_SQL                                                                                  \
  "SELECT s.sessions, s.completed, n.cramp_count, n.sleep_disturbance_nrs, r.completed_at FROM "   \
  "night_summary s"                                                                                \
  " LEFT JOIN nights n USING (night) LEFT JOIN night_routines r ON r.night = s.night AND "         \
  "r.routine = 'bench-twenty'"                                                                     \
  " WHERE s.night BETWEEN '2026-10-23' AND '2026-11-21'"
#define TONIGHT_SQL "SELECT completed_at FROM night_routines WHERE night = '2026-11-21'"

/* A command and where it is called. */
typedef struct Call {
  const World *world;
  const char *argv[ARGUMENTS_MAX + 1];
} Call;

/* Milliseconds of one call, its output thrown away, and on a processor. */
static double call_once(const char *const *argv, double *cpu) {
  int status = 0;
  struct rusage usage;
  double began = now_ms();
  pid_t pid = -1;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  if (posix_spawn(&pid, argv[0], &actions, NULL, (char *const *)argv, environ) != 0) {
    (void)fprintf(stderr, "bench: %s cannot be started\n", argv[0]);
    exit(1);
  }
  posix_spawn_file_actions_destroy(&actions);
  wait4(pid, &status, 0, &usage);
  double taken = now_ms() - began;
  *cpu = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3 +
         (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3;
  /* 5: tonight, and nothing is due. */
  if (!WIFEXITED(status) || (WEXITSTATUS(status) != 0 && WEXITSTATUS(status) != 5)) {
    (void)fprintf(stderr, "bench: %s %s %s: status %d\n", argv[0], argv[1],
                  argv[2] != NULL ? argv[2] : "", status);
    exit(1);
  }
  return taken;
}

/* Medians of both, called by turns. */
static void by_turns(const Bench *bench, const Call calls[2], double ms[2], double cpu[2]) {
  double *all[4];
  for (int i = 0; i < 4; i++) {
    all[i] = mem_new((size_t)bench->rounds, sizeof *all[i]);
  }
  for (int round = 0; round < bench->rounds; round++) {
    for (int i = 0; i < 2; i++) {
      world_enter(calls[i].world);
      all[i][round] = call_once(calls[i].argv, &all[2 + i][round]);
    }
  }
  for (int i = 0; i < 2; i++) {
    ms[i] = median(all[i], bench->rounds);
    cpu[i] = median(all[2 + i], bench->rounds);
  }
  for (int i = 0; i < 4; i++) {
    free(all[i]);
  }
}

/* One row: a command beside a query of the floor's. Returns its milliseconds. */
static double command_row(const Bench *bench, const char *what, const World *world, const char *sql,
                          const char *const *words) {
  char *floor = mem_format("%s/floor_command", bench->floors);
  Call calls[2] = {{world, {floor, world->database, sql, world->routine}},
                   {world, {bench->program}}};
  for (int i = 0; words[i] != NULL && i + 1 < ARGUMENTS_MAX; i++) {
    calls[1].argv[i + 1] = words[i];
  }
  double ms[2];
  double cpu[2];
  by_turns(bench, calls, ms, cpu);
  report_figure((Figure){what, "ms", ms[0], ms[1], 2, 1.25, "x"});
  free(floor);
  return ms[1];
}

static void report_rows(const Bench *bench) {
  static const char *const report[] = {"report", "--from",     "2016-11-22",
                                       "--to",   "2026-11-21", NULL};
  static const char *const review[] = {"review", "--from",     "2026-10-23",
                                       "--to",   "2026-11-21", NULL};
  static const char *const tonight[] = {"tonight", NULL};
  report_begin("Commands (the floor: one query and one file)");
  command_row(bench, "tonight", &bench->years, TONIGHT_SQL, tonight);
  command_row(bench, "tonight, 1,000,000 sessions", &bench->million, TONIGHT_SQL, tonight);
  command_row(bench, "review of 30 days", &bench->years, MONTH_SQL, review);
  double first = command_row(bench, "report of ten years, 3,650 sessions", &bench->years,
                             TEN_YEARS_SQL, report);
  double more = command_row(bench, "report of ten years, 100,000 sessions", &bench->more,
                            TEN_YEARS_SQL, report);
  double most = command_row(bench, "report of ten years, 1,000,000 sessions", &bench->million,
                            TEN_YEARS_SQL, report);
  report_figure(
      (Figure){"the same against that of 3,650: 100,000", "ms", first, more, -1, 1.05, "x"});
  report_figure(
      (Figure){"the same against that of 3,650: 1,000,000", "ms", first, most, -1, 1.05, "x"});
}

/* One routine inside this process, by libconfig alone and by the loader, by turns. */
static void load_row(const Bench *bench, const char *what, const char *file) {
  double *floors = mem_new((size_t)2 * LOADS, sizeof *floors);
  double *ours = floors + LOADS;
  for (int i = 0; i < LOADS; i++) {
    double began = now_ms();
    long steps = floor_parse(file);
    floors[i] = now_ms() - began;
    Diagnostics findings = {0};
    began = now_ms();
    Routine *routine = routine_load(NULL, file, &findings);
    ours[i] = now_ms() - began;
    if (steps < 0 || routine == NULL) {
      (void)fprintf(stderr, "bench: %s cannot be read\n", file);
      exit(1);
    }
    routine_free(routine);
    diagnostics_free(&findings);
  }
  (void)bench;
  report_figure(
      (Figure){what, "us", median(floors, LOADS) * 1e3, median(ours, LOADS) * 1e3, 2, 1.3, "x"});
  free(floors);
}

/* All files of a folder, each as a command. */
static void check_row(const Bench *bench, const char *what, const char *pattern,
                      const char *folder) {
  glob_t found;
  if (glob(pattern, 0, NULL, &found) != 0) {
    exit(1);
  }
  const char **argv = mem_new(found.gl_pathc + 2, sizeof *argv);
  char *floor = mem_format("%s/floor_config", bench->floors);
  argv[0] = floor;
  for (size_t i = 0; i < found.gl_pathc; i++) {
    argv[i + 1] = found.gl_pathv[i];
  }
  double *floors = mem_new(2 * (size_t)bench->rounds, sizeof *floors);
  double *ours = floors + bench->rounds;
  world_enter(&bench->files);
  for (int i = 0; i < bench->rounds; i++) {
    double cpu;
    floors[i] = call_once(argv, &cpu);
    ours[i] = call_once((const char *const[]){bench->program, "check", folder, NULL}, &cpu);
  }
  report_figure((Figure){what, "ms", median(floors, bench->rounds), median(ours, bench->rounds), 2,
                         1.3, "x"});
  free(floors);
  free(floor);
  free(argv);
  globfree(&found);
}

void bench_commands(const Bench *bench) {
  report_rows(bench);
  report_begin("Routines (the floor: libconfig alone)");
  load_row(bench, "20 steps read, validated and ready, in one process", bench->years.routine);
  char *pattern = mem_format("%s/*.cfg", bench->files.routines);
  check_row(bench, "500 files checked", pattern, bench->files.routines);
  free(pattern);
}
