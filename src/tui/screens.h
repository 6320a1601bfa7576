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
extern const Screen screen_agree;
extern const Screen screen_routines;
extern const Screen screen_draft;
extern const Screen screen_settings;
extern const Screen screen_keys;
extern const Screen screen_sounds;
extern const Screen screen_editor;
extern const Screen screen_choices;
extern const Screen screen_form;
extern const Screen screen_preview;
extern const Screen screen_diary;
extern const Screen screen_cramp;
extern const Screen screen_review;
extern const Screen screen_night;
extern const Screen screen_session;
extern const Screen screen_notes;
extern const Screen screen_habits;

/* Tonight, and the list of routines. */
void home_open(Tui *tui);
/* What is about to start, adapted by app_adapt(), and what was changed in it; takes both over. One
 * that is `instant` starts at once. What is to be asked first comes before either. */
void start_open(Tui *tui, Routine *routine, Adaptation *what, int step);
/* Loads a routine as it suits the user, for start_open(). NULL with a sentence in err, without its
 * full stop: it cannot be read, or nothing of it is left. */
Routine *start_load(const App *app, const char *name, Adaptation *what, Error *err);
/* Whether stretches of this routine (id or path) wait for a clinician's word that was not asked for
 * yet. */
bool agree_due(const App *app, const char *routine);
/* Where it is due, asks, and then goes on to the start of the routine; from: a step of it, by its
 * id or number, or NULL. False: nothing is to be asked. */
bool agree_open(Tui *tui, const char *routine, const char *from);
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
/* All routines, and what can be done with them. */
void routines_open(Tui *tui);
/* Something for the list of routines to say, where it is open; takes text over. */
void routines_tell(Tui *tui, char *text);
/* A routine in the person's own editor, begun at a line (0: none). What is wrong with it afterwards
 * is shown and asked about; what came of it is told by routines_tell(). */
void draft_open(Tui *tui, const char *name, int line);
/* A routine in the editor of this program: an own one, or a shipped one that becomes a copy when it
 * is saved. */
void editor_open(Tui *tui, const char *id);
/* The same of a routine that is yet to be made. */
void editor_open_new(Tui *tui, const char *id);
/* A routine from second to second, as it suits the user; it is copied. */
void preview_open(Tui *tui, const Routine *routine);
/* The settings, and among them the keys. */
void settings_open(Tui *tui);
void keys_open(Tui *tui);
/* Each cue, to be heard. */
void sounds_open(Tui *tui);
/* The first thing that is wrong with the settings, in a sentence without its full stop; NULL:
 * nothing is. Release with free(). */
char *settings_finding(const Tui *tui);
/* One night of the diary: its cramps, how it was slept, the day before it. */
void diary_open(Tui *tui, Night night);
/* The review: calendars, sessions, trends, comparisons, the trial. */
void review_open(Tui *tui);
/* A night, to be read: its sessions, cramps, habits and notes. */
void night_open(Tui *tui, Night night);
/* The first session that passes the filter: its steps, planned and done, and its answers. Nothing
 * opens where none does. */
void session_open(Tui *tui, const HistoryFilter *filter);
/* Search in the notes of all nights. */
void notes_open(Tui *tui);
/* The habits that the review compares, to be picked in advance. */
void habits_open(Tui *tui);
/* The questions about health. */
void profile_open(Tui *tui);
/* The first time: what this program is not, unless that was shown, then the questions. */
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
/* The role of what changes most often while a session runs: its digits, or a shape that breathes.
 */
Role run_moves(const Tui *tui);
/* A line about the running session for a screen on top of it; false when none runs. */
bool run_status(const Tui *tui, char *text, size_t size);
/* When that line changes next. */
bool run_status_deadline(const Tui *tui, Moment *deadline);

#endif
