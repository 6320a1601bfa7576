/* A bench for the diary's screens: keys in, and what is in the record afterwards. */
#ifndef TESTS_DIARY_BENCH_H
#define TESTS_DIARY_BENCH_H

#include "nightcalf/app_review.h"
#include "screen_bench.h"

/* The evening of the bench is 2026-11-22; last night is the 21st. */
Night diary_bench_last(void);
/* A bench at home in a window of that size. */
ScreenBench *diary_bench_new(int rows, int columns);
/* Moves the mark from the top until a line begins with that text. */
void diary_bench_mark(ScreenBench *bench, const char *line);
/* What is kept of a night. Free with diary_night_free(). */
DiaryNight diary_bench_night(ScreenBench *bench, Night night);
Habits diary_bench_habits(ScreenBench *bench, Night night);
/* How many cramps of a night are described; *last (may be NULL) is the last of them, its note
 * without a text. */
int diary_bench_cramps(ScreenBench *bench, Night night, Episode *last);
/* How many changes of medicines a night has; name holds that of the last. */
int diary_bench_medicines(ScreenBench *bench, Night night, int *kind, char name[64]);

#endif
