/* The real program on a pseudo-terminal, its screen read through a terminal emulator. */
#ifndef TESTS_PTY_H
#define TESTS_PTY_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <vterm.h>

enum {
  PTY_PATIENCE_MS = 10000 /* for what takes milliseconds, on a machine that is busy */
};

typedef struct Pty {
  pid_t child;
  int master; /* -1: closed */
  VTerm *emulator;
  VTermScreen *screen;
  int rows, columns;
  bool alternate; /* the alternate screen is on */
  bool cursor_shown;
  int bells;
  size_t bytes;   /* all output so far */
  bool high_byte; /* output had a byte above 127 */
  char *output;   /* the output itself */
} Pty;

/* Makes a home in temp_folder_make()'s folder for the runs that follow, with the usual terminal in
 * UTF-8; settings: what its settings file holds, NULL: there is none, as on the first run. */
void pty_home(const char *settings);
/* Starts the program with these arguments (NULL-terminated, without its name). The environment is
 * the test's; set it before. */
Pty *pty_start(int rows, int columns, const char *const *arguments);
/* Starts it, 24 rows and 80 columns, in the middle of the hold of pty/routines/long. */
Pty *pty_start_hold(void);
/* Starts another program, by its path, with its words (NULL-terminated, its path the first). */
Pty *pty_start_with(int rows, int columns, const char *const *words);
void pty_free(Pty *pty);
void pty_type(Pty *pty, const char *bytes);
void pty_resize(Pty *pty, int rows, int columns);
/* Takes in what comes within so many milliseconds. */
void pty_read(Pty *pty, int milliseconds);
/* Takes in output until the screen shows a text; false after 5 s. */
bool pty_wait_for(Pty *pty, const char *text);
bool pty_shows(Pty *pty, const char *text);
/* A row of the screen in UTF-8. Release with free(). */
char *pty_row(Pty *pty, int row);
/* Takes in output until the cursor stands on a text; false after 5 s. */
bool pty_wait_for_cursor(Pty *pty, const char *text);
/* Waits for the end of the program: its exit status, 128 and the number of the signal that ended
 * it, or -1 after so many milliseconds. */
int pty_end(Pty *pty, int milliseconds);
/* Whether the terminal is as it was: echo and lines on, cursor shown, the normal screen. */
bool pty_given_back(Pty *pty);

#endif
