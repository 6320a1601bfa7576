/* A program on a pseudo-terminal, watched from outside: when it writes, how much, what that changes
 * on the screen, and what it asks of the system. */
#ifndef TESTS_BENCH_CHILD_H
#define TESTS_BENCH_CHILD_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* One after all others on CLOCK_MONOTONIC, in milliseconds. */
double now_ms(void);

typedef struct Screen Screen;

typedef struct Child {
  pid_t pid;
  int fd;         /* -1: its end was reached */
  double started; /* just before the program was */
  Screen *screen;
} Child;

/* What came out of it at once. */
typedef struct Burst {
  double first, last; /* when its first and last part were read */
  size_t bytes;
  int cells; /* of the screen that look different */
} Burst;

/* Starts argv on a terminal of 24 rows and 80 columns, in this process's environment. */
void child_start(Child *child, const char *const *argv);
/* Waits so long for output, then takes all of it in until none came for gap. False: there was none.
 */
bool child_burst(Child *child, double wait, double gap, Burst *burst);
void child_type(Child *child, const char *keys);
void child_resize(Child *child, int rows, int columns);
/* Whether the screen has this text in one of its rows. */
bool child_shows(Child *child, const char *text);
/* Waits until it does. Else the program ends: the figures would be of something else. */
void child_await(Child *child, const char *text);
/* Waits until it is gone, after a last key or a signal (0: none) if any, and then lets go of it:
 * milliseconds until the terminal was closed and the process gone. */
double child_end(Child *child, const char *key, int signal_number);

/* A time of watching. */
typedef struct Watch {
  double length; /* ms */
  int changes;   /* bursts of output */
  size_t bytes;
  long cells;
  double *times;     /* of the changes; as many as there are */
  double cpu;        /* ms on a processor */
  long switches;     /* times it gave the processor up: wake-ups */
  double wait_calls; /* system calls that wait, and all of them; 0 unless counted */
  double calls;
} Watch;

/* Watches for so long. Counting the calls of the system makes the program slower: cpu and switches
 * then are none. Free with watch_free(). */
void child_watch(Child *child, double length, bool count_calls, Watch *watch);
void watch_free(Watch *watch);

/* ms on a processor so far; times it waited; its peak of memory in kB. */
double process_cpu(pid_t pid);
long process_switches(pid_t pid);
long process_peak(pid_t pid);

#endif
