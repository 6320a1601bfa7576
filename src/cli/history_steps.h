/* More of the record in lines: a session's steps and answers, and notes by their words. */
#ifndef NIGHTCALF_CLI_HISTORY_STEPS_H
#define NIGHTCALF_CLI_HISTORY_STEPS_H

#include <stdbool.h>

#include "nightcalf/store.h"

/* Prints each step with what was done of it, and what was answered in it. False: standard output
 * takes no more. */
bool history_print_steps(const SessionRow *row);
/* Prints every note that holds the words, newest night first, a line each. False with err: the
 * record cannot be read. */
bool history_find_notes(Store *store, const char *words, Error *err);

#endif
