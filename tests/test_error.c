/* Errors and diagnostics, and the memory wrappers' way out. */
#include <check.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <wchar.h>

#include "nightcalf/error.h"
#include "nightcalf/mem.h"
#include "suite.h"

#undef fail /* an old name of the test library's for a failed check */

/* Under the address sanitizer, memory that cannot be had is NULL as elsewhere. */
const char *__asan_default_options(void);
const char *__asan_default_options(void) {
  return "allocator_may_return_null=1";
}

static Diagnostics found;

static void tear_down(void) {
  diagnostics_free(&found);
}

START_TEST(fail__returns_false_and_fills_in__the_sentence) {
  Error err = {""};
  ck_assert(!fail(&err, "cannot read %s: line %d", "a.cfg", 7));
  ck_assert_str_eq(err.text, "cannot read a.cfg: line 7");
  ck_assert(!fail(NULL, "nobody asked"));
}
END_TEST

/* A file may be called anything but '/'. */
START_TEST(fail__stays_on_one_line__whatever_is_named) {
  Error err = {""};
  fail(&err, "%s: no such file", "a\n/etc/passwd");
  ck_assert_str_eq(err.text, "a\xEF\xBF\xBD/etc/passwd: no such file");
}
END_TEST

/* Marks are longer than what they stand for: the end is cut off, never in the middle of one. */
START_TEST(fail__keeps_to_its_room__with_many_marks) {
  Error err = {""};
  char name[1000];
  memset(name, '\n', sizeof name - 1);
  name[sizeof name - 1] = '\0';
  fail(&err, "%s", name);
  ck_assert_uint_eq(strlen(err.text), (sizeof err.text - 1) / 3 * 3);
}
END_TEST

START_TEST(diagnostics_add__stays_on_one_line__but_keeps_the_file_as_it_is) {
  diagnostics_add(&found, "a\nb.cfg", 1, 2, false, "there is no \"%s\"", "x\ny");
  ck_assert_str_eq(found.items[0].file, "a\nb.cfg");
  ck_assert_str_eq(found.items[0].message, "there is no \"x\xEF\xBF\xBDy\"");
}
END_TEST

START_TEST(fail__may_quote__the_error_it_fills_in) {
  Error err = {""};
  fail(&err, "disk full");
  fail(&err, "not saved: %s", err.text);
  ck_assert_str_eq(err.text, "not saved: disk full");
}
END_TEST

START_TEST(fail__cuts__what_is_too_long) {
  Error err;
  fail(&err, "%2000d", 1);
  ck_assert_uint_eq(strlen(err.text), sizeof err.text - 1);
}
END_TEST

START_TEST(diagnostics_add__copies__what_it_is_given) {
  char file[] = "a.cfg";
  diagnostics_add(&found, file, 3, 4, false, "got %d", -5);
  file[0] = 'z';
  ck_assert_uint_eq(found.count, 1);
  ck_assert_str_eq(found.items[0].file, "a.cfg");
  ck_assert_str_eq(found.items[0].message, "got -5");
  ck_assert_int_eq(found.items[0].line, 3);
  ck_assert_int_eq(found.items[0].column, 4);
  ck_assert(!found.items[0].warning);
}
END_TEST

START_TEST(diagnostics_add__counts_errors_on__when_it_keeps_no_more) {
  for (int i = 0; i < 1500; i++) {
    diagnostics_add(&found, "a.cfg", i, 1, i % 3 == 0, "finding");
  }
  ck_assert_uint_eq(found.count, 1000);
  ck_assert_uint_eq(found.errors, 1000);
  ck_assert_int_eq(found.items[999].line, 999);
}
END_TEST

START_TEST(diagnostics_sort__orders__by_file_as_first_seen_then_place) {
  diagnostics_add(&found, "z.cfg", 9, 1, false, "third");
  diagnostics_add(&found, "a.cfg", 1, 1, false, "fifth");
  diagnostics_add(&found, "z.cfg", 2, 8, true, "second");
  diagnostics_add(&found, "z.cfg", 2, 3, false, "first");
  diagnostics_add(&found, NULL, 1, 1, false, "last");
  diagnostics_add(&found, "z.cfg", 9, 1, true, "fourth");
  diagnostics_sort(&found);
  const char *const expected[] = {"first", "second", "third", "fourth", "fifth", "last"};
  for (size_t i = 0; i < 6; i++) {
    ck_assert_str_eq(found.items[i].message, expected[i]);
  }
}
END_TEST

START_TEST(diagnostics_sort__keeps_the_order__of_findings_at_one_place) {
  for (int i = 0; i < 500; i++) {
    diagnostics_add(&found, "a.cfg", 1, 1, false, "%d", i);
  }
  diagnostics_sort(&found);
  for (int i = 0; i < 500; i++) {
    ck_assert_int_eq(strtol(found.items[i].message, NULL, 10), i);
  }
}
END_TEST

START_TEST(diagnostics_sort__does_nothing__with_none_or_one) {
  diagnostics_sort(&found);
  ck_assert_uint_eq(found.count, 0);
  diagnostics_add(&found, "a.cfg", 1, 1, false, "one");
  diagnostics_sort(&found);
  ck_assert_str_eq(found.items[0].message, "one");
}
END_TEST

START_TEST(diagnostics_free__leaves__an_empty_list_to_use_again) {
  diagnostics_add(&found, "a.cfg", 1, 1, false, "one");
  diagnostics_free(&found);
  ck_assert_uint_eq(found.count, 0);
  ck_assert_uint_eq(found.errors, 0);
  diagnostics_add(&found, "b.cfg", 1, 1, false, "two");
  ck_assert_str_eq(found.items[0].message, "two");
}
END_TEST

START_TEST(mem_new__zeroes__what_it_hands_out) {
  unsigned char *memory = mem_new(100, 3);
  for (size_t i = 0; i < 300; i++) {
    ck_assert_uint_eq(memory[i], 0);
  }
  free(memory);
}
END_TEST

START_TEST(mem_new__hands_out_memory__for_nothing_too) {
  void *none = mem_new(0, 8);
  ck_assert_ptr_nonnull(none);
  none = mem_resize(none, 0, 0);
  ck_assert_ptr_nonnull(none);
  free(none);
}
END_TEST

START_TEST(mem_resize__keeps__what_was_there) {
  char *text = mem_copy("calf");
  text = mem_resize(text, 100, 1);
  ck_assert_str_eq(text, "calf");
  free(text);
}
END_TEST

START_TEST(mem_copy__copies__texts_and_bytes) {
  ck_assert_ptr_null(mem_copy(NULL));
  char *bytes = mem_copy_bytes("ab\0cd", 5);
  ck_assert_mem_eq(bytes, "ab\0cd", 6);
  free(bytes);
  char *empty = mem_copy_bytes(NULL, 0);
  ck_assert_str_eq(empty, "");
  free(empty);
}
END_TEST

START_TEST(mem_format__makes_room__for_any_length) {
  char *text = mem_format("%s-%05000d", "x", 7);
  ck_assert_uint_eq(strlen(text), 5002);
  free(text);
}
END_TEST

/* What a program says to standard error before it ends for want of memory. */
static void listen(void) {
  ck_assert_ptr_nonnull(freopen("/dev/null", "w", stderr));
}

START_TEST(mem_new__ends_the_program__when_the_product_overflows) {
  listen();
  mem_new(SIZE_MAX / 2, 3);
}
END_TEST

START_TEST(mem_new__ends_the_program__when_there_is_no_memory) {
  listen();
  mem_new(1, SIZE_MAX / 2);
}
END_TEST

START_TEST(mem_resize__ends_the_program__when_there_is_no_memory) {
  listen();
  mem_resize(NULL, SIZE_MAX / 2, 1);
}
END_TEST

START_TEST(mem_copy_bytes__ends_the_program__when_the_length_has_no_room_for_a_nul) {
  listen();
  free(mem_copy_bytes("", SIZE_MAX));
}
END_TEST

START_TEST(mem_format__ends_the_program__when_the_text_cannot_be_made) {
  listen();
  free(mem_format("%lc", (wint_t)0x20AC)); /* which the "C" locale cannot write */
}
END_TEST

static void give_back(void) {
  (void)fputs("given back\n", stderr);
}

/* Asks for what there is not; nested: in a rescue, which must end there. */
static bool rescue(void *context) {
  const bool *nested = context;
  (void)fputs("rescued\n", stderr);
  if (*nested) {
    free(mem_new(SIZE_MAX / 2, 3)); /* the sanitizer would tell of one that it was asked for */
  }
  return true;
}

/* What a process says that has no memory left. */
static void read_last_words(bool rescued, bool nested, char *text, size_t size) {
  int ends[2];
  ck_assert_int_eq(pipe(ends), 0);
  (void)fflush(NULL);
  pid_t child = fork();
  if (child == 0) {
    dup2(ends[1], STDERR_FILENO);
    close(ends[0]);
    close(ends[1]);
    mem_rescue_by(rescue, &nested);
    if (!rescued) {
      mem_rescue_by(NULL, NULL);
    }
    atexit(give_back);
    free(mem_new(SIZE_MAX / 2, 3));
    _exit(0);
  }
  close(ends[1]);
  size_t length = 0;
  for (ssize_t got; (got = read(ends[0], text + length, size - 1 - length)) > 0;) {
    length += (size_t)got;
  }
  text[length] = '\0';
  close(ends[0]);
  int status = 0;
  ck_assert_int_eq(waitpid(child, &status, 0), child);
  ck_assert_int_eq(WEXITSTATUS(status), EXIT_OUT_OF_MEMORY);
}

static const struct {
  bool rescued, nested;
  const char *said;
} last_words[] = {
    {false, false,
     "given back\nnightcalf: out of memory; what was saved is kept.\n"
     "Close other programs and start again.\n"},
    {true, false,
     "rescued\ngiven back\nnightcalf: out of memory; your session is kept as far as it came.\n"
     "Close other programs and start again.\n"},
    {true, true,
     "rescued\ngiven back\nnightcalf: out of memory; what was saved is kept.\n"
     "Close other programs and start again.\n"},
};

START_TEST(mem__saves_then_gives_the_terminal_back_then_tells__without_memory) {
  char text[512];
  read_last_words(last_words[_i].rescued, last_words[_i].nested, text, sizeof text);
  ck_assert_str_eq(text, last_words[_i].said);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("error");
  TCase *errors = tcase_create("errors");
  tcase_add_checked_fixture(errors, NULL, tear_down);
  tcase_add_test(errors, fail__returns_false_and_fills_in__the_sentence);
  tcase_add_test(errors, fail__may_quote__the_error_it_fills_in);
  tcase_add_test(errors, fail__cuts__what_is_too_long);
  tcase_add_test(errors, fail__stays_on_one_line__whatever_is_named);
  tcase_add_test(errors, fail__keeps_to_its_room__with_many_marks);
  tcase_add_test(errors, diagnostics_add__stays_on_one_line__but_keeps_the_file_as_it_is);
  tcase_add_test(errors, diagnostics_add__copies__what_it_is_given);
  tcase_add_test(errors, diagnostics_add__counts_errors_on__when_it_keeps_no_more);
  tcase_add_test(errors, diagnostics_sort__orders__by_file_as_first_seen_then_place);
  tcase_add_test(errors, diagnostics_sort__keeps_the_order__of_findings_at_one_place);
  tcase_add_test(errors, diagnostics_sort__does_nothing__with_none_or_one);
  tcase_add_test(errors, diagnostics_free__leaves__an_empty_list_to_use_again);
  suite_add_tcase(suite, errors);
  TCase *memory = tcase_create("memory");
  tcase_add_test(memory, mem_new__zeroes__what_it_hands_out);
  tcase_add_test(memory, mem_new__hands_out_memory__for_nothing_too);
  tcase_add_test(memory, mem_resize__keeps__what_was_there);
  tcase_add_test(memory, mem_copy__copies__texts_and_bytes);
  tcase_add_test(memory, mem_format__makes_room__for_any_length);
  tcase_add_loop_test(memory, mem__saves_then_gives_the_terminal_back_then_tells__without_memory, 0,
                      sizeof last_words / sizeof last_words[0]);
  tcase_add_exit_test(memory, mem_new__ends_the_program__when_the_product_overflows,
                      EXIT_OUT_OF_MEMORY);
  tcase_add_exit_test(memory,
                      mem_copy_bytes__ends_the_program__when_the_length_has_no_room_for_a_nul,
                      EXIT_OUT_OF_MEMORY);
  tcase_add_exit_test(memory, mem_format__ends_the_program__when_the_text_cannot_be_made,
                      EXIT_OUT_OF_MEMORY);
  tcase_add_exit_test(memory, mem_new__ends_the_program__when_there_is_no_memory,
                      EXIT_OUT_OF_MEMORY);
  tcase_add_exit_test(memory, mem_resize__ends_the_program__when_there_is_no_memory,
                      EXIT_OUT_OF_MEMORY);
  suite_add_tcase(suite, memory);
  return suite_run(suite);
}
