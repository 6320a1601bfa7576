/* Golden screens: a drawing held against the file of its name and size in tests/screens. */
#ifndef TESTS_GOLDEN_H
#define TESTS_GOLDEN_H

#include "screen_bench.h"

/* Whether the bench draws what screens/NAME-COLUMNSxROWS.txt holds. Where not, the rows that differ
 * are printed, with the command that makes the file anew by this suite. NIGHTCALF_REFRESH in the
 * environment writes the file first. */
bool golden_same(ScreenBench *bench, const char *name, const char *suite);

#endif
