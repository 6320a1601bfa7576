/* Writing a file for a person: a temporary file in the same folder, fsync, and a name that nobody
 * has. Contract: out_file.h. */
#include "out_file.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "nightcalf/mem.h"

static bool fail_why(Error *err, const char *path, int reason) {
  return fail(err,
              "%s: cannot write it: %s; nothing of it is left. Free some space, or choose "
              "another place",
              path, strerror(reason));
}

static bool fail_there(Error *err, const char *path) {
  return fail(err, "%s: is there already, and was not replaced; choose another name", path);
}

/* Opens what is there and no file of bytes: written to as it is. */
static bool open_as_it_is(OutFile *out, const char *path, Error *err) {
  int fd = open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC);
  out->stream = fd == -1 ? NULL : fdopen(fd, "w");
  if (out->stream == NULL) {
    fail(err, "%s: cannot write to it: %s", path, strerror(errno));
    if (fd != -1) {
      close(fd);
    }
    return false;
  }
  return true;
}

/* Makes the temporary file. */
static bool open_beside(OutFile *out, const char *path, Error *err) {
  out->temporary = mem_format("%s.new-XXXXXX", path);
  int fd = mkostemp(out->temporary, O_CLOEXEC);
  if (fd != -1 && fchmod(fd, S_IRUSR | S_IWUSR) == 0) {
    out->stream = fdopen(fd, "w");
  }
  if (out->stream != NULL) {
    return true;
  }
  fail(err, "%s: cannot make it: %s; choose a folder that is there and can be written", path,
       strerror(errno));
  if (fd != -1) {
    close(fd);
    unlink(out->temporary);
  }
  free(out->temporary);
  return false;
}

bool out_file_begin(OutFile *out, const char *path, bool replace, Error *err) {
  struct stat info;
  *out = (OutFile){.replace = replace};
  if (strcmp(path, "-") == 0) {
    out->stream = stdout;
  } else if (stat(path, &info) == 0 && !S_ISREG(info.st_mode) && !S_ISDIR(info.st_mode)) {
    if (!open_as_it_is(out, path, err)) {
      return false;
    }
  } else if (!replace && lstat(path, &info) == 0) {
    return fail_there(err, path);
  } else if (!open_beside(out, path, err)) {
    return false;
  }
  out->path = mem_copy(path);
  return true;
}

/* Has the folder's new entry on the disk. Not every file system can; it is there all the same. */
static void sync_folder_of(const char *path) {
  char *copy = mem_copy(path);
  int fd = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd != -1) {
    fsync(fd);
    close(fd);
  }
  free(copy);
}

/* Gives the temporary file its name. link() never replaces what is there; a file system without
 * hard links has only rename(). */
static bool publish(const OutFile *out, Error *err) {
  if (!out->replace && link(out->temporary, out->path) == 0) {
    unlink(out->temporary);
  } else if (!out->replace && errno == EEXIST) {
    unlink(out->temporary);
    return fail_there(err, out->path);
  } else if (rename(out->temporary, out->path) != 0) {
    int reason = errno;
    unlink(out->temporary);
    return fail_why(err, out->path, reason);
  }
  sync_folder_of(out->path);
  return true;
}

/* Whether all that was written is where it should be; a pipe cannot be synced. */
static bool flush(const OutFile *out) {
  return fflush(out->stream) == 0 && ferror(out->stream) == 0 &&
         (out->temporary == NULL || fsync(fileno(out->stream)) == 0);
}

bool out_file_end(OutFile *out, bool ok, Error *err) {
  bool written = flush(out);
  int reason = errno;
  if (out->stream != stdout && fclose(out->stream) != 0 && written) {
    written = false;
    reason = errno;
  }
  if (ok && !written) {
    ok = out->temporary != NULL
             ? fail_why(err, out->path, reason)
             : fail(err, "%s: cannot write to it: %s", out->path, strerror(reason));
  }
  if (out->temporary != NULL && ok) {
    ok = publish(out, err);
  } else if (out->temporary != NULL) {
    unlink(out->temporary);
  }
  free(out->temporary);
  free(out->path);
  *out = (OutFile){0};
  return ok;
}
