/* The system's clocks, behind the Clock that everything else is handed: nobody but this file asks
 * what time it is. */
#include "nightcalf/os.h"

#include <time.h>

enum { MS_PER_S = 1000, NS_PER_MS = 1000 * 1000 };

/* Nanoseconds on one of the system's clocks; 0 where it has no such clock. */
static int64_t clock_ns(clockid_t id) {
  struct timespec time;
  if (clock_gettime(id, &time) != 0) {
    return 0;
  }
  return (int64_t)time.tv_sec * MS_PER_S * NS_PER_MS + time.tv_nsec;
}

/* CLOCK_MONOTONIC in whole milliseconds, rounded down: a wait for what is left until a deadline can
 * then never end before it. */
static Moment clock_now(void *context) {
  (void)context;
  return (Moment){clock_ns(CLOCK_MONOTONIC) / NS_PER_MS};
}

/* CLOCK_BOOTTIME runs on while the machine sleeps, CLOCK_MONOTONIC does not: the difference, in
 * milliseconds. 0 on a system without the former. */
static int64_t clock_asleep_ms(void *context) {
  (void)context;
#ifdef CLOCK_BOOTTIME
  int64_t boot = clock_ns(CLOCK_BOOTTIME);
  return boot == 0 ? 0 : (boot - clock_ns(CLOCK_MONOTONIC)) / NS_PER_MS;
#else
  return 0;
#endif
}

/* The time of day and the offset now in force. A TZ that means nothing is UTC, as libc has it. */
static WallTime clock_wall(void *context) {
  (void)context;
  WallTime wall = {clock_ns(CLOCK_REALTIME) / NS_PER_MS, 0};
  time_t seconds = (time_t)(wall.utc_ms / MS_PER_S);
  struct tm local;
  /* localtime_r need not look at the zone again; a person may travel between two evenings. */
  tzset();
  if (localtime_r(&seconds, &local) != NULL) {
    wall.offset_s = (int32_t)local.tm_gmtoff;
  }
  return wall;
}

/* The offset at a moment. A TZ that means nothing is UTC. */
static int32_t zone_offset(void *context, int64_t utc_ms) {
  (void)context;
  time_t seconds = (time_t)(utc_ms / MS_PER_S);
  struct tm local;
  return localtime_r(&seconds, &local) != NULL ? (int32_t)local.tm_gmtoff : 0;
}

Zone zone_system(void) {
  tzset();
  return (Zone){.offset_s = zone_offset};
}

Clock clock_system(void) {
  return (Clock){.now = clock_now, .asleep_ms = clock_asleep_ms, .wall = clock_wall};
}
