/* Helpers for sentences with figures in them. For the files of this folder. */
#ifndef NIGHTCALF_STATS_WORDS_H
#define NIGHTCALF_STATS_WORDS_H

#include <stdbool.h>

#include "nightcalf/insight.h"

enum { ENDS_SIZE = 2 * FIGURE_SIZE + 8 };

/* "-4.8 to -0.4". The interval must have ends. */
void ends_format(Interval interval, int places, bool sign, char text[ENDS_SIZE]);
/* What a comparison says, by rule and, for HABIT, by the name of the nights. What is missing when
 * there is not enough (R1). Release with free(). */
char *comparison_text(InsightRule rule, const Comparison *comparison, const char *nights);
/* What it rests on. Release with free(). */
char *comparison_basis(InsightRule rule, const Comparison *comparison);
/* R7 and what it rests on. Release with free(). */
char *see_text(const SeeSomeone *see);
char *see_basis(const SeeSomeone *see);
/* R8. Release with free(). */
char *zero_text(const ZeroRun *run);

#endif
