/* Chimes as they are heard: how often they strike, and how high. */
#ifndef TESTS_STRIKES_H
#define TESTS_STRIKES_H

#include <stddef.h>
#include <stdint.h>

#include "nightcalf/session.h"

enum { STRIKES_MAX = 8 };

typedef struct Strikes {
  int count;
  double pitch[STRIKES_MAX]; /* Hz, in their order */
  double peak;               /* of full scale */
} Strikes;

/* What each cue's chime must be; peak: of the usual ones, not of the quiet ones. */
extern const Strikes strikes_wanted[CUE_COUNT];

/* Finds the strikes in sound of one channel. */
Strikes strikes_find(const int16_t *samples, size_t count, int rate);
/* Whether the strikes are those of the cue: as many, each within 2 % of its pitch. Prints what was
 * found where not. */
bool strikes_are(const Strikes *found, Cue cue);

#endif
