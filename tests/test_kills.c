/* Sessions killed at random instants (FAULTS F1), and two programs on one history (F16, F17). 100
 * kills; with NIGHTCALF_FAULTS_LONG 1,000. */
#include <check.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "app_fixture.h"
#include "sql_number.h"
#include "suite.h"
#include "temp_folder.h"

enum {
  KILLS = 100,
  KILLS_LONG = 1000,
  INSTANTS_US = 40000,
  PAUSE_US = 4000, /* between two writes: nobody types without one */
  WRITERS = 2,
  WRITES = 500,
  SECONDS_MAX = 3600,
  TICK_MS = 1000
};

/* What the child has announced: in memory that outlives it. */
typedef struct Announced {
  int begun;       /* sessions that are in the record */
  int ended;       /* of them */
  int64_t done_ms; /* of the one that runs, as last saved */
} Announced;
static volatile Announced *announced;

static int64_t number(const char *sql) {
  return sql_number(app.paths.database, sql);
}

/* Runs a session as a face does, and announces what is kept. */
static void run_session(void) {
  Effect effect;
  bool begun = false;
  app_session_start(&app, load("legs"), 0);
  while (session_state(app.session) != SESSION_ENDED) {
    while (app_tick(&app, &effect)) {
    }
    app_flush(&app);
    if (app.kept_error.text[0] != '\0') {
      fprintf(stderr, "%s\n", app.kept_error.text);
      _exit(EXIT_FAILURE);
    }
    announced->begun += begun ? 0 : 1;
    begun = true;
    announced->done_ms = session_done(app.session, hands_moment());
    turn(TICK_MS);
  }
  app_session_finish(&app, ENDED_END);
  announced->done_ms = 0;
  announced->ended++;
  app_session_drop(&app);
}

static _Noreturn void live_for_ever(void) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  for (;;) {
    run_session();
  }
}

/* The spin of a random instant: nobody sleeps, and the child runs meanwhile. */
static void wait_some(long microseconds) {
  struct timespec start, now;
  clock_gettime(CLOCK_MONOTONIC, &start);
  do {
    clock_gettime(CLOCK_MONOTONIC, &now);
  } while ((now.tv_sec - start.tv_sec) * 1000000 + (now.tv_nsec - start.tv_nsec) / 1000 <
           microseconds);
}

static void set_up_shared(void) {
  set_up();
  announced =
      mmap(NULL, sizeof *announced, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  ck_assert(announced != MAP_FAILED);
}

/* What the next start finds after a kill. Returns whether a session was offered. */
static bool look_after_kill(void) {
  SessionRow row = {0};
  Error err = {{0}};
  bool running = announced->begun > announced->ended;
  open_app();
  if (access(app.paths.database, F_OK) != 0) {
    ck_assert_int_eq(announced->begun, 0); /* killed while it was made */
    app_close(&app);
    return false;
  }
  bool found = app_find_broken_off(&app, &row);
  ck_assert_int_eq(number("SELECT integrity_check = 'ok' FROM pragma_integrity_check"), 1);
  ck_assert_int_ge(number("SELECT count(*) FROM sessions"), announced->begun);
  ck_assert_int_le(number("SELECT count(*) FROM sessions"), announced->begun + 1);
  ck_assert_int_ge(number("SELECT count(*) FROM sessions WHERE open = 0"), announced->ended);
  /* Killed between its last save and telling us of it: it is over, and there is nothing to offer.
   */
  bool just_ended =
      number("SELECT count(*) FROM sessions WHERE open = 0") == announced->ended + 1 && running;
  ck_assert_msg(!running || found || just_ended, "a session was not offered");
  if (found) {
    ck_assert_msg(!running || row.done + 10 * second >= announced->done_ms, "%d s of it are lost",
                  (int)((announced->done_ms - row.done) / second));
    ck_assert_msg(app_session_resume(&app, &row, &err), "%s", err.text);
    session_row_free(&row);
    app_session_finish(&app, ENDED_USER);
    app_session_drop(&app);
  }
  ck_assert_int_eq(number("SELECT count(*) FROM sessions WHERE open = 1"), 0);
  announced->begun = (int)number("SELECT count(*) FROM sessions");
  announced->ended = announced->begun;
  announced->done_ms = 0;
  app_close(&app);
  return found;
}

START_TEST(session__is_offered_again__after_a_kill_at_any_instant) {
  int kills = getenv("NIGHTCALF_FAULTS_LONG") != NULL ? KILLS_LONG : KILLS;
  int offered = 0;
  srandom(20261122);
  app_close(&app);
  for (int i = 0; i < kills; i++) {
    open_app();
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
      live_for_ever();
    }
    app_close(&app);
    /* Most of them when a session runs, however slow the start is; the others at any instant. */
    for (int before = announced->begun; i % 4 != 0 && announced->begun == before;) {
      wait_some(1);
    }
    wait_some(random() % INSTANTS_US);
    kill(child, SIGKILL);
    int status = 0;
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert(WIFSIGNALED(status));
    offered += look_after_kill() ? 1 : 0;
  }
  printf("%d kills, %d sessions offered again, 0 lost\n", kills, offered);
  ck_assert_int_gt(offered, kills / 4);
  open_app();
}
END_TEST

/* -- two programs -- */

/* Writes a session and saves it so many times; the lock says nothing about rows. */
static _Noreturn void write_many(int which) {
  Error err = {{0}};
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  Store *store = app_store(&app, STORE_WRITE, &err);
  for (int i = 0; i < WRITES; i++) {
    Night night = {20000 + which * WRITES + i};
    WallTime now = {(int64_t)i * 1000, 0};
    if (store == NULL || !store_night_count(store, night, which + 1, now, &err)) {
      fprintf(stderr, "%s\n", err.text);
      _exit(EXIT_FAILURE);
    }
    wait_some(random() % PAUSE_US);
  }
  _exit(EXIT_SUCCESS);
}

static bool count_night(void *context, const DiaryNight *row) {
  (void)row;
  (*(int *)context)++;
  return true;
}

/* Reads all the while; *count only ever grows. */
static void read_meanwhile(int *reads) {
  Error err = {{0}};
  Store *store = NULL;
  int count = 0;
  bool ok = store_open(app.paths.database, STORE_READ, &store, &err) &&
            store_nights(store, (Night){0}, (Night){40000}, count_night, &count, &err);
  ck_assert_msg(ok, "a reader was told: %s", err.text);
  store_close(store);
  ++*reads;
}

START_TEST(two_programs__lose_nothing__and_no_reader_is_locked_out) {
  pid_t writers[WRITERS];
  int reads = 0;
  ck_assert_ptr_nonnull(app_store(&app, STORE_WRITE, NULL));
  app_close(&app);
  open_app();
  for (int i = 0; i < WRITERS; i++) {
    writers[i] = fork();
    if (writers[i] == 0) {
      write_many(i);
    }
  }
  for (int ended = 0; ended < WRITERS;) {
    int status = 0;
    pid_t pid = waitpid(-1, &status, WNOHANG);
    if (pid > 0) {
      ck_assert_msg(WIFEXITED(status) && WEXITSTATUS(status) == 0, "a writer failed");
      ended++;
    }
    read_meanwhile(&reads);
  }
  ck_assert_int_eq(number("SELECT count(*) FROM nights"), WRITERS * WRITES);
  ck_assert_int_eq(number("SELECT sum(cramp_count) FROM nights"), WRITES + 2 * WRITES);
  printf("%d writes of two programs, %d reads meanwhile\n", WRITERS * WRITES, reads);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("kills");
  TCase *kills = tcase_create("kills");
  tcase_add_checked_fixture(kills, set_up_shared, tear_down);
  tcase_set_timeout(kills, SECONDS_MAX);
  tcase_add_test(kills, session__is_offered_again__after_a_kill_at_any_instant);
  tcase_add_test(kills, two_programs__lose_nothing__and_no_reader_is_locked_out);
  suite_add_tcase(suite, kills);
  return suite_run(suite);
}
