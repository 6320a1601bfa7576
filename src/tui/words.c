/* Sentences about a session. */
#include "words.h"

#include <stdio.h>
#include <string.h>

#include "nightcalf/format.h"
#include "nightcalf/mem.h"

enum { MS_PER_S = 1000, S_PER_MIN = 60 };

static const char *const phases[PHASE_COUNT] = {
    [PHASE_SETUP] = "Get ready",
    [PHASE_HOLD] = "Hold",
    [PHASE_REST] = "Rest",
    [PHASE_SWITCH] = "Other leg next",
    [PHASE_SWAP] = "Swap legs",
    [PHASE_WORK] = "Keep going",
    [PHASE_INHALE] = "Breathe in",
    [PHASE_HOLD_IN] = "Stay full",
    [PHASE_EXHALE] = "Breathe out",
    [PHASE_HOLD_OUT] = "Stay empty",
    [PHASE_WAIT] = "When you are ready",
};

char *words_sentence(const char *text) {
  size_t length = strlen(text);
  bool ended = length > 0 && strchr(".?!", text[length - 1]) != NULL;
  return mem_format("%s%s", text, ended ? "" : ".");
}

const char *words_phase(Phase phase) {
  return phases[phase];
}

void words_beat(const Beat *beat, char text[WORDS_SIZE]) {
  int at = beat->cycle > 0 ? beat->cycle : beat->rep;
  int of = beat->cycle > 0 ? beat->cycles : beat->reps;
  if (at > 0 && of > 1) {
    snprintf(text, WORDS_SIZE, "%s, %d of %d", phases[beat->phase], at, of);
  } else {
    snprintf(text, WORDS_SIZE, "%s", phases[beat->phase]);
  }
}

const char *words_leg(Side side) {
  static const char *const legs[] = {
      [SIDE_NONE] = "",
      [SIDE_LEFT] = "left leg",
      [SIDE_RIGHT] = "right leg",
      [SIDE_BOTH] = "both legs",
  };
  return legs[side];
}

/* "rest 10 s", "hold 15 s", "change legs", "breathe out". */
static void beat_in_brief(const Beat *beat, char text[WORDS_SIZE]) {
  char length[FORMAT_SIZE];
  format_length(beat->length, length);
  switch (beat->phase) {
  case PHASE_SETUP:
    snprintf(text, WORDS_SIZE, "get ready");
    break;
  case PHASE_HOLD:
    snprintf(text, WORDS_SIZE, "hold %s", length);
    break;
  case PHASE_REST:
    snprintf(text, WORDS_SIZE, "rest %s", length);
    break;
  case PHASE_SWITCH:
  case PHASE_SWAP:
    snprintf(text, WORDS_SIZE, "change legs");
    break;
  case PHASE_WORK:
    snprintf(text, WORDS_SIZE, "keep going %s", length);
    break;
  case PHASE_INHALE:
    snprintf(text, WORDS_SIZE, "breathe in");
    break;
  case PHASE_EXHALE:
    snprintf(text, WORDS_SIZE, "breathe out");
    break;
  default:
    snprintf(text, WORDS_SIZE, "a pause in the breath");
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
    return mem_copy("Next: the end");
  }
  if (next->step != now->step) {
    return mem_format("Next: %s", session_routine(session)->steps[next->step].title);
  }
  char brief[WORDS_SIZE];
  beat_in_brief(next, brief);
  const Beat *work = work_after(session, next);
  bool changes = next->phase == PHASE_SWITCH || next->phase == PHASE_SWAP;
  bool new_leg = work != NULL && (changes || work->side != now->side);
  if (!new_leg || work->side == SIDE_NONE) {
    return mem_format("Next: %s", brief);
  }
  return mem_format("Next: %s, %s%s", brief, work == next ? "" : "then ", words_leg(work->side));
}

void words_about(Millis length, char text[WORDS_SIZE]) {
  int minutes = (int)((length / MS_PER_S + S_PER_MIN / 2) / S_PER_MIN);
  if (minutes < 1) {
    snprintf(text, WORDS_SIZE, "less than a minute");
  } else if (minutes < S_PER_MIN) {
    snprintf(text, WORDS_SIZE, "about %d min", minutes);
  } else if (minutes % S_PER_MIN == 0) {
    snprintf(text, WORDS_SIZE, "about %d h", minutes / S_PER_MIN);
  } else {
    snprintf(text, WORDS_SIZE, "about %d h %d min", minutes / S_PER_MIN, minutes % S_PER_MIN);
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
    return mem_format("%s of %s", done, planned);
  }
  bool left_out = outcome == STEP_SKIPPED || outcome == STEP_HIDDEN;
  return mem_copy(left_out ? "left out" : "done");
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
  const char *shown = evidence_shown[routine->evidence];
  bool note = routine->evidence_note != NULL && routine->evidence_note[0] != '\0';
  return note ? mem_format("%s: %s", shown, routine->evidence_note) : mem_copy(shown);
}
