/* The second hand: floor and program beside each other on the real clock, through pauses, resizes
 * and saves; and once more with every processor busy. */
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench.h"
#include "nightcalf/mem.h"
#include "report.h"

enum { TICK_MS = 1000, DISTURB_MS = 17300, AFTER_MS = 30, LOOK_MS = 2 };

/* What is known of a second hand. */
typedef struct Hand {
  Child child;
  double *ticks; /* when it moved, ms */
  int count;
  int skipped;
  double began; /* of the stretch since the last disturbance: its first tick; below 0: none yet */
  int in_stretch;
  double *late; /* ms each move was behind the second it belongs to */
  int stretches;
} Hand;

static void note_tick(Hand *hand, double when) {
  if (hand->began < 0) {
    hand->began = when;
    hand->in_stretch = 0;
    return;
  }
  double since = when - hand->began;
  int number = (int)floor(since / TICK_MS + 0.5);
  double late = since - number * (double)TICK_MS;
  if (fabs(late) > TICK_MS / 4.0) {
    return; /* the answer to a key, not a second */
  }
  hand->skipped += number > hand->in_stretch + 1 ? number - hand->in_stretch - 1 : 0;
  hand->in_stretch = number;
  hand->late = mem_resize(hand->late, (size_t)hand->count + 1, sizeof *hand->late);
  hand->ticks = mem_resize(hand->ticks, (size_t)hand->count + 1, sizeof *hand->ticks);
  hand->late[hand->count] = late;
  hand->ticks[hand->count] = when;
  hand->count++;
}

/* Takes in what comes within so long. */
static void pass(Child *child, double length) {
  Watch watch;
  child_watch(child, length, false, &watch);
  watch_free(&watch);
}

/* Watches both for so long; a stretch of the program's own is disturbed now and then. */
static void watch_hands(Hand hands[2], double length, bool disturbed) {
  double end = now_ms() + length;
  double disturb = now_ms() + DISTURB_MS;
  int turn = 0;
  while (now_ms() < end) {
    for (int i = 0; i < 2; i++) {
      Burst burst;
      if (child_burst(&hands[i].child, LOOK_MS, LOOK_MS, &burst)) {
        note_tick(&hands[i], burst.first);
      }
    }
    if (!disturbed || now_ms() < disturb) {
      continue;
    }
    disturb = now_ms() + DISTURB_MS;
    turn++;
    Child *child = &hands[1].child;
    if (turn % 2 == 0) {
      child_resize(child, turn % 4 == 0 ? 24 : 30, turn % 4 == 0 ? 80 : 100);
      pass(child, AFTER_MS); /* the seconds go on as they were */
    } else {
      child_type(child, " ");
      pass(child, AFTER_MS);
      child_type(child, " ");
      pass(child, 3 * TICK_MS + AFTER_MS); /* pausing and the lead-in begin a new second */
      hands[1].began = -1;
    }
  }
}

static double worst(const Hand *hand) {
  /* Behind the earliest of its own moves: the first one may have been late itself. */
  double least = 0;
  double most = 0;
  for (int i = 0; i < hand->count; i++) {
    least = hand->late[i] < least ? hand->late[i] : least;
    most = hand->late[i] > most ? hand->late[i] : most;
  }
  return most - least;
}

/* ms a minute: the slope of being late over time. */
static double drift(const Hand *hand) {
  double n = hand->count;
  double sx = 0, sy = 0, sxx = 0, sxy = 0;
  for (int i = 0; i < hand->count; i++) {
    double x = (hand->ticks[i] - hand->ticks[0]) / (60.0 * TICK_MS);
    sx += x;
    sy += hand->late[i];
    sxx += x * x;
    sxy += x * hand->late[i];
  }
  double below = n * sxx - sx * sx;
  return below > 0 ? fabs((n * sxy - sx * sy) / below) : 0;
}

static double late_99(Hand *hand) {
  double least = 0;
  for (int i = 0; i < hand->count; i++) {
    least = hand->late[i] < least ? hand->late[i] : least;
  }
  return percentile(hand->late, hand->count, 0.99) - least;
}

static void begin(const Bench *bench, Hand hands[2]) {
  memset(hands, 0, 2 * sizeof *hands);
  hands[0].began = hands[1].began = -1;
  bench_floor(bench, &hands[0].child, "floor_stack", &bench->years);
  bench_run(bench, &hands[1].child, "bench-long");
  bench_settle(&hands[0].child, 100);
}

static void end(Hand hands[2]) {
  for (int i = 0; i < 2; i++) {
    child_end(&hands[i].child, NULL, SIGTERM);
    free(hands[i].late);
    free(hands[i].ticks);
  }
}

static void hand_rows(const Bench *bench) {
  Hand hands[2];
  begin(bench, hands);
  watch_hands(hands, bench->hand_seconds * TICK_MS, true);
  char title[96];
  snprintf(title, sizeof title,
           "The second hand over %g s of the real clock, through pauses, resizes and saving",
           bench->hand_seconds);
  report_begin(title);
  report_figure(
      (Figure){"seconds skipped", "count", hands[0].skipped, hands[1].skipped, 0, 0, NULL});
  report_figure((Figure){"worst lateness", "ms", worst(&hands[0]), worst(&hands[1]), 5, 2, NULL});
  report_figure((Figure){"drift", "ms/min", drift(&hands[0]), drift(&hands[1]), 1, 0, NULL});
  end(hands);
}

/* Keeps a processor busy until it is killed. */
static pid_t burn(void) {
  pid_t pid = fork();
  if (pid == 0) {
    for (volatile unsigned long i = 0;; i++) {
    }
  }
  return pid;
}

static void load_rows(const Bench *bench) {
  enum { PROCESSORS_MAX = 256 };
  pid_t burning[PROCESSORS_MAX];
  Hand hands[2];
  long count = sysconf(_SC_NPROCESSORS_ONLN);
  count = count > PROCESSORS_MAX ? PROCESSORS_MAX : count;
  begin(bench, hands);
  for (long i = 0; i < count; i++) {
    burning[i] = burn();
  }
  watch_hands(hands, bench->seconds * 2 * TICK_MS, false);
  for (long i = 0; i < count; i++) {
    kill(burning[i], SIGKILL);
    waitpid(burning[i], NULL, 0);
  }
  report_begin("With every processor busy");
  report_figure((Figure){"lateness of a change, 99th percentile", "ms", late_99(&hands[0]),
                         late_99(&hands[1]), 5, 2, NULL});
  end(hands);
}

void bench_hand(const Bench *bench) {
  hand_rows(bench);
  load_rows(bench);
}
