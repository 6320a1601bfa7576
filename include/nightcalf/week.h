/* Days of the week as settings and options name them: "mon-fri", "sat,sun", and lists of texts that
 * say something about days, such as "fri-sat: 23:30". A day is that of a night: of the evening it
 * began. */
#ifndef NIGHTCALF_WEEK_H
#define NIGHTCALF_WEEK_H

#include <stdbool.h>
#include <stddef.h>

#include "nightcalf/error.h"
#include "nightcalf/field.h"
#include "nightcalf/night.h"

/* Days: bit 0 is Monday, bit 6 is Sunday. */
enum { WEEK_DAYS = 7, WEEK_ALL = (1 << WEEK_DAYS) - 1, WEEK_TEXT_SIZE = 40 };

/* The day of the week on which a night began: 0 Monday to 6 Sunday. */
int week_day(Night night);
/* "mon" to "sun", and "Monday" to "Sunday". */
extern const char *const week_names[WEEK_DAYS + 1];
extern const char *const week_names_long[WEEK_DAYS + 1];

/* Reads "fri", "mon-fri", "sat-mon" (over the end of the week), "mon,wed,fri" or "daily"; capitals
 * do not matter, nor do blanks around a comma. False: it is none of these. */
bool week_parse(const char *text, unsigned *days);
/* "daily", "mon-fri", "mon,wed,fri": what week_parse() reads back to the same days. */
void week_format(unsigned days, char text[WEEK_TEXT_SIZE]);
/* The days that follow these by one: who means the evening but sets a time after midnight. */
unsigned week_next(unsigned days);

/* Lists of "DAYS: VALUE". */

/* What the first text that names this day says of it, without the blanks around: a part of that
 * text, up to its end. NULL: none names it. */
const char *week_value(const TextList *texts, int day);
/* Whether each is "DAYS: HH:MM", or "DAYS: ROUTINE", and no day is named twice; as FieldCheck. */
bool week_check_times(const TextList *texts, size_t *at, Error *err);
bool week_check_routines(const TextList *texts, size_t *at, Error *err);

#endif
