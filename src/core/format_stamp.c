/* Instants as a file carries them: to the millisecond, with their offset, and back. Contract:
 * nightcalf/format.h. */
#include <stdio.h>
#include <string.h>

#include "nightcalf/format.h"
#include "nightcalf/night.h"

enum {
  AT_FRACTION = 19, /* behind "2026-11-22T00:12:05" */
  DAY_SECONDS = 24 * 60 * 60,
  HOURS = 24,
  SIXTY = 60,
  SECOND_MS = 1000,
  FRACTION_DIGITS = 9
};

void format_stamp(WallTime when, char text[FORMAT_SIZE]) {
  char whole[FORMAT_SIZE];
  int milliseconds = (int)((when.utc_ms % SECOND_MS + SECOND_MS) % SECOND_MS);
  format_wall(when, whole);
  if (milliseconds == 0) {
    memcpy(text, whole, FORMAT_SIZE);
    return;
  }
  (void)snprintf(text, FORMAT_SIZE, "%.19s.%03d%.6s", whole, milliseconds, whole + AT_FRACTION);
}

/* Reads two digits below a limit and moves *at behind them. */
static bool read_two(const char **at, int limit, int *number) {
  const char *text = *at;
  if (text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9') {
    return false;
  }
  *number = (text[0] - '0') * 10 + (text[1] - '0');
  *at = text + 2;
  return *number < limit;
}

static bool read_letter(const char **at, char letter) {
  bool there = **at == letter;
  *at += there ? 1 : 0;
  return there;
}

/* Reads ".25" as 250 ms, or nothing as 0; digits beyond the third are passed over. */
static bool read_fraction(const char **at, int *milliseconds) {
  int worth = SECOND_MS;
  int digits = 0;
  *milliseconds = 0;
  if (!read_letter(at, '.')) {
    return true;
  }
  for (; **at >= '0' && **at <= '9' && digits <= FRACTION_DIGITS; (*at)++, digits++) {
    worth /= 10;
    *milliseconds += (**at - '0') * worth;
  }
  return digits >= 1 && digits <= FRACTION_DIGITS;
}

/* Reads "Z", "+01:00", "-03:30" as seconds east. */
static bool read_offset(const char **at, int32_t *offset_s) {
  int hours = 0;
  int minutes = 0;
  *offset_s = 0;
  if (read_letter(at, 'Z')) {
    return true;
  }
  bool west = **at == '-';
  if (!read_letter(at, west ? '-' : '+') || !read_two(at, HOURS, &hours) || !read_letter(at, ':') ||
      !read_two(at, SIXTY, &minutes)) {
    return false;
  }
  *offset_s = (hours * SIXTY + minutes) * SIXTY * (west ? -1 : 1);
  return true;
}

bool stamp_parse(const char *text, WallTime *when) {
  char date[sizeof "2026-11-22"];
  Night day;
  int hour = 0;
  int minute = 0;
  int second = 0;
  int milliseconds = 0;
  int32_t offset_s = 0;
  if (strnlen(text, sizeof date) < sizeof date) {
    return false;
  }
  memcpy(date, text, sizeof date - 1);
  date[sizeof date - 1] = '\0';
  const char *at = text + sizeof date - 1;
  bool read = night_parse(date, &day) && read_letter(&at, 'T') && read_two(&at, HOURS, &hour) &&
              read_letter(&at, ':') && read_two(&at, SIXTY, &minute) && read_letter(&at, ':') &&
              read_two(&at, SIXTY, &second) && read_fraction(&at, &milliseconds) &&
              read_offset(&at, &offset_s) && *at == '\0';
  if (read) {
    int64_t minutes = (int64_t)hour * SIXTY + minute;
    int64_t seconds = (int64_t)day.day * DAY_SECONDS + minutes * SIXTY + second;
    *when = (WallTime){(seconds - offset_s) * SECOND_MS + milliseconds, offset_s};
  }
  return read;
}
