/* A routine in a few lines, and what the commands that write one have in common. */
#ifndef NIGHTCALF_CLI_OUTLINE_H
#define NIGHTCALF_CLI_OUTLINE_H

#include "cli.h"
#include "nightcalf/routine.h"

/* Prints its title, what it is for, its total and its steps with their times, one a line. */
void outline_print(const App *app, const Routine *routine);
/* Its planned length. */
Millis outline_total(const App *app, const Routine *routine);

/* Complains about a name that cannot be a new routine's and offers the nearest that can. False: it
 * can be one. */
bool outline_misnamed(const Command *command, const char *id);

/* A setting's value on one line: what stands on lines of its own, with commas between; "not set"
 * for NULL and "". Release with free(). */
char *outline_value(const char *plain);

/* Asks on a line of its own and reads the answer's first line, without its newline and blanks
 * around it. NULL: the end of input. Release with free(). */
char *outline_ask(const char *question);
/* Asks the same way; whether the answer is yes. The end of input is no. */
bool outline_agree(const char *question);
/* Whether an answer is yes, or its first letter, in English or the person's language. NULL is no.
 */
bool outline_means_yes(const char *answer);

#endif
