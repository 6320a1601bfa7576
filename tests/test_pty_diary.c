/* The diary on a pseudo-terminal, from a fresh home: what is answered is in the record, also when
 * the terminal goes in the middle of a note. */
#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "nightcalf/store.h"
#include "pty/pty.h"
#include "suite.h"
#include "temp_folder.h"

enum { MS_PER_S = 1000, NIGHTS_BACK = 9 };

static Pty *pty;

static void set_up(void) {
  pty_home("profile = [ ];\n");
  pty = pty_start(24, 80, (const char *const[]){NULL});
}

static void tear_down(void) {
  pty_free(pty);
  temp_folder_remove();
}

static void await(const char *text) {
  if (!pty_wait_for(pty, text)) {
    for (int row = 0; row < pty->rows; row++) {
      char *line = pty_row(pty, row);
      printf("%s\n", line);
      free(line);
    }
    ck_abort_msg("the screen does not show: %s", text);
  }
}

/* Last night by the clock of this machine. */
static Night last_night(void) {
  WallTime now = {(int64_t)time(NULL) * MS_PER_S, 0};
  return night_now(now, NIGHT_BOUNDARY_DEFAULT, -1).last;
}

static Store *open_store(void) {
  Store *store = NULL;
  Error err = {{0}};
  char *path = temp_folder_path(".local/share/nightcalf/nightcalf.db");
  ck_assert_msg(store_open(path, STORE_READ, &store, &err), "%s", err.text);
  free(path);
  return store;
}

/* What is kept of a night. Free with diary_night_free(). */
static DiaryNight kept(Night night) {
  DiaryNight row;
  bool found = false;
  Store *store = open_store();
  ck_assert(store_night_get(store, night, &row, &found, NULL));
  store_close(store);
  return row;
}

typedef struct Cramps {
  int count;
  Episode at[4];
} Cramps;

static bool see(void *context, const Episode *episode) {
  Cramps *cramps = context;
  ck_assert_int_lt(cramps->count, 4);
  cramps->at[cramps->count] = *episode;
  cramps->count++;
  return true;
}

static Cramps cramps_of(Night night) {
  Cramps cramps = {0};
  Store *store = open_store();
  ck_assert(store_episodes(store, night, night, see, &cramps, NULL));
  store_close(store);
  return cramps;
}

START_TEST(home__keeps_no_cramp__by_one_key) {
  await("Last night: how many cramps?");
  pty_type(pty, "0");
  await("Last night: no cramp.");
  pty_type(pty, "q");
  ck_assert_int_eq(pty_end(pty, MS_PER_S), 0);
  DiaryNight night = kept(last_night());
  ck_assert_int_eq(night.cramp_count, 0);
  diary_night_free(&night);
}
END_TEST

START_TEST(diary__keeps_two_cramps__and_a_correction) {
  await("Last night: how many cramps?");
  pty_type(pty, "2d");
  await("> Cramps                    2");
  pty_type(pty, "a");
  await("Which leg");
  pty_type(pty, "116");
  await("> no time  left, calf, severity 6");
  pty_type(pty, "\r");
  await("A cramp");
  pty_type(pty, "3:10\r");
  await("> 03:10  left, calf, severity 6");
  pty_type(pty, "a224");
  await("> no time  right, arch of the foot, severity 4");
  pty_type(pty, "\rd\r"); /* nothing in the form but a letter that is no time */
  await("must be a time such as 22:15");
  pty_type(pty, "\b1:30\r");
  await("> 01:30  right, arch of the foot, severity 4");
  pty_type(pty, "q");
  await("Last night: 2 cramps");
  pty_type(pty, "q");
  ck_assert_int_eq(pty_end(pty, MS_PER_S), 0);
  Cramps cramps = cramps_of(last_night());
  ck_assert_int_eq(cramps.count, 2);
  ck_assert_int_eq(cramps.at[0].side, SIDE_RIGHT);
  ck_assert_int_eq(cramps.at[0].muscle, MUSCLE_FOOT_ARCH);
  ck_assert_int_eq(cramps.at[0].severity, 4);
  ck_assert_int_eq(civil_of(cramps.at[1].onset).hour, 3);
  ck_assert_int_eq(cramps.at[1].severity, 6);
}
END_TEST

START_TEST(diary__excuses_a_night__and_says_why) {
  await("Last night: how many cramps?");
  pty_type(pty, "d");
  await("last night");
  pty_type(pty, "e");
  await("> Why none was due");
  pty_type(pty, "\rflu\r");
  await("> Why none was due          flu");
  pty_type(pty, "qq");
  ck_assert_int_eq(pty_end(pty, MS_PER_S), 0);
  DiaryNight night = kept(last_night());
  ck_assert(night.excused);
  ck_assert_str_eq(night.excused_reason, "flu");
  diary_night_free(&night);
}
END_TEST

START_TEST(diary__marks_a_night__that_is_filled_in_late) {
  await("Last night: how many cramps?");
  pty_type(pty, "d");
  await("last night");
  for (int i = 0; i < NIGHTS_BACK; i++) {
    pty_type(pty, "h");
  }
  await("marked as over a week late");
  pty_type(pty, "1");
  await("> Cramps                    1");
  await("over a week late");
  pty_type(pty, "qq");
  ck_assert_int_eq(pty_end(pty, MS_PER_S), 0);
  DiaryNight night = kept((Night){last_night().day - NIGHTS_BACK});
  ck_assert_int_eq(night.cramp_count, 1);
  ck_assert_int_eq(diary_night_lateness(&night, NIGHT_BOUNDARY_DEFAULT), ENTRY_VERY_LATE);
  diary_night_free(&night);
}
END_TEST

START_TEST(diary__keeps_half_a_note__when_the_terminal_goes) {
  await("Last night: how many cramps?");
  pty_type(pty, "d");
  await("last night");
  pty_type(pty, "jjjjjjjjj");
  await("> Note");
  pty_type(pty, "\r");
  await("Anything else about the night.");
  pty_type(pty, "It was so co");
  await("so co");
  kill(pty->child, SIGHUP);
  ck_assert_int_eq(pty_end(pty, MS_PER_S), 128 + SIGHUP);
  DiaryNight night = kept(last_night());
  ck_assert_str_eq(night.note, "It was so co");
  diary_night_free(&night);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("pty_diary");
  TCase *real = tcase_create("real");
  tcase_set_timeout(real, 30);
  tcase_add_checked_fixture(real, set_up, tear_down);
  tcase_add_test(real, home__keeps_no_cramp__by_one_key);
  tcase_add_test(real, diary__keeps_two_cramps__and_a_correction);
  tcase_add_test(real, diary__excuses_a_night__and_says_why);
  tcase_add_test(real, diary__marks_a_night__that_is_filled_in_late);
  tcase_add_test(real, diary__keeps_half_a_note__when_the_terminal_goes);
  suite_add_tcase(suite, real);
  return suite_run(suite);
}
