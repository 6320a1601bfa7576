/* forkpty, ptrace and /proc. Contract: child.h. */
#include "child.h"

#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "nightcalf/mem.h"
#include "screen.h"

enum {
  ROWS = 24,
  COLUMNS = 80,
  READ_SIZE = 65536,
  GAP_MS = 8,         /* without output, then it is another change */
  PATIENCE_MS = 10000 /* for what takes milliseconds, on a machine that is busy */
};

double now_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

_Noreturn static void give_up(const char *what, const char *which) {
  (void)fprintf(stderr, "bench: %s: %s\n", what, which);
  exit(1);
}

void child_start(Child *child, const char *const *argv) {
  struct winsize size = {.ws_row = ROWS, .ws_col = COLUMNS};
  *child = (Child){.screen = screen_new(ROWS, COLUMNS), .started = now_ms()};
  child->pid = forkpty(&child->fd, NULL, NULL, &size);
  if (child->pid == 0) {
    execv(argv[0], (char *const *)argv);
    _exit(127);
  }
  if (child->pid < 0) {
    give_up("no pseudo-terminal", strerror(errno));
  }
}

/* Takes in what is there. How many bytes; 0: its end. *when: they were there; NULL: nobody asks. */
static size_t take_in(Child *child, double *when) {
  char bytes[READ_SIZE];
  ssize_t got = read(child->fd, bytes, sizeof bytes);
  if (got > 0 && when != NULL) {
    *when = now_ms(); /* what the terminal makes of them is its own time */
  }
  if (got <= 0) {
    close(child->fd);
    child->fd = -1;
    return 0;
  }
  screen_write(child->screen, bytes, (size_t)got);
  return (size_t)got;
}

/* Waits for output so long; false: there is none. */
static bool wait_for_output(const Child *child, double wait) {
  if (child->fd < 0) {
    return false;
  }
  struct pollfd output = {.fd = child->fd, .events = POLLIN};
  struct timespec timeout = {(time_t)(wait / 1e3), 0};
  timeout.tv_nsec = wait > 0 ? (long)((wait - (double)timeout.tv_sec * 1e3) * 1e6) : 0;
  return ppoll(&output, 1, &timeout, NULL) > 0;
}

bool child_burst(Child *child, double wait, double gap, Burst *burst) {
  *burst = (Burst){0};
  double end = now_ms() + wait;
  while (!wait_for_output(child, end - now_ms())) {
    if (child->fd < 0 || now_ms() >= end) {
      return false;
    }
  }
  burst->first = now_ms();
  do {
    burst->bytes += take_in(child, &burst->last);
  } while (wait_for_output(child, gap));
  burst->cells = screen_changed(child->screen);
  return burst->bytes > 0;
}

void child_type(Child *child, const char *keys) {
  ssize_t written = write(child->fd, keys, strlen(keys));
  (void)written;
}

void child_resize(Child *child, int rows, int columns) {
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  screen_resize(child->screen, rows, columns);
  ioctl(child->fd, TIOCSWINSZ, &size);
}

bool child_shows(Child *child, const char *text) {
  return screen_shows(child->screen, text);
}

void child_await(Child *child, const char *text) {
  Burst burst;
  double end = now_ms() + PATIENCE_MS;
  while (!child_shows(child, text)) {
    (void)child_burst(child, 100, GAP_MS, &burst);
    if (now_ms() > end || child->fd < 0) {
      screen_print(child->screen, stderr);
      give_up("the screen never shows this", text);
    }
  }
}

double child_end(Child *child, const char *key, int signal_number) {
  double began = now_ms();
  if (key != NULL) {
    child_type(child, key);
  }
  if (signal_number != 0) {
    kill(child->pid, signal_number);
  }
  while (child->fd >= 0 && now_ms() < began + PATIENCE_MS) {
    if (wait_for_output(child, 10)) {
      take_in(child, NULL);
    }
  }
  if (child->fd >= 0) {
    give_up("it does not end by this", key != NULL ? key : "a signal");
  }
  waitpid(child->pid, NULL, 0);
  double taken = now_ms() - began;
  screen_free(child->screen);
  *child = (Child){.fd = -1};
  return taken;
}

/* The number behind a name in a file of /proc; -1: it is not there. */
static long proc_number(pid_t pid, const char *file, const char *name) {
  char path[64];
  char line[256];
  long number = -1;
  snprintf(path, sizeof path, "/proc/%d/%s", (int)pid, file);
  FILE *stream = fopen(path, "re");
  while (stream != NULL && fgets(line, sizeof line, stream) != NULL) {
    if (strncmp(line, name, strlen(name)) == 0) {
      number = strtol(line + strlen(name), NULL, 10);
    }
  }
  if (stream != NULL) {
    (void)fclose(stream);
  }
  return number;
}

double process_cpu(pid_t pid) {
  /* The first number: nanoseconds on a processor. */
  return (double)proc_number(pid, "schedstat", "") / 1e6;
}

long process_switches(pid_t pid) {
  return proc_number(pid, "status", "voluntary_ctxt_switches:");
}

long process_peak(pid_t pid) {
  return proc_number(pid, "status", "VmHWM:");
}

/* Notes a burst that came. */
static void note(Watch *watch, const Burst *burst) {
  watch->times = mem_resize(watch->times, (size_t)watch->changes + 1, sizeof *watch->times);
  watch->times[watch->changes] = burst->first;
  watch->changes++;
  watch->bytes += burst->bytes;
  watch->cells += burst->cells;
}

/* Whether a call waits for time or input. */
static bool is_wait(unsigned long long number) {
  return number == SYS_pselect6 || number == SYS_ppoll || number == SYS_clock_nanosleep ||
         number == SYS_epoll_wait;
}

/* Counts the calls of a process for so long, its output taken in. */
static void count_calls(Child *child, double length, Watch *watch) {
  if (ptrace(PTRACE_SEIZE, child->pid, NULL, PTRACE_O_TRACESYSGOOD) != 0) {
    give_up("ptrace", strerror(errno));
  }
  ptrace(PTRACE_INTERRUPT, child->pid, NULL, NULL);
  double end = now_ms() + length;
  Watch first = *watch; /* at the first change */
  Watch total = *watch; /* at the last one */
  int changes = 0;
  bool stopped = false;
  bool over = false;
  while (!over) {
    int status = 0;
    if (waitpid(child->pid, &status, WNOHANG) == child->pid && WIFSTOPPED(status)) {
      struct __ptrace_syscall_info info = {0};
      int number = WSTOPSIG(status);
      bool call = number == (SIGTRAP | 0x80);
      if (call && ptrace(PTRACE_GET_SYSCALL_INFO, child->pid, sizeof info, &info) > 0 &&
          info.op == PTRACE_SYSCALL_INFO_ENTRY) {
        watch->calls++;
        watch->wait_calls += is_wait(info.entry.nr) ? 1 : 0;
        bool shows = info.entry.nr == SYS_write && info.entry.args[0] == STDOUT_FILENO;
        if (shows && (changes == 0 || watch->wait_calls > total.wait_calls)) {
          /* From one change to another: however many writes it takes. */
          total = *watch;
          first = changes == 0 ? total : first;
          changes++;
        }
      }
      over = now_ms() > end;
      bool pass_on = !call && number != SIGTRAP && number != SIGSTOP;
      ptrace(over ? PTRACE_DETACH : PTRACE_SYSCALL, child->pid, NULL, pass_on ? (long)number : 0L);
      stopped = true;
    } else if (wait_for_output(child, 0.2)) {
      (void)take_in(child, NULL);
    } else if (stopped && now_ms() > end) {
      ptrace(PTRACE_INTERRUPT, child->pid, NULL, NULL);
      stopped = false;
    }
  }
  watch->changes = changes > 0 ? changes - 1 : 0;
  watch->calls = total.calls - first.calls;
  watch->wait_calls = total.wait_calls - first.wait_calls;
}

void child_watch(Child *child, double length, bool counts, Watch *watch) {
  *watch = (Watch){.length = length};
  if (counts) {
    count_calls(child, length, watch);
    return;
  }
  double cpu = process_cpu(child->pid);
  long switches = process_switches(child->pid);
  double end = now_ms() + length;
  Burst burst;
  while (now_ms() < end && child->fd >= 0) {
    if (child_burst(child, end - now_ms(), GAP_MS, &burst)) {
      note(watch, &burst);
    }
  }
  watch->cpu = process_cpu(child->pid) - cpu;
  watch->switches = process_switches(child->pid) - switches;
}

void watch_free(Watch *watch) {
  free(watch->times);
  *watch = (Watch){0};
}
