/* Days of the week: names and ranges of them, and lists that say something about each. Contract:
 * nightcalf/week.h. */
#include "nightcalf/week.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "nightcalf/format.h"
#include "nightcalf/language.h"

enum { THURSDAY = 3, LETTERS_MAX = 5 };

const char *const week_names[WEEK_DAYS + 1] = {"mon", "tue", "wed", "thu",
                                               "fri", "sat", "sun", NULL};
const char *const week_names_long[WEEK_DAYS + 1] = {N_("Monday"),   N_("Tuesday"), N_("Wednesday"),
                                                    N_("Thursday"), N_("Friday"),  N_("Saturday"),
                                                    N_("Sunday"),   NULL};

int week_day(Night night) {
  /* 1970-01-01, day 0, was a Thursday. */
  int64_t since = ((int64_t)night.day + THURSDAY) % WEEK_DAYS;
  return (int)(since < 0 ? since + WEEK_DAYS : since);
}

/* Whether length letters are that word, in capitals or not. */
static bool is_word(const char *text, size_t length, const char *word) {
  char letters[LETTERS_MAX + 1] = {0};
  if (length > LETTERS_MAX) {
    return false;
  }
  memcpy(letters, text, length);
  return strcasecmp(letters, word) == 0;
}

/* The day that length letters name, or -1. */
static int day_named(const char *text, size_t length) {
  for (int day = 0; day < WEEK_DAYS; day++) {
    if (is_word(text, length, week_names[day])) {
      return day;
    }
  }
  return -1;
}

/* Reads one day or one range of them. */
static bool parse_range(const char *text, size_t length, unsigned *days) {
  const char *dash = memchr(text, '-', length);
  size_t first_length = dash == NULL ? length : (size_t)(dash - text);
  int first = day_named(text, first_length);
  int last = dash == NULL ? first : day_named(dash + 1, length - first_length - 1);
  if (first < 0 || last < 0) {
    return false;
  }
  *days |= 1U << first;
  for (int day = first; day != last;) {
    day = (day + 1) % WEEK_DAYS;
    *days |= 1U << day;
  }
  return true;
}

/* Reads length bytes as week_parse() does. */
static bool parse(const char *text, size_t length, unsigned *days) {
  unsigned found = 0;
  if (is_word(text, length, "daily")) {
    *days = WEEK_ALL;
    return true;
  }
  for (size_t at = 0; at <= length;) {
    const char *comma = memchr(text + at, ',', length - at);
    size_t end = comma == NULL ? length : (size_t)(comma - text);
    size_t next = end + 1;
    while (at < end && text[at] == ' ') {
      at++;
    }
    while (end > at && text[end - 1] == ' ') {
      end--;
    }
    if (!parse_range(text + at, end - at, &found)) {
      return false;
    }
    at = next;
  }
  *days = found;
  return true;
}

bool week_parse(const char *text, unsigned *days) {
  return parse(text, strlen(text), days);
}

void week_format(unsigned days, char text[WEEK_TEXT_SIZE]) {
  size_t at = 0;
  text[0] = '\0';
  if ((days & WEEK_ALL) == WEEK_ALL) {
    (void)snprintf(text, WEEK_TEXT_SIZE, "daily");
    return;
  }
  for (int day = 0; day < WEEK_DAYS; day++) {
    if ((days & 1U << day) == 0) {
      continue;
    }
    int last = day;
    while (last + 1 < WEEK_DAYS && (days & 1U << (last + 1)) != 0) {
      last++;
    }
    bool range = last > day + 1;
    int put = snprintf(text + at, WEEK_TEXT_SIZE - at, "%s%s%s%s", at > 0 ? "," : "",
                       week_names[day], range ? "-" : "", range ? week_names[last] : "");
    at += put > 0 ? (size_t)put : 0;
    day = range ? last : day;
  }
}

unsigned week_next(unsigned days) {
  return (days << 1 | days >> (WEEK_DAYS - 1)) & WEEK_ALL;
}

/* Splits "DAYS: VALUE"; value: without the blanks before it. */
static bool split(const char *text, unsigned *days, const char **value) {
  const char *colon = strchr(text, ':');
  if (colon == NULL || !parse(text, (size_t)(colon - text), days)) {
    return false;
  }
  *value = colon + 1 + strspn(colon + 1, " ");
  return true;
}

const char *week_value(const TextList *texts, int day) {
  for (size_t i = 0; i < texts->count; i++) {
    unsigned days = 0;
    const char *value = NULL;
    if (split(texts->at[i], &days, &value) && (days & 1U << day) != 0) {
      return value;
    }
  }
  return NULL;
}

static bool is_time(const char *text) {
  int minutes = 0;
  return time_of_day_parse(text, &minutes);
}

/* Whether each text says something sound about days of its own. must: what it must be. */
static bool check(const TextList *texts, bool (*sound)(const char *), const char *must, size_t *at,
                  Error *err) {
  unsigned named = 0;
  for (*at = 0; *at < texts->count; *at += 1) {
    unsigned days = 0;
    const char *value = NULL;
    if (!split(texts->at[*at], &days, &value) || !sound(value)) {
      return fail(err, "%s", _(must));
    }
    if ((named & days) != 0) {
      char again[WEEK_TEXT_SIZE];
      week_format(named & days, again);
      return fail(err, "must name each day only once; %s is named before", again);
    }
    named |= days;
  }
  return true;
}

bool week_check_times(const TextList *texts, size_t *at, Error *err) {
  return check(texts, is_time, N_("must be texts such as \"mon-thu: 22:30\" or \"sat: 23:15\""), at,
               err);
}

bool week_check_routines(const TextList *texts, size_t *at, Error *err) {
  return check(texts, name_valid,
               N_("must be texts such as \"sat: evening-yoga\" or \"mon-fri: evening-calf\""), at,
               err);
}
