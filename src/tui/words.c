/* Sentences about a session. */
#include "words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/format.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"

enum { MS_PER_S = 1000, S_PER_MIN = 60 };

static const char *const phases[PHASE_COUNT] = {
    [PHASE_SETUP] = N_("Get ready"),
    [PHASE_HOLD] = N_("Hold"),
    [PHASE_REST] = N_("Rest"),
    [PHASE_SWITCH] = N_("Other leg next"),
    [PHASE_SWAP] = N_("Swap legs"),
    [PHASE_WORK] = N_("Keep going"),
    [PHASE_INHALE] = N_("Breathe in"),
    [PHASE_HOLD_IN] = N_("Stay full"),
    [PHASE_EXHALE] = N_("Breathe out"),
    [PHASE_HOLD_OUT] = N_("Stay empty"),
    [PHASE_WAIT] = N_("When you are ready"),
};

char *words_sentence(const char *text) {
  size_t length = strlen(text);
  bool ended = length > 0 && strchr(".?!", text[length - 1]) != NULL;
  return ended ? mem_copy(text) : mem_format("%s.", text);
}

const char *words_phase(Phase phase) {
  return _(phases[phase]);
}

void words_beat(const Beat *beat, char text[WORDS_SIZE]) {
  int at = beat->cycle > 0 ? beat->cycle : beat->rep;
  int of = beat->cycle > 0 ? beat->cycles : beat->reps;
  if (at > 0 && of > 1) {
    snprintf(text, WORDS_SIZE, _("%s, %d of %d"), words_phase(beat->phase), at, of);
  } else {
    snprintf(text, WORDS_SIZE, "%s", words_phase(beat->phase));
  }
}

const char *words_leg(Side side) {
  static const char *const legs[] = {
      [SIDE_NONE] = "",
      [SIDE_LEFT] = N_("left leg"),
      [SIDE_RIGHT] = N_("right leg"),
      [SIDE_BOTH] = N_("both legs"),
  };
  return _(legs[side]);
}

const char *words_side(Side side) {
  static const char *const sides[] = {
      [SIDE_NONE] = "",
      [SIDE_LEFT] = N_("left"),
      [SIDE_RIGHT] = N_("right"),
      [SIDE_BOTH] = N_("both"),
  };
  return _(sides[side]);
}

void words_add(char **list, const char *more) {
  char *longer = (*list)[0] != '\0' ? mem_format("%s, %s", *list, more) : mem_copy(more);
  free(*list);
  *list = longer;
}

/* "rest 10 s", "hold 15 s", "change legs", "breathe out". */
static void beat_in_brief(const Beat *beat, char text[WORDS_SIZE]) {
  char length[FORMAT_SIZE];
  format_length(beat->length, length);
  switch (beat->phase) {
  case PHASE_SETUP:
    snprintf(text, WORDS_SIZE, "%s", _("get ready"));
    break;
  case PHASE_HOLD:
    snprintf(text, WORDS_SIZE, _("hold %s"), length);
    break;
  case PHASE_REST:
    snprintf(text, WORDS_SIZE, _("rest %s"), length);
    break;
  case PHASE_SWITCH:
  case PHASE_SWAP:
    snprintf(text, WORDS_SIZE, "%s", _("change legs"));
    break;
  case PHASE_WORK:
    snprintf(text, WORDS_SIZE, _("keep going %s"), length);
    break;
  case PHASE_INHALE:
    snprintf(text, WORDS_SIZE, "%s", _("breathe in"));
    break;
  case PHASE_EXHALE:
    snprintf(text, WORDS_SIZE, "%s", _("breathe out"));
    break;
  default:
    snprintf(text, WORDS_SIZE, "%s", _("a pause in the breath"));
    break;
  }
}

/* The first beat from `from` on, in the same step, in which something is done. */
static const Beat *work_after(const Session *session, const Beat *from) {
  const Timeline *timeline = session_timeline(session);
  const Beat *end = timeline->beats + timeline->count;
  for (const Beat *beat = from; beat < end && beat->step == from->step; beat++) {
    if (phase_counts(beat->phase)) {
      return beat;
    }
  }
  return NULL;
}

char *words_next(const Session *session) {
  const Beat *now = session_beat(session);
  const Beat *next = session_next_beat(session);
  if (now == NULL || next == NULL) {
    return mem_copy(_("Next: the end"));
  }
  if (next->step != now->step) {
    return mem_format(_("Next: %s"), session_routine(session)->steps[next->step].title);
  }
  char brief[WORDS_SIZE];
  beat_in_brief(next, brief);
  const Beat *work = work_after(session, next);
  bool changes = next->phase == PHASE_SWITCH || next->phase == PHASE_SWAP;
  bool new_leg = work != NULL && (changes || work->side != now->side);
  if (!new_leg || work->side == SIDE_NONE) {
    return mem_format(_("Next: %s"), brief);
  }
  const char *leg = words_leg(work->side);
  return work == next ? mem_format(_("Next: %s, %s"), brief, leg)
                      : mem_format(_("Next: %s, then %s"), brief, leg);
}

/* To the nearest minute. */
static int whole_minutes(Millis length) {
  return (int)((length / MS_PER_S + S_PER_MIN / 2) / S_PER_MIN);
}

void words_about(Millis length, char text[WORDS_SIZE]) {
  int minutes = whole_minutes(length);
  int hours = minutes / S_PER_MIN;
  if (minutes < 1) {
    snprintf(text, WORDS_SIZE, "%s", _("less than a minute"));
  } else if (hours < 1) {
    snprintf(text, WORDS_SIZE, _("about %d min"), minutes);
  } else if (minutes % S_PER_MIN == 0) {
    snprintf(text, WORDS_SIZE, _("about %d h"), hours);
  } else {
    snprintf(text, WORDS_SIZE, _("about %d h %d min"), hours, minutes % S_PER_MIN);
  }
}

void words_left(Millis length, bool brief, char text[WORDS_SIZE]) {
  int minutes = whole_minutes(length);
  int hours = minutes / S_PER_MIN;
  if (minutes < 1) {
    snprintf(text, WORDS_SIZE, "%s", _("less than a minute left"));
  } else if (hours < 1) {
    snprintf(text, WORDS_SIZE, brief ? _("%d min left") : _("about %d min left"), minutes);
  } else if (minutes % S_PER_MIN == 0) {
    snprintf(text, WORDS_SIZE, brief ? _("%d h left") : _("about %d h left"), hours);
  } else {
    snprintf(text, WORDS_SIZE, brief ? _("%d h %d min left") : _("about %d h %d min left"), hours,
             minutes % S_PER_MIN);
  }
}

void words_total(const Timeline *timeline, char text[WORDS_SIZE]) {
  if (timeline->waits > 0) {
    words_about(timeline->total, text);
    return;
  }
  char length[FORMAT_SIZE];
  format_length(timeline->total, length);
  snprintf(text, WORDS_SIZE, "%s", length);
}

Millis words_whole_seconds(Millis length) {
  return (length + MS_PER_S / 2) / MS_PER_S * MS_PER_S;
}

char *words_done(const StepRecord *record, StepOutcome outcome) {
  if (record->planned > 0 && outcome != STEP_SKIPPED) {
    char done[FORMAT_SIZE];
    char planned[FORMAT_SIZE];
    format_clock(words_whole_seconds(record->done), done);
    format_clock(record->planned, planned);
    return mem_format(_("%s of %s"), done, planned);
  }
  bool left_out = outcome == STEP_SKIPPED || outcome == STEP_HIDDEN;
  return mem_copy(left_out ? _("left out") : language_in("step", "done"));
}

void words_end(WallTime from, Millis length, char text[WORDS_SIZE]) {
  char time[FORMAT_SIZE];
  from.utc_ms += length;
  format_time_of_day(from, time);
  snprintf(text, WORDS_SIZE, "%s", time);
}

char *words_evidence(const Routine *routine) {
  if (routine->evidence == 0) {
    return mem_copy("");
  }
  const char *shown = _(evidence_shown[routine->evidence]);
  bool note = routine->evidence_note != NULL && routine->evidence_note[0] != '\0';
  return note ? mem_format("%s: %s", shown, routine->evidence_note) : mem_copy(shown);
}
