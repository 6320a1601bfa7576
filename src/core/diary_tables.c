/* The data dictionary of the diary: a row for each thing that can be said. Contract:
 * nightcalf/diary.h. Source of names, ranges and words: CONTENT.md 5.2. */
#include <stddef.h>

#include "nightcalf/diary.h"
#include "words.h"

enum {
  DAY_MINUTES = 24 * 60,
  DAY_MS = DAY_MINUTES * 60 * 1000,
  NRS_MAX = 10,
  GLASSES_MAX = 40,
  DRINKS_MAX = 40
};

static const char *const yes_no[] = {"", "no", "yes", NULL};

static const char *const qualities[] = {"", "very_poor", "poor", "fair", "good", "very_good", NULL};
static const char *const qualities_shown[] = {"",     "very poor", "poor", "fair",
                                              "good", "very good", NULL};

const Field diary_night_fields[] = {
    {
        .name = "cramp_count",
        .type = FIELD_COUNT,
        .offset = offsetof(DiaryNight, cramp_count),
        .maximum = CRAMPS_MAX,
        .default_value = CRAMPS_NOT_RECORDED,
        .label = "Cramps",
        .sentence = "How many cramps there were; 0 is an answer, and the night counts from then.",
    },
    {
        .name = "awakenings_cramp",
        .type = FIELD_COUNT,
        .offset = offsetof(DiaryNight, awakenings_cramp),
        .maximum = CRAMPS_MAX,
        .default_value = -1,
        .label = "Times woken by a cramp",
        .sentence = "How many times a cramp woke you.",
    },
    {
        .name = "sleep_disturbance_nrs",
        .type = FIELD_COUNT,
        .offset = offsetof(DiaryNight, sleep_disturbance_nrs),
        .maximum = NRS_MAX,
        .default_value = -1,
        .label = "Sleep disturbed 0-10",
        .sentence = "How much cramps disturbed your sleep: 0 not at all, 10 as much as can be.",
    },
    {
        .name = "sleep_quality",
        .type = FIELD_WORD,
        .offset = offsetof(DiaryNight, sleep_quality),
        .minimum = SLEEP_VERY_POOR,
        .maximum = SLEEP_VERY_GOOD,
        .words = qualities,
        .shown = qualities_shown,
        .label = "Quality of sleep",
        .sentence = "How you slept: 1 very poor, 2 poor, 3 fair, 4 good, 5 very good.",
    },
    {
        .name = "bed_time",
        .type = FIELD_TIME,
        .offset = offsetof(DiaryNight, bed_time),
        .maximum = DAY_MINUTES - 1,
        .default_value = TIME_NOT_SAID,
        .label = "To bed at",
        .sentence = "When you went to bed.",
    },
    {
        .name = "rise_time",
        .type = FIELD_TIME,
        .offset = offsetof(DiaryNight, rise_time),
        .maximum = DAY_MINUTES - 1,
        .default_value = TIME_NOT_SAID,
        .label = "Up at",
        .sentence = "When you got up.",
    },
    {
        .name = "waso_cramp_min",
        .type = FIELD_SECONDS,
        .offset = offsetof(DiaryNight, waso_cramp),
        .maximum = DAY_MS,
        .default_value = -1,
        .label = "Awake because of cramps",
        .sentence = "How many minutes cramps kept you awake.",
    },
    {
        .name = "adverse_event",
        .type = FIELD_TEXT,
        .offset = offsetof(DiaryNight, adverse_event),
        .label = "Trouble with a routine",
        .sentence = "Pain, a bruise, a fall or dizziness from a routine.",
    },
    {
        .name = "note",
        .type = FIELD_TEXT,
        .offset = offsetof(DiaryNight, note),
        .label = "Note",
        .sentence = "Anything else about the night.",
    },
    {
        .name = "excused",
        .type = FIELD_FLAG,
        .offset = offsetof(DiaryNight, excused),
        .label = "No routine was due",
        .sentence = "No routine was due that night (ill, travelling), so none was missed.",
    },
    {
        .name = "excused_reason",
        .type = FIELD_TEXT,
        .offset = offsetof(DiaryNight, excused_reason),
        .label = "Why none was due",
        .sentence = "Why no routine was due.",
    },
    {0},
};

static const char *const side_words[] = {"", "left", "right", "both", NULL};
static const char *const precisions[] = {"", "exact", "about", "unknown", NULL};
static const char *const triggers[] = {
    "", "none", "stretching_in_bed", "turning", "pointed_toes", "after_standing_up", "other", NULL};
static const char *const triggers_shown[] = {
    "",
    "nothing in particular",
    "stretching in bed",
    "turning over",
    "pointing the toes",
    "after standing up",
    "something else",
    NULL,
};
static const char *const reliefs[] = {"stretch", "stand",  "walk",  "massage", "warmth",
                                      "cold",    "waited", "other", NULL};
static const char *const reliefs_shown[] = {"stretched", "stood up",       "walked",
                                            "massaged",  "warmth",         "cold",
                                            "waited",    "something else", NULL};
static const char *const soreness[] = {"", "none", "under_1h", "hours", "next_day", NULL};
static const char *const soreness_shown[] = {
    "", "none", "under an hour", "some hours", "still the next day", NULL};

const Field diary_episode_fields[] = {
    {
        .name = "onset_precision",
        .type = FIELD_WORD,
        .offset = offsetof(Episode, onset_precision),
        .words = precisions,
        .label = "How well the time is known",
        .sentence = "How well you know when it began: exact, about, or unknown.",
    },
    {
        .name = "side",
        .type = FIELD_WORD,
        .offset = offsetof(Episode, side),
        .words = side_words,
        .label = "Side",
        .sentence = "Which leg: left, right or both.",
    },
    {
        .name = "muscle_site",
        .type = FIELD_WORD,
        .offset = offsetof(Episode, muscle),
        .words = muscle_words,
        .shown = muscle_shown_words,
        .label = "Muscle",
        .sentence = "Where it cramped.",
    },
    {
        .name = "severity_nrs",
        .type = FIELD_COUNT,
        .offset = offsetof(Episode, severity),
        .maximum = NRS_MAX,
        .default_value = -1,
        .label = "Severity 0-10",
        .sentence = "How bad it was: 0 no pain, 10 the worst you can imagine.",
    },
    {
        .name = "duration_min",
        .type = FIELD_SECONDS,
        .offset = offsetof(Episode, duration),
        .maximum = DAY_MS,
        .default_value = -1,
        .label = "How long it lasted",
        .sentence = "How many minutes it lasted.",
    },
    {
        .name = "woke_from_sleep",
        .type = FIELD_WORD,
        .offset = offsetof(Episode, woke_from_sleep),
        .words = yes_no,
        .label = "Woke you up",
        .sentence = "Whether it woke you from sleep.",
    },
    {
        .name = "trigger",
        .type = FIELD_WORD,
        .offset = offsetof(Episode, trigger),
        .words = triggers,
        .shown = triggers_shown,
        .label = "What set it off",
        .sentence = "What you were doing when it began.",
    },
    {
        .name = "relief_used",
        .type = FIELD_WORDS,
        .offset = offsetof(Episode, relief_used),
        .words = reliefs,
        .shown = reliefs_shown,
        .label = "What you did",
        .sentence = "What you did about it, as many as fit.",
    },
    {
        .name = "eased_after_min",
        .type = FIELD_SECONDS,
        .offset = offsetof(Episode, eased_after),
        .maximum = DAY_MS,
        .default_value = -1,
        .label = "Eased after",
        .sentence = "How many minutes after the first thing you did it eased.",
    },
    {
        .name = "residual_soreness",
        .type = FIELD_WORD,
        .offset = offsetof(Episode, residual_soreness),
        .words = soreness,
        .shown = soreness_shown,
        .label = "Sore afterwards",
        .sentence = "How long the muscle stayed sore.",
    },
    {
        .name = "urge_to_move",
        .type = FIELD_WORD,
        .offset = offsetof(Episode, urge_to_move),
        .words = yes_no,
        .label = "Had to move your legs",
        .sentence = "Whether you had an urge to move your legs that moving eased.",
    },
    {
        .name = "note",
        .type = FIELD_TEXT,
        .offset = offsetof(Episode, note),
        .label = "Note",
        .sentence = "Anything else about the cramp.",
    },
    {0},
};

static const char *const standing[] = {"", "under_2", "2_to_4", "4_to_6", "over_6", NULL};
static const char *const standing_shown[] = {"", "under 2 h", "2-4 h", "4-6 h", "over 6 h", NULL};
static const char *const sitting[] = {"", "under_4", "4_to_8", "over_8", NULL};
static const char *const sitting_shown[] = {"", "under 4 h", "4-8 h", "over 8 h", NULL};
static const char *const footwear[] = {
    "", "supportive", "flat", "heels", "barefoot_or_slippers", "mixed", NULL};
static const char *const footwear_shown[] = {
    "", "supportive", "flat", "heels", "barefoot or slippers", "mixed", NULL};
static const char *const supplements[] = {"none", "magnesium", "vitamin_d", "other", NULL};
static const char *const supplements_shown[] = {"none", "magnesium", "vitamin D", "another", NULL};

/* A habit of yes or no. */
#define HABIT_YES_NO(habit, asks, says)                                                            \
  {                                                                                                \
    .name = #habit, .type = FIELD_WORD, .offset = offsetof(Habits, habit), .words = yes_no,        \
    .label = (asks), .sentence = (says)                                                            \
  }

const Field diary_habit_fields[] = {
    {
        .name = "fluid",
        .type = FIELD_COUNT,
        .offset = offsetof(Habits, fluid),
        .maximum = GLASSES_MAX,
        .default_value = -1,
        .label = "Glasses of fluid",
        .sentence = "How many glasses of 250 ml you drank.",
    },
    {
        .name = "alcohol",
        .type = FIELD_COUNT,
        .offset = offsetof(Habits, alcohol),
        .maximum = DRINKS_MAX,
        .default_value = -1,
        .label = "Alcoholic drinks",
        .sentence = "How many standard drinks of alcohol.",
    },
    HABIT_YES_NO(caffeine_late, "Caffeine late", "Whether you had caffeine after your cut-off."),
    {
        .name = "activity",
        .type = FIELD_COUNT,
        .offset = offsetof(Habits, activity),
        .maximum = DAY_MINUTES,
        .default_value = -1,
        .label = "Minutes of activity",
        .sentence = "How many minutes you walked or exercised.",
    },
    HABIT_YES_NO(activity_unusual, "More than usual",
                 "Whether that was harder or longer than usual."),
    {
        .name = "standing_hours",
        .type = FIELD_WORD,
        .offset = offsetof(Habits, standing_hours),
        .words = standing,
        .shown = standing_shown,
        .label = "Hours standing",
        .sentence = "How many hours you stood.",
    },
    {
        .name = "sitting_hours",
        .type = FIELD_WORD,
        .offset = offsetof(Habits, sitting_hours),
        .words = sitting,
        .shown = sitting_shown,
        .label = "Hours sitting",
        .sentence = "How many hours you sat.",
    },
    {
        .name = "footwear",
        .type = FIELD_WORD,
        .offset = offsetof(Habits, footwear),
        .words = footwear,
        .shown = footwear_shown,
        .label = "Shoes",
        .sentence = "What you had on your feet most of the day.",
    },
    HABIT_YES_NO(heavy_sweat, "Sweated a lot", "Whether heat, illness or sport made you sweat."),
    {
        .name = "stress_nrs",
        .type = FIELD_COUNT,
        .offset = offsetof(Habits, stress_nrs),
        .maximum = NRS_MAX,
        .default_value = -1,
        .label = "Stress 0-10",
        .sentence = "How stressed you were: 0 not at all, 10 as much as can be.",
    },
    {
        .name = "supplement",
        .type = FIELD_WORDS,
        .offset = offsetof(Habits, supplement),
        .words = supplements,
        .shown = supplements_shown,
        .label = "Supplements",
        .sentence = "Which supplements you took; recorded, never advised.",
    },
    HABIT_YES_NO(feet_neutral, "Feet free in bed",
                 "Whether the covers were loose and your feet not pointed."),
    HABIT_YES_NO(magnesium_food, "Food with magnesium",
                 "Whether you ate food that is rich in magnesium."),
    HABIT_YES_NO(late_salt, "Salty late", "Whether you ate something salty late."),
    HABIT_YES_NO(hot_night, "Hot night", "Whether the night was hot."),
    {0},
};

static const char *const medication_kinds[] = {"", "started", "stopped", "dose_changed", NULL};
static const char *const medication_kinds_shown[] = {"", "started", "stopped", "dose changed",
                                                     NULL};

const Field diary_medication_fields[] = {
    {
        .name = "kind",
        .type = FIELD_WORD,
        .offset = offsetof(MedicationChange, kind),
        .required = true,
        .words = medication_kinds,
        .shown = medication_kinds_shown,
        .label = "What changed",
        .sentence = "What changed about a medicine: started, stopped or dose changed.",
    },
    {
        .name = "name",
        .type = FIELD_TEXT,
        .offset = offsetof(MedicationChange, name),
        .required = true,
        .label = "Medicine",
        .sentence = "Which medicine.",
    },
    {0},
};
