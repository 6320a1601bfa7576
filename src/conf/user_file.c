/* A person's own files, whole. Contract: nightcalf/user_file.h. */
#include "nightcalf/user_file.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "conf/guard.h"
#include "conf/save.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"

char *user_file_read(const char *path, size_t max, size_t *length, Error *err) {
  Diagnostics diagnostics = {0};
  char *bytes = NULL;
  bool read = guard_read(path, max, &bytes, length, &diagnostics);
  if (!read) {
    const char *why = diagnostics.count > 0 ? diagnostics.items[0].message : _("cannot be read");
    (void)fail(err, "%s: %s", path, why);
    free(bytes);
    bytes = NULL;
  }
  diagnostics_free(&diagnostics);
  return bytes;
}

bool user_file_put(const char *path, const FileBytes *before, FileBytes bytes, Error *err) {
  Content content = {bytes.at, bytes.length};
  Content old = {0};
  if (before != NULL) {
    old = (Content){before->at, before->length};
  }
  SaveResult result = save_keeping(path, before == NULL ? NULL : &old, content, err);
  return result == SAVE_DONE || result == SAVE_UNSURE;
}

bool user_file_replace(const char *path, const FileBytes *before, FileBytes bytes, Error *err) {
  Content old = {0};
  if (before != NULL) {
    old = (Content){before->at, before->length};
  }
  return save_file(path, before == NULL ? NULL : &old, (Content){bytes.at, bytes.length}, err);
}

/* Has a folder's entries on the disk. A folder that cannot be synced is no reason to stop. */
static void sync_folder_of(const char *path) {
  char *copy = mem_copy(path);
  int folder = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder >= 0) {
    (void)fsync(folder);
    (void)close(folder);
  }
  free(copy);
}

/* Renames without replacing; where the file system cannot tell by itself, we look first. */
static bool rename_alone(const char *from, const char *to) {
  if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0) {
    return true;
  }
  if (errno != EINVAL && errno != ENOSYS) {
    return false;
  }
  struct stat status;
  if (lstat(to, &status) == 0) {
    errno = EEXIST;
    return false;
  }
  return rename(from, to) == 0;
}

bool user_file_move(const char *from, const char *to, bool replace, Error *err) {
  if (replace ? rename(from, to) != 0 : !rename_alone(from, to)) {
    return errno == EEXIST ? fail(err, "%s: there is a file of that name already", to)
                           : fail(err, "%s: cannot be moved to %s: %s", from, to, strerror(errno));
  }
  sync_folder_of(to);
  return true;
}
