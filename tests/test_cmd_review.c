/* nightcalf review and report: ten years, made up, and every number held against SQL on the same
 * database. */
#include <check.h>
#include <jansson.h>
#include <math.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fake_clock.h"
#include "history_bench.h"
#include "nightcalf/mem.h"
#include "nightcalf/transfer.h"
#include "program.h"
#include "suite.h"
#include "temp_folder.h"

/* Quoted for SQL: the first night and the last of the ten years. */
#define DECADE "night BETWEEN '2016-11-24' AND '2026-11-21'"
#define TWELVE_WEEKS "night BETWEEN '2026-08-30' AND '2026-11-21'"
#define NOW_28 "night BETWEEN '2026-10-25' AND '2026-11-21'"
#define THEN_28 "night BETWEEN '2026-09-27' AND '2026-10-24'"

/* The ten years, made once for all tests. */
static char made[] = "/tmp/nightcalf-history-XXXXXX";

static void make_history(void) {
  Error err = {{0}};
  ck_assert_ptr_nonnull(mkdtemp(made));
  char *path = NULL;
  ck_assert_int_gt(asprintf(&path, "%s/nightcalf.db", made), 0);
  ck_assert_msg(history_make(path, HISTORY_DECADE, 3000, &err), "%s", err.text);
  free(path);
}

static void remove_history(void) {
  char *path = NULL;
  ck_assert_int_gt(asprintf(&path, "%s/nightcalf.db", made), 0);
  unlink(path);
  rmdir(made);
  free(path);
}

/* Each test has a copy of its own. */
static void set_up(void) {
  Error err = {{0}};
  program_set_up();
  fake_clock_set("2026-11-22 08:00:00", "Europe/Berlin");
  char *folder = temp_folder_path("nightcalf");
  char *path = temp_folder_path("nightcalf/nightcalf.db");
  char *from = NULL;
  ck_assert_int_eq(mkdir(folder, 0700), 0);
  ck_assert_int_gt(asprintf(&from, "%s/nightcalf.db", made), 0);
  ck_assert_msg(store_backup(from, path, false, &err), "%s", err.text);
  free(from);
  free(path);
  free(folder);
}

static void tear_down(void) {
  temp_folder_remove();
}

/* The first number that SQL gives. */
static double sql(const char *text) {
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;
  char *path = temp_folder_path("nightcalf/nightcalf.db");
  ck_assert_int_eq(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
  free(path);
  ck_assert_msg(sqlite3_prepare_v2(db, text, -1, &statement, NULL) == SQLITE_OK, "%s: %s", text,
                sqlite3_errmsg(db));
  ck_assert_int_eq(sqlite3_step(statement), SQLITE_ROW);
  double number = sqlite3_column_double(statement, 0);
  sqlite3_finalize(statement);
  sqlite3_close(db);
  return number;
}

/* Changes the database. */
static void sql_change(const char *text) {
  sqlite3 *db = NULL;
  char *path = temp_folder_path("nightcalf/nightcalf.db");
  ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
  free(path);
  ck_assert_msg(sqlite3_exec(db, text, NULL, NULL, NULL) == SQLITE_OK, "%s: %s", text,
                sqlite3_errmsg(db));
  sqlite3_close(db);
}

/* What the program says, which must have worked. */
static char *output(const char *const *arguments) {
  Said said = program_run(NULL, arguments);
  ck_assert_msg(said.status == 0, "%s", said.err);
  char *out = said.out;
  said.out = NULL;
  said_free(&said);
  return out;
}
#define OUTPUT(...) output((const char *const[]){__VA_ARGS__, NULL})

static json_t *json_of(char *text) {
  json_error_t error;
  json_t *value = json_loads(text, JSON_REJECT_DUPLICATES, &error);
  ck_assert_msg(value != NULL, "%s", error.text);
  free(text);
  return value;
}

/* "figures/severity/estimate"; numbers stand for places in lists. */
static json_t *at(json_t *value, const char *path) {
  char *copy = strdup(path);
  char *rest = NULL;
  for (char *name = strtok_r(copy, "/", &rest); name != NULL; name = strtok_r(NULL, "/", &rest)) {
    value = json_is_array(value) ? json_array_get(value, (size_t)strtol(name, NULL, 10))
                                 : json_object_get(value, name);
    ck_assert_msg(value != NULL, "no %s in %s", name, path);
  }
  free(copy);
  return value;
}

static void same(json_t *value, const char *path, double expected) {
  double got = json_number_value(at(value, path));
  ck_assert_msg(fabs(got - expected) < 1e-5, "%s: %f, not %f", path, got, expected);
}

static json_t *insight(json_t *value, const char *id, size_t nth) {
  size_t i;
  json_t *row;
  json_array_foreach(at(value, "insights"), i, row) {
    if (strcmp(json_string_value(json_object_get(row, "id")), id) == 0 && nth-- == 0) {
      return row;
    }
  }
  ck_abort_msg("no %s", id);
}

static json_t *decade(void) {
  return json_of(OUTPUT("review", "--json", "--from", "2016-11-24", "--routine", "evening-calf"));
}

START_TEST(review__agrees_with_sql__on_every_figure) {
  json_t *review = decade();
  double recorded = sql("SELECT count(*) FROM nights WHERE cramp_count IS NOT NULL AND " DECADE);
  double cramps = sql("SELECT sum(cramp_count) FROM nights WHERE " DECADE);
  double hit = sql("SELECT count(*) FROM nights WHERE cramp_count > 0 AND " DECADE);
  ck_assert_str_eq(json_string_value(at(review, "from")), "2016-11-24");
  ck_assert_str_eq(json_string_value(at(review, "to")), "2026-11-21");
  same(review, "nights", HISTORY_DECADE);
  same(review, "figures/recorded/nights", recorded);
  same(review, "figures/cramps_per_week/n", recorded);
  same(review, "figures/cramps_per_week/cramps", cramps);
  same(review, "figures/cramps_per_week/estimate", 7 * cramps / recorded);
  same(review, "figures/cramp_nights/nights", hit);
  same(review, "figures/cramp_nights/estimate", hit / recorded);
  same(review, "figures/severity/n", sql("SELECT count(severity) FROM episodes WHERE " DECADE));
  same(review, "figures/severity/estimate",
       sql("SELECT avg(severity) FROM episodes WHERE " DECADE));
  same(review, "figures/severity/worst", sql("SELECT max(severity) FROM episodes WHERE " DECADE));
  same(review, "figures/awakenings/estimate",
       sql("SELECT sum(awakenings_cramp) FROM nights WHERE " DECADE));
  same(review, "figures/sleep_disturbance/estimate",
       sql("SELECT avg(iif(cramp_count = 0, 0, sleep_disturbance_nrs)) FROM nights WHERE " DECADE));
  json_decref(review);
}
END_TEST

START_TEST(review__agrees_with_sql__on_intervals_and_quartiles) {
  json_t *review = decade();
  /* For so many nights Student's t is the normal's to four digits: 1.9606. */
  double n = sql("SELECT count(*) FROM nights WHERE cramp_count IS NOT NULL");
  double variance = sql("SELECT (sum(cramp_count * cramp_count) - sum(cramp_count) * "
                        "sum(cramp_count) * 1.0 / count(*)) / (count(*) - 1) FROM nights");
  double half = 7 * 1.9606 * sqrt(variance / n);
  double mean = json_number_value(at(review, "figures/cramps_per_week/estimate"));
  ck_assert_double_eq_tol(json_number_value(at(review, "figures/cramps_per_week/low")), mean - half,
                          1e-4);
  ck_assert_double_eq_tol(json_number_value(at(review, "figures/cramps_per_week/high")),
                          mean + half, 1e-4);
  double k = sql("SELECT count(*) FROM nights WHERE cramp_count > 0");
  double z = 1.959964;
  double middle = (k / n + z * z / (2 * n)) / (1 + z * z / n);
  double wide = z / (1 + z * z / n) * sqrt(k / n * (1 - k / n) / n + z * z / (4 * n * n));
  same(review, "figures/cramp_nights/low", middle - wide);
  same(review, "figures/cramp_nights/high", middle + wide);
  /* 2150 cramps: the median lies between the 1075th and the 1076th. */
  ck_assert_double_eq_tol(sql("SELECT count(*) FROM episodes"), 2150, 0.1);
  same(review, "figures/duration_min/estimate",
       sql("SELECT avg(duration_ms) / 60000.0 FROM (SELECT duration_ms FROM episodes "
           "ORDER BY duration_ms LIMIT 2 OFFSET 1074)"));
  json_decref(review);
}
END_TEST

/* Completed between 16:00 and 90 minutes after bed time, or 04:00 where that is not said. */
#define ROUTINE_NIGHTS                                                                             \
  "SELECT DISTINCT s.night FROM sessions s LEFT JOIN nights n ON n.night = s.night "               \
  "WHERE s.routine = 'evening-calf' AND s.outcome = 'completed' AND "                              \
  "(s.ended_ms / 1000 + s.ended_offset_s - strftime('%s', s.night)) / 60 BETWEEN 960 AND "         \
  "ifnull(n.bed_time + iif(n.bed_time < 720, 1440, 0) + 90, 1680)"

START_TEST(review__agrees_with_sql__on_routine_nights) {
  json_t *review = decade();
  double nights = sql("SELECT count(*) FROM (" ROUTINE_NIGHTS ")");
  json_t *r4 = insight(review, "R4", 0);
  ck_assert_double_gt(nights, 100);
  same(review, "figures/adherence/nights", nights);
  same(review, "figures/adherence/estimate", nights / HISTORY_DECADE);
  same(r4, "second/recorded",
       sql("SELECT count(*) FROM nights WHERE cramp_count IS NOT NULL AND "
           "night IN (" ROUTINE_NIGHTS ")"));
  same(r4, "second/mean",
       sql("SELECT avg(cramp_count) FROM nights WHERE night IN (" ROUTINE_NIGHTS ")"));
  same(r4, "first/mean",
       sql("SELECT avg(cramp_count) FROM nights WHERE night NOT IN (" ROUTINE_NIGHTS ")"));
  same(r4, "change/estimate",
       7 * (sql("SELECT avg(cramp_count) FROM nights WHERE night IN (" ROUTINE_NIGHTS ")") -
            sql("SELECT avg(cramp_count) FROM nights WHERE night NOT IN (" ROUTINE_NIGHTS ")")));
  json_decref(review);
}
END_TEST

START_TEST(review__agrees_with_sql__on_windows_habits_and_patterns) {
  free(OUTPUT("settings", "compare_habits", "standing_hours\nalcohol"));
  json_t *review = decade();
  json_t *r2 = insight(review, "R2", 0);
  same(r2, "first/recorded", sql("SELECT count(cramp_count) FROM nights WHERE " THEN_28));
  same(r2, "second/recorded", sql("SELECT count(cramp_count) FROM nights WHERE " NOW_28));
  same(r2, "change/estimate",
       7 * (sql("SELECT avg(cramp_count) FROM nights WHERE " NOW_28) -
            sql("SELECT avg(cramp_count) FROM nights WHERE " THEN_28)));
  json_t *r5 = insight(review, "R5", 0);
  same(r5, "change/estimate",
       sql("SELECT avg(severity) FROM episodes WHERE " NOW_28) -
           sql("SELECT avg(severity) FROM episodes WHERE " THEN_28));
  json_t *standing = insight(review, "R6", 0);
  json_t *alcohol = insight(review, "R6", 1);
  ck_assert_str_eq(json_string_value(at(standing, "habit")), "standing_hours");
  same(standing, "second/mean",
       sql("SELECT avg(cramp_count) FROM nights NATURAL JOIN (SELECT "
           "night FROM habits WHERE standing_hours = 'over_6')"));
  same(standing, "first/n",
       sql("SELECT count(cramp_count) FROM nights NATURAL JOIN (SELECT night "
           "FROM habits WHERE standing_hours NOT IN ('', 'over_6'))"));
  same(alcohol, "first/mean",
       sql("SELECT avg(cramp_count) FROM nights NATURAL JOIN (SELECT night "
           "FROM habits WHERE alcohol = 0)"));
  same(review, "pattern/n", sql("SELECT count(*) FROM episodes"));
  same(review, "pattern/side/left", sql("SELECT count(*) FROM episodes WHERE side = 'left'"));
  same(review, "pattern/muscle/calf", sql("SELECT count(*) FROM episodes WHERE muscle = 'calf'"));
  same(review, "pattern/by_hour/3",
       sql("SELECT count(*) FROM episodes WHERE strftime('%H', "
           "onset_ms / 1000 + onset_offset_s, 'unixepoch') = '03'"));
  /* A week in the midst: Monday to Sunday. */
  json_t *week = at(review, "weeks/200");
  char *text = NULL;
  ck_assert_int_gt(asprintf(&text,
                            "SELECT sum(cramp_count) FROM nights WHERE night BETWEEN '%s' "
                            "AND '%s'",
                            json_string_value(at(week, "from")), json_string_value(at(week, "to"))),
                   0);
  same(week, "cramps_per_week/cramps", sql(text));
  free(text);
  json_decref(review);
}
END_TEST

START_TEST(review__gives_every_interval__or_its_reason) {
  json_t *review = decade();
  const char *name;
  json_t *figure;
  json_object_foreach(at(review, "figures"), name, figure) {
    bool interval = json_is_real(at(figure, "low")) && json_is_real(at(figure, "high"));
    bool reason = json_is_null(at(figure, "low")) && json_is_null(at(figure, "high")) &&
                  json_is_string(at(figure, "lack"));
    ck_assert_msg(interval != reason, "%s", name);
    ck_assert_msg(json_is_integer(at(figure, "n")), "%s", name);
    ck_assert_msg(json_is_string(at(figure, "text")), "%s", name);
  }
  json_decref(review);
}
END_TEST

START_TEST(review__says__what_the_json_says) {
  json_t *review = decade();
  char *text = OUTPUT("review", "--from", "2016-11-24", "--routine", "evening-calf");
  const char *name;
  json_t *figure;
  json_object_foreach(at(review, "figures"), name, figure) {
    /* The first words: the rest may have gone to the next line. */
    char *begin = strdup(json_string_value(at(figure, "text")));
    begin[strcspn(begin, ",;")] = '\0';
    ck_assert_msg(strstr(text, begin) != NULL, "%s: %s in\n%s", name, begin, text);
    free(begin);
  }
  ck_assert_ptr_nonnull(strstr(text, "Review: Evening calf routine\nNights of Thu 2016-11-24 to "
                                     "Sat 2026-11-21"));
  free(text);
  json_decref(review);
}
END_TEST

START_TEST(review__takes_a_year__and_the_nights_that_are_asked_for) {
  json_t *review = json_of(OUTPUT("review", "--json"));
  same(review, "nights", 365);
  json_decref(review);
  review = json_of(OUTPUT("review", "--json", "--from", "2026-11-01", "--to", "2026-11-10"));
  same(review, "nights", 10);
  same(
      review, "figures/cramps_per_week/cramps",
      sql("SELECT sum(cramp_count) FROM nights WHERE night BETWEEN '2026-11-01' AND '2026-11-10'"));
  json_decref(review);
  /* Before the first record nobody left a night out. */
  review = json_of(OUTPUT("review", "--json", "--from", "2010-01-01"));
  same(review, "nights", HISTORY_DECADE);
  json_decref(review);
}
END_TEST

START_TEST(review__refuses__nights_that_are_none) {
  static const char *const lines[][4] = {
      {"--from", "2026-02-30", "there is no 2026-02-30 in the calendar", NULL},
      {"--to", "2026-11-22", "that night is not over yet", NULL},
      {"--from", "soon", "got \"soon\"", NULL},
      {"--routine", "evening-cal", "did you mean \"evening-calf\"?", NULL},
  };
  for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
    for (int report = 0; report < 2; report++) {
      Said said = RUN(NULL, report == 1 ? "report" : "review", lines[i][0], lines[i][1]);
      ck_assert_int_ne(said.status, 0);
      ck_assert_msg(strstr(said.err, lines[i][2]) != NULL, "%s", said.err);
      ck_assert_str_eq(said.out, "");
      said_free(&said);
    }
  }
}
END_TEST

START_TEST(review__leaves_out__what_was_entered_over_a_week_late) {
  sql_change("UPDATE nights SET entered_ms = entered_ms + 20 * 86400000 WHERE " NOW_28);
  double late = sql("SELECT count(*) FROM nights WHERE cramp_count IS NOT NULL AND " NOW_28);
  json_t *review = json_of(OUTPUT("review", "--json"));
  double all = json_number_value(at(review, "figures/recorded/nights"));
  same(review, "over_a_week_late", late);
  json_decref(review);
  review = json_of(OUTPUT("review", "--json", "--without-late"));
  same(review, "figures/recorded/nights", all - late);
  json_decref(review);
  char *report = OUTPUT("report", "--without-late");
  ck_assert_ptr_nonnull(strstr(report, "What was entered over a week late is left out."));
  free(report);
}
END_TEST

/* What set a cramp off, and whether there was an urge to move, goes with the cramp. */
START_TEST(report__leaves_out__every_word_of_a_cramp_that_was_entered_late) {
  sql_change("UPDATE episodes SET set_off_by = 'turning', urge_to_move = 'yes'");
  sql_change("UPDATE nights SET entered_ms = entered_ms + 20 * 86400000 WHERE " NOW_28);
  double all = sql("SELECT count(*) FROM episodes WHERE " TWELVE_WEEKS);
  double late = sql("SELECT count(*) FROM episodes WHERE " NOW_28
                    " AND night IN (SELECT night FROM nights WHERE cramp_count IS NOT NULL)");
  ck_assert(late > 0 && all > late);
  for (int without = 0; without < 2; without++) {
    char *report = without == 1 ? OUTPUT("report", "--without-late") : OUTPUT("report");
    int kept = (int)(without == 1 ? all - late : all);
    char *described = mem_format("%d cramps described", kept);
    char *turning = mem_format("turning over %d", kept);
    char *urge = mem_format("in %d of %d cramps that say", kept, kept);
    ck_assert_msg(strstr(report, described) != NULL, "%s: %s", described, report);
    ck_assert_msg(strstr(report, turning) != NULL, "%s: %s", turning, report);
    ck_assert_msg(strstr(report, urge) != NULL, "%s: %s", urge, report);
    free(described);
    free(turning);
    free(urge);
    free(report);
  }
}
END_TEST

START_TEST(review__tells__of_start_fair_test_and_streak) {
  free(OUTPUT("settings", "trial_start", "2026-10-20"));
  free(OUTPUT("settings", "fair_test", "2026-09-30: on off on off off on"));
  free(OUTPUT("settings", "show_streak", "yes"));
  char *text = OUTPUT("review");
  ck_assert_ptr_nonnull(strstr(text, "Before and after"));
  ck_assert_ptr_nonnull(strstr(text, "Week 5 of 6:"));
  ck_assert_ptr_nonnull(strstr(text, "Fair test"));
  ck_assert_ptr_nonnull(strstr(text, "nights in a row."));
  free(text);
  free(OUTPUT("settings", "--unset", "show_streak"));
  text = OUTPUT("review");
  ck_assert_ptr_null(strstr(text, "in a row"));
  free(text);
}
END_TEST

START_TEST(report__is_one_page__in_eighty_columns) {
  free(OUTPUT("settings", "compare_habits", "standing_hours\nalcohol\nfluid"));
  char *text = OUTPUT("report", "--routine", "evening-calf");
  int lines = 0;
  for (const char *line = text; *line != '\0'; lines++) {
    int columns = 0;
    for (; *line != '\n' && *line != '\0'; line++) {
      columns += ((unsigned char)*line & 0xC0) != 0x80 ? 1 : 0;
    }
    ck_assert_msg(columns <= 80, "%d columns in line %d", columns, lines + 1);
    line += *line == '\n' ? 1 : 0;
  }
  ck_assert_msg(lines <= 75, "%d lines\n%s", lines, text);
  ck_assert_ptr_nonnull(strstr(text, "not a diagnosis"));
  ck_assert_ptr_nonnull(strstr(text, "It is not\n  a medical device"));
  free(text);
}
END_TEST

/* That the report has this number in this sentence. */
static void holds(const char *text, const char *before, double number, const char *behind) {
  char *words = NULL;
  ck_assert_int_gt(asprintf(&words, "%s%d%s", before, (int)number, behind), 0);
  ck_assert_msg(strstr(text, words) != NULL, "no \"%s\" in\n%s", words, text);
  free(words);
}

START_TEST(report__agrees_with_sql) {
  sql_change("UPDATE nights SET adverse_event = 'dizzy' WHERE night = '2026-11-02'");
  sql_change("INSERT INTO medication_changes (uuid, night, modified_ms, kind, name) VALUES "
             "('123e4567-e89b-42d3-a456-426614174000', '2026-11-03', 1, 'started', 'Statin')");
  sql_change("UPDATE nights SET cramp_count = 1 WHERE night = '2026-11-02'");
  char *text = OUTPUT("report", "--routine", "evening-calf");
  holds(text, "Recorded: ", sql("SELECT count(cramp_count) FROM nights WHERE " TWELVE_WEEKS),
        " of 84 nights");
  holds(text, "Nights with a cramp         ",
        sql("SELECT count(*) FROM nights WHERE cramp_count > 0 AND " TWELVE_WEEKS), " of ");
  holds(text, "Where and when: ", sql("SELECT count(*) FROM episodes WHERE " TWELVE_WEEKS),
        " cramps described");
  holds(text, "left ", sql("SELECT count(*) FROM episodes WHERE side = 'left' AND " TWELVE_WEEKS),
        "");
  holds(text, "calf ", sql("SELECT count(*) FROM episodes WHERE muscle = 'calf' AND " TWELVE_WEEKS),
        "");
  holds(text, "02-04 h ",
        sql("SELECT count(*) FROM episodes WHERE " TWELVE_WEEKS " AND strftime('%H', onset_ms / "
            "1000 + onset_offset_s, 'unixepoch') IN ('02', '03')"),
        "");
  holds(text, "Sessions of Evening calf routine: ",
        sql("SELECT count(*) FROM sessions WHERE routine = 'evening-calf' AND " TWELVE_WEEKS), ",");
  holds(text, "2026-11-0", 2, " dizzy");
  holds(text, "2026-11-0", 3, " started: Statin");
  free(text);
}
END_TEST

START_TEST(report__tells_of_warning_signs__with_their_dates) {
  sql_change("UPDATE sessions SET ended_by = 'red_flag' WHERE id = (SELECT session FROM answers "
             "JOIN sessions ON sessions.id = session WHERE " TWELVE_WEEKS " LIMIT 1)");
  char *text = OUTPUT("report");
  ck_assert_msg(strstr(text, ": Something is off? hold") != NULL, "%s", text);
  free(text);
}
END_TEST

START_TEST(report__is_markdown__on_demand) {
  char *text = OUTPUT("report", "--markdown");
  ck_assert_msg(strncmp(text, "# Night-time leg cramps", 23) == 0, "%s", text);
  ck_assert_ptr_nonnull(strstr(text, "\n## Cramps\n\n- **Cramps per week**: "));
  free(text);
}
END_TEST

START_TEST(report__says_so__when_nothing_is_on_record) {
  Said said = RUN(NULL, "report", "--to", "2010-01-01");
  ck_assert_int_eq(said.status, 1);
  ck_assert_ptr_nonnull(strstr(said.err, "nothing is on record of these nights"));
  said_free(&said);
  char *text = OUTPUT("review", "--to", "2010-01-01");
  ck_assert_ptr_nonnull(strstr(text, "Nothing is on record of these nights."));
  free(text);
  json_t *review = json_of(OUTPUT("review", "--json", "--to", "2010-01-01"));
  ck_assert(json_is_null(at(review, "from")));
  json_decref(review);
}
END_TEST

START_TEST(history__gives_csv__of_each_kind) {
  char *text = OUTPUT("history", "--csv", "--since", "2026-11-19");
  ck_assert_msg(strncmp(text, "uuid,routine,title,night,started", 32) == 0, "%s", text);
  free(text);
  text = OUTPUT("history", "--csv", "--of", "nights", "--since", "2026-11-20");
  ck_assert_msg(strncmp(text, "night,entered,cramp_count", 25) == 0, "%s", text);
  ck_assert_ptr_nonnull(strstr(text, "\r\n2026-11-21,"));
  free(text);
  text = OUTPUT("history", "--csv", "--of", "cramps");
  int lines = 0;
  for (const char *end = text; (end = strchr(end, '\n')) != NULL; end++) {
    lines++;
  }
  ck_assert_int_eq(lines, 1 + (int)sql("SELECT count(*) FROM episodes"));
  free(text);
  text = OUTPUT("history", "--csv", "--of", "medicines");
  ck_assert_msg(strncmp(text, "uuid,night,kind,name", 20) == 0, "%s", text);
  free(text);
  Said said = RUN(NULL, "history", "--csv", "--of", "dreams");
  ck_assert_int_eq(said.status, 2);
  ck_assert_ptr_nonnull(strstr(said.err, "got \"dreams\""));
  said_free(&said);
  said = RUN(NULL, "history", "--csv", "--json");
  ck_assert_int_eq(said.status, 2);
  said_free(&said);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("cmd_review");
  TCase *tests = tcase_create("cmd_review");
  tcase_add_unchecked_fixture(tests, make_history, remove_history);
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_set_timeout(tests, 120);
  tcase_add_test(tests, review__agrees_with_sql__on_every_figure);
  tcase_add_test(tests, review__agrees_with_sql__on_intervals_and_quartiles);
  tcase_add_test(tests, review__agrees_with_sql__on_routine_nights);
  tcase_add_test(tests, review__agrees_with_sql__on_windows_habits_and_patterns);
  tcase_add_test(tests, review__gives_every_interval__or_its_reason);
  tcase_add_test(tests, review__says__what_the_json_says);
  tcase_add_test(tests, review__takes_a_year__and_the_nights_that_are_asked_for);
  tcase_add_test(tests, review__refuses__nights_that_are_none);
  tcase_add_test(tests, review__leaves_out__what_was_entered_over_a_week_late);
  tcase_add_test(tests, report__leaves_out__every_word_of_a_cramp_that_was_entered_late);
  tcase_add_test(tests, review__tells__of_start_fair_test_and_streak);
  tcase_add_test(tests, report__is_one_page__in_eighty_columns);
  tcase_add_test(tests, report__agrees_with_sql);
  tcase_add_test(tests, report__tells_of_warning_signs__with_their_dates);
  tcase_add_test(tests, report__is_markdown__on_demand);
  tcase_add_test(tests, report__says_so__when_nothing_is_on_record);
  tcase_add_test(tests, history__gives_csv__of_each_kind);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
