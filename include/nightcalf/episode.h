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
/* Reads a stored name, a shown name or the beginning of one; false when none fits. */
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

#endif
