/* Anything typed, in every screen: bytes go through curses as from a terminal, so that keys, broken
 * sequences, mouse reports, pasted text and invalid UTF-8 are told apart by the code that does it
 * at night. Nothing may fall over; pasted text does nothing but stand where text is typed. Built
 * with -DNIGHTCALF_FUZZ=ON and clang; run as fuzz_keys -max_len=64 -dict=tests/fuzz/keys.dict
 * CORPUS tests/fuzz/keys */
#include <inttypes.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "history_bench.h"
#include "nightcalf/mem.h"
#include "nightcalf/own.h"
#include "screen_bench.h"
#include "temp_folder.h"
#include "tui/keyboard.h"

enum {
  NIGHTS = 30,
  SESSIONS = 10,
  RUNS_MOST = 400, /* then a new record */
  TIME_PASSES = 0, /* a byte that means: so much time goes by */
  TIME_MS = 7000,
  RESIZED = 0xFF,   /* the byte behind it says to what */
  PASTED = 0x80,    /* in the first byte: all of it is one paste */
  INPUT_MOST = 4096 /* far below what a pipe holds */
};

static const int sizes[][2] = {{24, 80}, {12, 40}, {1, 1}, {60, 200}, {5, 100}, {40, 39}};
enum { SIZE_COUNT = sizeof sizes / sizeof sizes[0] };

static const char mine[] =
    "# My own legs.\n"
    "format = 1;\ntitle = \"My legs\";\n"
    "steps = (\n"
    "  { kind = \"hold\"; title = \"Wall\"; hold = 10; reps = 2; sides = [ \"left\", \"right\" ]; "
    "},\n"
    "  { kind = \"prompt\"; title = \"Better?\"; estimate = 5;\n"
    "    choices = ( { label = \"Yes\"; }, { label = \"No\"; stop = true; } ); }\n"
    ");\n";

/* The bench, and what types into it. */
typedef struct Desk {
  ScreenBench *bench;
  int keys;         /* what is written here is typed */
  int typed;        /* and comes out here */
  SCREEN *keyboard; /* where curses reads it */
  char *own;
  Input input;
  int runs;
} Desk;

static void must(bool so) {
  if (!so) {
    abort();
  }
}

/* A scene to begin with. */
typedef void (*Scene)(ScreenBench *bench);

static void scene_start(ScreenBench *bench) {
  screen_bench_start(bench, "legs");
}

static void scene_hold(ScreenBench *bench) {
  screen_bench_run(bench, "legs", NULL);
  screen_bench_type(bench, "\r");
}

static void scene_prompt(ScreenBench *bench) {
  screen_bench_run(bench, "legs", "check");
}

static void scene_journal(ScreenBench *bench) {
  screen_bench_run(bench, "legs", "head");
}

static void scene_routines(ScreenBench *bench) {
  routines_open(&bench->tui);
}

static void scene_editor(ScreenBench *bench) {
  editor_open(&bench->tui, "mine");
}

static void scene_form(ScreenBench *bench) {
  editor_open(&bench->tui, "mine");
  screen_bench_type(bench, "<Down><Down>\r");
}

static void scene_new(ScreenBench *bench) {
  editor_open_new(&bench->tui, "another");
}

static void scene_settings(ScreenBench *bench) {
  settings_open(&bench->tui);
}

static void scene_keys(ScreenBench *bench) {
  keys_open(&bench->tui);
}

static void scene_sounds(ScreenBench *bench) {
  sounds_open(&bench->tui);
}

static void scene_review(ScreenBench *bench) {
  review_open(&bench->tui);
}

static void scene_night(ScreenBench *bench) {
  night_open(&bench->tui, (Night){app_tonight(&bench->app).day - 3});
}

static void scene_notes(ScreenBench *bench) {
  notes_open(&bench->tui);
}

static void scene_habits(ScreenBench *bench) {
  habits_open(&bench->tui);
}

static void scene_diary(ScreenBench *bench) {
  diary_open(&bench->tui, (Night){app_tonight(&bench->app).day - 1});
}

static void scene_profile(ScreenBench *bench) {
  profile_open(&bench->tui);
}

static void scene_learn(ScreenBench *bench) {
  learn_open(&bench->tui);
}

static void scene_help(ScreenBench *bench) {
  help_open(&bench->tui);
}

static void scene_preview(ScreenBench *bench) {
  Routine *routine = screen_bench_routine(bench, "legs");
  preview_open(&bench->tui, routine);
  routine_free(routine);
}

static void scene_draft(ScreenBench *bench) {
  draft_open(&bench->tui, "mine", 0);
}

static const Scene scenes[] = {
    screen_bench_home, scene_start,  scene_hold,  scene_prompt,  scene_journal,  screen_bench_cramp,
    scene_routines,    scene_editor, scene_form,  scene_new,     scene_settings, scene_keys,
    scene_sounds,      scene_review, scene_night, scene_notes,   scene_habits,   scene_diary,
    scene_profile,     scene_learn,  scene_help,  scene_preview, scene_draft,
};
enum { SCENE_COUNT = sizeof scenes / sizeof scenes[0] };

/* Curses that reads from a pipe. The bench's own, which reads nothing, is there already. */
static void open_keyboard(Desk *desk) {
  int ends[2];
  must(pipe(ends) == 0);
  desk->keys = ends[1];
  desk->typed = ends[0];
  FILE *typed = fdopen(ends[0], "r");
  FILE *nowhere = fopen("/dev/null", "w");
  must(typed != NULL && nowhere != NULL);
  desk->keyboard = newterm("xterm-256color", nowhere, typed);
  must(desk->keyboard != NULL);
  cbreak();
  noecho();
  nonl();
  keypad(stdscr, TRUE);
  set_escdelay(0);
}

static void desk_open(Desk *desk) {
  Error err = {{0}};
  ScreenBench *bench = screen_bench_new(24, 80);
  App *app = &bench->app;
  temp_folder_copy("extra", TESTS_DIR "/screens/routines"); /* shipped is what a cramp needs */
  app->paths.extra = temp_folder_path("extra");
  app->paths.own = temp_folder_path("own");
  app->paths.settings = temp_folder_path("nightcalf.cfg");
  must(mkdir(app->paths.own, 0700) == 0);
  must(history_make(app->paths.database, NIGHTS, SESSIONS, &err));
  desk->own = temp_folder_path("own/mine.cfg");
  desk->bench = bench;
  desk->runs = 0;
}

static void desk_close(Desk *desk) {
  free(desk->own);
  app_session_drop(&desk->bench->app);
  screen_bench_free(desk->bench);
}

/* What was typed behind the key that left the last screen is typed at nobody. */
static void forget_typed(const Desk *desk) {
  char rest[2 * INPUT_MOST];
  int left = 0;
  must(ioctl(desk->typed, FIONREAD, &left) == 0);
  must(left == 0 || read(desk->typed, rest, sizeof rest) == left);
  flushinp();
}

/* The first screen of this run, with nothing left of the one before. */
static void begin(Desk *desk, unsigned scene) {
  ScreenBench *bench = desk->bench;
  forget_typed(desk);
  tui_close_all(&bench->tui);
  app_session_drop(&bench->app);
  free(bench->app.next_routine);
  free(bench->app.card);
  bench->app.next_routine = NULL;
  bench->app.card = NULL;
  temp_folder_write("own/mine.cfg", mine);
  own_refresh(&bench->app);
  screen_bench_resize(bench, 24, 80);
  screen_bench_home(bench);
  scenes[scene % SCENE_COUNT](bench);
  tui_advance(&bench->tui);
  input_start(&desk->input);
}

/* Bytes that were typed so far, told at the end. */
static uint64_t typed_so_far;

static void tell_typed(void) {
  fprintf(stderr, "typed: %" PRIu64 " bytes\n", typed_so_far);
}

/* Types bytes and lets the screens have what comes of them. */
static void type(Desk *desk, const char *bytes, size_t length) {
  ScreenBench *bench = desk->bench;
  must(write(desk->keys, bytes, length) == (ssize_t)length);
  typed_so_far += length;
  int left = (int)length;
  int count = 1; /* curses may hold more than the pipe does */
  while ((left > 0 || count > 0) && bench->tui.depth > 0) {
    count = keyboard_read(&bench->tui, &desk->input);
    must(ioctl(desk->typed, FIONREAD, &left) == 0);
    tui_draw(&bench->tui, bench->window, &bench->frame);
  }
}

/* In the place of libc's, for curses: the rest of what has come in part never comes here, so nobody
 * waits for it. */
int poll(struct pollfd *descriptors, nfds_t count, int timeout) {
  (void)timeout;
  return (int)syscall(SYS_poll, descriptors, count, 0);
}

/* The name is libFuzzer's. */
// NOLINTNEXTLINE(readability-identifier-naming)
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What a paste must not touch. */
typedef struct Held {
  size_t depth;
  const Screen *screen;
  SessionState state;
  int step;
} Held;

static Held held_now(const Desk *desk) {
  const Tui *tui = &desk->bench->tui;
  Held held = {.depth = tui->depth, .screen = tui->stack[tui->depth - 1].screen};
  if (tui->app->session != NULL) {
    held.state = session_state(tui->app->session);
    held.step = session_step(tui->app->session);
  }
  return held;
}

/* Pastes it all at once. It may stand as text somewhere; nothing is opened, left, ended or removed
 * by it. */
static void paste(Desk *desk, const uint8_t *data, size_t size) {
  char *text = mem_copy_bytes((const char *)data, size);
  if (memmem(text, size, "[201~", 5) == NULL) {
    Held before = held_now(desk);
    char *whole = mem_new(size + 12, 1);
    memcpy(whole, "\033[200~", 6);
    memcpy(whole + 6, text, size);
    memcpy(whole + 6 + size, "\033[201~", 6);
    type(desk, whole, size + 12);
    free(whole);
    Held after = held_now(desk);
    must(before.depth == after.depth && before.screen == after.screen &&
         before.state == after.state && before.step == after.step);
    must(access(desk->own, F_OK) == 0);
  }
  free(text);
}

/* Types it in stretches, with time and other sizes of the window between them. */
static void type_all(Desk *desk, const uint8_t *data, size_t size) {
  ScreenBench *bench = desk->bench;
  for (size_t at = 0; at < size && bench->tui.depth > 0;) {
    size_t end = at;
    while (end < size && data[end] != TIME_PASSES && data[end] != RESIZED) {
      end++;
    }
    if (end > at) {
      type(desk, (const char *)data + at, end - at);
    }
    if (end < size && data[end] == TIME_PASSES) {
      screen_bench_wait(bench, TIME_MS);
    } else if (end + 1 < size) {
      const int *to = sizes[data[end + 1] % SIZE_COUNT];
      screen_bench_resize(bench, to[0], to[1]);
      end++;
    }
    at = end + 1;
  }
}

// NOLINTNEXTLINE(readability-identifier-naming)
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static Desk desk;
  if (size < 2 || size > INPUT_MOST) {
    return 0;
  }
  if (desk.bench == NULL) {
    /* no editor, no player, no bus: nothing is started; and no disk is waited for */
    setenv("TMPDIR", "/dev/shm", 0);
    setenv("PATH", "/nowhere", 1);
    setenv("VISUAL", "no-such-editor", 1);
    unsetenv("DBUS_SESSION_BUS_ADDRESS");
    unsetenv("XDG_RUNTIME_DIR");
    desk_open(&desk);
    open_keyboard(&desk);
    atexit(temp_folder_remove);
    atexit(tell_typed);
  } else if (desk.runs++ >= RUNS_MOST) {
    desk_close(&desk);
    desk_open(&desk);
    set_term(desk.keyboard); /* a new bench has a terminal of its own, at which nobody types */
  }
  begin(&desk, data[0] & (PASTED - 1U));
  if ((data[0] & PASTED) != 0) {
    paste(&desk, data + 1, size - 1);
  } else {
    type_all(&desk, data + 1, size - 1);
  }
  tui_draw(&desk.bench->tui, desk.bench->window, &desk.bench->frame);
  return 0;
}
