/* A bench for the editor's screens: a routine of the person's own beside the shipped ones. */
#ifndef TESTS_EDITOR_BENCH_H
#define TESTS_EDITOR_BENCH_H

#include "screen_bench.h"

/* The bytes of "own/mine.cfg" in the test's folder: four steps with comments. */
extern const char editor_bench_mine[];

/* Gives a bench that routine, and opens home. */
void editor_bench_furnish(ScreenBench *bench);
/* A bench with home open; own routines are in "own" of temp_folder_path(). */
ScreenBench *editor_bench_new(int rows, int columns);

#endif
