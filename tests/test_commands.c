/* The commands as their users meet them: the real program in a folder of its own, without a
 * terminal. What they print as JSON is read back by jansson. */
#include <check.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "program.h"
#include "suite.h"
#include "temp_folder.h"

enum { DONE, FAILED, USAGE };

static const char two_steps[] =
    "format = 1; title = \"Two steps\"; about = \"Short.\"; setup = 0; rest = 0;\n"
    "steps = (\n"
    "  { id = \"calf\"; kind = \"hold\"; title = \"Calf\"; hold = 2; reps = 2; rest = 1;\n"
    "    sides = [ \"left\", \"right\" ]; switch = 3; setup = 4; },\n"
    "  { id = \"ask\"; kind = \"prompt\"; title = \"Well?\"; estimate = 5;\n"
    "    choices = ( { label = \"Yes\"; }, { label = \"No\"; } ); },\n"
    "  { id = \"air\"; kind = \"breathe\"; title = \"Air\"; inhale = 1.5; exhale = 2; cycles = 2; "
    "}\n"
    ");\n";

static const char broken[] = "format = 1;\n"
                             "title = \"Broken\";\n"
                             "steps = (\n"
                             "  { kind = \"timed\"; title = \"Rub\"; duration = -5; }\n"
                             ");\n";

/* A folder for own routines, with one sound and one broken. */
static void set_up(void) {
  program_set_up_routine("two.cfg", two_steps);
}

static void tear_down(void) {
  temp_folder_remove();
}

/* The JSON that a run printed. */
static json_t *json_said(const Said *said) {
  json_error_t err;
  json_t *value = json_loads(said->out, 0, &err);
  ck_assert_msg(value != NULL, "no JSON: %s\n%s%s", err.text, said->out, said->err);
  return value;
}

/* The element of an array whose id is this. */
static json_t *of_id(json_t *array, const char *id) {
  size_t i = 0;
  json_t *element = NULL;
  json_array_foreach(array, i, element) {
    if (strcmp(json_string_value(json_object_get(element, "id")), id) == 0) {
      return element;
    }
  }
  ck_abort_msg("no \"%s\" in the list", id);
  return NULL;
}

static const char *text_of(json_t *object, const char *name) {
  const char *text = json_string_value(json_object_get(object, name));
  return text == NULL ? "(no text)" : text;
}

static double number_of(json_t *object, const char *name) {
  json_t *value = json_object_get(object, name);
  ck_assert_msg(json_is_number(value), "%s is no number", name);
  return json_number_value(value);
}

START_TEST(version__is_said__in_the_gnu_form) {
  Said said = RUN(NULL, "--version");
  ck_assert_int_eq(said.status, DONE);
  ck_assert_int_eq(strncmp(said.out, "nightcalf (Nightcalf) ", 22), 0);
  assert_holds(said.out, "GPL");
  said_free(&said);
}
END_TEST

static const char *const commands[] = {"run",     "now",   "list",     "show", "check",
                                       "new",     "copy",  "edit",     "set",  "remove",
                                       "history", "learn", "settings", "help"};

START_TEST(help__lists__every_command) {
  Said said = RUN(NULL, "help");
  ck_assert_int_eq(said.status, DONE);
  for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
    char *line = NULL;
    ck_assert_int_gt(asprintf(&line, "\n  %s", commands[i]), 0);
    assert_holds(said.out, line);
    free(line);
  }
  Said same = RUN(NULL, "--help");
  ck_assert_str_eq(same.out, said.out);
  said_free(&said);
  said_free(&same);
}
END_TEST

START_TEST(help__gives_an_example__of_each_command) {
  const char *command = commands[_i];
  Said said = RUN(NULL, "help", command);
  ck_assert_int_eq(said.status, DONE);
  char *line = NULL;
  ck_assert_int_gt(asprintf(&line, "Example:\n  nightcalf %s", command), 0);
  assert_holds(said.out, line);
  free(line);
  Said same = RUN(NULL, command, "--help");
  ck_assert_str_eq(same.out, said.out);
  said_free(&said);
  said_free(&same);
}
END_TEST

static const struct {
  const char *line[4];
  const char *hint;
} misuses[] = {
    {{"lsit"}, "did you mean \"list\""},
    {{"frobnicate"}, "no command"},
    {{"help", "lsit"}, "did you mean \"list\""},
    {{"--nonsense"}, "--nonsense"},
    {{"list", "--jsn"}, "did you mean --json"},
    {{"list", "--json=yes"}, "takes no value"},
    {{"list", "-x"}, "-x"},
    {{"list", "one"}, "one"},
    {{"show"}, "which routine"},
    {{"history", "--since"}, "--since DATE"},
    {{"history", "--since", "someday"}, "2026-11-21"},
    {{"history", "--until", "2026-02-30"}, "--until"},
    {{"history", "--limit", "0"}, "--limit"},
    {{"history", "--limit", "2x"}, "--limit"},
    {{"run", "two", "--from", "9"}, "from 1 to 3"},
    {{"run", "two", "--resume"}, "--resume"},
};

START_TEST(misuse__exits_2__with_a_hint) {
  Said said = program_run(NULL, misuses[_i].line);
  ck_assert_int_eq(said.status, USAGE);
  ck_assert_str_eq(said.out, "");
  assert_holds(said.err, misuses[_i].hint);
  assert_holds(said.err, "Try: nightcalf ");
  said_free(&said);
}
END_TEST

START_TEST(misuse__lets_nothing_forbidden__reach_the_terminal) {
  Said said = RUN(NULL, "list", "--\x1b[31mred");
  ck_assert_int_eq(said.status, USAGE);
  ck_assert_ptr_null(strchr(said.err, '\x1b'));
  said_free(&said);
}
END_TEST

START_TEST(home__names_tonights_routine__where_there_is_no_terminal) {
  temp_folder_write("nightcalf/nightcalf.cfg", "routine = \"two\";\n");
  Said said = program_run(NULL, (const char *const[]){NULL});
  ck_assert_int_eq(said.status, DONE);
  assert_holds(said.out, "Tonight: Two steps, 29 seconds.");
  assert_holds(said.out, "Last night is not in the diary yet. No cramp: nightcalf log none\n");
  assert_holds(said.out, "nightcalf run");
  said_free(&said);
}
END_TEST

START_TEST(list__shows__sound_and_broken_routines) {
  temp_folder_write("nightcalf/routines/bad.cfg", broken);
  Said said = RUN(NULL, "list");
  ck_assert_int_eq(said.status, DONE);
  assert_holds(said.out, "Two steps");
  assert_holds(said.out, "broken: line 4");
  assert_holds(said.out, "nightcalf check bad");
  assert_holds(said.out, "three-minute-standing");
  said_free(&said);
}
END_TEST

START_TEST(list_json__has__every_member) {
  temp_folder_write("nightcalf/routines/bad.cfg", broken);
  Said said = RUN(NULL, "list", "--json");
  ck_assert_int_eq(said.status, DONE);
  json_t *list = json_said(&said);
  json_t *two = of_id(list, "two");
  ck_assert_str_eq(text_of(two, "title"), "Two steps");
  ck_assert(number_of(two, "total_s") == 29.0);
  ck_assert(number_of(two, "steps") == 3.0);
  ck_assert_str_eq(text_of(two, "origin"), "own");
  ck_assert(json_is_false(json_object_get(two, "replaces_shipped")));
  assert_holds(text_of(two, "file"), "nightcalf/routines/two.cfg");
  ck_assert_uint_eq(json_array_size(json_object_get(two, "errors")), 0);
  json_t *bad = of_id(list, "bad");
  ck_assert(json_is_null(json_object_get(bad, "total_s")));
  json_t *first = json_array_get(json_object_get(bad, "errors"), 0);
  ck_assert(number_of(first, "line") == 4.0);
  assert_holds(text_of(first, "message"), "duration");
  assert_holds(text_of(first, "file"), "bad.cfg");
  json_decref(list);
  said_free(&said);
}
END_TEST

START_TEST(list__shows_once__what_replaces_a_shipped_one) {
  temp_folder_write("nightcalf/routines/three-minute-standing.cfg", two_steps);
  Said said = RUN(NULL, "list", "--json");
  json_t *list = json_said(&said);
  json_t *own = of_id(list, "three-minute-standing");
  ck_assert_str_eq(text_of(own, "origin"), "own");
  ck_assert(json_is_true(json_object_get(own, "replaces_shipped")));
  size_t times = 0;
  size_t i = 0;
  json_t *element = NULL;
  json_array_foreach(list, i, element) {
    times += strcmp(text_of(element, "id"), "three-minute-standing") == 0 ? 1 : 0;
  }
  ck_assert_uint_eq(times, 1);
  json_decref(list);
  said_free(&said);
  said = RUN(NULL, "list");
  assert_holds(said.out, "replaces the shipped one");
  said_free(&said);
}
END_TEST

START_TEST(list__fails__when_its_output_cannot_be_written) {
  char *line = NULL;
  ck_assert_int_gt(asprintf(&line, "'%s' list > /dev/full 2> '%s/err'", PROGRAM, getenv("HOME")),
                   0);
  int status = system(line); /* NOLINT(cert-env33-c): a fixed line of this test */
  free(line);
  ck_assert_int_eq(WEXITSTATUS(status), FAILED);
}
END_TEST

/* The n-th beat of what show printed. */
static json_t *beat_at(json_t *shown, size_t index) {
  return json_array_get(json_object_get(shown, "beats"), index);
}

START_TEST(show_json__is__the_exact_timeline) {
  Said said = RUN(NULL, "show", "two", "--json");
  ck_assert_int_eq(said.status, DONE);
  json_t *shown = json_said(&said);
  ck_assert_str_eq(text_of(shown, "id"), "two");
  ck_assert(number_of(shown, "total_s") == 29.0);
  ck_assert(number_of(shown, "waits") == 1.0);
  static const struct {
    const char *phase;
    double at, length;
    int step;
    const char *side;
    int rep, cycle;
  } beats[] = {
      {"setup", 0, 4, 1, "left", 0, 0},      {"hold", 4, 2, 1, "left", 1, 0},
      {"rest", 6, 1, 1, "left", 1, 0},       {"hold", 7, 2, 1, "left", 2, 0},
      {"switch", 9, 3, 1, "right", 0, 0},    {"hold", 12, 2, 1, "right", 1, 0},
      {"rest", 14, 1, 1, "right", 1, 0},     {"hold", 15, 2, 1, "right", 2, 0},
      {"wait", 17, 5, 2, "(no text)", 0, 0}, {"inhale", 22, 1.5, 3, "(no text)", 0, 1},
  };
  for (size_t i = 0; i < sizeof beats / sizeof beats[0]; i++) {
    json_t *beat = beat_at(shown, i);
    ck_assert_str_eq(text_of(beat, "phase"), beats[i].phase);
    ck_assert_msg(number_of(beat, "at_s") == beats[i].at, "beat %zu", i);
    ck_assert_msg(number_of(beat, "for_s") == beats[i].length, "beat %zu", i);
    ck_assert(number_of(beat, "step") == beats[i].step);
    bool work = strcmp(beats[i].phase, "hold") == 0;
    if (work) {
      ck_assert_str_eq(text_of(beat, "side"), beats[i].side);
      ck_assert(number_of(beat, "rep") == beats[i].rep);
      ck_assert(number_of(beat, "reps") == 2.0);
    }
    if (beats[i].cycle > 0) {
      ck_assert(number_of(beat, "cycle") == beats[i].cycle);
      ck_assert(json_is_null(json_object_get(beat, "rep")));
      ck_assert(json_is_null(json_object_get(beat, "side")));
    }
  }
  ck_assert(json_is_integer(json_object_get(beat_at(shown, 0), "at_s")));
  ck_assert(json_is_real(json_object_get(beat_at(shown, 9), "for_s")));
  json_decref(shown);
  said_free(&said);
}
END_TEST

START_TEST(show__is__a_table_for_people) {
  Said said = RUN(NULL, "show", "two");
  ck_assert_int_eq(said.status, DONE);
  assert_holds(said.out, "Two steps\nShort.\n");
  assert_holds(said.out, "Total: 29 seconds, 3 steps; waits for you 1 time\n");
  assert_holds(said.out, "1. Calf\n");
  assert_holds(said.out, "Hold, right, 2 of 2\n");
  assert_holds(said.out, "0:23.5");
  said_free(&said);
}
END_TEST

START_TEST(show__fails__for_a_broken_routine) {
  temp_folder_write("bad.cfg", broken);
  char *path = temp_folder_path("bad.cfg");
  Said said = RUN(NULL, "show", path, "--json");
  ck_assert_int_eq(said.status, FAILED);
  ck_assert_str_eq(said.out, "");
  assert_holds(said.err, "bad.cfg:4:");
  assert_holds(said.err, ": error: step 1 \"Rub\"");
  free(path);
  said_free(&said);
}
END_TEST

START_TEST(check__counts__what_is_sound) {
  Said said = RUN(NULL, "check", "two");
  ck_assert_int_eq(said.status, DONE);
  ck_assert_str_eq(said.out, "1 routine checked, nothing wrong\n");
  ck_assert_str_eq(said.err, "");
  said_free(&said);
}
END_TEST

START_TEST(check__finds__a_fault_in_a_folder) {
  temp_folder_write("nightcalf/routines/bad.cfg", broken);
  char *path = temp_folder_path("nightcalf/routines");
  Said said = RUN(NULL, "check", path);
  ck_assert_int_eq(said.status, FAILED);
  ck_assert_str_eq(said.out, "");
  assert_holds(said.err, "routines/bad.cfg:4:");
  assert_holds(said.err, "2 routines checked, 1 broken, 1 error\n");
  free(path);
  said_free(&said);
}
END_TEST

START_TEST(check__looks__at_the_settings_too) {
  temp_folder_write("nightcalf/nightcalf.cfg", "routin = \"two\";\n");
  Said said = RUN(NULL, "check");
  ck_assert_int_eq(said.status, FAILED);
  assert_holds(said.err, "nightcalf.cfg:1:");
  said_free(&said);
}
END_TEST

START_TEST(check__names__what_does_not_exist) {
  Said said = RUN(NULL, "check", "nothing-like-it");
  ck_assert_int_eq(said.status, FAILED);
  assert_holds(said.err, "nothing-like-it: error: there is no routine of this name");
  said_free(&said);
  said = RUN(NULL, "check", "./absent.cfg");
  ck_assert_int_eq(said.status, FAILED);
  assert_holds(said.err, "./absent.cfg: error: ");
  said_free(&said);
}
END_TEST

START_TEST(history__is__empty_at_first) {
  Said said = RUN(NULL, "history", "--json");
  ck_assert_int_eq(said.status, DONE);
  ck_assert_str_eq(said.out, "[]\n");
  said_free(&said);
  said = RUN(NULL, "history");
  ck_assert_int_eq(said.status, DONE);
  assert_holds(said.out, "No sessions yet");
  said_free(&said);
}
END_TEST

START_TEST(learn__lists__every_card_with_its_evidence) {
  Said said = RUN(NULL, "learn");
  ck_assert_int_eq(said.status, DONE);
  ck_assert_str_eq(said.err, "");
  assert_holds(said.out, "k04-stretching      Does stretching work?           Mixed trials\n");
  assert_holds(said.out, "\nk29-");
  assert_holds(said.out, "\nred-flags ");
  said_free(&said);
}
END_TEST

/* How one card may be asked for. */
static const char *const askings[][2] = {
    {"k04-stretching", NULL}, {"k04", NULL}, {"Does stretching work?", NULL}, {"does", "str"}};

START_TEST(learn__shows_one_card__by_id_or_title) {
  Said said = RUN(NULL, "learn", askings[_i][0], askings[_i][1]);
  ck_assert_int_eq(said.status, DONE);
  ck_assert_int_eq(strncmp(said.out, "Does stretching work?\n\nEvidence: Mixed trials\n\n", 47), 0);
  assert_holds(said.out, "\n\nSources: HALL12, COP05, COCH21.\n\n"
                         "General information, not medical advice.\n");
  for (const char *line = said.out; *line != '\0';) {
    size_t length = strcspn(line, "\n");
    ck_assert_uint_le(length, 78);
    line += length + 1;
  }
  said_free(&said);
}
END_TEST

START_TEST(learn__searches__for_all_of_the_words) {
  Said said = RUN(NULL, "learn", "magnesium", "kidney");
  ck_assert_int_eq(said.status, DONE);
  assert_holds(said.out, "k06-magnesium ");
  assert_holds(said.out, "k07-magnesium-food ");
  ck_assert_ptr_null(strstr(said.out, "k04-"));
  said_free(&said);
  /* Where one card alone has them, it is that one. */
  Said one = RUN(NULL, "learn", "warfarin");
  ck_assert_int_eq(strncmp(one.out, "Vitamin K2", 10), 0);
  said_free(&one);
  Said none = RUN(NULL, "learn", "magnesium", "unicorn");
  ck_assert_int_eq(none.status, FAILED);
  ck_assert_str_eq(none.out, "");
  assert_holds(none.err, "magnesium unicorn");
  said_free(&none);
}
END_TEST

START_TEST(learn_json__has__every_member) {
  Said said = RUN(NULL, "learn", "--json", "k11");
  ck_assert_int_eq(said.status, DONE);
  json_t *cards = json_said(&said);
  ck_assert_uint_eq(json_array_size(cards), 1);
  json_t *card = json_array_get(cards, 0);
  ck_assert_str_eq(text_of(card, "id"), "k11-alcohol");
  ck_assert_str_eq(text_of(card, "title"), "Alcohol and cramps");
  ck_assert_str_eq(text_of(card, "evidence"), "observational");
  ck_assert_str_eq(text_of(card, "evidence_shown"), "Observed link");
  ck_assert_str_eq(text_of(card, "evidence_note"), "one case-control study");
  ck_assert_uint_eq(json_array_size(json_object_get(card, "body")), 1);
  ck_assert_str_eq(json_string_value(json_array_get(json_object_get(card, "sources"), 0)), "DEL18");
  json_decref(cards);
  said_free(&said);
  Said none = RUN(NULL, "learn", "--json", "unicorn");
  ck_assert_int_eq(none.status, FAILED);
  cards = json_said(&none);
  ck_assert_uint_eq(json_array_size(cards), 0);
  json_decref(cards);
  said_free(&none);
}
END_TEST

START_TEST(learn_red_flags__shows__the_users_number) {
  temp_folder_write("nightcalf/nightcalf.cfg", "emergency_number = \"112\";\n");
  Said said = RUN(NULL, "learn", "red-flags");
  ck_assert_int_eq(said.status, DONE);
  assert_holds(said.out, "Call your emergency number now.\nYour number: 112\n");
  said_free(&said);
}
END_TEST

START_TEST(learn_disclaimer__is__the_whole_of_it) {
  Said said = RUN(NULL, "learn", "disclaimer");
  ck_assert_int_eq(said.status, DONE);
  assert_holds(said.out, "not\na medical device");
  said_free(&said);
  Said help = RUN(NULL, "help");
  assert_holds(help.out, "General information, not medical advice. Stop if it hurts.");
  said_free(&help);
}
END_TEST

static Suite *make_suite(void) {
  Suite *suite = suite_create("commands");
  TCase *tests = tcase_create("commands");
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_set_timeout(tests, 20);
  tcase_add_test(tests, version__is_said__in_the_gnu_form);
  tcase_add_test(tests, help__lists__every_command);
  tcase_add_loop_test(tests, help__gives_an_example__of_each_command, 0,
                      sizeof commands / sizeof commands[0]);
  tcase_add_loop_test(tests, misuse__exits_2__with_a_hint, 0, sizeof misuses / sizeof misuses[0]);
  tcase_add_test(tests, misuse__lets_nothing_forbidden__reach_the_terminal);
  tcase_add_test(tests, home__names_tonights_routine__where_there_is_no_terminal);
  tcase_add_test(tests, list__shows__sound_and_broken_routines);
  tcase_add_test(tests, list_json__has__every_member);
  tcase_add_test(tests, list__shows_once__what_replaces_a_shipped_one);
  tcase_add_test(tests, list__fails__when_its_output_cannot_be_written);
  tcase_add_test(tests, show_json__is__the_exact_timeline);
  tcase_add_test(tests, show__is__a_table_for_people);
  tcase_add_test(tests, show__fails__for_a_broken_routine);
  tcase_add_test(tests, check__counts__what_is_sound);
  tcase_add_test(tests, check__finds__a_fault_in_a_folder);
  tcase_add_test(tests, check__looks__at_the_settings_too);
  tcase_add_test(tests, check__names__what_does_not_exist);
  tcase_add_test(tests, history__is__empty_at_first);
  tcase_add_test(tests, learn__lists__every_card_with_its_evidence);
  tcase_add_loop_test(tests, learn__shows_one_card__by_id_or_title, 0,
                      sizeof askings / sizeof askings[0]);
  tcase_add_test(tests, learn__searches__for_all_of_the_words);
  tcase_add_test(tests, learn_json__has__every_member);
  tcase_add_test(tests, learn_red_flags__shows__the_users_number);
  tcase_add_test(tests, learn_disclaimer__is__the_whole_of_it);
  suite_add_tcase(suite, tests);
  return suite;
}

int main(void) {
  return suite_run(make_suite());
}
