/* The diary's screen: what each key keeps at once, and what is shown of a night. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "diary_bench.h"
#include "suite.h"

static ScreenBench *bench;

static void set_up(void) {
  bench = diary_bench_new(24, 80);
  diary_open(&bench->tui, diary_bench_last());
}

static void tear_down(void) {
  screen_bench_free(bench);
}

static void type(const char *keys) {
  screen_bench_type(bench, keys);
}

static void expect(const char *text) {
  screen_bench_expect(bench, text);
}

static void mark(const char *line) {
  diary_bench_mark(bench, line);
}

static Night last(void) {
  return diary_bench_last();
}

static int kept_count(void) {
  DiaryNight kept = diary_bench_night(bench, last());
  diary_night_free(&kept);
  return kept.cramp_count;
}

/* The habits of last night's day before. */
static Habits habits(void) {
  return diary_bench_habits(bench, last());
}

/* ---- the count ---- */

START_TEST(diary__counts_none__by_its_first_key) {
  expect("not recorded");
  type("0");
  ck_assert_int_eq(kept_count(), 0);
  expect("> Cramps                    0");
  screen_bench_expect_none(bench, "not recorded");
  screen_bench_expect_none(bench, "Times woken by a cramp"); /* nothing about cramps then */
}
END_TEST

START_TEST(diary__asks_for_muscle_pain__of_who_takes_a_statin) {
  mark("Note");
  screen_bench_expect_none(bench, "statin");
  bench->app.settings.profile = 1U << FLAG_STATIN;
  expect("> Note (muscle pain)");
  expect("On a statin: muscle pain or weakness without a cause");
}
END_TEST

START_TEST(diary__reads_two_digits__as_one_number) {
  type("12");
  ck_assert_int_eq(kept_count(), 12);
  type("<Down><Up>3"); /* begun anew */
  ck_assert_int_eq(kept_count(), 3);
}
END_TEST

START_TEST(diary__steps__by_plus_and_minus) {
  type("++-");
  ck_assert_int_eq(kept_count(), 1);
  type("--");
  ck_assert_int_eq(kept_count(), 0);
}
END_TEST

START_TEST(diary__takes_a_count_back) {
  type("2u");
  ck_assert_int_eq(kept_count(), CRAMPS_NOT_RECORDED);
  expect("not recorded");
}
END_TEST

START_TEST(diary__refuses_a_count__below_the_cramps_described) {
  type("a116<Up>0");
  ck_assert_int_eq(kept_count(), CRAMPS_NOT_RECORDED);
  expect("1 described so far: the night counts once you say how many");
  type("1");
  ck_assert_int_eq(kept_count(), 1);
}
END_TEST

/* ---- cramps ---- */

START_TEST(diary__adds_a_cramp__by_three_keys) {
  Episode cramp;
  type("2a");
  expect("Which leg: left, right or both.");
  type("1");
  expect("Where it cramped.");
  type("2");
  expect("How bad it was: 0 no pain, 10 the worst you can imagine.");
  type("6");
  ck_assert_str_eq(screen_bench_top(bench)->name, "diary");
  expect("> no time  left, arch of the foot, severity 6");
  ck_assert_int_eq(diary_bench_cramps(bench, last(), &cramp), 1);
  ck_assert_int_eq(cramp.side, SIDE_LEFT);
  ck_assert_int_eq(cramp.muscle, MUSCLE_FOOT_ARCH);
  ck_assert_int_eq(cramp.severity, 6);
  ck_assert_int_eq(cramp.onset_precision, ONSET_UNKNOWN);
  ck_assert_int_eq(cramp.duration, -1);
  ck_assert_int_eq(kept_count(), 2);
}
END_TEST

START_TEST(diary__knows_the_ends__of_how_bad_it_was) {
  Episode cramp;
  type("a110");
  ck_assert_int_eq(diary_bench_cramps(bench, last(), &cramp), 1);
  ck_assert_int_eq(cramp.severity, 0);
  type("a11+");
  ck_assert_int_eq(diary_bench_cramps(bench, last(), NULL), 2);
  expect("> no time  left, calf, severity 10");
}
END_TEST

START_TEST(diary__leaves_a_question_out__and_asks_again_later) {
  Episode cramp;
  type("a1ss");
  expect("> no time  left\n");
  expect("Its leg, muscle or severity is not said yet: Enter asks.");
  type("<Enter>");
  expect("1 of 2");
  type("14");
  ck_assert_int_eq(diary_bench_cramps(bench, last(), &cramp), 1);
  ck_assert_int_eq(cramp.side, SIDE_LEFT);
  ck_assert_int_eq(cramp.muscle, MUSCLE_CALF);
  ck_assert_int_eq(cramp.severity, 4);
}
END_TEST

START_TEST(diary__keeps_nothing__when_the_questions_are_left) {
  type("a1<Esc>");
  expect("> 1  left"); /* back to the first */
  type("<Esc>");
  ck_assert_str_eq(screen_bench_top(bench)->name, "diary");
  ck_assert_int_eq(diary_bench_cramps(bench, last(), NULL), 0);
}
END_TEST

START_TEST(diary__keeps_the_answers__when_the_terminal_goes) {
  type("a1");
  tui_end_session(&bench->tui, ENDED_HANGUP);
  tui_close_all(&bench->tui);
  ck_assert_int_eq(diary_bench_cramps(bench, last(), NULL), 1);
}
END_TEST

START_TEST(diary__takes_all_about_a_cramp__in_its_form) {
  Episode cramp;
  type("a116<Enter>");
  ck_assert_str_eq(screen_bench_top(bench)->name, "form");
  type("3:10<Down><Down><Down><Down><Down>2.5<Down>y<Enter>");
  expect("> 03:10  left, calf, severity 6, 2 min 30 s");
  ck_assert_int_eq(diary_bench_cramps(bench, last(), &cramp), 1);
  ck_assert_int_eq(cramp.duration, 150000);
  ck_assert_int_eq(cramp.onset_precision, ONSET_NOT_SAID);
  ck_assert_int_eq(cramp.woke_from_sleep, YESNO_YES);
  ck_assert(cramp.eased);
  ck_assert_int_eq(civil_of(cramp.onset).day, 22);
  ck_assert_int_eq(civil_of(cramp.onset).hour, 3);
  type("<Enter><Back><Back><Back><Back><Back><Enter>");
  expect("> no time  left, calf, severity 6, 2 min 30 s");
}
END_TEST

START_TEST(diary__says_what_is_wrong__in_the_form) {
  type("a116<Enter>25:10<Enter>");
  ck_assert_str_eq(screen_bench_top(bench)->name, "form");
  expect("must be a time such as 22:15");
  type("<Back><Back><Back><Back><Back>1:05<Down><Down><Down><Down>1<Enter>");
  expect("must be from 0 to 10; got \"61\"");
  type("<Back><Enter>");
  expect("> 01:05  left, calf, severity 6\n");
}
END_TEST

START_TEST(diary__corrects_a_cramp) {
  Episode cramp;
  type("a116<Enter><Down><Down>r<Enter>");
  ck_assert_int_eq(diary_bench_cramps(bench, last(), &cramp), 1);
  ck_assert_int_eq(cramp.side, SIDE_RIGHT);
}
END_TEST

START_TEST(diary__asks__before_it_removes) {
  type("a116x");
  expect("Remove it for good? y removes; any other key keeps it.");
  type("z");
  ck_assert_int_eq(diary_bench_cramps(bench, last(), NULL), 1);
  type("xy");
  ck_assert_int_eq(diary_bench_cramps(bench, last(), NULL), 0);
  expect("Removed.");
}
END_TEST

START_TEST(diary__says_what_to_do__once_a_cramp_lasted_over_ten_minutes) {
  type("a116<Enter><Down><Down><Down><Down><Down>10<Enter>");
  screen_bench_expect_none(bench, "same day");
  type("<Enter><Down><Down><Down><Down><Down><Back>1<Enter>");
  expect("A cramp of over 10 minutes that does not ease");
  type("<Enter><Down><Down><Down><Down><Down><Down>y<Enter>w");
  type("q");
  screen_bench_expect_none(bench, "over 10 minutes");
}
END_TEST

/* ---- the night ---- */

START_TEST(diary__keeps_each_answer__of_the_night) {
  type("1");
  mark("Times woken by a cramp");
  type("2");
  mark("Sleep disturbed 0-10");
  type("10");
  mark("Quality of sleep");
  expect("1 very poor, 2 poor, 3 fair, 4 good, 5 very good.");
  type("46"); /* there is no sixth */
  mark("To bed at");
  type("<Enter>22:40<Enter>");
  mark("Awake because of cramps");
  type("<Enter>20<Enter>");
  mark("Note");
  type("<Enter>Cold feet.<Enter>");
  DiaryNight kept = diary_bench_night(bench, last());
  ck_assert_int_eq(kept.cramp_count, 1);
  ck_assert_int_eq(kept.awakenings_cramp, 2);
  ck_assert_int_eq(kept.sleep_disturbance_nrs, 10);
  ck_assert_int_eq(kept.sleep_quality, SLEEP_GOOD);
  ck_assert_int_eq(kept.bed_time, 22 * 60 + 40);
  ck_assert_int_eq(kept.waso_cramp, 1200000);
  ck_assert_str_eq(kept.note, "Cold feet.");
  diary_night_free(&kept);
}
END_TEST

START_TEST(diary__keeps_a_note__when_the_terminal_goes) {
  mark("Note");
  type("<Enter>Half a wor");
  tui_end_session(&bench->tui, ENDED_HANGUP);
  DiaryNight kept = diary_bench_night(bench, last());
  ck_assert_str_eq(kept.note, "Half a wor");
  diary_night_free(&kept);
}
END_TEST

START_TEST(diary__drops_a_note__that_is_left_twice) {
  mark("Note");
  type("<Enter>Half a wor<Esc>");
  expect("Leave without what you changed here?");
  type("<Esc>");
  DiaryNight kept = diary_bench_night(bench, last());
  ck_assert_ptr_null(kept.note);
  diary_night_free(&kept);
}
END_TEST

START_TEST(diary__takes_a_note_back) {
  mark("Note");
  type("<Enter>Cold.<Enter>u");
  DiaryNight kept = diary_bench_night(bench, last());
  ck_assert_ptr_null(kept.note);
  diary_night_free(&kept);
}
END_TEST

START_TEST(diary__excuses_a_night__with_a_reason) {
  type("e");
  expect("> Why none was due");
  type("<Enter>flu<Enter>");
  DiaryNight kept = diary_bench_night(bench, last());
  ck_assert(kept.excused);
  ck_assert_str_eq(kept.excused_reason, "flu");
  ck_assert_int_eq(kept.cramp_count, CRAMPS_NOT_RECORDED);
  diary_night_free(&kept);
  mark("No routine was due");
  type("n");
  kept = diary_bench_night(bench, last());
  ck_assert(!kept.excused);
  diary_night_free(&kept);
}
END_TEST

/* ---- habits ---- */

START_TEST(diary__keeps_each_habit__by_one_key) {
  mark("Glasses of fluid");
  type("+++");
  mark("Alcoholic drinks");
  type("2");
  mark("Caffeine late");
  type("y");
  mark("Minutes of activity");
  expect("1: 0, 2: 15, 3: 30, 4: 60, 5: 90 or more.");
  type("3");
  mark("Hours standing");
  type("2");
  mark("Supplements");
  type("24");
  ck_assert_int_eq(habits().fluid, 3);
  ck_assert_int_eq(habits().alcohol, 2);
  ck_assert_int_eq(habits().caffeine_late, YESNO_YES);
  ck_assert_int_eq(habits().activity, 30);
  ck_assert_int_eq(habits().standing_hours, STANDING_2_TO_4);
  ck_assert_uint_eq(habits().supplement, SUPPLEMENT_MAGNESIUM | SUPPLEMENT_OTHER);
  type("1"); /* none stands alone */
  ck_assert_uint_eq(habits().supplement, SUPPLEMENT_NONE);
  ck_assert_int_eq(habits().stress_nrs, -1);
}
END_TEST

START_TEST(diary__hints_at_the_day_before__and_keeps_it_only_when_told) {
  diary_open(&bench->tui, (Night){last().day - 1});
  mark("Glasses of fluid");
  type("6");
  type("<Right>");
  mark("Glasses of fluid");
  expect("Glasses of fluid          - (6)");
  expect("The day before: 6. s says the same.");
  ck_assert_int_eq(habits().fluid, -1);
  type("s");
  ck_assert_int_eq(habits().fluid, 6);
}
END_TEST

START_TEST(diary__asks_some_habits__on_request_alone) {
  mark("+ more habits");
  screen_bench_expect_none(bench, "Salty late");
  type("<Enter>");
  type("<PgDn>");
  mark("Salty late");
  type("y");
  ck_assert_int_eq(habits().late_salt, YESNO_YES);
  type("o"); /* hides those that are not said */
  expect("> Salty late                yes");
  screen_bench_expect_none(bench, "Food with magnesium");
}
END_TEST

START_TEST(diary__begins_a_change_of_medicine__with_none) {
  int kind = 0;
  char name[64];
  type("m<Enter>"); /* nothing said, nothing kept */
  ck_assert_int_eq(diary_bench_medicines(bench, last(), &kind, name), 0);
  type("m<Down>Statin<Enter>");
  expect("Say what changed: started, stopped or dose changed.");
  type("s<Enter>");
  expect("> Statin: started");
  ck_assert_int_eq(diary_bench_medicines(bench, last(), &kind, name), 1);
  ck_assert_int_eq(kind, MEDICATION_STARTED);
  ck_assert_str_eq(name, "Statin");
  type("xy");
  ck_assert_int_eq(diary_bench_medicines(bench, last(), &kind, name), 0);
}
END_TEST

/* ---- other nights ---- */

START_TEST(diary__goes_from_night_to_night__up_to_tonight) {
  type("h");
  expect("Fri 2026-11-20");
  type("ll");
  expect("Sun 2026-11-22, tonight");
  type("l");
  expect("That is the newest night.");
  type("t");
  expect("Sat 2026-11-21, last night");
  type("t");
  expect("Sun 2026-11-22, tonight");
}
END_TEST

START_TEST(diary__goes_to_a_date) {
  type("g2026-10-05<Enter>");
  expect("Mon 2026-10-05");
  type("g31<Enter>");
  expect("Sat 2026-10-31");
  type("g2026-12-01<Enter>");
  expect("That night is yet to come.");
  type("<Esc><Esc>gnever<Enter>");
  expect("A date is written such as 2026-11-21, or its day alone: 21.");
}
END_TEST

START_TEST(diary__marks__what_is_entered_late) {
  type("g2026-11-20<Enter>");
  expect("An answer now is kept, and marked as late.");
  type("1");
  expect("late\n");
  diary_open(&bench->tui, (Night){last().day - 9});
  expect("An answer now is kept, and marked as over a week late.");
  type("0");
  expect("over a week late\n");
}
END_TEST

START_TEST(diary__names_keys_of_your_own) {
  Keymap *keys = &bench->tui.keys;
  keys->at[ACTION_OPEN_LINE][0] = 'v';
  keys->at[ACTION_ENTER_ANSWER][0] = 'v';
  keys->at[ACTION_SAY_YES][0] = 'j';
  keys->at[ACTION_SAY_MORE][0] = '*';
  expect("0-9, or * and -.");
  type("a1ss");
  expect("not said yet: v asks.");
  type("a116");
  expect("v shows all that can be said about it.");
  type("e");
  expect("v says why");
  mark("No routine was due");
  expect("j yes, n no.");
}
END_TEST

START_TEST(diary__says_why__when_nothing_can_be_kept) {
  free(bench->app.paths.database);
  bench->app.paths.database = NULL;
  type("0");
  expect("HOME");
  expect("> Cramps                    -");
}
END_TEST

int main(void) {
  Suite *suite = suite_create("tui_diary");
  TCase *night = tcase_create("night");
  tcase_add_checked_fixture(night, set_up, tear_down);
  tcase_add_test(night, diary__counts_none__by_its_first_key);
  tcase_add_test(night, diary__asks_for_muscle_pain__of_who_takes_a_statin);
  tcase_add_test(night, diary__reads_two_digits__as_one_number);
  tcase_add_test(night, diary__steps__by_plus_and_minus);
  tcase_add_test(night, diary__takes_a_count_back);
  tcase_add_test(night, diary__refuses_a_count__below_the_cramps_described);
  tcase_add_test(night, diary__adds_a_cramp__by_three_keys);
  tcase_add_test(night, diary__knows_the_ends__of_how_bad_it_was);
  tcase_add_test(night, diary__leaves_a_question_out__and_asks_again_later);
  tcase_add_test(night, diary__keeps_nothing__when_the_questions_are_left);
  tcase_add_test(night, diary__keeps_the_answers__when_the_terminal_goes);
  tcase_add_test(night, diary__takes_all_about_a_cramp__in_its_form);
  tcase_add_test(night, diary__says_what_is_wrong__in_the_form);
  tcase_add_test(night, diary__corrects_a_cramp);
  tcase_add_test(night, diary__asks__before_it_removes);
  tcase_add_test(night, diary__says_what_to_do__once_a_cramp_lasted_over_ten_minutes);
  tcase_add_test(night, diary__keeps_each_answer__of_the_night);
  tcase_add_test(night, diary__keeps_a_note__when_the_terminal_goes);
  tcase_add_test(night, diary__drops_a_note__that_is_left_twice);
  tcase_add_test(night, diary__takes_a_note_back);
  tcase_add_test(night, diary__excuses_a_night__with_a_reason);
  tcase_add_test(night, diary__keeps_each_habit__by_one_key);
  tcase_add_test(night, diary__hints_at_the_day_before__and_keeps_it_only_when_told);
  tcase_add_test(night, diary__asks_some_habits__on_request_alone);
  tcase_add_test(night, diary__begins_a_change_of_medicine__with_none);
  tcase_add_test(night, diary__goes_from_night_to_night__up_to_tonight);
  tcase_add_test(night, diary__goes_to_a_date);
  tcase_add_test(night, diary__marks__what_is_entered_late);
  tcase_add_test(night, diary__names_keys_of_your_own);
  tcase_add_test(night, diary__says_why__when_nothing_can_be_kept);
  suite_add_tcase(suite, night);
  return suite_run(suite);
}
