/* Golden screens: a drawing held against the file of its name and size in tests/screens. */
#ifndef TESTS_GOLDEN_H
#define TESTS_GOLDEN_H

#include "screen_bench.h"

/* Whether a text is what screens/NAME.txt holds. Where not, the rows that differ
 * are printed, with the command that makes the file anew by this suite. NIGHTCALF_REFRESH in the
 * environment writes the file first. */
bool golden_text_same(const char *drawn, const char *name, const char *suite);
/* The same of what the bench draws, with screens/NAME-COLUMNSxROWS.txt, and in another language
 * than English with screens/LANGUAGE/NAME-COLUMNSxROWS.txt. */
bool golden_same(ScreenBench *bench, const char *name, const char *suite);
/* Sets a scene in a window of that size, and demands golden_same(). */
void golden_scene(ScreenBench *bench, const char *name, void (*set)(void), const char *suite,
                  int rows, int columns);
/* Draws what the bench has open in windows from 1 x 1 to 60 x 200, those around the smallest that
 * serve among them; the cursor must stay inside. */
void golden_any_size(ScreenBench *bench);

#endif
