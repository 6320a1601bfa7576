/* Golden screens of the editor, its forms and the preview; see test_screens.c. */
#include <check.h>
#include <stdlib.h>

#include "editor_bench.h"
#include "golden.h"
#include "nightcalf/mem.h"
#include "suite.h"
#include "temp_folder.h"

static ScreenBench *bench;

static void type(const char *keys) {
  screen_bench_type(bench, keys);
}

static void open_mine(void) {
  editor_open(&bench->tui, "mine");
}

/* Goes down in a form to the row whose name stands in the drawing behind a mark, or above it. */
static void go_down(int lines) {
  for (int i = 0; i < lines; i++) {
    type("<Down>");
  }
}

static void list(void) {
  open_mine();
  type("j");
}

static void list_borrowed(void) {
  open_mine();
  type("jjjjK");
}

static void list_errors(void) {
  temp_folder_write("own/mine.cfg",
                    "format = 1; title = \"Bad\";\nsteps = (\n"
                    "  { kind = \"timed\"; title = \"A title that is too long to be read\"; "
                    "duration = 30; },\n"
                    "  { kind = \"hold\"; title = \"Wrong\"; hold = -5; }\n);\n");
  open_mine();
  type("jj");
}

static void hold(void) {
  open_mine();
  type("j<Enter><Down>");
}

static void hold_wrong(void) {
  hold();
  type("<Back><Back>0<Enter>");
}

static void hold_ticks(void) {
  hold();
  type("<Down><Down><Space>");
}

static void hold_leaving(void) {
  hold();
  type("5<Esc>");
}

static void hold_last(void) {
  hold();
  go_down(40);
}

static void kinds(void) {
  open_mine();
  type("jaj");
}

static void fresh(void) {
  open_mine();
  type("a4");
  type("Better?<Down>Yes<Down>");
}

static void use(void) {
  open_mine();
  type("jjjj<Enter>");
}

static void choices(void) {
  open_mine();
  type("jjj<Enter><Down><Space>j");
}

static void choice(void) {
  choices();
  type("<Enter>");
}

static void choice_remove(void) {
  choices();
  type("x");
}

static void removing(void) {
  open_mine();
  type("jx");
}

static void leaving(void) {
  open_mine();
  type("jJq");
}

static void saving_as(void) {
  open_mine();
  type("W");
}

static void preview(void) {
  open_mine();
  type("p");
}

static void help(void) {
  hold();
  tui_key(&bench->tui, FUNCTION_KEY(KEY_F(1)));
}

static void help_list(void) {
  list();
  type("?");
}

static const struct {
  const char *name;
  void (*set)(void);
} scenes[] = {
    {"editor", list},
    {"editor-borrowed", list_borrowed},
    {"editor-errors", list_errors},
    {"editor-hold", hold},
    {"editor-hold-wrong", hold_wrong},
    {"editor-hold-ticks", hold_ticks},
    {"editor-hold-leaving", hold_leaving},
    {"editor-hold-last", hold_last},
    {"editor-kinds", kinds},
    {"editor-fresh", fresh},
    {"editor-use", use},
    {"editor-choices", choices},
    {"editor-choice", choice},
    {"editor-choice-remove", choice_remove},
    {"editor-remove", removing},
    {"editor-leave", leaving},
    {"editor-save-as", saving_as},
    {"editor-help-form", help},
    {"editor-help", help_list},
    {"preview", preview},
};
enum { SCENE_COUNT = sizeof scenes / sizeof scenes[0] };

static void check_scene(int scene, int rows, int columns) {
  bench = editor_bench_new(rows, columns);
  scenes[scene].set();
  bool same = golden_same(bench, scenes[scene].name, "test_screens_editor");
  screen_bench_free(bench);
  ck_assert_msg(same, "%s at %dx%d is not what it was", scenes[scene].name, columns, rows);
}

START_TEST(editor__looks_as_it_did__at_80x24) {
  check_scene(_i, 24, 80);
}
END_TEST

START_TEST(editor__looks_as_it_did__at_40x12) {
  check_scene(_i, 12, 40);
}
END_TEST

START_TEST(editor__stays_in_ascii__where_the_locale_is_not_utf8) {
  bench = editor_bench_new(24, 80);
  bench->tui.ascii = true;
  scenes[_i].set();
  char *drawn = screen_bench_draw(bench);
  bool plain = true;
  for (const char *at = drawn; *at != '\0'; at++) {
    plain = plain && (unsigned char)*at < 128;
  }
  free(drawn);
  screen_bench_free(bench);
  ck_assert(plain);
}
END_TEST

START_TEST(editor__draws_something__at_any_size) {
  bench = editor_bench_new(24, 80);
  scenes[_i].set();
  golden_any_size(bench);
  screen_bench_free(bench);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("screens_editor");
  TCase *golden = tcase_create("golden");
  tcase_set_timeout(golden, 60);
  tcase_add_loop_test(golden, editor__looks_as_it_did__at_80x24, 0, SCENE_COUNT);
  tcase_add_loop_test(golden, editor__looks_as_it_did__at_40x12, 0, SCENE_COUNT);
  tcase_add_loop_test(golden, editor__stays_in_ascii__where_the_locale_is_not_utf8, 0, SCENE_COUNT);
  tcase_add_loop_test(golden, editor__draws_something__at_any_size, 0, SCENE_COUNT);
  suite_add_tcase(suite, golden);
  return suite_run(suite);
}
