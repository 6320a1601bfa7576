/* Taking the terminal and giving it back: at the end, at exit(), when stopped, and from a handler
 * when the program crashes. */
#include "terminal.h"

#include <curses.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

#include "nightcalf/os.h"

enum { ESCAPE_DELAY_MS = 25, TERM_LONGEST = 64, RESTORE_MAX = 256, CRASH_STACK = 64 * 1024 };

/* What a crash handler and atexit() need, and nothing else may touch. */
static volatile sig_atomic_t guard_live;
static struct termios guard_tty;
static char guard_text[RESTORE_MAX];
static size_t guard_length;
static char guard_stack[CRASH_STACK];

static const int crashes[] = {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL};

/* A text capability of this terminal; NULL when it has none of that name. */
static const char *capability(const char *name) {
  const char *text = tigetstr(name);
  bool absent = text == NULL || (intptr_t)text == -1 || text[0] == '\0';
  return absent ? NULL : text;
}

/* Appends a capability to what restores the terminal, padding left out. */
static void guard_add(const char *text) {
  for (size_t i = 0; text != NULL && text[i] != '\0' && guard_length < RESTORE_MAX; i++) {
    if (text[i] == '$' && text[i + 1] == '<') {
      while (text[i] != '>' && text[i + 1] != '\0') {
        i++;
      }
      continue;
    }
    guard_text[guard_length] = text[i];
    guard_length++;
  }
}

/* Prepares what restores this terminal, which terminfo has been asked about. */
static void guard_prepare(void) {
  static const char *const restoring[] = {"rmkx", "sgr0", "op", "BD", "rmcup", "cnorm"};
  guard_length = 0;
  for (size_t i = 0; i < sizeof restoring / sizeof restoring[0]; i++) {
    guard_add(capability(restoring[i]));
  }
}

bool terminal_check(Error *err) {
  const char *term = getenv("TERM");
  if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
    return fail(err, "the screens need a terminal for input and output");
  }
  if (term == NULL || term[0] == '\0') {
    return fail(err, "TERM is not set, so nothing is known about this terminal");
  }
  int found = 0;
  if (strlen(term) > TERM_LONGEST || setupterm(NULL, STDOUT_FILENO, &found) == ERR) {
    return fail(err, "this terminal is not known here (TERM is \"%.*s\")", TERM_LONGEST, term);
  }
  bool able = capability("cup") != NULL;
  guard_prepare();
  del_curterm(cur_term);
  return able || fail(err, "this terminal cannot place text on its screen (TERM is \"%s\")", term);
}

/* The terminal as it was, by one write. */
static void give_back(void) {
  guard_live = 0;
  output_unstick(STDOUT_FILENO); /* else a terminal stopped by Ctrl-S would keep us for ever */
  ssize_t written = write(STDOUT_FILENO, guard_text, guard_length);
  (void)written;
  tcsetattr(STDIN_FILENO, TCSANOW, &guard_tty);
}

/* A crash: the terminal comes back, then the signal does what it always does. */
static void on_crash(int number) {
  if (guard_live) {
    give_back();
  }
  raise(number);
}

/* exit() from wherever it was called, from within curses too: nothing of it is used. */
static void on_exit_called(void) {
  if (guard_live) {
    output_unstick(STDOUT_FILENO);
    fflush(stdout); /* what would come behind it otherwise */
    give_back();
  }
}

/* From here on whatever becomes of the program leaves the terminal as it was. */
static void guard_start(void) {
  tcgetattr(STDIN_FILENO, &guard_tty);
  stack_t stack = {.ss_sp = guard_stack, .ss_size = sizeof guard_stack};
  sigaltstack(&stack, NULL);
  struct sigaction action = {.sa_handler = on_crash, .sa_flags = SA_ONSTACK | (int)SA_RESETHAND};
  sigemptyset(&action.sa_mask);
  sigaddset(&action.sa_mask, SIGTTOU); /* in the background the terminal would stop us */
  for (size_t i = 0; i < sizeof crashes / sizeof crashes[0]; i++) {
    sigaction(crashes[i], &action, NULL);
  }
  guard_live = 1;
  atexit(on_exit_called);
}

/* Sends a capability if there is one of that name. */
static void send(const char *name) {
  const char *text = capability(name);
  if (text != NULL) {
    putp(text);
  }
}

bool terminal_start(Terminal *terminal, Theme *theme, Error *err) {
  *terminal = (Terminal){.cursor = -1};
  guard_start();
  use_env(TRUE);
  use_tioctl(TRUE);
  terminal->screen = newterm(NULL, stdout, stdin);
  if (terminal->screen == NULL) {
    guard_live = 0;
    return fail(err, "this terminal cannot show the screens (TERM is \"%.*s\")", TERM_LONGEST,
                getenv("TERM"));
  }
  cbreak();
  noecho();
  nonl();
  intrflush(stdscr, FALSE);
  keypad(stdscr, TRUE);
  set_escdelay(ESCAPE_DELAY_MS);
  /* A frame is short and is drawn once; looking for keys in between delays it. */
  typeahead(-1);
  input_start(&terminal->input);
  send("BE");
  const char *no_colour = getenv("NO_COLOR");
  theme_start(theme, no_colour == NULL || no_colour[0] == '\0');
  /* Until it was left for the first time, curses writes after every move of the cursor. */
  endwin();
  return true;
}

void terminal_pause(Terminal *terminal) {
  send("BD");
  curs_set(1);
  terminal->cursor = -1;
  endwin();
  /* Some terminals bring a hidden cursor back together with the screen before. */
  send("cnorm");
  fflush(stdout);
}

void terminal_resume(Terminal *terminal) {
  clearok(curscr, TRUE);
  terminal->cursor = -1;
  wrefresh(stdscr);
  send("BE");
}

void terminal_end(Terminal *terminal) {
  if (terminal->screen == NULL) {
    return;
  }
  terminal_pause(terminal);
  /* Keys typed for us must not become commands of the shell. */
  tcflush(STDIN_FILENO, TCIFLUSH);
  if (output_was_cut()) {
    give_back(); /* a slow terminal may have lost a part of that: once more, in one write that has
                    room */
  }
  tcsetattr(STDIN_FILENO, TCSANOW, &guard_tty);
  guard_live = 0;
  delscreen(terminal->screen);
  terminal->screen = NULL;
}

static bool takes_output(void) {
  struct pollfd output = {.fd = STDOUT_FILENO, .events = POLLOUT};
  return poll(&output, 1, 0) != 0;
}

void terminal_notice(Terminal *terminal, const Tui *tui, const char *text) {
  if (terminal->notice != NULL) {
    delwin(terminal->notice);
    terminal->notice = NULL;
    touchline(stdscr, LINES - 1, 1);
    wnoutrefresh(stdscr);
  }
  if (text != NULL && takes_output()) {
    terminal->notice = newwin(1, COLS, LINES - 1, 0);
  }
  if (terminal->notice != NULL) {
    tui_draw_notice(tui, terminal->notice, text);
    leaveok(terminal->notice, TRUE);
    wnoutrefresh(terminal->notice);
  }
  doupdate();
}

void terminal_show(Terminal *terminal, Tui *tui) {
  terminal->late = !takes_output();
  if (terminal->late) {
    return;
  }
  Frame frame;
  tui_draw(tui, stdscr, &frame);
  int cursor = frame.cursor_hidden ? 0 : 1;
  if (cursor != terminal->cursor) {
    curs_set(cursor);
    terminal->cursor = cursor;
  }
  wmove(stdscr, frame.cursor_row, frame.cursor_column);
  wnoutrefresh(stdscr);
  doupdate();
}
