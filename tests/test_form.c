/* Forms: rows by a table, keys in, literals out. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/mem.h"
#include "nightcalf/routine.h"
#include "screen_bench.h"
#include "suite.h"
#include "tui/form.h"

static ScreenBench *bench;

/* What the owner has and gets. */
static struct {
  const char *values[8][2]; /* setting and value; ended by NULL */
  const char *holds[4][2];
  char *got; /* "hold = 12; reps = -" */
  int accepted;
  int closed;
  int opened;
  const char *refuse; /* accept fails with the fault in this setting */
} owner;

static const char *pair_of(const char *const pairs[][2], const char *name) {
  for (size_t i = 0; pairs[i][0] != NULL; i++) {
    if (strcmp(pairs[i][0], name) == 0) {
      return pairs[i][1];
    }
  }
  return NULL;
}

static char *value(void *context, const Field *field) {
  ck_assert_ptr_eq(context, &owner);
  return mem_copy(pair_of(owner.values, field->name));
}

static char *holds(void *context, const Field *field) {
  (void)context;
  return mem_copy(pair_of(owner.holds, field->name));
}

static void open_row(Tui *tui, void *context, const Field *field) {
  (void)tui;
  (void)context;
  ck_assert_str_eq(field->name, "choices");
  owner.opened++;
}

static bool take(Tui *tui, void *context, const EditChange *changes, size_t count, const char **key,
                 Error *err) {
  (void)tui;
  (void)context;
  free(owner.got);
  owner.got = mem_copy("");
  for (size_t i = 0; i < count; i++) {
    char *longer = mem_format("%s%s%s = %s", owner.got, i > 0 ? "; " : "", changes[i].key,
                              changes[i].literal != NULL ? changes[i].literal : "-");
    free(owner.got);
    owner.got = longer;
  }
  if (owner.refuse != NULL) {
    *key = owner.refuse;
    return (fail)(err, "\"%s\" is refused", owner.refuse);
  }
  return true;
}

static void accepted(Tui *tui, void *context) {
  (void)context;
  ck_assert_ptr_ne(tui->stack[tui->depth - 1].screen, &screen_form);
  owner.accepted++;
}

static void closed(void *context) {
  (void)context;
  owner.closed++;
}

static char *note(void *context, const EditChange *changes, size_t count) {
  (void)context;
  return mem_format("%zu changed%s", count, count > 0 ? changes[0].key : "");
}

static void set_up(void) {
  bench = screen_bench_new(24, 80);
  memset(&owner, 0, sizeof owner);
  screen_bench_home(bench);
}

static void tear_down(void) {
  screen_bench_free(bench);
  free(owner.got);
}

static void open_form(const char *kind, bool fresh) {
  FormOwner with = {.context = &owner,
                    .fresh = fresh,
                    .value = value,
                    .holds = holds,
                    .open = fresh ? NULL : open_row,
                    .accept = take,
                    .accepted = accepted,
                    .close = closed};
  const StepKind *found = step_kind_find(kind);
  form_open(&bench->tui, "A step", found->sentence, (FormTables){{found->fields, step_fields}},
            with);
}

static void open_hold(void) {
  memcpy(owner.values,
         (const char *const[8][2]){{"hold", "15"},
                                   {"title", "Wall stretch"},
                                   {"sides", "left, right"},
                                   {"essential", "no"},
                                   {"detail", "Face a wall.\nHeel down."},
                                   {"avoid_if", "falls"}},
         sizeof owner.values);
  memcpy(owner.holds, (const char *const[4][2]){{"setup", "10s"}, {"id", "wall-stretch"}},
         sizeof owner.holds);
  open_form("hold", false);
}

static bool is_open(void) {
  return bench->tui.stack[bench->tui.depth - 1].screen == &screen_form;
}

/* Goes down to a row, by its name. */
static void go_to(const char *name) {
  char *mark = mem_format("> %s", name);
  for (int i = 0; i < 60 && !screen_bench_shows(bench, mark); i++) {
    screen_bench_type(bench, "<Down>");
  }
  ck_assert_msg(screen_bench_shows(bench, mark), "no row %s", name);
  free(mark);
}

START_TEST(form__hands_over__only_what_was_changed) {
  open_hold();
  ck_assert(screen_bench_shows(bench, "> Title *"));
  go_to("Hold");
  screen_bench_type(bench, "<Back><Back>12<Enter>");
  ck_assert(!is_open());
  ck_assert_str_eq(owner.got, "hold = 12");
  ck_assert_int_eq(owner.accepted, 1);
  ck_assert_int_eq(owner.closed, 1);
}
END_TEST

START_TEST(form__hands_over_nothing__when_nothing_was_changed) {
  open_hold();
  go_to("Hold");
  screen_bench_type(bench, "<Back>5<Down><Enter>");
  ck_assert(!is_open());
  ck_assert_ptr_null(owner.got);
  ck_assert_int_eq(owner.accepted, 1);
  ck_assert_int_eq(owner.closed, 1);
}
END_TEST

START_TEST(form__takes_a_setting_out__when_its_row_is_emptied) {
  open_hold();
  go_to("Essential");
  screen_bench_type(bench, "<Back><Enter>");
  ck_assert_str_eq(owner.got, "essential = -");
}
END_TEST

START_TEST(form__marks_the_first_invalid_row__with_the_words_of_the_loader) {
  open_hold();
  go_to("Hold");
  screen_bench_type(bench, "<Back><Back>-5");
  go_to("Reps");
  screen_bench_type(bench, "x<Enter>");
  ck_assert(is_open());
  ck_assert(screen_bench_shows(bench, "> Hold *"));
  ck_assert(screen_bench_shows(bench, "\"hold\" must be above 0 and at most 4 h; got -5"));
  screen_bench_type(bench, "<Back><Back>20<Enter>");
  ck_assert(screen_bench_shows(bench, "> Reps"));
  ck_assert(screen_bench_shows(bench, "\"reps\" must be a whole number"));
  ck_assert_ptr_null(owner.got);
}
END_TEST

START_TEST(form__marks_the_row__that_the_owner_refuses) {
  open_hold();
  owner.refuse = "order";
  go_to("Reps");
  screen_bench_type(bench, "3<Enter>");
  ck_assert(is_open());
  ck_assert(screen_bench_shows(bench, "> Order"));
  ck_assert(screen_bench_shows(bench, "\"order\" is refused."));
  ck_assert_str_eq(owner.got, "reps = 3");
  screen_bench_type(bench, "<Space>");
  ck_assert(!screen_bench_shows(bench, "is refused"));
}
END_TEST

START_TEST(form__cycles_words_and_flags__and_takes_letters) {
  open_hold();
  go_to("Order");
  ck_assert(screen_bench_shows(bench, "< (sequential) >"));
  screen_bench_type(bench, "<Right>");
  ck_assert(screen_bench_shows(bench, "< alternating >"));
  screen_bench_type(bench, "<Left>");
  ck_assert(screen_bench_shows(bench, "< (sequential) >"));
  screen_bench_type(bench, "a");
  go_to("Rest after last");
  screen_bench_type(bench, "y");
  go_to("Essential");
  screen_bench_type(bench, "<Space><Enter>");
  ck_assert_str_eq(owner.got, "order = \"alternating\"; rest_after_last = true; essential = true");
}
END_TEST

START_TEST(form__ticks__in_the_order_of_the_ticks) {
  open_hold();
  go_to("Sides");
  screen_bench_type(bench, "<Space>");
  ck_assert(screen_bench_shows(bench, "> "));
  ck_assert(screen_bench_shows(bench, "[x] left"));
  ck_assert(screen_bench_shows(bench, "[ ] both"));
  screen_bench_type(bench, "<Space><Space>");
  screen_bench_type(bench, "<Enter>");
  ck_assert(is_open());
  ck_assert(screen_bench_shows(bench, "right, left"));
  ck_assert(!screen_bench_shows(bench, "[ ] both"));
  screen_bench_type(bench, "<Enter>");
  ck_assert_str_eq(owner.got, "sides = [ \"right\", \"left\" ]");
}
END_TEST

START_TEST(form__asks_the_question_of_the_profile__beside_a_health_flag) {
  open_hold();
  go_to("Avoid if");
  screen_bench_type(bench, "<Space>");
  ck_assert(screen_bench_shows(bench, "A clot in a leg now or before, or blood thinners?"));
  screen_bench_type(bench, "<Space><Down><Esc>");
  ck_assert(is_open());
  ck_assert(screen_bench_shows(bench, "falls, clot_risk"));
}
END_TEST

START_TEST(form__keeps_a_line_a_text__and_an_empty_one_for_the_next) {
  open_hold();
  go_to("Detail");
  screen_bench_type(bench, "<Down><Down>Lean in.<Down>And wait.<Enter>");
  ck_assert_ptr_nonnull(strstr(owner.got, "\"Face a wall.\""));
  ck_assert_ptr_nonnull(strstr(owner.got, "\"Lean in.\""));
  ck_assert_ptr_nonnull(strstr(owner.got, "\"And wait.\""));
  ck_assert_ptr_null(strstr(owner.got, "\"\""));
}
END_TEST

START_TEST(form__makes_a_line__between_two) {
  open_hold();
  go_to("Detail");
  tui_key(&bench->tui, 14); /* Ctrl-N */
  screen_bench_type(bench, "In between.<Enter>");
  char *first = strstr(owner.got, "Face a wall.");
  char *second = strstr(owner.got, "In between.");
  char *third = strstr(owner.got, "Heel down.");
  ck_assert(first != NULL && second > first && third > second);
}
END_TEST

START_TEST(form__asks__before_something_typed_is_lost) {
  open_hold();
  screen_bench_type(bench, "!<Esc>");
  ck_assert(is_open());
  ck_assert(screen_bench_shows(bench, "Leave without what you changed here?"));
  screen_bench_type(bench, "n");
  ck_assert(screen_bench_shows(bench, "Wall stretch!"));
  ck_assert(!screen_bench_shows(bench, "Leave without"));
  screen_bench_type(bench, "<Esc><Enter>");
  ck_assert(is_open());
  screen_bench_type(bench, "<Esc><Esc>");
  ck_assert(!is_open());
  ck_assert_ptr_null(owner.got);
  ck_assert_int_eq(owner.accepted, 0);
  ck_assert_int_eq(owner.closed, 1);
}
END_TEST

START_TEST(form__is_left_at_once__when_nothing_was_typed) {
  open_hold();
  screen_bench_type(bench, "x<Back><Esc>");
  ck_assert(!is_open());
  ck_assert_int_eq(owner.closed, 1);
}
END_TEST

START_TEST(form__shows_faintly__what_holds_while_nothing_is_set) {
  open_hold();
  ck_assert(screen_bench_shows(bench, "wall-stretch") || screen_bench_shows(bench, "1"));
  go_to("Setup");
  ck_assert(screen_bench_shows(bench, "10s"));
  screen_bench_type(bench, "5");
  ck_assert(!screen_bench_shows(bench, "10s"));
}
END_TEST

START_TEST(form__hands_over_all_that_is_said__when_it_is_fresh) {
  open_form("prompt", true);
  ck_assert(screen_bench_shows(bench, "> Title *"));
  screen_bench_type(bench, "Better?");
  go_to("Choices");
  screen_bench_type(bench, "Yes<Down>No, \"worse\"<Enter>");
  ck_assert_str_eq(owner.got, "title = \"Better?\"; choices = ( { label = \"Yes\"; }, "
                              "{ label = \"No, \\\"worse\\\"\"; } )");
}
END_TEST

START_TEST(form__asks_the_owner__even_when_a_fresh_one_is_empty) {
  open_form("hold", true);
  owner.refuse = "hold";
  screen_bench_type(bench, "<Enter>");
  ck_assert_str_eq(owner.got, "");
  ck_assert(screen_bench_shows(bench, "> Hold *"));
}
END_TEST

START_TEST(form__opens__what_has_a_screen_of_its_own) {
  memcpy(owner.values, (const char *const[8][2]){{"title", "Better?"}, {"choices", "Yes, No"}},
         sizeof owner.values);
  open_form("prompt", false);
  go_to("Choices");
  ck_assert(screen_bench_shows(bench, "Yes, No"));
  screen_bench_type(bench, "<Space>");
  ck_assert_int_eq(owner.opened, 1);
  screen_bench_type(bench, "x<Enter>");
  ck_assert(!is_open());
  ck_assert_ptr_null(owner.got);
}
END_TEST

/* What this terminal cannot type back is not touched. */
START_TEST(form__leaves_alone__what_it_could_not_give_back) {
  memcpy(owner.values,
         (const char *const[8][2]){
             {"title", "Wall"}, {"hold", "15"}, {"cue", "one\ttab"}, {"say", "two\nlines"}},
         sizeof owner.values);
  open_form("hold", false);
  go_to("Cue");
  ck_assert(screen_bench_shows(bench, "It cannot be changed here"));
  screen_bench_type(bench, "abc<Back>");
  go_to("Say");
  ck_assert(screen_bench_shows(bench, "It cannot be changed here"));
  screen_bench_type(bench, "<Enter>");
  ck_assert(!is_open());
  ck_assert_ptr_null(owner.got);
}
END_TEST

START_TEST(form__notes__what_comes_of_the_values) {
  FormOwner with = {.context = &owner, .accept = take, .note = note, .value = value};
  form_open(&bench->tui, "A step", NULL, (FormTables){{step_kind_find("hold")->fields}}, with);
  ck_assert(screen_bench_shows(bench, "0 changed"));
  screen_bench_type(bench, "7");
  ck_assert(screen_bench_shows(bench, "1 changedhold"));
  screen_bench_type(bench, "x");
  ck_assert(!screen_bench_shows(bench, "changed"));
}
END_TEST

START_TEST(form__takes_pasted_text_as_text__however_much) {
  open_hold();
  go_to("Cue");
  for (int i = 0; i < 1000000; i++) {
    tui_paste(&bench->tui, i % 7 == 0 ? '\n' : i % 5 == 0 ? 0x1B : i % 3 == 0 ? 0xE9 : 'q');
  }
  ck_assert(is_open());
  ck_assert(screen_bench_shows(bench, "> Cue"));
  screen_bench_type(bench, "<Enter>");
  ck_assert_ptr_nonnull(owner.got);
  ck_assert_uint_le(strlen(owner.got), TEXT_BYTES_MAX + 20);
}
END_TEST

START_TEST(form__lives_on__in_a_window_of_one_cell) {
  open_hold();
  screen_bench_resize(bench, 1, 1);
  screen_bench_type(bench, "x<Down><Enter><Esc>");
  screen_bench_resize(bench, 12, 40);
  ck_assert(is_open());
  ck_assert(screen_bench_shows(bench, "  Title *"));
  ck_assert(screen_bench_shows(bench, "> Wall stretch"));
  screen_bench_resize(bench, 100, 300);
  ck_assert(screen_bench_shows(bench, "> Title *"));
}
END_TEST

int main(void) {
  Suite *suite = suite_create("form");
  TCase *form = tcase_create("form");
  tcase_set_timeout(form, 60);
  tcase_add_checked_fixture(form, set_up, tear_down);
  tcase_add_test(form, form__hands_over__only_what_was_changed);
  tcase_add_test(form, form__hands_over_nothing__when_nothing_was_changed);
  tcase_add_test(form, form__takes_a_setting_out__when_its_row_is_emptied);
  tcase_add_test(form, form__marks_the_first_invalid_row__with_the_words_of_the_loader);
  tcase_add_test(form, form__marks_the_row__that_the_owner_refuses);
  tcase_add_test(form, form__cycles_words_and_flags__and_takes_letters);
  tcase_add_test(form, form__ticks__in_the_order_of_the_ticks);
  tcase_add_test(form, form__asks_the_question_of_the_profile__beside_a_health_flag);
  tcase_add_test(form, form__keeps_a_line_a_text__and_an_empty_one_for_the_next);
  tcase_add_test(form, form__makes_a_line__between_two);
  tcase_add_test(form, form__asks__before_something_typed_is_lost);
  tcase_add_test(form, form__is_left_at_once__when_nothing_was_typed);
  tcase_add_test(form, form__shows_faintly__what_holds_while_nothing_is_set);
  tcase_add_test(form, form__hands_over_all_that_is_said__when_it_is_fresh);
  tcase_add_test(form, form__asks_the_owner__even_when_a_fresh_one_is_empty);
  tcase_add_test(form, form__opens__what_has_a_screen_of_its_own);
  tcase_add_test(form, form__leaves_alone__what_it_could_not_give_back);
  tcase_add_test(form, form__notes__what_comes_of_the_values);
  tcase_add_test(form, form__takes_pasted_text_as_text__however_much);
  tcase_add_test(form, form__lives_on__in_a_window_of_one_cell);
  suite_add_tcase(suite, form);
  return suite_run(suite);
}
