/* The program's settings: one row of settings_fields each. */
#ifndef NIGHTCALF_SETTINGS_H
#define NIGHTCALF_SETTINGS_H

#include <stdbool.h>

#include "nightcalf/field.h"
#include "nightcalf/night.h"

/* CHIME plays our own chimes, and nothing where they cannot be played; CHIME_OR_BELL then rings. */
typedef enum SoundChoice { SOUND_NONE, SOUND_BELL, SOUND_CHIME, SOUND_CHIME_OR_BELL } SoundChoice;

typedef enum VoiceChoice { VOICE_NONE, VOICE_SPEECH } VoiceChoice;

/* What a clinician said about stretching after an operation. Source: CONTENT.md 3.2. */
typedef enum Agreement { AGREEMENT_ASK, AGREEMENT_NO, AGREEMENT_YES } Agreement;

/* How the screens look; BY_TIME is NIGHT while night_is_dark(), else DAY. */
typedef enum ThemeChoice {
  THEME_BY_TIME,
  THEME_NIGHT,
  THEME_DAY,
  THEME_HIGH_CONTRAST,
  THEME_MONO
} ThemeChoice;

typedef struct Settings {
  char *routine;  /* tonight's: an id */
  int worse_side; /* Side: NONE, LEFT, RIGHT */
  bool wait_for_me;
  int drift_minutes;      /* 0: never */
  int night_boundary;     /* minutes after midnight */
  int sound;              /* SoundChoice */
  TextList sound_command; /* a player as its words; the file comes last. Empty: those known */
  int voice;              /* VoiceChoice */
  TextList voice_command; /* what speaks, likewise; the text comes last */
  unsigned cues_off;      /* bit 1U << (cue - 1) of each Cue (session.h) that is not heard */
  int night_volume;     /* percent of the usual, from 21:00 to 7:00 and in routines of the night */
  int theme;            /* ThemeChoice */
  bool one_key;         /* in a session any key goes on */
  unsigned profile;     /* bits of profile_flags (routine.h) */
  bool profile_asked;   /* the setting stands in the file: the question was answered */
  int clinician_agreed; /* Agreement: means something only with FLAG_RECENT_SURGERY */
  int bedtime;          /* minutes after midnight, or TIME_NOT_SAID */
  char *emergency_number; /* shown first on the red-flag card, or NULL */
  TextList cue_profiles;  /* "ROUTINE: usual" or "ROUTINE: quiet" */
  TextList keys;          /* "ACTION: KEY [KEY...]"; which there are is the screens' business */
  TextList bedtimes;      /* "DAYS: HH:MM", in place of bedtime on nights of these days (week.h) */
  TextList routines;      /* "DAYS: ROUTINE", in place of routine likewise */
  int wind_down_minutes;  /* before bedtime: from then on tonight's routine is due */
  int reminder_late_minutes; /* after its time, and after bedtime: then a reminder stays silent */
  bool keep_awake;           /* while a session runs: the screen is not blanked or locked */
  TextList on_start;         /* a command as its words, when a session has begun; empty: none */
  TextList on_end;           /* likewise, when it is over */
  TextList on_lights_out;    /* likewise, when the person has left what its end shows */
  char *trial_routine;       /* id of the routine that the review is about, or NULL: tonight's */
  char *trial_start;         /* the date of its first night (plan.h), or NULL */
  TextList compare_habits;   /* names of habits picked in advance, at most PLAN_HABITS_MAX */
  bool leave_out_late;       /* what was entered over a week late does not count */
  bool show_streak;          /* nights in a row are told */
  char *fair_test;           /* a FairText (plan.h), or NULL */
} Settings;

extern const Field settings_fields[];

void settings_init(Settings *settings);
void settings_free(Settings *settings);
/* The routine of nights without one of their own: the setting, else "three-minute-seated" with the
 * flag falls and "three-minute-standing" without (CONTENT.md 4.2, suggested defaults). */
const char *settings_routine(const Settings *settings);
/* The routine of a night: what `routines` says of its day, else settings_routine(). */
const char *settings_routine_of(const Settings *settings, Night night);
/* The bedtime of a night in minutes after midnight: what `bedtimes` says of its day, else
 * `bedtime`; TIME_NOT_SAID where none is. */
int settings_bedtime(const Settings *settings, Night night);

/* Splits "NAME: VALUE" of cue_profiles and keys. False, with nothing in *name: it is not of that
 * form. *name: release with free(); *value, without the blanks before it, is a part of text. */
bool settings_pair(const char *text, char **name, const char **value);

#endif
