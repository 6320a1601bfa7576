/* A cramp right now: kept from its first second, timed until it has eased, filled in by the form of
 * its routine; with a clock turned by hand. */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app_fixture.h"
#include "suite.h"
#include "temp_folder.h"

enum { EPISODES_MAX = 4 };

static const char relief[] =
    "format = 1; title = \"Relief\"; instant = true; night = true; setup = 0;\n"
    "steps = (\n"
    "  { id = \"toes-up\"; kind = \"timed\"; title = \"Toes up\"; duration = 30; },\n"
    "  { id = \"easing\"; kind = \"prompt\"; title = \"Is it easing?\";\n"
    "    choices = ( { label = \"Still tight\"; }, { label = \"Easing\"; go = \"rub-up\"; } ); },\n"
    "  { id = \"stand\"; kind = \"timed\"; title = \"Stand\"; duration = 20; },\n"
    "  { id = \"rub-up\"; kind = \"timed\"; title = \"Rub\"; duration = 20; },\n"
    "  { id = \"log\"; kind = \"journal\"; title = \"Log\"; form = \"episode\"; },\n"
    "  { id = \"settle\"; kind = \"timed\"; title = \"Settle\"; duration = 20; }\n"
    ");\n";

enum { STEP_TOES, STEP_EASING, STEP_STAND, STEP_RUB, STEP_LOG };

static void set_up_cramp(void) {
  set_up();
  temp_folder_write("routines/cramp-now.cfg", relief);
  app_close(&app);
  open_app();
}

/* What the record holds. */
static Episode episodes[EPISODES_MAX];
static int episode_count;

static bool note(void *context, const Episode *episode) {
  (void)context;
  episodes[episode_count++] = *episode;
  return true;
}

/* Reads the record as another program would; the only cramp in it, or one with no id. */
static Episode kept(void) {
  Store *store = NULL;
  Error err = {{0}};
  Night tonight = app_tonight(&app);
  episode_count = 0;
  ck_assert_msg(store_open(app.paths.database, STORE_READ, &store, &err), "%s", err.text);
  ck_assert(store_episodes(store, (Night){tonight.day - 2}, tonight, note, NULL, &err));
  store_close(store);
  ck_assert_int_le(episode_count, 1);
  return episode_count == 1 ? episodes[0] : (Episode){0};
}

/* What a face does: all that is due, drawn, then written. */
static void run_on(void) {
  Effect effect;
  while (app_tick(&app, &effect)) {
  }
  app_flush(&app);
}

static void begin(void) {
  Routine *routine = app_load_cramp(&app);
  ck_assert_ptr_nonnull(routine);
  app_cramp_begin(&app);
  app_session_start(&app, routine, 0);
}

static Millis elapsed(void) {
  Millis found = -1;
  ck_assert(app_cramp_elapsed(&app, &found));
  return found;
}

START_TEST(cramp__touches_no_record__before_the_first_flush) {
  begin();
  Effect effect;
  while (app_tick(&app, &effect)) {
  }
  ck_assert_ptr_null(app.store);
  ck_assert_int_ne(access(app.paths.database, F_OK), 0);
  app_flush(&app);
  Episode episode = kept();
  ck_assert_int_gt(episode.id, 0);
  ck_assert_int_eq(episode.session, app.session_id);
  ck_assert_int_gt(episode.session, 0);
  ck_assert_int_eq(episode.onset.utc_ms, app.started.utc_ms);
  ck_assert_int_eq(episode.night.day, app_tonight(&app).day);
  ck_assert_int_eq(episode.duration, 0);
  ck_assert(!episode.eased);
  ck_assert_int_eq(app_status(&app), 0);
}
END_TEST

START_TEST(cramp__is_written_again__with_each_save) {
  begin();
  run_on();
  turn(10 * second);
  run_on();
  Episode episode = kept();
  ck_assert_int_eq(episode.duration, 10 * second);
  ck_assert(!episode.eased);
  ck_assert_int_eq(elapsed(), 10 * second);
}
END_TEST

/* What is said of it in the diary while its session runs stays, and so does its removal. */
START_TEST(cramp__leaves_alone__what_the_diary_has_of_it) {
  begin();
  run_on();
  app_cramp_eased(&app);
  run_on();
  Episode corrected = kept();
  corrected.severity = 7;
  corrected.trigger = TRIGGER_TURNING;
  corrected.duration = 90 * second;
  WallTime now = {.utc_ms = app.started.utc_ms + 60 * second};
  ck_assert(store_episode_correct(app.store, &corrected, now, NULL));
  app_cramp_set(&app, SIDE_LEFT, MUSCLE_UNKNOWN, -1);
  app.save_due = true;
  run_on();
  Episode episode = kept();
  ck_assert_int_eq(episode.side, SIDE_LEFT);
  ck_assert_int_eq(episode.severity, 7);
  ck_assert_int_eq(episode.trigger, TRIGGER_TURNING);
  ck_assert_int_eq(episode.duration, 90 * second);
  ck_assert_int_eq(episode.onset_precision, ONSET_EXACT);
  ck_assert(store_episode_delete(app.store, episode.id, now, NULL));
  app.save_due = true;
  turn(10 * second);
  run_on();
  episode_count = 0;
  ck_assert(store_episodes(app.store, app.night, app.night, note, NULL, NULL));
  ck_assert_int_eq(episode_count, 0);
  ck_assert_int_eq(app_status(&app), 0);
}
END_TEST

START_TEST(cramp_eased__fixes_the_duration__and_goes_on_behind) {
  begin();
  run_on();
  turn(12 * second);
  app_cramp_eased(&app);
  run_on();
  ck_assert_int_eq(session_step(app.session), STEP_RUB);
  turn(5 * second);
  ck_assert_int_eq(elapsed(), 12 * second);
  run_on();
  Episode episode = kept();
  ck_assert_int_eq(episode.duration, 12 * second);
  ck_assert(episode.eased);
  /* Again, and where the step is behind us, it moves nothing. */
  app_cramp_eased(&app);
  ck_assert_int_eq(session_step(app.session), STEP_RUB);
  ck_assert_int_eq(elapsed(), 12 * second);
}
END_TEST

START_TEST(cramp_eased__stays__where_the_step_has_been_reached) {
  begin();
  run_on();
  ck_assert(session_go(app.session, STEP_LOG, hands_moment()));
  app_cramp_eased(&app);
  ck_assert_int_eq(session_step(app.session), STEP_LOG);
}
END_TEST

START_TEST(cramp_eased__goes_on__out_of_a_pause) {
  begin();
  run_on();
  ck_assert(session_act(app.session, ACT_PAUSE, hands_moment()));
  app_cramp_eased(&app);
  ck_assert_int_eq(session_state(app.session), SESSION_LEAD_IN);
  ck_assert_int_eq(session_step(app.session), STEP_RUB);
}
END_TEST

START_TEST(cramp_eased__leads_to_the_next_step__without_a_prompt) {
  app_cramp_begin(&app);
  app_session_start(&app, load("legs"), 0);
  run_on();
  app_cramp_eased(&app);
  ck_assert_int_eq(session_step(app.session), 1);
  app_cramp_eased(&app);
  ck_assert_int_eq(session_step(app.session), 1);
}
END_TEST

START_TEST(cramp__has_eased__when_the_prompt_is_answered_so) {
  begin();
  run_on();
  turn(30 * second);
  run_on();
  ck_assert_int_eq(session_step(app.session), STEP_EASING);
  ck_assert(session_choose(app.session, (size_t)_i, hands_moment()));
  run_on();
  ck_assert_int_eq(session_step(app.session), _i == 0 ? STEP_STAND : STEP_RUB);
  ck_assert_int_eq(kept().eased, _i == 1);
}
END_TEST

START_TEST(cramp_set__changes__what_is_given_alone) {
  begin();
  app_cramp_set(&app, SIDE_NONE, MUSCLE_CALF, -1);
  app_cramp_set(&app, SIDE_LEFT, MUSCLE_UNKNOWN, 6);
  run_on();
  Episode episode = kept();
  ck_assert_int_eq(episode.side, SIDE_LEFT);
  ck_assert_int_eq(episode.muscle, MUSCLE_CALF);
  ck_assert_int_eq(episode.severity, 6);
  app_cramp_set(&app, SIDE_NONE, MUSCLE_UNKNOWN, 0);
  app_flush(&app);
  ck_assert_int_eq(kept().severity, 0);
}
END_TEST

START_TEST(cramp__nudges__by_half_a_minute) {
  begin();
  run_on();
  ck_assert(session_act(app.session, ACT_MORE, hands_moment()));
  ck_assert_int_eq(session_remaining(app.session, hands_moment()), 60 * second);
}
END_TEST

/* Goes to the form and answers it. */
static void fill_in(const char *const texts[EPISODE_FIELD_COUNT]) {
  ck_assert(session_go(app.session, STEP_LOG, hands_moment()));
  run_on();
  ck_assert(session_write_journal(app.session, texts, hands_moment()));
  run_on();
}

START_TEST(cramp_form__fills_in__the_cramp_that_runs) {
  begin();
  run_on();
  turn(130 * second);
  char *minutes = app_cramp_prefill(&app, EPISODE_MINUTES);
  char *onset = app_cramp_prefill(&app, EPISODE_ONSET);
  ck_assert_str_eq(minutes, "2");
  ck_assert_str_eq(onset, "22:30");
  ck_assert_ptr_null(app_cramp_prefill(&app, EPISODE_SIDE));
  ck_assert_ptr_null(app_cramp_prefill(&app, EPISODE_MUSCLE));
  ck_assert_ptr_null(app_cramp_prefill(&app, EPISODE_SEVERITY));
  ck_assert_ptr_null(app_cramp_prefill(&app, EPISODE_FIELD_COUNT));
  fill_in((const char *const[]){onset, "L", "foot", "7/10", minutes});
  Episode episode = kept();
  ck_assert_int_eq(episode.side, SIDE_LEFT);
  ck_assert_int_eq(episode.muscle, MUSCLE_FOOT_ARCH);
  ck_assert_int_eq(episode.severity, 7);
  /* What was filled in stands for the exact value behind it. */
  ck_assert_int_eq(episode.duration, 130 * second);
  ck_assert_int_eq(episode.onset.utc_ms, app.started.utc_ms);
  ck_assert(episode.eased);
  size_t count = 0;
  (void)session_answers(app.session, &count);
  ck_assert_uint_eq(count, EPISODE_FIELD_COUNT);
  free(minutes);
  free(onset);
}
END_TEST

START_TEST(cramp_form__leaves__what_cannot_be_read) {
  begin();
  app_cramp_set(&app, SIDE_RIGHT, MUSCLE_CALF, 5);
  run_on();
  turn(10 * second);
  fill_in((const char *const[]){"late", "the other", "elbow", "awful", "ages"});
  Episode episode = kept();
  ck_assert_int_eq(episode.side, SIDE_RIGHT);
  ck_assert_int_eq(episode.muscle, MUSCLE_CALF);
  ck_assert_int_eq(episode.severity, 5);
  ck_assert_int_eq(episode.onset.utc_ms, app.started.utc_ms);
  ck_assert(!episode.eased);
  char *side = app_cramp_prefill(&app, EPISODE_SIDE);
  char *muscle = app_cramp_prefill(&app, EPISODE_MUSCLE);
  char *severity = app_cramp_prefill(&app, EPISODE_SEVERITY);
  ck_assert_str_eq(side, "right");
  ck_assert_str_eq(muscle, "calf");
  ck_assert_str_eq(severity, "5");
  free(side);
  free(muscle);
  free(severity);
}
END_TEST

START_TEST(cramp_form__makes_a_cramp__in_a_session_without_one) {
  app_session_start(&app, load("cramp-now"), 0);
  run_on();
  Millis none = 0;
  ck_assert(!app_cramp_elapsed(&app, &none));
  ck_assert_ptr_null(app_cramp_prefill(&app, EPISODE_ONSET));
  app_cramp_eased(&app);
  app_cramp_set(&app, SIDE_LEFT, MUSCLE_CALF, 3);
  ck_assert_int_eq(kept().id, 0);
  fill_in((const char *const[]){"11:50", "both", "", NULL, "4"});
  Episode episode = kept();
  ck_assert_int_eq(episode.session, app.session_id);
  ck_assert_int_eq(episode.side, SIDE_BOTH);
  ck_assert_int_eq(episode.muscle, MUSCLE_UNKNOWN);
  ck_assert_int_eq(episode.severity, -1);
  ck_assert_int_eq(episode.duration, 240 * second);
  ck_assert(episode.eased);
  /* Before noon: the night before. */
  ck_assert_int_eq(episode.night.day, app_tonight(&app).day - 1);
  ck_assert_int_eq(app.started.utc_ms - episode.onset.utc_ms, 10 * hour + 2400 * second);
}
END_TEST

START_TEST(cramp_form__makes_none__when_nothing_was_filled_in) {
  app_session_start(&app, load("cramp-now"), 0);
  run_on();
  fill_in((const char *const[]){"", "", "", "", ""});
  ck_assert_int_eq(kept().id, 0);
}
END_TEST

START_TEST(cramp_form__writes_no_second_one__after_a_crash) {
  app_session_start(&app, load("cramp-now"), 0);
  run_on();
  fill_in((const char *const[]){"", "left", "", "", ""});
  Episode first = kept();
  app_close(&app);
  open_app();
  SessionRow row = {0};
  Error err = {{0}};
  ck_assert(app_find_broken_off(&app, &row));
  ck_assert_msg(app_session_resume(&app, &row, &err), "%s", err.text);
  session_row_free(&row);
  run_on();
  fill_in((const char *const[]){"", "", "calf", "", ""});
  Episode after = kept();
  ck_assert_int_eq(after.id, first.id);
  ck_assert_int_eq(after.side, SIDE_LEFT);
  ck_assert_int_eq(after.muscle, MUSCLE_CALF);
}
END_TEST

START_TEST(cramp__ends_with_its_session__but_is_not_eased) {
  begin();
  run_on();
  turn(12 * second);
  app_session_finish(&app, ENDED_USER);
  turn(50 * second);
  ck_assert_int_eq(elapsed(), 12 * second);
  Episode episode = kept();
  ck_assert_int_eq(episode.duration, 12 * second);
  ck_assert(!episode.eased);
  app_session_drop(&app);
  ck_assert(!app.cramp.on);
}
END_TEST

START_TEST(cramp__stays__when_its_session_is_discarded) {
  begin();
  if (_i == 1) {
    run_on(); /* kept before; else it is now */
  }
  turn(12 * second);
  app_session_discard(&app);
  Episode episode = kept();
  ck_assert_int_gt(episode.id, 0);
  ck_assert_int_eq(episode.session, 0);
  ck_assert_int_eq(episode.duration, 12 * second);
  ck_assert_int_eq(app_status(&app), 0);
}
END_TEST

START_TEST(cramp__is_begun__over_a_session_that_runs) {
  app_session_start(&app, load("legs"), 0);
  run_on();
  app_session_finish(&app, ENDED_USER);
  begin();
  run_on();
  Episode episode = kept();
  ck_assert_int_gt(episode.id, 0);
  ck_assert_int_eq(episode.session, app.session_id);
  ck_assert_str_eq(app.routine->title, "Relief");
}
END_TEST

START_TEST(cramp__is_kept__without_a_session) {
  app_cramp_begin(&app);
  app_flush(&app);
  ck_assert_int_gt(kept().id, 0);
  ck_assert_int_eq(kept().session, 0);
  turn(second);
  app_cramp_eased(&app);
  app_flush(&app);
  ck_assert_int_eq(kept().duration, second);
}
END_TEST

START_TEST(cramp__goes_on__when_nothing_can_be_kept) {
  char *in_the_way = temp_folder_path("nightcalf");
  temp_folder_write("nightcalf", "no folder");
  begin();
  run_on();
  ck_assert_str_ne(app.kept_error.text, "");
  ck_assert_int_eq(app_status(&app), 3);
  ck_assert_int_eq(session_state(app.session), SESSION_RUNNING);
  turn(3 * second);
  ck_assert_int_eq(elapsed(), 3 * second);
  unlink(in_the_way);
  run_on();
  ck_assert_str_eq(app.kept_error.text, "");
  Episode episode = kept();
  ck_assert_int_eq(episode.duration, 3 * second);
  ck_assert_int_eq(episode.onset.utc_ms, app.started.utc_ms);
  ck_assert_int_eq(app_status(&app), 0);
  free(in_the_way);
}
END_TEST

/* The shipped routines in a folder of the test's own, and one of the user's. */
static void use_folders(const char *own, const char *shipped) {
  app_close(&app);
  unsetenv("NIGHTCALF_ROUTINES");
  static const char *const folders[] = {"nightcalf", "nightcalf/routines", "shipped"};
  for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
    char *path = temp_folder_path(folders[i]);
    mkdir(path, 0700);
    free(path);
  }
  temp_folder_write("nightcalf/routines/cramp-now.cfg", own);
  temp_folder_write("shipped/cramp-now.cfg", shipped);
  open_app();
  free(app.paths.shipped);
  app.paths.shipped = temp_folder_path("shipped");
  library_free(&app.library);
  library_open(&app.library, NULL, app.paths.own, app.paths.shipped);
}

static const char own[] = "format = 1; title = \"Mine\"; steps = ( { kind = \"timed\"; title = "
                          "\"Mine\"; duration = 1; } );\n";
static const char borrowing[] =
    "format = 1; title = \"Theirs\"; steps = ( { use = \"calm\"; } );\n";

START_TEST(load_cramp__prefers__the_users_own) {
  use_folders(own, relief);
  Routine *routine = app_load_cramp(&app);
  ck_assert_str_eq(routine->title, "Mine");
  ck_assert_uint_eq(app.cramp_findings.errors, 0);
  routine_free(routine);
}
END_TEST

START_TEST(load_cramp__takes_the_shipped_one__when_that_is_broken) {
  use_folders("title = 5;\n", relief);
  Routine *routine = app_load_cramp(&app);
  ck_assert_str_eq(routine->title, "Relief");
  ck_assert_uint_gt(app.cramp_findings.errors, 0);
  ck_assert_ptr_nonnull(strstr(app.cramp_findings.items[0].file, "nightcalf/routines"));
  routine_free(routine);
}
END_TEST

START_TEST(load_cramp__needs_nothing_of_the_users__for_the_shipped_one) {
  use_folders("title = 5;\n", borrowing);
  temp_folder_write("shipped/calm.cfg", own);
  temp_folder_write("nightcalf/routines/calm.cfg", "title = 5;\n");
  library_free(&app.library);
  library_open(&app.library, NULL, app.paths.own, app.paths.shipped);
  Routine *routine = app_load_cramp(&app);
  ck_assert_ptr_nonnull(routine);
  ck_assert_str_eq(routine->title, "Theirs");
  routine_free(routine);
}
END_TEST

START_TEST(load_cramp__gives_none__where_none_can_be_read) {
  use_folders("title = 5;\n", "title = 6;\n");
  ck_assert_ptr_null(app_load_cramp(&app));
  ck_assert_uint_gt(app.cramp_findings.errors, 1);
}
END_TEST

static Suite *make_suite(void) {
  Suite *suite = suite_create("app_cramp");
  TCase *tests = tcase_create("cramp");
  tcase_add_checked_fixture(tests, set_up_cramp, tear_down);
  tcase_add_test(tests, cramp__touches_no_record__before_the_first_flush);
  tcase_add_test(tests, cramp__is_written_again__with_each_save);
  tcase_add_test(tests, cramp__leaves_alone__what_the_diary_has_of_it);
  tcase_add_test(tests, cramp_eased__fixes_the_duration__and_goes_on_behind);
  tcase_add_test(tests, cramp_eased__stays__where_the_step_has_been_reached);
  tcase_add_test(tests, cramp_eased__goes_on__out_of_a_pause);
  tcase_add_test(tests, cramp_eased__leads_to_the_next_step__without_a_prompt);
  tcase_add_loop_test(tests, cramp__has_eased__when_the_prompt_is_answered_so, 0, 2);
  tcase_add_test(tests, cramp_set__changes__what_is_given_alone);
  tcase_add_test(tests, cramp__nudges__by_half_a_minute);
  tcase_add_test(tests, cramp_form__fills_in__the_cramp_that_runs);
  tcase_add_test(tests, cramp_form__leaves__what_cannot_be_read);
  tcase_add_test(tests, cramp_form__makes_a_cramp__in_a_session_without_one);
  tcase_add_test(tests, cramp_form__makes_none__when_nothing_was_filled_in);
  tcase_add_test(tests, cramp_form__writes_no_second_one__after_a_crash);
  tcase_add_test(tests, cramp__ends_with_its_session__but_is_not_eased);
  tcase_add_loop_test(tests, cramp__stays__when_its_session_is_discarded, 0, 2);
  tcase_add_test(tests, cramp__is_begun__over_a_session_that_runs);
  tcase_add_test(tests, cramp__is_kept__without_a_session);
  tcase_add_test(tests, cramp__goes_on__when_nothing_can_be_kept);
  tcase_add_test(tests, load_cramp__prefers__the_users_own);
  tcase_add_test(tests, load_cramp__takes_the_shipped_one__when_that_is_broken);
  tcase_add_test(tests, load_cramp__needs_nothing_of_the_users__for_the_shipped_one);
  tcase_add_test(tests, load_cramp__gives_none__where_none_can_be_read);
  suite_add_tcase(suite, tests);
  return suite;
}

int main(void) {
  return suite_run(make_suite());
}
