/* The record carried from machine to machine: an export read back is the same record, a second
 * import changes nothing, and two machines merged both ways hold the same. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/json.h"
#include "cli/transfer_json.h"
#include "history_bench.h"
#include "nightcalf/mem.h"
#include "store_bench.h"
#include "suite.h"
#include "temp_folder.h"

enum { FEW_NIGHTS = 60, FEW_SESSIONS = 80 };
static const int64_t hour = INT64_C(3600) * 1000;
static const Night night = {BENCH_NIGHT};

static Error err;
static Store *here;
static Store *there;
static char *there_path;

#define CK_OK(call) ck_assert_msg((call), "%s", err.text)

static Store *open_at(const char *path) {
  Store *store = NULL;
  CK_OK(store_open(path, STORE_WRITE, &store, &err));
  return store;
}

static void set_up(void) {
  json_start();
  bench_set_up();
  there_path = temp_folder_path("there.db");
  here = open_at(bench_path);
  there = open_at(there_path);
}

static void tear_down(void) {
  store_close(here);
  store_close(there);
  free(there_path);
  bench_tear_down();
}

/* The export of a store, owned. */
static char *exported(Store *store) {
  char *text = NULL;
  size_t length = 0;
  FILE *stream = open_memstream(&text, &length);
  CK_OK(transfer_write(store, stream, NULL, &err));
  fclose(stream);
  return text;
}

/* Imports a text; it must be sound. */
static MergeCounts import_text(Store *store, const char *text) {
  Diagnostics findings = {0};
  MergeCounts counts = {0};
  temp_folder_write("import.json", text);
  char *path = temp_folder_path("import.json");
  TransferFile *file = transfer_read(path, &findings);
  ck_assert_msg(file != NULL, "line %d: %s", findings.items[0].line, findings.items[0].message);
  ck_assert_uint_eq(findings.count, 0);
  CK_OK(transfer_merge(file, store, &counts, &err));
  transfer_free(file);
  free(path);
  return counts;
}

static void check_same(Store *one, Store *other) {
  char *a = exported(one);
  char *b = exported(other);
  ck_assert_str_eq(a, b);
  free(a);
  free(b);
}

/* -- one machine -- */

static WallTime at(int hours) {
  return (WallTime){BENCH_START + hours * hour + 250, BENCH_OFFSET};
}

/* One of everything, with texts that JSON must escape. */
static void fill(Store *store) {
  int64_t session = bench_begin(store, "evening-calf", BENCH_NIGHT, BENCH_START);
  SessionProgress progress = bench_progress(75500);
  Answer answers[] = {{1, (char[]){"Is it easing?"}, (char[]){"Easing \"now\"\n\xF0\x9F\x8C\x99"}},
                      {0, (char[]){"q"}, (char[]){""}}};
  progress.answers = answers;
  progress.answer_count = 2;
  progress.ended_by = ENDED_HURT;
  bench_records[0].hurt = true;
  progress.open = false;
  CK_OK(store_session_save(store, session, &progress, &err));
  bench_begin(store, "cramp-now", BENCH_NIGHT - 1, BENCH_START - 20 * hour); /* open */
  Episode episode = episode_new((WallTime){BENCH_START, BENCH_OFFSET}, night);
  episode.side = SIDE_LEFT;
  episode.muscle = MUSCLE_FOOT_ARCH;
  episode.severity = 0;
  episode.duration = 183001;
  episode.relief_used = RELIEF_WALK | RELIEF_OTHER;
  episode.eased = true;
  episode.session = session;
  // NOLINTNEXTLINE(misc-misleading-bidirectional): that is what is to be carried
  episode.note = (char[]){"\xE2\x80\xAE\x01 = \\ bad \xFF"};
  CK_OK(store_episode_add(store, &episode, at(7), &err));
  DiaryNight row = diary_night_new(night);
  row.cramp_count = 2;
  row.bed_time = 22 * 60 + 15;
  row.waso_cramp = 90000;
  row.sleep_quality = SLEEP_VERY_GOOD;
  row.excused = true;
  row.note = (char[]){"x"};
  CK_OK(store_night_save(store, &row, at(8), &err));
  CK_OK(store_night_count(store, (Night){BENCH_NIGHT - 1}, 1, at(8), &err));
  CK_OK(store_night_count(store, (Night){BENCH_NIGHT - 1}, CRAMPS_NOT_RECORDED, at(9), &err));
  Habits habits = habits_new(night);
  habits.supplement = SUPPLEMENT_MAGNESIUM | SUPPLEMENT_OTHER;
  habits.fluid = 0;
  CK_OK(store_habits_save(store, &habits, at(8), &err));
  MedicationChange change = medication_new(night);
  change.kind = MEDICATION_STARTED;
  change.name = (char[]){"Amlodipine"};
  CK_OK(store_medication_add(store, &change, at(8), &err));
  Episode gone = episode_new((WallTime){BENCH_START, BENCH_OFFSET}, night);
  CK_OK(store_episode_add(store, &gone, at(7), &err));
  CK_OK(store_episode_delete(store, gone.id, at(8), &err));
}

START_TEST(export__read_back__is_the_same_record) {
  fill(here);
  char *text = exported(here);
  MergeCounts counts = import_text(there, text);
  ck_assert_uint_eq(counts.added, 8);
  ck_assert_uint_eq(counts.changed + counts.kept + counts.removed, 0);
  char *again = exported(there);
  /* The one text that was no UTF-8 became marks on its way out: no more is lost. */
  ck_assert_str_eq(text, again);
  /* The diary, which is not in the export in so many words, is the same too. */
  free(bench_path);
  bench_path = mem_copy(there_path);
  ck_assert_int_eq(bench_number("SELECT count(*) FROM night_summary"), 2);
  ck_assert_int_eq(bench_number("SELECT session FROM episodes"),
                   bench_number("SELECT id FROM sessions WHERE routine = 'evening-calf'"));
  ck_assert_int_eq(bench_number("SELECT count(*) FROM sessions WHERE open = 1"), 1);
  ck_assert_int_eq(bench_number("SELECT duration_ms FROM episodes"), 183001);
  ck_assert_int_eq(bench_number("SELECT hurt FROM session_steps WHERE hurt = 1"), 1);
  free(text);
  free(again);
}
END_TEST

START_TEST(export__is_ascii_json__a_record_a_line) {
  fill(here);
  char *text = exported(here);
  for (const char *letter = text; *letter != '\0'; letter++) {
    ck_assert((*letter >= ' ' && *letter <= '~') || *letter == '\n');
  }
  ck_assert_ptr_nonnull(strstr(text, "\"format\": \"nightcalf-export\",\n\"version\": 1,\n"));
  ck_assert_ptr_nonnull(strstr(text, "\"onset\":\"2026-11-22T00:12:05+01:00\""));
  ck_assert_ptr_nonnull(strstr(text, "\"modified\":\"2026-11-22T07:12:05.250+00:00\""));
  ck_assert_ptr_nonnull(strstr(text, "\"duration_min\":3.05001666"));
  ck_assert_ptr_nonnull(strstr(text, "\"relief_used\":[\"walk\",\"other\"]"));
  ck_assert_ptr_nonnull(strstr(text, "\"severity_nrs\":0,"));
  ck_assert_ptr_nonnull(strstr(text, "\"bed_time\":\"22:15\""));
  ck_assert_ptr_nonnull(strstr(text, "\"waso_cramp_min\":1.5"));
  ck_assert_ptr_null(strstr(text, "awakenings_cramp")); /* not said */
  free(text);
}
END_TEST

START_TEST(export__of_nothing__is_an_export) {
  char *text = exported(here);
  ck_assert_str_eq(text, "{\n\"format\": \"nightcalf-export\",\n\"version\": 1,\n"
                         "\"sessions\": [],\n\"episodes\": [],\n\"nights\": [],\n\"habits\": [],\n"
                         "\"medication_changes\": [],\n\"removed\": []\n}\n");
  MergeCounts counts = import_text(there, text);
  ck_assert_uint_eq(counts.added, 0);
  check_same(here, there);
  free(text);
}
END_TEST

START_TEST(import__twice__changes_nothing) {
  fill(here);
  char *text = exported(here);
  import_text(there, text);
  char *first = exported(there);
  MergeCounts counts = import_text(there, text);
  char *second = exported(there);
  ck_assert_str_eq(first, second);
  ck_assert_uint_eq(counts.added + counts.changed + counts.removed, 0);
  ck_assert_uint_eq(counts.kept, 8);
  /* Into the very record that it came from, too. */
  import_text(here, text);
  char *third = exported(here);
  ck_assert_str_eq(text, third);
  free(text);
  free(first);
  free(second);
  free(third);
}
END_TEST

/* -- two machines -- */

/* Each takes in what the other had, as it was before. */
static void exchange(void) {
  char *from_here = exported(here);
  char *from_there = exported(there);
  import_text(here, from_there);
  import_text(there, from_here);
  free(from_here);
  free(from_there);
  check_same(here, there);
}

START_TEST(two_machines__merged_both_ways__are_alike) {
  fill(here);
  char *text = exported(here);
  import_text(there, text); /* from here on they go their own ways */
  free(text);
  Episode mine = episode_new((WallTime){BENCH_START + hour, BENCH_OFFSET}, night);
  Episode yours = episode_new((WallTime){BENCH_START + 2 * hour, 0}, night);
  CK_OK(store_episode_add(here, &mine, at(9), &err));
  CK_OK(store_episode_add(there, &yours, at(10), &err));
  CK_OK(store_night_count(here, (Night){BENCH_NIGHT + 1}, 0, at(30), &err));
  CK_OK(store_night_count(there, (Night){BENCH_NIGHT + 1}, 4, at(31), &err));
  CK_OK(store_night_excuse(here, (Night){BENCH_NIGHT + 2}, true, "ill", at(60), &err));
  bench_begin(there, "breathe-resonance", BENCH_NIGHT + 1, BENCH_START + 24 * hour);
  exchange();
  DiaryNight row;
  bool found;
  CK_OK(store_night_get(here, (Night){BENCH_NIGHT + 1}, &row, &found, &err));
  ck_assert_int_eq(row.cramp_count, 4); /* the newer one */
  diary_night_free(&row);
  CK_OK(store_night_get(here, night, &row, &found, &err));
  ck_assert_int_eq(row.cramp_count, 3); /* raised to the cramps of both */
  diary_night_free(&row);
  exchange();
}
END_TEST

static int64_t only_id(Store *store, const char *table) {
  sqlite3_stmt *at_id = NULL;
  char sql[64];
  snprintf(sql, sizeof sql, "SELECT id FROM %s LIMIT 1", table);
  ck_assert_int_eq(sqlite3_prepare_v2(store->db, sql, -1, &at_id, NULL), SQLITE_OK);
  ck_assert_int_eq(sqlite3_step(at_id), SQLITE_ROW);
  int64_t id = sqlite3_column_int64(at_id, 0);
  sqlite3_finalize(at_id);
  return id;
}

START_TEST(what_was_removed__stays_away__on_both_machines) {
  fill(here);
  char *old = exported(here);
  import_text(there, old);
  CK_OK(store_episode_delete(here, only_id(here, "episodes"), at(20), &err));
  CK_OK(store_medication_delete(here, only_id(here, "medication_changes"), &err));
  CK_OK(store_session_discard(here, only_id(here, "sessions"), &err));
  MergeCounts counts = import_text(here, old);
  ck_assert_uint_eq(counts.added, 0);
  char *text = exported(here);
  counts = import_text(there, text);
  ck_assert_uint_eq(counts.removed, 3);
  check_same(here, there);
  import_text(there, old);
  check_same(here, there);
  free(old);
  free(text);
}
END_TEST

START_TEST(a_session__that_went_on__replaces_what_it_was) {
  int64_t id = bench_begin(here, "evening-calf", BENCH_NIGHT, BENCH_START);
  ck_assert(bench_save(here, id, 1000, &err));
  char *early = exported(here);
  import_text(there, early);
  SessionProgress progress = bench_progress(90000);
  Answer answer = {0, (char[]){"q"}, (char[]){"a"}};
  progress.outcome = OUTCOME_COMPLETED;
  progress.open = false;
  progress.answers = &answer;
  progress.answer_count = 1;
  CK_OK(store_session_save(here, id, &progress, &err));
  char *late = exported(here);
  MergeCounts counts = import_text(there, late);
  ck_assert_uint_eq(counts.changed, 1);
  check_same(here, there);
  counts = import_text(there, early);
  ck_assert_uint_eq(counts.kept, 1);
  check_same(here, there);
  /* Closed is newer than open at the same instant. */
  CK_OK(store_close_stale(there, (Night){BENCH_NIGHT + 1}, &err));
  exchange();
  free(early);
  free(late);
}
END_TEST

START_TEST(two_machines__at_the_same_instant__still_settle_it) {
  /* The stamps are equal, and every row differs: only what they say can decide. */
  for (int i = 0; i < 12; i++) {
    Night of = {BENCH_NIGHT + i};
    DiaryNight row = diary_night_new(of);
    Habits habits = habits_new(of);
    row.cramp_count = i % 3;
    row.sleep_quality = 1 + i % 4;
    row.note = (char[]){"a"};
    habits.fluid = i;
    CK_OK(store_night_save(here, &row, at(0), &err));
    CK_OK(store_habits_save(here, &habits, at(0), &err));
    row.cramp_count = 2 - i % 3;
    row.sleep_quality = 1 + i % 5;
    row.note = (char[]){"b"};
    habits.fluid = 11 - i;
    CK_OK(store_night_save(there, &row, at(0), &err));
    CK_OK(store_habits_save(there, &habits, at(0), &err));
    Episode episode = episode_new(at(0), of);
    CK_OK(store_episode_add(i % 2 == 0 ? here : there, &episode, at(0), &err));
  }
  exchange();
}
END_TEST

START_TEST(a_cramp__learns_of_its_session__when_that_comes_later) {
  fill(here);
  char *text = exported(here);
  /* An export whose sessions somebody took out. */
  char *sessions = strstr(text, "\"sessions\": [");
  char *episodes = strstr(text, "\"episodes\": [");
  char *without = mem_format("%.*s%s", (int)(sessions - text), text, episodes);
  import_text(there, without);
  import_text(there, text);
  check_same(here, there);
  free(text);
  free(without);
}
END_TEST

START_TEST(a_long_history__comes_across__whole) {
  char *path = temp_folder_path("long.db");
  CK_OK(history_make(path, FEW_NIGHTS, FEW_SESSIONS, &err));
  Store *store = open_at(path);
  char *text = exported(store);
  MergeCounts counts = import_text(here, text);
  ck_assert_uint_gt(counts.added, FEW_SESSIONS + FEW_NIGHTS / 2);
  check_same(store, here);
  import_text(there, text);
  exchange();
  store_close(store);
  free(text);
  free(path);
}
END_TEST

START_TEST(export__stops__when_nobody_takes_it) {
  FILE *full = fopen("/dev/full", "w");
  ck_assert_ptr_nonnull(full);
  setvbuf(full, NULL, _IONBF, 0);
  fill(here);
  CK_OK(transfer_write(here, full, NULL, &err));
  ck_assert(ferror(full));
  fclose(full);
}
END_TEST

START_TEST(transfer__counts__each_kind) {
  TransferCounts written;
  Diagnostics findings = {0};
  fill(here);
  char *path = temp_folder_path("all.json");
  FILE *stream = fopen(path, "w");
  CK_OK(transfer_write(here, stream, &written, &err));
  fclose(stream);
  TransferFile *file = transfer_read(path, &findings);
  ck_assert_ptr_nonnull(file);
  static const size_t expected[LIST_COUNT] = {2, 1, 2, 1, 1, 1};
  TransferCounts read = transfer_counts(file);
  for (int i = 0; i < LIST_COUNT; i++) {
    ck_assert_uint_eq(written.of[i], expected[i]);
    ck_assert_uint_eq(read.of[i], expected[i]);
  }
  transfer_free(file);
  free(path);
}
END_TEST

START_TEST(merge__says_so__and_changes_nothing_when_it_cannot) {
  fill(here);
  char *text = exported(here);
  char *before = exported(there);
  sqlite3_exec(there->db,
               "CREATE TRIGGER no_medicine BEFORE INSERT ON medication_changes BEGIN"
               " SELECT raise(ABORT, 'no room'); END",
               NULL, NULL, NULL);
  temp_folder_write("import.json", text);
  char *path = temp_folder_path("import.json");
  Diagnostics findings = {0};
  TransferFile *file = transfer_read(path, &findings);
  MergeCounts counts = {0};
  ck_assert(!transfer_merge(file, there, &counts, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "cannot import into your history"));
  ck_assert_uint_eq(counts.added, 0);
  char *after = exported(there);
  ck_assert_str_eq(before, after);
  Store *reader = NULL;
  CK_OK(store_open(there_path, STORE_READ, &reader, &err));
  ck_assert(!transfer_merge(file, reader, NULL, &err));
  ck_assert_ptr_nonnull(strstr(err.text, "for reading alone"));
  store_close(reader);
  transfer_free(file);
  transfer_free(NULL);
  free(path);
  free(text);
  free(before);
  free(after);
}
END_TEST

/* Each list by the table that it is read from and merged into. */
static const char *const tables[] = {"session_steps", "episodes", "nights",
                                     "habits",        "removed",  "medication_changes",
                                     "sessions",      "answers",  "night_summary"};
enum { TABLE_COUNT = sizeof tables / sizeof tables[0] };

START_TEST(transfer__says_so__when_a_table_is_gone) {
  char sql[64];
  fill(here);
  char *text = exported(here);
  char *ignored = NULL;
  size_t length = 0;
  FILE *stream = open_memstream(&ignored, &length);
  snprintf(sql, sizeof sql, "DROP TABLE %s", tables[_i]);
  sqlite3_exec(here->db, "PRAGMA foreign_keys = OFF", NULL, NULL, NULL);
  sqlite3_exec(there->db, "PRAGMA foreign_keys = OFF", NULL, NULL, NULL);
  ck_assert_int_eq(sqlite3_exec(here->db, sql, NULL, NULL, NULL), SQLITE_OK);
  ck_assert_int_eq(sqlite3_exec(there->db, sql, NULL, NULL, NULL), SQLITE_OK);
  ck_assert(!transfer_write(here, stream, NULL, &err));
  ck_assert_ptr_nonnull(strstr(err.text, tables[_i]));
  temp_folder_write("import.json", text);
  char *path = temp_folder_path("import.json");
  Diagnostics findings = {0};
  TransferFile *file = transfer_read(path, &findings);
  ck_assert(!transfer_merge(file, there, NULL, &err));
  ck_assert_ptr_nonnull(strstr(err.text, tables[_i]));
  transfer_free(file);
  free(path);
  free(text);
  fclose(stream);
  free(ignored);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("transfer");
  TCase *tests = tcase_create("transfer");
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_set_timeout(tests, 60);
  tcase_add_test(tests, export__read_back__is_the_same_record);
  tcase_add_test(tests, export__is_ascii_json__a_record_a_line);
  tcase_add_test(tests, export__of_nothing__is_an_export);
  tcase_add_test(tests, import__twice__changes_nothing);
  tcase_add_test(tests, two_machines__merged_both_ways__are_alike);
  tcase_add_test(tests, what_was_removed__stays_away__on_both_machines);
  tcase_add_test(tests, a_session__that_went_on__replaces_what_it_was);
  tcase_add_test(tests, two_machines__at_the_same_instant__still_settle_it);
  tcase_add_test(tests, a_cramp__learns_of_its_session__when_that_comes_later);
  tcase_add_test(tests, a_long_history__comes_across__whole);
  tcase_add_test(tests, export__stops__when_nobody_takes_it);
  tcase_add_test(tests, transfer__counts__each_kind);
  tcase_add_test(tests, merge__says_so__and_changes_nothing_when_it_cannot);
  tcase_add_loop_test(tests, transfer__says_so__when_a_table_is_gone, 0, TABLE_COUNT);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
