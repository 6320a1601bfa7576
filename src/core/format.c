/* Numbers and times to text and back, numbers the same in every locale. Contract:
 * nightcalf/format.h. */
#include "nightcalf/format.h"

#include <stdio.h>
#include <string.h>

#include "nightcalf/night.h"

enum {
  MS_SECOND = 1000,
  MS_MINUTE = 60 * MS_SECOND,
  MS_HOUR = 60 * MS_MINUTE,
  PARSE_MAX = 1000000000, /* seconds; keeps every product below in 64 bits */
  FRACTION_DIGITS = 9,
  FRACTION_SCALE = 1000000000, /* one, in units of the ninth digit */
  MINUTES_A_DAY = 24 * 60,
  YEAR_MAX = 9999
};

/* Text that is being put together in a caller's buffer of FORMAT_SIZE. */
typedef struct Writer {
  char *text;
  size_t used;
} Writer;

/* How a length is spelt: what stands between numbers and units, and the units' symbols, which are
 * the same in every language. Source: ISO 80000-1. */
typedef struct Spelling {
  const char *between;
  const char *hours, *minutes, *seconds;
} Spelling;

static const Spelling sentence_spelling = {" ", "h", "min", "s"};
static const Spelling setting_spelling = {"", "h", "m", "s"};

void format_clock(Millis length, char text[FORMAT_SIZE]) {
  int64_t seconds = length <= 0 ? 0 : length / MS_SECOND + (length % MS_SECOND > 0);
  long long hours = seconds / 3600;
  long long minutes = seconds / 60 % 60;
  long long rest = seconds % 60;
  if (hours > 0) {
    (void)snprintf(text, FORMAT_SIZE, "%lld:%02lld:%02lld", hours, minutes, rest);
  } else {
    (void)snprintf(text, FORMAT_SIZE, "%lld:%02lld", minutes, rest);
  }
}

/* Appends one part of a length, its fraction (thousandths) without final zeros. */
static void write_part(Writer *writer, const Spelling *spelling, uint64_t whole,
                       unsigned thousandths, const char *unit) {
  char fraction[8] = "";
  if (thousandths > 0) {
    int length = snprintf(fraction, sizeof fraction, ".%03u", thousandths % 1000);
    while (length > 0 && fraction[length - 1] == '0') {
      fraction[--length] = '\0';
    }
  }
  bool first = writer->used == 0 || writer->text[writer->used - 1] == '-';
  int added = snprintf(writer->text + writer->used, FORMAT_SIZE - writer->used, "%s%llu%s%s%s",
                       first ? "" : spelling->between, (unsigned long long)whole, fraction,
                       spelling->between, unit);
  writer->used += (size_t)added;
}

/* Hours, minutes and seconds, each only where it is not nothing. The longest, that of INT64_MIN,
 * takes 35 bytes. */
static void write_length(Millis length, const Spelling *spelling, char text[FORMAT_SIZE]) {
  Writer writer = {text, 0};
  uint64_t rest = length < 0 ? 0 - (uint64_t)length : (uint64_t)length;
  if (length < 0) {
    text[writer.used++] = '-';
  }
  size_t start = writer.used;
  uint64_t hours = rest / (uint64_t)MS_HOUR;
  if (hours > 0) {
    write_part(&writer, spelling, hours, 0, spelling->hours);
  }
  rest %= (uint64_t)MS_HOUR;
  uint64_t minutes = rest / (uint64_t)MS_MINUTE;
  if (minutes > 0) {
    write_part(&writer, spelling, minutes, 0, spelling->minutes);
  }
  rest %= (uint64_t)MS_MINUTE;
  if (rest > 0 || writer.used == start) {
    write_part(&writer, spelling, rest / (uint64_t)MS_SECOND,
               (unsigned)(rest % (uint64_t)MS_SECOND), spelling->seconds);
  }
}

void format_length(Millis length, char text[FORMAT_SIZE]) {
  write_length(length, &sentence_spelling, text);
}

void format_setting(Millis length, char text[FORMAT_SIZE]) {
  write_length(length, &setting_spelling, text);
}

/* The year beyond either end of 1 to 9999 becomes the last moment inside. */
static Civil clamp_civil(Civil civil) {
  if (civil.year < 1) {
    return (Civil){.year = 1, .month = 1, .day = 1};
  }
  if (civil.year > YEAR_MAX) {
    return (Civil){
        .year = YEAR_MAX, .month = 12, .day = 31, .hour = 23, .minute = 59, .second = 59};
  }
  return civil;
}

/* RFC 3339 knows offsets of whole minutes only. An odd one (local mean time) is cut to minutes, in
 * the time shown too, so that the text still names the same instant. */
void format_wall(WallTime when, char text[FORMAT_SIZE]) {
  int minutes = when.offset_s / 60;
  if (minutes <= -MINUTES_A_DAY || minutes >= MINUTES_A_DAY) {
    minutes = minutes < 0 ? 1 - MINUTES_A_DAY : MINUTES_A_DAY - 1;
  }
  Civil at = clamp_civil(civil_of((WallTime){when.utc_ms, minutes * 60}));
  int distance = minutes < 0 ? -minutes : minutes;
  (void)snprintf(text, FORMAT_SIZE, "%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d", at.year, at.month,
                 at.day, at.hour, at.minute, at.second, minutes < 0 ? '-' : '+', distance / 60,
                 distance % 60);
}

/* Whether a byte is a decimal digit, in any locale. */
static bool is_digit(char byte) {
  return byte >= '0' && byte <= '9';
}

/* Reads digits to *number and moves *at behind them; false when there are none or the number is
 * beyond PARSE_MAX. */
static bool read_whole(const char **at, int64_t *number) {
  if (!is_digit(**at)) {
    return false;
  }
  *number = 0;
  for (; is_digit(**at); (*at)++) {
    *number = *number * 10 + (**at - '0');
    if (*number > PARSE_MAX) {
      return false;
    }
  }
  return true;
}

/* Reads exactly two digits from 00 to 59 and moves *at behind them. */
static bool read_sixtieth(const char **at, int64_t *number) {
  const char *text = *at;
  if (!is_digit(text[0]) || !is_digit(text[1]) || is_digit(text[2]) || text[0] > '5') {
    return false;
  }
  *number = (text[0] - '0') * 10 + (text[1] - '0');
  *at = text + 2;
  return true;
}

/* Reads "1:30" or "1:02:05" behind its first number. */
static bool read_colons(const char *at, int64_t first, Millis *length) {
  int64_t second = 0;
  int64_t third = 0;
  at++;
  if (!read_sixtieth(&at, &second)) {
    return false;
  }
  if (*at == '\0') {
    *length = first * MS_MINUTE + second * MS_SECOND;
    return true;
  }
  if (*at != ':') {
    return false;
  }
  at++;
  if (!read_sixtieth(&at, &third) || *at != '\0') {
    return false;
  }
  *length = first * MS_HOUR + second * MS_MINUTE + third * MS_SECOND;
  return true;
}

/* Reads the digits of a fraction behind its point, as parts of FRACTION_SCALE; digits beyond the
 * ninth are passed over. Returns how many digits there were. */
static size_t read_fraction(const char **at, int64_t *fraction) {
  size_t digits = 0;
  int64_t worth = FRACTION_SCALE;
  *fraction = 0;
  for (; is_digit(**at); (*at)++, digits++) {
    if (digits < FRACTION_DIGITS) {
      worth /= 10;
      *fraction += (**at - '0') * worth;
    }
  }
  return digits;
}

/* Milliseconds of a unit's letter, 0 when it is none. The end of the text stands for seconds. */
static int64_t unit_of(char letter) {
  switch (letter) {
  case 'h':
    return MS_HOUR;
  case 'm':
    return MS_MINUTE;
  case 's':
  case '\0':
    return MS_SECOND;
  default:
    return 0;
  }
}

/* Reads "1h30m", "90s", "4.5": numbers with units that grow smaller; a number without one stands
 * alone, and a fraction ends the text. */
static bool read_units(const char *at, Millis *length) {
  int64_t largest = MS_HOUR + 1;
  bool alone = true;
  *length = 0;
  while (*at != '\0') {
    int64_t whole = 0;
    int64_t fraction = 0;
    bool digits = is_digit(*at);
    if (digits && !read_whole(&at, &whole)) {
      return false;
    }
    bool point = *at == '.';
    if (point) {
      at++;
      digits = read_fraction(&at, &fraction) > 0 || digits;
    }
    int64_t unit = unit_of(*at);
    bool bare = *at == '\0';
    if (!digits || unit == 0 || unit >= largest || (bare && !alone)) {
      return false;
    }
    *length += whole * unit + (fraction * unit + FRACTION_SCALE / 2) / FRACTION_SCALE;
    at += bare ? 0 : 1;
    if (point && *at != '\0') {
      return false;
    }
    largest = unit;
    alone = false;
  }
  return !alone;
}

bool duration_parse(const char *text, Millis *length) {
  bool negative = text[0] == '-';
  const char *start = negative ? text + 1 : text;
  const char *at = start;
  int64_t first = 0;
  Millis read = 0;
  bool colons = read_whole(&at, &first) && *at == ':';
  if (colons ? !read_colons(at, first, &read) : !read_units(start, &read)) {
    return false;
  }
  if (read > (Millis)PARSE_MAX * MS_SECOND) {
    return false;
  }
  *length = negative ? -read : read;
  return true;
}

bool time_of_day_parse(const char *text, int *minutes) {
  if (strlen(text) != 5 || !is_digit(text[0]) || !is_digit(text[1]) || text[2] != ':') {
    return false;
  }
  int hour = (text[0] - '0') * 10 + (text[1] - '0');
  const char *at = text + 3;
  int64_t minute = 0;
  if (hour > 23 || !read_sixtieth(&at, &minute)) {
    return false;
  }
  *minutes = hour * 60 + (int)minute;
  return true;
}
