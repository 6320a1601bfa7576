/* Other programs that run without our terminal, each within a limit of time: their words are never
 * read by a shell. (One that gets the terminal is process_run(), os.h.) */
#ifndef NIGHTCALF_CHILD_H
#define NIGHTCALF_CHILD_H

#include <stdbool.h>

#include "nightcalf/error.h"
#include "nightcalf/moment.h"

/* What came of one. */
typedef struct ChildResult {
  int status; /* exit status, or 128 and the number of the signal that ended it */
  char *out;  /* the first 64 KiB that it said on standard output and error; owned, never NULL */
} ChildResult;

/* Runs a program, found by PATH, with nothing to read, and waits. False with err: it could not be
 * run, or was ended after the limit; result->out is then "". */
bool child_run(const char *const argv[], Millis limit, ChildResult *result, Error *err);
void child_result_free(ChildResult *result);

/* Starts a program and does not wait: it goes on when we are gone. Nothing to read, its output goes
 * nowhere, and after the limit it is ended, with all that it started. environment: NULL-terminated
 * "NAME=VALUE" that it finds besides ours, or NULL. False with err: it could not be started; that
 * there is no such program cannot be seen from here (child_found()). */
bool child_detach(const char *const argv[], const char *const environment[], Millis limit,
                  Error *err);

/* Whether a program can be run by that name: by PATH, or as the path that it is. */
bool child_found(const char *program);

#endif
