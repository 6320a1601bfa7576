/* A file that a command writes for a person: private, whole or not at all, and never over another
 * one unasked. */
#ifndef NIGHTCALF_CLI_OUT_FILE_H
#define NIGHTCALF_CLI_OUT_FILE_H

#include <stdbool.h>
#include <stdio.h>

#include "nightcalf/error.h"

/* One file on its way. All members but stream are its own business. */
typedef struct OutFile {
  FILE *stream; /* to write to */
  char *path;
  char *temporary; /* NULL: what is written goes out at once */
  bool replace;
} OutFile;

/* Begins a file (0600, whatever the umask) under a temporary name beside path. "-" is standard
 * output; what is there and no regular file (a pipe, a terminal) is written to as it is. An
 * existing file is refused unless replace. False with err: nothing to end. */
bool out_file_begin(OutFile *out, const char *path, bool replace, Error *err);
/* Ends it: on disk under its name when ok and true is returned; else nothing of it is left, and err
 * says why if it was not the caller who failed. */
bool out_file_end(OutFile *out, bool ok, Error *err);

#endif
