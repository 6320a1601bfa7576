/* Whether it is late for a routine: arithmetic on a clock face, so that midnight is no edge.
 * Contract: nightcalf/late.h. */
#include "nightcalf/late.h"

enum {
  MINUTE_MS = 60 * 1000,
  DAY_MINUTES = 24 * 60,
  EARLY_MINUTES = 2 * 60, /* before bedtime */
  LATE_MINUTES = 6 * 60   /* after it: then it is morning */
};

bool late_fit(int now, int bedtime, Millis total, Millis essential_total) {
  if (bedtime < 0 || essential_total <= 0 || essential_total >= total) {
    return false;
  }
  int past = (now - bedtime + DAY_MINUTES) % DAY_MINUTES;
  if (past >= DAY_MINUTES - EARLY_MINUTES) {
    past -= DAY_MINUTES; /* tonight's bedtime is still to come */
  }
  return past <= LATE_MINUTES && past * (Millis)MINUTE_MS + total > 0;
}
