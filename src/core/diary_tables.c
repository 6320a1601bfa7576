/* The data dictionary of the diary: a row for each thing that can be said. Contract:
 * nightcalf/diary.h. Source of names, ranges and words: CONTENT.md 5.2. */
#include <stddef.h>

#include "nightcalf/diary.h"
#include "nightcalf/language.h"
#include "words.h"

enum {
  DAY_MINUTES = 24 * 60,
  DAY_MS = DAY_MINUTES * 60 * 1000,
  NRS_MAX = 10,
  GLASSES_MAX = 40,
  DRINKS_MAX = 40
};

static const char *const yes_no[] = {"", N_("no"), N_("yes"), NULL};

static const char *const qualities[] = {"", "very_poor", "poor", "fair", "good", "very_good", NULL};
static const char *const qualities_shown[] = {"",         N_("very poor"), N_("poor"), N_("fair"),
                                              N_("good"), N_("very good"), NULL};

const Field diary_night_fields[] = {
    {
        .name = "cramp_count",
        .type = FIELD_COUNT,
        .offset = offsetof(DiaryNight, cramp_count),
        .maximum = CRAMPS_MAX,
        .default_value = CRAMPS_NOT_RECORDED,
        .label = N_("Cramps"),
        .sentence =
            N_("How many cramps there were; 0 is an answer, and the night counts from then."),
    },
    {
        .name = "awakenings_cramp",
        .type = FIELD_COUNT,
        .offset = offsetof(DiaryNight, awakenings_cramp),
        .maximum = CRAMPS_MAX,
        .default_value = -1,
        .label = N_("Times woken by a cramp"),
        .sentence = N_("How many times a cramp woke you."),
    },
    {
        .name = "sleep_disturbance_nrs",
        .type = FIELD_COUNT,
        .offset = offsetof(DiaryNight, sleep_disturbance_nrs),
        .maximum = NRS_MAX,
        .default_value = -1,
        .label = N_("Sleep disturbed 0-10"),
        .sentence = N_("How much cramps disturbed your sleep: 0 not at all, 10 as much as can be."),
    },
    {
        .name = "sleep_quality",
        .type = FIELD_WORD,
        .offset = offsetof(DiaryNight, sleep_quality),
        .minimum = SLEEP_VERY_POOR,
        .maximum = SLEEP_VERY_GOOD,
        .words = qualities,
        .shown = qualities_shown,
        .label = N_("Quality of sleep"),
        .sentence = N_("How you slept: 1 very poor, 2 poor, 3 fair, 4 good, 5 very good."),
    },
    {
        .name = "bed_time",
        .type = FIELD_TIME,
        .offset = offsetof(DiaryNight, bed_time),
        .maximum = DAY_MINUTES - 1,
        .default_value = TIME_NOT_SAID,
        .label = N_("To bed at"),
        .sentence = N_("When you went to bed."),
    },
    {
        .name = "rise_time",
        .type = FIELD_TIME,
        .offset = offsetof(DiaryNight, rise_time),
        .maximum = DAY_MINUTES - 1,
        .default_value = TIME_NOT_SAID,
        .label = N_("Up at"),
        .sentence = N_("When you got up."),
    },
    {
        .name = "waso_cramp_min",
        .type = FIELD_SECONDS,
        .offset = offsetof(DiaryNight, waso_cramp),
        .maximum = DAY_MS,
        .default_value = -1,
        .label = N_("Awake because of cramps"),
        .sentence = N_("How many minutes cramps kept you awake."),
    },
    {
        .name = "adverse_event",
        .type = FIELD_TEXT,
        .offset = offsetof(DiaryNight, adverse_event),
        .label = N_("Trouble with a routine"),
        .sentence = N_("Pain, a bruise, a fall or dizziness from a routine."),
    },
    {
        .name = "note",
        .type = FIELD_TEXT,
        .offset = offsetof(DiaryNight, note),
        .label = N_("Note"),
        .sentence = N_("Anything else about the night."),
    },
    {
        .name = "excused",
        .type = FIELD_FLAG,
        .offset = offsetof(DiaryNight, excused),
        .label = N_("No routine was due"),
        .sentence = N_("No routine was due that night (ill, travelling), so none was missed."),
    },
    {
        .name = "excused_reason",
        .type = FIELD_TEXT,
        .offset = offsetof(DiaryNight, excused_reason),
        .label = N_("Why none was due"),
        .sentence = N_("Why no routine was due."),
    },
    {0},
};

static const char *const side_words[] = {"", N_("left"), N_("right"), N_("both"), NULL};
static const char *const precisions[] = {"", N_("exact"), N_("about"), N_("unknown"), NULL};
static const char *const triggers[] = {
    "", "none", "stretching_in_bed", "turning", "pointed_toes", "after_standing_up", "other", NULL};
static const char *const triggers_shown[] = {
    "",
    N_("nothing in particular"),
    N_("stretching in bed"),
    N_("turning over"),
    N_("pointing the toes"),
    N_("after standing up"),
    N_("something else"),
    NULL,
};
static const char *const reliefs[] = {"stretch", "stand",  "walk",  "massage", "warmth",
                                      "cold",    "waited", "other", NULL};
static const char *const reliefs_shown[] = {N_("stretched"), N_("stood up"),       N_("walked"),
                                            N_("massaged"),  N_("warmth"),         N_("cold"),
                                            N_("waited"),    N_("something else"), NULL};
static const char *const soreness[] = {"", "none", "under_1h", "hours", "next_day", NULL};
static const char *const soreness_shown[] = {
    "", N_("none"), N_("under an hour"), N_("some hours"), N_("still the next day"), NULL};

const Field diary_episode_fields[] = {
    {
        .name = "onset_precision",
        .type = FIELD_WORD,
        .offset = offsetof(Episode, onset_precision),
        .words = precisions,
        .label = N_("How well the time is known"),
        .sentence = N_("How well you know when it began: exact, about, or unknown."),
    },
    {
        .name = "side",
        .type = FIELD_WORD,
        .offset = offsetof(Episode, side),
        .words = side_words,
        .label = N_("Side"),
        .sentence = N_("Which leg: left, right or both."),
    },
    {
        .name = "muscle_site",
        .type = FIELD_WORD,
        .offset = offsetof(Episode, muscle),
        .words = muscle_words,
        .shown = muscle_shown_words,
        .label = N_("Muscle"),
        .sentence = N_("Where it cramped."),
    },
    {
        .name = "severity_nrs",
        .type = FIELD_COUNT,
        .offset = offsetof(Episode, severity),
        .maximum = NRS_MAX,
        .default_value = -1,
        .label = N_("Severity 0-10"),
        .sentence = N_("How bad it was: 0 no pain, 10 the worst you can imagine."),
    },
    {
        .name = "duration_min",
        .type = FIELD_SECONDS,
        .offset = offsetof(Episode, duration),
        .maximum = DAY_MS,
        .default_value = -1,
        .label = N_("How long it lasted"),
        .sentence = N_("How many minutes it lasted."),
    },
    {
        .name = "woke_from_sleep",
        .type = FIELD_WORD,
        .offset = offsetof(Episode, woke_from_sleep),
        .words = yes_no,
        .label = N_("Woke you up"),
        .sentence = N_("Whether it woke you from sleep."),
    },
    {
        .name = "trigger",
        .type = FIELD_WORD,
        .offset = offsetof(Episode, trigger),
        .words = triggers,
        .shown = triggers_shown,
        .label = N_("What set it off"),
        .sentence = N_("What you were doing when it began."),
    },
    {
        .name = "relief_used",
        .type = FIELD_WORDS,
        .offset = offsetof(Episode, relief_used),
        .words = reliefs,
        .shown = reliefs_shown,
        .label = N_("What you did"),
        .sentence = N_("What you did about it, as many as fit."),
    },
    {
        .name = "eased_after_min",
        .type = FIELD_SECONDS,
        .offset = offsetof(Episode, eased_after),
        .maximum = DAY_MS,
        .default_value = -1,
        .label = N_("Eased after"),
        .sentence = N_("How many minutes after the first thing you did it eased."),
    },
    {
        .name = "residual_soreness",
        .type = FIELD_WORD,
        .offset = offsetof(Episode, residual_soreness),
        .words = soreness,
        .shown = soreness_shown,
        .label = N_("Sore afterwards"),
        .sentence = N_("How long the muscle stayed sore."),
    },
    {
        .name = "urge_to_move",
        .type = FIELD_WORD,
        .offset = offsetof(Episode, urge_to_move),
        .words = yes_no,
        .label = N_("Had to move your legs"),
        .sentence = N_("Whether you had an urge to move your legs that moving eased."),
    },
    {
        .name = "note",
        .type = FIELD_TEXT,
        .offset = offsetof(Episode, note),
        .label = N_("Note"),
        .sentence = N_("Anything else about the cramp."),
    },
    {0},
};

static const char *const standing[] = {"", "under_2", "2_to_4", "4_to_6", "over_6", NULL};
static const char *const standing_shown[] = {"",          N_("under 2 h"), N_("2-4 h"),
                                             N_("4-6 h"), N_("over 6 h"),  NULL};
static const char *const sitting[] = {"", "under_4", "4_to_8", "over_8", NULL};
static const char *const sitting_shown[] = {"", N_("under 4 h"), N_("4-8 h"), N_("over 8 h"), NULL};
static const char *const footwear[] = {
    "", "supportive", "flat", "heels", "barefoot_or_slippers", "mixed", NULL};
static const char *const footwear_shown[] = {
    "", N_("supportive"), N_("flat"), N_("heels"), N_("barefoot or slippers"), N_("mixed"), NULL};
static const char *const supplements[] = {"none", "magnesium", "vitamin_d", "other", NULL};
static const char *const supplements_shown[] = {N_("none"), N_("magnesium"), N_("vitamin D"),
                                                N_("another"), NULL};

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
        .label = N_("Glasses of fluid"),
        .sentence = N_("How many glasses of 250 ml you drank."),
    },
    {
        .name = "alcohol",
        .type = FIELD_COUNT,
        .offset = offsetof(Habits, alcohol),
        .maximum = DRINKS_MAX,
        .default_value = -1,
        .label = N_("Alcoholic drinks"),
        .sentence = N_("How many standard drinks of alcohol."),
    },
    HABIT_YES_NO(caffeine_late, N_("Caffeine late"),
                 N_("Whether you had caffeine after your cut-off.")),
    {
        .name = "activity",
        .type = FIELD_COUNT,
        .offset = offsetof(Habits, activity),
        .maximum = DAY_MINUTES,
        .default_value = -1,
        .label = N_("Minutes of activity"),
        .sentence = N_("How many minutes you walked or exercised."),
    },
    HABIT_YES_NO(activity_unusual, N_("More than usual"),
                 N_("Whether that was harder or longer than usual.")),
    {
        .name = "standing_hours",
        .type = FIELD_WORD,
        .offset = offsetof(Habits, standing_hours),
        .words = standing,
        .shown = standing_shown,
        .label = N_("Hours standing"),
        .sentence = N_("How many hours you stood."),
    },
    {
        .name = "sitting_hours",
        .type = FIELD_WORD,
        .offset = offsetof(Habits, sitting_hours),
        .words = sitting,
        .shown = sitting_shown,
        .label = N_("Hours sitting"),
        .sentence = N_("How many hours you sat."),
    },
    {
        .name = "footwear",
        .type = FIELD_WORD,
        .offset = offsetof(Habits, footwear),
        .words = footwear,
        .shown = footwear_shown,
        .label = N_("Shoes"),
        .sentence = N_("What you had on your feet most of the day."),
    },
    HABIT_YES_NO(heavy_sweat, N_("Sweated a lot"),
                 N_("Whether heat, illness or sport made you sweat.")),
    {
        .name = "stress_nrs",
        .type = FIELD_COUNT,
        .offset = offsetof(Habits, stress_nrs),
        .maximum = NRS_MAX,
        .default_value = -1,
        .label = N_("Stress 0-10"),
        .sentence = N_("How stressed you were: 0 not at all, 10 as much as can be."),
    },
    {
        .name = "supplement",
        .type = FIELD_WORDS,
        .offset = offsetof(Habits, supplement),
        .words = supplements,
        .shown = supplements_shown,
        .label = N_("Supplements"),
        .sentence = N_("Which supplements you took; recorded, never advised."),
    },
    HABIT_YES_NO(feet_neutral, N_("Feet free in bed"),
                 N_("Whether the covers were loose and your feet not pointed.")),
    HABIT_YES_NO(magnesium_food, N_("Food with magnesium"),
                 N_("Whether you ate food that is rich in magnesium.")),
    HABIT_YES_NO(late_salt, N_("Salty late"), N_("Whether you ate something salty late.")),
    HABIT_YES_NO(hot_night, N_("Hot night"), N_("Whether the night was hot.")),
    {0},
};

static const char *const medication_kinds[] = {"", "started", "stopped", "dose_changed", NULL};
static const char *const medication_kinds_shown[] = {"", N_("started"), N_("stopped"),
                                                     N_("dose changed"), NULL};

const Field diary_medication_fields[] = {
    {
        .name = "kind",
        .type = FIELD_WORD,
        .offset = offsetof(MedicationChange, kind),
        .required = true,
        .words = medication_kinds,
        .shown = medication_kinds_shown,
        .label = N_("What changed"),
        .sentence = N_("What changed about a medicine: started, stopped or dose changed."),
    },
    {
        .name = "name",
        .type = FIELD_TEXT,
        .offset = offsetof(MedicationChange, name),
        .required = true,
        .label = N_("Medicine"),
        .sentence = N_("Which medicine."),
    },
    {0},
};
