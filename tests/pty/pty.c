/* forkpty and libvterm. */
#include "pty.h"

#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "nightcalf/mem.h"
#include "temp_folder.h"

enum { READ_SIZE = 4096, WAIT_MS = 5000, QUIET_MS = 25, CELL_BYTES = 32, ARGUMENTS_MAX = 8 };

static int set_property(VTermProp property, VTermValue *value, void *user) {
  Pty *pty = user;
  if (property == VTERM_PROP_ALTSCREEN) {
    pty->alternate = value->boolean;
  } else if (property == VTERM_PROP_CURSORVISIBLE) {
    pty->cursor_shown = value->boolean;
  }
  return 1;
}

static int count_bell(void *user) {
  ((Pty *)user)->bells++;
  return 1;
}

static const VTermScreenCallbacks callbacks = {.settermprop = set_property, .bell = count_bell};

void pty_home(const char *settings) {
  setenv("HOME", temp_folder_make(), 1);
  setenv("TERM", "xterm-256color", 1);
  setenv("LC_ALL", "C.UTF-8", 1);
  setenv("TZ", "UTC", 1);
  unsetenv("NIGHTCALF_ROUTINES");
  unsetenv("XDG_DATA_HOME");
  unsetenv("XDG_CONFIG_HOME");
  unsetenv("NO_COLOR");
  if (settings != NULL) {
    temp_folder_inside(".config");
    temp_folder_inside(".config/nightcalf");
    temp_folder_write(".config/nightcalf/nightcalf.cfg", settings);
  }
}

Pty *pty_start(int rows, int columns, const char *const *arguments) {
  const char *words[ARGUMENTS_MAX] = {PROGRAM};
  for (size_t i = 0; arguments[i] != NULL && i + 2 < ARGUMENTS_MAX; i++) {
    words[i + 1] = arguments[i];
  }
  return pty_start_with(rows, columns, words);
}

Pty *pty_start_with(int rows, int columns, const char *const *words) {
  Pty *pty = mem_new(1, sizeof *pty);
  pty->rows = rows;
  pty->columns = columns;
  pty->cursor_shown = true;
  pty->output = mem_copy("");
  pty->emulator = vterm_new(rows, columns);
  vterm_set_utf8(pty->emulator, 1);
  pty->screen = vterm_obtain_screen(pty->emulator);
  vterm_screen_enable_altscreen(pty->screen, 1);
  vterm_screen_set_callbacks(pty->screen, &callbacks, pty);
  vterm_screen_reset(pty->screen, 1);
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  pty->child = forkpty(&pty->master, NULL, NULL, &size);
  if (pty->child == 0) {
    execv(words[0], (char *const *)(void *)words);
    _exit(127);
  }
  return pty;
}

void pty_free(Pty *pty) {
  if (pty->child > 0) {
    kill(pty->child, SIGKILL);
    waitpid(pty->child, NULL, 0);
  }
  if (pty->master >= 0) {
    close(pty->master);
  }
  vterm_free(pty->emulator);
  free(pty->output);
  free(pty);
}

/* Takes in what is there; false at the end of output. */
static bool take_in(Pty *pty) {
  char bytes[READ_SIZE];
  ssize_t got = read(pty->master, bytes, sizeof bytes);
  if (got <= 0) {
    return got < 0 && errno == EINTR;
  }
  for (ssize_t i = 0; i < got; i++) {
    pty->high_byte = pty->high_byte || (unsigned char)bytes[i] > 127;
  }
  pty->output = mem_resize(pty->output, pty->bytes + (size_t)got + 1, 1);
  memcpy(pty->output + pty->bytes, bytes, (size_t)got);
  pty->bytes += (size_t)got;
  pty->output[pty->bytes] = '\0';
  vterm_input_write(pty->emulator, bytes, (size_t)got);
  return true;
}

static long now_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Waits for output until a moment; false when there was none. */
static bool read_until(Pty *pty, long end) {
  long left = end - now_ms();
  struct pollfd output = {.fd = pty->master, .events = POLLIN};
  return pty->master >= 0 && left > 0 && poll(&output, 1, (int)left) > 0 && take_in(pty);
}

void pty_read(Pty *pty, int milliseconds) {
  long end = now_ms() + milliseconds;
  while (read_until(pty, end)) {
  }
}

void pty_type(Pty *pty, const char *bytes) {
  ssize_t written = write(pty->master, bytes, strlen(bytes));
  (void)written;
}

void pty_resize(Pty *pty, int rows, int columns) {
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  pty->rows = rows;
  pty->columns = columns;
  vterm_set_size(pty->emulator, rows, columns);
  ioctl(pty->master, TIOCSWINSZ, &size);
}

char *pty_row(Pty *pty, int row) {
  char *text = mem_new((size_t)pty->columns * CELL_BYTES + 1, 1);
  VTermRect rect = {row, row + 1, 0, pty->columns};
  size_t length = vterm_screen_get_text(pty->screen, text, (size_t)pty->columns * CELL_BYTES, rect);
  text[length] = '\0';
  return text;
}

/* The row in which the cursor is, from the cursor on. Release with free(). */
static char *at_cursor(Pty *pty) {
  VTermPos at;
  vterm_state_get_cursorpos(vterm_obtain_state(pty->emulator), &at);
  char *text = mem_new((size_t)pty->columns * CELL_BYTES + 1, 1);
  VTermRect rect = {at.row, at.row + 1, at.col, pty->columns};
  size_t length = vterm_screen_get_text(pty->screen, text, (size_t)pty->columns * CELL_BYTES, rect);
  text[length] = '\0';
  return text;
}

bool pty_wait_for_cursor(Pty *pty, const char *text) {
  long end = now_ms() + WAIT_MS;
  for (;;) {
    char *line = at_cursor(pty);
    bool there = strncmp(line, text, strlen(text)) == 0;
    free(line);
    if (there || !read_until(pty, end)) {
      return there;
    }
  }
}

bool pty_shows(Pty *pty, const char *text) {
  bool found = false;
  for (int row = 0; row < pty->rows && !found; row++) {
    char *line = pty_row(pty, row);
    found = strstr(line, text) != NULL;
    free(line);
  }
  return found;
}

bool pty_wait_for(Pty *pty, const char *text) {
  long end = now_ms() + WAIT_MS;
  while (!pty_shows(pty, text)) {
    if (!read_until(pty, end)) {
      return pty_shows(pty, text);
    }
  }
  /* The rest of the same drawing, so that nothing of the one before is taken for it. */
  while (read_until(pty, now_ms() + QUIET_MS)) {
  }
  return true;
}

int pty_end(Pty *pty, int milliseconds) {
  long end = now_ms() + milliseconds;
  int status = 0;
  while (waitpid(pty->child, &status, WNOHANG) == 0) {
    if (now_ms() > end) {
      return -1;
    }
    read_until(pty, now_ms() + 10);
  }
  pty->child = 0;
  /* all that is left of its output, however busy the machine is */
  while (read_until(pty, now_ms() + QUIET_MS)) {
  }
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

bool pty_given_back(Pty *pty) {
  struct termios modes;
  bool lines = tcgetattr(pty->master, &modes) == 0 && (modes.c_lflag & ECHO) != 0 &&
               (modes.c_lflag & ICANON) != 0;
  return lines && !pty->alternate && pty->cursor_shown;
}

Pty *pty_start_hold(void) {
  Pty *pty = pty_start(24, 80, (const char *const[]){"run", "long", NULL});
  bool there = pty_wait_for(pty, "Starts in");
  pty_type(pty, "\r");
  if (!there || !pty_wait_for(pty, "A long hold")) {
    abort();
  }
  pty_read(pty, 100);
  return pty;
}
