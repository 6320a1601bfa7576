/* The program in odd surroundings: no home, one that cannot be written to, a zone that is none, a
 * umask that hides nothing (FAULTS F11, F14, F15, F22). */
#include <check.h>
#include <ftw.h>
#include <grp.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "program.h"
#include "suite.h"
#include "temp_folder.h"

static const char quick[] =
    "format = 1; title = \"Quick\"; setup = 0;\n"
    "steps = ( { kind = \"timed\"; title = \"March\"; duration = 0.03; } );\n";

enum { NOBODY = 65534, OPEN_AT_ONCE = 8 };

static char *routine;

static void set_up(void) {
  program_set_up();
  temp_folder_write("quick.cfg", quick);
  routine = temp_folder_path("quick.cfg");
}

static void tear_down(void) {
  umask(022);
  free(routine);
  temp_folder_remove();
}

START_TEST(run__tells_and_ends_with_3__where_nothing_can_be_kept) {
  unsetenv("HOME");
  unsetenv("XDG_CONFIG_HOME");
  setenv("XDG_DATA_HOME", "relative/is/ignored", 1);
  Said said = RUN(NULL, "run", "--plain", "--quiet", routine);
  ck_assert_int_eq(said.status, 3);
  assert_holds(said.out, "All done.");
  assert_holds(said.out, "It could not be kept in the history.");
  assert_holds(said.err, "set HOME to your home folder");
  said_free(&said);
}
END_TEST

START_TEST(run__leaves_no_trace__with_no_save) {
  Said said = RUN(NULL, "run", "--plain", "--quiet", "--no-save", routine);
  ck_assert_msg(said.status == 0, "%s", said.err);
  assert_holds(said.out, "Nothing of it is kept, as you asked.");
  said_free(&said);
  char *folder = temp_folder_path("nightcalf");
  ck_assert_int_ne(access(folder, F_OK), 0);
  free(folder);
  said = RUN(NULL, "run", "--no-save", "--resume");
  ck_assert_int_eq(said.status, 2);
  said_free(&said);
}
END_TEST

/* Changes everything in the home: to nobody's, or to modes with or without a right to write. */
static struct { bool give_away, writable; } change;

static int change_one(const char *path, const struct stat *info, int kind, struct FTW *place) {
  (void)kind;
  (void)place;
  mode_t mode = (mode_t)(S_ISDIR(info->st_mode) ? 0500 : 0400) | (change.writable ? 0200 : 0);
  return change.give_away ? lchown(path, NOBODY, NOBODY) : chmod(path, mode);
}

static void change_all(const char *name, bool give_away, bool writable) {
  char *folder = temp_folder_path(name);
  change.give_away = give_away;
  change.writable = writable;
  ck_assert_int_eq(nftw(folder, change_one, OPEN_AT_ONCE, FTW_PHYS), 0);
  free(folder);
}

/* Root may write anywhere. What follows in this test, which is a process of its own, is nobody's.
 * False: nobody cannot run the program here. */
static bool be_nobody(void) {
  if (geteuid() != 0) {
    return true;
  }
  change_all(".", true, true);
  ck_assert_int_eq(setgroups(0, NULL), 0);
  ck_assert_int_eq(setresgid(NOBODY, NOBODY, NOBODY), 0);
  ck_assert_int_eq(setresuid(NOBODY, NOBODY, NOBODY), 0);
  return access(PROGRAM, X_OK) == 0;
}

/* Makes a home of its own, so that the test itself can write beside it. */
static void make_home(void) {
  static const char *const homes[] = {"HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"};
  char *home = temp_folder_path("home");
  ck_assert_int_eq(mkdir(home, 0700), 0);
  for (size_t i = 0; i < sizeof homes / sizeof homes[0]; i++) {
    setenv(homes[i], home, 1);
  }
  free(home);
}

/* A run that must end so, and say that. */
static void expect(int status, const char *out, const char *err, const char *const *words) {
  Said said = program_run(NULL, words);
  ck_assert_msg(said.status == status, "%s: %d: %s%s", words[0], said.status, said.out, said.err);
  assert_holds(said.out, out);
  assert_holds(said.err, err);
  said_free(&said);
}
#define EXPECT(status, out, err, ...)                                                              \
  expect(status, out, err, (const char *const[]){__VA_ARGS__, NULL})

/* The first time with a history, the second with nothing at all. */
START_TEST(read_only_home__can_be_looked_at_and_run_in__and_tells_that_nothing_is_kept) {
  static const char may[] = "make it and its folder writable";
  bool with_record = _i == 0;
  make_home();
  if (with_record) {
    EXPECT(0, "Kept in the history.", "", "run", "--plain", "--quiet", routine);
    EXPECT(0, "Cramps: 0", "", "log", "none", "--night", "2026-01-02");
  }
  if (!be_nobody()) {
    printf("nobody cannot run the program here\n");
    return;
  }
  change_all("home", false, false);
  EXPECT(0, with_record ? "March" : "", "", "history", "--steps");
  EXPECT(0, "", "", "history", "--json");
  EXPECT(0, "", "", "review", "--json");
  EXPECT(0, "evening-calf", "", "list");
  EXPECT(0, "", "", "settings");
  Said said = RUN(NULL, "run", "--plain", "--quiet", routine);
  ck_assert_msg(said.status == 3, "%s%s", said.out, said.err);
  assert_holds(said.out, "This cannot be kept at the moment: ");
  assert_holds(said.out, "The routine goes on.");
  assert_holds(said.out, "All done.");
  assert_holds(said.out, "It could not be kept in the history.");
  assert_holds(said.err, "nightcalf: not kept: ");
  assert_holds(said.err, with_record ? may : "Permission denied");
  said_free(&said);
  EXPECT(1, "", with_record ? may : "Permission denied", "log", "none");
  EXPECT(1, "", "nothing was changed", "settings", "sound", "none");
  if (with_record) { /* what is there can be carried elsewhere */
    char *backup = temp_folder_path("backup.db");
    EXPECT(0, "Backed up to", "", "backup", backup);
    free(backup);
  }
  change_all("home", false, true);
  EXPECT(0, "Kept in the history.", "", "run", "--plain", "--quiet", routine);
}
END_TEST

static const char *const zones[] = {"", "Bogus/Nowhere", ":::/x", "../../etc/passwd"};

START_TEST(run__uses_utc__in_a_zone_that_is_none) {
  setenv("TZ", zones[_i], 1);
  Said said = RUN(NULL, "run", "--plain", "--quiet", routine);
  ck_assert_msg(said.status == 0, "%s", said.err);
  said_free(&said);
  said = RUN(NULL, "history", "--json");
  ck_assert_int_eq(said.status, 0);
  assert_holds(said.out, "\"outcome\": \"completed\"");
  assert_holds(said.out, "+00:00");
  said_free(&said);
  unsetenv("TZ");
}
END_TEST

static int looked_at;

/* Everything in our own folders is the user's alone. */
static int check_mode(const char *path, const struct stat *info, int kind, struct FTW *place) {
  (void)kind;
  (void)place;
  bool folder = S_ISDIR(info->st_mode);
  ck_assert_msg((info->st_mode & 07777) == (folder ? 0700U : 0600U), "%s has %o", path,
                info->st_mode & 07777);
  looked_at++;
  return 0;
}

START_TEST(everything_that_is_made__is_private__under_umask_000) {
  char *backup = temp_folder_path("nightcalf/backup.db");
  char *export = temp_folder_path("nightcalf/export.json");
  char *folder = temp_folder_path("nightcalf");
  umask(0);
  const char *const runs[][6] = {
      {"run", "--plain", "--quiet", routine},
      {"log", "none"},
      {"settings", "sound", "none"},
      {"new", "mine"},
      {"copy", "evening-calf", "other"},
      {"set", "other", "title", "Other"},
      {"backup", backup},
      {"export", export},
      {"restore", "--yes", backup},
  };
  for (size_t i = 0; i < sizeof runs / sizeof runs[0]; i++) {
    Said said = program_run(NULL, runs[i]);
    ck_assert_msg(said.status == 0, "%s: %d: %s", runs[i][0], said.status, said.err);
    said_free(&said);
  }
  umask(022);
  ck_assert_int_eq(nftw(folder, check_mode, 8, FTW_PHYS), 0);
  ck_assert_int_gt(looked_at, 8);
  free(backup);
  free(export);
  free(folder);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("world");
  TCase *world = tcase_create("world");
  tcase_add_checked_fixture(world, set_up, tear_down);
  tcase_add_test(world, run__tells_and_ends_with_3__where_nothing_can_be_kept);
  tcase_add_test(world, run__leaves_no_trace__with_no_save);
  tcase_add_loop_test(
      world, read_only_home__can_be_looked_at_and_run_in__and_tells_that_nothing_is_kept, 0, 2);
  tcase_add_loop_test(world, run__uses_utc__in_a_zone_that_is_none, 0,
                      sizeof zones / sizeof zones[0]);
  tcase_add_test(world, everything_that_is_made__is_private__under_umask_000);
  suite_add_tcase(suite, world);
  return suite_run(suite);
}
