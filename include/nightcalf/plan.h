/* What the settings remember for the review: a start date, the habits picked in advance, a fair
 * test. Texts that people write, and their checks. */
#ifndef NIGHTCALF_PLAN_H
#define NIGHTCALF_PLAN_H

#include <stdbool.h>
#include <stddef.h>

#include "nightcalf/error.h"
#include "nightcalf/field.h"
#include "nightcalf/night.h"

enum {
  PLAN_HABITS_MAX = 3, /* compared at most: CONTENT.md 5.5 R6 */
  PLAN_BLOCKS_MAX = 8,
  PLAN_BLOCKS_MIN = 6,
  PLAN_TEXT_SIZE = 64
};

/* A fair test as it is kept: "2026-11-23: on off off on on off", one word a block of 7 nights. */
typedef struct FairText {
  Night start;
  int blocks; /* 6 or 8 */
  bool on[PLAN_BLOCKS_MAX];
} FairText;
/* False when it is none: another number of blocks, or a pair that is not one of each. */
bool fair_text_parse(const char *text, FairText *fair);
void fair_text_format(const FairText *fair, char text[PLAN_TEXT_SIZE]);

/* Checks of settings (field.h); a text of "" is "not set". */
bool plan_check_date(const TextList *texts, size_t *at, Error *err);
bool plan_check_fair(const TextList *texts, size_t *at, Error *err);
/* Names of diary_habit_fields, each once, at most PLAN_HABITS_MAX. */
bool plan_check_habits(const TextList *texts, size_t *at, Error *err);

#endif
