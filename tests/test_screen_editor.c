/* The editor of a routine: keys in, drawing and bytes out. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "editor_bench.h"
#include "nightcalf/mem.h"
#include "nightcalf/own.h"
#include "suite.h"
#include "temp_folder.h"
#include "tui/form_view.h"

static ScreenBench *bench;

static const char *const mine = editor_bench_mine;

static void set_up(void) {
  bench = editor_bench_new(24, 80);
}

static void tear_down(void) {
  screen_bench_free(bench);
}

static void open_mine(void) {
  editor_open(&bench->tui, "mine");
}

static void type(const char *keys) {
  screen_bench_type(bench, keys);
}

static bool shows(const char *text) {
  return screen_bench_shows(bench, text);
}

/* The bytes of a file of the own folder; NULL: there is none. Release with free(). */
static char *file_text(const char *name) {
  char *path = temp_folder_path(name);
  FILE *file = fopen(path, "r");
  free(path);
  char *text = NULL;
  size_t size = 0;
  if (file != NULL) {
    ck_assert_int_ge(getdelim(&text, &size, '\0', file), 0);
    fclose(file);
  }
  return text;
}

static void assert_file(const char *name, const char *wanted) {
  char *text = file_text(name);
  ck_assert_ptr_nonnull(text);
  ck_assert_str_eq(text, wanted);
  free(text);
}

/* The text with one part of it replaced. Release with free(). */
static char *replaced(const char *text, const char *part, const char *by) {
  const char *at = strstr(text, part);
  ck_assert_ptr_nonnull(at);
  return mem_format("%.*s%s%s", (int)(at - text), text, by, at + strlen(part));
}

/* Goes down in a form to a row, by its name. */
static void go_to(const char *name) {
  char *mark = mem_format("> %s", name);
  for (int i = 0; i < 60 && !shows(mark); i++) {
    type("<Down>");
  }
  ck_assert_msg(shows(mark), "no row %s", name);
  free(mark);
}

START_TEST(editor__lists_the_steps__with_their_times_and_the_total) {
  open_mine();
  ck_assert(shows("1 min 50 s") || shows("about"));
  ck_assert(shows("> "));
  ck_assert(shows("1  Wall"));
  ck_assert(shows("hold"));
  ck_assert(shows("1:00"));
  ck_assert(shows("2  Massage"));
  ck_assert(shows("1:30"));
  ck_assert(shows("4  Slow breathing"));
  ck_assert(shows("borrowed"));
  ck_assert(shows("saved"));
  type("jjjj");
  ck_assert(shows("Borrowed by use = \"legs/breathe\": Slow breathing."));
}
END_TEST

START_TEST(editor__changes_one_value__and_no_other_byte) {
  open_mine();
  type("j<Enter>");
  go_to("Hold");
  type("<Back><Back>12");
  ck_assert(shows("1:08 of "));
  type("<Enter>");
  ck_assert_ptr_eq(screen_bench_top(bench), &screen_editor);
  ck_assert(shows("1:08"));
  ck_assert(shows("not saved"));
  assert_file("own/mine.cfg", mine);
  type("w");
  ck_assert(shows("Saved: "));
  char *wanted = replaced(mine, "hold = 10", "hold = 12");
  assert_file("own/mine.cfg", wanted);
  assert_file("own/mine.cfg~", mine);
  free(wanted);
}
END_TEST

START_TEST(editor__moves_removes_and_copies__with_their_comments) {
  open_mine();
  type("jJ");
  ck_assert(shows("> "));
  ck_assert(shows("2  Wall"));
  type("y");
  ck_assert(shows("3  Wall"));
  type("x");
  ck_assert(shows("Remove this step?"));
  type("<Enter>");
  ck_assert(shows("3  Wall"));
  type("x2");
  ck_assert(!shows("3  Wall"));
  ck_assert(shows("Removed. u brings it back."));
  type("uuu");
  ck_assert(shows("1  Wall"));
  ck_assert(!shows("not saved"));
  type("u");
  ck_assert(shows("There is nothing to undo."));
  type("UUUw");
  char *text = file_text("own/mine.cfg");
  const char *massage = strstr(text, "Massage");
  ck_assert_ptr_nonnull(massage);
  ck_assert_ptr_nonnull(strstr(massage, "# first the wall"));
  ck_assert_ptr_nonnull(strstr(massage, "// both legs"));
  free(text);
}
END_TEST

START_TEST(editor__keeps_where_it_is__what_cannot_move) {
  open_mine();
  type("K");
  ck_assert(shows("it stays where it is"));
  type("jK");
  ck_assert(shows("1  Wall"));
  type("jjjJ");
  ck_assert(shows("4  Slow breathing"));
  ck_assert(!shows("not saved"));
}
END_TEST

START_TEST(editor__adds_a_step__by_the_form_of_its_kind) {
  open_mine();
  type("ja");
  ck_assert(shows("What kind of step is it to be?"));
  ck_assert(shows("> 1  hold"));
  ck_assert(shows("7  borrowed"));
  type("3");
  ck_assert(shows("A new step: breathe"));
  type("<Enter>");
  ck_assert(shows("is missing"));
  type("Slow");
  go_to("Inhale");
  type("4");
  go_to("Exhale");
  type("6<Down>");
  go_to("Cycles");
  type("3");
  ck_assert(shows("0:35 of ") || shows("0:30 of "));
  type("<Enter>");
  ck_assert(shows("2  Slow"));
  ck_assert(shows("3  Massage"));
  type("w");
  char *text = file_text("own/mine.cfg");
  ck_assert_ptr_nonnull(strstr(text, "\"breathe\""));
  ck_assert_ptr_nonnull(strstr(text, "inhale = 4"));
  free(text);
}
END_TEST

START_TEST(editor__borrows__a_step_or_a_whole_routine) {
  open_mine();
  type("a7");
  ck_assert(shows("A borrowed step"));
  type("nowhere<Enter>");
  ck_assert(shows("nowhere"));
  ck_assert_ptr_eq(screen_bench_top(bench), &screen_form);
  type("<Back><Back><Back><Back><Back><Back><Back>legs<Enter>");
  ck_assert_ptr_eq(screen_bench_top(bench), &screen_editor);
  ck_assert(shows("1  legs (6 steps)"));
  type("<Enter>");
  ck_assert(shows("Step 1: borrowed"));
  ck_assert(shows("> Use"));
}
END_TEST

START_TEST(editor__changes_a_setting__of_a_borrowed_step) {
  open_mine();
  type("jjjj<Enter>");
  go_to("Cycles");
  ck_assert(shows("3"));
  type("5<Enter>w");
  char *text = file_text("own/mine.cfg");
  ck_assert_ptr_nonnull(strstr(text, "use = \"legs/breathe\"; cycles = 5;"));
  free(text);
}
END_TEST

START_TEST(editor__edits_the_routine_itself__on_the_first_line) {
  open_mine();
  type("<Enter>");
  ck_assert(shows("The routine itself"));
  ck_assert(shows("> Title *"));
  ck_assert(!shows("Format"));
  type(" at night<Enter>w");
  char *wanted = replaced(mine, "\"My legs\"", "\"My legs at night\"");
  assert_file("own/mine.cfg", wanted);
  free(wanted);
}
END_TEST

START_TEST(editor__edits_answers__in_a_list_of_their_own) {
  open_mine();
  type("jjj<Enter>");
  go_to("Choices");
  ck_assert(shows("Yes, No"));
  type("<Space>");
  ck_assert_ptr_eq(screen_bench_top(bench), &screen_choices);
  ck_assert(shows("> Yes"));
  type("j");
  ck_assert(shows("Stop: yes"));
  type("aPerhaps<Down>");
  go_to("Skip");
  type("1<Enter>");
  ck_assert_ptr_eq(screen_bench_top(bench), &screen_choices);
  ck_assert(shows("> Perhaps"));
  ck_assert(shows("Skip: 1"));
  type("K");
  type("kx2");
  ck_assert(!shows("Yes"));
  type("q");
  ck_assert(shows("Perhaps, No"));
  type("<Enter>w");
  char *text = file_text("own/mine.cfg");
  const char *perhaps = strstr(text, "Perhaps");
  ck_assert_ptr_nonnull(perhaps);
  ck_assert_ptr_nonnull(strstr(perhaps, "\"No\""));
  ck_assert_ptr_null(strstr(text, "\"Yes\""));
  free(text);
}
END_TEST

START_TEST(editor__shows_what_is_wrong__with_the_step_it_belongs_to) {
  temp_folder_write("own/bad.cfg", "format = 1; title = \"Bad\";\nsteps = (\n"
                                   "  { kind = \"timed\"; title = \"Fine\"; duration = 30; },\n"
                                   "  { kind = \"hold\"; title = \"Wrong\"; hold = -5; }\n);\n");
  own_refresh(&bench->app);
  editor_open(&bench->tui, "bad");
  ck_assert_ptr_eq(screen_bench_top(bench), &screen_editor);
  ck_assert(shows("has errors"));
  ck_assert(shows("!   2  Wrong") || shows("! "));
  type("jj");
  ck_assert(shows("Line 4: "));
  ck_assert(shows("must be above 0 and at most 4 h"));
  type("w");
  ck_assert(shows("Not saved: "));
  type("p");
  ck_assert(shows("nothing to preview yet"));
  type("<Enter>");
  go_to("Hold");
  type("<Back><Back>5<Enter>");
  ck_assert_ptr_eq(screen_bench_top(bench), &screen_editor);
  ck_assert(!shows("has errors"));
  type("w");
  ck_assert(shows("Saved: "));
}
END_TEST

START_TEST(editor__makes_a_copy__of_a_shipped_routine_when_it_is_saved) {
  editor_open(&bench->tui, "short");
  ck_assert(shows("came with Nightcalf"));
  type("q");
  ck_assert_ptr_eq(screen_bench_top(bench), &screen_home);
  ck_assert_ptr_null(file_text("own/short.cfg"));
  editor_open(&bench->tui, "short");
  type("<Enter>!<Enter>w");
  ck_assert(shows("Saved: "));
  char *text = file_text("own/short.cfg");
  ck_assert_ptr_nonnull(text);
  free(text);
  const RoutineEntry *entry = library_find(&bench->app.library, "short");
  ck_assert_int_eq(entry->origin, ORIGIN_OWN);
}
END_TEST

START_TEST(editor__asks__before_changes_are_lost) {
  open_mine();
  type("jJq");
  ck_assert(shows("Leave the editor?"));
  type("3");
  ck_assert_ptr_eq(screen_bench_top(bench), &screen_editor);
  ck_assert(shows("not saved"));
  type("q<Esc>");
  ck_assert_ptr_eq(screen_bench_top(bench), &screen_editor);
  if (_i == 0) {
    type("q2");
    assert_file("own/mine.cfg", mine);
  } else {
    type("q<Enter>");
    char *text = file_text("own/mine.cfg");
    ck_assert_str_ne(text, mine);
    free(text);
  }
  ck_assert_ptr_eq(screen_bench_top(bench), &screen_home);
}
END_TEST

START_TEST(editor__writes_nothing__over_what_somebody_else_changed) {
  open_mine();
  type("jJ");
  char *theirs = replaced(mine, "My own legs", "Changed by somebody");
  temp_folder_write("own/mine.cfg", theirs);
  type("w");
  ck_assert(shows("The file has changed on disk"));
  type("<Enter>");
  assert_file("own/mine.cfg", theirs);
  ck_assert(shows("not saved"));
  if (_i == 0) {
    type("w3");
    ck_assert(shows("1  Wall"));
    ck_assert(!shows("not saved"));
    assert_file("own/mine.cfg", theirs);
  } else {
    type("w2");
    ck_assert(shows("Save as another routine"));
    ck_assert(shows("mine-2"));
    type("<Enter>");
    ck_assert(shows("Saved: "));
    char *text = file_text("own/mine-2.cfg");
    ck_assert_ptr_nonnull(strstr(text, "My own legs"));
    free(text);
    assert_file("own/mine.cfg", theirs);
  }
  free(theirs);
}
END_TEST

START_TEST(editor__saves_as__never_over_another_routine) {
  temp_folder_write("own/other.cfg", "# other\n");
  open_mine();
  type("W<Back><Back><Back><Back><Back><Back>other<Enter>");
  ck_assert_ptr_eq(screen_bench_top(bench), &screen_form);
  assert_file("own/other.cfg", "# other\n");
  tui_key(&bench->tui, 21);
  type("Not An Id<Enter>");
  ck_assert(shows("must be 1 to 40 lower-case letters"));
  tui_key(&bench->tui, 21);
  type("another<Enter>");
  ck_assert(shows("another"));
  assert_file("own/another.cfg", mine);
  type("jJw");
  assert_file("own/mine.cfg", mine);
}
END_TEST

START_TEST(editor__begins_a_new_one__from_the_template) {
  editor_open_new(&bench->tui, "fresh");
  ck_assert_ptr_eq(screen_bench_top(bench), &screen_editor);
  ck_assert(shows("fresh"));
  ck_assert(shows("not saved"));
  type("w");
  ck_assert(shows("Saved: "));
  char *text = file_text("own/fresh.cfg");
  ck_assert_ptr_nonnull(text);
  free(text);
}
END_TEST

START_TEST(editor__tells__what_it_cannot_open) {
  temp_folder_write("own/torn.cfg", "format = 1;\nsteps = ( {\n");
  own_refresh(&bench->app);
  editor_open(&bench->tui, "torn");
  ck_assert_ptr_eq(screen_bench_top(bench), &screen_card);
  ck_assert(shows("cannot be edited here yet"));
  ck_assert(shows("v in the list of"));
  ck_assert(shows("Line 2"));
  type("q");
  editor_open(&bench->tui, "not-there");
  ck_assert_ptr_eq(screen_bench_top(bench), &screen_card);
}
END_TEST

START_TEST(editor__marks_the_first_error__of_a_routine_that_is_broken) {
  temp_folder_write("own/broken.cfg",
                    "format = 1;\ntitle = \"Broken\";\nsteps = (\n"
                    "  { kind = \"timed\"; title = \"A\"; duration = 5; },\n"
                    "  { kind = \"timed\"; title = \"B\"; duration = -5; }\n);\n");
  own_refresh(&bench->app);
  editor_open(&bench->tui, "broken");
  ck_assert(shows("has errors"));
  ck_assert(shows("> !  2  B"));
  ck_assert(shows("must be above 0 and at most 4 h; got -5"));
}
END_TEST

/* A table is all that a form needs: whatever kind there is, each of its rows is a line. */
START_TEST(editor__has_a_form__for_every_kind_there_is) {
  for (size_t kind = 0; step_kinds[kind] != NULL; kind++) {
    open_mine();
    char *keys = mem_format("a%zu", kind + 1);
    type(keys);
    ck_assert_ptr_eq(screen_bench_top(bench), &screen_form);
    const Form *form = bench->tui.stack[bench->tui.depth - 1].state;
    size_t found = 0;
    size_t wanted = 0;
    for (const Field *row = step_kinds[kind]->fields; row->name != NULL; row++) {
      wanted++;
      for (size_t i = 0; i < form->count; i++) {
        found += form->rows[i].field == row ? 1 : 0;
      }
    }
    ck_assert_uint_eq(found, wanted);
    type("<Esc>q");
    free(keys);
  }
}
END_TEST

START_TEST(form__says_which_keys_lead_on__where_the_file_cannot_take_a_change) {
  static const char twice[] = "format = 1;\ntitle = \"Twice\";\nsteps = (\n  { kind = \"timed\"; "
                              "title = \"A\"; duration = 5; cue = \"x\"; cue = \"y\"; }\n);\n";
  temp_folder_write("own/twice.cfg", twice);
  own_refresh(&bench->app);
  editor_open(&bench->tui, "twice");
  type("j<Enter>");
  go_to("Setup");
  type("7<Enter>");
  ck_assert_ptr_eq(screen_bench_top(bench), &screen_form);
  ck_assert(shows("without touching something else"));
  ck_assert(shows("leave this form with Esc"));
  ck_assert(shows("and W saves a copy"));
  ck_assert(shows("> Setup"));
  assert_file("own/twice.cfg", twice);
}
END_TEST

/* "friend" borrows what mine's first step is. */
START_TEST(editor__asks__before_it_breaks_who_borrows) {
  static const char friends[] =
      "format = 1;\ntitle = \"Friend\";\nsteps = ( { use = \"mine/massage\"; } );\n";
  temp_folder_write("own/friend.cfg", friends);
  own_refresh(&bench->app);
  open_mine();
  type("jjx2w");
  ck_assert(shows("Other routines borrow from this one"));
  ck_assert(shows("friend."));
  type("<Enter>");
  assert_file("own/mine.cfg", mine);
  ck_assert(shows("not saved"));
  type("w3");
  ck_assert(shows("Saved: "));
  char *text = file_text("own/mine.cfg");
  ck_assert_ptr_null(strstr(text, "Massage"));
  free(text);
}
END_TEST

/* Opens "mine" with a draft of it, whose first step holds 12 seconds. */
static void open_with_draft(void) {
  open_mine();
  type("j<Enter>");
  go_to("Hold");
  type("<Back><Back>12");
  tui_end_session(&bench->tui, ENDED_HANGUP);
  ck_assert_ptr_nonnull(strstr(bench->tui.parting, "mine.cfg.draft"));
  tui_close_all(&bench->tui);
  assert_file("own/mine.cfg", mine);
  screen_bench_home(bench);
  open_mine();
  ck_assert(shows("There are changes that were not saved"));
}

static void assert_no_draft(void) {
  ck_assert_ptr_null(file_text("own/mine.cfg.draft"));
  ck_assert_ptr_null(file_text("own/mine.cfg.draft.base"));
}

START_TEST(draft__goes_on__where_the_editor_had_to_end) {
  open_with_draft();
  type("<Enter>");
  ck_assert(shows("not saved"));
  ck_assert(shows("1:08"));
  type("w");
  char *wanted = replaced(mine, "hold = 10", "hold = 12");
  assert_file("own/mine.cfg", wanted);
  assert_no_draft();
  free(wanted);
}
END_TEST

START_TEST(draft__goes__when_it_is_dropped) {
  open_with_draft();
  type("2");
  ck_assert(shows("Dropped."));
  ck_assert(!shows("not saved"));
  assert_file("own/mine.cfg", mine);
  assert_no_draft();
}
END_TEST

START_TEST(draft__stays__until_it_is_answered) {
  open_with_draft();
  type("3");
  ck_assert_ptr_eq(screen_bench_top(bench), &screen_home);
  open_mine();
  type("q");
  ck_assert_ptr_eq(screen_bench_top(bench), &screen_home);
  open_mine();
  ck_assert(shows("There are changes that were not saved"));
  type("1q2");
  assert_file("own/mine.cfg", mine);
  assert_no_draft();
}
END_TEST

START_TEST(draft__is_told_apart__from_a_file_that_was_changed_since) {
  open_with_draft();
  type("3");
  char *other = replaced(mine, "My own legs", "Changed since");
  temp_folder_write("own/mine.cfg", other);
  open_mine();
  ck_assert(shows("The routine itself was"));
  type("1w");
  char *kept = replaced(mine, "hold = 10", "hold = 12");
  assert_file("own/mine.cfg", kept);
  assert_file("own/mine.cfg~", other);
  free(kept);
  free(other);
}
END_TEST

START_TEST(preview__tells__the_exact_timeline) {
  open_mine();
  type("p");
  ck_assert_ptr_eq(screen_bench_top(bench), &screen_preview);
  ck_assert(shows("My legs"));
  ck_assert(shows("4 steps"));
  ck_assert(shows("0:05"));
  ck_assert(shows("10 s  Hold, 1 of 2, left leg"));
  type("<PgDn><PgDn><PgDn><PgDn>");
  ck_assert(shows("General information, not medical advice."));
  type("q");
  ck_assert_ptr_eq(screen_bench_top(bench), &screen_editor);
}
END_TEST

/* Any keys in any order: nothing may fall over, and the file stays sound. */
START_TEST(editor__breaks_nothing__when_keys_are_pressed_at_random) {
  static const int odd[] = {'\r',
                            KEY_ESCAPE,
                            ' ',
                            FUNCTION_KEY(KEY_UP),
                            FUNCTION_KEY(KEY_DOWN),
                            FUNCTION_KEY(KEY_RIGHT),
                            14,
                            18,
                            0x65E5,
                            FUNCTION_KEY(KEY_DC)};
  static const int sizes[][2] = {{24, 80}, {12, 40}, {1, 1}, {60, 200}};
  unsigned random = 4711U + (unsigned)_i;
  for (int i = 0; i < 1500; i++) {
    random = random * 1103515245U + 12345U;
    unsigned dice = random >> 16;
    bool inside = bench->tui.depth > 1 && screen_bench_top(bench) != &screen_home;
    if (!inside) {
      tui_close_all(&bench->tui);
      screen_bench_home(bench);
      open_mine();
    }
    if (dice % 53 == 0) {
      screen_bench_resize(bench, sizes[dice / 53 % 4][0], sizes[dice / 53 % 4][1]);
    }
    int key = dice % 3 == 0 ? odd[dice / 3 % 10] : (int)(' ' + dice / 3 % 95);
    if (key == 'c' || key == 'v') {
      continue;
    }
    tui_key(&bench->tui, key);
    tui_draw(&bench->tui, bench->window, &bench->frame);
  }
  Diagnostics findings = {0};
  Routine *routine = app_load_routine(&bench->app, "mine", &findings);
  ck_assert_ptr_nonnull(routine);
  routine_free(routine);
  diagnostics_free(&findings);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("screen_editor");
  TCase *editor = tcase_create("editor");
  tcase_set_timeout(editor, 60);
  tcase_add_checked_fixture(editor, set_up, tear_down);
  tcase_add_test(editor, editor__lists_the_steps__with_their_times_and_the_total);
  tcase_add_test(editor, editor__changes_one_value__and_no_other_byte);
  tcase_add_test(editor, editor__moves_removes_and_copies__with_their_comments);
  tcase_add_test(editor, editor__keeps_where_it_is__what_cannot_move);
  tcase_add_test(editor, editor__adds_a_step__by_the_form_of_its_kind);
  tcase_add_test(editor, editor__borrows__a_step_or_a_whole_routine);
  tcase_add_test(editor, editor__changes_a_setting__of_a_borrowed_step);
  tcase_add_test(editor, editor__edits_the_routine_itself__on_the_first_line);
  tcase_add_test(editor, editor__edits_answers__in_a_list_of_their_own);
  tcase_add_test(editor, editor__shows_what_is_wrong__with_the_step_it_belongs_to);
  tcase_add_test(editor, editor__makes_a_copy__of_a_shipped_routine_when_it_is_saved);
  tcase_add_loop_test(editor, editor__asks__before_changes_are_lost, 0, 2);
  tcase_add_loop_test(editor, editor__writes_nothing__over_what_somebody_else_changed, 0, 2);
  tcase_add_test(editor, editor__saves_as__never_over_another_routine);
  tcase_add_test(editor, editor__begins_a_new_one__from_the_template);
  tcase_add_test(editor, editor__tells__what_it_cannot_open);
  tcase_add_test(editor, editor__marks_the_first_error__of_a_routine_that_is_broken);
  tcase_add_test(editor, editor__has_a_form__for_every_kind_there_is);
  tcase_add_test(editor, form__says_which_keys_lead_on__where_the_file_cannot_take_a_change);
  tcase_add_test(editor, editor__asks__before_it_breaks_who_borrows);
  tcase_add_test(editor, draft__goes_on__where_the_editor_had_to_end);
  tcase_add_test(editor, draft__goes__when_it_is_dropped);
  tcase_add_test(editor, draft__stays__until_it_is_answered);
  tcase_add_test(editor, draft__is_told_apart__from_a_file_that_was_changed_since);
  tcase_add_test(editor, preview__tells__the_exact_timeline);
  tcase_add_loop_test(editor, editor__breaks_nothing__when_keys_are_pressed_at_random, 0, 4);
  suite_add_tcase(suite, editor);
  return suite_run(suite);
}
