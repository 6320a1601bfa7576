/* The copies beside the database: which there are, which one is sound, the one of today and the
 * ones that are let go. Contract: nightcalf/care.h. */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "nightcalf/care.h"
#include "nightcalf/mem.h"
#include "store_private.h"

/* A copy that lies there. */
typedef struct Copy {
  char *path;
  struct timespec changed;
  bool daily; /* one that care_keep_day() made... */
  Night day;  /* ...for this day */
} Copy;

typedef struct Copies {
  Copy *at;
  size_t count;
} Copies;

char *care_memory_path(const char *path) {
  return mem_format("%s.mended", path);
}

static void copies_free(Copies *copies) {
  for (size_t i = 0; i < copies->count; i++) {
    free(copies->at[i].path);
  }
  free(copies->at);
}

/* Whether a name, behind that of the database, is a copy's: "2026-11-22.bak", "3.bak", "3.bak.2".
 */
static bool is_copy(const char *rest, Copy *copy) {
  const char *end = strstr(rest, ".bak");
  if (end == NULL || (end[4] != '\0' && end[4] != '.')) {
    return false;
  }
  char *stem = mem_copy_bytes(rest, (size_t)(end - rest));
  bool version = stem[0] != '\0' && stem[strspn(stem, "0123456789")] == '\0';
  copy->daily = end[4] == '\0' && night_parse(stem, &copy->day);
  free(stem);
  return version || copy->daily;
}

static void add_copy(Copies *copies, const char *folder, const char *name, Copy copy) {
  struct stat info;
  copy.path = mem_format("%s/%s", folder, name);
  if (lstat(copy.path, &info) != 0 || !S_ISREG(info.st_mode)) {
    free(copy.path);
    return;
  }
  copy.changed = info.st_mtim;
  copies->at = mem_resize(copies->at, copies->count + 1, sizeof *copies->at);
  copies->at[copies->count++] = copy;
}

/* All copies beside a database, in no order. */
static Copies list_copies(const char *path) {
  Copies copies = {0};
  char *folder = mem_copy(path);
  char *slash = strrchr(folder, '/');
  const char *name = slash != NULL ? slash + 1 : path;
  size_t length = strlen(name);
  DIR *stream = NULL;
  char *base = mem_copy(name);
  if (slash != NULL) {
    *slash = '\0';
    stream = opendir(folder[0] != '\0' ? folder : "/");
  }
  for (const struct dirent *item = NULL; stream != NULL && (item = readdir(stream)) != NULL;) {
    Copy copy = {0};
    if (strncmp(item->d_name, base, length) == 0 && item->d_name[length] == '.' &&
        is_copy(item->d_name + length + 1, &copy)) {
      add_copy(&copies, folder, item->d_name, copy);
    }
  }
  if (stream != NULL) {
    closedir(stream);
  }
  free(base);
  free(folder);
  return copies;
}

/* The newest first, by when they were written. */
static int compare_age(const void *one, const void *other) {
  const Copy *a = one;
  const Copy *b = other;
  if (a->changed.tv_sec != b->changed.tv_sec) {
    return a->changed.tv_sec < b->changed.tv_sec ? 1 : -1;
  }
  if (a->changed.tv_nsec != b->changed.tv_nsec) {
    return a->changed.tv_nsec < b->changed.tv_nsec ? 1 : -1;
  }
  return strcmp(b->path, a->path);
}

char *care_newest_backup(const char *path) {
  Copies copies = list_copies(path);
  char *newest = NULL;
  if (copies.count > 0) {
    qsort(copies.at, copies.count, sizeof *copies.at, compare_age);
  }
  for (size_t i = 0; newest == NULL && i < copies.count; i++) {
    if (store_check_backup(copies.at[i].path, NULL)) {
      newest = mem_copy(copies.at[i].path);
    }
  }
  copies_free(&copies);
  return newest;
}

size_t care_count_backups(const char *path) {
  Copies copies = list_copies(path);
  size_t count = copies.count;
  copies_free(&copies);
  return count;
}

/* The daily ones by their days, the newest first. */
static int compare_days(const void *one, const void *other) {
  const Copy *a = one;
  const Copy *b = other;
  if (a->daily != b->daily) {
    return a->daily ? -1 : 1;
  }
  return (b->day.day > a->day.day) - (b->day.day < a->day.day);
}

/* Lets go of the daily copies beyond those that are kept, but never of one that is still offered.
 * Those of days that are yet to come are of a clock that was wrong: they go first. */
static void let_go(const char *path, Night today) {
  Copies copies = list_copies(path);
  CareMend mend;
  size_t kept = 0;
  care_remembered(path, &mend);
  if (copies.count > 0) {
    qsort(copies.at, copies.count, sizeof *copies.at, compare_days);
  }
  for (int future = 0; future <= 1; future++) {
    for (size_t i = 0; i < copies.count; i++) {
      const Copy *copy = &copies.at[i];
      bool ours = copy->daily && (copy->day.day > today.day) == (future == 1);
      bool offered = mend.backup != NULL && strcmp(mend.backup, copy->path) == 0;
      if (ours && !offered && kept++ >= CARE_DAYS_KEPT) {
        (void)unlink(copy->path);
      }
    }
  }
  care_mend_free(&mend);
  copies_free(&copies);
}

/* Whether the copy is broken by what is in it, not since it could not be looked at. */
static bool copy_is_sound(const char *copy, bool *broken, Error *err) {
  if (store_check_backup(copy, err)) {
    return true;
  }
  *broken = care_is_broken(copy, CARE_WHOLE);
  return false;
}

bool care_keep_day(const char *path, Night today, bool *made, bool *broken, Error *err) {
  char day[NIGHT_TEXT_SIZE];
  struct stat info;
  bool taken = false;
  bool ok = true;
  night_format(today, day);
  char *name = mem_format("%s.%s.bak", path, day);
  bool due = lstat(name, &info) != 0;
  char *temporary = due ? database_copy_beside(path, path, err) : NULL;
  *broken = false;
  if (temporary != NULL) {
    ok = copy_is_sound(temporary, broken, err);
    if (!ok) {
      unlink(temporary);
    }
    ok = ok && file_publish(temporary, name, &taken, err);
    if (taken) {
      unlink(temporary); /* another program was faster */
    }
    if (ok && !taken) {
      let_go(path, today);
    }
  } else if (due) {
    ok = false;
    *broken = care_is_broken(path, CARE_QUICK);
  }
  if (made != NULL) {
    *made = due && ok && !taken;
  }
  free(temporary);
  free(name);
  return ok;
}

/* A take-in under way. */
typedef struct Taking {
  Merge *merge;
  bool ok;
  Error *err;
} Taking;

static bool take_session(void *context, const SessionRow *row) {
  Taking *taking = context;
  taking->ok = store_merge_session(taking->merge, row, taking->err);
  return taking->ok;
}

static bool take_episode(void *context, const Episode *episode, const char *session) {
  Taking *taking = context;
  taking->ok = store_merge_episode(taking->merge, episode, session, taking->err);
  return taking->ok;
}

static bool take_night(void *context, const DiaryNight *row) {
  Taking *taking = context;
  taking->ok = store_merge_night(taking->merge, row, taking->err);
  return taking->ok;
}

static bool take_habits(void *context, const Habits *row) {
  Taking *taking = context;
  taking->ok = store_merge_habits(taking->merge, row, taking->err);
  return taking->ok;
}

static bool take_medication(void *context, const MedicationChange *change) {
  Taking *taking = context;
  taking->ok = store_merge_medication(taking->merge, change, taking->err);
  return taking->ok;
}

static bool take_removed(void *context, RemovedKind kind, const char *uuid) {
  Taking *taking = context;
  taking->ok = store_merge_removed(taking->merge, kind, uuid, taking->err);
  return taking->ok;
}

bool care_take_in(Store *store, const char *backup, MergeCounts *counts, Error *err) {
  Store *from = NULL;
  if (!store_check_backup(backup, err) || !store_open(backup, STORE_READ, &from, err)) {
    return false;
  }
  Taking taking = {.merge = store_merge_begin(store, err), .ok = true, .err = err};
  bool ok = false;
  if (taking.merge != NULL) {
    const TransferOut out = {&taking,     take_session,    take_episode, take_night,
                             take_habits, take_medication, take_removed};
    ok = store_transfer(from, &out, err) && taking.ok;
    ok = store_merge_end(taking.merge, ok, counts, err);
  }
  store_close(from);
  return ok;
}
