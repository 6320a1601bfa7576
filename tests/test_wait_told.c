/* Another program has the record: the person is told while it is waited for, on the screens, in
 * lines and by commands, and then all is kept (FAULTS F16). The real program. */
#include <check.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "program.h"
#include "pty/pty.h"
#include "sql_number.h"
#include "suite.h"
#include "temp_folder.h"

enum { PATIENT_MS = 5000, SECOND_MS = 1000, ROWS = 24 };

static const char on_screen[] = "Waiting: another program is writing.";
static const char in_lines[] = "nightcalf: another program is writing to your history; waiting";

static char *database;
static sqlite3 *other;
static Pty *pty;

static void use_home(void) {
  setenv("NIGHTCALF_ROUTINES", TESTS_DIR "/pty/routines", 1);
  database = NULL;
  other = NULL;
  pty = NULL;
}

static void set_up_screens(void) {
  pty_home("profile = [ ];\n");
  use_home();
  database = temp_folder_path(".local/share/nightcalf/nightcalf.db");
}

static void set_up_lines(void) {
  program_set_up();
  use_home();
  database = temp_folder_path("nightcalf/nightcalf.db");
}

static void tear_down(void) {
  if (pty != NULL) {
    pty_free(pty);
  }
  sqlite3_close(other);
  free(database);
  temp_folder_remove();
}

/* The other program begins to write. */
static void hold(void) {
  ck_assert_int_eq(sqlite3_open_v2(database, &other, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
  sqlite3_busy_timeout(other, PATIENT_MS);
  ck_assert_int_eq(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
}

static void let_go(void) {
  ck_assert_int_eq(sqlite3_exec(other, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
}

static long now_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static bool row_shows(int row, const char *text) {
  char *line = pty_row(pty, row);
  bool shows = strstr(line, text) != NULL;
  free(line);
  return shows;
}

START_TEST(run__says_on_the_screen_that_it_waits__and_takes_it_away) {
  pty = pty_start_hold();
  hold();
  pty_type(pty, " "); /* a pause is saved */
  ck_assert_msg(pty_wait_for(pty, on_screen), "%s", pty->output);
  ck_assert(row_shows(ROWS - 1, on_screen));
  ck_assert(pty_shows(pty, "Paused")); /* nothing else was lost for it */
  ck_assert(pty_shows(pty, "A long hold"));
  let_go();
  ck_assert(pty_wait_for(pty, "q leave"));
  ck_assert(!pty_shows(pty, on_screen));
  ck_assert(row_shows(ROWS - 1, "q leave"));
  ck_assert(!pty_shows(pty, "Not kept so far"));
  ck_assert_int_eq(sql_number(database, "SELECT count(*) FROM sessions WHERE done_ms > 0"), 1);
  pty_type(pty, "q");
  ck_assert(pty_wait_for(pty, "Save and leave"));
  pty_type(pty, "2");
  ck_assert_msg(pty_wait_for(pty, "Kept in your history."), "%s", pty->output);
}
END_TEST

/* Longer than it is waited for: told that it is not kept, and kept as soon as it can be. */
START_TEST(run__says_that_it_is_not_kept__when_it_waited_in_vain) {
  pty = pty_start_hold();
  hold();
  pty_type(pty, " ");
  ck_assert(pty_wait_for(pty, on_screen));
  ck_assert(pty_wait_for(pty, "Not kept so far"));
  ck_assert(pty_shows(pty, "another program is using it"));
  ck_assert(!pty_shows(pty, on_screen));
  let_go();
  long began = now_ms();
  while (pty_shows(pty, "Not kept so far") && now_ms() - began < PTY_PATIENCE_MS) {
    pty_read(pty, 100);
  }
  ck_assert(!pty_shows(pty, "Not kept so far"));
  ck_assert_int_eq(sql_number(database, "SELECT count(*) FROM sessions WHERE done_ms > 0"), 1);
}
END_TEST

/* In the smallest window too, and before anything has been drawn at all. */
START_TEST(home__says_that_it_waits__before_its_first_drawing) {
  pty = pty_start_hold();
  pty_type(pty, "q");
  ck_assert(pty_wait_for(pty, "Save and leave"));
  pty_type(pty, "2");
  ck_assert_msg(pty_wait_for(pty, "Kept in your history."), "%s", pty->output);
  pty_free(pty);
  hold();
  ck_assert_int_eq(sqlite3_exec(other, "COMMIT; BEGIN EXCLUSIVE", NULL, NULL, NULL), SQLITE_OK);
  pty = pty_start(12, 40, (const char *const[]){NULL});
  ck_assert_msg(pty_wait_for(pty, on_screen), "%s", pty->output);
  let_go();
  ck_assert(pty_wait_for(pty, "q quit"));
  ck_assert(!pty_shows(pty, on_screen));
  pty_type(pty, "q");
  ck_assert_int_eq(pty_end(pty, PTY_PATIENCE_MS), 0);
  ck_assert(pty_given_back(pty));
}
END_TEST

/* How often a text is in another. */
static int count_in(const char *text, const char *part) {
  int count = 0;
  for (const char *at = strstr(text, part); at != NULL; at = strstr(at + 1, part)) {
    count++;
  }
  return count;
}

START_TEST(log__says_in_one_line_that_it_waits__and_keeps_the_night) {
  Said said = RUN(NULL, "log", "none", "--night", "2026-01-02");
  ck_assert_msg(said.status == 0, "%s", said.err);
  said_free(&said);
  hold();
  Program program = START_AT_TERMINAL("log", "none");
  program_wait_for(&program, in_lines);
  let_go();
  program_wait_for(&program, "Cramps: 0");
  ck_assert_int_eq(count_in(program.seen, in_lines), 1);
  ck_assert_int_eq(program_end(&program), 0);
  ck_assert_int_eq(sql_number(database, "SELECT count(*) FROM nights"), 2);
}
END_TEST

START_TEST(log__says_nothing_of_waiting__where_nobody_is_waited_for) {
  Said said = RUN(NULL, "log", "none");
  ck_assert_int_eq(said.status, 0);
  ck_assert_str_eq(said.err, "");
  said_free(&said);
}
END_TEST

START_TEST(log__waits_two_seconds_and_no_more__then_says_what_to_do) {
  Said said = RUN(NULL, "log", "none", "--night", "2026-01-02");
  ck_assert_int_eq(said.status, 0);
  said_free(&said);
  hold();
  if (_i == 1) { /* nobody can even read */
    ck_assert_int_eq(sqlite3_exec(other, "COMMIT; BEGIN EXCLUSIVE", NULL, NULL, NULL), SQLITE_OK);
  }
  long began = now_ms();
  said = RUN(NULL, "log", "none");
  long took = now_ms() - began;
  let_go();
  ck_assert_int_eq(said.status, 1);
  ck_assert_int_eq(count_in(said.err, in_lines), 1);
  ck_assert_ptr_nonnull(strstr(said.err, "another program is using it; close that one, or wait"));
  ck_assert_msg(took >= 2 * SECOND_MS && took < 4 * SECOND_MS, "%ld ms", took);
  said_free(&said);
  ck_assert_int_eq(sql_number(database, "SELECT count(*) FROM nights"), 1);
}
END_TEST

START_TEST(run__says_in_one_line_that_it_waits__in_plain_lines) {
  Said said = RUN(NULL, "log", "none");
  ck_assert_int_eq(said.status, 0);
  said_free(&said);
  Program program = START_AT_TERMINAL("run", "--plain", "--quiet", "quick");
  program_wait_for(&program, "Two holds");
  hold();
  program_wait_for(&program, in_lines);
  let_go();
  program_wait_for(&program, "Kept in the history.");
  ck_assert_int_eq(program_end(&program), 0);
  ck_assert_int_eq(sql_number(database, "SELECT count(*) FROM sessions WHERE open = 0"), 1);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("wait_told");
  TCase *screens = tcase_create("screens");
  tcase_add_checked_fixture(screens, set_up_screens, tear_down);
  tcase_set_timeout(screens, 60);
  tcase_add_test(screens, run__says_on_the_screen_that_it_waits__and_takes_it_away);
  tcase_add_test(screens, run__says_that_it_is_not_kept__when_it_waited_in_vain);
  tcase_add_test(screens, home__says_that_it_waits__before_its_first_drawing);
  suite_add_tcase(suite, screens);
  TCase *lines = tcase_create("lines");
  tcase_add_checked_fixture(lines, set_up_lines, tear_down);
  tcase_set_timeout(lines, 60);
  tcase_add_test(lines, log__says_in_one_line_that_it_waits__and_keeps_the_night);
  tcase_add_test(lines, log__says_nothing_of_waiting__where_nobody_is_waited_for);
  tcase_add_loop_test(lines, log__waits_two_seconds_and_no_more__then_says_what_to_do, 0, 2);
  tcase_add_test(lines, run__says_in_one_line_that_it_waits__in_plain_lines);
  suite_add_tcase(suite, lines);
  return suite_run(suite);
}
