/* What is counted of each night: always what SQL counts in the sessions themselves, whatever was
 * written in whatever order; and ten years of it read at once. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "history_bench.h"
#include "store_bench.h"
#include "suite.h"
#include "temp_folder.h"

enum { OPERATIONS = 400, MANY_NIGHTS = 400, MANY_SESSIONS = 900 };
static const int64_t hour = INT64_C(3600) * 1000;

static Store *store;
static Error err;

static void set_up(void) {
  bench_set_up();
  store = bench_open(STORE_WRITE);
}

static void tear_down(void) {
  store_close(store);
  bench_tear_down();
}

#define CK_OK(call) ck_assert_msg((call), "%s", err.text)

/* How many rows the kept counts and those that SQL makes of the sessions do not share. */
static const char summary_differs[] =
    "WITH true_summary AS (SELECT night, sum(s) s, sum(c) c, sum(p) p, sum(d) d, sum(e) e FROM ("
    "  SELECT night, 1 s, outcome = 'completed' c, planned_ms p, done_ms d, 0 e FROM sessions"
    "  UNION ALL SELECT night, 0, 0, 0, 0, 1 FROM episodes) GROUP BY night)"
    " SELECT (SELECT count(*) FROM (SELECT * FROM true_summary EXCEPT SELECT * FROM night_summary))"
    " + (SELECT count(*) FROM (SELECT * FROM night_summary EXCEPT SELECT * FROM true_summary))";
static const char routines_differ[] =
    "WITH true_routines AS (SELECT night, routine, count(*) s, sum(outcome = 'completed') c,"
    "  min(CASE WHEN outcome = 'completed' AND at >= 960 THEN at END) a FROM"
    "  (SELECT *, (ended_ms / 1000 + ended_offset_s - unixepoch(night)) / 60 AS at FROM sessions)"
    "  GROUP BY night, routine)"
    " SELECT (SELECT count(*) FROM (SELECT * FROM true_routines EXCEPT SELECT night, routine,"
    "  sessions, completed, completed_at FROM night_routines)) + (SELECT count(*) FROM (SELECT"
    "  night, routine, sessions, completed, completed_at FROM night_routines EXCEPT"
    "  SELECT * FROM true_routines))";

static void check_counts(int operation) {
  ck_assert_msg(bench_number(summary_differs) == 0, "summary, operation %d", operation);
  ck_assert_msg(bench_number(routines_differ) == 0, "routines, operation %d", operation);
}

static uint64_t state = 42;

static int chance(int below) {
  state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return (int)((state >> 33) % (uint64_t)below);
}

static int64_t ids[OPERATIONS];
static int id_count;

/* Saves a session somewhere on its way, or at its end. */
static void save_one(int64_t id, int night) {
  SessionProgress progress = bench_progress(chance(90) * INT64_C(1000));
  progress.outcome = chance(2) == 0 ? OUTCOME_COMPLETED : OUTCOME_PARTIAL;
  progress.at.utc_ms = BENCH_START + (night - BENCH_NIGHT) * (24 * hour) - chance(30) * hour;
  progress.open = false;
  Error why;
  (void)store_session_save(store, id, &progress, &why); /* it may be gone */
}

START_TEST(summary__is_what_the_sessions_are__after_any_writing) {
  static const char *const routines[] = {"a", "b", "cramp-now"};
  for (int i = 0; i < OPERATIONS; i++) {
    int night = BENCH_NIGHT + chance(3);
    int64_t known = id_count > 0 ? ids[chance(id_count)] : 0;
    Episode episode = episode_new((WallTime){BENCH_START, BENCH_OFFSET}, (Night){night});
    switch (chance(7)) {
    case 0:
    case 1:
      ids[id_count++] = bench_begin(store, routines[chance(3)], night, BENCH_START - hour * 20);
      break;
    case 2:
    case 3:
      save_one(known, night);
      break;
    case 4:
      CK_OK(store_session_discard(store, known, &err));
      break;
    case 5:
      CK_OK(store_episode_begin(store, &episode, &err));
      break;
    default:
      episode.id = 1 + chance(60);
      if (chance(2) == 0) {
        (void)store_episode_delete(store, episode.id, episode.onset, NULL);
      } else {
        (void)store_episode_save(store, &episode, NULL); /* to another night, perhaps */
      }
      break;
    }
    if (i % 20 == 0 || i == OPERATIONS - 1) {
      check_counts(i);
    }
  }
  ck_assert_int_gt(bench_number("SELECT count(*) FROM night_summary"), 0);
  bench_run("UPDATE sessions SET night = '2020-01-01', routine = 'z' WHERE id % 2 = 0");
  check_counts(-1);
  bench_run("DELETE FROM sessions; DELETE FROM episodes");
  check_counts(-2);
  ck_assert_int_eq(bench_number("SELECT count(*) FROM night_summary"), 0);
}
END_TEST

START_TEST(summary__is_made__of_what_an_older_version_holds) {
  store_close(store);
  ck_assert_int_eq(remove(bench_path), 0);
  FILE *file = fopen(TESTS_DIR "/stores/2.sql", "r");
  ck_assert_ptr_nonnull(file);
  static char sql[64 * 1024];
  sql[fread(sql, 1, sizeof sql - 1, file)] = '\0';
  fclose(file);
  bench_run(sql);
  store = bench_open(STORE_WRITE);
  check_counts(0);
  ck_assert_int_eq(bench_number("SELECT count(*) FROM night_summary"), 2);
  ck_assert_int_eq(bench_number("SELECT sum(episodes) FROM night_summary"), 2);
}
END_TEST

/* -- reading -- */

static StoredNight rows[16];
static int row_count;
static int stop_after;

static bool note_row(void *context, const StoredNight *row) {
  (void)context;
  rows[row_count++] = *row;
  return row_count != stop_after;
}

static void review(const char *routine) {
  row_count = 0;
  CK_OK(store_review(store, (Night){BENCH_NIGHT}, (Night){BENCH_NIGHT + 9},
                     &(ReviewRows){.routine = routine, .calendar = true, .night = note_row}, &err));
}

/* A session of a night that was completed at that minute of it. */
static void completed(int night, const char *routine, int minute) {
  int64_t id = bench_begin(store, routine, night, BENCH_START - 100 * hour);
  SessionProgress progress = bench_progress(90000);
  progress.outcome = OUTCOME_COMPLETED;
  progress.at.utc_ms =
      (int64_t)night * 24 * hour + minute * (hour / 60) - BENCH_OFFSET * INT64_C(1000);
  progress.open = false;
  CK_OK(store_session_save(store, id, &progress, &err));
}

START_TEST(review__puts_together__all_that_is_known_of_a_night) {
  WallTime now = {BENCH_START, BENCH_OFFSET};
  Episode episode = episode_new(now, (Night){BENCH_NIGHT + 2});
  DiaryNight emptied = diary_night_new((Night){BENCH_NIGHT + 3});
  CK_OK(store_night_count(store, (Night){BENCH_NIGHT}, 0, now, &err));
  completed(BENCH_NIGHT + 1, "a", 22 * 60);
  completed(BENCH_NIGHT + 1, "a", 21 * 60);
  completed(BENCH_NIGHT + 1, "b", 20 * 60);
  CK_OK(store_episode_begin(store, &episode, &err));
  emptied.cramp_count = 0;
  CK_OK(store_night_save(store, &emptied, now, &err));
  emptied.cramp_count = CRAMPS_NOT_RECORDED;
  CK_OK(store_night_save(store, &emptied, now, &err));
  completed(BENCH_NIGHT + 4, "a", 28 * 60 + 30); /* half past four: asleep before */
  CK_OK(store_night_count(store, (Night){BENCH_NIGHT + 4}, 2, now, &err));
  completed(BENCH_NIGHT + 5, "a", 15 * 60);
  review("a");
  ck_assert_int_eq(row_count, 5);
  ck_assert_int_eq(rows[0].diary.cramp_count, 0);
  ck_assert_int_eq(rows[0].sessions, 0);
  ck_assert_int_eq(rows[0].completed_at, -1);
  ck_assert_int_eq(rows[1].night.day, BENCH_NIGHT + 1);
  ck_assert_int_eq(rows[1].sessions, 3);
  ck_assert_int_eq(rows[1].completed_at, 1260);
  ck_assert(rows[1].routine_night);
  ck_assert_int_eq(rows[1].diary.cramp_count, CRAMPS_NOT_RECORDED);
  ck_assert_int_eq(rows[2].episodes, 1);
  ck_assert_int_eq(rows[3].diary.cramp_count, 2);
  ck_assert_int_eq(rows[3].completed_at, 1710);
  ck_assert(!rows[3].routine_night);
  ck_assert_int_eq(rows[4].completed_at, -1); /* before 16:00 */
  review(NULL);
  ck_assert_int_eq(row_count, 5);
  ck_assert(!rows[1].routine_night);
  stop_after = 2;
  review("b");
  ck_assert_int_eq(row_count, 2);
  ck_assert_int_eq(rows[1].completed_at, 1200);
}
END_TEST

static bool note_routine(void *context, const RoutineNight *row) {
  char *text = context;
  size_t used = strlen(text);
  snprintf(text + used, 200 - used, "%d %s %d/%d %d;", row->night.day - BENCH_NIGHT, row->routine,
           (int)row->completed, (int)row->sessions, row->completed_at);
  return ++row_count != stop_after;
}

START_TEST(routine_nights__come__of_one_or_of_all) {
  char text[200] = "";
  completed(BENCH_NIGHT, "b", 1000);
  completed(BENCH_NIGHT, "a", 1100);
  bench_begin(store, "a", BENCH_NIGHT + 1, BENCH_START);
  CK_OK(store_routine_nights(store, NULL, (Night){BENCH_NIGHT}, (Night){BENCH_NIGHT + 1},
                             note_routine, text, &err));
  ck_assert_str_eq(text, "0 a 1/1 1100;0 b 1/1 1000;1 a 0/1 -1;");
  text[0] = '\0';
  CK_OK(store_routine_nights(store, "a", (Night){BENCH_NIGHT}, (Night){BENCH_NIGHT + 1},
                             note_routine, text, &err));
  ck_assert_str_eq(text, "0 a 1/1 1100;1 a 0/1 -1;");
  row_count = 0;
  stop_after = 1;
  text[0] = '\0';
  CK_OK(store_routine_nights(store, "a", (Night){BENCH_NIGHT}, (Night){BENCH_NIGHT + 1},
                             note_routine, text, &err));
  ck_assert_str_eq(text, "0 a 1/1 1100;");
}
END_TEST

static bool note_total(void *context, const RoutineTotal *row) {
  char *text = context;
  size_t used = strlen(text);
  snprintf(text + used, 200 - used, "%s (%s) %d/%d;", row->routine, row->title, (int)row->completed,
           (int)row->sessions);
  return ++row_count != stop_after;
}

static void totals(int from, int until, const char *expected) {
  char text[200] = "";
  row_count = 0;
  CK_OK(store_routine_totals(store, (Night){BENCH_NIGHT + from}, (Night){BENCH_NIGHT + until},
                             note_total, text, &err));
  ck_assert_str_eq(text, expected);
}

START_TEST(routine_totals__add_up__the_nights_of_each_routine) {
  totals(0, 9, "");
  completed(BENCH_NIGHT, "b", 1000);
  completed(BENCH_NIGHT, "a", 1100);
  bench_begin(store, "a", BENCH_NIGHT + 1, BENCH_START);
  completed(BENCH_NIGHT + 5, "c", 1100);
  bench_run("UPDATE sessions SET title = 'Title of ' || routine");
  totals(0, 1, "a (Title of a) 1/2;b (Title of b) 1/1;");
  totals(1, 9, "a (Title of a) 0/1;c (Title of c) 1/1;");
  totals(2, 4, "");
  stop_after = 1;
  totals(0, 9, "a (Title of a) 1/2;");
}
END_TEST

static void note_supplement(void *context, unsigned supplement) {
  char *text = context;
  size_t used = strlen(text);
  snprintf(text + used, 200 - used, "%u;", supplement);
}

static void note_trouble(void *context, Night night, const char *adverse_event) {
  char *text = context;
  size_t used = strlen(text);
  snprintf(text + used, 200 - used, "%d %s;", night.day - BENCH_NIGHT, adverse_event);
}

START_TEST(report__hands_out__what_was_taken_and_what_hurt) {
  char text[200] = "";
  WallTime now = {BENCH_START, BENCH_OFFSET};
  static const unsigned supplements[4] = {SUPPLEMENT_MAGNESIUM, 0, SUPPLEMENT_MAGNESIUM,
                                          SUPPLEMENT_VITAMIN_D};
  char fall[] = "a fall";
  char pain[] = "pain";
  const ReportRows report = {note_supplement, note_trouble, text};
  for (int i = 0; i < 4; i++) {
    Habits habits = habits_new((Night){BENCH_NIGHT + i});
    habits.supplement = supplements[i];
    habits.fluid = 0;
    CK_OK(store_habits_save(store, &habits, now, &err));
    DiaryNight night = diary_night_new((Night){BENCH_NIGHT + i});
    night.adverse_event = i == 2 ? NULL : i == 0 ? fall : pain;
    night.cramp_count = 0;
    CK_OK(store_night_save(store, &night, now, &err));
  }
  CK_OK(store_report(store, (Night){BENCH_NIGHT}, (Night){BENCH_NIGHT + 2}, &report, &err));
  ck_assert_str_eq(text, "2;2;0 a fall;1 pain;");
  text[0] = '\0';
  CK_OK(store_report(store, (Night){BENCH_NIGHT + 3}, (Night){BENCH_NIGHT + 9}, &report, &err));
  ck_assert_str_eq(text, "4;3 pain;");
}
END_TEST

START_TEST(bounds__are_the_first_and_last__of_anything) {
  Night first;
  Night last;
  bool any = true;
  WallTime now = {BENCH_START, BENCH_OFFSET};
  CK_OK(store_bounds(store, &first, &last, &any, &err));
  ck_assert(!any);
  completed(BENCH_NIGHT, "a", 1000);
  CK_OK(store_bounds(store, &first, &last, &any, &err));
  ck_assert(any);
  ck_assert_int_eq(first.day, BENCH_NIGHT);
  ck_assert_int_eq(last.day, BENCH_NIGHT);
  CK_OK(store_night_count(store, (Night){BENCH_NIGHT + 7}, 0, now, &err));
  Habits habits = habits_new((Night){BENCH_NIGHT - 9});
  habits.fluid = 0;
  CK_OK(store_habits_save(store, &habits, now, &err));
  CK_OK(store_bounds(store, &first, &last, &any, &err));
  ck_assert_int_eq(first.day, BENCH_NIGHT - 9);
  ck_assert_int_eq(last.day, BENCH_NIGHT + 7);
}
END_TEST

/* -- a long history -- */

/* What a reading comes to. */
typedef struct Sums {
  int64_t nights, recorded, cramps, sessions, episodes, routine_nights;
} Sums;

static bool add_up(void *context, const StoredNight *row) {
  Sums *sums = context;
  sums->nights++;
  sums->recorded += diary_night_recorded(&row->diary);
  sums->cramps += diary_night_recorded(&row->diary) ? row->diary.cramp_count : 0;
  sums->sessions += row->sessions;
  sums->episodes += row->episodes;
  sums->routine_nights += row->routine_night;
  return true;
}

/* What the counts of the nights come to. */
typedef struct Counted {
  int64_t sessions, completed, done;
} Counted;

static bool add_up_summary(void *context, const NightSummary *row) {
  Counted *counted = context;
  counted->sessions += row->sessions;
  counted->completed += row->completed;
  counted->done += row->done;
  return true;
}

START_TEST(review__is_true__over_a_long_history) {
  store_close(store);
  ck_assert_int_eq(remove(bench_path), 0);
  CK_OK(history_make(bench_path, MANY_NIGHTS, MANY_SESSIONS, &err));
  store = bench_open(STORE_READ);
  check_counts(0);
  Night first;
  Night last;
  bool any;
  Sums sums = {0};
  CK_OK(store_bounds(store, &first, &last, &any, &err));
  ck_assert_int_eq(last.day, HISTORY_LAST);
  ck_assert_int_eq(last.day - first.day, MANY_NIGHTS - 1);
  CK_OK(store_review(
      store, first, last,
      &(ReviewRows){
          .routine = history_routine, .calendar = true, .night = add_up, .context = &sums},
      &err));
  ck_assert_int_eq(sums.nights, MANY_NIGHTS);
  ck_assert_int_eq(sums.sessions, MANY_SESSIONS);
  ck_assert_int_eq(sums.recorded,
                   bench_number("SELECT count(*) FROM nights WHERE cramp_count IS NOT NULL"));
  ck_assert_int_eq(sums.cramps, bench_number("SELECT sum(cramp_count) FROM nights"));
  ck_assert_int_eq(sums.cramps, sums.episodes); /* each is described */
  ck_assert_int_eq(sums.episodes, bench_number("SELECT count(*) FROM episodes"));
  ck_assert_int_eq(
      sums.routine_nights,
      bench_number(
          "SELECT count(DISTINCT s.night) FROM sessions s LEFT JOIN nights n ON n.night = s.night"
          " WHERE routine = 'evening-calf' AND outcome = 'completed' AND"
          " (ended_ms / 1000 + ended_offset_s - unixepoch(s.night)) / 60 BETWEEN 960 AND"
          " ifnull(bed_time + 90, 1680)"));
  Counted counted = {0};
  CK_OK(store_summaries(store, first, last, add_up_summary, &counted, &err));
  ck_assert_int_eq(counted.sessions, MANY_SESSIONS);
  ck_assert_int_eq(counted.completed,
                   bench_number("SELECT count(*) FROM sessions WHERE outcome = 'completed'"));
  ck_assert_int_eq(counted.done, bench_number("SELECT sum(done_ms) FROM sessions"));
  int64_t sessions = 0;
  CK_OK(store_session_count(store, first, last, &sessions, &err));
  ck_assert_int_eq(sessions, MANY_SESSIONS);
  CK_OK(store_session_count(store, (Night){last.day + 1}, last, &sessions, &err));
  ck_assert_int_eq(sessions, 0);
}
END_TEST

START_TEST(summary__says_so__when_the_database_is_broken) {
  int64_t sessions = 0;
  char text[200] = "";
  Night night = {BENCH_NIGHT};
  Counted counted = {0};
  bench_run("DROP TABLE night_summary; DROP TABLE night_routines");
  ck_assert(!store_summaries(store, night, night, add_up_summary, &counted, &err));
  ck_assert(!store_session_count(store, night, night, &sessions, &err));
  ck_assert(!store_routine_nights(store, "a", night, night, note_routine, text, &err));
  ck_assert(
      !store_review(store, night, night, &(ReviewRows){.routine = "a", .night = note_row}, &err));
  ck_assert_ptr_nonnull(strstr(err.text, bench_path));
}
END_TEST

int main(void) {
  Suite *suite = suite_create("store_summary");
  TCase *tests = tcase_create("summary");
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_set_timeout(tests, 60);
  tcase_add_test(tests, summary__is_what_the_sessions_are__after_any_writing);
  tcase_add_test(tests, summary__is_made__of_what_an_older_version_holds);
  tcase_add_test(tests, review__puts_together__all_that_is_known_of_a_night);
  tcase_add_test(tests, routine_nights__come__of_one_or_of_all);
  tcase_add_test(tests, routine_totals__add_up__the_nights_of_each_routine);
  tcase_add_test(tests, report__hands_out__what_was_taken_and_what_hurt);
  tcase_add_test(tests, bounds__are_the_first_and_last__of_anything);
  tcase_add_test(tests, review__is_true__over_a_long_history);
  tcase_add_test(tests, summary__says_so__when_the_database_is_broken);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
