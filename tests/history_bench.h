/* A long history, made up: the same for the same numbers, whatever the machine. */
#ifndef TESTS_HISTORY_BENCH_H
#define TESTS_HISTORY_BENCH_H

#include <stdbool.h>
#include <stdint.h>

#include "nightcalf/error.h"
#include "nightcalf/night.h"
#include "nightcalf/store.h"

enum {
  HISTORY_LAST = 20778,  /* the last night: 2026-11-21 */
  HISTORY_DECADE = 3650, /* nights of ten years */
  HISTORY_OFFSET = 3600  /* local time, seconds east */
};
/* The routine of most sessions, and of the cramps. */
extern const char history_routine[];

/* Writes so many nights that end with HISTORY_LAST, and so many sessions spread over them evenly,
 * into a new database at path, in one transaction. Of the nights about 6 of 7 are recorded, with 0
 * to 3 cramps that are described, habits on every second one, a change of medicines now and then.
 * Every second session is completed, of the routine and another by turns. */
bool history_make(const char *path, int nights, int sessions, Error *err);

#endif
