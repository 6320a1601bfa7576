/* Keeping the screen awake: a process of its own asks for it and holds on to it, so that a desktop
 * that is slow to answer never holds a session up. Contract: nightcalf/awake.h. */
#include "nightcalf/awake.h"
#include "nightcalf/language.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

#include "bus.h"
#include "detach.h"

/* In that process: holds on until the other end of the pipe is closed, by us or by our end. */
static _Noreturn void hold(int pipe_end) {
  char nothing;
  if (bus_keep_awake("Nightcalf", _("A bedtime routine is running"))) {
    while (read(pipe_end, &nothing, 1) == -1 && errno == EINTR) {
    }
  }
  _exit(EXIT_SUCCESS);
}

int awake_begin(void) {
  int ends[2];
  if (!bus_is_there() || pipe2(ends, O_CLOEXEC) != 0) {
    return -1;
  }
  int made = detach(ends[0]);
  if (made == 0) {
    hold(ends[0]);
  }
  close(ends[0]);
  if (made != 1) {
    close(ends[1]);
    return -1;
  }
  return ends[1];
}

void awake_end(int *handle) {
  if (*handle != -1) {
    close(*handle);
    *handle = -1;
  }
}
