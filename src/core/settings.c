/* The program's settings: the table, and their defaults. Contract: nightcalf/settings.h. */
#include "nightcalf/settings.h"

#include <stdlib.h>
#include <string.h>

#include "nightcalf/format.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/night.h"
#include "nightcalf/plan.h"
#include "nightcalf/routine.h"
#include "nightcalf/week.h"

enum {
  DRIFT_MINUTES_DEFAULT = 15,
  DRIFT_MINUTES_MAX = 240,
  MINUTE_LAST = 24 * 60 - 1,
  WIND_DOWN_DEFAULT = 60,
  WIND_DOWN_MAX = 6 * 60,
  LATE_DEFAULT = 90,
  LATE_MAX = 6 * 60,
  NUMBER_COLUMNS = 60,
  PERCENT_MAX = 100,
  NIGHT_VOLUME_DEFAULT = 50
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
    [SOUND_CHIME] = "chime",
    [SOUND_CHIME_OR_BELL] = "chime-or-bell",
    NULL,
};

static const char *const voice_names[] = {
    [VOICE_NONE] = "none",
    [VOICE_SPEECH] = "speech",
    NULL,
};

static const char *const theme_names[] = {
    [THEME_BY_TIME] = "auto", [THEME_NIGHT] = "night",
    [THEME_DAY] = "day",      [THEME_HIGH_CONTRAST] = "high-contrast",
    [THEME_MONO] = "mono",    NULL,
};

/* The names of the cues from CUE_READY on, as cue_name() has them. */
static const char *const cue_words[] = {"ready",  "hold",      "half",     "last", "rest",
                                        "switch", "step-done", "all-done", NULL};

bool settings_pair(const char *text, char **name, const char **value) {
  *name = NULL;
  const char *colon = strchr(text, ':');
  if (colon == NULL) {
    return false;
  }
  const char *after = colon + 1 + strspn(colon + 1, " ");
  char *before = mem_copy_bytes(text, (size_t)(colon - text));
  if (!name_valid(before) || *after == '\0') {
    free(before);
    return false;
  }
  *name = before;
  *value = after;
  return true;
}

/* Whether an earlier text than that at `at` is about the same name. */
static bool named_before(const TextList *texts, size_t at, const char *name) {
  size_t length = strlen(name);
  for (size_t i = 0; i < at; i++) {
    if (strncmp(texts->at[i], name, length) == 0 && texts->at[i][length] == ':') {
      return true;
    }
  }
  return false;
}

/* Whether each text is a pair with a name of its own and, where words are given, one of them as its
 * value. must: what it must be. */
static bool check_pairs(const TextList *texts, const char *const *words, const char *must,
                        size_t *at, Error *err) {
  for (*at = 0; *at < texts->count; *at += 1) {
    char *name = NULL;
    const char *value = NULL;
    bool sound = settings_pair(texts->at[*at], &name, &value);
    for (size_t i = 0; sound && words != NULL && strcmp(words[i], value) != 0; i++) {
      sound = words[i + 1] != NULL;
    }
    bool again = sound && named_before(texts, *at, name);
    if (again) {
      (void)fail(err, "must name \"%s\" only once", name);
    } else if (!sound) {
      (void)fail(err, "%s", _(must));
    }
    free(name);
    if (!sound || again) {
      return false;
    }
  }
  return true;
}

static bool check_cue_profiles(const TextList *texts, size_t *at, Error *err) {
  static const char *const words[] = {"usual", "quiet", NULL};
  return check_pairs(texts, words,
                     N_("must be texts such as \"evening-calf: quiet\" or \"evening-calf: usual\""),
                     at, err);
}

static bool check_keys(const TextList *texts, size_t *at, Error *err) {
  return check_pairs(texts, NULL, N_("must be texts such as \"pause: z Space\""), at, err);
}

/* Whether the words can be a command. */
static bool check_command(const TextList *texts, size_t *at, Error *err) {
  *at = 0;
  return texts->count == 0 || texts->at[0][0] != '\0' ||
         fail(err, "must begin with the name of a program, such as [ \"brightnessctl\", \"set\", "
                   "\"10%%\" ]");
}

static const char *const agreement_names[] = {
    [AGREEMENT_ASK] = "ask",
    [AGREEMENT_NO] = "no",
    [AGREEMENT_YES] = "yes",
    NULL,
};

const Field settings_fields[] = {
    {
        .name = "routine",
        .type = FIELD_NAME,
        .offset = offsetof(Settings, routine),
        .sentence =
            N_("Tonight's routine. Without it: three-minute-standing, or with the flag falls "
               "three-minute-seated."),
    },
    {
        .name = "worse_side",
        .type = FIELD_WORD,
        .offset = offsetof(Settings, worse_side),
        .default_value = SIDE_NONE,
        .words = worse_side_names,
        .sentence = N_("The leg that cramps more; it goes first."),
    },
    {
        .name = "wait_for_me",
        .type = FIELD_FLAG,
        .offset = offsetof(Settings, wait_for_me),
        .sentence = N_("Whether every set-up waits for Enter."),
    },
    {
        .name = "drift_minutes",
        .type = FIELD_COUNT,
        .offset = offsetof(Settings, drift_minutes),
        .maximum = DRIFT_MINUTES_MAX,
        .default_value = DRIFT_MINUTES_DEFAULT,
        .sentence =
            N_("Minutes without a key after which a waiting session ends by itself; 0: never."),
    },
    {
        .name = "night_boundary",
        .type = FIELD_TIME,
        .offset = offsetof(Settings, night_boundary),
        .maximum = MINUTE_LAST,
        .default_value = NIGHT_BOUNDARY_DEFAULT,
        .sentence = N_("The time of day at which a new night begins."),
    },
    {
        .name = "sound",
        .type = FIELD_WORD,
        .offset = offsetof(Settings, sound),
        .default_value = SOUND_NONE,
        .words = sound_names,
        .sentence =
            N_("How cues sound: none, the terminal's bell, soft chimes, or the bell where no "
               "chime can be played."),
    },
    {
        .name = "profile",
        .type = FIELD_WORDS,
        .offset = offsetof(Settings, profile),
        .words = profile_flags,
        .sentence = N_("Health flags: steps that could harm are left out or replaced."),
    },
    {
        .name = "clinician_agreed",
        .type = FIELD_WORD,
        .offset = offsetof(Settings, clinician_agreed),
        .default_value = AGREEMENT_ASK,
        .words = agreement_names,
        .sentence =
            N_("With the flag recent_surgery: whether your clinician has agreed to stretching. "
               "Until then stretches are left out; ask: the program asks."),
    },
    {
        .name = "bedtime",
        .type = FIELD_TIME,
        .offset = offsetof(Settings, bedtime),
        .maximum = MINUTE_LAST,
        .default_value = TIME_NOT_SAID,
        .sentence =
            N_("When you want to sleep; a routine that would run past it is offered shorter."),
    },
    {
        .name = "emergency_number",
        .type = FIELD_TEXT,
        .offset = offsetof(Settings, emergency_number),
        .maximum = NUMBER_COLUMNS,
        .sentence = N_("Whom to call in an emergency; shown first on the card of warning signs."),
    },
    {
        .name = "cue_profiles",
        .type = FIELD_TEXTS,
        .offset = offsetof(Settings, cue_profiles),
        .check = check_cue_profiles,
        .sentence = N_("Routines with cues of their own, each \"ROUTINE: quiet\" (no sound) or "
                       "\"ROUTINE: usual\"."),
    },
    {
        .name = "sound_command",
        .type = FIELD_TEXTS,
        .offset = offsetof(Settings, sound_command),
        .check = check_command,
        .sentence = N_("A player of your own for the chimes, each word a text of its own; the file "
                       "comes last. Without it: pw-play, paplay or aplay."),
    },
    {
        .name = "voice",
        .type = FIELD_WORD,
        .offset = offsetof(Settings, voice),
        .default_value = VOICE_NONE,
        .words = voice_names,
        .sentence = N_("Whether a session speaks: what to do, which leg, and what comes next."),
    },
    {
        .name = "voice_command",
        .type = FIELD_TEXTS,
        .offset = offsetof(Settings, voice_command),
        .check = check_command,
        .sentence = N_("A speaking program of your own, each word a text of its own; what is said "
                       "comes last. Without it: spd-say or espeak-ng."),
    },
    {
        .name = "cues_off",
        .type = FIELD_WORDS,
        .offset = offsetof(Settings, cues_off),
        .words = cue_words,
        .sentence = N_("Cues that are not heard."),
    },
    {
        .name = "night_volume",
        .type = FIELD_COUNT,
        .offset = offsetof(Settings, night_volume),
        .maximum = PERCENT_MAX,
        .default_value = NIGHT_VOLUME_DEFAULT,
        .sentence =
            N_("How loud chimes and speech are from 21:00 to 7:00, in percent of the usual; "
               "0: silent then."),
    },
    {
        .name = "theme",
        .type = FIELD_WORD,
        .offset = offsetof(Settings, theme),
        .default_value = THEME_BY_TIME,
        .words = theme_names,
        .sentence = N_("How the screens look. auto: night from an hour before bedtime to morning, "
                       "else day; mono: the terminal's own colours."),
    },
    {
        .name = "one_key",
        .type = FIELD_FLAG,
        .offset = offsetof(Settings, one_key),
        .sentence =
            N_("Whether any key goes on in a session: out of a set-up, a rest or a pause; in "
               "a hold it pauses. Leaving, help, mute and \"it hurts\" keep their keys."),
    },
    {
        .name = "keys",
        .type = FIELD_TEXTS,
        .offset = offsetof(Settings, keys),
        .check = check_keys,
        .sentence =
            N_("Keys of your own, each \"ACTION: KEY [KEY...]\", such as \"pause: z Space\"."),
    },
    {
        .name = "bedtimes",
        .type = FIELD_TEXTS,
        .offset = offsetof(Settings, bedtimes),
        .check = week_check_times,
        .sentence =
            N_("Another bedtime on some days, each \"DAYS: HH:MM\", such as \"fri-sat: 23:30\"; "
               "the day is that of the evening."),
    },
    {
        .name = "wind_down_minutes",
        .type = FIELD_COUNT,
        .offset = offsetof(Settings, wind_down_minutes),
        .maximum = WIND_DOWN_MAX,
        .default_value = WIND_DOWN_DEFAULT,
        .sentence =
            N_("Minutes before bedtime from which tonight's routine is due; a longer routine is "
               "due in time for its end."),
    },
    {
        .name = "routines",
        .type = FIELD_TEXTS,
        .offset = offsetof(Settings, routines),
        .check = week_check_routines,
        .sentence = N_("Another routine on some days, each \"DAYS: ROUTINE\", such as "
                       "\"sat: evening-yoga\"."),
    },
    {
        .name = "reminder_late_minutes",
        .type = FIELD_COUNT,
        .offset = offsetof(Settings, reminder_late_minutes),
        .minimum = 1,
        .maximum = LATE_MAX,
        .default_value = LATE_DEFAULT,
        .sentence =
            N_("Minutes after its time, or after bedtime, from which a reminder stays silent and "
               "nothing is due any more."),
    },
    {
        .name = "keep_awake",
        .type = FIELD_FLAG,
        .offset = offsetof(Settings, keep_awake),
        .default_value = true,
        .sentence =
            N_("Whether the desktop is asked not to blank or lock the screen while a session "
               "runs."),
    },
    {
        .name = "on_start",
        .type = FIELD_TEXTS,
        .offset = offsetof(Settings, on_start),
        .check = check_command,
        .sentence =
            N_("A command to run when a session has begun, each word a text of its own; no shell "
               "reads it."),
    },
    {
        .name = "on_end",
        .type = FIELD_TEXTS,
        .offset = offsetof(Settings, on_end),
        .check = check_command,
        .sentence = N_("A command to run when a session is over; NIGHTCALF_OUTCOME tells it how."),
    },
    {
        .name = "on_lights_out",
        .type = FIELD_TEXTS,
        .offset = offsetof(Settings, on_lights_out),
        .check = check_command,
        .sentence =
            N_("A command to run when what was done has been shown and the screen goes dark."),
    },
    {
        .name = "trial_routine",
        .type = FIELD_NAME,
        .offset = offsetof(Settings, trial_routine),
        .sentence = N_("The routine that the review is about. Without it: tonight's."),
    },
    {
        .name = "trial_start",
        .type = FIELD_TEXT,
        .offset = offsetof(Settings, trial_start),
        .check = plan_check_date,
        .sentence =
            N_("The date on which you began that routine, such as \"2026-11-21\": the review "
               "tells before and after apart."),
    },
    {
        .name = "compare_habits",
        .type = FIELD_TEXTS,
        .offset = offsetof(Settings, compare_habits),
        .check = plan_check_habits,
        .sentence = N_("At most three habits to compare nights by, picked in advance, such as "
                       "\"alcohol\" or \"standing_hours\"."),
    },
    {
        .name = "leave_out_late",
        .type = FIELD_FLAG,
        .offset = offsetof(Settings, leave_out_late),
        .sentence = N_("Whether nights entered more than a week late are left out of the review."),
    },
    {
        .name = "show_streak",
        .type = FIELD_FLAG,
        .offset = offsetof(Settings, show_streak),
        .sentence = N_("Whether the review tells how many nights in a row the routine was done."),
    },
    {
        .name = "fair_test",
        .type = FIELD_TEXT,
        .offset = offsetof(Settings, fair_test),
        .check = plan_check_fair,
        .sentence = N_("The drawn plan of a fair test; the program writes it and keeps to it."),
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

const char *settings_routine_of(const Settings *settings, Night night) {
  const char *own = week_value(&settings->routines, week_day(night));
  return own != NULL ? own : settings_routine(settings);
}

int settings_bedtime(const Settings *settings, Night night) {
  const char *own = week_value(&settings->bedtimes, week_day(night));
  int minutes = settings->bedtime;
  if (own != NULL && !time_of_day_parse(own, &minutes)) {
    minutes = settings->bedtime;
  }
  return minutes;
}
