/* Time as the program carries it: three types, so that clocks cannot be mixed by accident. */
#ifndef NIGHTCALF_MOMENT_H
#define NIGHTCALF_MOMENT_H

#include <stdint.h>

/* A length of time in milliseconds. */
typedef int64_t Millis;

/* A point on the monotonic clock, in milliseconds since some point in the past. Never the time of
 * day. */
typedef struct Moment {
  int64_t ms;
} Moment;

/* A point on the wall clock: UTC and the local offset that was in force, so that the local time
 * stays known for ever. */
typedef struct WallTime {
  int64_t utc_ms;   /* milliseconds since 1970-01-01T00:00:00Z */
  int32_t offset_s; /* seconds east of UTC */
} WallTime;

static inline Moment moment_after(Moment from, Millis length) {
  return (Moment){from.ms + length};
}

/* later - earlier, in milliseconds; negative when they are the other way round. */
static inline Millis moment_since(Moment later, Moment earlier) {
  return later.ms - earlier.ms;
}

#endif
