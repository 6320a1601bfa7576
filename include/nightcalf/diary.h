/* The diary: what a person may say about a night, its cramps, the day before it and medicines.
 *
 * Source of every name, range and word: CONTENT.md 5.2. One row of a table below is one thing that
 * can be said: `nightcalf log`, the diary screens, export, import and CSV walk the same tables, so
 * a new row is asked, shown, stored (with its column: store/queries.c) and carried over without
 * more.
 *
 * Nothing said is never the same as "no" or 0. A row that was not answered holds -1 (COUNT, TIME,
 * SECONDS), word 0, which is "" (WORD), no bit (WORDS), NULL (TEXT); FLAG is always said. Ask
 * diary_said(). fields_init(table, object) makes everything "not said".
 *
 * How a row is written where a machine reads it (JSON, CSV) is by its type: COUNT a whole number,
 * WORD its word, WORDS its words, TIME "22:15", TEXT a text, FLAG true or false, and SECONDS a
 * number of minutes with decimals, which is why the names of such rows end in "_min". */
#ifndef NIGHTCALF_DIARY_H
#define NIGHTCALF_DIARY_H

#include <stdbool.h>
#include <stdint.h>

#include "nightcalf/episode.h"
#include "nightcalf/error.h"
#include "nightcalf/field.h"
#include "nightcalf/moment.h"
#include "nightcalf/night.h"

/* Three answers to a question of yes or no: a WORD of "", "no", "yes". */
typedef enum YesNo { YESNO_NOT_SAID, YESNO_NO, YESNO_YES } YesNo;

/* -- A night ---------------------------------------------------------------------------------- */

enum {
  CRAMPS_NOT_RECORDED = -1, /* cramp_count: missing is not zero (CONTENT.md 5.3) */
  CRAMPS_MAX = 99
};

/* How the night was slept. Index into the words of the row "sleep_quality". */
typedef enum SleepQuality {
  SLEEP_NOT_SAID,
  SLEEP_VERY_POOR,
  SLEEP_POOR,
  SLEEP_FAIR,
  SLEEP_GOOD,
  SLEEP_VERY_GOOD
} SleepQuality;

/* What is said about a night as a whole; the key is its date. Free with diary_night_free(). */
typedef struct DiaryNight {
  Night night;
  int cramp_count;           /* 0 to CRAMPS_MAX, or CRAMPS_NOT_RECORDED; at least the episodes
                                described */
  int awakenings_cramp;      /* times woken by a cramp, or -1 */
  int sleep_disturbance_nrs; /* 0 to 10, or -1 */
  int sleep_quality;         /* SleepQuality */
  int bed_time;              /* minutes after midnight, or TIME_NOT_SAID */
  int rise_time;             /* likewise */
  Millis waso_cramp;         /* awake because of cramps, or -1 */
  char *adverse_event;       /* pain, bruise, fall, dizziness from a routine; NULL */
  char *note;                /* NULL */
  bool excused;              /* no routine was due: ill, travelling; not counted as missed */
  char *excused_reason;      /* NULL */
  WallTime entered_at;       /* when cramp_count was entered or last changed by a person; {0, 0}
                                while it is not recorded. The store sets it */
  int64_t modified_ms;       /* UTC: last written by a person; the newer of two wins a merge. The
                                store sets it */
} DiaryNight;
extern const Field diary_night_fields[];

/* A night of which nothing is known. */
DiaryNight diary_night_new(Night night);
void diary_night_free(DiaryNight *night);
/* Whether anything is said: an excuse counts too. */
bool diary_night_has(const DiaryNight *night);
/* Whether the night is closed: its cramps were counted, 0 included. Only such nights count. */
bool diary_night_recorded(const DiaryNight *night);
/* "not recorded", "no cramp", "1 cramp", "3 cramps". */
enum { CRAMPS_TEXT_SIZE = 48 };
void cramps_shown(int cramp_count, char text[CRAMPS_TEXT_SIZE]);

/* How long after the night a count was entered, from the night's end (its boundary, next day) by
 * the clock on the wall. */
typedef enum Lateness {
  ENTRY_IN_TIME,
  ENTRY_LATE,     /* more than 24 h (CONTENT.md 5.2): told in the report */
  ENTRY_VERY_LATE /* more than 7 days (5.3): marked, and left out of figures with one key */
} Lateness;
Lateness diary_lateness(Night night, WallTime entered_at, int boundary);
/* What is entered after so many seconds is VERY_LATE, from the midnight that the night's date
 * begins with, by the clock on the wall. */
int64_t diary_very_late(int boundary);
/* "", "late", "over a week late". */
const char *lateness_shown(Lateness lateness);
/* The same of a night as it is; IN_TIME where no count is recorded. */
Lateness diary_night_lateness(const DiaryNight *night, int boundary);

/* What an edit makes of the stamps: entered_at becomes now when cramp_count is not what it was
 * before (also NULL: nothing was there), and {0, 0} when it is not recorded; modified_ms is now,
 * and always above that before. The store calls it. */
void diary_night_stamp(DiaryNight *night, const DiaryNight *before, WallTime now);

/* -- Cramps ----------------------------------------------------------------------------------- */

/* The rows of an Episode (episode.h). Its time, which is no row, is asked before them. */
extern const Field diary_episode_fields[];

/* The moment of a night at which a clock on the wall says so many minutes after midnight: of the
 * date's evening from the boundary on, of the next day before it. offset_s: that clock's. */
WallTime diary_onset(Night night, int minutes, int boundary, int32_t offset_s);
/* Where a cramp whose time is not known is listed: at midnight; set onset_precision to
 * ONSET_UNKNOWN with it. With a night boundary after midnight it stays within the night. */
WallTime diary_onset_unknown(Night night, int boundary, int32_t offset_s);
/* Whether an episode's time may be counted (onset by hour). */
bool diary_onset_known(const Episode *episode);

/* -- The day before a night ------------------------------------------------------------------- */

typedef enum Standing {
  STANDING_NOT_SAID,
  STANDING_UNDER_2,
  STANDING_2_TO_4,
  STANDING_4_TO_6,
  STANDING_OVER_6
} Standing;

typedef enum Sitting { SITTING_NOT_SAID, SITTING_UNDER_4, SITTING_4_TO_8, SITTING_OVER_8 } Sitting;

typedef enum Footwear {
  FOOTWEAR_NOT_SAID,
  FOOTWEAR_SUPPORTIVE,
  FOOTWEAR_FLAT,
  FOOTWEAR_HEELS,
  FOOTWEAR_BAREFOOT, /* or slippers */
  FOOTWEAR_MIXED
} Footwear;

/* Bits of the row "supplement". NONE excludes the others: "took none" is not "did not say". */
typedef enum Supplement {
  SUPPLEMENT_NONE = 1 << 0,
  SUPPLEMENT_MAGNESIUM = 1 << 1,
  SUPPLEMENT_VITAMIN_D = 1 << 2,
  SUPPLEMENT_OTHER = 1 << 3
} Supplement;

/* Habits of the day that a night ends; every one may be left out. Holds no memory of its own. */
typedef struct Habits {
  Night night;
  int fluid;            /* glasses of 250 ml, or -1 */
  int alcohol;          /* standard drinks, or -1; the key "4+" stores 4 */
  int caffeine_late;    /* YesNo: after the personal cut-off */
  int activity;         /* minutes of walking or exercise, or -1; the key "90+" stores 90 */
  int activity_unusual; /* YesNo */
  int standing_hours;   /* Standing */
  int sitting_hours;    /* Sitting */
  int footwear;         /* Footwear */
  int heavy_sweat;      /* YesNo */
  int stress_nrs;       /* 0 to 10, or -1 */
  unsigned supplement;  /* bits of Supplement; 0: not said */
  int feet_neutral;     /* YesNo: covers loose, feet not pointed */
  int magnesium_food;   /* YesNo */
  int late_salt;        /* YesNo */
  int hot_night;        /* YesNo */
  int64_t modified_ms;  /* as DiaryNight's */
} Habits;
extern const Field diary_habit_fields[];

Habits habits_new(Night night);
/* Whether anything is said. */
bool habits_has(const Habits *habits);
/* Whether a habit is asked only of who wishes it (magnesium_food, late_salt; CONTENT.md 5.2). */
bool habit_on_request(const Field *habit);
/* The answers that one key each gives to a COUNT habit: "0 15 30 60 90+". The values, *count of
 * them; the last means "or more". NULL: none, it is counted with + and -. */
const int *habit_quick(const Field *habit, size_t *count);

/* -- Medicines -------------------------------------------------------------------------------- */

/* What changed; a night with no change has no row of this kind. */
typedef enum MedicationKind {
  MEDICATION_NONE, /* not yet said; never kept */
  MEDICATION_STARTED,
  MEDICATION_STOPPED,
  MEDICATION_DOSE_CHANGED
} MedicationKind;

/* One change of one medicine; a night may have several. Free with medication_free(). */
typedef struct MedicationChange {
  int64_t id; /* in the store it came from; 0: not kept yet */
  char uuid[37];
  Night night;
  int kind;            /* MedicationKind */
  char *name;          /* of the medicine; required */
  int64_t modified_ms; /* as DiaryNight's */
} MedicationChange;
extern const Field diary_medication_fields[];

MedicationChange medication_new(Night night);
void medication_free(MedicationChange *change);

/* -- Any row of the tables above -------------------------------------------------------------- */

/* The table's row that a person or a file means: by its name, by the name of its option, hyphens
 * and underscores alike; NULL. */
const Field *diary_find(const Field *table, const char *name);
/* The name of its option, without "--": the shorter of SPEC.md section 4 where it gives one
 * ("severity", "muscle", "duration"), else its name with hyphens. */
enum { DIARY_OPTION_SIZE = 40 };
void diary_option(const Field *field, char option[DIARY_OPTION_SIZE]);

/* Whether the row is answered. FLAG: when it is true. */
bool diary_said(const Field *field, const void *object);
/* Whether any row of a table is. */
bool diary_any_said(const Field *table, const void *object);
/* Makes one row "not said" again. */
void diary_clear(const Field *field, void *object);

/* The answer as a machine reads it ("foot_arch", "3.05", "stretch, walk", "22:15"), or as a person
 * does ("arch of the foot", "3 min 3 s"); "" where nothing is said. Release with free(). */
char *diary_text(const Field *field, const void *object);
char *diary_shown(const Field *field, const void *object);

/* Reads what a person or a CSV cell says into a row: a word by its stored or its shown name or a
 * beginning that fits no other ("y", "foot", "very good"), several of a set with commas or blanks
 * between them, minutes as episode_minutes_parse(), a time "22:15" or "7:05", a number; "" makes it
 * "not said" (a FLAG false). False, and nothing changed: err says what it must be, as "severity
 * must be from 0 to 10; got \"11\"". */
bool diary_read(const Field *field, const char *text, void *object, Error *err);

/* The bare value, for what stores it or counts with it. The number of any row but a TEXT: -1 or
 * what the head of this page says where nothing is said; of WORDS its bits. Setting does not check.
 */
int64_t diary_number(const Field *field, const void *object);
void diary_set_number(const Field *field, void *object, int64_t number);
/* The text of a TEXT row, "" where there is none; setting copies, "" makes it "not said". */
const char *diary_note(const Field *field, const void *object);
void diary_set_note(const Field *field, void *object, const char *text);
/* The index of a word of a WORD or WORDS row, exactly as it is stored; -1: it has none such. */
int diary_word(const Field *field, const char *word);

/* Whether every answer of a struct is in its range, as a last wall before it is kept: err names the
 * row. A set with "none" and another, and a text longer than TEXT_BYTES_MAX, are refused too. */
bool diary_check(const Field *table, const void *object, Error *err);

/* Which of two versions of one record is to be kept, the same on every machine and in any order:
 * above 0 when `other` is, below 0 when `one` is, 0 when they say the same. The later modified_ms
 * wins; then, so that it is settled at all, what they say. A night's cramp_count decides last, so
 * that raising it to the number of episodes changes no other verdict. id and session are not
 * compared: they mean something on one machine alone. */
int diary_night_compare(const DiaryNight *one, const DiaryNight *other);
int habits_compare(const Habits *one, const Habits *other);
int medication_compare(const MedicationChange *one, const MedicationChange *other);
int episode_compare(const Episode *one, const Episode *other);

/* -- Routine nights --------------------------------------------------------------------------- */

enum {
  ROUTINE_NIGHT_FROM = 16 * 60
}; /* 16:00, in minutes after the midnight that the date of
      the night begins with (CONTENT.md 5.3) */
/* Whether a night on which the chosen routine was first completed at `completed` (minutes after
 * the midnight that its date begins with, from ROUTINE_NIGHT_FROM on; -1: not at all) is a routine
 * night: completed before falling asleep. That is known only roughly: until 90 minutes after
 * bed_time where it is said, for a routine may be done in bed, else until 04:00. night: may be
 * NULL. */
bool diary_routine_night(int completed, const DiaryNight *night);

#endif
