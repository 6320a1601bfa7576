/* One mistake a file: each must give the findings that its first lines promise, and nothing else.
 */
#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "conf_bench.h"
#include "nightcalf/mem.h"

/* The names of the bad routines, in order. */
static char **bad_files;
static int bad_count;

static int is_routine(const struct dirent *item) {
  const char *end = strrchr(item->d_name, '.');
  return end != NULL && strcmp(end, ".cfg") == 0;
}

/* Adds to a text that is freed. */
static char *append(char *text, const char *more) {
  char *longer = mem_format("%s%s", text, more);
  free(text);
  return longer;
}

/* What the first lines of a bad routine say it must give: "# expect: " and a finding each, with
 * "@/" for the folder of the tests. Release with free(). */
static char *expectations(const char *path) {
  static const char mark[] = "# expect: ";
  char *all = mem_copy("");
  FILE *file = fopen(path, "r");
  ck_assert_ptr_nonnull(file);
  char line[2048];
  while (fgets(line, sizeof line, file) != NULL && strncmp(line, mark, strlen(mark)) == 0) {
    line[strcspn(line, "\n")] = '\0';
    all = append(all, all[0] == '\0' ? "" : "\n");
    const char *said = line + strlen(mark);
    const char *here = strstr(said, "@/");
    if (here != NULL) {
      char *start = mem_copy_bytes(said, (size_t)(here - said));
      all = append(append(all, start), TESTS_DIR "/");
      said = here + 2;
      free(start);
    }
    all = append(all, said);
  }
  ck_assert_int_eq(fclose(file), 0);
  return all;
}

START_TEST(bad_routine__gives__the_findings_it_is_there_for) {
  Library library;
  library_open(&library, NULL, TESTS_DIR "/routines_good", NULL);
  char *path = mem_format("%s/routines_bad/%s", TESTS_DIR, bad_files[_i]);
  char *expected = expectations(path);
  ck_assert_msg(expected[0] != '\0', "%s expects nothing", bad_files[_i]);
  Diagnostics diagnostics = {0};
  ck_assert_ptr_null(routine_load(&library, path, &diagnostics));
  bench_expect(bench_findings(&diagnostics), expected);
  ck_assert_str_eq(diagnostics.items[0].file, path);
  diagnostics_free(&diagnostics);
  free(expected);
  free(path);
  library_free(&library);
}
END_TEST

int main(void) {
  struct dirent **items = NULL;
  bad_count = scandir(TESTS_DIR "/routines_bad", &items, is_routine, alphasort);
  bad_files = mem_new(bad_count > 0 ? (size_t)bad_count : 1, sizeof *bad_files);
  for (int i = 0; i < bad_count; i++) {
    bad_files[i] = mem_copy(items[i]->d_name);
    free(items[i]);
  }
  free(items);
  Suite *suite = suite_create("routines_bad");
  TCase *bad = tcase_create("bad");
  tcase_add_loop_test(bad, bad_routine__gives__the_findings_it_is_there_for, 0, bad_count);
  suite_add_tcase(suite, bad);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  for (int i = 0; i < bad_count; i++) {
    free(bad_files[i]);
  }
  free(bad_files);
  return failed == 0 && bad_count > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
