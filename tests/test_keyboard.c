/* Keys as they come from a terminal, read by curses and handed to the screens. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "nightcalf/session.h"
#include "screen_bench.h"
#include "suite.h"
#include "tui/keyboard.h"

enum { SECOND = 1000 };

static ScreenBench *bench;
static SCREEN *terminal;
static FILE *typed;
static int typist; /* what is written here is typed */
static Input input;

static void set_up(void) {
  int ends[2];
  bench = screen_bench_new(24, 80);
  ck_assert_int_eq(pipe(ends), 0);
  typed = fdopen(ends[0], "r");
  typist = ends[1];
  terminal = newterm("xterm-256color", fopen("/dev/null", "w"), typed);
  ck_assert_ptr_nonnull(terminal);
  cbreak();
  noecho();
  keypad(stdscr, TRUE);
  set_escdelay(0);
  input_start(&input);
}

static void tear_down(void) {
  close(typist);
  screen_bench_free(bench); /* first: its window would go with the screen */
  delscreen(terminal);
  fclose(typed);
}

/* Types that and has it read. */
static void type(const char *key) {
  ck_assert_int_eq(write(typist, key, 1), 1);
  ck_assert_int_eq(keyboard_read(&bench->tui, &input), 1);
}

static void begin_hold(void) {
  screen_bench_run(bench, "legs", "wall");
  screen_bench_wait(bench, 18 * SECOND);
  ck_assert_int_eq(session_state(bench->app.session), SESSION_RUNNING);
}

START_TEST(keyboard_read__hands_keys_over) {
  begin_hold();
  type(" ");
  ck_assert_int_eq(session_state(bench->app.session), SESSION_PAUSED);
  free(screen_bench_draw(bench));
  type(" ");
  ck_assert_int_ne(session_state(bench->app.session), SESSION_PAUSED);
}
END_TEST

/* The key that wakes a machine was typed at a screen on which the question was not yet. */
START_TEST(keyboard_read__answers_no_question_of_a_gap__before_it_is_drawn) {
  begin_hold();
  Moment last = bench->now;
  bench->now = moment_after(bench->now, 3600 * SECOND);
  tui_gap(&bench->tui, last);
  type("3");
  ck_assert_int_eq(session_state(bench->app.session), SESSION_PAUSED);
  tui_advance(&bench->tui);
  ck_assert(screen_bench_shows(bench, "There was a gap"));
  type("3");
  ck_assert_int_eq(session_state(bench->app.session), SESSION_ENDED);
}
END_TEST

/* One that asks whether to leave: a second key of the same moment does not answer it. */
START_TEST(keyboard_read__answers_no_question__by_what_was_typed_with_its_key) {
  begin_hold();
  ck_assert_int_eq(write(typist, "q3", 2), 2);
  ck_assert_int_eq(keyboard_read(&bench->tui, &input), 2);
  ck_assert_int_eq(session_state(bench->app.session), SESSION_PAUSED);
  free(screen_bench_draw(bench));
  type("2");
  ck_assert_int_eq(session_state(bench->app.session), SESSION_ENDED);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("keyboard");
  TCase *keys = tcase_create("keys");
  tcase_add_checked_fixture(keys, set_up, tear_down);
  tcase_add_test(keys, keyboard_read__hands_keys_over);
  tcase_add_test(keys, keyboard_read__answers_no_question_of_a_gap__before_it_is_drawn);
  tcase_add_test(keys, keyboard_read__answers_no_question__by_what_was_typed_with_its_key);
  suite_add_tcase(suite, keys);
  return suite_run(suite);
}
