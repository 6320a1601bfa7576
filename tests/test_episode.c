/* A cramp: its muscles by name and in words, and what people type about it. */
#include "nightcalf/episode.h"
#include "suite.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

/* 2026-11-22T00:12:05+01:00. */
static const WallTime now = {INT64_C(1795302725000), 3600};

START_TEST(muscle__is_read_back__from_each_of_its_names) {
  for (int i = 0; i < MUSCLE_COUNT; i++) {
    Muscle muscle = MUSCLE_COUNT;
    ck_assert_msg(muscle_parse(muscle_name((Muscle)i), &muscle), "\"%s\"", muscle_name((Muscle)i));
    ck_assert_int_eq(muscle, i);
    muscle = MUSCLE_COUNT;
    ck_assert(muscle_parse(muscle_shown((Muscle)i), &muscle));
    ck_assert_int_eq(muscle, i);
  }
}
END_TEST

START_TEST(muscle__says_how_to_stretch_it__but_for_the_two_that_are_open) {
  int with = 0;
  for (int i = 0; i < MUSCLE_COUNT; i++) {
    const char *sentence = muscle_instruction((Muscle)i);
    with += sentence != NULL;
    ck_assert(sentence == NULL || sentence[strlen(sentence) - 1] == '.');
  }
  ck_assert_int_eq(with, MUSCLE_COUNT - 2);
  ck_assert_ptr_null(muscle_instruction(MUSCLE_UNKNOWN));
  ck_assert_ptr_null(muscle_instruction(MUSCLE_OTHER));
  ck_assert_str_eq(muscle_instruction(MUSCLE_SHIN), "Point the toes gently down.");
}
END_TEST

static const struct {
  const char *text;
  int muscle; /* -1: refused */
} muscles[] = {
    {"calf", MUSCLE_CALF},
    {" Calf ", MUSCLE_CALF},
    {"c", MUSCLE_CALF},
    {"CA", MUSCLE_CALF},
    {"calfs", -1},
    {"foot", MUSCLE_FOOT_ARCH},
    {"foot arch", MUSCLE_FOOT_ARCH},
    {"arch", MUSCLE_FOOT_ARCH},
    {"f", -1}, /* the arch of the foot, or the front of the thigh */
    {"fr", MUSCLE_QUADRICEPS},
    {"back of the thigh", MUSCLE_HAMSTRING},
    {"ham", MUSCLE_HAMSTRING},
    {"quad", MUSCLE_QUADRICEPS},
    {"t", MUSCLE_TOES},
    {"shin", MUSCLE_SHIN},
    {"another", MUSCLE_OTHER},
    {"a", -1}, /* arch, another */
    {"elbow", -1},
    {"", MUSCLE_UNKNOWN},
    {"  ", MUSCLE_UNKNOWN},
};

START_TEST(muscle_parse__takes__what_means_one_muscle) {
  Muscle muscle = MUSCLE_COUNT;
  bool read = muscle_parse(muscles[_i].text, &muscle);
  int expected = muscles[_i].muscle;
  ck_assert_msg(read == (expected >= 0), "\"%s\"", muscles[_i].text);
  ck_assert_int_eq(muscle, expected >= 0 ? expected : MUSCLE_COUNT);
}
END_TEST

static const struct {
  const char *text;
  int side; /* -1: refused */
} sides[] = {
    {"left", SIDE_LEFT},
    {"L", SIDE_LEFT},
    {"Left leg", SIDE_LEFT},
    {" r ", SIDE_RIGHT},
    {"righ", SIDE_RIGHT},
    {"both", SIDE_BOTH},
    {"b", SIDE_BOTH},
    {"both legs", SIDE_BOTH},
    {"lefty", -1},
    {"", -1},
    {"  ", -1},
    {"middle", -1},
};

START_TEST(episode_side__is_read__from_its_first_word) {
  Side side = SIDE_NONE;
  bool read = episode_side_parse(sides[_i].text, &side);
  ck_assert_msg(read == (sides[_i].side >= 0), "\"%s\"", sides[_i].text);
  ck_assert_int_eq(side, sides[_i].side >= 0 ? sides[_i].side : SIDE_NONE);
}
END_TEST

static const struct {
  const char *text;
  int severity; /* -1: refused */
} severities[] = {
    {"0", 0},       {"6", 6},   {" 10 ", 10}, {"6/10", 6},
    {"6 of 10", 6}, {"11", -1}, {"-1", -1},   {"6.5", -1},
    {"60", -1},     {"", -1},   {"bad", -1},  {"99999999999999999999", -1},
};

START_TEST(episode_severity__is_read__from_0_to_10) {
  int severity = -1;
  bool read = episode_severity_parse(severities[_i].text, &severity);
  ck_assert_msg(read == (severities[_i].severity >= 0), "\"%s\"", severities[_i].text);
  ck_assert_int_eq(severity, severities[_i].severity);
}
END_TEST

static const struct {
  const char *text;
  Millis length; /* -1: refused */
} lengths[] = {
    {"4", 240000},
    {"2.5", 150000},
    {"2,5", 150000},
    {" 3 min ", 180000},
    {"3m", 180000},
    {"3 minutes", 180000},
    {"1 minute", 60000},
    {"1:30", 90000},
    {"90s", 90000},
    {"1m30s", 90000},
    {"0", 0},
    {"1440", 86400000},
    {"1441", -1},
    {"-3", -1},
    {"", -1},
    {"  ", -1},
    {"long", -1},
    {"3 weeks", -1},
    {"25h", -1},
    {"1.2.3", -1},
    {".", -1},
    {"999999999999999999999999", -1},
    {"1                                                      2", -1},
};

START_TEST(episode_minutes__are_read__as_people_write_them) {
  Millis length = -1;
  bool read = episode_minutes_parse(lengths[_i].text, &length);
  ck_assert_msg(read == (lengths[_i].length >= 0), "\"%s\"", lengths[_i].text);
  ck_assert_int_eq(length, lengths[_i].length);
}
END_TEST

/* Minutes back from 00:12, local; seconds past the minute do not count. */
static const struct {
  const char *text;
  int back; /* -1: refused */
} onsets[] = {
    {"00:12", 0},
    {"00:00", 12},
    {"23:50", 22},
    {"0:05", 7},
    {" 00:10 ", 2},
    {"00:13", 1439},
    {"24:00", -1},
    {"3", -1},
    {"", -1},
    {"at three o'clock, I think it was", -1},
    {"3:100000000000000000000000000000000000000000000", -1},
};

START_TEST(episode_onset__is_the_last_time__the_clock_showed_that) {
  WallTime onset = {-1, -1};
  bool read = episode_onset_parse(onsets[_i].text, now, &onset);
  ck_assert_msg(read == (onsets[_i].back >= 0), "\"%s\"", onsets[_i].text);
  int64_t minute = now.utc_ms - 5000;
  ck_assert_int_eq(onset.utc_ms, read ? minute - (int64_t)onsets[_i].back * 60000 : -1);
  ck_assert_int_eq(onset.offset_s, read ? 3600 : -1);
}
END_TEST

START_TEST(episode_onset__may_be__now) {
  WallTime onset = {0, 0};
  ck_assert(episode_onset_parse("now", now, &onset));
  ck_assert_int_eq(onset.utc_ms, now.utc_ms);
}
END_TEST

START_TEST(episode_new__knows__the_time_alone) {
  Episode episode = episode_new(now, (Night){20778});
  ck_assert_int_eq(episode.onset.utc_ms, now.utc_ms);
  ck_assert_int_eq(episode.night.day, 20778);
  ck_assert_int_eq(episode.side, SIDE_NONE);
  ck_assert_int_eq(episode.muscle, MUSCLE_UNKNOWN);
  ck_assert_int_eq(episode.severity, -1);
  ck_assert_int_eq(episode.duration, -1);
  ck_assert(!episode.eased);
  ck_assert_int_eq(episode.id, 0);
  ck_assert_int_eq(episode.session, 0);
  ck_assert_str_eq(episode.uuid, "");
}
END_TEST

#define COUNT(table) ((int)(sizeof(table) / sizeof(table)[0]))

int main(void) {
  Suite *suite = suite_create("episode");
  TCase *tests = tcase_create("episode");
  tcase_add_test(tests, muscle__is_read_back__from_each_of_its_names);
  tcase_add_test(tests, muscle__says_how_to_stretch_it__but_for_the_two_that_are_open);
  tcase_add_loop_test(tests, muscle_parse__takes__what_means_one_muscle, 0, COUNT(muscles));
  tcase_add_loop_test(tests, episode_side__is_read__from_its_first_word, 0, COUNT(sides));
  tcase_add_loop_test(tests, episode_severity__is_read__from_0_to_10, 0, COUNT(severities));
  tcase_add_loop_test(tests, episode_minutes__are_read__as_people_write_them, 0, COUNT(lengths));
  tcase_add_loop_test(tests, episode_onset__is_the_last_time__the_clock_showed_that, 0,
                      COUNT(onsets));
  tcase_add_test(tests, episode_onset__may_be__now);
  tcase_add_test(tests, episode_new__knows__the_time_alone);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
