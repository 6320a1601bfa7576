/* The real program on a pseudo-terminal: started, resized, interrupted, and the terminal given
 * back. */
#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "nightcalf/mem.h"
#include "pty/pty.h"
#include "suite.h"
#include "temp_folder.h"

#define UP "\033OA"
#define DOWN "\033OB"

static Pty *pty;

static void set_up_home(const char *settings) {
  pty_home(settings);
  setenv("NIGHTCALF_ROUTINES", TESTS_DIR "/pty/routines", 1);
  pty = NULL;
}

/* As on the very first start: nothing is there. */
static void set_up_new(void) {
  set_up_home(NULL);
}

/* The questions of the first run were answered. */
static void set_up(void) {
  set_up_home("profile = [ ];\n");
}

static void tear_down(void) {
  if (pty != NULL) {
    pty_free(pty);
  }
  temp_folder_remove();
}

static void start(const char *command, const char *routine) {
  pty = pty_start(24, 80, (const char *const[]){command, routine, NULL});
}

/* A session in the middle of a long hold. */
static void start_hold(void) {
  pty = pty_start_hold();
}

START_TEST(run__goes_to_its_end__and_gives_the_terminal_back) {
  start("run", "quick");
  ck_assert(pty_wait_for(pty, "Starts in"));
  ck_assert(pty->alternate);
  pty_type(pty, "\r");
  ck_assert(pty_wait_for(pty, "Hold, 1 of 2"));
  ck_assert(!pty->cursor_shown);
  ck_assert(pty_wait_for(pty, "Breathe out"));
  ck_assert(pty_wait_for(pty, "All done."));
  ck_assert(pty_wait_for(pty, "Kept in your history."));
  ck_assert(pty->cursor_shown);
  pty_type(pty, "\r");
  ck_assert_int_eq(pty_end(pty, PTY_PATIENCE_MS), 0);
  ck_assert(pty_given_back(pty));
  ck_assert_int_eq(pty->bells, 0);
}
END_TEST

START_TEST(run__writes_little__in_a_second_of_a_hold) {
  start_hold();
  size_t before = pty->bytes;
  pty_read(pty, 3000);
  size_t a_second = (pty->bytes - before) / 3;
  printf("a second of a hold at 80x24: %zu bytes\n", a_second);
  ck_assert_uint_gt(a_second, 5);
  ck_assert_uint_lt(a_second, 250);
}
END_TEST

START_TEST(run__writes_nothing__while_paused) {
  start_hold();
  pty_type(pty, " ");
  ck_assert(pty_wait_for(pty, "Paused"));
  pty_read(pty, 100);
  size_t before = pty->bytes;
  pty_read(pty, 1200);
  ck_assert_uint_eq(pty->bytes, before);
}
END_TEST

static const int ending[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGABRT, SIGSEGV};
enum { ENDING_COUNT = sizeof ending / sizeof ending[0] };

START_TEST(run__gives_the_terminal_back__when_a_signal_ends_it) {
  start_hold();
  kill(pty->child, ending[_i]);
  ck_assert_int_eq(pty_end(pty, PTY_PATIENCE_MS), 128 + ending[_i]);
  ck_assert(pty_given_back(pty));
}
END_TEST

START_TEST(run__offers_to_go_on__after_it_was_killed) {
  start_hold();
  pty_type(pty, "n");
  ck_assert(pty_wait_for(pty, "A question"));
  pty_read(pty, 600); /* it is drawn first, written down then */
  kill(pty->child, SIGKILL);
  ck_assert_int_eq(pty_end(pty, PTY_PATIENCE_MS), 128 + SIGKILL);
  pty_free(pty);
  start(NULL, NULL);
  ck_assert(pty_wait_for(pty, "broken off at step 2 of 3"));
  pty_type(pty, "r");
  ck_assert(pty_wait_for(pty, "A question"));
}
END_TEST

START_TEST(run__ends__when_the_terminal_goes_away) {
  start_hold();
  close(pty->master);
  pty->master = -1;
  ck_assert_int_ne(pty_end(pty, PTY_PATIENCE_MS), -1);
}
END_TEST

START_TEST(run__ends_by_a_signal__while_output_is_stopped) {
  start_hold();
  pty_type(pty, "\023"); /* Ctrl-S */
  pty_read(pty, 1500);
  kill(pty->child, SIGTERM);
  ck_assert_int_eq(pty_end(pty, PTY_PATIENCE_MS), 128 + SIGTERM);
}
END_TEST

START_TEST(run__shows_the_time_truly__after_output_was_stopped) {
  start_hold();
  pty_type(pty, "\023");
  pty_read(pty, 3200);
  pty_type(pty, "\021"); /* Ctrl-Q */
  pty_read(pty, 600);
  ck_assert(pty_shows(pty, "Hold"));
  ck_assert(!pty_shows(pty, "gap"));
}
END_TEST

START_TEST(run__asks__before_it_leaves) {
  start_hold();
  pty_type(pty, "q");
  ck_assert(pty_wait_for(pty, "> 1  Go on"));
  pty_type(pty, "\r");
  ck_assert(pty_wait_for(pty, "Get ready"));
  pty_type(pty, "q");
  ck_assert(pty_wait_for(pty, "> 1  Go on"));
  pty_type(pty, DOWN);
  ck_assert(pty_wait_for(pty, "> 2  Save and leave"));
  pty_type(pty, "\r");
  ck_assert(pty_wait_for(pty, "Ended here."));
  pty_type(pty, "q");
  ck_assert_int_eq(pty_end(pty, PTY_PATIENCE_MS), 0);
  ck_assert(pty_given_back(pty));
}
END_TEST

START_TEST(run__drops_keys__typed_before_a_question_was_seen) {
  start_hold();
  pty_type(pty, "q32"); /* at once: leave, discard, yes */
  ck_assert(pty_wait_for(pty, "Leave the routine?"));
  pty_read(pty, 100);
  ck_assert(pty_shows(pty, "> 1  Go on"));
}
END_TEST

START_TEST(run__takes_a_paste__as_text_or_not_at_all) {
  start_hold();
  pty_type(pty, "\033[200~q\r3\r2\r\033[201~");
  pty_read(pty, 150);
  ck_assert(pty_shows(pty, "Hold"));
  pty_type(pty, "n");
  ck_assert(pty_wait_for(pty, "A question"));
  pty_type(pty, "1");
  ck_assert(pty_wait_for(pty, "A line"));
  pty_type(pty, "\033[200~two\nlines\033[201~");
  ck_assert(pty_wait_for(pty, "> two lines_"));
}
END_TEST

START_TEST(run__takes_a_character__that_comes_in_two_parts) {
  start_hold();
  pty_type(pty, "n");
  ck_assert(pty_wait_for(pty, "A question"));
  pty_type(pty, "1");
  ck_assert(pty_wait_for(pty, "A line"));
  pty_type(pty, "\xc3");
  usleep(5000);
  pty_type(pty, "\xa9");
  ck_assert(pty_wait_for(pty, "> é_"));
}
END_TEST

START_TEST(screens__survive__a_storm_of_sizes) {
  static const int sizes[][2] = {{1, 1},  {24, 80}, {2, 1},   {12, 40}, {60, 200},
                                 {1, 90}, {40, 2},  {11, 39}, {30, 100}};
  if (_i == 0) {
    start_hold();
  } else {
    start(NULL, NULL);
    ck_assert(pty_wait_for(pty, "Nightcalf"));
  }
  for (int i = 0; i < 150; i++) {
    pty_resize(pty, sizes[i % 9][0], sizes[i % 9][1]);
    pty_read(pty, 5);
  }
  pty_resize(pty, 5, 30);
  ck_assert(pty_wait_for(pty, "Too small: needs 40 x 12"));
  pty_resize(pty, 24, 80);
  ck_assert(pty_wait_for(pty, _i == 0 ? "A long hold" : "Nightcalf"));
  pty_type(pty, "q");
  if (_i == 0) {
    ck_assert(pty_wait_for(pty, "Save and leave"));
  } else {
    ck_assert_int_eq(pty_end(pty, PTY_PATIENCE_MS), 0);
    ck_assert(pty_given_back(pty));
  }
}
END_TEST

START_TEST(menus__rest_the_cursor__on_the_marked_line) {
  start(NULL, NULL);
  ck_assert(pty_wait_for(pty, "Nightcalf"));
  for (int i = 0; i < 4; i++) {
    pty_type(pty, i < 2 ? UP : "j");
    pty_read(pty, 100);
    ck_assert(pty_wait_for_cursor(pty, "> "));
    ck_assert(pty->cursor_shown);
  }
}
END_TEST

START_TEST(colour__is_left_out__when_it_is_not_wanted) {
  if (_i == 0) {
    setenv("NO_COLOR", "1", 1);
  }
  start_hold();
  bool colour = strstr(pty->output, "\033[38;5;") != NULL;
  ck_assert_int_eq(colour, _i != 0);
}
END_TEST

START_TEST(screens__are_ascii__in_the_c_locale) {
  setenv("LC_ALL", "C", 1);
  start_hold();
  ck_assert(pty_shows(pty, "T\"aglich") || pty_shows(pty, "Taglich") || pty_shows(pty, "T?glich"));
  pty_type(pty, "n");
  ck_assert(pty_wait_for(pty, "A question"));
  ck_assert(!pty->high_byte);
}
END_TEST

START_TEST(screens__are_left_out__where_the_terminal_cannot) {
  static const char *const terms[] = {"no-such-terminal", "", "dumb", "a\033[31mb",
                                      "../../etc/passwd"};
  setenv("TERM", terms[_i], 1);
  start("run", "quick");
  ck_assert(pty_wait_for(pty, "Two holds"));
  ck_assert_ptr_null(strchr(pty->output, '\033'));
}
END_TEST

START_TEST(screens__fit_the_window__whatever_the_environment_says) {
  setenv("LINES", "30000", 1);
  setenv("COLUMNS", "30000", 1);
  start(NULL, NULL);
  ck_assert(pty_wait_for(pty, "q quit"));
  unsetenv("LINES");
  unsetenv("COLUMNS");
}
END_TEST

/* The settings file. Release with free(). */
static char *settings_text(void) {
  char *path = temp_folder_path(".config/nightcalf/nightcalf.cfg");
  FILE *file = fopen(path, "r");
  free(path);
  char *text = NULL;
  size_t size = 0;
  ck_assert_ptr_nonnull(file);
  ck_assert_int_gt(getdelim(&text, &size, '\0', file), 0);
  fclose(file);
  return text;
}

START_TEST(first_run__ends_at_home__with_the_answers_in_the_settings) {
  start(NULL, NULL);
  ck_assert(pty_wait_for(pty, "First time here?"));
  pty_type(pty, "p");
  ck_assert(pty_wait_for(pty, "a medical device"));
  pty_type(pty, "\r");
  ck_assert(pty_wait_for(pty, "all optional"));
  pty_type(pty, UP "jjj jjjjj ");
  ck_assert(pty_wait_for(pty, "> [x] Unsteady, or fallen in the last year?"));
  pty_type(pty, "\r");
  ck_assert(pty_wait_for(pty, "> Three-minute stretch (seated)  (tonight)"));
  char *text = settings_text();
  ck_assert_ptr_nonnull(strstr(text, "profile = [ \"kidney\", \"falls\" ];"));
  free(text);
  pty_type(pty, "q");
  ck_assert_int_eq(pty_end(pty, PTY_PATIENCE_MS), 0);
  ck_assert(pty_given_back(pty));
  pty_free(pty);
  start(NULL, NULL);
  ck_assert(pty_wait_for(pty, "> Three-minute stretch (seated)  (tonight)"));
}
END_TEST

START_TEST(first_run__asks_again__after_it_was_skipped) {
  for (int i = 0; i < 2; i++) {
    start(NULL, NULL);
    ck_assert(pty_wait_for(pty, "First time here?"));
    pty_type(pty, "p");
    ck_assert(pty_wait_for(pty, "a medical device"));
    pty_type(pty, "\r");
    ck_assert(pty_wait_for(pty, "all optional"));
    pty_type(pty, " q");
    ck_assert(pty_wait_for(pty, "> Three-minute stretch (standing)  (tonight)"));
    pty_type(pty, "q");
    ck_assert_int_eq(pty_end(pty, PTY_PATIENCE_MS), 0);
    pty_free(pty);
    pty = NULL;
  }
}
END_TEST

START_TEST(first_run__is_not_in_the_way__of_what_was_asked_for) {
  static const char *const commands[] = {"run", "now"};
  start(commands[_i], _i == 0 ? "quick" : NULL);
  ck_assert(pty_wait_for(pty, _i == 0 ? "Starts in" : "Next"));
  ck_assert(!pty_shows(pty, "medical device"));
}
END_TEST

int main(void) {
  Suite *suite = suite_create("pty");
  TCase *real = tcase_create("real");
  tcase_set_timeout(real, 30);
  tcase_add_checked_fixture(real, set_up, tear_down);
  tcase_add_test(real, run__goes_to_its_end__and_gives_the_terminal_back);
  tcase_add_test(real, run__writes_little__in_a_second_of_a_hold);
  tcase_add_test(real, run__writes_nothing__while_paused);
  tcase_add_loop_test(real, run__gives_the_terminal_back__when_a_signal_ends_it, 0, ENDING_COUNT);
  tcase_add_test(real, run__offers_to_go_on__after_it_was_killed);
  tcase_add_test(real, run__ends__when_the_terminal_goes_away);
  tcase_add_test(real, run__ends_by_a_signal__while_output_is_stopped);
  tcase_add_test(real, run__shows_the_time_truly__after_output_was_stopped);
  tcase_add_test(real, run__asks__before_it_leaves);
  tcase_add_test(real, run__drops_keys__typed_before_a_question_was_seen);
  tcase_add_test(real, run__takes_a_paste__as_text_or_not_at_all);
  tcase_add_test(real, run__takes_a_character__that_comes_in_two_parts);
  tcase_add_loop_test(real, screens__survive__a_storm_of_sizes, 0, 2);
  tcase_add_test(real, menus__rest_the_cursor__on_the_marked_line);
  tcase_add_loop_test(real, colour__is_left_out__when_it_is_not_wanted, 0, 2);
  tcase_add_test(real, screens__are_ascii__in_the_c_locale);
  tcase_add_loop_test(real, screens__are_left_out__where_the_terminal_cannot, 0, 5);
  tcase_add_test(real, screens__fit_the_window__whatever_the_environment_says);
  suite_add_tcase(suite, real);
  TCase *first = tcase_create("first run");
  tcase_set_timeout(first, 30);
  tcase_add_checked_fixture(first, set_up_new, tear_down);
  tcase_add_test(first, first_run__ends_at_home__with_the_answers_in_the_settings);
  tcase_add_test(first, first_run__asks_again__after_it_was_skipped);
  tcase_add_loop_test(first, first_run__is_not_in_the_way__of_what_was_asked_for, 0, 2);
  suite_add_tcase(suite, first);
  return suite_run(suite);
}
