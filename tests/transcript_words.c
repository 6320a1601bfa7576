/* What effects look like in a transcript, and what a session answers to its questions. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/format.h"
#include "nightcalf/mem.h"
#include "transcript.h"

static const char *const pause_names[] = {
    [PAUSE_USER] = "user",
    [PAUSE_GAP] = "gap",
    [PAUSE_LEAVING] = "leaving",
    [PAUSE_CHOICE] = "choice",
};

static const char *const state_names[] = {
    [SESSION_NEW] = "new",       [SESSION_RUNNING] = "running", [SESSION_WAITING] = "waiting",
    [SESSION_PAUSED] = "paused", [SESSION_LEAD_IN] = "lead-in", [SESSION_HURT] = "hurt",
    [SESSION_ENDED] = "ended",
};

/* "left hold 1/3 30s" of a beat; a length of 0 is left out. */
static char *beat_words(const Beat *beat, Millis length) {
  char number[32] = "";
  if (beat->rep > 0) {
    snprintf(number, sizeof number, " %d/%d", beat->rep, beat->reps);
  } else if (beat->cycle > 0) {
    snprintf(number, sizeof number, " %d/%d", beat->cycle, beat->cycles);
  }
  char text[FORMAT_SIZE] = "";
  if (length > 0) {
    format_setting(length, text);
  }
  const char *side = side_name(beat->side);
  return mem_format("%s%s%s%s%s%s", side, *side == '\0' ? "" : " ", phase_name(beat->phase), number,
                    *text == '\0' ? "" : " ", text);
}

static const char *title_of(const Session *session, int step) {
  return session_routine(session)->steps[step].title;
}

/* The line of an effect without its cue. */
char *transcript_effect(const Session *session, Moment now, const Effect *effect) {
  char length[FORMAT_SIZE];
  switch (effect->kind) {
  case EFFECT_BEAT: {
    const Beat *beat = &session_timeline(session)->beats[effect->beat];
    char *words = beat_words(beat, effect->length);
    char *text = mem_format("beat \"%s\" %s", title_of(session, beat->step), words);
    free(words);
    return text;
  }
  case EFFECT_LEAD_IN:
    format_setting(effect->length, length);
    return mem_format("lead-in %s", length);
  case EFFECT_CUE:
    return mem_copy("cue");
  case EFFECT_SAVE:
    return mem_copy("save");
  case EFFECT_STEP: {
    StepRecord record = session_record(session, effect->step, now);
    return mem_format("step \"%s\" %s", title_of(session, effect->step),
                      step_outcome_name(step_record_outcome(&record)));
  }
  case EFFECT_PAUSED:
    return mem_format("paused %s", pause_names[effect->pause]);
  case EFFECT_HURT:
    return mem_copy("hurt");
  case EFFECT_CARD:
    return mem_format("card %s", effect->text);
  case EFFECT_ROUTINE:
    return mem_format("routine %s", effect->text);
  case EFFECT_ENDED:
    break;
  }
  return mem_format("ended %s %s", ended_by_name(session_ended_by(session)),
                    outcome_name(session_outcome(session, now)));
}

/* The answers so far, or "none". */
static char *answers_words(const Session *session) {
  size_t count = 0;
  const Answer *answers = session_answers(session, &count);
  char *text = mem_copy(count == 0 ? "answers none" : "answers");
  for (size_t i = 0; i < count; i++) {
    char *more = mem_format("%s %d \"%s\"=\"%s\"", text, answers[i].step + 1, answers[i].question,
                            answers[i].answer);
    free(text);
    text = more;
  }
  return text;
}

static char *fields_words(const Session *session) {
  char *text = mem_copy("fields");
  for (const char *const *field = session_journal_fields(session); *field != NULL; field++) {
    char *more = mem_format("%s \"%s\"", text, *field);
    free(text);
    text = more;
  }
  return text;
}

/* "next "Title" left hold 1/3 30s". */
static char *next_words(const Session *session) {
  const Beat *beat = session_next_beat(session);
  if (beat == NULL) {
    return mem_copy("next nothing");
  }
  char *words = beat_words(beat, beat->length);
  char *text = mem_format("next \"%s\" %s", title_of(session, beat->step), words);
  free(words);
  return text;
}

/* "step 2 partial planned 1m done 10s left 10s right 0s unfinished hurt". */
static char *step_words(const Session *session, Moment now, int number) {
  StepRecord record = session_record(session, number - 1, now);
  char planned[FORMAT_SIZE];
  char done[FORMAT_SIZE];
  char left[FORMAT_SIZE];
  char right[FORMAT_SIZE];
  format_setting(record.planned, planned);
  format_setting(record.done, done);
  format_setting(record.left, left);
  format_setting(record.right, right);
  return mem_format("step %d %s planned %s done %s left %s right %s %s%s", number,
                    step_outcome_name(step_record_outcome(&record)), planned, done, left, right,
                    record.finished ? "finished" : "unfinished", record.hurt ? " hurt" : "");
}

/* The question mark's length questions, one row each. */
static Millis remaining(const Session *session, Moment now) {
  return session_remaining(session, now);
}
static Millis beat_length(const Session *session, Moment now) {
  (void)now;
  return session_beat_length(session);
}
static Millis routine_left(const Session *session, Moment now) {
  return session_left(session, now);
}
static Millis done(const Session *session, Moment now) {
  return session_done(session, now);
}
static Millis planned(const Session *session, Moment now) {
  (void)now;
  return session_planned(session);
}
static Millis paused(const Session *session, Moment now) {
  return session_paused(session, now);
}
static const struct {
  const char *name;
  Millis (*get)(const Session *session, Moment now);
} lengths[] = {
    {"remaining", remaining}, {"length", beat_length}, {"left", routine_left},
    {"done", done},           {"planned", planned},    {"paused", paused},
};

/* What the session answers to a question: the question's first words with the true values. */
char *transcript_answer(const Session *session, Moment now, const char *const *words,
                        size_t count) {
  const char *about = words[0];
  char text[FORMAT_SIZE];
  for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
    if (strcmp(lengths[i].name, about) == 0) {
      format_setting(lengths[i].get(session, now), text);
      return mem_format("%s %s", about, text);
    }
  }
  if (strcmp(about, "state") == 0) {
    return mem_format("state %s", state_names[session_state(session)]);
  }
  if (strcmp(about, "pause") == 0) {
    return mem_format("pause %s", pause_names[session_pause_reason(session)]);
  }
  if (strcmp(about, "at") == 0) {
    return mem_format("at step %d beat %d", session_step(session) + 1,
                      session_beat_index(session) + 1);
  }
  if (strcmp(about, "outcome") == 0) {
    return mem_format("outcome %s by %s", outcome_name(session_outcome(session, now)),
                      ended_by_name(session_ended_by(session)));
  }
  if (strcmp(about, "step") == 0 && count > 1) {
    return step_words(session, now, (int)strtol(words[1], NULL, 10));
  }
  if (strcmp(about, "next") == 0) {
    return next_words(session);
  }
  if (strcmp(about, "answers") == 0) {
    return answers_words(session);
  }
  if (strcmp(about, "fields") == 0) {
    return fields_words(session);
  }
  Moment deadline;
  if (strcmp(about, "deadline") == 0 && session_deadline(session, &deadline)) {
    format_setting(moment_since(deadline, now), text);
    return mem_format("deadline %s", text);
  }
  return mem_copy(strcmp(about, "deadline") == 0 ? "deadline never" : "no such question");
}
