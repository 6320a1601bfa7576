/* The record: sessions and what was done in them, in one SQLite file that survives what the world
 * does to it. Every function that writes is one transaction, on disk when it returns (journal
 * DELETE, synchronous EXTRA). */
#ifndef NIGHTCALF_STORE_H
#define NIGHTCALF_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "nightcalf/episode.h"
#include "nightcalf/error.h"
#include "nightcalf/moment.h"
#include "nightcalf/night.h"
#include "nightcalf/session.h"

typedef struct Store Store;

typedef enum StoreMode { STORE_READ, STORE_WRITE } StoreMode;

/* Opens the database. STORE_WRITE makes the file (0600; its folder must exist) and brings an older
 * one up to date, a backup beside it first. STORE_READ never writes, but lets SQLite take back a
 * write that a crash broke off; an absent file gives an empty store (*store is set, nothing in it).
 * Refused, untouched: a newer version, another program's file, an empty one, what is no regular
 * file. Then *store is NULL. Free with store_close(), NULL allowed. */
bool store_open(const char *path, StoreMode mode, Store **store, Error *err);
void store_close(Store *store);
/* Newest schema version this program writes. */
int store_version(void);

/* What is known when a session begins. */
typedef struct SessionStart {
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
  WallTime at; /* now: stored as the end so far */
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
  int64_t limit;       /* 0: no limit */
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
/* Whether a completed session of any routine is in the record for that night. */
bool store_night_done(Store *store, Night night, bool *done, Error *err);

/* Writes a new cramp; fills id and uuid. */
bool store_episode_begin(Store *store, Episode *episode, Error *err);
/* Writes the cramp whole, by its id. */
bool store_episode_save(Store *store, const Episode *episode, Error *err);
/* Calls each for every cramp of the nights from..until, oldest first. */
bool store_episodes(Store *store, Night from, Night until,
                    bool (*each)(void *context, const Episode *episode), void *context, Error *err);

#endif
