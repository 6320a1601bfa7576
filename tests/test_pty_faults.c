/* What may become of a terminal and of the process at it: crashes, a stopped or vanished terminal,
 * a huge paste, odd TERMs, closed descriptors. The real program, and the terminal must come back.
 */
#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "nightcalf/mem.h"
#include "pty/pty.h"
#include "sql_number.h"
#include "suite.h"
#include "temp_folder.h"

enum {
  ONE_SECOND_MS = 1000,
  SIGNAL_STATUS = 128,
  A_MEGABYTE = 1024 * 1024,
  NOBODY = 65534,
  PATH_SIZE = 128,
  ALLOCATIONS_MAX = 30000,
  TURN_MS = 20
};

static Pty *pty;

static void set_up(void) {
  pty_home("profile = [ ];\n");
  setenv("NIGHTCALF_ROUTINES", TESTS_DIR "/pty/routines", 1);
  static const char *const unset[] = {"LINES", "COLUMNS", "TERMINFO", "LD_PRELOAD"};
  for (size_t i = 0; i < sizeof unset / sizeof unset[0]; i++) {
    unsetenv(unset[i]);
  }
  pty = NULL;
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

static long now_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Starts it again and finds the session offered at that step. */
static void expect_offer(const char *step) {
  pty_free(pty);
  start(NULL, NULL);
  char *text = mem_format("broken off at step %s", step);
  ck_assert_msg(pty_wait_for(pty, text), "%s", pty->output);
  free(text);
}

/* ---- crashes ---- */

/* Its first instruction is painted before the session is begun in the record: waits for that. */
static void wait_until_begun(void) {
  char *database = temp_folder_path(".local/share/nightcalf/nightcalf.db");
  int64_t sessions = 0;
  for (int i = 0; i < PTY_PATIENCE_MS / TURN_MS && sessions != 1; i++) {
    pty_read(pty, TURN_MS);
    sessions = sql_number(database, "SELECT count(*) FROM sessions");
  }
  free(database);
  ck_assert_int_eq(sessions, 1);
}

#ifdef MEMORY_FAILS
/* The sentence would be gone with the program's own screen. */
START_TEST(run__tells_on_the_screen_given_back__when_there_is_no_memory_left) {
  setenv("LD_PRELOAD", FAULTS, 1);
  setenv("NIGHTCALF_FAULT", "gone", 1);
  start_hold();
  wait_until_begun();
  if (_i == 1) {
    pty_type(pty, "\023"); /* Ctrl-S */
    pty_read(pty, 1200);
  }
  kill(pty->child, SIGUSR2);
  pty_type(pty, "?");
  ck_assert_int_eq(pty_end(pty, PTY_PATIENCE_MS), EXIT_OUT_OF_MEMORY);
  ck_assert(pty_given_back(pty));
  ck_assert_msg(pty_shows(pty, "your session is kept"), "%s", pty->output);
  unsetenv("LD_PRELOAD");
  unsetenv("NIGHTCALF_FAULT");
  expect_offer("1 of 3");
}
END_TEST

/* From each so many allocations on: home, and the start screen of a routine. It ends by itself or
 * by the key that was typed ahead. */
START_TEST(screens__give_the_terminal_back__wherever_memory_is_gone) {
  static const char *const commands[] = {NULL, "run"};
  static const int steps[] = {97, 11};
  int step = getenv("NIGHTCALF_FAULTS_LONG") != NULL ? 1 : steps[_i];
  int out_of_memory = 0;
  bool ended = true;
  setenv("NIGHTCALF_FAULT", "gone", 1);
  for (int at = 1; ended && at < ALLOCATIONS_MAX; at += step) {
    char text[PATH_SIZE];
    snprintf(text, sizeof text, "%d", at);
    setenv("NIGHTCALF_FAULT_AT", text, 1);
    setenv("LD_PRELOAD", FAULTS, 1);
    start(commands[_i], commands[_i] != NULL ? "long" : NULL);
    unsetenv("LD_PRELOAD");
    pty_type(pty, "q");
    int status = pty_end(pty, PTY_PATIENCE_MS);
    ended = status != 0;
    ck_assert_msg(status >= 0 && status <= EXIT_OUT_OF_MEMORY, "allocation %d: %d: %s", at, status,
                  pty->output);
    ck_assert_msg(pty_given_back(pty), "allocation %d: %s", at, pty->output);
    ck_assert_msg(status != EXIT_OUT_OF_MEMORY || pty_shows(pty, "out of memory"),
                  "allocation %d: %s", at, pty->output);
    out_of_memory += status == EXIT_OUT_OF_MEMORY ? 1 : 0;
    pty_free(pty);
    pty = NULL;
  }
  printf("%d times out of memory\n", out_of_memory);
  ck_assert_int_gt(out_of_memory, 10);
}
END_TEST
#endif

/* What is sent, and what the program then dies of. */
static const struct {
  int sent, dies_of;
} crashes[] = {{-1, SIGSEGV} /* SIGUSR1 */,
               {-2, SIGSEGV} /* SIGUSR2 */,
               {-3, SIGABRT} /* SIGRTMIN */,
               {SIGSEGV, SIGSEGV},
               {SIGABRT, SIGABRT},
               {SIGBUS, SIGBUS},
               {SIGFPE, SIGFPE},
               {SIGILL, SIGILL},
               {SIGQUIT, SIGQUIT}};
enum { CRASH_COUNT = sizeof crashes / sizeof crashes[0] };

static int crash_signal(int index) {
  static const int ours[] = {0, SIGUSR1, SIGUSR2, 0};
  int sent = crashes[index].sent;
  return sent == -3 ? SIGRTMIN : sent < 0 ? ours[-sent] : sent;
}

static void expect_crash(int index) {
  long began = now_ms();
  kill(pty->child, crash_signal(index));
  ck_assert_int_eq(pty_end(pty, PTY_PATIENCE_MS), SIGNAL_STATUS + crashes[index].dies_of);
  long took = now_ms() - began;
  ck_assert_msg(took < ONE_SECOND_MS, "%ld ms", took);
  ck_assert(pty_given_back(pty));
}

START_TEST(crash__gives_the_terminal_back__in_a_session) {
  setenv("LD_PRELOAD", CRASH, 1);
  start_hold();
  wait_until_begun();
  expect_crash(_i);
  unsetenv("LD_PRELOAD");
  expect_offer("1 of 3");
}
END_TEST

/* A form has the cursor on, and keys of its own. */
START_TEST(crash__gives_the_terminal_back__in_the_editor) {
  setenv("LD_PRELOAD", CRASH, 1);
  start(NULL, NULL);
  ck_assert(pty_wait_for(pty, "q quit"));
  pty_type(pty, "o");
  ck_assert(pty_wait_for(pty, "Routines"));
  pty_type(pty, "n");
  ck_assert(pty_wait_for(pty, "A new routine"));
  expect_crash(_i);
}
END_TEST

START_TEST(crash__gives_the_terminal_back__while_output_is_stopped) {
  setenv("LD_PRELOAD", CRASH, 1);
  start_hold();
  pty_type(pty, "\023"); /* Ctrl-S */
  pty_read(pty, 1200);
  expect_crash(_i);
}
END_TEST

/* ---- signals to end, at a terminal in any state ---- */

static const int ending[] = {SIGHUP, SIGTERM, SIGINT, SIGQUIT};
enum { ENDING_COUNT = sizeof ending / sizeof ending[0] };

/* Ends within a second by that signal (0: what the closed terminal brings). */
static void expect_end(int number) {
  long began = now_ms();
  if (number != 0) {
    kill(pty->child, number);
  }
  int status = pty_end(pty, PTY_PATIENCE_MS);
  long took = now_ms() - began;
  ck_assert_int_eq(status, SIGNAL_STATUS + (number != 0 ? number : SIGHUP));
  ck_assert_msg(took < ONE_SECOND_MS, "%ld ms", took);
}

START_TEST(run__ends_within_a_second__while_output_is_stopped) {
  start_hold();
  pty_type(pty, "\023");
  pty_read(pty, 1200);
  expect_end(ending[_i]);
  ck_assert(pty_given_back(pty));
  if (ending[_i] != SIGINT) {
    expect_offer("1 of 3");
  }
}
END_TEST

/* Nobody takes what is written, and the window is large: the pipe of the terminal is full. */
START_TEST(run__ends_within_a_second__when_nobody_reads_the_terminal) {
  start_hold();
  for (int i = 0; i < 60; i++) {
    pty_resize(pty, 100 + i % 2, 200); /* each time all of it is drawn */
    usleep(5000);
  }
  kill(pty->child, ending[_i]);
  long began = now_ms();
  int status = 0;
  pid_t ended = 0;
  while (ended == 0 && now_ms() - began < ONE_SECOND_MS) {
    ended = waitpid(pty->child, &status, WNOHANG);
    usleep(5000);
  }
  ck_assert_int_eq(ended, pty->child);
  ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == ending[_i]);
  pty->child = 0;
  pty_read(pty, 50);
  ck_assert(pty_given_back(pty));
}
END_TEST

/* 0: as usual; 1: with SIGHUP ignored (nohup); 2: with Ctrl-S before it; 3: both. */
START_TEST(run__ends_within_a_second__when_the_terminal_goes_away) {
  bool ignored = _i % 2 == 1;
  signal(SIGHUP, ignored ? SIG_IGN : SIG_DFL);
  start_hold();
  signal(SIGHUP, SIG_DFL);
  if (_i >= 2) {
    pty_type(pty, "\023");
    pty_read(pty, 1200);
  }
  close(pty->master);
  pty->master = -1;
  expect_end(0);
  expect_offer("1 of 3");
}
END_TEST

START_TEST(run__hears_keys_and_saves__while_output_is_stopped) {
  start_hold();
  pty_type(pty, "\023");
  pty_read(pty, 50);
  pty_type(pty, "n");
  pty_read(pty, 1000); /* it is written down */
  kill(pty->child, SIGKILL);
  ck_assert_int_eq(pty_end(pty, PTY_PATIENCE_MS), SIGNAL_STATUS + SIGKILL);
  expect_offer("2 of 3");
}
END_TEST

/* Seconds of processor time that a process has used so far. */
static double cpu_of(pid_t process) {
  char path[PATH_SIZE];
  snprintf(path, sizeof path, "/proc/%d/stat", (int)process);
  FILE *file = fopen(path, "r");
  ck_assert_ptr_nonnull(file);
  unsigned long user = 0;
  unsigned long kernel = 0;
  int read =
      fscanf(file, "%*d %*s %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &kernel);
  fclose(file);
  ck_assert_int_eq(read, 2);
  return (double)(user + kernel) / (double)sysconf(_SC_CLK_TCK);
}

/* 0: in a hold; 1: with output stopped; 2: paused; 3: plain, with input at its end. */
START_TEST(run__takes_next_to_nothing__of_the_processor) {
  if (_i < 3) {
    start_hold();
  } else {
    char *line = mem_format("exec %s run --plain long </dev/null >out", PROGRAM);
    pty = pty_start_with(24, 80, (const char *const[]){"/bin/sh", "-c", line, NULL});
    free(line);
    pty_read(pty, 1000);
  }
  if (_i == 1) {
    pty_type(pty, "\023");
  } else if (_i == 2) {
    pty_type(pty, " ");
  }
  pty_read(pty, 200);
  double before = cpu_of(pty->child);
  pty_read(pty, 3000);
  double share = (cpu_of(pty->child) - before) / 3;
  printf("processor time, case %d: %.1f %%\n", _i, share * 100);
  ck_assert_double_lt(share, 0.05);
}
END_TEST

/* ---- stopped and gone on ---- */

/* A stop that cannot be caught (a machine that sleeps, a debugger), and another size meanwhile. */
START_TEST(run__pauses_and_draws_anew__after_a_stop_it_could_not_catch) {
  start_hold();
  kill(pty->child, SIGSTOP);
  pty_read(pty, 200);
  pty_resize(pty, 30, 100);
  pty_read(pty, 300);
  kill(pty->child, SIGCONT);
  ck_assert(pty_wait_for(pty, "> 1  Go on"));
  ck_assert(!pty_shows(pty, "gap") || pty_shows(pty, "Nothing of that time was"));
  pty_type(pty, "\r");
  ck_assert(pty_wait_for(pty, "Get ready"));
}
END_TEST

/* The key that wakes a machine is typed at a screen on which that question is not yet. */
START_TEST(run__is_not_answered__by_a_key_typed_before_the_question_of_a_gap) {
  start_hold();
  kill(pty->child, SIGSTOP);
  pty_read(pty, 200);
  pty_type(pty, "3");
  kill(pty->child, SIGCONT);
  ck_assert(pty_wait_for(pty, "> 1  Go on"));
  pty_read(pty, 300);
  ck_assert(pty_shows(pty, "> 1  Go on"));
  pty_type(pty, "3");
  ck_assert(pty_wait_for(pty, "Ended here"));
}
END_TEST

/* Ctrl-Z in a shell: the shell has its terminal back, and on fg the screens have it again, in the
 * size that it has now. */
START_TEST(run__hands_the_terminal_to_the_shell__at_ctrl_z) {
  setenv("PS1", "shell> ", 1);
  pty = pty_start_with(24, 80,
                       (const char *const[]){"/bin/bash", "--norc", "--noprofile", "-i", NULL});
  ck_assert(pty_wait_for(pty, "shell> "));
  char *line = mem_format("%s run long\n", PROGRAM);
  pty_type(pty, line);
  free(line);
  ck_assert(pty_wait_for(pty, "Starts in"));
  pty_type(pty, "\r");
  ck_assert(pty_wait_for(pty, "A long hold"));
  pty_type(pty, "\032");
  ck_assert(pty_wait_for(pty, "Stopped"));
  ck_assert(!pty->alternate && pty->cursor_shown);
  pty_type(pty, "echo 'all is' well\n");
  ck_assert(pty_wait_for(pty, "all is well"));
  pty_resize(pty, 30, 100);
  pty_type(pty, "fg\n");
  ck_assert_msg(pty_wait_for(pty, "Paused"), "%s", pty->output);
  ck_assert(pty->alternate);
  char *last = pty_row(pty, 29);
  ck_assert_msg(strstr(last, "go on") != NULL, "the last row: \"%s\"", last);
  free(last);
}
END_TEST

START_TEST(run__goes_on__when_its_file_vanishes) {
  temp_folder_inside("extra");
  char *extra = temp_folder_path("extra");
  setenv("NIGHTCALF_ROUTINES", extra, 1);
  free(extra);
  temp_folder_write(
      "extra/gone.cfg",
      "format = 1;\ntitle = \"Soon gone\";\nsteps = (\n"
      "  { kind = \"timed\"; title = \"The first\"; setup = 0; duration = 60; },\n"
      "  { kind = \"timed\"; title = \"The second\"; setup = 0; duration = 60; }\n);\n");
  start("run", "gone");
  ck_assert(pty_wait_for(pty, "Starts in"));
  pty_type(pty, "\r");
  ck_assert(pty_wait_for(pty, "The first"));
  char *file = temp_folder_path("extra/gone.cfg");
  ck_assert_int_eq(_i == 0 ? unlink(file) : truncate(file, 10), 0);
  free(file);
  pty_type(pty, "n");
  ck_assert(pty_wait_for(pty, "The second"));
  pty_read(pty, 300);
  kill(pty->child, SIGTERM);
  ck_assert_int_eq(pty_end(pty, PTY_PATIENCE_MS), SIGNAL_STATUS + SIGTERM);
  pty_free(pty);
  start("history", NULL);
  ck_assert(pty_wait_for(pty, "Soon gone"));
}
END_TEST

/* ---- what is typed ---- */

/* Types bytes of any number while what comes back is taken in. */
static void type_much(const char *bytes, size_t length) {
  fcntl(pty->master, F_SETFL, O_NONBLOCK);
  long end = now_ms() + 20000;
  for (size_t done = 0; done < length;) {
    ck_assert_msg(now_ms() < end, "only %zu bytes were taken", done);
    ssize_t wrote = write(pty->master, bytes + done, length - done);
    done += wrote > 0 ? (size_t)wrote : 0;
    pty_read(pty, wrote > 0 ? 0 : 1);
  }
  fcntl(pty->master, F_SETFL, 0);
}

/* 0: in a hold, where it is dropped; 1: in a line of a journal, which takes what fits. */
START_TEST(run__outlives__a_paste_of_a_megabyte) {
  static const char line[] = "q\r3\r2\rx y \303\251 \033[A\033OBq\n";
  start_hold();
  if (_i == 1) {
    pty_type(pty, "n");
    ck_assert(pty_wait_for(pty, "A question"));
    pty_type(pty, "1");
    ck_assert(pty_wait_for(pty, "A line"));
  }
  char *much = mem_new(A_MEGABYTE + sizeof line + 1, 1);
  size_t length = (size_t)snprintf(much, 7, "\033[200~");
  while (length < A_MEGABYTE) {
    length += (size_t)snprintf(much + length, sizeof line, "%s", line);
  }
  long began = now_ms();
  type_much(much, length);
  type_much("\033[201~", 6);
  free(much);
  ck_assert(pty_wait_for(pty, _i == 0 ? "A long hold" : "A line"));
  printf("a paste of %zu bytes: %ld ms\n", length, now_ms() - began);
  pty_type(pty, _i == 0 ? "q" : "\033");
  ck_assert(pty_wait_for(pty, "> 1  Go on"));
}
END_TEST

static const char *const odd_input[] = {
    "\033[I\033[O\033[I",                        /* focus comes and goes */
    "\033[<0;10;10M\033[<0;10;10m\033[<64;1;1M", /* a mouse, as it reports today */
    "\033[M !!\033[M#!!",                        /* and as it did */
    "\033[?62;1;2c\033[>0;10;1c\033[24;80R",     /* answers to questions nobody asked */
    "\033]11;rgb:0000/0000/0000\007\033P1+r436f=\033\\",
    "\303\050\340\200\200\377\376\200\370\210\200\200\200", /* no UTF-8 */
    "\355\240\200\364\220\200\200\300\200",                 /* none either */
    "\342\200\256\342\200\213\363\240\201\201",             /* UTF-8 that cannot be seen */
    "\033[99999999999999999999999999999;1;2;3;4;5;6;7;8;9;10;11;12;13;14;15z",
    /* pasted: broken UTF-8 between Escs, which alone would end a paste whose end has got lost */
    "\033[200~a\033\377bcdefghijklmno\033\377bcdefghijklmnoqqqq\033[201~",
    "\033[27;6;120~\033[120;5u\033[57358u", /* keys as other protocols have them */
};
enum { ODD_COUNT = sizeof odd_input / sizeof odd_input[0] };

START_TEST(run__does_nothing__for_what_is_no_key) {
  start_hold();
  pty_type(pty, odd_input[_i]);
  pty_read(pty, 150);
  ck_assert(pty_shows(pty, "A long hold"));
  ck_assert(!pty_shows(pty, "Paused"));
  ck_assert(!pty_shows(pty, "Go on"));
  pty_type(pty, "q");
  ck_assert(pty_wait_for(pty, "> 1  Go on"));
}
END_TEST

/* ---- what the environment says of the terminal ---- */

static char long_term[3001];

static const struct {
  const char *term, *terminfo, *lines, *columns;
} environments[] = {
    {long_term, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL},
    {"", "", "", ""},
    {"%s%n%s%n", NULL, NULL, NULL},
    {"xterm-256color", "/dev/zero", NULL, NULL},
    {"no-such-terminal", "/dev/zero", NULL, NULL},
    {"no-such-terminal", "\033]0;x\007", NULL, NULL},
    {"../../../../etc/passwd", ".", NULL, NULL},
    {"xterm-256color", NULL, "-1", "99999999999999999999"},
    {"xterm-256color", NULL, "0", "\033[31m"},
    {"xterm-256color", NULL, "1", "1"},
};
enum { ENVIRONMENT_COUNT = sizeof environments / sizeof environments[0] };

static void set_or_unset(const char *name, const char *value) {
  if (value != NULL) {
    setenv(name, value, 1);
  } else {
    unsetenv(name);
  }
}

START_TEST(run__serves_or_says__whatever_the_environment_says_of_the_terminal) {
  memset(long_term, 'x', sizeof long_term - 1);
  set_or_unset("TERM", environments[_i].term);
  set_or_unset("TERMINFO", environments[_i].terminfo);
  set_or_unset("LINES", environments[_i].lines);
  set_or_unset("COLUMNS", environments[_i].columns);
  start("run", "quick");
  pty_read(pty, 400);
  bool screens = pty->alternate;
  if (screens) {
    pty_type(pty, "\r"); /* the countdown before it */
  }
  ck_assert_msg(pty_wait_for(pty, "Two holds"), "%s", pty->output);
  ck_assert(screens || strchr(pty->output, '\033') == NULL);
  ck_assert_ptr_null(strstr(pty->output, "\033]0"));
  kill(pty->child, SIGTERM);
  ck_assert_int_eq(pty_end(pty, PTY_PATIENCE_MS), SIGNAL_STATUS + SIGTERM);
  ck_assert(pty_given_back(pty));
}
END_TEST

START_TEST(run__starts__in_the_smallest_window) {
  pty = pty_start(1, 1, (const char *const[]){_i == 0 ? "run" : NULL, "quick", NULL});
  pty_read(pty, 300);
  pty_resize(pty, 24, 80);
  ck_assert(pty_wait_for(pty, _i == 0 ? "Two holds" : "q quit"));
}
END_TEST

/* ---- the process itself ---- */

START_TEST(run__leaves_no_core_file__behind) {
  start_hold();
  char path[PATH_SIZE];
  char line[PATH_SIZE];
  snprintf(path, sizeof path, "/proc/%d/limits", (int)pty->child);
  FILE *file = fopen(path, "r");
  ck_assert_ptr_nonnull(file);
  bool found = false;
  while (fgets(line, sizeof line, file) != NULL) {
    unsigned long soft = 1;
    if (sscanf(line, "Max core file size %lu", &soft) == 1) {
      found = true;
      ck_assert_uint_eq(soft, 0);
    }
  }
  fclose(file);
  ck_assert(found);
}
END_TEST

/* The program with these of its descriptors 0 to 2 closed (bits); its exit status. */
static int run_without(unsigned closed, const char *const *arguments) {
  int status = 0;
  pid_t child = fork();
  ck_assert_int_ge(child, 0);
  if (child == 0) {
    int nowhere = open("/dev/null", O_RDWR);
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
      if ((closed & 1U << fd) != 0) {
        close(fd);
      } else {
        dup2(nowhere, fd);
      }
    }
    if (nowhere > STDERR_FILENO) {
      close(nowhere);
    }
    execv(PROGRAM, (char *const *)(void *)arguments);
    _exit(127);
  }
  ck_assert_int_eq(waitpid(child, &status, 0), child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : SIGNAL_STATUS + WTERMSIG(status);
}

static void expect_sound_database(void) {
  char magic[17] = "";
  char *path = temp_folder_path(".local/share/nightcalf/nightcalf.db");
  FILE *file = fopen(path, "r");
  ck_assert_ptr_nonnull(file);
  ck_assert_uint_eq(fread(magic, 1, 16, file), 16);
  ck_assert_str_eq(magic, "SQLite format 3");
  fclose(file);
  free(path);
}

/* Every way of closing them: nothing is ever written into the record in place of a terminal. */
START_TEST(program__keeps_its_record__with_descriptors_closed) {
  unsigned closed = (unsigned)_i;
  bool heard = (closed & 2U) == 0;
  int logged = run_without(closed, (const char *const[]){"nightcalf", "log", "none", NULL});
  ck_assert_int_eq(logged, heard ? 0 : 1);
  expect_sound_database();
  int ran = run_without(closed, (const char *const[]){"nightcalf", "run", "quick", NULL});
  ck_assert_int_eq(ran, heard ? 0 : 1);
  expect_sound_database();
  int asked = run_without(closed, (const char *const[]){"nightcalf", "lsit", NULL});
  ck_assert_int_eq(asked, 2);
  ck_assert_int_eq(run_without(closed, (const char *const[]){"nightcalf", "history", NULL}),
                   heard ? 0 : 1);
  expect_sound_database();
}
END_TEST

/* A copy of the program with other rights than its caller's. Only root can make one. */
START_TEST(program__refuses__to_run_set_user_id) {
  struct statvfs where;
  char *copy = temp_folder_path("nightcalf");
  char *line = mem_format("cp %s %s && chmod 755 %s && chown %d:%d %s && chmod %s %s", PROGRAM,
                          copy, copy, NOBODY, NOBODY, copy, _i == 0 ? "4755" : "2755", copy);
  if (geteuid() == 0 && statvfs("/tmp", &where) == 0 && (where.f_flag & ST_NOSUID) == 0) {
    pty = pty_start_with(24, 80, (const char *const[]){"/bin/sh", "-c", line, NULL});
    ck_assert_int_eq(pty_end(pty, PTY_PATIENCE_MS), 0);
    pty_free(pty);
    pty = pty_start_with(24, 80, (const char *const[]){copy, "list", NULL});
    ck_assert(pty_wait_for(pty, "another user's rights"));
    ck_assert_int_eq(pty_end(pty, PTY_PATIENCE_MS), 1);
  }
  free(line);
  free(copy);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("pty_faults");
  TCase *crash = tcase_create("crash");
  tcase_set_timeout(crash, 60);
  tcase_add_checked_fixture(crash, set_up, tear_down);
  tcase_add_loop_test(crash, crash__gives_the_terminal_back__in_a_session, 0, CRASH_COUNT);
  tcase_add_loop_test(crash, crash__gives_the_terminal_back__in_the_editor, 0, 3);
  tcase_add_loop_test(crash, crash__gives_the_terminal_back__while_output_is_stopped, 0, 4);
  suite_add_tcase(suite, crash);
#ifdef MEMORY_FAILS
  TCase *memory = tcase_create("memory");
  tcase_set_timeout(memory, 3600);
  tcase_add_checked_fixture(memory, set_up, tear_down);
  tcase_add_loop_test(memory, run__tells_on_the_screen_given_back__when_there_is_no_memory_left, 0,
                      2);
  tcase_add_loop_test(memory, screens__give_the_terminal_back__wherever_memory_is_gone, 0, 2);
  suite_add_tcase(suite, memory);
#endif
  TCase *end = tcase_create("end");
  tcase_set_timeout(end, 60);
  tcase_add_checked_fixture(end, set_up, tear_down);
  tcase_add_loop_test(end, run__ends_within_a_second__while_output_is_stopped, 0, ENDING_COUNT);
  tcase_add_loop_test(end, run__ends_within_a_second__when_nobody_reads_the_terminal, 0,
                      ENDING_COUNT);
  tcase_add_loop_test(end, run__ends_within_a_second__when_the_terminal_goes_away, 0, 4);
  tcase_add_test(end, run__hears_keys_and_saves__while_output_is_stopped);
  tcase_add_loop_test(end, run__takes_next_to_nothing__of_the_processor, 0, 4);
  suite_add_tcase(suite, end);
  TCase *stopped = tcase_create("stopped");
  tcase_set_timeout(stopped, 60);
  tcase_add_checked_fixture(stopped, set_up, tear_down);
  tcase_add_test(stopped, run__pauses_and_draws_anew__after_a_stop_it_could_not_catch);
  tcase_add_test(stopped, run__is_not_answered__by_a_key_typed_before_the_question_of_a_gap);
  tcase_add_test(stopped, run__hands_the_terminal_to_the_shell__at_ctrl_z);
  tcase_add_loop_test(stopped, run__goes_on__when_its_file_vanishes, 0, 2);
  suite_add_tcase(suite, stopped);
  TCase *typed = tcase_create("typed");
  tcase_set_timeout(typed, 60);
  tcase_add_checked_fixture(typed, set_up, tear_down);
  tcase_add_loop_test(typed, run__outlives__a_paste_of_a_megabyte, 0, 2);
  tcase_add_loop_test(typed, run__does_nothing__for_what_is_no_key, 0, ODD_COUNT);
  suite_add_tcase(suite, typed);
  TCase *world = tcase_create("world");
  tcase_set_timeout(world, 60);
  tcase_add_checked_fixture(world, set_up, tear_down);
  tcase_add_loop_test(world, run__serves_or_says__whatever_the_environment_says_of_the_terminal, 0,
                      ENVIRONMENT_COUNT);
  tcase_add_loop_test(world, run__starts__in_the_smallest_window, 0, 2);
  tcase_add_test(world, run__leaves_no_core_file__behind);
  tcase_add_loop_test(world, program__keeps_its_record__with_descriptors_closed, 0, 8);
  tcase_add_loop_test(world, program__refuses__to_run_set_user_id, 0, 2);
  suite_add_tcase(suite, world);
  return suite_run(suite);
}
