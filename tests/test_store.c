/* The record: sessions written whole and read back, filters, and what each query costs. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store_bench.h"
#include "suite.h"

enum { ROWS_MAX = 16, HOUR_MS = 60 * 60 * 1000, DAY_MS = 24 * HOUR_MS };

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

/* Ids of the sessions that a filter lets through, in their order. */
static int64_t ids[ROWS_MAX];
static int id_count;
static int stop_after;

static bool note_id(void *context, const SessionRow *row) {
  (void)context;
  ids[id_count++] = row->id;
  return id_count != stop_after;
}

static void list(HistoryFilter filter) {
  id_count = 0;
  bool ok = store_sessions(store, &filter, note_id, NULL, &err);
  ck_assert_msg(ok, "%s", err.text);
}

/* The open session of the bench's night. */
static SessionRow read_open(void) {
  SessionRow row;
  bool found = false;
  bool ok = store_session_open(store, (Night){BENCH_NIGHT}, &row, &found, &err);
  ck_assert_msg(ok, "%s", err.text);
  ck_assert(found);
  return row;
}

/* writing */

START_TEST(session_begin__writes__an_open_session_that_crashed_so_far) {
  int64_t id = bench_begin(store, "evening-calf", BENCH_NIGHT, BENCH_START);
  SessionRow row = read_open();
  ck_assert_int_eq(row.id, id);
  ck_assert_str_eq(row.routine, "evening-calf");
  ck_assert_str_eq(row.title, "Evening calf routine");
  ck_assert_str_eq(row.snapshot, "format = 1;\n");
  ck_assert_int_eq(row.night.day, BENCH_NIGHT);
  ck_assert_int_eq(row.started.utc_ms, BENCH_START);
  ck_assert_int_eq(row.started.offset_s, BENCH_OFFSET);
  ck_assert_int_eq(row.ended.utc_ms, BENCH_START);
  ck_assert_int_eq(row.planned, 90000);
  ck_assert_int_eq(row.done, 0);
  ck_assert_int_eq(row.outcome, OUTCOME_PARTIAL);
  ck_assert_int_eq(row.ended_by, ENDED_CRASH);
  ck_assert(row.open);
  ck_assert_uint_eq(row.step_count, BENCH_STEPS);
  ck_assert_str_eq(row.steps[0].step_id, "wall");
  ck_assert_str_eq(row.steps[0].title, "Wall stretch");
  ck_assert_str_eq(row.steps[1].kind, "prompt");
  ck_assert_int_eq(row.steps[0].record.planned, 90000);
  ck_assert_int_eq(row.steps[0].outcome, STEP_SKIPPED);
  ck_assert_uint_eq(row.answer_count, 0);
  session_row_free(&row);
  ck_assert_ptr_null(row.steps);
}
END_TEST

START_TEST(session_begin__gives_each__a_random_uuid) {
  bench_begin(store, "one", BENCH_NIGHT, BENCH_START);
  SessionRow first = read_open();
  bench_begin(store, "two", BENCH_NIGHT, BENCH_START + 1);
  SessionRow second = read_open();
  ck_assert_uint_eq(strlen(first.uuid), 36);
  ck_assert_int_eq(first.uuid[14], '4');
  ck_assert_ptr_nonnull(strchr("89ab", first.uuid[19]));
  ck_assert_uint_eq(strspn(first.uuid, "0123456789abcdef-"), 36);
  ck_assert_str_ne(first.uuid, second.uuid);
  session_row_free(&first);
  session_row_free(&second);
}
END_TEST

static char question[] = "Is it easing?", easing[] = "Easing", tight[] = "Still tight";
static char hostile[] = "'); DROP TABLE answers; --";

START_TEST(session_save__writes_the_whole_state__however_often) {
  int64_t id = bench_begin(store, "evening-calf", BENCH_NIGHT, BENCH_START);
  Answer answers[] = {{1, question, easing}, {1, hostile, tight}};
  SessionProgress progress = {
      .at = {BENCH_START + HOUR_MS, 0},
      .done = 80000,
      .paused = 5000,
      .outcome = OUTCOME_COMPLETED,
      .ended_by = ENDED_HURT,
      .open = true,
      .step = 1,
      .records = (StepRecord[]){{90000, 80000, 30000, 50000, true, true, false}, {.done = 7}},
      .record_count = BENCH_STEPS,
      .answers = answers,
      .answer_count = 2,
  };
  for (int i = 0; i < 3; i++) {
    ck_assert(store_session_save(store, id, &progress, &err));
  }
  SessionRow row = read_open();
  ck_assert_int_eq(row.ended.utc_ms, BENCH_START + HOUR_MS);
  ck_assert_int_eq(row.ended.offset_s, 0);
  ck_assert_int_eq(row.started.offset_s, BENCH_OFFSET);
  ck_assert_int_eq(row.done, 80000);
  ck_assert_int_eq(row.paused, 5000);
  ck_assert_int_eq(row.outcome, OUTCOME_COMPLETED);
  ck_assert_int_eq(row.ended_by, ENDED_HURT);
  ck_assert_int_eq(row.step, 1);
  ck_assert_int_eq(row.steps[0].outcome, STEP_DONE);
  ck_assert_int_eq(row.steps[0].record.left, 30000);
  ck_assert_int_eq(row.steps[0].record.right, 50000);
  ck_assert(row.steps[0].record.finished);
  ck_assert(row.steps[0].record.hurt);
  ck_assert_int_eq(row.steps[1].outcome, STEP_PARTIAL);
  ck_assert(!row.steps[1].record.finished);
  ck_assert_uint_eq(row.answer_count, 2);
  ck_assert_int_eq(row.answers[0].step, 1);
  ck_assert_str_eq(row.answers[0].answer, easing);
  ck_assert_str_eq(row.answers[1].question, hostile);
  session_row_free(&row);
}
END_TEST

START_TEST(session_save__replaces__answers_that_were_taken_back) {
  int64_t id = bench_begin(store, "evening-calf", BENCH_NIGHT, BENCH_START);
  Answer answers[] = {{1, question, easing}, {1, question, easing}};
  SessionProgress progress = bench_progress(1000);
  progress.answers = answers;
  progress.answer_count = 2;
  ck_assert(store_session_save(store, id, &progress, &err));
  answers[0].answer = tight;
  progress.answer_count = 1;
  ck_assert(store_session_save(store, id, &progress, &err));
  SessionRow row = read_open();
  ck_assert_uint_eq(row.answer_count, 1);
  ck_assert_str_eq(row.answers[0].answer, tight);
  session_row_free(&row);
}
END_TEST

START_TEST(session_save__never_ends_a_session__before_it_began) {
  int64_t id = bench_begin(store, "evening-calf", BENCH_NIGHT, BENCH_START);
  SessionProgress progress = bench_progress(1000);
  progress.at.utc_ms = 0; /* the clock was set to 1970 */
  ck_assert(store_session_save(store, id, &progress, &err));
  ck_assert_int_eq(bench_number("SELECT ended_ms FROM sessions"), BENCH_START);
  bench_run("UPDATE sessions SET ended_ms = 1");
  SessionRow row = read_open();
  ck_assert_int_eq(row.ended.utc_ms, BENCH_START);
  session_row_free(&row);
}
END_TEST

START_TEST(session_save__says_so__when_the_session_is_gone) {
  int64_t id = bench_begin(store, "evening-calf", BENCH_NIGHT, BENCH_START);
  ck_assert(!bench_save(store, id + 1, 1000, &err));
  ck_assert_ptr_nonnull(strstr(err.text, bench_path));
  ck_assert_ptr_nonnull(strstr(err.text, "no longer"));
  ck_assert(bench_save(store, id, 1000, &err));
}
END_TEST

START_TEST(session_discard__removes__steps_and_answers_too) {
  int64_t kept = bench_begin(store, "kept", BENCH_NIGHT, BENCH_START);
  int64_t id = bench_begin(store, "evening-calf", BENCH_NIGHT, BENCH_START);
  Answer answer = {1, question, easing};
  SessionProgress progress = bench_progress(1000);
  progress.answers = &answer;
  progress.answer_count = 1;
  ck_assert(store_session_save(store, id, &progress, &err));
  ck_assert(store_session_discard(store, id, &err));
  ck_assert_int_eq(bench_number("SELECT count(*) FROM sessions"), 1);
  ck_assert_int_eq(bench_number("SELECT count(*) FROM session_steps"), BENCH_STEPS);
  ck_assert_int_eq(bench_number("SELECT count(*) FROM answers"), 0);
  /* Its number is not given to another: whoever still saves it must not write over that one. */
  ck_assert_int_gt(bench_begin(store, "next", BENCH_NIGHT, BENCH_START), id);
  ck_assert_int_lt(kept, id);
}
END_TEST

START_TEST(session_close_stale__closes__earlier_nights_alone) {
  int64_t old = bench_begin(store, "old", BENCH_NIGHT - 1, BENCH_START - DAY_MS);
  bench_begin(store, "tonight", BENCH_NIGHT, BENCH_START);
  SessionProgress progress = bench_progress(30000);
  progress.ended_by = ENDED_USER;
  ck_assert(store_session_save(store, old, &progress, &err));
  ck_assert(store_close_stale(store, (Night){BENCH_NIGHT}, &err));
  ck_assert_int_eq(bench_number("SELECT open FROM sessions WHERE routine = 'old'"), 0);
  ck_assert_int_eq(bench_number("SELECT done_ms FROM sessions WHERE routine = 'old'"), 30000);
  ck_assert_int_eq(
      bench_number("SELECT count(*) FROM sessions WHERE routine = 'old' AND ended_by = 'user'"), 1);
  ck_assert_int_eq(bench_number("SELECT open FROM sessions WHERE routine = 'tonight'"), 1);
}
END_TEST

/* reading */

START_TEST(sessions__come__newest_first) {
  int64_t middle = bench_begin(store, "a", BENCH_NIGHT, BENCH_START);
  int64_t newest = bench_begin(store, "a", BENCH_NIGHT, BENCH_START + HOUR_MS);
  int64_t oldest = bench_begin(store, "a", BENCH_NIGHT, BENCH_START - HOUR_MS);
  int64_t twin = bench_begin(store, "a", BENCH_NIGHT, BENCH_START);
  list((HistoryFilter){0});
  ck_assert_int_eq(id_count, 4);
  ck_assert_int_eq(ids[0], newest);
  ck_assert_int_eq(ids[1], twin);
  ck_assert_int_eq(ids[2], middle);
  ck_assert_int_eq(ids[3], oldest);
}
END_TEST

/* Four sessions: "a" in the nights 0 to 2 after the bench's, and a "b" in the last, with the ids 1
 * to 4. */
static const struct {
  HistoryFilter filter;
  const char *ids;
} filters[] = {
    {{.limit = 2}, "43"},
    {{.has_since = true, .since = {BENCH_NIGHT + 1}}, "432"},
    {{.has_until = true, .until = {BENCH_NIGHT + 1}}, "21"},
    {{.has_since = true, .has_until = true, .since = {BENCH_NIGHT + 1}, .until = {BENCH_NIGHT + 1}},
     "2"},
    {{.routine = "a"}, "321"},
    {{.routine = "a", .limit = 1}, "3"},
    {{.routine = "a", .has_since = true, .since = {BENCH_NIGHT + 1}, .limit = 9}, "32"},
    {{.routine = "b", .has_until = true, .until = {BENCH_NIGHT + 1}}, ""},
    {{.routine = "c"}, ""},
    {{.skip = 1, .limit = 2}, "32"},
    {{.skip = 3}, "1"},
    {{.skip = 4}, ""},
    {{.routine = "a", .skip = 1}, "21"},
};
enum { FILTER_COUNT = sizeof filters / sizeof filters[0] };

START_TEST(sessions__pass__by_the_filter) {
  for (int i = 0; i < 3; i++) {
    bench_begin(store, "a", BENCH_NIGHT + i, BENCH_START + (int64_t)i * HOUR_MS);
  }
  bench_begin(store, "b", BENCH_NIGHT + 2, BENCH_START + DAY_MS);
  list(filters[_i].filter);
  char text[ROWS_MAX] = "";
  for (int i = 0; i < id_count; i++) {
    text[i] = (char)('0' + ids[i]);
  }
  ck_assert_str_eq(text, filters[_i].ids);
}
END_TEST

START_TEST(sessions__stop__when_the_reader_has_seen_enough) {
  bench_begin(store, "a", BENCH_NIGHT, BENCH_START);
  bench_begin(store, "a", BENCH_NIGHT, BENCH_START);
  stop_after = 1;
  list((HistoryFilter){0});
  ck_assert_int_eq(id_count, 1);
}
END_TEST

static bool save_while_reading(void *context, const SessionRow *row) {
  Store *other = context;
  return bench_save(other, row->id, 42000, &err);
}

START_TEST(sessions__keep_nobody__from_saving) {
  bench_begin(store, "a", BENCH_NIGHT, BENCH_START);
  Store *other = bench_open(STORE_WRITE);
  sqlite3_busy_timeout(other->db, 0);
  ck_assert(store_sessions(store, &(HistoryFilter){0}, save_while_reading, other, &err));
  ck_assert(store_sessions(store, &(HistoryFilter){0}, save_while_reading, store, &err));
  ck_assert_int_eq(bench_number("SELECT done_ms FROM sessions"), 42000);
  store_close(other);
}
END_TEST

START_TEST(session_open__finds__the_newest_of_that_night) {
  SessionRow row;
  bool found = true;
  ck_assert(store_session_open(store, (Night){BENCH_NIGHT}, &row, &found, &err));
  ck_assert(!found);
  bench_begin(store, "later", BENCH_NIGHT, BENCH_START + 2);
  bench_begin(store, "earlier", BENCH_NIGHT, BENCH_START + 1);
  bench_begin(store, "other night", BENCH_NIGHT + 1, BENCH_START + 3);
  row = read_open();
  ck_assert_str_eq(row.routine, "later");
  SessionProgress over = bench_progress(1000);
  over.open = false;
  ck_assert(store_session_save(store, row.id, &over, &err));
  session_row_free(&row);
  row = read_open();
  ck_assert_str_eq(row.routine, "earlier");
  session_row_free(&row);
}
END_TEST

START_TEST(sessions__are_read_with_care__where_words_are_unknown) {
  bench_begin(store, "a", BENCH_NIGHT, BENCH_START);
  bench_run("PRAGMA ignore_check_constraints = ON;"
            "UPDATE sessions SET outcome = 'splendid', ended_by = 'tiger', night = '2026-11-21';"
            "UPDATE session_steps SET outcome = 'great'");
  SessionRow row = read_open();
  ck_assert_int_eq(row.outcome, OUTCOME_PARTIAL);
  ck_assert_int_eq(row.ended_by, ENDED_CRASH);
  ck_assert_int_eq(row.steps[0].outcome, STEP_PARTIAL);
  session_row_free(&row);
}
END_TEST

static int32_t night_read;

static bool note_night(void *context, const SessionRow *row) {
  (void)context;
  night_read = row->night.day;
  return true;
}

START_TEST(sessions__belong_to_the_night_they_began__where_the_date_is_none) {
  bench_begin(store, "a", BENCH_NIGHT, BENCH_START);
  bench_run("UPDATE sessions SET night = '2026-99-99'");
  ck_assert(store_sessions(store, &(HistoryFilter){0}, note_night, NULL, &err));
  ck_assert_int_eq(night_read, BENCH_NIGHT);
}
END_TEST

START_TEST(store__refuses__words_that_are_none) {
  bench_begin(store, "a", BENCH_NIGHT, BENCH_START);
  sqlite3 *db = NULL;
  ck_assert_int_eq(sqlite3_open(bench_path, &db), SQLITE_OK);
  ck_assert_int_eq(sqlite3_exec(db, "UPDATE sessions SET ended_by = 'tiger'", NULL, NULL, NULL),
                   SQLITE_CONSTRAINT);
  ck_assert_int_eq(sqlite3_exec(db, "UPDATE session_steps SET outcome = ''", NULL, NULL, NULL),
                   SQLITE_CONSTRAINT);
  sqlite3_close(db);
}
END_TEST

/* what it costs */

START_TEST(store_query__looks_no_further__than_it_must) {
  /* Only the whole history reads every session, and that in the order of its index; and what lies
   * before a review is added up as all that there is less what it looks at. */
  char sql[2048];
  sqlite3_stmt *plan = NULL;
  snprintf(sql, sizeof sql, "EXPLAIN QUERY PLAN %s", store_sql[_i]);
  ck_assert_int_eq(sqlite3_prepare_v2(store->db, sql, -1, &plan, NULL), SQLITE_OK);
  while (sqlite3_step(plan) == SQLITE_ROW) {
    const char *detail = (const char *)sqlite3_column_text(plan, 3);
    if (_i == QUERY_HISTORY) {
      ck_assert_str_eq(detail, "SCAN sessions USING INDEX sessions_by_start");
    } else {
      bool adds_up = _i >= QUERY_BEFORE_NIGHTS && _i <= QUERY_BEFORE_EPISODES_IN_TIME &&
                     strncmp(detail, "SCAN sessions", strlen("SCAN sessions")) != 0;
      const char *scan = strstr(detail, "SCAN");
      ck_assert_msg(scan == NULL || adds_up || strcmp(scan, "SCAN CONSTANT ROW") == 0, "%s: %s",
                    store_sql[_i], detail);
    }
    /* An export reads some nights at a time, and sorts those; a report sorts the few sessions that
     * it tells of. */
    if (_i != QUERY_HISTORY_NIGHTS && _i != QUERY_SESSIONS_BY_NIGHTS &&
        _i != QUERY_HISTORY_TROUBLED) {
      ck_assert_msg(strstr(detail, "TEMP B-TREE") == NULL, "%s: %s", store_sql[_i], detail);
    }
  }
  sqlite3_finalize(plan);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("store");
  TCase *writing = tcase_create("writing");
  tcase_add_checked_fixture(writing, set_up, tear_down);
  tcase_add_test(writing, session_begin__writes__an_open_session_that_crashed_so_far);
  tcase_add_test(writing, session_begin__gives_each__a_random_uuid);
  tcase_add_test(writing, session_save__writes_the_whole_state__however_often);
  tcase_add_test(writing, session_save__replaces__answers_that_were_taken_back);
  tcase_add_test(writing, session_save__never_ends_a_session__before_it_began);
  tcase_add_test(writing, session_save__says_so__when_the_session_is_gone);
  tcase_add_test(writing, session_discard__removes__steps_and_answers_too);
  tcase_add_test(writing, session_close_stale__closes__earlier_nights_alone);
  suite_add_tcase(suite, writing);
  TCase *reading = tcase_create("reading");
  tcase_add_checked_fixture(reading, set_up, tear_down);
  tcase_add_test(reading, sessions__come__newest_first);
  tcase_add_loop_test(reading, sessions__pass__by_the_filter, 0, FILTER_COUNT);
  tcase_add_test(reading, sessions__stop__when_the_reader_has_seen_enough);
  tcase_add_test(reading, sessions__keep_nobody__from_saving);
  tcase_add_test(reading, session_open__finds__the_newest_of_that_night);
  tcase_add_test(reading, sessions__are_read_with_care__where_words_are_unknown);
  tcase_add_test(reading, sessions__belong_to_the_night_they_began__where_the_date_is_none);
  tcase_add_test(reading, store__refuses__words_that_are_none);
  tcase_add_loop_test(reading, store_query__looks_no_further__than_it_must, 0, QUERY_COUNT);
  suite_add_tcase(suite, reading);
  return suite_run(suite);
}
