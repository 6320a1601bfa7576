/* Tables that a spreadsheet reads and runs nothing of; and files that are whole, private and never
 * over another one (FAULTS F41, F22). */
#include "cli/csv.h"

#include <check.h>
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/out_file.h"
#include "nightcalf/diary.h"
#include "suite.h"
#include "temp_folder.h"

static char *text;
static size_t length;
static Csv csv;
static char *path;
static Error err;

static void set_up(void) {
  temp_folder_make();
  path = temp_folder_path("out.csv");
  csv = (Csv){.stream = open_memstream(&text, &length)};
}

static void tear_down(void) {
  fclose(csv.stream);
  free(text);
  free(path);
  temp_folder_remove();
}

static const char *written(void) {
  fflush(csv.stream);
  return text;
}

static const struct {
  const char *cell;
  const char *csv;
} cells[] = {
    {"calf", "calf\r\n"},
    {"", "\r\n"},
    {NULL, "\r\n"},
    {"a,b", "\"a,b\"\r\n"},
    {"say \"ow\"", "\"say \"\"ow\"\"\"\r\n"},
    {"two\nlines", "\"two\nlines\"\r\n"},
    {" blank", "\" blank\"\r\n"},
    {"blank ", "\"blank \"\r\n"},
    {"=1+1", "'=1+1\r\n"},
    {"=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"\r\n"},
    {"+49", "'+49\r\n"},
    {"-3", "'-3\r\n"},
    {"@SUM(A1)", "'@SUM(A1)\r\n"},
    {"\tx", "'\tx\r\n"},
    {"caf\xC3\xA9", "caf\xC3\xA9\r\n"},
    {"bad \xFF", "bad \xEF\xBF\xBD\r\n"},
    {"a\x1B[31m", "a\xEF\xBF\xBD[31m\r\n"},
    {"%s%n", "%s%n\r\n"},
};
enum { CELL_COUNT = sizeof cells / sizeof cells[0] };

START_TEST(csv_text__is_quoted_and_harmless) {
  csv_text(&csv, cells[_i].cell);
  csv_row_end(&csv);
  ck_assert_str_eq(written(), cells[_i].csv);
}
END_TEST

START_TEST(csv__has_rows__of_cells) {
  csv_text(&csv, "a");
  csv_text(&csv, NULL);
  csv_number(&csv, -7);
  csv_seconds(&csv, 75500);
  csv_row_end(&csv);
  csv_seconds(&csv, 60000);
  csv_seconds(&csv, -1);
  csv_seconds(&csv, 1050);
  csv_row_end(&csv);
  ck_assert_str_eq(written(), "a,,-7,75.5\r\n60,-0.001,1.05\r\n");
}
END_TEST

START_TEST(csv__walks__a_table_of_the_diary) {
  MedicationChange change = medication_new((Night){0});
  csv_field_names(&csv, diary_medication_fields);
  csv_row_end(&csv);
  csv_fields(&csv, diary_medication_fields, &change);
  csv_row_end(&csv);
  change.kind = MEDICATION_DOSE_CHANGED;
  change.name = (char[]){"=x"};
  csv_fields(&csv, diary_medication_fields, &change);
  csv_row_end(&csv);
  ck_assert_str_eq(written(), "kind,name\r\n,\r\ndose_changed,'=x\r\n");
}
END_TEST

/* -- the file -- */

static int files_in_folder(void) {
  char *folder = temp_folder_path(".");
  DIR *list = opendir(folder);
  int count = -2; /* . and .. */
  while (readdir(list) != NULL) {
    count++;
  }
  closedir(list);
  free(folder);
  return count;
}

static bool write_file(const char *content, bool replace) {
  OutFile out;
  if (!out_file_begin(&out, path, replace, &err)) {
    return false;
  }
  fputs(content, out.stream);
  return out_file_end(&out, true, &err);
}

static void check_content(const char *content) {
  char bytes[64] = "";
  FILE *file = fopen(path, "r");
  ck_assert_ptr_nonnull(file);
  bytes[fread(bytes, 1, sizeof bytes - 1, file)] = '\0';
  fclose(file);
  ck_assert_str_eq(bytes, content);
}

START_TEST(out_file__is_private_and_whole__whatever_the_umask) {
  struct stat info;
  umask(_i == 0 ? 0 : 0777);
  bool ok = write_file("one", false);
  umask(022);
  ck_assert_msg(ok, "%s", err.text);
  ck_assert_int_eq(stat(path, &info), 0);
  ck_assert_int_eq(info.st_mode & 07777, 0600);
  check_content("one");
  ck_assert_int_eq(files_in_folder(), 1);
}
END_TEST

START_TEST(out_file__replaces__only_when_asked) {
  ck_assert(write_file("one", false));
  ck_assert(!write_file("two", false));
  ck_assert_ptr_nonnull(strstr(err.text, path));
  ck_assert_ptr_nonnull(strstr(err.text, "is there already, and was not replaced"));
  check_content("one");
  ck_assert(write_file("three", true));
  check_content("three");
  ck_assert_int_eq(files_in_folder(), 1);
}
END_TEST

START_TEST(out_file__replaces_nothing__that_comes_meanwhile) {
  OutFile out;
  ck_assert(out_file_begin(&out, path, false, &err));
  fputs("mine", out.stream);
  temp_folder_write("out.csv", "theirs");
  ck_assert(!out_file_end(&out, true, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "is there already"));
  check_content("theirs");
  ck_assert_int_eq(files_in_folder(), 1);
}
END_TEST

START_TEST(out_file__leaves_nothing__when_it_fails) {
  OutFile out;
  ck_assert(out_file_begin(&out, path, false, &err));
  fputs("half", out.stream);
  ck_assert(!out_file_end(&out, false, &err));
  ck_assert_int_eq(files_in_folder(), 0);
}
END_TEST

START_TEST(out_file__leaves_nothing__on_a_full_disk) {
  struct rlimit limit;
  OutFile out;
  signal(SIGXFSZ, SIG_IGN); /* as process_start() has it */
  getrlimit(RLIMIT_FSIZE, &limit);
  rlim_t before = limit.rlim_cur;
  limit.rlim_cur = 4096;
  setrlimit(RLIMIT_FSIZE, &limit);
  ck_assert(out_file_begin(&out, path, false, &err));
  for (int i = 0; i < 10000; i++) {
    fputs("too much\n", out.stream);
  }
  bool ok = out_file_end(&out, true, &err);
  limit.rlim_cur = before;
  setrlimit(RLIMIT_FSIZE, &limit);
  ck_assert(!ok);
  ck_assert_ptr_nonnull(strstr(err.text, "nothing of it is left"));
  ck_assert_int_eq(files_in_folder(), 0);
}
END_TEST

START_TEST(out_file__says_so__where_nothing_can_be_made) {
  OutFile out;
  char *absent = temp_folder_path("absent/out.csv");
  ck_assert(!out_file_begin(&out, absent, false, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "choose a folder that is there"));
  free(absent);
  char *folder = temp_folder_path(".");
  ck_assert(!out_file_begin(&out, folder, false, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "is there already"));
  ck_assert(out_file_begin(&out, folder, true, &err));
  ck_assert(!out_file_end(&out, true, &err));
  free(folder);
}
END_TEST

START_TEST(out_file__writes_to_what_is_no_file__as_it_is) {
  OutFile out;
  ck_assert_int_eq(mkfifo(path, 0600), 0);
  int reader = open(path, O_RDONLY | O_NONBLOCK);
  ck_assert(write_file("through", false));
  char bytes[16] = "";
  ck_assert_int_eq(read(reader, bytes, sizeof bytes), 7);
  close(reader);
  ck_assert(out_file_begin(&out, "/dev/full", false, &err));
  fputs("x", out.stream);
  ck_assert(!out_file_end(&out, true, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "/dev/full: cannot write to it"));
  ck_assert(out_file_begin(&out, "-", false, &err));
  ck_assert_ptr_eq(out.stream, stdout);
  ck_assert(out_file_end(&out, true, &err));
}
END_TEST

int main(void) {
  Suite *suite = suite_create("csv");
  TCase *tests = tcase_create("csv");
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_add_loop_test(tests, csv_text__is_quoted_and_harmless, 0, CELL_COUNT);
  tcase_add_test(tests, csv__has_rows__of_cells);
  tcase_add_test(tests, csv__walks__a_table_of_the_diary);
  tcase_add_loop_test(tests, out_file__is_private_and_whole__whatever_the_umask, 0, 2);
  tcase_add_test(tests, out_file__replaces__only_when_asked);
  tcase_add_test(tests, out_file__replaces_nothing__that_comes_meanwhile);
  tcase_add_test(tests, out_file__leaves_nothing__when_it_fails);
  tcase_add_test(tests, out_file__leaves_nothing__on_a_full_disk);
  tcase_add_test(tests, out_file__says_so__where_nothing_can_be_made);
  tcase_add_test(tests, out_file__writes_to_what_is_no_file__as_it_is);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
