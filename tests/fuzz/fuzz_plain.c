/* Anything typed in plain mode, at a terminal or through a pipe: it is cut into lines, answers what
 * is asked or acts on the session. Nothing may fall over, a line is never longer than a line, the
 * session comes to its end when input does, and what is said holds nothing that a terminal must not
 * get. Built with -DNIGHTCALF_FUZZ=ON and clang; run as
 *   fuzz_plain -max_len=256 -dict=tests/fuzz/lines.dict CORPUS tests/fuzz/lines */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/plain.h"
#include "nightcalf/text.h"
#include "temp_folder.h"

enum {
  AT_TERMINAL = 1, /* bits of the first byte */
  IN_CRAMP = 2,
  ROUTINE_SHIFT = 2,
  TIME_PASSES = 0xFE, /* a byte that never stands in UTF-8: so much time goes by */
  TIME_MS = 7000,
  READ_NOW = 0xFF, /* another one: what has come so far is read */
  TURNS_MOST = 2000,
  RUNS_MOST = 500 /* then a new record */
};

/* One step of every kind. */
static const char all_kinds[] =
    "format = 1; title = \"All\"; setup = 3;\n"
    "steps = (\n"
    "  { kind = \"hold\"; title = \"Hold\"; hold = 9; reps = 2; sides = [ \"left\", \"right\" ];\n"
    "    detail = ( \"One.\", \"Two.\" ); },\n"
    "  { kind = \"timed\"; title = \"Rub\"; duration = 20; },\n"
    "  { kind = \"breathe\"; title = \"Breathe\"; inhale = 4; exhale = 6; cycles = 2; },\n"
    "  { kind = \"prompt\"; title = \"Easing?\"; choices = ( { label = \"Yes\"; go = \"tick\"; },\n"
    "    { label = \"Wait\"; pause = true; }, { label = \"No\"; stop = true; card = \"x\"; } ); "
    "},\n"
    "  { id = \"tick\"; kind = \"checklist\"; title = \"Bed\"; items = ( \"Covers\", \"Towel\" ); "
    "},\n"
    "  { kind = \"journal\"; title = \"Words\"; fields = ( \"Tomorrow\", \"A good thing\" ); }\n"
    ");\n";

/* A question whose answers lead to a card and to another routine. */
static const char ask[] = "format = 1; title = \"Ask\"; setup = 0;\n"
                          "steps = ( { kind = \"prompt\"; title = \"How is it?\";\n"
                          "  choices = ( { label = \"Bad\"; stop = true; card = \"red-flags\"; },\n"
                          "              { label = \"Fine\"; routine = \"all\"; } ); } );\n";

static const char *const routines[] = {"all", "ask"};
enum { ROUTINE_COUNT = sizeof routines / sizeof routines[0] };

static void must(bool so) {
  if (!so) {
    abort();
  }
}

/* The App, its folder, and a clock turned by hand. */
static App app;
static Moment now;
static int64_t wall_ms;

static Moment hand_now(void *context) {
  (void)context;
  return now;
}

static int64_t hand_asleep(void *context) {
  (void)context;
  return 0;
}

static WallTime hand_wall(void *context) {
  (void)context;
  return (WallTime){wall_ms, 0};
}

static void turn(Millis by) {
  now = moment_after(now, by);
  wall_ms += by;
}

static void open_world(void) {
  setenv("TMPDIR", "/dev/shm", 0); /* no disk is waited for */
  const char *folder = temp_folder_make();
  char *own = temp_folder_path("routines");
  setenv("HOME", folder, 1);
  setenv("XDG_CONFIG_HOME", folder, 1);
  setenv("XDG_DATA_HOME", folder, 1);
  setenv("NIGHTCALF_ROUTINES", own, 1);
  setenv("LC_ALL", "C.UTF-8", 1);
  /* no player, no bus: nothing is started */
  setenv("PATH", "/nowhere", 1);
  unsetenv("DBUS_SESSION_BUS_ADDRESS");
  unsetenv("XDG_RUNTIME_DIR");
  must(mkdir(own, 0700) == 0);
  temp_folder_write("routines/all.cfg", all_kinds);
  temp_folder_write("routines/ask.cfg", ask);
  free(own);
  text_start();
  now = (Moment){INT64_C(18000000)};
  wall_ms = INT64_C(1795300200000); /* 2026-11-21 22:30:00 UTC */
  app = (App){.clock = {NULL, hand_now, hand_asleep, hand_wall}, .lock = -1};
  app_open(&app);
}

static void close_world(void) {
  app_close(&app);
  temp_folder_remove();
}

static Routine *load(const char *name) {
  Diagnostics findings = {0};
  Routine *routine = app_load_routine(&app, name, &findings);
  must(routine != NULL);
  diagnostics_free(&findings);
  return routine;
}

/* What is said goes into memory. */
typedef struct Said {
  FILE *before;
  char *text;
  size_t length;
} Said;

static void listen(Said *said) {
  said->before = stdout;
  stdout = open_memstream(&said->text, &said->length);
  must(stdout != NULL);
}

static void judge(Said *said) {
  size_t where = 0;
  must(fclose(stdout) == 0);
  stdout = said->before;
  must(text_fault(said->text, said->length, &where) == TEXT_FINE);
  free(said->text);
}

/* Takes in what a descriptor holds. */
static void take_in(Plain *plain, int descriptor) {
  plain_read(&plain->input, descriptor);
  bool cut = false;
  char *line = plain_peek_line(&plain->input, &cut);
  must(line == NULL || (strlen(line) < PLAIN_LINE_MAX && strchr(line, '\n') == NULL));
  free(line);
}

/* Types it in stretches, with time between them. False: the session is over. */
static bool type_all(Plain *plain, const int ends[2], const uint8_t *data, size_t size) {
  bool lasts = plain_move_on(plain);
  for (size_t at = 0; at < size && lasts;) {
    size_t end = at;
    while (end < size && data[end] != TIME_PASSES && data[end] != READ_NOW) {
      end++;
    }
    if (end > at) {
      must(write(ends[1], data + at, end - at) == (ssize_t)(end - at));
      take_in(plain, ends[0]);
    }
    if (end < size && data[end] == TIME_PASSES) {
      turn(TIME_MS);
    }
    lasts = plain_move_on(plain);
    at = end + 1;
  }
  return lasts;
}

/* Input has ended: nobody is waited for any more. */
static void come_to_an_end(Plain *plain, int descriptor) {
  take_in(plain, descriptor);
  must(plain->input.ended);
  int turns = 0;
  while (plain_move_on(plain)) {
    turn(TIME_MS);
    must(++turns < TURNS_MOST);
  }
}

/* The name is libFuzzer's. */
// NOLINTNEXTLINE(readability-identifier-naming)
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

// NOLINTNEXTLINE(readability-identifier-naming)
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static int runs;
  int ends[2];
  if (size < 2 || size > PLAIN_BUFFER_MAX / 2) {
    return 0;
  }
  if (runs++ % RUNS_MOST == 0) {
    if (runs > 1) {
      close_world();
    } else {
      atexit(temp_folder_remove);
    }
    open_world();
  }
  Plain plain = {.app = &app,
                 .terminal = (data[0] & AT_TERMINAL) != 0,
                 .now = (data[0] & IN_CRAMP) != 0,
                 .step = -1};
  Said said = {0};
  must(pipe(ends) == 0);
  listen(&said);
  if (plain.now) {
    app_cramp_begin(&app);
  }
  app_session_start(&app, load(routines[(data[0] >> ROUTINE_SHIFT) % ROUTINE_COUNT]), 0);
  plain_show_start(&plain);
  bool lasts = type_all(&plain, ends, data + 1, size - 1);
  close(ends[1]);
  if (lasts) {
    come_to_an_end(&plain, ends[0]);
  }
  app_session_finish(&app, ENDED_USER);
  plain_show_end(&plain);
  judge(&said);
  app_session_drop(&app);
  free(app.next_routine);
  free(app.card);
  app.next_routine = NULL;
  app.card = NULL;
  plain_forget_journal(&plain);
  free(plain.input.bytes);
  close(ends[0]);
  return 0;
}
