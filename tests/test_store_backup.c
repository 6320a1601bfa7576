/* The whole database copied while it is in use, and put back without losing what was there (FAULTS
 * F18, F19, F21, F22). */
#include <check.h>
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store_bench.h"
#include "suite.h"
#include "temp_folder.h"

static const WallTime now = {BENCH_START, BENCH_OFFSET}; /* 2026-11-22T00:12:05+01:00 */
static const char kept_ending[] = ".before-restore-2026-11-22T001205";

static Store *store;
static Error err;
static char *target;
static char *kept;

static void set_up(void) {
  bench_set_up();
  target = temp_folder_path("backup.db");
}

static void tear_down(void) {
  store_close(store);
  free(target);
  free(kept);
  bench_tear_down();
}

#define CK_OK(call) ck_assert_msg((call), "%s", err.text)

/* Some file systems have no hard links: the linker puts this in the place of link(). */
// NOLINTBEGIN: the names are the linker's
int __real_link(const char *from, const char *to);
int __wrap_link(const char *from, const char *to);
static bool no_links;

int __wrap_link(const char *from, const char *to) {
  if (no_links) {
    errno = EPERM;
    return -1;
  }
  return __real_link(from, to);
}
// NOLINTEND

/* How many sessions the database at a path has. */
static int64_t sessions_at(const char *path) {
  char *mine = bench_path;
  bench_path = (char *)path;
  int64_t count = bench_number("SELECT count(*) FROM sessions");
  bench_path = mine;
  return count;
}

static void copy_to(const char *from, const char *to, off_t length) {
  FILE *in = fopen(from, "r");
  FILE *out = fopen(to, "w");
  for (int byte; length > 0 && (byte = fgetc(in)) != EOF; length--) {
    fputc(byte, out);
  }
  fclose(in);
  fclose(out);
}

/* -- backup -- */

START_TEST(backup__is_whole_and_private__while_it_is_in_use) {
  struct stat info;
  bench_make_one();
  store = bench_open(STORE_WRITE);
  /* A save under way, not yet on the disk. */
  CK_OK(store_begin_write(store, "test", &err));
  CK_OK(database_run(store->db, "DELETE FROM sessions", bench_path, "test", &err));
  umask(0);
  CK_OK(store_backup(bench_path, target, false, &err));
  umask(022);
  ck_assert(!store_end(store, false, &err));
  ck_assert_int_eq(stat(target, &info), 0);
  ck_assert_int_eq(info.st_mode & 07777, 0600);
  ck_assert_int_eq(sessions_at(target), 1);
  CK_OK(store_check_backup(target, &err));
  ck_assert_int_eq(temp_folder_count(), 2);
}
END_TEST

START_TEST(backup__replaces__only_when_asked) {
  bench_make_one();
  temp_folder_write("backup.db", "precious");
  ck_assert(!store_backup(bench_path, target, false, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "is there already, and was not replaced"));
  struct stat info;
  ck_assert_int_eq(stat(target, &info), 0);
  ck_assert_int_eq(info.st_size, strlen("precious"));
  CK_OK(store_backup(bench_path, target, true, &err));
  ck_assert_int_eq(sessions_at(target), 1);
  ck_assert_int_eq(temp_folder_count(), 2);
}
END_TEST

START_TEST(backup__says_so__where_it_cannot) {
  ck_assert(!store_backup(bench_path, target, false, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "there is no such file"));
  bench_make_one();
  ck_assert(!store_backup(bench_path, bench_path, true, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "is the database itself"));
  char *absent = temp_folder_path("absent/backup.db");
  ck_assert(!store_backup(bench_path, absent, false, &err));
  ck_assert_ptr_nonnull(strstr(err.text, absent));
  free(absent);
  char *folder = temp_folder_path("folder");
  mkdir(folder, 0700);
  ck_assert(!store_backup(bench_path, folder, true, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "cannot replace it"));
  free(folder);
  temp_folder_write("nightcalf.db", "");
  ck_assert(!store_backup(bench_path, target, false, &err));
  ck_assert_int_eq(temp_folder_count(), 2);
}
END_TEST

START_TEST(backup__leaves_nothing__on_a_full_disk) {
  struct rlimit limit;
  bench_make_one();
  signal(SIGXFSZ, SIG_IGN);
  getrlimit(RLIMIT_FSIZE, &limit);
  rlim_t before = limit.rlim_cur;
  limit.rlim_cur = 8192;
  setrlimit(RLIMIT_FSIZE, &limit);
  bool ok = store_backup(bench_path, target, false, &err);
  limit.rlim_cur = before;
  setrlimit(RLIMIT_FSIZE, &limit);
  ck_assert(!ok);
  ck_assert_int_eq(temp_folder_count(), 1);
}
END_TEST

/* -- restore -- */

START_TEST(restore__puts_back__and_keeps_what_was_there) {
  bench_make_one();
  CK_OK(store_backup(bench_path, target, false, &err));
  store = bench_open(STORE_WRITE);
  bench_begin(store, "b", BENCH_NIGHT, BENCH_START);
  store_close(store);
  store = NULL;
  CK_OK(store_restore(bench_path, target, now, &kept, &err));
  ck_assert_ptr_nonnull(strstr(kept, kept_ending));
  ck_assert_int_eq(sessions_at(bench_path), 1);
  ck_assert_int_eq(sessions_at(kept), 2);
  ck_assert_int_eq(sessions_at(target), 1);
  struct stat info;
  ck_assert_int_eq(stat(bench_path, &info), 0);
  ck_assert_int_eq(info.st_mode & 07777, 0600);
  free(kept);
  CK_OK(store_restore(bench_path, target, now, &kept, &err)); /* within the same second */
  ck_assert_ptr_nonnull(strstr(kept, "T001205.2"));
  ck_assert_int_eq(temp_folder_count(), 4);
}
END_TEST

START_TEST(restore__serves__where_nothing_was) {
  bench_make_one();
  ck_assert_int_eq(rename(bench_path, target), 0);
  CK_OK(store_restore(bench_path, target, now, &kept, &err));
  ck_assert_ptr_null(kept);
  ck_assert_int_eq(sessions_at(bench_path), 1);
}
END_TEST

START_TEST(restore__serves__where_what_was_there_is_broken) {
  static const char *const broken[] = {"", "no database at all, but a text that is long enough"};
  bench_make_one();
  ck_assert_int_eq(rename(bench_path, target), 0);
  temp_folder_write("nightcalf.db", broken[_i]);
  temp_folder_write("nightcalf.db-journal", "left by a crash");
  CK_OK(store_restore(bench_path, target, now, &kept, &err));
  ck_assert_int_eq(sessions_at(bench_path), 1);
  struct stat info;
  ck_assert_int_eq(stat(kept, &info), 0);
  ck_assert_uint_eq((size_t)info.st_size, strlen(broken[_i]));
  /* The journal of the broken one is not taken for the new one's. */
  ck_assert(!bench_exists("-journal"));
  store = bench_open(STORE_WRITE);
  ck_assert_int_eq(bench_count(store), 1);
}
END_TEST

START_TEST(restore__brings__an_older_backup_up_to_date_when_it_is_opened) {
  FILE *file = fopen(TESTS_DIR "/stores/2.sql", "r");
  ck_assert_ptr_nonnull(file);
  static char sql[64 * 1024];
  sql[fread(sql, 1, sizeof sql - 1, file)] = '\0';
  fclose(file);
  bench_run(sql);
  ck_assert_int_eq(rename(bench_path, target), 0);
  bench_make_one();
  CK_OK(store_restore(bench_path, target, now, &kept, &err));
  ck_assert_int_eq(bench_number("PRAGMA user_version"), 2);
  store = bench_open(STORE_WRITE);
  ck_assert_int_eq(bench_count(store), 2);
}
END_TEST

START_TEST(restore__follows__a_link) {
  bench_make_one();
  CK_OK(store_backup(bench_path, target, false, &err));
  char *real = temp_folder_path("dotfiles.db");
  ck_assert_int_eq(rename(bench_path, real), 0);
  ck_assert_int_eq(symlink(real, bench_path), 0);
  CK_OK(store_restore(bench_path, target, now, &kept, &err));
  struct stat info;
  ck_assert_int_eq(lstat(bench_path, &info), 0);
  ck_assert(S_ISLNK(info.st_mode));
  ck_assert_ptr_nonnull(strstr(kept, "dotfiles.db.before-restore"));
  free(real);
}
END_TEST

START_TEST(a_program__that_has_it_open__is_told) {
  bench_make_one();
  CK_OK(store_backup(bench_path, target, false, &err));
  store = bench_open(STORE_WRITE);
  int64_t id = bench_begin(store, "b", BENCH_NIGHT, BENCH_START);
  CK_OK(store_restore(bench_path, target, now, &kept, &err));
  ck_assert(!bench_save(store, id, 1000, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "moved or removed while in use"));
}
END_TEST

START_TEST(restore__waits_for_nobody__who_is_writing) {
  bench_make_one();
  CK_OK(store_backup(bench_path, target, false, &err));
  store = bench_open(STORE_WRITE);
  CK_OK(store_begin_write(store, "test", &err));
  ck_assert(!store_restore(bench_path, target, now, &kept, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "another program is using it"));
  ck_assert_ptr_null(kept);
  ck_assert_int_eq(temp_folder_count(), 2);
  CK_OK(store_end(store, true, &err));
}
END_TEST

START_TEST(restore__keeps_what_was_there__without_hard_links) {
  bench_make_one();
  no_links = true;
  CK_OK(store_backup(bench_path, target, false, &err));
  store = bench_open(STORE_WRITE);
  bench_begin(store, "b", BENCH_NIGHT, BENCH_START);
  store_close(store);
  store = NULL;
  CK_OK(store_restore(bench_path, target, now, &kept, &err));
  ck_assert_int_eq(sessions_at(bench_path), 1);
  ck_assert_int_eq(sessions_at(kept), 2);
  struct stat info;
  ck_assert_int_eq(stat(kept, &info), 0);
  ck_assert_int_eq(info.st_mode & 07777, 0600);
}
END_TEST

START_TEST(restore__changes_nothing__when_what_was_there_cannot_be_kept) {
  struct rlimit limit;
  static char large[256 * 1024];
  bench_make_one();
  CK_OK(store_backup(bench_path, target, false, &err));
  memset(large, 'x', sizeof large - 1);
  temp_folder_write("nightcalf.db", large); /* broken, and larger than there is room for */
  no_links = true;
  signal(SIGXFSZ, SIG_IGN);
  getrlimit(RLIMIT_FSIZE, &limit);
  rlim_t before = limit.rlim_cur;
  limit.rlim_cur = sizeof large - 4096;
  setrlimit(RLIMIT_FSIZE, &limit);
  bool ok = store_restore(bench_path, target, now, &kept, &err);
  limit.rlim_cur = before;
  setrlimit(RLIMIT_FSIZE, &limit);
  ck_assert(!ok);
  ck_assert_ptr_nonnull(strstr(err.text, "cannot be kept beside it"));
  ck_assert_ptr_null(kept);
  struct stat info;
  ck_assert_int_eq(stat(bench_path, &info), 0);
  ck_assert_uint_eq((size_t)info.st_size, sizeof large - 1);
  ck_assert_int_eq(temp_folder_count(), 2);
}
END_TEST

/* What is no backup. */

static void make_absent(void) {
}

static void make_empty(void) {
  temp_folder_write("backup.db", "");
}

static void make_text(void) {
  char text[5000];
  memset(text, 'x', sizeof text);
  text[sizeof text - 1] = '\0';
  temp_folder_write("backup.db", text);
}

static void run_on_backup(const char *sql) {
  char *mine = bench_path;
  bench_path = target;
  bench_run(sql);
  bench_path = mine;
}

static void make_foreign(void) {
  run_on_backup("CREATE TABLE recipes (name)");
}

static void make_newer(void) {
  char sql[64];
  copy_to(bench_path, target, 1 << 30);
  snprintf(sql, sizeof sql, "PRAGMA user_version = %d", store_version() + 1);
  run_on_backup(sql);
}

static void make_partial(void) {
  copy_to(bench_path, target, 1 << 30);
  run_on_backup("DROP TABLE answers");
}

static void make_cut(void) {
  copy_to(bench_path, target, 40000);
}

static void make_zeroed(void) {
  copy_to(bench_path, target, 1 << 30);
  FILE *file = fopen(target, "r+");
  fseek(file, 12288, SEEK_SET);
  for (int i = 0; i < 4096; i++) {
    fputc(0, file);
  }
  fclose(file);
}

static void make_folder(void) {
  mkdir(target, 0700);
}

static void make_itself(void) {
  ck_assert_int_eq(link(bench_path, target), 0);
}

static const struct {
  void (*make)(void);
  const char *saying;
} refusals[] = {
    {make_absent, "there is no such file"},
    {make_empty, "is empty"},
    {make_text, "it is no database"},
    {make_foreign, "another program's database"},
    {make_newer, "written by a newer nightcalf"},
    {make_partial, "is no whole history (no such table: "},
    {make_cut, "damaged"},
    {make_zeroed, "damaged"},
    {make_folder, "no regular file"},
    {make_itself, "is the database itself"},
};
enum { REFUSAL_COUNT = sizeof refusals / sizeof refusals[0] };

START_TEST(restore__refuses__what_is_no_sound_backup) {
  bench_make_one();
  refusals[_i].make();
  int files = temp_folder_count();
  ck_assert(!store_restore(bench_path, target, now, &kept, &err));
  ck_assert_msg(strstr(err.text, refusals[_i].saying) != NULL, "%s", err.text);
  ck_assert_msg(strstr(err.text, target) != NULL, "%s", err.text);
  ck_assert_ptr_null(kept);
  ck_assert_int_eq(sessions_at(bench_path), 1);
  ck_assert_int_eq(temp_folder_count(), files);
}
END_TEST

START_TEST(restore__refuses__a_place_that_is_none) {
  bench_make_one();
  ck_assert_int_eq(rename(bench_path, target), 0);
  ck_assert_int_eq(symlink("nowhere", bench_path), 0);
  ck_assert(!store_restore(bench_path, target, now, &kept, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "cannot find what it leads to"));
  ck_assert_int_eq(unlink(bench_path), 0);
  ck_assert_int_eq(mkfifo(bench_path, 0600), 0);
  ck_assert(!store_restore(bench_path, target, now, &kept, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "no regular file"));
}
END_TEST

int main(void) {
  Suite *suite = suite_create("store_backup");
  TCase *tests = tcase_create("backup");
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_set_timeout(tests, 30);
  tcase_add_test(tests, backup__is_whole_and_private__while_it_is_in_use);
  tcase_add_test(tests, backup__replaces__only_when_asked);
  tcase_add_test(tests, backup__says_so__where_it_cannot);
  tcase_add_test(tests, backup__leaves_nothing__on_a_full_disk);
  tcase_add_test(tests, restore__puts_back__and_keeps_what_was_there);
  tcase_add_test(tests, restore__serves__where_nothing_was);
  tcase_add_loop_test(tests, restore__serves__where_what_was_there_is_broken, 0, 2);
  tcase_add_test(tests, restore__brings__an_older_backup_up_to_date_when_it_is_opened);
  tcase_add_test(tests, restore__follows__a_link);
  tcase_add_test(tests, a_program__that_has_it_open__is_told);
  tcase_add_test(tests, restore__waits_for_nobody__who_is_writing);
  tcase_add_test(tests, restore__keeps_what_was_there__without_hard_links);
  tcase_add_test(tests, restore__changes_nothing__when_what_was_there_cannot_be_kept);
  tcase_add_loop_test(tests, restore__refuses__what_is_no_sound_backup, 0, REFUSAL_COUNT);
  tcase_add_test(tests, restore__refuses__a_place_that_is_none);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
