/* A person's own files, whole: read as they are, put in place as one act, moved without ever
 * replacing another. */
#ifndef NIGHTCALF_USER_FILE_H
#define NIGHTCALF_USER_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "nightcalf/error.h"

/* The bytes of a regular file of at most max bytes, with a NUL behind; nothing in them is looked
 * at. NULL with err. Release with free(). */
char *user_file_read(const char *path, size_t max, size_t *length, Error *err);

/* Bytes of a file. */
typedef struct FileBytes {
  const char *at;
  size_t length;
} FileBytes;

/* Puts bytes in the place of the file's, as one act. before: what it was read as; when it is
 * something else by now nothing is written. NULL: there was none. A new file is 0600, folders that
 * are missing 0700; links and modes stay, and what was there stays as PATH~. False with err. True
 * with something in err: it is in its place, but may not outlast a power cut. */
bool user_file_put(const char *path, const FileBytes *before, FileBytes bytes, Error *err);

/* The same for a file that is ours alone, of which no older version is kept. */
bool user_file_replace(const char *path, const FileBytes *before, FileBytes bytes, Error *err);

/* Gives a file another name in its folder. replace: what has that name already goes; else that is
 * an error. False with err. */
bool user_file_move(const char *from, const char *to, bool replace, Error *err);

#endif
