/* new, copy, edit and remove as their users meet them: the real program in a folder of its own. The
 * editors are small scripts that the tests write. */
#include <check.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "program.h"
#include "suite.h"
#include "temp_folder.h"

enum { DONE, FAILED, USAGE };

static const char sound[] = "format = 1; title = \"Mine\"; # my own\n"
                            "steps = (\n"
                            "  { id = \"rub\"; kind = \"timed\"; title = \"Rub\"; setup = 0;\n"
                            "    duration = 20; } );\n";
static const char borrower[] = "format = 1; title = \"Borrows\";\n"
                               "steps = ( { use = \"mine/rub\"; } );\n";

static void set_up(void) {
  program_set_up_routine("mine.cfg", sound);
  unsetenv("VISUAL");
  setenv("EDITOR", "false", 1);
}

static void tear_down(void) {
  temp_folder_remove();
}

/* Whether there is a file of that name among the own routines. */
static bool is_there(const char *name) {
  char *inside = NULL;
  ck_assert_int_gt(asprintf(&inside, "nightcalf/routines/%s", name), 0);
  char *path = temp_folder_path(inside);
  struct stat status;
  bool there = lstat(path, &status) == 0;
  free(path);
  free(inside);
  return there;
}

/* What a file among the own routines holds. */
static char *content(const char *name) {
  char *inside = NULL;
  ck_assert_int_gt(asprintf(&inside, "nightcalf/routines/%s", name), 0);
  char *path = temp_folder_path(inside);
  FILE *file = fopen(path, "r");
  ck_assert_msg(file != NULL, "no %s", name);
  char *text = NULL;
  size_t size = 0;
  if (getdelim(&text, &size, '\0', file) < 0) {
    ck_abort_msg("%s is empty", name);
  }
  fclose(file);
  free(path);
  free(inside);
  return text;
}

static void assert_content(const char *name, const char *text) {
  char *now = content(name);
  ck_assert_str_eq(now, text);
  free(now);
}

/* Chooses as editor a script; its last argument is the file, "$f". FOLDER in the body is the test's
 * folder. */
static void editor(const char *body) {
  char *text = NULL;
  char *folder = temp_folder_path("");
  ck_assert_int_gt(asprintf(&text, "#!/bin/sh\nfor f; do :; done\nFOLDER='%s'\n%s\n", folder, body),
                   0);
  temp_folder_write("an editor", text);
  char *path = temp_folder_path("an editor");
  ck_assert_int_eq(chmod(path, 0700), 0);
  free(text);
  ck_assert_int_gt(asprintf(&text, "'%s' --an 'op tion'", path), 0);
  setenv("EDITOR", text, 1);
  free(text);
  free(path);
  free(folder);
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

START_TEST(new__writes_one_that_runs__and_says_what_next) {
  Said said = RUN(NULL, "new", "my-calves");
  assert_holds(said.out, "nightcalf/routines/my-calves.cfg\n");
  assert_run(said, DONE, "Next: nightcalf edit my-calves\n", NULL);
  assert_run(RUN(NULL, "check", "my-calves"), DONE, "nothing wrong", NULL);
  assert_run(RUN(NULL, "show", "my-calves"), DONE, "My calves\n", NULL);
}
END_TEST

static const struct {
  const char *line[5];
  int status;
  const char *hint;
} refusals[] = {
    {{"new"}, USAGE, "a name for the new routine"},
    {{"new", "My Calves"}, USAGE, "such as \"my-calves\""},
    {{"new", "mine"}, FAILED, "you have a routine \"mine\" already"},
    {{"new", "evening-calf"}, FAILED, "nightcalf edit evening-calf"},
    {{"copy"}, USAGE, "what is to be copied"},
    {{"copy", "mine"}, USAGE, "nightcalf copy FROM ID"},
    {{"copy", "mine", "a/b"}, USAGE, "cannot name a routine"},
    {{"copy", "evening-calf", "mine"}, FAILED, "nightcalf remove mine"},
    {{"copy", "evening-clf", "x"}, FAILED, "did you mean \"evening-calf\""},
    {{"copy", "/no/such.cfg", "x"}, FAILED, "no such file"},
    {{"copy", "/dev", "x"}, FAILED, "is a directory"},
    {{"copy", "/dev/null", "x"}, FAILED, "not a regular file"},
    {{"edit"}, USAGE, "which routine"},
    {{"edit", "evening-clf"}, FAILED, "did you mean \"evening-calf\""},
    {{"edit", "quite-other"}, FAILED, "nightcalf new quite-other"},
    {{"edit", "/no/such.cfg"}, FAILED, "nightcalf copy /no/such.cfg ID"},
    {{"remove"}, USAGE, "which routine"},
    {{"remove", "mine"}, USAGE, "--yes"},
    {{"remove", "evening-calf", "--yes"}, FAILED, "came with the program"},
    {{"remove", "min", "--yes"}, FAILED, "did you mean \"mine\""},
};

START_TEST(refusal__says_what_to_do__and_changes_nothing) {
  assert_run(program_run(NULL, refusals[_i].line), refusals[_i].status, NULL, refusals[_i].hint);
  assert_content("mine.cfg", sound);
  ck_assert(!is_there("x.cfg"));
}
END_TEST

START_TEST(copy__shows__what_it_will_do) {
  Said said = RUN(NULL, "copy", "evening-calf", "my-evening");
  assert_holds(said.out, "Evening calf routine\n");
  assert_holds(said.out, "Total: 10 minutes, 8 steps\n");
  assert_holds(said.out, "Ball-of-foot wall stretch (hold)\n");
  assert_holds(said.out, "nightcalf/routines/my-evening.cfg\n");
  assert_run(said, DONE, "nightcalf show my-evening", "");
  assert_run(RUN(NULL, "check", "my-evening"), DONE, "nothing wrong", NULL);
}
END_TEST

START_TEST(copy__of_a_shipped_ones_name__takes_its_place) {
  assert_run(RUN(NULL, "copy", "evening-calf", "evening-calf"), DONE, "takes the place", NULL);
  assert_run(RUN(NULL, "list"), DONE, "own, replaces the shipped one", NULL);
  assert_run(RUN(NULL, "remove", "evening-calf", "--yes"), DONE, NULL, NULL);
  assert_run(RUN(NULL, "copy", "mine", "evening-calf"), DONE, "takes the place", NULL);
  assert_run(RUN(NULL, "check", "full-wind-down"), DONE, "nothing wrong", NULL);
}
END_TEST

START_TEST(copy__tells_errors__as_a_compiler_does) {
  temp_folder_write("theirs.txt",
                    "format = 1; title = \"T\e[31m\";\n"
                    "steps = ( { kind = \"timed\"; title = \"Rub\"; duration = 0; },\n"
                    "  { kind = \"timed\"; titel = \"Rub\"; duration = 2; } );\n");
  char *path = temp_folder_path("./theirs.txt");
  Said said = RUN(NULL, "copy", path, "physio");
  assert_holds(said.err, "theirs.txt:1:");
  assert_holds(said.err, "theirs.txt:2:");
  assert_holds(said.err, "did you mean \"title\"");
  ck_assert_ptr_null(strchr(said.err, '\x1b'));
  assert_run(said, FAILED, "", "nothing was copied");
  ck_assert(!is_there("physio.cfg"));
  free(path);
}
END_TEST

START_TEST(edit__takes_what_is_sound__and_keeps_the_version_before) {
  editor("printf '%s|' \"$@\" > \"$FOLDER/said\"; sed -i 's/20/30/' \"$f\"");
  assert_run(RUN(NULL, "edit", "mine"), DONE, "Total: 30 seconds (was 20 seconds)", "");
  char *now = content("mine.cfg");
  assert_holds(now, "duration = 30; } );\n");
  assert_holds(now, "# my own\n");
  free(now);
  assert_content("mine.cfg~", sound);
  ck_assert(!is_there("mine.cfg.draft"));
  now = content("../../said");
  ck_assert_int_eq(strncmp(now, "--an|op tion|", 13), 0);
  assert_holds(now, "nightcalf/routines/mine.cfg.draft|");
  free(now);
}
END_TEST

START_TEST(edit__writes_nothing__when_nothing_was_changed) {
  setenv("EDITOR", "true", 1);
  assert_run(RUN(NULL, "edit", "mine"), DONE, "Nothing was changed", "");
  ck_assert(!is_there("mine.cfg~"));
  ck_assert(!is_there("mine.cfg.draft"));
  assert_run(RUN(NULL, "edit", "evening-calf"), DONE, "came with the program", "");
  ck_assert(!is_there("evening-calf.cfg"));
  ck_assert(!is_there("evening-calf.cfg.draft"));
}
END_TEST

START_TEST(edit__of_a_shipped_one__makes_it_ones_own) {
  editor("sed -i 's/^title = .*/title = \"My evening\";/' \"$f\"");
  assert_run(RUN(NULL, "edit", "evening-calf"), DONE, "evening-calf is in force", "");
  assert_run(RUN(NULL, "list"), DONE, "My evening", NULL);
  ck_assert(!is_there("evening-calf.cfg~"));
}
END_TEST

START_TEST(edit__keeps_a_broken_draft__at_the_end_of_input) {
  editor("sed -i 's/20/-5/' \"$f\"");
  Said said = RUN(NULL, "edit", "mine");
  assert_holds(said.err, "mine.cfg:4:16: error: step 1 \"Rub\": \"duration\" must be above 0");
  assert_holds(said.err, "mine.cfg.draft\n");
  assert_run(said, FAILED, "1 edit again, 2 keep as a draft, 3 drop", "nightcalf edit mine");
  assert_content("mine.cfg", sound);
  ck_assert(is_there("mine.cfg.draft"));
}
END_TEST

START_TEST(edit__goes_on__with_a_draft_that_was_kept) {
  editor("sed -i 's/20/-5/' \"$f\"");
  assert_run(RUN("k\n", "edit", "mine"), FAILED, NULL, "The draft is kept");
  editor("printf '%s|' \"$@\" > \"$FOLDER/said\"; sed -i 's/-5/25/' \"$f\"");
  assert_run(RUN(NULL, "edit", "mine"), DONE, "Going on with the draft", NULL);
  char *now = content("mine.cfg");
  assert_holds(now, "duration = 25;");
  free(now);
}
END_TEST

START_TEST(edit__begins_anew__when_told_to) {
  temp_folder_write("nightcalf/routines/mine.cfg.draft", "old");
  editor("sed -i 's/20/25/' \"$f\"");
  assert_run(RUN(NULL, "edit", "--anew", "mine"), DONE, "Total: 25 seconds", "");
}
END_TEST

static const char *const again[] = {"1\n", "e\n", "EDIT\n", "\nwhat?\n edit \n"};

START_TEST(edit__is_mended__at_the_second_try) {
  editor("if grep -q -- -5 \"$f\"; then sed -i 's/-5/25/' \"$f\"; else sed -i 's/20/-5/' \"$f\"; "
         "fi");
  assert_run(RUN(again[_i], "edit", "mine"), DONE, "Total: 25 seconds", "got -5");
  ck_assert(!is_there("mine.cfg.draft"));
}
END_TEST

START_TEST(edit__drops__what_is_broken) {
  editor("sed -i 's/20/-5/' \"$f\"");
  assert_run(RUN("3\n", "edit", "mine"), FAILED, "The changes were dropped", NULL);
  assert_content("mine.cfg", sound);
  ck_assert(!is_there("mine.cfg.draft"));
}
END_TEST

/* Editors that cannot do their work. */
static const struct {
  const char *editor;
  const char *message;
} faults[] = {
    {"no-such-editor", "no-such-editor: cannot be started"},
    {"sh -c 'exit 3'", "failed with exit status 3"},
    {"sh -c 'kill -9 $$'", "ended by signal 9"},
    {"vi 'x", "a quote in it is not closed"},
    {"vi; touch x.cfg", "only a shell could run"},
};

START_TEST(edit__leaves_all_as_it_was__when_the_editor_fails) {
  setenv("EDITOR", faults[_i].editor, 1);
  assert_run(RUN(NULL, "edit", "mine"), FAILED, NULL, faults[_i].message);
  assert_content("mine.cfg", sound);
  ck_assert(!is_there("mine.cfg.draft"));
}
END_TEST

START_TEST(edit__keeps_what_a_failing_editor_left) {
  editor("sed -i 's/20/30/' \"$f\"; kill -9 $$");
  assert_run(RUN(NULL, "edit", "mine"), FAILED, NULL, "The draft is kept");
  assert_content("mine.cfg", sound);
  char *draft = content("mine.cfg.draft");
  assert_holds(draft, "duration = 30;");
  free(draft);
}
END_TEST

START_TEST(edit__gives_the_terminal_back__after_a_killed_editor) {
  editor("stty raw -echo; kill -9 $$");
  Program program = START_AT_TERMINAL("edit", "mine");
  program_wait_for(&program, "ended by signal 9");
  program_wait_for(&program, "Nothing was changed.");
  struct termios modes;
  ck_assert_int_eq(tcgetattr(program.out, &modes), 0);
  ck_assert_uint_eq(modes.c_lflag & (ICANON | ECHO | ISIG), ICANON | ECHO | ISIG);
  ck_assert_int_eq(program_end(&program), FAILED);
}
END_TEST

START_TEST(edit__outlives__the_editors_interrupt) {
  editor("trap : INT; kill -INT 0; sed -i 's/20/30/' \"$f\"");
  Program program = START_AT_TERMINAL("edit", "mine");
  program_wait_for(&program, "mine is in force");
  ck_assert_int_eq(program_end(&program), DONE);
}
END_TEST

START_TEST(edit__overwrites_nothing__that_changed_meanwhile) {
  editor("sed -i 's/20/30/' \"$f\"; echo '# theirs' >> \"${f%.draft}\"");
  assert_run(RUN(NULL, "edit", "mine"), FAILED, NULL, "changed meanwhile");
  char *now = content("mine.cfg");
  assert_holds(now, "# theirs\n");
  assert_holds(now, "duration = 20;");
  free(now);
  now = content("mine.cfg.draft");
  assert_holds(now, "duration = 30;");
  free(now);
}
END_TEST

START_TEST(edit__asks__before_a_draft_goes_over_later_changes) {
  editor("sed -i 's/20/30/' \"$f\"; echo '# theirs' >> \"${f%.draft}\"");
  assert_run(RUN(NULL, "edit", "mine"), FAILED, NULL, "changed meanwhile");
  editor(":");
  assert_run(RUN(NULL, "edit", "mine"), FAILED, "was changed since", "edit --anew mine");
  assert_run(RUN("n\n", "edit", "mine"), FAILED, "was changed since", "Nothing was changed");
  char *now = content("mine.cfg");
  assert_holds(now, "# theirs\n");
  assert_run(RUN("y\n", "edit", "mine"), DONE, "mine is in force", "");
  assert_content("mine.cfg~", now);
  free(now);
  now = content("mine.cfg");
  assert_holds(now, "duration = 30;");
  free(now);
}
END_TEST

START_TEST(edit__shows_what_was_broken_already) {
  temp_folder_write("nightcalf/routines/mine.cfg",
                    "format = 1;\ntitle = \"M\";\nsteps = ( {} );\n");
  editor("echo \"$@\" > \"$FOLDER/said\"");
  assert_run(RUN(NULL, "edit", "mine"), FAILED, "Nothing was changed", "mine.cfg:3:");
  editor("cat \"$FOLDER/good\" > \"$f\"");
  temp_folder_write("good", sound);
  assert_run(RUN(NULL, "edit", "mine"), DONE, "mine is in force", "");
}
END_TEST

START_TEST(edit__asks__before_others_break) {
  temp_folder_write("nightcalf/routines/borrows.cfg", borrower);
  editor("sed -i 's/rub/rob/' \"$f\"");
  assert_run(RUN("2\n", "edit", "mine"), FAILED, "4 take them all the same", "borrows would be");
  assert_content("mine.cfg", sound);
  editor(":");
  assert_run(RUN("4\n", "edit", "mine"), DONE, "mine is in force", "borrows would be");
}
END_TEST

START_TEST(edit__with_a_huge_file__keeps_the_draft) {
  editor("head -c 300000 /dev/zero | tr '\\0' '#' > \"$f\"");
  assert_run(RUN(NULL, "edit", "mine"), FAILED, NULL, "256 KiB");
  assert_content("mine.cfg", sound);
  ck_assert(is_there("mine.cfg.draft"));
}
END_TEST

START_TEST(remove__keeps_the_text__and_says_where) {
  assert_run(RUN(NULL, "remove", "mine", "--yes"), DONE, "mine.cfg~ and your history", "");
  assert_content("mine.cfg~", sound);
  ck_assert(!is_there("mine.cfg"));
}
END_TEST

START_TEST(remove__puts_the_shipped_one__in_force_again) {
  assert_run(RUN(NULL, "copy", "evening-calf", "evening-calf"), DONE, NULL, NULL);
  assert_run(RUN(NULL, "remove", "--yes", "evening-calf"), DONE, "in force again", "");
}
END_TEST

START_TEST(remove__names_tonights_routine) {
  temp_folder_write("nightcalf/nightcalf.cfg", "routine = \"mine\";\n");
  assert_run(RUN(NULL, "remove", "--yes", "mine"), DONE, "It was tonight's routine", "");
}
END_TEST

START_TEST(remove__needs_force__where_others_borrow) {
  temp_folder_write("nightcalf/routines/borrows.cfg", borrower);
  assert_run(RUN(NULL, "remove", "mine", "--yes"), FAILED, "", "borrows would be broken");
  assert_content("mine.cfg", sound);
  assert_run(RUN(NULL, "remove", "mine", "--yes", "--force"), DONE, "Removed mine", "");
}
END_TEST

static const struct {
  const char *answer;
  bool removed;
} answers[] = {{"y\n", true}, {"YES\n", true}, {"\n", false}, {"n\n", false}, {"\x04", false}};

START_TEST(remove__asks__at_a_terminal) {
  Program program = START_AT_TERMINAL("remove", "mine");
  program_wait_for(&program, "Remove this routine? [y/N] ");
  assert_holds(program.seen, "its history stays");
  program_type(&program, answers[_i].answer);
  int status = program_end(&program);
  ck_assert_int_eq(status, answers[_i].removed ? DONE : FAILED);
  ck_assert(is_there("mine.cfg") != answers[_i].removed);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("cmd_own");
  TCase *cases = tcase_create("cmd_own");
  tcase_add_checked_fixture(cases, set_up, tear_down);
  tcase_add_test(cases, new__writes_one_that_runs__and_says_what_next);
  tcase_add_loop_test(cases, refusal__says_what_to_do__and_changes_nothing, 0,
                      sizeof refusals / sizeof refusals[0]);
  tcase_add_test(cases, copy__shows__what_it_will_do);
  tcase_add_test(cases, copy__of_a_shipped_ones_name__takes_its_place);
  tcase_add_test(cases, copy__tells_errors__as_a_compiler_does);
  tcase_add_test(cases, edit__takes_what_is_sound__and_keeps_the_version_before);
  tcase_add_test(cases, edit__writes_nothing__when_nothing_was_changed);
  tcase_add_test(cases, edit__of_a_shipped_one__makes_it_ones_own);
  tcase_add_test(cases, edit__keeps_a_broken_draft__at_the_end_of_input);
  tcase_add_test(cases, edit__goes_on__with_a_draft_that_was_kept);
  tcase_add_test(cases, edit__begins_anew__when_told_to);
  tcase_add_loop_test(cases, edit__is_mended__at_the_second_try, 0, sizeof again / sizeof again[0]);
  tcase_add_test(cases, edit__drops__what_is_broken);
  tcase_add_loop_test(cases, edit__leaves_all_as_it_was__when_the_editor_fails, 0,
                      sizeof faults / sizeof faults[0]);
  tcase_add_test(cases, edit__keeps_what_a_failing_editor_left);
  tcase_add_test(cases, edit__gives_the_terminal_back__after_a_killed_editor);
  tcase_add_test(cases, edit__outlives__the_editors_interrupt);
  tcase_add_test(cases, edit__overwrites_nothing__that_changed_meanwhile);
  tcase_add_test(cases, edit__asks__before_a_draft_goes_over_later_changes);
  tcase_add_test(cases, edit__shows_what_was_broken_already);
  tcase_add_test(cases, edit__asks__before_others_break);
  tcase_add_test(cases, edit__with_a_huge_file__keeps_the_draft);
  tcase_add_test(cases, remove__keeps_the_text__and_says_where);
  tcase_add_test(cases, remove__puts_the_shipped_one__in_force_again);
  tcase_add_test(cases, remove__names_tonights_routine);
  tcase_add_test(cases, remove__needs_force__where_others_borrow);
  tcase_add_loop_test(cases, remove__asks__at_a_terminal, 0, sizeof answers / sizeof answers[0]);
  suite_add_tcase(suite, cases);
  return suite_run(suite);
}
