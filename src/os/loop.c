/* The wait: until the next deadline, input or a signal, whichever comes first, and what a signal, a
 * sleep or a hang-up then means. Knows descriptors, flags and deadlines, nothing of the screen. */
#include "nightcalf/os.h"

#include <errno.h>
#include <sys/select.h>
#include <sys/wait.h>
#include <unistd.h>

#include "program.h"
#include "stall.h"

/* A gap longer than this is not a late wake-up but time that nobody lived through. Source:
 * FAULTS.md F7, F8. */
enum { GAP_MS = 2000, MS_PER_S = 1000, NS_PER_MS = 1000 * 1000 };

typedef struct LoopSignal {
  int number;
  bool keep_ignored; /* ignored when we were started (nohup, &): it stays so */
} LoopSignal;

/* The signals that are blocked but in the wait. SIGWINCH is too, its handler is the screen's. */
static const LoopSignal loop_signals[] = {
    {SIGINT, true},   {SIGTERM, false}, {SIGHUP, true},   {SIGQUIT, true},
    {SIGCHLD, false}, {SIGTSTP, true},  {SIGCONT, false},
};
enum { LOOP_SIGNAL_COUNT = sizeof loop_signals / sizeof loop_signals[0] };

/* The flags, by signal number. */
static volatile sig_atomic_t arrived[NSIG];

/* One run of the loop. */
typedef struct Loop {
  const Clock *clock;
  const LoopHooks *hooks;
  sigset_t open;  /* the mask of the wait */
  int input;      /* -1: none, or its end was reached */
  bool terminal;  /* input was one when the loop began: a terminal that hung up is none any more */
  int64_t asleep; /* ms that the machine had slept when we last looked */
  Moment ticked;  /* of the last tick */
} Loop;

/* One wait and what came of it. */
typedef struct Wait {
  Moment began;
  bool timed;
  Moment deadline; /* when timed */
  bool interrupted;
  bool readable;
} Wait;

static void on_signal(int number) {
  arrived[number] = 1;
}

static void catch_signal(int number, void (*handler)(int)) {
  struct sigaction action = {.sa_handler = handler};
  sigfillset(&action.sa_mask);
  sigaction(number, &action, NULL);
}

/* Whether the signal has come, once. */
static bool take(int number) {
  bool came = arrived[number] != 0;
  arrived[number] = 0;
  return came;
}

void loop_prepare(void) {
  sigset_t blocked;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGWINCH);
  for (size_t i = 0; i < LOOP_SIGNAL_COUNT; i++) {
    struct sigaction before;
    sigaction(loop_signals[i].number, NULL, &before);
    if (!loop_signals[i].keep_ignored || before.sa_handler != SIG_IGN) {
      catch_signal(loop_signals[i].number, on_signal);
      sigaddset(&blocked, loop_signals[i].number);
    }
  }
  sigprocmask(SIG_BLOCK, &blocked, NULL);
  stall_prepare();
}

/* The mask in force without the signals that loop_prepare() blocked. */
static sigset_t open_mask(void) {
  sigset_t mask;
  sigprocmask(SIG_BLOCK, NULL, &mask);
  sigdelset(&mask, SIGWINCH);
  for (size_t i = 0; i < LOOP_SIGNAL_COUNT; i++) {
    sigdelset(&mask, loop_signals[i].number);
  }
  return mask;
}

/* Lets every pending signal in, now. pselect does so only when nothing is ready: beside input that
 * is always ready a SIGTERM would be held off for ever. */
static void let_signals_in(const sigset_t *open) {
  sigset_t blocked;
  sigprocmask(SIG_SETMASK, open, &blocked);
  sigprocmask(SIG_SETMASK, &blocked, NULL);
}

/* Waits until the deadline, input or a signal. Never ends before the deadline: the clock rounds
 * down, so what is left is never too short. */
static void wait_for_something(Loop *loop, Wait *wait) {
  struct timespec timeout = {0};
  Millis left = wait->timed ? moment_since(wait->deadline, wait->began) : 0;
  if (left > 0) {
    timeout.tv_sec = (time_t)(left / MS_PER_S);
    timeout.tv_nsec = (long)(left % MS_PER_S) * NS_PER_MS;
  }
  fd_set input;
  FD_ZERO(&input);
  if (loop->input != -1) {
    FD_SET(loop->input, &input);
  }
  int ready =
      pselect(loop->input + 1, &input, NULL, NULL, wait->timed ? &timeout : NULL, &loop->open);
  wait->interrupted = ready == -1 && errno == EINTR;
  /* A descriptor that cannot be waited for has ended: its reader will find out. */
  wait->readable = loop->input != -1 && (ready > 0 || (ready == -1 && !wait->interrupted));
  if (ready != 0) {
    let_signals_in(&loop->open);
  }
}

/* Ctrl-Z: the hooks give the terminal back, the process stops, and goes on when it is told to. In a
 * group that nobody would wake again the system leaves the stop out. */
static void stop_process(const LoopHooks *hooks) {
  sigset_t stop;
  if (hooks->stopping != NULL) {
    hooks->stopping(hooks->context);
  }
  sigemptyset(&stop);
  sigaddset(&stop, SIGTSTP);
  catch_signal(SIGTSTP, SIG_DFL);
  raise(SIGTSTP);
  sigprocmask(SIG_UNBLOCK, &stop, NULL);
  sigprocmask(SIG_BLOCK, &stop, NULL);
  catch_signal(SIGTSTP, on_signal);
}

/* The signal that ends the loop, or 0. */
static int ending_signal(void) {
  static const int ending[] = {SIGHUP, SIGTERM, SIGINT, SIGQUIT};
  for (size_t i = 0; i < sizeof ending / sizeof ending[0]; i++) {
    if (take(ending[i])) {
      return ending[i];
    }
  }
  return 0;
}

/* Finds out whether the machine slept or the process was stopped, does the stopping that was asked
 * for, and tells the hooks. */
static void settle_gap(Loop *loop, const Wait *wait, bool ending) {
  const Clock *clock = loop->clock;
  const LoopHooks *hooks = loop->hooks;
  Moment now = clock->now(clock->context);
  Moment last = wait->began;
  if (wait->timed && moment_since(last, wait->deadline) > 0) {
    last = wait->deadline;
  }
  if (moment_since(loop->ticked, last) > 0) {
    last = loop->ticked;
  }
  bool slept = clock->asleep_ms(clock->context) - loop->asleep > GAP_MS;
  bool late = wait->timed && moment_since(now, wait->deadline) > GAP_MS;
  bool stop = take(SIGTSTP) && !ending;
  bool stopped = take(SIGCONT);
  if (stop && !slept && !late && !stopped) {
    last = now; /* the wait was lived through up to Ctrl-Z */
  }
  if (stop) {
    stop_process(hooks);
    let_signals_in(&loop->open);
    take(SIGCONT); /* of this stop */
  }
  if ((stop || stopped) && hooks->resumed != NULL) {
    hooks->resumed(hooks->context);
  }
  if ((slept || late || stop || stopped) && hooks->gap != NULL) {
    hooks->gap(hooks->context, last);
  }
  loop->asleep = clock->asleep_ms(clock->context);
}

/* Hands input over; false when the loop must end because the terminal is gone. Where input was none
 * (a pipe, /dev/null) its end is no reason to end: the loop goes on without it. */
static bool take_input(Loop *loop) {
  if (loop->hooks->input_ready(loop->hooks->context)) {
    return true;
  }
  loop->input = -1;
  return !loop->terminal;
}

/* Collects children that have ended. */
static void reap_children(void) {
  if (take(SIGCHLD)) {
    while (waitpid(-1, NULL, WNOHANG) > 0) {
    }
  }
}

/* One turn after the tick: true goes on; else *end and *signal_number say how it ended. */
static bool turn(Loop *loop, LoopEnd *end, int *signal_number) {
  const LoopHooks *hooks = loop->hooks;
  Wait wait = {0};
  wait.timed = hooks->deadline(hooks->context, &wait.deadline);
  wait.began = loop->clock->now(loop->clock->context);
  stall_watch(false);
  wait_for_something(loop, &wait);
  stall_watch(true);
  int number = ending_signal();
  settle_gap(loop, &wait, number != 0);
  reap_children();
  if (number == 0 && wait.interrupted && hooks->woken != NULL) {
    hooks->woken(hooks->context);
  }
  if (number == 0 && wait.readable && !take_input(loop)) {
    number = SIGHUP;
  }
  *signal_number = number;
  *end = number == SIGHUP ? LOOP_HANGUP : LOOP_SIGNAL;
  return number == 0;
}

LoopEnd loop_run(const Clock *clock, const LoopHooks *hooks, int *signal_number) {
  Loop loop = {
      .clock = clock,
      .hooks = hooks,
      .open = open_mask(),
      .input = hooks->input_ready != NULL ? hooks->input : -1,
      .terminal = hooks->input != -1 && isatty(hooks->input),
      .asleep = clock->asleep_ms(clock->context),
  };
  LoopEnd end = LOOP_QUIT;
  *signal_number = 0;
  stall_watch(true);
  do {
    loop.ticked = clock->now(clock->context);
    if (!hooks->tick(hooks->context, loop.ticked)) {
      stall_watch(false);
      return LOOP_QUIT;
    }
  } while (turn(&loop, &end, signal_number));
  stall_end();
  return end;
}

_Noreturn void loop_die(int signal_number) {
  sigset_t blocked;
  sigemptyset(&blocked);
  sigaddset(&blocked, signal_number);
  catch_signal(signal_number, SIG_DFL);
  raise(signal_number);
  sigprocmask(SIG_UNBLOCK, &blocked, NULL);
  _exit(SIGNAL_STATUS + signal_number);
}
