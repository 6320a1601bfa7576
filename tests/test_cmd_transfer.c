/* nightcalf export, import, backup and restore: from one machine to another and back. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fake_clock.h"
#include "history_bench.h"
#include "nightcalf/os.h"
#include "program.h"
#include "suite.h"
#include "temp_folder.h"

/* Two machines: homes of their own inside the test's folder. */
static void use_machine(const char *name) {
  char *home = temp_folder_path(name);
  mkdir(home, 0700);
  setenv("HOME", home, 1);
  setenv("XDG_CONFIG_HOME", home, 1);
  setenv("XDG_DATA_HOME", home, 1);
  free(home);
}

static void set_up(void) {
  program_set_up();
  fake_clock_set("2026-11-22 08:00:00", "Europe/Berlin");
  use_machine("one");
}

static void tear_down(void) {
  temp_folder_remove();
}

/* A file in the test's folder. */
static char *file_named(const char *name) {
  return temp_folder_path(name);
}

static void expect(Said said, int status, const char *out, const char *err) {
  ck_assert_msg(said.status == status, "%d\n%s%s", said.status, said.out, said.err);
  ck_assert_msg(strstr(said.out, out) != NULL, "no \"%s\" in\n%s%s", out, said.out, said.err);
  ck_assert_msg(strstr(said.err, err) != NULL, "no \"%s\" in\n%s", err, said.err);
  said_free(&said);
}

/* What it prints; it must work. */
static char *output(const char *const *arguments) {
  Said said = program_run(NULL, arguments);
  ck_assert_msg(said.status == 0, "%s", said.err);
  free(said.err);
  return said.out;
}
#define OUTPUT(...) output((const char *const[]){__VA_ARGS__, NULL})

/* Two years on the first machine, and a plan for the review. */
static void make_history_here(void) {
  Error err = {{0}};
  char *folder = file_named("one/nightcalf");
  char *path = file_named("one/nightcalf/nightcalf.db");
  mkdir(folder, 0700);
  ck_assert_msg(history_make(path, 730, 600, &err), "%s", err.text);
  free(path);
  free(folder);
  expect(RUN(NULL, "settings", "trial_start", "2026-09-30"), 0, "2026-09-30", "");
  expect(RUN(NULL, "settings", "trial_routine", "evening-calf"), 0, "evening-calf", "");
  expect(RUN(NULL, "settings", "compare_habits", "standing_hours\nalcohol"), 0, "alcohol", "");
  expect(RUN(NULL, "settings", "fair_test", "2026-09-30: on off on off off on"), 0, "on off", "");
}

START_TEST(import__gives_another_machine__the_same_review_and_report) {
  static const char *const pages[][3] = {{"review", NULL, NULL},
                                         {"review", "--json", NULL},
                                         {"report", NULL, NULL},
                                         {"report", "--markdown", NULL},
                                         {"history", "--csv", NULL}};
  enum { PAGES = sizeof pages / sizeof pages[0] };
  char *here[PAGES];
  char *file = file_named("export.json");
  make_history_here();
  for (int i = 0; i < PAGES; i++) {
    here[i] = output(pages[i]);
  }
  expect(RUN(NULL, "export", file), 0, "Exported to ", "");
  use_machine("two");
  expect(RUN(NULL, "import", file), 0, "Setting taken over: trial_start 2026-09-30\n", "");
  for (int i = 0; i < PAGES; i++) {
    char *there = output(pages[i]);
    ck_assert_msg(strcmp(here[i], there) == 0, "%s:\n%s\n%s", pages[i][0], here[i], there);
    free(there);
    free(here[i]);
  }
  expect(RUN(NULL, "import", file), 0, "Nothing has changed: all", "");
  /* What it then exports is the same to the byte. */
  char *there = OUTPUT("export", "-");
  use_machine("one");
  char *exported = OUTPUT("export", "-");
  ck_assert_str_eq(exported, there);
  free(exported);
  free(there);
  free(file);
}
END_TEST

START_TEST(import__merges__both_ways) {
  char *one = file_named("one.json");
  char *two = file_named("two.json");
  expect(RUN(NULL, "log", "none", "--night", "2026-11-20"), 0, "", "");
  expect(RUN(NULL, "log", "--at", "03:10", "--severity", "6", "--count", "1"), 0, "", "");
  expect(RUN(NULL, "export", one), 0, "0 sessions, 1 cramp, 2 nights", "");
  use_machine("two");
  expect(RUN(NULL, "log", "2", "--night", "2026-11-19"), 0, "", "");
  expect(RUN(NULL, "export", two), 0, "0 sessions, 0 cramps, 1 night", "");
  expect(RUN(NULL, "import", one), 0, "Added 3, changed 0, removed 0", "");
  char *here = OUTPUT("review", "--json");
  use_machine("one");
  expect(RUN(NULL, "import", two), 0, "Added 1, changed 0, removed 0", "");
  char *there = OUTPUT("review", "--json");
  ck_assert_str_eq(here, there);
  free(here);
  free(there);
  free(one);
  free(two);
}
END_TEST

START_TEST(import__leaves_settings__that_are_set_here) {
  char *file = file_named("export.json");
  expect(RUN(NULL, "settings", "trial_start", "2026-09-30"), 0, "", "");
  expect(RUN(NULL, "settings", "night_boundary", "15:00"), 0, "", "");
  expect(RUN(NULL, "export", file), 0, "", "");
  use_machine("two");
  expect(RUN(NULL, "settings", "trial_start", "2026-10-15"), 0, "", "");
  Said said = RUN(NULL, "import", file);
  ck_assert_ptr_nonnull(strstr(said.out, "Setting left as it is: trial_start 2026-10-15; the file "
                                         "has 2026-09-30"));
  ck_assert_ptr_nonnull(strstr(said.out, "Setting taken over: night_boundary 15:00"));
  said_free(&said);
  char *start = OUTPUT("settings", "trial_start");
  ck_assert_str_eq(start, "2026-10-15\n");
  free(start);
  free(file);
}
END_TEST

START_TEST(import__refuses_whole__what_is_wrong_anywhere) {
  static const struct {
    const char *text, *saying;
  } files[] = {
      {"{\"format\": \"nightcalf-export\", \"version\": 1, \"settings\": {\"moon\": \"full\"}}",
       "\"moon\" is no setting that an export carries"},
      {"{\"format\": \"nightcalf-export\", \"version\": 1,\n\"settings\": {\"trial_start\": "
       "\"2026-02-30\"}}",
       ":2: error: settings: \"trial_start\" must be a date"},
      {"{\"format\": \"nightcalf-export\", \"version\": 1, \"settings\": {\"trial_start\": 5}}",
       "must be a text"},
      {"{\"format\": \"nightcalf-export\", \"version\": 1, \"settings\": []}",
       "must be a group in { }"},
      {"{\"format\": \"nightcalf-export\", \"version\": 9}", "newer nightcalf"},
      {"[]", "is no export of nightcalf"},
  };
  char *path = file_named("bad.json");
  for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
    temp_folder_write("bad.json", files[i].text);
    Said said = RUN(NULL, "import", path);
    ck_assert_int_eq(said.status, 1);
    ck_assert_msg(strstr(said.err, files[i].saying) != NULL, "%s", said.err);
    ck_assert_ptr_nonnull(strstr(said.err, "nothing was taken in"));
    said_free(&said);
  }
  char *missing = file_named("missing/x.json");
  expect(RUN(NULL, "import", missing), 1, "", "missing/x.json");
  free(missing);
  expect(RUN(NULL, "import"), 2, "", "which file?");
  free(path);
}
END_TEST

START_TEST(export__replaces_nothing__unasked) {
  char *file = file_named("export.json");
  struct stat info;
  expect(RUN(NULL, "log", "none"), 0, "", "");
  expect(RUN(NULL, "export", file), 0, "1 night", "");
  ck_assert_int_eq(stat(file, &info), 0);
  ck_assert_uint_eq(info.st_mode & 0777, 0600);
  expect(RUN(NULL, "export", file), 1, "", "is there already");
  expect(RUN(NULL, "export", file, "--force"), 0, "Exported", "");
  expect(RUN(NULL, "export", "-"), 0, "\"format\": \"nightcalf-export\"", "standard output");
  expect(RUN(NULL, "export"), 2, "", "to which file?");
  char *missing = file_named("missing/x.json");
  expect(RUN(NULL, "export", missing), 1, "", "missing");
  free(missing);
  free(file);
}
END_TEST

START_TEST(restore__puts_back__what_backup_kept) {
  char *file = file_named("backup.db");
  expect(RUN(NULL, "backup", file), 1, "", "nothing is kept yet");
  expect(RUN(NULL, "log", "2"), 0, "", "");
  expect(RUN(NULL, "backup", file), 0, "To put it back: nightcalf restore", "");
  expect(RUN(NULL, "backup", file), 1, "", "is there already");
  expect(RUN(NULL, "log", "3"), 0, "Cramps: 3", "");
  expect(RUN(NULL, "backup", file, "--force"), 0, "Backed up", "");
  expect(RUN(NULL, "log", "4"), 0, "Cramps: 4", "");
  expect(RUN(NULL, "restore", file), 2, "", "add --yes");
  expect(RUN(NULL, "restore", file, "--yes"), 0, "What was there before is kept as", "");
  expect(RUN(NULL, "log", "--list"), 0, "Cramps: 3", "");
  use_machine("two");
  expect(RUN(NULL, "restore", file), 0, "Put back from", "");
  expect(RUN(NULL, "log", "--list"), 0, "Cramps: 3", "");
  free(file);
}
END_TEST

START_TEST(restore__asks_first__at_a_terminal) {
  char *file = file_named("backup.db");
  expect(RUN(NULL, "log", "2"), 0, "", "");
  expect(RUN(NULL, "backup", file), 0, "", "");
  Program program = START_AT_TERMINAL("restore", file);
  program_wait_for(&program, "[y/N]");
  program_type(&program, "n\n");
  program_wait_for(&program, "Nothing has changed.");
  ck_assert_int_eq(program_end(&program), 0);
  free(file);
}
END_TEST

/* What a session keeps would go into the record that is put aside. */
START_TEST(restore__refuses__while_a_session_runs) {
  char *file = file_named("backup.db");
  char *lock_path = file_named("one/nightcalf/nightcalf.lock");
  expect(RUN(NULL, "log", "2"), 0, "", "");
  expect(RUN(NULL, "backup", file), 0, "", "");
  expect(RUN(NULL, "log", "3"), 0, "Cramps: 3", "");
  int lock = lock_take(lock_path, NULL);
  ck_assert_int_ge(lock, 0);
  expect(RUN(NULL, "restore", file, "--yes"), 1, "", "a session is running");
  expect(RUN(NULL, "log", "--list"), 0, "Cramps: 3", "");
  close(lock);
  expect(RUN(NULL, "restore", file, "--yes"), 0, "Put back from", "");
  expect(RUN(NULL, "log", "--list"), 0, "Cramps: 2", "");
  free(lock_path);
  free(file);
}
END_TEST

START_TEST(restore__refuses__what_is_no_backup) {
  char *file = file_named("note.txt");
  temp_folder_write("note.txt", "milk, bread");
  expect(RUN(NULL, "log", "2"), 0, "", "");
  expect(RUN(NULL, "restore", file, "--yes"), 1, "", "note.txt");
  char *missing = file_named("missing.db");
  expect(RUN(NULL, "restore", missing, "--yes"), 1, "", "missing.db");
  free(missing);
  expect(RUN(NULL, "restore"), 2, "", "which backup?");
  expect(RUN(NULL, "log", "--list"), 0, "Cramps: 2", "");
  free(file);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("cmd_transfer");
  TCase *tests = tcase_create("cmd_transfer");
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_set_timeout(tests, 120);
  tcase_add_test(tests, import__gives_another_machine__the_same_review_and_report);
  tcase_add_test(tests, import__merges__both_ways);
  tcase_add_test(tests, import__leaves_settings__that_are_set_here);
  tcase_add_test(tests, import__refuses_whole__what_is_wrong_anywhere);
  tcase_add_test(tests, export__replaces_nothing__unasked);
  tcase_add_test(tests, restore__puts_back__what_backup_kept);
  tcase_add_test(tests, restore__asks_first__at_a_terminal);
  tcase_add_test(tests, restore__refuses__while_a_session_runs);
  tcase_add_test(tests, restore__refuses__what_is_no_backup);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
