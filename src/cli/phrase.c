/* Phrases that lines for people share, each in one place. */
#include "phrase.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "nightcalf/mem.h"

enum { MINUTE_MS = 60 * 1000 };

static const char *const phases[PHASE_COUNT] = {
    [PHASE_SETUP] = "Get ready",  [PHASE_HOLD] = "Hold",      [PHASE_REST] = "Rest",
    [PHASE_SWITCH] = "Other leg", [PHASE_SWAP] = "Other leg", [PHASE_WORK] = "Begin",
    [PHASE_INHALE] = "In",        [PHASE_HOLD_IN] = "Hold",   [PHASE_EXHALE] = "Out",
    [PHASE_HOLD_OUT] = "Hold",    [PHASE_WAIT] = "Your turn",
};

const char *phrase_phase(Phase phase) {
  return phases[phase];
}

const char *phrase_outcome(Outcome outcome) {
  return outcome == OUTCOME_COMPLETED ? "completed" : "partial";
}

const char *phrase_side(const Step *step, Side side) {
  if (side == SIDE_BOTH) {
    return step->sides.count > 0 ? "both legs" : "";
  }
  return side_name(side);
}

/* Adds "5 minutes" to text, with a blank between two parts. Nothing for 0. */
static void add_part(char text[PHRASE_SIZE], long long number, const char *noun) {
  if (number == 0) {
    return;
  }
  size_t used = 0;
  while (text[used] != '\0') {
    used++;
  }
  snprintf(text + used, PHRASE_SIZE - used, "%s%lld %s%s", used == 0 ? "" : " ", number, noun,
           number == 1 ? "" : "s");
}

void phrase_length(Millis length, char text[PHRASE_SIZE]) {
  text[0] = '\0';
  if (length < MINUTE_MS && length % 1000 != 0) {
    double seconds = (double)length / 1000.0;
    snprintf(text, PHRASE_SIZE, "%.4g seconds", seconds);
    return;
  }
  long long seconds = (length + 999) / 1000;
  add_part(text, seconds / 3600, "hour");
  add_part(text, seconds / 60 % 60, "minute");
  add_part(text, seconds % 60, "second");
  if (text[0] == '\0') {
    snprintf(text, PHRASE_SIZE, "0 seconds");
  }
}

char *phrase_count(size_t count, const char *noun) {
  return mem_format("%zu %s%s", count, noun, count == 1 ? "" : "s");
}
