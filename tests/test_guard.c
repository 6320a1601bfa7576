/* The guard: which bytes become a tree, which are refused, and where a finding points. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "conf/guard.h"
#include "conf/tree.h"
#include "conf_bench.h"
#include "nightcalf/library.h"
#include "nightcalf/mem.h"
#include "suite.h"
#include "temp_folder.h"

enum { PARSE_MAX = ROUTINE_FILE_MAX };

static Document document;
static Diagnostics diagnostics;

static void set_up(void) {
  document = (Document){0};
  diagnostics = (Diagnostics){0};
  (void)temp_folder_make();
}

static void tear_down(void) {
  document_free(&document);
  diagnostics_free(&diagnostics);
  temp_folder_remove();
}

/* Parses, in place of what was parsed before; returns the findings. */
static const char *parse_bytes(const char *text, size_t length) {
  document_free(&document);
  diagnostics_free(&diagnostics);
  diagnostics = (Diagnostics){0};
  (void)document_parse(&document, "legs.cfg", text, length, PARSE_MAX, &diagnostics);
  return bench_findings(&diagnostics);
}

static const char *parse(const char *text) {
  return parse_bytes(text, strlen(text));
}

static const Node *find(const char *name) {
  const Node *node = node_find(&document.root, name);
  ck_assert_msg(node != NULL, "no setting %s", name);
  return node;
}

/* `start`, then `unit` so many times, then `end`. Release with free(). */
static char *repeat(const char *start, const char *unit, size_t count, const char *end) {
  size_t size = strlen(unit);
  char *text = mem_new(strlen(start) + size * count + strlen(end) + 1, 1);
  char *at = stpcpy(text, start);
  for (size_t i = 0; i < count; i++) {
    at = stpcpy(at, unit);
  }
  (void)stpcpy(at, end);
  return text;
}

static void expect_found(const char *start, const char *unit, size_t count, const char *end,
                         const char *found) {
  char *text = repeat(start, unit, count, end);
  bench_expect(parse(text), found);
  free(text);
}

START_TEST(document__holds__what_the_file_says) {
  bench_expect(parse("a = 5; b : -0, c = 5L d = 1.5; e = \"x\" /* and */ \"\\x79\n\";\n"
                     "f = TRUE; g = { h = [ \"p\", \"q\" ]; }; i = ( 1, \"2\", { }, [ ], ( ) )"),
               "");
  ck_assert_int_eq(find("a")->type, NODE_INTEGER);
  ck_assert_int_eq(find("a")->integer, 5);
  ck_assert_int_eq(find("c")->type, NODE_LONG);
  ck_assert_int_eq(find("c")->integer, 5);
  ck_assert_double_eq(find("d")->number, 1.5);
  ck_assert_str_eq(find("e")->text, "xy\n");
  ck_assert(find("f")->flag);
  const Node *array = node_find(find("g"), "h");
  ck_assert_uint_eq(array->count, 2);
  ck_assert_str_eq(array->children[1].text, "q");
  ck_assert_uint_eq(find("i")->count, 5);
  ck_assert_ptr_null(node_find(&document.root, "h"));
  ck_assert_ptr_null(node_find(find("i"), "h"));
}
END_TEST

START_TEST(document__knows__the_bytes_of_every_setting) {
  static const char text[] = "\xef\xbb\xbf"
                             "a = ( \"b\"\r\n  \"c\" );\r\nd = 5;";
  bench_expect(parse(text), "");
  const Node *list = find("a");
  ck_assert_uint_eq(list->name_span.at, 3);
  ck_assert_int_eq(list->name_place.column, 1);
  ck_assert_int_eq(list->place.column, 5);
  ck_assert_int_eq(memcmp(text + list->span.at, "( \"b\"\r\n  \"c\" )", list->span.length), 0);
  ck_assert_uint_eq(list->span.length, 14);
  const Node *element = &list->children[0];
  ck_assert_str_eq(element->text, "bc");
  ck_assert_uint_eq(element->span.at, 9);
  ck_assert_uint_eq(element->span.length, 10);
  ck_assert_int_eq(find("d")->place.line, 3);
  ck_assert_uint_eq(document.root.span.at, 3);
}
END_TEST

static const char *const fine[] = {
    "",
    " ",
    "\n",
    "# only a comment",
    "// only a comment",
    "/* only a comment */",
    "a = 1 # a comment with no newline",
    "a = 1; // another",
    "\xef\xbb\xbf a = 1;",
    "\xef\xbb\xbf",
    "a = 1;\r\nb = \"two\r\nlines\";\r\n# end\r\n",
    "a : 1, b : 2 c = 3; d = 4",
    "a = 2147483647; b = -2147483648; c = 0x7FFFFFFF; d = +0; e = 0x7fffffffL; f = 0;",
    "a = 1e308; b = -1e-320; c = .5; d = 5.; e = 00.5;",
    "a = [ ]; b = ( ); c = { }; d = \"\"; e = ( \"\" );",
    "a = ( ( ( ( ( ( ( ( 1 ) ) ) ) ) ) ) );",
    "a = { a = { a = 1; }; };",
    "*a-_1* = true;",
    "a = \"caf\xc3\xa9 \xf0\x9f\xa6\xb5 \\xc3\\xa9\"; # caf\xc3\xa9",
    "a = \"tab\there\\tand\\nthere\"; #\ttab",
    "a = \"// # /* \\\" @include\";",
    "a = \"\\x7e\\X20\";",
    "a = [ 1, 0x2 ]; b = [ 1L, 2LL ]; c = [ 1.5, 2. ]; d = [ true, false ];",
    "a = [ \"a\" \"b\", \"c\" ];",
};

START_TEST(document__takes__what_libconfig_takes) {
  bench_expect(parse(fine[_i]), "");
}
END_TEST

typedef struct Refusal {
  const char *text, *found;
} Refusal;

static const Refusal refusals[] = {
    {"a = 2147483648;", "1:5: error: integer 2147483648 is too large; at most 2147483647"},
    {"a = 0x80000000;", "1:5: error: integer 0x80000000 is too large; at most 2147483647"},
    {"a = 0xFFFFFFFF;", "1:5: error: integer 0xFFFFFFFF is too large; at most 2147483647"},
    {"a = 9223372036854775808L;",
     "1:5: error: integer 9223372036854775808L is too large; at most 2147483647"},
    {"a = -9223372036854775809;",
     "1:5: error: integer -9223372036854775809 is too small; at least -2147483648"},
    {"a = -05;",
     "1:5: error: integer -05 begins with a zero, which may be read as octal; leave the "
     "zero out"},
    {"a = 1.5e400;", "1:5: error: number 1.5e400 is too large"},
    {"a = 1; b = 3000000000; c = \"\\q\"",
     "1:12: error: integer 3000000000 is too large; at most 2147483647\n"
     "1:29: error: the escape \\q is not allowed; \\\" \\\\ \\n \\t and \\x20 to \\xff are"},
    {"a = \"x\\", "1:5: error: this text is not closed: its \" is missing"},
    {"a = 3000000000;\nb = ;\nc = 3000000000;",
     "1:5: error: integer 3000000000 is too large; at most 2147483647\n"
     "2:5: error: a value was expected, got ;"},
    {"a = 1; }", "1:8: error: unexpected }; no \"{\" is open here"},
    {"a = )", "1:5: error: unexpected ); no \"(\" is open here"},
    {"a = ( , 1 )", "1:7: error: a value was expected, got ,"},
    {"a = ( 1, , 2 )", "1:10: error: a value was expected, got ,"},
    {"a = ( ]", "1:7: error: unexpected ]; no \"[\" is open here"},
    {"a = ( 1 2 )", "1:9: error: \",\" or \")\" was expected, got 2"},
    {"a = [ 1 2 ]", "1:9: error: \",\" or \"]\" was expected, got 2"},
    {"a = [ [ 1 ] ]",
     "1:7: error: an array [ ] holds plain values only; write a list ( ) around groups"},
    {"a = ( { b = ) )", "1:7: error: this \"{\" is not closed; line 1 goes on with )"},
    {"a = { b = };", "1:11: error: a value was expected, got }"},
    {"a = {", "1:5: error: this \"{\" is not closed"},
    {"a = ", "1:5: error: a value was expected, got the end of the file"},
    {"a = ( 1, ", "1:5: error: this \"(\" is not closed"},
    {"a", "1:2: error: \"=\" after \"a\" was expected, got the end of the file"},
    {"= 5", "1:1: error: a setting's name was expected, got ="},
    {"5 = 5", "1:1: error: a setting's name was expected, got 5"},
    {"true = 5", "1:1: error: a setting's name was expected, got true"},
    {"a = { 5 }", "1:7: error: a setting's name or \"}\" was expected, got 5"},
    {"a = { b = 5;, c = 6 }", "1:13: error: a setting's name or \"}\" was expected, got ,"},
    {"a = 5 \f", "1:7: error: a control character is not allowed"},
    {"a = \xe2\x80\x8b", "1:5: error: an invisible character is not allowed"},
    {"\xef\xbb\xbf\xef\xbb\xbf", "1:1: error: an invisible character is not allowed"},
    {"a = \"\x80\" # \x80\nb = 5 # \x1b[0m\r\n",
     "1:6: error: invalid UTF-8 is not allowed\n2:9: error: a control character is not allowed"},
    {"a = \"\\xe2\" \"\\x80\\xae\"",
     "1:6: error: a character that changes the writing direction is not allowed in a text"},
    {"a = \"ok\\x41 \\x9b\"", "1:13: error: invalid UTF-8 is not allowed in a text"},
    {"a = \"\\x7f\"", "1:6: error: a control character is not allowed in a text"},
    {"a = \"x\ry\"",
     "1:7: error: a carriage return alone is not allowed; end lines with LF or CRLF"},
    {"a = 1;\n\r", "2:1: error: a carriage return alone is not allowed; end lines with LF or CRLF"},
    {"\xff\xfe\x61", "1:1: error: this file is UTF-16; save it as UTF-8"},
    {"\xfe\xff\x61", "1:1: error: this file is UTF-16; save it as UTF-8"},
    {"say = \"one;\nabout = \"\";\nnote = \"three\";",
     "1:7: error: this text is not closed: its \" is missing"},
    {"say = \"one\" \"two;\nabout = \"three\";",
     "1:13: error: this text is not closed: its \" is missing"},
    {"say = \"two\nlines\";\nabout = \"three\";\nnote = ;",
     "4:8: error: a value was expected, got ;"},
    {"say = \"one\\\ntwo\"; b = \"\\q\"",
     "1:11: error: the escape \\... is not allowed; \\\" \\\\ \\n \\t and \\x20 to \\xff are\n"
     "2:12: error: the escape \\q is not allowed; \\\" \\\\ \\n \\t and \\x20 to \\xff are"},
    {"a = [ 1, 3000000000, \"x\" ]",
     "1:10: error: integer 3000000000 is too large; at most 2147483647\n"
     "1:22: error: an array [ ] holds values of one type: a text does not go with a whole number; "
     "a "
     "list ( ) may hold both"},
    {"a = 5; a = 3000000000; b = 1; b = 2; b = 3;",
     "1:8: error: \"a\" is set twice; first on line 1\n"
     "1:12: error: integer 3000000000 is too large; at most 2147483647\n"
     "1:31: error: \"b\" is set twice; first on line 1\n"
     "1:38: error: \"b\" is set twice; first on line 1"},
};

START_TEST(document__refuses__what_would_be_misread) {
  bench_expect(parse(refusals[_i].text), refusals[_i].found);
}
END_TEST

START_TEST(document__refuses__a_nul_wherever_it_is) {
  bench_expect(parse_bytes("a = 1;\n\0b = 2;", 14),
               "2:1: error: a NUL byte is not allowed: this is not a plain text file");
  bench_expect(parse_bytes("a\0=\0", 4),
               "1:2: error: a NUL byte is not allowed: this is not a plain text file");
}
END_TEST

START_TEST(document__takes__each_limit_and_no_more) {
  expect_found("a = ", "(", 8, " 1 ))))))))", "");
  expect_found("a = ", "(", 9, " 1 )))))))))", "1:13: error: nested more than 8 deep; at most 8");
  expect_found("a = ", "{a=", 8, " 1 }}}}}}}}", "");
  expect_found("a = ", "{a=", 9, " 1 }}}}}}}}}", "1:29: error: nested more than 8 deep; at most 8");
  expect_found("", "a", 64, " = 1;", "");
  expect_found("", "a", 65, " = 1;", "1:1: error: this name is 65 bytes long; at most 64");
  expect_found("a = \"", "x", 4096, "\";", "");
  expect_found("a = \"", "\\x41", 4096, "\";", "");
  expect_found("a = \"", "x", 4097, "\";",
               "1:5: error: this text is 4097 bytes long; at most 4,096");
  expect_found("a = ", "\"x\" ", 4096, "", "");
  expect_found("a = ", "\"x\" ", 4097, "",
               "1:5: error: this text is 4097 bytes long; at most 4,096");
  expect_found("a = ( 1", ",1", 9998, " );", "");
  expect_found("a = ( 1", ",1", 9999, " );", "1:20005: error: more than 10,000 values in one file");
}
END_TEST

/* Settings s0 to s<count - 1>. Release with free(). */
static char *settings(int count) {
  char *text = mem_copy("");
  for (int i = 0; i < count; i++) {
    char *longer = mem_format("%ss%d = 1;\n", text, i);
    free(text);
    text = longer;
  }
  return text;
}

START_TEST(document__takes__sixty_four_settings_in_a_group) {
  char *text = settings(64);
  bench_expect(parse(text), "");
  free(text);
  text = settings(65);
  bench_expect(parse(text), "65:1: error: more than 64 settings in one group; at most 64");
  free(text);
}
END_TEST

START_TEST(document__takes__a_file_of_256_kib_and_no_more) {
  char *text = repeat("", "#", PARSE_MAX, "");
  bench_expect(parse(text), "");
  FILE *file = fopen("/dev/null", "r");
  ck_assert_ptr_nonnull(file);
  ck_assert_int_eq(fclose(file), 0);
  temp_folder_write("whole.cfg", text);
  char *path = temp_folder_path("whole.cfg");
  document_free(&document);
  ck_assert(document_read(&document, path, PARSE_MAX, &diagnostics));
  ck_assert_uint_eq(diagnostics.errors, 0);
  ck_assert_uint_eq(document.length, PARSE_MAX);
  free(path);
  free(text);
  text = repeat("", "#", PARSE_MAX + 1, "");
  bench_expect(parse(text), "0:0: error: is too large; at most 256 KiB");
  free(text);
}
END_TEST

START_TEST(document__takes__more_nodes_in_a_larger_file) {
  char *text = repeat("a = ( 1", ",1", 20000, " );");
  document_free(&document);
  ck_assert(document_parse(&document, "x", text, strlen(text), SNAPSHOT_MAX, &diagnostics));
  ck_assert_uint_eq(diagnostics.count, 0);
  free(text);
}
END_TEST

/* Reads a path; returns the findings. */
static const char *read_path(const char *path) {
  document_free(&document);
  diagnostics_free(&diagnostics);
  diagnostics = (Diagnostics){0};
  ck_assert(!document_read(&document, path, PARSE_MAX, &diagnostics));
  return bench_findings(&diagnostics);
}

START_TEST(document_read__refuses__what_is_no_regular_file) {
  char *fifo = temp_folder_path("fifo.cfg");
  char *loop = temp_folder_path("loop.cfg");
  char *absent = temp_folder_path("absent.cfg");
  char *folder = temp_folder_path("folder.cfg");
  ck_assert_int_eq(mkfifo(fifo, 0600), 0);
  ck_assert_int_eq(symlink(loop, loop), 0);
  ck_assert_int_eq(mkdir(folder, 0700), 0);
  bench_expect(read_path(fifo), "0:0: error: is not a regular file but a FIFO");
  bench_expect(read_path(folder), "0:0: error: is a directory, not a file");
  bench_expect(read_path(absent), "0:0: error: no such file");
  bench_expect(read_path(loop), "0:0: error: cannot be opened: Too many levels of symbolic links");
  bench_expect(read_path("/dev/zero"), "0:0: error: is not a regular file but a device");
  bench_expect(read_path("/dev/full"), "0:0: error: is not a regular file but a device");
  free(fifo);
  free(loop);
  free(absent);
  free(folder);
}
END_TEST

START_TEST(document_read__refuses__a_socket) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  char *path = temp_folder_path("socket.cfg");
  ck_assert_uint_lt(strlen(path), sizeof address.sun_path);
  memcpy(address.sun_path, path, strlen(path) + 1);
  int file = socket(AF_UNIX, SOCK_STREAM, 0);
  ck_assert_int_ge(file, 0);
  ck_assert_int_eq(bind(file, (const struct sockaddr *)&address, sizeof address), 0);
  bench_expect(read_path(path), "0:0: error: is not a regular file but a socket or a device");
  (void)close(file);
  free(path);
}
END_TEST

START_TEST(document_read__refuses__two_gibibytes_at_once) {
  temp_folder_write("huge.cfg", "a = 1;\n");
  char *path = temp_folder_path("huge.cfg");
  ck_assert_int_eq(truncate(path, (off_t)2 << 30), 0);
  bench_expect(read_path(path), "0:0: error: is too large; at most 256 KiB");
  free(path);
}
END_TEST

START_TEST(document_read__reads__a_file_that_says_it_is_empty) {
  document_free(&document);
  /* the kernel makes its text as it is read, and it is no routine */
  ck_assert(!document_read(&document, "/proc/self/status", PARSE_MAX, &diagnostics));
  ck_assert_uint_gt(document.length, 100);
  ck_assert_uint_gt(diagnostics.errors, 0);
}
END_TEST

START_TEST(document_read__stops__at_the_limit_of_a_file_that_hides_its_size) {
  document_free(&document);
  ck_assert(!document_read(&document, "/proc/self/status", 1024, &diagnostics) &&
            diagnostics.count == 1);
  ck_assert_str_eq(diagnostics.items[0].message, "is too large; at most 1 KiB");
}
END_TEST

START_TEST(document_read__says__that_reading_fails) {
  bench_expect(read_path("/proc/self/mem"), "0:0: error: cannot be read: Input/output error");
}
END_TEST

START_TEST(tree_agree__sees__any_difference) {
  static const char *const twins[][2] = {
      {"a = 5;", "a = 6;"},         {"a = 5;", "b = 5;"},
      {"a = 5L;", "a = 5;"},        {"a = 5L;", "a = 6L;"},
      {"a = true;", "a = false;"},  {"a = \"x\";", "a = \"y\";"},
      {"a = 1.5;", "a = 1.25;"},    {"a = [ 1 ];", "a = [ ];"},
      {"a = ( 1 );", "a = ( 2 );"}, {"a = { b = 1; };", "a = { };"},
  };
  for (size_t i = 0; i < sizeof twins / sizeof twins[0]; i++) {
    bench_expect(parse(twins[i][0]), "");
    free(document.bytes);
    document.bytes = mem_copy(twins[i][1]);
    document.length = strlen(document.bytes);
    Findings findings = {.diagnostics = &diagnostics, .file = "legs.cfg"};
    tree_agree(&document, &findings);
    ck_assert_uint_eq(diagnostics.errors, 1);
    ck_assert_str_eq(diagnostics.items[0].message, "cannot be read as written");
  }
  bench_expect(parse("a = 5;"), "");
  document.bytes[2] = ';';
  Findings findings = {.diagnostics = &diagnostics, .file = "legs.cfg"};
  tree_agree(&document, &findings);
  bench_expect(bench_findings(&diagnostics), "1:1: error: cannot be read as written: syntax error");
}
END_TEST

START_TEST(node_shown__shows__the_literal_in_one_line) {
  char shown[SHOWN_SIZE];
  char *text = repeat("a = \"", "\xc3\xa9", 40, "\"; b = \"two\nlines\"; c = ( ); d = [ 1 ];");
  bench_expect(parse(text), "");
  free(text);
  node_shown(&document, find("a"), shown);
  char *cut = repeat("\"", "\xc3\xa9", 29, "...");
  ck_assert_str_eq(shown, cut);
  free(cut);
  node_shown(&document, find("b"), shown);
  ck_assert_str_eq(shown, "\"two...");
  node_shown(&document, find("c"), shown);
  ck_assert_str_eq(shown, "an empty list");
  node_shown(&document, find("d"), shown);
  ck_assert_str_eq(shown, "an array");
}
END_TEST

#define COUNT(list) ((int)(sizeof(list) / sizeof((list)[0])))

int main(void) {
  Suite *suite = suite_create("guard");
  TCase *guard = tcase_create("guard");
  tcase_set_timeout(guard, 30); /* also with the sanitizers */
  tcase_add_checked_fixture(guard, set_up, tear_down);
  tcase_add_test(guard, document__holds__what_the_file_says);
  tcase_add_test(guard, document__knows__the_bytes_of_every_setting);
  tcase_add_loop_test(guard, document__takes__what_libconfig_takes, 0, COUNT(fine));
  tcase_add_loop_test(guard, document__refuses__what_would_be_misread, 0, COUNT(refusals));
  tcase_add_test(guard, document__refuses__a_nul_wherever_it_is);
  tcase_add_test(guard, document__takes__each_limit_and_no_more);
  tcase_add_test(guard, document__takes__sixty_four_settings_in_a_group);
  tcase_add_test(guard, document__takes__a_file_of_256_kib_and_no_more);
  tcase_add_test(guard, document__takes__more_nodes_in_a_larger_file);
  tcase_add_test(guard, document_read__refuses__what_is_no_regular_file);
  tcase_add_test(guard, document_read__refuses__a_socket);
  tcase_add_test(guard, document_read__refuses__two_gibibytes_at_once);
  tcase_add_test(guard, document_read__reads__a_file_that_says_it_is_empty);
  tcase_add_test(guard, document_read__stops__at_the_limit_of_a_file_that_hides_its_size);
  tcase_add_test(guard, document_read__says__that_reading_fails);
  tcase_add_test(guard, tree_agree__sees__any_difference);
  tcase_add_test(guard, node_shown__shows__the_literal_in_one_line);
  suite_add_tcase(suite, guard);
  return suite_run(suite);
}
