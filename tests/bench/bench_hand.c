/* The second hand: floor and program beside each other on the real clock, through pauses, resizes
 * and saves; and once more with every processor busy. */
#include <math.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench.h"
#include "nightcalf/mem.h"
#include "report.h"

enum { TICK_MS = 1000, DISTURB_MS = 17300, AFTER_MS = 30, LOOK_MS = 20 };

/* A move of a second hand. */
typedef struct Tick {
  double when; /* ms */
  double late; /* ms behind the second it belongs to, as the earliest of its stretch has them */
  int stretch;
} Tick;

/* What is known of a second hand. */
typedef struct Hand {
  Child child;
  Tick *ticks;
  int count;
  int skipped;
  int stretch; /* how many disturbances have set the seconds anew */
  double base; /* when the stretch began, ms; below 0: it has not */
  int number;  /* seconds since then at the last move */
} Hand;

/* A second cannot begin too early: the earliest move of a stretch tells best when they do. */
static void set_base(Hand *hand, double earlier) {
  hand->base -= earlier;
  for (int i = hand->count - 1; i >= 0 && hand->ticks[i].stretch == hand->stretch; i--) {
    hand->ticks[i].late += earlier;
  }
}

static void note_tick(Hand *hand, double when) {
  if (hand->base < 0) {
    hand->base = when;
    hand->number = 0;
  }
  double since = when - hand->base;
  int number = (int)floor(since / TICK_MS + 0.5);
  double late = since - number * (double)TICK_MS;
  if (fabs(late) > TICK_MS / 4.0) {
    return; /* the answer to a key, not a second */
  }
  hand->skipped += number > hand->number + 1 ? number - hand->number - 1 : 0;
  hand->number = number;
  if (late < 0) {
    set_base(hand, -late);
    late = 0;
  }
  hand->ticks = mem_resize(hand->ticks, (size_t)hand->count + 1, sizeof *hand->ticks);
  hand->ticks[hand->count] = (Tick){when, late, hand->stretch};
  hand->count++;
}

/* Takes in what either of them writes within LOOK_MS, at the moment at which it comes, and notes
 * it of the first so many. */
static void look(Hand hands[2], int noted) {
  struct pollfd outputs[2] = {{.fd = hands[0].child.fd, .events = POLLIN},
                              {.fd = hands[1].child.fd, .events = POLLIN}};
  (void)poll(outputs, 2, LOOK_MS);
  for (int i = 0; i < 2; i++) {
    Burst burst;
    if (outputs[i].revents != 0 && child_burst(&hands[i].child, 0, 0, &burst) && i < noted) {
      note_tick(&hands[i], burst.first);
    }
  }
}

/* Passes over what the program writes within so long. */
static void pass(Hand hands[2], double length) {
  double end = now_ms() + length;
  while (now_ms() < end) {
    look(hands, 1);
  }
}

/* Half a second from the moves: what is written in answer is not taken for one. */
static bool between_moves(const Hand *hand) {
  double since = fmod(now_ms() - hand->base, TICK_MS) / TICK_MS;
  return hand->base >= 0 && since > 0.4 && since < 0.6;
}

/* Disturbs the program: by a pause and the next time by another size. */
static void disturb(Hand hands[2], int turn) {
  Hand *hand = &hands[1];
  if (turn % 2 == 0) {
    child_resize(&hand->child, turn % 4 == 0 ? 24 : 30, turn % 4 == 0 ? 80 : 100);
    return; /* the seconds go on as they were */
  }
  child_type(&hand->child, " ");
  pass(hands, AFTER_MS);
  child_type(&hand->child, " ");
  pass(hands, 3 * TICK_MS + AFTER_MS); /* pausing and the lead-in begin a new second */
  hand->base = -1;
  hand->stretch++;
}

/* Watches both for so long; the program is disturbed now and then. */
static void watch_hands(Hand hands[2], double length, bool disturbed) {
  double end = now_ms() + length;
  double next = now_ms() + DISTURB_MS;
  int turn = 0;
  while (now_ms() < end) {
    look(hands, 2);
    if (disturbed && now_ms() >= next && between_moves(&hands[1])) {
      turn++;
      disturb(hands, turn);
      next = now_ms() + DISTURB_MS;
    }
  }
}

/* The most that all but so many in a hundred of the moves were behind, ms. */
static double late_but(const Hand *hand, double share) {
  double *late = mem_new((size_t)hand->count + 1, sizeof *late);
  for (int i = 0; i < hand->count; i++) {
    late[i] = hand->ticks[i].late;
  }
  double most = percentile(late, hand->count, share);
  free(late);
  return most;
}

/* ms a minute: the slope of being late over time within the stretches. */
static double drift(const Hand *hand) {
  double below = 0;
  double above = 0;
  for (int from = 0, to = 0; from < hand->count; from = to) {
    double sum_x = 0;
    double sum_y = 0;
    while (to < hand->count && hand->ticks[to].stretch == hand->ticks[from].stretch) {
      sum_x += hand->ticks[to].when;
      sum_y += hand->ticks[to].late;
      to++;
    }
    for (int i = from; i < to; i++) {
      double x = (hand->ticks[i].when - sum_x / (to - from)) / (60.0 * TICK_MS);
      above += x * (hand->ticks[i].late - sum_y / (to - from));
      below += x * x;
    }
  }
  return below > 0 ? fabs(above / below) : 0;
}

static void begin(const Bench *bench, Hand hands[2]) {
  memset(hands, 0, 2 * sizeof *hands);
  hands[0].base = hands[1].base = -1;
  bench_floor(bench, &hands[0].child, "floor_stack", &bench->years);
  bench_run(bench, &hands[1].child, "bench-long");
  bench_settle(&hands[0].child, 100);
}

static void end(Hand hands[2]) {
  for (int i = 0; i < 2; i++) {
    child_end(&hands[i].child, NULL, SIGTERM);
    free(hands[i].ticks);
  }
}

void bench_hand(const Bench *bench) {
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
  report_figure(
      (Figure){"worst lateness", "ms", late_but(&hands[0], 1), late_but(&hands[1], 1), 5, 2, NULL});
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

void bench_load(const Bench *bench) {
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
  report_figure((Figure){"lateness of a change, 99th percentile", "ms", late_but(&hands[0], 0.99),
                         late_but(&hands[1], 0.99), 5, 2, NULL});
  end(hands);
}
