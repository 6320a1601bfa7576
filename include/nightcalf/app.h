/* The one struct that travels, and the one place where the engine's effects meet the world. Both
 * faces, curses and plain lines, drive a session through these functions and only show what comes
 * back. */
#ifndef NIGHTCALF_APP_H
#define NIGHTCALF_APP_H

#include <stdbool.h>

#include "nightcalf/error.h"
#include "nightcalf/library.h"
#include "nightcalf/os.h"
#include "nightcalf/session.h"
#include "nightcalf/settings.h"
#include "nightcalf/store.h"

typedef struct App {
  Clock clock;
  Paths paths;
  Settings settings;
  Diagnostics settings_findings; /* what was wrong in the settings file */
  Library library;
  bool quiet;           /* --quiet: no sound in this run */
  bool muted;           /* toggled by m */
  Store *store;         /* NULL: not opened, or nothing can be kept (kept_error says why) */
  StoreMode store_mode; /* of the open store */
  int lock;             /* -1: not held */
  Error kept_error; /* not empty: the record could not be written; told at once and at the end */
  Moment retry;     /* with kept_error: when to try again */
  bool lost;        /* a session is over and could not be kept */

  /* The running session, if any. */
  Routine *routine;
  Timeline timeline;
  Session *session;
  SessionOptions options;
  int64_t session_id; /* in the store; 0: not kept yet; -1: discarded, never to be kept */
  char *snapshot;
  WallTime started;
  Night night;
  bool save_due;      /* app_flush() has something to write */
  char *next_routine; /* a choice said: go on with this one */
  char *card;         /* a card to show, until the face has shown it */
} App;

/* Paths, settings and the list of routines. Zero-initialised app; clock is set by the caller. Never
 * fails: what is wrong is in settings_findings and library.diagnostics. */
void app_open(App *app);
void app_close(App *app);
/* Tonight, by the clock and the night boundary. */
Night app_tonight(const App *app);
/* The store for reading or writing; NULL with err when it cannot be had. Opened once; a store for
 * writing reads too. */
Store *app_store(App *app, StoreMode mode, Error *err);

/* Finds and loads a routine by id, or by path when the name holds a '/' or ends in ".cfg" and
 * exists. NULL: findings are in diagnostics (file 0 lines: not found, with the nearest id). */
Routine *app_load_routine(const App *app, const char *name, Diagnostics *diagnostics);

/* Index of the step that --from names: by its id, or by its number from 1; -1 when there is none.
 */
int app_find_step(const Routine *routine, const char *text);

/* Starts a session at a step; takes the routine over. The record is begun before the first beat;
 * when that fails the session runs all the same and kept_error says why. */
void app_session_start(App *app, Routine *routine, int step);
/* Tonight's session that was broken off, if any and if no other program runs it. Closes those of
 * earlier nights. When there is one the lock stays held, so that nobody else is offered it. */
bool app_find_broken_off(App *app, SessionRow *row);
/* Takes it up again at its step. False with err when its snapshot cannot be read (it is then
 * closed). */
bool app_session_resume(App *app, const SessionRow *row, Error *err);
/* Closes a broken-off session without taking it up: it stays in the record. */
bool app_session_close_row(App *app, const SessionRow *row, Error *err);

/* One effect, its cue played and its save noted. The face calls it until false, draws, then calls
 * app_flush(). */
bool app_tick(App *app, Effect *effect);
/* Writes what is due. After a failure it tries again at the first call 2 s later. */
void app_flush(App *app);
/* When to call app_tick() or app_flush() next without an act; false: never. */
bool app_deadline(const App *app, Moment *deadline);
/* Ends the session (unless it has ended), writes it; the session stays readable until
 * app_session_drop(). One that ends by ENDED_HANGUP can be taken up again. */
void app_session_finish(App *app, EndedBy by);
/* Ends the session and removes it from the record. */
void app_session_discard(App *app);
/* Frees the session; next_routine and card stay until they are used or the next one starts. */
void app_session_drop(App *app);

/* Text of an information card, its title in the first line; NULL when there is none of that name.
 * Release with free(). */
char *app_card(const App *app, const char *name);

/* Exit status so far: 3 when something could not be kept, else 0. */
int app_status(const App *app);

/* The faces. */
typedef struct RunRequest {
  const char *routine; /* id or path; NULL: tonight's */
  const char *from;    /* step id or number, or NULL */
  bool resume;
} RunRequest;
/* Curses: home (request NULL) or a run. Returns the exit status, or -1 with err when this terminal
 * cannot show it and plain lines should serve instead. */
int tui_main(App *app, const RunRequest *request, Error *err);
/* Lines, for screen readers and pipes. */
int plain_main(App *app, const RunRequest *request);

#endif
