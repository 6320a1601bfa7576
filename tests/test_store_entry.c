/* All that is said of a night in one go: whole, or not at all. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "store_bench.h"
#include "suite.h"

static const WallTime now = {BENCH_START, BENCH_OFFSET};

static Episode cramp(int severity) {
  Episode episode = episode_new(now, (Night){BENCH_NIGHT});
  episode.severity = severity;
  return episode;
}

START_TEST(store_entry_save__keeps_all_of_it__in_one_go) {
  char name[] = "Amlodipine";
  Error err = {{0}};
  Store *store = bench_open(STORE_WRITE);
  DiaryNight night = diary_night_new((Night){BENCH_NIGHT});
  Habits habits = habits_new((Night){BENCH_NIGHT});
  Episode episodes[] = {cramp(6), cramp(3)};
  MedicationChange change = medication_new((Night){BENCH_NIGHT});
  night.cramp_count = 2;
  habits.fluid = 5;
  change.kind = MEDICATION_STARTED;
  change.name = name;
  DiaryEntry entry = {&night, true, &habits, episodes, 2, &change};
  ck_assert_msg(store_entry_save(store, &entry, now, &err), "%s", err.text);
  ck_assert_int_ne(episodes[0].id, 0);
  ck_assert_int_eq((int)strlen(episodes[1].uuid), 36);
  ck_assert_int_ne(change.id, 0);
  store_close(store);
  ck_assert_int_eq(bench_number("SELECT cramp_count FROM nights"), 2);
  ck_assert_int_eq(bench_number("SELECT sum(severity) FROM episodes"), 9);
  ck_assert_int_eq(bench_number("SELECT fluid FROM habits"), 5);
  ck_assert_int_eq(bench_number("SELECT count(*) FROM medication_changes"), 1);
}
END_TEST

START_TEST(store_entry_save__keeps_nothing__when_a_part_is_refused) {
  Error err = {{0}};
  Store *store = bench_open(STORE_WRITE);
  DiaryNight night = diary_night_new((Night){BENCH_NIGHT});
  Habits habits = habits_new((Night){BENCH_NIGHT});
  Episode episodes[] = {cramp(6), cramp(3)};
  night.cramp_count = 1; /* fewer than are described here */
  habits.fluid = 5;
  DiaryEntry entry = {&night, true, &habits, episodes, 2, NULL};
  ck_assert(!store_entry_save(store, &entry, now, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "2 cramps are described"));
  ck_assert_int_eq(episodes[0].id, 0);
  store_close(store);
  ck_assert_int_eq(bench_number("SELECT count(*) FROM nights"), 0);
  ck_assert_int_eq(bench_number("SELECT count(*) FROM episodes"), 0);
  ck_assert_int_eq(bench_number("SELECT count(*) FROM habits"), 0);
}
END_TEST

START_TEST(store_entry_save__refuses__answers_out_of_range) {
  Error err = {{0}};
  Store *store = bench_open(STORE_WRITE);
  Episode bad = cramp(11);
  Habits habits = habits_new((Night){BENCH_NIGHT});
  MedicationChange change = medication_new((Night){BENCH_NIGHT});
  habits.stress_nrs = 11;
  DiaryEntry with_episode = {.episodes = &bad, .episode_count = 1};
  DiaryEntry with_habits = {.habits = &habits};
  DiaryEntry with_medication = {.medication = &change};
  ck_assert(!store_entry_save(store, &with_episode, now, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "severity"));
  ck_assert(!store_entry_save(store, &with_habits, now, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "stress"));
  ck_assert(!store_entry_save(store, &with_medication, now, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "must be given"));
  store_close(store);
}
END_TEST

START_TEST(store_entry_save__leaves_the_count__when_it_was_not_answered) {
  char note[] = "warm";
  Error err = {{0}};
  Store *store = bench_open(STORE_WRITE);
  ck_assert(store_night_count(store, (Night){BENCH_NIGHT}, 1, now, &err));
  DiaryNight night = diary_night_new((Night){BENCH_NIGHT});
  Episode episodes[] = {cramp(6), cramp(3)};
  night.note = note;
  DiaryEntry entry = {.night = &night, .episodes = episodes, .episode_count = 2};
  ck_assert_msg(store_entry_save(store, &entry, now, &err), "%s", err.text);
  store_close(store);
  ck_assert_int_eq(bench_number("SELECT cramp_count FROM nights WHERE note = 'warm'"), 2);
}
END_TEST

START_TEST(store_entry_save__corrects__what_has_an_id) {
  char name[] = "Amlodipine";
  Error err = {{0}};
  Store *store = bench_open(STORE_WRITE);
  Episode episode = cramp(6);
  MedicationChange change = medication_new((Night){BENCH_NIGHT});
  change.kind = MEDICATION_STARTED;
  change.name = name;
  DiaryEntry entry = {.episodes = &episode, .episode_count = 1, .medication = &change};
  ck_assert(store_entry_save(store, &entry, now, &err));
  int64_t id = episode.id;
  episode.severity = 2;
  change.kind = MEDICATION_STOPPED;
  ck_assert_msg(store_entry_save(store, &entry, now, &err), "%s", err.text);
  ck_assert_int_eq(episode.id, id);
  episode.id = 999;
  ck_assert(!store_entry_save(store, &entry, now, &err));
  ck_assert_int_eq(episode.id, 999);
  change.id = 999;
  entry.episode_count = 0;
  ck_assert(!store_entry_save(store, &entry, now, &err));
  store_close(store);
  ck_assert_int_eq(bench_number("SELECT severity FROM episodes"), 2);
  ck_assert_int_eq(bench_number("SELECT kind = 'stopped' FROM medication_changes"), 1);
}
END_TEST

START_TEST(store_entry_save__fails__where_nothing_may_be_written) {
  Error err = {{0}};
  bench_make_one();
  Store *store = bench_open(STORE_READ);
  Episode episode = cramp(6);
  DiaryEntry entry = {.episodes = &episode, .episode_count = 1};
  ck_assert(!store_entry_save(store, &entry, now, &err));
  ck_assert_str_ne(err.text, "");
  store_close(store);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("store_entry");
  TCase *tests = tcase_create("store_entry");
  tcase_add_checked_fixture(tests, bench_set_up, bench_tear_down);
  tcase_add_test(tests, store_entry_save__keeps_all_of_it__in_one_go);
  tcase_add_test(tests, store_entry_save__keeps_nothing__when_a_part_is_refused);
  tcase_add_test(tests, store_entry_save__refuses__answers_out_of_range);
  tcase_add_test(tests, store_entry_save__leaves_the_count__when_it_was_not_answered);
  tcase_add_test(tests, store_entry_save__corrects__what_has_an_id);
  tcase_add_test(tests, store_entry_save__fails__where_nothing_may_be_written);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
