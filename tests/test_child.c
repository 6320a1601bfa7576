/* Other programs without our terminal: what they say, what they inherit, and that none outstays its
 * time. */
#include <check.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "nightcalf/child.h"
#include "nightcalf/mem.h"
#include "os/detach.h"
#include "suite.h"
#include "temp_folder.h"

enum { LONG_MS = 20 * 1000, SHORT_MS = 50, LINE_SIZE = 512 };

#define ARGV(...) ((const char *const[]){__VA_ARGS__, NULL})

/* A pipe that a detached program writes into by its name. */
static char *fifo;
static int reader;

static void set_up(void) {
  fifo = mem_format("%s/said", temp_folder_make());
  ck_assert_int_eq(mkfifo(fifo, 0600), 0);
  reader = open(fifo, O_RDWR | O_CLOEXEC);
  ck_assert_int_ge(reader, 0);
}

static void tear_down(void) {
  close(reader);
  free(fifo);
  temp_folder_remove();
}

/* The next line that somebody wrote into it. */
static void read_line(char line[LINE_SIZE]) {
  size_t length = 0;
  while (length + 1 < LINE_SIZE) {
    struct pollfd said = {.fd = reader, .events = POLLIN};
    ck_assert_msg(poll(&said, 1, LONG_MS) == 1, "nothing was said");
    ck_assert_int_eq(read(reader, line + length, 1), 1);
    if (line[length] == '\n') {
      break;
    }
    length++;
  }
  line[length] = '\0';
}

START_TEST(child_run__gives__status_and_output) {
  ChildResult result = {0};
  Error err = {{0}};
  ck_assert(
      child_run(ARGV("sh", "-c", "cat; echo one; echo two >&2; exit 3"), LONG_MS, &result, &err));
  ck_assert_int_eq(result.status, 3);
  ck_assert_str_eq(result.out, "one\ntwo\n");
  child_result_free(&result);
}
END_TEST

START_TEST(child_run__takes__words_as_they_are) {
  ChildResult result = {0};
  ck_assert(child_run(ARGV("printf", "%s|", "a b", "$HOME", "*", "", "'"), LONG_MS, &result, NULL));
  ck_assert_str_eq(result.out, "a b|$HOME|*||'|");
  child_result_free(&result);
}
END_TEST

START_TEST(child_run__tells__what_is_not_there) {
  ChildResult result = {0};
  Error err = {{0}};
  ck_assert(!child_run(ARGV("no-such-program-of-anyone"), LONG_MS, &result, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "no-such-program-of-anyone: cannot be started"));
  child_result_free(&result);
}
END_TEST

/* One that says nothing for ever, and one that has closed its output and stays. */
START_TEST(child_run__ends__what_takes_too_long) {
  static const char *const scripts[] = {"while :; do sleep 60; done", "exec >&- 2>&-; sleep 60"};
  ChildResult result = {0};
  Error err = {{0}};
  ck_assert(!child_run(ARGV("sh", "-c", scripts[_i]), SHORT_MS, &result, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "did not end within"));
  ck_assert_str_eq(result.out, "");
  child_result_free(&result);
}
END_TEST

START_TEST(child_run__keeps__so_much_output_and_no_more) {
  ChildResult result = {0};
  ck_assert(
      child_run(ARGV("sh", "-c", "head -c 300000 /dev/zero | tr '\\0' x"), LONG_MS, &result, NULL));
  ck_assert_uint_eq(strlen(result.out), 65536);
  ck_assert_int_eq(result.status, 0);
  child_result_free(&result);
}
END_TEST

START_TEST(child_run__waits__though_nobody_is_to_be_waited_for) {
  ChildResult result = {0};
  signal(SIGCHLD, SIG_IGN);
  ck_assert(child_run(ARGV("sh", "-c", "exit 7"), LONG_MS, &result, NULL));
  ck_assert_int_eq(result.status, 7);
  ck_assert_ptr_eq(signal(SIGCHLD, SIG_DFL), SIG_IGN);
  child_result_free(&result);
}
END_TEST

START_TEST(child_detach__hands_on__words_and_environment) {
  char line[LINE_SIZE];
  setenv("FIFO", fifo, 1);
  ck_assert(child_detach(ARGV("sh", "-c", "echo \"$NIGHT $1\" >\"$FIFO\"", "sh", "two words"),
                         ARGV("NIGHT=dark enough"), LONG_MS, NULL));
  read_line(line);
  ck_assert_str_eq(line, "dark enough two words");
}
END_TEST

/* Neither the record nor a lock of ours stays open in it, and our terminal is not its. */
START_TEST(child_detach__inherits__no_descriptor_of_ours) {
  char line[LINE_SIZE];
  int ours = open("/dev/zero", O_RDONLY); /* without O_CLOEXEC */
  ck_assert_int_ge(ours, 3);
  setenv("FIFO", fifo, 1);
  ck_assert(
      child_detach(ARGV("sh", "-c",
                        "echo \"$(ls -l /proc/$$/fd | grep -c /dev/zero) $(readlink /proc/$$/fd/0) "
                        "$(readlink /proc/$$/fd/1) $(readlink /proc/$$/fd/2)\" >\"$FIFO\""),
                   NULL, LONG_MS, NULL));
  read_line(line);
  close(ours);
  ck_assert_str_eq(line, "0 /dev/null /dev/null /dev/null");
}
END_TEST

START_TEST(child_detach__ends__what_takes_too_long) {
  char line[LINE_SIZE];
  setenv("FIFO", fifo, 1);
  ck_assert(child_detach(
      ARGV("sh", "-c", "trap 'echo ended >\"$FIFO\"; exit' TERM; while :; do sleep 0.01; done"),
      NULL, SHORT_MS, NULL));
  read_line(line);
  ck_assert_str_eq(line, "ended");
}
END_TEST

START_TEST(child_detach__does_not_mind__a_program_that_is_not_there) {
  ck_assert(child_detach(ARGV("no-such-program-of-anyone"), NULL, LONG_MS, NULL));
}
END_TEST

/* What holds on to a pipe notices our end. */
START_TEST(detach__keeps__one_descriptor) {
  int ends[2];
  char line[LINE_SIZE];
  ck_assert_int_eq(pipe2(ends, O_CLOEXEC), 0);
  int made = detach(ends[0]);
  if (made == 0) {
    char byte;
    bool ended = read(ends[0], &byte, 1) == 0;
    int out = open(fifo, O_WRONLY);
    _exit(ended && write(out, "let go\n", 7) == 7 ? 0 : 1);
  }
  ck_assert_int_eq(made, 1);
  close(ends[0]);
  close(ends[1]);
  read_line(line);
  ck_assert_str_eq(line, "let go");
}
END_TEST

START_TEST(child_found__looks_in__path) {
  ck_assert(child_found("sh"));
  ck_assert(child_found("/bin/sh"));
  ck_assert(!child_found("no-such-program-of-anyone"));
  ck_assert(!child_found("/no/such/program"));
  setenv("PATH", "", 1);
  ck_assert(!child_found("sh"));
}
END_TEST

int main(void) {
  Suite *suite = suite_create("child");
  TCase *run = tcase_create("run");
  tcase_add_test(run, child_run__gives__status_and_output);
  tcase_add_test(run, child_run__takes__words_as_they_are);
  tcase_add_test(run, child_run__tells__what_is_not_there);
  tcase_add_loop_test(run, child_run__ends__what_takes_too_long, 0, 2);
  tcase_add_test(run, child_run__keeps__so_much_output_and_no_more);
  tcase_add_test(run, child_run__waits__though_nobody_is_to_be_waited_for);
  tcase_add_test(run, child_found__looks_in__path);
  suite_add_tcase(suite, run);
  TCase *detached = tcase_create("detached");
  tcase_add_checked_fixture(detached, set_up, tear_down);
  tcase_set_timeout(detached, 30);
  tcase_add_test(detached, child_detach__hands_on__words_and_environment);
  tcase_add_test(detached, child_detach__inherits__no_descriptor_of_ours);
  tcase_add_test(detached, child_detach__ends__what_takes_too_long);
  tcase_add_test(detached, child_detach__does_not_mind__a_program_that_is_not_there);
  tcase_add_test(detached, detach__keeps__one_descriptor);
  suite_add_tcase(suite, detached);
  return suite_run(suite);
}
