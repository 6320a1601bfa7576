/* Running the person's editor: which one, its words, its line, and whose the signals are. The
 * editors are small scripts in a folder of the test's own. */
#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "nightcalf/os.h"
#include "suite.h"
#include "temp_folder.h"

static void set_up(void) {
  setenv("HOME", temp_folder_make(), 1);
  unsetenv("VISUAL");
  unsetenv("EDITOR");
}

static void tear_down(void) {
  temp_folder_remove();
}

/* Makes an executable script of that name; gives its path. */
static char *script(const char *name, const char *body) {
  char *text = NULL;
  ck_assert_int_gt(asprintf(&text, "#!/bin/sh\n%s\n", body), 0);
  temp_folder_write(name, text);
  free(text);
  char *path = temp_folder_path(name);
  ck_assert_int_eq(chmod(path, 0700), 0);
  return path;
}

/* A script that writes its arguments to the file "said", one a line, in brackets. */
static char *teller(const char *name) {
  char *said = temp_folder_path("said");
  char *body = NULL;
  ck_assert_int_gt(asprintf(&body, "for a; do echo \"[$a]\"; done > '%s'", said), 0);
  char *path = script(name, body);
  free(body);
  free(said);
  return path;
}

/* What a script wrote. */
static char *said(void) {
  char *path = temp_folder_path("said");
  FILE *file = fopen(path, "r");
  ck_assert_ptr_nonnull(file);
  char *text = NULL;
  size_t size = 0;
  ck_assert_int_ge(getdelim(&text, &size, '\0', file), 0);
  fclose(file);
  free(path);
  return text;
}

/* Sets a variable to a script's path and something behind it. */
static void choose(const char *variable, const char *path, const char *behind) {
  char *value = NULL;
  ck_assert_int_gt(asprintf(&value, "%s%s", path, behind), 0);
  setenv(variable, value, 1);
  free(value);
}

static const struct {
  const char *name;
  const char *arguments;
} lines[] = {
    {"vi", "[+12]\n[/a b.cfg]\n"},          {"nvim", "[+12]\n[/a b.cfg]\n"},
    {"nano", "[+12]\n[/a b.cfg]\n"},        {"emacs", "[+12]\n[/a b.cfg]\n"},
    {"emacsclient", "[+12]\n[/a b.cfg]\n"}, {"micro", "[+12]\n[/a b.cfg]\n"},
    {"joe", "[+12]\n[/a b.cfg]\n"},         {"ne", "[+12]\n[/a b.cfg]\n"},
    {"kak", "[+12]\n[/a b.cfg]\n"},         {"hx", "[/a b.cfg:12]\n"},
    {"helix", "[/a b.cfg:12]\n"},           {"code", "[-g]\n[/a b.cfg:12]\n"},
    {"kate", "[-l]\n[12]\n[/a b.cfg]\n"},   {"my-own-editor", "[/a b.cfg]\n"},
};

START_TEST(editor__begins_at_the_line__in_its_own_way) {
  char *path = teller(lines[_i].name);
  choose("EDITOR", path, "");
  Error err = {{0}};
  ck_assert_msg(editor_run("/a b.cfg", 12, &err), "%s", err.text);
  char *got = said();
  ck_assert_str_eq(got, lines[_i].arguments);
  free(got);
  free(path);
}
END_TEST

START_TEST(editor__gets_the_file_alone__without_a_line) {
  char *path = teller("vi");
  choose("EDITOR", path, "");
  ck_assert(editor_run("/x.cfg", 0, NULL));
  char *got = said();
  ck_assert_str_eq(got, "[/x.cfg]\n");
  free(got);
  free(path);
}
END_TEST

START_TEST(editor__has_its_words__as_a_shell_splits_them) {
  char *path = teller("ed");
  setenv("WHAT", "w h", 1);
  choose("EDITOR", path, "  'one word' \"two  $WHAT\" three\\ four  -x ");
  Error err = {{0}};
  ck_assert_msg(editor_run("/x.cfg", 3, &err), "%s", err.text);
  char *got = said();
  ck_assert_str_eq(got, "[one word]\n[two  w h]\n[three four]\n[-x]\n[/x.cfg]\n");
  free(got);
  free(path);
}
END_TEST

START_TEST(editor__lies_in_a_folder_with_a_blank__when_it_is_quoted) {
  char *folder = temp_folder_path("my tools");
  ck_assert_int_eq(mkdir(folder, 0700), 0);
  char *path = teller("my tools/vi");
  char *value = NULL;
  ck_assert_int_gt(asprintf(&value, "\"%s\" -R", path), 0);
  setenv("EDITOR", value, 1);
  ck_assert(editor_run("/x.cfg", 7, NULL));
  char *got = said();
  ck_assert_str_eq(got, "[-R]\n[+7]\n[/x.cfg]\n");
  free(got);
  free(value);
  free(path);
  free(folder);
}
END_TEST

START_TEST(editor__is_visual__before_editor) {
  char *path = teller("vi");
  choose("VISUAL", path, "");
  setenv("EDITOR", "false", 1);
  ck_assert(editor_run("/x.cfg", 0, NULL));
  setenv("VISUAL", " ", 1);
  ck_assert(!editor_run("/x.cfg", 0, NULL));
  free(path);
}
END_TEST

START_TEST(editor__is_the_systems__when_none_is_named) {
  char *path = teller("vi");
  char *folder = temp_folder_path("");
  setenv("PATH", folder, 1);
  ck_assert(editor_run("/x.cfg", 4, NULL));
  char *got = said();
  ck_assert_str_eq(got, "[+4]\n[/x.cfg]\n");
  free(got);
  ck_assert_int_eq(unlink(path), 0);
  Error err = {{0}};
  ck_assert(!editor_run("/x.cfg", 4, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "export EDITOR="));
  free(folder);
  free(path);
}
END_TEST

/* What no editor comes of, and what is said then. */
static const struct {
  const char *value;
  const char *message;
} faults[] = {
    {"no-such-editor -x", "no-such-editor: cannot be started: No such file or directory"},
    {"sh -c 'exit 3'", "the editor sh failed with exit status 3 (from EDITOR)"},
    {"sh -c 'kill -9 $$'", "the editor sh was ended by signal 9 (Killed) (from EDITOR)"},
    {"vi 'open", "a quote in it is not closed"},
    {"touch bad; vi", "which only a shell could run"},
    {"vi `touch bad`", "which only a shell could run"},
    {"vi $(touch bad)", "which only a shell could run"},
    {"$NO_SUCH_VARIABLE", "which names no editor"},
    {"/", "/: cannot be started: Permission denied"},
};

START_TEST(editor__that_cannot_do_its_work__is_told) {
  Error err = {{0}};
  ck_assert_int_eq(chdir(getenv("HOME")), 0);
  setenv("EDITOR", faults[_i].value, 1);
  ck_assert(!editor_run("/x.cfg", 0, &err));
  ck_assert_msg(strstr(err.text, faults[_i].message) != NULL, "%s", err.text);
  ck_assert_int_ne(access("bad", F_OK), 0);
}
END_TEST

static volatile sig_atomic_t heard;

static void hear(int number) {
  (void)number;
  heard = heard + 1;
}

START_TEST(process__finds_its_signals__as_a_shell_gives_them) {
  sigset_t blocked;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGINT);
  sigaddset(&blocked, SIGTSTP);
  sigprocmask(SIG_BLOCK, &blocked, NULL);
  ck_assert(process_start(NULL)); /* ignores SIGPIPE */
  signal(SIGQUIT, hear);
  char *path = temp_folder_path("said");
  char *command = NULL;
  ck_assert_int_gt(
      asprintf(&command, "exec grep -E '^Sig(Blk|Ign):' /proc/self/status > '%s'", path), 0);
  int status = -1;
  const char *argv[] = {"sh", "-c", command, NULL};
  ck_assert(process_run(argv, &status, NULL));
  ck_assert_int_eq(status, 0);
  char *got = said();
  unsigned long long mask = 1;
  unsigned long long ignored = 1;
  ck_assert_int_eq(sscanf(got, "SigBlk: %llx SigIgn: %llx", &mask, &ignored), 2);
  ck_assert(mask == 0);
  static const int numbers[] = {SIGINT, SIGQUIT, SIGTSTP, SIGCHLD, SIGPIPE, SIGXFSZ, SIGTERM};
  for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
    ck_assert_msg((ignored >> (numbers[i] - 1) & 1) == 0, "signal %d is ignored", numbers[i]);
  }
  free(got);
  free(command);
  free(path);
}
END_TEST

START_TEST(process__keeps_the_keyboards_signals__from_us) {
  signal(SIGINT, hear);
  signal(SIGQUIT, hear);
  sigset_t blocked;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGINT);
  sigprocmask(SIG_BLOCK, &blocked, NULL);
  int status = -1;
  const char *argv[] = {"sh", "-c", "kill -INT $PPID; kill -QUIT $PPID; exit 5", NULL};
  ck_assert(process_run(argv, &status, NULL));
  ck_assert_int_eq(status, 5);
  sigprocmask(SIG_UNBLOCK, &blocked, NULL);
  ck_assert_int_eq(heard, 0);
  raise(SIGINT);
  ck_assert_int_eq(heard, 1); /* the handler is back */
}
END_TEST

START_TEST(process__is_waited_for__also_where_children_are_ignored) {
  signal(SIGCHLD, SIG_IGN);
  int status = -1;
  const char *argv[] = {"sh", "-c", "exit 7", NULL};
  Error err = {{0}};
  ck_assert_msg(process_run(argv, &status, &err), "%s", err.text);
  ck_assert_int_eq(status, 7);
}
END_TEST

START_TEST(process__leaves_ignored__what_was_ignored_by_choice) {
  signal(SIGINT, SIG_IGN);
  int status = -1;
  const char *argv[] = {"sh", "-c", "kill -INT $$; exit 4", NULL};
  ck_assert(process_run(argv, &status, NULL));
  ck_assert_int_eq(status, 4);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("editor");
  TCase *cases = tcase_create("editor");
  tcase_add_checked_fixture(cases, set_up, tear_down);
  tcase_add_loop_test(cases, editor__begins_at_the_line__in_its_own_way, 0,
                      sizeof lines / sizeof lines[0]);
  tcase_add_test(cases, editor__gets_the_file_alone__without_a_line);
  tcase_add_test(cases, editor__has_its_words__as_a_shell_splits_them);
  tcase_add_test(cases, editor__lies_in_a_folder_with_a_blank__when_it_is_quoted);
  tcase_add_test(cases, editor__is_visual__before_editor);
  tcase_add_test(cases, editor__is_the_systems__when_none_is_named);
  tcase_add_loop_test(cases, editor__that_cannot_do_its_work__is_told, 0,
                      sizeof faults / sizeof faults[0]);
  tcase_add_test(cases, process__finds_its_signals__as_a_shell_gives_them);
  tcase_add_test(cases, process__keeps_the_keyboards_signals__from_us);
  tcase_add_test(cases, process__is_waited_for__also_where_children_are_ignored);
  tcase_add_test(cases, process__leaves_ignored__what_was_ignored_by_choice);
  suite_add_tcase(suite, cases);
  return suite_run(suite);
}
