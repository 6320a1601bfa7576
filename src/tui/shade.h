/* Which theme it is time for. */
#ifndef NIGHTCALF_TUI_SHADE_H
#define NIGHTCALF_TUI_SHADE_H

#include "tui.h"

/* What the screens are to look like now: by the setting `theme`, by the time of night, by what
 * runs, and towards the end of a session darker from step to step. */
Shade shade_now(const Tui *tui);
/* When that changes by itself, a session's end apart, which is looked at with its seconds; false:
 * never. */
bool shade_deadline(const Tui *tui, Moment *deadline);

#endif
