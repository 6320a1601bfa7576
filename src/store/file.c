/* The database as a file: what must be true of it before SQLite sees it, and making new ones whole.
 * Looks by name only: a descriptor of our own on the database would, when closed, drop the locks
 * that SQLite holds on it in this process. */
#include "store_private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "nightcalf/mem.h"

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

char *file_make_beside(const char *path, Error *err) {
  char *temporary = mem_format("%s.new-XXXXXX", path);
  int fd = mkostemp(temporary, O_CLOEXEC);
  if (fd == -1) {
    fail(err, "%s: cannot make it: %s; make its folder writable, or free some space", path,
         strerror(errno));
    free(temporary);
    return NULL;
  }
  fchmod(fd, S_IRUSR | S_IWUSR);
  close(fd);
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
