/* What `review` and `report` have in common: which routine, which nights, and the review of them.
 */
#ifndef NIGHTCALF_CLI_REVIEW_CHOICE_H
#define NIGHTCALF_CLI_REVIEW_CHOICE_H

#include <stdbool.h>

#include "cli.h"
#include "nightcalf/app_review.h"

/* What the command line asks for. */
typedef struct ReviewChoice {
  const char *from;    /* NULL: so many nights up to the last one that is over */
  const char *to;      /* NULL: that one */
  const char *routine; /* NULL: that of the settings */
  bool without_late;
  int nights; /* used without `from` */
  bool rows;  /* the nights alone are shown: nothing before them is compared with them */
} ReviewChoice;

/* Opens the review. CLI_DONE, or another status, which has been complained about: then there is
 * nothing to close. *period may be of no nights. */
int review_choose(App *app, const Command *command, const ReviewChoice *ask, AppReview *review,
                  Period *period);

/* The review as one JSON object: the notes of command_review describe it. */
void review_print_json(const App *app, const AppReview *review, Period period);

#endif
