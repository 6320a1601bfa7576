/* The face in curses: a small stack of screens over one App. What is declared here needs no
 * terminal: a test can send keys, turn the clock and look at the drawing. terminal.c joins it to a
 * real one. */
#ifndef NIGHTCALF_TUI_TUI_H
#define NIGHTCALF_TUI_TUI_H

#include "draw.h"
#include "keys.h"
#include "nightcalf/app.h"

typedef struct Tui Tui;

/* A kind of screen. To add one: screen_x.c with one of these and its lists of actions, its opener
 * in screens.h, its name in tui_screens. */
typedef struct Screen {
  const char *name;
  size_t state_size;       /* of what each open one remembers; zeroed */
  const ActionList *lists; /* its moments; ended by one without a title */
  /* Which of the lists applies now; NULL: the first. */
  size_t (*moment)(const Tui *tui, const void *state);
  /* Draws it. The state may be brought into range (scrolling), not moved on. */
  void (*draw)(Tui *tui, void *state, Frame *frame);
  /* Does what a key of the list asks. */
  void (*act)(Tui *tui, void *state, Action action, int key);
  /* Any key, where one is enough (the setting one_key), with what it is bound to: true when it was
   * taken. NULL: none is. */
  bool (*any_key)(Tui *tui, void *state, Action action);
  /* A key before the list is looked at: true when it was taken (typing). NULL: none is. */
  bool (*type)(Tui *tui, void *state, int key);
  bool takes_text; /* pasted text goes to `type`; elsewhere it is dropped */
  /* When the drawing changes by itself; false: never. NULL: never. */
  bool (*deadline)(const Tui *tui, const void *state, Moment *deadline);
  /* Time has passed. NULL: nothing to do. */
  void (*tick)(Tui *tui, void *state);
  /* Time has passed that nobody lived through. */
  void (*gap)(Tui *tui, void *state);
  /* It is on top again. */
  void (*shown)(Tui *tui, void *state);
  /* How dark the night theme is on it: SHADE_NIGHT to SHADE_DIMMEST. NULL: SHADE_NIGHT. */
  Shade (*shade)(const Tui *tui, const void *state);
  /* The program is about to end, unasked: writes down what is typed. NULL: nothing to do. */
  void (*keep)(Tui *tui, void *state);
  void (*close)(void *state);
} Screen;

typedef struct OpenScreen {
  const Screen *screen;
  void *state;
  unsigned number; /* how many were opened before it */
  ListPlace list;  /* of its list, if it has one */
} OpenScreen;

enum { TUI_ROWS_MIN = 12, TUI_COLUMNS_MIN = 40, TUI_STACK_MAX = 8 };

struct Tui {
  App *app;
  const RunRequest *request; /* NULL: home */
  Keymap keys;               /* in force */
  Error keys_problem;        /* why a binding of the settings is not; empty: all of them are */
  Theme theme;
  bool ascii;
  int rows, columns; /* of the last drawing */
  Drawing drawing;   /* the last one: forget it where the window may hold something else */
  Hints hints;       /* of the last footer */
  OpenScreen stack[TUI_STACK_MAX];
  size_t depth;    /* 0: nothing is open, the program ends */
  unsigned opened; /* screens so far */
  char *parting;   /* to be told when the terminal was given back; or NULL */
  bool asking;     /* a question has come up and is not drawn yet: keys do not answer it */
  /* Gives the terminal away, or takes it back. NULL: there is none to give. */
  void (*lend)(void *terminal, bool away);
  void *terminal;
};

/* All kinds of screens, NULL-terminated. */
extern const Screen *const tui_screens[];

Moment tui_now(const Tui *tui);
WallTime tui_wall(const Tui *tui);

/* Ready for the first screen: the keys are those of the app's settings. Tui: zero-initialised,
 * theme and ascii apart. */
void tui_start(Tui *tui, App *app);
/* The settings have changed: the keys follow them. */
void tui_take_keys(Tui *tui);

/* Opens a screen on top and returns its zeroed state. */
void *tui_open(Tui *tui, const Screen *screen);
/* Closes the screen on top. */
void tui_close(Tui *tui);
/* Closes the screen on top for one that is opened at once: the one below is not told. */
void tui_drop(Tui *tui);
/* Drops what is on top of the first screen of that kind. False, with nothing done: none is open. */
bool tui_uncover(Tui *tui, const Screen *screen);
/* Closes every screen from the top down to the first of that kind, it included. */
void tui_close_down_to(Tui *tui, const Screen *screen);
/* Closes all of them, and forgets the drawing. */
void tui_close_all(Tui *tui);

/* Draws the screen on top, or the sentence that there is too little room. */
void tui_draw(Tui *tui, WINDOW *window, Frame *frame);
/* Draws a line that is told in the midst of something, into a window of one row. No screen is
 * asked.
 */
void tui_draw_notice(const Tui *tui, WINDOW *window, const char *text);
/* One key. */
void tui_key(Tui *tui, int key);
/* One character of pasted text: typed where text is typed, and never a command. */
void tui_paste(Tui *tui, int character);
/* Time has passed: effects of the session, ticks of the screens. */
void tui_advance(Tui *tui);
/* When to call tui_advance() and draw again; false: never without a key. */
bool tui_deadline(const Tui *tui, Moment *deadline);
/* The last moment that was lived through before a gap. */
void tui_gap(Tui *tui, Moment last);
/* Ctrl-Z: the session pauses now. */
void tui_suspend(Tui *tui);
/* Ends a running session so, with all that was typed, there and elsewhere. */
void tui_end_session(Tui *tui, EndedBy by);

/* Runs a function while the terminal is given away, such as to an editor. Returns when it does. */
void tui_run_outside(Tui *tui, void (*run)(void *context), void *context);

/* The earlier of two deadlines; either may be absent. */
bool deadline_join(bool any, Moment *deadline, Moment other);
/* The moment at which the clock on the wall shows the next minute. */
Moment deadline_next_minute(const Tui *tui);

#endif
