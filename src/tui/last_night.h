/* What home asks and says about last night's cramps. */
#ifndef NIGHTCALF_TUI_LAST_NIGHT_H
#define NIGHTCALF_TUI_LAST_NIGHT_H

#include "nightcalf/app_review.h"
#include "tui.h"

/* Zero-initialise. */
typedef struct LastNightLine {
  bool read;
  LastNight last;
  int bare;   /* cramps of it that lack their leg, muscle or severity */
  bool fresh; /* just answered: it can be taken back until... */
  Moment until;
  int before;    /* what the answer was before that */
  Error problem; /* why an answer could not be kept */
} LastNightLine;

/* Reads it anew; what was just answered can still be taken back. */
void last_night_read(Tui *tui, LastNightLine *line);
/* Whether it is to be asked. */
bool last_night_asked(const LastNightLine *line);
/* "0 to 9 cramps": kept at once. */
void last_night_say(Tui *tui, LastNightLine *line, int cramps);
/* Takes back what was just said, if anything. */
void last_night_take_back(Tui *tui, LastNightLine *line);
/* Time has passed: another night may be the last one. */
void last_night_tick(Tui *tui, LastNightLine *line);
/* When the line changes by itself next. */
bool last_night_deadline(const LastNightLine *line, Moment *when);
/* Draws the question or the answer at the top of the box, as short as the window wants it. Returns
 * the rows used. */
int last_night_draw(const LastNightLine *line, Frame *frame, Box box);

#endif
