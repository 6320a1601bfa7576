/* Writing a person's file: a temporary file in the same folder, fsync, rename, fsync of the folder.
 * Contract: conf/save.h. */
#include "conf/save.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "nightcalf/language.h"
#include "nightcalf/mem.h"

enum { MODE_BITS = 07777, MODE_NEW = 0600, MODE_FOLDER = 0700, MODE_GROUP = 070 };

/* A save under way. */
typedef struct Save {
  const char *path; /* as the user knows it, for messages */
  char *file;       /* what is replaced: the end of every link; owned */
  char *folder;     /* owned */
  char *temporary;  /* NULL: there is none now; owned */
  bool is_new;
  bool gone;          /* it should be there and is not */
  struct stat status; /* of the old file, or of the one that this keeps a version of */
  bool alike;         /* a new file gets mode and owner of that */
} Save;

/* Fails with the reason that errno gives. Always false. */
static bool fail_why(Error *err, const char *what, const char *name) {
  return fail(err, "%s %s: %s; nothing was changed", _(what), name, strerror(errno));
}

/* The folder that a path is in. Release with free(). */
static char *folder_of(const char *path) {
  char *copy = mem_copy(path);
  char *folder = mem_copy(dirname(copy));
  free(copy);
  return folder;
}

/* Makes a folder and its parents where they are missing, 0700 whatever the umask. */
static bool make_folder(const char *folder, Error *err) {
  struct stat status;
  if (stat(folder, &status) == 0) {
    return true;
  }
  char *parent = folder_of(folder);
  bool made = make_folder(parent, err);
  free(parent);
  if (!made) {
    return false;
  }
  if (mkdir(folder, MODE_FOLDER) != 0) {
    return errno == EEXIST ? true : fail_why(err, "cannot make the folder", folder);
  }
  return chmod(folder, MODE_FOLDER) == 0 ||
         fail_why(err, "cannot set the permissions of the folder", folder);
}

/* Refuses to make a file as root in a place of another user (sudo keeps HOME). */
static bool refuse_foreign(const Save *save, Error *err) {
  struct stat status;
  if (!save->is_new || save->alike || geteuid() != 0 || stat(save->folder, &status) != 0 ||
      status.st_uid == 0) {
    return true;
  }
  return fail(err,
              "%s: its folder belongs to another user, and this is root: that user could not "
              "change the file; run nightcalf without sudo",
              save->path);
}

/* Finds what is to be replaced: the file itself, or the one that a link leads to. */
static bool find_file(Save *save, bool expected, Error *err) {
  save->file = realpath(save->path, NULL);
  int why = errno;
  save->folder = folder_of(save->file != NULL ? save->file : save->path);
  errno = why;
  if (save->file != NULL) {
    if (stat(save->file, &save->status) != 0 || !S_ISREG(save->status.st_mode)) {
      return fail(err, "%s is not a regular file; nothing was changed", save->path);
    }
    return true;
  }
  struct stat link;
  if (errno != ENOENT) {
    return fail_why(err, "cannot find", save->path);
  }
  if (lstat(save->path, &link) == 0) {
    return fail(err, "%s is a symbolic link that leads nowhere; make what it names, or remove it",
                save->path);
  }
  if (expected) {
    save->gone = true;
    return fail(err, "%s is gone since it was read; nothing was changed: try again", save->path);
  }
  save->is_new = true;
  save->file = mem_copy(save->path);
  return make_folder(save->folder, err) && refuse_foreign(save, err);
}

/* Whether the file still holds what it was read as. */
static bool is_unchanged(const Save *save, const Content *before) {
  if (before == NULL) {
    struct stat status;
    return lstat(save->file, &status) != 0 && errno == ENOENT;
  }
  FILE *file = fopen(save->file, "re");
  if (file == NULL) {
    return false;
  }
  char *now = mem_new(before->length + 1, 1);
  size_t got = fread(now, 1, before->length + 1, file);
  bool same =
      ferror(file) == 0 && got == before->length && memcmp(now, before->bytes, before->length) == 0;
  free(now);
  (void)fclose(file);
  return same;
}

static bool check_unchanged(const Save *save, const Content *before, Error *err) {
  return is_unchanged(save, before) ||
         fail(err,
              "%s was changed meanwhile by another program; nothing was overwritten: try again",
              save->path);
}

/* Gives the new file what the old one had: its owner, its group, its mode. Where the group cannot
 * be kept, it gets no rights. */
static bool copy_owner(const Save *save, int file) {
  struct stat own;
  if (save->is_new && !save->alike) {
    return fchmod(file, MODE_NEW) == 0;
  }
  mode_t mode = save->status.st_mode & MODE_BITS;
  if (fstat(file, &own) != 0) {
    return false;
  }
  if (own.st_uid != save->status.st_uid && fchown(file, save->status.st_uid, (gid_t)-1) != 0) {
    return false;
  }
  if (own.st_gid != save->status.st_gid && fchown(file, (uid_t)-1, save->status.st_gid) != 0) {
    mode &= ~(mode_t)MODE_GROUP;
  }
  return fchmod(file, mode) == 0;
}

static bool write_all(int file, Content content) {
  size_t written = 0;
  while (written < content.length) {
    ssize_t put = write(file, content.bytes + written, content.length - written);
    if (put < 0 && errno != EINTR) {
      return false;
    }
    written += put > 0 ? (size_t)put : 0;
  }
  return true;
}

/* Writes the temporary file, and has it on the disk. */
static bool write_temporary(Save *save, Content content, Error *err) {
  char *copy = mem_copy(save->file);
  save->temporary = mem_format("%s/.%s.XXXXXX", save->folder, basename(copy));
  free(copy);
  int file = mkostemp(save->temporary, O_CLOEXEC);
  if (file < 0) {
    free(save->temporary);
    save->temporary = NULL;
    return fail_why(err, "cannot write in the folder", save->folder);
  }
  bool done = write_all(file, content) && copy_owner(save, file) && fsync(file) == 0;
  int why = errno;
  if (close(file) != 0 && done) {
    done = false;
    why = errno;
  }
  errno = why;
  return done || fail_why(err, "cannot write", save->path);
}

/* Has the folder's new entry on the disk; a file system that cannot do that is no error. */
static bool sync_folder(const Save *save, Error *err) {
  int folder = open(save->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  bool done = folder >= 0 && fsync(folder) == 0;
  done = done || errno == EINVAL || errno == EACCES;
  if (!done) {
    (void)fail(err, "%s was written, but may not outlast a power cut: %s", save->path,
               strerror(errno));
  }
  if (folder >= 0) {
    (void)close(folder);
  }
  return done;
}

/* Renames; what must not be there is not replaced even when it came just now, where the file system
 * can see to that. */
static bool rename_to(const Save *save) {
  if (!save->is_new) {
    return rename(save->temporary, save->file) == 0;
  }
  return renameat2(AT_FDCWD, save->temporary, AT_FDCWD, save->file, RENAME_NOREPLACE) == 0 ||
         ((errno == EINVAL || errno == ENOSYS) && rename(save->temporary, save->file) == 0);
}

/* The temporary file takes the place of the other. */
static SaveResult put_in_place(Save *save, Error *err) {
  if (!rename_to(save)) {
    (void)fail_why(err, "cannot replace", save->path);
    return SAVE_FAILED;
  }
  free(save->temporary);
  save->temporary = NULL;
  return sync_folder(save, err) ? SAVE_DONE : SAVE_UNSURE;
}

/* Removes what is left of a save. */
static void save_end(Save *save) {
  if (save->temporary != NULL) {
    (void)unlink(save->temporary);
  }
  free(save->temporary);
  free(save->folder);
  free(save->file);
}

/* Puts what a file was beside it, in the place of an older version. */
static bool keep_version(const Save *original, Content content, Error *err) {
  char *path = mem_format("%s~", original->path);
  Save save = {.path = path, .alike = true};
  bool done = find_file(&save, false, err);
  if (done) {
    save.status = original->status;
    done = write_temporary(&save, content, err) && put_in_place(&save, err) != SAVE_FAILED;
  }
  save_end(&save);
  free(path);
  return done;
}

/* Saves; keep: what was there stays as PATH~. */
static SaveResult save_with(const char *path, const Content *before, Content content, bool keep,
                            Error *err) {
  Save save = {.path = path};
  SaveResult result = SAVE_FAILED;
  if (!find_file(&save, before != NULL, err)) {
    result = save.gone ? SAVE_CHANGED : SAVE_FAILED;
  } else if (!check_unchanged(&save, before, err)) {
    result = SAVE_CHANGED;
  } else if (!save.is_new && faccessat(AT_FDCWD, save.file, W_OK, AT_EACCESS) != 0) {
    (void)fail_why(err, "cannot write", path);
  } else if ((!keep || before == NULL || keep_version(&save, *before, err)) &&
             write_temporary(&save, content, err)) {
    result = check_unchanged(&save, before, err) ? put_in_place(&save, err) : SAVE_CHANGED;
  }
  save_end(&save);
  return result;
}

bool save_file(const char *path, const Content *before, Content content, Error *err) {
  return save_with(path, before, content, false, err) == SAVE_DONE;
}

SaveResult save_keeping(const char *path, const Content *before, Content content, Error *err) {
  return save_with(path, before, content, true, err);
}
