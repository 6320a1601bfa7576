/* Paths: the XDG rules, the data beside the program, and the data folder's making. */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "nightcalf/os.h"
#include "suite.h"
#include "temp_folder.h"

enum { NOBODY = 65534 };

static Paths paths;
static const char *folder;

static void set_up(void) {
  folder = temp_folder_make();
  unsetenv("XDG_CONFIG_HOME");
  unsetenv("XDG_DATA_HOME");
  unsetenv("NIGHTCALF_ROUTINES");
  setenv("HOME", "/home/ann", 1);
}

static void tear_down(void) {
  paths_free(&paths);
  temp_folder_remove();
}

/* Paths with XDG_DATA_HOME a name in the test's folder. */
static void find_data_in(const char *name) {
  char *base = temp_folder_path(name);
  setenv("XDG_DATA_HOME", base, 1);
  free(base);
  paths_find(&paths);
}

static mode_t mode_of(const char *path) {
  struct stat info;
  ck_assert_int_eq(stat(path, &info), 0);
  return info.st_mode & 07777;
}

START_TEST(paths_find__uses_home__without_xdg) {
  paths_find(&paths);
  ck_assert_str_eq(paths.settings, "/home/ann/.config/nightcalf/nightcalf.cfg");
  ck_assert_str_eq(paths.own, "/home/ann/.config/nightcalf/routines");
  ck_assert_str_eq(paths.own_poses, "/home/ann/.config/nightcalf/poses");
  ck_assert_str_eq(paths.data, "/home/ann/.local/share/nightcalf");
  ck_assert_str_eq(paths.database, "/home/ann/.local/share/nightcalf/nightcalf.db");
  ck_assert_str_eq(paths.lock, "/home/ann/.local/share/nightcalf/nightcalf.lock");
  ck_assert_ptr_null(paths.extra);
}
END_TEST

START_TEST(paths_find__uses_xdg__before_home) {
  setenv("XDG_CONFIG_HOME", "/c", 1);
  setenv("XDG_DATA_HOME", "/d", 1);
  setenv("NIGHTCALF_ROUTINES", "mine/routines", 1);
  paths_find(&paths);
  ck_assert_str_eq(paths.settings, "/c/nightcalf/nightcalf.cfg");
  ck_assert_str_eq(paths.own, "/c/nightcalf/routines");
  ck_assert_str_eq(paths.database, "/d/nightcalf/nightcalf.db");
  ck_assert_str_eq(paths.extra, "mine/routines");
}
END_TEST

START_TEST(paths_find__ignores__what_is_relative_or_empty) {
  setenv("XDG_CONFIG_HOME", "relative/config", 1);
  setenv("XDG_DATA_HOME", "", 1);
  setenv("NIGHTCALF_ROUTINES", "", 1);
  paths_find(&paths);
  ck_assert_str_eq(paths.own, "/home/ann/.config/nightcalf/routines");
  ck_assert_str_eq(paths.data, "/home/ann/.local/share/nightcalf");
  ck_assert_ptr_null(paths.extra);
}
END_TEST

static const char *const unusable_homes[] = {NULL, "", "home/ann", "."};

START_TEST(paths_find__leaves_out__what_has_no_home) {
  if (unusable_homes[_i] == NULL) {
    unsetenv("HOME");
  } else {
    setenv("HOME", unusable_homes[_i], 1);
  }
  Error err;
  paths_find(&paths);
  ck_assert_ptr_null(paths.settings);
  ck_assert_ptr_null(paths.own);
  ck_assert_ptr_null(paths.own_poses);
  ck_assert_ptr_null(paths.data);
  ck_assert_ptr_null(paths.database);
  ck_assert_ptr_null(paths.lock);
  ck_assert_ptr_nonnull(paths.shipped);
  ck_assert(!paths_make_data(&paths, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "set HOME or XDG_DATA_HOME"));
}
END_TEST

START_TEST(paths_find__finds_the_shipped_routines__in_the_build_tree) {
  paths_find(&paths);
  char *real = realpath(paths.shipped, NULL);
  ck_assert_str_eq(real, SOURCE_DIR "/routines");
  free(real);
  ck_assert_ptr_nonnull(strstr(paths.cards, "/share/nightcalf/cards"));
  ck_assert_ptr_nonnull(strstr(paths.poses, "/share/nightcalf/poses"));
}
END_TEST

START_TEST(paths_make_data__makes_a_private_folder__whatever_the_umask) {
  static const mode_t umasks[] = {0, 022, 0777};
  static const mode_t parents[] = {0777, 0755, 0};
  /* Under the last one root alone gets past the parents, so only the folder itself is missing. */
  umask(umasks[_i]);
  find_data_in(umasks[_i] == 0777 ? "." : "a/b");
  ck_assert(paths_make_data(&paths, NULL));
  ck_assert_int_eq(mode_of(paths.data), 0700);
  if (umasks[_i] != 0777) {
    char *parent = temp_folder_path("a/b");
    ck_assert_int_eq(mode_of(parent), parents[_i]);
    free(parent);
  }
  ck_assert(paths_make_data(&paths, NULL));
  umask(022);
}
END_TEST

START_TEST(paths_make_data__keeps__the_mode_of_a_folder_that_was_there) {
  char *there = temp_folder_path("nightcalf");
  mkdir(there, 0755);
  find_data_in(".");
  ck_assert(paths_make_data(&paths, NULL));
  ck_assert_int_eq(mode_of(there), 0755);
  free(there);
}
END_TEST

START_TEST(paths_make_data__names_the_path__when_a_file_is_in_the_way) {
  Error err;
  temp_folder_write("nightcalf", "");
  find_data_in(".");
  ck_assert(!paths_make_data(&paths, &err));
  ck_assert_ptr_nonnull(strstr(err.text, paths.data));
  ck_assert_ptr_nonnull(strstr(err.text, "is in the way"));
}
END_TEST

START_TEST(paths_make_data__names_the_path__when_it_cannot_be_made) {
  Error err;
  setenv("XDG_DATA_HOME", "/proc/nowhere", 1);
  paths_find(&paths);
  ck_assert(!paths_make_data(&paths, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "/proc/nowhere"));
  ck_assert_ptr_nonnull(strstr(err.text, "XDG_DATA_HOME"));
}
END_TEST

START_TEST(paths_make_data__refuses__as_root_in_the_place_of_another) {
  if (geteuid() != 0) {
    return;
  }
  Error err;
  ck_assert_int_eq(chown(folder, NOBODY, NOBODY), 0);
  find_data_in("a");
  ck_assert(!paths_make_data(&paths, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "without sudo"));
  char *made = temp_folder_path("a");
  ck_assert_int_ne(access(made, F_OK), 0);
  free(made);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("paths");
  TCase *find = tcase_create("find");
  tcase_add_checked_fixture(find, set_up, tear_down);
  tcase_add_test(find, paths_find__uses_home__without_xdg);
  tcase_add_test(find, paths_find__uses_xdg__before_home);
  tcase_add_test(find, paths_find__ignores__what_is_relative_or_empty);
  tcase_add_loop_test(find, paths_find__leaves_out__what_has_no_home, 0, 4);
  tcase_add_test(find, paths_find__finds_the_shipped_routines__in_the_build_tree);
  suite_add_tcase(suite, find);
  TCase *make = tcase_create("make_data");
  tcase_add_checked_fixture(make, set_up, tear_down);
  tcase_add_loop_test(make, paths_make_data__makes_a_private_folder__whatever_the_umask, 0, 3);
  tcase_add_test(make, paths_make_data__keeps__the_mode_of_a_folder_that_was_there);
  tcase_add_test(make, paths_make_data__names_the_path__when_a_file_is_in_the_way);
  tcase_add_test(make, paths_make_data__names_the_path__when_it_cannot_be_made);
  tcase_add_test(make, paths_make_data__refuses__as_root_in_the_place_of_another);
  suite_add_tcase(suite, make);
  return suite_run(suite);
}
