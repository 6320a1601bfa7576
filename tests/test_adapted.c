/* The profile and a late evening as they are met in lines: show, run, home. */
#include <check.h>
#include <jansson.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "cli/phrase.h"
#include "nightcalf/mem.h"
#include "program.h"
#include "suite.h"
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
    assert_holds(said.err, "Every step of this routine is left out by your profile (a clot, or "
                           "blood thinners; a limit on fluids); try in-bed or breathe-long-exhale");
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

/* A stretch and something that is none; a routine of nothing else. */
static void after_surgery(const char *more) {
  temp_folder_write("routines/mixed.cfg",
                    "format = 1; title = \"Mixed\"; setup = 0;\n"
                    "steps = ( { kind = \"hold\"; title = \"Bend\"; hold = 0.2; },\n"
                    "  { kind = \"timed\"; title = \"Rub\"; duration = 0.2; } );\n");
  temp_folder_write("routines/bend.cfg",
                    "format = 1; title = \"Bending\"; setup = 0;\n"
                    "steps = ( { kind = \"hold\"; title = \"Bend\"; hold = 0.2; } );\n");
  char *text = mem_format("profile = [ \"recent_surgery\" ];\n%s", more);
  settings(text);
  free(text);
}

static char *settings_text(void) {
  static char text[4096];
  char *path = temp_folder_path("nightcalf/nightcalf.cfg");
  FILE *file = fopen(path, "r");
  free(path);
  ck_assert_ptr_nonnull(file);
  text[fread(text, 1, sizeof text - 1, file)] = '\0';
  fclose(file);
  return text;
}

START_TEST(run__asks_for_a_clinicians_word__before_the_first_stretch) {
  after_surgery("");
  Program program = START_AT_TERMINAL("run", "mixed");
  program_wait_for(&program, "Has your clinician agreed to stretching?");
  program_wait_for(&program, "1 yes, 2 not yet");
  program_type(&program, "\n");
  program_wait_for(&program, "Please type a number from 1 to 2.");
  program_type(&program, "1\n");
  program_wait_for(&program, "Step 1 of 2: Bend.");
  program_wait_for(&program, "Completed.");
  ck_assert_int_eq(program_end(&program), DONE);
  assert_holds(settings_text(), "clinician_agreed = \"yes\";");
  program = START_AT_TERMINAL("run", "bend"); /* once */
  program_wait_for(&program, "Completed.");
  ck_assert_ptr_null(strstr(program.seen, "Has your clinician"));
  ck_assert_int_eq(program_end(&program), DONE);
}
END_TEST

START_TEST(run__leaves_stretches_out__after_a_no) {
  after_surgery("");
  Program program = START_AT_TERMINAL("run", "mixed");
  program_wait_for(&program, "Has your clinician agreed to stretching?");
  program_type(&program, "2\n");
  program_wait_for(&program, "Adapted for you: left out Bend.");
  program_wait_for(&program, "Stretches are left out until your clinician has agreed to them.");
  program_wait_for(&program, "Step 1 of 1: Rub.");
  program_wait_for(&program, "Completed.");
  ck_assert_int_eq(program_end(&program), DONE);
  assert_holds(settings_text(), "clinician_agreed = \"no\";");
  program = START_AT_TERMINAL("run", "bend");
  program_wait_for(&program, "left out by your profile (a recent operation)");
  program_wait_for(&program, "Stretches are left out until your clinician has agreed to them.");
  ck_assert_ptr_null(strstr(program.seen, "Has your clinician"));
  ck_assert_int_eq(program_end(&program), FAILED);
}
END_TEST

/* The lines of a pipe are answers to other questions: none of them is a clinician's word. */
START_TEST(run__takes_no_word__from_a_pipe) {
  static const char *const inputs[] = {NULL, "1\n1\n", "yes\n"};
  after_surgery("");
  Said said = RUN(inputs[_i], "run", "mixed");
  ck_assert_int_eq(said.status, DONE);
  ck_assert_ptr_null(strstr(said.out, "Has your clinician"));
  assert_holds(said.out, "Stretches are left out until your clinician has agreed to them.");
  assert_holds(said.out, "Step 1 of 1: Rub.");
  ck_assert_ptr_null(strstr(said.out, "Step 1 of 2"));
  said_free(&said);
  ck_assert_ptr_null(strstr(settings_text(), "clinician_agreed"));
  said = RUN(inputs[_i], "run", "bend");
  ck_assert_int_eq(said.status, FAILED);
  assert_holds(said.err, "(a recent operation)");
  said_free(&said);
}
END_TEST

/* The terminal is gone before an answer: nothing starts, and nothing is kept as one. */
START_TEST(run__starts_nothing__where_the_terminal_goes_before_an_answer) {
  after_surgery("");
  Program program = START_AT_TERMINAL("run", "mixed");
  program_wait_for(&program, "1 yes, 2 not yet");
  program_type(&program, "\004");
  ck_assert_int_ne(program_end(&program), DONE);
  Said said = RUN(NULL, "history", "--json");
  ck_assert_str_eq(said.out, "[]\n");
  said_free(&said);
  ck_assert_ptr_null(strstr(settings_text(), "clinician_agreed"));
}
END_TEST

START_TEST(run__asks__where_nothing_else_would_be_left) {
  after_surgery("");
  Program program = START_AT_TERMINAL("run", "bend");
  program_wait_for(&program, "1 yes, 2 not yet");
  program_type(&program, "yes\n1\n");
  program_wait_for(&program, "Step 1 of 1: Bend.");
  program_wait_for(&program, "Completed.");
  ck_assert_int_eq(program_end(&program), DONE);
}
END_TEST

START_TEST(now__asks_nothing__after_an_operation) {
  after_surgery("");
  Program program = START("now", "--plain");
  program_wait_for(&program, "After your operation: only what your clinician agreed.");
  const char *first = strstr(program.seen, "Straighten the leg. Toes up. Hold it there.");
  ck_assert_ptr_nonnull(first);
  ck_assert(first < strstr(program.seen, "After your operation"));
  ck_assert_ptr_null(strstr(program.seen, "Has your clinician"));
  kill(program.pid, SIGTERM);
  (void)program_end(&program);
}
END_TEST

START_TEST(list__says__what_it_would_be_for_this_person) {
  Said said = RUN(NULL, "list");
  ck_assert_ptr_null(strstr(said.out, "adapted"));
  said_free(&said);
  temp_folder_write("routines/long.cfg",
                    "format = 1; title = \"Long\"; setup = 0;\n"
                    "steps = ( { kind = \"timed\"; title = \"Lean\"; duration = 60; },\n"
                    "  { kind = \"timed\"; title = \"Massage\"; duration = \"20m\"; avoid_if = [ "
                    "\"clot_risk\" ]; } );\n");
  settings("profile = [ \"clot_risk\" ];\n");
  said = RUN(NULL, "list");
  ck_assert_int_eq(said.status, DONE);
  const char *line = strstr(said.out, "\nlong ");
  ck_assert_ptr_nonnull(line);
  ck_assert_msg(strstr(line, "    1:00      1  extra, adapted\n") != NULL, "%s", line);
  assert_holds(said.out, "0:00      0  extra, all of it left out by your profile\n");
  ck_assert_ptr_nonnull(strstr(said.out, "relax-scan"));
  ck_assert_ptr_null(strstr(strstr(said.out, "relax-scan"), "adapted\nthree"));
  said_free(&said);
  /* The documented fields stay those of the file. */
  said = RUN(NULL, "list", "--json");
  json_error_t err;
  json_t *root = json_loads(said.out, 0, &err);
  bool found = false;
  for (size_t i = 0; i < json_array_size(root); i++) {
    json_t *row = json_array_get(root, i);
    if (strcmp(json_string_value(json_object_get(row, "id")), "long") == 0) {
      found = json_integer_value(json_object_get(row, "total_s")) == 1260 &&
              json_integer_value(json_object_get(row, "steps")) == 2;
    }
  }
  ck_assert(found);
  json_decref(root);
  said_free(&said);
}
END_TEST

START_TEST(clot_note__stands__in_the_start_of_every_routine) {
  static const char note[] =
      "If one calf is swollen, hot, red or newly sore, stop here. A leg like "
      "that needs a clinician today, not a stretch.\n";
  Said said = RUN(NULL, "run", "evening");
  ck_assert_ptr_null(strstr(said.out, note));
  said_free(&said);
  settings("profile = [ \"clot_risk\" ]; routine = \"evening\";\n");
  said = RUN(NULL, "run", "evening");
  assert_holds(said.out, note);
  said_free(&said);
  said = program_run(NULL, (const char *const[]){NULL});
  assert_holds(said.out, note);
  said_free(&said);
}
END_TEST

START_TEST(learn__suits__the_profile) {
  settings("profile = [ \"kidney\" ];\n");
  static const char *const cards[] = {"k06", "k07", "k08"};
  for (size_t i = 0; i < sizeof cards / sizeof cards[0]; i++) {
    Said said = RUN(NULL, "learn", cards[i]);
    assert_holds(said.out, "Ask your kidney");
    ck_assert_ptr_null(strstr(said.out, "350 mg"));
    ck_assert_ptr_null(strstr(said.out, "600 units"));
    said_free(&said);
  }
  Said list = RUN(NULL, "learn");
  ck_assert_int_eq(strncmp(list.out, "clot-note", 9), 0);
  said_free(&list);
  settings("profile = [ \"kidney\", \"artery\" ];\n");
  list = RUN(NULL, "learn");
  ck_assert_int_eq(strncmp(list.out, "k23-", 4), 0);
  said_free(&list);
  Said said = RUN(NULL, "learn", "k07", "--json");
  assert_holds(said.out, "Ask your kidney team first.");
  ck_assert_ptr_null(strstr(said.out, "350 mg"));
  said_free(&said);
}
END_TEST

/* What an answer leaves out does not come, and is not held against anybody. */
START_TEST(run__leaves_out__what_an_answer_said) {
  temp_folder_write(
      "routines/choose.cfg",
      "format = 1; title = \"Choose\"; setup = 0;\n"
      "steps = ( { kind = \"prompt\"; title = \"Which?\"; choices = (\n"
      "    { label = \"All\"; }, { label = \"No wall\"; leave_out = \"wall\"; } ); },\n"
      "  { kind = \"timed\"; title = \"March\"; duration = 0.2; },\n"
      "  { kind = \"timed\"; title = \"Wall\"; duration = 600; },\n"
      "  { kind = \"timed\"; title = \"Rest\"; duration = 0.2; } );\n");
  Said said = RUN("2\n", "run", "choose");
  ck_assert_int_eq(said.status, DONE);
  ck_assert_ptr_null(strstr(said.out, "Step 3 of 4: Wall"));
  assert_holds(said.out, "Step 4 of 4: Rest.");
  assert_holds(said.out, "Completed.");
  said_free(&said);
  said = RUN(NULL, "history", "--json");
  assert_holds(said.out, "\"outcome\": \"hidden\"");
  assert_holds(said.out, "\"planned_s\": 0.4");
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
  tcase_add_test(program, run__asks_for_a_clinicians_word__before_the_first_stretch);
  tcase_add_test(program, run__leaves_stretches_out__after_a_no);
  tcase_add_test(program, run__starts_nothing__where_the_terminal_goes_before_an_answer);
  tcase_add_test(program, run__asks__where_nothing_else_would_be_left);
  tcase_add_test(program, now__asks_nothing__after_an_operation);
  tcase_add_test(program, list__says__what_it_would_be_for_this_person);
  tcase_add_test(program, clot_note__stands__in_the_start_of_every_routine);
  tcase_add_test(program, learn__suits__the_profile);
  tcase_add_test(program, run__leaves_out__what_an_answer_said);
  tcase_add_loop_test(program, run__takes_no_word__from_a_pipe, 0, 3);
  tcase_set_timeout(program, 30);
  suite_add_tcase(suite, program);
  return suite;
}

int main(void) {
  return suite_run(make_suite());
}
