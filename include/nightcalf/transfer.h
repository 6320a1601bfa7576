/* The record on its way: all of it streaming out, another machine's merged in, and the whole file
 * backed up and put back. The form of an export (JSON) is the commands' business. */
#ifndef NIGHTCALF_TRANSFER_H
#define NIGHTCALF_TRANSFER_H

#include <stdbool.h>
#include <stddef.h>

#include "nightcalf/diary.h"
#include "nightcalf/episode.h"
#include "nightcalf/error.h"
#include "nightcalf/store.h"

/* What can be removed for good. */
typedef enum RemovedKind { REMOVED_SESSION, REMOVED_EPISODE, REMOVED_MEDICATION } RemovedKind;
/* "session", "episode", "medication_change". */
const char *removed_kind_name(RemovedKind kind);
bool removed_kind_parse(const char *name, RemovedKind *kind);

/* One kind of record after the other, each in an order that depends on what is kept and on nothing
 * else, so that equal records give equal exports: sessions, episodes and medication changes by
 * night, time and uuid, nights and habits by date, removed by uuid. Each returns false to stop. */
typedef struct TransferOut {
  void *context;
  bool (*session)(void *context, const SessionRow *row); /* with its snapshot */
  /* session: uuid of the relief session it was logged in, "" where there is none */
  bool (*episode)(void *context, const Episode *episode, const char *session);
  bool (*night)(void *context, const DiaryNight *row);
  bool (*habits)(void *context, const Habits *row);
  bool (*medication)(void *context, const MedicationChange *change);
  bool (*removed)(void *context, RemovedKind kind, const char *uuid);
} TransferOut;
/* Hands out everything that is kept. Read in parts, so that a running session can be saved
 * meanwhile. True also when a callback stopped it. */
bool store_transfer(Store *store, const TransferOut *out, Error *err);

/* What a merge has done. */
typedef struct MergeCounts {
  size_t added;   /* records that were not there */
  size_t changed; /* records that were there, and older */
  size_t kept;    /* records that were there as they are, or newer; or removed here for good */
  size_t removed; /* records that were there, and are removed by what was merged */
} MergeCounts;

/* A merge under way: one transaction. Records of the same uuid (nights and habits: date) are one;
 * of two versions the newer one stays (diary.h; of a session the one that went on longer);
 * what was removed for good on either side stays away. Merging the same again changes nothing, and
 * two records merged both ways end up alike. */
typedef struct Merge Merge;

/* NULL with err when it cannot begin. */
Merge *store_merge_begin(Store *store, Error *err);
/* Each takes one record, which must be sound (diary_check()); false: the merge cannot go on.
 * Sessions come before the episodes that name them. */
bool store_merge_session(Merge *merge, const SessionRow *row, Error *err);
bool store_merge_episode(Merge *merge, const Episode *episode, const char *session, Error *err);
bool store_merge_night(Merge *merge, const DiaryNight *row, Error *err);
bool store_merge_habits(Merge *merge, const Habits *row, Error *err);
bool store_merge_medication(Merge *merge, const MedicationChange *change, Error *err);
bool store_merge_removed(Merge *merge, RemovedKind kind, const char *uuid, Error *err);
/* Ends it, frees merge: on disk when ok and true is returned, else as if nothing had been. counts
 * may be NULL. */
bool store_merge_end(Merge *merge, bool ok, MergeCounts *counts, Error *err);

/* Copies the database at path, whole and as of one instant, to target (0600), also while it is in
 * use. An existing target is replaced only when `replace` says so, and only by a whole new one; a
 * failure leaves nothing behind. */
bool store_backup(const char *path, const char *target, bool replace, Error *err);

/* Whether a file can be put back: it is a database of ours, of a version that this program knows,
 * and sound. */
bool store_check_backup(const char *backup, Error *err);
/* Puts a backup in the place of the database at path, which need not be there, sound or ours. What
 * was there stays beside it under a name with the date and time of now, which *kept gets (owned;
 * NULL: nothing was there). At every instant one of the two is at path. The backup itself is not
 * touched. Another program that has the database open is told at its next write that it was moved.
 */
bool store_restore(const char *path, const char *backup, WallTime now, char **kept, Error *err);

#endif
