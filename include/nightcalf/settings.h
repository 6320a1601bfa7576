/* The program's settings: one row of settings_fields each. */
#ifndef NIGHTCALF_SETTINGS_H
#define NIGHTCALF_SETTINGS_H

#include <stdbool.h>

#include "nightcalf/field.h"

typedef enum SoundChoice { SOUND_NONE, SOUND_BELL } SoundChoice;

typedef struct Settings {
  char *routine;  /* tonight's: an id */
  int worse_side; /* Side: NONE, LEFT, RIGHT */
  bool wait_for_me;
  int drift_minutes;      /* 0: never */
  int night_boundary;     /* minutes after midnight */
  int sound;              /* SoundChoice */
  unsigned profile;       /* bits of profile_flags (routine.h) */
  bool profile_asked;     /* the setting stands in the file: the question was answered */
  int bedtime;            /* minutes after midnight, or TIME_NOT_SAID */
  char *emergency_number; /* shown first on the red-flag card, or NULL */
} Settings;

extern const Field settings_fields[];

void settings_init(Settings *settings);
void settings_free(Settings *settings);
/* The routine of tonight: the setting, else "three-minute-seated" with the flag falls and
 * "three-minute-standing" without (CONTENT.md 4.2, suggested defaults). */
const char *settings_routine(const Settings *settings);

#endif
