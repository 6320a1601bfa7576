/* The clock on the wall of programs that a test runs. Contract: fake_clock.h. */
#include "fake_clock.h"

#include <check.h>
#include <glob.h>
#include <stdlib.h>

void fake_clock_set(const char *local_time, const char *zone) {
  glob_t found;
  ck_assert_msg(glob("/usr/lib/*/faketime/libfaketime.so.1", 0, NULL, &found) == 0,
                "libfaketime is not installed");
  setenv("LD_PRELOAD", found.gl_pathv[0], 1);
  globfree(&found);
  setenv("FAKETIME_DONT_FAKE_MONOTONIC", "1", 1);
  setenv("TZ", zone, 1);
  /* Parsed by the library in that zone: an absolute time that stands, then goes on. */
  char start[40] = "@";
  size_t length = 1;
  for (const char *at = local_time; *at != '\0' && length + 1 < sizeof start; at++) {
    start[length++] = *at;
  }
  start[length] = '\0';
  setenv("FAKETIME", start, 1);
}
