/* The shape that breathes: a disc that grows with the breath in and shrinks with the breath out. */
#ifndef NIGHTCALF_TUI_BREATH_H
#define NIGHTCALF_TUI_BREATH_H

#include "draw.h"
#include "nightcalf/routine.h"

/* Draws the disc in the middle of the box, as it is when `left` of the beat's `length` is left. */
void breath_draw(Frame *frame, Box box, Phase phase, Millis length, Millis left);
/* Milliseconds until a cell of that disc changes; 0: it does not change any more in this beat. */
Millis breath_next_change(Box box, bool ascii, Phase phase, Millis length, Millis left);

#endif
