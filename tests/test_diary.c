/* The diary's data dictionary: what is said and what is not, what people type, lateness, stamps,
 * the times of a night, and which of two records is kept. */
#include "nightcalf/diary.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/mem.h"
#include "suite.h"

#define DAY_MS (INT64_C(24) * 60 * 60 * 1000)
#define WEEK_MS (7 * DAY_MS)

enum { NOON = 12 * 60, HOUR_MS = 60 * 60 * 1000, DATE = 20778, OFFSET = 3600 }; /* 2026-11-21 */
static const Night night = {DATE};
/* 2026-11-22T12:00+01:00: the night's end. */
static const int64_t noon_after = (INT64_C(20779) * 24 + 11) * HOUR_MS;

static Error err;

/* One of each table's structs. */
static DiaryNight row;
static Habits habits;
static MedicationChange change;
static Episode episode;

static const struct {
  const Field *table;
  void *object;
  const char *name;
} tables[] = {
    {diary_night_fields, &row, "night"},
    {diary_episode_fields, &episode, "episode"},
    {diary_habit_fields, &habits, "habits"},
    {diary_medication_fields, &change, "medication"},
};
enum { TABLE_COUNT = sizeof tables / sizeof tables[0] };

static void set_up(void) {
  row = diary_night_new(night);
  habits = habits_new(night);
  change = medication_new(night);
  episode = episode_new((WallTime){noon_after, OFFSET}, night);
}

static void tear_down(void) {
  diary_night_free(&row);
  medication_free(&change);
  episode_free(&episode);
}

/* -- the tables -- */

START_TEST(table__is_whole__in_every_row) {
  for (const Field *field = tables[_i].table; field->name != NULL; field++) {
    ck_assert_ptr_nonnull(field->label);
    ck_assert_uint_le(strlen(field->label), 28);
    ck_assert_int_eq(field->sentence[strlen(field->sentence) - 1], '.');
    ck_assert(field->shown == NULL || field->words != NULL);
    for (int i = 0; field->shown != NULL && field->words[i] != NULL; i++) {
      ck_assert_ptr_nonnull(field->shown[i]);
    }
    bool minutes = field->type == FIELD_SECONDS;
    size_t length = strlen(field->name);
    ck_assert_int_eq(minutes, length > 4 && strcmp(field->name + length - 4, "_min") == 0);
    ck_assert_ptr_eq(field_find(tables[_i].table, field->name), field);
  }
}
END_TEST

START_TEST(table__says_nothing__at_first) {
  for (const Field *field = tables[_i].table; field->name != NULL; field++) {
    ck_assert_msg(!diary_said(field, tables[_i].object), "%s", field->name);
    char *text = diary_text(field, tables[_i].object);
    char *shown = diary_shown(field, tables[_i].object);
    ck_assert_str_eq(text, field->type == FIELD_FLAG ? "false" : "");
    ck_assert_str_eq(shown, field->type == FIELD_FLAG ? "no" : "");
    free(text);
    free(shown);
  }
  ck_assert(!diary_any_said(tables[_i].table, tables[_i].object));
}
END_TEST

START_TEST(table__has_an_option__of_its_own_for_every_row) {
  for (const Field *field = tables[_i].table; field->name != NULL; field++) {
    char option[DIARY_OPTION_SIZE];
    diary_option(field, option);
    ck_assert_msg(strspn(option, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(option), "%s",
                  option);
    ck_assert_ptr_eq(diary_find(tables[_i].table, option), field);
    ck_assert_ptr_eq(diary_find(tables[_i].table, field->name), field);
  }
  ck_assert_ptr_null(diary_find(tables[_i].table, "tiger"));
}
END_TEST

START_TEST(zero__is_an_answer__and_nothing_is_not) {
  ck_assert(!diary_night_recorded(&row));
  ck_assert(!diary_night_has(&row));
  row.cramp_count = 0;
  ck_assert(diary_night_recorded(&row));
  ck_assert(diary_night_has(&row));
  habits.fluid = 0;
  ck_assert(habits_has(&habits));
  habits.fluid = -1;
  ck_assert(!habits_has(&habits));
  habits.hot_night = YESNO_NO;
  ck_assert(habits_has(&habits));
  row.cramp_count = CRAMPS_NOT_RECORDED;
  row.excused = true;
  ck_assert(diary_night_has(&row));
}
END_TEST

/* -- what people type -- */

static const struct {
  const char *option;
  const char *typed;
  const char *text; /* NULL: refused, and err says `must` */
  const char *must;
  const char *shown; /* NULL: as text */
} inputs[] = {
    {"count", "2", "2", NULL, NULL},
    {"count", " 0 ", "0", NULL, NULL},
    {"count", "99", "99", NULL, NULL},
    {"count", "100", NULL, "count must be from 0 to 99; got \"100\"", NULL},
    {"count", "-1", NULL, "must be from 0 to 99", NULL},
    {"count", "two", NULL, "got \"two\"", NULL},
    {"count", "2.5", NULL, "got \"2.5\"", NULL},
    {"count", "99999999999999999999", NULL, "must be from", NULL},
    {"disturbance", "6/10", "6", NULL, NULL},
    {"disturbance", "6/9", NULL, "must be from 0 to 10", NULL},
    {"quality", "4", "good", NULL, NULL},
    {"quality", "very g", "very_good", NULL, "very good"},
    {"quality", "Very Poor", "very_poor", NULL, "very poor"},
    {"quality", "0", NULL, "must be one of \"very_poor\"", NULL},
    {"quality", "6", NULL, "must be one of", NULL},
    {"quality", "very", NULL, "must be one of", NULL},
    {"bed", "7:05", "07:05", NULL, NULL},
    {"bed", "22:15", "22:15", NULL, NULL},
    {"bed", "24:00", NULL, "must be a time such as 22:15", NULL},
    {"bed", "2215", NULL, "must be a time", NULL},
    {"awake", "12", "12", NULL, "12 min"},
    {"awake", "90s", "1.5", NULL, "1 min 30 s"},
    {"awake", "2,25 min", "2.25", NULL, "2 min 15 s"},
    {"awake", "25h", NULL, "must be minutes", NULL},
    {"awake", "-3", NULL, "must be minutes", NULL},
    {"note", "  Slept late.  ", "Slept late.", NULL, NULL},
    {"excused", "y", "true", NULL, "yes"},
    {"excused", "no", "false", NULL, "no"},
    {"excused", "maybe", NULL, "must be yes or no", NULL},
    {"muscle", "arch", "foot_arch", NULL, "arch of the foot"},
    {"muscle", "f", NULL, "must be one of \"calf\"", NULL},
    {"muscle_site", "calf", "calf", NULL, NULL},
    {"side", "R", "right", NULL, NULL},
    {"severity", "11", NULL, "severity must be from 0 to 10; got \"11\"", NULL},
    {"severity", "10", "10", NULL, NULL},
    {"duration", "3m", "3", NULL, "3 min"},
    {"duration", "0:07", "0.116667", NULL, "7 s"},
    {"relief", "walk, stretch", "stretch, walk", NULL, "stretched, walked"},
    {"relief", "stood up", "stand", NULL, "stood up"},
    {"relief", "cold warmth  massage", "massage, warmth, cold", NULL, NULL},
    {"relief", "walk,,stand", NULL, "relief must be any of \"stretch\"", NULL},
    {"relief", "walk, tea", NULL, "must be any of", NULL},
    {"relief", "walk tea", NULL, "must be any of", NULL},
    {"woke", "yes", "yes", NULL, NULL},
    {"trigger", "turning over", "turning", NULL, "turning over"},
    {"soreness", "next-day", "next_day", NULL, "still the next day"},
    {"alcohol", "4+", "4", NULL, NULL},
    {"standing-hours", "2-4", "2_to_4", NULL, "2-4 h"},
    {"standing-hours", "2", "2_to_4", NULL, "2-4 h"},
    {"standing-hours", "3", NULL, "must be one of", NULL},
    {"supplement", "none", "none", NULL, NULL},
    {"supplement", "vitamin D, magnesium", "magnesium, vitamin_d", NULL, "magnesium, vitamin D"},
    {"supplement", "none, magnesium", NULL, "must be any of", NULL},
    {"kind", "dose", "dose_changed", NULL, "dose changed"},
    {"name", "Amlodipine", "Amlodipine", NULL, NULL},
};
enum { INPUT_COUNT = sizeof inputs / sizeof inputs[0] };

/* The row and struct of an option: "note" is the night's. */
static const Field *find_option(const char *option, void **object) {
  for (size_t i = 0; i < TABLE_COUNT; i++) {
    const Field *field = diary_find(tables[i].table, option);
    if (field != NULL) {
      *object = tables[i].object;
      return field;
    }
  }
  ck_abort_msg("no option %s", option);
  return NULL;
}

START_TEST(read__takes_or_refuses__what_people_type) {
  void *object = NULL;
  const Field *field = find_option(inputs[_i].option, &object);
  bool read = diary_read(field, inputs[_i].typed, object, &err);
  ck_assert_msg(read == (inputs[_i].text != NULL), "\"%s\"", inputs[_i].typed);
  char *text = diary_text(field, object);
  char *shown = diary_shown(field, object);
  if (read) {
    const char *as_shown = inputs[_i].shown != NULL ? inputs[_i].shown : inputs[_i].text;
    ck_assert_str_eq(text, inputs[_i].text);
    if (strcmp(inputs[_i].option, "relief") != 0 || inputs[_i].shown != NULL) {
      ck_assert_str_eq(shown, as_shown);
    }
    /* The machine's text is read back to the same. */
    ck_assert(diary_read(field, text, object, &err));
    char *again = diary_text(field, object);
    ck_assert_str_eq(again, text);
    free(again);
    ck_assert(diary_read(field, "", object, &err));
    ck_assert(!diary_said(field, object));
  } else {
    ck_assert(!diary_said(field, object));
    ck_assert_msg(strstr(err.text, inputs[_i].must) != NULL, "%s", err.text);
  }
  free(text);
  free(shown);
}
END_TEST

START_TEST(read__refuses__a_text_that_is_too_long) {
  char text[TEXT_BYTES_MAX + 2];
  memset(text, 'x', sizeof text);
  text[TEXT_BYTES_MAX + 1] = '\0';
  const Field *field = field_find(diary_night_fields, "note");
  ck_assert(!diary_read(field, text, &row, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "note must be at most 4,096 bytes long"));
  ck_assert(!diary_read(field_find(diary_night_fields, "cramp_count"), text, &row, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "xxx...\""));
  ck_assert(!diary_read(field_find(diary_night_fields, "bed_time"), text, &row, &err));
  ck_assert(!diary_read(field_find(diary_night_fields, "waso_cramp_min"), text, &row, &err));
  text[TEXT_BYTES_MAX] = '\0';
  ck_assert(diary_read(field, text, &row, &err));
}
END_TEST

START_TEST(minutes__come_back__to_the_millisecond) {
  static const Millis lengths[] = {0, 1, 59999, 60000, 60001, 183000, 86399999, 86400000};
  const Field *field = field_find(diary_episode_fields, "duration_min");
  for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
    episode.duration = lengths[i];
    char *text = diary_text(field, &episode);
    episode.duration = -1;
    ck_assert_msg(diary_read(field, text, &episode, &err), "%s", text);
    ck_assert_int_eq(episode.duration, lengths[i]);
    free(text);
  }
}
END_TEST

START_TEST(check__names__what_cannot_be) {
  ck_assert(diary_check(diary_night_fields, &row, &err));
  row.sleep_disturbance_nrs = 11;
  ck_assert(!diary_check(diary_night_fields, &row, &err));
  ck_assert_str_eq(err.text, "disturbance must be from 0 to 10");
  row.sleep_disturbance_nrs = 0;
  row.sleep_quality = 6;
  ck_assert(!diary_check(diary_night_fields, &row, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "quality must be one of"));
  habits.supplement = SUPPLEMENT_NONE | SUPPLEMENT_OTHER;
  ck_assert(!diary_check(diary_habit_fields, &habits, &err));
  habits.supplement = 1U << 4;
  ck_assert(!diary_check(diary_habit_fields, &habits, &err));
  ck_assert(!diary_check(diary_medication_fields, &change, &err));
  ck_assert_str_eq(err.text, "kind must be given");
  change.kind = MEDICATION_STARTED;
  ck_assert(!diary_check(diary_medication_fields, &change, &err));
  ck_assert_str_eq(err.text, "name must be given");
  diary_set_note(field_find(diary_medication_fields, "name"), &change, "x");
  ck_assert(diary_check(diary_medication_fields, &change, &err));
}
END_TEST

START_TEST(word__is_found__exactly_alone) {
  const Field *field = field_find(diary_episode_fields, "muscle_site");
  ck_assert_int_eq(diary_word(field, "foot_arch"), MUSCLE_FOOT_ARCH);
  ck_assert_int_eq(diary_word(field, "foot arch"), -1);
}
END_TEST

START_TEST(habit__has_quick_keys__where_the_dictionary_gives_them) {
  size_t count = 0;
  const int *drinks = habit_quick(field_find(diary_habit_fields, "alcohol"), &count);
  ck_assert_uint_eq(count, 5);
  ck_assert_int_eq(drinks[4], 4);
  const int *minutes = habit_quick(field_find(diary_habit_fields, "activity"), &count);
  ck_assert_uint_eq(count, 5);
  ck_assert_int_eq(minutes[4], 90);
  ck_assert_ptr_null(habit_quick(field_find(diary_habit_fields, "fluid"), &count));
  ck_assert_uint_eq(count, 0);
  int on_request = 0;
  for (const Field *field = diary_habit_fields; field->name != NULL; field++) {
    on_request += habit_on_request(field) ? 1 : 0;
  }
  ck_assert_int_eq(on_request, 2);
}
END_TEST

/* -- time -- */

static const struct {
  int64_t after_ms; /* the night's end */
  Lateness lateness;
  const char *shown;
} entries[] = {
    {-5 * (int64_t)HOUR_MS, ENTRY_IN_TIME, ""},
    {0, ENTRY_IN_TIME, ""},
    {DAY_MS, ENTRY_IN_TIME, ""},
    {DAY_MS + 1000, ENTRY_LATE, "late"},
    {WEEK_MS, ENTRY_LATE, "late"},
    {WEEK_MS + 1000, ENTRY_VERY_LATE, "over a week late"},
};
enum { ENTRY_COUNT = sizeof entries / sizeof entries[0] };

START_TEST(lateness__counts__from_the_night_s_end) {
  WallTime entered = {noon_after + entries[_i].after_ms, OFFSET};
  ck_assert_int_eq(diary_lateness(night, entered, NOON), entries[_i].lateness);
  ck_assert_str_eq(lateness_shown(entries[_i].lateness), entries[_i].shown);
  /* By the clock on the wall: a journey east makes nobody late. */
  WallTime abroad = {entered.utc_ms - 9 * (int64_t)HOUR_MS, OFFSET + 9 * 3600};
  ck_assert_int_eq(diary_lateness(night, abroad, NOON), entries[_i].lateness);
  row.entered_at = entered;
  ck_assert_int_eq(diary_night_lateness(&row, NOON), ENTRY_IN_TIME);
  row.cramp_count = 0;
  ck_assert_int_eq(diary_night_lateness(&row, NOON), entries[_i].lateness);
}
END_TEST

START_TEST(lateness__holds__before_1970) {
  WallTime entered = {-1, 0};
  ck_assert_int_eq(diary_lateness((Night){-1}, entered, NOON), ENTRY_IN_TIME);
  ck_assert_int_eq(diary_lateness((Night){-20}, entered, NOON), ENTRY_VERY_LATE);
}
END_TEST

START_TEST(stamp__says_when__the_count_was_entered) {
  WallTime first = {1000, OFFSET};
  WallTime second = {2000, OFFSET};
  diary_night_stamp(&row, NULL, first);
  ck_assert_int_eq(row.entered_at.utc_ms, 0);
  ck_assert_int_eq(row.modified_ms, 1000);
  row.cramp_count = 0;
  diary_night_stamp(&row, NULL, first);
  ck_assert_int_eq(row.entered_at.utc_ms, 1000);
  DiaryNight later = row;
  later.sleep_quality = SLEEP_GOOD;
  diary_night_stamp(&later, &row, second);
  ck_assert_int_eq(later.entered_at.utc_ms, 1000); /* the count is as it was */
  ck_assert_int_eq(later.modified_ms, 2000);
  later.cramp_count = 1;
  diary_night_stamp(&later, &row, second);
  ck_assert_int_eq(later.entered_at.utc_ms, 2000);
  later.cramp_count = CRAMPS_NOT_RECORDED;
  diary_night_stamp(&later, &row, second);
  ck_assert_int_eq(later.entered_at.utc_ms, 0);
  /* A clock that was turned back does not make it older. */
  diary_night_stamp(&later, &row, (WallTime){500, OFFSET});
  ck_assert_int_eq(later.modified_ms, 1001);
}
END_TEST

static const struct {
  int minutes;
  int boundary;
} onsets[] = {
    {3 * 60 + 10, NOON}, {23 * 60, NOON}, {NOON, NOON},       {NOON - 1, NOON},   {0, 0},
    {1439, 0},           {0, 18 * 60},    {17 * 60, 18 * 60}, {18 * 60, 18 * 60}, {1439, 1439},
    {1438, 1439},        {0, NOON}};
enum { ONSET_COUNT = sizeof onsets / sizeof onsets[0] };

START_TEST(onset__is_in_its_night__whatever_the_boundary) {
  static const int32_t offsets[] = {0, OFFSET, -5 * 3600, 14 * 3600};
  for (size_t i = 0; i < sizeof offsets / sizeof offsets[0]; i++) {
    WallTime onset = diary_onset(night, onsets[_i].minutes, onsets[_i].boundary, offsets[i]);
    ck_assert_int_eq(night_of(onset, onsets[_i].boundary).day, night.day);
    Civil civil = civil_of(onset);
    ck_assert_int_eq(civil.hour * 60 + civil.minute, onsets[_i].minutes);
    onset = diary_onset_unknown(night, onsets[_i].boundary, offsets[i]);
    ck_assert_int_eq(night_of(onset, onsets[_i].boundary).day, night.day);
  }
}
END_TEST

START_TEST(onset__counts__unless_it_is_unknown) {
  ck_assert(diary_onset_known(&episode));
  episode.onset_precision = ONSET_ABOUT;
  ck_assert(diary_onset_known(&episode));
  episode.onset_precision = ONSET_UNKNOWN;
  ck_assert(!diary_onset_known(&episode));
}
END_TEST

static const struct {
  int completed;
  int bed_time;
  bool is;
} routine_nights[] = {
    {-1, TIME_NOT_SAID, false},     {15 * 60 + 59, TIME_NOT_SAID, false},
    {16 * 60, TIME_NOT_SAID, true}, {22 * 60, TIME_NOT_SAID, true},
    {28 * 60, TIME_NOT_SAID, true}, {28 * 60 + 1, TIME_NOT_SAID, false},
    {24 * 60, 22 * 60 + 30, true},  {24 * 60 + 1, 22 * 60 + 30, false}, /* asleep by then */
    {25 * 60, 1 * 60, true}, /* to bed at one in the morning */
    {26 * 60 + 31, 1 * 60, false},
};
enum { ROUTINE_NIGHT_COUNT = sizeof routine_nights / sizeof routine_nights[0] };

START_TEST(routine_night__ends__when_sleep_begins) {
  row.bed_time = routine_nights[_i].bed_time;
  ck_assert_int_eq(diary_routine_night(routine_nights[_i].completed, &row), routine_nights[_i].is);
  if (row.bed_time == TIME_NOT_SAID) {
    ck_assert_int_eq(diary_routine_night(routine_nights[_i].completed, NULL),
                     routine_nights[_i].is);
  }
}
END_TEST

/* -- which of two is kept -- */

START_TEST(compare__keeps__the_later_one) {
  DiaryNight other = row;
  ck_assert_int_eq(diary_night_compare(&row, &other), 0);
  row.cramp_count = 5;
  other.modified_ms = 1;
  ck_assert_int_gt(diary_night_compare(&row, &other), 0);
  ck_assert_int_lt(diary_night_compare(&other, &row), 0);
  Habits one = habits;
  Habits two = habits;
  two.modified_ms = 1;
  ck_assert_int_gt(habits_compare(&one, &two), 0);
  Episode before = episode;
  Episode after = episode;
  after.modified_ms = 1;
  ck_assert_int_gt(episode_compare(&before, &after), 0);
  ck_assert_int_eq(medication_compare(&change, &change), 0);
}
END_TEST

START_TEST(compare__settles__every_difference_the_same_way_round) {
  /* Each row is made to differ, and one of the two always wins, whoever asks. */
  for (size_t table = 0; table < TABLE_COUNT; table++) {
    for (const Field *field = tables[table].table; field->name != NULL; field++) {
      DiaryNight a = diary_night_new(night);
      DiaryNight b = diary_night_new(night);
      Habits c = habits_new(night);
      Habits d = habits_new(night);
      MedicationChange e = medication_new(night);
      MedicationChange f = medication_new(night);
      Episode g = episode_new(episode.onset, night);
      Episode h = episode_new(episode.onset, night);
      void *const others[] = {&b, &h, &d, &f};
      if (field->type == FIELD_TEXT) {
        diary_set_note(field, others[table], "x");
      } else {
        diary_set_number(field, others[table], 1);
      }
      const int verdicts[][2] = {
          {diary_night_compare(&a, &b), diary_night_compare(&b, &a)},
          {episode_compare(&g, &h), episode_compare(&h, &g)},
          {habits_compare(&c, &d), habits_compare(&d, &c)},
          {medication_compare(&e, &f), medication_compare(&f, &e)},
      };
      for (size_t i = 0; i < TABLE_COUNT; i++) {
        ck_assert_msg((verdicts[i][0] != 0) == (i == table), "%s", field->name);
        ck_assert_int_eq(verdicts[i][0], -verdicts[i][1]);
      }
      diary_night_free(&b);
      medication_free(&f);
      episode_free(&h);
    }
  }
}
END_TEST

START_TEST(compare__looks_at__what_is_no_row_too) {
  Episode other = episode;
  other.onset.offset_s++;
  ck_assert_int_ne(episode_compare(&episode, &other), 0);
  other = episode;
  other.eased = true;
  ck_assert_int_ne(episode_compare(&episode, &other), 0);
  other = episode;
  other.night.day++;
  ck_assert_int_ne(episode_compare(&episode, &other), 0);
  other = episode;
  other.session = 7; /* a number of this machine */
  ck_assert_int_eq(episode_compare(&episode, &other), 0);
  MedicationChange moved = change;
  moved.night.day++;
  ck_assert_int_ne(medication_compare(&change, &moved), 0);
  DiaryNight entered = row;
  entered.entered_at.utc_ms = 1;
  ck_assert_int_ne(diary_night_compare(&row, &entered), 0);
}
END_TEST

START_TEST(compare__asks_the_count__last) {
  DiaryNight other = row;
  row.cramp_count = 1;
  other.cramp_count = 2;
  row.sleep_quality = SLEEP_GOOD;
  int verdict = diary_night_compare(&row, &other);
  row.cramp_count = 3; /* raised by its episodes */
  ck_assert_int_eq(diary_night_compare(&row, &other), verdict);
  row.sleep_quality = SLEEP_NOT_SAID;
  ck_assert_int_lt(diary_night_compare(&row, &other), 0);
}
END_TEST

START_TEST(cramps_shown__says__none_one_and_many) {
  static const struct {
    int count;
    const char *words;
  } rows[] = {{CRAMPS_NOT_RECORDED, "not recorded"},
              {0, "no cramp"},
              {1, "1 cramp"},
              {2, "2 cramps"},
              {CRAMPS_MAX, " cramps"}};
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    char text[CRAMPS_TEXT_SIZE];
    cramps_shown(rows[i].count, text);
    bool whole = rows[i].words[0] != ' '; /* else what it ends in */
    const char *end = text + strlen(text) - strlen(rows[i].words);
    ck_assert_str_eq(whole ? text : end, rows[i].words);
  }
}
END_TEST

int main(void) {
  Suite *suite = suite_create("diary");
  TCase *tests = tcase_create("diary");
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_add_loop_test(tests, table__is_whole__in_every_row, 0, TABLE_COUNT);
  tcase_add_loop_test(tests, table__says_nothing__at_first, 0, TABLE_COUNT);
  tcase_add_loop_test(tests, table__has_an_option__of_its_own_for_every_row, 0, TABLE_COUNT);
  tcase_add_test(tests, zero__is_an_answer__and_nothing_is_not);
  tcase_add_loop_test(tests, read__takes_or_refuses__what_people_type, 0, INPUT_COUNT);
  tcase_add_test(tests, read__refuses__a_text_that_is_too_long);
  tcase_add_test(tests, minutes__come_back__to_the_millisecond);
  tcase_add_test(tests, check__names__what_cannot_be);
  tcase_add_test(tests, word__is_found__exactly_alone);
  tcase_add_test(tests, habit__has_quick_keys__where_the_dictionary_gives_them);
  tcase_add_loop_test(tests, lateness__counts__from_the_night_s_end, 0, ENTRY_COUNT);
  tcase_add_test(tests, lateness__holds__before_1970);
  tcase_add_test(tests, stamp__says_when__the_count_was_entered);
  tcase_add_loop_test(tests, onset__is_in_its_night__whatever_the_boundary, 0, ONSET_COUNT);
  tcase_add_test(tests, onset__counts__unless_it_is_unknown);
  tcase_add_loop_test(tests, routine_night__ends__when_sleep_begins, 0, ROUTINE_NIGHT_COUNT);
  tcase_add_test(tests, cramps_shown__says__none_one_and_many);
  tcase_add_test(tests, compare__keeps__the_later_one);
  tcase_add_test(tests, compare__settles__every_difference_the_same_way_round);
  tcase_add_test(tests, compare__looks_at__what_is_no_row_too);
  tcase_add_test(tests, compare__asks_the_count__last);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
