/* A late evening: whether a routine would run past bedtime, and a shorter one would help. */
#ifndef NIGHTCALF_LATE_H
#define NIGHTCALF_LATE_H

#include <stdbool.h>

#include "nightcalf/moment.h"

/* Whether to offer the essential steps alone: begun now, the whole routine would end after
 * tonight's bedtime, and there are fewer minutes of it that matter. now, bedtime: minutes after
 * midnight, 0 to 1439; TIME_NOT_SAID (field.h) as bedtime is never late. It is late only from 2 h
 * before bedtime until 6 h after it, across midnight too. essential_total: 0 when no step would be
 * left. Own rule, no published finding. */
bool late_fit(int now, int bedtime, Millis total, Millis essential_total);

#endif
