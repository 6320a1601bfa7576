/* The screens, and how each is opened. */
#ifndef NIGHTCALF_TUI_SCREENS_H
#define NIGHTCALF_TUI_SCREENS_H

#include "tui.h"

extern const Screen screen_home;
extern const Screen screen_start;
extern const Screen screen_run;
extern const Screen screen_card;
extern const Screen screen_help;
extern const Screen screen_end;

/* Tonight, and the list of routines. */
void home_open(Tui *tui);
/* What is about to start; takes the routine over. One that is `instant` starts at once. */
void start_open(Tui *tui, Routine *routine, int step);
/* The session that app has just started. */
void run_open(Tui *tui);
/* A text with its title in the first line; takes it over. A running session pauses meanwhile. */
void card_open(Tui *tui, char *text);
/* The keys of the screen on top. */
void help_open(Tui *tui);
/* What was done; problem: a sentence about what could not go on, or NULL. */
void end_open(Tui *tui, const char *problem);

/* The session has ended: writes it, then the next routine if one was chosen, else the end screen.
 */
void run_finish(Tui *tui);
/* Writes down what is typed in a journal that waits. */
void run_keep_typed(Tui *tui);
/* A line about the running session for a screen on top of it; false when none runs. */
bool run_status(const Tui *tui, char *text, size_t size);
/* When that line changes next. */
bool run_status_deadline(const Tui *tui, Moment *deadline);

#endif
