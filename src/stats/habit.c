/* The habits that nights can be told apart by, and where the line between two kinds of nights is
 * drawn. Contract: nightcalf/review.h. */
#include <string.h>

#include "nightcalf/language.h"
#include "nightcalf/review.h"

enum {
  FEW_GLASSES = 6, /* of 250 ml: 1.5 l */
  ACTIVE_MINUTES = 30,
  HIGH_STRESS = 6 /* NRS */
};

static YesNo yes_if(bool said, bool so) {
  if (!said) {
    return YESNO_NOT_SAID;
  }
  return so ? YESNO_YES : YESNO_NO;
}

static YesNo drank_little(const Habits *habits) {
  return yes_if(habits->fluid >= 0, habits->fluid < FEW_GLASSES);
}

static YesNo drank_alcohol(const Habits *habits) {
  return yes_if(habits->alcohol >= 0, habits->alcohol > 0);
}

static YesNo drank_coffee_late(const Habits *habits) {
  return (YesNo)habits->caffeine_late;
}

static YesNo was_active(const Habits *habits) {
  return yes_if(habits->activity >= 0, habits->activity >= ACTIVE_MINUTES);
}

static YesNo was_more_active(const Habits *habits) {
  return (YesNo)habits->activity_unusual;
}

static YesNo stood_long(const Habits *habits) {
  return yes_if(habits->standing_hours != STANDING_NOT_SAID,
                habits->standing_hours == STANDING_OVER_6);
}

static YesNo sat_long(const Habits *habits) {
  return yes_if(habits->sitting_hours != SITTING_NOT_SAID, habits->sitting_hours == SITTING_OVER_8);
}

static YesNo wore_other_shoes(const Habits *habits) {
  return yes_if(habits->footwear != FOOTWEAR_NOT_SAID, habits->footwear != FOOTWEAR_SUPPORTIVE);
}

static YesNo sweated(const Habits *habits) {
  return (YesNo)habits->heavy_sweat;
}

static YesNo was_stressed(const Habits *habits) {
  return yes_if(habits->stress_nrs >= 0, habits->stress_nrs >= HIGH_STRESS);
}

static YesNo took_supplement(const Habits *habits) {
  return yes_if(habits->supplement != 0, habits->supplement != SUPPLEMENT_NONE);
}

static YesNo kept_feet_free(const Habits *habits) {
  return (YesNo)habits->feet_neutral;
}

static YesNo ate_magnesium(const Habits *habits) {
  return (YesNo)habits->magnesium_food;
}

static YesNo ate_salt_late(const Habits *habits) {
  return (YesNo)habits->late_salt;
}

static YesNo was_hot(const Habits *habits) {
  return (YesNo)habits->hot_night;
}

const HabitPattern habit_patterns[] = {
    {"fluid", N_("Nights after fewer than 6 glasses"), drank_little},
    {"alcohol", N_("Nights after alcohol"), drank_alcohol},
    {"caffeine_late", N_("Nights after late caffeine"), drank_coffee_late},
    {"activity", N_("Nights after 30 min or more of walking or exercise"), was_active},
    {"activity_unusual", N_("Nights after more exercise than usual"), was_more_active},
    {"standing_hours", N_("Nights after more than 6 h standing"), stood_long},
    {"sitting_hours", N_("Nights after more than 8 h sitting"), sat_long},
    {"footwear", N_("Nights after a day not in supportive shoes"), wore_other_shoes},
    {"heavy_sweat", N_("Nights after heavy sweating"), sweated},
    {"stress_nrs", N_("Nights after stress of 6 or more"), was_stressed},
    {"supplement", N_("Nights with a supplement"), took_supplement},
    {"feet_neutral", N_("Nights with loose covers and feet not pointed"), kept_feet_free},
    {"magnesium_food", N_("Nights after food rich in magnesium"), ate_magnesium},
    {"late_salt", N_("Nights after salt late in the day"), ate_salt_late},
    {"hot_night", N_("Hot nights"), was_hot},
    {NULL, NULL, NULL},
};

const HabitPattern *habit_pattern_find(const char *name) {
  for (const HabitPattern *row = habit_patterns; row->name != NULL; row++) {
    if (strcmp(row->name, name) == 0) {
      return row;
    }
  }
  return NULL;
}
