/* A small diary for the review screens: sixty nights, the same for every test. */
#ifndef TESTS_NIGHTS_BENCH_H
#define TESTS_NIGHTS_BENCH_H

#include "screen_bench.h"

enum {
  NIGHTS_LAST = 20778, /* 2026-11-21: last night, by the bench's clock */
  NIGHTS_COUNT = 60
};

/* Settings of the review (their text, or NULL: none) in the bench's own file, in force. */
void nights_settings(ScreenBench *bench, const char *more);
/* Writes the diary: cramps, sessions of the routine "legs", notes, habits, a medicine. */
void nights_fill(ScreenBench *bench);
/* Writes so many recorded nights without a cramp, up to the last one. */
void nights_fill_few(ScreenBench *bench, int count);
/* Writes so many sessions, of another routine, on the last night. */
void nights_fill_sessions(ScreenBench *bench, int count);

#endif
