/* The profile and a late evening as they are met in lines: show, run, home. */
#include <check.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "cli/phrase.h"
#include "nightcalf/mem.h"
#include "program.h"
#include "temp_folder.h"

enum { DONE, FAILED, USAGE };

/* Standing, rubbing, breathing: about a second. */
static const char evening[] =
    "format = 1; title = \"Evening\"; setup = 0;\n"
    "steps = (\n"
    "  { id = \"stand\"; kind = \"timed\"; title = \"Stand\"; duration = 0.2;\n"
    "    avoid_if = [ \"falls\" ];\n"
    "    instead = { kind = \"timed\"; title = \"Sit\"; duration = 0.3; }; },\n"
    "  { id = \"rub\"; kind = \"timed\"; title = \"Rub\"; duration = 0.4; essential = false;\n"
    "    avoid_if = [ \"clot_risk\" ]; },\n"
    "  { id = \"air\"; kind = \"timed\"; title = \"Air\"; duration = 0.1; avoid_if = [ \"falls\" "
    "];\n"
    "    instead = { kind = \"timed\"; title = \"Breathe\"; duration = 0.1; }; }\n"
    ");\n";

/* All of it is rubbing. */
static const char rubbing[] = "format = 1; title = \"Rubbing\"; setup = 0;\n"
                              "steps = ( { kind = \"timed\"; title = \"Rub\"; duration = 1;\n"
                              "  avoid_if = [ \"clot_risk\", \"fluid_limit\" ]; } );\n";

/* One that would run far past any bedtime; its massage can wait. */
static const char long_one[] =
    "format = 1; title = \"Long\"; setup = 0;\n"
    "steps = ( { kind = \"timed\"; title = \"Lean\"; duration = 0.2; },\n"
    "  { kind = \"timed\"; title = \"Massage\"; duration = \"20m\"; essential = false; } );\n";

static void set_up(void) {
  program_set_up();
  char *routines = temp_folder_path("routines");
  char *config = temp_folder_path("nightcalf");
  mkdir(routines, 0700);
  mkdir(config, 0700);
  setenv("NIGHTCALF_ROUTINES", routines, 1);
  setenv("TZ", "UTC", 1);
  free(routines);
  free(config);
  temp_folder_write("routines/evening.cfg", evening);
  temp_folder_write("routines/rubbing.cfg", rubbing);
  temp_folder_write("routines/long.cfg", long_one);
}

static void tear_down(void) {
  temp_folder_remove();
}

static void settings(const char *text) {
  temp_folder_write("nightcalf/nightcalf.cfg", text);
}

static void assert_holds(const char *text, const char *part) {
  ck_assert_msg(strstr(text, part) != NULL, "no \"%s\" in:\n%s", part, text);
}

START_TEST(show__is__a_persons_own_view) {
  Said said = RUN(NULL, "show", "evening");
  ck_assert_ptr_null(strstr(said.out, "Adapted"));
  said_free(&said);
  settings("profile = [ \"falls\", \"clot_risk\" ];\n");
  said = RUN(NULL, "show", "evening");
  ck_assert_int_eq(said.status, DONE);
  assert_holds(said.out, "Adapted for you: left out Rub; Stand: now Sit; Air: now Breathe.\n");
  assert_holds(said.out, "1. Sit\n");
  ck_assert_ptr_null(strstr(said.out, "1. Stand\n"));
  said_free(&said);
}
END_TEST

/* The member of that name in what show --json prints. */
static json_t *shown(json_t **root, const char *name) {
  Said said = RUN(NULL, "show", "evening", "--json");
  json_error_t err;
  *root = json_loads(said.out, 0, &err);
  ck_assert_msg(*root != NULL, "%s", err.text);
  said_free(&said);
  return json_object_get(*root, name);
}

START_TEST(show_json__says_adapted__only_where_something_changed) {
  json_t *root = NULL;
  settings("profile = [ \"statin\" ];\n");
  ck_assert_ptr_null(shown(&root, "adapted"));
  json_decref(root);
  settings("profile = [ \"clot_risk\" ];\n");
  json_t *adapted = shown(&root, "adapted");
  ck_assert_str_eq(json_string_value(json_array_get(json_object_get(adapted, "left_out"), 0)),
                   "Rub");
  ck_assert_uint_eq(json_array_size(json_object_get(adapted, "replaced")), 0);
  ck_assert_uint_eq(json_array_size(json_object_get(root, "beats")), 2);
  json_decref(root);
  settings("profile = [ \"falls\" ];\n");
  adapted = shown(&root, "adapted");
  ck_assert_str_eq(json_string_value(json_array_get(json_object_get(adapted, "replaced"), 0)),
                   "Stand: now Sit");
  json_t *first = json_array_get(json_object_get(root, "beats"), 0);
  ck_assert_str_eq(json_string_value(json_object_get(first, "step_id")), "sit");
  json_decref(root);
}
END_TEST

START_TEST(run__says__what_was_changed) {
  settings("profile = [ \"falls\", \"clot_risk\" ];\n");
  Said said = RUN(NULL, "run", "evening");
  ck_assert_int_eq(said.status, DONE);
  assert_holds(said.out, "Adapted for you: left out Rub; Stand: now Sit; Air: now Breathe.\n");
  assert_holds(said.out, "Step 1 of 2: Sit.");
  assert_holds(said.out, "Completed.");
  said_free(&said);
  said = RUN(NULL, "run", "evening", "--from", "breathe");
  assert_holds(said.out, "Step 2 of 2: Breathe.");
  said_free(&said);
  said = RUN(NULL, "run", "evening", "--from", "rub");
  ck_assert_int_eq(said.status, USAGE);
  said_free(&said);
}
END_TEST

START_TEST(nothing_left__is_said__calmly) {
  static const char *const lines[][2] = {{"run", "rubbing"}, {"show", "rubbing"}};
  settings("profile = [ \"clot_risk\", \"heart_failure\", \"falls\" ]; routine = \"rubbing\";\n");
  for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
    Said said = RUN(NULL, lines[i][0], lines[i][1]);
    ck_assert_int_eq(said.status, FAILED);
    ck_assert_str_eq(said.out, "");
    assert_holds(said.err, "Every step of this routine is left out by your profile: clot_risk, "
                           "fluid_limit; try in-bed or breathe-long-exhale");
    said_free(&said);
  }
  Said said = program_run(NULL, (const char *const[]){NULL});
  ck_assert_int_eq(said.status, FAILED);
  said_free(&said);
}
END_TEST

START_TEST(home__starts_seated__who_might_fall) {
  settings("profile = [ \"falls\" ];\n");
  Said said = program_run(NULL, (const char *const[]){NULL});
  ck_assert_int_eq(said.status, DONE);
  assert_holds(said.out, "Tonight: Three-minute stretch (seated), 3 minutes.");
  said_free(&said);
}
END_TEST

/* Bedtime is ten minutes from now: the long routine would run past it. */
static void go_to_bed_soon(void) {
  time_t now = time(NULL) + 10 * 60;
  struct tm when;
  gmtime_r(&now, &when);
  char *text = mem_format("bedtime = \"%02d:%02d\";\n", when.tm_hour, when.tm_min);
  settings(text);
  free(text);
}

START_TEST(run__offers_what_matters__when_it_is_late) {
  go_to_bed_soon();
  Program program = START_AT_TERMINAL("run", "long");
  program_wait_for(&program, "It is late. 1 all of it (until ");
  program_wait_for(&program, "), 2 without Massage (until ");
  program_type(&program, "3\n");
  program_wait_for(&program, "Please type a number from 1 to 2.");
  program_type(&program, "2\n");
  program_wait_for(&program, "Adapted for you: tonight without Massage.");
  program_wait_for(&program, "Completed.");
  ck_assert_int_eq(program_end(&program), DONE);
}
END_TEST

START_TEST(run__does_all_of_it__when_that_is_wanted) {
  go_to_bed_soon();
  Program program = START_AT_TERMINAL("run", "long");
  program_wait_for(&program, "It is late.");
  program_type(&program, "1\n");
  program_wait_for(&program, "Step 2 of 2: Massage.");
  ck_assert_ptr_null(strstr(program.seen, "Adapted"));
  program_type(&program, "n\n");
  ck_assert_int_eq(program_end(&program), DONE);
}
END_TEST

START_TEST(run__asks_nobody__through_a_pipe) {
  go_to_bed_soon();
  Said said = RUN("n\nn\n", "run", "long");
  ck_assert_int_eq(said.status, DONE);
  ck_assert_ptr_null(strstr(said.out, "It is late"));
  assert_holds(said.out, "Step 2 of 2: Massage.");
  said_free(&said);
}
END_TEST

static Suite *make_suite(void) {
  Suite *suite = suite_create("adapted");
  TCase *program = tcase_create("program");
  tcase_add_checked_fixture(program, set_up, tear_down);
  tcase_add_test(program, show__is__a_persons_own_view);
  tcase_add_test(program, show_json__says_adapted__only_where_something_changed);
  tcase_add_test(program, run__says__what_was_changed);
  tcase_add_test(program, nothing_left__is_said__calmly);
  tcase_add_test(program, home__starts_seated__who_might_fall);
  tcase_add_test(program, run__offers_what_matters__when_it_is_late);
  tcase_add_test(program, run__does_all_of_it__when_that_is_wanted);
  tcase_add_test(program, run__asks_nobody__through_a_pipe);
  tcase_set_timeout(program, 30);
  suite_add_tcase(suite, program);
  return suite;
}

int main(void) {
  SRunner *runner = srunner_create(make_suite());
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
