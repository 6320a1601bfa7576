/* An App in a folder of the test's own, with a clock turned by hand and two routines. */
#include "app_fixture.h"

#include <check.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "nightcalf/mem.h"
#include "temp_folder.h"

const Millis second = 1000;
const Millis hour = 60LL * 60 * 1000;

/* 2026-11-21 22:30:00 UTC. */
static const int64_t evening = 1795300200000LL;

/* The clock of these tests: stands still until it is turned. */
static struct {
  Moment now;
  WallTime wall;
} hands;

static Moment hands_now(void *context) {
  (void)context;
  return hands.now;
}

static int64_t hands_asleep(void *context) {
  (void)context;
  return 0;
}

static WallTime hands_wall(void *context) {
  (void)context;
  return hands.wall;
}

Moment hands_moment(void) {
  return hands.now;
}

void turn(Millis by) {
  hands.now = moment_after(hands.now, by);
  hands.wall.utc_ms += by;
}

void turn_wall(Millis by) {
  hands.wall.utc_ms += by;
}

App app;

/* The routine most tests run: 10 s left, 10 s right, then 20 s. */
static const char legs[] = "format = 1; title = \"Legs\"; setup = 0; rest = 0;\n"
                           "steps = (\n"
                           "  { id = \"calf\"; kind = \"hold\"; title = \"Calf\"; hold = 10;\n"
                           "    sides = [ \"left\", \"right\" ]; switch = 0; },\n"
                           "  { id = \"rub\"; kind = \"timed\"; title = \"Rub\"; duration = 20; }\n"
                           ");\n";

/* A question whose answers lead to a card and to another routine. */
static const char ask[] = "format = 1; title = \"Ask\"; setup = 0;\n"
                          "steps = ( { id = \"how\"; kind = \"prompt\"; title = \"How is it?\";\n"
                          "  choices = ( { label = \"Bad\"; stop = true; card = \"red-flags\"; },\n"
                          "              { label = \"Fine\"; routine = \"legs\"; } ); } );\n";

void open_app(void) {
  app = (App){.clock = {NULL, hands_now, hands_asleep, hands_wall}, .lock = -1};
  app_open(&app);
}

void set_up(void) {
  const char *folder = temp_folder_make();
  setenv("HOME", folder, 1);
  setenv("XDG_CONFIG_HOME", folder, 1);
  setenv("XDG_DATA_HOME", folder, 1);
  char *routines = temp_folder_path("routines");
  setenv("NIGHTCALF_ROUTINES", routines, 1);
  mkdir(routines, 0700);
  free(routines);
  temp_folder_write("routines/legs.cfg", legs);
  temp_folder_write("routines/ask.cfg", ask);
  hands.now = (Moment){5 * hour};
  hands.wall = (WallTime){evening, 0};
  open_app();
}

void tear_down(void) {
  app_close(&app);
  temp_folder_remove();
}

Routine *load(const char *name) {
  Diagnostics findings = {0};
  Routine *routine = app_load_routine(&app, name, &findings);
  ck_assert_msg(routine != NULL, "%s: %s", name,
                findings.count > 0 ? findings.items[0].message : "no finding");
  diagnostics_free(&findings);
  return routine;
}

void keep_session(const char *id, int nights_ago, Millis ago, Outcome outcome, EndedBy by) {
  Error err = {{0}};
  int64_t row = 0;
  Routine *routine = load("legs");
  WallTime now = app.clock.wall(app.clock.context);
  WallTime then = {now.utc_ms - (int64_t)nights_ago * 24 * hour - ago, now.offset_s};
  StepRecord *records = mem_new(routine->step_count, sizeof *records);
  SessionStart start = {.routine = id,
                        .title = "Legs",
                        .snapshot = "",
                        .night = {app_tonight(&app).day - nights_ago},
                        .started = then,
                        .planned = second,
                        .steps = routine,
                        .records = records};
  SessionProgress progress = {.at = {then.utc_ms + second, then.offset_s},
                              .planned = second,
                              .done = second,
                              .outcome = outcome,
                              .ended_by = by,
                              .records = records,
                              .record_count = routine->step_count};
  Store *store = app_store(&app, STORE_WRITE, &err);
  ck_assert_msg(store != NULL && store_session_begin(store, &start, &row, &err) &&
                    store_session_save(store, row, &progress, &err),
                "%s", err.text);
  free(records);
  routine_free(routine);
}

/* Under the address sanitizer, memory that cannot be had is NULL as elsewhere. */
const char *__asan_default_options(void);
const char *__asan_default_options(void) {
  return "allocator_may_return_null=1";
}

void ask_for_too_much(void) {
  free(mem_new(1, SIZE_MAX / 2));
}

void expect_out_of_memory(void (*work)(void)) {
  (void)fflush(NULL);
  pid_t child = fork();
  if (child == 0) {
    if (freopen("/dev/null", "w", stderr) != NULL) {
      work();
    }
    _exit(EXIT_SUCCESS);
  }
  int status = 0;
  ck_assert_int_eq(waitpid(child, &status, 0), child);
  ck_assert(WIFEXITED(status));
  ck_assert_int_eq(WEXITSTATUS(status), EXIT_OUT_OF_MEMORY);
}
