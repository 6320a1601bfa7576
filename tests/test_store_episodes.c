/* Cramps in the record: written whole, read by nights, and the version that brought them. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "store_bench.h"
#include "suite.h"
#include "temp_folder.h"

enum { EPISODES_MAX = 8 };
static const Millis minute = 60000;

static Store *store;
static Error err;

static void set_up(void) {
  bench_set_up();
  store = bench_open(STORE_WRITE);
}

static void tear_down(void) {
  store_close(store);
  bench_tear_down();
}

static Episode episodes[EPISODES_MAX];
static int episode_count;
static int stop_after;

static bool note(void *context, const Episode *episode) {
  (void)context;
  episodes[episode_count++] = *episode;
  return episode_count != stop_after;
}

/* Reads the cramps of some nights, counted from the bench's. */
static void list(int from, int until) {
  episode_count = 0;
  bool ok = store_episodes(store, (Night){BENCH_NIGHT + from}, (Night){BENCH_NIGHT + until}, note,
                           NULL, &err);
  ck_assert_msg(ok, "%s", err.text);
}

/* A cramp of a night, so long after the bench's start, in the store. */
static Episode add(int night, Millis after) {
  Episode episode =
      episode_new((WallTime){BENCH_START + after, BENCH_OFFSET}, (Night){BENCH_NIGHT + night});
  bool ok = store_episode_begin(store, &episode, &err);
  ck_assert_msg(ok, "%s", err.text);
  return episode;
}

START_TEST(episode_begin__keeps__what_is_not_known_as_such) {
  Episode made = add(0, 0);
  ck_assert_int_gt(made.id, 0);
  ck_assert_uint_eq(strlen(made.uuid), 36);
  list(0, 0);
  ck_assert_int_eq(episode_count, 1);
  ck_assert_int_eq(episodes[0].id, made.id);
  ck_assert_str_eq(episodes[0].uuid, made.uuid);
  ck_assert_int_eq(episodes[0].night.day, BENCH_NIGHT);
  ck_assert_int_eq(episodes[0].onset.utc_ms, BENCH_START);
  ck_assert_int_eq(episodes[0].onset.offset_s, BENCH_OFFSET);
  ck_assert_int_eq(episodes[0].side, SIDE_NONE);
  ck_assert_int_eq(episodes[0].muscle, MUSCLE_UNKNOWN);
  ck_assert_int_eq(episodes[0].severity, -1);
  ck_assert_int_eq(episodes[0].duration, -1);
  ck_assert(!episodes[0].eased);
  ck_assert_int_eq(episodes[0].session, 0);
  ck_assert_int_eq(bench_number("SELECT count(*) FROM episodes WHERE severity IS NULL AND "
                                "duration_ms IS NULL AND session IS NULL"),
                   1);
}
END_TEST

START_TEST(episode_save__writes_the_whole_cramp__however_often) {
  Episode episode = add(0, 0);
  add(0, minute); /* another one, to be left alone */
  episode.night.day = BENCH_NIGHT - 1;
  episode.onset = (WallTime){BENCH_START - minute, 0};
  episode.side = SIDE_BOTH;
  episode.muscle = MUSCLE_FOOT_ARCH;
  episode.severity = 10;
  episode.duration = 0;
  episode.eased = true;
  episode.session = bench_begin(store, "cramp-now", BENCH_NIGHT, BENCH_START);
  for (int i = 0; i < 3; i++) {
    ck_assert(store_episode_save(store, &episode, &err));
  }
  list(-1, 0);
  ck_assert_int_eq(episode_count, 2);
  ck_assert_int_eq(episodes[0].id, episode.id);
  ck_assert_str_eq(episodes[0].uuid, episode.uuid);
  ck_assert_int_eq(episodes[0].night.day, BENCH_NIGHT - 1);
  ck_assert_int_eq(episodes[0].onset.utc_ms, BENCH_START - minute);
  ck_assert_int_eq(episodes[0].onset.offset_s, 0);
  ck_assert_int_eq(episodes[0].side, SIDE_BOTH);
  ck_assert_int_eq(episodes[0].muscle, MUSCLE_FOOT_ARCH);
  ck_assert_int_eq(episodes[0].severity, 10);
  ck_assert_int_eq(episodes[0].duration, 0);
  ck_assert(episodes[0].eased);
  ck_assert_int_eq(episodes[0].session, episode.session);
  ck_assert_int_eq(episodes[1].severity, -1);
}
END_TEST

START_TEST(episode_save__says_so__when_the_cramp_is_gone) {
  Episode episode = add(0, 0);
  episode.id++;
  ck_assert(!store_episode_save(store, &episode, &err));
  ck_assert_ptr_nonnull(strstr(err.text, bench_path));
  ck_assert_ptr_nonnull(strstr(err.text, "no longer"));
}
END_TEST

START_TEST(episode__outlives__its_session) {
  Episode episode = add(0, 0);
  episode.session = bench_begin(store, "cramp-now", BENCH_NIGHT, BENCH_START);
  ck_assert(store_episode_save(store, &episode, &err));
  ck_assert(store_session_discard(store, episode.session, &err));
  list(0, 0);
  ck_assert_int_eq(episode_count, 1);
  ck_assert_int_eq(episodes[0].session, 0);
  /* Whoever still holds the old number can save the cramp all the same. */
  ck_assert(store_episode_save(store, &episode, &err));
  list(0, 0);
  ck_assert_int_eq(episodes[0].session, 0);
}
END_TEST

START_TEST(episodes__come__by_range_and_oldest_first) {
  Episode last = add(2, 3 * minute);
  Episode second = add(1, 2 * minute);
  Episode first = add(1, minute);
  Episode before = add(0, 0);
  list(1, 2);
  ck_assert_int_eq(episode_count, 3);
  ck_assert_int_eq(episodes[0].id, first.id);
  ck_assert_int_eq(episodes[1].id, second.id);
  ck_assert_int_eq(episodes[2].id, last.id);
  list(0, 0);
  ck_assert_int_eq(episode_count, 1);
  ck_assert_int_eq(episodes[0].id, before.id);
  list(3, 9);
  ck_assert_int_eq(episode_count, 0);
  stop_after = 1;
  list(0, 2);
  stop_after = 0;
  ck_assert_int_eq(episode_count, 1);
}
END_TEST

START_TEST(episodes__are_read_with_care__where_words_are_unknown) {
  add(0, 0);
  bench_run("PRAGMA ignore_check_constraints = ON;"
            "UPDATE episodes SET side = 'middle', muscle = 'elbow'");
  list(0, 0);
  ck_assert_int_eq(episodes[0].side, SIDE_NONE);
  ck_assert_int_eq(episodes[0].muscle, MUSCLE_UNKNOWN);
  bench_run("PRAGMA ignore_check_constraints = ON; UPDATE episodes SET night = '2026-11-2x'");
  list(-10, 10);
  ck_assert_int_eq(episode_count, 1);
  ck_assert_int_eq(episodes[0].night.day, BENCH_NIGHT);
}
END_TEST

static const char *const refused[] = {
    "UPDATE episodes SET severity = 11",    "UPDATE episodes SET severity = -1",
    "UPDATE episodes SET side = 'middle'",  "UPDATE episodes SET muscle = 'elbow'",
    "UPDATE episodes SET duration_ms = -1", "UPDATE episodes SET eased = 2",
    "UPDATE episodes SET night = 'today'",  "UPDATE episodes SET uuid = 'x'",
    "UPDATE episodes SET session = 99",     "UPDATE episodes SET severity = 'bad'",
};
enum { REFUSED_COUNT = sizeof refused / sizeof refused[0] };

START_TEST(episodes__refuse__what_no_cramp_can_be) {
  add(0, 0);
  ck_assert(store_begin_write(store, "test", &err));
  ck_assert_msg(!database_run(store->db, refused[_i], bench_path, "test", &err), "%s", refused[_i]);
  ck_assert(!store_end(store, false, &err));
}
END_TEST

START_TEST(episode__is_refused__by_a_store_for_reading) {
  Episode episode = add(0, 0);
  store_close(store);
  store = bench_open(STORE_READ);
  Episode another = episode;
  ck_assert(!store_episode_begin(store, &another, &err));
  ck_assert(!store_episode_save(store, &episode, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "for reading alone"));
  list(0, 0);
  ck_assert_int_eq(episode_count, 1);
}
END_TEST

/* The tables of version 1 as they were, with two sessions. */
static void make_version_1(void) {
  store_close(store);
  store = NULL;
  ck_assert_int_eq(remove(bench_path), 0);
  FILE *file = fopen(TESTS_DIR "/stores/1.sql", "r");
  ck_assert_ptr_nonnull(file);
  static char sql[64 * 1024];
  sql[fread(sql, 1, sizeof sql - 1, file)] = '\0';
  fclose(file);
  bench_run(sql);
}

START_TEST(version_1__reaches_today__with_its_backup) {
  make_version_1();
  store = bench_open(STORE_WRITE);
  ck_assert_int_eq(bench_count(store), 2);
  ck_assert_int_eq(bench_number("PRAGMA user_version"), store_version());
  ck_assert_int_ge(store_version(), 2);
  add(0, 0);
  char *backup = bench_beside(".1.bak");
  struct stat info;
  ck_assert_int_eq(stat(backup, &info), 0);
  ck_assert_int_eq(info.st_mode & 07777, 0600);
  ck_assert_int_eq(rename(backup, bench_path), 0);
  free(backup);
  ck_assert_int_eq(bench_number("PRAGMA user_version"), 1);
  ck_assert_int_eq(bench_number("SELECT count(*) FROM sessions"), 2);
}
END_TEST

START_TEST(version_1__has_no_cramps__when_it_is_read_alone) {
  make_version_1();
  store = bench_open(STORE_READ);
  list(-10, 10);
  ck_assert_int_eq(episode_count, 0);
  ck_assert_int_eq(bench_number("PRAGMA user_version"), 1);
}
END_TEST

START_TEST(version_2__keeps__its_cramps) {
  make_version_1();
  ck_assert_int_eq(remove(bench_path), 0);
  FILE *file = fopen(TESTS_DIR "/stores/2.sql", "r");
  ck_assert_ptr_nonnull(file);
  static char sql[64 * 1024];
  sql[fread(sql, 1, sizeof sql - 1, file)] = '\0';
  fclose(file);
  bench_run(sql);
  store = bench_open(STORE_WRITE);
  list(-1, 0);
  ck_assert_int_eq(episode_count, 2);
  ck_assert_int_eq(episodes[0].muscle, MUSCLE_CALF);
  ck_assert_int_eq(episodes[0].severity, 6);
  ck_assert_int_eq(episodes[0].duration, 180000);
  ck_assert_int_eq(episodes[0].session, 1);
  ck_assert_int_eq(episodes[1].severity, -1);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("store_episodes");
  TCase *tests = tcase_create("episodes");
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_add_test(tests, episode_begin__keeps__what_is_not_known_as_such);
  tcase_add_test(tests, episode_save__writes_the_whole_cramp__however_often);
  tcase_add_test(tests, episode_save__says_so__when_the_cramp_is_gone);
  tcase_add_test(tests, episode__outlives__its_session);
  tcase_add_test(tests, episodes__come__by_range_and_oldest_first);
  tcase_add_test(tests, episodes__are_read_with_care__where_words_are_unknown);
  tcase_add_loop_test(tests, episodes__refuse__what_no_cramp_can_be, 0, REFUSED_COUNT);
  tcase_add_test(tests, episode__is_refused__by_a_store_for_reading);
  tcase_add_test(tests, version_1__reaches_today__with_its_backup);
  tcase_add_test(tests, version_1__has_no_cramps__when_it_is_read_alone);
  tcase_add_test(tests, version_2__keeps__its_cramps);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
