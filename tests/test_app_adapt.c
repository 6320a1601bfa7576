/* The App's view of a routine: the settings' profile, tonight's bedtime, the clock. */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "app_fixture.h"
#include "temp_folder.h"

/* Twelve minutes, four of them not essential; standing is not for everybody. */
static const char evening[] =
    "format = 1; title = \"Evening\"; setup = 0;\n"
    "steps = (\n"
    "  { id = \"stand\"; kind = \"timed\"; title = \"Stand\"; duration = 480;\n"
    "    avoid_if = [ \"falls\" ]; instead = \"legs/rub\"; },\n"
    "  { id = \"knead\"; kind = \"timed\"; title = \"Knead\"; duration = 240; essential = false;\n"
    "    avoid_if = [ \"clot_risk\", \"fluid_limit\" ]; }\n"
    ");\n";

static Routine *routine;

static void open_evening(void) {
  set_up();
  temp_folder_write("routines/evening.cfg", evening);
  app_close(&app);
  open_app();
  routine = load("evening");
}

static void close_evening(void) {
  routine_free(routine);
  tear_down();
}

START_TEST(app_adapt__follows__the_complete_profile) {
  Adaptation what;
  app.settings.profile = 1U << FLAG_FALLS | 1U << FLAG_HEART_FAILURE;
  Routine *adapted = app_adapt(&app, routine, false, &what);
  ck_assert_uint_eq(adapted->step_count, 1);
  ck_assert_str_eq(adapted->steps[0].id, "rub");
  ck_assert_uint_eq(what.left_out.count, 1);
  ck_assert_str_eq(what.replaced.at[0], "Stand: now Rub");
  adaptation_free(&what);
  routine_free(adapted);
  app.settings.profile = 0;
  adapted = app_adapt(&app, routine, true, NULL);
  ck_assert_uint_eq(adapted->step_count, 1);
  ck_assert_str_eq(adapted->steps[0].id, "stand");
  routine_free(adapted);
}
END_TEST

START_TEST(app_adapted_text__says__what_was_changed) {
  char texts[][20] = {"Rub", "Walk", "Stand: now Sit", "Lean: now Towel", "Feet up"};
  char *left[] = {texts[0], texts[1]};
  char *replaced[] = {texts[2], texts[3]};
  char *dropped[] = {texts[4]};
  static const struct {
    size_t left;
    size_t replaced;
    size_t dropped;
    const char *phrase;
  } cases[] = {
      {2, 0, 0, "Adapted for you: left out Rub, Walk."},
      {0, 2, 0, "Adapted for you: Stand: now Sit; Lean: now Towel."},
      {0, 0, 1, "Adapted for you: tonight without Feet up."},
      {1, 1, 1, "Adapted for you: left out Rub; Stand: now Sit; tonight without Feet up."},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    Adaptation what = {
        {left, cases[i].left}, {replaced, cases[i].replaced}, {dropped, cases[i].dropped}};
    char *phrase = app_adapted_text(&what);
    ck_assert_str_eq(phrase, cases[i].phrase);
    free(phrase);
  }
  Adaptation nothing = {0};
  ck_assert_ptr_null(app_adapted_text(&nothing));
}
END_TEST

START_TEST(app_nothing_left__names__the_flags_and_a_way_on) {
  app.settings.profile = 1U << FLAG_FALLS | 1U << FLAG_CLOT_RISK | 1U << FLAG_STATIN;
  char *text = app_nothing_left(&app, routine);
  ck_assert_str_eq(text, "Every step of this routine is left out by your profile: clot_risk, "
                         "falls; try in-bed or breathe-long-exhale");
  free(text);
}
END_TEST

START_TEST(app_profile_hits__names__the_flags_that_matter_here) {
  app.settings.profile = 1U << FLAG_HEART_FAILURE | 1U << FLAG_CLOT_RISK | 1U << FLAG_STATIN;
  ck_assert_uint_eq(app_profile_hits(&app, routine), 1U << FLAG_CLOT_RISK | 1U << FLAG_FLUID_LIMIT);
  app.settings.profile = 1U << FLAG_STATIN;
  ck_assert_uint_eq(app_profile_hits(&app, routine), 0);
}
END_TEST

START_TEST(app_is_late__looks_at__clock_and_bedtime) {
  ck_assert(!app_is_late(&app, routine)); /* no bedtime said */
  app.settings.bedtime = 22 * 60 + 42;    /* it is 22:30, and it takes 12 minutes */
  ck_assert(!app_is_late(&app, routine));
  app.settings.bedtime--;
  ck_assert(app_is_late(&app, routine));
  app.settings.profile = 1U << FLAG_CLOT_RISK; /* what is left is essential, and in time */
  Routine *adapted = app_adapt(&app, routine, false, NULL);
  ck_assert(!app_is_late(&app, adapted));
  turn(hour);
  ck_assert(!app_is_late(&app, adapted));
  app.settings.profile = 0;
  ck_assert(app_is_late(&app, routine));
  routine_free(adapted);
}
END_TEST

START_TEST(app_session_start__keeps__the_routine_as_it_was_adapted) {
  app.settings.profile = 1U << FLAG_FALLS;
  app_session_start(&app, app_adapt(&app, routine, false, NULL), 0);
  ck_assert_ptr_nonnull(strstr(app.snapshot, "\"rub\""));
  ck_assert_ptr_null(strstr(app.snapshot, "\"stand\""));
  ck_assert_ptr_null(strstr(app.snapshot, "instead"));
  app_session_finish(&app, ENDED_USER);
}
END_TEST

START_TEST(app_load_cramp__gives__what_suits) {
  temp_folder_write("routines/cramp-now.cfg",
                    "format = 1; title = \"Now\";\nsteps = (\n"
                    "  { id = \"up\"; kind = \"timed\"; title = \"Up\"; duration = 1;\n"
                    "    avoid_if = [ \"falls\" ]; },\n"
                    "  { id = \"rub\"; kind = \"timed\"; title = \"Rub\"; duration = 1;\n"
                    "    avoid_if = [ \"clot_risk\" ]; } );\n");
  app_close(&app);
  open_app();
  app.settings.profile = 1U << FLAG_FALLS;
  Routine *cramp = app_load_cramp(&app);
  ck_assert_uint_eq(cramp->step_count, 1);
  ck_assert_str_eq(cramp->steps[0].id, "rub");
  routine_free(cramp);
  app.settings.profile |= 1U << FLAG_CLOT_RISK; /* something is better than nothing */
  cramp = app_load_cramp(&app);
  ck_assert_uint_eq(cramp->step_count, 2);
  routine_free(cramp);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("app_adapt");
  TCase *adapting = tcase_create("adapting");
  tcase_add_checked_fixture(adapting, open_evening, close_evening);
  tcase_add_test(adapting, app_adapt__follows__the_complete_profile);
  tcase_add_test(adapting, app_adapted_text__says__what_was_changed);
  tcase_add_test(adapting, app_nothing_left__names__the_flags_and_a_way_on);
  tcase_add_test(adapting, app_profile_hits__names__the_flags_that_matter_here);
  tcase_add_test(adapting, app_is_late__looks_at__clock_and_bedtime);
  tcase_add_test(adapting, app_session_start__keeps__the_routine_as_it_was_adapted);
  tcase_add_test(adapting, app_load_cramp__gives__what_suits);
  suite_add_tcase(suite, adapting);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
