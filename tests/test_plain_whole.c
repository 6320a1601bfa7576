/* The whole program by ear: a routine, a diary entry and the review, done in plain mode by a script
 * that knows only the lines as they come, each once, and types the numbers that it heard. Through
 * pipes, and at a terminal that can do nothing. */
#include <check.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fake_clock.h"
#include "program.h"
#include "suite.h"
#include "temp_folder.h"

enum { NUMBER_SIZE = 16, LINE_SIZE = 1024, PATH_SIZE = 4096 };

static const char whole[] =
    "format = 1; title = \"Whole evening\"; setup = 0.2; rest = 0.2;\n"
    "steps = (\n"
    "  { id = \"calf\"; kind = \"hold\"; title = \"Calf\"; cue = \"Lean in.\"; hold = 0.4;\n"
    "    safety = \"Never bounce.\"; sides = [ \"left\", \"right\" ]; switch = 0.2; },\n"
    "  { id = \"rub\"; kind = \"timed\"; title = \"Rub\"; duration = 0.4; },\n"
    "  { id = \"air\"; kind = \"breathe\"; title = \"Air\"; inhale = 0.2; exhale = 0.3;\n"
    "    cycles = 2; },\n"
    "  { id = \"how\"; kind = \"prompt\"; title = \"How is it?\";\n"
    "    choices = ( { label = \"Easing\"; }, { label = \"Still tight\"; } ); },\n"
    "  { id = \"bed\"; kind = \"checklist\"; title = \"Bed\";\n"
    "    items = ( \"Covers loose\", \"Towel in reach\" ); },\n"
    "  { id = \"mind\"; kind = \"journal\"; title = \"Mind\"; fields = ( \"Tomorrow\" ); }\n"
    ");\n";

/* A listener: lines are heard from the first to the last, none twice. */
typedef struct Listener {
  Program program;
  size_t heard; /* bytes that have been listened to */
  bool terminal;
} Listener;

/* Everything that came is text and whole lines: nothing moves, erases, rings or colours. A terminal
 * puts a carriage return before each newline, by itself. */
static void check_bytes(const Listener *listener) {
  const char *bytes = listener->program.seen;
  for (size_t i = 0; i < listener->program.length; i++) {
    unsigned char byte = (unsigned char)bytes[i];
    bool newline = byte == '\n' || (listener->terminal && byte == '\r' &&
                                    (bytes[i + 1] == '\n' || bytes[i + 1] == '\0'));
    ck_assert_msg(newline || (byte >= ' ' && byte != 0x7F), "byte %zu is %02x, behind \"%.40s\"", i,
                  byte, bytes + (i > 40 ? i - 40 : 0));
    ck_assert_msg(byte != 0xC2 || (unsigned char)bytes[i + 1] >= 0xA0,
                  "byte %zu begins a control character", i);
  }
}

/* Waits for the words and goes on behind the line that holds them. */
static void hear(Listener *listener, const char *words) {
  char *from = listener->program.seen + listener->heard;
  if (strstr(from, words) == NULL) {
    /* program_wait_for() looks at everything; what was heard already must not do again. */
    char *before = listener->program.seen;
    size_t passed = listener->heard;
    memset(before, ' ', passed);
    program_wait_for(&listener->program, words);
    from = listener->program.seen + passed;
  }
  const char *found = strstr(from, words);
  ck_assert_msg(found != NULL, "never heard \"%s\"", words);
  const char *end = strchr(found, '\n');
  size_t length = end == NULL ? strlen(found) : (size_t)(end - found) + 1;
  check_bytes(listener);
  listener->heard = (size_t)(found - listener->program.seen) + length;
}

/* The number before some words: at the beginning of a line, or in a list within it ("1 left, 2
 * right"). What it was heard as stays heard: listening goes on behind it. */
static const char *number_before(Listener *listener, const char *words) {
  static char number[NUMBER_SIZE];
  size_t before = listener->heard;
  hear(listener, words);
  const char *seen = listener->program.seen;
  const char *at = strstr(seen + before, words);
  const char *end = at - 1; /* the blank between */
  const char *begin = end;
  while (begin > seen && begin[-1] >= '0' && begin[-1] <= '9') {
    begin--;
  }
  ck_assert_msg(end > begin, "no number before \"%s\"", words);
  snprintf(number, sizeof number, "%.*s", (int)(end - begin), begin);
  return number;
}

static void type(Listener *listener, const char *text) {
  char line[LINE_SIZE];
  snprintf(line, sizeof line, "%s\n", text);
  program_type(&listener->program, line);
}

/* Hears what is offered up to the question, and types the number of what is wanted. */
static void choose(Listener *listener, const char *words, const char *question) {
  char number[NUMBER_SIZE];
  snprintf(number, sizeof number, "%s", number_before(listener, words));
  if (question != NULL) {
    hear(listener, question);
  }
  type(listener, number);
}

static void choose_item(Listener *listener, const char *words) {
  choose(listener, words, "Which number?");
}

static Listener listen(bool terminal) {
  return (Listener){.program = terminal ? START_AT_TERMINAL(NULL) : START(NULL),
                    .terminal = terminal};
}

static void end(Listener *listener) {
  check_bytes(listener);
  ck_assert_int_eq(program_end(&listener->program), 0);
}

static void do_routine(bool terminal) {
  Listener listener = listen(terminal);
  hear(&listener, "What would you like to do?");
  choose_item(&listener, "Routines:");
  choose_item(&listener, "Whole evening");
  choose_item(&listener, "Start it");
  hear(&listener, "Whole evening.");
  hear(&listener, "Step 1 of 6: Calf");
  hear(&listener, "Lean in.");
  hear(&listener, "Hold, left:");
  hear(&listener, "Other leg: right");
  hear(&listener, "Hold, right:");
  hear(&listener, "Step 2 of 6: Rub");
  hear(&listener, "Step 3 of 6: Air");
  hear(&listener, "In, breath 2 of 2");
  hear(&listener, "Step 4 of 6: How is it?");
  choose(&listener, "Still tight", "Which number?");
  hear(&listener, "Step 5 of 6: Bed");
  choose(&listener, "Towel in reach", "Enter for none");
  hear(&listener, "Step 6 of 6: Mind");
  hear(&listener, "Tomorrow:");
  type(&listener, "Call the garage");
  hear(&listener, "All done. Rest well.");
  hear(&listener, "Completed.");
  hear(&listener, "Kept in the history.");
  end(&listener);
}

static void do_diary(bool terminal) {
  Listener listener = listen(terminal);
  choose_item(&listener, "The diary");
  choose_item(&listener, "Last night, by questions");
  hear(&listener, "Night of Sat 2026-11-21");
  hear(&listener, "Cramps (0 for none)?");
  type(&listener, "1");
  hear(&listener, "When did it begin");
  type(&listener, "3:10");
  choose(&listener, "left", NULL);
  choose(&listener, "arch of the foot", NULL);
  hear(&listener, "Severity 0-10");
  type(&listener, "6");
  hear(&listener, "How long it lasted");
  type(&listener, "3");
  hear(&listener, "More about this cramp?");
  type(&listener, "n");
  hear(&listener, "Times woken by a cramp");
  type(&listener, "q");
  hear(&listener, "Cramps: 1");
  hear(&listener, "cramp 1  03:10; Side: left; Muscle: arch of the foot; Severity 0-10: 6");
  /* What is wrong is put right, by the number that the list gave it. */
  choose_item(&listener, "The diary");
  choose_item(&listener, "Correct a cramp");
  hear(&listener, "Enter: last night.");
  type(&listener, "");
  hear(&listener, "  cramp 1  ");
  hear(&listener, "Which one");
  type(&listener, "1");
  hear(&listener, "When did it begin");
  type(&listener, "");
  choose(&listener, "right", NULL);
  hear(&listener, "Muscle (");
  type(&listener, "q");
  hear(&listener, "cramp 1  03:10; Side: right;");
  hear(&listener, "Which number?");
  type(&listener, "");
  end(&listener);
}

static void do_review(bool terminal) {
  Listener listener = listen(terminal);
  choose_item(&listener, "The review");
  choose_item(&listener, "Figures, comparisons and plans");
  hear(&listener, "Review: ");
  hear(&listener, "Cramps per week");
  choose_item(&listener, "The review");
  choose_item(&listener, "Each night, newest first");
  hear(&listener, "Sat 2026-11-21: routine not done; 1 cramp");
  choose_item(&listener, "The review");
  choose_item(&listener, "The last sessions");
  hear(&listener, "Whole evening");
  hear(&listener, "  1. Calf: ");
  hear(&listener, "How is it?: Still tight");
  choose_item(&listener, "The review");
  choose_item(&listener, "Week by week");
  hear(&listener, "1 of 1 nights recorded; 1 cramp; 1 night with a cramp");
  hear(&listener, "Which number?");
  type(&listener, "");
  end(&listener);
}

/* A voice or a player that is called leaves a mark. */
static void put_marking(const char *name) {
  char file[LINE_SIZE];
  char script[LINE_SIZE];
  char *mark = temp_folder_path("heard");
  snprintf(file, sizeof file, "bin/%s", name);
  snprintf(script, sizeof script, "#!/bin/sh\necho \"$0 $*\" >>'%s'\n", mark);
  temp_folder_write(file, script);
  char *path = temp_folder_path(file);
  ck_assert_int_eq(chmod(path, 0700), 0);
  free(path);
  free(mark);
}

static void set_up(void) {
  static const char *const programs[] = {"spd-say", "espeak-ng", "pw-play", "paplay", "aplay"};
  char path[PATH_SIZE];
  program_set_up_routine("whole.cfg", whole);
  temp_folder_inside("bin");
  for (size_t i = 0; i < sizeof programs / sizeof programs[0]; i++) {
    put_marking(programs[i]);
  }
  char *folder = temp_folder_path("bin");
  snprintf(path, sizeof path, "%s:%s", folder, getenv("PATH"));
  setenv("PATH", path, 1);
  free(folder);
  fake_clock_set("2026-11-22 21:00:00", "Europe/Berlin");
}

static void tear_down(void) {
  temp_folder_remove();
}

START_TEST(plain__takes_one_through_routine_diary_and_review__by_the_numbers_it_says) {
  bool terminal = _i == 1;
  do_routine(terminal);
  do_diary(terminal);
  do_review(terminal);
  /* The reader of the screen is the only voice. */
  char *heard = temp_folder_path("heard");
  ck_assert_int_ne(access(heard, F_OK), 0);
  free(heard);
}
END_TEST

START_TEST(plain_home__says_what_can_be_done_and_ends__without_anybody_to_answer) {
  Said said = RUN(NULL, NULL);
  ck_assert_int_eq(said.status, 0);
  ck_assert_ptr_nonnull(
      strstr(said.out, "What would you like to do?\n1 Start tonight's routine\n"));
  ck_assert_str_eq(said.out + strlen(said.out) - strlen("Enter alone: back.\n"),
                   "Enter alone: back.\n");
  said_free(&said);
}
END_TEST

START_TEST(plain_home__asks_again__after_what_is_no_number_of_its_list) {
  Said said = RUN("x\n99\n\n", NULL);
  ck_assert_int_eq(said.status, 0);
  const char *first = strstr(said.out, "Please type a number from 1 to 14.\n");
  ck_assert_ptr_nonnull(first);
  ck_assert_ptr_nonnull(strstr(first + 1, "Please type a number from 1 to 14.\n"));
  said_free(&said);
}
END_TEST

/* The answers of a profile, then what the settings say of it. */
START_TEST(settings_ask__keeps_the_profile__question_by_question) {
  Said said = RUN("1\n\n2\nq\n", "settings", "--ask");
  ck_assert_int_eq(said.status, 0);
  ck_assert_ptr_nonnull(strstr(said.out, "Kept. Your profile: "));
  said_free(&said);
  said = RUN(NULL, "settings", "profile");
  ck_assert_str_eq(said.out, "clot_risk\n");
  said_free(&said);
  said = RUN("2\n", "settings", "--ask");
  ck_assert_ptr_nonnull(strstr(said.out, "now yes"));
  said_free(&said);
  said = RUN(NULL, "settings", "profile");
  ck_assert_str_eq(said.out, "\n");
  said_free(&said);
}
END_TEST

START_TEST(settings_hear__plays_each_cue__by_the_program_that_is_first_in_the_path) {
  Said said = RUN(NULL, "settings", "sound", "chime");
  said_free(&said);
  said = RUN(NULL, "settings", "--hear", "all");
  ck_assert_int_eq(said.status, 0);
  ck_assert_ptr_nonnull(strstr(said.out, "Get ready: one low tone (ready)\n"));
  ck_assert_ptr_nonnull(strstr(said.out, "All done: four tones, falling (all-done)\n"));
  said_free(&said);
  char *path = temp_folder_path("heard");
  FILE *file = fopen(path, "r");
  ck_assert_ptr_nonnull(file);
  char text[PATH_SIZE * 4] = "";
  ck_assert_uint_gt(fread(text, 1, sizeof text - 1, file), 0);
  fclose(file);
  free(path);
  const char *at = text;
  static const char *const files[] = {"ready.wav", "hold.wav",   "half.wav",      "last.wav",
                                      "rest.wav",  "switch.wav", "step-done.wav", "all-done.wav"};
  for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
    at = strstr(at, files[i]);
    ck_assert_msg(at != NULL, "%s was not played in its turn:\n%s", files[i], text);
  }
  said = RUN(NULL, "settings", "--hear", "gong");
  ck_assert_int_eq(said.status, 2);
  said_free(&said);
}
END_TEST

START_TEST(settings_actions__names_every_key__as_the_setting_takes_it) {
  Said said = RUN(NULL, "settings", "keys", "pause: z");
  ck_assert_int_eq(said.status, 0);
  said_free(&said);
  said = RUN(NULL, "settings", "--actions");
  ck_assert_ptr_nonnull(strstr(said.out, "\npause: z: Pause.\n"));
  ck_assert_ptr_nonnull(strstr(said.out, "\nquit: q: Quit the program.\n"));
  said_free(&said);
}
END_TEST

START_TEST(set__adds_moves_doubles_and_takes_out__a_step) {
  Said said =
      RUN(NULL, "set", "whole/calf", "--add", "kind", "hold", "title", "Towel pull", "hold", "20");
  ck_assert_msg(said.status == 0, "%s", said.err);
  ck_assert_ptr_nonnull(strstr(said.out, "   2.    0:21  Towel pull (hold)\n"));
  said_free(&said);
  said = RUN(NULL, "set", "whole/towel-pull", "--move", "1");
  ck_assert_msg(said.status == 0, "%s", said.err);
  ck_assert_ptr_nonnull(strstr(said.out, "   1.    0:21  Towel pull (hold)\n"));
  said_free(&said);
  said = RUN(NULL, "set", "whole/1", "--duplicate");
  ck_assert_msg(said.status == 0, "%s", said.err);
  ck_assert_ptr_nonnull(strstr(said.out, "   2.    0:21  Towel pull (hold)\n"));
  said_free(&said);
  said = RUN(NULL, "set", "whole/2", "--take-out");
  ck_assert_msg(said.status == 0, "%s", said.err);
  ck_assert_ptr_null(strstr(said.out, "   2.    0:21  Towel pull (hold)\n"));
  said_free(&said);
  said = RUN(NULL, "set", "whole", "--move", "1");
  ck_assert_int_eq(said.status, 1);
  ck_assert_ptr_nonnull(strstr(said.err, "which step is meant?"));
  said_free(&said);
  said = RUN(NULL, "set", "whole", "--add", "kind", "hold", "title", "X", "hodl", "20");
  ck_assert_ptr_nonnull(strstr(said.err, "did you mean \"hold\"?"));
  said_free(&said);
}
END_TEST

START_TEST(copy_rename__gives_another_name__and_the_settings_follow) {
  Said said = RUN(NULL, "settings", "routine", "whole");
  said_free(&said);
  said = RUN(NULL, "copy", "--rename", "whole", "all-of-it");
  ck_assert_msg(said.status == 0, "%s", said.err);
  said_free(&said);
  said = RUN(NULL, "settings", "routine");
  ck_assert_str_eq(said.out, "all-of-it\n");
  said_free(&said);
}
END_TEST

START_TEST(review__begins_and_forgets_its_plans__by_options) {
  Said said = RUN(NULL, "review", "--trial", "begin");
  ck_assert_str_eq(said.out, "Begun: tonight is the first night.\n");
  said_free(&said);
  said = RUN(NULL, "settings", "trial_start");
  ck_assert_str_eq(said.out, "2026-11-22\n");
  said_free(&said);
  said = RUN(NULL, "review", "--trial", "begin");
  ck_assert_int_eq(said.status, 1);
  said_free(&said);
  said = RUN(NULL, "review", "--trial", "forget");
  ck_assert_int_eq(said.status, 0);
  said_free(&said);
  said = RUN(NULL, "review", "--fair-test", "6");
  ck_assert_ptr_nonnull(strstr(said.out, "  Week 6, from Sun 2026-12-27: with"));
  said_free(&said);
  said = RUN(NULL, "review", "--fair-test", "7");
  ck_assert_int_eq(said.status, 2);
  said_free(&said);
}
END_TEST

START_TEST(history_find__shows_the_notes__that_hold_the_words) {
  Said said = RUN(NULL, "log", "1", "--note", "An odd one");
  said_free(&said);
  said = RUN(NULL, "history", "--find", "odd");
  ck_assert_ptr_nonnull(strstr(said.out, "Sat 2026-11-21, note: An odd one\n"));
  said_free(&said);
  said = RUN(NULL, "history", "--find", "nowhere");
  ck_assert_str_eq(said.out, "No note holds \"nowhere\".\n");
  said_free(&said);
}
END_TEST

START_TEST(run_length__takes_one_that_is_offered__and_no_other) {
  Said said = RUN(NULL, "run", "--plain", "breathe-resonance", "--length", "7h");
  ck_assert_int_eq(said.status, 2);
  ck_assert_ptr_nonnull(strstr(said.err, "--length takes one of the lengths"));
  said_free(&said);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("plain_whole");
  TCase *tests = tcase_create("plain_whole");
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_set_timeout(tests, 40);
  tcase_add_loop_test(
      tests, plain__takes_one_through_routine_diary_and_review__by_the_numbers_it_says, 0, 2);
  tcase_add_test(tests, plain_home__says_what_can_be_done_and_ends__without_anybody_to_answer);
  tcase_add_test(tests, plain_home__asks_again__after_what_is_no_number_of_its_list);
  tcase_add_test(tests, settings_ask__keeps_the_profile__question_by_question);
  tcase_add_test(tests, settings_hear__plays_each_cue__by_the_program_that_is_first_in_the_path);
  tcase_add_test(tests, settings_actions__names_every_key__as_the_setting_takes_it);
  tcase_add_test(tests, set__adds_moves_doubles_and_takes_out__a_step);
  tcase_add_test(tests, copy_rename__gives_another_name__and_the_settings_follow);
  tcase_add_test(tests, review__begins_and_forgets_its_plans__by_options);
  tcase_add_test(tests, history_find__shows_the_notes__that_hold_the_words);
  tcase_add_test(tests, run_length__takes_one_that_is_offered__and_no_other);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
