/* Each change of a text in the odd places where people put their comments, commas and line ends:
 * what it was, what it is after. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "conf/patch.h"
#include "conf/tree_change.h"
#include "conf_bench.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "suite.h"

typedef enum Act { VALUE, ADD, REMOVE, INSERT, BEHIND, MOVE } Act;

/* A change of the first setting's value, which is a group or a list, unless path says "/": then of
 * the file as a whole. */
typedef struct Case {
  const char *before;
  Act act;
  int index;
  const char *what; /* ADD: "name = literal"; VALUE, INSERT, BEHIND: the literal */
  const char *after;
} Case;

static const Case root_cases[] = {
    /* a value: its bytes alone */
    {"a = 1;\nb = 2;\n", VALUE, 0, "12", "a = 12;\nb = 2;\n"},
    {"a:1,b:2", VALUE, 1, "\"x\"", "a:1,b:\"x\""},
    {"a = \"one\" /* c */\n  \"two\";", VALUE, 0, "\"three\"", "a = \"three\";"},
    {"a = \"x\"b = 2", VALUE, 0, "15", "a = 15 b = 2"},
    {"\xef\xbb\xbf"
     "a=1",
     VALUE, 0, "2",
     "\xef\xbb\xbf"
     "a=2"},
    {"a = { b = 1; }\r\n", VALUE, 0, "{\n}", "a = {\r\n}\r\n"},
    /* a list: the elements that differ, and the bracket stays */
    {"a = [ \"x\", # one\n  \"y\" ];", VALUE, 0, "( \"x\", \"z\" )",
     "a = [ \"x\", # one\n  \"z\" ];"},
    {"a = ( \"x\", # one\n  \"y\" # two\n);", VALUE, 0, "[ \"x\", \"y\", \"z\" ]",
     "a = ( \"x\", # one\n  \"y\", # two\n  \"z\"\n);"},
    {"a = (\n  # one\n  1,\n  # two\n  2,\n  3\n)", VALUE, 0, "( 1, 3 )",
     "a = (\n  # one\n  1,\n  3\n)"},
    {"a = (\n  # one\n  1,\n  # two\n  2\n)", VALUE, 0, "( 2 )", "a = (\n  # two\n  2\n)"},
    {"a = [1,2];", VALUE, 0, "[ ]", "a = [];"},
    {"a = [ ];", VALUE, 0, "[ 1 ]", "a = [ 1 ];"},
    {"a = ( # why\n);", VALUE, 0, "( 1 )", "a = ( # why\n  1\n);"},
    {"a = [ 1, 2 ];", VALUE, 0, "( 1, \"x\" )", "a = ( 1, \"x\" );"}, /* no array holds both */
    {"a = \"x\";", VALUE, 0, "( \"x\", \"y\" )", "a = ( \"x\", \"y\" );"},
    {"a = ( 1, 2 );", VALUE, 0, "( 1, /* new */ 3 )", "a = ( 1, /* new */ 3 );"},
    /* a list that has become too long for its line */
    {"a = ( \"a text of some forty columns, as they go\", \"another one\" );", VALUE, 0,
     "( \"a text of some forty columns, as they go\", \"another one\", \"and one that is too much "
     "for "
     "it\" )",
     "a = (\n  \"a text of some forty columns, as they go\",\n  \"another one\",\n  \"and one that "
     "is "
     "too much for it\"\n);"},
    {"a = [ \"a text of some forty columns, as they go\", \"another one\", \"and one more\" ];",
     VALUE, 0,
     "( \"a text of some forty columns, as they go\", \"another one\", \"and one that is too "
     "much for its line\" )",
     "a = [\n  \"a text of some forty columns, as they go\",\n  \"another one\",\n  \"and one that "
     "is "
     "too much for its line\"\n];"},
    {"a = [ 100000000, 100000000, 100000000, 100000000, 100000000, 100000000, 100000000, "
     "100000000, 100000000 ];",
     VALUE, 0,
     "[ 100000000, 100000000, 100000000, 100000000, 100000000, 100000000, 100000000, 100000000, "
     "100000000, "
     "1234567890 ]",
     "a = [\n  100000000,\n  100000000,\n  100000000,\n  100000000,\n  100000000,\n  100000000,\n  "
     "100000000,\n  "
     "100000000,\n  100000000,\n  1234567890\n];"},
    /* a setting comes, as its neighbours are */
    {"a =\n  1;\nb = 2;", ADD, 0, "x = 5", "a =\n  1;\nx = 5;\nb = 2;"},
    {"a=1;\nb=2;c=3;", ADD, 1, "x = 5", "a=1;\nb=2;x=5;c=3;"},
    {"a = 1;\nb = 2;\n", ADD, 0, "x = 5", "a = 1;\nx = 5;\nb = 2;\n"},
    {"a = 1; # one\nb = 2; # two\n", ADD, 1, "x = 5", "a = 1; # one\nb = 2; # two\nx = 5;\n"},
    {"a=1,\r\nb=2,\r\n", ADD, 0, "x = 5", "a=1,\r\nx=5,\r\nb=2,\r\n"},
    {"a = 1\nb = 2", ADD, 1, "x = 5", "a = 1\nb = 2\nx = 5"},
    {"a = 1;\nb = 2", ADD, 1, "x = 5", "a = 1;\nb = 2;\nx = 5"},
    {"a = 1; b = 2;", ADD, 0, "x = 5", "a = 1; x = 5; b = 2;"},
    {"a = 1; b = 2;", ADD, 1, "x = 5", "a = 1; b = 2; x = 5;"},
    {"a : 1; b : 2", ADD, 1, "x = 5", "a : 1; b : 2; x : 5"},
    {"a=1;b=2;", ADD, 0, "x = 5", "a=1;x=5;b=2;"},
    {"one   = 1;\nthree = 3;\n", ADD, 1, "four = 4", "one   = 1;\nthree = 3;\nfour  = 4;\n"},
    {"one   = 1;\nthree = 3;\n", ADD, 1, "thirteen = 13",
     "one   = 1;\nthree = 3;\nthirteen = 13;\n"},
    {"a = 1 /* one */\n;\nb = 2;\n", ADD, 0, "x = 5", "a = 1 /* one */\n;\nx = 5;\nb = 2;\n"},
    {"# only words", ADD, 0, "x = 5", "# only words\nx = 5;\n"},
    {"", ADD, 0, "x = 5", "x = 5;\n"},
    /* a setting goes, its comments with it */
    {"a = 1;\n# about b\nb = 2; # two\nc = 3;\n", REMOVE, 1, NULL, "a = 1;\nc = 3;\n"},
    {"a = 1;\n\n# about b\nb = 2; # two\n\nc = 3;\n", REMOVE, 1, NULL, "a = 1;\n\nc = 3;\n"},
    {"a = 1;\n# nobody's\n\nb = 2;\nc = 3;\n", REMOVE, 1, NULL, "a = 1;\n# nobody's\n\nc = 3;\n"},
    {"# of the file\na = 1;\nb = 2;\n", REMOVE, 0, NULL, "# of the file\nb = 2;\n"},
    {"# of the file\n\n# of a\na = 1;\nb = 2;\n", REMOVE, 0, NULL, "# of the file\n\nb = 2;\n"},
    {"a=1/*x*/b=2;c=3", REMOVE, 1, NULL, "a=1 c=3"},
    {"a = 1; /* one */ b = 2;", REMOVE, 1, NULL, "a = 1; /* one */"},
    {"a = 1; /* one */ b = 2; c = 3;", REMOVE, 1, NULL, "a = 1; /* one */ c = 3;"},
    {"a = 1; /* one */ b = 2;", REMOVE, 0, NULL, "b = 2;"},
    {"a = 1; /* one */ b = 2;", ADD, 0, "x = 5", "a = 1; /* one */ x = 5; b = 2;"},
    {"a = 1 b = 2", REMOVE, 1, NULL, "a = 1"},
    {"a = 1 /* one */\n, b = 2", REMOVE, 0, NULL, "b = 2"},
    {"a = 1;\n", REMOVE, 0, NULL, ""},
    {"a = 1; # one\nb = 2;", REMOVE, 1, NULL, "a = 1; # one"},
    {"a = 1;\r\n# of b\r\nb = 2;\r\n", REMOVE, 1, NULL, "a = 1;\r\n"},
};

static const Case inner_cases[] = {
    /* groups */
    {"g = { a = 1; b = 2; };", ADD, 1, "x = 5", "g = { a = 1; b = 2; x = 5; };"},
    {"g = { a = 1 };", ADD, 0, "x = 5", "g = { a = 1; x = 5 };"},
    {"g = {a=1};", ADD, 0, "x = 5", "g = {a=1;x=5};"},
    {"g = { };", ADD, 0, "x = 5", "g = { x = 5; };"},
    {"g = {};", ADD, 0, "x = 5", "g = { x = 5; };"},
    {"g = { /* none */ };", ADD, 0, "x = 5", "g = { /* none */ x = 5; };"},
    {"g =\n{\n  # none\n};", ADD, 0, "x = 5", "g =\n{\n  # none\n  x = 5;\n};"},
    {"g = {\n\ta = 1;\n};", ADD, 0, "x = 5", "g = {\n\ta = 1;\n\tx = 5;\n};"},
    {"g = { a = 1;\n      b = 2; };", ADD, 0, "x = 5",
     "g = { a = 1;\n      x = 5;\n      b = 2; };"},
    {"g = { a = 1;\n      b = 2; };", ADD, 1, "x = 5",
     "g = { a = 1;\n      b = 2;\n      x = 5; };"},
    {"g = {\n  a = 1 # one\n};", ADD, 0, "x = 5", "g = {\n  a = 1 # one\n  x = 5\n};"},
    {"g = { a = 1, b = 2 };", REMOVE, 1, NULL, "g = { a = 1, };"},
    {"g = { a = 1; };", REMOVE, 0, NULL, "g = { };"},
    /* one element less */
    {"l = ( {}, {}, { a = 1; } );", REMOVE, 0, NULL, "l = ( {}, { a = 1; } );"},
    {"l = ( {}, { a = 1; } );", REMOVE, 1, NULL, "l = ( {} );"},
    {"l = ({},{a=1;},{});", REMOVE, 1, NULL, "l = ({},{});"},
    {"l = (\n  {}, # one\n  # above\n  { a = 1; } # two\n  # below\n);", REMOVE, 1, NULL,
     "l = (\n  {} # one\n  # below\n);"},
    {"l = (\n  {}, # one\n  # above\n  { a = 1; }, # two\n\n  {}\n);", REMOVE, 1, NULL,
     "l = (\n  {}, # one\n\n  {}\n);"},
    {"l = ( # of the list\n  {},\n  { a = 1; }\n);", REMOVE, 0, NULL,
     "l = ( # of the list\n  { a = 1; }\n);"},
    {"l = ( {}\n  , { a = 1; } # two\n  , {}\n  );", REMOVE, 1, NULL, "l = ( {}\n  , {}\n  );"},
    {"l = ( {} /* one */ , /* two */ { a = 1; } );", REMOVE, 0, NULL,
     "l = ( /* two */ { a = 1; } );"},
    {"l = (\n  {} # one\n  # still one\n  , { a = 1; }\n);", REMOVE, 0, NULL,
     "l = (\n  { a = 1; }\n);"},
    {"l = (\n  {}, # one\n  {} );", REMOVE, 1, NULL, "l = (\n  {} # one\n  );"},
    {"l = ( {} );", REMOVE, 0, NULL, "l = ( );"},
    {"l = ( {}, # one\n  # of two\n  { a = 1; } );", REMOVE, 0, NULL,
     "l = (\n  # of two\n  { a = 1; } );"},
    /* one more */
    {"l = ( );", INSERT, 0, "{ }", "l = ( { } );"},
    {"l = ();", INSERT, 0, "{ }", "l = ( { } );"},
    {"l = (\n);", INSERT, 0, "{ }", "l = (\n  { }\n);"},
    {"l = ( {} );", INSERT, 0, "{ }", "l = ( { }, {} );"},
    {"l = ( {} );", INSERT, 1, "{ }", "l = ( {}, { } );"},
    {"l = ({},{});", INSERT, 1, "{ }", "l = ({},{ },{});"},
    {"l = (\n  {} # one\n);", INSERT, 1, "{ }", "l = (\n  {}, # one\n  { }\n);"},
    {"l = (\n  {} /* one */\n);", INSERT, 1, "{ }", "l = (\n  {} /* one */,\n  { }\n);"},
    {"l = (\n\n  {},\n\n  {}\n);", INSERT, 1, "{ }", "l = (\n\n  {},\n\n  { },\n\n  {}\n);"},
    {"l = (\n  {},\n\n  # group two\n\n  {}\n);", INSERT, 1, "{ }",
     "l = (\n  {},\n\n  # group two\n\n  { },\n\n  {}\n);"},
    {"l = (\n  {},\n\n  # group two\n\n  {}\n);", BEHIND, 1, "{ }",
     "l = (\n  {},\n\n  { },\n\n  # group two\n\n  {}\n);"},
    {"l = ( {}\n  , {}\n  );", INSERT, 1, "{ }", "l = ( {}\n  , { }\n  , {}\n  );"},
    {"l = ( {}\n  , {}\n  );", INSERT, 2, "{ }", "l = ( {}\n  , {}\n  , { }\n  );"},
    {"l = ( {}\n  , {}\n  );", INSERT, 0, "{ }", "l = ( { }\n  , {}\n  , {}\n  );"},
    {"l = (\r\n\t{}\r\n);\r\n", INSERT, 1, "{ }", "l = (\r\n\t{},\r\n\t{ }\r\n);\r\n"},
    {"l = ( {} # one\n);", INSERT, 1, "{ }", "l = ( {}, # one\n  { }\n);"},
    {"l = ( {}\n  , # of the second\n  {} );", INSERT, 1, "{ }",
     "l = ( {}\n  , { }\n  , # of the second\n  {} );"},
    {"l = ( {}, {}\n  , {} );", INSERT, 1, "{ }", "l = ( {}, { }, {}\n  , {} );"},
    {"l = ( {}, {}\n  , {} );", BEHIND, 2, "{ }", "l = ( {}, {}\n  , { }\n  , {} );"},
    /* one to another place, comments and all */
    {"l = (\n  # first\n  { a = 1; }, # one\n\n  # second\n  {}\n);", MOVE, 0, NULL,
     "l = (\n  # second\n  {},\n\n  # first\n  { a = 1; } # one\n);"},
    {"l = (\n  {}, # one\n  { a = 1; } # two\n);", MOVE, 1, NULL,
     "l = (\n  { a = 1; }, # two\n  {} # one\n);"},
    {"l = ( {}, { a = 1; } # two\n);", MOVE, 1, NULL, "l = ( { a = 1; }, # two\n  {}\n);"},
    {"l = ( {} /* a */ , /* b */ { a = 1; } /* c */ );", MOVE, 1, NULL,
     "l = ( /* b */ { a = 1; } /* c */, {} /* a */  );"},
    {"l = ( {}\n  , { a = 1; } # two\n  );", MOVE, 1, NULL, "l = ( { a = 1; } # two\n  , {}\n  );"},
};

/* The text after a case. */
static char *changed(const Case *change, bool inner) {
  Document document = {.bytes = mem_copy(change->before), .length = strlen(change->before)};
  ck_assert(guard_reparse(&document));
  const Node *node = inner ? &document.root.children[0] : &document.root;
  size_t index = (size_t)change->index;
  Element element = {.text = mem_copy(change->what)};
  element.comma_at = element.text == NULL ? 0 : strlen(element.text);
  char *text = NULL;
  switch (change->act) {
  case VALUE:
    text = patch_value(&document, node, index, change->what);
    break;
  case ADD: {
    const char *sign = strstr(change->what, " = ");
    char *name = mem_copy_bytes(change->what, (size_t)(sign - change->what));
    text = patch_add(&document, node, index, name, sign + 3);
    free(name);
    break;
  }
  case REMOVE:
    text = patch_remove(&document, node, index);
    break;
  case INSERT:
  case BEHIND:
    text = patch_insert(&document, node, index, change->act == BEHIND, &element);
    break;
  case MOVE: {
    element_free(&element);
    ck_assert(patch_copy(&document, node, index, &element));
    char *rest = patch_remove(&document, node, index);
    free(document.bytes);
    document.bytes = rest;
    document.length = strlen(rest);
    ck_assert(guard_reparse(&document));
    bool down = index == 0;
    text = patch_insert(&document, &document.root.children[0], down ? 1 : 0, down, &element);
    break;
  }
  }
  element_free(&element);
  document_free(&document);
  return text;
}

static void check_case(const Case *change, bool inner) {
  char *text = changed(change, inner);
  ck_assert_ptr_nonnull(text);
  bench_expect(text, change->after);
  Document document = {.bytes = mem_copy(text), .length = strlen(text)};
  ck_assert(guard_reparse(&document)); /* whatever it says, it is well-formed */
  document_free(&document);
  free(text);
}

START_TEST(patch__changes__the_file_as_a_whole) {
  check_case(&root_cases[_i], false);
}
END_TEST

START_TEST(patch__changes__groups_and_lists) {
  check_case(&inner_cases[_i], true);
}
END_TEST

START_TEST(patch__refuses__what_nobody_can_part) {
  /* the first b is no setting any more: it was set again */
  Document document = {.bytes = mem_copy("a = 1; b = 2; b = 3; c = ( { x = 1; x = 2; }, {} );")};
  document.length = strlen(document.bytes);
  ck_assert(guard_reparse(&document));
  const Node *root = &document.root;
  ck_assert_ptr_null(patch_remove(&document, root, 0));
  ck_assert_ptr_null(patch_add(&document, root, 0, "x", "1"));
  const Node *list = node_find(root, "c");
  ck_assert_ptr_null(patch_remove(&document, &list->children[0], 0));
  char *text = patch_remove(&document, list, 0); /* but the element goes as it is */
  ck_assert_str_eq(text, "a = 1; b = 2; b = 3; c = ( {} );");
  free(text);
  document_free(&document);
}
END_TEST

/* Whether two texts are the same tree. */
static bool same(const char *one_text, const char *other_text) {
  Document one = {.bytes = mem_copy(one_text), .length = strlen(one_text)};
  Document other = {.bytes = mem_copy(other_text), .length = strlen(other_text)};
  ck_assert(guard_reparse(&one) && guard_reparse(&other));
  bool result = node_same(&one, &one.root, &other, &other.root);
  document_free(&one);
  document_free(&other);
  return result;
}

START_TEST(node_same__tells__values_apart) {
  static const char *const texts[] = {
      "a = 1",           "a = 2",           "a = 1L",       "a = 1.0",     "a = 1.5",
      "a = true",        "a = false",       "a = \"1\"",    "a = \"\"",    "a = [ ]",
      "a = ( )",         "a = { }",         "b = 1",        "a = [ 1 ]",   "a = ( 1 )",
      "a = 99999999999", "a = 99999999998", "a = ( 1, 2 )", "a = ( 2, 1 )"};
  enum { COUNT = sizeof texts / sizeof texts[0] };
  for (int i = 0; i < COUNT; i++) {
    for (int j = 0; j < COUNT; j++) {
      ck_assert_msg(same(texts[i], texts[j]) == (i == j), "%s and %s", texts[i], texts[j]);
    }
  }
  ck_assert(same("a = 0x10; b = \"x\" \"y\"", "a : 16 /* c */, b=\"xy\""));
}
END_TEST

int main(void) {
  text_start();
  Suite *suite = suite_create("patch");
  TCase *all = tcase_create("patch");
  tcase_add_loop_test(all, patch__changes__the_file_as_a_whole, 0,
                      sizeof root_cases / sizeof root_cases[0]);
  tcase_add_loop_test(all, patch__changes__groups_and_lists, 0,
                      sizeof inner_cases / sizeof inner_cases[0]);
  tcase_add_test(all, patch__refuses__what_nobody_can_part);
  tcase_add_test(all, node_same__tells__values_apart);
  suite_add_tcase(suite, all);
  return suite_run(suite);
}
