/* A cramp right now, on the screens: from every one of them, its clock, its keys, its record. */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "editor_bench.h"
#include "nightcalf/mem.h"
#include "nightcalf/own.h"
#include "screen_bench.h"
#include "suite.h"
#include "temp_folder.h"

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

static Night last_night(void) {
  return (Night){app_tonight(&bench->app).day - 1};
}

static void in_routines(void) {
  routines_open(&bench->tui);
}

static void in_settings(void) {
  settings_open(&bench->tui);
}

static void in_sounds(void) {
  sounds_open(&bench->tui);
}

static void in_keys(void) {
  keys_open(&bench->tui);
}

static void in_editor(void) {
  App *app = &bench->app;
  free(app->paths.own);
  free(app->paths.extra);
  app->paths.extra = mem_copy(TESTS_DIR "/screens/routines");
  app->paths.own = temp_folder_path("own");
  mkdir(app->paths.own, 0700);
  temp_folder_write("own/mine.cfg", editor_bench_mine);
  own_refresh(app);
  editor_open(&bench->tui, "mine");
}

static void in_form(void) {
  in_editor();
  screen_bench_type(bench, "j<Enter>");
}

static void in_choices(void) {
  in_editor();
  screen_bench_type(bench, "jjj<Enter><Down><Space>");
}

static void in_preview(void) {
  Routine *routine = screen_bench_routine(bench, "legs");
  preview_open(&bench->tui, routine);
  routine_free(routine);
}

static void in_review(void) {
  review_open(&bench->tui);
}

static void in_night(void) {
  night_open(&bench->tui, last_night());
}

static void in_session(void) {
  at_the_end();
  tui_close_all(&bench->tui);
  session_open(&bench->tui, &(HistoryFilter){0});
}

static void in_notes(void) {
  notes_open(&bench->tui);
}

static void in_habits(void) {
  habits_open(&bench->tui);
}

static void in_diary(void) {
  diary_open(&bench->tui, last_night());
}

static void in_cramp_questions(void) {
  in_diary();
  screen_bench_type(bench, "a");
}

/* Everywhere one can be, and the screen that is there. */
static const struct {
  void (*go)(void);
  const Screen *screen;
} places[] = {
    {at_home, &screen_home},
    {at_start, &screen_start},
    {in_a_hold, &screen_run},
    {paused, &screen_run},
    {hurt, &screen_run},
    {leaving, &screen_run},
    {in_a_question, &screen_run},
    {in_a_list, &screen_run},
    {with_help, &screen_help},
    {with_card, &screen_card},
    {at_the_end, &screen_end},
    {in_the_dark, &screen_end},
    {in_learn, &screen_learn},
    {in_profile, &screen_profile},
    {in_routines, &screen_routines},
    {in_settings, &screen_settings},
    {in_keys, &screen_keys},
    {in_editor, &screen_editor},
    {in_form, &screen_form},
    {in_choices, &screen_choices},
    {in_preview, &screen_preview},
    {in_review, &screen_review},
    {in_night, &screen_night},
    {in_session, &screen_session},
    {in_notes, &screen_notes},
    {in_habits, &screen_habits},
    {in_sounds, &screen_sounds},
    {in_diary, &screen_diary},
    {in_cramp_questions, &screen_cramp},
};
enum { PLACE_COUNT = sizeof places / sizeof places[0] };

/* Of these the suites test_agree and test_draft see to it: they need a profile and an editor. */
static bool is_seen_to_elsewhere(const Screen *screen) {
  return screen == &screen_agree || screen == &screen_draft;
}

START_TEST(cramp__is_tried__from_every_screen_there_is) {
  for (size_t i = 0; tui_screens[i] != NULL; i++) {
    bool found = is_seen_to_elsewhere(tui_screens[i]);
    for (size_t place = 0; place < PLACE_COUNT; place++) {
      found = found || places[place].screen == tui_screens[i];
    }
    ck_assert_msg(found, "%s is in no place of this suite", tui_screens[i]->name);
  }
}
END_TEST

/* The key that means it now: where text is typed a letter cannot. */
static const char *cramp_key(void) {
  const OpenScreen *open = &bench->tui.stack[bench->tui.depth - 1];
  const Screen *screen = open->screen;
  size_t moment = screen->moment != NULL ? screen->moment(&bench->tui, open->state) : 0;
  return keys_typing(&screen->lists[moment]) ? "<F2>" : "c";
}

START_TEST(cramp__begins_at_once__from_every_screen) {
  places[_i].go();
  ck_assert_msg(screen_bench_top(bench) == places[_i].screen, "not %s", places[_i].screen->name);
  screen_bench_type(bench, cramp_key());
  ck_assert_ptr_eq(screen_bench_top(bench), &screen_run);
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
      bool typing = keys_typing(list);
      Action action = keys_find(&bench->tui.keys, list, typing ? FUNCTION_KEY(KEY_F(2)) : 'c');
      ck_assert_msg(action == (typing ? ACTION_CRAMP_TYPING : ACTION_CRAMP), "%s", list->title);
    }
  }
}
END_TEST

/* All steps of the shipped routine, and those that stand in for them under any one flag. */
START_TEST(cramp__shows_eight_words_at_most__in_every_step) {
  free(bench->app.paths.shipped);
  bench->app.paths.shipped = mem_copy(SOURCE_DIR "/routines");
  library_free(&bench->app.library);
  library_open(&bench->app.library, NULL, NULL, SOURCE_DIR "/routines");
  bench->app.settings.profile = _i == FLAG_COUNT ? 0 : 1U << _i;
  Routine *routine = app_load_cramp(&bench->app);
  ck_assert_uint_ge(routine->step_count, 7);
  for (size_t i = 0; i < routine->step_count; i++) {
    const Step *at = &routine->steps[i];
    ck_assert_msg(app_is_brief(app_cramp_title(at)), "%s", app_cramp_title(at));
    ck_assert(app_cramp_cue(at) == NULL || app_is_brief(app_cramp_cue(at)));
  }
  cramp_start(&bench->tui, routine);
  tui_advance(&bench->tui);
  char *drawn = screen_bench_draw(bench);
  ck_assert_ptr_null(strstr(drawn, "Straighten your leg and pull"));
  free(drawn);
  screen_bench_type(bench, "d");
  ck_assert(screen_bench_shows(bench, "Straighten your leg and pull"));
}
END_TEST

/* A warning sign is not cut off: what the list has no room for stands whole below it. */
START_TEST(checklist__shows_all__of_the_line_marked) {
  screen_bench_resize(bench, 12, 40);
  library_free(&bench->app.library);
  library_open(&bench->app.library, NULL, NULL, SOURCE_DIR "/routines");
  screen_bench_home(bench);
  screen_bench_type(bench, "cen3");
  ck_assert(screen_bench_shows(bench, "is not improving"));
  screen_bench_type(bench, "jjj");
  ck_assert(screen_bench_shows(bench, "another poison"));
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
  ck_assert_ptr_eq(screen_bench_top(bench), &screen_home);
  ck_assert(screen_bench_shows(bench, "\"Evening legs\" was broken off at step 2 of 6"));
  screen_bench_type(bench, "r");
  ck_assert_str_eq(bench->app.routine->id, "legs");
  Millis found = 0;
  ck_assert(!app_cramp_elapsed(&bench->app, &found));
}
END_TEST

START_TEST(cramp__returns__to_the_screen_it_came_from) {
  in_learn();
  const Screen *before = screen_bench_top(bench);
  screen_bench_type(bench, "cq2<Enter>");
  ck_assert_ptr_eq(screen_bench_top(bench), before);
}
END_TEST

START_TEST(cramp__goes_back_to_itself__while_it_lasts) {
  static const char *const keys[] = {"c", "?c", "<Space>c", "qc", "uc"};
  screen_bench_cramp(bench);
  screen_bench_wait(bench, 5 * second);
  screen_bench_type(bench, keys[_i]);
  ck_assert_ptr_eq(screen_bench_top(bench), &screen_run);
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
  ck_assert_ptr_eq(screen_bench_top(bench), &screen_home);
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
  tcase_add_test(begins, cramp__is_tried__from_every_screen_there_is);
  tcase_add_loop_test(begins, cramp__begins_at_once__from_every_screen, 0, PLACE_COUNT);
  tcase_add_test(begins, cramp__is_one_key_away__in_every_list);
  tcase_add_loop_test(begins, cramp__shows_eight_words_at_most__in_every_step, 0, FLAG_COUNT + 1);
  tcase_add_test(begins, checklist__shows_all__of_the_line_marked);
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
  return suite_run(suite);
}
