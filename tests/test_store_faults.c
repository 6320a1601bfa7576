/* The record kept through what the world does to it: locks, full disks, modes, damage and kill -9
 * (FAULTS F1, F12 to F18). */
#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store_bench.h"
#include "suite.h"
#include "temp_folder.h"

enum { NOBODY = 65534, KILLS = 50, WRITES = 200, FILE_LIMIT = 512 * 1024, SECONDS_MAX = 120 };

static Store *store;
static Error err;

static void tear_down(void) {
  store_close(store);
  bench_tear_down();
}

START_TEST(store_session_save__says_so__while_another_program_holds_the_file) {
  store = bench_open(STORE_WRITE);
  int64_t id = bench_begin(store, "a", BENCH_NIGHT, BENCH_START);
  sqlite3_busy_timeout(store->db, 0);
  sqlite3 *other = NULL;
  ck_assert_int_eq(sqlite3_open(bench_path, &other), SQLITE_OK);
  ck_assert_int_eq(sqlite3_exec(other, "BEGIN EXCLUSIVE", NULL, NULL, NULL), SQLITE_OK);
  ck_assert(!bench_save(store, id, 1000, &err));
  ck_assert_ptr_nonnull(strstr(err.text, bench_path));
  ck_assert_ptr_nonnull(strstr(err.text, "another program is using it"));
  sqlite3_exec(other, "COMMIT; BEGIN; SELECT count(*) FROM sessions", NULL, NULL, NULL);
  /* A reader lets the transaction begin but not end. */
  ck_assert(!bench_save(store, id, 1000, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "another program is using it"));
  sqlite3_close(other);
  ck_assert(bench_save(store, id, 2000, &err));
  ck_assert_int_eq(bench_number("SELECT done_ms FROM sessions"), 2000);
}
END_TEST

static void fill_disk(void) {
  int pages = 0;
  char sql[64];
  ck_assert(database_number(store->db, "PRAGMA page_count", bench_path, &pages, &err));
  snprintf(sql, sizeof sql, "PRAGMA max_page_count = %d", pages);
  ck_assert(database_run(store->db, sql, bench_path, "test", &err));
}

START_TEST(store_session_save__says_so__while_the_disk_is_full) {
  static char long_text[64 * 1024];
  memset(long_text, 'x', sizeof long_text - 1);
  store = bench_open(STORE_WRITE);
  int64_t id = bench_begin(store, "a", BENCH_NIGHT, BENCH_START);
  ck_assert(bench_save(store, id, 1000, &err));
  Answer answer = {0, long_text, long_text};
  SessionProgress progress = bench_progress(2000);
  progress.answers = &answer;
  progress.answer_count = 1;
  fill_disk();
  ck_assert(!store_session_save(store, id, &progress, &err));
  ck_assert_ptr_nonnull(strstr(err.text, bench_path));
  ck_assert_ptr_nonnull(strstr(err.text, "the disk is full; free some space"));
  ck_assert_int_eq(bench_number("SELECT done_ms FROM sessions"), 1000);
  /* The limit was the connection's, and a new one is made: there is space again. */
  ck_assert(store_session_save(store, id, &progress, &err));
  ck_assert_int_eq(bench_number("SELECT done_ms FROM sessions"), 2000);
}
END_TEST

START_TEST(store_session_save__goes_on__below_a_limit_of_file_size) {
  static char long_text[FILE_LIMIT];
  struct rlimit limit;
  memset(long_text, 'x', sizeof long_text - 1);
  signal(SIGXFSZ, SIG_IGN); /* as process_start() has it */
  store = bench_open(STORE_WRITE);
  int64_t id = bench_begin(store, "a", BENCH_NIGHT, BENCH_START);
  Answer answer = {0, long_text, long_text};
  SessionProgress progress = bench_progress(2000);
  progress.answers = &answer;
  progress.answer_count = 1;
  getrlimit(RLIMIT_FSIZE, &limit);
  rlim_t before = limit.rlim_cur;
  limit.rlim_cur = FILE_LIMIT;
  setrlimit(RLIMIT_FSIZE, &limit);
  bool saved_long = store_session_save(store, id, &progress, &err);
  progress.answer_count = 0;
  bool saved_short = store_session_save(store, id, &progress, NULL);
  limit.rlim_cur = before;
  setrlimit(RLIMIT_FSIZE, &limit);
  ck_assert(!saved_long);
  ck_assert_ptr_nonnull(strstr(err.text, bench_path));
  ck_assert_ptr_nonnull(strstr(err.text, strerror(EFBIG)));
  ck_assert(saved_short);
  ck_assert_int_eq(bench_number("SELECT done_ms FROM sessions"), 2000);
}
END_TEST

/* Makes this process, where it is root, one that file modes hold for, and the folder its own; until
 * be_myself(). */
static void be_nobody(void) {
  if (getuid() == 0) {
    char *folder = temp_folder_path(".");
    ck_assert_int_eq(chown(folder, NOBODY, NOBODY), 0);
    ck_assert_int_eq(chown(bench_path, NOBODY, NOBODY), 0);
    ck_assert_int_eq(seteuid(NOBODY), 0);
    free(folder);
  }
}

static void be_myself(void) {
  ck_assert_int_eq(seteuid(getuid()), 0);
}

static void set_folder_mode(mode_t mode) {
  char *folder = temp_folder_path(".");
  ck_assert_int_eq(chmod(folder, mode), 0);
  free(folder);
}

START_TEST(store_session_save__says_so__while_the_file_is_read_only) {
  store_close(bench_open(STORE_WRITE));
  be_nobody();
  store = bench_open(STORE_WRITE);
  int64_t id = bench_begin(store, "a", BENCH_NIGHT, BENCH_START);
  ck_assert_int_eq(chmod(bench_path, 0400), 0);
  set_folder_mode(0500);
  ck_assert(!bench_save(store, id, 1000, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "make it and its folder writable"));
  /* Tried again: by a new connection, which may not write either. */
  ck_assert(!bench_save(store, id, 1000, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "it is read-only; make it and its folder writable"));
  Store *reader = bench_open(STORE_READ);
  store_close(reader);
  set_folder_mode(0700);
  ck_assert_int_eq(chmod(bench_path, 0600), 0);
  ck_assert(bench_save(store, id, 2000, &err));
  be_myself();
}
END_TEST

START_TEST(store_open__says_so__when_it_may_not_read) {
  store_close(bench_open(STORE_WRITE));
  be_nobody();
  ck_assert_int_eq(chmod(bench_path, 0), 0);
  bench_check_refused(STORE_READ, strerror(EACCES));
  bench_check_refused(STORE_WRITE, strerror(EACCES));
  be_myself();
}
END_TEST

START_TEST(store_session_save__says_so__when_the_file_was_moved_away) {
  store = bench_open(STORE_WRITE);
  int64_t id = bench_begin(store, "a", BENCH_NIGHT, BENCH_START);
  char *elsewhere = temp_folder_path("elsewhere");
  ck_assert_int_eq(rename(bench_path, elsewhere), 0);
  for (int i = 0; i < 2; i++) {
    ck_assert(!bench_save(store, id, 1000, &err));
    ck_assert_ptr_nonnull(strstr(err.text, "moved or removed while in use; put it back"));
  }
  ck_assert(access(bench_path, F_OK) != 0);
  ck_assert_int_eq(rename(elsewhere, bench_path), 0);
  ck_assert(bench_save(store, id, 2000, &err));
  free(elsewhere);
}
END_TEST

START_TEST(store_sessions__says_so__when_the_file_is_damaged) {
  bench_make_one();
  /* All pages but the first are overwritten. */
  int fd = open(bench_path, O_WRONLY);
  static const char garbage[32 * 1024] = {'x'};
  ck_assert_int_eq(pwrite(fd, garbage, sizeof garbage, 4096), sizeof garbage);
  close(fd);
  store = bench_open(STORE_READ);
  int count = 0;
  ck_assert(!store_sessions(store, &(HistoryFilter){0}, bench_count_row, &count, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "it is damaged"));
  bool flag;
  SessionRow row;
  ck_assert(!store_session_open(store, (Night){BENCH_NIGHT}, &row, &flag, &err));
}
END_TEST

/* Every statement fails at its preparation, since the tables are gone. */
START_TEST(store__says_so__when_its_tables_are_gone) {
  store_close(bench_open(STORE_WRITE));
  bench_run("DROP TABLE answers; DROP TABLE session_steps; DROP TABLE sessions");
  store = bench_open(STORE_WRITE);
  int count = 0;
  bool flag;
  SessionRow row;
  ck_assert(!store_sessions(store, &(HistoryFilter){0}, bench_count_row, &count, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "no such table: sessions"));
  ck_assert(!store_session_open(store, (Night){BENCH_NIGHT}, &row, &flag, &err));
  ck_assert(!store_close_stale(store, (Night){BENCH_NIGHT}, &err));
  ck_assert(!store_session_discard(store, 1, &err));
  ck_assert(!bench_save(store, 1, 1000, &err));
}
END_TEST

/* As above, one table at a time. */
static const char *const tables[] = {"answers", "session_steps"};

START_TEST(store__says_so__when_one_of_its_tables_is_gone) {
  char sql[64];
  bench_make_one();
  snprintf(sql, sizeof sql, "DROP TABLE %s", tables[_i]);
  bench_run(sql);
  store = bench_open(STORE_WRITE);
  int count = 0;
  ck_assert(!store_sessions(store, &(HistoryFilter){0}, bench_count_row, &count, &err));
  ck_assert_ptr_nonnull(strstr(err.text, tables[_i]));
  ck_assert(!bench_save(store, 1, 1000, &err));
  Answer answer = {0, sql, sql};
  SessionProgress progress = bench_progress(1000);
  progress.answers = &answer;
  progress.answer_count = 1;
  ck_assert(!store_session_save(store, 1, &progress, &err));
  ck_assert_ptr_nonnull(strstr(err.text, tables[_i]));
}
END_TEST

START_TEST(store_session_save__loses_nothing__by_two_programs_in_turn) {
  store = bench_open(STORE_WRITE);
  Store *other = bench_open(STORE_WRITE);
  int64_t mine = bench_begin(store, "mine", BENCH_NIGHT, BENCH_START);
  int64_t theirs = bench_begin(other, "theirs", BENCH_NIGHT, BENCH_START + 1);
  for (int i = 1; i <= WRITES; i++) {
    bool ok = i % 2 == 0 ? bench_save(store, mine, i, &err) : bench_save(other, theirs, i, &err);
    ck_assert_msg(ok, "%s", err.text);
  }
  ck_assert_int_eq(bench_number("SELECT done_ms FROM sessions WHERE routine = 'mine'"), WRITES);
  ck_assert_int_eq(bench_number("SELECT done_ms FROM sessions WHERE routine = 'theirs'"),
                   WRITES - 1);
  store_close(other);
}
END_TEST

/* Saves for ever, and announces the number of each save that is on disk. */
static _Noreturn void save_for_ever(int64_t id, int announce) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  store = bench_open(STORE_WRITE);
  for (int64_t number = 1;; number++) {
    if (!bench_save(store, id, number, &err) ||
        write(announce, &number, sizeof number) != (ssize_t)sizeof number) {
      _exit(1);
    }
  }
}

START_TEST(store_session_save__keeps_what_it_announced__through_kill_9) {
  store = bench_open(STORE_WRITE);
  int64_t id = bench_begin(store, "a", BENCH_NIGHT, BENCH_START);
  store_close(store);
  for (int i = 0; i < KILLS; i++) {
    int ends[2];
    int64_t announced = 0;
    ck_assert_int_eq(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) {
      save_for_ever(id, ends[1]);
    }
    close(ends[1]);
    /* Killed a little later each time, wherever the next save then is. */
    for (int seen = 0; seen <= i % 5; seen++) {
      ck_assert_int_eq(read(ends[0], &announced, sizeof announced), sizeof announced);
    }
    for (volatile int spin = 0; spin < i * 10000; spin++) {
    }
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    while (read(ends[0], &announced, sizeof announced) > 0) {
    }
    close(ends[0]);
    store = bench_open(i % 2 == 0 ? STORE_READ : STORE_WRITE);
    ck_assert_int_eq(bench_count(store), 1);
    store_close(store);
    int64_t kept = bench_number("SELECT done_ms FROM sessions");
    ck_assert_int_ge(kept, announced);
    ck_assert_int_le(kept, announced + 1);
    ck_assert_int_eq(bench_number("SELECT integrity_check = 'ok' FROM pragma_integrity_check"), 1);
  }
  store = NULL;
}
END_TEST

/* Dies in the middle of a write that has reached the file. */
static _Noreturn void die_while_writing(void) {
  sqlite3 *db = NULL;
  sqlite3_open(bench_path, &db);
  sqlite3_exec(db, "PRAGMA cache_size = 1; BEGIN; UPDATE sessions SET done_ms = 777;", NULL, NULL,
               NULL);
  for (int i = 0; i < 100; i++) {
    sqlite3_exec(db,
                 "INSERT INTO answers SELECT 1, 1 + (SELECT count(*) FROM answers), 0, "
                 "hex(zeroblob(1000)), ''",
                 NULL, NULL, NULL);
  }
  _exit(EXIT_SUCCESS);
}

static void die_in_a_child(void) {
  pid_t child = fork();
  if (child == 0) {
    die_while_writing();
  }
  ck_assert_int_eq(waitpid(child, NULL, 0), child);
  ck_assert(bench_exists("-journal"));
}

START_TEST(store_open__takes_back__a_write_that_a_crash_broke_off) {
  bench_make_one();
  die_in_a_child();
  store = bench_open(_i == 0 ? STORE_READ : STORE_WRITE);
  ck_assert_int_eq(bench_count(store), 1);
  ck_assert_int_eq(bench_number("SELECT done_ms FROM sessions"), 0);
  ck_assert_int_eq(bench_number("SELECT count(*) FROM answers"), 0);
}
END_TEST

START_TEST(store_open__says_so__when_it_cannot_take_a_write_back) {
  bench_make_one();
  die_in_a_child();
  be_nobody();
  ck_assert_int_eq(chmod(bench_path, 0400), 0);
  set_folder_mode(0500);
  bench_check_refused(STORE_READ, "was broken off");
  set_folder_mode(0700);
  be_myself();
}
END_TEST

int main(void) {
  Suite *suite = suite_create("store_faults");
  TCase *world = tcase_create("world");
  tcase_add_checked_fixture(world, bench_set_up, tear_down);
  tcase_set_timeout(world, SECONDS_MAX);
  tcase_add_test(world, store_session_save__says_so__while_another_program_holds_the_file);
  tcase_add_test(world, store_session_save__says_so__while_the_disk_is_full);
  tcase_add_test(world, store_session_save__goes_on__below_a_limit_of_file_size);
  tcase_add_test(world, store_session_save__says_so__while_the_file_is_read_only);
  tcase_add_test(world, store_open__says_so__when_it_may_not_read);
  tcase_add_test(world, store_session_save__says_so__when_the_file_was_moved_away);
  tcase_add_test(world, store_sessions__says_so__when_the_file_is_damaged);
  tcase_add_test(world, store__says_so__when_its_tables_are_gone);
  tcase_add_loop_test(world, store__says_so__when_one_of_its_tables_is_gone, 0, 2);
  tcase_add_test(world, store_session_save__loses_nothing__by_two_programs_in_turn);
  tcase_add_test(world, store_session_save__keeps_what_it_announced__through_kill_9);
  tcase_add_loop_test(world, store_open__takes_back__a_write_that_a_crash_broke_off, 0, 2);
  tcase_add_test(world, store_open__says_so__when_it_cannot_take_a_write_back);
  suite_add_tcase(suite, world);
  return suite_run(suite);
}
