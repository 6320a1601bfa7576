/* The clock on the wall of programs that a test runs. Contract: fake_clock.h. */
#include "fake_clock.h"

#include <check.h>
#include <glob.h>
#include <stdlib.h>

#include "nightcalf/mem.h"

void fake_clock_preload(void) {
  glob_t found;
  ck_assert_msg(glob("/usr/lib/*/faketime/libfaketime.so.1", 0, NULL, &found) == 0,
                "libfaketime is not installed");
  char *libraries = mem_format("%s:%s", CLOCK_FIRST, found.gl_pathv[0]);
  setenv("LD_PRELOAD", libraries, 1);
  free(libraries);
  globfree(&found);
}

void fake_clock_set(const char *local_time, const char *zone) {
  fake_clock_preload();
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
