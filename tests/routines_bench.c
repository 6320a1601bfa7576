/* Routines of every origin to look at. */
#include "routines_bench.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "nightcalf/mem.h"
#include "nightcalf/own.h"
#include "temp_folder.h"

ScreenBench *bench;

/* Own, extra and shipped routines in a folder that is where we are, so that no path differs from
 * run to run: one own routine in the place of a shipped one, one broken, one that another borrows
 * from. */
static void make_routines(App *app) {
  char *own = temp_folder_path("routines");
  char *extra = temp_folder_path("extra");
  char *shipped = temp_folder_path("shipped");
  ck_assert_int_eq(mkdir(own, 0700) + mkdir(extra, 0700), 0);
  ck_assert_int_eq(symlink(TESTS_DIR "/screens/routines", shipped), 0);
  free(own);
  free(extra);
  char *here = temp_folder_path(".");
  ck_assert_int_eq(chdir(here), 0);
  free(here);
  free(shipped);
  temp_folder_write("routines/my-calves.cfg", ROUTINE("My calves", "Rub"));
  temp_folder_write("routines/short.cfg", ROUTINE("Short, my way", "Rub"));
  temp_folder_write("routines/torn.cfg",
                    "format = 1;\ntitle = \"Torn\";\nsteps = (\n  { kind = \"timed\"; title = "
                    "\"Rub\"; duration = -5; },\n  { kind = \"hold\"; titel = \"Lean\"; hold = 10; "
                    "}\n);\n");
  temp_folder_write("extra/from-physio.cfg", ROUTINE("From the physiotherapist", "Rub"));
  free(app->paths.shipped);
  app->paths.own = mem_copy("routines");
  app->paths.extra = mem_copy("extra");
  app->paths.shipped = mem_copy("shipped");
  app->paths.settings = mem_copy("nightcalf.cfg");
  own_refresh(app);
}

void routines_set_up(void) {
  bench = screen_bench_new(24, 80);
  make_routines(&bench->app);
}

void routines_tear_down(void) {
  ck_assert_int_eq(chdir("/"), 0);
  screen_bench_free(bench);
}

Routines *routines(void) {
  const OpenScreen *open = &bench->tui.stack[bench->tui.depth - 1];
  ck_assert_ptr_eq(open->screen, &screen_routines);
  return open->state;
}

const char *on_top(void) {
  return bench->tui.stack[bench->tui.depth - 1].screen->name;
}

void routines_open_at(const char *id) {
  if (bench->tui.depth == 0) {
    screen_bench_home(bench);
    screen_bench_type(bench, "o");
  }
  routines_mark(routines(), id);
}

void expect(const char *text) {
  char *drawn = screen_bench_draw(bench);
  ck_assert_msg(strstr(drawn, text) != NULL, "no \"%s\" in:\n%s", text, drawn);
  free(drawn);
}

bool exists(const char *path) {
  return access(path, F_OK) == 0;
}
