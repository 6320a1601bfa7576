/* The program's settings: their table, defaults and limits. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/mem.h"
#include "nightcalf/night.h"
#include "nightcalf/routine.h"
#include "nightcalf/settings.h"
#include "suite.h"

START_TEST(settings_init__gives__the_defaults) {
  Settings settings;
  settings_init(&settings);
  ck_assert_ptr_null(settings.routine);
  ck_assert_int_eq(settings.worse_side, SIDE_NONE);
  ck_assert(!settings.wait_for_me);
  ck_assert_int_eq(settings.drift_minutes, 15);
  ck_assert_int_eq(settings.night_boundary, NIGHT_BOUNDARY_DEFAULT);
  ck_assert_int_eq(settings.sound, SOUND_NONE);
  ck_assert_uint_eq(settings.profile, 0);
  ck_assert(!settings.profile_asked);
  ck_assert_int_eq(settings.bedtime, TIME_NOT_SAID);
  ck_assert_ptr_null(settings.emergency_number);
  settings_free(&settings);
}
END_TEST

START_TEST(settings_routine__gives__the_setting_or_the_default) {
  Settings settings;
  settings_init(&settings);
  ck_assert_str_eq(settings_routine(&settings), "three-minute-standing");
  settings.profile = ~(1U << FLAG_FALLS);
  ck_assert_str_eq(settings_routine(&settings), "three-minute-standing");
  settings.profile = 1U << FLAG_FALLS;
  ck_assert_str_eq(settings_routine(&settings), "three-minute-seated");
  settings.routine = mem_copy("evening-calf");
  ck_assert_str_eq(settings_routine(&settings), "evening-calf");
  settings_free(&settings);
  ck_assert_ptr_null(settings.routine);
}
END_TEST

START_TEST(settings_pair__splits__a_name_and_its_value) {
  static const struct {
    const char *text;
    const char *name;
    const char *value;
  } cases[] = {
      {"legs: quiet", "legs", "quiet"},
      {"legs:quiet", "legs", "quiet"},
      {"pause:  z :", "pause", "z :"},
      {"pause: :", "pause", ":"},
      {"legs", NULL, NULL},
      {"legs:", NULL, NULL},
      {"legs: ", NULL, NULL},
      {": quiet", NULL, NULL},
      {"Legs: quiet", NULL, NULL},
      {"my legs: quiet", NULL, NULL},
  };
  char *name = NULL;
  const char *value = NULL;
  ck_assert_int_eq(settings_pair(cases[_i].text, &name, &value), cases[_i].name != NULL);
  if (cases[_i].name == NULL) {
    ck_assert_ptr_null(name);
  } else {
    ck_assert_str_eq(name, cases[_i].name);
    ck_assert_str_eq(value, cases[_i].value);
  }
  free(name);
}
END_TEST

START_TEST(settings_fields__number_their_words__as_the_program_does) {
  const Field *worse_side = field_find(settings_fields, "worse_side");
  ck_assert_str_eq(worse_side->words[SIDE_NONE], "none");
  ck_assert_str_eq(worse_side->words[SIDE_LEFT], side_name(SIDE_LEFT));
  ck_assert_str_eq(worse_side->words[SIDE_RIGHT], side_name(SIDE_RIGHT));
  ck_assert_ptr_null(worse_side->words[SIDE_RIGHT + 1]);
  const Field *sound = field_find(settings_fields, "sound");
  ck_assert_str_eq(sound->words[SOUND_BELL], "bell");
}
END_TEST

START_TEST(settings_fields__limit__minutes_and_times) {
  const Field *drift = field_find(settings_fields, "drift_minutes");
  ck_assert(field_in_range(drift, 0) && field_in_range(drift, 240));
  ck_assert(!field_in_range(drift, -1) && !field_in_range(drift, 241));
  const Field *boundary = field_find(settings_fields, "night_boundary");
  ck_assert(field_in_range(boundary, 0) && field_in_range(boundary, 1439));
  ck_assert(!field_in_range(boundary, 1440));
  const Field *bedtime = field_find(settings_fields, "bedtime");
  ck_assert(field_in_range(bedtime, 0) && field_in_range(bedtime, 1439));
  ck_assert(!field_in_range(bedtime, 1440) && !field_in_range(bedtime, TIME_NOT_SAID));
  const Field *number = field_find(settings_fields, "emergency_number");
  ck_assert(field_in_range(number, 60) && !field_in_range(number, 61));
  ck_assert_ptr_eq(field_find(settings_fields, "profile")->words, profile_flags);
}
END_TEST

START_TEST(settings_fields__say_in_a_sentence__what_each_does) {
  for (const Field *field = settings_fields; field->name != NULL; field++) {
    size_t length = strlen(field->sentence);
    ck_assert_uint_gt(length, 10);
    ck_assert_int_eq(field->sentence[length - 1], '.');
  }
}
END_TEST

int main(void) {
  Suite *suite = suite_create("settings");
  TCase *settings = tcase_create("settings");
  tcase_add_test(settings, settings_init__gives__the_defaults);
  tcase_add_test(settings, settings_routine__gives__the_setting_or_the_default);
  tcase_add_loop_test(settings, settings_pair__splits__a_name_and_its_value, 0, 10);
  tcase_add_test(settings, settings_fields__number_their_words__as_the_program_does);
  tcase_add_test(settings, settings_fields__limit__minutes_and_times);
  tcase_add_test(settings, settings_fields__say_in_a_sentence__what_each_does);
  suite_add_tcase(suite, settings);
  return suite_run(suite);
}
