/* Numbers as tall as there is room for, and the two words for a leg. */
#ifndef NIGHTCALF_TUI_DIGITS_H
#define NIGHTCALF_TUI_DIGITS_H

#include "draw.h"
#include "nightcalf/field.h"

/* What is left of a beat as it is shown: whole seconds rounded up to 99, beyond that "1:40". */
void digits_text(Millis left, char *text, size_t size);
/* Draws digits and colons in the middle of the box, as tall as it allows; plain text when it allows
 * nothing taller. Returns the part of the box that was used. */
Box digits_draw(Frame *frame, Box box, Role role, const char *text);
/* Rows that digits_draw() would use, as tall as the box allows; 1 for plain text. */
int digits_rows(Box box, bool ascii, const char *text);
/* Draws "LEFT" or "RIGHT" in the user's language in the middle of the box, large where there is
 * room and the word is one of the letters A to Z. */
void digits_draw_side(Frame *frame, Box box, Role role, Side side);

#endif
