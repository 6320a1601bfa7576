/* Every call that the record makes to the system or to SQLite fails once, or for a while, or is the
 * last one (FAULTS F1, F12, F13, F47): nothing that was announced is lost, nothing is there twice,
 * and what failed is done when it is tried again. */
#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fault_memory.h"
#include "fault_vfs.h"
#include "nightcalf/mem.h"
#include "store_bench.h"
#include "suite.h"
#include "temp_folder.h"

enum { CALLS_MAX = 2000, TRIES_MAX = 20, SECONDS_MAX = 600, SAVES = 3, ALLOCATIONS_MAX = 20000 };

static const WallTime now = {BENCH_START, BENCH_OFFSET};
static Error err;

/* What the evening has come to: in memory that a killed child shares. */
typedef struct Evening {
  char uuid[STORE_UUID_SIZE];
  int64_t id;
  int64_t announced; /* the last save that was */
  bool entered;      /* the diary's entry was announced */
  bool drafted;      /* what it says stands below, as it would stand in a form */
  Episode episodes[2];
  MedicationChange change;
  int failures;
} Evening;
static Evening *evening;

/* -- the evening -- */

static char *base;
static size_t base_length;

/* A database with one earlier session. Behind the file system that fails, which also spares the
 * wait for the disk. */
static void set_up(void) {
  bench_set_up();
  fault_vfs_begin();
  bench_make_one();
  base = bench_bytes(bench_path, &base_length);
  evening = mmap(NULL, sizeof *evening, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  ck_assert_ptr_ne(evening, MAP_FAILED);
}

static void tear_down(void) {
  fault_vfs_end();
  free(base);
  munmap(evening, sizeof *evening);
  bench_tear_down();
}

static Routine routine_of_two(void) {
  static const StepKind hold = {.name = "hold"};
  static char id[] = "wall";
  static char title[] = "Wall";
  static Step steps[BENCH_STEPS];
  for (int i = 0; i < BENCH_STEPS; i++) {
    steps[i] = (Step){.kind = &hold, .id = id, .title = title};
  }
  return (Routine){.steps = steps, .step_count = BENCH_STEPS};
}

static bool begin(Store *store) {
  Routine routine = routine_of_two();
  SessionStart start = {.uuid = evening->uuid,
                        .routine = "new",
                        .title = "New",
                        .snapshot = "format = 1;\n",
                        .night = {BENCH_NIGHT},
                        .started = now,
                        .planned = 90000,
                        .steps = &routine,
                        .records = bench_records};
  return store_session_begin(store, &start, &evening->id, &err);
}

static bool enter(Store *store) {
  static char name[] = "Quinine";
  Night night = {BENCH_NIGHT};
  if (!evening->drafted) {
    evening->episodes[0] = episode_new(now, night);
    evening->episodes[1] = episode_new(now, night);
    evening->change = medication_new(night);
    evening->change.kind = MEDICATION_STARTED;
    evening->change.name = name;
    evening->drafted = true;
  }
  DiaryNight row = diary_night_new(night);
  row.cramp_count = 2;
  DiaryEntry entry = {.night = &row,
                      .counted = true,
                      .episodes = evening->episodes,
                      .episode_count = 2,
                      .medication = &evening->change};
  return store_entry_save(store, &entry, now, &err);
}

/* What is still to be done, once. As the application does it: a store that failed is closed. */
static bool do_rest(void) {
  Store *store = NULL;
  bool ok = store_open(bench_path, STORE_WRITE, &store, &err) && (evening->id != 0 || begin(store));
  while (ok && evening->announced < SAVES) {
    ok = bench_save(store, evening->id, evening->announced + 1, &err);
    evening->announced += ok ? 1 : 0;
  }
  if (ok && !evening->entered) {
    evening->entered = ok = enter(store);
  }
  store_close(store);
  return ok;
}

static void live(void) {
  for (int tries = 0; !do_rest(); tries++) {
    ck_assert_msg(err.text[0] != '\0', "a failure without a word");
    ck_assert_msg(tries < TRIES_MAX, "%s", err.text);
    evening->failures++;
    err.text[0] = '\0';
  }
}

/* The database as it was, and nothing of the evening yet. */
static void start_over(void) {
  char *journal = bench_beside("-journal");
  unlink(journal);
  free(journal);
  bench_put_bytes(base, base_length);
  *evening = (Evening){0};
}

/* Everything is there, and once. */
static void check_whole(int at) {
  ck_assert_msg(bench_number("SELECT integrity_check = 'ok' FROM pragma_integrity_check") == 1,
                "call %d: damaged", at);
  ck_assert_msg(bench_number("SELECT count(*) FROM sessions") == 2, "call %d: %d sessions", at,
                (int)bench_number("SELECT count(*) FROM sessions"));
  ck_assert_msg(bench_number("SELECT count(*) FROM session_steps") == 2 * BENCH_STEPS,
                "call %d: steps", at);
  ck_assert_msg(bench_number("SELECT done_ms FROM sessions WHERE routine = 'new'") == SAVES,
                "call %d: not the last save", at);
  ck_assert_msg(bench_number("SELECT count(*) FROM episodes") == 2, "call %d: %d cramps", at,
                (int)bench_number("SELECT count(*) FROM episodes"));
  ck_assert_msg(bench_number("SELECT count(*) FROM medication_changes") == 1, "call %d: medicines",
                at);
  ck_assert_msg(bench_number("SELECT cramp_count FROM nights") == 2, "call %d: night", at);
}

static const struct {
  FaultKind kind;
  int many;
} faults_met[] = {{FAULT_FULL, 1}, {FAULT_BROKEN, 1}, {FAULT_TOO_LATE, 1}, {FAULT_BROKEN, 12}};

START_TEST(each_call_to_the_disk__may_fail__and_nothing_is_lost_or_doubled) {
  FaultKind kind = faults_met[_i].kind;
  int many = faults_met[_i].many;
  int faults = 0;
  bool met = true;
  for (int due = 1; met; due++) {
    ck_assert_int_lt(due, CALLS_MAX);
    start_over();
    fault_vfs_arm(kind, due, many);
    live();
    met = fault_vfs_disarm() >= due;
    check_whole(due);
    faults += met ? 1 : 0;
  }
  printf("disk: kind %d, %d in a row: %d calls failed\n", (int)kind, many, faults);
  ck_assert_int_gt(faults, 40);
}
END_TEST

START_TEST(each_allocation_of_sqlite__may_fail__and_nothing_is_lost_or_doubled) {
  int faults = 0;
  bool met = true;
  fault_memory_begin();
  for (int due = 1; met; due += fault_memory_stride(due)) {
    ck_assert_int_lt(due, ALLOCATIONS_MAX);
    start_over();
    fault_memory_arm(due);
    live();
    met = fault_memory_disarm() >= due;
    check_whole(due);
    faults += met ? 1 : 0;
  }
  printf("allocations of SQLite: %d failed\n", faults);
  ck_assert_int_gt(faults, 200);
}
END_TEST

/* -- statements that fail: the calls come here first, the linker sees to that -- */

static struct {
  int due, calls; /* due 0: none */
  int code;
} steps;

// NOLINTBEGIN
int __real_sqlite3_step(sqlite3_stmt *statement);
int __wrap_sqlite3_step(sqlite3_stmt *statement);
int __wrap_sqlite3_step(sqlite3_stmt *statement) {
  if (steps.due > 0 && ++steps.calls == steps.due) {
    return steps.code;
  }
  return __real_sqlite3_step(statement);
}

int __real_sqlite3_exec(sqlite3 *db, const char *sql, int (*each)(void *, int, char **, char **),
                        void *context, char **message);
int __wrap_sqlite3_exec(sqlite3 *db, const char *sql, int (*each)(void *, int, char **, char **),
                        void *context, char **message);
int __wrap_sqlite3_exec(sqlite3 *db, const char *sql, int (*each)(void *, int, char **, char **),
                        void *context, char **message) {
  if (steps.due > 0 && ++steps.calls == steps.due) {
    return steps.code;
  }
  return __real_sqlite3_exec(db, sql, each, context, message);
}
// NOLINTEND

static const int codes[] = {SQLITE_IOERR, SQLITE_FULL, SQLITE_BUSY, SQLITE_NOMEM, SQLITE_CORRUPT};

START_TEST(each_statement__may_fail__and_nothing_is_lost_or_doubled) {
  int faults = 0;
  bool met = true;
  for (int due = 1; met; due++) {
    start_over();
    steps.calls = 0;
    steps.code = codes[_i];
    steps.due = due;
    live();
    met = steps.calls >= due;
    steps.due = 0;
    check_whole(due);
    faults += met ? 1 : 0;
  }
  printf("statements: code %d: %d failed\n", codes[_i], faults);
  ck_assert_int_gt(faults, 40);
}
END_TEST

/* -- kills -- */

START_TEST(each_call_to_the_disk__may_be_the_last__and_nothing_announced_is_lost) {
  FaultKind kind = (FaultKind)(FAULT_KILL_BEFORE + _i);
  int kills = 0;
  for (int due = 1;; due++) {
    start_over();
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
      fault_vfs_arm(kind, due, 1);
      live();
      _exit(EXIT_SUCCESS);
    }
    int status = 0;
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    if (!WIFSIGNALED(status)) {
      break;
    }
    kills++;
    int64_t announced = evening->announced;
    bool entered = evening->entered;
    bool begun = evening->id != 0;
    Store *store = bench_open(STORE_WRITE);
    ck_assert_msg(store_check(store, &err), "call %d: %s", due, err.text);
    store_close(store);
    int64_t kept = bench_number("SELECT done_ms FROM sessions WHERE routine = 'new'");
    ck_assert_msg(!begun || kept >= announced, "call %d: announced %d, kept %d", due,
                  (int)announced, (int)kept);
    ck_assert_int_le(kept, announced + 1);
    ck_assert(!entered || bench_number("SELECT count(*) FROM episodes") == 2);
    /* The next start goes on with it, and there it is once. The form is as it was before the try.
     */
    for (int i = 0; !entered && i < 2; i++) {
      evening->episodes[i].id = 0;
      evening->change.id = 0;
    }
    live();
    check_whole(due);
  }
  printf("kills at calls to the disk: kind %d: %d\n", (int)kind, kills);
  ck_assert_int_gt(kills, 40);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("store_calls");
  TCase *calls = tcase_create("calls");
  tcase_add_checked_fixture(calls, set_up, tear_down);
  tcase_set_timeout(calls, SECONDS_MAX);
  tcase_add_loop_test(calls, each_call_to_the_disk__may_fail__and_nothing_is_lost_or_doubled, 0,
                      sizeof faults_met / sizeof faults_met[0]);
  tcase_add_test(calls, each_allocation_of_sqlite__may_fail__and_nothing_is_lost_or_doubled);
  tcase_add_loop_test(calls, each_statement__may_fail__and_nothing_is_lost_or_doubled, 0,
                      sizeof codes / sizeof codes[0]);
  tcase_add_loop_test(calls, each_call_to_the_disk__may_be_the_last__and_nothing_announced_is_lost,
                      0, FAULT_COUNT - FAULT_KILL_BEFORE);
  suite_add_tcase(suite, calls);
  return suite_run(suite);
}
