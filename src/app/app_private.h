/* Between the files of app: what a routine's name means, who borrows from whom, and what a session
 * and the cramp it belongs to ask of each other. */
#ifndef NIGHTCALF_APP_PRIVATE_H
#define NIGHTCALF_APP_PRIVATE_H

#include "nightcalf/app.h"

/* Behind the file of a routine: the draft of it that an editor works on. */
#define OWN_DRAFT_TAIL ".draft"
/* The text that the draft was begun from. */
#define OWN_BASE_TAIL ".draft.base"

/* Whether a name is meant as a path: "./x", "x/y.cfg", or "x.cfg" where such a file lies here. */
bool app_is_path(const char *name);
/* The file that app_load_routine() would read; NULL with a finding. Release with free(). */
char *app_routine_file(const App *app, const char *name, Diagnostics *diagnostics);

/* The library as it would be without the file `gone` and with the entry `added` (either may be
 * NULL). An id that then means nothing leads to no file, so that nobody finds the one that is gone
 * in its folder. Borrows all but its array of entries, which is to be freed. */
Library borrow_changed(const Library *library, const char *id, const char *gone,
                       const RoutineEntry *added);
/* Whether a routine file is sound among those routines. */
bool borrow_is_sound(const Library *library, const char *file);
/* The routines that speak of an id, are sound now and would not be in the changed library, joined
 * by ", ". NULL: none. Release with free(). */
char *borrow_broken_by(const Library *library, const Library *changed, const char *id);

/* store_open_telling() of the record; for writing, what is broken is set aside first. */
Store *record_open(App *app, StoreMode mode, Error *err);
/* Closes it, and remembers whether it failed since it is damaged: the next time it is opened for
 * writing it is mended. */
void record_close(App *app);

/* The cramp belongs to the session that starts. False: none was begun for it. */
bool cramp_join(App *app);
/* A step of the session has ended: takes from its answers what they say about the cramp. */
void cramp_hear_step(App *app, int step);
/* The session is over: so is the clock. */
void cramp_stop(App *app);
/* Writes the cramp as it stands, if there is one. */
bool cramp_write(App *app, Store *store, Error *err);
/* The session is gone, and its cramp with it. */
void cramp_drop(App *app);

/* How loud it is to be now, in percent. */
int sound_volume(const App *app);
/* Plays the chimes of these cues, at most CUES_DUE_MAX, one after the other: what player_begin()
 * returns. */
int sound_chimes(const App *app, const Cue *cues, size_t count);
/* Says a text, which must not be empty. */
int sound_speech(const App *app, const char *text);
/* How long it may take to say it. */
Millis sound_speech_limit(const char *text);
/* Rings the terminal's bell for a cue, where there is a terminal. */
void sound_ring(Cue cue);

/* Keeps what is heard of an effect for cues_sound(). */
void cues_hear(App *app, const Effect *effect);
/* Looks what has ended, and begins what is due. */
void cues_sound(App *app);
/* When to call it next for that alone; false: never. */
bool cues_deadline(const App *app, Moment *deadline);
/* Silence at once. */
void cues_stop(App *app);

/* What goes on beside the session follows its state: after it was drawn and written. */
void beside_follow(App *app);
/* The session is gone. */
void beside_drop(App *app);

#endif
