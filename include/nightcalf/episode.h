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

/* How well its time is known. Where it is UNKNOWN the onset only says where in the night the cramp
 * is listed; no figure may use it. */
typedef enum OnsetPrecision {
  ONSET_NOT_SAID, /* a time was given, and nothing about how well: counts as a time */
  ONSET_EXACT,
  ONSET_ABOUT,
  ONSET_UNKNOWN
} OnsetPrecision;

/* A cramp that lasts longer is a reason to act the same day. Source: CONTENT.md 3.3. */
enum { EPISODE_LONG_MS = 10 * 60 * 1000 };

/* What set it off. Index into the words of the row "trigger". */
typedef enum Trigger {
  TRIGGER_NOT_SAID,
  TRIGGER_NONE,
  TRIGGER_STRETCHING,
  TRIGGER_TURNING,
  TRIGGER_POINTED_TOES,
  TRIGGER_AFTER_STANDING,
  TRIGGER_OTHER
} Trigger;

/* What was done about it: bits of the row "relief_used". */
typedef enum Relief {
  RELIEF_STRETCH = 1 << 0,
  RELIEF_STAND = 1 << 1,
  RELIEF_WALK = 1 << 2,
  RELIEF_MASSAGE = 1 << 3,
  RELIEF_WARMTH = 1 << 4,
  RELIEF_COLD = 1 << 5,
  RELIEF_WAITED = 1 << 6,
  RELIEF_OTHER = 1 << 7
} Relief;

typedef enum Soreness {
  SORENESS_NOT_SAID,
  SORENESS_NONE,
  SORENESS_UNDER_1H,
  SORENESS_HOURS,
  SORENESS_NEXT_DAY
} Soreness;

/* A cramp. The members from side on are rows of diary_episode_fields (diary.h), eased and session
 * excepted: there are their names, ranges, words and labels. It owns only its note, which copies of
 * the struct share: free one of them with episode_free(). */
typedef struct Episode {
  int64_t id; /* in the store it came from; 0: not kept yet */
  char uuid[37];
  Night night;
  WallTime onset;
  Side side; /* NONE: not known */
  Muscle muscle;
  int severity;          /* NRS 0 to 10, or -1: not known */
  Millis duration;       /* so far, or in all; -1: not known */
  bool eased;            /* the user said that it has eased: the duration is final */
  int64_t session;       /* the relief session it was logged in, or 0 */
  int onset_precision;   /* OnsetPrecision */
  int woke_from_sleep;   /* YesNo (diary.h) */
  int trigger;           /* Trigger */
  unsigned relief_used;  /* bits of Relief; 0: not said */
  Millis eased_after;    /* from the first thing done about it until it eased; -1: not known */
  int residual_soreness; /* Soreness */
  int urge_to_move;      /* YesNo: had to move the legs, and moving helped (restless legs) */
  char *note;            /* NULL: none */
  int64_t modified_ms;   /* UTC: when it was last written by a person; the store sets it */
} Episode;

/* An episode that begins at onset, nothing else known. */
Episode episode_new(WallTime onset, Night night);
/* Frees what it owns. */
void episode_free(Episode *episode);

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
