/* Real runs in plain lines: routines of about a second, talked with through pipes and at a
 * terminal; what they left in the record is read by `history --json`. */
#include <check.h>
#include <fcntl.h>
#include <jansson.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "program.h"
#include "suite.h"
#include "temp_folder.h"

enum { DONE, FAILED, NOT_KEPT = 3, BY_SIGNAL = 128 };

/* One second a leg, then a breath of half a second. */
static const char one[] =
    "format = 1; title = \"One\"; setup = 0; rest = 0;\n"
    "steps = (\n"
    "  { id = \"calf\"; kind = \"hold\"; title = \"Calf\"; cue = \"Lean in.\"; hold = 1;\n"
    "    safety = \"Never bounce.\"; sides = [ \"left\", \"right\" ]; switch = 0.1; },\n"
    "  { id = \"air\"; kind = \"breathe\"; title = \"Air\"; inhale = 0.2; exhale = 0.3; cycles = "
    "1; }\n"
    ");\n";

/* Every kind of question, and nothing else. */
static const char questions[] = "format = 1; title = \"Questions\"; setup = 0;\n"
                                "steps = (\n"
                                "  { id = \"how\"; kind = \"prompt\"; title = \"How is it?\";\n"
                                "    choices = ( { label = \"Easing\"; }, { label = \"Tight\"; }, "
                                "{ label = \"No change\"; } ); },\n"
                                "  { id = \"bed\"; kind = \"checklist\"; title = \"Bed\"; items = "
                                "( \"Covers\", \"Towel\" ); },\n"
                                "  { id = \"mind\"; kind = \"journal\"; title = \"Mind\"; fields = "
                                "( \"Tomorrow\", \"Good\" ); }\n"
                                ");\n";

/* A hold, then a question: what is piped in comes too early. */
static const char hold_then_ask[] =
    "format = 1; title = \"Later\"; setup = 0;\n"
    "steps = (\n"
    "  { id = \"calf\"; kind = \"hold\"; title = \"Calf\"; hold = 0.3; },\n"
    "  { id = \"how\"; kind = \"prompt\"; title = \"How is it?\";\n"
    "    choices = ( { label = \"Easing\"; }, { label = \"Tight\"; } ); }\n"
    ");\n";

/* Long enough that it never ends by itself in a test. */
static const char slow[] =
    "format = 1; title = \"Slow\"; setup = 0;\n"
    "steps = (\n"
    "  { id = \"first\"; kind = \"timed\"; title = \"First\"; duration = 0.2; },\n"
    "  { id = \"long\"; kind = \"timed\"; title = \"Long\"; duration = 600; pose = \"feet\";\n"
    "    detail = ( \"Slowly.\" ); }\n"
    ");\n";

static void set_up(void) {
  program_set_up();
  char *routines = temp_folder_path("routines");
  mkdir(routines, 0700);
  setenv("NIGHTCALF_ROUTINES", routines, 1);
  free(routines);
  temp_folder_write("routines/one.cfg", one);
  temp_folder_write("routines/questions.cfg", questions);
  temp_folder_write("routines/later.cfg", hold_then_ask);
  temp_folder_write("routines/slow.cfg", slow);
}

static void tear_down(void) {
  temp_folder_remove();
}

/* The record, newest first. */
static json_t *history(void) {
  Said said = RUN(NULL, "history", "--json");
  ck_assert_int_eq(said.status, DONE);
  json_error_t err;
  json_t *rows = json_loads(said.out, 0, &err);
  ck_assert_msg(rows != NULL, "%s: %s", err.text, said.out);
  said_free(&said);
  return rows;
}

static const char *text_of(json_t *object, const char *name) {
  const char *text = json_string_value(json_object_get(object, name));
  return text == NULL ? "(no text)" : text;
}

static json_t *step_of(json_t *row, size_t index) {
  return json_array_get(json_object_get(row, "steps"), index);
}

/* Asserts how the newest session ended, and that there are so many. */
static void assert_newest(size_t count, const char *ended_by, bool open) {
  json_t *rows = history();
  ck_assert_uint_eq(json_array_size(rows), count);
  json_t *row = json_array_get(rows, 0);
  ck_assert_str_eq(text_of(row, "ended_by"), ended_by);
  ck_assert(json_is_true(json_object_get(row, "open")) == open);
  json_decref(rows);
}

START_TEST(run__pauses_nothing__for_empty_lines_of_a_script) {
  Said said = RUN("\n\n", "run", "one");
  ck_assert_int_eq(said.status, DONE);
  ck_assert_ptr_null(strstr(said.out, "Paused"));
  assert_holds(said.out, "Completed.\n");
  said_free(&said);
}
END_TEST

START_TEST(run__says__one_line_a_beat) {
  Said said = RUN(NULL, "run", "one");
  ck_assert_int_eq(said.status, DONE);
  ck_assert_str_eq(said.err, "");
  const char *routine = strstr(said.out, "One. "); /* behind the first run's disclaimer */
  ck_assert_ptr_nonnull(routine);
  ck_assert_str_eq(routine, "One. 2.6 seconds, 2 steps.\n"
                            "General information, not medical advice. Stop if it hurts.\n"
                            "Step 1 of 2: Calf. 2.1 seconds.\n"
                            "Lean in.\n"
                            "Never bounce.\n"
                            "Hold, left: 1 second.\n"
                            "Other leg: right.\n"
                            "Hold, right: 1 second.\n"
                            "Step 2 of 2: Air. 0.5 seconds.\n"
                            "Breathe in 0.2, out 0.3, 1 time.\n"
                            "In, breath 1 of 1.\n"
                            "Out.\n"
                            "All done. Rest well.\n"
                            "Done: 2.5 seconds of 2.5 seconds; left 1 second, right 1 second. "
                            "Completed.\n"
                            "Kept in the history.\n");
  said_free(&said);
  json_t *rows = history();
  json_t *row = json_array_get(rows, 0);
  ck_assert_uint_eq(json_array_size(rows), 1);
  ck_assert_str_eq(text_of(row, "routine"), "one");
  ck_assert_str_eq(text_of(row, "title"), "One");
  ck_assert_str_eq(text_of(row, "outcome"), "completed");
  ck_assert_str_eq(text_of(row, "ended_by"), "end");
  ck_assert_uint_eq(strlen(text_of(row, "uuid")), 36);
  ck_assert(json_is_false(json_object_get(row, "open")));
  ck_assert(json_number_value(json_object_get(row, "done_s")) == 2.5);
  ck_assert(json_number_value(json_object_get(row, "planned_s")) == 2.5);
  json_t *sides = json_object_get(step_of(row, 0), "sides");
  ck_assert(json_integer_value(json_object_get(sides, "left")) == 1);
  ck_assert(json_integer_value(json_object_get(sides, "right")) == 1);
  ck_assert_str_eq(text_of(step_of(row, 0), "outcome"), "done");
  ck_assert_str_eq(text_of(step_of(row, 1), "kind"), "breathe");
  ck_assert_ptr_null(json_object_get(step_of(row, 0), "answers"));
  json_decref(rows);
  said = RUN(NULL, "history");
  assert_holds(said.out, "One");
  assert_holds(said.out, "completed");
  assert_holds(said.out, "came to its end");
  said_free(&said);
}
END_TEST

START_TEST(run__begins__at_the_step_asked_for) {
  Said said = RUN(NULL, "run", "one", "--from", "air");
  ck_assert_int_eq(said.status, DONE);
  ck_assert_ptr_null(strstr(said.out, "Step 1"));
  assert_holds(said.out, "Step 2 of 2: Air.");
  said_free(&said);
}
END_TEST

START_TEST(run__fails__for_a_broken_routine) {
  temp_folder_write("bad.cfg", "format = 1;\ntitle = \"Bad\";\nsteps = ( { kind = \"hld\"; } );\n");
  char *path = temp_folder_path("bad.cfg");
  Said said = RUN(NULL, "run", path);
  ck_assert_int_eq(said.status, FAILED);
  ck_assert_str_eq(said.out, "");
  assert_holds(said.err, "bad.cfg:3:");
  free(path);
  said_free(&said);
  said = RUN(NULL, "history", "--json");
  ck_assert_str_eq(said.out, "[]\n");
  said_free(&said);
}
END_TEST

/* The answers of a step as "question=answer;" each. Release with free(). */
static char *answers_of(json_t *step) {
  char *text = strdup("");
  size_t i = 0;
  json_t *answer = NULL;
  json_array_foreach(json_object_get(step, "answers"), i, answer) {
    char *longer = NULL;
    ck_assert_int_gt(
        asprintf(&longer, "%s%s=%s;", text, text_of(answer, "question"), text_of(answer, "answer")),
        0);
    free(text);
    text = longer;
  }
  return text;
}

static void assert_answers(json_t *step, const char *expected) {
  char *answers = answers_of(step);
  ck_assert_str_eq(answers, expected);
  free(answers);
}

START_TEST(run__takes_answers__from_a_pipe) {
  /* A number that is none, a label's beginning; one item; a field left out and one with text. */
  Said said = RUN("7\nno\n2\n\nSlept \xc3\xbc"
                  "ber\n",
                  "run", "questions");
  ck_assert_int_eq(said.status, DONE);
  assert_holds(said.out, "2 Tight\n");
  assert_holds(said.out, "Not one of the choices");
  assert_holds(said.out, "Tomorrow:\n");
  said_free(&said);
  json_t *rows = history();
  json_t *row = json_array_get(rows, 0);
  assert_answers(step_of(row, 0), "How is it?=No change;");
  assert_answers(step_of(row, 1), "Towel=yes;");
  assert_answers(step_of(row, 2), "Good=Slept \xc3\xbc"
                                  "ber;");
  ck_assert_str_eq(text_of(row, "outcome"), "completed");
  json_decref(rows);
}
END_TEST

START_TEST(run__keeps_an_answer__that_comes_before_its_question) {
  Said said = RUN("tight\n", "run", "later");
  ck_assert_int_eq(said.status, DONE);
  said_free(&said);
  json_t *rows = history();
  assert_answers(step_of(json_array_get(rows, 0), 1), "How is it?=Tight;");
  json_decref(rows);
}
END_TEST

START_TEST(run__refuses__a_line_that_is_no_sound_text) {
  Said said = RUN("1\n1 2\nsoft \x1b[1m\n\xff\nfine\n", "run", "questions");
  ck_assert_int_eq(said.status, DONE);
  assert_holds(said.out, "a control character");
  assert_holds(said.out, "invalid UTF-8");
  ck_assert_ptr_null(strchr(said.out, '\x1b'));
  said_free(&said);
}
END_TEST

START_TEST(run__passes_over_questions__when_nobody_can_answer) {
  Said said = RUN(NULL, "run", "questions");
  ck_assert_int_eq(said.status, DONE);
  assert_holds(said.out, "No one to answer: going on.\n");
  said_free(&said);
  json_t *rows = history();
  for (size_t i = 0; i < 3; i++) {
    ck_assert_str_eq(text_of(step_of(json_array_get(rows, 0), i), "outcome"), "skipped");
  }
  ck_assert_str_eq(text_of(json_array_get(rows, 0), "ended_by"), "end");
  json_decref(rows);
}
END_TEST

/* A picture of the user's own. */
static void draw_feet(void) {
  char *folder = temp_folder_path("nightcalf");
  char *poses = temp_folder_path("nightcalf/poses");
  mkdir(folder, 0700);
  mkdir(poses, 0700);
  temp_folder_write("nightcalf/poses/feet.txt", "# Both feet flat.\n# #\n=\n# #\n");
  free(poses);
  free(folder);
}

START_TEST(run__answers_keys__typed_through_a_pipe) {
  draw_feet();
  Program program = START("run", "slow");
  program_wait_for(&program, "Step 2 of 2");
  program_type(&program, "d\n");
  program_wait_for(&program, "Slowly.");
  program_wait_for(&program, "Both feet flat.");
  program_type(&program, "+\n");
  program_wait_for(&program, " left.");
  program_type(&program, " \n");
  program_wait_for(&program, "Paused.");
  program_type(&program, "\n");
  program_wait_for(&program, "Ready in 3 seconds.");
  program_type(&program, "x\n");
  program_wait_for(&program, "3 end here");
  program_type(&program, "3\n");
  program_wait_for(&program, "since it hurt");
  ck_assert_int_eq(program_end(&program), DONE);
  assert_newest(1, "hurt", false);
}
END_TEST

START_TEST(run__asks__after_the_program_was_stopped) {
  Program program = START("run", "slow");
  program_wait_for(&program, "Step 2 of 2");
  kill(program.pid, SIGSTOP);
  kill(program.pid, SIGCONT);
  program_wait_for(&program, "The machine slept or the program was stopped.");
  program_type(&program, "r\n");
  program_wait_for(&program, "Ready in 3 seconds.");
  program_type(&program, "n\n");
  ck_assert_int_eq(program_end(&program), DONE);
}
END_TEST

START_TEST(run__waits_for_nobody__when_input_has_ended) {
  temp_folder_write("routines/ready.cfg",
                    "format = 1; title = \"Ready\"; setup = 600;\n"
                    "steps = ( { kind = \"timed\"; title = \"Rub\"; duration = 0.1; } );\n");
  char *folder = temp_folder_path("nightcalf");
  mkdir(folder, 0700);
  free(folder);
  temp_folder_write("nightcalf/nightcalf.cfg", "wait_for_me = true;\n");
  Said said = RUN(NULL, "run", "ready");
  ck_assert_int_eq(said.status, DONE);
  assert_holds(said.out, "Get ready. Enter: ready.\nBegin: 0.1 seconds.\n");
  said_free(&said);
}
END_TEST

START_TEST(run__leaves_and_keeps__what_was_done) {
  Program program = START("run", "slow");
  program_wait_for(&program, "Step 2 of 2");
  program_type(&program, "q\n");
  program_wait_for(&program, "3 discard it");
  program_type(&program, "2\n");
  ck_assert_int_eq(program_end(&program), DONE);
  assert_newest(1, "user", false);
}
END_TEST

START_TEST(run__discards__when_asked) {
  Program program = START("run", "slow");
  program_wait_for(&program, "Step 2 of 2");
  program_type(&program, "q\n");
  program_wait_for(&program, "3 discard it");
  program_type(&program, "3\n");
  program_wait_for(&program, "Discarded");
  ck_assert_int_eq(program_end(&program), DONE);
  json_t *rows = history();
  ck_assert_uint_eq(json_array_size(rows), 0);
  json_decref(rows);
}
END_TEST

/* A run of `slow` that a signal ends in its second step; what it exits with. */
static int end_by(int signal_number) {
  Program program = START("run", "slow");
  program_wait_for(&program, "Step 2 of 2");
  program_type(&program, "d\n"); /* what is said in answer comes after the save */
  program_wait_for(&program, "Slowly.");
  kill(program.pid, signal_number);
  return program_end(&program);
}

START_TEST(run__is_kept__when_it_is_killed) {
  ck_assert_int_eq(end_by(SIGKILL), BY_SIGNAL + SIGKILL);
  assert_newest(1, "crash", true);
  Program program = START("run", "--resume");
  program_wait_for(&program, "Step 2 of 2: Long.");
  program_wait_for(&program, "Ready in 3 seconds.");
  program_type(&program, "n\n");
  ck_assert_int_eq(program_end(&program), DONE);
  json_t *rows = history();
  json_t *row = json_array_get(rows, 0);
  ck_assert_uint_eq(json_array_size(rows), 1);
  ck_assert(json_is_false(json_object_get(row, "open")));
  ck_assert_str_eq(text_of(step_of(row, 0), "outcome"), "done");
  json_decref(rows);
}
END_TEST

START_TEST(run__ends_as_the_signal_does__and_can_be_resumed) {
  ck_assert_int_eq(end_by(SIGTERM), BY_SIGNAL + SIGTERM);
  assert_newest(1, "hangup", true);
  ck_assert_int_eq(end_by(SIGHUP), BY_SIGNAL + SIGHUP);
  assert_newest(2, "hangup", true);
}
END_TEST

START_TEST(run__is_closed__by_an_interrupt) {
  ck_assert_int_eq(end_by(SIGINT), BY_SIGNAL + SIGINT);
  assert_newest(1, "user", false);
}
END_TEST

START_TEST(run__closes_the_broken_off_one__without_somebody_to_ask) {
  end_by(SIGKILL);
  Said said = RUN(NULL, "run", "one", "--from", "2");
  ck_assert_int_eq(said.status, DONE);
  assert_holds(said.out, "A routine from earlier tonight, Slow, stopped at step 2 of 2.\n");
  said_free(&said);
  json_t *rows = history();
  ck_assert_uint_eq(json_array_size(rows), 2);
  for (size_t i = 0; i < 2; i++) {
    ck_assert(json_is_false(json_object_get(json_array_get(rows, i), "open")));
  }
  json_decref(rows);
}
END_TEST

START_TEST(run__has_nothing_to_resume__at_first) {
  Said said = RUN(NULL, "run", "--resume");
  ck_assert_int_eq(said.status, FAILED);
  assert_holds(said.err, "nothing to resume");
  said_free(&said);
}
END_TEST

START_TEST(run__offers_to_go_on__at_a_terminal) {
  end_by(SIGKILL);
  Program program = START_AT_TERMINAL("run", "one");
  program_wait_for(&program, "1 go on there, 2 close it and start anew");
  program_type(&program, "1\n");
  program_wait_for(&program, "Enter: ready or pause.");
  program_wait_for(&program, "Step 2 of 2: Long.");
  ck_assert_ptr_null(strchr(program.seen, '\x1b'));
  program_type(&program, "n\n");
  ck_assert_int_eq(program_end(&program), DONE);
  assert_newest(1, "end", false);
}
END_TEST

START_TEST(run__is_kept_for_later__when_input_ends_at_a_terminal) {
  Program program = START_AT_TERMINAL("run", "slow");
  program_wait_for(&program, "Step 2 of 2");
  program_type(&program, "\x04");
  ck_assert_int_eq(program_end(&program), BY_SIGNAL + SIGHUP);
  assert_newest(1, "hangup", true);
}
END_TEST

START_TEST(run__saves_and_fails__when_nobody_reads_its_lines) {
  Program program = START("run", "slow");
  program_wait_for(&program, "Step 2 of 2");
  close(program.out);
  program.out = open("/dev/null", O_RDONLY);
  program_type(&program, "d\n");
  ck_assert_int_eq(program_end(&program), FAILED);
  assert_newest(1, "hangup", true);
}
END_TEST

START_TEST(run__exits_3__when_it_cannot_be_kept) {
  temp_folder_write("nightcalf", "in the way");
  Said said = RUN(NULL, "run", "one", "--from", "2");
  ck_assert_int_eq(said.status, NOT_KEPT);
  assert_holds(said.out, "This cannot be kept at the moment");
  assert_holds(said.out, "It could not be kept in the history.");
  assert_holds(said.err, "not kept: ");
  said_free(&said);
}
END_TEST

START_TEST(run__goes_on_with_another_routine__when_a_choice_says_so) {
  temp_folder_write("routines/chain.cfg",
                    "format = 1; title = \"Chain\"; setup = 0;\n"
                    "steps = ( { kind = \"prompt\"; title = \"More?\";\n"
                    "  choices = ( { label = \"Yes\"; routine = \"one\"; } ); } );\n");
  Said said = RUN("1\n", "run", "chain");
  ck_assert_int_eq(said.status, DONE);
  assert_holds(said.out, "One. 2.6 seconds, 2 steps.");
  said_free(&said);
  assert_newest(2, "end", false);
}
END_TEST

static Suite *make_suite(void) {
  Suite *suite = suite_create("run");
  TCase *runs = tcase_create("runs");
  tcase_add_checked_fixture(runs, set_up, tear_down);
  tcase_set_timeout(runs, 30);
  tcase_add_test(runs, run__says__one_line_a_beat);
  tcase_add_test(runs, run__pauses_nothing__for_empty_lines_of_a_script);
  tcase_add_test(runs, run__begins__at_the_step_asked_for);
  tcase_add_test(runs, run__fails__for_a_broken_routine);
  tcase_add_test(runs, run__takes_answers__from_a_pipe);
  tcase_add_test(runs, run__keeps_an_answer__that_comes_before_its_question);
  tcase_add_test(runs, run__refuses__a_line_that_is_no_sound_text);
  tcase_add_test(runs, run__passes_over_questions__when_nobody_can_answer);
  tcase_add_test(runs, run__answers_keys__typed_through_a_pipe);
  tcase_add_test(runs, run__asks__after_the_program_was_stopped);
  tcase_add_test(runs, run__waits_for_nobody__when_input_has_ended);
  tcase_add_test(runs, run__leaves_and_keeps__what_was_done);
  tcase_add_test(runs, run__discards__when_asked);
  tcase_add_test(runs, run__is_kept__when_it_is_killed);
  tcase_add_test(runs, run__ends_as_the_signal_does__and_can_be_resumed);
  tcase_add_test(runs, run__is_closed__by_an_interrupt);
  tcase_add_test(runs, run__closes_the_broken_off_one__without_somebody_to_ask);
  tcase_add_test(runs, run__has_nothing_to_resume__at_first);
  tcase_add_test(runs, run__offers_to_go_on__at_a_terminal);
  tcase_add_test(runs, run__is_kept_for_later__when_input_ends_at_a_terminal);
  tcase_add_test(runs, run__saves_and_fails__when_nobody_reads_its_lines);
  tcase_add_test(runs, run__exits_3__when_it_cannot_be_kept);
  tcase_add_test(runs, run__goes_on_with_another_routine__when_a_choice_says_so);
  suite_add_tcase(suite, runs);
  return suite;
}

int main(void) {
  return suite_run(make_suite());
}
