/* The diary kept through what the world does to it: full disks and kill -9 in the middle of an
 * entry, a merge, a restore (FAULTS F1, F12, F20). */
#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "history_bench.h"
#include "store_bench.h"
#include "suite.h"
#include "temp_folder.h"

enum { KILLS = 30, SECONDS_MAX = 120, MERGED = 300, FEW = 5, MORE = 9 };

static const WallTime now = {BENCH_START, BENCH_OFFSET};
static Store *store;
static Error err;

static void tear_down(void) {
  store_close(store);
  bench_tear_down();
}

#define CK_OK(call) ck_assert_msg((call), "%s", err.text)

/* Everything that can be said about a night of that number, whole. */
static bool save_entry(int number, char *note) {
  Night night = {BENCH_NIGHT + number};
  Episode episodes[2] = {episode_new(now, night), episode_new(now, night)};
  DiaryNight row = diary_night_new(night);
  Habits habits = habits_new(night);
  MedicationChange change = medication_new(night);
  row.cramp_count = 2;
  row.note = note;
  habits.fluid = 3;
  change.kind = MEDICATION_STARTED;
  change.name = (char[]){"Quinine"};
  DiaryEntry entry = {.night = &row,
                      .counted = true,
                      .habits = &habits,
                      .episodes = episodes,
                      .episode_count = 2,
                      .medication = &change};
  return store_entry_save(store, &entry, now, &err);
}

/* Every night has all that was said about it, and is counted as it is. */
static void check_whole(int nights) {
  ck_assert_int_eq(bench_number("SELECT integrity_check = 'ok' FROM pragma_integrity_check"), 1);
  ck_assert_int_eq(bench_number("SELECT count(*) FROM nights"), nights);
  ck_assert_int_eq(bench_number("SELECT count(*) FROM habits"), nights);
  ck_assert_int_eq(bench_number("SELECT count(*) FROM medication_changes"), nights);
  ck_assert_int_eq(bench_number("SELECT count(*) FROM episodes"), nights + nights);
  ck_assert_int_eq(bench_number("SELECT count(*) FROM night_summary WHERE episodes = 2"), nights);
}

START_TEST(entry__keeps_nothing_of_it__while_the_disk_is_full) {
  static char long_text[TEXT_BYTES_MAX];
  int pages = 0;
  char sql[64];
  memset(long_text, 'x', sizeof long_text - 1);
  store = bench_open(STORE_WRITE);
  CK_OK(save_entry(0, long_text));
  CK_OK(database_number(store->db, "PRAGMA page_count", bench_path, &pages, &err));
  snprintf(sql, sizeof sql, "PRAGMA max_page_count = %d", pages);
  CK_OK(database_run(store->db, sql, bench_path, "test", &err));
  ck_assert(!save_entry(1, long_text));
  ck_assert_ptr_nonnull(strstr(err.text, "the disk is full; free some space"));
  check_whole(1);
  CK_OK(save_entry(1, long_text)); /* a new connection: there is space again */
  check_whole(2);
}
END_TEST

/* Saves entry after entry, and announces each that is on disk. */
static _Noreturn void save_for_ever(int first, int announce) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  store = bench_open(STORE_WRITE);
  for (int number = first;; number++) {
    if (!save_entry(number, (char[]){"x"}) ||
        write(announce, &number, sizeof number) != (ssize_t)sizeof number) {
      _exit(1);
    }
  }
}

/* Runs something in a child, and kills it a little after it has announced so many. The last number
 * it announced. */
static int kill_after(void (*run)(int first, int announce), int first, int many, int spins) {
  int ends[2];
  int announced = first - 1;
  ck_assert_int_eq(pipe(ends), 0);
  pid_t child = fork();
  if (child == 0) {
    close(ends[0]);
    run(first, ends[1]);
  }
  close(ends[1]);
  for (int seen = 0; seen < many; seen++) {
    ck_assert_int_eq(read(ends[0], &announced, sizeof announced), sizeof announced);
  }
  for (volatile int spin = 0; spin < spins; spin++) {
  }
  kill(child, SIGKILL);
  waitpid(child, NULL, 0);
  while (read(ends[0], &announced, sizeof announced) > 0) {
  }
  close(ends[0]);
  return announced;
}

START_TEST(entry__is_whole__through_kill_9) {
  int next = 0;
  store_close(bench_open(STORE_WRITE));
  for (int i = 0; i < KILLS; i++) {
    int announced = kill_after(save_for_ever, next, 1 + i % 3, i * 20000);
    store_close(bench_open(STORE_READ)); /* takes back what was broken off */
    int kept = (int)bench_number("SELECT count(*) FROM nights");
    ck_assert_int_ge(kept, announced + 1);
    ck_assert_int_le(kept, announced + 2);
    check_whole(kept);
    next = kept;
  }
}
END_TEST

/* Merges nights and announces each; never ends the merge. */
static _Noreturn void merge_for_ever(int first, int announce) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  store = bench_open(STORE_WRITE);
  Merge *merge = store_merge_begin(store, &err);
  if (merge == NULL) {
    _exit(1);
  }
  for (int number = first;; number++) {
    DiaryNight row = diary_night_new((Night){number});
    row.cramp_count = 1;
    row.note = (char[]){"A note of some length, so that the cache of the connection overflows."};
    if (!store_merge_night(merge, &row, &err) ||
        write(announce, &number, sizeof number) != (ssize_t)sizeof number) {
      _exit(1);
    }
  }
}

START_TEST(merge__leaves_nothing__through_kill_9) {
  store_close(bench_open(STORE_WRITE));
  kill_after(merge_for_ever, 0, MERGED, 100000);
  store_close(bench_open(STORE_WRITE));
  ck_assert_int_eq(bench_number("SELECT count(*) FROM nights"), 0);
  ck_assert_int_eq(bench_number("SELECT integrity_check = 'ok' FROM pragma_integrity_check"), 1);
}
END_TEST

/* Puts back one backup and the other by turns. */
static _Noreturn void restore_for_ever(int first, int announce) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  for (int number = first;; number++) {
    char *backup = temp_folder_path(number % 2 == 0 ? "few.db" : "more.db");
    char *kept = NULL;
    if (!store_restore(bench_path, backup, now, &kept, &err) ||
        write(announce, &number, sizeof number) != (ssize_t)sizeof number) {
      _exit(1);
    }
    free(kept);
    free(backup);
  }
}

START_TEST(restore__leaves_one_or_the_other__through_kill_9) {
  char *few = temp_folder_path("few.db");
  char *more = temp_folder_path("more.db");
  CK_OK(history_make(few, FEW, FEW, &err));
  CK_OK(history_make(more, MORE, MORE, &err));
  CK_OK(store_backup(few, bench_path, false, &err));
  for (int i = 0; i < KILLS / 2; i++) {
    kill_after(restore_for_ever, i, 1 + i % 2, i * 50000);
    store = bench_open(STORE_WRITE);
    int count = bench_count(store);
    ck_assert_msg(count == FEW || count == MORE, "%d", count);
    store_close(store);
    store = NULL;
    ck_assert_int_eq(bench_number("SELECT integrity_check = 'ok' FROM pragma_integrity_check"), 1);
  }
  free(few);
  free(more);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("diary_faults");
  TCase *world = tcase_create("world");
  tcase_add_checked_fixture(world, bench_set_up, tear_down);
  tcase_set_timeout(world, SECONDS_MAX);
  tcase_add_test(world, entry__keeps_nothing_of_it__while_the_disk_is_full);
  tcase_add_test(world, entry__is_whole__through_kill_9);
  tcase_add_test(world, merge__leaves_nothing__through_kill_9);
  tcase_add_test(world, restore__leaves_one_or_the_other__through_kill_9);
  suite_add_tcase(suite, world);
  return suite_run(suite);
}
