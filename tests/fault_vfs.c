/* The file system that fails. Contract: fault_vfs.h. */
#include "fault_vfs.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "nightcalf/mem.h"

enum { SECTOR = 512 };

/* Which of the two files a call is about; others are not written down. */
typedef enum Which { WHICH_DATABASE, WHICH_JOURNAL, WHICH_COUNT, WHICH_OTHER } Which;
static const char *const names[WHICH_COUNT] = {"nightcalf.db", "nightcalf.db-journal"};

typedef enum NoteKind {
  NOTE_OPEN,
  NOTE_WRITE,
  NOTE_CUT,
  NOTE_SYNC,
  NOTE_DELETE,
  NOTE_MARK
} NoteKind;

/* One call, as it was asked for. */
typedef struct Note {
  NoteKind kind;
  Which which;
  int64_t at; /* offset of a write, length of a cut, number of a mark, 1: the folder was synced */
  unsigned char *bytes;
  size_t length;
} Note;

typedef struct FaultFile {
  sqlite3_file base;
  Which which;
  sqlite3_file *real; /* behind this struct */
} FaultFile;

static struct {
  sqlite3_vfs *real;
  bool armed;
  FaultKind kind;
  int due, many, calls;
  bool recording;
  Note *notes;
  size_t count, room;
} state;

/* -- faults -- */

/* Whether the call that begins meets the fault. */
static bool is_due(void) {
  if (!state.armed) {
    return false;
  }
  state.calls++;
  return state.calls >= state.due && state.calls < state.due + state.many;
}

static void kill_if(bool due, FaultKind kind) {
  if (due && state.kind == kind) {
    (void)raise(SIGKILL);
  }
}

/* What it fails with. */
static int failure(int code) {
  errno = state.kind == FAULT_FULL ? ENOSPC : EIO;
  return state.kind == FAULT_FULL ? SQLITE_FULL : code;
}

/* What a call that is due does, around what it was asked for. */
#define MEET(code, act)                                                                            \
  bool due = is_due();                                                                             \
  kill_if(due, FAULT_KILL_BEFORE);                                                                 \
  kill_if(due, FAULT_KILL_HALF);                                                                   \
  if (due && (state.kind == FAULT_FULL || state.kind == FAULT_BROKEN)) {                           \
    return failure(code);                                                                          \
  }                                                                                                \
  int result = (act);                                                                              \
  kill_if(due, FAULT_KILL_AFTER);                                                                  \
  return due && state.kind == FAULT_TOO_LATE ? (code) : result

/* -- notes -- */

static void note(NoteKind kind, Which which, int64_t at, const void *bytes, size_t length) {
  if (!state.recording || which == WHICH_OTHER) {
    return;
  }
  if (state.count == state.room) {
    state.room = state.room == 0 ? 1024 : state.room * 2;
    state.notes = mem_resize(state.notes, state.room, sizeof *state.notes);
  }
  unsigned char *copy = mem_new(length + 1, 1);
  if (length > 0) {
    memcpy(copy, bytes, length);
  }
  state.notes[state.count++] = (Note){kind, which, at, copy, length};
}

/* -- the file system -- */

static sqlite3_file *real_of(sqlite3_file *file) {
  return ((FaultFile *)file)->real;
}

static Which which_of(const sqlite3_file *file) {
  return ((const FaultFile *)file)->which;
}

static int fault_close(sqlite3_file *file) {
  return real_of(file)->pMethods->xClose(real_of(file));
}

static int fault_read(sqlite3_file *file, void *bytes, int length, sqlite3_int64 at) {
  return real_of(file)->pMethods->xRead(real_of(file), bytes, length, at);
}

static int fault_write(sqlite3_file *file, const void *bytes, int length, sqlite3_int64 at) {
  sqlite3_file *real = real_of(file);
  bool halves = state.armed && state.calls + 1 >= state.due && length > 1 &&
                (state.kind == FAULT_FULL || state.kind == FAULT_KILL_HALF);
  note(NOTE_WRITE, which_of(file), at, bytes, (size_t)length);
  if (halves) {
    (void)real->pMethods->xWrite(real, bytes, length / 2, at);
  }
  MEET(SQLITE_IOERR_WRITE, real->pMethods->xWrite(real, bytes, length, at));
}

static int fault_truncate(sqlite3_file *file, sqlite3_int64 length) {
  sqlite3_file *real = real_of(file);
  note(NOTE_CUT, which_of(file), length, NULL, 0);
  MEET(SQLITE_IOERR_TRUNCATE, real->pMethods->xTruncate(real, length));
}

static int fault_sync(sqlite3_file *file, int flags) {
  sqlite3_file *real = real_of(file);
  note(NOTE_SYNC, which_of(file), 0, NULL, 0);
  /* What the disk would do is not seen here; waiting for it would only take time. */
  (void)real;
  (void)flags;
  MEET(SQLITE_IOERR_FSYNC, SQLITE_OK);
}

static int fault_size(sqlite3_file *file, sqlite3_int64 *size) {
  return real_of(file)->pMethods->xFileSize(real_of(file), size);
}

static int fault_lock(sqlite3_file *file, int level) {
  return real_of(file)->pMethods->xLock(real_of(file), level);
}

static int fault_unlock(sqlite3_file *file, int level) {
  return real_of(file)->pMethods->xUnlock(real_of(file), level);
}

static int fault_reserved(sqlite3_file *file, int *held) {
  return real_of(file)->pMethods->xCheckReservedLock(real_of(file), held);
}

static int fault_control(sqlite3_file *file, int operation, void *argument) {
  return real_of(file)->pMethods->xFileControl(real_of(file), operation, argument);
}

static int fault_sector(sqlite3_file *file) {
  return real_of(file)->pMethods->xSectorSize(real_of(file));
}

/* Promises nothing that the replay does not keep, so that SQLite is as careful as it can be. */
static int fault_traits(sqlite3_file *file) {
  (void)file;
  return 0;
}

static const sqlite3_io_methods methods = {
    .iVersion = 1,
    .xClose = fault_close,
    .xRead = fault_read,
    .xWrite = fault_write,
    .xTruncate = fault_truncate,
    .xSync = fault_sync,
    .xFileSize = fault_size,
    .xLock = fault_lock,
    .xUnlock = fault_unlock,
    .xCheckReservedLock = fault_reserved,
    .xFileControl = fault_control,
    .xSectorSize = fault_sector,
    .xDeviceCharacteristics = fault_traits,
};

static Which which_named(const char *path) {
  const char *slash = path != NULL ? strrchr(path, '/') : NULL;
  for (int i = 0; slash != NULL && i < WHICH_COUNT; i++) {
    if (strcmp(slash + 1, names[i]) == 0) {
      return (Which)i;
    }
  }
  return WHICH_OTHER;
}

static int open_real(const char *path, FaultFile *made, int flags, int *flags_out) {
  int result = state.real->xOpen(state.real, path, made->real, flags, flags_out);
  if (made->real->pMethods != NULL) {
    made->base.pMethods = &methods;
  }
  return result;
}

static int fault_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags,
                      int *flags_out) {
  (void)vfs;
  FaultFile *made = (FaultFile *)file;
  *made = (FaultFile){.which = which_named(path), .real = (sqlite3_file *)(made + 1)};
  made->real->pMethods = NULL;
  if ((flags & SQLITE_OPEN_CREATE) != 0) {
    note(NOTE_OPEN, made->which, 0, NULL, 0);
  }
  bool due = is_due();
  kill_if(due, FAULT_KILL_BEFORE);
  kill_if(due, FAULT_KILL_HALF);
  if (due && state.kind != FAULT_KILL_AFTER) {
    /* One that fails has made no file that has to be closed. */
    return SQLITE_CANTOPEN;
  }
  int result = open_real(path, made, flags, flags_out);
  kill_if(due, FAULT_KILL_AFTER);
  return result;
}

static int fault_delete(sqlite3_vfs *vfs, const char *path, int sync_folder) {
  (void)vfs;
  note(NOTE_DELETE, which_named(path), sync_folder, NULL, 0);
  MEET(SQLITE_IOERR_DELETE, state.real->xDelete(state.real, path, 0));
}

static int fault_access(sqlite3_vfs *vfs, const char *path, int flags, int *there) {
  (void)vfs;
  return state.real->xAccess(state.real, path, flags, there);
}

static int fault_path(sqlite3_vfs *vfs, const char *path, int size, char *full) {
  (void)vfs;
  return state.real->xFullPathname(state.real, path, size, full);
}

static int fault_random(sqlite3_vfs *vfs, int size, char *bytes) {
  (void)vfs;
  return state.real->xRandomness(state.real, size, bytes);
}

static int fault_sleep(sqlite3_vfs *vfs, int microseconds) {
  (void)vfs;
  return state.real->xSleep(state.real, microseconds);
}

static int fault_time(sqlite3_vfs *vfs, double *days) {
  (void)vfs;
  return state.real->xCurrentTime(state.real, days);
}

static int fault_last_error(sqlite3_vfs *vfs, int size, char *text) {
  (void)vfs;
  return state.real->xGetLastError(state.real, size, text);
}

static sqlite3_vfs fault_vfs = {
    .iVersion = 1,
    .zName = "fault",
    .xOpen = fault_open,
    .xDelete = fault_delete,
    .xAccess = fault_access,
    .xFullPathname = fault_path,
    .xRandomness = fault_random,
    .xSleep = fault_sleep,
    .xCurrentTime = fault_time,
    .xGetLastError = fault_last_error,
};

void fault_vfs_begin(void) {
  state.real = sqlite3_vfs_find("unix");
  fault_vfs.szOsFile = (int)sizeof(FaultFile) + state.real->szOsFile;
  fault_vfs.mxPathname = state.real->mxPathname;
  ck_assert_int_eq(sqlite3_vfs_register(&fault_vfs, 1), SQLITE_OK);
}

void fault_vfs_end(void) {
  state.armed = false;
  state.recording = false;
  sqlite3_vfs_unregister(&fault_vfs);
  (void)sqlite3_vfs_register(sqlite3_vfs_find("unix"), 1);
}

void fault_vfs_arm(FaultKind kind, int due, int many) {
  state.kind = kind;
  state.due = due;
  state.many = many;
  state.calls = 0;
  state.armed = true;
}

int fault_vfs_disarm(void) {
  state.armed = false;
  return state.calls;
}

/* -- power cuts -- */

void fault_vfs_record(void) {
  for (size_t i = 0; i < state.count; i++) {
    free(state.notes[i].bytes);
  }
  state.count = 0;
  state.recording = true;
}

void fault_vfs_mark(int64_t number) {
  note(NOTE_MARK, WHICH_DATABASE, number, NULL, 0);
}

size_t fault_vfs_recorded(void) {
  state.recording = false;
  return state.count;
}

/* A file as the disk has it. */
typedef struct Image {
  bool there;
  unsigned char *bytes;
  size_t length, room;
} Image;

static void resize(Image *image, size_t length) {
  if (length > image->room) {
    image->room = length * 2;
    image->bytes = mem_resize(image->bytes, image->room, 1);
  }
  if (length > image->length) {
    memset(image->bytes + image->length, 0, length - image->length);
  }
  image->length = length;
}

static unsigned next_chance(unsigned *chance) {
  *chance = *chance * 1103515245u + 12345u;
  return *chance >> 16;
}

/* Has one change reach the disk: whole, or where chance is given by sectors. */
static void apply(Image *image, const Note *change, unsigned *chance) {
  switch (change->kind) {
  case NOTE_OPEN:
    image->there = chance == NULL || image->there || next_chance(chance) % 2 == 0;
    break;
  case NOTE_CUT:
    if (chance == NULL || next_chance(chance) % 2 == 0) {
      resize(image, (size_t)change->at);
    }
    break;
  case NOTE_DELETE:
    if (chance == NULL || next_chance(chance) % 2 == 0) {
      image->there = false;
      image->length = 0;
    }
    break;
  case NOTE_WRITE:
    for (size_t done = 0; done < change->length;) {
      size_t at = (size_t)change->at + done;
      size_t part = SECTOR - at % SECTOR;
      part = part > change->length - done ? change->length - done : part;
      if (chance == NULL || next_chance(chance) % 2 == 0) {
        resize(image, at + part > image->length ? at + part : image->length);
        memcpy(image->bytes + at, change->bytes + done, part);
      }
      done += part;
    }
    break;
  default:
    break;
  }
}

/* Has all changes of a file from note `from` to before `until` reach the disk, as far as the cut
 * lets them. */
static void settle(Image *image, Which which, size_t from, size_t until, CutKind cut,
                   unsigned *chance) {
  for (size_t i = from; i < until && cut != CUT_NONE; i++) {
    if (state.notes[i].which == which) {
      apply(image, &state.notes[i], cut == CUT_SOME ? chance : NULL);
    }
  }
}

static void write_image(const Image *image, const char *folder, const char *name) {
  char *path = mem_format("%s/%s", folder, name);
  (void)unlink(path);
  if (image->there) {
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    if (image->length > 0) {
      ck_assert_uint_eq(fwrite(image->bytes, 1, image->length, file), image->length);
    }
    fclose(file);
  }
  free(path);
}

int64_t fault_vfs_replay(size_t at, CutKind cut, unsigned chance, const char *folder,
                         const void *base, size_t base_length) {
  Image images[WHICH_COUNT] = {{0}};
  size_t synced[WHICH_COUNT] = {0}; /* all before it is on the disk */
  int64_t mark = -1;
  images[WHICH_DATABASE].there = base != NULL;
  resize(&images[WHICH_DATABASE], base_length);
  if (base_length > 0) {
    memcpy(images[WHICH_DATABASE].bytes, base, base_length);
  }
  for (size_t i = 0; i < at; i++) {
    const Note *done = &state.notes[i];
    bool folder_too = done->kind == NOTE_DELETE && done->at != 0;
    if (done->kind == NOTE_MARK) {
      mark = done->at;
    } else if (done->kind == NOTE_SYNC || folder_too) {
      settle(&images[done->which], done->which, synced[done->which], i + 1, CUT_ALL, NULL);
      synced[done->which] = i + 1;
    }
  }
  for (int which = 0; which < WHICH_COUNT; which++) {
    settle(&images[which], (Which)which, synced[which], at < state.count ? at + 1 : at, cut,
           &chance);
    write_image(&images[which], folder, names[which]);
    free(images[which].bytes);
  }
  return mark;
}
