/* A cramp, as the diary keeps it. */
#ifndef NIGHTCALF_EPISODE_H
#define NIGHTCALF_EPISODE_H

#include <stdbool.h>
#include <stdint.h>

#include "nightcalf/field.h"
#include "nightcalf/moment.h"
#include "nightcalf/night.h"

/* Where it cramps. Source of the values: CONTENT.md 5.2. */
typedef enum Muscle {
  MUSCLE_UNKNOWN,
  MUSCLE_CALF,
  MUSCLE_FOOT_ARCH,
  MUSCLE_TOES,
  MUSCLE_HAMSTRING,
  MUSCLE_QUADRICEPS,
  MUSCLE_SHIN,
  MUSCLE_OTHER,
  MUSCLE_COUNT
} Muscle;
/* "", "calf", "foot_arch", "toes", "hamstring", "quadriceps", "shin", "other": as it is stored. */
const char *muscle_name(Muscle muscle);
/* "calf", "arch of the foot", "toes", "back of the thigh"...: as a person reads it. */
const char *muscle_shown(Muscle muscle);
/* Which way to stretch it, one line; NULL for OTHER and UNKNOWN. Source: CONTENT.md 2.3. */
const char *muscle_instruction(Muscle muscle);
/* Reads a stored name, a shown name, or the beginning of those of one muscle alone; capitals do not
 * matter. False when none fits, or more than one. */
bool muscle_parse(const char *text, Muscle *muscle);

typedef struct Episode {
  int64_t id; /* in the store it came from */
  char uuid[37];
  Night night;
  WallTime onset;
  Side side; /* NONE: not known */
  Muscle muscle;
  int severity;    /* NRS 0 to 10, or -1: not known */
  Millis duration; /* so far, or in all; -1: not known */
  bool eased;      /* the user said that it has eased: the duration is final */
  int64_t session; /* the relief session it was logged in, or 0 */
} Episode;

/* An episode that begins at onset, nothing else known. */
Episode episode_new(WallTime onset, Night night);

/* What the journal form "episode" asks about a cramp, in this order. */
typedef enum EpisodeField {
  EPISODE_ONSET,
  EPISODE_SIDE,
  EPISODE_MUSCLE,
  EPISODE_SEVERITY,
  EPISODE_MINUTES,
  EPISODE_FIELD_COUNT
} EpisodeField;
/* Its questions, NULL-terminated: "Time it began", "Side"... */
extern const char *const episode_fields[EPISODE_FIELD_COUNT + 1];

/* What a person types into that form, read leniently; false, and nothing changed, when it cannot be
 * read. The muscle is muscle_parse()'s. */
/* "left", "R", "both legs". */
bool episode_side_parse(const char *text, Side *side);
/* "6", "6/10": 0 to 10. */
bool episode_severity_parse(const char *text, int *severity);
/* "4", "2,5", "3 min", "1:30", "90s": a bare number is minutes; at most a day. */
bool episode_minutes_parse(const char *text, Millis *length);
/* "03:10": the last time that it was this late by the clock on the wall, up to now; "now". */
bool episode_onset_parse(const char *text, WallTime now, WallTime *onset);

#endif
