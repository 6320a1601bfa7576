/* A routine file open for editing: what it shows, what it refuses and why, going back, saving. */
#include <check.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "conf_bench.h"
#include "nightcalf/edit.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "suite.h"
#include "temp_folder.h"

enum { FILE_MAX = 16384, UNDO_MAX = 200 };

#define ROUTINE_PLACE ((EditPlace){EDIT_WHOLE, EDIT_WHOLE})
#define STEP(index) ((EditPlace){index, EDIT_WHOLE})

static const char other_text[] =
    HEAD "steps = (\n"
         "  { id = \"calf\"; kind = \"hold\"; title = \"Calf\"; hold = 10; reps = 2; },\n"
         "  { id = \"toes\"; kind = \"timed\"; title = \"Toes\"; duration = 20; }\n"
         ");\n";

static Library library;
static RoutineEdit *edit;
static Diagnostics diagnostics;
static const char *key;
static Error err;
static char *path;

static void set_up(void) {
  const char *folder = temp_folder_make();
  temp_folder_write("other.cfg", other_text);
  library_open(&library, NULL, folder, NULL);
  path = temp_folder_path("legs.cfg");
  edit = NULL;
  diagnostics = (Diagnostics){0};
  err.text[0] = '\0';
}

static void tear_down(void) {
  edit_free(edit);
  diagnostics_free(&diagnostics);
  library_free(&library);
  free(path);
  temp_folder_remove();
}

/* Writes the file and opens it. */
static void open_file(const char *text) {
  temp_folder_write("legs.cfg", text);
  edit = edit_open(&library, path, &diagnostics);
  ck_assert_msg(edit != NULL, "%s", bench_findings(&diagnostics));
}

static bool set(EditPlace place, const char *name, const char *literal) {
  const EditChange change = {name, literal};
  return edit_set(edit, place, &change, 1, &key, &err);
}

static void expect_done(bool done) {
  ck_assert_msg(done, "%s", err.text);
}

static void expect_refused(bool done, const char *at_fault, const char *message) {
  ck_assert(!done);
  ck_assert_msg(strstr(err.text, message) != NULL, "%s", err.text);
  if (at_fault == NULL) {
    ck_assert_ptr_null(key);
  } else {
    ck_assert_ptr_nonnull(key);
    ck_assert_str_eq(key, at_fault);
  }
}

static const char *content_of(const char *file_path) {
  static char bytes[FILE_MAX + 1];
  FILE *file = fopen(file_path, "r");
  ck_assert_msg(file != NULL, "%s: %s", file_path, strerror(errno));
  bytes[fread(bytes, 1, FILE_MAX, file)] = '\0';
  fclose(file);
  return bytes;
}

static const char mixed[] =
    "# My legs\n" HEAD "steps = (\n"
    "  { use = \"other/calf\"; hold = 5; },\n"
    "  { use = \"other\"; },\n"
    "  # the last one\n"
    "  { kind = \"prompt\"; title = \"Ready\";\n"
    "    choices = ( { label = \"Yes\"; }, { label = \"No\"; stop = true; } ); }\n"
    ");\n";

START_TEST(edit__shows__what_is_in_the_file) {
  open_file(mixed);
  ck_assert_uint_eq(edit_routine(edit)->step_count, 4);
  ck_assert_int_eq(edit_step_count(edit), 3);
  ck_assert_int_eq(edit_choice_count(edit, 2), 2);
  ck_assert_int_eq(edit_choice_count(edit, 0), 0);
  ck_assert_int_eq(edit_choice_count(edit, 7), 0);
  int first = 0;
  ck_assert_int_eq(edit_step_span(edit, 1, &first), 2);
  ck_assert_int_eq(first, 1);
  ck_assert_int_eq(edit_step_span(edit, 2, &first), 1);
  ck_assert_int_eq(first, 3);
  ck_assert_int_eq(edit_step_span(edit, 3, &first), 0);
  ck_assert_int_eq(edit_find_step(edit, "ready"), 2);
  ck_assert_int_eq(edit_find_step(edit, "toes"), 1);
  ck_assert_int_eq(edit_find_step(edit, "3"), 2);
  ck_assert_int_eq(edit_find_step(edit, "4"), -1);
  ck_assert_int_eq(edit_find_step(edit, "0"), -1);
  ck_assert_int_eq(edit_find_step(edit, "quack"), -1);
  ck_assert_ptr_null(edit_step_kind(edit, 0));
  ck_assert_str_eq(edit_step_kind(edit, 2)->name, "prompt");
  ck_assert_uint_eq(edit_findings(edit)->count, 0);
  ck_assert_str_eq(edit_text(edit), mixed);
  ck_assert(!edit_modified(edit));
}
END_TEST

START_TEST(edit_tables__are_those__of_the_place) {
  open_file(mixed);
  ck_assert_ptr_eq(edit_tables(edit, ROUTINE_PLACE).own, routine_fields);
  ck_assert_ptr_null(edit_tables(edit, ROUTINE_PLACE).common);
  EditTables borrowed = edit_tables(edit, STEP(0));
  ck_assert_ptr_eq(borrowed.own, step_kind_find("hold")->fields);
  ck_assert_ptr_eq(borrowed.common, step_fields);
  EditTables all = edit_tables(edit, STEP(1));
  ck_assert(all.own == NULL && all.common == NULL);
  ck_assert_ptr_eq(edit_tables(edit, (EditPlace){2, 0}).own, choice_fields);
  ck_assert_str_eq(edit_field(edit, STEP(0), "use")->name, "use");
  ck_assert_str_eq(edit_field(edit, STEP(2), "kind")->name, "kind");
  ck_assert_str_eq(edit_field(edit, STEP(2), "title")->name, "title");
  ck_assert_ptr_null(edit_field(edit, STEP(2), "hold"));
  ck_assert_ptr_null(edit_field(edit, ROUTINE_PLACE, "kind"));
}
END_TEST

START_TEST(edit_value__shows__what_is_set) {
  open_file(mixed);
  const struct {
    EditPlace place;
    const char *name;
    const char *plain;
  } values[] = {{ROUTINE_PLACE, "title", "Legs"},
                {STEP(0), "hold", "5"},
                {STEP(0), "use", "other/calf"},
                {STEP(0), "reps", NULL},
                {{2, 1}, "stop", "yes"},
                {{2, 5}, "stop", NULL},
                {STEP(9), "title", NULL},
                {STEP(2), "choices", "( { label = \"Yes\"; }, { label = \"No\"; stop = true; } )"}};
  for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
    char *plain = edit_value(edit, values[i].place, values[i].name);
    if (values[i].plain == NULL) {
      ck_assert_ptr_null(plain);
    } else {
      ck_assert_str_eq(plain, values[i].plain);
    }
    free(plain);
  }
}
END_TEST

START_TEST(edit_set__changes__a_borrowed_step) {
  open_file(mixed);
  expect_done(set(STEP(0), "hold", "12"));
  expect_done(set(STEP(0), "reps", "3"));
  ck_assert_int_eq(edit_routine(edit)->steps[0].hold, 12000);
  ck_assert_int_eq(edit_routine(edit)->steps[0].reps, 3);
  ck_assert_ptr_nonnull(strstr(edit_text(edit), "{ use = \"other/calf\"; hold = 12; reps = 3; },"));
  expect_done(set(STEP(0), "hold", NULL));
  ck_assert_int_eq(edit_routine(edit)->steps[0].hold, 10000);
  expect_refused(set(STEP(1), "hold", "12"), "hold", "cannot stand beside a \"use\" of a whole");
  expect_refused(set(STEP(0), "kind", "\"timed\""), "kind", "cannot be changed");
}
END_TEST

START_TEST(edit_set__names__the_setting_at_fault) {
  open_file(mixed);
  expect_refused(set(STEP(0), "hold", "0"), "hold",
                 "\"hold\" must be above 0 and at most 4 h; got 0");
  ck_assert(strncmp(err.text, "\"hold\"", 6) == 0);
  expect_refused(set(STEP(0), "hold", "5 }, { a = 1"), "hold", "");
  expect_refused(set(STEP(0), "duration", "5"), "duration", "is a setting of a timed or breathe");
  expect_refused(set(STEP(0), "hodl", "5"), "hodl", "unknown setting \"hodl\"");
  expect_refused(set(STEP(0), "a = 1; b", "5"), "a = 1; b", "is no name of a setting");
  expect_refused(set(STEP(2), "title", NULL), "title", "\"title\" is missing");
  ck_assert(strncmp(err.text, "\"title\"", 7) == 0);
  expect_refused(set((EditPlace){2, 0}, "go", "\"calf\""), "go", "must name a later step");
  ck_assert(strncmp(err.text, "\"go\"", 4) == 0);
  expect_refused(set(ROUTINE_PLACE, "steps", "( )"), "steps", "must have at least one step");
  expect_refused(set(STEP(9), "title", "\"x\""), NULL, "step 10 is not there");
  expect_refused(set((EditPlace){2, 9}, "label", "\"x\""), NULL, "step 3, choice 10 is not there");
  const EditChange two[] = {{"label", "\"Maybe\""}, {"skip", "70"}};
  expect_refused(edit_set(edit, (EditPlace){2, 0}, two, 2, &key, &err), "skip", "\"skip\" must be");
  ck_assert_str_eq(edit_text(edit), mixed);
  ck_assert(!edit_undo(edit));
}
END_TEST

START_TEST(edit_set__makes_many_changes__as_one) {
  open_file(mixed);
  const EditChange changes[] = {
      {"kind", "\"timed\""}, {"choices", NULL}, {"duration", "30"}, {"cue", "\"Walk.\""}};
  expect_done(edit_set(edit, STEP(2), changes, 4, NULL, &err));
  ck_assert_str_eq(edit_step_kind(edit, 2)->name, "timed");
  ck_assert(edit_undo(edit));
  ck_assert_str_eq(edit_text(edit), mixed);
  ck_assert(!edit_undo(edit));
  expect_done(set(STEP(0), "hold", "5")); /* what it is already is no change */
  ck_assert(!edit_undo(edit));
}
END_TEST

START_TEST(edit_insert__lays_out__as_the_neighbours_are) {
  open_file(mixed);
  const EditChange step[] = {{"use", "\"other/toes\""}, {"id", NULL}, {"duration", "\"45s\""}};
  expect_done(edit_insert(edit, STEP(1), step, 3, &key, &err));
  ck_assert_ptr_nonnull(strstr(edit_text(edit),
                               "\n  { use = \"other/toes\"; duration = \"45s\"; },\n  { use = "
                               "\"other\"; },\n"));
  const EditChange choice[] = {{"label", "\"Later\""}, {"pause", "true"}};
  expect_done(edit_insert(edit, (EditPlace){3, 2}, choice, 2, &key, &err));
  ck_assert_ptr_nonnull(
      strstr(edit_text(edit), "stop = true; }, { label = \"Later\"; pause = true; } );"));
  const EditChange wrong[] = {{"kind", "\"hold\""}, {"title", "\"x\""}, {"hold", "\"soon\""}};
  expect_refused(edit_insert(edit, STEP(0), wrong, 3, &key, &err), "hold", "must be seconds");
  expect_refused(edit_insert(edit, STEP(0), wrong, 2, &key, &err), NULL, "\"hold\" is missing");
  expect_refused(edit_insert(edit, STEP(6), wrong, 2, &key, &err), NULL, "is not there");
  const EditChange unknown[] = {{"kind", "\"hodl\""}, {"title", "\"x\""}};
  expect_refused(edit_insert(edit, STEP(0), unknown, 2, &key, &err), "kind", "did you mean");
}
END_TEST

START_TEST(edit_insert__makes__the_first_step_and_the_first_choice) {
  edit = edit_open_text(&library, path, "format = 1;\r\ntitle = \"New\";\r\n", &diagnostics);
  ck_assert_ptr_nonnull(edit);
  ck_assert_ptr_null(edit_routine(edit));
  ck_assert_uint_eq(diagnostics.errors, 1);
  ck_assert(edit_modified(edit));
  const EditChange step[] = {{"kind", "\"timed\""}, {"title", "\"March\""}, {"duration", "30"}};
  expect_done(edit_insert(edit, STEP(0), step, 3, &key, &err));
  ck_assert_str_eq(edit_text(edit),
                   "format = 1;\r\ntitle = \"New\";\r\nsteps = (\r\n  {\r\n    kind "
                   "= \"timed\";\r\n    title = \"March\";\r\n    duration = "
                   "30;\r\n  }\r\n);\r\n");
  ck_assert_ptr_nonnull(edit_routine(edit));
  ck_assert_uint_eq(edit_findings(edit)->count, 0);
  edit_free(edit);
  open_file(HEAD "steps = ( { kind = \"prompt\"; title = \"Ready\"; } );\n");
  const EditChange choice = {"label", "\"Yes\""};
  expect_done(edit_insert(edit, (EditPlace){0, 0}, &choice, 1, &key, &err));
  ck_assert_ptr_nonnull(edit_routine(edit));
  ck_assert_int_eq(edit_choice_count(edit, 0), 1);
}
END_TEST

START_TEST(edit_insert__wraps__what_is_long) {
  open_file(HEAD
            "steps = (\n  {\n    kind = \"timed\"; title = \"March\"; duration = 30;\n  }\n);\n");
  char *words =
      mem_copy("\"averyveryverylongwordthatgoesonandonandonandonandonandonandonandonandonand"
               "onandonandonandonandonandonandon");
  while (strlen(words) < 3900) {
    const char *word = strlen(words) % 7 == 0 ? "W\xc3\xb6rter \\\"so\\\"" : "words";
    char *more = mem_format("%s %s", words, word);
    free(words);
    words = more;
  }
  char *literal = mem_format("%s\"", words);
  const EditChange step[] = {{"kind", "\"timed\""},
                             {"title", "\"Long\""},
                             {"duration", "30"},
                             {"cue", literal},
                             {"say", literal}};
  char *list = mem_format("( %s, \"short\" )", literal);
  EditChange all[6];
  memcpy(all, step, sizeof step);
  all[5] = (EditChange){"detail", list};
  expect_done(edit_insert(edit, STEP(1), all, 6, &key, &err));
  for (const char *line = edit_text(edit); *line != '\0';) {
    size_t length = strcspn(line, "\n");
    char *copy = mem_copy_bytes(line, length);
    ck_assert_msg(text_width(copy) <= 100, "%s", copy);
    free(copy);
    line += length + (line[length] == '\n' ? 1 : 0);
  }
  const Step *made = &edit_routine(edit)->steps[1];
  ck_assert_str_eq(made->cue, made->say);
  ck_assert_str_eq(made->cue, made->detail.at[0]);
  ck_assert_str_eq(made->detail.at[1], "short");
  free(list);
  free(literal);
  free(words);
}
END_TEST

START_TEST(edit_duplicate__gives__an_id_of_its_own) {
  open_file(HEAD "steps = (\n"
                 "  { id = \"calf-2\"; kind = \"timed\"; title = \"March\"; duration = 30; },\n"
                 "  { kind = \"timed\"; title = \"Calf 3\"; duration = 30; }\n"
                 ");\n");
  expect_done(edit_duplicate(edit, STEP(0), &err));
  ck_assert_str_eq(bench_ids(edit_routine(edit)), "calf-2 calf-4 calf-3");
  expect_done(edit_duplicate(edit, STEP(2), &err));
  ck_assert_str_eq(bench_ids(edit_routine(edit)), "calf-2 calf-4 calf-3 calf-3-2");
}
END_TEST

START_TEST(edit__keeps_links_whole__when_steps_move) {
  open_file(
      HEAD
      "steps = (\n"
      "  { kind = \"prompt\"; title = \"A\"; choices = ( { label = \"x\"; go = \"c\"; } ); },\n"
      "  { kind = \"timed\"; title = \"B\"; duration = 30; },\n"
      "  { kind = \"timed\"; title = \"C\"; duration = 30; }\n"
      ");\n");
  ck_assert(!edit_remove(edit, STEP(2), &err));
  ck_assert_ptr_nonnull(strstr(err.text, "has no step \"c\""));
  ck_assert(!edit_move(edit, STEP(2), 0, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "must name a later step"));
  expect_done(edit_move(edit, STEP(2), 1, &err));
  ck_assert_str_eq(bench_ids(edit_routine(edit)), "a c b");
  expect_done(edit_move(edit, STEP(1), 1, &err));
  ck_assert(!edit_move(edit, STEP(1), 3, &err));
  ck_assert(!edit_move(edit, STEP(3), 1, &err));
  ck_assert(!edit_remove(edit, STEP(-1), &err));
  ck_assert(!edit_remove(edit, (EditPlace){1, 0}, &err));
  ck_assert(!edit_duplicate(edit, (EditPlace){0, 1}, &err));
}
END_TEST

START_TEST(edit_open__takes__a_text_with_errors_to_mend_it) {
  open_file(HEAD
            "steps = ( { kind = \"timed\"; title = \"A\"; duration = 0; }, 5 );\nquack = 1;\n");
  ck_assert_uint_eq(diagnostics.errors, 3);
  ck_assert_ptr_null(edit_routine(edit));
  ck_assert_int_eq(edit_step_count(edit), 2);
  ck_assert_int_eq(edit_find_step(edit, "1"), 0);
  ck_assert_int_eq(edit_save(edit, &err), EDIT_FAILED);
  ck_assert_ptr_nonnull(strstr(err.text, "it was not saved"));
  expect_refused(set(STEP(1), "title", "\"x\""), NULL, "no group");
  expect_refused(set(STEP(0), "title", NULL), "title", "is missing"); /* one more */
  expect_done(set(STEP(0), "duration", "10"));
  expect_done(set(ROUTINE_PLACE, "quack", NULL));
  expect_done(edit_remove(edit, STEP(1), &err));
  ck_assert_ptr_nonnull(edit_routine(edit));
  ck_assert_int_eq(edit_save(edit, &err), EDIT_SAVED);
  ck_assert(edit_undo(edit));
  ck_assert_ptr_null(edit_routine(edit));
}
END_TEST

START_TEST(edit__refuses__what_it_cannot_part) {
  const char *text = HEAD
      "steps = ( { kind = \"timed\"; title = \"A\"; title = \"B\"; duration = 5; }, " MARCH " );\n";
  open_file(text);
  expect_refused(set(STEP(0), "duration", NULL), "duration", "change it with a text editor");
  expect_done(edit_move(edit, STEP(0), 1, &err)); /* as a whole it can be moved */
  expect_done(edit_remove(edit, STEP(1), &err));
  ck_assert_ptr_nonnull(edit_routine(edit));
}
END_TEST

START_TEST(edit_open__opens_nothing__without_settings) {
  temp_folder_write("legs.cfg", "format = ;\n");
  ck_assert_ptr_null(edit_open(&library, path, &diagnostics));
  ck_assert_str_eq(bench_findings(&diagnostics), "1:10: error: a value was expected, got ;");
  diagnostics_free(&diagnostics);
  char *absent = temp_folder_path("absent.cfg");
  ck_assert_ptr_null(edit_open(&library, absent, &diagnostics));
  ck_assert_uint_eq(diagnostics.errors, 1);
  ck_assert_ptr_null(edit_open_text(NULL, "x.cfg", "{", &diagnostics));
  free(absent);
}
END_TEST

START_TEST(edit_set__says__when_the_file_is_full) {
  char *comment = mem_new(ROUTINE_FILE_MAX, 1);
  memset(comment, 'x', ROUTINE_FILE_MAX - sizeof other_text - 20);
  char *text = mem_format("%s# %s\n", other_text, comment);
  edit = edit_open_text(NULL, path, text, &diagnostics);
  ck_assert_ptr_nonnull(edit);
  const EditChange step[] = {{"kind", "\"timed\""}, {"title", "\"March\""}, {"duration", "30"}};
  expect_refused(edit_insert(edit, STEP(0), step, 3, &key, &err), NULL,
                 "too large; at most 256 KiB");
  ck_assert_str_eq(edit_text(edit), text);
  free(text);
  free(comment);
}
END_TEST

START_TEST(edit_undo__goes_back__two_hundred_steps) {
  open_file(other_text);
  for (int i = 0; i < UNDO_MAX + 50; i++) {
    char *literal = mem_format("%d", i % 2 == 0 ? 7 : 8);
    expect_done(set(STEP(0), "hold", literal));
    free(literal);
  }
  int back = 0;
  while (edit_undo(edit)) {
    back++;
  }
  ck_assert_int_eq(back, UNDO_MAX);
  ck_assert(edit_redo(edit));
  expect_done(set(STEP(0), "hold", "9")); /* ends what could be done again */
  ck_assert(!edit_redo(edit));
}
END_TEST

/* ---- saving ---- */

static mode_t mode_of(const char *file_path) {
  struct stat status;
  ck_assert_int_eq(stat(file_path, &status), 0);
  return status.st_mode & 07777;
}

START_TEST(edit_save__keeps__the_version_before_and_its_mode) {
  open_file(mixed);
  ck_assert_int_eq(chmod(path, 0640), 0);
  expect_done(set(STEP(0), "hold", "12"));
  ck_assert(edit_modified(edit));
  ck_assert_int_eq(edit_save(edit, &err), EDIT_SAVED);
  ck_assert(!edit_modified(edit));
  char *kept = temp_folder_path("legs.cfg~");
  bench_expect(content_of(kept), mixed);
  bench_expect(content_of(path), edit_text(edit));
  ck_assert_int_eq(mode_of(kept), 0640);
  ck_assert_int_eq(mode_of(path), 0640);
  char *second = mem_copy(edit_text(edit));
  ck_assert(edit_undo(edit));
  ck_assert(edit_modified(edit));
  ck_assert_int_eq(edit_save(edit, &err), EDIT_SAVED);
  bench_expect(content_of(path), mixed);
  bench_expect(content_of(kept), second);
  free(second);
  free(kept);
}
END_TEST

START_TEST(edit_save__keeps__a_symbolic_link) {
  temp_folder_write("real.cfg", mixed);
  ck_assert_int_eq(symlink("real.cfg", path), 0);
  edit = edit_open(&library, path, &diagnostics);
  ck_assert_ptr_nonnull(edit);
  expect_done(set(STEP(0), "hold", "12"));
  ck_assert_int_eq(edit_save(edit, &err), EDIT_SAVED);
  struct stat status;
  ck_assert_int_eq(lstat(path, &status), 0);
  ck_assert(S_ISLNK(status.st_mode));
  char *real = temp_folder_path("real.cfg");
  bench_expect(content_of(real), edit_text(edit));
  free(real);
  char *kept = temp_folder_path("legs.cfg~");
  bench_expect(content_of(kept), mixed);
  free(kept);
}
END_TEST

START_TEST(edit_save__overwrites_nothing__that_changed_on_disk) {
  open_file(mixed);
  expect_done(set(STEP(0), "hold", "12"));
  temp_folder_write("legs.cfg", other_text);
  ck_assert_int_eq(edit_save(edit, &err), EDIT_CHANGED_ON_DISK);
  ck_assert_ptr_nonnull(strstr(err.text, "changed meanwhile"));
  bench_expect(content_of(path), other_text);
  char *kept = temp_folder_path("legs.cfg~");
  ck_assert_int_ne(access(kept, F_OK), 0);
  free(kept);
  ck_assert_int_eq(unlink(path), 0);
  ck_assert_int_eq(edit_save(edit, &err), EDIT_CHANGED_ON_DISK);
  ck_assert_ptr_nonnull(strstr(err.text, "gone since it was read"));
  ck_assert(edit_modified(edit));
}
END_TEST

START_TEST(edit_save__saves_nothing__where_no_version_can_be_kept) {
  open_file(mixed);
  expect_done(set(STEP(0), "hold", "12"));
  char *kept = temp_folder_path("legs.cfg~");
  ck_assert_int_eq(mkdir(kept, 0700), 0);
  ck_assert_int_eq(edit_save(edit, &err), EDIT_FAILED);
  ck_assert_ptr_nonnull(strstr(err.text, "legs.cfg~ is not a regular file"));
  bench_expect(content_of(path), mixed);
  ck_assert_int_eq(rmdir(kept), 0);
  free(kept);
}
END_TEST

START_TEST(edit_save_as__takes__a_new_name_alone) {
  open_file(mixed);
  expect_done(set(STEP(0), "hold", "12"));
  char *other = temp_folder_path("other.cfg");
  ck_assert_int_eq(edit_save_as(edit, other, &err), EDIT_FAILED);
  ck_assert_ptr_nonnull(strstr(err.text, "is there already"));
  bench_expect(content_of(other), other_text);
  free(other);
  char *mine = temp_folder_path("mine.cfg");
  ck_assert_int_eq(edit_save_as(edit, mine, &err), EDIT_SAVED);
  bench_expect(content_of(mine), edit_text(edit));
  bench_expect(content_of(path), mixed);
  ck_assert_str_eq(edit_routine(edit)->id, "mine");
  ck_assert(!edit_modified(edit));
  expect_done(set(STEP(0), "hold", "13"));
  ck_assert_int_eq(edit_save(edit, &err), EDIT_SAVED);
  bench_expect(content_of(mine), edit_text(edit));
  free(mine);
  char *nowhere = temp_folder_path("legs.cfg/below.cfg");
  ck_assert_int_eq(edit_save_as(edit, nowhere, &err), EDIT_FAILED);
  free(nowhere);
  expect_done(set(STEP(0), "hold", "14"));
  ck_assert_int_eq(edit_save(edit, &err), EDIT_SAVED); /* it is still what it was */
}
END_TEST

START_TEST(edit_save_as__checks__the_text_in_its_new_place) {
  char *within = temp_folder_path("sub/legs.cfg");
  char *folder = temp_folder_path("sub");
  ck_assert_int_eq(mkdir(folder, 0700), 0);
  temp_folder_write("sub/near.cfg", other_text);
  temp_folder_write("sub/legs.cfg", HEAD "steps = ( { use = \"near/calf\"; } );\n");
  edit = edit_open(&library, within, &diagnostics);
  ck_assert_ptr_nonnull(edit_routine(edit));
  ck_assert_int_eq(edit_save_as(edit, path, &err), EDIT_FAILED); /* near.cfg is not near there */
  ck_assert_ptr_nonnull(strstr(err.text, "\"near\", which is not there"));
  ck_assert_int_ne(access(path, F_OK), 0);
  free(folder);
  free(within);
}
END_TEST

int main(void) {
  text_start();
  Suite *suite = suite_create("routine_edit");
  TCase *show = tcase_create("show");
  tcase_add_checked_fixture(show, set_up, tear_down);
  tcase_add_test(show, edit__shows__what_is_in_the_file);
  tcase_add_test(show, edit_tables__are_those__of_the_place);
  tcase_add_test(show, edit_value__shows__what_is_set);
  tcase_add_test(show, edit_open__takes__a_text_with_errors_to_mend_it);
  tcase_add_test(show, edit_open__opens_nothing__without_settings);
  suite_add_tcase(suite, show);
  TCase *change = tcase_create("change");
  tcase_add_checked_fixture(change, set_up, tear_down);
  tcase_add_test(change, edit_set__changes__a_borrowed_step);
  tcase_add_test(change, edit_set__names__the_setting_at_fault);
  tcase_add_test(change, edit_set__makes_many_changes__as_one);
  tcase_add_test(change, edit_insert__lays_out__as_the_neighbours_are);
  tcase_add_test(change, edit_insert__makes__the_first_step_and_the_first_choice);
  tcase_add_test(change, edit_insert__wraps__what_is_long);
  tcase_add_test(change, edit_duplicate__gives__an_id_of_its_own);
  tcase_add_test(change, edit__keeps_links_whole__when_steps_move);
  tcase_add_test(change, edit__refuses__what_it_cannot_part);
  tcase_add_test(change, edit_set__says__when_the_file_is_full);
  tcase_add_test(change, edit_undo__goes_back__two_hundred_steps);
  suite_add_tcase(suite, change);
  TCase *save = tcase_create("save");
  tcase_add_checked_fixture(save, set_up, tear_down);
  tcase_add_test(save, edit_save__keeps__the_version_before_and_its_mode);
  tcase_add_test(save, edit_save__keeps__a_symbolic_link);
  tcase_add_test(save, edit_save__overwrites_nothing__that_changed_on_disk);
  tcase_add_test(save, edit_save__saves_nothing__where_no_version_can_be_kept);
  tcase_add_test(save, edit_save_as__takes__a_new_name_alone);
  tcase_add_test(save, edit_save_as__checks__the_text_in_its_new_place);
  suite_add_tcase(suite, save);
  return suite_run(suite);
}
