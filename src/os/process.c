/* What must be true of this process before anything else happens, and the lock that says that a
 * session runs. */
#include "nightcalf/os.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

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

bool process_start(Error *err) {
  if (!fill_descriptors(err)) {
    return false;
  }
  if (geteuid() != getuid() || getegid() != getgid()) {
    return fail(err, "nightcalf runs with another user's rights (set-user-id or set-group-id), "
                     "which it was not made for; take the bit away with: chmod ug-s PROGRAM");
  }
  ignore_write_signals();
  return true;
}

int lock_take(const char *path, Error *err) {
  if (err != NULL) {
    err->text[0] = '\0';
  }
  int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, S_IRUSR | S_IWUSR);
  if (fd == -1) {
    fail(err, "%s: cannot open the lock of the running session: %s", path, strerror(errno));
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
