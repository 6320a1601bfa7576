/* The folders of routines: which file an id means, what is listed, what is left out. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "conf_bench.h"
#include "nightcalf/library.h"
#include "suite.h"
#include "temp_folder.h"

static Library library;
static char *extra, *own, *shipped;

static void set_up(void) {
  library = (Library){0};
  (void)temp_folder_make();
  extra = temp_folder_path("extra");
  own = temp_folder_path("own");
  shipped = temp_folder_path("shipped");
  ck_assert_int_eq(mkdir(extra, 0700), 0);
  ck_assert_int_eq(mkdir(own, 0700), 0);
  ck_assert_int_eq(mkdir(shipped, 0700), 0);
}

static void tear_down(void) {
  library_free(&library);
  free(extra);
  free(own);
  free(shipped);
  temp_folder_remove();
}

static void expect_entry(size_t index, const char *id, Origin origin, bool hidden, bool replaces) {
  ck_assert_uint_lt(index, library.count);
  const RoutineEntry *entry = &library.entries[index];
  ck_assert_str_eq(entry->id, id);
  ck_assert_int_eq(entry->origin, origin);
  ck_assert_int_eq(entry->hidden, hidden);
  ck_assert_int_eq(entry->replaces_shipped, replaces);
}

START_TEST(library__lists__all_folders_in_order) {
  temp_folder_write("shipped/legs.cfg", "");
  temp_folder_write("shipped/calf.cfg", "");
  temp_folder_write("shipped/alone.cfg", "");
  temp_folder_write("own/legs.cfg", "");
  temp_folder_write("own/mine.cfg", "");
  temp_folder_write("own/twice.cfg", "");
  temp_folder_write("extra/legs.cfg", "");
  temp_folder_write("extra/calf.cfg", "");
  temp_folder_write("extra/twice.cfg", "");
  library_open(&library, extra, own, shipped);
  ck_assert_uint_eq(library.count, 9);
  expect_entry(0, "alone", ORIGIN_SHIPPED, false, false);
  expect_entry(1, "calf", ORIGIN_EXTRA, false, true);
  expect_entry(2, "calf", ORIGIN_SHIPPED, true, false);
  expect_entry(3, "legs", ORIGIN_EXTRA, false, true);
  expect_entry(4, "legs", ORIGIN_OWN, true, true);
  expect_entry(5, "legs", ORIGIN_SHIPPED, true, false);
  expect_entry(6, "mine", ORIGIN_OWN, false, false);
  expect_entry(7, "twice", ORIGIN_EXTRA, false, false);
  expect_entry(8, "twice", ORIGIN_OWN, true, false);
  ck_assert_uint_eq(library.diagnostics.count, 0);
}
END_TEST

START_TEST(library_find__gives__the_first_of_an_id) {
  temp_folder_write("shipped/legs.cfg", "");
  temp_folder_write("own/legs.cfg", "");
  temp_folder_write("own/arms.cfg", "");
  library_open(&library, NULL, own, shipped);
  const RoutineEntry *entry = library_find(&library, "legs");
  ck_assert_ptr_nonnull(entry);
  ck_assert_int_eq(entry->origin, ORIGIN_OWN);
  ck_assert_int_eq(strncmp(entry->file, own, strlen(own)), 0);
  ck_assert_ptr_null(library_find(&library, "leg"));
  ck_assert_ptr_null(library_find(&library, "zzz"));
  ck_assert_ptr_null(library_find(&library, ""));
  ck_assert_str_eq(library_nearest(&library, "lesg"), "legs");
  ck_assert_ptr_null(library_nearest(&library, "breathing"));
}
END_TEST

START_TEST(library__leaves_out__what_is_no_routine) {
  temp_folder_write("own/Legs.cfg", "");
  temp_folder_write("own/-legs.cfg", "");
  temp_folder_write("own/.cfg", "");
  temp_folder_write("own/.legs.cfg", "");
  temp_folder_write("own/legs.cfg~", "");
  temp_folder_write("own/legs.cfg.swp", "");
  temp_folder_write("own/notes.txt", "");
  temp_folder_write("own/a123456789b123456789c123456789d123456789.cfg", "");
  temp_folder_write("own/a123456789b123456789c123456789d1234567890.cfg", "");
  library_open(&library, NULL, own, shipped);
  ck_assert_uint_eq(library.count, 1);
  ck_assert_uint_eq(library.diagnostics.count, 3);
  ck_assert_uint_eq(library.diagnostics.errors, 0);
  for (size_t i = 0; i < library.diagnostics.count; i++) {
    const Diagnostic *item = &library.diagnostics.items[i];
    ck_assert(item->warning);
    ck_assert_int_eq(item->line, 0);
    ck_assert_int_eq(strncmp(item->file, own, strlen(own)), 0);
  }
}
END_TEST

START_TEST(library__is_empty__without_folders) {
  library_open(&library, NULL, "", "/nonexistent/routines");
  ck_assert_uint_eq(library.count, 0);
  ck_assert_uint_eq(library.diagnostics.count, 0);
  ck_assert_ptr_null(library_find(&library, "legs"));
  ck_assert_ptr_null(library_nearest(&library, "legs"));
}
END_TEST

START_TEST(library__warns__of_a_folder_that_is_none) {
  temp_folder_write("own/legs.cfg", "");
  temp_folder_write("file", "");
  char *file = temp_folder_path("file");
  library_open(&library, file, own, shipped);
  ck_assert_uint_eq(library.count, 1);
  bench_expect(bench_findings(&library.diagnostics),
               "0:0: warning: the folder cannot be read: Not a directory");
  free(file);
}
END_TEST

START_TEST(library__lists__what_cannot_be_loaded_too) {
  char *fifo = temp_folder_path("own/pipe.cfg");
  char *folder = temp_folder_path("own/folder.cfg");
  char *link = temp_folder_path("own/link.cfg");
  ck_assert_int_eq(mkfifo(fifo, 0600), 0);
  ck_assert_int_eq(mkdir(folder, 0700), 0);
  ck_assert_int_eq(symlink("nowhere", link), 0);
  temp_folder_write("own/good.cfg", "");
  library_open(&library, NULL, own, NULL);
  ck_assert_uint_eq(library.count, 4);
  free(fifo);
  free(folder);
  free(link);
}
END_TEST

START_TEST(library__lists__thousands_of_files) {
  char name[32];
  for (int i = 9999; i >= 0; i--) {
    (void)snprintf(name, sizeof name, "own/r%d.cfg", i);
    temp_folder_write(name, "");
  }
  library_open(&library, NULL, own, shipped);
  ck_assert_uint_eq(library.count, 10000);
  for (size_t i = 1; i < library.count; i++) {
    ck_assert_int_lt(strcmp(library.entries[i - 1].id, library.entries[i].id), 0);
  }
  ck_assert_ptr_nonnull(library_find(&library, "r0"));
  ck_assert_ptr_nonnull(library_find(&library, "r9999"));
}
END_TEST

START_TEST(origin_name__names__all_four) {
  ck_assert_str_eq(origin_name(ORIGIN_EXTRA), "extra");
  ck_assert_str_eq(origin_name(ORIGIN_OWN), "own");
  ck_assert_str_eq(origin_name(ORIGIN_SHIPPED), "shipped");
  ck_assert_str_eq(origin_name(ORIGIN_FILE), "file");
}
END_TEST

int main(void) {
  Suite *suite = suite_create("library");
  TCase *folders = tcase_create("folders");
  tcase_set_timeout(folders, 30); /* making 10,000 files takes longer than listing them */
  tcase_add_checked_fixture(folders, set_up, tear_down);
  tcase_add_test(folders, library__lists__all_folders_in_order);
  tcase_add_test(folders, library_find__gives__the_first_of_an_id);
  tcase_add_test(folders, library__leaves_out__what_is_no_routine);
  tcase_add_test(folders, library__is_empty__without_folders);
  tcase_add_test(folders, library__warns__of_a_folder_that_is_none);
  tcase_add_test(folders, library__lists__what_cannot_be_loaded_too);
  tcase_add_test(folders, library__lists__thousands_of_files);
  tcase_add_test(folders, origin_name__names__all_four);
  suite_add_tcase(suite, folders);
  return suite_run(suite);
}
