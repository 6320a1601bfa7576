/* A cramp right now, on the screens: from every one of them, its clock, its keys, its record. */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "nightcalf/mem.h"
#include "screen_bench.h"

static const Millis second = 1000;

/* The steps of tests/screens/cramp. */
enum { STEP_TOES, STEP_EASING, STEP_WALK, STEP_RUB, STEP_LOG };

static ScreenBench *bench;

static void set_up(void) {
  bench = screen_bench_new(24, 80);
}

static void tear_down(void) {
  screen_bench_free(bench);
}

static SessionState state(void) {
  return session_state(bench->app.session);
}

static int step(void) {
  return session_step(bench->app.session);
}

static const Screen *on_top(void) {
  return bench->tui.depth > 0 ? bench->tui.stack[bench->tui.depth - 1].screen : NULL;
}

static Millis elapsed(void) {
  Millis found = -1;
  ck_assert(app_cramp_elapsed(&bench->app, &found));
  return found;
}

/* ---- the one key ---- */

static void at_home(void) {
  screen_bench_home(bench);
}

static void at_start(void) {
  screen_bench_start(bench, "legs");
}

static void in_a_hold(void) {
  screen_bench_run(bench, "legs", "wall");
  screen_bench_wait(bench, 18 * second);
}

static void paused(void) {
  in_a_hold();
  screen_bench_type(bench, "<Space>");
}

static void hurt(void) {
  in_a_hold();
  screen_bench_type(bench, "x");
}

static void leaving(void) {
  in_a_hold();
  screen_bench_type(bench, "q");
}

static void in_a_question(void) {
  screen_bench_run(bench, "legs", "check");
}

static void in_a_list(void) {
  screen_bench_run(bench, "legs", "bed");
}

static void with_help(void) {
  in_a_hold();
  screen_bench_type(bench, "?");
}

static void with_card(void) {
  screen_bench_home(bench);
  card_open(&bench->tui, mem_copy("A card\n\nTo read."));
}

static void at_the_end(void) {
  in_a_hold();
  screen_bench_type(bench, "q2");
}

static void in_the_dark(void) {
  at_the_end();
  screen_bench_wait(bench, 61 * second);
}

static void in_learn(void) {
  screen_bench_home(bench);
  learn_open(&bench->tui);
}

static void in_profile(void) {
  screen_bench_home(bench);
  profile_open(&bench->tui);
}

static void (*const places[])(void) = {at_home,  at_start,   in_a_hold,     paused,     hurt,
                                       leaving,  with_help,  in_a_question, in_a_list,  with_card,
                                       in_learn, in_profile, at_the_end,    in_the_dark};
enum { PLACE_COUNT = sizeof places / sizeof places[0] };

START_TEST(cramp__begins_at_once__from_every_screen) {
  places[_i]();
  screen_bench_type(bench, "c");
  ck_assert_ptr_eq(on_top(), &screen_run);
  ck_assert_str_eq(bench->app.routine->id, "cramp-now");
  ck_assert_int_eq(state(), SESSION_RUNNING);
  ck_assert_int_eq(step(), STEP_TOES);
  ck_assert_int_eq(elapsed(), 0);
  ck_assert_int_gt(bench->app.cramp.episode.id, 0);
  ck_assert(screen_bench_shows(bench, "Straighten the leg. Toes up."));
}
END_TEST

START_TEST(cramp__is_one_key_away__in_every_list) {
  for (size_t i = 0; tui_screens[i] != NULL; i++) {
    for (const ActionList *list = tui_screens[i]->lists; list->title != NULL; list++) {
      bool typing = keys_find(list, KEY_TAB) != ACTION_NONE;
      Action action = keys_find(list, typing ? FUNCTION_KEY(KEY_F(2)) : 'c');
      ck_assert_msg(action == (typing ? ACTION_CRAMP_TYPING : ACTION_CRAMP), "%s", list->title);
    }
  }
}
END_TEST

START_TEST(cramp__leaves_c_to_the_text__while_one_types) {
  screen_bench_run(bench, "legs", "head");
  screen_bench_type(bench, "cc");
  ck_assert(screen_bench_shows(bench, "> cc_"));
  screen_bench_type(bench, "<F2>");
  ck_assert_str_eq(bench->app.routine->id, "cramp-now");
}
END_TEST

START_TEST(cramp__sets_aside__what_ran) {
  screen_bench_home(bench);
  in_a_hold();
  screen_bench_type(bench, "c");
  screen_bench_wait(bench, 20 * second);
  screen_bench_type(bench, "q2<Enter>");
  ck_assert_ptr_eq(on_top(), &screen_home);
  ck_assert(screen_bench_shows(bench, "\"Evening legs\" was broken off at step 2 of 6"));
  screen_bench_type(bench, "r");
  ck_assert_str_eq(bench->app.routine->id, "legs");
  Millis found = 0;
  ck_assert(!app_cramp_elapsed(&bench->app, &found));
}
END_TEST

START_TEST(cramp__returns__to_the_screen_it_came_from) {
  in_learn();
  const Screen *before = on_top();
  screen_bench_type(bench, "cq2<Enter>");
  ck_assert_ptr_eq(on_top(), before);
}
END_TEST

START_TEST(cramp__goes_back_to_itself__while_it_lasts) {
  static const char *const keys[] = {"c", "?c", "<Space>c", "qc", "uc"};
  screen_bench_cramp(bench);
  screen_bench_wait(bench, 5 * second);
  screen_bench_type(bench, keys[_i]);
  ck_assert_ptr_eq(on_top(), &screen_run);
  ck_assert_int_eq(elapsed(), 5 * second);
  ck_assert(state() == SESSION_RUNNING || state() == SESSION_LEAD_IN);
  ck_assert(!screen_bench_shows(bench, "> 1"));
}
END_TEST

START_TEST(cramp__is_another_one__after_it_has_eased) {
  screen_bench_cramp(bench);
  screen_bench_wait(bench, 5 * second);
  screen_bench_type(bench, "e");
  int64_t first = bench->app.cramp.episode.id;
  screen_bench_type(bench, "c");
  ck_assert_int_eq(elapsed(), 0);
  ck_assert_int_ne(bench->app.cramp.episode.id, first);
}
END_TEST

START_TEST(cramp__begins__when_its_routine_is_started_at_home) {
  library_free(&bench->app.library);
  library_open(&bench->app.library, NULL, NULL, TESTS_DIR "/screens/cramp");
  screen_bench_home(bench);
  screen_bench_type(bench, "<Enter>");
  ck_assert_int_eq(elapsed(), 0);
  ck_assert_int_eq(state(), SESSION_RUNNING);
}
END_TEST

START_TEST(cramp__shows_what_matters__without_its_routine) {
  free(bench->app.paths.shipped);
  bench->app.paths.shipped = mem_copy(TESTS_DIR "/none");
  screen_bench_home(bench);
  screen_bench_type(bench, "c");
  ck_assert(screen_bench_shows(bench, "Pull the toes up toward the shin."));
  ck_assert(!bench->app.cramp.on);
  screen_bench_type(bench, "<Esc>");
  ck_assert_ptr_eq(on_top(), &screen_home);
}
END_TEST

START_TEST(cramp__draws__before_it_writes) {
  screen_bench_cramp(bench);
  ck_assert(screen_bench_shows(bench, "Straighten the leg. Toes up."));
  ck_assert_ptr_null(bench->app.store);
  ck_assert_int_ne(access(bench->app.paths.database, F_OK), 0);
}
END_TEST

START_TEST(cramp__says_what_to_do__in_the_smallest_window) {
  screen_bench_cramp(bench);
  screen_bench_resize(bench, 6, 30);
  ck_assert(screen_bench_shows(bench, "Straighten the leg."));
}
END_TEST

/* ---- its keys ---- */

START_TEST(eased__stops_the_clock__and_goes_on_to_what_helps_after) {
  screen_bench_cramp(bench);
  screen_bench_wait(bench, 12 * second);
  screen_bench_type(bench, "e");
  ck_assert_int_eq(step(), STEP_RUB);
  screen_bench_wait(bench, 8 * second);
  ck_assert(screen_bench_shows(bench, "Eased after 0:12"));
  ck_assert(bench->app.cramp.episode.eased);
}
END_TEST

START_TEST(eased__works__wherever_the_session_stands) {
  static const char *const before[] = {"", "<Space>", "n", "u"};
  screen_bench_cramp(bench);
  screen_bench_wait(bench, 4 * second);
  screen_bench_type(bench, before[_i]);
  screen_bench_type(bench, "e");
  ck_assert_int_eq(step(), STEP_RUB);
  ck_assert(screen_bench_shows(bench, "Eased after 0:04"));
}
END_TEST

START_TEST(muscle__shows_its_stretch__and_keeps_it) {
  screen_bench_cramp(bench);
  screen_bench_type(bench, "u");
  ck_assert(screen_bench_shows(bench, "> 1  calf"));
  screen_bench_type(bench, _i == 0 ? "2" : "j<Enter>");
  ck_assert(!screen_bench_shows(bench, "Which muscle?"));
  ck_assert(screen_bench_shows(bench, "Hold the toes and draw them back."));
  ck_assert_int_eq(bench->app.cramp.episode.muscle, MUSCLE_FOOT_ARCH);
  screen_bench_type(bench, "nn");
  ck_assert_int_eq(step(), STEP_WALK);
  ck_assert(screen_bench_shows(bench, "Hold the toes and draw them back."));
  screen_bench_type(bench, "e");
  ck_assert(!screen_bench_shows(bench, "Hold the toes and draw them back."));
}
END_TEST

START_TEST(muscle__puts_its_stretch_in_the_place__of_another_one) {
  screen_bench_cramp(bench);
  screen_bench_type(bench, "u6");
  ck_assert(screen_bench_shows(bench, "Point the toes gently down."));
  ck_assert(!screen_bench_shows(bench, "oes up"));
}
END_TEST

START_TEST(muscle__changes_nothing__when_left) {
  static const char *const keys[] = {"uq", "u<Esc>", "u8", "u9q"};
  screen_bench_cramp(bench);
  screen_bench_type(bench, keys[_i]);
  ck_assert_int_eq(bench->app.cramp.episode.muscle, MUSCLE_UNKNOWN);
  ck_assert_int_eq(state(), SESSION_RUNNING);
}
END_TEST

START_TEST(more__adds_half_a_minute__in_a_cramp) {
  screen_bench_cramp(bench);
  screen_bench_type(bench, "+");
  ck_assert_int_eq(session_remaining(bench->app.session, bench->now), 60 * second);
  screen_bench_type(bench, "-");
  ck_assert_int_eq(session_remaining(bench->app.session, bench->now), 30 * second);
}
END_TEST

START_TEST(journal__is_filled_in__and_can_be_left_as_it_is) {
  screen_bench_cramp(bench);
  screen_bench_type(bench, "u1");
  screen_bench_wait(bench, 25 * second);
  screen_bench_type(bench, "en");
  ck_assert_int_eq(step(), STEP_LOG);
  ck_assert(screen_bench_shows(bench, "> 22:21_"));
  ck_assert(screen_bench_shows(bench, "  calf_"));
  ck_assert(screen_bench_shows(bench, "  1_"));
  screen_bench_type(bench, "<Enter><Enter><Enter><Enter><Enter>");
  ck_assert(screen_bench_shows(bench, "Eased after 0:25."));
  ck_assert_int_eq(bench->app.cramp.episode.duration, 25 * second);
}
END_TEST

START_TEST(journal__is_not_answered__by_what_was_filled_in) {
  screen_bench_cramp(bench);
  screen_bench_wait(bench, 5 * second);
  screen_bench_type(bench, "nnnn");
  ck_assert_int_eq(step(), STEP_LOG);
  screen_bench_type(bench, _i == 0 ? "<Esc>2" : "x<Esc>2");
  size_t count = 0;
  (void)session_answers(bench->app.session, &count);
  ck_assert_uint_eq(count, _i == 0 ? 0 : 2);
}
END_TEST

START_TEST(discard__leaves_the_cramp__and_says_so) {
  screen_bench_cramp(bench);
  screen_bench_type(bench, "q3");
  ck_assert(screen_bench_shows(bench, "The cramp itself stays in your diary."));
}
END_TEST

/* ---- its clock ---- */

START_TEST(clock__shows_the_seconds__of_the_cramp) {
  screen_bench_cramp(bench);
  ck_assert(screen_bench_shows(bench, "Cramp for 0:00"));
  screen_bench_wait(bench, 9 * second);
  ck_assert(screen_bench_shows(bench, "Cramp for 0:09"));
  screen_bench_wait(bench, 900);
  ck_assert(screen_bench_shows(bench, "Cramp for 0:09"));
}
END_TEST

START_TEST(clock__shows_the_minutes__where_nothing_counts) {
  screen_bench_cramp(bench);
  screen_bench_wait(bench, 3 * second);
  screen_bench_type(bench, _i == 0 ? "<Space>" : "n");
  ck_assert(screen_bench_shows(bench, "Cramp for less than a minute"));
  Moment wake;
  ck_assert(tui_deadline(&bench->tui, &wake));
  ck_assert_int_eq(moment_since(wake, bench->now), 57 * second);
  screen_bench_wait(bench, 120 * second);
  ck_assert(screen_bench_shows(bench, "Cramp for 2 min"));
}
END_TEST

/* Out of step with the countdown by a pause: still one wake a second, and nothing changes between
 * two. */
START_TEST(clock__wakes_with_the_countdown__not_beside_it) {
  screen_bench_cramp(bench);
  screen_bench_wait(bench, 2300);
  screen_bench_type(bench, "<Space>");
  screen_bench_wait(bench, 1450);
  screen_bench_type(bench, "<Space>");
  screen_bench_wait(bench, 3100);
  for (int i = 0; i < 15; i++) {
    Moment wake;
    ck_assert(tui_deadline(&bench->tui, &wake));
    Millis by = moment_since(wake, bench->now);
    ck_assert_int_gt(by, 500);
    char *before = screen_bench_draw(bench);
    bench->now = moment_after(bench->now, by - 1);
    char *after = screen_bench_draw(bench);
    ck_assert_str_eq(after, before);
    free(after);
    free(before);
    bench->now = moment_after(bench->now, 1);
    tui_advance(&bench->tui);
  }
}
END_TEST

int main(void) {
  Suite *suite = suite_create("tui_cramp");
  TCase *begins = tcase_create("begins");
  tcase_add_checked_fixture(begins, set_up, tear_down);
  tcase_add_loop_test(begins, cramp__begins_at_once__from_every_screen, 0, PLACE_COUNT);
  tcase_add_test(begins, cramp__is_one_key_away__in_every_list);
  tcase_add_test(begins, cramp__leaves_c_to_the_text__while_one_types);
  tcase_add_test(begins, cramp__sets_aside__what_ran);
  tcase_add_test(begins, cramp__returns__to_the_screen_it_came_from);
  tcase_add_loop_test(begins, cramp__goes_back_to_itself__while_it_lasts, 0, 5);
  tcase_add_test(begins, cramp__is_another_one__after_it_has_eased);
  tcase_add_test(begins, cramp__begins__when_its_routine_is_started_at_home);
  tcase_add_test(begins, cramp__shows_what_matters__without_its_routine);
  tcase_add_test(begins, cramp__draws__before_it_writes);
  tcase_add_test(begins, cramp__says_what_to_do__in_the_smallest_window);
  suite_add_tcase(suite, begins);
  TCase *keys = tcase_create("keys");
  tcase_add_checked_fixture(keys, set_up, tear_down);
  tcase_add_test(keys, eased__stops_the_clock__and_goes_on_to_what_helps_after);
  tcase_add_loop_test(keys, eased__works__wherever_the_session_stands, 0, 4);
  tcase_add_loop_test(keys, muscle__shows_its_stretch__and_keeps_it, 0, 2);
  tcase_add_test(keys, muscle__puts_its_stretch_in_the_place__of_another_one);
  tcase_add_loop_test(keys, muscle__changes_nothing__when_left, 0, 4);
  tcase_add_test(keys, more__adds_half_a_minute__in_a_cramp);
  tcase_add_test(keys, journal__is_filled_in__and_can_be_left_as_it_is);
  tcase_add_loop_test(keys, journal__is_not_answered__by_what_was_filled_in, 0, 2);
  tcase_add_test(keys, discard__leaves_the_cramp__and_says_so);
  suite_add_tcase(suite, keys);
  TCase *clock = tcase_create("clock");
  tcase_add_checked_fixture(clock, set_up, tear_down);
  tcase_add_test(clock, clock__shows_the_seconds__of_the_cramp);
  tcase_add_loop_test(clock, clock__shows_the_minutes__where_nothing_counts, 0, 2);
  tcase_add_test(clock, clock__wakes_with_the_countdown__not_beside_it);
  suite_add_tcase(suite, clock);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
