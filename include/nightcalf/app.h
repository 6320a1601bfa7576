/* The one struct that travels, and the one place where the engine's effects meet the world. Both
 * faces, curses and plain lines, drive a session through these functions and only show what comes
 * back. */
#ifndef NIGHTCALF_APP_H
#define NIGHTCALF_APP_H

#include <stdbool.h>

#include "nightcalf/adapt.h"
#include "nightcalf/cues.h"
#include "nightcalf/episode.h"
#include "nightcalf/error.h"
#include "nightcalf/library.h"
#include "nightcalf/os.h"
#include "nightcalf/session.h"
#include "nightcalf/settings.h"
#include "nightcalf/store.h"
#include "nightcalf/transfer.h"

struct CardList; /* card.h: only who shows cards needs it */
struct Card;     /* likewise */
struct Pose;     /* pose.h: likewise, pictures */

/* A cramp that is being logged. */
typedef struct Cramp {
  bool on;
  bool joined;     /* it belongs to the running session, and goes with it */
  bool timed;      /* its clock was started, by app_cramp_begin() */
  bool running;    /* the clock runs: not eased yet, its session not over */
  Moment since;    /* with timed: when it began */
  Episode episode; /* id 0: not kept yet */
  Episode written; /* what was last kept of it here; before that nothing is known in it */
} Cramp;

/* Of which of its events the person's own commands were told. */
typedef enum Told { TOLD_NOTHING, TOLD_START, TOLD_END, TOLD_LIGHTS_OUT } Told;

typedef struct App {
  Clock clock;
  Paths paths;
  Settings settings;
  Diagnostics settings_findings; /* what was wrong in the settings file */
  Library library;
  bool quiet;           /* --quiet: no sound in this run */
  bool muted;           /* toggled by m */
  bool keeps_nothing;   /* --no-save: sessions of this run leave no trace */
  Store *store;         /* NULL: not opened, or nothing can be kept (kept_error says why) */
  StoreMode store_mode; /* of the open store */
  StoreWait waits;      /* told of the waits for another program that writes; the face that is open
                           may change it at any time */
  bool in_store;        /* such a telling is under way, from within SQLite */
  int lock;             /* -1: not held */
  bool damaged;         /* a page of the record made no sense: it is looked through and mended
                           before it is written to again */
  bool mended;          /* it was, in this run, and the person has not been told yet */
  Error kept_error; /* not empty: the record could not be written; told at once and at the end */
  Moment retry;     /* with kept_error: when to try again */
  bool lost;        /* a session is over and could not be kept */

  /* The running session, if any. */
  Routine *routine;
  Timeline timeline;
  Session *session;
  SessionOptions options;
  int64_t session_id; /* in the store; 0: not kept yet; -1: discarded, never to be kept */
  char session_uuid[STORE_UUID_SIZE]; /* empty: no try to begin it there has named it yet */
  char *snapshot;
  WallTime started;
  Night night;
  bool save_due;      /* app_flush() has something to write */
  bool set_aside;     /* the session that ends may be taken up again */
  char *next_routine; /* a choice said: go on with this one */
  char *card;         /* a card to show, until the face has shown it */

  /* What goes on beside it. */
  Told told;
  bool awake_asked; /* the screen is to stay awake... */
  int awake;        /* ...and then what awake_end() takes */

  Cues cues; /* what is heard of it */

  Cramp cramp;
  Diagnostics cramp_findings; /* why app_load_cramp() had to take another file, to be told after */

  struct CardList *cards; /* card.h; NULL before app_cards() */
  Diagnostics cards_findings;
} App;

/* Paths, settings and the list of routines. Zero-initialised app; clock is set by the caller. Never
 * fails: what is wrong is in settings_findings and library.diagnostics. */
void app_open(App *app);
void app_close(App *app);
/* Changes one setting in the file (settings_set(); value_text NULL: settings_unset()) and in
 * app->settings, which is read anew. False with err: neither has changed. */
bool app_set(App *app, const char *name, const char *value_text, Error *err);
/* Reads the settings file anew, as after an editor had it. */
void app_read_settings(App *app);
/* Makes the settings file where there is none, of settings_default_text(). False with err. */
bool app_make_settings(App *app, Error *err);
/* Tonight, by the clock and the night boundary. */
Night app_tonight(const App *app);
/* The id of tonight's routine: settings_routine_of() this night, but no massage or yoga after a
 * warning sign of tonight (evening_routine_note()). */
const char *app_routine(App *app);
/* The store for reading or writing; NULL with err when it cannot be had. Opened once; a store for
 * writing reads too. */
Store *app_store(App *app, StoreMode mode, Error *err);

/* That others may read or write the record, and how to end that, in a sentence; NULL: it is the
 * user's alone. Release with free(). */
char *app_rights_text(const App *app);
/* What became of a record that was found broken, in sentences, until app_mended_seen(); brief:
 * files without their folders. NULL: there is nothing to tell. Release with free(). */
char *app_mended_text(const App *app, bool brief);
/* The backup that is offered with that, NULL: none. Release with free(). */
char *app_mended_backup(const App *app);
/* The person has chosen, or has no choice. */
void app_mended_seen(App *app);
/* Takes in what a backup has and the record has not. */
bool app_take_backup(App *app, const char *backup, MergeCounts *counts, Error *err);
/* Looks through the record and sets it aside if it is broken. False with err: that could not be
 * done; without: it is sound. */
bool app_salvage(App *app, Error *err);
/* The newest backup beside the record that can be put back, NULL: none; *count: how many lie there,
 * sound or not. There must be a place for the record. Release with free(). */
char *app_newest_backup(const App *app, size_t *count);
/* Keeps the copy of the day, if this run has written to the record and there is none yet. To be
 * called when nobody waits: what a routine's end shows has been left, or the program ends. */
void app_keep_day(App *app);

/* Finds and loads a routine by id, or by path when the name holds a '/' or ends in ".cfg" and
 * exists. NULL: findings are in diagnostics (file 0 lines: not found, with the nearest id). */
Routine *app_load_routine(const App *app, const char *name, Diagnostics *diagnostics);
/* The title of a routine of the library, in the user's language, without reading all of it: whether
 * it can be loaded is not known. NULL: only loading it tells. Release with free(). */
char *app_routine_title(const App *app, const char *id);

/* The complete profile as it now leaves out steps: without FLAG_RECENT_SURGERY once a clinician has
 * agreed to stretching. */
unsigned app_flags(const App *app);
/* A copy of a routine as it suits the settings' profile: routine_adapt() with app_flags(). The
 * relief of a cramp is not kept waiting for a clinician's word. A face starts this one, never the
 * routine as loaded. NULL: nothing of it is left; app_profile_hits() says why. what: as
 * routine_adapt(). */
Routine *app_adapt(const App *app, const Routine *routine, bool essentials_only, Adaptation *what);
/* Whether this routine, as loaded, has stretches that only the want of a clinician's word leaves
 * out; *asked (may be NULL): whether that was asked, and answered by no. */
bool app_stretches_wait(const App *app, const Routine *routine, bool *asked);
/* The same of a routine by its name, as for app_load_routine(). */
bool app_named_stretches_wait(const App *app, const char *name, bool *asked);
/* What is asked before the first such routine starts, and what is said where they stay left out. */
extern const char app_agreement_question[];
extern const char app_stretches_left_out[];
/* What may be said in a cramp, which is not kept waiting: eight words. */
extern const char app_relief_after_surgery[];
/* Keeps the answer, as app_set_profile() does. */
bool app_set_agreed(App *app, bool agreed, Error *err);
/* The flags of the profile that leave out or replace steps of this routine, or answers in it. */
unsigned app_profile_hits(const App *app, const Routine *routine);
/* Why nothing of a routine is left for this person and what to try instead, in a sentence without
 * its full stop. Release with free(). */
char *app_nothing_left(const App *app, const Routine *routine);
/* "Adapted for you: left out Calf massage; Standing calf stretch: now Towel calf pull; tonight
 * without Feet up.", or NULL when nothing was changed. Release with free(). */
char *app_adapted_text(const Adaptation *what);
/* Makes these flags the profile, at once and in the settings file. A clinician's word about
 * stretching counts for one operation: it is asked for again when FLAG_RECENT_SURGERY comes anew.
 * False with err when the file could not be written: the flags hold all the same until the program
 * ends. */
bool app_set_profile(App *app, unsigned flags, Error *err);
/* Whether to offer the essential steps alone: started now, this adapted routine would end after
 * tonight's bedtime, and without the others it is shorter (schedule.h). */
bool app_is_late(const App *app, const Routine *adapted);

/* Index of the step that --from names: by its id, or by its number from 1; -1 when there is none.
 */
int app_find_step(const Routine *routine, const char *text);

/* Starts a session at a step; takes the routine over. The record is not touched before app_flush():
 * the first instruction comes first. When it cannot be begun then, the session runs all the same
 * and kept_error says why. */
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
/* The same for what has to wait while something else comes first: the user ends it, and it can be
 * taken up again the same night. */
void app_session_set_aside(App *app);
/* Ends the session and removes it from the record. */
void app_session_discard(App *app);
/* What its end shows has been left, or has gone dark: the command on_lights_out runs, once. Nothing
 * happens where another routine follows. */
void app_lights_out(App *app);
/* Frees the session; next_routine and card stay until they are used or the next one starts. */
void app_session_drop(App *app);

/* A cramp right now. A face calls app_load_cramp(), app_cramp_begin(), app_session_start(), draws,
 * and only then app_flush(): the cramp is in the record from its first second, but never before its
 * first instruction is on the screen. It is written again with each save of its session. The
 * journal form "episode" fills it in when the session comes by; in a session without one that form
 * makes it. Discarding the session leaves the cramp: it was there. */

/* Whether that is the routine's id. */
bool app_is_cramp(const char *id);
/* Whether a text (NULL: no) is short enough to be read at once in a cramp: eight words at most
 * (CONTENT.md section 7). What is longer waits for the key that shows the details. */
bool app_is_brief(const char *text);
/* What is shown of a step in a cramp: the few words it speaks, else its title; and beside them its
 * cue where that is brief, of the form "episode" that it can wait, else NULL. */
const char *app_cramp_title(const Step *step);
const char *app_cramp_cue(const Step *step);
/* What to do where no routine can be read: a line a sentence. */
extern const char app_cramp_bare[];
/* The routine cramp-now, adapted to the profile: the user's own, or where that cannot be read the
 * shipped one (why is in cramp_findings). NULL when none can be read. */
Routine *app_load_cramp(App *app);
/* It begins now: for the session that is started next. Nothing is written before app_flush(). */
void app_cramp_begin(App *app);
/* "It has eased": its duration is fixed, and the session goes on at the step for the time after, if
 * that is yet to come: where the first `go` of the prompt "easing" leads, else the next step. */
void app_cramp_eased(App *app);
/* What is known of it; SIDE_NONE, MUSCLE_UNKNOWN and -1 leave what was known. */
void app_cramp_set(App *app, Side side, Muscle muscle, int severity);
/* How long it has lasted: runs until it has eased or its session is over. False: no cramp whose
 * clock was started. */
bool app_cramp_elapsed(const App *app, Millis *elapsed);
/* What the journal form "episode" may have filled in already in a field (EpisodeField); NULL: that
 * is not known. Release with free(). */
char *app_cramp_prefill(const App *app, size_t field);

/* Text of an information card: its title in the first line (of the warning signs how soon to call,
 * where an answer of the session tells), evidence, paragraphs with an empty line
 * between them, sources, a footer; not wrapped. NULL when there is none of that name. Release with
 * free(). */
char *app_card(const App *app, const char *name);
/* Whether the card stands before the others in a list, because of the profile. */
bool app_card_comes_first(const App *app, const struct Card *card);
/* What stands at the start of every routine with FLAG_CLOT_RISK: the words of the card "clot-note"
 * on one line; NULL without the flag or the card. Release with free(). */
char *app_clot_note(const App *app);
/* The picture of that name (pose.h; a step's `pose`, may be NULL): the user's own, else the shipped
 * one. False, and *pose empty: there is none that is sound. Free with pose_free(). */
bool app_pose(const App *app, const char *name, struct Pose *pose);
/* What somebody on a statin is told where the diary takes a note: pain that belongs there, and how
 * soon to ask. NULL without FLAG_STATIN. Source: CONTENT.md 3.2, 3.3. */
const char *app_statin_note(const App *app);
/* What a cramp of over EPISODE_LONG_MS asks for, in the words of the card of warning signs. Release
 * with free(). Source: CONTENT.md 3.3. */
char *app_long_cramp_advice(App *app);
/* All cards (card.h) as they suit the profile, read at the first call; what is wrong is in
 * cards_findings. Owned by app; the next call may change their bodies. */
const struct CardList *app_cards(App *app);
/* Reads one of them alone, likewise; false when there is none or it is broken. Free with
 * card_free().
 */
bool app_card_read(const App *app, const char *id, struct Card *card);

/* Whether nothing was ever kept here: there is no database yet. */
bool app_first_run(const App *app);
/* Whether this is the first time: nothing was kept here yet, and the questions about health were
 * never answered. What this program is not is then shown whole. */
bool app_disclaimer_due(const App *app);

/* Exit status so far: 3 when something could not be kept, else 0. */
int app_status(const App *app);

/* The faces. */
typedef struct RunRequest {
  const char *routine; /* id or path; NULL: tonight's */
  const char *from;    /* step id or number, or NULL */
  const char *length;  /* in lines: which of the lengths that its steps offer ("10m"); NULL: ask */
  bool resume;
  bool now; /* a cramp right now: by app_load_cramp(), with no start screen, question or offer to
               resume; routine is "cramp-now" */
} RunRequest;
/* Curses: home (request NULL) or a run. Returns the exit status, or -1 with err when this terminal
 * cannot show it and plain lines should serve instead. */
int tui_main(App *app, const RunRequest *request, Error *err);
/* Lines, for screen readers and pipes. */
int plain_main(App *app, const RunRequest *request);

#endif
