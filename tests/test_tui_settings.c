/* The screens of the settings and of the keys: what they show, what they write, and that it is in
 * force at once. */
#include <check.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "golden.h"
#include "nightcalf/mem.h"
#include "screen_bench.h"
#include "suite.h"
#include "temp_folder.h"
#include "tui/keys_bind.h"

static ScreenBench *bench;

static void set_up(void) {
  bench = screen_bench_new(24, 80);
  char *here = temp_folder_path(".");
  ck_assert_int_eq(chdir(here), 0);
  free(here);
  bench->app.paths.settings = mem_copy("nightcalf.cfg");
}

static void tear_down(void) {
  ck_assert_int_eq(chdir("/"), 0);
  screen_bench_free(bench);
}

static void expect(const char *text) {
  screen_bench_expect(bench, text);
}

/* The settings file must hold a text. */
static void expect_file(const char *text) {
  char content[16384] = "";
  FILE *file = fopen("nightcalf.cfg", "r");
  ck_assert_ptr_nonnull(file);
  size_t length = fread(content, 1, sizeof content - 1, file);
  fclose(file);
  content[length] = '\0';
  ck_assert_msg(strstr(content, text) != NULL, "no \"%s\" in:\n%s", text, content);
}

/* Opens the settings with the mark on that one. */
static void open_at(const char *name) {
  if (bench->tui.depth == 0) {
    screen_bench_home(bench);
  }
  screen_bench_type(bench, "s");
  ck_assert_str_eq(screen_bench_top(bench)->name, "settings");
  const Field *field = field_find(settings_fields, name);
  for (const Field *at = settings_fields; at < field; at++) {
    screen_bench_type(bench, "j");
  }
  expect(field->name);
}

/* Opens the keys with the mark on the first row of that action. */
static void open_keys_at(Action action) {
  open_at("keys");
  screen_bench_type(bench, "<Enter>");
  ck_assert_str_eq(screen_bench_top(bench)->name, "keys");
  char name[ACTION_NAME_SIZE + 2];
  keys_action_name(action, name);
  snprintf(name + strlen(name), 3, ": ");
  for (int i = 0; i < 400 && !screen_bench_shows(bench, name); i++) {
    screen_bench_type(bench, "<Down>");
  }
  expect(name);
}

/* ---- golden ---- */

typedef struct Scene {
  const char *name;
  void (*set)(void);
} Scene;

static void at_first(void) {
  open_at("routine");
}

static void at_broken(void) {
  temp_folder_write("nightcalf.cfg", "profile = [ ]; sound = \"bell\";\ndrift_minute = 20;\n");
  app_read_settings(&bench->app);
  open_at("drift_minutes");
}

static void at_sounds(void) {
  open_at("sound");
  screen_bench_type(bench, "tjj");
}

static void at_keys(void) {
  open_keys_at(ACTION_PAUSE);
}

static void at_waiting(void) {
  open_keys_at(ACTION_PAUSE);
  screen_bench_type(bench, "<Enter>");
}

static void at_conflict(void) {
  open_keys_at(ACTION_PAUSE);
  screen_bench_type(bench, "<Enter>m");
}

static const Scene scenes[] = {
    {"settings", at_first},           {"settings-broken", at_broken},
    {"settings-sounds", at_sounds},   {"settings-keys", at_keys},
    {"settings-new-key", at_waiting}, {"settings-conflict", at_conflict},
};
enum { SCENE_COUNT = sizeof scenes / sizeof scenes[0] };

START_TEST(settings__look_as_they_did__at_80x24) {
  golden_scene(bench, scenes[_i].name, scenes[_i].set, "test_tui_settings", 24, 80);
}
END_TEST

START_TEST(settings__look_as_they_did__at_40x12) {
  golden_scene(bench, scenes[_i].name, scenes[_i].set, "test_tui_settings", 12, 40);
}
END_TEST

START_TEST(settings__draw_something__at_any_size) {
  scenes[_i].set();
  golden_any_size(bench);
}
END_TEST

/* ---- the list ---- */

START_TEST(settings__show__every_one_with_its_sentence_and_default) {
  screen_bench_home(bench);
  screen_bench_type(bench, "s");
  for (const Field *field = settings_fields; field->name != NULL; field++) {
    char *drawn = screen_bench_draw(bench);
    char *row = mem_format("> %s", field->name);
    char *start = mem_copy_bytes(field->sentence, 20);
    ck_assert_msg(strstr(drawn, row) != NULL, "%s in:\n%s", row, drawn);
    ck_assert_msg(strstr(drawn, start) != NULL, "%s in:\n%s", field->sentence, drawn);
    ck_assert_msg(strstr(drawn, "Default: ") != NULL, "%s in:\n%s", field->name, drawn);
    free(start);
    free(row);
    free(drawn);
    screen_bench_type(bench, "j");
  }
}
END_TEST

START_TEST(settings__say__what_is_set_and_what_is_not) {
  open_at("routine");
  expect("> routine                legs\n");
  expect("worse_side             none  (default)");
  expect("bedtime                not set\n");
}
END_TEST

START_TEST(settings__change__by_the_form_and_at_once) {
  open_at("drift_minutes");
  screen_bench_type(bench, "<Enter>");
  ck_assert_str_eq(screen_bench_top(bench)->name, "form");
  screen_bench_type(bench, "<Back><Back><Back>20<Enter>");
  ck_assert_str_eq(screen_bench_top(bench)->name, "settings");
  ck_assert_int_eq(bench->app.settings.drift_minutes, 20);
  expect("> drift_minutes          20\n");
  expect_file("drift_minutes = 20;");
}
END_TEST

START_TEST(settings__refuse__what_cannot_be) {
  open_at("drift_minutes");
  screen_bench_type(bench, "<Enter><Back><Back><Back>241<Enter>");
  ck_assert_str_eq(screen_bench_top(bench)->name, "form");
  expect("from 0 to 240");
  ck_assert_int_eq(bench->app.settings.drift_minutes, 15);
}
END_TEST

START_TEST(settings__go_back__to_the_default) {
  temp_folder_write("nightcalf.cfg", "# mine\nprofile = [ ]; drift_minutes = 20;\n");
  app_read_settings(&bench->app);
  open_at("drift_minutes");
  screen_bench_type(bench, "u");
  ck_assert_int_eq(bench->app.settings.drift_minutes, 15);
  expect("drift_minutes: the default again.");
}
END_TEST

START_TEST(settings__tell__that_nothing_can_be_written) {
  free(bench->app.paths.settings);
  bench->app.paths.settings = NULL;
  open_at("drift_minutes");
  screen_bench_type(bench, "u");
  expect("there is no place for the settings");
}
END_TEST

START_TEST(settings__lead__to_the_profile_and_the_keys) {
  open_at("profile");
  screen_bench_type(bench, "<Enter>");
  ck_assert_str_eq(screen_bench_top(bench)->name, "profile");
  screen_bench_type(bench, "qq");
  open_at("keys");
  screen_bench_type(bench, "<Enter>");
  ck_assert_str_eq(screen_bench_top(bench)->name, "keys");
}
END_TEST

START_TEST(sounds__are_switched__off_and_on) {
  open_at("sound");
  screen_bench_type(bench, "tjo");
  ck_assert_str_eq(screen_bench_top(bench)->name, "sounds");
  expect("> Hold          one high tone, longer (off)");
  expect_file("cues_off = [ \"hold\" ];");
  screen_bench_type(bench, "jjo");
  expect_file("cues_off = [ \"hold\", \"last\" ];");
  screen_bench_type(bench, "o");
  expect_file("cues_off = [ \"hold\" ];");
  screen_bench_type(bench, "q");
  ck_assert_str_eq(screen_bench_top(bench)->name, "settings");
}
END_TEST

START_TEST(sounds__that_cannot_be_played__are_told) {
  setenv("PATH", "/nowhere", 1);
  bench->app.settings.sound = SOUND_CHIME;
  open_at("sound");
  screen_bench_type(bench, "t<Enter>");
  struct pollfd link = {.fd = bench->app.cues.chime, .events = POLLIN};
  ck_assert(link.fd == PLAY_NOTHING || poll(&link, 1, 20 * 1000) == 1);
  screen_bench_wait(bench, 1000);
  expect("No program here could play it.");
}
END_TEST

START_TEST(settings__that_are_broken__are_told_here_and_at_home) {
  at_broken();
  expect("line 2 of their file: unknown setting \"drift_minute\"");
  screen_bench_type(bench, "q");
  expect("Your settings need a look (s): line 2 of their file: unknown");
}
END_TEST

START_TEST(settings__open__their_file_in_the_editor) {
  char *path = temp_folder_path("my-editor");
  temp_folder_write("my-editor", "#!/bin/sh\necho 'drift_minutes = 33;' >> \"$1\"\n");
  ck_assert_int_eq(chmod(path, 0700), 0);
  unsetenv("VISUAL");
  setenv("EDITOR", path, 1);
  free(path);
  open_at("routine");
  screen_bench_type(bench, "v");
  ck_assert_int_eq(bench->app.settings.drift_minutes, 33);
  expect_file("wait_for_me"); /* a new file explains itself */
}
END_TEST

/* ---- keys ---- */

START_TEST(keys__get_a_new_one__by_pressing_it) {
  open_keys_at(ACTION_PAUSE);
  screen_bench_type(bench, "<Enter>");
  expect("Press the new key for \"pause\".");
  screen_bench_type(bench, "z");
  expect("Saved: pause: z");
  expect("z             (yours) Pause.");
  expect_file("\"pause: z\"");
  ck_assert_int_eq(bench->tui.keys.at[ACTION_PAUSE][0], 'z');
  ck_assert_int_eq(bench->tui.keys.at[ACTION_PAUSE][1], 0);
}
END_TEST

START_TEST(keys__get_one_more__beside_the_others) {
  open_keys_at(ACTION_PAUSE);
  screen_bench_type(bench, "+z");
  expect("Saved: pause: Space z");
  screen_bench_type(bench, "+<F5>");
  expect_file("\"pause: Space z F5\"");
}
END_TEST

START_TEST(keys__of_every_kind__can_be_taken) {
  static const struct {
    const char *typed;
    const char *saved;
  } cases[] = {
      {"\"", "Saved: pause: \""}, {"\\", "Saved: pause: \\"},        {":", "Saved: pause: :"},
      {"ä", "Saved: pause: ä"},   {"<Del>", "Saved: pause: Delete"}, {"C", "Saved: pause: C"},
      {"#", "Saved: pause: #"},   {"[", "Saved: pause: ["},
  };
  open_keys_at(ACTION_PAUSE);
  screen_bench_type(bench, "<Enter>");
  screen_bench_type(bench, cases[_i].typed);
  expect(cases[_i].saved);
  ck_assert_uint_eq(bench->app.settings.keys.count, 1);
  ck_assert_str_eq(bench->app.settings.keys.at[0], cases[_i].saved + strlen("Saved: "));
}
END_TEST

START_TEST(keys__in_conflict__are_told_and_not_taken) {
  open_keys_at(ACTION_PAUSE);
  screen_bench_type(bench, "<Enter>m");
  expect("Not changed: the key \"m\" would mean both \"pause\" and \"mute\"");
  ck_assert_int_eq(bench->tui.keys.at[ACTION_PAUSE][0], ' ');
  ck_assert_int_ne(access("nightcalf.cfg", F_OK), 0);
}
END_TEST

START_TEST(keys__go_back__to_the_default_one_by_one) {
  temp_folder_write("nightcalf.cfg",
                    "profile = [ ]; keys = ( \"pause: z\", \"mute: s\" ); # mine\n");
  app_read_settings(&bench->app);
  tui_take_keys(&bench->tui);
  open_keys_at(ACTION_PAUSE);
  screen_bench_type(bench, "u");
  ck_assert_int_eq(bench->tui.keys.at[ACTION_PAUSE][0], ' ');
  ck_assert_int_eq(bench->tui.keys.at[ACTION_MUTE][0], 's');
  expect_file("# mine");
  screen_bench_type(bench, "u");
  expect("It has its default already.");
}
END_TEST

START_TEST(keys__are_left_alone__by_escape) {
  open_keys_at(ACTION_PAUSE);
  screen_bench_type(bench, "<Enter><Esc>");
  ck_assert_str_eq(screen_bench_top(bench)->name, "keys");
  screen_bench_type(bench, "q");
  ck_assert_str_eq(screen_bench_top(bench)->name, "settings");
}
END_TEST

START_TEST(keys__lists__every_action_of_every_screen) {
  open_at("keys");
  screen_bench_type(bench, "<Enter>");
  bool seen[ACTION_COUNT] = {false};
  for (int i = 0; i < 800; i++) {
    char *drawn = screen_bench_draw(bench);
    for (int action = 1; action < ACTION_COUNT; action++) {
      char name[ACTION_NAME_SIZE + 2];
      keys_action_name((Action)action, name);
      snprintf(name + strlen(name), 3, ": ");
      seen[action] = seen[action] || strstr(drawn, name) != NULL;
    }
    free(drawn);
    screen_bench_type(bench, "j");
  }
  for (size_t i = 0; tui_screens[i] != NULL; i++) {
    for (const ActionList *list = tui_screens[i]->lists; list->title != NULL; list++) {
      for (size_t at = 0; at < ACTION_LIST_MAX && list->at[at] != ACTION_NONE; at++) {
        ck_assert_msg(seen[list->at[at]] || keys_numbered(list->at[at]), "%s",
                      action_rows[list->at[at]].name);
      }
    }
  }
}
END_TEST

int main(void) {
  Suite *suite = suite_create("tui_settings");
  TCase *golden = tcase_create("golden");
  tcase_add_checked_fixture(golden, set_up, tear_down);
  tcase_add_loop_test(golden, settings__look_as_they_did__at_80x24, 0, SCENE_COUNT);
  tcase_add_loop_test(golden, settings__look_as_they_did__at_40x12, 0, SCENE_COUNT);
  tcase_add_loop_test(golden, settings__draw_something__at_any_size, 0, SCENE_COUNT);
  suite_add_tcase(suite, golden);
  TCase *list = tcase_create("list");
  tcase_add_checked_fixture(list, set_up, tear_down);
  tcase_add_test(list, settings__show__every_one_with_its_sentence_and_default);
  tcase_add_test(list, settings__say__what_is_set_and_what_is_not);
  tcase_add_test(list, settings__change__by_the_form_and_at_once);
  tcase_add_test(list, settings__refuse__what_cannot_be);
  tcase_add_test(list, settings__go_back__to_the_default);
  tcase_add_test(list, settings__tell__that_nothing_can_be_written);
  tcase_add_test(list, settings__lead__to_the_profile_and_the_keys);
  tcase_add_test(list, sounds__are_switched__off_and_on);
  tcase_add_test(list, sounds__that_cannot_be_played__are_told);
  tcase_add_test(list, settings__that_are_broken__are_told_here_and_at_home);
  tcase_add_test(list, settings__open__their_file_in_the_editor);
  suite_add_tcase(suite, list);
  TCase *keys = tcase_create("keys");
  tcase_set_timeout(keys, 30);
  tcase_add_checked_fixture(keys, set_up, tear_down);
  tcase_add_test(keys, keys__get_a_new_one__by_pressing_it);
  tcase_add_test(keys, keys__get_one_more__beside_the_others);
  tcase_add_loop_test(keys, keys__of_every_kind__can_be_taken, 0, 8);
  tcase_add_test(keys, keys__in_conflict__are_told_and_not_taken);
  tcase_add_test(keys, keys__go_back__to_the_default_one_by_one);
  tcase_add_test(keys, keys__are_left_alone__by_escape);
  tcase_add_test(keys, keys__lists__every_action_of_every_screen);
  suite_add_tcase(suite, keys);
  return suite_run(suite);
}
