/* Phrases that lines for people share, each in one place. */
#include "phrase.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"

enum { MINUTE_MS = 60 * 1000 };

static const char *const phases[PHASE_COUNT] = {
    [PHASE_SETUP] = N_("Get ready"),  [PHASE_HOLD] = N_("Hold"),      [PHASE_REST] = N_("Rest"),
    [PHASE_SWITCH] = N_("Other leg"), [PHASE_SWAP] = N_("Other leg"), [PHASE_WORK] = N_("Begin"),
    [PHASE_INHALE] = N_("In"),        [PHASE_HOLD_IN] = N_("Hold"),   [PHASE_EXHALE] = N_("Out"),
    [PHASE_HOLD_OUT] = N_("Hold"),    [PHASE_WAIT] = N_("Your turn"),
};

const char *phrase_phase(Phase phase) {
  return _(phases[phase]);
}

const char *phrase_outcome(Outcome outcome) {
  return outcome == OUTCOME_COMPLETED ? _("completed") : _("partial");
}

const char *phrase_leg(Side side) {
  switch (side) {
  case SIDE_LEFT:
    return _("left");
  case SIDE_RIGHT:
    return _("right");
  default:
    return "";
  }
}

const char *phrase_side(const Step *step, Side side) {
  if (side == SIDE_BOTH) {
    return step->sides.count > 0 ? _("both legs") : "";
  }
  return phrase_leg(side);
}

/* Adds "5 minutes" to text, with a blank between two parts, and frees the part. */
static void add_part(char text[PHRASE_SIZE], char *part) {
  size_t used = strlen(text);
  (void)snprintf(text + used, PHRASE_SIZE - used, "%s%s", used == 0 ? "" : " ", part);
  free(part);
}

void phrase_length(Millis length, char text[PHRASE_SIZE]) {
  text[0] = '\0';
  if (length < MINUTE_MS && length % 1000 != 0) {
    double seconds = (double)length / 1000.0;
    (void)snprintf(text, PHRASE_SIZE, _("%.4g seconds"), seconds);
    return;
  }
  unsigned long all = length < 0 ? 0 : (unsigned long)((length + 999) / 1000);
  unsigned long hours = all / 3600;
  unsigned long minutes = all / 60 % 60;
  unsigned long seconds = all % 60;
  if (hours > 0) {
    add_part(text, mem_format(language_plural("%lu hour", "%lu hours", hours), hours));
  }
  if (minutes > 0) {
    add_part(text, mem_format(language_plural("%lu minute", "%lu minutes", minutes), minutes));
  }
  if (seconds > 0 || all == 0) {
    add_part(text, mem_format(language_plural("%lu second", "%lu seconds", seconds), seconds));
  }
}

char *phrase_steps(size_t count) {
  return mem_format(language_plural("%zu step", "%zu steps", count), count);
}

char *phrase_times(size_t count) {
  return mem_format(language_plural("%zu time", "%zu times", count), count);
}

int phrase_gap(const char *text, int columns) {
  int gap = columns - text_width(text);
  return gap > 0 ? gap : 0;
}

int phrase_wider(int columns, const char *text) {
  int other = text == NULL ? 0 : text_width(text);
  return other > columns ? other : columns;
}
