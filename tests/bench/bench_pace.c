/* What a screen costs while it stands: in a hold, while breathing, while nothing moves; and what a
 * routine and a review cost in memory. */
#include <signal.h>
#include <stdio.h>

#include "bench.h"
#include "report.h"

enum { MS_PER_S = 1000, STILL_S = 60 }; /* one minute ends in it, whenever it begins */

static double per_minute(const Watch *watch, double count) {
  return count / (watch->length / (60.0 * MS_PER_S));
}

static double per_second(const Watch *watch, double count) {
  return count / (watch->length / MS_PER_S);
}

static double per_change(const Watch *watch, double count) {
  return watch->changes > 0 ? count / watch->changes : count;
}

/* Watches a child twice: as it is, and with its calls counted. */
static void watch_both(const Bench *bench, Child *child, Watch *watch, Watch *counted) {
  child_watch(child, bench->seconds * MS_PER_S, false, watch);
  child_watch(child, bench->seconds * MS_PER_S / 2, true, counted);
  child_end(child, NULL, SIGTERM);
}

static void hold_rows(const Bench *bench) {
  Child child;
  Watch floor, floor_calls, ours, calls;
  bench_floor(bench, &child, "floor_stack", &bench->years);
  bench_settle(&child, 150);
  watch_both(bench, &child, &floor, &floor_calls);
  bench_run(bench, &child, "bench-hold");
  watch_both(bench, &child, &ours, &calls);
  report_begin("In a hold");
  report_figure((Figure){"wake-ups a visible change (waits that ended)", "count",
                         per_change(&floor_calls, floor_calls.wait_calls),
                         per_change(&calls, calls.wait_calls), 1.05, 1.0, NULL});
  report_figure((Figure){"the same, saving on disk included (switches)", "count",
                         per_change(&floor, (double)floor.switches),
                         per_change(&ours, (double)ours.switches), -1, -1, NULL});
  report_figure((Figure){"bytes a changed cell", "bytes", (double)floor.bytes / (double)floor.cells,
                         (double)ours.bytes / (double)ours.cells, 4, 2.2, NULL});
  report_figure((Figure){"bytes", "a second", per_second(&floor, (double)floor.bytes),
                         per_second(&ours, (double)ours.bytes), 40, 20, NULL});
  report_figure((Figure){"changed cells", "a second", per_second(&floor, (double)floor.cells),
                         per_second(&ours, (double)ours.cells), -1, -1, NULL});
  report_figure((Figure){"CPU", "ms/s", per_second(&floor, floor.cpu), per_second(&ours, ours.cpu),
                         2, 1.25, "x"});
  report_figure((Figure){"system calls a visible change", "count",
                         per_change(&floor_calls, floor_calls.calls),
                         per_change(&calls, calls.calls), 14, 8, NULL});
  watch_free(&floor);
  watch_free(&ours);
}

static void breath_rows(const Bench *bench) {
  Child child;
  Watch floor, floor_calls, ours, calls;
  bench_floor(bench, &child, "floor_bar", &bench->years);
  bench_settle(&child, 50);
  watch_both(bench, &child, &floor, &floor_calls);
  bench_run(bench, &child, "bench-breath");
  watch_both(bench, &child, &ours, &calls);
  report_begin("While breathing (the floor is the bar at 10 frames a second)");
  report_figure((Figure){"wake-ups a visible change (waits that ended)", "count",
                         per_change(&floor_calls, floor_calls.wait_calls),
                         per_change(&calls, calls.wait_calls), 1.05, 1.0, NULL});
  report_figure((Figure){"frames", "a second", per_second(&floor, floor.changes),
                         per_second(&ours, ours.changes), 2, 1.25, "x"});
  report_figure((Figure){"bytes", "a second", per_second(&floor, (double)floor.bytes),
                         per_second(&ours, (double)ours.bytes), 2, 1.25, "x"});
  report_figure((Figure){"bytes a changed cell", "bytes", (double)floor.bytes / (double)floor.cells,
                         (double)ours.bytes / (double)ours.cells, -1, -1, "x"});
  report_figure((Figure){"CPU", "ms/s", per_second(&floor, floor.cpu), per_second(&ours, ours.cpu),
                         2, 1.25, "x"});
  report_figure((Figure){"system calls a visible change", "count",
                         per_change(&floor_calls, floor_calls.calls),
                         per_change(&calls, calls.calls), 14, 8, NULL});
  watch_free(&floor);
  watch_free(&ours);
}

static void still_row(const char *what, const Watch *watch) {
  char text[64];
  snprintf(text, sizeof text, "%s: wake-ups", what);
  report_figure(
      (Figure){text, "a minute", -1, per_minute(watch, (double)watch->switches), 1, 0, NULL});
  snprintf(text, sizeof text, "%s: bytes", what);
  report_figure(
      (Figure){text, "a minute", -1, per_minute(watch, (double)watch->bytes), -1, 0, NULL});
  snprintf(text, sizeof text, "%s: CPU", what);
  report_figure((Figure){text, "ms a minute", -1, per_minute(watch, watch->cpu), -1, 0, NULL});
}

/* All still screens at once: nothing of them competes. */
static void still_rows(const Bench *bench) {
  static const struct {
    const char *what, *routine, *key;
  } still[] = {
      {"home", NULL, NULL},
      {"paused", "bench-hold", " "},
      {"a question", "bench-ask", NULL},
      {"asked about leaving", "bench-hold", "q"},
  };
  enum { COUNT = sizeof still / sizeof still[0] };
  Child children[COUNT];
  Watch watches[COUNT];
  for (int i = 0; i < COUNT; i++) {
    if (still[i].routine != NULL) {
      bench_run(bench, &children[i], still[i].routine);
    } else {
      bench_start(bench, &children[i], &bench->years, NULL);
      bench_settle(&children[i], 150);
    }
    if (still[i].key != NULL) {
      child_type(&children[i], still[i].key);
    }
    bench_settle(&children[i], 500);
    watches[i] = (Watch){.cpu = -process_cpu(children[i].pid),
                         .switches = -process_switches(children[i].pid)};
  }
  double began = now_ms();
  while (now_ms() < began + STILL_S * MS_PER_S) {
    for (int i = 0; i < COUNT; i++) {
      Burst burst;
      if (child_burst(&children[i], 20, 5, &burst)) {
        watches[i].bytes += burst.bytes;
      }
    }
  }
  report_begin("On a screen where nothing moves");
  for (int i = 0; i < COUNT; i++) {
    watches[i].length = now_ms() - began;
    watches[i].cpu += process_cpu(children[i].pid);
    watches[i].switches += process_switches(children[i].pid);
    still_row(still[i].what, &watches[i]);
    child_end(&children[i], NULL, SIGTERM);
  }
}

void bench_pace(const Bench *bench) {
  hold_rows(bench);
  breath_rows(bench);
  still_rows(bench);
}

void bench_memory(const Bench *bench) {
  Child floor;
  Child ours;
  bench_floor(bench, &floor, "floor_stack", &bench->years);
  bench_settle(&floor, 150);
  bench_run(bench, &ours, "bench-brief");
  child_await(&ours, "Kept in your history");
  double routine = (double)process_peak(ours.pid);
  child_end(&ours, NULL, SIGTERM);
  bench_start(bench, &ours, &bench->years, NULL);
  bench_settle(&ours, 150);
  child_type(&ours, "v");
  bench_settle(&ours, 300);
  double review = (double)process_peak(ours.pid);
  report_begin("Peak memory");
  report_figure(
      (Figure){"over a routine", "kB", (double)process_peak(floor.pid), routine, 1.5, 1.15, "x"});
  report_figure((Figure){"over a review of ten years", "kB", (double)process_peak(floor.pid),
                         review, 1.5, 1.15, "x"});
  child_end(&floor, NULL, SIGTERM);
  child_end(&ours, NULL, SIGTERM);
}
