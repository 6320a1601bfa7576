/* The record as a file: made private and whole, refused untouched when it is not ours, brought up
 * to date with a backup (FAULTS F17 to F22). */
#include <check.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "nightcalf/care.h"
#include "store_bench.h"
#include "suite.h"
#include "temp_folder.h"

static Store *store;
static Error err;

static void tear_down(void) {
  store_close(store);
  bench_tear_down();
}

static mode_t mode_of(const char *path) {
  struct stat info;
  ck_assert_int_eq(stat(path, &info), 0);
  return info.st_mode & 07777;
}

/* making */

START_TEST(store_open__makes__private_files_whatever_the_umask) {
  umask(_i == 0 ? 0 : 0777);
  store = bench_open(STORE_WRITE);
  umask(022);
  ck_assert_int_eq(mode_of(bench_path), 0600);
  ck_assert_int_eq(temp_folder_count(), 1);
  ck_assert(store_begin_write(store, "test", &err));
  ck_assert(database_run(store->db, "DELETE FROM sessions; CREATE TABLE x (y)", bench_path, "test",
                         &err));
  char *journal = bench_beside("-journal");
  ck_assert_int_eq(mode_of(journal), 0600);
  free(journal);
  ck_assert(!store_end(store, false, &err));
}
END_TEST

START_TEST(store_open__writes__so_that_a_power_cut_loses_nothing) {
  static const char *const pragmas[] = {"PRAGMA synchronous", "PRAGMA foreign_keys",
                                        "PRAGMA user_version"};
  const int expected[] = {3, 1, store_version()};
  store = bench_open(STORE_WRITE);
  for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
    int number = -1;
    ck_assert(database_number(store->db, pragmas[i], bench_path, &number, &err));
    ck_assert_int_eq(number, expected[i]);
  }
  ck_assert_int_eq(bench_number("SELECT count(*) FROM pragma_journal_mode WHERE "
                                "journal_mode = 'delete'"),
                   1);
}
END_TEST

START_TEST(store_open__reads_nothing__from_a_file_that_is_absent) {
  store = bench_open(STORE_READ);
  ck_assert_int_eq(bench_count(store), 0);
  ck_assert_int_eq(temp_folder_count(), 0);
  ck_assert(!store_close_stale(store, (Night){BENCH_NIGHT}, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "for reading alone"));
}
END_TEST

START_TEST(store_open__names_the_path__where_nothing_can_be_made) {
  free(bench_path);
  bench_path = temp_folder_path("absent/nightcalf.db");
  bench_check_refused(STORE_WRITE, "make its folder writable");
}
END_TEST

/* refusing */

static void make_empty(void) {
  temp_folder_write("nightcalf.db", "");
}

static void make_text(void) {
  char text[4096];
  memset(text, 'x', sizeof text);
  text[sizeof text - 1] = '\0';
  temp_folder_write("nightcalf.db", text);
}

static void make_foreign(void) {
  bench_run("CREATE TABLE recipes (name); PRAGMA user_version = 1");
}

static void make_newer_same(void) {
  char sql[64];
  bench_make_one();
  snprintf(sql, sizeof sql, "PRAGMA user_version = %d", store_version() + 1);
  bench_run(sql);
}

static void make_newer(void) {
  make_newer_same();
  bench_run("ALTER TABLE sessions RENAME COLUMN done_ms TO done_in_other_units");
}

static void make_pipe(void) {
  ck_assert_int_eq(mkfifo(bench_path, 0600), 0);
}

static void make_folder(void) {
  ck_assert_int_eq(mkdir(bench_path, 0700), 0);
}

static void make_dangling_link(void) {
  ck_assert_int_eq(symlink("nowhere", bench_path), 0);
}

static void make_link_loop(void) {
  ck_assert_int_eq(symlink(bench_path, bench_path), 0);
}

static void make_device_link(void) {
  ck_assert_int_eq(symlink("/dev/zero", bench_path), 0);
}

static const struct {
  void (*make)(void);
  const char *saying;
} refusals[] = {
    {make_empty, "is empty"},
    {make_text, "it is no database"},
    {make_foreign, "another program's database"},
    {make_newer, "written by a newer nightcalf"},
    {make_pipe, "no regular file"},
    {make_folder, "no regular file"},
    {make_dangling_link, "leads nowhere"},
    {make_link_loop, "cannot look"},
    {make_device_link, "no regular file"},
};
enum { REFUSAL_COUNT = sizeof refusals / sizeof refusals[0] };

/* The first bytes of the database's file, none where it is no file. */
static size_t read_file(char *bytes, size_t size) {
  int fd = open(bench_path, O_RDONLY | O_NONBLOCK);
  ssize_t count = fd == -1 ? -1 : read(fd, bytes, size);
  close(fd);
  return count < 0 ? 0 : (size_t)count;
}

START_TEST(store_open__refuses_untouched__what_is_not_ours) {
  static char before[64 * 1024], after[64 * 1024];
  refusals[_i].make();
  bool device = refusals[_i].make == make_device_link;
  size_t length = device ? 0 : read_file(before, sizeof before);
  bench_check_refused(STORE_WRITE, refusals[_i].saying);
  bench_check_refused(STORE_READ, refusals[_i].saying);
  ck_assert_uint_eq(device ? 0 : read_file(after, sizeof after), length);
  ck_assert_mem_eq(before, after, length);
  ck_assert_int_eq(temp_folder_count(), 1);
}
END_TEST

START_TEST(store_open__reads__a_newer_one_that_has_all_we_know) {
  static char before[64 * 1024], after[64 * 1024];
  make_newer_same();
  bench_run("CREATE TABLE dreams (night TEXT PRIMARY KEY, dream TEXT)");
  size_t length = read_file(before, sizeof before);
  bench_check_refused(STORE_WRITE, "and was not touched; update nightcalf");
  store = bench_open(STORE_READ);
  ck_assert_int_eq(bench_count(store), 1);
  ck_assert(!store_check_backup(bench_path, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "update nightcalf"));
  ck_assert_uint_eq(read_file(after, sizeof after), length);
  ck_assert_mem_eq(before, after, length);
  ck_assert_int_eq(temp_folder_count(), 1);
}
END_TEST

/* A file that a try may have left, changed so many seconds ago. */
static void leave(const char *ending, time_t ago) {
  char *path = bench_beside(ending);
  const struct timespec then = {.tv_sec = time(NULL) - ago};
  const struct timespec times[2] = {then, then};
  FILE *file = fopen(path, "w");
  ck_assert_ptr_nonnull(file);
  fputs("half of it", file);
  fclose(file);
  ck_assert_int_eq(utimensat(AT_FDCWD, path, times, 0), 0);
  free(path);
}

/* Another program that has it locked, as SQLite does, until it is killed. */
static pid_t lock_elsewhere(const char *ending) {
  int ready[2];
  char byte;
  ck_assert_int_eq(pipe(ready), 0);
  pid_t child = fork();
  ck_assert_int_ge(child, 0);
  if (child == 0) {
    struct flock lock = {.l_type = F_WRLCK, .l_start = 0x40000001, .l_len = 1};
    char *path = bench_beside(ending);
    int fd = open(path, O_RDWR);
    (void)!write(ready[1], fcntl(fd, F_SETLK, &lock) == 0 ? "y" : "n", 1);
    for (;;) {
      pause();
    }
  }
  ck_assert_int_eq(read(ready[0], &byte, 1), 1);
  ck_assert_int_eq(byte, 'y');
  close(ready[0]);
  close(ready[1]);
  return child;
}

START_TEST(store_open__clears_away__what_killed_tries_left) {
  enum { HOUR = 60 * 60 };
  static const char *const ours[] = {".unfinished-aB3xYz", ".unfinished-aB3xYz-journal",
                                     ".unfinished-000000"};
  /* Somebody may be making the one, has the other locked; and the rest is none of ours. */
  static const char *const others[] = {
      ".unfinished-Zz9999",     ".unfinished-locked", ".unfinished-aB3xYzz", ".unfinished-aB3xY",
      ".unfinished-aB3xYz-wal", ".unfinished-",       ".new-copied",         ".unfinished-aB3x.z"};
  for (size_t i = 0; i < sizeof ours / sizeof ours[0]; i++) {
    leave(ours[i], HOUR + 60);
  }
  for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
    leave(others[i], i == 0 ? HOUR - 60 : 30 * 24 * HOUR);
  }
  char *folder = bench_beside(".unfinished-folder");
  char *link_name = bench_beside(".unfinished-symbol");
  ck_assert_int_eq(mkdir(folder, 0700), 0);
  ck_assert_int_eq(symlink("nowhere", link_name), 0);
  pid_t locker = lock_elsewhere(".unfinished-locked");
  store = bench_open(STORE_WRITE);
  for (size_t i = 0; i < sizeof ours / sizeof ours[0]; i++) {
    ck_assert_msg(!bench_exists(ours[i]), "%s", ours[i]);
  }
  for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
    ck_assert_msg(bench_exists(others[i]), "%s", others[i]);
  }
  struct stat info;
  ck_assert_int_eq(lstat(folder, &info), 0);
  ck_assert_int_eq(lstat(link_name, &info), 0);
  kill(locker, SIGKILL);
  waitpid(locker, NULL, 0);
  free(folder);
  free(link_name);
}
END_TEST

/* Killed between giving the file its name and taking the first one away: two names of one file. */
START_TEST(care_keep_day__clears_away__a_first_name) {
  bench_make_one();
  char *first = bench_beside(".unfinished-aB3xYz");
  bool broken = false;
  ck_assert_int_eq(link(bench_path, first), 0);
  store = bench_open(STORE_WRITE);
  ck_assert(store_begin_write(store, "test", &err));
  ck_assert(care_keep_day(bench_path, (Night){BENCH_NIGHT}, NULL, &broken, &err));
  ck_assert(!bench_exists(".unfinished-aB3xYz"));
  /* The lock on the file of both names is still held. */
  sqlite3 *db = NULL;
  ck_assert_int_eq(sqlite3_open(bench_path, &db), SQLITE_OK);
  ck_assert_int_eq(sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_BUSY);
  sqlite3_close(db);
  ck_assert(store_end(store, true, &err));
  ck_assert_int_eq(bench_count(store), 1);
  free(first);
}
END_TEST

START_TEST(store_open__follows__a_link_to_a_file_of_ours) {
  store_close(bench_open(STORE_WRITE));
  char *real = temp_folder_path("dotfiles.db");
  ck_assert_int_eq(rename(bench_path, real), 0);
  ck_assert_int_eq(symlink(real, bench_path), 0);
  store = bench_open(STORE_WRITE);
  bench_begin(store, "a", BENCH_NIGHT, BENCH_START);
  ck_assert_int_eq(bench_count(store), 1);
  ck_assert_int_eq(temp_folder_count(), 2);
  free(real);
}
END_TEST

/* versions */

static const char *steps_of_two[] = {
    NULL, /* version 1 as it is */
    "ALTER TABLE sessions ADD COLUMN mood INTEGER; PRAGMA user_version = 2;"};
static const char *steps_that_fail[] = {
    NULL, "ALTER TABLE sessions ADD COLUMN mood INTEGER; DROP TABLE nowhere;"};

static bool open_with(const char **steps, StoreMode mode) {
  steps[0] = store_migrations.steps[0];
  return store_open_versions(bench_path, mode, (Migrations){steps, 2}, (StoreWait){0}, &store,
                             &err);
}

/* A database of version 1 alone, with one session. */
static void make_version_1(void) {
  Store *first = NULL;
  Migrations one = {store_migrations.steps, 1};
  ck_assert(store_open_versions(bench_path, STORE_WRITE, one, (StoreWait){0}, &first, &err));
  bench_begin(first, "a", BENCH_NIGHT, BENCH_START);
  store_close(first);
}

START_TEST(store_open__brings_an_older_one_up_to_date__with_a_backup) {
  make_version_1();
  ck_assert(open_with(steps_of_two, STORE_WRITE));
  ck_assert_int_eq(bench_count(store), 1);
  ck_assert_int_eq(bench_number("PRAGMA user_version"), 2);
  ck_assert_int_eq(bench_number("SELECT count(*) FROM sessions WHERE mood IS NULL"), 1);
  ck_assert_int_eq(temp_folder_count(), 2);
  char *backup = bench_beside(".1.bak");
  ck_assert_int_eq(mode_of(backup), 0600);
  ck_assert_int_eq(rename(backup, bench_path), 0);
  free(backup);
  store_close(store);
  store = bench_open(STORE_WRITE);
  ck_assert_int_eq(bench_count(store), 1);
}
END_TEST

START_TEST(store_open__makes_no_backup__when_there_is_nothing_to_do) {
  bench_make_one();
  store = bench_open(STORE_WRITE);
  ck_assert_int_eq(temp_folder_count(), 1);
}
END_TEST

START_TEST(store_open__keeps__a_backup_that_was_there) {
  temp_folder_write("nightcalf.db.1.bak", "precious");
  make_version_1();
  ck_assert(open_with(steps_of_two, STORE_WRITE));
  ck_assert(bench_exists(".1.bak.2"));
  char *backup = bench_beside(".1.bak");
  struct stat info;
  ck_assert_int_eq(stat(backup, &info), 0);
  ck_assert_int_eq(info.st_size, strlen("precious"));
  free(backup);
}
END_TEST

START_TEST(store_open__leaves_the_old_version__when_a_migration_fails) {
  make_version_1();
  ck_assert(!open_with(steps_that_fail, STORE_WRITE));
  ck_assert_ptr_null(store);
  ck_assert_ptr_nonnull(strstr(err.text, "bring your history up to date"));
  ck_assert_int_eq(temp_folder_count(), 1);
  ck_assert_int_eq(bench_number("SELECT count(*) FROM pragma_table_info('sessions') "
                                "WHERE name = 'mood'"),
                   0);
  store = bench_open(STORE_WRITE);
  ck_assert_int_eq(bench_count(store), 1);
}
END_TEST

START_TEST(store_open__leaves_the_old_version__when_no_backup_can_be_made) {
  /* A name that leaves room for -journal, but not for a file to be copied into. */
  char name[NAME_MAX];
  make_version_1();
  char *short_path = bench_path;
  memset(name, 'x', sizeof name);
  name[NAME_MAX - 10] = '\0';
  bench_path = temp_folder_path(name);
  ck_assert_int_eq(rename(short_path, bench_path), 0);
  free(short_path);
  ck_assert(!open_with(steps_of_two, STORE_WRITE));
  ck_assert_ptr_nonnull(strstr(err.text, strerror(ENAMETOOLONG)));
  ck_assert_int_eq(bench_number("PRAGMA user_version"), 1);
}
END_TEST

START_TEST(store_open__reads_an_older_one__without_touching_it) {
  make_version_1();
  ck_assert(open_with(steps_of_two, STORE_READ));
  ck_assert_int_eq(bench_count(store), 1);
  ck_assert_int_eq(bench_number("PRAGMA user_version"), 1);
  ck_assert_int_eq(temp_folder_count(), 1);
}
END_TEST

static bool add_completed(void *context, const NightSummary *row) {
  *(int64_t *)context += row->completed;
  return true;
}

START_TEST(store_open__opens__every_version_ever_released) {
  /* One dump a version, each of two sessions, the first with an answer. */
  char name[128];
  snprintf(name, sizeof name, "%s/stores/%d.sql", TESTS_DIR, _i + 1);
  FILE *file = fopen(name, "r");
  ck_assert_msg(file != NULL, "%s is missing", name);
  static char sql[64 * 1024];
  sql[fread(sql, 1, sizeof sql - 1, file)] = '\0';
  fclose(file);
  bench_run(sql);
  store = bench_open(STORE_WRITE);
  ck_assert_int_eq(bench_count(store), 2);
  SessionRow row;
  bool found = false;
  ck_assert(store_session_open(store, (Night){BENCH_NIGHT}, &row, &found, &err));
  ck_assert(found);
  ck_assert_str_eq(row.uuid, "5f0c9c1e-6a57-4b1f-9c55-0d0a4a2f7e11");
  ck_assert_str_eq(row.routine, "evening-calf");
  ck_assert_int_eq(row.ended_by, ENDED_CRASH);
  ck_assert_int_eq(row.started.utc_ms, BENCH_START);
  ck_assert_uint_eq(row.step_count, 2);
  ck_assert_int_eq(row.steps[0].record.done, 75000);
  ck_assert_uint_eq(row.answer_count, 1);
  ck_assert_str_eq(row.answers[0].answer, "Easing");
  ck_assert(bench_save(store, row.id, 80000, &err));
  session_row_free(&row);
  int64_t completed = 0;
  Night before = {BENCH_NIGHT - 1};
  ck_assert(store_summaries(store, before, before, add_completed, &completed, &err));
  ck_assert_int_eq(completed, 1);
}
END_TEST

START_TEST(store_check__tells__a_damaged_record_from_a_sound_one) {
  ck_assert(store_open(bench_path, STORE_READ, &store, &err));
  ck_assert_msg(store_check(store, &err), "%s", err.text); /* nothing there is sound */
  store_close(store);
  ck_assert(store_open(bench_path, STORE_WRITE, &store, &err));
  ck_assert_msg(store_check(store, &err), "%s", err.text);
  store_close(store);
  store = NULL;
  FILE *file = fopen(bench_path, "r+");
  ck_assert_ptr_nonnull(file);
  fseek(file, 3 * 4096L, SEEK_SET);
  for (int i = 0; i < 4096; i++) {
    fputc(0, file);
  }
  fclose(file);
  ck_assert_msg(store_open(bench_path, STORE_READ, &store, &err), "%s", err.text);
  ck_assert(!store_check(store, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "damaged"));
  ck_assert_ptr_nonnull(strstr(err.text, "nightcalf restore --salvage"));
}
END_TEST

int main(void) {
  Suite *suite = suite_create("store_file");
  TCase *file = tcase_create("file");
  tcase_add_checked_fixture(file, bench_set_up, tear_down);
  tcase_add_loop_test(file, store_open__makes__private_files_whatever_the_umask, 0, 2);
  tcase_add_test(file, store_open__writes__so_that_a_power_cut_loses_nothing);
  tcase_add_test(file, store_open__reads_nothing__from_a_file_that_is_absent);
  tcase_add_test(file, store_open__names_the_path__where_nothing_can_be_made);
  tcase_add_loop_test(file, store_open__refuses_untouched__what_is_not_ours, 0, REFUSAL_COUNT);
  tcase_add_test(file, store_check__tells__a_damaged_record_from_a_sound_one);
  tcase_add_test(file, store_open__reads__a_newer_one_that_has_all_we_know);
  tcase_add_test(file, store_open__clears_away__what_killed_tries_left);
  tcase_add_test(file, care_keep_day__clears_away__a_first_name);
  tcase_add_test(file, store_open__follows__a_link_to_a_file_of_ours);
  suite_add_tcase(suite, file);
  TCase *versions = tcase_create("versions");
  tcase_add_checked_fixture(versions, bench_set_up, tear_down);
  tcase_add_test(versions, store_open__brings_an_older_one_up_to_date__with_a_backup);
  tcase_add_test(versions, store_open__makes_no_backup__when_there_is_nothing_to_do);
  tcase_add_test(versions, store_open__keeps__a_backup_that_was_there);
  tcase_add_test(versions, store_open__leaves_the_old_version__when_a_migration_fails);
  tcase_add_test(versions, store_open__leaves_the_old_version__when_no_backup_can_be_made);
  tcase_add_test(versions, store_open__reads_an_older_one__without_touching_it);
  tcase_add_loop_test(versions, store_open__opens__every_version_ever_released, 0, store_version());
  suite_add_tcase(suite, versions);
  return suite_run(suite);
}
