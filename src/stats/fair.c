/* The fair test: a drawn plan of weeks with and without the routine, and their comparison in pairs.
 * Contract: nightcalf/trial.h. */
#include <stdlib.h>

#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/trial.h"
#include "review_private.h"

enum { PAIR = 2 };

bool fair_plan(Night start, int blocks, unsigned bits, FairPlan *plan, Error *err) {
  if (blocks != FAIR_BLOCKS_MIN && blocks != FAIR_BLOCKS_MAX) {
    return fail(err, "a fair test has %d or %d weeks; got %d", FAIR_BLOCKS_MIN, FAIR_BLOCKS_MAX,
                blocks);
  }
  *plan = (FairPlan){.start = start, .blocks = blocks};
  for (int pair = 0; pair < blocks / PAIR; pair++) {
    bool on_first = (bits >> pair & 1U) != 0;
    int first = pair * PAIR;
    plan->on[first] = on_first;
    plan->on[first + 1] = !on_first;
  }
  return true;
}

FairNight fair_night(const FairPlan *plan, Night night) {
  int since = night.day - plan->start.day;
  if (night.day < plan->start.day || since >= plan->blocks * FAIR_BLOCK) {
    return (FairNight){0};
  }
  int block = since / FAIR_BLOCK;
  int number = since % FAIR_BLOCK;
  return (FairNight){true, block, number, plan->on[block], number < FAIR_DROPPED};
}

/* The last night of a block. */
static Night block_end(const FairPlan *plan, int block) {
  return (Night){plan->start.day + (block + 1) * FAIR_BLOCK - 1};
}

Night fair_last_night(const FairPlan *plan) {
  return block_end(plan, plan->blocks - 1);
}

/* Mean cramps of a block's nights that count; false when too few are recorded. */
static bool block_mean(const Review *review, const FairPlan *plan, int block, double *mean) {
  NightSlice nights =
      review_nights(review, period_up_to(block_end(plan, block), FAIR_BLOCK - FAIR_DROPPED));
  int recorded = 0;
  int cramps = 0;
  for (size_t i = 0; i < nights.count; i++) {
    if (nights.at[i].recorded) {
      recorded++;
      cramps += nights.at[i].cramps;
    }
  }
  *mean = recorded == 0 ? 0 : (double)cramps / recorded;
  return recorded >= FAIR_RECORDED_MIN;
}

/* Nights until there can be 3 complete pairs; 0: never. */
static int fair_come_back(const FairPlan *plan, const FairResult *result, Night last) {
  int missing = FAIR_PAIRS_MIN - result->pairs;
  int pair = result->pairs_over + missing - 1;
  if (missing <= 0 || pair >= result->pairs_planned) {
    return 0;
  }
  return block_end(plan, pair * PAIR + 1).day - last.day;
}

FairResult fair_result(const Review *review, const FairPlan *plan, Night last) {
  FairResult result = {.pairs_planned = plan->blocks / PAIR};
  for (int pair = 0; pair < result.pairs_planned; pair++) {
    int first = pair * PAIR;
    if (block_end(plan, first + 1).day > last.day) {
      break;
    }
    result.pairs_over++;
    double one = 0;
    double other = 0;
    bool whole = block_mean(review, plan, first, &one);
    whole = block_mean(review, plan, first + 1, &other) && whole;
    if (whole) {
      result.differences[result.pairs] = plan->on[first] ? one - other : other - one;
      result.pairs++;
    }
  }
  result.enough = result.pairs >= FAIR_PAIRS_MIN;
  /* Without enough pairs there is no figure that could be shown. */
  size_t shown = result.enough ? (size_t)result.pairs : 0;
  result.per_night = stats_mean(stats_spread(result.differences, shown));
  result.change = interval_times(result.per_night, REVIEW_WEEK);
  result.verdict = verdict_of(result.change);
  result.come_back = fair_come_back(plan, &result, last);
  return result;
}

char *fair_text(const FairResult *result) {
  if (!result->enough) {
    return result->come_back > 0
               ? mem_format(_("%d of %d pairs of weeks complete. Come back in %d."), result->pairs,
                            FAIR_PAIRS_MIN, result->come_back)
               : mem_format(_("%d of %d pairs of weeks complete, too few to compare."),
                            result->pairs, FAIR_PAIRS_MIN);
  }
  char *change = interval_text(result->change, 1, true);
  const char *verdict = verdict_words(result->verdict);
  char *text =
      verdict[0] == '\0'
          ? mem_format(_("Weeks with the routine against weeks without: %s cramps a week, %d "
                         "pairs."),
                       change, result->pairs)
          : mem_format(_("Weeks with the routine against weeks without: %s cramps a week, %d "
                         "pairs: %s."),
                       change, result->pairs, verdict);
  free(change);
  return text;
}
