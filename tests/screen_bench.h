/* A bench for the screens: no terminal, a clock that is turned by hand, keys by name, and the
 * drawing as text. */
#ifndef TESTS_SCREEN_BENCH_H
#define TESTS_SCREEN_BENCH_H

#include "tui/screens.h"

typedef struct ScreenBench {
  App app;
  Tui tui;
  WINDOW *window;
  Frame frame; /* of the last drawing */
  Moment now;
  int64_t wall_ms;
  const char *language; /* "de"; "": English */
} ScreenBench;

/* A bench with the routines of tests/screens and an empty record, at 22:21:00; no screen is open.
 */
ScreenBench *screen_bench_new(int rows, int columns);
void screen_bench_free(ScreenBench *bench);
/* Another size, as when the window is resized. */
void screen_bench_resize(ScreenBench *bench, int rows, int columns);
/* On a terminal with so many colours; without it there are none. */
void screen_bench_colours(ScreenBench *bench, Depth depth);
/* In another language, by the build's catalogue. Before a screen is opened. */
void screen_bench_language(ScreenBench *bench, const char *language);
/* Loads a routine of tests/screens. */
Routine *screen_bench_routine(ScreenBench *bench, const char *id);
/* From now on the pictures of tests/screens/poses can be found. */
void screen_bench_pictures(ScreenBench *bench);
/* Home, the start screen of a routine, or its first beat. */
void screen_bench_home(ScreenBench *bench);
void screen_bench_start(ScreenBench *bench, const char *routine);
void screen_bench_run(ScreenBench *bench, const char *routine, const char *step);
/* A cramp, by the routine of tests/screens/cramp. */
void screen_bench_cramp(ScreenBench *bench);
/* Lets time pass, waking whenever the screens ask for it. */
void screen_bench_wait(ScreenBench *bench, Millis length);
/* Types keys: plain characters, and names in angle brackets: <Enter> <Space> <Esc> <Up> <Down>
 * <Left> <Right> <Tab> <Back> <PgDn> <F2> <F5> <Home> <Del>. */
void screen_bench_type(ScreenBench *bench, const char *keys);
/* Draws, and gives the window back as text: its rows without blanks at their ends, and a line about
 * the cursor. Release with free(). */
char *screen_bench_draw(ScreenBench *bench);
/* Whether the drawing holds a text. */
bool screen_bench_shows(ScreenBench *bench, const char *text);
/* It must hold the text, or must not; the drawing is said where that is not so. */
void screen_bench_expect(ScreenBench *bench, const char *text);
void screen_bench_expect_none(ScreenBench *bench, const char *text);
/* The screen that the keys go to; NULL: none is open. */
const Screen *screen_bench_top(const ScreenBench *bench);

#endif
