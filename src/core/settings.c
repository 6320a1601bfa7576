/* The program's settings: the table, and their defaults. Contract: nightcalf/settings.h. */
#include "nightcalf/settings.h"

#include "nightcalf/night.h"
#include "nightcalf/routine.h"

enum {
  DRIFT_MINUTES_DEFAULT = 15,
  DRIFT_MINUTES_MAX = 240,
  MINUTE_LAST = 24 * 60 - 1,
  NUMBER_COLUMNS = 60
};

static const char *const worse_side_names[] = {
    [SIDE_NONE] = "none",
    [SIDE_LEFT] = "left",
    [SIDE_RIGHT] = "right",
    NULL,
};

static const char *const sound_names[] = {
    [SOUND_NONE] = "none",
    [SOUND_BELL] = "bell",
    NULL,
};

const Field settings_fields[] = {
    {
        .name = "routine",
        .type = FIELD_NAME,
        .offset = offsetof(Settings, routine),
        .sentence = "Tonight's routine. Without it: three-minute-standing, or with the flag falls "
                    "three-minute-seated.",
    },
    {
        .name = "worse_side",
        .type = FIELD_WORD,
        .offset = offsetof(Settings, worse_side),
        .default_value = SIDE_NONE,
        .words = worse_side_names,
        .sentence = "The leg that cramps more; it goes first.",
    },
    {
        .name = "wait_for_me",
        .type = FIELD_FLAG,
        .offset = offsetof(Settings, wait_for_me),
        .sentence = "Whether every set-up waits for Enter.",
    },
    {
        .name = "drift_minutes",
        .type = FIELD_COUNT,
        .offset = offsetof(Settings, drift_minutes),
        .maximum = DRIFT_MINUTES_MAX,
        .default_value = DRIFT_MINUTES_DEFAULT,
        .sentence = "Minutes without a key after which a waiting session ends by itself; 0: never.",
    },
    {
        .name = "night_boundary",
        .type = FIELD_TIME,
        .offset = offsetof(Settings, night_boundary),
        .maximum = MINUTE_LAST,
        .default_value = NIGHT_BOUNDARY_DEFAULT,
        .sentence = "The time of day at which a new night begins.",
    },
    {
        .name = "sound",
        .type = FIELD_WORD,
        .offset = offsetof(Settings, sound),
        .default_value = SOUND_NONE,
        .words = sound_names,
        .sentence = "How cues sound: none, or the terminal's bell.",
    },
    {
        .name = "profile",
        .type = FIELD_WORDS,
        .offset = offsetof(Settings, profile),
        .words = profile_flags,
        .sentence = "Health flags: steps that could harm are left out or replaced.",
    },
    {
        .name = "bedtime",
        .type = FIELD_TIME,
        .offset = offsetof(Settings, bedtime),
        .maximum = MINUTE_LAST,
        .default_value = TIME_NOT_SAID,
        .sentence = "When you want to sleep; a routine that would run past it is offered shorter.",
    },
    {
        .name = "emergency_number",
        .type = FIELD_TEXT,
        .offset = offsetof(Settings, emergency_number),
        .maximum = NUMBER_COLUMNS,
        .sentence = "Whom to call in an emergency; shown first on the card of warning signs.",
    },
    {.name = NULL},
};

void settings_init(Settings *settings) {
  *settings = (Settings){0};
  fields_init(settings_fields, settings);
}

void settings_free(Settings *settings) {
  fields_free(settings_fields, settings);
}

const char *settings_routine(const Settings *settings) {
  if (settings->routine != NULL) {
    return settings->routine;
  }
  bool falls = (settings->profile & 1U << FLAG_FALLS) != 0;
  return falls ? "three-minute-seated" : "three-minute-standing";
}
