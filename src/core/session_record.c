/* The account of a session: what was truly done, what was answered, and how it came out. */
#include <stdlib.h>
#include <string.h>

#include "nightcalf/episode.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "session_private.h"

enum {
  SHORTER_MIN = 1000,         /* no halving goes below 1 s */
  LEAD_IN_DEFAULT = 3 * 1000, /* SPEC.md section 5 */
  NUDGE_DEFAULT = 5 * 1000
};

static const char *const cue_names[CUE_COUNT] = {
    [CUE_NONE] = "none",     [CUE_READY] = "ready",         [CUE_HOLD] = "hold",
    [CUE_HALF] = "half",     [CUE_LAST] = "last",           [CUE_REST] = "rest",
    [CUE_SWITCH] = "switch", [CUE_STEP_DONE] = "step-done", [CUE_ALL_DONE] = "all-done",
};

static const struct {
  const char *moment;
  const char *chime;
} cue_words[CUE_COUNT] = {
    [CUE_READY] = {N_("Get ready"), N_("one low tone")},
    [CUE_HOLD] = {N_("Hold"), N_("one high tone, longer")},
    [CUE_HALF] = {N_("Half-way"), N_("two equal tones")},
    [CUE_LAST] = {N_("Last seconds"), N_("three short ticks")},
    [CUE_REST] = {N_("Rest"), N_("two tones, falling")},
    [CUE_SWITCH] = {N_("Other leg"), N_("two tones, rising")},
    [CUE_STEP_DONE] = {N_("Step done"), N_("three tones, rising")},
    [CUE_ALL_DONE] = {N_("All done"), N_("four tones, falling")},
};

static const char *const step_outcome_names[] = {
    [STEP_SKIPPED] = "skipped",
    [STEP_PARTIAL] = "partial",
    [STEP_DONE] = "done",
    [STEP_HIDDEN] = "hidden",
};

static const char *const outcome_names[] = {
    [OUTCOME_PARTIAL] = "partial",
    [OUTCOME_COMPLETED] = "completed",
};

enum { ENDED_BY_COUNT = ENDED_HANGUP + 1 };

static const char *const ended_by_names[ENDED_BY_COUNT] = {
    [ENDED_CRASH] = "crash",       [ENDED_END] = "end",   [ENDED_USER] = "user",
    [ENDED_RED_FLAG] = "red_flag", [ENDED_HURT] = "hurt", [ENDED_DRIFT] = "drift",
    [ENDED_HANGUP] = "hangup",
};

static const char *const ended_by_shown_words[ENDED_BY_COUNT] = {
    [ENDED_CRASH] = N_("broken off"),
    [ENDED_END] = N_("came to its end"),
    [ENDED_USER] = N_("left early"),
    [ENDED_RED_FLAG] = N_("stopped by a warning sign"),
    [ENDED_HURT] = N_("stopped because it hurt"),
    [ENDED_DRIFT] = N_("ended by itself, nobody there"),
    [ENDED_HANGUP] = N_("the terminal went away"),
};

const char *cue_name(Cue cue) {
  return cue_names[cue];
}

const char *cue_moment(Cue cue) {
  return cue_words[cue].moment;
}

const char *cue_chime(Cue cue) {
  return cue_words[cue].chime;
}

const char *step_outcome_name(StepOutcome outcome) {
  return step_outcome_names[outcome];
}

const char *outcome_name(Outcome outcome) {
  return outcome_names[outcome];
}

const char *ended_by_name(EndedBy ended_by) {
  return ended_by_names[ended_by];
}

const char *ended_by_shown(EndedBy ended_by) {
  return language_text(ended_by_shown_words[ended_by]);
}

bool ended_by_parse(const char *name, EndedBy *ended_by) {
  for (int i = 0; i < ENDED_BY_COUNT; i++) {
    if (strcmp(ended_by_names[i], name) == 0) {
      *ended_by = (EndedBy)i;
      return true;
    }
  }
  return false;
}

SessionOptions session_options_default(void) {
  return (SessionOptions){.lead_in = LEAD_IN_DEFAULT, .nudge = NUDGE_DEFAULT};
}

/* Whether at least 80 % of the planned time was done. */
static bool is_enough(Millis done, Millis planned) {
  return done * 5 >= planned * 4;
}

StepOutcome step_record_outcome(const StepRecord *record) {
  if (record->left_out) {
    return STEP_HIDDEN;
  }
  if (record->finished && is_enough(record->done, record->planned)) {
    return STEP_DONE;
  }
  return record->done == 0 && !record->finished ? STEP_SKIPPED : STEP_PARTIAL;
}

Millis session_length_of(const Session *session, size_t beat) {
  const Beat *planned = &session->timeline->beats[beat];
  Millis length = planned->length;
  if (!session_is_work(planned) || planned->step != session->step) {
    return length;
  }
  for (int i = 0; i < session->halvings && length > SHORTER_MIN; i++) {
    length = length / 2 > SHORTER_MIN ? length / 2 : SHORTER_MIN;
  }
  return length;
}

/* Counts time spent in a beat. */
static void record_add(StepRecord *record, const Beat *beat, Millis spent) {
  if (!phase_counts(beat->phase)) {
    return;
  }
  record->done += spent;
  if (beat->side == SIDE_LEFT || beat->side == SIDE_BOTH) {
    record->left += spent;
  }
  if (beat->side == SIDE_RIGHT || beat->side == SIDE_BOTH) {
    record->right += spent;
  }
}

/* Time since the last settling, no longer than what runs can last. */
static Millis unsettled(const Session *session, Moment now) {
  Millis spent = moment_since(now, session->since);
  Millis most = session->state == SESSION_RUNNING   ? session->left
                : session->state == SESSION_LEAD_IN ? session->lead_left
                                                    : spent;
  if (spent > most) {
    spent = most;
  }
  return spent > 0 ? spent : 0;
}

/* Whether time spent in this state is a pause. */
static bool is_pause(SessionState state) {
  return state == SESSION_PAUSED || state == SESSION_LEAD_IN || state == SESSION_HURT;
}

void session_settle(Session *session, Moment to) {
  Millis spent = unsettled(session, to);
  session->since = moment_after(session->since, spent);
  if (session->state == SESSION_RUNNING) {
    session->left -= spent;
    session->in_step += spent;
    record_add(&session->records[session->step], session_at_hand(session), spent);
  } else if (is_pause(session->state)) {
    session->paused += spent;
    session->lead_left -= session->state == SESSION_LEAD_IN ? spent : 0;
  }
}

void session_drop_answers(Session *session, const char *question) {
  size_t kept = 0;
  for (size_t i = 0; i < session->answer_count; i++) {
    Answer answer = session->answers[i];
    if (answer.step == session->step && strcmp(answer.question, question) == 0) {
      free(answer.question);
      free(answer.answer);
    } else {
      session->answers[kept++] = answer;
    }
  }
  session->answer_count = kept;
}

/* Adds an answer about any step; both texts are copied. */
static void add_answer(Session *session, int step, const char *question, const char *answer) {
  size_t count = session->answer_count + 1;
  session->answers = mem_resize(session->answers, count, sizeof *session->answers);
  session->answers[count - 1] = (Answer){step, mem_copy(question), mem_copy(answer)};
  session->answer_count = count;
}

void session_add_answer(Session *session, const char *question, const char *answer) {
  add_answer(session, session->step, question, answer);
}

void session_take_answers(Session *session) {
  const Routine *routine = session->routine;
  memset(session->left_out, 0, routine->step_count * sizeof *session->left_out);
  for (size_t i = 0; i < session->answer_count; i++) {
    const Answer *answer = &session->answers[i];
    bool known = answer->step >= 0 && (size_t)answer->step < routine->step_count;
    const ChoiceList *choices = known ? &routine->steps[answer->step].choices : NULL;
    for (size_t j = 0; choices != NULL && j < choices->count; j++) {
      const Choice *choice = &choices->at[j];
      if (choice->leave_out != NULL && strcmp(choice->label, answer->answer) == 0 &&
          choice->leave_step > answer->step && (size_t)choice->leave_step < routine->step_count) {
        session->left_out[choice->leave_step] = true;
      }
    }
  }
}

bool session_leaves_out(const Session *session, int step) {
  return step >= 0 && (size_t)step < session->routine->step_count && session->left_out[step];
}

void session_ask_fields(Session *session) {
  const TextList *own = &session->routine->steps[session->step].fields;
  session->fields = mem_resize(session->fields, own->count + 1, sizeof *session->fields);
  for (size_t i = 0; i < own->count; i++) {
    session->fields[i] = own->at[i];
  }
  session->fields[own->count] = NULL;
}

const char *const *session_journal_fields(const Session *session) {
  bool episode = session->routine->steps[session->step].form == FORM_EPISODE;
  return episode ? episode_fields : session->fields;
}

void session_restore(Session *session, const StepRecord *records, const Answer *answers,
                     size_t answer_count, Millis paused) {
  for (size_t i = 0; i < answer_count; i++) {
    add_answer(session, answers[i].step, answers[i].question, answers[i].answer);
  }
  session_take_answers(session);
  for (size_t i = 0; i < session->routine->step_count; i++) {
    Millis planned = session->records[i].planned;
    session->records[i] = records[i];
    if (records[i].left_out) {
      session->records[i].planned = planned; /* it may be taken in again */
    }
  }
  session->paused = paused;
}

SessionState session_state(const Session *session) {
  return session->state;
}

PauseReason session_pause_reason(const Session *session) {
  return session->pause;
}

EndedBy session_ended_by(const Session *session) {
  return session->ended_by;
}

const Routine *session_routine(const Session *session) {
  return session->routine;
}

const Timeline *session_timeline(const Session *session) {
  return session->timeline;
}

int session_step(const Session *session) {
  return session->step;
}

const Beat *session_beat(const Session *session) {
  return session_alive(session) ? session_at_hand(session) : NULL;
}

int session_beat_index(const Session *session) {
  return session_beat(session) == NULL ? -1 : (int)session->beat;
}

Millis session_remaining(const Session *session, Moment now) {
  if (session_beat(session) == NULL) {
    return 0;
  }
  Millis left = session->state == SESSION_LEAD_IN ? session->lead_left : session->left;
  bool runs = session->state == SESSION_LEAD_IN || session->state == SESSION_RUNNING;
  return runs ? left - unsettled(session, now) : left;
}

Millis session_beat_length(const Session *session) {
  return session_beat(session) == NULL ? 0 : session->length;
}

Millis session_left(const Session *session, Moment now) {
  const Beat *beat = session_beat(session);
  if (beat == NULL) {
    return session->state == SESSION_NEW ? session->timeline->total : 0;
  }
  Millis left = session_beat_waits(session) ? session->length : session->left;
  if (session->state == SESSION_RUNNING) {
    left -= unsettled(session, now);
  }
  for (size_t i = session->beat + 1; i < session->timeline->count; i++) {
    if (!session->left_out[session->timeline->beats[i].step]) {
      left += session_length_of(session, i);
    }
  }
  return left;
}

/* Whether the phase is one of a breath. */
static bool is_breath(Phase phase) {
  return phase >= PHASE_INHALE && phase <= PHASE_HOLD_OUT;
}

const Beat *session_next_beat(const Session *session) {
  const Beat *beat = session_beat(session);
  if (beat == NULL) {
    return NULL;
  }
  const Beat *end = session->timeline->beats + session->timeline->count;
  const Beat *next = beat + 1;
  while (next < end &&
         (session->left_out[next->step] ||
          (next->step == beat->step && is_breath(beat->phase) && is_breath(next->phase)))) {
    next++;
  }
  return next < end ? next : NULL;
}

StepRecord session_record(const Session *session, int step, Moment now) {
  if (step < 0 || (size_t)step >= session->routine->step_count) {
    return (StepRecord){0};
  }
  StepRecord record = session->records[step];
  record.left_out = session->left_out[step] && record.done == 0 && !record.finished &&
                    !(session_alive(session) && step == session->step);
  record.planned = record.left_out ? 0 : record.planned;
  if (session->state == SESSION_RUNNING && step == session->step) {
    record_add(&record, session_at_hand(session), unsettled(session, now));
  }
  return record;
}

const Answer *session_answers(const Session *session, size_t *count) {
  *count = session->answer_count;
  return session->answers;
}

Millis session_planned(const Session *session) {
  Millis planned = 0;
  for (size_t i = 0; i < session->routine->step_count; i++) {
    planned += session_record(session, (int)i, session->last).planned;
  }
  return planned;
}

Millis session_done(const Session *session, Moment now) {
  Millis done = 0;
  for (size_t i = 0; i < session->routine->step_count; i++) {
    done += session_record(session, (int)i, now).done;
  }
  return done;
}

Millis session_paused(const Session *session, Moment now) {
  return session->paused + (is_pause(session->state) ? unsettled(session, now) : 0);
}

Outcome session_outcome(const Session *session, Moment now) {
  Millis planned = session_planned(session);
  if (planned == 0) {
    return session->ended_by == ENDED_END ? OUTCOME_COMPLETED : OUTCOME_PARTIAL;
  }
  Millis done = 0;
  for (size_t i = 0; i < session->routine->step_count; i++) {
    StepRecord record = session_record(session, (int)i, now);
    done += record.done < record.planned ? record.done : record.planned;
  }
  return is_enough(done, planned) ? OUTCOME_COMPLETED : OUTCOME_PARTIAL;
}
