/* What must be true of this process before anything else happens, the lock that says that a session
 * runs, and running another program. */
#include "nightcalf/os.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "program.h"

#ifdef __linux__
#include <sys/prctl.h>
#endif

/* Opens /dev/null for each of the descriptors 0 to 2 that was closed. Standard output is opened for
 * reading, so that writing to it fails as it would have: a list that went nowhere is no success. */
static bool fill_descriptors(Error *err) {
  static const int modes[] = {
      [STDIN_FILENO] = O_RDONLY, [STDOUT_FILENO] = O_RDONLY, [STDERR_FILENO] = O_WRONLY};
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
    /* The lowest free number is handed out, and those below are taken: it is this one. */
    if (fcntl(fd, F_GETFD) == -1 && open("/dev/null", modes[fd] | O_NOCTTY) != fd) {
      return fail(err, "cannot open /dev/null in place of closed descriptor %d: %s", fd,
                  strerror(errno));
    }
  }
  return true;
}

/* Makes a failed write come back as an error instead of ending the program: a reader that went away
 * (SIGPIPE), a file size limit (SIGXFSZ). */
static void ignore_write_signals(void) {
  struct sigaction ignore = {.sa_handler = SIG_IGN};
  sigemptyset(&ignore.sa_mask);
  sigaction(SIGPIPE, &ignore, NULL);
  sigaction(SIGXFSZ, &ignore, NULL);
}

/* The diary is in this process's memory: a crash must not write it into a core file, nor hand it to
 * the system's collector of crashes. The hard limit stays as it was, for the programs we start. */
static void keep_out_of_core_files(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_CORE, &limit) == 0) {
    limit.rlim_cur = 0;
    setrlimit(RLIMIT_CORE, &limit);
  }
#ifdef __linux__
  prctl(PR_SET_DUMPABLE, 0);
#endif
}

bool process_start(Error *err) {
  if (!fill_descriptors(err)) {
    return false;
  }
  if (geteuid() != getuid() || getegid() != getgid()) {
    return fail(err, "nightcalf runs with another user's rights (set-user-id or set-group-id), "
                     "which it was not made for; take the bit away with: chmod ug-s PROGRAM");
  }
  ignore_write_signals();
  keep_out_of_core_files();
  return true;
}

int lock_take(const char *path, Error *err) {
  if (err != NULL) {
    err->text[0] = '\0';
  }
  int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, S_IRUSR | S_IWUSR);
  if (fd == -1) {
    fail(err, "%s: cannot open this lock: %s", path, strerror(errno));
    return -1;
  }
  if (flock(fd, LOCK_EX | LOCK_NB) == 0) {
    return fd;
  }
  if (errno != EWOULDBLOCK) {
    fail(err, "%s: cannot lock it: %s", path, strerror(errno));
  }
  close(fd);
  return -1;
}

/* The signals that the keyboard sends, while another program has it: INT and QUIT are not for us;
 * TSTP stops us with it, so that the shell gets its terminal back; CHLD must be there to wait by.
 */
static const struct {
  int number;
  bool ignored;
} lent_signals[] = {{SIGINT, true}, {SIGQUIT, true}, {SIGTSTP, false}, {SIGCHLD, false}};
enum { LENT_COUNT = sizeof lent_signals / sizeof lent_signals[0] };

/* What was in force before. */
typedef struct Lent {
  int terminal; /* -1: there is none */
  struct termios modes;
  struct sigaction actions[LENT_COUNT];
  sigset_t mask;
  struct itimerval timer;
} Lent;

static void set_action(int number, void (*handler)(int)) {
  struct sigaction action = {.sa_handler = handler};
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, NULL);
}

/* Remembers how the terminal is: a program that is killed leaves it as it needed it itself. */
static void remember_terminal(Lent *lent) {
  lent->terminal = -1;
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO && lent->terminal < 0; fd++) {
    lent->terminal = tcgetattr(fd, &lent->modes) == 0 ? fd : -1;
  }
}

/* Gives it its modes back; in the background that would stop us. */
static void restore_terminal(const Lent *lent) {
  sigset_t stop;
  sigset_t mask;
  if (lent->terminal < 0) {
    return;
  }
  sigemptyset(&stop);
  sigaddset(&stop, SIGTTOU);
  sigprocmask(SIG_BLOCK, &stop, &mask);
  (void)tcsetattr(lent->terminal, TCSADRAIN, &lent->modes);
  sigprocmask(SIG_SETMASK, &mask, NULL);
}

/* Gives the keyboard's signals away. */
static void lend_signals(Lent *lent) {
  struct itimerval none = {0};
  sigset_t stop;
  remember_terminal(lent);
  for (size_t i = 0; i < LENT_COUNT; i++) {
    sigaction(lent_signals[i].number, NULL, &lent->actions[i]);
    bool kept = !lent_signals[i].ignored && lent->actions[i].sa_handler == SIG_IGN &&
                lent_signals[i].number != SIGCHLD;
    if (!kept) {
      set_action(lent_signals[i].number, lent_signals[i].ignored ? SIG_IGN : SIG_DFL);
    }
  }
  sigemptyset(&stop);
  sigaddset(&stop, SIGTSTP);
  sigprocmask(SIG_UNBLOCK, &stop, &lent->mask);
  setitimer(ITIMER_REAL, &none, &lent->timer);
}

/* Takes them back. What the keyboard sent meanwhile was not for us: to ignore a signal anew throws
 * away one that waits. */
static void take_signals_back(const Lent *lent) {
  sigprocmask(SIG_SETMASK, &lent->mask, NULL);
  for (size_t i = 0; i < LENT_COUNT; i++) {
    set_action(lent_signals[i].number, SIG_IGN);
    sigaction(lent_signals[i].number, &lent->actions[i], NULL);
  }
  setitimer(ITIMER_REAL, &lent->timer, NULL);
  restore_terminal(lent);
}

/* The signals that the other program finds as if a shell had started it: all but those that were
 * ignored by choice (nohup) when we were. */
static void default_signals(const Lent *lent, sigset_t *set) {
  sigemptyset(set);
  sigaddset(set, SIGPIPE);
  sigaddset(set, SIGXFSZ);
  for (size_t i = 0; i < LENT_COUNT; i++) {
    if (lent->actions[i].sa_handler != SIG_IGN) {
      sigaddset(set, lent_signals[i].number);
    }
  }
}

bool process_run(const char *const argv[], int *status, Error *err) {
  Lent lent;
  pid_t pid = 0;
  int ended = 0;
  lend_signals(&lent);
  sigset_t defaults;
  default_signals(&lent, &defaults);
  int reason = program_spawn(argv, &defaults, -1, &pid);
  bool run = reason == 0 || fail(err, "%s: cannot be started: %s", argv[0], strerror(reason));
  while (run && waitpid(pid, &ended, 0) < 0) {
    if (errno != EINTR) {
      run = fail(err, "%s: cannot be waited for: %s", argv[0], strerror(errno));
    }
  }
  take_signals_back(&lent);
  *status = program_status(ended);
  return run;
}
