/* The whole file: copied while it is in use, and put back without ever losing what was there. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "nightcalf/format.h"
#include "nightcalf/mem.h"
#include "store_private.h"

enum { COPY_BYTES = 64 * 1024 };

/* Whether both paths lead to one file. */
static bool same_file(const char *one, const char *other) {
  struct stat a;
  struct stat b;
  return stat(one, &a) == 0 && stat(other, &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

char *database_copy_beside(const char *path, const char *target, Error *err) {
  char *temporary = file_make_beside(target, err);
  if (temporary != NULL && !database_copy_file(path, temporary, err)) {
    unlink(temporary);
    free(temporary);
    return NULL;
  }
  return temporary;
}

/* Opens a database for reading, which looks at all that a file must be; and closes it again. */
static bool look(const char *path, Error *err) {
  Store *store = NULL;
  FileState state;
  if (!file_look(path, &state, err)) {
    return false;
  }
  if (state == FILE_ABSENT) {
    return fail(err, "%s: there is no such file", path);
  }
  bool ok = store_open(path, STORE_READ, &store, err);
  store_close(store);
  return ok;
}

bool store_backup(const char *path, const char *target, bool replace, Error *err) {
  struct stat info;
  bool taken = false;
  if (!look(path, err)) {
    return false;
  }
  if (same_file(path, target)) {
    return fail(err, "%s: is the database itself; choose another name for the backup", target);
  }
  if (!replace && lstat(target, &info) == 0) {
    return fail(err, "%s: is there already, and was not replaced; choose another name", target);
  }
  char *temporary = database_copy_beside(path, target, err);
  if (temporary == NULL) {
    return false;
  }
  bool ok =
      replace ? file_replace(temporary, target, err) : file_publish(temporary, target, &taken, err);
  if (taken) {
    unlink(temporary);
    ok = fail(err, "%s: is there already, and was not replaced; choose another name", target);
  }
  free(temporary);
  return ok;
}

/* Whether it has every table and column that is asked for, once it is brought up to date. */
static bool check_whole(Store *store, Error *err) {
  for (int query = 0; query < QUERY_COUNT; query++) {
    if (store_statement(store, (StoreQuery)query, NULL) == NULL) {
      return fail(err, "%s: is no whole history (%s), so it was not put back; take another backup",
                  store->path, sqlite3_errmsg(store->db));
    }
  }
  return true;
}

bool store_check_backup(const char *backup, Error *err) {
  Store *store = NULL;
  if (!look(backup, err) || !store_open(backup, STORE_READ, &store, err)) {
    return false;
  }
  store->doing = "look through it";
  bool ok = !store->newer || store_refuse_newer(store, err);
  ok = ok && store_sound(store, "so it was not put back; take another backup", err) &&
       check_whole(store, err);
  store_close(store);
  return ok;
}

/* Copies bytes of one open file to another. */
static bool copy_bytes(int from, int to) {
  char *bytes = mem_new(COPY_BYTES, 1);
  ssize_t got = 0;
  bool ok = true;
  while (ok && (got = read(from, bytes, COPY_BYTES)) > 0) {
    for (ssize_t put = 0, more; ok && put < got; put += more) {
      more = write(to, bytes + put, (size_t)(got - put));
      ok = more > 0;
    }
  }
  free(bytes);
  return ok && got == 0 && fsync(to) == 0;
}

/* Keeps a copy of a file, byte by byte, for file systems without hard links. */
static bool keep_copy(const char *path, const char *name) {
  int from = open(path, O_RDONLY | O_CLOEXEC);
  int to = from == -1 ? -1 : open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  bool ok = to != -1 && copy_bytes(from, to);
  int reason = errno;
  if (to != -1) {
    close(to);
    if (!ok) {
      unlink(name);
    }
  }
  if (from != -1) {
    close(from);
  }
  errno = reason;
  return ok;
}

char *file_keep_aside(const char *path, const char *why, WallTime now, Error *err) {
  char date[FORMAT_SIZE];
  struct stat info;
  format_wall(now, date);
  date[sizeof "2026-11-22T00:12:05" - 1] = '\0';
  for (char *colon = strchr(date, ':'); colon != NULL; colon = strchr(colon, ':')) {
    memmove(colon, colon + 1, strlen(colon));
  }
  char *name = mem_format("%s.%s-%s", path, why, date);
  for (int i = 2; lstat(name, &info) == 0; i++) {
    free(name);
    name = mem_format("%s.%s-%s.%d", path, why, date, i);
  }
  if (link(path, name) != 0 && !keep_copy(path, name)) {
    fail(err, "%s: what is there now cannot be kept beside it: %s; nothing was changed", path,
         strerror(errno));
    free(name);
    return NULL;
  }
  return name;
}

void file_move_companions(const char *path, const char *kept) {
  static const char *const endings[] = {"-journal", "-wal", "-shm"};
  for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
    char *from = mem_format("%s%s", path, endings[i]);
    char *to = mem_format("%s%s", kept, endings[i]);
    (void)rename(from, to);
    free(from);
    free(to);
  }
}

bool database_hold(const char *path, sqlite3 **db, Error *err) {
  if (database_connect(path, SQLITE_OPEN_READWRITE, db, NULL) &&
      (sqlite3_exec(*db, "BEGIN EXCLUSIVE", NULL, NULL, NULL) & 0xFF) == SQLITE_BUSY) {
    return database_fail(*db, path, "put a backup in its place", err);
  }
  return true;
}

/* Puts a new file in the place of the one that is there. */
static bool swap(const char *path, const char *temporary, WallTime now, char **kept, Error *err) {
  sqlite3 *held = NULL;
  bool ok = database_hold(path, &held, err) &&
            (*kept = file_keep_aside(path, "before-restore", now, err)) != NULL;
  if (ok) {
    file_move_companions(path, *kept);
    ok = file_replace(temporary, path, err);
  } else {
    unlink(temporary);
  }
  sqlite3_close(held);
  return ok;
}

char *file_real_path(const char *path, bool *there, Error *err) {
  struct stat info;
  *there = false;
  char *real = realpath(path, NULL);
  if (real == NULL) {
    int reason = errno;
    if (reason == ENOENT && lstat(path, &info) != 0) {
      return mem_copy(path);
    }
    fail(err, "%s: cannot find what it leads to: %s", path, strerror(reason));
    return NULL;
  }
  *there = true;
  if (stat(real, &info) != 0 || !S_ISREG(info.st_mode)) {
    fail(err, "%s: is no regular file, so nothing was put in its place; move it elsewhere", path);
    free(real);
    return NULL;
  }
  return real;
}

bool store_restore(const char *path, const char *backup, WallTime now, char **kept, Error *err) {
  bool there = false;
  bool taken = false;
  bool ok = false;
  char *temporary = NULL;
  *kept = NULL;
  char *real = file_real_path(path, &there, err);
  if (real == NULL) {
    return false;
  }
  if (there && same_file(real, backup)) {
    fail(err, "%s: is the database itself; name the backup that is to be put back", backup);
  } else if (store_check_backup(backup, err)) {
    temporary = database_copy_beside(backup, real, err);
  }
  if (temporary != NULL && there) {
    ok = swap(real, temporary, now, kept, err);
  } else if (temporary != NULL) {
    ok = file_publish(temporary, real, &taken, err);
  }
  if (taken) {
    unlink(temporary);
    ok = fail(err, "%s: another program made it meanwhile; nothing was changed: try again", path);
  }
  free(temporary);
  free(real);
  return ok;
}
