/* A store in a folder of its own and a session of two steps to write to it. */
#include "store_bench.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "nightcalf/mem.h"
#include "temp_folder.h"

static const StepKind hold = {.name = "hold"};
static const StepKind prompt = {.name = "prompt"};
static Step steps[BENCH_STEPS] = {
    {.kind = &hold, .id = (char[]){"wall"}, .title = (char[]){"Wall stretch"}},
    {.kind = &prompt, .id = (char[]){"easing"}, .title = (char[]){"Is it easing?"}},
};
static const Routine routine_of_two = {.steps = steps, .step_count = BENCH_STEPS};
static const StepRecord planned[BENCH_STEPS] = {{.planned = 90000}, {.planned = 0}};

char *bench_path;
StepRecord bench_records[BENCH_STEPS];

void bench_set_up(void) {
  temp_folder_make();
  bench_path = temp_folder_path("nightcalf.db");
  for (int i = 0; i < BENCH_STEPS; i++) {
    bench_records[i] = planned[i];
  }
}

void bench_tear_down(void) {
  free(bench_path);
  temp_folder_remove();
}

Store *bench_open(StoreMode mode) {
  Store *store = NULL;
  Error err = {""};
  bool ok = store_open(bench_path, mode, &store, &err);
  ck_assert_msg(ok, "%s", err.text);
  return store;
}

int64_t bench_begin(Store *store, const char *routine, int night, int64_t started) {
  int64_t id = 0;
  Error err = {""};
  SessionStart start = {
      .routine = routine,
      .title = "Evening calf routine",
      .snapshot = "format = 1;\n",
      .night = {night},
      .started = {started, BENCH_OFFSET},
      .planned = 90000,
      .steps = &routine_of_two,
      .records = planned,
  };
  bool ok = store_session_begin(store, &start, &id, &err);
  ck_assert_msg(ok, "%s", err.text);
  return id;
}

SessionProgress bench_progress(Millis done) {
  bench_records[0].done = done;
  bench_records[0].left = done;
  return (SessionProgress){
      .at = {BENCH_START + done, BENCH_OFFSET},
      .done = done,
      .outcome = OUTCOME_PARTIAL,
      .ended_by = ENDED_CRASH,
      .open = true,
      .records = bench_records,
      .record_count = BENCH_STEPS,
  };
}

bool bench_save(Store *store, int64_t id, Millis done, Error *err) {
  SessionProgress progress = bench_progress(done);
  return store_session_save(store, id, &progress, err);
}

void bench_make_one(void) {
  Store *first = bench_open(STORE_WRITE);
  bench_begin(first, "a", BENCH_NIGHT, BENCH_START);
  store_close(first);
}

bool bench_count_row(void *count, const SessionRow *row) {
  (void)row;
  (*(int *)count)++;
  return true;
}

int bench_count(Store *store) {
  int count = 0;
  Error err = {""};
  bool ok = store_sessions(store, &(HistoryFilter){0}, bench_count_row, &count, &err);
  ck_assert_msg(ok, "%s", err.text);
  return count;
}

void bench_check_refused(StoreMode mode, const char *saying) {
  Store *store = (Store *)&mode; /* anything but NULL */
  Error err = {""};
  ck_assert(!store_open(bench_path, mode, &store, &err));
  ck_assert_ptr_null(store);
  ck_assert_msg(strstr(err.text, bench_path) != NULL, "%s", err.text);
  ck_assert_msg(strstr(err.text, saying) != NULL, "%s", err.text);
}

char *bench_beside(const char *ending) {
  char name[64];
  snprintf(name, sizeof name, "nightcalf.db%s", ending);
  return temp_folder_path(name);
}

bool bench_exists(const char *ending) {
  char *path = bench_beside(ending);
  bool there = access(path, F_OK) == 0;
  free(path);
  return there;
}

char *bench_bytes(const char *path, size_t *length) {
  struct stat info;
  ck_assert_int_eq(stat(path, &info), 0);
  *length = (size_t)info.st_size;
  char *bytes = mem_new(*length, 1);
  FILE *file = fopen(path, "r");
  ck_assert_uint_eq(fread(bytes, 1, *length, file), *length);
  fclose(file);
  return bytes;
}

void bench_put_bytes(const char *bytes, size_t length) {
  FILE *file = fopen(bench_path, "w");
  ck_assert_uint_eq(fwrite(bytes, 1, length, file), length);
  fclose(file);
}

int64_t bench_number(const char *sql) {
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;
  int64_t number = -1;
  if (sqlite3_open(bench_path, &db) == SQLITE_OK &&
      sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK &&
      sqlite3_step(statement) == SQLITE_ROW) {
    number = sqlite3_column_int64(statement, 0);
  }
  sqlite3_finalize(statement);
  sqlite3_close(db);
  return number;
}

void bench_run(const char *sql) {
  sqlite3 *db = NULL;
  ck_assert_int_eq(sqlite3_open(bench_path, &db), SQLITE_OK);
  int result = sqlite3_exec(db, sql, NULL, NULL, NULL);
  ck_assert_msg(result == SQLITE_OK, "%s", sqlite3_errmsg(db));
  sqlite3_close(db);
}
