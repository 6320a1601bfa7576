/* A person's own files, whole: read, put in place, moved. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "nightcalf/user_file.h"
#include "suite.h"
#include "temp_folder.h"

enum { MAX = 100 };

static char *path;  /* of the file "one" */
static char *other; /* of "two" */

static void set_up(void) {
  temp_folder_make();
  path = temp_folder_path("one");
  other = temp_folder_path("two");
}

static void tear_down(void) {
  free(path);
  free(other);
  temp_folder_remove();
}

static void assert_file(const char *file, const char *text) {
  size_t length = 0;
  char *now = user_file_read(file, MAX, &length, NULL);
  if (text == NULL) {
    ck_assert_ptr_null(now);
  } else {
    ck_assert_ptr_nonnull(now);
    ck_assert_str_eq(now, text);
    ck_assert_uint_eq(length, strlen(text));
  }
  free(now);
}

static bool put(const char *before, const char *text, Error *err) {
  FileBytes old = {before, before == NULL ? 0 : strlen(before)};
  return user_file_put(path, before == NULL ? NULL : &old, (FileBytes){text, strlen(text)}, err);
}

static void assert_said(const Error *err, const char *part) {
  ck_assert_msg(strstr(err->text, part) != NULL, "no \"%s\" in: %s", part, err->text);
}

START_TEST(read__says_why__there_is_nothing) {
  Error err = {{0}};
  size_t length = 0;
  ck_assert_ptr_null(user_file_read(path, MAX, &length, &err));
  assert_said(&err, "/one: no such file");
  ck_assert_int_eq(mkdir(path, 0700), 0);
  ck_assert_ptr_null(user_file_read(path, MAX, &length, &err));
  assert_said(&err, "is a directory");
  ck_assert_int_eq(mkfifo(other, 0600), 0);
  ck_assert_ptr_null(user_file_read(other, MAX, &length, &err));
  assert_said(&err, "a FIFO");
}
END_TEST

START_TEST(put__makes_a_new_file__never_over_another) {
  Error err = {{0}};
  ck_assert(put(NULL, "first", &err));
  ck_assert_str_eq(err.text, "");
  assert_file(path, "first");
  struct stat status;
  ck_assert_int_eq(stat(path, &status), 0);
  ck_assert_uint_eq(status.st_mode & 07777, 0600);
  ck_assert(!put(NULL, "second", &err));
  assert_file(path, "first");
}
END_TEST

START_TEST(put__keeps_the_version_before) {
  char *backup = temp_folder_path("one~");
  ck_assert(put(NULL, "first", NULL));
  assert_file(backup, NULL);
  ck_assert(put("first", "second", NULL));
  ck_assert(put("second", "third", NULL));
  assert_file(path, "third");
  assert_file(backup, "second");
  free(backup);
}
END_TEST

START_TEST(put__notices__what_changed_meanwhile) {
  Error err = {{0}};
  ck_assert(put(NULL, "theirs", NULL));
  ck_assert(!put("first", "mine", &err));
  assert_said(&err, "changed meanwhile");
  assert_file(path, "theirs");
}
END_TEST

START_TEST(move__replaces__only_when_told) {
  temp_folder_write("one", "first");
  temp_folder_write("two", "second");
  Error err = {{0}};
  ck_assert(!user_file_move(path, other, false, &err));
  assert_said(&err, "already");
  assert_file(path, "first");
  assert_file(other, "second");
  ck_assert(user_file_move(path, other, true, &err));
  assert_file(path, NULL);
  assert_file(other, "first");
  ck_assert(user_file_move(other, path, false, &err));
  assert_file(path, "first");
}
END_TEST

START_TEST(move__says_why__it_cannot) {
  Error err = {{0}};
  ck_assert(!user_file_move(path, other, false, &err));
  assert_said(&err, "No such file");
  ck_assert(!user_file_move(path, other, true, &err));
  assert_said(&err, "No such file");
}
END_TEST

int main(void) {
  Suite *suite = suite_create("user_file");
  TCase *cases = tcase_create("user_file");
  tcase_add_checked_fixture(cases, set_up, tear_down);
  tcase_add_test(cases, read__says_why__there_is_nothing);
  tcase_add_test(cases, put__makes_a_new_file__never_over_another);
  tcase_add_test(cases, put__keeps_the_version_before);
  tcase_add_test(cases, put__notices__what_changed_meanwhile);
  tcase_add_test(cases, move__replaces__only_when_told);
  tcase_add_test(cases, move__says_why__it_cannot);
  suite_add_tcase(suite, cases);
  return suite_run(suite);
}
