/* make_history DB NIGHTS SESSIONS: a long history to try the review with, and how long it takes to
 * open and read it. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "history_bench.h"

static double now_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static bool count(void *context, const StoredNight *row) {
  (void)row;
  (*(int *)context)++;
  return true;
}

static bool count_episode(void *context, const Episode *episode) {
  (void)episode;
  (*(int *)context)++;
  return true;
}

/* Opens it as home and the review do, and says how long that took. */
static bool measure(const char *path, Error *err) {
  Store *store = NULL;
  int nights = 0;
  int episodes = 0;
  Night first;
  Night last;
  bool any = false;
  ReviewRows rows = {.routine = history_routine, .night = count, .context = &nights};
  double began = now_ms();
  if (!store_open(path, STORE_READ, &store, err)) {
    return false;
  }
  double opened = now_ms();
  bool ok =
      store_bounds(store, &first, &last, &any, err) && store_review(store, first, last, &rows, err);
  double reviewed = now_ms();
  ok = ok && store_episodes(store, first, last, count_episode, &episodes, err);
  double ended = now_ms();
  store_close(store);
  printf("opened in %.1f ms; %d nights in %.1f ms; %d cramps in %.1f ms\n", opened - began, nights,
         reviewed - opened, episodes, ended - reviewed);
  return ok;
}

int main(int argc, char **argv) {
  Error err = {""};
  if (argc != 4 || strtol(argv[2], NULL, 10) < 1) {
    fputs("usage: make_history DB NIGHTS SESSIONS\n", stderr);
    return 2;
  }
  if (!history_make(argv[1], (int)strtol(argv[2], NULL, 10), (int)strtol(argv[3], NULL, 10),
                    &err) ||
      !measure(argv[1], &err)) {
    fprintf(stderr, "%s\n", err.text);
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
