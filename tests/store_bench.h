/* A store in a folder of its own and a session of two steps to write to it, for the tests of the
 * store. */
#ifndef TESTS_STORE_BENCH_H
#define TESTS_STORE_BENCH_H

#include "store/store_private.h"

enum {
  BENCH_STEPS = 2,
  BENCH_NIGHT = 20778, /* 2026-11-21 */
  BENCH_OFFSET = 3600
};
/* 2026-11-22T00:12:05+01:00, in milliseconds. */
#define BENCH_START INT64_C(1795302725000)

extern char *bench_path; /* of the database */
extern StepRecord bench_records[BENCH_STEPS];

void bench_set_up(void);
void bench_tear_down(void);
/* Opens it; a failure fails the test. */
Store *bench_open(StoreMode mode);
/* Begins a session of that routine, night and start; gives its id. */
int64_t bench_begin(Store *store, const char *routine, int night, int64_t started);
/* Progress of a session that runs, done milliseconds in. */
SessionProgress bench_progress(Millis done);
/* Saves that, and says whether it worked. */
bool bench_save(Store *store, int64_t id, Millis done, Error *err);
/* Makes a database with one session. */
void bench_make_one(void);
/* How many sessions the store has, and what counts them. */
int bench_count(Store *store);
bool bench_count_row(void *count, const SessionRow *row);
/* Opening must fail with a message that names the path and says that. */
void bench_check_refused(StoreMode mode, const char *saying);
/* The path of the database with an ending, owned, and whether there is such a file. */
char *bench_beside(const char *ending);
bool bench_exists(const char *ending);
/* All bytes of a file, owned, and how many. */
char *bench_bytes(const char *path, size_t *length);
/* Makes the database one of these bytes. */
void bench_put_bytes(const char *bytes, size_t length);
/* A number that SQL of a test gives, on a connection of its own; -1 when it fails. */
int64_t bench_number(const char *sql);
/* Runs SQL of a test on a connection of its own. */
void bench_run(const char *sql);

#endif
