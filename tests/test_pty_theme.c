/* The themes and the cursor in the real program, seen through a terminal emulator: in as many
 * colours as a terminal may have, the ground stays dark, nothing flashes, and the cursor is where
 * the mark is. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "nightcalf/mem.h"
#include "pty/pty.h"
#include "suite.h"
#include "temp_folder.h"

#define DOWN "\033OB"
#define UP "\033OA"

enum { ROWS = 24, COLUMNS = 80, QUIET_MS = 150 };

static Pty *pty;

static const struct {
  const char *term;
  bool colours;
} terminals[] = {
    {"xterm-256color", true}, {"rxvt-unicode", true}, {"xterm", true}, {"vt100", false}};
enum { TERMINALS = sizeof terminals / sizeof terminals[0] };
static const char *const themes[] = {"auto", "night", "day", "high-contrast", "mono"};
enum { THEMES = sizeof themes / sizeof themes[0] };

static void set_up(void) {
  const char *folder = temp_folder_make();
  setenv("HOME", folder, 1);
  setenv("LC_ALL", "C.UTF-8", 1);
  setenv("NIGHTCALF_ROUTINES", TESTS_DIR "/pty/routines", 1);
  unsetenv("XDG_DATA_HOME");
  unsetenv("XDG_CONFIG_HOME");
  unsetenv("NO_COLOR");
  pty = NULL;
}

static void tear_down(void) {
  if (pty != NULL) {
    pty_free(pty);
  }
  temp_folder_remove();
}

static void start(const char *term, const char *theme, const char *const *arguments) {
  static const char *const folders[] = {".config", ".config/nightcalf"};
  for (size_t i = 0; i < 2; i++) {
    char *path = temp_folder_path(folders[i]);
    mkdir(path, 0700);
    free(path);
  }
  char *settings = mem_format("profile = [ ]; theme = \"%s\";\n", theme);
  temp_folder_write(".config/nightcalf/nightcalf.cfg", settings);
  free(settings);
  setenv("TERM", term, 1);
  pty = pty_start(ROWS, COLUMNS, arguments);
  /* The terminal's own ground is white: what we do not paint is seen. */
  VTermColor black;
  VTermColor white;
  vterm_color_rgb(&black, 0, 0, 0);
  vterm_color_rgb(&white, 255, 255, 255);
  vterm_state_set_default_colors(vterm_obtain_state(pty->emulator), &black, &white);
  vterm_screen_reset(pty->screen, 1);
}

/* What a terminal is asked for to flash: DECSCNM, the whole screen reversed; and reversed text. */
static void expect_calm(const char *theme) {
  ck_assert_msg(strstr(pty->output, "\033[?5h") == NULL, "%s: the screen flashed", theme);
  ck_assert_msg(strstr(pty->output, "\033[7m") == NULL, "%s: reversed text", theme);
  ck_assert_msg(strstr(pty->output, "\033[5m") == NULL, "%s: blinking text", theme);
  ck_assert_int_eq(pty->bells, 0);
}

/* Whether output asks for a colour of its own: 30 to 37, 38 or 90 to 97 in an SGR sequence. */
static bool has_colour(const char *output) {
  for (const char *at = strstr(output, "\033["); at != NULL; at = strstr(at + 1, "\033[")) {
    const char *number = at + 2;
    bool found = false;
    while (*number >= '0' && *number <= ';') {
      char *end = NULL;
      long value = strtol(number, &end, 10);
      found = found || (value >= 30 && value <= 38) || (value >= 90 && value <= 97);
      number = *end == ';' ? end + 1 : end > number ? end : number + 1;
    }
    if (found && *number == 'm') {
      return true;
    }
  }
  return false;
}

/* Every cell's ground is black; without colours and in mono it is the terminal's own. */
static void expect_ground(const char *term, const char *theme) {
  bool painted = strcmp(term, "vt100") != 0 && strcmp(theme, "mono") != 0;
  int wanted = painted ? 0 : 3 * 255;
  for (int row = 0; row < ROWS; row++) {
    for (int column = 0; column < COLUMNS; column++) {
      VTermScreenCell cell;
      vterm_screen_get_cell(pty->screen, (VTermPos){row, column}, &cell);
      vterm_screen_convert_color_to_rgb(pty->screen, &cell.bg);
      int light = cell.bg.rgb.red + cell.bg.rgb.green + cell.bg.rgb.blue;
      ck_assert_msg(!cell.attrs.reverse && light == wanted,
                    "%s on %s: row %d, column %d: ground %d", theme, term, row, column, light);
    }
  }
}

/* The cursor is on the mark of the only row that has one. */
static void expect_on_mark(void) {
  VTermPos at;
  vterm_state_get_cursorpos(vterm_obtain_state(pty->emulator), &at);
  int marked = -1;
  for (int row = 0; row + 1 < ROWS; row++) {
    char *line = pty_row(pty, row);
    size_t blanks = strspn(line, " ");
    if (strncmp(line + blanks, "> ", 2) == 0) {
      ck_assert_int_eq(marked, -1);
      marked = row;
      ck_assert_int_eq(at.col, (int)blanks);
    }
    free(line);
  }
  ck_assert_int_ge(marked, 0);
  ck_assert_int_eq(at.row, marked);
  ck_assert(pty->cursor_shown);
}

/* No cell is left of a brighter shade: nothing that is seen is more than an amber of 175, 95, 0. */
static void expect_dimmed(void) {
  for (int row = 0; row < ROWS; row++) {
    for (int column = 0; column < COLUMNS; column++) {
      VTermScreenCell cell;
      vterm_screen_get_cell(pty->screen, (VTermPos){row, column}, &cell);
      vterm_screen_convert_color_to_rgb(pty->screen, &cell.fg);
      bool seen = cell.chars[0] != 0 && cell.chars[0] != ' ';
      int light = cell.fg.rgb.red + cell.fg.rgb.green + cell.fg.rgb.blue;
      ck_assert_msg(!seen || light <= 175 + 95, "row %d, column %d is too bright", row, column);
    }
  }
}

static void type_and_settle(const char *keys) {
  pty_type(pty, keys);
  pty_read(pty, QUIET_MS);
}

START_TEST(themes__stay_dark_and_calm__on_every_terminal) {
  const char *term = terminals[_i / THEMES].term;
  const char *theme = themes[_i % THEMES];
  start(term, theme, (const char *const[]){NULL});
  ck_assert(pty_wait_for(pty, "Nightcalf"));
  expect_ground(term, theme);
  static const char *const ways[] = {"?", "q", "v", "q", "d", "\033", "s", "q"};
  for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
    type_and_settle(ways[i]);
    expect_ground(term, theme);
  }
  expect_calm(theme);
  bool coloured = has_colour(pty->output);
  bool wanted = terminals[_i / THEMES].colours && strcmp(theme, "mono") != 0;
  ck_assert_msg(coloured == wanted, "%s on %s: colours %s", theme, term,
                wanted ? "are missing" : "are used");
}
END_TEST

START_TEST(themes__have_no_colour__where_none_is_wanted) {
  setenv("NO_COLOR", "1", 1);
  start("xterm-256color", themes[_i], (const char *const[]){NULL});
  ck_assert(pty_wait_for(pty, "Nightcalf"));
  type_and_settle("v");
  ck_assert(!has_colour(pty->output));
  expect_calm(themes[_i]);
}
END_TEST

START_TEST(session__is_calm_and_dark__to_its_end) {
  const char *term = terminals[_i].term;
  start(term, "night", (const char *const[]){"run", "quick", NULL});
  ck_assert(pty_wait_for(pty, "Starts in"));
  pty_type(pty, "\r");
  ck_assert(pty_wait_for(pty, "Hold, 1 of 2"));
  expect_ground(term, "night");
  ck_assert(pty_wait_for(pty, "Breathe out"));
  ck_assert(pty_wait_for(pty, "All done."));
  expect_ground(term, "night");
  if (_i == 0) {
    expect_dimmed();
  }
  expect_calm("session");
}
END_TEST

START_TEST(cursor__is_on_the_mark__after_every_key) {
  static const char *const screens[] = {"", "o", "s", "i"};
  start("xterm-256color", "auto", (const char *const[]){NULL});
  ck_assert(pty_wait_for(pty, "Nightcalf"));
  for (size_t i = 0; i < sizeof screens / sizeof screens[0]; i++) {
    type_and_settle(screens[i]);
    for (int key = 0; key < 8; key++) {
      expect_on_mark();
      type_and_settle(key % 4 == 3 ? UP : DOWN);
    }
    expect_on_mark();
    type_and_settle(i == 0 ? "" : "q");
  }
}
END_TEST

int main(void) {
  Suite *suite = suite_create("pty_theme");
  TCase *tests = tcase_create("pty_theme");
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_set_timeout(tests, 60);
  tcase_add_loop_test(tests, themes__stay_dark_and_calm__on_every_terminal, 0, TERMINALS * THEMES);
  tcase_add_loop_test(tests, themes__have_no_colour__where_none_is_wanted, 0, THEMES);
  tcase_add_loop_test(tests, session__is_calm_and_dark__to_its_end, 0, TERMINALS);
  tcase_add_test(tests, cursor__is_on_the_mark__after_every_key);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
