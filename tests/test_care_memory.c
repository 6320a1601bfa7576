/* The record cared for while SQLite is out of memory for a moment (FAULTS F47): nothing sound is
 * taken for broken, nothing is left half done, and what is mended is mended whole or not at all. */
#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fault_memory.h"
#include "history_bench.h"
#include "nightcalf/care.h"
#include "nightcalf/mem.h"
#include "store_bench.h"
#include "suite.h"
#include "temp_folder.h"

enum { NIGHTS = 30, SESSIONS = 20, CUT_OFF = 1000, ALLOCATIONS_MAX = 100000, SECONDS_MAX = 600 };

static const WallTime now = {BENCH_START, BENCH_OFFSET};
static const Night today = {HISTORY_LAST};
static Error err;
static char *base; /* the record as it is at the start of each */
static size_t base_length;

#define CK_OK(call) ck_assert_msg((call), "%s", err.text)

static void set_up(void) {
  bench_set_up();
  CK_OK(history_make(bench_path, NIGHTS, SESSIONS, &err));
  base = bench_bytes(bench_path, &base_length);
  fault_memory_begin();
}

static void tear_down(void) {
  free(base);
  bench_tear_down();
}

/* How many files lie beside the record, which may be removed. */
static int count_beside(bool removed) {
  char *folder = temp_folder_path(".");
  DIR *list = opendir(folder);
  int count = 0;
  for (const struct dirent *item = NULL; (item = readdir(list)) != NULL;) {
    if (item->d_type == DT_REG && strcmp(item->d_name, "nightcalf.db") != 0) {
      char *path = mem_format("%s/%s", folder, item->d_name);
      ck_assert(!removed || unlink(path) == 0);
      free(path);
      count++;
    }
  }
  closedir(list);
  free(folder);
  return count;
}

/* The record alone, as it was; cut: without its end. */
static void start_over(size_t cut) {
  (void)count_beside(true);
  bench_put_bytes(base, base_length - cut);
  ck_assert_int_eq(chmod(bench_path, 0600), 0);
  err.text[0] = '\0';
}

static void check_unchanged(int due, size_t cut) {
  size_t length = 0;
  char *bytes = bench_bytes(bench_path, &length);
  ck_assert_uint_eq(length, base_length - cut);
  ck_assert_msg(memcmp(bytes, base, length) == 0, "allocation %d: changed", due);
  free(bytes);
}

START_TEST(care_is_broken__says_no__of_what_cannot_be_looked_at) {
  bool met = true;
  int due = 1;
  for (; met; due++) {
    ck_assert_int_lt(due, ALLOCATIONS_MAX);
    start_over(0);
    fault_memory_arm(due);
    bool broken = care_is_broken(bench_path, CARE_WHOLE);
    met = fault_memory_disarm() >= due;
    ck_assert_msg(!broken, "allocation %d: sound, and said to be broken", due);
  }
  ck_assert_int_gt(due, 100);
}
END_TEST

START_TEST(care_keep_day__keeps_a_whole_copy_or_none) {
  bool met = true;
  int failed = 0;
  for (int due = 1; met; due += fault_memory_stride(due)) {
    ck_assert_int_lt(due, ALLOCATIONS_MAX);
    bool made = false;
    bool broken = false;
    start_over(0);
    fault_memory_arm(due);
    bool kept = care_keep_day(bench_path, today, &made, &broken, &err);
    met = fault_memory_disarm() >= due;
    ck_assert_msg(!broken, "allocation %d: sound, and said to be broken", due);
    ck_assert_int_eq(made, kept);
    ck_assert_msg(kept || err.text[0] != '\0', "allocation %d: a failure without a word", due);
    ck_assert_msg(count_beside(false) == (kept ? 1 : 0), "allocation %d: %d files beside it", due,
                  count_beside(false));
    check_unchanged(due, 0);
    CK_OK(care_keep_day(bench_path, today, &made, &broken, &err));
    char *copy = care_newest_backup(bench_path);
    ck_assert_msg(copy != NULL, "allocation %d: no sound copy", due);
    free(copy);
    failed += kept ? 0 : 1;
  }
  ck_assert_int_gt(failed, 100);
}
END_TEST

START_TEST(care_mend__keeps_all_that_can_be_read__or_changes_nothing) {
  CareMend whole;
  CareMend mend;
  start_over(CUT_OFF);
  CK_OK(care_mend(bench_path, CARE_QUICK, now, &whole, &err));
  ck_assert_int_gt(whole.sessions, 0);
  int64_t steps = bench_number("SELECT count(*) FROM session_steps");
  int64_t notes = bench_number("SELECT sum(length(quote(title))) + sum(length(quote(snapshot)))"
                               " FROM sessions");
  bool met = true;
  int failed = 0;
  for (int due = 1; met; due += fault_memory_stride(due)) {
    ck_assert_int_lt(due, ALLOCATIONS_MAX);
    start_over(CUT_OFF);
    fault_memory_arm(due);
    bool mended = care_mend(bench_path, CARE_QUICK, now, &mend, &err);
    met = fault_memory_disarm() >= due;
    if (mended && mend.aside != NULL) {
      ck_assert_msg(mend.sessions == whole.sessions && mend.cramps == whole.cramps &&
                        mend.nights == whole.nights,
                    "allocation %d: %d sessions, %d cramps, %d nights", due, (int)mend.sessions,
                    (int)mend.cramps, (int)mend.nights);
      ck_assert_int_eq(bench_number("SELECT count(*) FROM session_steps"), steps);
      ck_assert_int_eq(bench_number("SELECT sum(length(quote(title))) + "
                                    "sum(length(quote(snapshot))) FROM sessions"),
                       notes);
    } else {
      ck_assert_msg(mended || err.text[0] != '\0', "allocation %d: without a word", due);
      ck_assert_msg(count_beside(false) == 0, "allocation %d: %d files beside it", due,
                    count_beside(false));
      check_unchanged(due, CUT_OFF);
      failed++;
    }
    care_mend_free(&mend);
  }
  care_mend_free(&whole);
  ck_assert_int_gt(failed, 100);
}
END_TEST

START_TEST(care_take_in__takes_in_all_or_nothing) {
  bool made = false;
  bool broken = false;
  bool met = true;
  int failed = 0;
  for (int due = 1; met; due += fault_memory_stride(due)) {
    ck_assert_int_lt(due, ALLOCATIONS_MAX);
    MergeCounts counts;
    start_over(0);
    CK_OK(care_keep_day(bench_path, today, &made, &broken, &err));
    char *copy = care_newest_backup(bench_path);
    ck_assert_ptr_nonnull(copy);
    ck_assert_int_eq(unlink(bench_path), 0);
    Store *store = bench_open(STORE_WRITE);
    bench_begin(store, "meanwhile", BENCH_NIGHT + 1, BENCH_START);
    fault_memory_arm(due);
    bool taken = care_take_in(store, copy, &counts, &err);
    met = fault_memory_disarm() >= due;
    store_close(store);
    ck_assert_msg(bench_number("SELECT count(*) FROM sessions") == 1 + (taken ? SESSIONS : 0),
                  "allocation %d: %d sessions", due,
                  (int)bench_number("SELECT count(*) FROM sessions"));
    ck_assert_msg(taken || err.text[0] != '\0', "allocation %d: a failure without a word", due);
    ck_assert_int_eq(bench_number("SELECT integrity_check = 'ok' FROM pragma_integrity_check"), 1);
    free(copy);
    failed += taken ? 0 : 1;
  }
  ck_assert_int_gt(failed, 100);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("care_memory");
  TCase *care = tcase_create("care");
  tcase_add_checked_fixture(care, set_up, tear_down);
  tcase_set_timeout(care, SECONDS_MAX);
  tcase_add_test(care, care_is_broken__says_no__of_what_cannot_be_looked_at);
  tcase_add_test(care, care_keep_day__keeps_a_whole_copy_or_none);
  tcase_add_test(care, care_mend__keeps_all_that_can_be_read__or_changes_nothing);
  tcase_add_test(care, care_take_in__takes_in_all_or_nothing);
  suite_add_tcase(suite, care);
  return suite_run(suite);
}
