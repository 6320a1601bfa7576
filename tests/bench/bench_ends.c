/* From 'q' or a signal to the end: the terminal as it was, the process gone. */
#include <signal.h>
#include <stdlib.h>

#include "bench.h"
#include "nightcalf/mem.h"
#include "report.h"

/* How something ends. */
typedef struct Ending {
  const char *routine; /* NULL: home */
  const char *key;
  int signal_number;
} Ending;

static double end_once(const Bench *bench, const Ending *ending, bool floor) {
  Child child;
  if (floor) {
    bench_floor(bench, &child, "floor_stack", &bench->years);
    bench_settle(&child, 60);
  } else if (ending->routine != NULL) {
    bench_run(bench, &child, ending->routine);
  } else {
    bench_start(bench, &child, &bench->years, NULL);
    bench_settle(&child, 100);
  }
  return child_end(&child, ending->key, ending->signal_number);
}

static void end_row(const Bench *bench, const char *what, const Ending *ending) {
  double *floors = mem_new(2 * (size_t)bench->rounds, sizeof *floors);
  double *ours = floors + bench->rounds;
  for (int i = 0; i < bench->rounds; i++) {
    floors[i] = end_once(bench, ending, true);
    ours[i] = end_once(bench, ending, false);
  }
  double floor = median(floors, bench->rounds);
  double taken = median(ours, bench->rounds);
  report_figure((Figure){what, "ms", floor, taken, 20, 1.5 * floor, NULL});
  free(floors);
}

void bench_ends(const Bench *bench) {
  report_begin("To the end, the terminal as before (aim: 1.5 times the floor)");
  end_row(bench, "'q' at home", &(Ending){.key = "q"});
  end_row(bench, "SIGTERM at home", &(Ending){.signal_number = SIGTERM});
  end_row(bench, "SIGTERM in a hold, saved",
          &(Ending){.routine = "bench-hold", .signal_number = SIGTERM});
}
