/* The record: sessions and what was done in them, and the diary, in one SQLite file that survives
 * what the world does to it. Every function that writes is one transaction, on disk when it returns
 * (journal DELETE, synchronous EXTRA). How it is carried to another machine is in transfer.h. */
#ifndef NIGHTCALF_STORE_H
#define NIGHTCALF_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "nightcalf/diary.h"
#include "nightcalf/episode.h"
#include "nightcalf/error.h"
#include "nightcalf/moment.h"
#include "nightcalf/night.h"
#include "nightcalf/session.h"

typedef struct Store Store;

/* A UUID as a text. */
enum { STORE_UUID_SIZE = 37 };

typedef enum StoreMode { STORE_READ, STORE_WRITE } StoreMode;

/* Opens the database. STORE_WRITE makes the file (0600; its folder must exist) and brings an older
 * one up to date, a backup beside it first. STORE_READ never writes, but lets SQLite take back a
 * write that a crash broke off; an absent file gives an empty store (*store is set, nothing in it).
 * Refused, untouched: another program's file, one that is broken or empty (care.h), what is no
 * regular file; for writing a newer version, for reading one where what we know is not as we know
 * it. Then *store is NULL. Free with store_close(), NULL allowed. */
bool store_open(const char *path, StoreMode mode, Store **store, Error *err);
void store_close(Store *store);

/* Who is told that another program's writing is waited for, so that a person can be. Each call of
 * the store waits up to 2 s for it, and then fails. */
typedef struct StoreWait {
  /* With true when 200 ms of a wait are over: once in that wait, which goes on when this returns.
   * With false when it is over, whichever way: before anything else is done with the record, and
   * always after true. A wait that is shorter is not told. Called out of any function that is given
   * the store, in the middle of what it does: it may print and draw what needs no record, and comes
   * back soon, since its time is added to the wait. It must not use the store, nor close it, nor
   * leave by longjmp(); what is shown while it runs is not finished with. NULL: nobody is told. */
  void (*tell)(void *context, bool waits);
  void *context;
} StoreWait;
/* store_open() with somebody who is told of its own waits and of all that follow. */
bool store_open_telling(const char *path, StoreMode mode, StoreWait wait, Store **store,
                        Error *err);
/* Newest schema version this program writes. */
int store_version(void);
/* Whether it failed since a page of it makes no sense: care_mend() is due. */
bool store_damaged(const Store *store);
/* Looks through all of it, which takes a while for a long history. False with err: it is damaged,
 * and what to do. */
bool store_check(Store *store, Error *err);

/* What is known when a session begins. */
typedef struct SessionStart {
  char *uuid; /* STORE_UUID_SIZE bytes, empty: is filled in. What a failed try has named is begun
                 again under that name, since the try may have reached the disk. NULL: nobody tries
                 again */
  const char *routine; /* id */
  const char *title;
  const char *snapshot; /* the routine as performed: text of routine_write() */
  Night night;
  WallTime started;
  Millis planned;            /* counted seconds */
  const Routine *steps;      /* the steps' ids, titles and kinds */
  const StepRecord *records; /* one a step: planned is used */
} SessionStart;

/* The state of a session, whole: written again and again, never as a difference. */
typedef struct SessionProgress {
  WallTime at;    /* now: stored as the end so far */
  Millis planned; /* counted seconds of what is not left out; 0: as they were */
  Millis done;
  Millis paused;
  Outcome outcome;
  EndedBy ended_by; /* ENDED_CRASH while it runs */
  bool open;        /* false: over. True: can be resumed, running or not */
  int step;         /* where it would be resumed */
  const StepRecord *records;
  size_t record_count;
  const Answer *answers;
  size_t answer_count;
} SessionProgress;

/* Writes the session and its steps; *id names it in this store, uuid for ever. */
bool store_session_begin(Store *store, const SessionStart *start, int64_t *id, Error *err);
bool store_session_save(Store *store, int64_t id, const SessionProgress *progress, Error *err);
/* Removes it, steps and answers too: the user chose "discard". */
bool store_session_discard(Store *store, int64_t id, Error *err);

typedef struct StepRow {
  char *step_id, *title, *kind;
  StepOutcome outcome;
  StepRecord record;
} StepRow;

/* A session as stored. Free with session_row_free(). */
typedef struct SessionRow {
  int64_t id;
  char uuid[37];
  char *routine, *title;
  char *snapshot; /* only from store_session_open() */
  Night night;
  WallTime started;
  WallTime ended; /* of an open one: its last sign of life; never before started */
  Millis planned, done, paused;
  Outcome outcome;
  EndedBy ended_by;
  bool open;
  int step; /* where it would be resumed */
  StepRow *steps;
  size_t step_count;
  Answer *answers;
  size_t answer_count;
} SessionRow;
void session_row_free(SessionRow *row);

typedef struct HistoryFilter {
  bool has_since, has_until;
  Night since, until;  /* both included */
  const char *routine; /* id, or NULL: all */
  bool troubled;       /* of all routines, only those that a warning sign ended or that hurt */
  int64_t limit;       /* 0: no limit */
  int64_t skip;        /* so many of the newest are passed over: a long history is read by pages */
} HistoryFilter;

/* Calls each for every session that passes, newest first (by start); the row is the callee's to
 * read, not to keep. each returns false to stop. Nothing is held while each runs: it may take its
 * time, and use the store. */
bool store_sessions(Store *store, const HistoryFilter *filter,
                    bool (*each)(void *context, const SessionRow *row), void *context, Error *err);
/* The newest open session of a night with its snapshot, in *row; *found says whether there is one.
 */
bool store_session_open(Store *store, Night night, SessionRow *row, bool *found, Error *err);
/* Closes every open session of a night before `tonight`, with the time truly done and the ending it
 * had. */
bool store_close_stale(Store *store, Night tonight, Error *err);

/* -- The diary: cramps ------------------------------------------------------------------------ */

/* How cramps and the night's cramp_count agree:
 * - a count that is recorded is at least the number of cramps described: describing one more raises
 *   it where it must, and a smaller count is refused;
 * - it may be above: nobody has to describe every cramp;
 * - a count that is not recorded stays so, however many are described: the night is yet to be
 *   closed by the person;
 * - removing a cramp, or moving it to another night, lowers a count that was just the number
 *   described; where that would leave 0 the night is not recorded again, since 0 is never assumed.
 * Every function below keeps this in its own transaction. */

/* Writes a cramp that is going on: fills id and uuid. Its stamp is its onset and duration. After a
 * failure it may be named by its uuid, so that it is never there twice when it is tried again. */
bool store_episode_begin(Store *store, Episode *episode, Error *err);
/* Writes it whole, by its id. */
bool store_episode_save(Store *store, const Episode *episode, Error *err);
/* The same for one that is typed in or corrected, at `now`. */
bool store_episode_add(Store *store, Episode *episode, WallTime now, Error *err);
bool store_episode_correct(Store *store, const Episode *episode, WallTime now, Error *err);
/* Removes it for good: an import of an older export does not bring it back. */
bool store_episode_delete(Store *store, int64_t id, WallTime now, Error *err);
/* Reads one; *found false: there is none of that id. Free with episode_free(). */
bool store_episode_get(Store *store, int64_t id, Episode *episode, bool *found, Error *err);
/* Calls each for every cramp of the nights from..until, oldest first; the episode is the callee's
 * to read, not to keep. each returns false to stop; nothing is held while it runs. */
bool store_episodes(Store *store, Night from, Night until,
                    bool (*each)(void *context, const Episode *episode), void *context, Error *err);

/* -- The diary: nights, habits, medicines ------------------------------------------------------ */

/* What is kept about a night; *found says whether that is anything, and without it the night is
 * diary_night_new(). Free with diary_night_free(). */
bool store_night_get(Store *store, Night night, DiaryNight *row, bool *found, Error *err);
/* Writes it whole, stamped now (diary_night_stamp()). Refused with a sentence for the person:
 * answers out of range, a cramp_count below the cramps described. */
bool store_night_save(Store *store, const DiaryNight *row, WallTime now, Error *err);
/* Changes one thing and leaves the rest as it is kept: the answer to "how many cramps?"
 * (CRAMPS_NOT_RECORDED takes it back), and the excuse (reason: may be NULL). */
bool store_night_count(Store *store, Night night, int cramp_count, WallTime now, Error *err);
bool store_night_excuse(Store *store, Night night, bool excused, const char *reason, WallTime now,
                        Error *err);
/* Calls each for every night from..until of which anything is said, oldest first; as
 * store_episodes(). */
bool store_nights(Store *store, Night from, Night until,
                  bool (*each)(void *context, const DiaryNight *row), void *context, Error *err);

bool store_habits_get(Store *store, Night night, Habits *row, bool *found, Error *err);
bool store_habits_save(Store *store, const Habits *row, WallTime now, Error *err);
/* Oldest first, nights with an answer alone. */
bool store_habits(Store *store, Night from, Night until,
                  bool (*each)(void *context, const Habits *row), void *context, Error *err);

/* Writes a new change; fills id, uuid and stamp. */
bool store_medication_add(Store *store, MedicationChange *change, WallTime now, Error *err);
bool store_medication_correct(Store *store, const MedicationChange *change, WallTime now,
                              Error *err);
/* Removes it for good, as store_episode_delete(). */
bool store_medication_delete(Store *store, int64_t id, Error *err);
bool store_medications(Store *store, Night from, Night until,
                       bool (*each)(void *context, const MedicationChange *change), void *context,
                       Error *err);

/* All that is said in one go about one night: what is NULL is left as it is. */
typedef struct DiaryEntry {
  const DiaryNight *night; /* whole, as for store_night_save() */
  bool counted;            /* its cramp_count is an answer; false: the count stays as it is kept,
                              however many cramps this entry adds */
  const Habits *habits;    /* whole */
  Episode *episodes;       /* each added (id 0: id, uuid and stamp are filled in) or corrected */
  size_t episode_count;
  MedicationChange *medication; /* likewise */
} DiaryEntry;
/* Keeps all of it, stamped now, or nothing: one transaction, by the same rules as the functions
 * above. After a failure the ids of what was to be added are 0, but it is named: tried again, it is
 * never there twice. */
bool store_entry_save(Store *store, const DiaryEntry *entry, WallTime now, Error *err);

/* -- The review -------------------------------------------------------------------------------- */

/* What was kept about a night, counted. One row a night, kept by the database itself with every
 * write, so that ten years are read without looking at a session. */
typedef struct NightSummary {
  Night night;
  int64_t sessions;  /* of any routine, open ones too */
  int64_t completed; /* of them */
  Millis planned, done;
  int64_t episodes; /* cramps described */
} NightSummary;
/* Nights with a session or a cramp alone, oldest first. */
bool store_summaries(Store *store, Night from, Night until,
                     bool (*each)(void *context, const NightSummary *row), void *context,
                     Error *err);

/* The same of one routine. */
typedef struct RoutineNight {
  Night night;
  const char *routine; /* id */
  int64_t sessions;
  int64_t completed;
  int completed_at; /* for diary_routine_night(): the first completion from ROUTINE_NIGHT_FROM on,
                       in minutes after the midnight that the night's date begins with; -1: none */
} RoutineNight;
/* routine: an id, or NULL for all. Oldest first, by routine within a night. */
bool store_routine_nights(Store *store, const char *routine, Night from, Night until,
                          bool (*each)(void *context, const RoutineNight *row), void *context,
                          Error *err);

/* A routine over many nights. */
typedef struct RoutineTotal {
  const char *routine; /* id */
  const char *title;   /* that of its newest session; "": of none that is still there */
  int64_t sessions;
  int64_t completed;
} RoutineTotal;
/* Calls each for every routine with a session from..until, by id: from what is counted of the
 * nights, however many sessions there are. */
bool store_routine_totals(Store *store, Night from, Night until,
                          bool (*each)(void *context, const RoutineTotal *row), void *context,
                          Error *err);

/* Sessions of the nights from..until, from the same counts. */
bool store_session_count(Store *store, Night from, Night until, int64_t *count, Error *err);

/* All that a review needs of a night. */
typedef struct StoredNight {
  Night night;
  DiaryNight diary; /* what a figure counts: the number of cramps and when it was entered,
                       awakenings, disturbance, bed_time, excused; the rest is as in
                       diary_night_new(), which all of it is where nothing is said */
  /* For a calendar alone, else 0: */
  int64_t sessions;   /* of any routine */
  int64_t episodes;   /* cramps described */
  bool noted;         /* a note or trouble with a routine is written */
  int completed_at;   /* of the chosen routine, as RoutineNight's; -1 */
  bool routine_night; /* diary_routine_night() of that */
  bool routine_tried; /* sessions of it, none completed */
  bool medicine_started;
  const Habits *habits; /* of the day before it; NULL: nothing is said, or not asked for */
} StoredNight;

/* What is on record of all nights before one. */
typedef struct RecordBefore {
  int64_t nights;     /* whose cramps were counted... */
  int64_t cramps;     /* and how many those are */
  int64_t episodes;   /* with a severity... */
  int64_t severities; /* and the sum of those */
} RecordBefore;

/* What is read, and who takes it. Each is called while the record is read: it must be quick, must
 * not use the store, and returns false to have no more of its kind. */
typedef struct ReviewRows {
  const char *routine; /* the chosen one, or NULL: none */
  bool habits;         /* are asked for */
  bool calendar;       /* so is what a calendar shows */
  /* Every night with anything on it, oldest first: an answer, a session of the routine, a medicine
   * started; a habit where those are asked for; for a calendar any session or cramp. */
  bool (*night)(void *context, const StoredNight *row);
  /* Then every cramp, oldest first: night, onset and its precision, side, muscle, severity,
   * duration, trigger and urge_to_move, and nothing else of it. NULL: none is read. */
  bool (*cramp)(void *context, const Episode *row);
  void *context;
  RecordBefore *before; /* filled in with what is before `from`; NULL: not asked for */
  /* For that alone: a night whose number of cramps was entered more than so many seconds after the
   * midnight that its date begins with does not count, nor do its cramps (diary_very_late()); -1:
   * all count. */
  int64_t late_after;
} ReviewRows;
/* Reads the nights from..until as they are at one moment. False with err, perhaps after some of the
 * rows. */
bool store_review(Store *store, Night from, Night until, const ReviewRows *rows, Error *err);
/* The first night that it would hand out of all for a calendar; *any false: there is none. */
bool store_review_first(Store *store, bool habits, Night *first, bool *any, Error *err);

/* What a report counts beside the review of the same nights, in any order but that troubles come
 * oldest first. As ReviewRows, each is called while the record is read. */
typedef struct ReportRows {
  void (*supplement)(void *context, unsigned supplement); /* a day's: bits of Supplement, not 0 */
  void (*trouble)(void *context, Night night, const char *adverse_event);
  void *context;
} ReportRows;
bool store_report(Store *store, Night from, Night until, const ReportRows *rows, Error *err);

/* The first and the last night on which anything is kept; *any false: there is none. */
bool store_bounds(Store *store, Night *first, Night *last, bool *any, Error *err);

/* Where a text was found. */
typedef enum NotePlace {
  NOTE_NIGHT,
  NOTE_ADVERSE_EVENT,
  NOTE_EXCUSE,
  NOTE_EPISODE,
  NOTE_MEDICATION, /* its name */
  NOTE_PLACE_COUNT
} NotePlace;
/* "note", "adverse event", "excuse", "cramp", "medicine". */
const char *note_place_shown(NotePlace place);
typedef struct NoteFound {
  Night night;
  NotePlace place;
  int64_t id;       /* of the episode or the medication change; 0 */
  const char *text; /* whole */
} NoteFound;
/* Calls each for every note that holds the text, newest night first. Capitals A to Z do not matter;
 * every character stands for itself. An empty text is in every note. */
bool store_notes_find(Store *store, const char *text,
                      bool (*each)(void *context, const NoteFound *found), void *context,
                      Error *err);

#endif
