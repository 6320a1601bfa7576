/* The program itself, run to its end while one call fails or is its last one: each allocation, and
 * each call that touches the record (FAULTS F1, F12, F13, F24, F47). What fails stands before the C
 * library: preload/faults.c. The short form takes every so many calls, NIGHTCALF_FAULTS_LONG all.
 */
#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "nightcalf/mem.h"
#include "program.h"
#include "sql_number.h"
#include "store/store_private.h"
#include "suite.h"
#include "temp_folder.h"

enum { KILLED = 128 + 9, CALLS_MAX = 100000, SECONDS_MAX = 3600, RUNS_SHORT = 25, TEXT_SIZE = 128 };

static char *database;
static char *kept; /* as it was before */

static const char quick[] =
    "format = 1; title = \"Quick\"; setup = 0;\n"
    "steps = ( { kind = \"timed\"; title = \"March\"; duration = 0.03; },\n"
    "          { kind = \"timed\"; title = \"Shake\"; duration = 0.03; } );\n";

static int64_t number(const char *sql) {
  return sql_number(database, sql);
}

/* Puts the record back as it was, and nothing beside it. */
static void start_over(bool with_record) {
  char bytes[4096];
  char *folder = temp_folder_path("nightcalf");
  DIR *list = opendir(folder);
  for (const struct dirent *item = NULL; list != NULL && (item = readdir(list)) != NULL;) {
    if (strncmp(item->d_name, "nightcalf.db", strlen("nightcalf.db")) == 0) {
      char *path = mem_format("%s/%s", folder, item->d_name);
      unlink(path);
      free(path);
    }
  }
  closedir(list);
  free(folder);
  if (!with_record) {
    return;
  }
  FILE *from = fopen(kept, "r");
  FILE *to = fopen(database, "w");
  ck_assert(from != NULL && to != NULL);
  for (size_t got; (got = fread(bytes, 1, sizeof bytes, from)) > 0;) {
    ck_assert_uint_eq(fwrite(bytes, 1, got, to), got);
  }
  fclose(from);
  fclose(to);
  chmod(database, 0600);
}

static void set_up(void) {
  program_set_up_routine("quick.cfg", quick);
  database = temp_folder_path("nightcalf/nightcalf.db");
  kept = temp_folder_path("before.db");
  Said said = RUN(NULL, "run", "--plain", "--quiet", "quick");
  ck_assert_msg(said.status == 0, "%s%s", said.out, said.err);
  said_free(&said);
  said = RUN(NULL, "log", "none");
  ck_assert_msg(said.status == 0, "%s%s", said.out, said.err);
  said_free(&said);
  ck_assert_int_eq(rename(database, kept), 0);
  start_over(true);
  ck_assert_int_eq(number("SELECT count(*) FROM sessions"), 1);
}

static void tear_down(void) {
  free(database);
  free(kept);
  temp_folder_remove();
}

/* Runs it with a fault at a call; *met: there was such a call. */
static Said said_with(const char *fault, int at, const char *const *words, bool *met) {
  char text[TEXT_SIZE];
  char *counted = temp_folder_path("counted");
  unlink(counted);
  snprintf(text, sizeof text, "%d", at);
  setenv("NIGHTCALF_FAULT", fault, 1);
  setenv("NIGHTCALF_FAULT_AT", text, 1);
  setenv("NIGHTCALF_FAULT_COUNT", counted, 1);
  setenv("LD_PRELOAD", FAULTS, 1);
  Said said = program_run(NULL, words);
  unsetenv("LD_PRELOAD");
  FILE *file = fopen(counted, "r");
  *met = true;
  if (file != NULL) {
    *met = fgets(text, sizeof text, file) != NULL && strtol(text, NULL, 10) >= at;
    fclose(file);
  }
  free(counted);
  return said;
}

static const char *const run_words[] = {"run", "--plain", "--quiet", "quick", NULL};

static Said run_with(const char *fault, int at, bool *met) {
  return said_with(fault, at, run_words, met);
}

/* How many such calls a command has that works; *said is what it says then. */
static int count_calls_of(const char *fault, const char *const *words, Said *said) {
  char text[TEXT_SIZE] = "0";
  bool met;
  *said = said_with(fault, CALLS_MAX * 10, words, &met);
  char *counted = temp_folder_path("counted");
  FILE *file = fopen(counted, "r");
  ck_assert_msg(said->status == 0 && file != NULL, "%d %s%s", said->status, said->out, said->err);
  ck_assert_ptr_nonnull(fgets(text, sizeof text, file));
  fclose(file);
  free(counted);
  return (int)strtol(text, NULL, 10);
}

/* How many a run has. */
static int count_calls(const char *fault, bool with_record) {
  Said said;
  start_over(with_record);
  int calls = count_calls_of(fault, run_words, &said);
  said_free(&said);
  return calls;
}

/* From one call to the next that is tried. */
static int stride(int calls) {
  int most = getenv("NIGHTCALF_FAULTS_LONG") != NULL ? 2000 : RUNS_SHORT;
  return calls / most + 1;
}

/* The record is whole, with all that was announced, and once. */
static void check_record(const Said *said, bool with_record, int at) {
  int before = with_record ? 1 : 0;
  bool announced = strstr(said->out, "Kept in the history.") != NULL;
  struct stat info;
  if (stat(database, &info) != 0) {
    ck_assert_msg(!with_record && !announced, "call %d: the record is gone", at);
    return;
  }
  ck_assert_int_eq(info.st_mode & 07777, 0600);
  ck_assert_msg(number("SELECT integrity_check = 'ok' FROM pragma_integrity_check") == 1,
                "call %d: damaged", at);
  int64_t sessions = number("SELECT count(*) FROM sessions");
  ck_assert_msg(sessions >= before && sessions <= before + 1, "call %d: %d sessions", at,
                (int)sessions);
  ck_assert_msg(!announced || (sessions == before + 1 &&
                               number("SELECT open = 0 AND outcome = 'completed' FROM sessions"
                                      " ORDER BY id DESC LIMIT 1") == 1),
                "call %d: said to be kept, and is not", at);
}

START_TEST(run__may_be_killed__at_each_call_that_touches_the_record) {
  bool with_record = _i == 0;
  int calls = count_calls("kill", with_record);
  int runs = 0;
  int offered = 0;
  for (int at = 1; at <= calls; at += stride(calls)) {
    bool met;
    start_over(with_record);
    Said said = run_with("kill", at, &met);
    if (!met) { /* a busy machine saves at other moments: this run had fewer calls */
      ck_assert_int_eq(said.status, 0);
      said_free(&said);
      break;
    }
    ck_assert_int_eq(said.status, KILLED);
    check_record(&said, with_record, at);
    said_free(&said);
    bool open = access(database, F_OK) == 0 && number("SELECT max(open) FROM sessions") == 1;
    int64_t sessions = open ? number("SELECT count(*) FROM sessions") : 0;
    if (open) { /* the next start goes on with it */
      said = RUN(NULL, "run", "--plain", "--quiet", "--resume");
      ck_assert_msg(said.status == 0, "call %d: %s%s", at, said.out, said.err);
      said_free(&said);
      ck_assert_int_eq(number("SELECT max(open) FROM sessions"), 0);
      ck_assert_int_eq(number("SELECT count(*) FROM sessions"), sessions);
      offered++;
    }
    runs++;
  }
  printf("killed at %d of %d calls, taken up again %d times\n", runs, calls, offered);
  ck_assert_int_gt(calls, 40);
  ck_assert_int_gt(offered, 0);
}
END_TEST

static const char *const faults[] = {"full", "broken", "full for good"};
enum { FAULT_KINDS = sizeof faults / sizeof faults[0] };

START_TEST(run__goes_on_and_tells__when_a_call_that_touches_the_record_fails) {
  const char *fault = faults[_i % FAULT_KINDS];
  bool with_record = _i / FAULT_KINDS == 0;
  int calls = count_calls(fault, with_record);
  int runs = 0;
  int unkept = 0;
  for (int at = 1; at <= calls; at += stride(calls)) {
    bool met;
    start_over(with_record);
    Said said = run_with(fault, at, &met);
    bool told = strstr(said.err, "not kept") != NULL;
    ck_assert_msg((said.status == 0 && !told) || (said.status == 3 && told), "call %d: %d: %s%s",
                  at, said.status, said.out, said.err);
    ck_assert_msg(strstr(said.out, "All done.") != NULL, "call %d: %s%s", at, said.out, said.err);
    check_record(&said, with_record, at);
    unkept += told ? 1 : 0;
    runs++;
    said_free(&said);
  }
  ck_assert_int_eq(unkept > 0, strstr(fault, "for good") != NULL);
  printf("%s at %d of %d calls: %d times it could not be kept\n", fault, runs, calls, unkept);
}
END_TEST

#ifdef MEMORY_FAILS
/* Has that allocation fail. Returns whether it ended the run. */
static bool fail_allocation(int at) {
  bool met;
  start_over(true);
  Said said = run_with("memory", at, &met);
  bool out = said.status == 4;
  ck_assert_msg(said.status >= 0 && said.status <= 4, "call %d: %d: %s%s", at, said.status,
                said.out, said.err);
  ck_assert_msg(said.status == 0 || said.err[0] != '\0', "call %d: without a word", at);
  ck_assert_msg(!out || strstr(said.err, "out of memory") != NULL, "call %d: %s", at, said.err);
  check_record(&said, true, at);
  said_free(&said);
  if (number("SELECT max(open) FROM sessions") == 1) { /* what was saved goes on from there */
    said = RUN(NULL, "run", "--plain", "--quiet", "--resume");
    ck_assert_msg(said.status == 0, "call %d: %s%s", at, said.out, said.err);
    check_record(&said, true, at);
    said_free(&said);
    ck_assert_int_eq(number("SELECT max(open) FROM sessions"), 0);
  }
  return out;
}

START_TEST(run__ends_in_order__when_an_allocation_fails) {
  int calls = count_calls("memory", true);
  int runs = 0;
  int ended = 0;
  for (int at = 1; at <= calls; at += stride(calls)) {
    ended += fail_allocation(at) ? 1 : 0;
    runs++;
  }
  /* most are SQLite's, which does without: some that are not are among the first */
  for (int at = 2; ended == 0 && at <= calls; at += 7) {
    ended += fail_allocation(at) ? 1 : 0;
    runs++;
  }
  printf("%d of %d allocations failed, %d ended the run\n", runs, calls, ended);
  ck_assert_int_gt(ended, 0);
}
END_TEST

/* From one allocation on there is no memory. Returns whether it ended a session that had begun. */
static bool lose_memory(int at) {
  bool met;
  start_over(true);
  Said said = run_with("gone", at, &met);
  ck_assert_msg(said.status == 4 || said.status == 0 || said.status == 1, "call %d: %d: %s%s", at,
                said.status, said.out, said.err);
  ck_assert_msg(said.status == 0 || strstr(said.err, "out of memory") != NULL, "call %d: %s%s", at,
                said.out, said.err);
  bool begun = strstr(said.out, "March") != NULL;
  bool told = strstr(said.err, "your session is kept") != NULL;
  ck_assert_msg(said.status != 4 || !begun || told, "call %d: %s%s", at, said.out, said.err);
  check_record(&said, true, at);
  ck_assert_msg(!told || number("SELECT count(*) FROM sessions") == 2, "call %d: not kept", at);
  said_free(&said);
  return told;
}

START_TEST(run__keeps_the_session__when_there_is_no_memory_left) {
  int calls = count_calls("memory", true);
  int kept_anew = 0;
  for (int at = 1; at <= calls; at += stride(calls)) {
    kept_anew += lose_memory(at) ? 1 : 0;
  }
  printf("%d sessions kept without memory\n", kept_anew);
  ck_assert_int_gt(kept_anew, 3);
}
END_TEST

/* Every one of them, libconfig's too, which looks at none. */
START_TEST(check__ends_in_order__when_an_allocation_fails) {
  static const char *const words[] = {"check", "quick", NULL};
  int ended = 0;
  bool met = true;
  for (int at = 1; met; at++) {
    Said said = said_with("memory", at, words, &met);
    ck_assert_msg(said.status >= 0 && said.status <= 4, "call %d: %d: %s%s", at, said.status,
                  said.out, said.err);
    ck_assert_msg(said.status == 0 || said.out[0] != '\0' || said.err[0] != '\0',
                  "call %d: without a word", at);
    ck_assert_msg(said.status != 4 || strstr(said.err, "out of memory") != NULL, "call %d: %s", at,
                  said.err);
    ended += said.status == 4 ? 1 : 0;
    said_free(&said);
  }
  ck_assert_int_gt(ended, 100);
}
END_TEST

/* Commands about the record; exact: whenever it worked, it says the same. The others may do without
 * what is not the record's: signs beyond ASCII, the title of a routine. */
static const struct {
  const char *words[3];
  bool exact;
} commands[] = {
    {{"history"}, true},     {{"history", "--json"}, true},
    {{"review"}, false},     {{"review", "--json"}, false},
    {{"report"}, false},     {{"export", "-"}, true},
    {{"log", "none"}, true}, {{"list"}, false},
    {{"learn"}, false},
};

START_TEST(commands__end_in_order__when_an_allocation_fails) {
  const char *const words[] = {commands[_i].words[0], commands[_i].words[1], NULL};
  Said whole;
  start_over(true);
  int calls = count_calls_of("memory", words, &whole);
  int failed = 0;
  for (int at = 1; at <= calls; at += stride(calls)) {
    bool met;
    start_over(true);
    Said said = said_with("memory", at, words, &met);
    ck_assert_msg(said.status >= 0 && said.status <= 4, "call %d: %d: %s", at, said.status,
                  said.err);
    ck_assert_msg(said.status == 0 || said.err[0] != '\0', "call %d: without a word", at);
    ck_assert_msg(said.status != 0 || !commands[_i].exact || strcmp(said.out, whole.out) == 0,
                  "call %d: not as it is otherwise", at);
    check_record(&said, true, at);
    failed += said.status == 0 ? 0 : 1;
    said_free(&said);
  }
  said_free(&whole);
  printf("%s: %d allocations, %d tries ended without it\n", words[0], calls, failed);
  ck_assert_int_gt(failed, 0);
}
END_TEST
#endif

int main(void) {
  Suite *suite = suite_create("program_faults");
  TCase *runs = tcase_create("runs");
  tcase_add_checked_fixture(runs, set_up, tear_down);
  tcase_set_timeout(runs, SECONDS_MAX);
  tcase_add_loop_test(runs, run__may_be_killed__at_each_call_that_touches_the_record, 0, 2);
  tcase_add_loop_test(runs, run__goes_on_and_tells__when_a_call_that_touches_the_record_fails, 0,
                      2 * FAULT_KINDS);
#ifdef MEMORY_FAILS
  tcase_add_test(runs, run__ends_in_order__when_an_allocation_fails);
  tcase_add_test(runs, run__keeps_the_session__when_there_is_no_memory_left);
  tcase_add_loop_test(runs, commands__end_in_order__when_an_allocation_fails, 0,
                      sizeof commands / sizeof commands[0]);
  tcase_add_test(runs, check__ends_in_order__when_an_allocation_fails);
#endif
  suite_add_tcase(suite, runs);
  return suite_run(suite);
}
