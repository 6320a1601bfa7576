/* The homes that are measured: folders with settings, routines and a history, made up and the same
 * every time. */
#ifndef TESTS_BENCH_WORLD_H
#define TESTS_BENCH_WORLD_H

#include <stdbool.h>

#include "nightcalf/error.h"

enum { WORLD_YEARS = 3650, WORLD_MORE = 100000, WORLD_MILLION = 1000000, WORLD_FILES = 500 };

typedef struct World {
  char *home; /* HOME */
  char *database;
  char *routine;  /* the file of tonight's: 20 steps */
  char *routines; /* its folder */
} World;

/* A home below folder, with that many sessions over ten years (3,650 nights with a diary of each)
 * and that many routine files besides the ones for measuring. Made unless it is there from an
 * earlier run. False with err. */
bool world_make(const char *folder, int sessions, int files, World *world, Error *err);
void world_free(World *world);
/* Makes it the home of this process and of those it starts. */
void world_enter(const World *world);

#endif
