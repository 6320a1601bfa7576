/* The way to every screen of the real program, for tests that do the same to each of them. */
#ifndef TESTS_PTY_ROUTES_H
#define TESTS_PTY_ROUTES_H

#include <stdbool.h>
#include <stddef.h>

#include "pty.h"

enum { ROUTE_STEPS_MAX = 5 };

/* What is typed, and what the screen then shows whatever the routines are called. */
typedef struct RouteStep {
  const char *keys;
  const char *shows;
  bool again; /* typed until it is shown */
} RouteStep;

typedef struct Route {
  const char *screen;   /* its name in tui_screens */
  const char *settings; /* more of them, or NULL */
  const char *arguments[3];
  RouteStep steps[ROUTE_STEPS_MAX]; /* ends with one without keys */
} Route;

extern const Route routes[];
extern const size_t route_count;

/* A home in temp_folder_make()'s folder with a routine "mine" (these bytes; NULL: usual ones) that
 * is tonight's, and thirty nights in the record. Sets the environment. */
void routes_set_up(const Route *route, const char *mine);
/* Starts the program and goes there. NULL: a step did not show what it should; *failed is what. */
Pty *routes_go(const Route *route, int rows, int columns, const char **failed);

#endif
