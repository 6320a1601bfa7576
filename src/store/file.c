/* The database as a file: what must be true of it before SQLite sees it, and making new ones whole.
 * Looks by name only: a descriptor of our own on the database would, when closed, drop the locks
 * that SQLite holds on it in this process. */
#include "store_private.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "nightcalf/mem.h"

/* Between the name of a file that is being made and the letters that mkostemp() makes up. No word
 * of six letters that a person may have put there is taken for them. */
#define NEW_TAIL ".unfinished-"
enum {
  NEW_LETTERS = 6,
  LEFT_AFTER_S = 60 * 60 /* making the longest history takes seconds */
};

bool file_look(const char *path, FileState *state, Error *err) {
  struct stat info;
  *state = FILE_USABLE;
  if (stat(path, &info) != 0) {
    int reason = errno;
    if (reason != ENOENT) {
      return fail(err, "%s: cannot look at your history: %s", path, strerror(reason));
    }
    if (lstat(path, &info) == 0) {
      return fail(err,
                  "%s: is a symbolic link that leads nowhere; make what it points at, or "
                  "remove the link",
                  path);
    }
    *state = FILE_ABSENT;
    return true;
  }
  if (!S_ISREG(info.st_mode)) {
    return fail(err, "%s: is no regular file, so it cannot hold your history; move it elsewhere",
                path);
  }
  if (info.st_size == 0) {
    return fail(err,
                "%s: is empty (0 bytes), which a history never is; to set it aside: nightcalf "
                "restore --salvage",
                path);
  }
  return true;
}

/* Makes a change of the folder's entries last through a power cut. Not every file system can; the
 * entry is there all the same. */
static void sync_folder_of(const char *path) {
  char *folder = mem_copy(path);
  char *slash = strrchr(folder, '/');
  if (slash != NULL) {
    slash[slash == folder ? 1 : 0] = '\0';
  }
  int fd = open(slash != NULL ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd != -1) {
    fsync(fd);
    close(fd);
  }
  free(folder);
}

/* Whether a name, behind that of the file it was to become and NEW_TAIL, is one that mkostemp()
 * makes up, or the journal of one. */
static bool is_made_up(const char *rest) {
  static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  return strspn(rest, letters) == NEW_LETTERS &&
         (rest[NEW_LETTERS] == '\0' || strcmp(rest + NEW_LETTERS, "-journal") == 0);
}

/* Whether another program holds a lock of SQLite's on it. */
static bool is_in_use(int folder, const char *name) {
  struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
  int fd = openat(folder, name, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  bool used = fd == -1 || fcntl(fd, F_GETLK, &lock) != 0 || lock.l_type != F_UNLCK;
  if (fd != -1) {
    close(fd);
  }
  return used;
}

/* Whether a file is what a killed try left: a regular one of ours, which has its other name
 * already, or is untouched for LEFT_AFTER_S and used by nobody. The first is the database itself,
 * and not opened therefore (above). */
static bool is_left(int folder, const char *name, const struct stat *fresh) {
  struct stat info;
  if (fstatat(folder, name, &info, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(info.st_mode) ||
      info.st_uid != geteuid()) {
    return false;
  }
  return info.st_nlink > 1 ||
         (info.st_mtime < fresh->st_mtime - LEFT_AFTER_S && !is_in_use(folder, name));
}

/* Removes what killed tries to make this file left behind, by names that can be nobody else's.
 * fresh: that of the present try, which tells the age of the others by the clock of the disk. */
static void clear_left(const char *path, const char *fresh) {
  char *folder = mem_copy(path);
  char *slash = strrchr(folder, '/');
  char *begins = mem_format("%s" NEW_TAIL, slash != NULL ? slash + 1 : path);
  if (slash != NULL) {
    slash[slash == folder ? 1 : 0] = '\0';
  }
  DIR *list = opendir(slash != NULL ? folder : ".");
  struct stat now;
  bool dated = stat(fresh, &now) == 0;
  const char *own = fresh + strlen(fresh) - strlen(begins) - NEW_LETTERS;
  for (const struct dirent *item = NULL; dated && list != NULL && (item = readdir(list)) != NULL;) {
    size_t length = strlen(begins);
    if (strncmp(item->d_name, begins, length) == 0 && is_made_up(item->d_name + length) &&
        strncmp(item->d_name, own, strlen(own)) != 0 && is_left(dirfd(list), item->d_name, &now)) {
      (void)unlinkat(dirfd(list), item->d_name, 0);
    }
  }
  if (list != NULL) {
    closedir(list);
  }
  free(begins);
  free(folder);
}

char *file_make_beside(const char *path, Error *err) {
  char *temporary = mem_format("%s" NEW_TAIL "XXXXXX", path);
  int fd = mkostemp(temporary, O_CLOEXEC);
  if (fd == -1) {
    fail(err, "%s: cannot make it: %s; make its folder writable, or free some space", path,
         strerror(errno));
    free(temporary);
    return NULL;
  }
  fchmod(fd, S_IRUSR | S_IWUSR);
  close(fd);
  clear_left(path, temporary);
  return temporary;
}

bool file_publish(const char *temporary, const char *path, bool *taken, Error *err) {
  /* link() never replaces what is there. A file system without hard links has only rename(). */
  bool linked = link(temporary, path) == 0;
  *taken = !linked && errno == EEXIST;
  if (*taken) {
    return true;
  }
  if (linked) {
    unlink(temporary);
  } else if (rename(temporary, path) != 0) {
    int reason = errno;
    unlink(temporary);
    return fail(err, "%s: cannot make it: %s; make its folder writable, or free some space", path,
                strerror(reason));
  }
  sync_folder_of(path);
  return true;
}

bool file_replace(const char *temporary, const char *path, Error *err) {
  if (rename(temporary, path) != 0) {
    int reason = errno;
    unlink(temporary);
    return fail(err, "%s: cannot replace it: %s; make its folder writable", path, strerror(reason));
  }
  sync_folder_of(path);
  return true;
}
