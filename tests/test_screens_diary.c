/* Golden screens of the diary. */
#include <check.h>
#include <stdlib.h>

#include "diary_bench.h"
#include "golden.h"
#include "suite.h"

static const Millis second = 1000;

static ScreenBench *bench;

static void set_up(void) {
  bench = diary_bench_new(24, 80);
}

static void tear_down(void) {
  screen_bench_free(bench);
}

static void type(const char *keys) {
  screen_bench_type(bench, keys);
}

static void open_diary(void) {
  diary_open(&bench->tui, diary_bench_last());
}

/* Two cramps of three, the second with all about it. */
static void with_cramps(void) {
  open_diary();
  type("3a216a1ss<Enter>15");
  type("d03:10<Down><Down><Down><Down><Down>4<Down>y<Enter>");
}

static void at_home_asked(void) {
  tui_uncover(&bench->tui, &screen_home);
}

static void at_home_answered(void) {
  type("2");
}

static void at_home_later(void) {
  type("0");
  screen_bench_wait(bench, 20 * second);
}

static void empty(void) {
  open_diary();
}

static void cramps(void) {
  with_cramps();
}

static void question(void) {
  open_diary();
  type("a1");
}

static void question_number(void) {
  open_diary();
  type("a11");
}

static void cramp_form(void) {
  with_cramps();
  type("<Enter><Down><Down><Down>");
}

static void relief(void) {
  with_cramps();
  type("<Enter>");
  for (int i = 0; i < 8; i++) {
    type("<Down>");
  }
  type("<Space><Space>");
}

static void removing(void) {
  with_cramps();
  type("x");
}

static void long_cramp(void) {
  with_cramps();
  type("<Enter><Down><Down><Down><Down><Down><Back>12<Enter>");
}

static void habits(void) {
  diary_open(&bench->tui, (Night){diary_bench_last().day - 1});
  diary_bench_mark(bench, "Shoes");
  type("1l");
  diary_bench_mark(bench, "Shoes");
}

static void medicines(void) {
  open_diary();
  type("ms<Down>Statin<Enter>");
}

static void medicine_form(void) {
  open_diary();
  type("m<Enter>m<Down>Statin<Enter>");
}

static void excused(void) {
  open_diary();
  type("e<Enter>Travelling<Enter>");
}

static void late(void) {
  diary_open(&bench->tui, (Night){diary_bench_last().day - 8});
  type("1");
}

static void late_open(void) {
  diary_open(&bench->tui, (Night){diary_bench_last().day - 8});
  type("a117<Up>");
}

static void date(void) {
  open_diary();
  type("g2026-02-30<Enter>");
}

static void help(void) {
  open_diary();
  type("?");
}

typedef struct Scene {
  const char *name;
  void (*set)(void);
  bool ascii;
} Scene;

static const Scene scenes[] = {
    {.name = "diary-home-asked", .set = at_home_asked},
    {.name = "diary-home-answered", .set = at_home_answered},
    {.name = "diary-home-later", .set = at_home_later},
    {.name = "diary-empty", .set = empty},
    {.name = "diary-cramps", .set = cramps},
    {.name = "diary-cramps-ascii", .set = cramps, .ascii = true},
    {.name = "diary-question", .set = question},
    {.name = "diary-question-number", .set = question_number},
    {.name = "diary-cramp-form", .set = cramp_form},
    {.name = "diary-relief", .set = relief},
    {.name = "diary-removing", .set = removing},
    {.name = "diary-long-cramp", .set = long_cramp},
    {.name = "diary-habits", .set = habits},
    {.name = "diary-medicines", .set = medicines},
    {.name = "diary-medicine-form", .set = medicine_form},
    {.name = "diary-excused", .set = excused},
    {.name = "diary-late", .set = late},
    {.name = "diary-late-open", .set = late_open},
    {.name = "diary-date", .set = date},
    {.name = "diary-help", .set = help},
};
enum { SCENE_COUNT = sizeof scenes / sizeof scenes[0] };

static void check_scene(const Scene *scene, int rows, int columns) {
  bench->tui.ascii = scene->ascii;
  golden_scene(bench, scene->name, scene->set, "test_screens_diary", rows, columns);
}

START_TEST(diary__looks_as_it_did__at_80x24) {
  check_scene(&scenes[_i], 24, 80);
}
END_TEST

START_TEST(diary__looks_as_it_did__at_40x12) {
  check_scene(&scenes[_i], 12, 40);
}
END_TEST

START_TEST(diary__draws_something__at_any_size) {
  scenes[_i].set();
  golden_any_size(bench);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("screens_diary");
  TCase *golden = tcase_create("golden");
  tcase_set_timeout(golden, 30);
  tcase_add_checked_fixture(golden, set_up, tear_down);
  tcase_add_loop_test(golden, diary__looks_as_it_did__at_80x24, 0, SCENE_COUNT);
  tcase_add_loop_test(golden, diary__looks_as_it_did__at_40x12, 0, SCENE_COUNT);
  tcase_add_loop_test(golden, diary__draws_something__at_any_size, 0, SCENE_COUNT);
  suite_add_tcase(suite, golden);
  return suite_run(suite);
}
