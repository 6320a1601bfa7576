/* Dates and times of day as people write them where the user is: order, separators, 24 or 12 hours.
 * Contract: nightcalf/format.h; what files and programs read is in format.c and night.c. To the
 * core a locale's formats are constant data, as a catalogue's texts are. */
#include "format_shown.h"

#include <langinfo.h>
#include <stdio.h>
#include <string.h>

#include "nightcalf/format.h"

enum { HALF_DAY = 12, DATE_FIELDS = 3, DATE_PARTS_MAX = 8 };

/* The C locale's date says nothing about anybody; then dates are written as ISO 8601 has them. */
static const char c_date[] = "%m/%d/%y";

/* Whether a byte can stand between numbers in any character set. */
static bool is_plain(char byte) {
  return byte >= ' ' && byte <= '~';
}

/* Appends one conversion of a date's format; false where it is none of day, month and year. */
static bool put_field(char letter, const Civil *date, char text[FORMAT_SIZE], size_t *used) {
  int number = letter == 'd' || letter == 'e'   ? date->day
               : letter == 'm'                  ? date->month
               : letter == 'Y' || letter == 'y' ? date->year
                                                : -1;
  if (number < 0) {
    return false;
  }
  int added = snprintf(text + *used, FORMAT_SIZE - *used,
                       letter == 'Y' || letter == 'y' ? "%04d" : "%02d", number);
  *used += (size_t)added;
  return *used < FORMAT_SIZE;
}

bool date_by_format(const char *format, const Civil *date, char text[FORMAT_SIZE]) {
  size_t used = 0;
  int fields = 0;
  int parts = 0;
  for (const char *at = format; *at != '\0'; at++, parts++) {
    if (parts > DATE_PARTS_MAX || !is_plain(*at)) {
      return false;
    }
    if (*at != '%') {
      text[used++] = *at;
      continue;
    }
    at++;
    at += *at == '-' || *at == '_' || *at == '0' ? 1 : 0; /* digits are always all there */
    if (!put_field(*at, date, text, &used)) {
      return false;
    }
    fields++;
  }
  text[used] = '\0';
  return fields == DATE_FIELDS;
}

bool time_has_halves(const char *format) {
  static const char *const marks[] = {"%r", "%I", "%l", "%p", "%P"};
  for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
    if (strstr(format, marks[i]) != NULL) {
      return true;
    }
  }
  return false;
}

void format_time_by(const char *format, const char *half, int hour, int minute,
                    char text[FORMAT_SIZE]) {
  if (time_has_halves(format)) {
    (void)snprintf(text, FORMAT_SIZE, "%d:%02d %.8s",
                   hour % HALF_DAY == 0 ? HALF_DAY : hour % HALF_DAY, minute, half);
    return;
  }
  bool known = strncmp(format, "%H", 2) == 0 && is_plain(format[2]) && format[2] != '%' &&
               strncmp(format + 3, "%M", 2) == 0;
  (void)snprintf(text, FORMAT_SIZE, "%02d%c%02d", hour, known ? format[2] : ':', minute);
}

/* The locale's word for a half of the day; "AM" or "PM" where it has none in plain letters. */
static const char *half_name(bool afternoon) {
  const char *name = nl_langinfo(afternoon ? PM_STR : AM_STR);
  bool plain = name[0] != '\0';
  for (const char *at = name; *at != '\0'; at++) {
    plain = plain && is_plain(*at);
  }
  return plain ? name : afternoon ? "PM" : "AM";
}

void format_time_of_day(WallTime when, char text[FORMAT_SIZE]) {
  Civil at = civil_of(when);
  format_time_by(nl_langinfo(T_FMT), half_name(at.hour >= HALF_DAY), at.hour, at.minute, text);
}

void format_date(Night night, char text[FORMAT_SIZE]) {
  char iso[NIGHT_TEXT_SIZE];
  night_format(night, iso);
  const char *format = nl_langinfo(D_FMT);
  int64_t noon = ((int64_t)night.day * 24 + HALF_DAY) * 60 * 60;
  Civil date = civil_of((WallTime){noon * 1000, 0});
  if (strcmp(format, c_date) == 0 || !date_by_format(format, &date, text)) {
    (void)snprintf(text, FORMAT_SIZE, "%s", iso);
  }
}
