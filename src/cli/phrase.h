/* Phrases that lines for people share: plain mode, show, history. */
#ifndef NIGHTCALF_CLI_PHRASE_H
#define NIGHTCALF_CLI_PHRASE_H

#include <stddef.h>

#include "nightcalf/routine.h"
#include "nightcalf/session.h"

enum { PHRASE_SIZE = 80 };

/* "Get ready", "Hold", "Rest"...: a phase as a line begins with it. */
const char *phrase_phase(Phase phase);
/* "left", "right", "both legs"; "" where the step does not tell legs apart. */
const char *phrase_side(const Step *step, Side side);
/* "1 second", "35 seconds", "1 minute 30 seconds", "4.5 seconds", "2 hours 5 minutes". */
void phrase_length(Millis length, char text[PHRASE_SIZE]);
/* "1 step", "8 steps": a count and its noun, which takes an s. Release with free(). */
char *phrase_count(size_t count, const char *noun);
/* "completed" or "partial", for people. */
const char *phrase_outcome(Outcome outcome);

#endif
