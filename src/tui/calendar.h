/* Dates for calendars: months, days, and dates as a person types them. */
#ifndef NIGHTCALF_TUI_CALENDAR_H
#define NIGHTCALF_TUI_CALENDAR_H

#include <stdbool.h>

#include "nightcalf/night.h"

enum { CALENDAR_MONTHS = 12, CALENDAR_DAYS_MOST = 31, CALENDAR_TEXT_SIZE = 32 };

/* "January" to "December"; month - 1 is the index. */
extern const char *const calendar_months[CALENDAR_MONTHS];

/* The date of the evening on which a night began: year, month and day count. */
Civil calendar_civil(Night night);
/* "Sat 2026-11-21". */
void calendar_date(Night night, char text[CALENDAR_TEXT_SIZE]);
/* "Nov 21", for where the year is known. */
void calendar_short(Night night, char text[CALENDAR_TEXT_SIZE]);
/* The first night of the month that a night is in. */
Night calendar_month_first(Night night);
/* 28 to 31. */
int calendar_month_days(Night night);
/* The same day so many months later (earlier, below 0); the last day where that month is shorter.
 * Years stay within 1 to 9999. */
Night calendar_months_on(Night night, int months);
/* Reads "2026-11-21", or a day of the month that `near` is in: "21". False: it is neither. */
bool calendar_read(const char *text, Night near, Night *night);

#endif
