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
extern const Screen screen_learn;
extern const Screen screen_profile;

/* Tonight, and the list of routines. */
void home_open(Tui *tui);
/* What is about to start, adapted by app_adapt(), and what was changed in it; takes both over. One
 * that is `instant` starts at once. */
void start_open(Tui *tui, Routine *routine, Adaptation *what, int step);
/* Loads a routine as it suits the user, for start_open(). NULL with a sentence in err, without its
 * full stop: it cannot be read, or nothing of it is left. */
Routine *start_load(const App *app, const char *name, Adaptation *what, Error *err);
/* The session that app has just started. */
void run_open(Tui *tui);
/* A cramp right now, from wherever one is: what runs is set aside. Where a cramp lasts already,
 * back to it. */
void cramp_open(Tui *tui);
/* The cramp begins with this routine, which is taken over. Nothing is written before app_flush().
 */
void cramp_start(Tui *tui, Routine *routine);
/* What to do now in a cramp, in few words; NULL: none is on. */
const char *cramp_words(const Tui *tui);
/* A text with its title in the first line; takes it over. A running session pauses meanwhile. */
void card_open(Tui *tui, char *text);
/* What this program is not, under another title; on the first run Enter goes on, and q quits. False
 * when that card is missing. */
bool disclaimer_open(Tui *tui, const char *title, bool first);
/* The list of information cards. */
void learn_open(Tui *tui);
/* The questions about health. */
void profile_open(Tui *tui);
/* Whether nothing was kept here yet and the questions were never answered. */
bool first_run_due(const Tui *tui);
/* The first time: what this program is not, then the questions. */
void first_run_open(Tui *tui);
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
