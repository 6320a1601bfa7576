/* The record cared for: what is broken set aside and read out, a copy of each day, and what a
 * person is to be told and offered after that. */
#ifndef NIGHTCALF_CARE_H
#define NIGHTCALF_CARE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "nightcalf/error.h"
#include "nightcalf/moment.h"
#include "nightcalf/night.h"
#include "nightcalf/transfer.h"

/* How many daily copies are kept. Source: issue 8, "the last seven kept". */
enum { CARE_DAYS_KEPT = 7 };

/* How closely a file is looked at. CARE_QUICK: its first page, its length, its tables' names and
 * both ends of each table: a few milliseconds. CARE_WHOLE: every page, row and index, which takes a
 * while for a long history.
 */
typedef enum CareLook { CARE_QUICK, CARE_WHOLE } CareLook;

/* Whether what is at path is broken: no database, cut off, damaged or of 0 bytes. False for what is
 * sound, absent, in use, unreadable, newer, another program's or no regular file. */
bool care_is_broken(const char *path, CareLook look);

/* What became of a broken database. Free with care_mend_free(). */
typedef struct CareMend {
  char *aside;  /* where the broken file is now; NULL: there is nothing to tell */
  char *backup; /* the newest sound copy of before; NULL: there is none */
  int64_t sessions, cramps, nights; /* read out of the broken one, and kept */
} CareMend;
void care_mend_free(CareMend *mend);

/* Puts a new database in the place of a broken one, with all that can still be read out of it, row
 * by row. The broken one stays beside it as PATH.broken-DATE; at every instant one of the two is at
 * path. What was done is remembered for care_remembered(). A file that is not broken is left alone:
 * true, mend->aside is NULL. False with err: nothing has changed. */
bool care_mend(const char *path, CareLook look, WallTime now, CareMend *mend, Error *err);

/* What the last care_mend() did, until care_forget(): mend->aside NULL: nothing. */
void care_remembered(const char *path, CareMend *mend);
/* The person was told and has chosen. */
void care_forget(const char *path);

/* The newest copy of the database beside it that can be put back, looked through; NULL: there is
 * none. Release with free(). */
char *care_newest_backup(const char *path);
/* How many copies lie beside it, sound or not. */
size_t care_count_backups(const char *path);

/* Keeps the copy of the day, PATH.DATE.bak (0600), unless it is there, and lets go of those beyond
 * CARE_DAYS_KEPT and of nothing else. The copy is looked through before it counts: *broken says
 * that the record is not sound, and then none is let go. *made (may be NULL): one was made now. */
bool care_keep_day(const char *path, Night today, bool *made, bool *broken, Error *err);

/* Takes in all that a backup has and the database has not, or has older; nothing is doubled. */
bool care_take_in(Store *store, const char *backup, MergeCounts *counts, Error *err);

#endif
