/* A line break in the name of a file or a folder: whatever is told of it stays on the line it began
 * on, so that nobody can put lines of their own among ours (FAULTS F37). */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "nightcalf/mem.h"
#include "program.h"
#include "suite.h"
#include "temp_folder.h"

#define FORGED "FORGED"
#define ODD "odd\n" FORGED

static const char sound[] = "format = 1; title = \"Quick\"; setup = 0;\n"
                            "steps = ( { kind = \"timed\"; title = \"A\"; duration = 0.03; } );\n";
static const char broken[] = "format = 1; title = \"Broken\"; setup = -1;\nstesp = ();\n";

static char *odd_home;

static void make_folder(const char *name) {
  char *path = temp_folder_path(name);
  ck_assert_int_eq(mkdir(path, 0700), 0);
  free(path);
}

/* A home, a folder of routines and the files in it, all of them with such names. */
static void set_up(void) {
  program_set_up();
  make_folder(ODD);
  make_folder(ODD "/routines");
  temp_folder_write(ODD "/sound.cfg", sound);
  temp_folder_write(ODD "/" ODD ".cfg", broken);
  temp_folder_write(ODD "/" ODD ".json", "{ \"nightcalf_export\": \"x\ny\", }\n");
  temp_folder_write(ODD "/routines/sound.cfg", sound);
  temp_folder_write(ODD "/routines/broken.cfg", broken);
  temp_folder_write(ODD "/routines/" ODD ".cfg", sound);
  odd_home = temp_folder_path(ODD);
  char *routines = temp_folder_path(ODD "/routines");
  static const char *const homes[] = {"HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"};
  for (size_t i = 0; i < sizeof homes / sizeof homes[0]; i++) {
    setenv(homes[i], odd_home, 1);
  }
  setenv("NIGHTCALF_ROUTINES", routines, 1);
  setenv("EDITOR", "/bin/true", 1);
  unsetenv("VISUAL");
  free(routines);
  ck_assert_int_eq(chdir(odd_home), 0);
}

static void tear_down(void) {
  ck_assert_int_eq(chdir("/"), 0);
  free(odd_home);
  temp_folder_remove();
}

/* A line that begins with what follows a line break in a name. */
static void expect_no_forged_line(const char *text, const char *const *words) {
  const char *found = strncmp(text, FORGED, strlen(FORGED)) == 0 ? text : strstr(text, "\n" FORGED);
  ck_assert_msg(found == NULL, "%s %s: %s", words[0], words[1] != NULL ? words[1] : "", text);
}

static const char *const lines[][5] = {
    {"check"},
    {"check", ODD ".cfg"},
    {"check", "absent" ODD ".cfg"},
    {"check", "."},
    {"check", ODD},
    {"show", "./" ODD ".cfg"},
    {"show", "./absent" ODD ".cfg"},
    {"show", ODD},
    {"show", "sound"},
    {"run", "--plain", "--quiet", "./" ODD ".cfg"},
    {"run", "--plain", "--quiet", "sound", "--from=" ODD},
    {"run", "--plain", "--quiet", "sound"},
    {"list"},
    {"list", ODD},
    {"copy", "sound", ODD},
    {"copy", "sound", "mine"},
    {"new", ODD},
    {"new", "other"},
    {"edit", "mine"},
    {"edit", "./" ODD ".cfg"},
    {"set", "sound", "title", "x" ODD},
    {"set", "./" ODD ".cfg", "title", "x"},
    {"set", "sound/A", ODD, "x"},
    {"log", "none"},
    {"log", "--note=" ODD, "--severity=4"},
    {"history"},
    {"history", "--find=" FORGED},
    {"export", ODD ".out"},
    {"export", "/" ODD "/absent"},
    {"import", ODD ".json"},
    {"import", ODD ".out"},
    {"import", "absent" ODD},
    {"backup", ODD ".db"},
    {"backup", ODD ".db"},
    {"restore", ODD ".db"},
    {"restore", ODD ".json"},
    {"restore", "--add", ODD ".db"},
    {"restore", "absent" ODD},
    {"settings"},
    {"settings", ODD, "x"},
    {"settings", "on_start", ODD},
    {"settings"},
    {"learn", ODD},
    {"doctor"},
    {"remind", "at", ODD},
    {"remove", "mine"},
    {"help", ODD},
    {ODD},
    {"--" ODD},
};

START_TEST(command__stays_on_its_lines__whatever_files_are_called) {
  static const char *const locales[] = {"C", "C.UTF-8"};
  setenv("LC_ALL", locales[_i], 1);
  for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
    Said said = program_run("", lines[i]);
    expect_no_forged_line(said.out, lines[i]);
    expect_no_forged_line(said.err, lines[i]);
    said_free(&said);
  }
}
END_TEST

/* The name is told, and marked where it is odd; programs get it as it is. */
START_TEST(check__marks__the_break_in_a_name) {
  setenv("LC_ALL", "C.UTF-8", 1);
  Said said = RUN(NULL, "check", ODD ".cfg");
  ck_assert_int_eq(said.status, 1);
  ck_assert_msg(strncmp(said.err, "odd\xEF\xBF\xBD" FORGED ".cfg:", 14) == 0, "%s", said.err);
  said_free(&said);
  said = RUN(NULL, "list", "--json");
  ck_assert_ptr_nonnull(strstr(said.out, "odd\\n" FORGED "/routines/broken.cfg"));
  said_free(&said);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("names");
  TCase *names = tcase_create("names");
  tcase_add_checked_fixture(names, set_up, tear_down);
  tcase_set_timeout(names, 120);
  tcase_add_loop_test(names, command__stays_on_its_lines__whatever_files_are_called, 0, 2);
  tcase_add_test(names, check__marks__the_break_in_a_name);
  suite_add_tcase(suite, names);
  return suite_run(suite);
}
