/* The screen of routines on a pseudo-terminal: the terminal is lent to the person's own editor and
 * taken back. */
#include <check.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "pty/pty.h"
#include "suite.h"
#include "temp_folder.h"

enum { ONE_SECOND = 1000 };

static Pty *pty;

/* An editor that waits for a line on the terminal and then does as it says. */
static void make_editor(void) {
  char *path = temp_folder_path("my-editor");
  temp_folder_write("my-editor", "#!/bin/sh\nprintf 'the other editor: '\nread -r line\n"
                                 "sed -i \"s/duration = 30/duration = $line/\" \"$1\"\n");
  ck_assert_int_eq(chmod(path, 0700), 0);
  setenv("EDITOR", path, 1);
  unsetenv("VISUAL");
  free(path);
}

static void set_up(void) {
  pty_home("profile = [ ]; routine = \"mine\";\n");
  temp_folder_inside(".config/nightcalf/routines");
  temp_folder_write(".config/nightcalf/routines/mine.cfg",
                    "format = 1; title = \"My calves\"; # mine\nsteps = ( { kind = \"timed\"; "
                    "title = \"Rub\"; duration = 30; } );\n");
  make_editor();
  pty = pty_start(24, 80, (const char *const[]){NULL});
}

static void tear_down(void) {
  pty_free(pty);
  temp_folder_remove();
}

START_TEST(routines__lend_the_terminal__and_take_it_back) {
  ck_assert(pty_wait_for(pty, "My calves"));
  pty_type(pty, "o");
  ck_assert(pty_wait_for(pty, "> My calves  (tonight)"));
  pty_type(pty, "v");
  ck_assert(pty_wait_for(pty, "the other editor: "));
  ck_assert(!pty->alternate);
  pty_type(pty, "45\r");
  ck_assert(pty_wait_for(pty, "Saved: \"mine\" is in force."));
  ck_assert(pty->alternate);
  ck_assert(pty_shows(pty, "45 s"));
  pty_type(pty, "v");
  ck_assert(pty_wait_for(pty, "the other editor: "));
  pty_type(pty, "-1\r");
  ck_assert(pty_wait_for(pty, "Nothing was changed"));
  pty_type(pty, "qq");
  ck_assert_int_eq(pty_end(pty, ONE_SECOND), 0);
  ck_assert(pty_given_back(pty));
}
END_TEST

START_TEST(routines__are_still_there__when_the_editor_is_interrupted) {
  ck_assert(pty_wait_for(pty, "My calves"));
  pty_type(pty, "o");
  ck_assert(pty_wait_for(pty, "> My calves  (tonight)"));
  pty_type(pty, "v");
  ck_assert(pty_wait_for(pty, "the other editor: "));
  pty_type(pty, "\003"); /* Ctrl-C */
  ck_assert(pty_wait_for(pty, "> My calves  (tonight)"));
  pty_type(pty, "qq");
  ck_assert_int_eq(pty_end(pty, ONE_SECOND), 0);
  ck_assert(pty_given_back(pty));
}
END_TEST

START_TEST(keys__of_ones_own__are_in_force_at_once) {
  ck_assert(pty_wait_for(pty, "My calves"));
  pty_type(pty, "s");
  ck_assert(pty_wait_for(pty, "> routine"));
  for (int i = 0; i < 40 && !pty_shows(pty, "> keys"); i++) {
    pty_type(pty, "j");
    pty_read(pty, 20);
  }
  pty_type(pty, "\r");
  ck_assert(pty_wait_for(pty, "Screen \"home\""));
  ck_assert(pty_shows(pty, "start: Start the chosen routine."));
  pty_type(pty, "\r");
  ck_assert(pty_wait_for(pty, "Press the new key for \"start\"."));
  pty_type(pty, "\033[15~"); /* F5 */
  ck_assert(pty_wait_for(pty, "Saved: start: F5"));
  pty_type(pty, "qq");
  ck_assert(pty_wait_for(pty, "F5 start"));
  pty_type(pty, "q");
  ck_assert_int_eq(pty_end(pty, ONE_SECOND), 0);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("pty_routines");
  TCase *real = tcase_create("real");
  tcase_set_timeout(real, 30);
  tcase_add_checked_fixture(real, set_up, tear_down);
  tcase_add_test(real, routines__lend_the_terminal__and_take_it_back);
  tcase_add_test(real, routines__are_still_there__when_the_editor_is_interrupted);
  tcase_add_test(real, keys__of_ones_own__are_in_force_at_once);
  suite_add_tcase(suite, real);
  return suite_run(suite);
}
