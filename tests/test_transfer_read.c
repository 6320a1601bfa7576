/* An import that is not sound: every mistake is told with its line and place, and nothing is taken
 * in (FAULTS F43). */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/json.h"
#include "cli/transfer_json.h"
#include "nightcalf/mem.h"
#include "suite.h"
#include "temp_folder.h"

static Diagnostics findings;
static char *path;

static void set_up(void) {
  json_start();
  temp_folder_make();
  path = temp_folder_path("import.json");
  findings = (Diagnostics){0};
}

static void tear_down(void) {
  diagnostics_free(&findings);
  free(path);
  temp_folder_remove();
}

#define HEAD "{\"format\": \"nightcalf-export\", \"version\": 1,\n"
#define UUID "0b0a4a1e-94f5-4d0e-8c0e-5c2f8f0a9d42"
#define EPISODE                                                                                    \
  "\"uuid\":\"" UUID "\",\"night\":\"2026-11-21\",\"onset\":\"2026-11-22T03:10:00+01:00\","        \
  "\"eased\":true,\"modified\":\"2026-11-22T08:00:00Z\""
#define NIGHT "\"night\":\"2026-11-21\",\"modified\":\"2026-11-22T08:00:00Z\""
#define STEP                                                                                       \
  "{\"id\":\"a\",\"title\":\"A\",\"kind\":\"hold\",\"outcome\":\"done\",\"planned_s\":30,"         \
  "\"done_s\":29.5,\"sides\":{\"left\":29.5,\"right\":0},\"finished\":true,\"hurt\":false}"
#define SESSION(extra, steps, answers)                                                             \
  HEAD "\"sessions\":[{\"uuid\":\"" UUID "\",\"routine\":\"a\",\"title\":\"A\","                   \
       "\"night\":\"2026-11-21\",\"planned_s\":30,\"done_s\":29.5,\"paused_s\":0,"                 \
       "\"open\":false,\"step\":1,\"snapshot\":\"\",\"steps\":[" steps "],\"answers\":[" answers   \
       "]," extra "}]}"
#define ENDED                                                                                      \
  "\"started\":\"2026-11-22T00:12:05+01:00\",\"ended\":\"2026-11-22T00:13:05+01:00\","             \
  "\"outcome\":\"partial\",\"ended_by\":\"end\""

static const char *const sound[] = {
    HEAD "\"nights\":[]}",
    "\xEF\xBB\xBF" HEAD "\"nights\":[{" NIGHT "}]}\r\n\r\n",
    HEAD "\"nights\":[{" NIGHT ",\"cramp_count\":0,\"entered\":\"2026-11-22T08:00:00Z\"}]}",
    HEAD "\"episodes\":[{" EPISODE ",\"duration_min\":3,\"relief_used\":[\"walk\"]}]}",
    HEAD "\"episodes\":[{" EPISODE ",\"note\":\"[}\\\"]\"}]}",
    "{\"nights\":[], \"version\":1 , \"format\" : \"nightcalf-export\" }",
    SESSION(ENDED, STEP "," STEP, "{\"step\":2,\"question\":\"q\",\"answer\":\"\"}"),
    HEAD "\"habits\":[{" NIGHT ",\"supplement\":[\"none\"]}]}",
};
enum { SOUND_COUNT = sizeof sound / sizeof sound[0] };

START_TEST(read__takes__what_is_sound) {
  temp_folder_write("import.json", sound[_i]);
  TransferFile *file = transfer_read(path, &findings);
  ck_assert_msg(file != NULL, "line %d: %s", findings.items[0].line, findings.items[0].message);
  transfer_free(file);
}
END_TEST

static const struct {
  const char *text;
  int line;
  const char *message;
} mistakes[] = {
    {"", 1, "does not begin with \"{\""},
    {"uuid,night\r\n", 1, "does not begin with \"{\""},
    {"{}", 0, "\"format\" is not \"nightcalf-export\""},
    {"{\"format\": 7, \"version\": 1}", 0, "\"format\" is not"},
    {"{\"format\": \"nightcalf-export\"}", 0, "has no sound \"version\""},
    {"{\"format\": \"nightcalf-export\", \"version\": 1.5}", 0, "has no sound \"version\""},
    {"{\"format\": \"nightcalf-export\", \"version\": 2, \"moods\": [1]}", 0,
     "written by a newer nightcalf (version 2 of exports; this one knows 1)"},
    {HEAD "\"moods\": []}", 2, "\"moods\" is nothing that an export holds"},
    {HEAD "\"nights\": [],\n\"nights\": []}", 3, "\"nights\" stands twice"},
    {HEAD "\"version\": 1}", 2, "\"version\" stands twice"},
    {HEAD "\"nights\": 7}", 2, "\"nights\" must be a list in [ ]"},
    {HEAD "\"nights\": [7]}", 2, "nights[0] must be a group in { }"},
    {HEAD "\"nights\": [\n", 3, "the file ends before a bracket is closed"},
    {HEAD "\"nights\": [{\"a", 2, "the file ends inside a text"},
    {HEAD "\"nights\": [{\"a\n\"}]}", 2, "a text is not closed on its line"},
    {HEAD "\"nights\": []", 2, "the closing \"}\" is missing"},
    {HEAD "\"nights\": []} x", 2, "something stands behind the closing \"}\""},
    {HEAD "\"nights\" []}", 2, "a \":\" is missing"},
    {HEAD "nights: []}", 2, "a name in quotes is missing"},
    {HEAD "\"nights\": }", 2, "a value is missing"},
    {HEAD "\"nights\":", 2, "the file ends where a value should be"},
    {HEAD "\"nights\": [{" NIGHT "} {" NIGHT "}]}", 2, "the closing \"]\" is missing"},
    {HEAD "\"nights\": [{" NIGHT ",}]}", 2, "string or '}' expected near"},
    {HEAD "\"nights\": [,]}", 2, "a value is missing"},
    {HEAD "\"nights\": [[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]}", 2, "nested too deep"},
    {HEAD "\"nights\": [\n{" NIGHT ",\n\"note\":\"\\q\"}]}", 4, "invalid escape"},
    {HEAD "\"nights\": [{" NIGHT ",\"note\":\"a\\u0000b\"}]}", 2, "\\u0000"},
    {HEAD "\"nights\": [{" NIGHT ",\"note\":\"\xFF\"}]}", 2, "unable to decode byte 0xff"},
    {HEAD "\"nights\": [{" NIGHT ",\"note\":\"a\",\"note\":\"b\"}]}", 2, "duplicate"},
    {HEAD "\"nights\": [{" NIGHT ",\"cramp_count\":1e999}]}", 2, "real number overflow"},
    {HEAD "\"nights\": [{" NIGHT ",\"cramp_count\":99999999999999999999}]}", 2, "too big integer"},
    {HEAD "\"nights\": [{" NIGHT ",\"cramp_count\":1.0}]}", 2,
     "nights[0].cramp_count must be a whole number from 0 to 99; got 1.0"},
    {HEAD "\"nights\": [{" NIGHT ",\"cramp_count\":-1}]}", 2, "from 0 to 99; got -1"},
    {HEAD "\"nights\": [{" NIGHT ",\"cramp_count\":2}]}", 2, "nights[0].entered is missing"},
    {HEAD "\"nights\": [{" NIGHT ",\"entered\":\"2026-11-22T08:00:00Z\"}]}", 2,
     "nights[0].entered stands without \"cramp_count\""},
    {HEAD "\"nights\": [{\"night\":\"2026-02-30\",\"modified\":\"2026-11-22T08:00:00Z\"}]}", 2,
     "nights[0].night must be a date such as \"2026-11-21\"; got \"2026-02-30\""},
    {HEAD "\"nights\": [{\"night\":\"2026-11-21\"}]}", 2, "nights[0].modified is missing"},
    {HEAD "\"nights\": [{" NIGHT "},\n{" NIGHT "}]}", 3,
     "nights: 2026-11-21 stands twice, first in line 2"},
    {HEAD "\"nights\": [{" NIGHT ",\"sleep_qualty\":\"good\"}]}", 2,
     "unknown member \"sleep_qualty\"; did you mean \"sleep_quality\"?"},
    {HEAD "\"nights\": [{" NIGHT ",\"tiger\":1}]}", 2, "unknown member \"tiger\""},
    {HEAD "\"nights\": [{" NIGHT ",\"sleep_quality\":\"best\"}]}", 2,
     "must be one of \"very_poor\""},
    {HEAD "\"nights\": [{" NIGHT ",\"sleep_quality\":\"\"}]}", 2, "must be one of"},
    {HEAD "\"nights\": [{" NIGHT ",\"bed_time\":\"25:00\"}]}", 2, "must be a time of day"},
    {HEAD "\"nights\": [{" NIGHT ",\"bed_time\":1320}]}", 2, "must be a time of day"},
    {HEAD "\"nights\": [{" NIGHT ",\"waso_cramp_min\":1441}]}", 2,
     "must be minutes from 0 to 1440; got 1441"},
    {HEAD "\"nights\": [{" NIGHT ",\"excused\":1}]}", 2, "must be true or false; got 1"},
    {HEAD "\"nights\": [{" NIGHT ",\"note\":7}]}", 2, "nights[0].note must be a text; got 7"},
    {HEAD "\"nights\": [{" NIGHT ",\"note\":\"\"}]}", 2, "must not be empty"},
    {HEAD "\"episodes\": [{" EPISODE ",\"relief_used\":[\"tea\"]}]}", 2,
     "must be any of \"stretch\""},
    {HEAD "\"episodes\": [{" EPISODE ",\"relief_used\":[\"walk\",\"walk\"]}]}", 2,
     "must be any of"},
    {HEAD "\"episodes\": [{" EPISODE ",\"relief_used\":[]}]}", 2, "must be any of"},
    {HEAD "\"episodes\": [{" EPISODE ",\"session\":\"x\"}]}", 2,
     "episodes[0].session must be a UUID"},
    {HEAD "\"episodes\": [{\"uuid\":\"0B0A4A1E-94F5-4D0E-8C0E-5C2F8F0A9D42\"}]}", 2,
     "episodes[0].uuid must be a UUID"},
    {HEAD "\"episodes\": [{" EPISODE "},{" EPISODE "}]}", 2, UUID " stands twice"},
    {HEAD "\"habits\": [{" NIGHT ",\"supplement\":[\"none\",\"other\"]}]}", 2,
     "habits[0] is not sound: supplement must be any of"},
    {HEAD "\"medication_changes\": [{\"uuid\":\"" UUID "\"," NIGHT ",\"name\":\"x\"}]}", 2,
     "medication_changes[0].kind is missing; it must be one of \"started\""},
    {HEAD "\"medication_changes\": [{\"uuid\":\"" UUID "\"," NIGHT ",\"kind\":\"started\"}]}", 2,
     "medication_changes[0].name is missing"},
    {HEAD "\"removed\": [{\"uuid\":\"" UUID "\",\"kind\":\"night\"}]}", 2,
     "removed[0].kind must be one of \"session\""},
    {SESSION("\"outcome\":\"partial\"", STEP, ""), 2, "sessions[0].started is missing"},
    {SESSION(ENDED ",\"x\":1", STEP, ""), 2, "unknown member \"x\""},
    {SESSION(ENDED, "7", ""), 2, "sessions[0].steps[0] must be a group"},
    {SESSION(ENDED, "{\"id\":7}", ""), 2, "sessions[0].steps[0].id must be a text; got 7"},
    {SESSION(ENDED, "{\"sides\":7}", ""), 2, "sessions[0].steps[0].sides must be a group"},
    {SESSION(ENDED, STEP, "{\"step\":2,\"question\":\"\",\"answer\":\"\"}"), 2,
     "sessions[0].answers[0].step must be a whole number from 1 to 1; got 2"},
    {SESSION(ENDED, STEP, "[]"), 2, "sessions[0].answers[0] must be a group"},
    {SESSION("\"started\":\"2026-11-22T00:12:05Z\",\"ended\":\"2026-11-22T00:12:04Z\","
             "\"outcome\":\"partial\",\"ended_by\":\"end\"",
             "", ""),
     2, "sessions[0].ended must not be before \"started\""},
    {HEAD "\"sessions\":[{\"planned_s\":-1,\"steps\":7}]}", 2,
     "sessions[0].planned_s must be seconds from 0 to 100000000; got -1"},
    {HEAD "\"sessions\":[{\"steps\":7}]}", 2, "sessions[0].steps must be a list; got 7"},
};
enum { MISTAKE_COUNT = sizeof mistakes / sizeof mistakes[0] };

START_TEST(read__tells__what_is_wrong_and_where) {
  temp_folder_write("import.json", mistakes[_i].text);
  ck_assert_ptr_null(transfer_read(path, &findings));
  ck_assert_uint_ge(findings.errors, 1);
  for (size_t i = 0; i < findings.count; i++) {
    if (strstr(findings.items[i].message, mistakes[_i].message) != NULL) {
      ck_assert_str_eq(findings.items[i].file, path);
      ck_assert_int_eq(findings.items[i].line, mistakes[_i].line);
      return;
    }
  }
  ck_abort_msg("\"%s\" is not among: %s", mistakes[_i].message, findings.items[0].message);
}
END_TEST

START_TEST(read__tells__all_mistakes_at_once) {
  temp_folder_write("import.json", HEAD "\"nights\": [{},\n{\"night\":7},\n{" NIGHT "}],\n"
                                        "\"habits\": [{" NIGHT ",\"fluid\":\"six\"}]}");
  ck_assert_ptr_null(transfer_read(path, &findings));
  ck_assert_uint_eq(findings.errors, 5); /* two of night, two of modified, one of fluid */
  ck_assert_int_eq(findings.items[4].line, 5);
}
END_TEST

START_TEST(read__says_so__when_there_is_nothing_to_read) {
  ck_assert_ptr_null(transfer_read(path, &findings));
  ck_assert_ptr_nonnull(strstr(findings.items[0].message, "No such file"));
  char *folder = temp_folder_path(".");
  ck_assert_ptr_null(transfer_read(folder, &findings));
  ck_assert_ptr_nonnull(strstr(findings.items[1].message, "Is a directory"));
  free(folder);
}
END_TEST

START_TEST(read__takes__standard_input) {
  temp_folder_write("import.json", sound[1]);
  ck_assert_ptr_nonnull(freopen(path, "r", stdin));
  TransferFile *file = transfer_read("-", &findings);
  ck_assert_ptr_nonnull(file);
  transfer_free(file);
}
END_TEST

START_TEST(read__refuses__what_is_cut_anywhere) {
  /* A whole export ends with its bracket: no shorter text is one. */
  const char *whole = sound[6];
  char *text = mem_copy(whole);
  for (size_t length = strlen(whole) - 1; length > 0; length -= length > 7 ? 7 : 1) {
    text[length] = '\0';
    temp_folder_write("import.json", text);
    ck_assert_ptr_null(transfer_read(path, &findings));
  }
  free(text);
}
END_TEST

START_TEST(read__survives__whatever_bytes) {
  /* Each byte of a sound export in turn becomes another: never a crash; what is taken is sound. */
  static const char others[] = "\"{}[]:,\\0x\n\xFF";
  char *text = mem_copy(sound[4]);
  size_t length = strlen(text);
  for (size_t i = 0; i < length; i += 3) {
    char was = text[i];
    text[i] = others[i % (sizeof others - 1)];
    temp_folder_write("import.json", text);
    transfer_free(transfer_read(path, &findings));
    text[i] = was;
  }
  free(text);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("transfer_read");
  TCase *tests = tcase_create("transfer_read");
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_set_timeout(tests, 60);
  tcase_add_loop_test(tests, read__takes__what_is_sound, 0, SOUND_COUNT);
  tcase_add_loop_test(tests, read__tells__what_is_wrong_and_where, 0, MISTAKE_COUNT);
  tcase_add_test(tests, read__tells__all_mistakes_at_once);
  tcase_add_test(tests, read__says_so__when_there_is_nothing_to_read);
  tcase_add_test(tests, read__takes__standard_input);
  tcase_add_test(tests, read__refuses__what_is_cut_anywhere);
  tcase_add_test(tests, read__survives__whatever_bytes);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
