/* The program's settings: the table, and their defaults. Contract: nightcalf/settings.h. */
#include "nightcalf/settings.h"

#include "nightcalf/night.h"

enum { DRIFT_MINUTES_DEFAULT = 15, DRIFT_MINUTES_MAX = 240, MINUTE_LAST = 24 * 60 - 1 };

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
        .sentence = "Tonight's routine. Without it: three-minute-standing.",
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
  return settings->routine != NULL ? settings->routine : "three-minute-standing";
}
