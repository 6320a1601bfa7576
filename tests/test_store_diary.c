/* The diary in the record: nights, habits, medicines and cramps, written whole; and how cramps and
 * the count of their night agree. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/mem.h"
#include "store_bench.h"
#include "suite.h"
#include "temp_folder.h"

static const Night night = {BENCH_NIGHT};
static const Night before_night = {BENCH_NIGHT - 1};
static const WallTime morning = {BENCH_START + INT64_C(7) * 3600 * 1000, BENCH_OFFSET};
static const WallTime later = {BENCH_START + INT64_C(9) * 3600 * 1000, BENCH_OFFSET};

static Store *store;
static Error err;

/* What was handed out so far, and after how many to stop; 0: never. */
static int given_count;
static int stop_after;

static void set_up(void) {
  given_count = 0;
  stop_after = 0;
  bench_set_up();
  store = bench_open(STORE_WRITE);
}

static void tear_down(void) {
  store_close(store);
  bench_tear_down();
}

/* Says whether it worked; where not, why is shown when the test fails. */
#define CK_OK(call) ck_assert_msg((call), "%s", err.text)

static DiaryNight get(Night of) {
  DiaryNight row;
  bool found = false;
  CK_OK(store_night_get(store, of, &row, &found, &err));
  ck_assert_int_eq(found, diary_night_has(&row));
  return row;
}

static int count_of(Night of) {
  DiaryNight row = get(of);
  int count = row.cramp_count;
  diary_night_free(&row);
  return count;
}

static Episode add_cramp(Night of) {
  Episode episode = episode_new((WallTime){BENCH_START, BENCH_OFFSET}, of);
  CK_OK(store_episode_add(store, &episode, morning, &err));
  ck_assert_int_gt(episode.id, 0);
  ck_assert_int_eq(episode.modified_ms, morning.utc_ms);
  return episode;
}

/* Fills every row of a table with something that is not what it was. */
static void fill(const Field *table, void *object, int seed) {
  for (const Field *field = table; field->name != NULL; field++) {
    int64_t words = 0;
    while (field->words != NULL && field->words[words] != NULL) {
      words++;
    }
    switch (field->type) {
    case FIELD_TEXT: {
      char *text = mem_format("%s %d '; DROP TABLE nights; \"\xC3\xA9\n", field->name, seed);
      diary_set_note(field, object, text);
      free(text);
      break;
    }
    case FIELD_WORD:
      diary_set_number(field, object, words > 1 ? 1 + seed % (words - 1) : 0);
      break;
    case FIELD_WORDS:
      diary_set_number(field, object, 2 + 4 * (seed % 2));
      break;
    case FIELD_FLAG:
      diary_set_number(field, object, 1);
      break;
    case FIELD_SECONDS:
      diary_set_number(field, object, 61001 + seed);
      break;
    default:
      diary_set_number(field, object, 5 + seed % 5);
      break;
    }
    seed++;
  }
}

/* -- nights -- */

START_TEST(night__is_unknown__until_something_is_said) {
  DiaryNight row;
  bool found = true;
  CK_OK(store_night_get(store, night, &row, &found, &err));
  ck_assert(!found);
  ck_assert_int_eq(row.night.day, night.day);
  ck_assert_int_eq(row.cramp_count, CRAMPS_NOT_RECORDED);
}
END_TEST

START_TEST(night__keeps__every_row) {
  for (int seed = 0; seed < 2; seed++) {
    DiaryNight row = diary_night_new(night);
    fill(diary_night_fields, &row, seed);
    CK_OK(store_night_save(store, &row, seed == 0 ? morning : later, &err));
    DiaryNight kept = get(night);
    ck_assert(fields_equal(diary_night_fields, &row, &kept));
    ck_assert_int_eq(kept.entered_at.utc_ms, seed == 0 ? morning.utc_ms : later.utc_ms);
    ck_assert_int_eq(kept.entered_at.offset_s, BENCH_OFFSET);
    ck_assert_int_eq(kept.modified_ms, seed == 0 ? morning.utc_ms : later.utc_ms);
    diary_night_free(&row);
    diary_night_free(&kept);
  }
}
END_TEST

START_TEST(night__is_not_stamped_anew__when_it_says_the_same) {
  DiaryNight row = diary_night_new(night);
  row.cramp_count = 0;
  CK_OK(store_night_save(store, &row, morning, &err));
  CK_OK(store_night_save(store, &row, later, &err));
  DiaryNight kept = get(night);
  ck_assert_int_eq(kept.modified_ms, morning.utc_ms);
}
END_TEST

START_TEST(night__can_be_emptied__again) {
  DiaryNight row = diary_night_new(night);
  row.cramp_count = 2;
  CK_OK(store_night_save(store, &row, morning, &err));
  row.cramp_count = CRAMPS_NOT_RECORDED;
  CK_OK(store_night_save(store, &row, later, &err));
  bool found = true;
  CK_OK(store_night_get(store, night, &row, &found, &err));
  ck_assert(!found);
  ck_assert_int_eq(row.modified_ms, later.utc_ms); /* that it was emptied is known */
}
END_TEST

START_TEST(night__refuses__what_cannot_be) {
  DiaryNight row = diary_night_new(night);
  row.sleep_disturbance_nrs = 11;
  ck_assert(!store_night_save(store, &row, morning, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "disturbance must be from 0 to 10"));
  ck_assert(!store_night_count(store, night, 100, morning, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "count must be from 0 to 99"));
  ck_assert_int_eq(bench_number("SELECT count(*) FROM nights"), 0);
}
END_TEST

START_TEST(night_count__changes__the_count_alone) {
  DiaryNight row = diary_night_new(night);
  row.note = (char[]){"Slept late."};
  CK_OK(store_night_save(store, &row, morning, &err));
  CK_OK(store_night_count(store, night, 0, later, &err));
  DiaryNight kept = get(night);
  ck_assert_int_eq(kept.cramp_count, 0);
  ck_assert_int_eq(kept.entered_at.utc_ms, later.utc_ms);
  ck_assert_str_eq(kept.note, "Slept late.");
  diary_night_free(&kept);
  CK_OK(store_night_count(store, night, CRAMPS_NOT_RECORDED, later, &err));
  ck_assert_int_eq(count_of(night), CRAMPS_NOT_RECORDED);
}
END_TEST

START_TEST(night_excuse__changes__the_excuse_alone) {
  CK_OK(store_night_count(store, night, 1, morning, &err));
  CK_OK(store_night_excuse(store, night, true, "Travelling.", later, &err));
  DiaryNight kept = get(night);
  ck_assert(kept.excused);
  ck_assert_str_eq(kept.excused_reason, "Travelling.");
  ck_assert_int_eq(kept.cramp_count, 1);
  ck_assert_int_eq(kept.entered_at.utc_ms, morning.utc_ms);
  diary_night_free(&kept);
  CK_OK(store_night_excuse(store, night, false, "Travelling.", later, &err));
  kept = get(night);
  ck_assert(!kept.excused);
  ck_assert_ptr_null(kept.excused_reason);
  CK_OK(store_night_excuse(store, before_night, true, NULL, later, &err));
  kept = get(before_night);
  ck_assert(kept.excused);
  ck_assert_ptr_null(kept.excused_reason);
}
END_TEST

/* What a reading gives. */
static Night given[16];

static bool note_night(void *context, const DiaryNight *row) {
  (void)context;
  given[given_count++] = row->night;
  return given_count != stop_after;
}

START_TEST(nights__come__by_range_and_without_the_empty_ones) {
  for (int i = 0; i < 5; i++) {
    CK_OK(store_night_count(store, (Night){BENCH_NIGHT + i}, i == 2 ? -1 : 0, morning, &err));
  }
  CK_OK(store_night_excuse(store, (Night){BENCH_NIGHT + 2}, true, "x", morning, &err));
  CK_OK(store_night_excuse(store, (Night){BENCH_NIGHT + 2}, false, NULL, later, &err));
  given_count = 0;
  CK_OK(store_nights(store, (Night){BENCH_NIGHT + 1}, (Night){BENCH_NIGHT + 4}, note_night, NULL,
                     &err));
  ck_assert_int_eq(given_count, 3);
  ck_assert_int_eq(given[0].day, BENCH_NIGHT + 1);
  ck_assert_int_eq(given[1].day, BENCH_NIGHT + 3);
  given_count = 0;
  stop_after = 1;
  CK_OK(store_nights(store, (Night){0}, (Night){BENCH_NIGHT * 2}, note_night, NULL, &err));
  ck_assert_int_eq(given_count, 1);
}
END_TEST

/* -- habits and medicines -- */

START_TEST(habits__keep__every_row) {
  bool found = true;
  Habits row = habits_new(night);
  Habits kept;
  CK_OK(store_habits_get(store, night, &kept, &found, &err));
  ck_assert(!found);
  for (int seed = 0; seed < 2; seed++) {
    fill(diary_habit_fields, &row, seed);
    CK_OK(store_habits_save(store, &row, seed == 0 ? morning : later, &err));
    CK_OK(store_habits_get(store, night, &kept, &found, &err));
    ck_assert(found);
    ck_assert(fields_equal(diary_habit_fields, &row, &kept));
    ck_assert_int_eq(kept.modified_ms, seed == 0 ? morning.utc_ms : later.utc_ms);
  }
  CK_OK(store_habits_save(store, &row, morning, &err)); /* says the same */
  CK_OK(store_habits_get(store, night, &kept, &found, &err));
  ck_assert_int_eq(kept.modified_ms, later.utc_ms);
  row.fluid = 1;
  CK_OK(store_habits_save(store, &row, morning, &err)); /* the clock was turned back */
  CK_OK(store_habits_get(store, night, &kept, &found, &err));
  ck_assert_int_eq(kept.modified_ms, later.utc_ms + 1);
  row.fluid = 41;
  ck_assert(!store_habits_save(store, &row, later, &err));
  row = habits_new(night);
  CK_OK(store_habits_save(store, &row, later, &err));
  CK_OK(store_habits_get(store, night, &kept, &found, &err));
  ck_assert(!found);
}
END_TEST

static bool note_habits(void *context, const Habits *row) {
  (void)context;
  given[given_count++] = row->night;
  return given_count != stop_after;
}

START_TEST(habits__come__by_range) {
  for (int i = 0; i < 4; i++) {
    Habits row = habits_new((Night){BENCH_NIGHT + i});
    row.fluid = i == 1 ? -1 : i;
    CK_OK(store_habits_save(store, &row, morning, &err));
  }
  CK_OK(store_habits(store, night, (Night){BENCH_NIGHT + 2}, note_habits, NULL, &err));
  ck_assert_int_eq(given_count, 2);
  stop_after = 3;
  CK_OK(store_habits(store, night, (Night){BENCH_NIGHT + 3}, note_habits, NULL, &err));
  ck_assert_int_eq(given_count, 3);
}
END_TEST

static bool note_change(void *context, const MedicationChange *change) {
  MedicationChange *into = context;
  given[given_count++] = change->night;
  into->id = change->id;
  into->kind = change->kind;
  into->modified_ms = change->modified_ms;
  return given_count != stop_after;
}

START_TEST(medications__are_kept__several_a_night) {
  MedicationChange first = medication_new(night);
  MedicationChange second = medication_new(night);
  MedicationChange last = {0};
  first.kind = MEDICATION_STARTED;
  first.name = (char[]){"Amlodipine"};
  second.kind = MEDICATION_STOPPED;
  second.name = (char[]){"Quinine"};
  CK_OK(store_medication_add(store, &first, morning, &err));
  CK_OK(store_medication_add(store, &second, morning, &err));
  ck_assert_int_gt(second.id, first.id);
  ck_assert_uint_eq(strlen(first.uuid), 36);
  CK_OK(store_medications(store, night, night, note_change, &last, &err));
  ck_assert_int_eq(given_count, 2);
  first.kind = MEDICATION_DOSE_CHANGED;
  first.night = before_night;
  CK_OK(store_medication_correct(store, &first, later, &err));
  CK_OK(store_medications(store, before_night, before_night, note_change, &last, &err));
  ck_assert_int_eq(given_count, 3);
  ck_assert_int_eq(last.kind, MEDICATION_DOSE_CHANGED);
  ck_assert_int_eq(last.modified_ms, later.utc_ms);
  first.kind = MEDICATION_STOPPED;
  CK_OK(store_medication_correct(store, &first, morning, &err)); /* an older clock */
  stop_after = given_count + 1;
  CK_OK(store_medications(store, before_night, night, note_change, &last, &err));
  ck_assert_int_eq(last.modified_ms, later.utc_ms + 1);
  CK_OK(store_medication_delete(store, first.id, &err));
  ck_assert(!store_medication_delete(store, first.id, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "no longer in there"));
  ck_assert(!store_medication_correct(store, &first, later, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "no longer in there"));
  ck_assert_int_eq(bench_number("SELECT count(*) FROM removed WHERE kind = 'medication_change'"),
                   1);
}
END_TEST

START_TEST(medication__refuses__what_says_nothing) {
  MedicationChange change = medication_new(night);
  ck_assert(!store_medication_add(store, &change, morning, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "kind must be given"));
  change.kind = MEDICATION_STARTED;
  ck_assert(!store_medication_correct(store, &change, morning, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "name must be given"));
}
END_TEST

/* -- cramps -- */

START_TEST(episode__keeps__every_row) {
  Episode episode = add_cramp(night);
  for (int seed = 0; seed < 2; seed++) {
    fill(diary_episode_fields, &episode, seed);
    CK_OK(store_episode_correct(store, &episode, later, &err));
    Episode kept;
    bool found = false;
    CK_OK(store_episode_get(store, episode.id, &kept, &found, &err));
    ck_assert(found);
    ck_assert(fields_equal(diary_episode_fields, &episode, &kept));
    ck_assert_int_eq(kept.modified_ms, later.utc_ms + seed); /* newer than the one before */
    ck_assert_str_eq(kept.uuid, episode.uuid);
    episode_free(&kept);
  }
  episode_free(&episode);
  bool found = true;
  Episode none;
  CK_OK(store_episode_get(store, 999, &none, &found, &err));
  ck_assert(!found);
}
END_TEST

START_TEST(episode__lasts__a_day_at_most_by_its_clock) {
  Episode episode = episode_new((WallTime){BENCH_START, BENCH_OFFSET}, night);
  episode.duration = INT64_C(3) * 24 * 3600 * 1000;
  CK_OK(store_episode_begin(store, &episode, &err));
  ck_assert_int_eq(episode.duration, INT64_C(24) * 3600 * 1000);
  episode.duration *= 2;
  CK_OK(store_episode_save(store, &episode, &err));
  ck_assert_int_eq(bench_number("SELECT duration_ms FROM episodes"), INT64_C(24) * 3600 * 1000);
  ck_assert(!store_episode_correct(store, &episode, later, &err));
}
END_TEST

START_TEST(episode__raises__a_recorded_count_alone) {
  add_cramp(night);
  ck_assert_int_eq(count_of(night), CRAMPS_NOT_RECORDED); /* not closed by describing one */
  CK_OK(store_night_count(store, night, 2, morning, &err));
  add_cramp(night);
  ck_assert_int_eq(count_of(night), 2);
  add_cramp(night);
  ck_assert_int_eq(count_of(night), 3);
  DiaryNight kept = get(night);
  ck_assert_int_eq(kept.modified_ms, morning.utc_ms); /* it follows from the cramps */
  CK_OK(store_night_count(store, before_night, 0, morning, &err));
  add_cramp(before_night);
  ck_assert_int_eq(count_of(before_night), 1);
}
END_TEST

START_TEST(count__below_the_cramps_described__is_refused) {
  add_cramp(night);
  ck_assert(!store_night_count(store, night, 0, morning, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "1 cramp is described for the night of 2026-11-21"));
  ck_assert_ptr_nonnull(strstr(err.text, "at least 1"));
  add_cramp(night);
  ck_assert(!store_night_count(store, night, 1, morning, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "2 cramps are described"));
  ck_assert_int_eq(count_of(night), CRAMPS_NOT_RECORDED);
  CK_OK(store_night_count(store, night, 3, morning, &err));
}
END_TEST

START_TEST(episode_delete__lowers__a_count_that_was_theirs) {
  Episode first = add_cramp(night);
  Episode second = add_cramp(night);
  CK_OK(store_night_count(store, night, 2, morning, &err));
  CK_OK(store_episode_delete(store, first.id, later, &err));
  DiaryNight kept = get(night);
  ck_assert_int_eq(kept.cramp_count, 1);
  ck_assert_int_eq(kept.modified_ms, later.utc_ms);
  ck_assert_int_eq(kept.entered_at.utc_ms, morning.utc_ms);
  /* 0 is never assumed. */
  CK_OK(store_episode_delete(store, second.id, later, &err));
  kept = get(night);
  ck_assert_int_eq(kept.cramp_count, CRAMPS_NOT_RECORDED);
  ck_assert_int_eq(kept.modified_ms, later.utc_ms + 1);
  ck_assert(!store_episode_delete(store, second.id, later, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "no longer in there"));
  ck_assert_int_eq(bench_number("SELECT count(*) FROM removed WHERE kind = 'episode'"), 2);
}
END_TEST

START_TEST(episode_delete__leaves__a_count_that_was_above) {
  Episode episode = add_cramp(night);
  CK_OK(store_night_count(store, night, 2, morning, &err));
  CK_OK(store_episode_delete(store, episode.id, later, &err));
  ck_assert_int_eq(count_of(night), 2);
}
END_TEST

START_TEST(episode__takes_its_count_along__to_another_night) {
  Episode episode = add_cramp(night);
  CK_OK(store_night_count(store, night, 1, morning, &err));
  CK_OK(store_night_count(store, before_night, 0, morning, &err));
  episode.night = before_night;
  CK_OK(store_episode_correct(store, &episode, later, &err));
  ck_assert_int_eq(count_of(before_night), 1);
  ck_assert_int_eq(count_of(night), CRAMPS_NOT_RECORDED);
}
END_TEST

START_TEST(count__stays_where_it_ends__however_many_cramps) {
  CK_OK(store_night_count(store, night, CRAMPS_MAX, morning, &err));
  for (int i = 0; i <= CRAMPS_MAX; i++) {
    add_cramp(night);
  }
  ck_assert_int_eq(count_of(night), CRAMPS_MAX);
  CK_OK(store_night_count(store, night, CRAMPS_MAX, later, &err));
}
END_TEST

/* -- all in one go -- */

START_TEST(entry__keeps__everything_that_is_said) {
  Episode episodes[2] = {episode_new((WallTime){BENCH_START, BENCH_OFFSET}, night),
                         add_cramp(night)};
  episodes[1].severity = 7;
  DiaryNight row = diary_night_new(night);
  row.cramp_count = 3;
  Habits habits = habits_new(night);
  habits.fluid = 4;
  MedicationChange change = medication_new(night);
  change.kind = MEDICATION_STARTED;
  change.name = (char[]){"Quinine"};
  DiaryEntry entry = {.night = &row,
                      .counted = true,
                      .habits = &habits,
                      .episodes = episodes,
                      .episode_count = 2,
                      .medication = &change};
  CK_OK(store_entry_save(store, &entry, later, &err));
  ck_assert_int_gt(episodes[0].id, 0);
  ck_assert_int_gt(change.id, 0);
  ck_assert_int_eq(count_of(night), 3);
  ck_assert_int_eq(bench_number("SELECT count(*) FROM episodes"), 2);
  ck_assert_int_eq(bench_number("SELECT severity FROM episodes ORDER BY id LIMIT 1"), 7);
  change.kind = MEDICATION_STOPPED;
  CK_OK(store_entry_save(store, &(DiaryEntry){.medication = &change}, later, &err));
  ck_assert_int_eq(bench_number("SELECT count(*) FROM medication_changes WHERE kind = 'stopped'"),
                   1);
}
END_TEST

START_TEST(entry__leaves_the_count__where_none_was_said) {
  CK_OK(store_night_count(store, night, 0, morning, &err));
  Episode episode = episode_new((WallTime){BENCH_START, BENCH_OFFSET}, night);
  DiaryNight row = diary_night_new(night);
  row.note = (char[]){"x"};
  DiaryEntry entry = {.night = &row, .episodes = &episode, .episode_count = 1};
  CK_OK(store_entry_save(store, &entry, later, &err));
  DiaryNight kept = get(night);
  ck_assert_int_eq(kept.cramp_count, 1); /* raised, as ever */
  ck_assert_int_eq(kept.entered_at.utc_ms, morning.utc_ms);
  ck_assert_str_eq(kept.note, "x");
  diary_night_free(&kept);
  row.night = before_night;
  episode = episode_new((WallTime){BENCH_START, BENCH_OFFSET}, before_night);
  CK_OK(store_entry_save(store, &entry, later, &err));
  ck_assert_int_eq(count_of(before_night), CRAMPS_NOT_RECORDED);
}
END_TEST

START_TEST(entry__keeps_nothing__when_a_part_is_refused) {
  CK_OK(store_night_count(store, night, 1, morning, &err));
  Episode episodes[2] = {episode_new((WallTime){BENCH_START, BENCH_OFFSET}, night),
                         episode_new((WallTime){BENCH_START, BENCH_OFFSET}, night)};
  MedicationChange change = medication_new(night);
  change.kind = MEDICATION_STARTED;
  change.name = (char[]){"Quinine"};
  DiaryNight row = diary_night_new(night);
  row.cramp_count = 1; /* as it is kept, but two are described */
  DiaryEntry entry = {.night = &row,
                      .counted = true,
                      .episodes = episodes,
                      .episode_count = 2,
                      .medication = &change};
  ck_assert(!store_entry_save(store, &entry, later, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "2 cramps are described"));
  ck_assert_int_eq(episodes[0].id, 0);
  ck_assert_int_eq(episodes[1].id, 0);
  ck_assert_int_eq(change.id, 0);
  ck_assert_int_eq(count_of(night), 1);
  ck_assert_int_eq(bench_number("SELECT (SELECT count(*) FROM episodes) + (SELECT count(*) FROM "
                                "medication_changes) + (SELECT count(*) FROM removed)"),
                   0);
  episodes[1].severity = 11;
  ck_assert(!store_entry_save(store, &entry, later, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "severity must be"));
}
END_TEST

/* -- notes -- */

static struct {
  Night night;
  NotePlace place;
  char text[64];
} notes[16];

static bool note_note(void *context, const NoteFound *found) {
  (void)context;
  notes[given_count].night = found->night;
  notes[given_count].place = found->place;
  snprintf(notes[given_count++].text, sizeof notes[0].text, "%s", found->text);
  return given_count != stop_after;
}

static int find(const char *text) {
  given_count = 0;
  CK_OK(store_notes_find(store, text, note_note, NULL, &err));
  return given_count;
}

START_TEST(notes__are_found__wherever_they_stand) {
  DiaryNight row = diary_night_new(night);
  row.note = (char[]){"After a long WALK, 100% tired_out\\"};
  row.adverse_event = (char[]){"Slipped on the walk home"};
  row.excused = true;
  row.excused_reason = (char[]){"Sidewalk trip"};
  CK_OK(store_night_save(store, &row, morning, &err));
  Episode episode = episode_new((WallTime){BENCH_START, BENCH_OFFSET}, before_night);
  episode.note = (char[]){"walked it off"};
  CK_OK(store_episode_add(store, &episode, morning, &err));
  add_cramp(night); /* with no note */
  MedicationChange change = medication_new((Night){BENCH_NIGHT + 1});
  change.kind = MEDICATION_STARTED;
  change.name = (char[]){"Walkamine"};
  CK_OK(store_medication_add(store, &change, morning, &err));
  ck_assert_int_eq(find("walk"), 5);
  static const NotePlace places[] = {NOTE_MEDICATION, NOTE_NIGHT, NOTE_ADVERSE_EVENT, NOTE_EXCUSE,
                                     NOTE_EPISODE};
  static const char *const shown[] = {"medicine", "note", "adverse event", "excuse", "cramp"};
  for (int i = 0; i < 5; i++) {
    ck_assert_int_eq(notes[i].place, places[i]);
    ck_assert_str_eq(note_place_shown(notes[i].place), shown[i]);
  }
  ck_assert_str_eq(notes[4].text, "walked it off");
  ck_assert_int_eq(notes[4].night.day, before_night.day);
  ck_assert_int_eq(find("WALKED"), 1);
  ck_assert_int_eq(find("100%"), 1);
  ck_assert_int_eq(find("%"), 1);
  ck_assert_int_eq(find("_"), 1);
  ck_assert_int_eq(find("\\"), 1);
  ck_assert_int_eq(find("tiger"), 0);
  ck_assert_int_eq(find(""), 5);
  stop_after = 2;
  ck_assert_int_eq(find("walk"), 2);
}
END_TEST

START_TEST(diary__is_read_with_care__where_words_are_unknown) {
  CK_OK(store_night_count(store, night, 1, morning, &err));
  add_cramp(night);
  bench_run("UPDATE episodes SET relief_used = 'stretch, tiger, walk'");
  Episode episode;
  bool found = false;
  CK_OK(store_episode_get(store, 1, &episode, &found, &err));
  ck_assert_int_eq(episode.relief_used, RELIEF_STRETCH | RELIEF_WALK);
}
END_TEST

static bool note_episode(void *context, const Episode *episode) {
  (void)context;
  (void)episode;
  return true;
}

START_TEST(diary__says_so__when_the_database_is_broken) {
  DiaryNight row = diary_night_new(night);
  Habits habits = habits_new(night);
  Episode episode = add_cramp(night);
  bool any = false;
  Night first;
  Night last;
  bench_run("DROP TABLE nights; DROP TABLE habits; DROP TABLE night_summary;"
            "DROP TABLE night_routines; DROP TABLE medication_changes");
  row.cramp_count = 1;
  habits.fluid = 1;
  ck_assert(!store_night_save(store, &row, morning, &err));
  ck_assert(!store_night_count(store, night, 1, morning, &err));
  ck_assert(!store_night_excuse(store, night, true, "x", morning, &err));
  ck_assert(!store_night_get(store, night, &row, &any, &err));
  ck_assert(!store_nights(store, night, night, note_night, NULL, &err));
  ck_assert(!store_habits_save(store, &habits, morning, &err));
  ck_assert(!store_habits_get(store, night, &habits, &any, &err));
  ck_assert(!store_habits(store, night, night, note_habits, NULL, &err));
  MedicationChange change = medication_new(night);
  change.kind = MEDICATION_STARTED;
  change.name = (char[]){"x"};
  DiaryEntry entry = {.night = &row, .medication = &change};
  ck_assert(!store_medication_delete(store, 1, &err));
  ck_assert(!store_medication_add(store, &change, morning, &err));
  ck_assert(!store_medication_correct(store, &change, morning, &err));
  ck_assert(!store_medications(store, night, night, note_change, &change, &err));
  ck_assert(!store_entry_save(store, &entry, morning, &err));
  ck_assert(!store_episode_add(store, &episode, morning, &err));
  ck_assert(!store_episode_delete(store, episode.id, morning, &err));
  ck_assert(!store_notes_find(store, "x", note_note, NULL, &err));
  bench_run("DROP TABLE episodes");
  ck_assert(!store_episode_correct(store, &episode, morning, &err));
  ck_assert(!store_episode_delete(store, episode.id, morning, &err));
  ck_assert(!store_episode_get(store, episode.id, &episode, &any, &err));
  ck_assert(!store_episodes(store, night, night, note_episode, NULL, &err));
  ck_assert(!store_bounds(store, &first, &last, &any, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "read your diary"));
}
END_TEST

int main(void) {
  Suite *suite = suite_create("store_diary");
  TCase *tests = tcase_create("diary");
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_add_test(tests, night__is_unknown__until_something_is_said);
  tcase_add_test(tests, night__keeps__every_row);
  tcase_add_test(tests, night__is_not_stamped_anew__when_it_says_the_same);
  tcase_add_test(tests, night__can_be_emptied__again);
  tcase_add_test(tests, night__refuses__what_cannot_be);
  tcase_add_test(tests, night_count__changes__the_count_alone);
  tcase_add_test(tests, night_excuse__changes__the_excuse_alone);
  tcase_add_test(tests, nights__come__by_range_and_without_the_empty_ones);
  tcase_add_test(tests, habits__keep__every_row);
  tcase_add_test(tests, habits__come__by_range);
  tcase_add_test(tests, medications__are_kept__several_a_night);
  tcase_add_test(tests, medication__refuses__what_says_nothing);
  tcase_add_test(tests, episode__keeps__every_row);
  tcase_add_test(tests, episode__lasts__a_day_at_most_by_its_clock);
  tcase_add_test(tests, episode__raises__a_recorded_count_alone);
  tcase_add_test(tests, count__below_the_cramps_described__is_refused);
  tcase_add_test(tests, episode_delete__lowers__a_count_that_was_theirs);
  tcase_add_test(tests, episode_delete__leaves__a_count_that_was_above);
  tcase_add_test(tests, episode__takes_its_count_along__to_another_night);
  tcase_add_test(tests, count__stays_where_it_ends__however_many_cramps);
  tcase_add_test(tests, entry__keeps__everything_that_is_said);
  tcase_add_test(tests, entry__leaves_the_count__where_none_was_said);
  tcase_add_test(tests, entry__keeps_nothing__when_a_part_is_refused);
  tcase_add_test(tests, notes__are_found__wherever_they_stand);
  tcase_add_test(tests, diary__is_read_with_care__where_words_are_unknown);
  tcase_add_test(tests, diary__says_so__when_the_database_is_broken);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
