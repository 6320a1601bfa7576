/* `use` and `instead`: steps from other routines, and every way in which that can go wrong. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "conf_bench.h"
#include "nightcalf/mem.h"
#include "suite.h"
#include "temp_folder.h"

static Routine *routine;

static void set_up(void) {
  routine = NULL;
  (void)temp_folder_make();
}

static void tear_down(void) {
  routine_free(routine);
  temp_folder_remove();
}

/* Parses, in place of what was parsed before; returns the findings. */
static const char *parse(const char *text) {
  routine_free(routine);
  routine = bench_parse(text);
  return bench_found();
}

/* Loads a file of the test's folder; only that folder is known. */
static const char *load(const char *name) {
  routine_free(routine);
  routine = bench_load(NULL, name);
  return bench_found();
}

/* Writes a routine of these steps into the test's folder. */
static void write_routine(const char *name, const char *steps) {
  char *text = mem_format(HEAD "steps = (\n%s\n);\n", steps);
  temp_folder_write(name, text);
  free(text);
}

static const Step *step(size_t number) {
  ck_assert_ptr_nonnull(routine);
  ck_assert_uint_le(number, routine->step_count);
  return &routine->steps[number - 1];
}

START_TEST(routine_load__takes__its_id_from_the_file) {
  write_routine("legs-2.cfg", MARCH);
  bench_expect(load("legs-2.cfg"), "");
  ck_assert_str_eq(routine->id, "legs-2");
  write_routine("My Legs!.txt", MARCH);
  bench_expect(load("My Legs!.txt"), "");
  ck_assert_str_eq(routine->id, "my-legs-txt");
}
END_TEST

static void write_base(void) {
  temp_folder_write(
      "base.cfg", HEAD
      "setup = 7; rest = 3;\nsteps = (\n"
      "{ id = \"ask\"; kind = \"prompt\"; title = \"Ask\"; choices = ( { label = \"On\"; go = "
      "\"lean\"; }, { label = \"Next\"; skip = 1; } ); },\n"
      "{ kind = \"timed\"; title = \"March\"; duration = 30; lengths = [ 30, 60 ]; },\n"
      "{ id = \"lean\"; kind = \"hold\"; title = \"Lean\"; hold = 10; cue = \"Lean in.\"; },\n"
      "{ id = \"breath\"; kind = \"breathe\"; title = \"Breath\"; inhale = 4; exhale = 6; cycles = "
      "3; },\n"
      "{ id = \"write\"; kind = \"journal\"; title = \"Write\"; fields = ( \"One\", \"Two\" ); }\n"
      ");\n");
}

START_TEST(use__borrows__a_step) {
  write_base();
  write_routine("top.cfg",
                "{ use = \"base/lean\"; },\n{ use = \"base/lean\"; hold = 20; title = \"Lean "
                "on\"; setup = 1; cue = \"\"; }");
  bench_expect(load("top.cfg"), "");
  ck_assert_str_eq(bench_ids(routine), "lean lean-2");
  ck_assert_int_eq(step(1)->hold, 10000);
  ck_assert_int_eq(step(1)->setup, 7000);
  ck_assert_int_eq(step(1)->rest, 3000);
  ck_assert_str_eq(step(1)->cue, "Lean in.");
  ck_assert_str_eq(step(1)->from, "base");
  ck_assert_int_eq(step(1)->line, 3);
  ck_assert_int_eq(step(1)->column, 1);
  ck_assert_int_eq(step(2)->hold, 20000);
  ck_assert_int_eq(step(2)->setup, 1000);
  ck_assert_str_eq(step(2)->title, "Lean on");
  ck_assert_str_eq(step(2)->cue, "");
  ck_assert_int_eq(step(2)->line, 4);
}
END_TEST

START_TEST(use__drops__what_a_changed_setting_excludes) {
  write_base();
  write_routine(
      "top.cfg",
      "{ use = \"base/march\"; duration = 45; }, { use = \"base/march\"; lengths = [ 90, 30 ]; "
      "}, { use = \"base/breath\"; duration = 60; }, { use = \"base/breath\"; cycles = 5; }, { "
      "use = \"base/write\"; form = \"episode\"; }, { use = \"base/write\"; fields = \"Three\"; "
      "}, { use = \"base/breath\"; lengths = [ 20, 30 ]; }");
  bench_expect(load("top.cfg"), "");
  ck_assert_uint_eq(step(1)->lengths.count, 0);
  ck_assert_int_eq(step(1)->duration, 45000);
  ck_assert_int_eq(step(2)->duration, 90000);
  ck_assert_int_eq(step(3)->cycles, 0);
  ck_assert_int_eq(step(3)->duration, 60000);
  ck_assert_int_eq(step(4)->cycles, 5);
  ck_assert_uint_eq(step(5)->fields.count, 0);
  ck_assert_int_eq(step(5)->form, FORM_EPISODE);
  ck_assert_str_eq(step(6)->fields.at[0], "Three");
  ck_assert_int_eq(step(7)->duration, 20000);
  ck_assert_int_eq(step(7)->cycles, 0);
}
END_TEST

START_TEST(use__borrows__a_whole_routine) {
  write_base();
  write_routine("top.cfg",
                "{ kind = \"timed\"; title = \"Lean\"; duration = 1; },\n{ use = \"base\"; "
                "},\n{ use = \"base\"; },\n{ id = \"lean\"; kind = \"timed\"; title = \"X\"; "
                "duration = 1; }");
  bench_expect(load("top.cfg"), "");
  ck_assert_str_eq(bench_ids(routine),
                   "lean-2 ask march lean-3 breath write ask-2 march-2 lean-4 breath-2 write-2 "
                   "lean");
  ck_assert_str_eq(step(2)->choices.at[0].go, "lean-3");
  ck_assert_int_eq(step(2)->choices.at[0].go_step, 3);
  ck_assert_str_eq(step(7)->choices.at[0].go, "lean-4");
  ck_assert_int_eq(step(7)->choices.at[0].go_step, 8);
  ck_assert_int_eq(step(7)->choices.at[1].go_step, -1);
  ck_assert_str_eq(step(7)->from, "base");
}
END_TEST

START_TEST(use__resolves__a_lone_prompt_where_it_is_borrowed) {
  write_base();
  write_routine("top.cfg",
                "{ use = \"base/ask\"; },\n{ id = \"lean\"; kind = \"timed\"; title = \"X\"; "
                "duration = 1; }");
  bench_expect(load("top.cfg"), "");
  ck_assert_int_eq(step(1)->choices.at[0].go_step, 1);
  write_routine("bad.cfg", "{ use = \"base/ask\"; }");
  bench_expect(
      load("bad.cfg"),
      "3:9: error: step 1, choice 1 \"On\": \"go\": the routine \"bad\" has no step \"lean\"\n"
      "3:9: error: step 1, choice 2 \"Next\": \"skip\" must be at most 0, the steps that "
      "follow; got 1");
}
END_TEST

/* Files u0.cfg to u<last>.cfg, each using the next; the last has a step of its own. */
static void write_chain(int last) {
  for (int i = 0; i <= last; i++) {
    char name[16];
    char use[32];
    (void)snprintf(name, sizeof name, "u%d.cfg", i);
    (void)snprintf(use, sizeof use, "{ use = \"u%d\"; }", i + 1);
    write_routine(name, i == last ? MARCH : use);
  }
}

START_TEST(use__goes__eight_deep) {
  write_chain(8);
  bench_expect(load("u0.cfg"), "");
  ck_assert_str_eq(step(1)->from, "u1");
  write_chain(9);
  bench_expect(load("u0.cfg"),
               "3:9: error: step 1: \"use\" goes more than 8 deep: u0 -> u1 -> u2 -> "
               "u3 -> u4 -> u5 -> u6 -> u7 -> u8 -> u9");
}
END_TEST

START_TEST(use__counts_the_depth__of_files_it_has_loaded_already) {
  write_chain(8);
  write_routine("short.cfg", "{ use = \"u1\"; },\n{ use = \"u0\"; }");
  bench_expect(load("short.cfg"),
               "4:9: error: step 2: \"use\" goes more than 8 deep: short -> u0 -> "
               "u1");
}
END_TEST

START_TEST(use__refuses__a_circle) {
  write_routine("a.cfg", "{ use = \"b/march\"; }");
  write_routine("b.cfg", MARCH ",\n{ use = \"c\"; }");
  write_routine("c.cfg", "{ use = \"a\"; }");
  write_routine("d.cfg", "{ use = \"b\"; }");
  bench_expect(load("a.cfg"), "3:9: error: step 1: \"use\" goes in a circle: a -> b -> c -> a");
  bench_expect(load("d.cfg"),
               "3:9: error: step 1: \"use\" goes in a circle: d -> b -> c -> a -> b");
}
END_TEST

START_TEST(use__names_the_cause__of_a_broken_routine) {
  write_routine("top.cfg", MARCH ",\n{ use = \"middle\"; },\n{ use = \"folder/x\"; }");
  write_routine("middle.cfg", "{ use = \"base\"; }");
  temp_folder_write("base.cfg", "format = 1;\ntitle = 5;\nsteps = ( " MARCH " );\n");
  char *folder = temp_folder_path("folder.cfg");
  ck_assert_int_eq(mkdir(folder, 0700), 0);
  char *base = temp_folder_path("base.cfg");
  char *expected =
      mem_format("4:9: error: step 2: \"use\" names the routine \"middle\", which is broken: "
                 "%s:2:9: \"title\" must be a text in quotes; got 5\n"
                 "5:9: error: step 3: \"use\" names the routine \"folder\", which is broken: "
                 "%s: is a directory, not a file",
                 base, folder);
  bench_expect(load("top.cfg"), expected);
  free(expected);
  free(base);
  free(folder);
}
END_TEST

START_TEST(use__is_refused__where_no_folder_is_known) {
  bench_expect(
      parse(HEAD "steps = (\n{ use = \"base\"; } );"),
      "3:9: error: step 1: \"use\" names the routine \"base\", but no folder of routines is "
      "known here");
  bench_expect(
      parse(HEAD "steps = (\n{ use = 5; }, { use = \"\\q\"; } );"),
      "3:9: error: step 1: \"use\" must be the name of a routine, or \"routine/step\"; got "
      "5\n3:24: error: the escape \\q is not allowed; \\\" \\\\ \\n \\t and \\x20 to \\xff "
      "are");
  bench_expect(parse(HEAD
                     "steps = ( { kind = \"hold\"; title = \"A\"; hold = 1; instead = "
                     "\"nowhere/at-all\"; }, { kind = \"prompt\"; title = \"B\"; choices = ( { "
                     "label = \"x\"; routine = \"nowhere\"; } ); } );"),
               ""); /* a session's snapshot outlives the routines it names */
}
END_TEST

START_TEST(use__is_limited__in_steps_and_text) {
  char *text = bench_copies("{ kind = \"timed\"; title = \"A\"; duration = 1; }", 150);
  temp_folder_write("many.cfg", text);
  free(text);
  write_routine("top.cfg", "{ use = \"many\"; },\n{ use = \"many\"; },\n{ use = \"many\"; }");
  bench_expect(load("top.cfg"),
               "4:1: error: step 2: a routine has at most 200 steps, borrowed ones "
               "too");
  char *line = mem_new(4001, 1);
  memset(line, 'x', 4000);
  char *lines = mem_copy("");
  for (int i = 0; i < 60; i++) {
    char *longer = mem_format("%s%s\"%s\"", lines, i == 0 ? "" : ",\n", line);
    free(lines);
    lines = longer;
  }
  text = mem_format("{ kind = \"timed\"; title = \"Big\"; duration = 1; detail = (%s); }", lines);
  write_routine("big.cfg", text);
  free(text);
  free(lines);
  free(line);
  text = bench_copies("{ use = \"big/big\"; }", 100);
  temp_folder_write("top.cfg", text);
  free(text);
  bench_expect(load("top.cfg"), "16:1: error: step 14: the text of all steps is more than 3 MiB, "
                                "borrowed ones too");
  text = bench_copies("{ use = \"big/big\"; }", 13);
  temp_folder_write("top.cfg", text);
  free(text);
  bench_expect(load("top.cfg"), "");
  char *written = routine_write(routine);
  Diagnostics diagnostics = {0};
  Routine *again =
      routine_parse(NULL, "snapshot", written, strlen(written), SNAPSHOT_MAX, &diagnostics);
  ck_assert_ptr_nonnull(again);
  ck_assert(bench_equal(routine, again));
  routine_free(again);
  diagnostics_free(&diagnostics);
  free(written);
}
END_TEST

START_TEST(use__looks_in_the_folder__of_a_file_named_without_one) {
  write_base();
  write_routine("top.cfg", "{ use = \"base/ask\"; choices = ( { label = \"New\"; } ); }");
  char *folder = temp_folder_path("");
  ck_assert_int_eq(chdir(folder), 0);
  Diagnostics diagnostics = {0};
  routine = routine_load(NULL, "top.cfg", &diagnostics);
  ck_assert_uint_eq(diagnostics.count, 0);
  ck_assert_uint_eq(step(1)->choices.count, 1);
  ck_assert_str_eq(step(1)->choices.at[0].label, "New");
  write_routine("far.cfg", "{ use = \"quite-another\"; },\n{ use = \"base/quite-another\"; }");
  bench_expect(
      load("far.cfg"),
      "3:9: error: step 1: \"use\" names the routine \"quite-another\", which is not there\n"
      "4:9: error: step 2: \"use\": the routine \"base\" has no step \"quite-another\"");
  ck_assert_int_eq(chdir("/"), 0);
  free(folder);
}
END_TEST

START_TEST(use__resolves_no_link__of_a_routine_that_is_full) {
  char *text = bench_copies("{ kind = \"timed\"; title = \"A\"; duration = 1; }", 199);
  char *end = strrchr(text, ')');
  *end = '\0';
  char *many = mem_format("%s, { use = \"base\"; } );", text);
  temp_folder_write("many.cfg", many);
  free(many);
  free(text);
  write_base();
  bench_expect(load("many.cfg"),
               "202:3: error: step 200: a routine has at most 200 steps, borrowed ones "
               "too");
}
END_TEST

START_TEST(instead__may_name__another_step_or_routine) {
  write_base();
  write_routine(
      "top.cfg",
      "{ kind = \"hold\"; title = \"A\"; hold = 1; instead = \"base/march\"; }, { kind = "
      "\"hold\"; title = \"B\"; hold = 1; instead = \"base\"; }, { kind = \"hold\"; title = "
      "\"C\"; hold = 1; instead = \"top/a\"; }");
  bench_expect(load("top.cfg"), "");
  ck_assert_str_eq(step(3)->instead, "top/a");
}
END_TEST

START_TEST(instead__brings__copies_of_what_it_names) {
  write_base();
  write_routine("top.cfg",
                "{ kind = \"hold\"; title = \"A\"; hold = 1; avoid_if = [ \"falls\" ]; instead = "
                "\"base/ask\"; },\n{ kind = \"hold\"; title = \"B\"; hold = 1; instead = \"base\"; "
                "},\n{ kind = \"hold\"; title = \"C\"; hold = 1; instead = \"top/a\"; }");
  bench_expect(load("top.cfg"), "");
  ck_assert_uint_eq(step(1)->alternative_count, 1);
  const Step *ask = &step(1)->alternative[0];
  ck_assert_str_eq(ask->id, "ask");
  ck_assert_str_eq(ask->from, "base");
  ck_assert_int_eq(ask->line, 3);
  ck_assert_uint_eq(ask->choices.count, 2); /* alone, it leads nowhere */
  ck_assert_ptr_null(ask->choices.at[0].go);
  ck_assert_int_eq(ask->choices.at[0].go_step, -1);
  ck_assert_int_eq(ask->choices.at[1].skip, 0);
  ck_assert_uint_eq(step(2)->alternative_count, 5);
  ask = &step(2)->alternative[0];
  ck_assert_str_eq(ask->choices.at[0].go, "lean"); /* among its own, it leads as it did */
  ck_assert_int_eq(ask->choices.at[0].go_step, 2);
  ck_assert_int_eq(ask->choices.at[1].skip, 1);
  ck_assert_int_eq(step(2)->alternative[1].duration, 30000);
  ck_assert_uint_eq(step(3)->alternative_count, 1);
  ck_assert_str_eq(step(3)->alternative[0].id, "a");
  ck_assert_ptr_null(step(3)->alternative[0].from);
  ck_assert_uint_eq(step(3)->alternative[0].avoid_if, 1U << FLAG_FALLS);
  ck_assert_ptr_null(step(3)->alternative[0].instead); /* one level, no more */
  ck_assert_uint_eq(step(3)->alternative[0].alternative_count, 0);
}
END_TEST

START_TEST(instead__comes_along__with_a_borrowed_step) {
  write_base();
  write_routine("mid.cfg",
                "{ kind = \"hold\"; title = \"A\"; hold = 1; instead = \"base/march\"; },\n"
                "{ kind = \"hold\"; title = \"B\"; hold = 1; instead = \"mid/a\"; }");
  write_routine("top.cfg", "{ use = \"mid\"; },\n{ use = \"mid/a\"; hold = 2; },\n"
                           "{ use = \"mid/a\"; instead = \"base/lean\"; },\n"
                           "{ kind = \"hold\"; title = \"C\"; hold = 1; instead = \"mid\"; }");
  bench_expect(load("top.cfg"), "");
  ck_assert_str_eq(step(1)->alternative[0].id, "march");
  ck_assert_str_eq(step(2)->alternative[0].id, "a");
  ck_assert_str_eq(step(3)->alternative[0].id, "march");
  ck_assert_uint_eq(step(4)->alternative_count, 1);
  ck_assert_str_eq(step(4)->alternative[0].id, "lean");
  ck_assert_uint_eq(step(5)->alternative_count, 2);
  ck_assert_uint_eq(step(5)->alternative[0].alternative_count, 0);
  ck_assert_ptr_null(step(5)->alternative[0].instead);
}
END_TEST

START_TEST(instead__may_be__a_step_written_out) {
  write_base();
  write_routine(
      "mid.cfg",
      "{ kind = \"hold\"; title = \"Stand\"; hold = 1; avoid_if = [ \"falls\" ]; "
      "instead = { kind = \"timed\"; title = \"Sit and press\"; duration = 30; setup = 5; }; "
      "}");
  bench_expect(load("mid.cfg"), "");
  ck_assert_ptr_null(step(1)->instead);
  ck_assert_uint_eq(step(1)->alternative_count, 1);
  ck_assert_str_eq(step(1)->alternative[0].id, "sit-and-press");
  ck_assert_int_eq(step(1)->alternative[0].setup, 5000);
  char *text = routine_write(routine);
  Routine *before = routine;
  routine = NULL;
  bench_expect(parse(text), "");
  ck_assert(bench_equal(before, routine));
  routine_free(before);
  free(text);
  write_routine("top.cfg",
                "{ use = \"mid/stand\"; },\n{ use = \"mid/stand\"; instead = "
                "\"base/march\"; },\n{ use = \"base/march\"; instead = { kind = "
                "\"prompt\"; title = \"Well?\"; choices = ( { label = \"Yes\"; } ); }; }");
  bench_expect(load("top.cfg"), "");
  ck_assert_str_eq(step(1)->alternative[0].id, "sit-and-press");
  ck_assert_uint_eq(step(2)->alternative_count, 1);
  ck_assert_str_eq(step(2)->alternative[0].id, "march");
  ck_assert_str_eq(step(3)->alternative[0].id, "well");
}
END_TEST

/* A question that suits some and its other words lead to the same steps. */
START_TEST(instead__leads_on__in_the_routine_it_is_written_in) {
  static const char question[] =
      "{ id = \"ask\"; kind = \"prompt\"; title = \"Up?\"; choices = ( { label = \"Y\"; } );\n"
      "  avoid_if = [ \"falls\" ]; instead = { kind = \"prompt\"; title = \"Sitting?\";\n"
      "  choices = ( { label = \"Go\"; go = \"lean\"; }, { label = \"Skip\"; leave_out = "
      "\"rest\"; } ); }; },\n"
      "{ id = \"rest\"; kind = \"timed\"; title = \"R\"; duration = 1; },\n"
      "{ id = \"lean\"; kind = \"timed\"; title = \"L\"; duration = 1; }";
  write_routine("base.cfg", question);
  write_routine("top.cfg", "{ id = \"rest\"; kind = \"timed\"; title = \"Own\"; duration = 1; },\n"
                           "{ use = \"base\"; }");
  bench_expect(load("base.cfg"), "");
  const ChoiceList *choices = &step(1)->alternative[0].choices;
  ck_assert_int_eq(choices->at[0].go_step, 2);
  ck_assert_int_eq(choices->at[1].leave_step, 1);
  bench_expect(load("top.cfg"), "");
  ck_assert_str_eq(bench_ids(routine), "rest ask rest-2 lean");
  choices = &step(2)->alternative[0].choices;
  ck_assert_str_eq(choices->at[0].go, "lean");
  ck_assert_int_eq(choices->at[0].go_step, 3);
  ck_assert_str_eq(choices->at[1].leave_out, "rest-2");
  ck_assert_int_eq(choices->at[1].leave_step, 2);
  write_routine("lone.cfg", "{ use = \"base/ask\"; },\n"
                            "{ id = \"lean\"; kind = \"timed\"; title = \"L\"; duration = 1; }");
  bench_expect(load("lone.cfg"),
               "3:9: error: step 1, choice 2 \"Skip\": \"leave_out\": the routine "
               "\"lone\" has no step \"rest\"");
}
END_TEST

START_TEST(use__moves__what_a_choice_leaves_out) {
  write_routine("base.cfg", "{ kind = \"prompt\"; title = \"Ask\"; choices = ( { label = \"Skip\"; "
                            "leave_out = \"lean\"; } ); },\n"
                            "{ kind = \"timed\"; title = \"Lean\"; duration = 1; }");
  write_routine("top.cfg",
                "{ kind = \"timed\"; title = \"Lean\"; duration = 1; },\n"
                "{ use = \"base\"; },\n{ kind = \"hold\"; title = \"A\"; hold = 1; instead "
                "= \"base\"; }");
  bench_expect(load("top.cfg"), "");
  ck_assert_str_eq(bench_ids(routine), "lean ask lean-2 a");
  ck_assert_str_eq(step(2)->choices.at[0].leave_out, "lean-2");
  ck_assert_int_eq(step(2)->choices.at[0].leave_step, 2);
  ck_assert_int_eq(step(4)->alternative[0].choices.at[0].leave_step, 1); /* among its own */
  write_routine("alone.cfg",
                "{ kind = \"hold\"; title = \"A\"; hold = 1; instead = \"base/ask\"; }");
  bench_expect(load("alone.cfg"), "");
  ck_assert_ptr_null(step(1)->alternative[0].choices.at[0].leave_out);
}
END_TEST

START_TEST(instead__is_refused__where_the_step_written_out_is_wrong) {
  bench_expect(
      parse(HEAD
            "steps = (\n"
            "{ kind = \"hold\"; title = \"A\"; hold = 1; instead = { title = \"X\"; }; },\n"
            "{ kind = \"hold\"; title = \"B\"; hold = 1; instead = { use = \"base/march\"; }; },\n"
            "{ kind = \"hold\"; title = \"C\"; hold = 1; instead = { kind = \"timed\"; title = "
            "\"X\"; "
            "duration = 1; instead = \"base\"; }; },\n"
            "{ kind = \"hold\"; title = \"D\"; hold = 1; instead = { kind = \"prompt\"; title = "
            "\"X\"; "
            "choices = ( { label = \"Y\"; go = \"f\"; } ); }; },\n"
            "{ id = \"e\"; kind = \"hold\"; title = \"E\"; hold = 1; instead = { kind = \"timed\"; "
            "title = \"X\"; duration = -1; }; }\n);\n"),
      "3:51: error: step 1 \"X\": \"kind\" is missing: what sort of step it is: hold, timed, "
      "breathe, "
      "prompt, checklist or journal\n"
      "4:53: error: step 2 \"B\": \"use\" cannot stand inside \"instead\"; to borrow a step, write "
      "instead = \"routine/step\"\n"
      "5:96: error: step 3 \"C\": \"instead\" cannot stand inside \"instead\"; to borrow a step, "
      "write "
      "instead = \"routine/step\"\n"
      "6:115: error: step 4 \"D\", choice 1 \"Y\": \"go\": the routine \"legs\" has no step "
      "\"f\"; did you mean \"a\"?\n"
      "7:103: error: step 5 \"X\": \"duration\" must be above 0 and at most 4 h; got -1");
}
END_TEST

START_TEST(instead__is_limited__in_steps_time_and_beats) {
  char *text = bench_copies("{ kind = \"timed\"; title = \"A\"; duration = 1; }", 150);
  temp_folder_write("many.cfg", text);
  free(text);
  write_routine("top.cfg", "{ kind = \"hold\"; title = \"A\"; hold = 1; instead = \"many\"; },\n"
                           "{ kind = \"hold\"; title = \"B\"; hold = 1; instead = \"many\"; }");
  bench_expect(load("top.cfg"), "2:9: error: with those of \"instead\", the steps are 300; at most "
                                "200");
  write_routine("long.cfg", "{ kind = \"timed\"; title = \"A\"; duration = \"4h\"; },\n{ kind = "
                            "\"timed\"; title = \"B\"; duration = 1; lengths = [ 1, 14400 ]; }");
  write_routine("top.cfg", "{ kind = \"hold\"; title = \"A\"; hold = 1; instead = \"long\"; },\n"
                           "{ kind = \"hold\"; title = \"B\"; hold = 1; instead = \"long/a\"; },\n"
                           "{ kind = \"timed\"; title = \"C\"; duration = 1; }");
  bench_expect(load("top.cfg"), "2:9: error: with those of \"instead\", the steps take 12 h 1 s in "
                                "all; at most 12 h");
  write_routine("beats.cfg",
                "{ kind = \"hold\"; title = \"A\"; hold = 1; rest = 1; reps = 1000; }");
  text = bench_copies("{ kind = \"hold\"; title = \"A\"; hold = 1; instead = \"beats\"; }", 11);
  temp_folder_write("top.cfg", text);
  free(text);
  bench_expect(load("top.cfg"),
               "2:9: error: with those of \"instead\", the steps come to more than "
               "20,000 beats");
}
END_TEST

/* Files that multiply one another's text stop at what a snapshot may have. */
START_TEST(instead__is_limited__in_text) {
  char *line = mem_new(4001, 1);
  memset(line, 'x', 4000);
  char *step_text =
      mem_format("{ kind = \"timed\"; title = \"A\"; duration = 1; cue = \"%s\"; }", line);
  char *text = bench_copies(step_text, 60);
  temp_folder_write("big.cfg", text);
  free(text);
  free(step_text);
  free(line);
  text = bench_copies("{ kind = \"hold\"; title = \"A\"; hold = 1; instead = \"big\"; }", 14);
  temp_folder_write("top.cfg", text);
  free(text);
  const char *found = load("top.cfg");
  ck_assert_msg(strstr(found, "15:51: error: step 13 \"A\": the text of all steps is more than 3 "
                              "MiB, those of \"instead\" too") != NULL,
                "%.500s", found);
}
END_TEST

START_TEST(instead__is_refused__where_it_leads_nowhere_or_back) {
  write_base();
  write_routine("broken.cfg", "5");
  write_routine("back.cfg", "{ kind = \"hold\"; title = \"A\"; hold = 1; instead = \"top\"; }");
  write_routine("top.cfg",
                "{ instead = \"nowhere\"; kind = \"hold\"; title = \"A\"; hold = 1; },\n"
                "{ instead = \"base/marsh\"; kind = \"hold\"; title = \"B\"; hold = 1; },\n"
                "{ instead = \"top\"; kind = \"hold\"; title = \"C\"; hold = 1; },\n"
                "{ instead = \"top/d\"; kind = \"hold\"; title = \"D\"; hold = 1; },\n"
                "{ instead = \"top/f\"; kind = \"hold\"; title = \"E\"; hold = 1; },\n"
                "{ instead = \"top/e\"; kind = \"hold\"; title = \"F\"; hold = 1; },\n"
                "{ instead = \"top/h\"; kind = \"hold\"; title = \"G\"; hold = 1; },\n"
                "{ instead = \"back\"; kind = \"hold\"; title = \"I\"; hold = 1; }");
  bench_expect(
      load("top.cfg"),
      "3:13: error: step 1 \"A\": \"instead\" names the routine \"nowhere\", which is not there\n"
      "4:13: error: step 2 \"B\": \"instead\": the routine \"base\" has no step \"marsh\"; did you "
      "mean "
      "\"march\"?\n"
      "5:13: error: step 3 \"C\": \"instead\" goes in a circle: top -> top\n"
      "6:13: error: step 4 \"D\": \"instead\" goes in a circle: top -> top\n"
      "7:13: error: step 5 \"E\": \"instead\" goes in a circle that comes back to this step\n"
      "8:13: error: step 6 \"F\": \"instead\" goes in a circle that comes back to this step\n"
      "9:13: error: step 7 \"G\": \"instead\": the routine \"top\" has no step \"h\"; did you mean "
      "\"a\"?\n"
      "10:13: error: step 8 \"I\": \"instead\" goes in a circle: top -> back -> top");
}
END_TEST

START_TEST(library__resolves__use_and_nearest_names) {
  char *own = temp_folder_path("own");
  char *shipped = temp_folder_path("shipped");
  ck_assert_int_eq(mkdir(own, 0700), 0);
  ck_assert_int_eq(mkdir(shipped, 0700), 0);
  write_routine("shipped/evening.cfg",
                "{ id = \"old\"; kind = \"timed\"; title = \"Old\"; duration = 1; }");
  write_routine("own/evening.cfg",
                "{ use = \"evening\"; },\n{ use = \"evening/old\"; id = \"new\"; }");
  write_routine("own/other.cfg", "{ use = \"evening/new\"; },\n" MARCH);
  write_routine("shipped/legs.cfg",
                "{ use = \"evenin\"; },\n{ kind = \"prompt\"; title = \"P\"; choices = "
                "( { label = \"x\"; routine = \"othre\"; } ); }");
  write_routine("shipped/self.cfg",
                "{ kind = \"prompt\"; title = \"P\"; choices = ( { label = \"x\"; "
                "routine = \"self\"; }, { label = \"y\"; routine = \"other\"; } ); }");
  write_routine("loose.cfg", "{ use = \"other\"; },\n{ use = \"beside\"; }");
  write_routine("beside.cfg", MARCH);
  write_routine("evening.cfg", "{ use = \"evening\"; }"); /* not in the library */
  Library library;
  library_open(&library, NULL, own, shipped);
  routine = bench_load(&library, "own/evening.cfg");
  bench_expect(bench_found(), "");
  ck_assert_str_eq(bench_ids(routine), "old new");
  routine_free(routine);
  routine = bench_load(&library, "own/other.cfg");
  bench_expect(bench_found(), "");
  ck_assert_str_eq(bench_ids(routine), "new march");
  routine_free(routine);
  routine = bench_load(&library, "shipped/legs.cfg");
  ck_assert_str_eq(
      bench_found(),
      "3:9: error: step 1: \"use\" names the routine \"evenin\", which is not there; did you "
      "mean \"evening\"?\n"
      "4:70: error: step 2 \"P\", choice 1 \"x\": \"routine\" names the routine \"othre\", "
      "which is not there; did you mean \"other\"?");
  routine = bench_load(&library, "shipped/self.cfg");
  bench_expect(bench_found(), "");
  routine_free(routine);
  routine = bench_load(&library, "loose.cfg");
  bench_expect(bench_found(), "");
  ck_assert_uint_eq(routine->step_count, 3);
  routine_free(routine);
  routine = bench_load(&library, "evening.cfg");
  bench_expect(bench_found(), "");
  ck_assert_str_eq(bench_ids(routine), "old new");
  library_free(&library);
  free(own);
  free(shipped);
}
END_TEST

START_TEST(library__keeps__shipped_routines_as_they_are) {
  char *own = temp_folder_path("own");
  char *shipped = temp_folder_path("shipped");
  ck_assert_int_eq(mkdir(own, 0700), 0);
  ck_assert_int_eq(mkdir(shipped, 0700), 0);
  write_routine("shipped/evening.cfg", MARCH);
  write_routine("shipped/short.cfg", "{ use = \"evening/march\"; }");
  write_routine("own/evening.cfg",
                "{ id = \"other\"; kind = \"timed\"; title = \"Other\"; duration = 1; }");
  write_routine("own/mine.cfg", "{ use = \"evening\"; }");
  Library library;
  library_open(&library, NULL, own, shipped);
  routine = bench_load(&library, "shipped/short.cfg");
  bench_expect(bench_found(), "");
  ck_assert_str_eq(bench_ids(routine), "march");
  routine_free(routine);
  routine = bench_load(&library, "own/mine.cfg");
  bench_expect(bench_found(), "");
  ck_assert_str_eq(bench_ids(routine), "other");
  library_free(&library);
  free(own);
  free(shipped);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("routine_use");
  TCase *use = tcase_create("use");
  tcase_set_timeout(use, 30); /* megabytes of text, also with the sanitizers */
  tcase_add_checked_fixture(use, set_up, tear_down);
  tcase_add_test(use, routine_load__takes__its_id_from_the_file);
  tcase_add_test(use, use__borrows__a_step);
  tcase_add_test(use, use__drops__what_a_changed_setting_excludes);
  tcase_add_test(use, use__borrows__a_whole_routine);
  tcase_add_test(use, use__resolves__a_lone_prompt_where_it_is_borrowed);
  tcase_add_test(use, use__goes__eight_deep);
  tcase_add_test(use, use__counts_the_depth__of_files_it_has_loaded_already);
  tcase_add_test(use, use__refuses__a_circle);
  tcase_add_test(use, use__names_the_cause__of_a_broken_routine);
  tcase_add_test(use, use__is_refused__where_no_folder_is_known);
  tcase_add_test(use, use__is_limited__in_steps_and_text);
  tcase_add_test(use, use__looks_in_the_folder__of_a_file_named_without_one);
  tcase_add_test(use, use__resolves_no_link__of_a_routine_that_is_full);
  tcase_add_test(use, instead__may_name__another_step_or_routine);
  tcase_add_test(use, instead__brings__copies_of_what_it_names);
  tcase_add_test(use, instead__comes_along__with_a_borrowed_step);
  tcase_add_test(use, instead__may_be__a_step_written_out);
  tcase_add_test(use, instead__leads_on__in_the_routine_it_is_written_in);
  tcase_add_test(use, use__moves__what_a_choice_leaves_out);
  tcase_add_test(use, instead__is_refused__where_the_step_written_out_is_wrong);
  tcase_add_test(use, instead__is_limited__in_steps_time_and_beats);
  tcase_add_test(use, instead__is_limited__in_text);
  tcase_add_test(use, instead__is_refused__where_it_leads_nowhere_or_back);
  tcase_add_test(use, library__resolves__use_and_nearest_names);
  tcase_add_test(use, library__keeps__shipped_routines_as_they_are);
  suite_add_tcase(suite, use);
  return suite_run(suite);
}
