/* The bench for the screens. */
#include "screen_bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "suite.h"
#include "temp_folder.h"

static Moment bench_now(void *context) {
  return ((ScreenBench *)context)->now;
}

static int64_t bench_asleep(void *context) {
  (void)context;
  return 0;
}

static WallTime bench_wall(void *context) {
  return (WallTime){((ScreenBench *)context)->wall_ms, 60 * 60};
}

/* Curses without a terminal: it writes to /dev/null, and we read its windows. */
static void start_curses(Depth depth) {
  /* rxvt-unicode has 88, of which we use 16 */
  static const char *const terms[DEPTH_COUNT] = {"vt100", "xterm", "rxvt-unicode",
                                                 "xterm-256color"};
  static SCREEN *screens[DEPTH_COUNT];
  if (screens[depth] == NULL) {
    FILE *nowhere = fopen("/dev/null", "r+");
    screens[depth] = newterm(terms[depth], nowhere, nowhere);
  }
  set_term(screens[depth]);
}

ScreenBench *screen_bench_new(int rows, int columns) {
  setenv("LC_ALL", "C.UTF-8", 1);
  unsetenv("LANGUAGE");
  text_start();
  start_curses(DEPTH_256);
  ScreenBench *bench = mem_new(1, sizeof *bench);
  bench->language = "";
  bench->now = (Moment){INT64_C(1000000)};
  bench->wall_ms = INT64_C(1795382460000); /* 2026-11-22T22:21:00+01:00 */
  App *app = &bench->app;
  app->clock = (Clock){bench, bench_now, bench_asleep, bench_wall};
  app->lock = -1;
  app->paths.data = mem_copy(temp_folder_make());
  app->paths.database = temp_folder_path("nightcalf.db");
  app->paths.lock = temp_folder_path("lock");
  app->paths.cards = mem_copy(TESTS_DIR "/screens/cards");
  app->paths.shipped = mem_copy(TESTS_DIR "/screens/cramp"); /* for a cramp alone */
  settings_init(&app->settings);
  app->settings.routine = mem_copy("legs");
  app->settings.profile_asked = true;
  library_open(&app->library, NULL, NULL, TESTS_DIR "/screens/routines");
  tui_start(&bench->tui, app);
  theme_mono(&bench->tui.theme);
  screen_bench_resize(bench, rows, columns);
  return bench;
}

void screen_bench_free(ScreenBench *bench) {
  tui_close_all(&bench->tui);
  free(bench->tui.parting);
  app_close(&bench->app);
  delwin(bench->window);
  temp_folder_remove();
  free(bench);
}

void screen_bench_resize(ScreenBench *bench, int rows, int columns) {
  if (bench->window != NULL) {
    delwin(bench->window);
  }
  drawing_forget(&bench->tui.drawing);
  bench->window = newpad(rows, columns);
  tui_draw(&bench->tui, bench->window, &bench->frame);
}

void screen_bench_colours(ScreenBench *bench, Depth depth) {
  delwin(bench->window);
  bench->window = NULL;
  start_curses(depth);
  theme_start(&bench->tui.theme, depth != DEPTH_NONE);
  screen_bench_resize(bench, bench->frame.rows, bench->frame.columns);
}

void screen_bench_language(ScreenBench *bench, const char *language) {
  bench->language = language;
  setenv("LANGUAGE", language, 1);
  text_start();
  text_catalogues(CATALOGUES);
}

Routine *screen_bench_routine(ScreenBench *bench, const char *id) {
  Diagnostics findings = {0};
  Routine *routine = app_load_routine(&bench->app, id, &findings);
  diagnostics_free(&findings);
  return routine;
}

void screen_bench_pictures(ScreenBench *bench) {
  bench->app.paths.poses = mem_copy(TESTS_DIR "/screens/poses");
}

void screen_bench_home(ScreenBench *bench) {
  home_open(&bench->tui);
  tui_advance(&bench->tui);
}

void screen_bench_start(ScreenBench *bench, const char *routine) {
  Adaptation what;
  Error err;
  Routine *loaded = start_load(&bench->app, routine, &what, &err);
  start_open(&bench->tui, loaded, &what, 0);
  tui_advance(&bench->tui);
}

void screen_bench_run(ScreenBench *bench, const char *routine, const char *step) {
  Routine *loaded = screen_bench_routine(bench, routine);
  int index = step != NULL ? routine_find_step(loaded, step) : 0;
  app_session_start(&bench->app, loaded, index);
  run_open(&bench->tui);
  tui_advance(&bench->tui);
}

void screen_bench_cramp(ScreenBench *bench) {
  cramp_start(&bench->tui, app_load_cramp(&bench->app));
  tui_advance(&bench->tui);
}

/* As the loop does it: move on, then write. */
static void advance(ScreenBench *bench) {
  tui_advance(&bench->tui);
  app_flush(&bench->app);
}

static void turn_clock(ScreenBench *bench, Millis by) {
  bench->now = moment_after(bench->now, by);
  bench->wall_ms += by;
}

void screen_bench_wait(ScreenBench *bench, Millis length) {
  Moment end = moment_after(bench->now, length);
  Moment wake;
  while (tui_deadline(&bench->tui, &wake) && moment_since(end, wake) > 0) {
    Millis by = moment_since(wake, bench->now);
    turn_clock(bench, by > 0 ? by : 1);
    advance(bench);
  }
  turn_clock(bench, moment_since(end, bench->now));
  advance(bench);
}

static const struct {
  const char *name;
  int key;
} named_keys[] = {
    {"<Enter>", '\r'},
    {"<Space>", ' '},
    {"<Esc>", KEY_ESCAPE},
    {"<Tab>", KEY_TAB},
    {"<Up>", FUNCTION_KEY(KEY_UP)},
    {"<Down>", FUNCTION_KEY(KEY_DOWN)},
    {"<Left>", FUNCTION_KEY(KEY_LEFT)},
    {"<Right>", FUNCTION_KEY(KEY_RIGHT)},
    {"<Back>", FUNCTION_KEY(KEY_BACKSPACE)},
    {"<PgDn>", FUNCTION_KEY(KEY_NPAGE)},
    {"<F2>", FUNCTION_KEY(KEY_F(2))},
    {"<F5>", FUNCTION_KEY(KEY_F(5))},
    {"<Home>", FUNCTION_KEY(KEY_HOME)},
    {"<Del>", FUNCTION_KEY(KEY_DC)},
};

/* The key at the start of keys; *length is what it takes there. */
static int next_key(const char *keys, size_t *length) {
  for (size_t i = 0; i < sizeof named_keys / sizeof named_keys[0]; i++) {
    *length = strlen(named_keys[i].name);
    if (strncmp(keys, named_keys[i].name, *length) == 0) {
      return named_keys[i].key;
    }
  }
  wchar_t character = 0;
  mbstate_t state = {0};
  *length = mbrtowc(&character, keys, strlen(keys), &state);
  return (int)character;
}

void screen_bench_type(ScreenBench *bench, const char *keys) {
  while (*keys != '\0') {
    size_t length = 0;
    int key = next_key(keys, &length);
    tui_key(&bench->tui, key);
    advance(bench);
    keys += length;
  }
}

/* A row of the window in UTF-8, without blanks at its end. */
static void print_row(FILE *stream, WINDOW *window, int row, int columns) {
  wchar_t *cells = mem_new((size_t)columns + 1, sizeof *cells);
  mvwinnwstr(window, row, 0, cells, columns);
  size_t length = wcslen(cells);
  while (length > 0 && cells[length - 1] == L' ') {
    length--;
  }
  cells[length] = L'\0';
  fprintf(stream, "%ls\n", cells);
  free(cells);
}

/* What was drawn over the last drawing must be what is drawn where there is none. */
static void expect_whole(ScreenBench *bench) {
  Frame frame;
  Drawing kept = bench->tui.drawing;
  WINDOW *window = newpad(bench->frame.rows, bench->frame.columns);
  bench->tui.drawing = (Drawing){0};
  tui_draw(&bench->tui, window, &frame);
  for (int row = 0; row < frame.rows; row++) {
    for (int column = 0; column < frame.columns; column++) {
      cchar_t one = {0};
      cchar_t other = {0};
      mvwin_wch(bench->window, row, column, &one);
      mvwin_wch(window, row, column, &other);
      ck_assert_msg(memcmp(&one, &other, sizeof one) == 0, "row %d, column %d of %s", row, column,
                    bench->tui.depth > 0 ? screen_bench_top(bench)->name : "nothing");
    }
  }
  drawing_forget(&bench->tui.drawing);
  bench->tui.drawing = kept;
  delwin(window);
}

/* Home reads in the moment after its drawing what else it shows; the loop would see to that. */
static void follow_home(ScreenBench *bench) {
  Moment when;
  if (screen_bench_top(bench) == &screen_home && tui_deadline(&bench->tui, &when) &&
      moment_since(when, tui_now(&bench->tui)) <= 0) {
    screen_home.tick(&bench->tui, bench->tui.stack[bench->tui.depth - 1].state);
    tui_draw(&bench->tui, bench->window, &bench->frame);
  }
}

char *screen_bench_draw(ScreenBench *bench) {
  tui_draw(&bench->tui, bench->window, &bench->frame);
  follow_home(bench);
  expect_whole(bench);
  char *text = NULL;
  size_t size = 0;
  FILE *stream = open_memstream(&text, &size);
  for (int row = 0; row < bench->frame.rows; row++) {
    print_row(stream, bench->window, row, bench->frame.columns);
  }
  if (bench->frame.cursor_hidden) {
    fprintf(stream, "-- cursor hidden\n");
  } else {
    fprintf(stream, "-- cursor in row %d, column %d\n", bench->frame.cursor_row,
            bench->frame.cursor_column);
  }
  fclose(stream);
  return text;
}

bool screen_bench_shows(ScreenBench *bench, const char *text) {
  char *drawing = screen_bench_draw(bench);
  bool found = strstr(drawing, text) != NULL;
  free(drawing);
  return found;
}

void screen_bench_expect(ScreenBench *bench, const char *text) {
  char *drawing = screen_bench_draw(bench);
  assert_holds(drawing, text);
  free(drawing);
}

void screen_bench_expect_none(ScreenBench *bench, const char *text) {
  char *drawing = screen_bench_draw(bench);
  ck_assert_msg(strstr(drawing, text) == NULL, "\"%s\" in:\n%s", text, drawing);
  free(drawing);
}

const Screen *screen_bench_top(const ScreenBench *bench) {
  return bench->tui.depth > 0 ? bench->tui.stack[bench->tui.depth - 1].screen : NULL;
}
