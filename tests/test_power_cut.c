/* The power goes at any instant (FAULTS F2): what SQLite asked of the disk is written down, and
 * each state that a power cut could have left of it is made and opened. */
#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fault_vfs.h"
#include "nightcalf/mem.h"
#include "store_bench.h"
#include "suite.h"
#include "temp_folder.h"

enum { SAVES = 12, SAVES_LONG = 60, CHANCES = 2, SECONDS_MAX = 1800, NIGHTS_EVERY = 5 };

static Store *store;
static Error err;
static char *base;
static size_t base_length;

#define CK_OK(call) ck_assert_msg((call), "%s", err.text)

static void set_up(void) {
  bench_set_up();
  store_close(bench_open(STORE_WRITE));
  base = bench_bytes(bench_path, &base_length);
}

static void tear_down(void) {
  free(base);
  bench_tear_down();
}

/* Answers that grow: pages are added, and some overflow. */
static bool save_number(int64_t id, int number) {
  char text[6000];
  memset(text, 'a' + number % 26, sizeof text);
  text[sizeof text - 1] = '\0';
  Answer answers[2] = {{0, text, text + number * 100}, {1, text + 5000, text + 5900}};
  SessionProgress progress = bench_progress(number);
  progress.answers = answers;
  progress.answer_count = 2;
  return store_session_save(store, id, &progress, &err);
}

/* A session, saved again and again, and the diary of a night now and then; each is announced. */
static void live(const char *pragma) {
  WallTime now = {BENCH_START, BENCH_OFFSET};
  fault_vfs_begin();
  store = bench_open(STORE_WRITE);
  CK_OK(database_run(store->db, pragma, bench_path, "test", &err));
  fault_vfs_record();
  int64_t id = bench_begin(store, "a", BENCH_NIGHT, BENCH_START);
  fault_vfs_mark(0);
  int saves = getenv("NIGHTCALF_FAULTS_LONG") != NULL ? SAVES_LONG : SAVES;
  for (int number = 1; number <= saves; number++) {
    if (number % NIGHTS_EVERY == 0) {
      CK_OK(store_night_count(store, (Night){BENCH_NIGHT - number}, 2, now, &err));
    }
    CK_OK(save_number(id, number));
    fault_vfs_mark(number);
  }
  (void)fault_vfs_recorded();
  store_close(store);
  store = NULL;
  fault_vfs_end();
}

/* What a state that a cut left is: 0 it is whole and has what was announced; else what is wrong. */
static const char *judge(int64_t announced) {
  if (!store_open(bench_path, STORE_WRITE, &store, &err)) {
    return err.text;
  }
  bool sound = store_check(store, &err);
  store_close(store);
  store = NULL;
  if (!sound) {
    return err.text;
  }
  int64_t kept = bench_number("SELECT ifnull(max(done_ms), -1) FROM sessions");
  int64_t nights = bench_number("SELECT count(*) FROM nights");
  if (kept < announced) {
    return "what was announced is lost";
  }
  if (kept > announced + 1) {
    return "more is there than was ever saved";
  }
  if (announced > 0 && nights < announced / NIGHTS_EVERY) {
    return "a night that was announced is lost";
  }
  return NULL;
}

/* Makes every state and judges it, until `enough` were wrong; how many that are. The file system
 * that writes down stands before the real one all the while, since that one would wait for the
 * disk. */
static size_t judge_all(size_t enough, size_t *states) {
  size_t wrong = 0;
  size_t calls = fault_vfs_recorded();
  char *folder = temp_folder_path(".");
  *states = 0;
  fault_vfs_begin();
  for (size_t at = 0; at <= calls && wrong < enough; at++) {
    for (int cut = 0; cut < CUT_SOME + CHANCES; cut++) {
      CutKind kind = cut < CUT_SOME ? (CutKind)cut : CUT_SOME;
      unsigned chance = (unsigned)(at * 31 + (size_t)cut);
      int64_t announced = fault_vfs_replay(at, kind, chance, folder, base, base_length);
      const char *what = judge(announced);
      if (what != NULL && wrong++ == 0 && enough > 1) {
        fprintf(stderr, "cut at call %zu of %zu, kind %d: %s\n", at, calls, (int)kind, what);
      }
      ++*states;
    }
  }
  fault_vfs_end();
  free(folder);
  return wrong;
}

START_TEST(power_cut__keeps_all_that_was_announced__at_every_call) {
  size_t states;
  live("PRAGMA synchronous = EXTRA"); /* as the store has it: seen by the test of its pragmas */
  size_t wrong = judge_all(SIZE_MAX, &states);
  printf("power cuts replayed: %zu\n", states);
  ck_assert_uint_ge(states, 200);
  ck_assert_uint_eq(wrong, 0);
}
END_TEST

/* The replay itself must see what is lost where less care is taken. */
START_TEST(power_cut__is_seen_to_lose__without_syncing) {
  size_t states;
  live("PRAGMA synchronous = OFF");
  ck_assert_uint_gt(judge_all(1, &states), 0);
}
END_TEST

START_TEST(power_cut__is_seen_to_lose__without_syncing_the_folder) {
  size_t states;
  live("PRAGMA synchronous = FULL");
  ck_assert_uint_gt(judge_all(1, &states), 0);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("power_cut");
  TCase *cuts = tcase_create("cuts");
  tcase_add_checked_fixture(cuts, set_up, tear_down);
  tcase_set_timeout(cuts, SECONDS_MAX);
  tcase_add_test(cuts, power_cut__keeps_all_that_was_announced__at_every_call);
  tcase_add_test(cuts, power_cut__is_seen_to_lose__without_syncing);
  tcase_add_test(cuts, power_cut__is_seen_to_lose__without_syncing_the_folder);
  suite_add_tcase(suite, cuts);
  return suite_run(suite);
}
