/* Dates as people type and read them. */
#ifndef NIGHTCALF_CLI_DATES_H
#define NIGHTCALF_CLI_DATES_H

#include <stdbool.h>

#include "nightcalf/app.h"
#include "nightcalf/error.h"
#include "nightcalf/night.h"

/* The night of a date: "2026-11-21"; "today" and "yesterday" by the calendar; "tonight" the one
 * that goes on, "last" the last one (night_now()). False with err, which names what was typed. */
bool dates_parse(const App *app, const char *text, Night *night, Error *err);
/* "Sat 2026-11-21", as the person's language and locale have it: the date of its evening. */
enum { DATES_SIZE = 64 };
void dates_format(Night night, char text[DATES_SIZE]);

#endif
