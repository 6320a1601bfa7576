/* A private bus with a desktop on it that shows notifications and has a screen saver, and tells
 * what it was asked. */
#ifndef TESTS_BUS_BENCH_H
#define TESTS_BUS_BENCH_H

#include <stdbool.h>

/* Starts both, in a folder that is there; DBUS_SESSION_BUS_ADDRESS then means that bus. markup:
 * whether the server reads markup. */
void bus_bench_start(const char *folder, bool markup);
/* The same without a desktop: a login manager alone, on a bus that is the system's too. It says
 * "login inhibit WHAT WHO MODE" and, once what it gave is closed, "released". */
void bus_bench_start_login(const char *folder);
void bus_bench_stop(void);
/* The next thing it was asked: "notify TITLE | TEXT", "inhibit", "released"; NULL: nothing within
 * so many milliseconds. Good until the next call. */
const char *bus_bench_next(int timeout_ms);

#endif
