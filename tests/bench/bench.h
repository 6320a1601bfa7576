/* The rows of the bench, in groups that can be called for by name. */
#ifndef TESTS_BENCH_BENCH_H
#define TESTS_BENCH_BENCH_H

#include "child.h"
#include "world.h"

typedef struct Bench {
  const char *program; /* nightcalf */
  const char *floors;  /* the folder of the floor programs */
  World years;         /* 3,650 sessions */
  World more, million; /* 100,000 and 1,000,000 of them */
  World files;         /* 3,650 sessions, 500 routine files */
  int rounds;          /* of what is short: floor and program by turns */
  double seconds;      /* of watching what is long */
  double hand_seconds; /* of watching the second hand */
} Bench;

void bench_starts(const Bench *bench);
void bench_pace(const Bench *bench);
void bench_memory(const Bench *bench);
void bench_keys(const Bench *bench);
void bench_hand(const Bench *bench);
void bench_load(const Bench *bench);
void bench_commands(const Bench *bench);
void bench_ends(const Bench *bench);

/* Starts one of the floors, or the program, in a world. arguments may be NULL. */
void bench_floor(const Bench *bench, Child *child, const char *name, const World *world);
void bench_start(const Bench *bench, Child *child, const World *world,
                 const char *const *arguments);
/* The program in a routine of world.c. */
void bench_run(const Bench *bench, Child *child, const char *routine);
/* Takes all output in until none comes for so long. */
void bench_settle(Child *child, double quiet);

#endif
