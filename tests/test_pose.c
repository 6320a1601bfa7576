/* Pictures: the files that are one, and all those that are not. */
#include "nightcalf/pose.h"

#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "nightcalf/mem.h"
#include "suite.h"
#include "temp_folder.h"

static const char sound[] = "# Two feet, then one.\n█ █\n~\n█\n  ▴ down\n=\n# #\n~\n#\n  ^ down\n";

static const char *folder;
static Pose pose;
static Error err;

static void set_up(void) {
  folder = temp_folder_make();
  err.text[0] = '\0';
}

static void tear_down(void) {
  pose_free(&pose);
  temp_folder_remove();
}

static bool parse(const char *text) {
  return pose_parse(text, strlen(text), &pose, &err);
}

START_TEST(pose_parse__reads__words_and_frames) {
  ck_assert_msg(parse(sound), "%s", err.text);
  ck_assert_str_eq(pose.words, "Two feet, then one.");
  ck_assert_uint_eq(pose.frame_count, 2);
  ck_assert_uint_eq(pose.frames[false][0].count, 1);
  ck_assert_str_eq(pose.frames[false][0].at[0], "█ █");
  ck_assert_str_eq(pose.frames[false][1].at[1], "  ▴ down");
  ck_assert_str_eq(pose.frames[true][0].at[0], "# #");
  ck_assert_str_eq(pose.frames[true][1].at[1], "  ^ down");
  ck_assert_int_eq(pose.columns, 8);
  ck_assert_int_eq(pose.rows, 2);
  pose_free(&pose);
  ck_assert_ptr_null(pose.words);
}
END_TEST

/* Thirty columns, and one more. */
#define TEN "##########"
#define ROW TEN TEN TEN "\n"
/* Twelve rows. */
#define FOUR "#\n\n#\n#\n"
#define TWELVE FOUR FOUR FOUR
#define EIGHT_FRAMES "#\n~\n#\n~\n#\n~\n#\n~\n#\n~\n#\n~\n#\n~\n#\n"

START_TEST(pose_parse__takes__what_is_just_in_the_limits) {
  static const char *const texts[] = {
      "# x\n" ROW "=\n" ROW,  "# x\n" TWELVE "=\n" TWELVE, "# x\n" EIGHT_FRAMES "=\n" EIGHT_FRAMES,
      "# x\n#\n=\n#",         /* no newline at the end */
      "# x\n\n#\n=\n#\n\n",   /* empty rows */
      "# = ~\n = \n=\n ~ \n", /* marks that are none */
  };
  ck_assert_msg(parse(texts[_i]), "%s", err.text);
}
END_TEST

static const struct {
  const char *text;
  const char *why;
} wrongs[] = {
    {"", "there is no line \"=\""},
    {"\n", "the first line is not"},
    {"no words\n#\n=\n#\n", "the first line is not"},
    {"# \n#\n=\n#\n", "the first line is not"},
    {"#  \n#\n=\n#\n", "the first line is not"},
    {"# x\n", "there is no line \"=\""},
    {"# x\n#\n", "there is no line \"=\""},
    {"# x\n=\n#\n", "a frame has no rows"},
    {"# x\n#\n=\n", "a frame has no rows"},
    {"# x\n~\n#\n=\n#\n", "a frame has no rows"},
    {"# x\n#\n~\n=\n#\n", "a frame has no rows"},
    {"# x\n#\n=\n#\n=\n#\n", "stands twice"},
    {"# x\n#\n~\n#\n=\n#\n", "not as many frames"},
    {"# x\n#\n=\n#\n~\n#\n", "not as many frames"},
    {"# x\n" EIGHT_FRAMES "~\n#\n=\n#\n", "more than 8 frames"},
    {"# x\n#" ROW "=\n#\n", "larger than 30 columns and 12 rows"},
    {"# x\n#\n=\n#" ROW, "larger than 30 columns and 12 rows"},
    {"# x\n" TWELVE "#\n=\n#\n", "larger than 30 columns and 12 rows"},
    {"# x\n#\n=\n█\n", "not ASCII"},
    {"# x\n#\t#\n=\n#\n", "not one column wide"},
    {"# x\n日\n=\n#\n", "not one column wide"},
    {"# x\ne\xCC\x81\n=\n#\n", "not one column wide"},
    {"# x\r\n#\r\n=\r\n#\r\n", "a control character"},
    {"# x\n\033[2J\n=\n#\n", "a control character"},
    {"# \033[2J\n#\n=\n#\n", "a control character"},
    {"# x\n\xC2\x9B\n=\n#\n", "a control character"},
    {"# x\n\xE2\x80\xAE#\n=\n#\n", "changes the writing direction"},
    {"# x\n\xE2\x80\x8B#\n=\n#\n", "invisible"},
    {"\xEF\xBB\xBF# x\n#\n=\n#\n", "invisible"},
    {"# x\n\xFF\n=\n#\n", "invalid UTF-8"},
    {"# x\n\xE2\x96\n=\n#\n", "invalid UTF-8"},
};
enum { WRONG_COUNT = sizeof wrongs / sizeof wrongs[0] };

START_TEST(pose_parse__refuses__what_is_no_picture) {
  ck_assert(!parse(wrongs[_i].text));
  ck_assert_msg(strstr(err.text, wrongs[_i].why) != NULL, "%s", err.text);
  ck_assert_ptr_null(pose.words);
  ck_assert_uint_eq(pose.frame_count, 0);
}
END_TEST

START_TEST(pose_parse__refuses__a_nul_byte_and_too_much) {
  static const char nul[] = "# x\n#\0#\n=\n#\n";
  ck_assert(!pose_parse(nul, sizeof nul - 1, &pose, &err));
  char *long_one = mem_new(POSE_FILE_MAX + 1, 1);
  memset(long_one, 'x', POSE_FILE_MAX + 1);
  memcpy(long_one, "# ", 2);
  memcpy(long_one + POSE_FILE_MAX - 7, "\n#\n=\n##", 7);
  ck_assert_msg(pose_parse(long_one, POSE_FILE_MAX, &pose, &err), "%s", err.text);
  pose_free(&pose);
  ck_assert(!pose_parse(long_one, POSE_FILE_MAX + 1, &pose, &err));
  ck_assert_str_eq(err.text, "it is larger than 8 KiB");
  free(long_one);
}
END_TEST

/* Whatever is cut off or spoilt, nothing falls over. */
START_TEST(pose_parse__survives__any_damage) {
  size_t length = sizeof sound - 1;
  for (size_t i = 0; i <= length; i++) {
    pose_parse(sound, i, &pose, NULL);
    pose_free(&pose);
  }
  for (size_t i = 0; i < length; i++) {
    static const char bytes[] = "\n=~# \t\xFF\x80";
    for (size_t j = 0; j < sizeof bytes; j++) {
      char spoilt[sizeof sound];
      memcpy(spoilt, sound, sizeof sound);
      spoilt[i] = bytes[j];
      pose_parse(spoilt, length, &pose, NULL);
      pose_free(&pose);
    }
  }
}
END_TEST

START_TEST(pose_load__reads__a_file_by_name) {
  temp_folder_write("two-feet.txt", sound);
  ck_assert(pose_load(folder, "two-feet", &pose, &err));
  ck_assert_uint_eq(pose.frame_count, 2);
}
END_TEST

START_TEST(pose_load__refuses__what_is_no_name_or_no_file) {
  static const char *const names[] = {"../two-feet", "", "two feet", "none", "folder", "large"};
  char *path = temp_folder_path("folder.txt");
  ck_assert_int_eq(mkdir(path, 0700), 0);
  free(path);
  char *large = mem_new(POSE_FILE_MAX + 2, 1);
  memset(large, '\n', POSE_FILE_MAX + 1);
  temp_folder_write("large.txt", large);
  free(large);
  temp_folder_write("two-feet.txt", sound);
  ck_assert(!pose_load(folder, names[_i], &pose, &err));
  ck_assert_str_ne(err.text, "");
  ck_assert_ptr_null(pose.words);
}
END_TEST

START_TEST(pose_load__finds_sound__every_shipped_picture) {
  DIR *shipped = opendir(SOURCE_DIR "/data/poses");
  ck_assert_ptr_nonnull(shipped);
  int count = 0;
  for (struct dirent *entry = readdir(shipped); entry != NULL; entry = readdir(shipped)) {
    if (entry->d_name[0] == '.') {
      continue;
    }
    char *name = mem_copy_bytes(entry->d_name, strlen(entry->d_name) - strlen(".txt"));
    ck_assert_msg(pose_load(SOURCE_DIR "/data/poses", name, &pose, &err), "%s: %s", entry->d_name,
                  err.text);
    pose_free(&pose);
    free(name);
    count++;
  }
  closedir(shipped);
  ck_assert_int_gt(count, 50);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("pose");
  TCase *parsing = tcase_create("parse");
  tcase_add_checked_fixture(parsing, set_up, tear_down);
  tcase_add_test(parsing, pose_parse__reads__words_and_frames);
  tcase_add_loop_test(parsing, pose_parse__takes__what_is_just_in_the_limits, 0, 6);
  tcase_add_loop_test(parsing, pose_parse__refuses__what_is_no_picture, 0, WRONG_COUNT);
  tcase_add_test(parsing, pose_parse__refuses__a_nul_byte_and_too_much);
  tcase_add_test(parsing, pose_parse__survives__any_damage);
  suite_add_tcase(suite, parsing);
  TCase *loading = tcase_create("load");
  tcase_add_checked_fixture(loading, set_up, tear_down);
  tcase_add_test(loading, pose_load__reads__a_file_by_name);
  tcase_add_loop_test(loading, pose_load__refuses__what_is_no_name_or_no_file, 0, 6);
  tcase_add_test(loading, pose_load__finds_sound__every_shipped_picture);
  suite_add_tcase(suite, loading);
  return suite_run(suite);
}
