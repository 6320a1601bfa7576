/* `nightcalf now` as it is met at night: the real program, the first instruction, the keys, and
 * what is left in the record when it is killed. */
#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "kept_cramp.h"
#include "program.h"
#include "suite.h"
#include "temp_folder.h"

enum { DONE, FAILED, WORDS_AT_ONCE = 8, KILLED = 128 + SIGKILL };

static const char first_line[] = "Straighten the leg. Toes up. Hold it there.\n";

/* A relief of half a second, the user's own. */
static const char quick[] =
    "format = 1; title = \"Quick\"; instant = true; night = true; setup = 0;\n"
    "steps = (\n"
    "  { id = \"toes\"; kind = \"timed\"; title = \"Toes up\"; say = \"Toes up.\"; duration = 0.3; "
    "},\n"
    "  { id = \"log\"; kind = \"journal\"; title = \"Log\"; form = \"episode\"; }\n"
    ");\n";

static void set_up(void) {
  program_set_up();
  static const char *const folders[] = {"nightcalf", "nightcalf/routines"};
  for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
    char *path = temp_folder_path(folders[i]);
    mkdir(path, 0700);
    free(path);
  }
}

static void tear_down(void) {
  temp_folder_remove();
}

static Episode kept(void) {
  return kept_cramp("nightcalf/nightcalf.db");
}

static int count_words(const char *line, size_t length) {
  int words = 0;
  for (size_t i = 0; i < length; i++) {
    words += line[i] != ' ' && (i == 0 || line[i - 1] == ' ');
  }
  return words;
}

/* No line since `from` is more than can be read at once. */
static void assert_brief(const char *from) {
  for (const char *line = from; *line != '\0';) {
    size_t length = strcspn(line, "\n");
    ck_assert_msg(count_words(line, length) <= WORDS_AT_ONCE, "%.*s", (int)length, line);
    line += length + (line[length] == '\n' ? 1 : 0);
  }
}

START_TEST(now__keeps_the_cramp__though_it_is_killed_at_once) {
  Program program = START("now");
  program_wait_for(&program, first_line);
  ck_assert_int_eq(strncmp(program.seen, first_line, strlen(first_line)), 0);
  /* An answer comes after the first writing. */
  program_type(&program, "?\n");
  program_wait_for(&program, "e: it has eased\n");
  kill(program.pid, SIGKILL);
  ck_assert_int_eq(program_end(&program), KILLED);
  Episode episode = kept();
  ck_assert_int_gt(episode.id, 0);
  ck_assert_int_gt(episode.session, 0);
  ck_assert_int_ge(episode.duration, 0);
  ck_assert(!episode.eased);
}
END_TEST

START_TEST(now__takes__its_own_keys) {
  Program program = START("now", "--plain");
  program_wait_for(&program, "Begin: 30 seconds.\n");
  program_type(&program, "+\n");
  program_wait_for(&program, " left.\n");
  assert_holds(program.seen, "\nBegin: 30 seconds.\n");
  const char *left = strstr(program.seen, " seconds left.\n");
  ck_assert_ptr_nonnull(left); /* 60 less what the machine took to hear the key */
  ck_assert_int_gt(strtol(left - 2, NULL, 10), 30);
  program_type(&program, "u\n");
  program_wait_for(&program, "\n7 another muscle\nWhich muscle? Its number, then Enter.\n");
  program_type(&program, "9\n");
  program_wait_for(&program, "Please type a number from 1 to 7.\n");
  program_type(&program, "4\n");
  program_wait_for(&program, "Straighten the knee.\nSit or stand.\nLean forward from the hips.\n");
  assert_brief(program.seen);
  program_type(&program, "e\n");
  program_wait_for(&program, "\nRub slowly, toward the knee.\n");
  assert_holds(program.seen, "Well done. It lasted ");
  ck_assert_ptr_null(strstr(program.seen, "Stand"));
  ck_assert_ptr_null(strstr(program.seen, "Skipped"));
  program_type(&program, "e\n");
  program_wait_for(&program, "It has eased already.\n");
  program_type(&program, "q\n2\n");
  ck_assert_int_eq(program_end(&program), DONE);
  Episode episode = kept();
  ck_assert_int_eq(episode.muscle, MUSCLE_HAMSTRING);
  ck_assert(episode.eased);
}
END_TEST

START_TEST(now__keeps_what_takes_reading__for_the_key_of_the_details) {
  Program program = START("now", "--plain");
  program_wait_for(&program, "Begin: 30 seconds.\n");
  program_type(&program, "n\n");
  program_wait_for(&program, "Breathe in 4, out 6, 6 times.\n");
  assert_brief(program.seen);
  program_type(&program, "b\nd\n");
  program_wait_for(&program, "Or loop a towel round the ball of the foot and pull.\n");
  assert_holds(program.seen, "pull your toes up toward your shin. Hold.\n");
  assert_holds(program.seen, "tearing pain means stop.\n");
  kill(program.pid, SIGKILL);
  ck_assert_int_eq(program_end(&program), KILLED);
}
END_TEST

START_TEST(now__offers_nothing__and_asks_nothing_first) {
  Program broken_off = START("run", "evening-calf");
  program_wait_for(&broken_off, "Which number?");
  program_type(&broken_off, "?\n");
  program_wait_for(&broken_off, "?: these keys\n");
  ck_assert_ptr_null(strstr(broken_off.seen, "eased"));
  kill(broken_off.pid, SIGKILL);
  ck_assert_int_eq(program_end(&broken_off), KILLED);
  Program program = START_AT_TERMINAL("now");
  program_wait_for(&program, "all keys.");
  ck_assert_int_eq(strncmp(program.seen, "Straighten", 10), 0);
  program_type(&program, "q\n3\n");
  program_wait_for(&program, "the cramp stays logged");
  ck_assert_int_eq(program_end(&program), DONE);
  ck_assert_int_eq(kept().session, 0);
}
END_TEST

START_TEST(now__runs__the_users_own) {
  temp_folder_write("nightcalf/routines/cramp-now.cfg", quick);
  Said said = RUN("\nleft\nc\n6\n2\n", "now");
  ck_assert_int_eq(said.status, DONE);
  ck_assert_str_eq(said.err, "");
  ck_assert_int_eq(strncmp(said.out, "Toes up.\nBegin: 0.3 seconds.\n", 29), 0);
  assert_holds(said.out, "? Enter: yes.\n");
  assert_holds(said.out, "\nGeneral information, not medical advice.\n");
  assert_brief(said.out);
  said_free(&said);
  Episode episode = kept();
  ck_assert_int_eq(episode.side, SIDE_LEFT);
  ck_assert_int_eq(episode.muscle, MUSCLE_CALF);
  ck_assert_int_eq(episode.severity, 6);
  ck_assert_int_eq(episode.duration, 120000);
}
END_TEST

START_TEST(now__says_afterwards__why_the_users_own_did_not_run) {
  temp_folder_write("nightcalf/routines/cramp-now.cfg", "format = 1;\ntitle = 5;\n");
  temp_folder_write("nightcalf/nightcalf.cfg", "sound = \"loud\";\n");
  Program program = START("now");
  program_wait_for(&program, first_line);
  program_type(&program, "q\n2\n");
  ck_assert_int_eq(program_end(&program), DONE);
  char *path = temp_folder_path("err");
  static char text[4096];
  FILE *file = fopen(path, "r");
  text[fread(text, 1, sizeof text - 1, file)] = '\0';
  fclose(file);
  free(path);
  assert_holds(text, "cramp-now.cfg:2:9: error:");
  assert_holds(text, "nightcalf.cfg:1:9: error:");
  assert_holds(text, "nightcalf: your own cramp-now could not be read");
}
END_TEST

START_TEST(run__makes_a_cramp__by_the_form_too) {
  temp_folder_write("nightcalf/routines/cramp-now.cfg", quick);
  Said said = RUN("\nboth\n\n\n\n", "run", "cramp-now");
  ck_assert_int_eq(said.status, DONE);
  /* The very first run tells all that this program is not. */
  assert_holds(said.out, "not\na medical device");
  assert_holds(said.out, "\nTime it began:\n");
  said_free(&said);
  Episode episode = kept();
  ck_assert_int_eq(episode.side, SIDE_BOTH);
  ck_assert_int_eq(episode.duration, -1);
  Said again = RUN(NULL, "run", "cramp-now");
  ck_assert_ptr_null(strstr(again.out, "medical device"));
  said_free(&again);
}
END_TEST

static Suite *make_suite(void) {
  Suite *suite = suite_create("now");
  TCase *tests = tcase_create("now");
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_set_timeout(tests, 20);
  tcase_add_test(tests, now__keeps_the_cramp__though_it_is_killed_at_once);
  tcase_add_test(tests, now__takes__its_own_keys);
  tcase_add_test(tests, now__keeps_what_takes_reading__for_the_key_of_the_details);
  tcase_add_test(tests, now__offers_nothing__and_asks_nothing_first);
  tcase_add_test(tests, now__runs__the_users_own);
  tcase_add_test(tests, now__says_afterwards__why_the_users_own_did_not_run);
  tcase_add_test(tests, run__makes_a_cramp__by_the_form_too);
  suite_add_tcase(suite, tests);
  return suite;
}

int main(void) {
  return suite_run(make_suite());
}
