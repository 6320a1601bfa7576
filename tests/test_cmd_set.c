/* set and settings as their users meet them: the real program in a folder of its own. */
#include <check.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "program.h"
#include "suite.h"
#include "temp_folder.h"

enum { DONE, FAILED, USAGE };

static const char mine[] =
    "# mine, as I like it\n"
    "format = 1;   title=\"Mine\"\n"
    "steps = (\n"
    "  # the calf\n"
    "  { id = \"rub\";  kind=\"timed\"; title = \"Rub\"; setup = 0;\n"
    "    /* long */ duration = 20; cue = \"So\"; },\n"
    "  { use = \"evening-calf/breathe-4-6\"; cycles = 6; },\n"
    "  { use = \"breathe-resonance\"; },\n"
    "  { id = \"last\"; kind = \"timed\"; title = \"Last\"; duration = 9; }\n"
    ");\n";

static void set_up(void) {
  program_set_up_routine("mine.cfg", mine);
}

static void tear_down(void) {
  temp_folder_remove();
}

/* The whole of a file; NULL: there is none. */
static char *content(const char *name) {
  char *path = temp_folder_path(name);
  FILE *file = fopen(path, "r");
  char *text = NULL;
  size_t size = 0;
  if (file != NULL && getdelim(&text, &size, '\0', file) < 0) {
    ck_abort_msg("%s is empty", name);
  }
  if (file != NULL) {
    fclose(file);
  }
  free(path);
  return text;
}

static void assert_mine(const char *text) {
  char *now = content("nightcalf/routines/mine.cfg");
  ck_assert_str_eq(now, text);
  free(now);
}

/* Text with one part of it replaced. Release with free(). */
static char *with(const char *text, const char *old, const char *new) {
  const char *at = strstr(text, old);
  ck_assert_msg(at != NULL, "no \"%s\" in the text", old);
  char *result = NULL;
  ck_assert_int_gt(asprintf(&result, "%.*s%s%s", (int)(at - text), text, new, at + strlen(old)), 0);
  return result;
}

/* A run that must end so and say these; NULL: anything. */
static void assert_run(Said said, int status, const char *out, const char *err) {
  ck_assert_msg(said.status == status, "exit %d, out:\n%s\nerr:\n%s", said.status, said.out,
                said.err);
  if (out != NULL) {
    assert_holds(said.out, out);
  }
  if (err != NULL) {
    assert_holds(said.err, err);
  }
  said_free(&said);
}

static const struct {
  const char *line[6];
  const char *out;
  const char *old, *new; /* the bytes that change */
} changes[] = {
    {{"set", "mine/rub", "duration", "1m"},
     "mine/rub: duration: 20 -> 1m\nTotal: 7 minutes 29 seconds -> 8 minutes 9 seconds\n",
     "duration = 20;",
     "duration = \"1m\";"},
    {{"set", "mine/1", "duration", "25"},
     "mine/1: duration: 20 -> 25\n",
     "duration = 20;",
     "duration = 25;"},
    {{"set", "mine/last", "duration", "10"},
     "mine/last: duration: 9 -> 10\n",
     "duration = 9;",
     "duration = 10;"},
    {{"set", "mine/6", "duration", "10"},
     "mine/6: duration: 9 -> 10\n",
     "duration = 9;",
     "duration = 10;"},
    {{"set", "mine", "title", "My \"own\" one"},
     "mine: title: Mine -> My \"own\" one\n",
     "title=\"Mine\"",
     "title=\"My \\\"own\\\" one\""},
    {{"set", "mine/breathe-4-6", "cycles", "8"}, "cycles: 6 -> 8\n", "cycles = 6;", "cycles = 8;"},
    {{"set", "mine/breathe-4-6", "cycles", "--unset"},
     "cycles: 6 -> not set\n",
     " cycles = 6;",
     ""},
    {{"set", "--unset", "mine/rub", "cue"}, "cue: So -> not set\n", " cue = \"So\";", ""},
};

START_TEST(set__changes__these_bytes_alone) {
  assert_run(program_run(NULL, changes[_i].line), DONE, changes[_i].out, "");
  char *meant = with(mine, changes[_i].old, changes[_i].new);
  assert_mine(meant);
  char *before = content("nightcalf/routines/mine.cfg~");
  ck_assert_str_eq(before, mine);
  free(before);
  free(meant);
}
END_TEST

START_TEST(set__adds__what_was_not_set) {
  assert_run(RUN(NULL, "set", "mine/rub", "sides", "left, right"), DONE,
             "sides: not set -> left, right\n", "");
  assert_run(RUN(NULL, "set", "mine/breathe-4-6", "inhale", "3"), DONE, "not set -> 3\n", "");
  assert_run(RUN(NULL, "check", "mine"), DONE, NULL, "");
  char *now = content("nightcalf/routines/mine.cfg");
  assert_holds(now, "sides = [ \"left\", \"right\" ]");
  assert_holds(now, "  # the calf\n");
  free(now);
}
END_TEST

START_TEST(set__of_a_shipped_one__copies_it_first) {
  Said said = RUN(NULL, "set", "evening-calf/wall-ball-foot", "hold", "12");
  assert_holds(said.out, "Total: 10 minutes -> 9 minutes 42 seconds\n");
  assert_holds(said.out, "nightcalf/routines/evening-calf.cfg\n");
  assert_run(said, DONE, "it was copied first", "");
  char *now = content("nightcalf/routines/evening-calf.cfg");
  char *shipped_path = NULL;
  ck_assert_int_gt(asprintf(&shipped_path, "%s/routines/evening-calf.cfg", SOURCE_DIR), 0);
  FILE *file = fopen(shipped_path, "r");
  char *shipped = NULL;
  size_t size = 0;
  ck_assert_int_gt(getdelim(&shipped, &size, '\0', file), 0);
  fclose(file);
  char *meant = with(shipped, "hold = 15;", "hold = 12;");
  ck_assert_str_eq(now, meant);
  free(meant);
  free(shipped);
  free(shipped_path);
  free(now);
}
END_TEST

START_TEST(set__writes_nothing__that_is_so_already) {
  assert_run(RUN(NULL, "set", "mine/rub", "duration", "20"), DONE, "is already 20", "");
  assert_run(RUN(NULL, "set", "mine/rub", "say", "--unset"), DONE, "say is not set", "");
  assert_run(RUN(NULL, "set", "evening-calf/wall-ball-foot", "hold", "15"), DONE, "already", "");
  ck_assert_ptr_null(content("nightcalf/routines/mine.cfg~"));
  ck_assert_ptr_null(content("nightcalf/routines/evening-calf.cfg"));
}
END_TEST

static const struct {
  const char *line[6];
  int status;
  const char *hint;
} refusals[] = {
    {{"set"}, USAGE, "which routine"},
    {{"set", "mine"}, USAGE, "the setting to change"},
    {{"set", "mine", "title"}, USAGE, "the setting's value"},
    {{"set", "mine", "--unset"}, USAGE, "the setting to change"},
    {{"set", "mine", "title", "x", "--unset"}, USAGE, "--unset takes no value"},
    {{"set", "mine/rub", "duration", "-5"}, USAGE, "before a value that begins with a hyphen"},
    {{"set", "mine/rub", "duration", "--", "-5"},
     FAILED,
     "\"duration\" must be above 0 and at most 4 h; got -5"},
    {{"set", "mine/rub", "duratoin", "5"}, FAILED, "did you mean \"duration\""},
    {{"set", "mine/breathe-4-6", "inhael", "5"}, FAILED, "did you mean \"inhale\""},
    {{"set", "mine", "titel", "5"}, FAILED, "did you mean \"title\""},
    {{"set", "mine/rob", "duration", "5"}, FAILED, "has no step \"rob\""},
    {{"set", "mine/7", "duration", "5"}, FAILED, "has no step \"7\""},
    {{"set", "mine/resonance", "cycles", "5"}, FAILED, "comes with all of \"breathe-resonance\""},
    {{"set", "mine/3", "cycles", "5"}, FAILED, "nightcalf set breathe-resonance/STEP"},
    {{"set", "min/rub", "duration", "5"}, FAILED, "did you mean \"mine\""},
    {{"set", "mine", "title", "--unset"}, FAILED, "\"title\" is missing"},
    {{"set", "mine/rub", "kind", "hold"}, FAILED, "mine/rub: "},
    {{"set", "mine/rub", "cue", "\x1b[31mred"}, FAILED, "control character"},
    {{"set", "evening-calf/breathe-4-6", "id", "other"}, FAILED, "mine"},
};

START_TEST(set__says_what_is_wrong__and_changes_nothing) {
  Said said = program_run(NULL, refusals[_i].line);
  ck_assert_ptr_null(strchr(said.err, '\x1b'));
  assert_run(said, refusals[_i].status, "", refusals[_i].hint);
  assert_mine(mine);
  ck_assert_ptr_null(content("nightcalf/routines/mine.cfg~"));
  ck_assert_ptr_null(content("nightcalf/routines/evening-calf.cfg"));
}
END_TEST

START_TEST(set__breaks_others__when_it_is_forced) {
  assert_run(RUN(NULL, "set", "--force", "evening-calf/breathe-4-6", "id", "other"), DONE,
             "id: breathe-4-6 -> other", "");
  assert_run(RUN(NULL, "check", "mine"), FAILED, "", "has no step \"breathe-4-6\"");
}
END_TEST

START_TEST(set__mends__what_is_broken) {
  temp_folder_write(
      "nightcalf/routines/bad.cfg",
      "format = 1; title = \"B\";\n"
      "steps = ( { id = \"x\"; kind = \"timed\"; title = \"T\"; duration = -5; } );\n");
  assert_run(RUN(NULL, "set", "bad/x", "duration", "5"), DONE, "duration: -5 -> 5\nTotal: unknown",
             "");
  temp_folder_write("nightcalf/routines/bad.cfg", "format = 1; title = ;\n");
  assert_run(RUN(NULL, "set", "bad", "title", "5"), FAILED, "", "nightcalf edit bad");
}
END_TEST

/* The JSON that a run printed. */
static json_t *json_said(const Said *said) {
  json_error_t err;
  json_t *value = json_loads(said->out, 0, &err);
  ck_assert_msg(value != NULL, "no JSON: %s\n%s%s", err.text, said->out, said->err);
  return value;
}

START_TEST(settings__are_all_listed__with_their_sentences) {
  Said said = RUN(NULL, "settings");
  assert_holds(said.out, "drift_minutes: 15 (default)\n    Minutes without a key");
  assert_holds(said.out, "bedtime: not set (default)\n");
  assert_run(said, DONE, "nightcalf/nightcalf.cfg\n", "");
  said = RUN(NULL, "settings", "--json");
  json_t *rows = json_said(&said);
  size_t i = 0;
  json_t *row = NULL;
  Said plain = RUN(NULL, "settings");
  json_array_foreach(rows, i, row) {
    char *line = NULL;
    ck_assert_int_gt(asprintf(&line, "%s: ", json_string_value(json_object_get(row, "name"))), 0);
    assert_holds(plain.out, line);
    ck_assert(json_is_false(json_object_get(row, "set")));
    free(line);
  }
  ck_assert_uint_ge(i, 12);
  json_decref(rows);
  said_free(&plain);
  said_free(&said);
}
END_TEST

static const struct {
  const char *line[5];
  const char *out;
  const char *value; /* as the setting's own line has it then */
} settings[] = {
    {{"settings", "bedtime", "22:15"}, "bedtime: not set -> 22:15\n", "22:15\n"},
    {{"settings", "drift_minutes", "20"}, "drift_minutes: 15 -> 20\n", "20\n"},
    {{"settings", "wait_for_me", "yes"}, "wait_for_me: no -> yes\n", "yes\n"},
    {{"settings", "worse_side", "left"}, "worse_side: none -> left\n", "left\n"},
    {{"settings", "profile", "falls, clot_risk"}, "-> clot_risk, falls\n", "clot_risk, falls\n"},
    {{"settings", "routine", "in-bed"}, "routine: not set -> in-bed\n", "in-bed\n"},
    {{"settings", "emergency_number", "112"}, "not set -> 112\n", "112\n"},
    {{"settings", "keys", "pause: z"}, "keys: not set -> pause: z\n", "pause: z\n"},
    {{"settings", "cue_profiles", "in-bed: quiet\nlong-day: usual"},
     "-> in-bed: quiet, long-day: usual\n",
     "in-bed: quiet\nlong-day: usual\n"},
};

START_TEST(settings__are_changed__shown_and_taken_out) {
  const char *key = settings[_i].line[1];
  Said before = RUN(NULL, "settings", key);
  assert_run(program_run(NULL, settings[_i].line), DONE, settings[_i].out, "");
  Said now = RUN(NULL, "settings", key);
  ck_assert_str_eq(now.out, settings[_i].value);
  said_free(&now);
  char *line = NULL;
  ck_assert_int_gt(asprintf(&line, "\n%s: ", key), 0);
  Said all = RUN(NULL, "settings");
  const char *at =
      strncmp(all.out, line + 1, strlen(line) - 1) == 0 ? all.out : strstr(all.out, line) + 1;
  size_t length = strcspn(at, "\n");
  ck_assert_msg(strncmp(at + length - 5, "(set)", 5) == 0, "%.*s", (int)length, at);
  said_free(&all);
  free(line);
  assert_run(RUN(NULL, "settings", "--unset", key), DONE, "(default)\n", "");
  now = RUN(NULL, "settings", key);
  ck_assert_str_eq(now.out, before.out);
  said_free(&now);
  said_free(&before);
}
END_TEST

static const struct {
  const char *line[5];
  int status;
  const char *hint;
} misuses[] = {
    {{"settings", "drift_minute"}, FAILED, "did you mean \"drift_minutes\""},
    {{"settings", "nonsense", "3"}, FAILED, "there is no setting \"nonsense\""},
    {{"settings", "drift_minutes", "500"}, FAILED, "must be from 0 to 240; got 500"},
    {{"settings", "bedtime", "25:00"}, FAILED, "got \"25:00\""},
    {{"settings", "sound", "loud"}, FAILED, "got \"loud\""},
    {{"settings", "profile", "fals"}, FAILED, "did you mean \"falls\""},
    {{"settings", "routine", "in-bd"}, FAILED, "did you mean \"in-bed\""},
    {{"settings", "keys", "paus: z"}, FAILED, "paus"},
    {{"settings", "keys", "pause"}, FAILED, "pause: z Space"},
    {{"settings", "cue_profiles", "in-bed: loud"}, FAILED, "cue_profiles"},
    {{"settings", "--unset"}, USAGE, "--unset takes the name"},
    {{"settings", "bedtime", "22:00", "--unset"}, USAGE, "--unset takes the name"},
    {{"settings", "bedtime", "--json"}, USAGE, "--json shows all"},
};

START_TEST(settings__say_what_is_wrong__and_change_nothing) {
  static const char file[] = "bedtime = \"22:00\"; # early\n";
  temp_folder_write("nightcalf/nightcalf.cfg", file);
  assert_run(program_run(NULL, misuses[_i].line), misuses[_i].status, "", misuses[_i].hint);
  char *now = content("nightcalf/nightcalf.cfg");
  ck_assert_str_eq(now, file);
  free(now);
}
END_TEST

START_TEST(settings__keep_comments__when_one_changes) {
  temp_folder_write("nightcalf/nightcalf.cfg", "bedtime = \"22:00\"; # early\n# mine\n");
  assert_run(RUN(NULL, "settings", "bedtime", "22:30"), DONE, "22:00 -> 22:30", "");
  char *now = content("nightcalf/nightcalf.cfg");
  ck_assert_str_eq(now, "bedtime = \"22:30\"; # early\n# mine\n");
  free(now);
}
END_TEST

START_TEST(settings__with_an_error_in_the_file__say_where) {
  temp_folder_write("nightcalf/nightcalf.cfg", "bedtime = 7;\n");
  assert_run(RUN(NULL, "settings"), DONE, "bedtime", "nightcalf.cfg:1:11: error: ");
  assert_run(RUN(NULL, "settings", "drift_minutes", "3"), FAILED, "", "nightcalf.cfg:1:11: ");
}
END_TEST

int main(void) {
  Suite *suite = suite_create("cmd_set");
  TCase *cases = tcase_create("cmd_set");
  tcase_add_checked_fixture(cases, set_up, tear_down);
  tcase_add_loop_test(cases, set__changes__these_bytes_alone, 0,
                      sizeof changes / sizeof changes[0]);
  tcase_add_test(cases, set__adds__what_was_not_set);
  tcase_add_test(cases, set__of_a_shipped_one__copies_it_first);
  tcase_add_test(cases, set__writes_nothing__that_is_so_already);
  tcase_add_loop_test(cases, set__says_what_is_wrong__and_changes_nothing, 0,
                      sizeof refusals / sizeof refusals[0]);
  tcase_add_test(cases, set__breaks_others__when_it_is_forced);
  tcase_add_test(cases, set__mends__what_is_broken);
  tcase_add_test(cases, settings__are_all_listed__with_their_sentences);
  tcase_add_loop_test(cases, settings__are_changed__shown_and_taken_out, 0,
                      sizeof settings / sizeof settings[0]);
  tcase_add_loop_test(cases, settings__say_what_is_wrong__and_change_nothing, 0,
                      sizeof misuses / sizeof misuses[0]);
  tcase_add_test(cases, settings__keep_comments__when_one_changes);
  tcase_add_test(cases, settings__with_an_error_in_the_file__say_where);
  suite_add_tcase(suite, cases);
  return suite_run(suite);
}
