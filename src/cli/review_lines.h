/* The review's other views in lines: each night, each week, and its plans. */
#ifndef NIGHTCALF_CLI_REVIEW_LINES_H
#define NIGHTCALF_CLI_REVIEW_LINES_H

#include "nightcalf/app_review.h"

/* One line a night of the period, newest first: the routine, the cramps, whether something is
 * written. */
void review_print_nights(const AppReview *review, Period period);
/* One line a week of the period, oldest first, with the nights that each figure rests on. */
void review_print_weeks(const AppReview *review, Period period);
/* The weeks of a fair test with their dates, and what it asks of tonight; nothing without one. */
void review_print_fair(const App *app, const AppReview *review);

/* Begins the six weeks with the coming night ("begin") or forgets their start ("forget"); draws a
 * fair test of "6" or "8" weeks, or forgets it. Says what was done. Returns the exit status;
 * CLI_USAGE for another word. routine: an id, NULL: tonight's. */
int review_trial(App *app, const char *word, const char *routine);
int review_fair(App *app, const char *word);

#endif
