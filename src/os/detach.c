/* A process of its own that nobody has to wait for. */
#include "detach.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "nightcalf/mem.h"

/* Closes what was inherited but standard input, output, error and keep. */
static void close_others(int keep) {
  int nowhere = open("/dev/null", O_RDWR | O_NOCTTY);
  for (int fd = STDIN_FILENO; nowhere != -1 && fd <= STDERR_FILENO; fd++) {
    dup2(nowhere, fd);
  }
  if (keep > STDERR_FILENO) {
    if (keep > STDERR_FILENO + 1) {
      close_range(STDERR_FILENO + 1, (unsigned)keep - 1, 0);
    }
    close_range((unsigned)keep + 1, ~0U, 0);
  } else {
    close_range(STDERR_FILENO + 1, ~0U, 0);
  }
}

static void reset_signals(void) {
  struct itimerval none = {0};
  sigset_t open;
  setitimer(ITIMER_REAL, &none, NULL);
  for (int number = 1; number < NSIG; number++) {
    signal(number, SIG_DFL); /* refused for two of them, and for those of libc */
  }
  sigemptyset(&open);
  sigprocmask(SIG_SETMASK, &open, NULL);
}

int detach(int keep) {
  sigset_t all;
  sigset_t before;
  /* No handler of ours may run in the other process. */
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, &before);
  pid_t between = fork();
  if (between == 0) {
    pid_t own = setsid() == -1 ? -1 : fork();
    if (own != 0) {
      _exit(own == -1 ? EXIT_FAILURE : EXIT_SUCCESS);
    }
    mem_rescue_by(NULL, NULL);
    reset_signals();
    close_others(keep);
    return 0;
  }
  int status = 0;
  bool made = between != -1;
  while (made && waitpid(between, &status, 0) == -1) {
    if (errno != EINTR) {
      break; /* whoever started us ignores SIGCHLD: nothing is to be waited for */
    }
  }
  sigprocmask(SIG_SETMASK, &before, NULL);
  return made && (!WIFEXITED(status) || WEXITSTATUS(status) == EXIT_SUCCESS) ? 1 : -1;
}
