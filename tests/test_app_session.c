/* A session's way into the record, and back out of it when it was broken off. */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app_fixture.h"
#include "suite.h"
#include "temp_folder.h"

/* As if the program had been killed: nothing more is written. */
static void crash_app(void) {
  app.save_due = false;
  app_close(&app);
}

/* All effects that are due, thrown away; then what a face does after drawing. */
static void run_on(void) {
  Effect effect;
  while (app_tick(&app, &effect)) {
  }
  app_flush(&app);
}

/* What the record says about the one session in it. */
typedef struct Kept {
  size_t count;
  bool open;
  EndedBy ended_by;
  Outcome outcome;
  Millis done, left, right;
  Night night;
  char uuid[37];
} Kept;

static bool look_at(void *context, const SessionRow *row) {
  Kept *kept = context;
  kept->count++;
  kept->open = row->open;
  kept->ended_by = row->ended_by;
  kept->outcome = row->outcome;
  kept->done = row->done;
  kept->left = row->steps[0].record.left;
  kept->right = row->steps[0].record.right;
  kept->night = row->night;
  memcpy(kept->uuid, row->uuid, sizeof kept->uuid);
  return true;
}

static Kept kept(void) {
  Kept found = {0};
  Store *store = NULL;
  Error err = {{0}};
  HistoryFilter all = {0};
  ck_assert_msg(store_open(app.paths.database, STORE_READ, &store, &err), "%s", err.text);
  ck_assert_msg(store_sessions(store, &all, look_at, &found, &err), "%s", err.text);
  store_close(store);
  return found;
}

/* A session that broke off 15 s in: the left leg done, the right one half. */
static void break_off(void) {
  app_session_start(&app, load("legs"), 0);
  run_on();
  turn(10 * second);
  run_on();
  turn(5 * second);
  app.save_due = true;
  run_on();
  crash_app();
  open_app();
}

START_TEST(app_session_start__keeps__an_open_row_as_soon_as_the_first_beat_is_shown) {
  app_session_start(&app, load("legs"), 0);
  run_on();
  Kept row = kept();
  ck_assert_uint_eq(row.count, 1);
  ck_assert(row.open);
  ck_assert_int_eq(row.ended_by, ENDED_CRASH);
  ck_assert_int_eq(row.night.day, app_tonight(&app).day);
}
END_TEST

START_TEST(app_session_start__lets_the_worse_side_lead__as_the_settings_say) {
  app.settings.worse_side = SIDE_RIGHT;
  app_session_start(&app, load("legs"), 0);
  run_on();
  ck_assert_int_eq(session_beat(app.session)->side, SIDE_RIGHT);
}
END_TEST

START_TEST(app_session_start__begins__at_the_step_asked_for) {
  app_session_start(&app, load("legs"), 1);
  run_on();
  ck_assert_int_eq(session_step(app.session), 1);
}
END_TEST

START_TEST(app_flush__keeps__each_beat_and_the_end) {
  app_session_start(&app, load("legs"), 0);
  run_on();
  turn(10 * second);
  run_on();
  Kept half = kept();
  ck_assert_int_eq(half.left, 10 * second);
  ck_assert_int_eq(half.right, 0);
  ck_assert(half.open);
  turn(30 * second);
  run_on();
  Kept whole = kept();
  ck_assert_int_eq(whole.done, 40 * second);
  ck_assert_int_eq(whole.right, 10 * second);
  ck_assert(!whole.open);
  ck_assert_int_eq(whole.ended_by, ENDED_END);
  ck_assert_int_eq(whole.outcome, OUTCOME_COMPLETED);
  ck_assert_int_eq(app_status(&app), 0);
}
END_TEST

START_TEST(app_session_finish__closes__what_the_user_leaves) {
  app_session_start(&app, load("legs"), 0);
  run_on();
  turn(4 * second);
  app_session_finish(&app, ENDED_USER);
  Kept row = kept();
  ck_assert(!row.open);
  ck_assert_int_eq(row.ended_by, ENDED_USER);
  ck_assert_int_eq(row.outcome, OUTCOME_PARTIAL);
  ck_assert_int_eq(row.done, 4 * second);
  ck_assert_ptr_nonnull(app.session);
}
END_TEST

START_TEST(app_session_finish__leaves_open__what_a_hang_up_ends) {
  app_session_start(&app, load("legs"), 0);
  run_on();
  turn(25 * second);
  app_session_finish(&app, ENDED_HANGUP);
  Kept row = kept();
  ck_assert(row.open);
  ck_assert_int_eq(row.ended_by, ENDED_HANGUP);
  app_session_drop(&app);
  SessionRow found = {0};
  ck_assert(app_find_broken_off(&app, &found));
  ck_assert_int_eq(found.step, 1);
  session_row_free(&found);
}
END_TEST

START_TEST(app_session_set_aside__leaves_open__what_the_user_ends) {
  app_session_start(&app, load("legs"), 0);
  run_on();
  turn(25 * second);
  app_session_set_aside(&app);
  Kept row = kept();
  ck_assert(row.open);
  ck_assert_int_eq(row.ended_by, ENDED_USER);
  app_session_drop(&app);
  ck_assert(!app.set_aside);
  SessionRow found = {0};
  ck_assert(app_find_broken_off(&app, &found));
  ck_assert_int_eq(found.step, 1);
  session_row_free(&found);
}
END_TEST

START_TEST(app_session_set_aside__changes_nothing__where_nothing_runs) {
  app_session_set_aside(&app);
  ck_assert(!app.set_aside);
  app_session_start(&app, load("legs"), 0);
  run_on();
  app_session_finish(&app, ENDED_USER);
  app_session_set_aside(&app);
  ck_assert(!kept().open);
}
END_TEST

START_TEST(app_find_broken_off__finds_nothing__without_a_record) {
  SessionRow row = {0};
  ck_assert(!app_find_broken_off(&app, &row));
  ck_assert_int_ne(access(app.paths.database, F_OK), 0);
  ck_assert_int_eq(app.lock, -1);
}
END_TEST

START_TEST(app_find_broken_off__gives__the_session_that_was_killed) {
  break_off();
  SessionRow row = {0};
  ck_assert(app_find_broken_off(&app, &row));
  ck_assert_str_eq(row.routine, "legs");
  ck_assert_int_eq(row.step, 0);
  ck_assert_int_eq(row.steps[0].record.right, 5 * second);
  ck_assert_ptr_nonnull(row.snapshot);
  session_row_free(&row);
}
END_TEST

START_TEST(app_find_broken_off__finds_nothing__while_another_program_runs_it) {
  break_off();
  int lock = lock_take(app.paths.lock, NULL);
  ck_assert_int_ge(lock, 0);
  SessionRow row = {0};
  ck_assert(!app_find_broken_off(&app, &row));
  close(lock);
  ck_assert(app_find_broken_off(&app, &row));
  session_row_free(&row);
}
END_TEST

START_TEST(app_find_broken_off__closes__one_of_an_earlier_night) {
  break_off();
  turn(24 * hour);
  SessionRow row = {0};
  ck_assert(!app_find_broken_off(&app, &row));
  Kept closed = kept();
  ck_assert(!closed.open);
  ck_assert_int_eq(closed.done, 15 * second);
  ck_assert_int_eq(app.lock, -1);
}
END_TEST

START_TEST(app_session_resume__goes_on__with_the_same_row_and_what_was_done) {
  break_off();
  SessionRow row = {0};
  ck_assert(app_find_broken_off(&app, &row));
  Kept before = kept();
  Error err = {{0}};
  turn(600 * second);
  ck_assert_msg(app_session_resume(&app, &row, &err), "%s", err.text);
  session_row_free(&row);
  ck_assert_int_eq(session_state(app.session), SESSION_LEAD_IN);
  ck_assert_str_eq(app.routine->id, "legs");
  run_on();
  turn(43 * second); /* the lead-in, then both steps whole */
  run_on();
  Kept after = kept();
  ck_assert_uint_eq(after.count, 1);
  ck_assert_str_eq(after.uuid, before.uuid);
  ck_assert_int_eq(after.left, 20 * second);
  ck_assert_int_eq(after.right, 15 * second);
  ck_assert_int_eq(after.ended_by, ENDED_END);
  ck_assert(!after.open);
}
END_TEST

START_TEST(app_session_resume__closes__a_row_whose_snapshot_is_unreadable) {
  break_off();
  SessionRow row = {0};
  Error err = {{0}};
  ck_assert(app_find_broken_off(&app, &row));
  row.snapshot[0] = '(';
  ck_assert(!app_session_resume(&app, &row, &err));
  session_row_free(&row);
  ck_assert_ptr_nonnull(strstr(err.text, "Legs"));
  ck_assert(!kept().open);
  ck_assert_ptr_null(app.session);
}
END_TEST

START_TEST(app_session_resume__goes_on__when_a_routine_it_names_was_removed) {
  app_session_start(&app, load("ask"), 0);
  run_on();
  crash_app();
  char *named = temp_folder_path("routines/legs.cfg");
  ck_assert_int_eq(unlink(named), 0);
  free(named);
  open_app();
  SessionRow row = {0};
  Error err = {{0}};
  ck_assert(app_find_broken_off(&app, &row));
  ck_assert_msg(app_session_resume(&app, &row, &err), "%s", err.text);
  session_row_free(&row);
  ck_assert_str_eq(app.routine->id, "ask");
}
END_TEST

START_TEST(app_session_close_row__keeps__what_was_done) {
  break_off();
  SessionRow row = {0};
  Error err = {{0}};
  ck_assert(app_find_broken_off(&app, &row));
  ck_assert_msg(app_session_close_row(&app, &row, &err), "%s", err.text);
  session_row_free(&row);
  Kept closed = kept();
  ck_assert(!closed.open);
  ck_assert_int_eq(closed.done, 15 * second);
  ck_assert_int_eq(closed.left, 10 * second);
  ck_assert_int_eq(app.lock, -1);
  ck_assert(!app_find_broken_off(&app, &row));
}
END_TEST

START_TEST(session__is_kept_up_to_that_moment__when_memory_runs_out) {
  app_session_start(&app, load("legs"), 0);
  if (_i == 1) { /* not even begun in the record yet */
    turn(3 * second);
  } else {
    run_on();
    turn(3 * second);
  }
  expect_out_of_memory(ask_for_too_much);
  Kept row = kept();
  ck_assert_uint_eq(row.count, 1);
  ck_assert(row.open);
  ck_assert_int_eq(row.done, 3 * second);
  ck_assert_int_eq(row.left, 3 * second);
}
END_TEST

START_TEST(session__is_not_kept__when_memory_runs_out_and_it_was_not_to_be) {
  app.keeps_nothing = _i == 0;
  app_session_start(&app, load("legs"), 0);
  run_on();
  if (_i == 1) {
    app_session_discard(&app);
  } else if (_i == 2) {
    app_session_drop(&app);
    app.session_id = 0;
  }
  turn(3 * second);
  expect_out_of_memory(ask_for_too_much);
  if (_i == 0) {
    ck_assert_int_ne(access(app.paths.database, F_OK), 0);
  } else {
    ck_assert_uint_eq(kept().count, _i == 1 ? 0 : 1);
    ck_assert_int_eq(kept().done, 0);
  }
}
END_TEST

START_TEST(app_session_discard__leaves__nothing_in_the_record) {
  app_session_start(&app, load("legs"), 0);
  run_on();
  turn(10 * second);
  run_on();
  app_session_discard(&app);
  run_on();
  app_session_finish(&app, ENDED_USER);
  ck_assert_uint_eq(kept().count, 0);
  ck_assert_int_eq(app_status(&app), 0);
}
END_TEST

/* The data folder's place is taken by a file. */
static void block_data(void) {
  temp_folder_write("nightcalf", "in the way");
}

static void unblock_data(void) {
  char *path = temp_folder_path("nightcalf");
  unlink(path);
  free(path);
}

START_TEST(app_session_start__runs_all_the_same__when_nothing_can_be_kept) {
  block_data();
  app_session_start(&app, load("legs"), 0);
  run_on();
  ck_assert_str_ne(app.kept_error.text, "");
  turn(40 * second);
  run_on();
  ck_assert_int_eq(session_state(app.session), SESSION_ENDED);
  ck_assert_int_eq(app_status(&app), 3);
  app_session_drop(&app);
  ck_assert_int_eq(app_status(&app), 3);
}
END_TEST

START_TEST(app_flush__tries_again__two_seconds_after_a_failure) {
  block_data();
  app_session_start(&app, load("legs"), 0);
  run_on();
  unblock_data();
  run_on();
  ck_assert_str_ne(app.kept_error.text, "");
  Moment deadline;
  ck_assert(app_deadline(&app, &deadline));
  ck_assert_int_eq(moment_since(deadline, hands_moment()), 2 * second);
  turn(2 * second);
  run_on();
  ck_assert_str_eq(app.kept_error.text, "");
  ck_assert_int_eq(app_status(&app), 0);
  Kept row = kept();
  ck_assert_uint_eq(row.count, 1);
  ck_assert_int_eq(row.done, 2 * second);
}
END_TEST

START_TEST(app_status__stays_3__when_a_later_session_is_kept) {
  block_data();
  app_session_start(&app, load("legs"), 0);
  app_session_finish(&app, ENDED_USER);
  unblock_data();
  app_session_start(&app, load("legs"), 0);
  app_session_finish(&app, ENDED_USER);
  ck_assert_str_eq(app.kept_error.text, "");
  ck_assert_int_eq(app_status(&app), 3);
}
END_TEST

START_TEST(app_tick__remembers__the_card_of_a_choice) {
  app_session_start(&app, load("ask"), 0);
  run_on();
  ck_assert(session_choose(app.session, 0, hands_moment()));
  run_on();
  ck_assert_str_eq(app.card, "red-flags");
  ck_assert_int_eq(kept().ended_by, ENDED_RED_FLAG);
}
END_TEST

START_TEST(app_tick__remembers__the_routine_to_go_on_with) {
  app_session_start(&app, load("ask"), 0);
  run_on();
  ck_assert(session_choose(app.session, 1, hands_moment()));
  run_on();
  app_session_drop(&app);
  ck_assert_str_eq(app.next_routine, "legs");
  app_session_start(&app, load(app.next_routine), 0);
  ck_assert_ptr_null(app.next_routine);
}
END_TEST

START_TEST(app_deadline__is_none__without_a_session) {
  Moment deadline;
  ck_assert(!app_deadline(&app, &deadline));
}
END_TEST

static Suite *make_suite(void) {
  Suite *suite = suite_create("app session");
  TCase *keeping = tcase_create("keeping");
  tcase_add_checked_fixture(keeping, set_up, tear_down);
  tcase_add_test(keeping, app_session_start__keeps__an_open_row_as_soon_as_the_first_beat_is_shown);
  tcase_add_test(keeping, app_session_start__lets_the_worse_side_lead__as_the_settings_say);
  tcase_add_test(keeping, app_session_start__begins__at_the_step_asked_for);
  tcase_add_test(keeping, app_flush__keeps__each_beat_and_the_end);
  tcase_add_test(keeping, app_session_finish__closes__what_the_user_leaves);
  tcase_add_test(keeping, app_session_finish__leaves_open__what_a_hang_up_ends);
  tcase_add_test(keeping, app_session_set_aside__leaves_open__what_the_user_ends);
  tcase_add_test(keeping, app_session_set_aside__changes_nothing__where_nothing_runs);
  tcase_add_test(keeping, app_session_discard__leaves__nothing_in_the_record);
  tcase_add_loop_test(keeping, session__is_kept_up_to_that_moment__when_memory_runs_out, 0, 2);
  tcase_add_loop_test(keeping, session__is_not_kept__when_memory_runs_out_and_it_was_not_to_be, 0,
                      3);
  tcase_add_test(keeping, app_session_start__runs_all_the_same__when_nothing_can_be_kept);
  tcase_add_test(keeping, app_flush__tries_again__two_seconds_after_a_failure);
  tcase_add_test(keeping, app_status__stays_3__when_a_later_session_is_kept);
  tcase_add_test(keeping, app_tick__remembers__the_card_of_a_choice);
  tcase_add_test(keeping, app_tick__remembers__the_routine_to_go_on_with);
  tcase_add_test(keeping, app_deadline__is_none__without_a_session);
  suite_add_tcase(suite, keeping);
  TCase *resuming = tcase_create("resuming");
  tcase_add_checked_fixture(resuming, set_up, tear_down);
  tcase_add_test(resuming, app_find_broken_off__finds_nothing__without_a_record);
  tcase_add_test(resuming, app_find_broken_off__gives__the_session_that_was_killed);
  tcase_add_test(resuming, app_find_broken_off__finds_nothing__while_another_program_runs_it);
  tcase_add_test(resuming, app_find_broken_off__closes__one_of_an_earlier_night);
  tcase_add_test(resuming, app_session_resume__goes_on__with_the_same_row_and_what_was_done);
  tcase_add_test(resuming, app_session_resume__closes__a_row_whose_snapshot_is_unreadable);
  tcase_add_test(resuming, app_session_resume__goes_on__when_a_routine_it_names_was_removed);
  tcase_add_test(resuming, app_session_close_row__keeps__what_was_done);
  suite_add_tcase(suite, resuming);
  return suite;
}

int main(void) {
  return suite_run(make_suite());
}
