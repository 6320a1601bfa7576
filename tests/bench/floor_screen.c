/* One wait for an absolute deadline or a key, one refresh. Contract: floor_screen.h. */
#include "floor_screen.h"

#include <curses.h>
#include <errno.h>
#include <locale.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/select.h>
#include <time.h>
#include <unistd.h>

enum { NS_PER_MS = 1000 * 1000, NS_PER_S = 1000 * 1000 * 1000 };

static volatile sig_atomic_t ended;

static void on_signal(int number) {
  (void)number;
  ended = 1;
}

static int64_t now_ns(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * NS_PER_S + now.tv_nsec;
}

/* Waits until then, or for a key or a signal. True: a key can be read. */
static bool wait_until(int64_t deadline, const sigset_t *open) {
  int64_t left = deadline - now_ns();
  struct timespec timeout = {0};
  if (left > 0) {
    timeout.tv_sec = (time_t)(left / NS_PER_S);
    timeout.tv_nsec = (long)(left % NS_PER_S);
  }
  fd_set input;
  FD_ZERO(&input);
  FD_SET(STDIN_FILENO, &input);
  return pselect(STDIN_FILENO + 1, &input, NULL, NULL, &timeout, open) > 0;
}

static void fill(void) {
  for (int row = 0; row < LINES; row++) {
    mvaddstr(row, 0, "The quick brown fox jumps over the lazy dog, and the dog sleeps.");
  }
}

int floor_screen(long every_ms, void (*show)(long number)) {
  return floor_screen_then(every_ms, show, NULL);
}

int floor_screen_then(long every_ms, void (*show)(long number), void (*then)(long number)) {
  sigset_t blocked;
  sigset_t open;
  setlocale(LC_ALL, "");
  signal(SIGTERM, on_signal);
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGTERM);
  sigprocmask(SIG_BLOCK, &blocked, &open);
  if (newterm(NULL, stdout, stdin) == NULL) {
    return 1;
  }
  cbreak();
  noecho();
  nodelay(stdscr, TRUE);
  curs_set(0);
  fill();
  show(0);
  refresh();
  int64_t every = (int64_t)every_ms * NS_PER_MS;
  int64_t deadline = now_ns() + every;
  for (long number = 1; !ended; number++) {
    bool key = wait_until(deadline, &open);
    if (key) {
      if (getch() == 'q') {
        break;
      }
    } else if (errno != EINTR || now_ns() >= deadline) {
      deadline += every;
    }
    show(number);
    refresh();
    if (then != NULL && !key) {
      then(number);
    }
  }
  endwin();
  return 0;
}
