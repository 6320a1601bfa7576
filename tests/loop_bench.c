/* A program to be looped, for the tests of the loop. */
#include "loop_bench.h"

#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const Ending endings[ENDING_COUNT] = {
    {SIGINT, LOOP_SIGNAL}, {SIGTERM, LOOP_SIGNAL}, {SIGQUIT, LOOP_SIGNAL}, {SIGHUP, LOOP_HANGUP}};

Fake fake;
LoopHooks hooks;
Clock fake_clock;
LoopEnd loop_end;
int number;

static void trace(Fake *at, const char *text) {
  size_t used = strlen(at->trace);
  snprintf(at->trace + used, sizeof at->trace - used, "%s ", text);
}

static Moment fake_now(void *context) {
  return (Moment){((Fake *)context)->now};
}

static int64_t fake_asleep(void *context) {
  return ((Fake *)context)->asleep;
}

static bool hook_deadline(void *context, Moment *deadline) {
  Fake *at = context;
  deadline->ms = at->deadline;
  return at->timed;
}

Moment now_then_wait(void *context) {
  Fake *at = context;
  Moment now = {at->now};
  if (at->at_wait != NULL) {
    at->at_wait(at);
  }
  return now;
}

static bool hook_tick(void *context, Moment now) {
  Fake *at = context;
  (void)now;
  at->turns++;
  if (at->at_tick != NULL) {
    at->at_tick(at);
  }
  return at->turns < at->last_turn;
}

static bool hook_input(void *context) {
  Fake *at = context;
  at->inputs++;
  return !at->input_ends;
}

static void hook_gap(void *context, Moment last) {
  char text[32];
  snprintf(text, sizeof text, "gap(%lld)", (long long)last.ms);
  trace(context, text);
}

static void hook_stopping(void *context) {
  trace(context, "stopping");
}

static void hook_resumed(void *context) {
  trace(context, "resumed");
}

static void hook_woken(void *context) {
  trace(context, "woken");
}

void loop_bench_set_up(void) {
  fake = (Fake){.now = 1000, .timed = true, .last_turn = 2};
  fake_clock = (Clock){.context = &fake, .now = fake_now, .asleep_ms = fake_asleep};
  hooks = (LoopHooks){
      .context = &fake,
      .input = -1,
      .deadline = hook_deadline,
      .tick = hook_tick,
      .input_ready = hook_input,
      .gap = hook_gap,
      .stopping = hook_stopping,
      .resumed = hook_resumed,
      .woken = hook_woken,
  };
  loop_prepare();
}

void run(void) {
  loop_end = loop_run(&fake_clock, &hooks, &number);
}

int make_terminal(int *terminal) {
  int keyboard = posix_openpt(O_RDWR | O_NOCTTY);
  ck_assert_int_ne(keyboard, -1);
  ck_assert_int_eq(grantpt(keyboard), 0);
  ck_assert_int_eq(unlockpt(keyboard), 0);
  *terminal = open(ptsname(keyboard), O_RDWR | O_NOCTTY);
  ck_assert_int_ne(*terminal, -1);
  return keyboard;
}
