/* What a session says aloud. Source of the phrases: CONTENT.md 4.3; silence is better than
 * chatter. */
#ifndef NIGHTCALF_SPOKEN_H
#define NIGHTCALF_SPOKEN_H

#include <stdbool.h>

#include "nightcalf/session.h"

enum { SPOKEN_EVERY = 10 * 1000 /* ms between the beginnings of two sayings, at least */ };

/* What becomes of words that come too soon after others. */
typedef enum SpokenRank {
  SPOKEN_MINOR, /* left out */
  SPOKEN_MAJOR, /* said later, unless other such words come first */
  SPOKEN_URGENT /* said at once all the same */
} SpokenRank;

typedef struct Spoken {
  char *text; /* one or more sentences; NULL: nothing */
  SpokenRank rank;
} Spoken;

/* What is said at an effect that the session has just handed out. False: nothing. Free with
 * spoken_free(). */
bool spoken_at(const Session *session, const Effect *effect, Spoken *spoken);
/* Adds the words of a later effect of the same moment, which are taken over; urgent ones stand
 * alone. */
void spoken_join(Spoken *spoken, Spoken *more);
void spoken_free(Spoken *spoken);
/* A few words for trying out how a cue is spoken; NULL: it has none. */
const char *spoken_sample(Cue cue);

#endif
