/* What is told while another program has the record, and for how long it is waited for. SQLite's
 * sleep does not sleep here: it is counted. */
#include <check.h>
#include <string.h>

#include "store_bench.h"
#include "suite.h"

static Store *store;
static Error err;

/* What the other program does, and what was slept. */
static struct {
  sqlite3 *db;
  int64_t slept_us;
  int64_t lets_go_us; /* so long after the beginning; 0: never */
  int sleeps;
} other;

/* What was told. */
static struct {
  int begun, over;
  int64_t begun_us; /* slept until then */
} told;

static int (*real_sleep)(sqlite3_vfs *vfs, int microseconds);

static int count_sleep(sqlite3_vfs *vfs, int microseconds) {
  (void)vfs;
  other.slept_us += microseconds;
  other.sleeps++;
  if (other.lets_go_us > 0 && other.slept_us >= other.lets_go_us) {
    other.lets_go_us = 0;
    ck_assert_int_eq(sqlite3_exec(other.db, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
  }
  return microseconds;
}

static void hear(void *context, bool waits) {
  ck_assert_ptr_eq(context, &told);
  if (waits) {
    ck_assert_int_eq(told.begun, told.over);
    told.begun++;
    told.begun_us = other.slept_us;
  } else {
    told.over++;
    ck_assert_int_eq(told.begun, told.over);
  }
}

static void set_up(void) {
  bench_set_up();
  bench_make_one();
  sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
  real_sleep = vfs->xSleep;
  vfs->xSleep = count_sleep;
  memset(&other, 0, sizeof other);
  memset(&told, 0, sizeof told);
  ck_assert_int_eq(sqlite3_open(bench_path, &other.db), SQLITE_OK);
  store = NULL;
}

static void tear_down(void) {
  store_close(store);
  sqlite3_close(other.db);
  sqlite3_vfs_find(NULL)->xSleep = real_sleep;
  bench_tear_down();
}

static bool open_it(StoreMode mode) {
  return store_open_telling(bench_path, mode, (StoreWait){hear, &told}, &store, &err);
}

/* The other program begins, and lets go after so many milliseconds of waiting (0: never). */
static void hold(const char *sql, int milliseconds) {
  other.slept_us = 0;
  other.lets_go_us = milliseconds * INT64_C(1000);
  ck_assert_int_eq(sqlite3_exec(other.db, sql, NULL, NULL, NULL), SQLITE_OK);
}

static void expect_told(int times) {
  ck_assert_int_eq(told.begun, times);
  ck_assert_int_eq(told.over, times);
}

START_TEST(store_session_save__tells_once_that_it_waits__and_that_it_is_over) {
  ck_assert(open_it(STORE_WRITE));
  hold("BEGIN IMMEDIATE", 700);
  ck_assert(bench_save(store, 1, 1000, &err));
  expect_told(1);
  ck_assert_int_ge(told.begun_us, 200 * 1000);
  ck_assert_int_lt(told.begun_us, 250 * 1000);
  ck_assert_int_eq(bench_number("SELECT done_ms FROM sessions"), 1000);
}
END_TEST

/* A reader holds up only the end of a write. */
START_TEST(store_session_save__tells_of_it__where_a_reader_is_waited_for) {
  ck_assert(open_it(STORE_WRITE));
  hold("BEGIN; SELECT count(*) FROM sessions", 700);
  ck_assert(bench_save(store, 1, 1000, &err));
  expect_told(1);
}
END_TEST

START_TEST(store_session_save__gives_up__after_two_seconds) {
  ck_assert(open_it(STORE_WRITE));
  hold("BEGIN EXCLUSIVE", 0);
  ck_assert(!bench_save(store, 1, 1000, &err));
  expect_told(1);
  ck_assert_int_ge(other.slept_us, 2000 * 1000);
  ck_assert_int_lt(other.slept_us, 2100 * 1000);
  ck_assert_ptr_nonnull(strstr(err.text, "another program is using it"));
  /* No longer than a hundredth of a processor each: it sleeps, it does not spin. */
  ck_assert_int_le(other.sleeps, 2001);
}
END_TEST

START_TEST(store__says_nothing__where_nothing_or_little_is_waited_for) {
  ck_assert(open_it(STORE_WRITE));
  ck_assert(bench_save(store, 1, 1000, &err));
  ck_assert_int_eq(other.sleeps, 0);
  hold("BEGIN IMMEDIATE", 150);
  ck_assert(bench_save(store, 1, 2000, &err));
  ck_assert_int_gt(other.sleeps, 0);
  expect_told(0);
}
END_TEST

START_TEST(store__tells__while_it_reads) {
  ck_assert(open_it(STORE_READ));
  hold("BEGIN EXCLUSIVE", 700);
  ck_assert_int_eq(bench_count(store), 1);
  expect_told(1);
}
END_TEST

START_TEST(store_open__tells__while_it_opens) {
  hold("BEGIN EXCLUSIVE", 700);
  ck_assert(open_it(_i == 0 ? STORE_READ : STORE_WRITE));
  expect_told(1);
}
END_TEST

START_TEST(store_open__tells_that_it_is_over__when_it_fails) {
  hold("BEGIN EXCLUSIVE", 0);
  ck_assert(!open_it(_i == 0 ? STORE_READ : STORE_WRITE));
  ck_assert_ptr_null(store);
  expect_told(1);
  ck_assert_int_lt(other.slept_us, 2100 * 1000);
}
END_TEST

START_TEST(store__waits_all_the_same__with_nobody_to_tell) {
  ck_assert(store_open(bench_path, STORE_WRITE, &store, &err));
  hold("BEGIN IMMEDIATE", 700);
  ck_assert(bench_save(store, 1, 1000, &err));
  expect_told(0);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("store_wait");
  TCase *waits = tcase_create("waits");
  tcase_add_checked_fixture(waits, set_up, tear_down);
  tcase_add_test(waits, store_session_save__tells_once_that_it_waits__and_that_it_is_over);
  tcase_add_test(waits, store_session_save__tells_of_it__where_a_reader_is_waited_for);
  tcase_add_test(waits, store_session_save__gives_up__after_two_seconds);
  tcase_add_test(waits, store__says_nothing__where_nothing_or_little_is_waited_for);
  tcase_add_test(waits, store__tells__while_it_reads);
  tcase_add_loop_test(waits, store_open__tells__while_it_opens, 0, 2);
  tcase_add_loop_test(waits, store_open__tells_that_it_is_over__when_it_fails, 0, 2);
  tcase_add_test(waits, store__waits_all_the_same__with_nobody_to_tell);
  suite_add_tcase(suite, waits);
  return suite_run(suite);
}
