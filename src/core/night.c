/* Which night a moment belongs to, and the civil-date arithmetic for it. Contract:
 * nightcalf/night.h. */
#include "nightcalf/night.h"

#include <stdio.h>

/* The algorithms days_from_civil and civil_from_days are Howard Hinnant's: "chrono-compatible
 * low-level date algorithms", https://howardhinnant.github.io/date_algorithms.html. A year begins
 * on 1 March in them, so that the leap day is its last; an era is 400 years. */
enum {
  DAYS_AN_ERA = 146097,
  YEARS_AN_ERA = 400,
  DAYS_TO_EPOCH = 719468, /* from 0000-03-01 to 1970-01-01 */
  DAYS_EVERY_MONTH = 28,
  SECONDS_A_DAY = 24 * 60 * 60,
  MINUTES_A_DAY = 24 * 60,
  BEDTIME_GUESSED = 23 * 60,
  SLEEP_MINUTES = 6 * 60,
  DUSK_MINUTES = 60, /* before bedtime. Source: SPEC.md section 9 */
  DAWN = 7 * 60,     /* as for the night volume of what is heard */
  MINUTE_MS = 60 * 1000
};

/* number / divisor, rounded down also below zero. divisor: above 0. */
static int64_t floor_divide(int64_t number, int64_t divisor) {
  int64_t quotient = number / divisor;
  return number % divisor < 0 ? quotient - 1 : quotient;
}

/* Local seconds since 1970-01-01T00:00:00 on the wall. Divides before it adds: no overflow for any
 * utc_ms. */
static int64_t local_seconds(WallTime when) {
  return floor_divide(when.utc_ms, 1000) + when.offset_s;
}

/* A day number as an int32_t; beyond either end, the end. */
static int32_t clamp_day(int64_t day) {
  if (day < INT32_MIN) {
    return INT32_MIN;
  }
  return day > INT32_MAX ? INT32_MAX : (int32_t)day;
}

/* Year, month and day of a day number; hour, minute and second 0. */
static Civil date_of(int64_t day) {
  int64_t shifted = day + DAYS_TO_EPOCH;
  int64_t era = floor_divide(shifted, DAYS_AN_ERA);
  int64_t day_of_era = shifted - era * DAYS_AN_ERA; /* 0 to 146096 */
  int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int64_t month_from_march = (5 * day_of_year + 2) / 153;
  int64_t day_of_month = day_of_year - (153 * month_from_march + 2) / 5 + 1;
  int64_t month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  int64_t year = year_of_era + era * YEARS_AN_ERA + (month <= 2 ? 1 : 0);
  return (Civil){.year = (int)year, .month = (int)month, .day = (int)day_of_month};
}

Night night_of(WallTime when, int boundary) {
  int64_t seconds = local_seconds(when) - (int64_t)boundary * 60;
  return (Night){clamp_day(floor_divide(seconds, SECONDS_A_DAY))};
}

/* Minutes from the night's boundary to a time of day. */
static int since_boundary(int minutes, int boundary) {
  return (minutes - boundary + MINUTES_A_DAY) % MINUTES_A_DAY;
}

NightNow night_now(WallTime when, int boundary, int bedtime) {
  Civil clock = civil_of(when);
  int now = since_boundary(clock.hour * 60 + clock.minute, boundary);
  int bed = since_boundary(bedtime >= 0 ? bedtime : BEDTIME_GUESSED, boundary);
  NightNow nights = {.tonight = night_of(when, boundary)};
  nights.morning = now >= bed + SLEEP_MINUTES;
  nights.asleep = now >= bed && !nights.morning;
  nights.last = (Night){nights.tonight.day - (nights.morning ? 0 : 1)};
  return nights;
}

bool night_is_dark(WallTime when, int boundary, int bedtime, Millis *change) {
  Civil clock = civil_of(when);
  int now = since_boundary(clock.hour * 60 + clock.minute, boundary);
  int bed = since_boundary(bedtime >= 0 ? bedtime : BEDTIME_GUESSED, boundary);
  int from = bed > DUSK_MINUTES ? bed - DUSK_MINUTES : 0;
  int slept = bed + SLEEP_MINUTES < MINUTES_A_DAY ? bed + SLEEP_MINUTES : MINUTES_A_DAY;
  int dawn = since_boundary(DAWN, boundary);
  int until = dawn > slept ? dawn : slept;
  int next = now < from ? from : now < until ? until : MINUTES_A_DAY;
  int64_t into_minute = when.utc_ms - floor_divide(when.utc_ms, MINUTE_MS) * MINUTE_MS;
  *change = (Millis)(next - now) * MINUTE_MS - into_minute;
  return now >= from && now < until;
}

Civil civil_of(WallTime when) {
  int64_t seconds = local_seconds(when);
  int64_t day = floor_divide(seconds, SECONDS_A_DAY);
  int second = (int)(seconds - day * SECONDS_A_DAY);
  Civil civil = date_of(day);
  civil.hour = second / 3600;
  civil.minute = second / 60 % 60;
  civil.second = second % 60;
  return civil;
}

int32_t civil_day(int year, int month, int day) {
  int64_t shifted = (int64_t)year - (month <= 2 ? 1 : 0);
  int64_t era = floor_divide(shifted, YEARS_AN_ERA);
  int64_t year_of_era = shifted - era * YEARS_AN_ERA; /* 0 to 399 */
  int64_t month_from_march = month > 2 ? month - 3 : month + 9;
  int64_t day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
  int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return clamp_day(era * DAYS_AN_ERA + day_of_era - DAYS_TO_EPOCH);
}

void night_format(Night night, char text[NIGHT_TEXT_SIZE]) {
  Civil date = date_of(night.day);
  (void)snprintf(text, NIGHT_TEXT_SIZE, "%04d-%02d-%02d", date.year, date.month, date.day);
}

/* Reads count digits as a number; -1 when one of them is no digit. */
static int read_digits(const char *text, int count) {
  int number = 0;
  for (int i = 0; i < count; i++) {
    if (text[i] < '0' || text[i] > '9') {
      return -1;
    }
    number = number * 10 + (text[i] - '0');
  }
  return number;
}

bool night_parse(const char *text, Night *night) {
  int year = read_digits(text, 4);
  if (year < 1 || text[4] != '-') {
    return false;
  }
  int month = read_digits(text + 5, 2);
  if (month < 1 || month > 12 || text[7] != '-') {
    return false;
  }
  int day = read_digits(text + 8, 2);
  if (day < 1 || text[10] != '\0') {
    return false;
  }
  int32_t number = civil_day(year, month, day);
  /* 30 February comes back as a day of March; every month has 28. */
  if (day > DAYS_EVERY_MONTH && date_of(number).day != day) {
    return false;
  }
  night->day = number;
  return true;
}
