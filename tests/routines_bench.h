/* What the tests of the screen of routines share: routines of every origin in a folder of the
 * test's own, and the bench on them. */
#ifndef TESTS_ROUTINES_BENCH_H
#define TESTS_ROUTINES_BENCH_H

#include "screen_bench.h"
#include "tui/routines.h"

/* A routine of one step, for a file. */
#define ROUTINE(title, step)                                                                       \
  "# mine\nformat = 1;\ntitle = \"" title "\";\nsteps = ( { kind = \"timed\"; title = \"" step     \
  "\"; duration = 30; } );\n"

/* The bench of the test that runs: routines_set_up() to routines_tear_down(). */
extern ScreenBench *bench;

/* A bench whose folder is where we are, so that no path differs from run to run. Own: my-calves,
 * short (in the place of the shipped one) and torn, which is broken; extra: from-physio; shipped:
 * those of tests/screens. */
void routines_set_up(void);
void routines_tear_down(void);

/* Opens the screen with the mark on that routine. */
void routines_open_at(const char *id);
/* The state of the screen of routines, which must be on top. */
Routines *routines(void);
/* The name of the screen on top. */
const char *on_top(void);
/* Fails the test unless the drawing holds a text, and shows it. */
void expect(const char *text);
bool exists(const char *path);

#endif
