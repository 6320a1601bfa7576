/* Writing a person's file: all of it or nothing, and never over what somebody else wrote. */
#ifndef NIGHTCALF_CONF_SAVE_H
#define NIGHTCALF_CONF_SAVE_H

#include <stdbool.h>
#include <stddef.h>

#include "nightcalf/error.h"

/* Bytes of a file. */
typedef struct Content {
  const char *bytes;
  size_t length;
} Content;

/* Puts content in the place of the file's, as one act: a reader, or the next start after a power
 * cut, finds the old file or the new one. before: what the file was read as, NULL: there was none;
 * when it is something else by now nothing is written. A symbolic link stays, and what it names is
 * replaced; mode and owner stay as they were. A new file is 0600, and folders that are missing are
 * made 0700. False with err: the file is as it was, unless err says that it may not outlast a power
 * cut. */
bool save_file(const char *path, const Content *before, Content content, Error *err);

typedef enum SaveResult {
  SAVE_DONE,
  SAVE_UNSURE,  /* it is in its place, but may not outlast a power cut; err says so */
  SAVE_CHANGED, /* the file is not what it was read as; nothing was written */
  SAVE_FAILED   /* nothing was changed but perhaps the version that is kept */
} SaveResult;

/* The same, and what the file was stays as PATH~, as one act too, before anything else is changed;
 * with the mode and owner of the file. Where that cannot be kept, nothing is saved. */
SaveResult save_keeping(const char *path, const Content *before, Content content, Error *err);

#endif
