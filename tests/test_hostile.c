/* Hostile text in every place that text comes from (arguments, options, files and their names, the
 * record, the environment, what is typed), through every command: nothing of it reaches standard
 * output or standard error but as marks. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "cli/cli.h"
#include "history_bench.h"
#include "hostile.h"
#include "nightcalf/mem.h"
#include "suite.h"
#include "temp_folder.h"

enum { NIGHTS = 30, SESSIONS = 10, LIMIT_MS = 1200, WORDS_MAX = 6, NAME_ROOM = 200 };

/* A name of a file may hold anything but a slash. */
#define ODD_NAME "e\033]0;EVIL\007\033[666;13z\233\302\233\342\200\256\342\200\213\377%s%n"

static char *home;
static int runs;

static char *in_home(const char *name) {
  return mem_format("%s/%s", home, name);
}

static void make_folder(const char *name) {
  char *path = in_home(name);
  ck_assert_msg(mkdir(path, 0700) == 0, "%s", path);
  free(path);
}

static void make_file(const char *name, const char *content) {
  char *path = in_home(name);
  FILE *file = fopen(path, "w");
  ck_assert_ptr_nonnull(file);
  fputs(content, file);
  fclose(file);
  free(path);
}

/* What every run finds: a home with an odd name, files with odd names, and odd text in all of them.
 */
static void set_up(void) {
  Error err = {{0}};
  const char *folder = temp_folder_make();
  home = mem_format("%s/%s", folder, ODD_NAME);
  ck_assert_int_eq(mkdir(home, 0700), 0);
  static const char *const folders[] = {".config",
                                        ".config/nightcalf",
                                        ".config/nightcalf/routines",
                                        (".config/nightcalf/routines/" ODD_NAME ".cfg"),
                                        ".local",
                                        ".local/share",
                                        ".local/share/nightcalf",
                                        ("extra" ODD_NAME)};
  for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
    make_folder(folders[i]);
  }
  make_file(".config/nightcalf/routines/mine.cfg", hostile_routine);
  make_file(".config/nightcalf/routines/x" ODD_NAME ".cfg", hostile_routine);
  char *bad = mem_format("format = 1;\ntitle = \"%s\";\n%s = 2;\nsteps = ( { kind = \"%s\"; } );\n",
                         hostile_text, hostile_text, hostile_text);
  make_file(".config/nightcalf/routines/bad.cfg", bad);
  make_file("extra" ODD_NAME "/worse.cfg", hostile_text);
  free(bad);
  bad = mem_format("routine = \"mine\";\nprofile = [ ];\nemergency_number = \"%s\";\n%s = 1;\n",
                   hostile_text, hostile_text);
  make_file(".config/nightcalf/nightcalf.cfg", bad);
  make_file("import.json", hostile_text);
  free(bad);
  char *database = in_home(".local/share/nightcalf/nightcalf.db");
  ck_assert(history_make(database, NIGHTS, SESSIONS, &err));
  hostile_database(database + strlen(folder) + 1);
  free(database);
  hostile_environment();
  static const char *const unset[] = {"XDG_DATA_HOME", "XDG_CONFIG_HOME", "VISUAL"};
  for (size_t i = 0; i < sizeof unset / sizeof unset[0]; i++) {
    unsetenv(unset[i]);
  }
  setenv("LC_ALL", "C.UTF-8", 1);
  setenv("TERM", hostile_text, 1);
  setenv("HOME", home, 1);
  char *extra = in_home("extra" ODD_NAME);
  setenv("NIGHTCALF_ROUTINES", extra, 1);
  free(extra);
  ck_assert_int_eq(chdir(home), 0);
  runs = 0;
}

static void tear_down(void) {
  ck_assert_int_eq(chdir("/"), 0);
  free(home);
  temp_folder_remove();
}

static long now_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* All of a file in the home. Release with free(). */
static char *content_of(const char *name, size_t *length) {
  char *path = in_home(name);
  struct stat info;
  FILE *file = fopen(path, "r");
  ck_assert_ptr_nonnull(file);
  ck_assert_int_eq(fstat(fileno(file), &info), 0);
  char *bytes = mem_new((size_t)info.st_size + 1, 1);
  *length = fread(bytes, 1, (size_t)info.st_size, file);
  fclose(file);
  free(path);
  return bytes;
}

static int open_in_home(const char *name, int flags) {
  char *path = in_home(name);
  int file = open(path, flags | O_CLOEXEC, 0600);
  ck_assert_int_ge(file, 0);
  free(path);
  return file;
}

static _Noreturn void become(const char *program, const char *const *words) {
  const char *line[WORDS_MAX + 2] = {"nightcalf"};
  for (size_t i = 0; words[i] != NULL && i < WORDS_MAX; i++) {
    line[i + 1] = words[i];
  }
  int in = open_in_home("input", O_RDONLY);
  int out = open_in_home("out", O_WRONLY | O_CREAT | O_TRUNC);
  int err = open_in_home("err", O_WRONLY | O_CREAT | O_TRUNC);
  dup2(in, STDIN_FILENO);
  dup2(out, STDOUT_FILENO);
  dup2(err, STDERR_FILENO);
  execv(program, (char *const *)(void *)line);
  _exit(127);
}

/* Runs it with odd text as input; one that goes on is ended. */
static int run(const char *program, const char *const *words) {
  int status = 0;
  long began = now_ms();
  pid_t child = fork();
  ck_assert_int_ge(child, 0);
  if (child == 0) {
    become(program, words);
  }
  while (waitpid(child, &status, WNOHANG) == 0) {
    if (now_ms() - began > LIMIT_MS) {
      kill(child, SIGTERM);
    }
    usleep(1000);
  }
  runs++;
  ck_assert_msg(!WIFSIGNALED(status) || WTERMSIG(status) == SIGTERM, "signal %d", WTERMSIG(status));
  return status;
}

static void expect_nothing(const char *stream, const char *const *words) {
  size_t length = 0;
  char *bytes = content_of(stream, &length);
  char *finding = hostile_in(bytes, length, true);
  if (finding != NULL) {
    ck_abort_msg("%s of \"%s %s %s\": %s", stream, words[0], words[1] != NULL ? words[1] : "",
                 words[1] != NULL && words[2] != NULL ? words[2] : "", finding);
  }
  free(bytes);
}

static void try(const char *const *words) {
  char *input = mem_format("%s\nq\n2\n1\n%s\n3\n2\n1\n", hostile_text, hostile_text);
  make_file("input", input);
  free(input);
  run(PROGRAM, words);
  expect_nothing("out", words);
  expect_nothing("err", words);
}
#define TRY(...) try((const char *const[]){__VA_ARGS__, NULL})

static void try_options(const Command *command) {
  OptionList list;
  options_collect(command, &list);
  for (size_t i = 0; i < list.count; i++) {
    char *name = mem_format("--%s", list.at[i].name);
    if (list.at[i].argument != NULL) {
      TRY(command->name, name, hostile_text);
    } else {
      TRY(command->name, name);
      TRY(command->name, name, hostile_text);
    }
    free(name);
  }
  options_free(&list);
}

START_TEST(command__lets_nothing_out__of_hostile_text) {
  const Command *command = cli_commands[_i];
  char *option = mem_format("--%s", hostile_text);
  TRY(command->name);
  TRY(command->name, "--help");
  TRY(command->name, hostile_text);
  TRY(command->name, hostile_text, hostile_text);
  TRY(command->name, hostile_text, hostile_text, hostile_text);
  TRY(command->name, option);
  TRY(command->name, "mine");
  TRY(command->name, "mine", hostile_text);
  TRY(command->name, "mine/wall", "title", hostile_text);
  TRY(command->name, "bad");
  TRY(command->name, "worse");
  TRY(command->name, "import.json");
  TRY(command->name, ODD_NAME);
  TRY(command->name, ".config/nightcalf/routines");
  TRY(command->name, "x" ODD_NAME ".cfg");
  try_options(command);
  free(option);
  printf("%s: %d runs\n", command->name, runs);
}
END_TEST

static const char *const more[][4] = {
    {NULL},
    {hostile_text},
    {"--version"},
    {"remind", "print", "--cron", "22:15"},
    {"remind", "print", "--systemd", "22:15"},
    {"remind", "print", "--ics", "22:15"},
    {"remind", "status"},
    {"remind", "at", "22:15"},
    {"remind", "test"},
    {"history", "--csv"},
    {"history", "--json"},
    {"log", "--note", hostile_text, "--severity=4"},
    {"export", "-"},
    {"report", "--from", "2026-11-01"},
    {"run", "--plain", "mine"},
    {"review", "--json"},
    {"list", "--json"},
    {"show", "mine", "--json"},
    {"learn", "--json"},
    {"settings", "emergency_number", hostile_text},
    {"settings", hostile_text, hostile_text},
};
enum { MORE_COUNT = sizeof more / sizeof more[0] };

START_TEST(line__lets_nothing_out__of_hostile_text) {
  const char *words[WORDS_MAX] = {NULL};
  for (size_t i = 0; i < 4; i++) {
    words[i] = more[_i][i];
  }
  static const char *const locales[] = {"C.UTF-8", "C", "de_DE.ISO-8859-1", hostile_text};
  for (size_t i = 0; i < sizeof locales / sizeof locales[0]; i++) {
    setenv("LC_ALL", locales[i], 1);
    try(words[0] == NULL ? (const char *const[]){NULL, NULL, NULL} : words);
  }
}
END_TEST

/* The tests above mean something: the text is there to be shown, and would be found. */
START_TEST(hostile_text__is_shown_as_marks__and_would_be_found_if_it_were_not) {
  size_t length = 0;
  make_file("input", "");
  run(PROGRAM, (const char *const[]){"history", NULL});
  char *bytes = content_of("out", &length);
  assert_holds(bytes, "EVIL\357\277\275[666;13z\357\277\275]0;EVIL");
  free(bytes);
  char *finding = hostile_in(hostile_text, strlen(hostile_text), true);
  ck_assert_ptr_nonnull(finding);
  free(finding);
  finding = hostile_in_terminal(hostile_text, strlen(hostile_text));
  ck_assert_ptr_nonnull(finding);
  free(finding);
  for (const char *at = "\033\007\177\233"; *at != '\0'; at++) {
    const char alone[] = {'a', *at, 'b'};
    finding = hostile_in_terminal(alone, sizeof alone);
    ck_assert_ptr_nonnull(finding);
    free(finding);
  }
}
END_TEST

/* The program itself lies in a folder whose name a terminal must not get. */
START_TEST(remind_print__refuses__a_path_that_cannot_be_printed) {
  char *copy = in_home("nightcalf");
  char *line = mem_format("cp '%s' \"$PWD/nightcalf\"", PROGRAM);
  pid_t child = fork();
  ck_assert_int_ge(child, 0);
  if (child == 0) {
    execl("/bin/sh", "sh", "-c", line, (char *)NULL);
    _exit(127);
  }
  int status = 0;
  ck_assert_int_eq(waitpid(child, &status, 0), child);
  ck_assert_int_eq(status, 0);
  static const char *const forms[] = {"--cron", "--systemd"};
  make_file("input", "");
  for (size_t i = 0; i < 2; i++) {
    const char *const words[] = {"remind", "print", forms[i], "22:15", NULL};
    status = run(copy, words);
    ck_assert_int_eq(WEXITSTATUS(status), 1);
    expect_nothing("out", words);
    expect_nothing("err", words);
  }
  free(line);
  free(copy);
}
END_TEST

static int command_count(void) {
  int count = 0;
  while (cli_commands[count] != NULL) {
    count++;
  }
  return count;
}

int main(void) {
  Suite *suite = suite_create("hostile");
  TCase *text = tcase_create("text");
  tcase_set_timeout(text, 300);
  tcase_add_checked_fixture(text, set_up, tear_down);
  tcase_add_loop_test(text, command__lets_nothing_out__of_hostile_text, 0, command_count());
  tcase_add_loop_test(text, line__lets_nothing_out__of_hostile_text, 0, MORE_COUNT);
  tcase_add_test(text, hostile_text__is_shown_as_marks__and_would_be_found_if_it_were_not);
  tcase_add_test(text, remind_print__refuses__a_path_that_cannot_be_printed);
  suite_add_tcase(suite, text);
  return suite_run(suite);
}
