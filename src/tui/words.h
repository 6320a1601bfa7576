/* What the screens say about a session, in words. What holds text from a file is allocated: release
 * it with free(). */
#ifndef NIGHTCALF_TUI_WORDS_H
#define NIGHTCALF_TUI_WORDS_H

#include "nightcalf/session.h"

enum { WORDS_SIZE = 160 };

/* An error's text as a sentence: with a full stop unless it ends as one already. */
char *words_sentence(const char *text);
/* "Hold", "Get ready", "Breathe in". */
const char *words_phase(Phase phase);
/* "Hold, 2 of 3", "Breathe in, 3 of 12". */
void words_beat(const Beat *beat, char text[WORDS_SIZE]);
/* "left leg", "both legs", "" for none. */
const char *words_leg(Side side);
/* "left", "right", "both", "" for none, in the user's language: side_name() is what files say. */
const char *words_side(Side side);
/* Puts one more behind a list, "left, calf"; the first one stands alone. */
void words_add(char **list, const char *more);
/* "Next: rest 10 s, then right leg", "Next: Calf massage", "Next: the end". */
char *words_next(const Session *session);
/* "about 8 min", "less than a minute": for what depends on the user. */
void words_about(Millis length, char text[WORDS_SIZE]);
/* "about 8 min left", and "8 min left" where there is little room. */
void words_left(Millis length, bool brief, char text[WORDS_SIZE]);
/* "10 min 6 s", or "about 10 min" when steps wait for the user. */
void words_total(const Timeline *timeline, char text[WORDS_SIZE]);
/* To the nearest second: nobody holds a stretch by milliseconds. */
Millis words_whole_seconds(Millis length);
/* What was done of a step: "1:30 of 1:30", or a word where nothing is counted. Release with free().
 */
char *words_done(const StepRecord *record, StepOutcome outcome);
/* "22:31": the time of day so long after a moment. */
void words_end(WallTime from, Millis length, char text[WORDS_SIZE]);
/* "Mixed trials: calf plus hamstring may ease pain"; "" when the routine says nothing. */
char *words_evidence(const Routine *routine);

#endif
