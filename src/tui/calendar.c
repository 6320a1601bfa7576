/* The arithmetic of calendars, on top of night.h. */
#include "calendar.h"

#include <stdio.h>
#include <string.h>

#include "nightcalf/format.h"
#include "nightcalf/language.h"
#include "nightcalf/week.h"

enum { DAY_MS = 24 * 60 * 60 * 1000, YEAR_MIN = 1, YEAR_MAX = 9999 };

static const char *const months_of_year[CALENDAR_MONTHS] = {
    N_IN("month", "January"), N_IN("month", "February"), N_IN("month", "March"),
    N_IN("month", "April"),   N_IN("month", "May"),      N_IN("month", "June"),
    N_IN("month", "July"),    N_IN("month", "August"),   N_IN("month", "September"),
    N_IN("month", "October"), N_IN("month", "November"), N_IN("month", "December"),
};
static const char *const months_short[CALENDAR_MONTHS] = {
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
};
static const char *const week_days_short[WEEK_DAYS] = {
    N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"),
};

const char *calendar_week_day(int day) {
  return _(week_days_short[day]);
}

const char *calendar_month_short(int month) {
  return _(months_short[month - 1]);
}

void calendar_month(Civil date, bool brief, char text[CALENDAR_TEXT_SIZE]) {
  const char *month = brief ? calendar_month_short(date.month)
                            : language_in("month", months_of_year[date.month - 1]);
  snprintf(text, CALENDAR_TEXT_SIZE, "%s %d", month, date.year);
}

Civil calendar_civil(Night night) {
  return civil_of((WallTime){(int64_t)night.day * DAY_MS, 0});
}

void calendar_date(Night night, char text[CALENDAR_TEXT_SIZE]) {
  char date[FORMAT_SIZE];
  format_date(night, date);
  snprintf(text, CALENDAR_TEXT_SIZE, "%s %s", calendar_week_day(week_day(night)), date);
}

void calendar_short(Night night, char text[CALENDAR_TEXT_SIZE]) {
  Civil date = calendar_civil(night);
  snprintf(text, CALENDAR_TEXT_SIZE, "%s %2d", calendar_month_short(date.month), date.day);
}

Night calendar_month_first(Night night) {
  Civil date = calendar_civil(night);
  return (Night){civil_day(date.year, date.month, 1)};
}

/* The first day of the month that comes so many months after another one. */
static int32_t month_first(Civil date, int months) {
  int month = date.year * CALENDAR_MONTHS + date.month - 1 + months;
  return civil_day(month / CALENDAR_MONTHS, month % CALENDAR_MONTHS + 1, 1);
}

int calendar_month_days(Night night) {
  Civil date = calendar_civil(night);
  return month_first(date, 1) - month_first(date, 0);
}

Night calendar_months_on(Night night, int months) {
  Civil date = calendar_civil(night);
  int year = (date.year * CALENDAR_MONTHS + date.month - 1 + months) / CALENDAR_MONTHS;
  if (year < YEAR_MIN || year > YEAR_MAX) {
    return night;
  }
  Night first = {month_first(date, months)};
  int days = calendar_month_days(first);
  return (Night){first.day + (date.day < days ? date.day : days) - 1};
}

/* Reads "21" as a day of the month; false where that month has no such day. */
static bool read_day(const char *text, Night near, Night *night) {
  size_t length = strlen(text);
  if (length < 1 || length > 2 || strspn(text, "0123456789") != length) {
    return false;
  }
  int day = text[0] - '0';
  day = length == 2 ? day * 10 + text[1] - '0' : day;
  if (day < 1 || day > calendar_month_days(near)) {
    return false;
  }
  *night = (Night){calendar_month_first(near).day + day - 1};
  return true;
}

bool calendar_read(const char *text, Night near, Night *night) {
  return night_parse(text, night) || read_day(text, near, night);
}
