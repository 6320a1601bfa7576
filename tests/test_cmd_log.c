/* nightcalf log: the real program, its clock set by libfaketime. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "fake_clock.h"
#include "program.h"
#include "suite.h"
#include "temp_folder.h"

/* Sunday morning: last night is that of Saturday, 2026-11-21. */
static void set_up(void) {
  program_set_up();
  fake_clock_set("2026-11-22 08:00:00", "Europe/Berlin");
}

static void tear_down(void) {
  temp_folder_remove();
}

static void expect(const Said *said, int status, const char *out, const char *err) {
  ck_assert_msg(said->status == status, "%d\n%s%s", said->status, said->out, said->err);
  ck_assert_msg(strstr(said->out, out) != NULL, "no \"%s\" in\n%s%s", out, said->out, said->err);
  ck_assert_msg(strstr(said->err, err) != NULL, "no \"%s\" in\n%s", err, said->err);
}

/* Runs it and holds it against what it must say. */
#define LOG(input, status, out, err, ...)                                                          \
  do {                                                                                             \
    Said answer = RUN(input, "log", __VA_ARGS__);                                                  \
    expect(&answer, (status), (out), (err));                                                       \
    said_free(&answer);                                                                            \
  } while (0)

/* What is kept of a night must hold this, and not that. */
static void expect_kept(const char *night, const char *this, const char *that) {
  Said said = RUN(NULL, "log", "--list", "--night", night);
  expect(&said, 0, this, "");
  ck_assert_msg(that == NULL || strstr(said.out, that) == NULL, "\"%s\" in\n%s", that, said.out);
  said_free(&said);
}

START_TEST(log__says_none__of_last_night) {
  LOG(NULL, 0, "Night of Sat 2026-11-21\n  Cramps: 0\n", "", "none");
  LOG(NULL, 0, "Cramps: not recorded", "", "none", "--undo");
  LOG(NULL, 0, "Night of Thu 2026-11-19\n  Cramps: 3\n", "", "3", "--night", "2026-11-19");
}
END_TEST

START_TEST(log__keeps_a_cramp__as_the_manual_says) {
  LOG(NULL, 0,
      "03:10; Side: left; Muscle: calf; Severity 0-10: 6; How long it\n           lasted: 3 min\n",
      "", "--side", "left", "--muscle", "calf", "--severity", "6", "--duration", "3m", "--at",
      "03:10");
  expect_kept("2026-11-21", "Cramps: not recorded", NULL);
}
END_TEST

/* CONTENT.md 5.2 and 3.3: over ten minutes is a reason to phone the same day, and said at once. */
START_TEST(log__tells_of_the_same_day__after_a_cramp_of_over_ten_minutes) {
  static const char advice[] = "Phone a doctor or urgent-care line today.";
  Said said = RUN(NULL, "log", "--severity", "6", "--duration", "10m");
  ck_assert_int_eq(said.status, 0);
  ck_assert_msg(strstr(said.out, advice) == NULL, "%s", said.out);
  said_free(&said);
  LOG(NULL, 0, advice, "", "--edit", "1", "--duration", "11m");
  LOG(NULL, 0, advice, "", "--at", "04:00", "--duration", "610s");
  /* what was said of that night before is not said again with every answer */
  said = RUN(NULL, "log", "2", "--disturbance", "3");
  ck_assert_msg(said.status == 0 && strstr(said.out, advice) == NULL, "%s", said.out);
  said_free(&said);
}
END_TEST

START_TEST(log__says_how_to_close_a_night__that_is_open) {
  LOG(NULL, 0, "  nightcalf log 1 --night 2026-11-21\n", "", "--severity", "6");
  LOG(NULL, 0, "Cramps: 1", "", "1", "--night", "2026-11-21");
}
END_TEST

START_TEST(log__takes_every_field__of_the_tables) {
  LOG(NULL, 0, "Times woken by a cramp: 2", "", "--count", "2", "--woken", "2", "--disturbance",
      "5", "--quality", "poor", "--bed", "22:45", "--rise", "7:05", "--awake", "20m", "--adverse",
      "a bruise", "--note", "hot");
  expect_kept("last", "Trouble with a routine: a bruise", NULL);
  LOG(NULL, 0, "Sore afterwards: some hours", "", "--onset-precision", "about", "--at", "2:30",
      "--side", "both", "--muscle", "toes", "--woke", "yes", "--trigger", "turning", "--relief",
      "stretch,walk", "--eased-after", "2", "--soreness", "hours", "--urge-to-move", "no",
      "--cramp-note", "left toe");
  expect_kept("last", "Eased after: 2 min", NULL);
  expect_kept("last", "Note: hot", NULL);
  LOG(NULL, 0, "Glasses of fluid: 6", "", "--fluid", "6", "--alcohol", "4+", "--caffeine-late",
      "no", "--activity", "30", "--activity-unusual", "no", "--standing-hours", "over_6",
      "--sitting-hours", "4-8 h", "--footwear", "flat", "--heavy-sweat", "no", "--stress", "3",
      "--supplement", "magnesium, other", "--feet-neutral", "yes", "--magnesium-food", "yes",
      "--late-salt", "no", "--hot-night", "yes");
  expect_kept("last", "Supplements: magnesium, another", NULL);
  LOG(NULL, 0, "medicine m1  started: Statin", "", "--medicine-kind", "started", "--medicine-name",
      "Statin");
}
END_TEST

START_TEST(log__refuses_exactly__and_keeps_nothing) {
  LOG(NULL, 2, "", "severity must be from 0 to 10; got \"11\"", "--severity", "11", "--count", "1",
      "--fluid", "5");
  LOG(NULL, 2, "", "at must be a time such as 22:15; got \"25:00\"", "--at", "25:00");
  LOG(NULL, 2, "", "muscle must be one of", "--muscle", "nose", "--night", "last", "--fluid", "5");
  LOG(NULL, 2, "", "there is no 2026-02-30 in the calendar", "none", "--night", "2026-02-30");
  LOG(NULL, 2, "", "got \"someday\"", "none", "--night", "someday");
  LOG(NULL, 2, "", "Wed 2026-11-25 is still to come", "none", "--night", "2026-11-25");
  LOG(NULL, 2, "", "\"bananas\" is neither none", "bananas");
  LOG(NULL, 2, "", "one thing too many: \"2\"", "none", "2");
  LOG(NULL, 2, "", "did you mean --severity?", "--severty", "5");
  LOG(NULL, 2, "", "Sun 2026-11-22 is still to come", "--at", "23:30", "--night", "2026-11-22");
  LOG(NULL, 2, "", "needs the time too", "--onset-precision", "exact");
  LOG(NULL, 1, "", "name must be given", "--medicine-kind", "started");
  LOG(NULL, 2, "", "--undo goes with none or excuse", "--undo", "--severity", "3");
  LOG(NULL, 2, "", "only --edit goes with answers", "--list", "none");
  LOG(NULL, 2, "", "is too long ago", "none", "--night", "1026-11-21");
  expect_kept("last", "Cramps: not recorded\n", "cramp 1");
  expect_kept("last", "Night of", "The day before");
}
END_TEST

START_TEST(log__refuses_a_count__below_the_cramps_described) {
  LOG(NULL, 0, "", "", "--severity", "5", "--count", "1");
  LOG(NULL, 1, "", "1 cramp is described for the night of 2026-11-21", "none");
  LOG(NULL, 1, "", "so its count cannot be 0", "none", "--note", "quiet");
  expect_kept("last", "Cramps: 1", "quiet");
}
END_TEST

START_TEST(log__finds_the_night__by_the_time_of_the_cramp) {
  LOG(NULL, 0, "Night of Sat 2026-11-21", "", "--at", "03:10");
  LOG(NULL, 0, "Night of Sat 2026-11-21", "", "--at", "23:40");
  LOG(NULL, 0, "Night of Fri 2026-11-20", "", "--at", "11:30");
  fake_clock_set("2026-11-22 03:20:00", "Europe/Berlin");
  LOG(NULL, 0, "Night of Sat 2026-11-21", "", "--at", "now");
  LOG(NULL, 0, "Night of Sat 2026-11-21", "", "--severity", "4");
  LOG(NULL, 0, "Night of Fri 2026-11-20\n  Cramps: 1", "", "1");
  LOG(NULL, 2, "", "at 05:00 of that night is still to come", "--at", "05:00", "--night",
      "2026-11-21");
  fake_clock_set("2026-11-22 20:00:00", "Europe/Berlin");
  LOG(NULL, 0, "Night of Sat 2026-11-21", "", "--severity", "4");
  LOG(NULL, 0, "Night of Sun 2026-11-22\n", "", "--fluid", "4");
  LOG(NULL, 2, "", "different nights", "--fluid", "4", "--severity", "2");
}
END_TEST

START_TEST(log__goes_by_the_wall__through_clock_changes_and_journeys) {
  fake_clock_set("2026-10-25 08:00:00", "Europe/Berlin"); /* the night had 25 hours */
  LOG(NULL, 0, "Night of Sat 2026-10-24\n", "", "--at", "01:10");
  expect_kept("last", "cramp 1  01:10", NULL);
  fake_clock_set("2026-03-29 08:00:00", "Europe/Berlin"); /* and this one 23 */
  LOG(NULL, 0, "cramp 1  01:10", "", "--at", "01:10");
  fake_clock_set("2026-11-22 07:00:00", "Asia/Tokyo");
  LOG(NULL, 0, "Night of Sat 2026-11-21\n  Cramps: not recorded\n  cramp 1  04:10", "", "--at",
      "04:10");
}
END_TEST

START_TEST(log__excuses_a_night__before_or_after_it) {
  LOG(NULL, 0, "No routine was due: yes\n  Why none was due: ill in bed", "", "excuse", "ill", "in",
      "bed");
  LOG(NULL, 0, "Night of Fri 2026-12-04", "", "excuse", "travel", "--night", "2026-12-04");
  LOG(NULL, 0, "Night of Fri 2026-12-04\n  Cramps: not recorded\n", "", "excuse", "--undo",
      "--night", "2026-12-04");
  LOG(NULL, 2, "", "still to come", "excuse", "--night", "2028-12-04");
}
END_TEST

START_TEST(log__corrects_and_removes__by_number_and_by_uuid) {
  LOG(NULL, 0, "", "", "--at", "02:00", "--severity", "5", "--count", "2");
  LOG(NULL, 0, "", "", "--at", "03:00", "--severity", "6");
  LOG(NULL, 0, "", "", "--medicine-kind", "started", "--medicine-name", "Statin");
  LOG(NULL, 0, "03:00; Severity 0-10: 2; Note: mild", "", "--edit", "2", "--severity", "2",
      "--cramp-note", "mild");
  LOG(NULL, 0, "cramp 1  01:30; Severity 0-10: 5", "", "--edit", "1", "--at", "01:30");
  LOG(NULL, 0, "stopped: Statin", "", "--edit", "m1", "--medicine-kind", "stopped");
  LOG(NULL, 2, "", "do not go with it", "--edit", "m1", "--severity", "2");
  LOG(NULL, 2, "", "--edit needs what is to change", "--edit", "1");
  LOG(NULL, 1, "", "the night of Sat 2026-11-21 has no cramp 7", "--edit", "7", "--severity", "2");
  LOG(NULL, 1, "", "nor a UUID", "--delete", "x", "--yes");
  LOG(NULL, 1, "", "there is no cramp and no change of medicines 123e4567", "--delete",
      "123e4567-e89b-42d3-a456-426614174000", "--yes");
  LOG(NULL, 2, "", "add --yes", "--delete", "1");
  Said said = RUN(NULL, "log", "--list");
  char uuid[37] = "";
  memcpy(uuid, strstr(said.out, "Severity 0-10: 5\n           ") + 28, 36);
  said_free(&said);
  LOG(NULL, 0, "Night of Fri 2026-11-20\n  Cramps: not recorded\n  cramp 1  01:30", "", "--edit",
      uuid, "--night", "2026-11-20");
  expect_kept("last", "Cramps: 1\n", NULL);
  LOG(NULL, 0, "Removed.", "", "--delete", uuid, "--yes");
  LOG(NULL, 0, "Removed.", "", "--delete", "m1", "--yes");
  expect_kept("last", "Cramps: 1\n", "medicine m1");
}
END_TEST

START_TEST(log__marks__what_is_entered_late) {
  LOG(NULL, 0, "Entered late, and marked so.", "", "none", "--night", "2026-11-19");
  LOG(NULL, 0, "Entered over a week late, and marked so.", "", "none", "--night", "2026-11-01");
}
END_TEST

START_TEST(log__asks_one_question_after_another__without_words) {
  Said said = RUN("1\n3:10\nl\ncalf\n6\n3\nn\n1\n4\nfair\n\n\n\n\n\ny\n6\nq\n", "log");
  expect(&said, 0, "Cramps (0 for none)? 1\nCramp 1 of 1\nWhen did it begin (such as 03:10)? 3:10",
         "");
  expect(&said, 0, "cramp 1  03:10; Side: left; Muscle: calf; Severity 0-10: 6", "");
  expect(&said, 0, "The day before: Glasses of fluid: 6", "");
  said_free(&said);
  expect_kept("last", "Quality of sleep: fair", "Up at");
}
END_TEST

START_TEST(log__keeps_what_was_said__when_the_questions_end) {
  LOG("0\n", 0, "Cramps: 0", "", "--night", "last");
  LOG("q\n", 0, "Nothing was said, so nothing has changed.", "", "--night", "2026-11-10");
  LOG("", 0, "Nothing was said", "", "--night", "2026-11-10");
  LOG("-\nq\n", 0, "Cramps: not recorded", "", "--night", "last");
}
END_TEST

START_TEST(log__keeps_nothing__when_an_answer_from_a_pipe_is_wrong) {
  LOG("1\n03:10\nleft\ncalf\neleven\n", 1, "", "severity must be from 0 to 10; got \"eleven\"",
      "--night", "last");
  expect_kept("last", "Cramps: not recorded\n", "cramp 1");
  LOG(NULL, 0, "", "", "--severity", "6");
  LOG("0\n", 1, "", "1 cramp is described already", "--night", "last");
}
END_TEST

START_TEST(log__asks_again__at_a_terminal) {
  Program program = START_AT_TERMINAL("log");
  program_wait_for(&program, "Cramps (0 for none)?");
  program_type(&program, "many\n");
  program_wait_for(&program, "count must be from 0 to 99; got \"many\"");
  program_wait_for(&program, "Cramps (0 for none)?");
  program_type(&program, "0\nq\n");
  program_wait_for(&program, "Cramps: 0");
  ck_assert_int_eq(program_end(&program), 0);
}
END_TEST

START_TEST(log__has_every_row__among_its_options) {
  Said said = RUN(NULL, "help", "log");
  static const char *const options[] = {
      "--count NUMBER",    "--reason TEXT",      "--muscle WORD",       "--urge-to-move WORD",
      "--cramp-note TEXT", "--supplement WORDS", "--medicine-name TEXT"};
  for (size_t i = 0; i < sizeof options / sizeof options[0]; i++) {
    expect(&said, 0, options[i], "");
  }
  said_free(&said);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("cmd_log");
  TCase *tests = tcase_create("cmd_log");
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_set_timeout(tests, 60);
  tcase_add_test(tests, log__says_none__of_last_night);
  tcase_add_test(tests, log__keeps_a_cramp__as_the_manual_says);
  tcase_add_test(tests, log__tells_of_the_same_day__after_a_cramp_of_over_ten_minutes);
  tcase_add_test(tests, log__says_how_to_close_a_night__that_is_open);
  tcase_add_test(tests, log__takes_every_field__of_the_tables);
  tcase_add_test(tests, log__refuses_exactly__and_keeps_nothing);
  tcase_add_test(tests, log__refuses_a_count__below_the_cramps_described);
  tcase_add_test(tests, log__finds_the_night__by_the_time_of_the_cramp);
  tcase_add_test(tests, log__goes_by_the_wall__through_clock_changes_and_journeys);
  tcase_add_test(tests, log__excuses_a_night__before_or_after_it);
  tcase_add_test(tests, log__corrects_and_removes__by_number_and_by_uuid);
  tcase_add_test(tests, log__marks__what_is_entered_late);
  tcase_add_test(tests, log__asks_one_question_after_another__without_words);
  tcase_add_test(tests, log__keeps_what_was_said__when_the_questions_end);
  tcase_add_test(tests, log__keeps_nothing__when_an_answer_from_a_pipe_is_wrong);
  tcase_add_test(tests, log__asks_again__at_a_terminal);
  tcase_add_test(tests, log__has_every_row__among_its_options);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
