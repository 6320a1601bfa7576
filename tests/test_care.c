/* A broken record: recognised, set aside, read out row by row, and a sound copy offered (FAULTS
 * F18, F19, F22). */
#include <check.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "history_bench.h"
#include "nightcalf/care.h"
#include "nightcalf/mem.h"
#include "store_bench.h"
#include "suite.h"
#include "temp_folder.h"

enum { PAGE = 4096, NIGHTS = 300, SESSIONS = 300, DAY = 20778, SECONDS_MAX = 120 };

static const WallTime now = {BENCH_START, BENCH_OFFSET};
static Store *store;
static CareMend mend;
static Error err;

#define CK_OK(call) ck_assert_msg((call), "%s", err.text)

static void tear_down(void) {
  store_close(store);
  store = NULL;
  care_mend_free(&mend);
  bench_tear_down();
}

static long size_of(const char *path) {
  struct stat info;
  ck_assert_int_eq(stat(path, &info), 0);
  return (long)info.st_size;
}

static void overwrite(long at, size_t length) {
  char *zeros = mem_new(length, 1);
  int fd = open(bench_path, O_WRONLY);
  ck_assert_int_eq(pwrite(fd, zeros, length, at), (ssize_t)length);
  close(fd);
  free(zeros);
}

static void make_history(void) {
  CK_OK(history_make(bench_path, NIGHTS, SESSIONS, &err));
}

/* -- what can break it; at least so many of the sessions must come out -- */

static void break_text(void) {
  temp_folder_write("nightcalf.db", "{\"sessions\": []}, and some more, so that it is long enough "
                                    "for a header of a hundred bytes to be read from it.");
}

static void break_empty(void) {
  ck_assert_int_eq(truncate(bench_path, 0), 0);
}

static void break_tail(void) {
  ck_assert_int_eq(truncate(bench_path, size_of(bench_path) / 2 / PAGE * PAGE), 0);
}

static void break_tail_unaligned(void) {
  ck_assert_int_eq(truncate(bench_path, size_of(bench_path) - 1000), 0);
}

static void break_short(void) {
  ck_assert_int_eq(truncate(bench_path, 50), 0);
}

static void break_header(void) {
  overwrite(0, 100);
}

static int64_t root_of(const char *table) {
  char sql[128];
  snprintf(sql, sizeof sql, "SELECT rootpage FROM sqlite_master WHERE name = '%s'", table);
  return bench_number(sql);
}

static void break_root(void) {
  overwrite((root_of("sessions") - 1) * PAGE, PAGE);
}

/* A page in the middle of the sessions: 300 of them fill many. */
static void break_middle(void) {
  int64_t page = bench_number("SELECT max(pageno) FROM dbstat WHERE name = 'sessions' AND pagetype "
                              "= 'leaf' AND pageno < (SELECT avg(pageno) FROM dbstat WHERE name = "
                              "'sessions')");
  if (page < 1) {
    page = root_of("sessions") + 12; /* SQLite without dbstat */
  }
  overwrite((page - 1) * PAGE, PAGE);
}

static void break_index(void) {
  overwrite((root_of("sessions_by_start") - 1) * PAGE, PAGE);
}

static const struct {
  void (*make)(void);
  CareLook look; /* the one that sees it */
  int sessions;  /* at least so many are kept */
} breaks[] = {
    {break_text, CARE_QUICK, 0},         {break_empty, CARE_QUICK, 0},
    {break_short, CARE_QUICK, 0},        {break_header, CARE_QUICK, 0},
    {break_tail, CARE_QUICK, 1},         {break_tail_unaligned, CARE_QUICK, SESSIONS - 40},
    {break_root, CARE_QUICK, 0},         {break_middle, CARE_WHOLE, SESSIONS - 40},
    {break_index, CARE_WHOLE, SESSIONS},
};
enum { BREAK_COUNT = sizeof breaks / sizeof breaks[0] };

START_TEST(care_mend__sets_aside_and_keeps_what_can_be_read) {
  make_history();
  breaks[_i].make();
  size_t size;
  size_t kept;
  char *before = bench_bytes(bench_path, &size);
  ck_assert(care_is_broken(bench_path, CARE_WHOLE));
  ck_assert_int_eq(care_is_broken(bench_path, CARE_QUICK), breaks[_i].look == CARE_QUICK);
  CK_OK(care_mend(bench_path, breaks[_i].look, now, &mend, &err));
  ck_assert_ptr_nonnull(mend.aside);
  ck_assert_ptr_nonnull(strstr(mend.aside, ".broken-2026-11-22"));
  char *after = bench_bytes(mend.aside, &kept);
  ck_assert_uint_eq(kept, size);
  ck_assert_mem_eq(before, after, size);
  free(before);
  free(after);
  struct stat info;
  ck_assert_int_eq(stat(bench_path, &info), 0);
  ck_assert_int_eq(info.st_mode & 07777, 0600);
  ck_assert(!care_is_broken(bench_path, CARE_WHOLE));
  ck_assert_int_ge(mend.sessions, breaks[_i].sessions);
  ck_assert_int_eq(bench_number("SELECT count(*) FROM sessions"), mend.sessions);
  ck_assert_int_eq(bench_number("SELECT count(*) FROM pragma_foreign_key_check"), 0);
  ck_assert_int_eq(bench_number("SELECT count(*) FROM sessions") -
                       bench_number("SELECT ifnull(sum(sessions), 0) FROM night_summary"),
                   0);
  store = bench_open(STORE_WRITE);
  CK_OK(store_check(store, &err));
  ck_assert_int_eq(bench_count(store), mend.sessions);
  bench_begin(store, "new", BENCH_NIGHT + 1, BENCH_START);
}
END_TEST

START_TEST(care_mend__keeps_all_but_the_session__of_a_page_that_is_gone) {
  make_history();
  int64_t cramps = bench_number("SELECT count(*) FROM episodes");
  int64_t nights = bench_number("SELECT count(*) FROM nights");
  break_middle();
  CK_OK(care_mend(bench_path, CARE_WHOLE, now, &mend, &err));
  ck_assert_int_lt(mend.sessions, SESSIONS);
  ck_assert_int_eq(mend.cramps, cramps);
  ck_assert_int_eq(mend.nights, nights);
}
END_TEST

START_TEST(care_mend__leaves_alone__what_is_sound) {
  make_history();
  CK_OK(care_mend(bench_path, CARE_WHOLE, now, &mend, &err));
  ck_assert_ptr_null(mend.aside);
  ck_assert(!bench_exists(".mended"));
}
END_TEST

static void make_newer(void) {
  bench_run("PRAGMA user_version = 1000");
}

static void make_foreign(void) {
  bench_run("PRAGMA application_id = 7");
}

static void make_absent(void) {
  ck_assert_int_eq(unlink(bench_path), 0);
}

static void make_pipe(void) {
  make_absent();
  ck_assert_int_eq(mkfifo(bench_path, 0600), 0);
}

static void (*const others[])(void) = {make_newer, make_foreign, make_absent, make_pipe};

START_TEST(care_is_broken__says_no__of_what_is_not_ours) {
  make_history();
  others[_i]();
  ck_assert(!care_is_broken(bench_path, CARE_WHOLE));
  CK_OK(care_mend(bench_path, CARE_WHOLE, now, &mend, &err));
  ck_assert_ptr_null(mend.aside);
}
END_TEST

START_TEST(care_is_broken__says_no__while_another_program_writes) {
  sqlite3 *other = NULL;
  make_history();
  ck_assert_int_eq(sqlite3_open(bench_path, &other), SQLITE_OK);
  ck_assert_int_eq(sqlite3_exec(other, "BEGIN EXCLUSIVE", NULL, NULL, NULL), SQLITE_OK);
  ck_assert(!care_is_broken(bench_path, CARE_WHOLE));
  sqlite3_close(other);
}
END_TEST

START_TEST(care_mend__never_takes_a_name__that_is_taken) {
  for (int i = 0; i < 3; i++) {
    temp_folder_write("nightcalf.db", "");
    care_mend_free(&mend);
    CK_OK(care_mend(bench_path, CARE_QUICK, now, &mend, &err));
    ck_assert_int_eq(size_of(mend.aside), 0);
    ck_assert_int_eq(unlink(bench_path), 0);
  }
  ck_assert_ptr_nonnull(strstr(mend.aside, ".3"));
}
END_TEST

START_TEST(care_mend__follows__a_link) {
  char *real = temp_folder_path("dotfiles.db");
  make_history();
  ck_assert_int_eq(rename(bench_path, real), 0);
  ck_assert_int_eq(symlink(real, bench_path), 0);
  ck_assert_int_eq(truncate(real, 0), 0);
  CK_OK(care_mend(bench_path, CARE_QUICK, now, &mend, &err));
  ck_assert_int_eq(strncmp(mend.aside, real, strlen(real)), 0);
  struct stat info;
  ck_assert_int_eq(lstat(bench_path, &info), 0);
  ck_assert(S_ISLNK(info.st_mode));
  store = bench_open(STORE_WRITE);
  free(real);
}
END_TEST

START_TEST(care_mend__changes_nothing__where_nothing_can_be_written) {
  make_history();
  break_tail();
  long size = size_of(bench_path);
  char *folder = temp_folder_path(".");
  if (getuid() == 0) {
    ck_assert_int_eq(chown(folder, 65534, 65534), 0);
    ck_assert_int_eq(chown(bench_path, 65534, 65534), 0);
    ck_assert_int_eq(seteuid(65534), 0);
  }
  ck_assert_int_eq(chmod(folder, 0500), 0);
  bool mended = care_mend(bench_path, CARE_QUICK, now, &mend, &err);
  ck_assert_int_eq(chmod(folder, 0700), 0);
  ck_assert_int_eq(seteuid(getuid()), 0);
  free(folder);
  ck_assert(!mended);
  ck_assert_ptr_nonnull(strstr(err.text, "make its folder writable"));
  ck_assert_ptr_null(mend.aside);
  ck_assert_int_eq(size_of(bench_path), size);
}
END_TEST

START_TEST(care_remembered__tells_the_next_start__until_it_is_forgotten) {
  CareMend told;
  bool broken;
  make_history();
  CK_OK(care_keep_day(bench_path, (Night){DAY}, NULL, &broken, &err));
  break_tail();
  CK_OK(care_mend(bench_path, CARE_QUICK, now, &mend, &err));
  char *backup = bench_beside(".2026-11-21.bak");
  ck_assert_str_eq(mend.backup, backup);
  free(backup);
  care_remembered(bench_path, &told);
  ck_assert_str_eq(told.aside, mend.aside);
  ck_assert_str_eq(told.backup, mend.backup);
  ck_assert_int_eq(told.sessions, mend.sessions);
  ck_assert_int_eq(told.cramps, mend.cramps);
  ck_assert_int_eq(told.nights, mend.nights);
  care_mend_free(&told);
  care_forget(bench_path);
  care_remembered(bench_path, &told);
  ck_assert_ptr_null(told.aside);
}
END_TEST

static const char *const odd_memories[] = {"", "x\n", "1 2 3\n", "1 2\n/a\n\n", "\n\n\n"};

START_TEST(care_remembered__says_nothing__of_what_is_no_memory) {
  temp_folder_write("nightcalf.db.mended", odd_memories[_i]);
  care_remembered(bench_path, &mend);
  ck_assert_ptr_null(mend.aside);
  ck_assert_ptr_null(mend.backup);
}
END_TEST

START_TEST(care_take_in__brings_back_what_was_lost__and_doubles_nothing) {
  MergeCounts counts;
  bool broken;
  make_history();
  int64_t cramps = bench_number("SELECT count(*) FROM episodes");
  CK_OK(care_keep_day(bench_path, (Night){DAY}, NULL, &broken, &err));
  break_tail();
  CK_OK(care_mend(bench_path, CARE_QUICK, now, &mend, &err));
  ck_assert_int_lt(mend.sessions, SESSIONS);
  store = bench_open(STORE_WRITE);
  bench_begin(store, "meanwhile", BENCH_NIGHT + 1, BENCH_START);
  CK_OK(care_take_in(store, mend.backup, &counts, &err));
  ck_assert_int_eq(bench_count(store), SESSIONS + 1);
  ck_assert_int_eq(bench_number("SELECT count(*) FROM episodes"), cramps);
  CK_OK(care_take_in(store, mend.backup, &counts, &err));
  ck_assert_uint_eq(counts.added + counts.changed, 0);
  ck_assert_int_eq(bench_count(store), SESSIONS + 1);
}
END_TEST

/* -- the copy of the day -- */

static int count_named(const char *ending) {
  char *folder = temp_folder_path(".");
  DIR *list = opendir(folder);
  int count = 0;
  for (const struct dirent *item = NULL; (item = readdir(list)) != NULL;) {
    size_t length = strlen(item->d_name);
    count += length > strlen(ending) && strcmp(item->d_name + length - strlen(ending), ending) == 0;
  }
  closedir(list);
  free(folder);
  return count;
}

START_TEST(care_keep_day__keeps_the_last_seven) {
  bool made, broken;
  make_history();
  temp_folder_write("nightcalf.db.2.bak", "before a migration");
  temp_folder_write("nightcalf.db.notes.bak", "somebody's own");
  for (int day = 0; day < 10; day++) {
    CK_OK(care_keep_day(bench_path, (Night){DAY + day}, &made, &broken, &err));
    ck_assert(made && !broken);
    CK_OK(care_keep_day(bench_path, (Night){DAY + day}, &made, &broken, &err));
    ck_assert(!made);
  }
  ck_assert_int_eq(count_named(".bak"), CARE_DAYS_KEPT + 2);
  ck_assert(!bench_exists(".2026-11-23.bak"));
  ck_assert(bench_exists(".2026-11-24.bak") && bench_exists(".2026-11-30.bak"));
  char *newest = care_newest_backup(bench_path);
  ck_assert_ptr_nonnull(strstr(newest, "2026-11-30"));
  struct stat info;
  ck_assert_int_eq(stat(newest, &info), 0);
  ck_assert_int_eq(info.st_mode & 07777, 0600);
  free(newest);
  ck_assert_uint_eq(care_count_backups(bench_path), CARE_DAYS_KEPT + 1);
}
END_TEST

START_TEST(care_keep_day__lets_go_of_days_to_come_first) {
  bool broken;
  make_history();
  for (int day = 0; day < CARE_DAYS_KEPT; day++) { /* the clock was wrong for a week */
    CK_OK(care_keep_day(bench_path, (Night){DAY + 5000 + day}, NULL, &broken, &err));
  }
  CK_OK(care_keep_day(bench_path, (Night){DAY}, NULL, &broken, &err));
  ck_assert(bench_exists(".2026-11-21.bak"));
  ck_assert_int_eq(count_named(".bak"), CARE_DAYS_KEPT);
}
END_TEST

START_TEST(care_keep_day__never_lets_a_broken_one_push_out_a_sound_one) {
  bool broken;
  make_history();
  for (int day = 0; day < CARE_DAYS_KEPT; day++) {
    CK_OK(care_keep_day(bench_path, (Night){DAY + day}, NULL, &broken, &err));
  }
  break_middle();
  ck_assert(!care_keep_day(bench_path, (Night){DAY + 20}, NULL, &broken, &err));
  ck_assert(broken);
  ck_assert_int_eq(count_named(".bak"), CARE_DAYS_KEPT);
  ck_assert(bench_exists(".2026-11-21.bak"));
  ck_assert_int_eq(count_named("-journal"), 0);
}
END_TEST

START_TEST(care_keep_day__keeps_the_one_that_is_offered) {
  bool broken;
  make_history();
  CK_OK(care_keep_day(bench_path, (Night){DAY}, NULL, &broken, &err));
  break_tail();
  CK_OK(care_mend(bench_path, CARE_QUICK, now, &mend, &err));
  for (int day = 1; day < 20; day++) {
    CK_OK(care_keep_day(bench_path, (Night){DAY + day}, NULL, &broken, &err));
  }
  ck_assert_int_eq(access(mend.backup, F_OK), 0);
  care_forget(bench_path);
  CK_OK(care_keep_day(bench_path, (Night){DAY + 20}, NULL, &broken, &err));
  ck_assert_int_ne(access(mend.backup, F_OK), 0);
}
END_TEST

START_TEST(care_newest_backup__passes_over__what_cannot_be_put_back) {
  bool broken;
  make_history();
  ck_assert_ptr_null(care_newest_backup(bench_path));
  CK_OK(care_keep_day(bench_path, (Night){DAY}, NULL, &broken, &err));
  temp_folder_write("nightcalf.db.2026-11-22.bak", "no database");
  temp_folder_write("nightcalf.db.2026-11-23.bak", "");
  char *newest = care_newest_backup(bench_path);
  ck_assert_ptr_nonnull(newest);
  ck_assert_ptr_nonnull(strstr(newest, "2026-11-21"));
  free(newest);
}
END_TEST

START_TEST(care__makes_private_files__under_umask_000) {
  bool broken;
  umask(0);
  make_history();
  ck_assert_int_eq(chmod(bench_path, 0600), 0);
  CK_OK(care_keep_day(bench_path, (Night){DAY}, NULL, &broken, &err));
  break_tail();
  CK_OK(care_mend(bench_path, CARE_QUICK, now, &mend, &err));
  umask(022);
  char *folder = temp_folder_path(".");
  DIR *list = opendir(folder);
  for (const struct dirent *item = NULL; (item = readdir(list)) != NULL;) {
    struct stat info;
    char *path = temp_folder_path(item->d_name);
    if (item->d_name[0] != '.') {
      ck_assert_int_eq(stat(path, &info), 0);
      ck_assert_msg((info.st_mode & 07777) == 0600, "%s has %o", path, info.st_mode & 07777);
    }
    free(path);
  }
  closedir(list);
  free(folder);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("care");
  TCase *broken = tcase_create("broken");
  tcase_add_checked_fixture(broken, bench_set_up, tear_down);
  tcase_set_timeout(broken, SECONDS_MAX);
  tcase_add_loop_test(broken, care_mend__sets_aside_and_keeps_what_can_be_read, 0, BREAK_COUNT);
  tcase_add_test(broken, care_mend__keeps_all_but_the_session__of_a_page_that_is_gone);
  tcase_add_test(broken, care_mend__leaves_alone__what_is_sound);
  tcase_add_loop_test(broken, care_is_broken__says_no__of_what_is_not_ours, 0,
                      sizeof others / sizeof others[0]);
  tcase_add_test(broken, care_is_broken__says_no__while_another_program_writes);
  tcase_add_test(broken, care_mend__never_takes_a_name__that_is_taken);
  tcase_add_test(broken, care_mend__follows__a_link);
  tcase_add_test(broken, care_mend__changes_nothing__where_nothing_can_be_written);
  tcase_add_test(broken, care_remembered__tells_the_next_start__until_it_is_forgotten);
  tcase_add_loop_test(broken, care_remembered__says_nothing__of_what_is_no_memory, 0,
                      sizeof odd_memories / sizeof odd_memories[0]);
  tcase_add_test(broken, care_take_in__brings_back_what_was_lost__and_doubles_nothing);
  suite_add_tcase(suite, broken);
  TCase *copies = tcase_create("copies");
  tcase_add_checked_fixture(copies, bench_set_up, tear_down);
  tcase_set_timeout(copies, SECONDS_MAX);
  tcase_add_test(copies, care_keep_day__keeps_the_last_seven);
  tcase_add_test(copies, care_keep_day__lets_go_of_days_to_come_first);
  tcase_add_test(copies, care_keep_day__never_lets_a_broken_one_push_out_a_sound_one);
  tcase_add_test(copies, care_keep_day__keeps_the_one_that_is_offered);
  tcase_add_test(copies, care_newest_backup__passes_over__what_cannot_be_put_back);
  tcase_add_test(copies, care__makes_private_files__under_umask_000);
  suite_add_tcase(suite, copies);
  return suite_run(suite);
}
