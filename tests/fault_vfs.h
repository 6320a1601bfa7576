/* A file system under SQLite that fails, kills or writes down what it is asked, for the tests of
 * what the record survives. It stands before the real one; only one at a time. */
#ifndef TESTS_FAULT_VFS_H
#define TESTS_FAULT_VFS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What happens at the call that is due. */
typedef enum FaultKind {
  FAULT_FULL,        /* it fails with ENOSPC, and a write has done half before */
  FAULT_BROKEN,      /* it fails with EIO, and nothing was done */
  FAULT_TOO_LATE,    /* it fails with EIO, and everything was done */
  FAULT_KILL_BEFORE, /* the process is killed instead */
  FAULT_KILL_HALF,   /* the same when half of a write is done; else like KILL_BEFORE */
  FAULT_KILL_AFTER,  /* the process is killed when it is done */
  FAULT_COUNT
} FaultKind;

/* Makes it the one that connections opened from now on use. */
void fault_vfs_begin(void);
void fault_vfs_end(void);
/* From now on call number `due` (from 1) and those behind it, `many` in all, meet the fault.
 * Counted are opening, writing, cutting, syncing and deleting a file. */
void fault_vfs_arm(FaultKind kind, int due, int many);
/* No more faults; how many calls there were since it was armed. */
int fault_vfs_disarm(void);

/* Writing down: every change of the files, in their order. */
void fault_vfs_record(void);
/* Puts a mark of that number between the calls: what it stands for was announced. */
void fault_vfs_mark(int64_t number);
/* Ends it; how many calls were written down. The notes stay until the next fault_vfs_record(). */
size_t fault_vfs_recorded(void);
/* What a power cut leaves of the changes that were not synced. */
typedef enum CutKind { CUT_NONE, CUT_ALL, CUT_SOME, CUT_KIND_COUNT } CutKind;
/* Makes the files in a folder as they are after a power cut during call `at` of those written down,
 * of base files that held these bytes before the first of them (NULL: there was none). CUT_SOME
 * leaves sectors of 512 bytes by chance. The last mark before the cut; -1: none. */
int64_t fault_vfs_replay(size_t at, CutKind cut, unsigned chance, const char *folder,
                         const void *base, size_t base_length);

#endif
