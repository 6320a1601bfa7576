/* Other programs without our terminal, within a limit of time. Contract: nightcalf/child.h. */
#include "nightcalf/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "detach.h"
#include "nightcalf/mem.h"
#include "nightcalf/os.h"
#include "program.h"

enum {
  OUT_MAX = 64 * 1024,
  GRACE_MS = 2000, /* between asking a program to end and ending it */
  MS_PER_S = 1000,
  NS_PER_MS = 1000 * 1000
};

bool child_found(const char *program) {
  if (strchr(program, '/') != NULL) {
    return access(program, X_OK) == 0;
  }
  const char *path = getenv("PATH");
  bool found = false;
  while (path != NULL && !found) {
    size_t length = strcspn(path, ":");
    char *folder = mem_copy_bytes(path, length);
    char *file = mem_format("%s/%s", folder, program);
    found = access(file, X_OK) == 0;
    free(file);
    free(folder);
    path = path[length] == ':' ? path + length + 1 : NULL;
  }
  return found;
}

/* What a running program says, and until when it may. */
typedef struct Listening {
  int output;
  Moment until;
  char *out;
  size_t length;
} Listening;

/* Reads to the end of its output. False: the limit came first. */
static bool listen_to(Listening *listening) {
  Clock clock = clock_system();
  char rest[BUFSIZ];
  for (;;) {
    Millis left = moment_since(listening->until, clock.now(clock.context));
    struct pollfd output = {.fd = listening->output, .events = POLLIN};
    int ready = left > 0 ? poll(&output, 1, (int)left) : 0;
    if (ready == 0) {
      return false;
    }
    if (ready < 0) {
      continue; /* a signal */
    }
    size_t room = OUT_MAX - listening->length;
    ssize_t got = room > 0 ? read(listening->output, listening->out + listening->length, room)
                           : read(listening->output, rest, sizeof rest);
    if (got <= 0) {
      return true;
    }
    listening->length += room > 0 ? (size_t)got : 0;
  }
}

/* Waits for its end until the limit, then ends it. False: it had to be ended. */
static bool await(pid_t pid, Moment until, int *ended) {
  Clock clock = clock_system();
  const struct timespec step = {.tv_nsec = (long)NS_PER_MS};
  for (;;) {
    pid_t gone = waitpid(pid, ended, WNOHANG);
    if (gone == pid || (gone == -1 && errno != EINTR)) {
      return true;
    }
    if (moment_since(until, clock.now(clock.context)) <= 0) {
      kill(-pid, SIGKILL);
      while (waitpid(pid, ended, 0) == -1 && errno == EINTR) {
      }
      return false;
    }
    nanosleep(&step, NULL); /* it has closed its output: it is about to end */
  }
}

bool child_run(const char *const argv[], Millis limit, ChildResult *result, Error *err) {
  *result = (ChildResult){.out = mem_copy("")};
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) {
    return fail(err, "%s: cannot be started: %s", argv[0], strerror(errno));
  }
  struct sigaction before;
  struct sigaction usual = {.sa_handler = SIG_DFL};
  sigemptyset(&usual.sa_mask);
  sigaction(SIGCHLD, &usual, &before); /* where it is ignored nobody can be waited for */
  Clock clock = clock_system();
  pid_t pid = 0;
  int ended = 0;
  sigset_t defaults;
  sigfillset(&defaults);
  int reason = program_spawn(argv, &defaults, ends[1], &pid);
  close(ends[1]);
  bool done = reason == 0 || fail(err, "%s: cannot be started: %s", argv[0], strerror(reason));
  if (done) {
    Listening listening = {.output = ends[0],
                           .until = moment_after(clock.now(clock.context), limit),
                           .out = mem_new(OUT_MAX + 1, 1)};
    bool heard = listen_to(&listening);
    Moment until = heard ? listening.until : clock.now(clock.context);
    bool in_time = await(pid, until, &ended) && heard;
    if (in_time) {
      free(result->out);
      result->out = mem_copy_bytes(listening.out, listening.length);
    }
    free(listening.out);
    done = in_time || fail(err, "%s: did not end within %d s and was stopped", argv[0],
                           (int)(limit / MS_PER_S));
  }
  close(ends[0]);
  sigaction(SIGCHLD, &before, NULL);
  result->status = program_status(ended);
  return done;
}

void child_result_free(ChildResult *result) {
  free(result->out);
  *result = (ChildResult){0};
}

/* Waits until the child has ended; false: it has not within that time. */
static bool ends_within(pid_t pid, const sigset_t *child, Millis limit) {
  Clock clock = clock_system();
  Moment until = moment_after(clock.now(clock.context), limit);
  for (;;) {
    if (waitpid(pid, NULL, WNOHANG) != 0) {
      return true;
    }
    Millis left = moment_since(until, clock.now(clock.context));
    if (left <= 0) {
      return false;
    }
    struct timespec wait = {left / MS_PER_S, (long)(left % MS_PER_S) * NS_PER_MS};
    sigtimedwait(child, NULL, &wait);
  }
}

/* Runs the program and sees to it that it ends in time. Called in a detached process. */
static _Noreturn void watch(const char *const argv[], const char *const environment[],
                            Millis limit) {
  sigset_t child;
  sigset_t open;
  sigemptyset(&child);
  sigaddset(&child, SIGCHLD);
  sigprocmask(SIG_BLOCK, &child, &open);
  pid_t pid = fork();
  if (pid == 0) {
    setpgid(0, 0);
    sigprocmask(SIG_SETMASK, &open, NULL);
    for (size_t i = 0; environment != NULL && environment[i] != NULL; i++) {
      putenv(mem_copy(environment[i]));
    }
    execvp(argv[0], (char *const *)(void *)argv);
    _exit(SIGNAL_STATUS - 1);
  }
  if (pid > 0) {
    setpgid(pid, pid); /* both do: whichever comes first */
    if (!ends_within(pid, &child, limit)) {
      kill(-pid, SIGTERM);
      ends_within(pid, &child, GRACE_MS);
      kill(-pid, SIGKILL);
    }
  }
  _exit(EXIT_SUCCESS);
}

bool child_detach(const char *const argv[], const char *const environment[], Millis limit,
                  Error *err) {
  int made = detach(-1);
  if (made == 0) {
    watch(argv, environment, limit);
  }
  return made == 1 || fail(err, "%s: cannot be started: %s", argv[0], strerror(errno));
}
