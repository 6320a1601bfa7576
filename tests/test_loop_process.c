/* The loop and the process: Ctrl-Z, the end by a signal, and output that is stuck. In children,
 * which the tests wake and bury. */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "loop_bench.h"
#include "suite.h"

/* stops: in a child, which the test wakes again */

/* Runs work in a child in a group of its own, wakes it each time it stops, and gives its status;
 * *stops says how often. */
static int run_stopping(void (*work)(void), int *stops) {
  int status;
  pid_t child = fork();
  ck_assert_int_ne(child, -1);
  if (child == 0) {
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* a test that fails leaves nobody behind */
    work();
    _exit(EXIT_SUCCESS);
  }
  for (*stops = 0;;) {
    ck_assert_int_eq(waitpid(child, &status, WUNTRACED), child);
    if (!WIFSTOPPED(status)) {
      return status;
    }
    (*stops)++;
    kill(child, SIGCONT);
  }
}

static void ctrl_z_in_two_ticks(Fake *at) {
  if (at->turns <= 2) {
    raise(SIGTSTP);
  }
}

static void child_of_ctrl_z(void) {
  fake.timed = false;
  fake.last_turn = 3;
  fake.at_tick = ctrl_z_in_two_ticks;
  run();
  if (strcmp(fake.trace, "stopping resumed gap(1000) woken "
                         "stopping resumed gap(1000) woken ") != 0) {
    _exit(2);
  }
}

START_TEST(loop_run__stops_and_goes_on__at_each_ctrl_z) {
  int stops;
  int status = run_stopping(child_of_ctrl_z, &stops);
  ck_assert_int_eq(stops, 2);
  ck_assert(WIFEXITED(status));
  ck_assert_int_eq(WEXITSTATUS(status), EXIT_SUCCESS);
}
END_TEST

static void stop_in_tick(Fake *at) {
  if (at->turns == 1) {
    raise(SIGSTOP);
  }
}

static void child_of_stop(void) {
  fake.timed = false;
  fake.at_tick = stop_in_tick;
  run();
  if (strcmp(fake.trace, "resumed gap(1000) woken ") != 0) {
    _exit(2);
  }
}

START_TEST(loop_run__takes_the_terminal_again__after_a_stop_it_could_not_catch) {
  int stops;
  int status = run_stopping(child_of_stop, &stops);
  ck_assert_int_eq(stops, 1);
  ck_assert(WIFEXITED(status));
  ck_assert_int_eq(WEXITSTATUS(status), EXIT_SUCCESS);
}
END_TEST

START_TEST(loop_run__ends_rather_than_stops__when_both_are_asked) {
  raise(SIGTSTP);
  raise(SIGTERM);
  run();
  ck_assert_int_eq(loop_end, LOOP_SIGNAL);
  ck_assert_str_eq(fake.trace, "");
}
END_TEST

/* the end of the process */

static int dying_of;

static void child_that_dies(void) {
  loop_die(dying_of);
}

START_TEST(loop_die__ends_the_process__by_the_signal) {
  int stops;
  dying_of = endings[_i].number;
  int status = run_stopping(child_that_dies, &stops);
  ck_assert(WIFSIGNALED(status));
  ck_assert_int_eq(WTERMSIG(status), dying_of);
}
END_TEST

START_TEST(loop_die__exits_all_the_same__by_a_signal_that_kills_nobody) {
  int stops;
  dying_of = SIGCHLD;
  int status = run_stopping(child_that_dies, &stops);
  ck_assert(WIFEXITED(status));
  ck_assert_int_eq(WEXITSTATUS(status), 128 + SIGCHLD);
}
END_TEST

/* stuck output: standard output is a terminal or pipe that nobody reads */

enum { A_LOT = 64 * 1024 };

static int stuck_output;

static void write_a_lot(int descriptor) {
  static const char lot[A_LOT] = {'x'};
  for (size_t done = 0; done < sizeof lot;) {
    ssize_t wrote = write(descriptor, lot + done, sizeof lot - done);
    if (wrote <= 0) {
      _exit(3);
    }
    done += (size_t)wrote;
  }
}

static void write_in_tick(Fake *at) {
  (void)at;
  write_a_lot(STDOUT_FILENO);
  write_a_lot(STDOUT_FILENO);
}

static void child_with_stuck_output(void) {
  alarm(0);
  dup2(stuck_output, STDOUT_FILENO);
  loop_prepare();
  fake.timed = false;
  fake.last_turn = 3;
  fake.at_tick = write_in_tick;
  raise(SIGTERM);
  run();
  if (loop_end != LOOP_SIGNAL) {
    _exit(2);
  }
  write_in_tick(&fake); /* the screen is given back */
}

/* 0: a terminal nobody reads; 1: one stopped by Ctrl-S; 2: a pipe. */
START_TEST(loop_run__ends_by_a_signal__while_output_is_stuck) {
  int stops;
  int ends[2] = {-1, -1};
  if (_i == 2) {
    ck_assert_int_eq(pipe(ends), 0);
  } else {
    ends[0] = make_terminal(&ends[1]);
    ck_assert_int_eq(write(ends[0], "\023", (size_t)_i), _i);
  }
  stuck_output = ends[1];
  int status = run_stopping(child_with_stuck_output, &stops);
  ck_assert(WIFEXITED(status));
  ck_assert_int_eq(WEXITSTATUS(status), EXIT_SUCCESS);
  close(ends[0]);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("loop_process");
  TCase *stops = tcase_create("process");
  tcase_add_checked_fixture(stops, loop_bench_set_up, NULL);
  tcase_add_test(stops, loop_run__stops_and_goes_on__at_each_ctrl_z);
  tcase_add_test(stops, loop_run__takes_the_terminal_again__after_a_stop_it_could_not_catch);
  tcase_add_test(stops, loop_run__ends_rather_than_stops__when_both_are_asked);
  tcase_add_loop_test(stops, loop_die__ends_the_process__by_the_signal, 0, 4);
  tcase_add_test(stops, loop_die__exits_all_the_same__by_a_signal_that_kills_nobody);
  tcase_add_loop_test(stops, loop_run__ends_by_a_signal__while_output_is_stuck, 0, 3);
  suite_add_tcase(suite, stops);
  return suite_run(suite);
}
