/* What the operating system gives: clocks, paths, the wait, cues, the lock. No curses. */
#ifndef NIGHTCALF_OS_H
#define NIGHTCALF_OS_H

#include <signal.h>
#include <stdbool.h>

#include "nightcalf/error.h"
#include "nightcalf/moment.h"
#include "nightcalf/schedule.h"
#include "nightcalf/session.h"
#include "nightcalf/settings.h"

/* Clocks. Always handed on as an argument, so that a test can turn them. */
typedef struct Clock {
  void *context;
  Moment (*now)(void *context); /* monotonic; stands still while the machine sleeps, where the
                                   system allows */
  int64_t (*asleep_ms)(
      void *context); /* how long the machine has slept since it started (BOOTTIME - MONOTONIC) */
  WallTime (*wall)(void *context);
} Clock;
Clock clock_system(void);
/* The changes of the clocks as TZ has them; what the time is now it is not asked. */
Zone zone_system(void);

/* Where things live (SPEC.md section 2). All owned. */
typedef struct Paths {
  char *settings;  /* NULL where neither XDG_CONFIG_HOME nor HOME is usable */
  char *own;       /* folder of own routines; NULL likewise */
  char *shipped;   /* folder of shipped routines */
  char *cards;     /* folder of information cards */
  char *poses;     /* folder of shipped pictures */
  char *sounds;    /* folder of the chimes */
  char *own_poses; /* folder of own pictures, beside that of own routines; NULL likewise */
  char *extra;     /* $NIGHTCALF_ROUTINES or NULL */
  char *data;      /* folder of the database; NULL where neither XDG_DATA_HOME nor HOME is usable */
  char *database;
  char *lock; /* held while a session runs */
} Paths;
/* Reads the environment and the place of the running program. Never fails; unusable variables are
 * ignored. */
void paths_find(Paths *paths);
void paths_free(Paths *paths);
/* The folder of the catalogues that came with the program (LANG/LC_MESSAGES/nightcalf.mo). Release
 * with free(). */
char *paths_catalogues(void);
/* Makes the data folder (0700), its parents as the system's umask says. Refused: as root in a place
 * of another user. */
bool paths_make_data(const Paths *paths, Error *err);

/* Takes the lock without waiting: a descriptor, or -1 when another program holds it (err empty) or
 * it cannot be had (err says why). The system lets go of it however we end. */
int lock_take(const char *path, Error *err);

/* Descriptors 0 to 2 exist after this, so that no file of ours ever gets one of their numbers; a
 * write that cannot be done is an error, never a signal; a crash leaves no core file. Refuses to
 * run set-user-id or set-group-id. First thing in main(). */
bool process_start(Error *err);

/* Runs a program, found by PATH, with our terminal and descriptors 0 to 2, and waits for it. Its
 * signals are its own: Ctrl-C in it does not end us, Ctrl-Z stops both. The terminal's modes are
 * as they were, however it ended. *status: its exit status, or 128 and the number of the signal
 * that ended it. False with err: it could not be run. */
bool process_run(const char *const argv[], int *status, Error *err);

/* Runs $VISUAL, else $EDITOR, else sensible-editor or vi on a file and waits. Their words are split
 * as a shell's are ($HOME and ~ too), without a shell. Where the editor is known to take a line to
 * begin at, it gets it (0: none). False with err: there is none, or it failed. */
bool editor_run(const char *file, int line, Error *err);

/* Signals and the wait. */
typedef enum LoopEnd {
  LOOP_QUIT,   /* a hook asked */
  LOOP_SIGNAL, /* INT, TERM, QUIT */
  LOOP_HANGUP  /* HUP, or end of input on a terminal */
} LoopEnd;

/* What the caller does in the loop. Only `deadline` and `tick` are required. */
typedef struct LoopHooks {
  void *context;
  int input; /* descriptor to wait for, or -1 */
  /* When to wake without input; false: never. */
  bool (*deadline)(void *context, Moment *deadline);
  /* Time has passed, or input was handled: move on, draw, then write what can wait. Returns false
   * to quit. */
  bool (*tick)(void *context, Moment now);
  /* Input is there: read it without waiting. False: end of input. On a terminal that is a hang-up;
   * from anything else the loop goes on without input. */
  bool (*input_ready)(void *context);
  /* The machine slept, or the process was stopped: last is the last moment known to be lived
   * through. */
  void (*gap)(void *context, Moment last);
  /* Ctrl-Z: give the terminal back; the loop then stops the process, and calls resumed, then gap,
   * when it goes on. After a stop that could not be caught (SIGSTOP) there is resumed and gap
   * alone. */
  void (*stopping)(void *context);
  void (*resumed)(void *context);
  /* A signal interrupted the wait (the window's size may have changed). */
  void (*woken)(void *context);
} LoopHooks;

/* Blocks the signals and sets handlers that each set one flag; those that were ignored by choice
 * (nohup) stay so. Before curses starts. Uses SIGALRM: output that is stuck is let go when a signal
 * to end comes, so that it never waits for a stopped terminal. */
void loop_prepare(void);
/* Runs until a hook, a signal or a hang-up ends it; *signal_number is the signal (LOOP_SIGNAL,
 * LOOP_HANGUP). A gap of more than 2 s beyond the deadline, or the machine's sleep, is a gap. */
LoopEnd loop_run(const Clock *clock, const LoopHooks *hooks, int *signal_number);
/* Lets go of output that is stuck at this moment (Ctrl-S, a terminal nobody reads, a pipe): what
 * was not taken yet is thrown away, so that the next write does not wait. Does nothing where output
 * is taken. For signal handlers too, with SIGTTOU blocked. */
void output_unstick(int descriptor);
/* Whether anything was thrown away so far: what gives the terminal back may have been part of it.
 */
bool output_was_cut(void);
/* Ends the process as the signal would have: default action, unblocked, raised. Never returns. */
_Noreturn void loop_die(int signal_number);

/* Rings the terminal's bell for a cue, when the bell was chosen (chimes: player.h). */
void cue_play(Cue cue, SoundChoice sound, int terminal);

#endif
