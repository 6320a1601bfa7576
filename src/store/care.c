/* What is broken: recognised, set aside, read out into a new database, and remembered until the
 * person has been told. Contract: nightcalf/care.h. */
#include "nightcalf/care.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "nightcalf/mem.h"
#include "store_private.h"

enum { MEMORY_LINE = 8192, IN_USE_MS = 100 };

/* Whether SQLite finds a page, row or index that is not sound; says so by its result too. */
static bool says_broken_inside(sqlite3 *db) {
  char *said = database_look_through(db);
  bool broken =
      said != NULL ? strcmp(said, DATABASE_SOUND) != 0 : database_says_broken(sqlite3_errcode(db));
  free(said);
  return broken;
}

/* Whether it is broken, as far as its first page and its schema tell; *ours: it is a database of
 * ours, of a version that this program knows. */
static bool says_broken_at_first(sqlite3 *db, bool *ours) {
  int application = 0;
  int version = 0;
  *ours = database_number(db, "PRAGMA application_id", "", &application, NULL) &&
          database_number(db, "PRAGMA user_version", "", &version, NULL) &&
          application == STORE_APPLICATION_ID && version >= 1 && version <= store_version();
  int result = sqlite3_exec(db, "SELECT count(*) FROM sqlite_master", NULL, NULL, NULL);
  return database_says_broken(result);
}

bool care_is_broken(const char *path, CareLook look) {
  struct stat info;
  sqlite3 *db = NULL;
  bool ours = false;
  if (stat(path, &info) != 0 || !S_ISREG(info.st_mode)) {
    return false;
  }
  if (info.st_size == 0) {
    return true;
  }
  /* For writing, so that SQLite takes back what a crash broke off before it is judged. */
  bool open = database_connect(path, SQLITE_OPEN_READWRITE, &db, NULL) ||
              database_says_broken(sqlite3_errcode(db));
  if (open) {
    /* What another program is at is no more broken for being waited for a second time. */
    sqlite3_busy_timeout(db, IN_USE_MS);
  }
  bool broken = open && (says_broken_at_first(db, &ours) || (ours && database_is_cut(db, path)) ||
                         (ours && database_is_broken_at_ends(db)) ||
                         (look == CARE_WHOLE && ours && says_broken_inside(db)));
  sqlite3_close(db);
  return broken;
}

void care_mend_free(CareMend *mend) {
  free(mend->aside);
  free(mend->backup);
  *mend = (CareMend){0};
}

/* Takes the folder for this one task: two programs that find the same file broken set it aside
 * once. A descriptor, or -1 with err. */
static int hold_folder(const char *path, Error *err) {
  char *folder = mem_copy(path);
  char *slash = strrchr(folder, '/');
  if (slash != NULL) {
    slash[slash == folder ? 1 : 0] = '\0';
  }
  int fd = open(slash != NULL ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd == -1) {
    (void)fail(err, "%s: cannot open this folder: %s", folder, strerror(errno));
  }
  free(folder);
  while (fd != -1 && flock(fd, LOCK_EX) != 0) {
    if (errno != EINTR) {
      (void)fail(err, "%s: its folder cannot be locked: %s", path, strerror(errno));
      close(fd);
      return -1;
    }
  }
  return fd;
}

/* Counts what is in the new one. */
static bool count_kept(sqlite3 *db, const char *path, CareMend *mend, Error *err) {
  int sessions = 0;
  int cramps = 0;
  int nights = 0;
  bool ok = database_number(db, "SELECT count(*) FROM sessions", path, &sessions, err) &&
            database_number(db, "SELECT count(*) FROM episodes", path, &cramps, err) &&
            database_number(db, "SELECT count(*) FROM nights", path, &nights, err);
  mend->sessions = sessions;
  mend->cramps = cramps;
  mend->nights = nights;
  return ok;
}

/* A new database beside path with all that can be read of the broken one. Its name, owned; NULL
 * with err. */
static char *make_anew(const char *path, CareMend *mend, Error *err) {
  sqlite3 *db = NULL;
  char *temporary = database_make_beside(path, store_migrations, &db, err);
  if (temporary == NULL) {
    return NULL;
  }
  bool ok = salvage_rows(path, db, path, err) && count_kept(db, path, mend, err);
  sqlite3_close(db);
  if (!ok) {
    unlink(temporary);
    free(temporary);
    temporary = NULL;
  }
  return temporary;
}

/* Writes what was done where the next start looks for it. Without it the person is told only now.
 */
static void remember(const char *path, const CareMend *mend) {
  char *memory = care_memory_path(path);
  char *temporary = file_make_beside(memory, NULL);
  FILE *file = temporary != NULL ? fopen(temporary, "we") : NULL;
  if (file != NULL) {
    bool ok =
        fprintf(file, "%" PRId64 " %" PRId64 " %" PRId64 "\n%s\n%s\n", mend->sessions, mend->cramps,
                mend->nights, mend->aside, mend->backup != NULL ? mend->backup : "") > 0;
    ok = fflush(file) == 0 && fsync(fileno(file)) == 0 && ok;
    ok = fclose(file) == 0 && ok;
    if (ok) {
      (void)file_replace(temporary, memory, NULL);
    } else {
      unlink(temporary);
    }
  }
  free(temporary);
  free(memory);
}

/* Puts the new one in the place of the broken one, which gets a name of its own. */
static bool swap_in(const char *path, const char *temporary, WallTime now, CareMend *mend,
                    Error *err) {
  mend->aside = file_keep_aside(path, "broken", now, err);
  if (mend->aside == NULL) {
    unlink(temporary);
    return false;
  }
  file_move_companions(path, mend->aside);
  return file_replace(temporary, path, err);
}

/* The work itself, while nobody else is at it. */
static bool mend_held(const char *path, CareLook look, WallTime now, CareMend *mend, Error *err) {
  bool there = false;
  sqlite3 *held = NULL;
  if (!care_is_broken(path, look)) {
    return true;
  }
  char *real = file_real_path(path, &there, err);
  if (real == NULL) {
    return false;
  }
  bool ok = database_hold(real, &held, err);
  char *temporary = ok ? make_anew(real, mend, err) : NULL;
  ok = temporary != NULL && swap_in(real, temporary, now, mend, err);
  sqlite3_close(held);
  if (ok) {
    mend->backup = care_newest_backup(path);
    remember(path, mend);
  }
  free(temporary);
  free(real);
  return ok;
}

bool care_mend(const char *path, CareLook look, WallTime now, CareMend *mend, Error *err) {
  *mend = (CareMend){0};
  int folder = hold_folder(path, err);
  if (folder == -1) {
    return false;
  }
  bool ok = mend_held(path, look, now, mend, err);
  close(folder);
  if (!ok) {
    care_mend_free(mend);
  }
  return ok;
}

/* A line of the memory without its newline; NULL: there is none, or it says nothing. */
static char *read_line(FILE *file) {
  char line[MEMORY_LINE];
  if (fgets(line, sizeof line, file) == NULL) {
    return NULL;
  }
  line[strcspn(line, "\n")] = '\0';
  return line[0] != '\0' ? mem_copy(line) : NULL;
}

/* The three numbers of the first line. */
static bool read_counts(const char *text, CareMend *mend) {
  int64_t *const counts[] = {&mend->sessions, &mend->cramps, &mend->nights};
  for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
    char *end = NULL;
    *counts[i] = strtoll(text, &end, 10);
    if (end == text || *counts[i] < 0) {
      return false;
    }
    text = end;
  }
  return *text == '\0';
}

void care_remembered(const char *path, CareMend *mend) {
  *mend = (CareMend){0};
  char *memory = care_memory_path(path);
  int fd = open(memory, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  FILE *file = fd != -1 ? fdopen(fd, "r") : NULL;
  free(memory);
  if (file == NULL) {
    if (fd != -1) {
      close(fd);
    }
    return;
  }
  char *counts = read_line(file);
  mend->aside = read_line(file);
  mend->backup = read_line(file);
  (void)fclose(file);
  bool sound = counts != NULL && mend->aside != NULL && read_counts(counts, mend);
  free(counts);
  if (!sound) {
    care_mend_free(mend);
  }
}

void care_forget(const char *path) {
  char *memory = care_memory_path(path);
  (void)unlink(memory);
  free(memory);
}
