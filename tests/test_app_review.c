/* What the review is about, and filling it from the record. */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app_fixture.h"
#include "history_bench.h"
#include "nightcalf/app_review.h"
#include "suite.h"
#include "temp_folder.h"

/* The fixture's evening is that of 2026-11-21: tonight. */
static Night before(int nights) {
  return (Night){app_tonight(&app).day - nights};
}

#define CHECK_OK(call)                                                                             \
  do {                                                                                             \
    Error *const err = &(Error){{0}};                                                              \
    ck_assert_msg((call), "%s", err->text);                                                        \
  } while (0)

/* The review by the settings. */
static AppReview open_review(void) {
  AppReview review;
  ReviewPlan plan = app_review_plan(&app);
  CHECK_OK(app_review_open(&app, &plan, &review, err));
  review_plan_free(&plan);
  return review;
}

/* A session of that routine on a night at 21:00. */
static void add_session(const char *routine, Night night, bool completed) {
  StepRecord record = {.planned = 1000, .done = 1000};
  Routine *steps = load("legs");
  int64_t id = 0;
  WallTime at = {((int64_t)night.day * 24 + 21) * hour, 0};
  SessionStart start = {.routine = routine,
                        .title = routine,
                        .snapshot = "",
                        .night = night,
                        .started = at,
                        .planned = 1000,
                        .steps = steps,
                        .records = (StepRecord[]){record, record}};
  SessionProgress progress = {
      .at = {at.utc_ms + 60 * second, 0},
      .done = completed ? 1000 : 100,
      .outcome = completed ? OUTCOME_COMPLETED : OUTCOME_PARTIAL,
      .ended_by = ENDED_END,
      .records = (StepRecord[]){record, record},
      .record_count = 2,
  };
  Store *store = app_store(&app, STORE_WRITE, NULL);
  CHECK_OK(store_session_begin(store, &start, &id, err));
  CHECK_OK(store_session_save(store, id, &progress, err));
  routine_free(steps);
}

START_TEST(app_last_night__is_asked__until_it_is_counted) {
  LastNight last;
  CHECK_OK(app_last_night(&app, &last, err));
  ck_assert_int_eq(last.night.day, before(1).day);
  ck_assert(last.asked && !last.excused);
  ck_assert_int_eq(last.described, 0);
  Episode episode = episode_new(app_onset(&app, last.night, 190), last.night);
  CHECK_OK(app_log(&app, &(DiaryEntry){.episodes = &episode, .episode_count = 1}, err));
  CHECK_OK(app_last_night(&app, &last, err));
  ck_assert(last.asked);
  ck_assert_int_eq(last.described, 1);
  CHECK_OK(app_log_count(&app, last.night, 1, err));
  CHECK_OK(app_log_excuse(&app, last.night, true, "ill", err));
  CHECK_OK(app_last_night(&app, &last, err));
  ck_assert(!last.asked && last.excused);
  ck_assert_int_eq(last.cramps, 1);
}
END_TEST

START_TEST(app_review_last__waits_for_the_answer__in_the_morning) {
  Night last;
  CHECK_OK(app_review_last(&app, &last, err));
  ck_assert_int_eq(last.day, before(1).day);
  turn(10 * hour); /* 08:30: tonight has become last night */
  CHECK_OK(app_review_last(&app, &last, err));
  ck_assert_int_eq(last.day, before(1).day);
  CHECK_OK(app_log_count(&app, before(0), 0, err));
  CHECK_OK(app_review_last(&app, &last, err));
  ck_assert_int_eq(last.day, before(0).day);
}
END_TEST

START_TEST(app_review_last__counts_a_night_without_an_answer__from_noon_on) {
  Night last;
  Night night = app_tonight(&app);
  turn(14 * hour);
  CHECK_OK(app_review_last(&app, &last, err));
  ck_assert_int_eq(last.day, night.day);
}
END_TEST

START_TEST(app_log__removes__what_was_wrong) {
  char name[] = "Statin";
  Episode episode = episode_new(app_onset(&app, before(1), 190), before(1));
  MedicationChange change = medication_new(before(1));
  change.kind = MEDICATION_STARTED;
  change.name = name;
  DiaryEntry entry = {.episodes = &episode, .episode_count = 1, .medication = &change};
  CHECK_OK(app_log(&app, &entry, err));
  CHECK_OK(app_log_remove_episode(&app, episode.id, err));
  CHECK_OK(app_log_remove_medication(&app, change.id, err));
  ck_assert(!app_log_remove_episode(&app, episode.id, NULL));
  AppReview review = open_review();
  ck_assert(!review.any);
  app_review_close(&review);
}
END_TEST

START_TEST(app_review_plan__reads__what_the_settings_say) {
  ReviewPlan plan = app_review_plan(&app);
  ck_assert_str_eq(plan.routine, "three-minute-standing");
  ck_assert(!plan.has_start && !plan.has_fair && !plan.leave_old && plan.habits[0] == NULL);
  review_plan_free(&plan);
  CHECK_OK(app_trial_begin(&app, before(40), "legs", err));
  CHECK_OK(app_pick_habits(&app, (const char *const[]){"alcohol", "hot_night"}, 2, err));
  CHECK_OK(app_set(&app, "leave_out_late", "true", err));
  CHECK_OK(app_set(&app, "fair_test", "\"2026-11-23: on off off on on off\"", err));
  plan = app_review_plan(&app);
  ck_assert_str_eq(plan.routine, "legs");
  ck_assert(plan.has_start && plan.leave_old && plan.has_fair);
  ck_assert_int_eq(plan.start.day, before(40).day);
  ck_assert_str_eq(plan.habits[0]->name, "alcohol");
  ck_assert_str_eq(plan.habits[1]->name, "hot_night");
  ck_assert_ptr_null(plan.habits[2]);
  ck_assert_int_eq(plan.fair.blocks, 6);
  ck_assert(plan.fair.on[0] && !plan.fair.on[1]);
  review_plan_free(&plan);
  CHECK_OK(app_trial_forget(&app, err));
  CHECK_OK(app_fair_forget(&app, err));
  CHECK_OK(app_pick_habits(&app, NULL, 0, err));
  plan = app_review_plan(&app);
  ck_assert(!plan.has_start && !plan.has_fair && plan.habits[0] == NULL);
  review_plan_free(&plan);
}
END_TEST

START_TEST(app_pick_habits__refuses__what_cannot_be_compared) {
  Error why = {{0}};
  const char *const four[] = {"alcohol", "fluid", "footwear", "hot_night"};
  ck_assert(!app_pick_habits(&app, four, 4, &why));
  ck_assert_ptr_nonnull(strstr(why.text, "at most 3"));
  ck_assert(!app_pick_habits(&app, (const char *const[]){"moon"}, 1, &why));
  ck_assert_uint_eq(app.settings.compare_habits.count, 0);
}
END_TEST

START_TEST(habit_patterns__are__the_habits_that_can_be_picked) {
  size_t count = 0;
  for (const Field *field = diary_habit_fields; field->name != NULL; field++) {
    ck_assert_msg(habit_pattern_find(field->name) != NULL, "%s", field->name);
    count++;
  }
  for (const HabitPattern *row = habit_patterns; row->name != NULL; row++) {
    count--;
  }
  ck_assert_uint_eq(count, 0);
}
END_TEST

START_TEST(app_fair_begin__draws_once__and_keeps_to_it) {
  Error why = {{0}};
  FairNight night;
  ck_assert(!app_fair_tonight(&app, &night));
  ck_assert(!app_fair_begin(&app, before(0), 7, &why));
  CHECK_OK(app_fair_begin(&app, before(0), 8, err));
  char *drawn = strdup(app.settings.fair_test);
  ck_assert(app_fair_tonight(&app, &night));
  ck_assert(night.inside && night.block == 0 && night.number == 0);
  ck_assert(!app_fair_begin(&app, before(0), 6, &why));
  ck_assert_ptr_nonnull(strstr(why.text, "drawn already"));
  app_close(&app);
  open_app(); /* another start of the program */
  ck_assert_str_eq(app.settings.fair_test, drawn);
  free(drawn);
  turn(hour * 24 * 7 * 8);
  CHECK_OK(app_fair_begin(&app, before(0), 6, err));
}
END_TEST

START_TEST(app_review_open__is_empty__before_anything_is_kept) {
  AppReview review = open_review();
  ck_assert(!review.any);
  ck_assert_uint_eq(review.night_count, 0);
  ck_assert_ptr_null(app_review_night(&review, before(1)));
  ck_assert_int_eq(period_nights(app_review_period(&review, 28)), 0);
  ck_assert_int_eq(review.streak, 0);
  ck_assert_str_eq(review.title, "Three-minute stretch (standing)");
  app_review_close(&review);
  app_review_close(&review);
}
END_TEST

START_TEST(app_review_open__puts_a_night_together__from_all_that_is_kept) {
  char name[] = "Statin";
  char note[] = "hot";
  CHECK_OK(app_trial_begin(&app, before(9), "legs", err));
  CHECK_OK(app_pick_habits(&app, (const char *const[]){"alcohol"}, 1, err));
  DiaryNight night = diary_night_new(before(3));
  Habits habits = habits_new(before(3));
  MedicationChange change = medication_new(before(3));
  Episode episode = episode_new(app_onset(&app, before(3), 190), before(3));
  night.cramp_count = 2;
  night.awakenings_cramp = 1;
  night.sleep_disturbance_nrs = 4;
  night.note = note;
  habits.alcohol = 1;
  change.kind = MEDICATION_STARTED;
  change.name = name;
  episode.severity = 7;
  episode.duration = second * 60 * 3;
  episode.side = SIDE_LEFT;
  episode.muscle = MUSCLE_CALF;
  CHECK_OK(app_log(&app, &(DiaryEntry){&night, true, &habits, &episode, 1, &change}, err));
  add_session("legs", before(3), true);
  add_session("legs", before(2), false);
  add_session("ask", before(1), true);
  CHECK_OK(app_log_excuse(&app, before(4), true, NULL, err));
  AppReview review = open_review();
  ck_assert(review.any);
  ck_assert_str_eq(review.title, "Legs");
  ck_assert_int_eq(review.span.from.day, before(4).day);
  ck_assert_int_eq(review.span.until.day, before(1).day);
  ck_assert_uint_eq(review.night_count, 4);
  const AppNight *full = app_review_night(&review, before(3));
  ck_assert(full->review.recorded && full->noted && !full->excused);
  ck_assert_int_eq(full->review.cramps, 2);
  ck_assert_int_eq(full->review.awakenings, 1);
  ck_assert_int_eq(full->review.disturbance, 4);
  ck_assert_int_eq(full->review.routine, ROUTINE_COMPLETED);
  ck_assert_int_eq(full->review.habit[0], YESNO_YES);
  ck_assert(full->review.medicine_started);
  ck_assert_int_eq(full->review.age, ENTRY_LATE);
  ck_assert_int_eq(full->described, 1);
  ck_assert_int_eq(app_review_night(&review, before(2))->review.routine, ROUTINE_PARTIAL);
  ck_assert_int_eq(app_review_night(&review, before(1))->review.routine, ROUTINE_MISSED);
  ck_assert_int_eq(app_review_night(&review, before(4))->review.routine, ROUTINE_EXCUSED);
  ck_assert_ptr_null(app_review_night(&review, before(5)));
  Pattern pattern = review_pattern(review.review, review.span);
  ck_assert_int_eq(pattern.hour[3], 1);
  ck_assert_int_eq(pattern.side[SIDE_LEFT], 1);
  ck_assert_int_eq(pattern.muscle[MUSCLE_CALF], 1);
  app_review_close(&review);
}
END_TEST

START_TEST(app_review_open__counts_no_time__that_is_not_known) {
  Episode episode = episode_new(app_onset(&app, before(1), TIME_NOT_SAID), before(1));
  episode.onset_precision = ONSET_UNKNOWN;
  CHECK_OK(app_log(&app, &(DiaryEntry){.episodes = &episode, .episode_count = 1}, err));
  AppReview review = open_review();
  Pattern pattern = review_pattern(review.review, review.span);
  ck_assert_int_eq(pattern.episodes, 1);
  ck_assert_int_eq(pattern.onset_known, 0);
  app_review_close(&review);
}
END_TEST

START_TEST(app_review_open__keeps_a_night_of_a_medicine_alone) {
  char name[] = "Statin";
  MedicationChange change = medication_new(before(6));
  change.kind = MEDICATION_STARTED;
  change.name = name;
  CHECK_OK(app_log(&app, &(DiaryEntry){.medication = &change}, err));
  AppReview review = open_review();
  ck_assert_uint_eq(review.night_count, 1);
  ck_assert(review.nights[0].review.medicine_started && !review.nights[0].review.recorded);
  ck_assert_int_eq(period_nights(app_review_period(&review, 28)), 6);
  ck_assert_int_eq(period_nights(app_review_period(&review, 3)), 3);
  app_review_close(&review);
}
END_TEST

START_TEST(app_review_streak__passes_over__excused_nights) {
  CHECK_OK(app_set(&app, "trial_routine", "\"legs\"", err));
  CHECK_OK(app_set(&app, "show_streak", "true", err));
  add_session("legs", before(1), true);
  CHECK_OK(app_log_excuse(&app, before(2), true, NULL, err));
  add_session("legs", before(3), true);
  add_session("legs", before(5), true);
  AppReview review = open_review();
  ck_assert_int_eq(review.streak, 2);
  app_review_close(&review);
}
END_TEST

/* A late entry counts, is told of, and is left out on demand. */
START_TEST(app_review_open__leaves_out__what_was_entered_over_a_week_late) {
  CHECK_OK(app_log_count(&app, before(20), 3, err));
  CHECK_OK(app_log_count(&app, before(1), 0, err));
  AppReview review = open_review();
  Summary sum = review_summary(review.review, review.span);
  ck_assert_int_eq(sum.recorded, 2);
  ck_assert_int_eq(sum.old, 1);
  app_review_close(&review);
  ReviewPlan plan = app_review_plan(&app);
  plan.leave_old = true;
  CHECK_OK(app_review_open(&app, &plan, &review, err));
  sum = review_summary(review.review, review.span);
  ck_assert_int_eq(sum.recorded, 1);
  ck_assert_int_eq(sum.cramps, 0);
  app_review_close(&review);
  review_plan_free(&plan);
}
END_TEST

START_TEST(app_review_open__fails_whole__when_the_record_cannot_be_read) {
  AppReview review;
  Error why = {{0}};
  char *path = temp_folder_path("nightcalf");
  char *database = temp_folder_path("nightcalf/nightcalf.db");
  CHECK_OK(app_log_count(&app, before(1), 0, err));
  temp_folder_write("nightcalf/nightcalf.db", "this is no database, whatever it was before");
  app_close(&app);
  open_app();
  ReviewPlan plan = app_review_plan(&app);
  ck_assert(!app_review_open(&app, &plan, &review, &why));
  ck_assert_str_ne(why.text, "");
  app_review_close(&review);
  review_plan_free(&plan);
  free(database);
  free(path);
}
END_TEST

/* -- read as far back as it is asked for, against all of it -- */

static uint64_t state = 7;

static int chance(int below) {
  state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return (int)((state >> 33) % (uint64_t)below);
}

/* A night of any kind, up to so many cramps. */
static void add_night(Night date, int cramps) {
  DiaryNight night = diary_night_new(date);
  Episode episode = episode_new(app_onset(&app, date, chance(300)), date);
  bool described = chance(3) == 0;
  night.cramp_count = chance(5) == 0 ? CRAMPS_NOT_RECORDED : chance(cramps + 1);
  night.sleep_disturbance_nrs = chance(11);
  night.excused = chance(12) == 0;
  episode.severity = chance(12) - 1;
  episode.duration = chance(900) * second;
  if (described && night.cramp_count == 0) {
    night.cramp_count = 1;
  }
  DiaryEntry entry = {.night = &night,
                      .counted = night.cramp_count >= 0,
                      .episodes = &episode,
                      .episode_count = described ? 1 : 0};
  /* A week after the night's end is where "over a week late" begins: near it on both sides. */
  int64_t late = chance(4) == 0 ? (144 + chance(72)) * hour : 0;
  WallTime now = {((int64_t)date.day + 1) * 24 * hour + 8 * hour + late, 0};
  CHECK_OK(store_entry_save(app_store(&app, STORE_WRITE, NULL), &entry, now, err));
}

/* Entered as the nights went by, but for some; with gaps, and cramps that come and go. */
static void add_random_history(int nights) {
  int usual = 1 + chance(3);
  Store *store = app_store(&app, STORE_WRITE, NULL);
  for (int i = nights; i > 0; i--) {
    usual = chance(40) == 0 ? 1 + chance(4) : usual;
    if (chance(6) == 0) {
      continue;
    }
    if (chance(4) > 0) {
      add_session(chance(5) > 0 ? "legs" : "ask", before(i), chance(4) > 0);
    }
    add_night(before(i), usual);
    if (chance(50) == 0) {
      MedicationChange change = medication_new(before(i));
      static char name[] = "Statin";
      change.kind = 1 + chance(3);
      change.name = name;
      CHECK_OK(store_medication_add(store, &change, (WallTime){0, 0}, err));
    }
  }
}

static void check_same_text(const char *one, const char *other) {
  ck_assert_msg(strcmp(one, other) == 0, "\"%s\" and \"%s\"", one, other);
}

/* What is said over a period must not depend on how much more was read. */
static void check_figures(const AppReview *part, const AppReview *all, Period period) {
  Summary one = review_summary(part->review, period);
  Summary other = review_summary(all->review, period);
  for (int i = 0; i < FIGURE_COUNT_ALL; i++) {
    char *first = summary_text(&one, (SummaryFigure)i);
    char *second_text = summary_text(&other, (SummaryFigure)i);
    check_same_text(first, second_text);
    free(first);
    free(second_text);
  }
  Insights some = review_insights(part->review, period);
  Insights whole = review_insights(all->review, period);
  ck_assert_uint_eq(some.count, whole.count);
  for (size_t i = 0; i < some.count; i++) {
    check_same_text(some.at[i].text, whole.at[i].text);
    check_same_text(some.at[i].basis, whole.at[i].basis);
    ck_assert_int_eq(some.at[i].caution_count, whole.at[i].caution_count);
    for (int at = 0; at < some.at[i].caution_count; at++) {
      ck_assert_int_eq(some.at[i].cautions[at], whole.at[i].cautions[at]);
    }
  }
  insights_free(&some);
  insights_free(&whole);
  TrialProgress near = trial_progress(part->review, part->last);
  TrialProgress far = trial_progress(all->review, all->last);
  char *first = trial_text(&near);
  char *second_text = trial_text(&far);
  check_same_text(first, second_text);
  free(first);
  free(second_text);
}

/* The run as it was once counted: back through all nights. */
static int streak_of(const AppReview *all) {
  int streak = 0;
  for (Night night = all->last;; night.day--) {
    const AppNight *found = app_review_night(all, night);
    bool completed = found != NULL && found->review.routine == ROUTINE_COMPLETED;
    bool excused = found != NULL && found->review.routine == ROUTINE_EXCUSED;
    if (!completed && !excused) {
      return streak;
    }
    streak += completed ? 1 : 0;
  }
}

START_TEST(app_review_reach__says_the_same__as_reading_everything) {
  int nights = 20 + _i * 30;
  state += (uint64_t)_i;
  add_random_history(nights);
  CHECK_OK(app_set(&app, "trial_routine", "\"legs\"", err));
  CHECK_OK(app_set(&app, "show_streak", "true", err));
  if (chance(2) == 0) {
    CHECK_OK(app_trial_begin(&app, before(chance(nights + 10)), "legs", err));
  }
  ReviewPlan plan = app_review_plan(&app);
  for (int round = 0; round < 12; round++) {
    AppReview all;
    AppReview part;
    plan.leave_old = round % 2 == 1;
    CHECK_OK(app_review_open(&app, &plan, &all, err));
    CHECK_OK(app_review_begin(&app, &plan, &part, err));
    ck_assert(all.any && all.night_count > 0);
    ck_assert_int_eq(all.span.from.day, all.nights[0].review.date.day);
    ck_assert_int_eq(part.streak, streak_of(&all));
    Period period = period_up_to(before(1 + chance(40)), 1 + chance(60));
    CHECK_OK(app_review_reach(&app, &part, app_review_from(&part, period), REVIEW_COMPARED, err));
    check_figures(&part, &all, period);
    /* Further back, as whoever pages does. */
    for (int32_t day = all.last.day; day >= all.span.from.day; day -= 1 + chance(30)) {
      CHECK_OK(app_review_reach(&app, &part, (Night){day}, REVIEW_CALENDAR, err));
      const AppNight *one = app_review_night(&part, (Night){day});
      const AppNight *other = app_review_night(&all, (Night){day});
      ck_assert((one == NULL) == (other == NULL));
      if (one != NULL) {
        ck_assert_int_eq(one->review.recorded, other->review.recorded);
        ck_assert_int_eq(one->review.cramps, other->review.cramps);
        ck_assert_int_eq(one->review.routine, other->review.routine);
        ck_assert_int_eq(one->review.age, other->review.age);
        ck_assert_int_eq(one->described, other->described);
      }
    }
    check_figures(&part, &all, period);
    app_review_close(&part);
    app_review_close(&all);
  }
  review_plan_free(&plan);
}
END_TEST

/* A run that is longer than the part that is read first. */
START_TEST(app_review_streak__goes_back__as_far_as_it_lasts) {
  CHECK_OK(app_set(&app, "trial_routine", "\"legs\"", err));
  CHECK_OK(app_set(&app, "show_streak", "true", err));
  for (int i = 90; i > 0; i--) {
    add_session("legs", before(i), i != 80);
  }
  AppReview review = open_review();
  ck_assert_int_eq(review.streak, 79);
  app_review_close(&review);
}
END_TEST

/* Ten years: a fifth of a second would still not be noticed; on an idle machine it is some 30 ms.
 */
START_TEST(app_review_open__reads_ten_years__without_a_wait) {
  char *path = temp_folder_path("nightcalf/nightcalf.db");
  struct timespec began;
  struct timespec ended;
  CHECK_OK(paths_make_data(&app.paths, err));
  CHECK_OK(history_make(path, HISTORY_DECADE, HISTORY_DECADE, err));
  CHECK_OK(app_set(&app, "trial_routine", "\"evening-calf\"", err));
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &began);
  AppReview review = open_review();
  Summary sum = review_summary(review.review, review.span);
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &ended);
  double ms =
      (double)(ended.tv_sec - began.tv_sec) * 1e3 + (double)(ended.tv_nsec - began.tv_nsec) / 1e6;
  ck_assert_int_gt(sum.recorded, 3000);
  ck_assert_int_gt(sum.routine_nights, 300);
  ck_assert_msg(ms < 2000, "%.0f ms", ms);
  app_review_close(&review);
  free(path);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("app_review");
  TCase *tests = tcase_create("app_review");
  setenv("TZ", "UTC", 1);
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_set_timeout(tests, 60);
  tcase_add_test(tests, app_last_night__is_asked__until_it_is_counted);
  tcase_add_test(tests, app_review_last__waits_for_the_answer__in_the_morning);
  tcase_add_test(tests, app_review_last__counts_a_night_without_an_answer__from_noon_on);
  tcase_add_test(tests, app_log__removes__what_was_wrong);
  tcase_add_test(tests, app_review_plan__reads__what_the_settings_say);
  tcase_add_test(tests, app_pick_habits__refuses__what_cannot_be_compared);
  tcase_add_test(tests, habit_patterns__are__the_habits_that_can_be_picked);
  tcase_add_test(tests, app_fair_begin__draws_once__and_keeps_to_it);
  tcase_add_test(tests, app_review_open__is_empty__before_anything_is_kept);
  tcase_add_test(tests, app_review_open__puts_a_night_together__from_all_that_is_kept);
  tcase_add_test(tests, app_review_open__counts_no_time__that_is_not_known);
  tcase_add_test(tests, app_review_open__keeps_a_night_of_a_medicine_alone);
  tcase_add_test(tests, app_review_streak__passes_over__excused_nights);
  tcase_add_test(tests, app_review_open__leaves_out__what_was_entered_over_a_week_late);
  tcase_add_test(tests, app_review_open__fails_whole__when_the_record_cannot_be_read);
  tcase_add_loop_test(tests, app_review_reach__says_the_same__as_reading_everything, 0, 6);
  tcase_add_test(tests, app_review_streak__goes_back__as_far_as_it_lasts);
  tcase_add_test(tests, app_review_open__reads_ten_years__without_a_wait);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
