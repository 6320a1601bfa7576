/* The clock on the wall of programs that a test runs, by libfaketime. */
#ifndef TESTS_FAKE_CLOCK_H
#define TESTS_FAKE_CLOCK_H

/* Puts libfaketime before all else in programs that are started from now on; its own variables say
 * what the time is. */
void fake_clock_preload(void);
/* From now on programs see that local time of that zone, such as "2026-11-22 08:00:00" and
 * "Europe/Berlin"; it goes on from there. */
void fake_clock_set(const char *local_time, const char *zone);

#endif
