/* Lets go of stuck output. A write to a stopped terminal waits in the kernel while signals are
 * blocked, so SIGTERM would wait for ever; a timer looks whether that is what happens. */
#include "stall.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/time.h>
#include <termios.h>
#include <unistd.h>

#include "nightcalf/os.h"

/* A first look after a quarter of a second, then often: a terminal takes a few kilobytes at a
 * time. */
enum { LOOK_AFTER_US = 250 * 1000, LOOK_EVERY_US = 20 * 1000 };

/* Set by stall_end(). */
static volatile sig_atomic_t stall_ending;
/* Set when something was thrown away. */
static volatile sig_atomic_t stall_cut;

/* Whether a signal that ends the program is blocked and waiting. */
static bool end_is_pending(void) {
  sigset_t pending;
  sigemptyset(&pending);
  sigpending(&pending);
  return sigismember(&pending, SIGTERM) == 1 || sigismember(&pending, SIGINT) == 1 ||
         sigismember(&pending, SIGHUP) == 1 || sigismember(&pending, SIGQUIT) == 1;
}

/* Throws away what the terminal has not taken and makes it take more; in place of a pipe comes
 * /dev/null, where the waiting write goes on (SA_RESTART). Only calls that POSIX allows in a signal
 * handler. */
static void let_go(int fd) {
  stall_cut = 1;
  if (tcflush(fd, TCOFLUSH) == 0) {
    /* A terminal stopped by Ctrl-S goes on only when "off" was asked for before "on". */
    tcflow(fd, TCOOFF);
    tcflow(fd, TCOON);
    return;
  }
  int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (nowhere != -1) {
    dup2(nowhere, fd);
    close(nowhere);
  }
}

void output_unstick(int descriptor) {
  struct pollfd output = {.fd = descriptor, .events = POLLOUT};
  if (poll(&output, 1, 0) == 0) {
    let_go(descriptor);
  }
}

bool output_was_cut(void) {
  return stall_cut != 0;
}

/* SIGALRM: more than the one flag that signal handlers here set, since nothing else runs while a
 * write is stuck. */
static void on_alarm(int number) {
  (void)number;
  int kept_errno = errno;
  if (stall_ending || end_is_pending()) {
    output_unstick(STDOUT_FILENO);
  }
  errno = kept_errno;
}

void stall_prepare(void) {
  struct sigaction action = {.sa_handler = on_alarm, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  /* Else a program in the background is stopped when it touches its terminal. */
  sigaddset(&action.sa_mask, SIGTTOU);
  sigaction(SIGALRM, &action, NULL);
}

void stall_watch(bool on) {
  struct itimerval timer = {0};
  if (on) {
    timer.it_value.tv_usec = LOOK_AFTER_US;
    timer.it_interval.tv_usec = LOOK_EVERY_US;
  }
  setitimer(ITIMER_REAL, &timer, NULL);
}

void stall_end(void) {
  stall_ending = 1;
  stall_watch(true);
}
