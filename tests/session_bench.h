/* A bench for the engine's tests: routines built in memory, and a session over one of them. */
#ifndef NIGHTCALF_TESTS_SESSION_BENCH_H
#define NIGHTCALF_TESTS_SESSION_BENCH_H

#include "nightcalf/routine.h"
#include "nightcalf/session.h"

/* A second and a minute. */
#define S ((Millis)1000)
#define MIN (60 * S)

/* A routine under construction, its timeline and a session over it. */
typedef struct Bench {
  Routine *routine;
  Timeline timeline;
  Session *session;
} Bench;

/* When every session on the bench begins. */
extern const Moment bench_start;
/* So long after it. */
Moment bench_at(Millis after_start);

/* Adds a step of that kind without a set-up; the caller fills in the rest before adding the next.
 */
Step *bench_add(Bench *bench, const char *kind, const char *title);
/* A hold, left then right, with a switch of 5 s. */
Step *bench_add_hold(Bench *bench, Millis setup, Millis hold, int reps, Millis rest);
Step *bench_add_breathe(Bench *bench, Millis inhale, Millis exhale, int cycles);
void bench_add_text(TextList *list, const char *text);
/* A choice that leads to the next step. */
Choice *bench_add_choice(Step *step, const char *label);
/* Seven steps: every kind, with what each can lead to. */
void bench_add_everything(Bench *bench);

/* Builds the timeline and a session that has not begun. */
void bench_open(Bench *bench, SessionOptions options);
/* The same, begun at its first step with the default options. */
void bench_begin(Bench *bench);
void bench_clean(Bench *bench);
/* Takes every effect due at a moment. */
void bench_drain(Session *session, Moment now);

#endif
