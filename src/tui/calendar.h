/* Dates for calendars: months, days, and dates as a person types them. */
#ifndef NIGHTCALF_TUI_CALENDAR_H
#define NIGHTCALF_TUI_CALENDAR_H

#include <stdbool.h>

#include "nightcalf/night.h"

enum { CALENDAR_MONTHS = 12, CALENDAR_DAYS_MOST = 31, CALENDAR_TEXT_SIZE = 64 };

/* "Mon": the short name of a day of the week, from 0 for Monday, in the user's language. */
const char *calendar_week_day(int day);
/* "Nov": the same of a month, from 1. */
const char *calendar_month_short(int month);
/* "November 2026", and "Nov 2026" where there is little room. */
void calendar_month(Civil date, bool brief, char text[CALENDAR_TEXT_SIZE]);

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
