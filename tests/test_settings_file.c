/* The settings file: what is sound is in force, what is not is told. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "conf_bench.h"
#include "nightcalf/library.h"
#include "nightcalf/mem.h"
#include "suite.h"
#include "temp_folder.h"

static Settings settings;
static Diagnostics diagnostics;
static char *path;

static void set_up(void) {
  settings_init(&settings);
  diagnostics = (Diagnostics){0};
  (void)temp_folder_make();
  path = temp_folder_path("nightcalf.cfg");
}

static void tear_down(void) {
  settings_free(&settings);
  diagnostics_free(&diagnostics);
  free(path);
  temp_folder_remove();
}

START_TEST(settings_load__takes__the_defaults_without_a_file) {
  ck_assert(settings_load(path, &settings, &diagnostics));
  ck_assert_uint_eq(diagnostics.count, 0);
  ck_assert_int_eq(settings.drift_minutes, 15);
}
END_TEST

START_TEST(settings_load__reads__every_setting) {
  temp_folder_write(
      "nightcalf.cfg",
      "routine = \"evening-calf\"; worse_side = \"right\"; wait_for_me = true;\n"
      "drift_minutes = 0; night_boundary = \"11:30\"; sound = \"bell\"; # loud\n"
      "profile = [ \"falls\", \"artery\" ]; bedtime = \"00:15\";\n"
      "emergency_number = \"112, or 116 117\";\n"
      "cue_profiles = ( \"legs: quiet\", \"now:usual\" ); keys = [ \"pause: z Space\" ];");
  ck_assert(settings_load(path, &settings, &diagnostics));
  ck_assert_str_eq(settings.routine, "evening-calf");
  ck_assert_int_eq(settings.worse_side, SIDE_RIGHT);
  ck_assert(settings.wait_for_me);
  ck_assert_int_eq(settings.drift_minutes, 0);
  ck_assert_int_eq(settings.night_boundary, 11 * 60 + 30);
  ck_assert_int_eq(settings.sound, SOUND_BELL);
  ck_assert_uint_eq(settings.profile, 1U << FLAG_FALLS | 1U << FLAG_ARTERY);
  ck_assert(settings.profile_asked);
  ck_assert_int_eq(settings.bedtime, 15);
  ck_assert_str_eq(settings.emergency_number, "112, or 116 117");
  ck_assert_uint_eq(settings.cue_profiles.count, 2);
  ck_assert_str_eq(settings.cue_profiles.at[1], "now:usual");
  ck_assert_uint_eq(settings.keys.count, 1);
  ck_assert_str_eq(settings.keys.at[0], "pause: z Space");
}
END_TEST

START_TEST(settings_load__refuses__texts_that_are_no_pairs) {
  static const struct {
    const char *text;
    const char *finding;
  } cases[] = {
      {"cue_profiles = ( \"legs: quiet\",\n  \"arms: loud\" );",
       "2:3: error: \"cue_profiles\" must be texts such as \"evening-calf: quiet\" or "
       "\"evening-calf: usual\"; got \"arms: loud\""},
      {"cue_profiles = \"legs\";",
       "1:16: error: \"cue_profiles\" must be texts such as \"evening-calf: quiet\" or "
       "\"evening-calf: usual\"; got \"legs\""},
      {"cue_profiles = ( \"legs: quiet\", \"legs: usual\" );",
       "1:33: error: \"cue_profiles\" must name \"legs\" only once; got \"legs: usual\""},
      {"keys = [ \"pause z\" ];",
       "1:10: error: \"keys\" must be texts such as \"pause: z Space\"; got \"pause z\""},
      {"keys = [ \"pause: \" ];",
       "1:10: error: \"keys\" must be texts such as \"pause: z Space\"; got \"pause: \""},
      {"keys = [ \"Pause: z\" ];",
       "1:10: error: \"keys\" must be texts such as \"pause: z Space\"; got \"Pause: z\""},
      {"keys = [ \"pause: z\", \"mute: s\", \"pause: y\" ];",
       "1:33: error: \"keys\" must name \"pause\" only once; got \"pause: y\""},
  };
  temp_folder_write("nightcalf.cfg", cases[_i].text);
  ck_assert(!settings_load(path, &settings, &diagnostics));
  bench_expect(bench_findings(&diagnostics), cases[_i].finding);
  ck_assert_uint_eq(settings.cue_profiles.count + settings.keys.count, 0);
}
END_TEST

START_TEST(settings_load__knows__whether_the_profile_was_asked_for) {
  temp_folder_write("nightcalf.cfg", "sound = \"bell\";");
  ck_assert(settings_load(path, &settings, &diagnostics));
  ck_assert(!settings.profile_asked);
  temp_folder_write("nightcalf.cfg", "profile = [ \"fals\" ];");
  ck_assert(!settings_load(path, &settings, &diagnostics));
  ck_assert(!settings.profile_asked);
  temp_folder_write("nightcalf.cfg", "profile = [ ];");
  ck_assert(settings_load(path, &settings, &diagnostics));
  ck_assert(settings.profile_asked);
  ck_assert_uint_eq(settings.profile, 0);
}
END_TEST

START_TEST(settings_load__limits__the_emergency_number) {
  char number[62] = {0};
  memset(number, '1', 61);
  char *text = mem_format("emergency_number = \"%s\";", number);
  temp_folder_write("nightcalf.cfg", text);
  free(text);
  ck_assert(!settings_load(path, &settings, &diagnostics));
  bench_expect(bench_findings(&diagnostics),
               "1:20: error: \"emergency_number\" must be at most 60 columns wide; got 61");
  ck_assert_ptr_null(settings.emergency_number);
}
END_TEST

START_TEST(settings_load__refuses__a_start_that_is_no_date) {
  temp_folder_write("nightcalf.cfg", "trial_start = \"2026-02-30\";\nfair_test = \"soon\";\n"
                                     "compare_habits = [ \"moon\" ];\n");
  ck_assert(!settings_load(path, &settings, &diagnostics));
  const char *findings = bench_findings(&diagnostics);
  ck_assert_ptr_nonnull(
      strstr(findings, "1:15: error: \"trial_start\" must be a date of the calendar"));
  ck_assert_ptr_nonnull(strstr(findings, "2:13: error: \"fair_test\" must be a date and 6 or 8"));
  ck_assert_ptr_nonnull(strstr(findings, "\"compare_habits\" must be names of habits"));
  ck_assert_ptr_null(settings.trial_start);
}
END_TEST

START_TEST(settings_load__keeps__what_is_sound) {
  temp_folder_write("nightcalf.cfg",
                    "drift_minutes = 20; wait_for_me = 1;\nwaite_for_me = true;\n"
                    "night_boundary = \"24:00\"; sound = \"bel\"; worse_side = 3;\n"
                    "routine = \"Evening\"; quack = 5;\ndrift_minutes = 30;\n");
  ck_assert(!settings_load(path, &settings, &diagnostics));
  bench_expect(
      bench_findings(&diagnostics),
      "1:35: error: \"wait_for_me\" must be true or false; got 1\n"
      "2:1: error: unknown setting \"waite_for_me\"; did you mean \"wait_for_me\"?\n"
      "3:18: error: \"night_boundary\" must be a time of day in quotes, such as \"22:15\"; got "
      "\"24:00\"\n"
      "3:35: error: \"sound\" must be \"none\", \"bell\", \"chime\" or \"chime-or-bell\"; got "
      "\"bel\"; did you mean \"bell\"?\n"
      "3:55: error: \"worse_side\" must be \"none\", \"left\" or \"right\"; got 3\n"
      "4:11: error: \"routine\" must be 1 to 40 lower-case letters, digits and hyphens, no hyphen "
      "first; got \"Evening\"\n"
      "4:22: error: unknown setting \"quack\"\n"
      "5:1: error: \"drift_minutes\" is set twice; first on line 1");
  ck_assert_int_eq(settings.drift_minutes, 20);
  ck_assert(!settings.wait_for_me);
  ck_assert_ptr_null(settings.routine);
}
END_TEST

START_TEST(settings_load__keeps_the_limits__of_every_number) {
  temp_folder_write("nightcalf.cfg", "drift_minutes = 240;");
  ck_assert(settings_load(path, &settings, &diagnostics));
  temp_folder_write("nightcalf.cfg", "drift_minutes = 241;");
  ck_assert(!settings_load(path, &settings, &diagnostics));
  bench_expect(bench_findings(&diagnostics),
               "1:17: error: \"drift_minutes\" must be from 0 to 240; got 241");
  ck_assert_int_eq(settings.drift_minutes, 240);
}
END_TEST

START_TEST(settings_load__reads_nothing__of_a_file_it_cannot_parse) {
  temp_folder_write("nightcalf.cfg", "drift_minutes = 20;\n@include \"other.cfg\"\n");
  ck_assert(!settings_load(path, &settings, &diagnostics));
  bench_expect(bench_findings(&diagnostics),
               "2:1: error: @include is not allowed; write the settings in this file");
  ck_assert_int_eq(settings.drift_minutes, 15);
}
END_TEST

START_TEST(settings_load__refuses__a_folder) {
  const char *folder = temp_folder_make();
  ck_assert(!settings_load(folder, &settings, &diagnostics));
  bench_expect(bench_findings(&diagnostics), "0:0: error: is a directory, not a file");
}
END_TEST

int main(void) {
  Suite *suite = suite_create("settings_file");
  TCase *file = tcase_create("file");
  tcase_add_checked_fixture(file, set_up, tear_down);
  tcase_add_test(file, settings_load__takes__the_defaults_without_a_file);
  tcase_add_test(file, settings_load__reads__every_setting);
  tcase_add_loop_test(file, settings_load__refuses__texts_that_are_no_pairs, 0, 7);
  tcase_add_test(file, settings_load__knows__whether_the_profile_was_asked_for);
  tcase_add_test(file, settings_load__limits__the_emergency_number);
  tcase_add_test(file, settings_load__refuses__a_start_that_is_no_date);
  tcase_add_test(file, settings_load__keeps__what_is_sound);
  tcase_add_test(file, settings_load__keeps_the_limits__of_every_number);
  tcase_add_test(file, settings_load__reads_nothing__of_a_file_it_cannot_parse);
  tcase_add_test(file, settings_load__refuses__a_folder);
  suite_add_tcase(suite, file);
  return suite_run(suite);
}
