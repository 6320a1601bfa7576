/* Phrases that lines for people share: plain mode, show, history. */
#ifndef NIGHTCALF_CLI_PHRASE_H
#define NIGHTCALF_CLI_PHRASE_H

#include <stddef.h>

#include "nightcalf/routine.h"
#include "nightcalf/session.h"

enum { PHRASE_SIZE = 80 };

/* "Get ready", "Hold", "Rest"...: a phase as a line begins with it. */
const char *phrase_phase(Phase phase);
/* "left", "right"; "" for any other. */
const char *phrase_leg(Side side);
/* "left", "right", "both legs"; "" where the step does not tell legs apart. */
const char *phrase_side(const Step *step, Side side);
/* "1 second", "35 seconds", "1 minute 30 seconds", "4.5 seconds", "2 hours 5 minutes". */
void phrase_length(Millis length, char text[PHRASE_SIZE]);
/* "1 step", "8 steps"; "1 time", "8 times": release with free(). */
char *phrase_steps(size_t count);
char *phrase_times(size_t count);
/* "completed" or "partial", for people. */
const char *phrase_outcome(Outcome outcome);

/* How many blanks bring a text to so many columns: 0 where it is as wide or wider. For "%s%*s". */
int phrase_gap(const char *text, int columns);
/* The wider one of a width and that of a text; NULL has none. */
int phrase_wider(int columns, const char *text);

#endif
