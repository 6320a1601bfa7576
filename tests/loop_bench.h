/* A program to be looped, for the tests of the loop: its clock and its wishes are turned by hand,
 * and it keeps a trace of what it was asked. */
#ifndef TESTS_LOOP_BENCH_H
#define TESTS_LOOP_BENCH_H

#include "nightcalf/os.h"

enum { TRACE_SIZE = 128 };

/* A program to be looped: what its clock shows, what it wants, and a trace of what was asked. */
typedef struct Fake {
  int64_t now;
  int64_t asleep;
  bool timed;
  int64_t deadline;
  int turns;                      /* ticks so far */
  int last_turn;                  /* the tick that quits */
  void (*at_tick)(struct Fake *); /* what happens in a tick */
  void (*at_wait)(struct Fake *); /* what happens just before the wait, once its deadline is set */
  bool input_ends;
  int inputs;
  char trace[TRACE_SIZE]; /* of the hooks: "stopping resumed gap(500) " */
} Fake;

extern Fake fake;
extern LoopHooks hooks;
extern Clock fake_clock;
extern LoopEnd loop_end; /* what the last run came to */
extern int number;

/* The signals that end a loop, and how. */
typedef struct Ending {
  int number;
  LoopEnd end;
} Ending;
enum { ENDING_COUNT = 4 };
extern const Ending endings[ENDING_COUNT];

/* A new fake, and the loop prepared. */
void loop_bench_set_up(void);
/* Runs the loop on the fake clock. */
void run(void);
/* The loop asks for the time when it has the deadline: the wait begins. Then at_wait turns the
 * clock, which is what a wait does. Put in the place of fake_clock.now. */
Moment now_then_wait(void *context);
/* A pseudo-terminal: gives the keyboard's end, and the program's in *terminal. */
int make_terminal(int *terminal);

#endif
