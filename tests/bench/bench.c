/* bench PROGRAM FLOORS FOLDER [--quick] [--hour] [ROWS]...: Nightcalf beside programs that do the
 * least, in turn on the same machine at the same time. FOLDER keeps what is made up to be measured.
 */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/mem.h"
#include "report.h"

enum { ARGUMENTS_MAX = 6, SETTLE_WAIT_MS = 3000 };

static const struct {
  const char *name;
  void (*measure)(const Bench *bench);
} groups[] = {
    {"starts", bench_starts},     {"pace", bench_pace}, {"memory", bench_memory},
    {"keys", bench_keys},         {"hand", bench_hand}, {"load", bench_load},
    {"commands", bench_commands}, {"ends", bench_ends},
};
enum { GROUP_COUNT = sizeof groups / sizeof groups[0] };

void bench_floor(const Bench *bench, Child *child, const char *name, const World *world) {
  char *path = mem_format("%s/%s", bench->floors, name);
  const char *argv[] = {path, world->database, world->routine, NULL};
  world_enter(world);
  child_start(child, argv);
  free(path);
}

void bench_start(const Bench *bench, Child *child, const World *world,
                 const char *const *arguments) {
  const char *argv[ARGUMENTS_MAX + 2] = {bench->program};
  for (int i = 0; arguments != NULL && arguments[i] != NULL && i < ARGUMENTS_MAX; i++) {
    argv[i + 1] = arguments[i];
  }
  world_enter(world);
  child_start(child, argv);
}

void bench_run(const Bench *bench, Child *child, const char *routine) {
  bench_start(bench, child, &bench->years, (const char *const[]){"run", routine, NULL});
  bench_settle(child, 150);
}

void bench_settle(Child *child, double quiet) {
  Burst burst;
  (void)child_burst(child, SETTLE_WAIT_MS, quiet, &burst);
}

static bool make_worlds(const char *folder, Bench *bench, Error *err) {
  return world_make(folder, WORLD_YEARS, 0, &bench->years, err) &&
         world_make(folder, WORLD_YEARS, WORLD_FILES, &bench->files, err) &&
         world_make(folder, WORLD_MORE, 0, &bench->more, err) &&
         world_make(folder, WORLD_MILLION, 0, &bench->million, err);
}

/* Whether a group is among the wanted ones; with none named, all are. */
static bool is_wanted(int argc, char **argv, const char *name) {
  bool any = false;
  for (int i = 4; i < argc; i++) {
    if (argv[i][0] != '-') {
      any = true;
      if (strcmp(argv[i], name) == 0) {
        return true;
      }
    }
  }
  return !any;
}

static bool has_option(int argc, char **argv, const char *name) {
  for (int i = 4; i < argc; i++) {
    if (strcmp(argv[i], name) == 0) {
      return true;
    }
  }
  return false;
}

int main(int argc, char **argv) {
  Error err = {{0}};
  if (argc < 4) {
    (void)fputs("usage: bench PROGRAM FLOORS FOLDER [--quick] [--hour] [ROWS]...\nROWS:", stderr);
    for (int i = 0; i < GROUP_COUNT; i++) {
      (void)fprintf(stderr, " %s", groups[i].name);
    }
    (void)fputs("\n", stderr);
    return 2;
  }
  bool quick = has_option(argc, argv, "--quick");
  Bench bench = {
      .program = argv[1],
      .floors = argv[2],
      .rounds = quick ? 15 : 41,
      .seconds = quick ? 20 : 40,
      .hand_seconds = has_option(argc, argv, "--hour") ? 3600
                      : quick                          ? 20
                                                       : 120,
  };
  if (!make_worlds(argv[3], &bench, &err)) {
    (void)fprintf(stderr, "bench: %s\n", err.text);
    return 1;
  }
  for (int i = 0; i < GROUP_COUNT; i++) {
    if (is_wanted(argc, argv, groups[i].name)) {
      groups[i].measure(&bench);
    }
  }
  report_end();
  world_free(&bench.years);
  world_free(&bench.files);
  world_free(&bench.more);
  world_free(&bench.million);
  return report_missed() > 0 ? 1 : 0;
}
