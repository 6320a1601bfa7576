/* Routine files as a whole: defaults, ids, limits, what is wrong and where, and the text that a
 * session keeps. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

static const Step *step(size_t number) {
  ck_assert_ptr_nonnull(routine);
  ck_assert_uint_le(number, routine->step_count);
  return &routine->steps[number - 1];
}

static Millis total(void) {
  Timeline timeline;
  timeline_build(routine, SIDE_NONE, &timeline);
  Millis sum = timeline.total;
  timeline_free(&timeline);
  return sum;
}

/* The example of the specification's section 3, its `use` left out. */
static const char example[] =
    "format = 1;                                  # required\n"
    "title  = \"Evening calf routine\";             # required, at most 60 columns\n"
    "about  = \"Wall stretch, massage, slow breathing.\";\n"
    "when   = \"Just before bed, every night\";  position = \"standing, then sitting\";  equipment "
    "= [ "
    "\"wall\", \"sturdy chair\" ];\n"
    "evidence = \"mixed\";  evidence_note = \"calf plus hamstring may ease pain\";\n"
    "note   = \"Give it six weeks and let your diary judge.\";\n"
    "instant = false;  night = false;\n"
    "setup  = 10;  rest = 10;\n"
    "steps = (\n"
    "  { id = \"wall-ball-foot\"; kind = \"hold\"; title = \"Ball-of-foot wall stretch\";\n"
    "    cue = \"Heel down, lean in until the calf feels long.\";\n"
    "    detail = ( \"Face a wall, hands at chest height.\", \"Heel near the wall.\" );\n"
    "    say = \"Ball of the foot on the wall. Heel stays down.\";\n"
    "    safety = \"Never bounce. Pain means back off.\";  source = \"HALL12\";\n"
    "    setup = 15; hold = 15; reps = 3; sides = [ \"left\", \"right\" ]; order = \"sequential\"; "
    "rest "
    "= 10; switch = 10; },\n"
    "  { kind = \"timed\"; title = \"Calf massage\"; setup = 5; duration = 45; sides = [ \"left\", "
    "\"right\" ]; switch = 5; avoid_if = [ \"clot_risk\" ]; },\n"
    "  { kind = \"breathe\"; title = \"Slow breathing\"; inhale = 4; hold_in = 0; exhale = 6; "
    "hold_out "
    "= 0; cycles = 12; },\n"
    "  { kind = \"prompt\"; title = \"Is it easing?\"; estimate = 5;\n"
    "    choices = ( { label = \"Easing\"; go = \"rub-up\"; }, { label = \"Still tight\"; }, { "
    "label = "
    "\"Something is off\"; stop = true; card = \"red-flags\"; } ); },\n"
    "  { kind = \"timed\"; title = \"Rub up\"; duration = \"1m30s\"; lengths = [ \"1m30s\", \"5m\" "
    "]; },\n"
    "  { kind = \"checklist\"; title = \"Bed set-up\"; estimate = 60; items = ( \"Covers loose\", "
    "\"Towel in reach\" ); },\n"
    "  { kind = \"journal\"; title = \"Empty your head\"; estimate = 300; fields = ( \"Tomorrow\", "
    "\"On "
    "my mind\", \"One good thing\" ); }\n"
    ");\n";

START_TEST(routine_parse__reads__the_example_of_the_specification) {
  bench_expect(parse(example), "");
  ck_assert_str_eq(routine->id, "legs");
  ck_assert_str_eq(routine->file, "legs.cfg");
  ck_assert_str_eq(routine->title, "Evening calf routine");
  ck_assert_uint_eq(routine->equipment.count, 2);
  ck_assert_str_eq(evidence_names[routine->evidence], "mixed");
  ck_assert_str_eq(bench_ids(routine),
                   "wall-ball-foot calf-massage slow-breathing is-it-easing rub-up bed-set-up "
                   "empty-your-head");
  ck_assert_int_eq(step(1)->line, 10);
  ck_assert_int_eq(step(1)->column, 3);
  ck_assert_int_eq(step(1)->rest, 10000);
  ck_assert_int_eq(step(2)->setup, 5000);
  ck_assert_int_eq(step(3)->setup, 10000);
  ck_assert_int_eq(step(4)->setup, 0);
  ck_assert_int_eq(step(4)->choices.at[0].go_step, 4);
  ck_assert_int_eq(step(4)->choices.at[1].go_step, -1);
  ck_assert(step(4)->choices.at[2].stop);
  ck_assert_int_eq(step(5)->duration, 90000);
  ck_assert_ptr_null(step(5)->from);
  ck_assert_int_eq(total(), 850000);
}
END_TEST

typedef struct Time {
  const char *written;
  Millis length;
} Time;

static const Time times[] = {
    {"15", 15000},       {"15L", 15000},       {"0xF", 15000},      {"4.5", 4500},
    {".25", 250},        {"\"90s\"", 90000},   {"\"2m\"", 120000},  {"\"1m30s\"", 90000},
    {"\"1:30\"", 90000}, {"\"4h\"", 14400000}, {"14400", 14400000}, {"14400.0", 14400000},
    {"0.001", 1},        {"\"0.001s\"", 1},
};

START_TEST(seconds__are__numbers_and_texts) {
  char *text =
      mem_format(HEAD "steps = ( { kind = \"timed\"; title = \"March\"; duration = %s; } );",
                 times[_i].written);
  bench_expect(parse(text), "");
  ck_assert_int_eq(step(1)->duration, times[_i].length);
  free(text);
}
END_TEST

typedef struct Wrong {
  const char *setting, *found;
} Wrong;

/* Settings of a hold step, behind 50 columns. */
static const Wrong wrongs[] = {
    {"hold = 14400.1;", "\"hold\" must be above 0 and at most 4 h; got 14400.1"},
    {"hold = -1;", "\"hold\" must be above 0 and at most 4 h; got -1"},
    {"hold = 0.0;", "\"hold\" must be above 0 and at most 4 h; got 0.0"},
    {"hold = 0.0001;", "\"hold\" must be above 0 and at most 4 h; got 0.0001"},
    {"hold = 2147483647;", "\"hold\" must be above 0 and at most 4 h; got 2147483647"},
    {"hold = 1e300;", "\"hold\" must be above 0 and at most 4 h; got 1e300"},
    {"hold = \"-5s\";", "\"hold\" must be above 0 and at most 4 h; got \"-5s\""},
    {"hold = \"\";", "\"hold\" must be seconds: a number such as 15, or a text such as \"1m30s\"; "
                     "got \"\""},
    {"hold = { };",
     "\"hold\" must be seconds: a number such as 15, or a text such as \"1m30s\"; got "
     "a group"},
    {"rest = \"-0.0001s\"; hold = 1;", "\"rest\" must be from 0 to 4 h; got \"-0.0001s\""},
    {"rest = 14401; hold = 1;", "\"rest\" must be from 0 to 4 h; got 14401"},
    {"cue = 5; hold = 1;", "\"cue\" must be a text in quotes; got 5"},
    {"cue = ( \"a\" ); hold = 1;", "\"cue\" must be a text in quotes; got a list"},
    {"essential = \"no\"; hold = 1;", "\"essential\" must be true or false; got \"no\""},
    {"reps = \"3\"; hold = 1;", "\"reps\" must be a whole number; got \"3\""},
    {"reps = -1; hold = 1;", "\"reps\" must be from 1 to 1,000; got -1"},
    {"sides = { }; hold = 1;", "\"sides\" must be \"left\", \"right\" or \"both\"; got a group"},
    {"detail = { }; hold = 1;",
     "\"detail\" must be a list of texts, such as ( \"one\", \"two\" ); got a group"},
    {"order = 1; hold = 1;", "\"order\" must be \"sequential\" or \"alternating\"; got 1"},
    {"id = 5; hold = 1;",
     "\"id\" must be 1 to 40 lower-case letters, digits and hyphens, no hyphen "
     "first; got 5"},
    {"instead = \"a/\"; hold = 1;", "\"instead\" must be the name of a routine, or "
                                    "\"routine/step\"; got \"a/\""},
    {"instead = \"a/b/c\"; hold = 1;", "\"instead\" must be the name of a routine, or "
                                       "\"routine/step\"; got \"a/b/c\""},
    {"kimd = 5; hold = 1;", "unknown setting \"kimd\"; did you mean \"kind\"?"},
    {"qqq = 5; hold = 1;", "unknown setting \"qqq\""},
    {"estimate = 5; hold = 1;",
     "\"estimate\" is a setting of a prompt or checklist or journal step, "
     "not of a hold step"},
};

START_TEST(setting__is_refused__with_what_it_must_be) {
  const Wrong *wrong = &wrongs[_i];
  char *text =
      mem_format(HEAD "steps = (\n{ kind = \"hold\"; title = \"Lean\"; %s } );", wrong->setting);
  const char *found = parse(text);
  const char *message = strstr(found, "error: step 1 \"Lean\": ");
  ck_assert_msg(message != NULL, "%s gives: %s", wrong->setting, found);
  ck_assert_str_eq(message + strlen("error: step 1 \"Lean\": "), wrong->found);
  free(text);
}
END_TEST

START_TEST(limits__hold__on_both_sides) {
  bench_expect(parse(HEAD "steps = ( { kind = \"hold\"; title = \"Lean\"; hold = 14400; }, { kind "
                          "= \"hold\"; title = \"Lean\"; hold = 1; reps = 1000; } );"),
               "");
  bench_expect(parse("format = 1; title = "
                     "\"123456789 123456789 123456789 123456789 123456789 123456789 \";\n"
                     "steps = ( { kind = \"timed\"; title = \"123456789 123456789 12345678\"; "
                     "duration = 1; } );"),
               "");
  bench_expect(parse(HEAD "steps = (\n{ title = \"123456789 123456789 123456789\"; kind = "
                          "\"timed\"; duration = 1; } );"),
               "3:11: warning: step 1 \"123456789 123456789 123456789\": title is 29 columns; 28 "
               "or fewer read best");
  ck_assert_ptr_nonnull(routine);
}
END_TEST

START_TEST(steps__may_be__two_hundred) {
  char *text = bench_copies("{ kind = \"timed\"; title = \"A\"; duration = 1; }", 200);
  bench_expect(parse(text), "");
  ck_assert_uint_eq(routine->step_count, 200);
  ck_assert_str_eq(step(200)->id, "a-200");
  free(text);
  text = bench_copies("{ kind = \"timed\"; title = \"A\"; duration = 1; }", 201);
  bench_expect(parse(text), "203:1: error: step 201 \"A\": a routine has at most 200 steps, "
                            "borrowed ones too");
  ck_assert_ptr_null(routine);
  free(text);
}
END_TEST

START_TEST(beats__may_be__twenty_thousand) {
  char *text = bench_copies(
      "{ kind = \"breathe\"; title = \"B\"; inhale = 1; exhale = 1; cycles = 1000; }", 10);
  bench_expect(parse(text), "");
  free(text);
  text = bench_copies(
      "{ kind = \"breathe\"; title = \"B\"; inhale = 1; exhale = 1; cycles = 1000; }", 11);
  bench_expect(parse(text), "2:9: error: the steps come to more than 20,000 beats; at most 20,000 "
                            "are allowed");
  free(text);
}
END_TEST

START_TEST(total__may_be__twelve_hours) {
  char *text = bench_copies("{ kind = \"timed\"; title = \"A\"; duration = \"4h\"; }", 3);
  bench_expect(parse(text), "");
  ck_assert_int_eq(total(), ROUTINE_TOTAL_MAX);
  free(text);
  text = bench_copies("{ kind = \"timed\"; title = \"A\"; setup = 1; duration = \"4h\"; }", 3);
  bench_expect(parse(text), "2:9: error: the steps take 12 h 3 s in all; at most 12 h");
  free(text);
  text =
      bench_copies("{ kind = \"hold\"; title = \"A\"; hold = \"4h\"; reps = 1000; rest = \"4h\"; "
                   "rest_after_last = true; sides = [ \"left\", \"right\", \"both\" ]; }",
                   3);
  bench_expect(parse(text), "2:9: error: the steps take 72000 h in all; at most 12 h");
  free(text);
}
END_TEST

START_TEST(single_text__is__a_list_of_one) {
  bench_expect(parse(HEAD
                     "equipment = \"wall\"; steps = ( { kind = \"hold\"; title = \"Lean\"; hold "
                     "= 5; detail = \"One.\"; sides = \"left\"; avoid_if = \"falls\"; }, { kind "
                     "= \"timed\"; title = \"March\"; lengths = 60; } );"),
               "");
  ck_assert_uint_eq(routine->equipment.count, 1);
  ck_assert_str_eq(step(1)->detail.at[0], "One.");
  ck_assert_int_eq(step(1)->sides.at[0], SIDE_LEFT);
  ck_assert_uint_eq(step(1)->avoid_if, 1U << 8U);
  ck_assert_int_eq(step(2)->duration, 60000);
}
END_TEST

START_TEST(setup_and_rest__come_from_the_routine__unless_the_step_says) {
  bench_expect(
      parse(
          HEAD
          "setup = 8; rest = 4; steps = ( { kind = \"hold\"; title = \"A\"; hold = 5; }, { kind = "
          "\"hold\"; title = \"B\"; hold = 5; setup = 0; rest = 0; }, { kind = \"timed\"; title = "
          "\"C\"; duration = 5; }, { kind = \"checklist\"; title = \"D\"; items = \"x\"; },\n{ "
          "kind = "
          "\"checklist\"; title = \"E\"; items = \"x\"; setup = 3; } );"),
      "3:57: warning: step 5 \"E\": \"setup\" has no effect: a checklist step waits for you "
      "anyway");
  ck_assert_int_eq(step(1)->setup, 8000);
  ck_assert_int_eq(step(1)->rest, 4000);
  ck_assert_int_eq(step(2)->setup, 0);
  ck_assert_int_eq(step(2)->rest, 0);
  ck_assert_int_eq(step(3)->setup, 8000);
  ck_assert_int_eq(step(4)->setup, 0);
  ck_assert_int_eq(step(5)->setup, 0);
}
END_TEST

START_TEST(lengths__give_the_duration__the_first_unless_said) {
  bench_expect(parse(HEAD
                     "steps = ( { kind = \"timed\"; title = \"A\"; lengths = [ \"5m\", \"10m\" ]; "
                     "}, { kind = \"timed\"; title = \"B\"; duration = 600; lengths = [ 300, 600 "
                     "]; }, { kind = \"breathe\"; title = \"C\"; inhale = 4; exhale = 6; lengths = "
                     "( 60, \"2m\" ); } );"),
               "");
  ck_assert_int_eq(step(1)->duration, 300000);
  ck_assert_int_eq(step(2)->duration, 600000);
  ck_assert_int_eq(step(3)->duration, 60000);
  bench_expect(parse(HEAD
                     "steps = (\n{ duration = 7; kind = \"timed\"; title = \"A\"; lengths = [ "
                     "\"5m\" ]; },\n{ cycles = 7; kind = \"breathe\"; title = \"C\"; inhale = 4; "
                     "exhale = 6; lengths = 60; } );"),
               "3:14: warning: step 1 \"A\": \"lengths\" takes the place of \"duration\"\n"
               "4:12: warning: step 2 \"C\": \"lengths\" takes the place of \"cycles\"");
  ck_assert_int_eq(step(1)->duration, 300000);
  ck_assert_int_eq(step(2)->cycles, 0);
}
END_TEST

START_TEST(ids__are_made__and_made_unique) {
  bench_expect(
      parse(
          HEAD
          "steps = ( " MARCH ", " MARCH
          ", { id = \"march-2\"; kind = \"timed\"; title = \"March\"; "
          "duration = 1; }, { kind = \"timed\"; title = \"\xc3\xa9\"; duration = 1; }, { kind = "
          "\"timed\"; title = \"1234567890 1234567890 1234567890 1234567890\"; duration = 1; }, { "
          "kind = \"timed\"; title = \"1234567890 1234567890 1234567890 1234567890\"; duration = "
          "1; "
          "} );"),
      "2:260: warning: step 5 \"1234567890 1234567890 1234567890 1234567890\": title is 43 "
      "columns; 28 "
      "or fewer read best\n2:350: warning: step 6 \"1234567890 1234567890 1234567890 1234567890\": "
      "title "
      "is 43 columns; 28 or fewer read best");
  ck_assert_str_eq(bench_ids(routine),
                   "march march-3 march-2 step 1234567890-1234567890-1234567890-1234567 "
                   "1234567890-1234567890-1234567890-12345-2");
}
END_TEST

START_TEST(guesses__stop__after_the_first_findings) {
  char *text = mem_copy(HEAD);
  for (int i = 0; i < 30; i++) {
    char *longer = mem_format("%snotee%d = 1;\n", text, i % 10);
    free(text);
    text = longer;
  }
  char *whole = mem_format("%sabuot = 1; steps = ( " MARCH " );", text);
  const char *found = parse(whole);
  ck_assert_ptr_nonnull(strstr(found, "unknown setting \"abuot\""));
  ck_assert_ptr_null(strstr(found, "did you mean \"about\""));
  free(whole);
  free(text);
}
END_TEST

START_TEST(routine_parse__reports__all_errors_in_one_go) {
  bench_expect(
      parse("title = \"Legs\"; format = 1;\nhold = 3000000000;\nsteps = (\n{ kind = \"hold\"; hold "
            "= 0; reps "
            "= 5000000000; },\n{ kind = \"prompt\"; title = \"P\"; choices = ( { label = 5; go = "
            "\"Q\"; skp "
            "= 1; } ); },\n5, { title = \"N\"; duration = 1; quack = 1; }, { kind = 5; } );"),
      "2:1: error: unknown setting \"hold\"\n"
      "2:8: error: integer 3000000000 is too large; at most 2147483647\n"
      "4:1: error: step 1: \"title\" is missing: the step's heading; at most 28 columns reads "
      "best\n"
      "4:25: error: step 1: \"hold\" must be above 0 and at most 4 h; got 0\n"
      "4:35: error: integer 5000000000 is too large; at most 2147483647\n"
      "5:55: error: step 2 \"P\", choice 1: \"label\" must be a text in quotes; got 5\n"
      "5:63: error: step 2 \"P\", choice 1: \"go\" must be 1 to 40 lower-case letters, digits and "
      "hyphens, no hyphen first; got \"Q\"\n"
      "5:68: error: step 2 \"P\", choice 1: unknown setting \"skp\"; did you mean \"skip\"?\n"
      "6:1: error: step 3 must be a group { ... }; got 5\n"
      "6:4: error: step 4 \"N\": \"kind\" is missing: what sort of step it is: hold, timed, "
      "breathe, "
      "prompt, checklist or journal\n"
      "6:33: error: step 4 \"N\": unknown setting \"quack\"\n"
      "6:47: error: step 5: \"title\" is missing: the step's heading; at most 28 columns reads "
      "best\n"
      "6:56: error: step 5: \"kind\" must be \"hold\", \"timed\", \"breathe\", \"prompt\", "
      "\"checklist\" "
      "or \"journal\"; got 5");
  ck_assert_ptr_null(routine);
}
END_TEST

START_TEST(routine_parse__refuses__what_the_guard_found) {
  bench_expect(parse(HEAD "steps = (\n" MARCH " ); # \x1b\n"),
               "3:58: error: a control character is not allowed");
  ck_assert_ptr_null(routine);
  bench_expect(
      parse(HEAD "steps = (\n{ kind = \"time\\q\"; title = \"A\"; } );"),
      "3:15: error: the escape \\q is not allowed; \\\" \\\\ \\n \\t and \\x20 to \\xff are");
  bench_expect(parse(HEAD "steps = 3000000000;"),
               "2:9: error: integer 3000000000 is too large; at most 2147483647");
  bench_expect(parse(HEAD "steps = ( 3000000000 );"),
               "2:11: error: integer 3000000000 is too large; at most 2147483647");
  bench_expect(parse(HEAD
                     "steps = (\n{ kind = \"prompt\"; title = \"P\"; choices = 3000000000; }, { "
                     "kind = \"prompt\"; title = \"P\"; choices = ( 3000000000 ); } );"),
               "3:43: error: integer 3000000000 is too large; at most 2147483647\n"
               "3:102: error: integer 3000000000 is too large; at most 2147483647");
}
END_TEST

/* What a file may look like and still be fine. */
static const char *const layouts[] = {
    "\xef\xbb\xbf" HEAD "steps = ( " MARCH " );",
    "format = 1;\r\ntitle = \"Legs\";\r\nsteps = (\r\n" MARCH "\r\n);\r\n# end",
    "format : 1, title : \"Legs\", steps : ( " MARCH " ),",
    "format = 1 title = \"Legs\" steps = ( " MARCH " )",
    "format = 0x1; title = \"Le\" \"gs\"; steps = ( " MARCH " ); // end",
    "steps = ( " MARCH " ); title = \"Legs\"; format = 1L; /* end */",
};

START_TEST(routine_parse__takes__any_layout) {
  bench_expect(parse(layouts[_i]), "");
  ck_assert_str_eq(routine->title, "Legs");
  ck_assert_int_eq(step(1)->duration, 30000);
}
END_TEST

static const char everything[] =
    "format = 1; title = \"All \\\"of\\\" it\\\\\"; about = \"two\\nlines\\tand a tab\"; when = "
    "\"caf\xc3\xa9\"; "
    "position = \"\"; equipment = ( \"wall\", \"\" ); evidence = \"other_outcome\"; evidence_note "
    "= \"n\"; note "
    "= \"o\"; instant = true; night = true; setup = 1.5; rest = 4;\n"
    "steps = (\n"
    "{ id = \"h\"; kind = \"hold\"; title = \"H\"; cue = \"c\"; detail = ( \"a\", \"b\" ); say = "
    "\"s\"; safety = "
    "\"t\"; source = \"u\"; setup = 0; essential = false; avoid_if = [ \"falls\", \"statin\" ]; "
    "instead = "
    "\"a/b\"; pose = \"p\"; hold = \"1m1.001s\"; reps = 4; sides = [ \"right\", \"both\", \"left\" "
    "]; order = "
    "\"alternating\"; rest = 0; rest_after_last = true; switch = 3; swap = 2; },\n"
    "{ kind = \"hold\"; title = \"H\"; hold = 1; },\n"
    "{ kind = \"timed\"; title = \"T\"; lengths = [ \"5m\", \"0.5s\" ]; sides = \"left\"; },\n"
    "{ kind = \"timed\"; title = \"T\"; lengths = [ 10, 20 ]; duration = 20; },\n"
    "{ kind = \"breathe\"; title = \"B\"; inhale = 1; hold_in = 2; exhale = 3; hold_out = 4; "
    "cycles = 5; },\n"
    "{ kind = \"prompt\"; title = \"P\"; estimate = 3; choices = ( { label = \"\\\"a\\\"\"; go = "
    "\"j\"; card = "
    "\"k\"; }, { label = \"b\"; skip = 1; }, { label = \"c\"; routine = \"r\"; }, { label = \"d\"; "
    "pause = true; "
    "}, { label = \"e\"; stop = true; }, { label = \"f\"; leave_out = \"j\"; avoid_if = [ "
    "\"artery\", \"falls\" ]; } ); },\n"
    "{ kind = \"hold\"; title = \"Tense\"; hold = 5; stretch = false; },\n"
    "{ kind = \"timed\"; title = \"Bend\"; duration = 5; stretch = true; },\n"
    "{ kind = \"checklist\"; title = \"C\"; items = ( \"i\" ); stop_on_tick = true; card = \"k\"; "
    "},\n"
    "{ kind = \"journal\"; title = \"J\"; fields = ( \"f\", \"g\" ); },\n"
    "{ kind = \"journal\"; title = \"F\"; form = \"episode\"; }\n"
    ");";

START_TEST(routine_write__gives__text_that_reads_back_to_an_equal_routine) {
  static const char *const texts[] = {example, everything, HEAD "steps = ( " MARCH " );"};
  bench_expect(parse(texts[_i]), "");
  char *written = routine_write(routine);
  ck_assert_int_eq(strncmp(written, "format = 1;\n", strlen("format = 1;\n")), 0);
  Routine *again = bench_parse(written);
  bench_expect(bench_found(), "");
  ck_assert(bench_equal(routine, again));
  char *twice = routine_write(again);
  ck_assert_str_eq(written, twice);
  free(twice);
  free(written);
  routine_free(again);
}
END_TEST

START_TEST(routine_write__gives__the_plainest_text) {
  bench_expect(parse(HEAD "setup = 5; steps = ( { kind = \"timed\"; title = \"March\"; duration = "
                          "\"1m30s\"; setup = 5; essential = true; }, { kind = \"timed\"; title = "
                          "\"Rest\"; duration = 0.25; setup = 0; } );"),
               "");
  char *written = routine_write(routine);
  ck_assert_str_eq(written,
                   "format = 1;\ntitle = \"Legs\";\nsetup = 5;\nsteps = (\n"
                   "  {\n    kind = \"timed\";\n    id = \"march\";\n    title = \"March\";\n"
                   "    duration = 90;\n  },\n"
                   "  {\n    kind = \"timed\";\n    id = \"rest\";\n    title = \"Rest\";\n"
                   "    setup = 0;\n    duration = \"0.25s\";\n  }\n);\n");
  free(written);
}
END_TEST

START_TEST(routine_write__keeps__the_length_that_was_chosen) {
  bench_expect(
      parse(HEAD "steps = ( { kind = \"timed\"; title = \"A\"; lengths = [ 10, 20 ]; } );"), "");
  routine_choose_length(routine, 1);
  char *written = routine_write(routine);
  Routine *again = bench_parse(written);
  ck_assert_int_eq(again->steps[0].duration, 20000);
  ck_assert(bench_equal(routine, again));
  routine_free(again);
  free(written);
}
END_TEST

static const struct {
  const char *text, *title;
} titles[] = {
    {HEAD "steps = ( " MARCH " );", "Legs"},
    {"\xef\xbb\xbf# title = \"No\"\n/* title = */ title : \"Legs\", format = 1", "Legs"},
    {"steps = ( { title = \"No\"; } ); title = \"Legs\";", "Legs"},
    {"title = \"Beine \xc3\xbc\"; what follows is not looked at \"", "Beine \xc3\xbc"},
    {"format = 1; titles = \"No\";", NULL},
    {"title \"Legs\";", NULL},
    {"title = 5;", NULL},
    {"title = \"\";", NULL},
    {"title = \"  \";", NULL},
    {"title = \"Legs", NULL},
    {"title", NULL},
    {"", NULL},
    {"a = 15s; title = \"Legs\";", NULL},
    {"@include \"x\"; title = \"Legs\";", NULL},
    /* only the whole reading knows what it comes to */
    {"title = \"Le\" \"gs\";", NULL},
    {"title = \"Le\\x67s\";", NULL},
    {"title = \"two\nlines\";", NULL},
    {"title = \"Le\x1bgs\";", NULL},
    {"title = \"0123456789012345678901234567890123456789012345678901234567890\";", NULL},
};

START_TEST(routine_file_title__is_told__without_reading_more) {
  temp_folder_write("some.cfg", titles[_i].text);
  char *path = temp_folder_path("some.cfg");
  char *title = routine_file_title(path);
  if (titles[_i].title == NULL) {
    ck_assert_ptr_null(title);
  } else {
    ck_assert_ptr_nonnull(title);
    ck_assert_str_eq(title, titles[_i].title);
  }
  free(title);
  free(path);
}
END_TEST

START_TEST(routine_file_title__is_none__of_what_is_no_file) {
  temp_folder_inside("folder.cfg");
  char *folder = temp_folder_path("folder.cfg");
  char *absent = temp_folder_path("absent.cfg");
  ck_assert_ptr_null(routine_file_title(folder));
  ck_assert_ptr_null(routine_file_title(absent));
  free(absent);
  free(folder);
}
END_TEST

#define COUNT(list) ((int)(sizeof(list) / sizeof((list)[0])))

static TCase *text_case(void) {
  TCase *text = tcase_create("text");
  tcase_add_checked_fixture(text, set_up, tear_down);
  tcase_add_test(text, routine_parse__reads__the_example_of_the_specification);
  tcase_add_loop_test(text, seconds__are__numbers_and_texts, 0, COUNT(times));
  tcase_add_loop_test(text, setting__is_refused__with_what_it_must_be, 0, COUNT(wrongs));
  tcase_add_test(text, limits__hold__on_both_sides);
  tcase_add_test(text, steps__may_be__two_hundred);
  tcase_add_test(text, beats__may_be__twenty_thousand);
  tcase_add_test(text, total__may_be__twelve_hours);
  tcase_add_test(text, single_text__is__a_list_of_one);
  tcase_add_test(text, setup_and_rest__come_from_the_routine__unless_the_step_says);
  tcase_add_test(text, lengths__give_the_duration__the_first_unless_said);
  tcase_add_test(text, ids__are_made__and_made_unique);
  tcase_add_test(text, routine_parse__reports__all_errors_in_one_go);
  tcase_add_test(text, guesses__stop__after_the_first_findings);
  tcase_add_test(text, routine_parse__refuses__what_the_guard_found);
  tcase_add_loop_test(text, routine_parse__takes__any_layout, 0, COUNT(layouts));
  tcase_add_loop_test(text, routine_write__gives__text_that_reads_back_to_an_equal_routine, 0, 3);
  tcase_add_test(text, routine_write__gives__the_plainest_text);
  tcase_add_test(text, routine_write__keeps__the_length_that_was_chosen);
  tcase_add_loop_test(text, routine_file_title__is_told__without_reading_more, 0, COUNT(titles));
  tcase_add_test(text, routine_file_title__is_none__of_what_is_no_file);
  return text;
}

int main(void) {
  Suite *suite = suite_create("routine_file");
  suite_add_tcase(suite, text_case());
  return suite_run(suite);
}
