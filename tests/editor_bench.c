/* The bench for the editor's screens. */
#include "editor_bench.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "nightcalf/mem.h"
#include "nightcalf/own.h"
#include "temp_folder.h"

const char editor_bench_mine[] =
    "# My own legs.\n"
    "format = 1;\n"
    "title = \"My legs\"; # as I call them\n"
    "steps = (\n"
    "  # first the wall\n"
    "  { kind = \"hold\"; title = \"Wall\"; setup = 5; hold = 10; reps = 2;\n"
    "    rest = 5; sides = [ \"left\", \"right\" ]; switch = 5; }, // both legs\n"
    "  { kind = \"timed\"; title = \"Massage\"; duration = 30; },\n"
    "\n"
    "  # then a question\n"
    "  { kind = \"prompt\"; title = \"Better?\"; estimate = 5;\n"
    "    choices = ( { label = \"Yes\"; }, { label = \"No\"; stop = true; } ); },\n"
    "  { use = \"legs/breathe\"; }\n"
    ");\n";

void editor_bench_furnish(ScreenBench *bench) {
  App *app = &bench->app;
  free(app->paths.own);
  free(app->paths.shipped);
  app->paths.own = temp_folder_path("own");
  app->paths.shipped = mem_copy(TESTS_DIR "/screens/routines");
  mkdir(app->paths.own, 0700);
  temp_folder_write("own/mine.cfg", editor_bench_mine);
  own_refresh(app);
  screen_bench_home(bench);
}

ScreenBench *editor_bench_new(int rows, int columns) {
  ScreenBench *bench = screen_bench_new(rows, columns);
  editor_bench_furnish(bench);
  return bench;
}
