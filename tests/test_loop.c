/* The loop: deadlines, signals, hang-ups and gaps. Time is a number
 * that the tests turn; signals are raised while they are blocked, so that nothing has to sleep. */
#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "loop_bench.h"
#include "suite.h"

enum { TURNS_MAX = 5, HOUR_MS = 60 * 60 * 1000 };

/* deadline and time */

START_TEST(loop_run__quits__when_a_tick_says_so) {
  fake.deadline = fake.now;
  fake.last_turn = TURNS_MAX;
  run();
  ck_assert_int_eq(loop_end, LOOP_QUIT);
  ck_assert_int_eq(number, 0);
  ck_assert_int_eq(fake.turns, TURNS_MAX);
  ck_assert_str_eq(fake.trace, "");
}
END_TEST

START_TEST(loop_run__needs_only__deadline_and_tick) {
  hooks =
      (LoopHooks){.context = &fake, .input = -1, .deadline = hooks.deadline, .tick = hooks.tick};
  fake.deadline = fake.now;
  raise(SIGCONT);
  run();
  ck_assert_int_eq(loop_end, LOOP_QUIT);
}
END_TEST

static int64_t real_deadline;

static void note_real_time(Fake *at) {
  Clock clock = clock_system();
  int64_t now = clock.now(clock.context).ms;
  at->deadline = now + 3;
  if (at->turns > 1) {
    ck_assert_int_ge(now, real_deadline);
  }
  real_deadline = at->deadline;
}

START_TEST(loop_run__never_wakes_early__from_the_real_clock) {
  Clock clock = clock_system();
  fake.at_tick = note_real_time;
  fake.last_turn = 4;
  loop_end = loop_run(&clock, &hooks, &number);
  ck_assert_int_eq(fake.turns, 4);
}
END_TEST

/* signals */

static void raise_in_tick(Fake *at) {
  if (at->turns == 1) {
    raise(number);
  }
}

START_TEST(loop_run__ends_by_the_signal__that_came_outside_the_wait) {
  fake.at_tick = raise_in_tick;
  fake.timed = false;
  number = endings[_i].number;
  int expected = number;
  raise(number);
  run();
  ck_assert_int_eq(loop_end, endings[_i].end);
  ck_assert_int_eq(number, expected);
  ck_assert_int_eq(fake.turns, 1);
}
END_TEST

START_TEST(loop_run__hears_the_signal__beside_input_that_is_always_ready) {
  hooks.input = open("/dev/zero", O_RDONLY);
  fake.last_turn = TURNS_MAX;
  raise(endings[_i].number);
  run();
  ck_assert_int_eq(loop_end, endings[_i].end);
  ck_assert_int_eq(fake.inputs, 0);
}
END_TEST

START_TEST(loop_run__goes_on__by_signals_ignored_from_the_start) {
  static const int ignored[] = {SIGHUP, SIGINT, SIGQUIT, SIGTSTP};
  /* As nohup has it: ignored before loop_prepare(), which the bench has called with the default. */
  struct sigaction ignore = {.sa_handler = SIG_IGN};
  sigset_t all;
  sigfillset(&all);
  sigprocmask(SIG_UNBLOCK, &all, NULL);
  sigaction(ignored[_i], &ignore, NULL);
  loop_prepare();
  raise(ignored[_i]);
  fake.deadline = fake.now;
  run();
  ck_assert_int_eq(loop_end, LOOP_QUIT);
  ck_assert_str_eq(fake.trace, "");
}
END_TEST

START_TEST(loop_run__ends_by_term__even_when_it_was_ignored) {
  struct sigaction ignore = {.sa_handler = SIG_IGN};
  sigaction(SIGTERM, &ignore, NULL);
  loop_prepare();
  raise(SIGTERM);
  run();
  ck_assert_int_eq(loop_end, LOOP_SIGNAL);
  ck_assert_int_eq(number, SIGTERM);
}
END_TEST

static int window_changes;

static void on_window_change(int signal_number) {
  (void)signal_number;
  window_changes++;
}

START_TEST(loop_run__wakes_the_screen__when_the_window_changed_before_the_wait) {
  struct sigaction action = {.sa_handler = on_window_change};
  sigaction(SIGWINCH, &action, NULL);
  fake.at_tick = raise_in_tick;
  fake.timed = false;
  number = SIGWINCH;
  raise(SIGWINCH);
  loop_end = loop_run(&fake_clock, &hooks, &number);
  ck_assert_int_eq(window_changes, 1);
  ck_assert_str_eq(fake.trace, "woken ");
}
END_TEST

START_TEST(loop_run__collects__children_that_ended) {
  pid_t child = fork();
  if (child == 0) {
    _exit(0);
  }
  siginfo_t info;
  waitid(P_PID, (id_t)child, &info, WEXITED | WNOWAIT);
  fake.timed = false;
  run();
  ck_assert_int_eq(waitpid(child, NULL, WNOHANG), -1);
  ck_assert_int_eq(errno, ECHILD);
}
END_TEST

/* input and hang-ups */

START_TEST(loop_run__hands_over__input_that_is_there) {
  int ends[2];
  ck_assert_int_eq(pipe(ends), 0);
  ck_assert_int_eq(write(ends[1], "x", 1), 1);
  hooks.input = ends[0];
  fake.timed = false;
  run();
  ck_assert_int_eq(fake.inputs, 1);
}
END_TEST

START_TEST(loop_run__goes_on_without_input__at_the_end_of_a_pipe) {
  hooks.input = open("/dev/null", O_RDONLY);
  fake.input_ends = true;
  fake.deadline = fake.now;
  fake.last_turn = TURNS_MAX;
  run();
  ck_assert_int_eq(loop_end, LOOP_QUIT);
  ck_assert_int_eq(fake.turns, TURNS_MAX);
  ck_assert_int_eq(fake.inputs, 1);
}
END_TEST

START_TEST(loop_run__goes_on_without_input__that_is_no_descriptor) {
  hooks.input = open("/dev/null", O_RDONLY);
  close(hooks.input);
  fake.input_ends = true;
  fake.deadline = fake.now;
  fake.last_turn = TURNS_MAX;
  run();
  ck_assert_int_eq(loop_end, LOOP_QUIT);
  ck_assert_int_eq(fake.inputs, 1);
}
END_TEST

static int keyboard_end;

static void close_keyboard(Fake *at) {
  (void)at;
  close(keyboard_end);
}

START_TEST(loop_run__hangs_up__when_the_terminal_is_gone_though_hup_is_ignored) {
  struct sigaction ignore = {.sa_handler = SIG_IGN};
  sigaction(SIGHUP, &ignore, NULL);
  keyboard_end = make_terminal(&hooks.input);
  fake.at_tick = close_keyboard;
  fake.input_ends = true;
  fake.timed = false;
  run();
  ck_assert_int_eq(loop_end, LOOP_HANGUP);
  ck_assert_int_eq(number, SIGHUP);
  ck_assert_int_eq(fake.turns, 1);
}
END_TEST

/* gaps */

/* How long a tick, the wait after it, and the machine's sleep in that wait take. */
static int64_t tick_ms, jump_ms, sleep_ms;

static void take_long(Fake *at) {
  at->now += tick_ms;
}

static void jump(Fake *at) {
  if (at->turns == 1) {
    at->now += jump_ms;
    at->asleep += sleep_ms;
    at->at_wait = NULL;
  }
}

static const struct {
  int64_t deadline, tick, jump, sleep;
  const char *trace;
} gaps[] = {
    {1000, 0, 2000, 0, ""},             /* late, but somebody lived through it */
    {1000, 0, 2001, 0, "gap(1000) "},   /* a virtual machine that stood still */
    {1005, 0, 2006, 0, "gap(1000) "},   /* lived through to the start of the wait */
    {1010, 300, 1711, 0, "gap(1010) "}, /* output was stuck: no later than the deadline */
    {990, 300, 1800, 0, "gap(1000) "},  /* nor before the last tick */
    {1000, 0, 0, 2000, ""},             /* a nap */
    {1000, 0, 0, 2001, "gap(1000) "},   /* suspended: the monotonic clock stood still */
};
enum { GAP_COUNT = sizeof gaps / sizeof gaps[0] };

START_TEST(loop_run__tells_of_a_gap__by_the_table) {
  tick_ms = gaps[_i].tick;
  jump_ms = gaps[_i].jump;
  sleep_ms = gaps[_i].sleep;
  fake.deadline = gaps[_i].deadline;
  fake.at_tick = take_long;
  fake.at_wait = jump;
  fake_clock.now = now_then_wait;
  run();
  ck_assert_str_eq(fake.trace, gaps[_i].trace);
}
END_TEST

START_TEST(loop_run__knows_no_lateness__without_a_deadline) {
  int ends[2];
  ck_assert_int_eq(pipe(ends), 0);
  ck_assert_int_eq(write(ends[1], "x", 1), 1);
  hooks.input = ends[0];
  fake.timed = false;
  jump_ms = HOUR_MS;
  sleep_ms = 0;
  fake.at_wait = jump;
  fake_clock.now = now_then_wait;
  run();
  ck_assert_str_eq(fake.trace, "");
}
END_TEST

START_TEST(loop_run__tells_of_the_gap_first__when_a_signal_ends_it) {
  jump_ms = HOUR_MS;
  sleep_ms = 0;
  fake.deadline = fake.now;
  fake.at_wait = jump;
  fake_clock.now = now_then_wait;
  raise(SIGTERM);
  run();
  ck_assert_int_eq(loop_end, LOOP_SIGNAL);
  ck_assert_str_eq(fake.trace, "gap(1000) ");
}
END_TEST

int main(void) {
  Suite *suite = suite_create("loop");
  TCase *time = tcase_create("time");
  tcase_add_checked_fixture(time, loop_bench_set_up, NULL);
  tcase_add_test(time, loop_run__quits__when_a_tick_says_so);
  tcase_add_test(time, loop_run__needs_only__deadline_and_tick);
  tcase_add_test(time, loop_run__never_wakes_early__from_the_real_clock);
  tcase_add_loop_test(time, loop_run__tells_of_a_gap__by_the_table, 0, GAP_COUNT);
  tcase_add_test(time, loop_run__knows_no_lateness__without_a_deadline);
  tcase_add_test(time, loop_run__tells_of_the_gap_first__when_a_signal_ends_it);
  suite_add_tcase(suite, time);
  TCase *signals = tcase_create("signals");
  tcase_add_checked_fixture(signals, loop_bench_set_up, NULL);
  tcase_add_loop_test(signals, loop_run__ends_by_the_signal__that_came_outside_the_wait, 0, 4);
  tcase_add_loop_test(signals, loop_run__hears_the_signal__beside_input_that_is_always_ready, 0, 4);
  tcase_add_loop_test(signals, loop_run__goes_on__by_signals_ignored_from_the_start, 0, 4);
  tcase_add_test(signals, loop_run__ends_by_term__even_when_it_was_ignored);
  tcase_add_test(signals, loop_run__wakes_the_screen__when_the_window_changed_before_the_wait);
  tcase_add_test(signals, loop_run__collects__children_that_ended);
  suite_add_tcase(suite, signals);
  TCase *input = tcase_create("input");
  tcase_add_checked_fixture(input, loop_bench_set_up, NULL);
  tcase_add_test(input, loop_run__hands_over__input_that_is_there);
  tcase_add_test(input, loop_run__goes_on_without_input__at_the_end_of_a_pipe);
  tcase_add_test(input, loop_run__goes_on_without_input__that_is_no_descriptor);
  tcase_add_test(input, loop_run__hangs_up__when_the_terminal_is_gone_though_hup_is_ignored);
  suite_add_tcase(suite, input);
  return suite_run(suite);
}
