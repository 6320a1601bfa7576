/* Between the parts of the screen of routines: its state, and the questions it asks. */
#ifndef NIGHTCALF_TUI_ROUTINES_H
#define NIGHTCALF_TUI_ROUTINES_H

#include "entry.h"
#include "routine_list.h"
#include "screens.h"

typedef enum RoutinesMoment { ROUTINES_LIST, ROUTINES_NAME, ROUTINES_REMOVE } RoutinesMoment;

typedef struct Routines {
  RoutineList list;
  size_t selected;
  size_t page; /* rows of the list at the last drawing */
  RoutinesMoment moment;
  Action asked;  /* what a name or an answer is asked for */
  char *about;   /* the id of the routine it is about; NULL for a new one */
  Entry name;    /* typed */
  size_t answer; /* marked, in the question about removing */
  bool forced;   /* others borrow from it: the question is asked a second time */
  char *notice;  /* what was done, or could not be; NULL: nothing to say */
} Routines;

extern const ActionList routines_lists[];

/* Says something in the pane, until the next key; takes text over. */
void routines_notice(Routines *routines, char *text);
void routines_problem(Routines *routines, const Error *err);
/* The mark goes to the routine of that id that is in force. */
void routines_mark(Routines *routines, const char *id);
/* Lists anew what the library has; the mark stays on the same file. */
void routines_refill(Tui *tui, Routines *routines);

/* Asks for the name of a new routine; for what COPY, RENAME or REMOVE needs. */
void routines_ask_new(Routines *routines);
void routines_ask(Tui *tui, Routines *routines, Action action, const ListedRoutine *listed);
/* A key while something is asked for. */
void routines_answer(Tui *tui, Routines *routines, Action action, int key);
/* Draws what is asked for. */
void routines_draw_asking(const Tui *tui, const Routines *routines, Frame *frame, Box box);

#endif
