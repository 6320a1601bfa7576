/* A routine made to fit the person and the evening: steps that could harm are left out or replaced,
 * and on a late evening those that are not essential. */
#ifndef NIGHTCALF_ADAPT_H
#define NIGHTCALF_ADAPT_H

#include <stdbool.h>

#include "nightcalf/routine.h"

/* What was changed, by the titles of the steps. Free with adaptation_free(). */
typedef struct Adaptation {
  TextList left_out; /* hidden by the profile, with nothing in their place */
  TextList replaced; /* "Standing calf stretch: now Towel calf pull"; several with commas. Of a
                        question that has lost an answer: "Warmth or cold: without Cold" */
  TextList dropped;  /* not essential, dropped because it is late */
} Adaptation;

/* The profile with what follows from it: heart_failure brings fluid_limit. Source: CONTENT.md 3.2.
 */
unsigned profile_complete(unsigned flags);

/* A copy of the routine for these profile flags; with essentials_only without the steps that are
 * not essential. With FLAG_RECENT_SURGERY stretches are left out. `go` and `skip` lead to the same
 * steps as before, or where their step is left out to the next one that stays; a choice is gone
 * when a flag hides it, or when the step that it would leave out is gone and it is not the last
 * one. Each step has its final avoid_if and no `instead` any more. NULL when
 * no step is left: the routine is not for this person. what (may be NULL) is overwritten with
 * what was changed, in either case. */
Routine *routine_adapt(const Routine *routine, unsigned flags, bool essentials_only,
                       Adaptation *what);
/* Whether anything was changed. */
bool adaptation_any(const Adaptation *what);
void adaptation_free(Adaptation *what);

#endif
