/* The record as the program keeps it: what is broken is mended before a session is written, the
 * person is told, the copy of the day is kept; and the clock on the wall may jump (FAULTS F9, F18).
 */
#include <check.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app_fixture.h"
#include "nightcalf/care.h"
#include "sql_number.h"
#include "suite.h"
#include "temp_folder.h"

static int64_t number(const char *sql) {
  return sql_number(app.paths.database, sql);
}

static void tick_for(Millis length) {
  Effect effect;
  for (Millis at = 0; at < length; at += second) {
    while (app_tick(&app, &effect)) {
    }
    app_flush(&app);
    turn(second);
  }
}

/* A session from its start to its end. */
static void live(void) {
  app_session_start(&app, load("legs"), 0);
  tick_for(45 * second);
  app_session_finish(&app, ENDED_END);
  app_lights_out(&app);
  app_session_drop(&app);
}

static void start_anew(void) {
  app_close(&app);
  open_app();
}

START_TEST(app_store__mends_what_is_broken__and_tells) {
  live();
  ck_assert_int_eq(app_status(&app), 0);
  start_anew();
  ck_assert_int_eq(truncate(app.paths.database, _i == 0 ? 0 : 40960), 0);
  live();
  ck_assert_int_eq(app_status(&app), 0);
  ck_assert(app.mended);
  char *text = app_mended_text(&app, false);
  ck_assert_ptr_nonnull(text);
  assert_holds(text, "Your history was damaged");
  assert_holds(text, ".broken-2026-11-21");
  assert_holds(text, "sound backup");
  free(text);
  start_anew(); /* the next start tells it too, until the person has chosen */
  char *backup = app_mended_backup(&app);
  ck_assert_ptr_nonnull(backup);
  MergeCounts counts;
  Error err = {{0}};
  ck_assert_msg(app_take_backup(&app, backup, &counts, &err), "%s", err.text);
  ck_assert_int_eq(number("SELECT count(*) FROM sessions"), 2);
  app_mended_seen(&app);
  ck_assert_ptr_null(app_mended_text(&app, true));
  free(backup);
}
END_TEST

START_TEST(next_session__is_kept__when_the_record_broke_under_the_last) {
  live();
  start_anew();
  app_session_start(&app, load("legs"), 0);
  tick_for(12 * second);
  /* Every page but the first: no statement finds what it knew. */
  struct stat info;
  ck_assert_int_eq(stat(app.paths.database, &info), 0);
  FILE *file = fopen(app.paths.database, "r+");
  fseek(file, 4096, SEEK_SET);
  for (long i = 4096; i < info.st_size; i++) {
    fputc(0xA5, file);
  }
  fclose(file);
  tick_for(33 * second);
  app_session_finish(&app, ENDED_END);
  app_session_drop(&app);
  start_anew();
  ck_assert(care_is_broken(app.paths.database, CARE_QUICK));
  live();
  ck_assert_int_eq(app_status(&app), 0);
  ck_assert(app.mended);
  ck_assert(!care_is_broken(app.paths.database, CARE_WHOLE));
}
END_TEST

START_TEST(app_keep_day__keeps_one_copy_a_night__of_what_was_written) {
  app_keep_day(&app);
  ck_assert_uint_eq(care_count_backups(app.paths.database), 0);
  live();
  ck_assert_uint_eq(care_count_backups(app.paths.database), 1);
  live();
  ck_assert_uint_eq(care_count_backups(app.paths.database), 1);
  turn(24 * hour);
  live();
  ck_assert_uint_eq(care_count_backups(app.paths.database), 2);
  start_anew(); /* looking writes nothing */
  turn(24 * hour);
  ck_assert_ptr_nonnull(app_store(&app, STORE_READ, NULL));
  app_keep_day(&app);
  ck_assert_uint_eq(care_count_backups(app.paths.database), 2);
}
END_TEST

/* Another program that writes, until it was told that it is waited for. */
static struct {
  sqlite3 *db;
  int begun, over;
} other;

static void hear_wait(void *context, bool waits) {
  ck_assert_ptr_eq(context, &other);
  if (waits) {
    other.begun++;
    ck_assert_int_eq(sqlite3_exec(other.db, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
  } else {
    other.over++;
  }
}

/* Whoever shows it now is told, also of a record that was opened before. */
START_TEST(app_flush__tells_that_it_waits__for_another_program) {
  live();
  app.waits = (StoreWait){hear_wait, &other};
  ck_assert_int_eq(sqlite3_open(app.paths.database, &other.db), SQLITE_OK);
  ck_assert_int_eq(sqlite3_exec(other.db, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
  if (_i == 1) {
    store_close(app.store);
    app.store = NULL;
  }
  app_session_start(&app, load("legs"), 0);
  app_flush(&app);
  ck_assert_int_eq(other.begun, 1);
  ck_assert_int_eq(other.over, 1);
  ck_assert_int_eq(app_status(&app), 0);
  ck_assert_int_eq(number("SELECT count(*) FROM sessions"), 2);
  sqlite3_close(other.db);
}
END_TEST

static void hear_wait_without_memory(void *context, bool waits) {
  hear_wait(context, waits);
  ask_for_too_much();
}

static void flush_beside_another(void) {
  ck_assert_int_eq(sqlite3_open(app.paths.database, &other.db), SQLITE_OK);
  ck_assert_int_eq(sqlite3_exec(other.db, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
  app_flush(&app);
}

/* SQLite is in the middle of something then, and must be left alone though it could be written. */
START_TEST(app_flush__ends_in_order__when_memory_runs_out_while_it_waits) {
  app_session_start(&app, load("legs"), 0);
  app_flush(&app);
  turn(3 * second);
  app.save_due = true;
  app.waits = (StoreWait){hear_wait_without_memory, &other};
  expect_out_of_memory(flush_beside_another);
  ck_assert_int_eq(number("SELECT open AND done_ms = 0 FROM sessions"), 1);
  app.waits = (StoreWait){0};
}
END_TEST

START_TEST(app_rights_text__tells__who_else_may_look) {
  ck_assert_ptr_null(app_rights_text(&app));
  live();
  ck_assert_ptr_null(app_rights_text(&app));
  ck_assert_int_eq(chmod(app.paths.database, 0644), 0);
  char *text = app_rights_text(&app);
  assert_holds(text, "chmod 600");
  free(text);
  struct stat info;
  ck_assert_int_eq(stat(app.paths.database, &info), 0);
  ck_assert_int_eq(info.st_mode & 0777, 0644); /* told, not changed */
}
END_TEST

/* By how much the clock on the wall jumps in the middle of a hold. */
static const int64_t jumps[] = {3600000,    -3600000,    86400000,        -86400000,
                                7200000000, -7200000000, 400000000000000, -1795300200000};

START_TEST(session__counts_the_same__when_the_clock_on_the_wall_jumps) {
  app_session_start(&app, load("legs"), 0);
  int32_t night = app.night.day;
  tick_for(5 * second);
  Moment before;
  Moment after;
  ck_assert(session_deadline(app.session, &before));
  turn_wall(jumps[_i]);
  ck_assert(session_deadline(app.session, &after));
  ck_assert_int_eq(moment_since(after, before), 0);
  tick_for(40 * second);
  app_session_finish(&app, ENDED_END);
  ck_assert_int_eq(app_status(&app), 0);
  ck_assert_int_eq(number("SELECT done_ms FROM sessions"), 40 * second);
  ck_assert_int_eq(number("SELECT count(*) FROM sessions WHERE ended_ms < started_ms"), 0);
  ck_assert_int_eq(number("SELECT outcome = 'completed' AND open = 0 FROM sessions"), 1);
  ck_assert_int_eq(number("SELECT julianday(night) - 2440587.5 FROM sessions"), night);
  app_session_drop(&app);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("app_record");
  TCase *record = tcase_create("record");
  tcase_add_checked_fixture(record, set_up, tear_down);
  tcase_add_loop_test(record, app_store__mends_what_is_broken__and_tells, 0, 2);
  tcase_add_test(record, next_session__is_kept__when_the_record_broke_under_the_last);
  tcase_add_test(record, app_keep_day__keeps_one_copy_a_night__of_what_was_written);
  tcase_add_loop_test(record, app_flush__tells_that_it_waits__for_another_program, 0, 2);
  tcase_add_test(record, app_flush__ends_in_order__when_memory_runs_out_while_it_waits);
  tcase_add_test(record, app_rights_text__tells__who_else_may_look);
  tcase_add_loop_test(record, session__counts_the_same__when_the_clock_on_the_wall_jumps, 0,
                      sizeof jumps / sizeof jumps[0]);
  suite_add_tcase(suite, record);
  return suite_run(suite);
}
