/* A cramp as the diary keeps it: its muscles by name and in words, and what a person types about
 * it. Contract: nightcalf/episode.h. */
#include "nightcalf/episode.h"

#include <stdlib.h>
#include <string.h>

#include "nightcalf/format.h"
#include "nightcalf/language.h"
#include "words.h"

enum { SEVERITY_MAX = 10, MINUTE_MS = 60 * 1000, DAY_MINUTES = 24 * 60 };

const char *const episode_fields[EPISODE_FIELD_COUNT + 1] = {
    [EPISODE_ONSET] = N_("Time it began"),
    [EPISODE_SIDE] = N_("Side"),
    [EPISODE_MUSCLE] = N_("Muscle"),
    [EPISODE_SEVERITY] = N_("Severity 0-10"),
    [EPISODE_MINUTES] = N_("Minutes it lasted"),
    [EPISODE_FIELD_COUNT] = NULL,
};

/* Source of the names: CONTENT.md 5.2. */
const char *const muscle_words[MUSCLE_COUNT + 1] = {
    [MUSCLE_UNKNOWN] = "",  [MUSCLE_CALF] = "calf",           [MUSCLE_FOOT_ARCH] = "foot_arch",
    [MUSCLE_TOES] = "toes", [MUSCLE_HAMSTRING] = "hamstring", [MUSCLE_QUADRICEPS] = "quadriceps",
    [MUSCLE_SHIN] = "shin", [MUSCLE_OTHER] = "other",         NULL,
};

const char *const muscle_shown_words[MUSCLE_COUNT + 1] = {
    [MUSCLE_UNKNOWN] = "",
    [MUSCLE_CALF] = N_("calf"),
    [MUSCLE_FOOT_ARCH] = N_("arch of the foot"),
    [MUSCLE_TOES] = N_("toes"),
    [MUSCLE_HAMSTRING] = N_("back of the thigh"),
    [MUSCLE_QUADRICEPS] = N_("front of the thigh"),
    [MUSCLE_SHIN] = N_("shin"),
    [MUSCLE_OTHER] = N_("another muscle"),
    NULL,
};

/* Source: CONTENT.md 2.3. */
static const char *const instructions[MUSCLE_COUNT] = {
    [MUSCLE_CALF] = N_("Knee straight, toes up toward your shin."),
    [MUSCLE_FOOT_ARCH] = N_("Hold the toes and draw them back. Or stand and press the foot flat."),
    [MUSCLE_TOES] = N_("Hold the toes and draw them back. Or stand and press the foot flat."),
    [MUSCLE_HAMSTRING] = N_("Straighten the knee. Sit or stand. Lean forward from the hips."),
    [MUSCLE_QUADRICEPS] = N_("Hold a chair. Bend the knee. Bring the heel toward the seat."),
    [MUSCLE_SHIN] = N_("Point the toes gently down."),
};

const char *muscle_name(Muscle muscle) {
  return muscle_words[muscle];
}

const char *muscle_shown(Muscle muscle) {
  return language_text(muscle_shown_words[muscle]);
}

const char *muscle_instruction(Muscle muscle) {
  return language_text(instructions[muscle]);
}

static Typed trimmed(const char *text) {
  return typed_trimmed(text, strlen(text));
}

bool muscle_parse(const char *text, Muscle *muscle) {
  int found = words_find(muscle_words, muscle_shown_words, trimmed(text));
  if (found >= 0) {
    *muscle = (Muscle)found;
  }
  return found >= 0;
}

bool episode_side_parse(const char *text, Side *side) {
  Typed typed = trimmed(text);
  for (int i = SIDE_LEFT; typed.length > 0 && i <= SIDE_BOTH; i++) {
    const char *name = side_name((Side)i);
    Typed first = {typed.at, strcspn(typed.at, " \t")}; /* "left leg" */
    if (typed_begins(name, first) || typed_begins(_(name), first)) {
      *side = (Side)i;
      return true;
    }
  }
  return false;
}

bool episode_severity_parse(const char *text, int *severity) {
  char *end = NULL;
  long number = strtol(text, &end, 10);
  /* "6", "6/10", "6 of 10"; not "6.5" and not "60". */
  bool ends = end != text && strchr(" \t/", *end) != NULL; /* the final NUL is found too */
  if (!ends || number < 0 || number > SEVERITY_MAX) {
    return false;
  }
  *severity = (int)number;
  return true;
}

/* Whether what follows a bare number says minutes, or nothing. */
static bool says_minutes(const char *rest) {
  Typed typed = trimmed(rest);
  return typed_begins("minutes", typed) || typed_is("mins", typed) || typed_is("min.", typed);
}

bool episode_minutes_parse(const char *text, Millis *length) {
  char point[FORMAT_SIZE];
  Typed typed = trimmed(text);
  if (typed.length == 0 || typed.length >= sizeof point) {
    return false;
  }
  memcpy(point, typed.at, typed.length);
  point[typed.length] = '\0';
  for (char *comma = strchr(point, ','); comma != NULL; comma = strchr(comma, ',')) {
    *comma = '.';
  }
  Millis found = -1;
  size_t digits = strspn(point, "0123456789.");
  if (digits > 0 && says_minutes(point + digits)) {
    char *end = NULL;
    double minutes = strtod(point, &end);
    /* Above a day: no cramp, and nothing a whole number could not hold. */
    found = end == point + digits && minutes <= (double)DAY_MINUTES
                ? (Millis)(minutes * MINUTE_MS + 0.5)
                : -1;
  } else if (!duration_parse(point, &found)) {
    return false;
  }
  if (found < 0 || found > (Millis)DAY_MINUTES * MINUTE_MS) {
    return false;
  }
  *length = found;
  return true;
}

bool episode_onset_parse(const char *text, WallTime now, WallTime *onset) {
  int minutes = 0;
  char padded[FORMAT_SIZE] = "0"; /* "3:10" means "03:10" */
  Typed typed = trimmed(text);
  if (typed_is("now", typed)) {
    *onset = now;
    return true;
  }
  if (typed.length + 2 > sizeof padded) {
    return false;
  }
  size_t at = strcspn(typed.at, ":") == 1 ? 1 : 0;
  memcpy(padded + at, typed.at, typed.length);
  padded[at + typed.length] = '\0';
  if (!time_of_day_parse(padded, &minutes)) {
    return false;
  }
  Civil civil = civil_of(now);
  int back = (civil.hour * 60 + civil.minute - minutes + DAY_MINUTES) % DAY_MINUTES;
  Millis past_minute = (now.utc_ms % MINUTE_MS + MINUTE_MS) % MINUTE_MS;
  *onset = (WallTime){now.utc_ms - (Millis)back * MINUTE_MS - past_minute, now.offset_s};
  return true;
}

Episode episode_new(WallTime onset, Night night) {
  return (Episode){
      .onset = onset, .night = night, .severity = -1, .duration = -1, .eased_after = -1};
}

void episode_free(Episode *episode) {
  free(episode->note);
  episode->note = NULL;
}
