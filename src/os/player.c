/* Sounds and speech, made by other programs: a process that belongs to nobody runs them one after
 * the other, stops each at its limit, and all when we are gone. Contract: nightcalf/player.h. */
#include "nightcalf/player.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "detach.h"
#include "nightcalf/os.h"

enum {
  AFTER_STOP_MS = 2000, /* for the program that silences a speech server */
  NS_PER_MS = 1000 * 1000,
  MS_PER_S = 1000
};

/* What the process that plays says before it ends, one byte. */
static const char said_ended = 'e';
static const char said_failed = 'f';
static const char said_late = 'l';

/* How one program ended. */
typedef enum RunEnd { RUN_PLAYED, RUN_FAILED, RUN_LATE, RUN_CANCELLED } RunEnd;

/* ---- in the process that plays ---- */

static void on_child(int number) {
  (void)number; /* it is enough that it interrupts the wait */
}

/* Waits for the end of a child, for the limit, or for the other end of the link to be closed. */
static RunEnd wait_for(pid_t pid, int *link, Millis limit) {
  Clock clock = clock_system();
  Moment until = moment_after(clock.now(clock.context), limit);
  sigset_t open;
  sigemptyset(&open);
  for (;;) {
    int status = 0;
    if (waitpid(pid, &status, WNOHANG) != 0) {
      return WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS ? RUN_PLAYED : RUN_FAILED;
    }
    Millis left = moment_since(until, clock.now(clock.context));
    if (left <= 0) {
      return RUN_LATE;
    }
    struct pollfd other_end = {.fd = *link, .events = POLLIN};
    struct timespec wait = {left / MS_PER_S, (long)(left % MS_PER_S) * NS_PER_MS};
    char left_alone;
    if (ppoll(&other_end, 1, &wait, &open) > 0 && recv(*link, &left_alone, 1, 0) != 1) {
      return RUN_CANCELLED;
    }
    if ((other_end.revents & POLLIN) != 0) {
      *link = PLAY_NOTHING; /* player_leave(): nobody is at the other end any more */
    }
  }
}

/* Runs a program in a group of its own, so that all of it can be ended. */
static RunEnd run(const char *const argv[], int *link, Millis limit) {
  pid_t pid = fork();
  if (pid == 0) {
    sigset_t open;
    sigemptyset(&open);
    setpgid(0, 0);
    sigprocmask(SIG_SETMASK, &open, NULL);
    execvp(argv[0], (char *const *)(void *)argv);
    _exit(EXIT_FAILURE);
  }
  if (pid == -1) {
    return RUN_FAILED;
  }
  setpgid(pid, pid); /* both do: whichever comes first */
  RunEnd end = wait_for(pid, link, limit);
  if (end == RUN_LATE || end == RUN_CANCELLED) {
    kill(-pid, SIGKILL);
    while (waitpid(pid, NULL, 0) == -1 && errno == EINTR) {
    }
  }
  return end;
}

/* Plays one item by the first way that can. */
static RunEnd play(const PlayItem *item, int *link) {
  RunEnd end = RUN_FAILED;
  for (size_t i = 0; i < PLAY_WAYS_MAX && item->ways[i].argv != NULL && end == RUN_FAILED; i++) {
    const PlayWay *way = &item->ways[i];
    end = run(way->argv, link, item->limit);
    bool stopped = end == RUN_LATE || end == RUN_CANCELLED;
    if (stopped && way->after_stop != NULL) {
      int nobody = PLAY_NOTHING;
      (void)run(way->after_stop, &nobody, AFTER_STOP_MS);
    }
  }
  return end;
}

/* Plays all, then says how it went. */
static _Noreturn void play_all(const PlayItem *items, size_t count, int link) {
  struct sigaction action = {.sa_handler = on_child};
  sigset_t child;
  sigemptyset(&action.sa_mask);
  sigaction(SIGCHLD, &action, NULL);
  sigemptyset(&child);
  sigaddset(&child, SIGCHLD);
  sigprocmask(SIG_BLOCK, &child, NULL);
  char said = said_ended;
  RunEnd end = RUN_PLAYED;
  for (size_t i = 0; i < count && end != RUN_CANCELLED; i++) {
    end = play(&items[i], &link);
    if (end == RUN_FAILED) {
      said = said_failed;
    } else if (end == RUN_LATE) {
      said = said_late;
    }
  }
  if (end != RUN_CANCELLED && link != PLAY_NOTHING) {
    (void)send(link, &said, 1, MSG_NOSIGNAL);
  }
  _exit(EXIT_SUCCESS);
}

/* ---- in ours ---- */

int player_begin(const PlayItem *items, size_t count) {
  int ends[2];
  if (count == 0 || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
    return PLAY_NOTHING;
  }
  int made = detach(ends[0]);
  if (made == 0) {
    play_all(items, count, ends[0]);
  }
  close(ends[0]);
  if (made != 1) {
    close(ends[1]);
    return PLAY_NOTHING;
  }
  return ends[1];
}

PlayState player_look(int *playing) {
  if (*playing == PLAY_NOTHING) {
    return PLAY_ENDED;
  }
  char said = said_failed;
  ssize_t got = recv(*playing, &said, 1, MSG_DONTWAIT);
  if (got == -1 && (errno == EAGAIN || errno == EINTR)) {
    return PLAY_GOING;
  }
  player_stop(playing);
  return got == 1 && said == said_ended  ? PLAY_ENDED
         : got == 1 && said == said_late ? PLAY_LATE
                                         : PLAY_FAILED;
}

void player_leave(int *playing) {
  const char alone = 'a';
  if (*playing != PLAY_NOTHING) {
    (void)send(*playing, &alone, 1, MSG_NOSIGNAL | MSG_DONTWAIT);
  }
  player_stop(playing);
}

void player_stop(int *playing) {
  if (*playing != PLAY_NOTHING) {
    close(*playing);
    *playing = PLAY_NOTHING;
  }
}
