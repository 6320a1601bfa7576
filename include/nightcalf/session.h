/* A running routine: a state machine over beats. Time is always an argument; nothing here reads a
 * clock, a file or a key. The shell calls session_tick() until it has no more effects, waits until
 * session_deadline() or a key, and hands keys over as acts. Deadlines follow from deadlines, never
 * from "now", so a late tick cannot drift. */
#ifndef NIGHTCALF_SESSION_H
#define NIGHTCALF_SESSION_H

#include <stdbool.h>
#include <stddef.h>

#include "nightcalf/moment.h"
#include "nightcalf/routine.h"

typedef struct Session Session;

typedef enum SessionState {
  SESSION_NEW,     /* session_start() has not been called */
  SESSION_RUNNING, /* a timed beat runs */
  SESSION_WAITING, /* a beat waits for the user: prompt, checklist, journal, or a set-up under
                      wait_for_me */
  SESSION_PAUSED,
  SESSION_LEAD_IN, /* the seconds after an un-pause that do not count */
  SESSION_HURT,    /* "it hurts" was said: shorter, skip or end? */
  SESSION_ENDED
} SessionState;

typedef enum PauseReason { PAUSE_USER, PAUSE_GAP, PAUSE_LEAVING, PAUSE_CHOICE } PauseReason;

/* One sound each; the shell decides which of them are heard. */
typedef enum Cue {
  CUE_NONE,
  CUE_READY,
  CUE_HOLD,
  CUE_HALF,
  CUE_LAST,
  CUE_REST,
  CUE_SWITCH,
  CUE_STEP_DONE,
  CUE_ALL_DONE,
  CUE_COUNT
} Cue;
/* "none", "ready", "hold", "half", "last", "rest", "switch", "step-done", "all-done". */
const char *cue_name(Cue cue);
/* When it sounds, and how its chime is told from the others without looking; both to be looked up
 * in the user's language. Not for CUE_NONE. */
const char *cue_moment(Cue cue);
const char *cue_chime(Cue cue);

typedef enum StepOutcome { STEP_SKIPPED, STEP_PARTIAL, STEP_DONE, STEP_HIDDEN } StepOutcome;
const char *step_outcome_name(StepOutcome outcome);
typedef enum Outcome { OUTCOME_PARTIAL, OUTCOME_COMPLETED } Outcome;
const char *outcome_name(Outcome outcome);
typedef enum EndedBy {
  ENDED_CRASH, /* also while a session is open: what is true if nothing more is ever written */
  ENDED_END,
  ENDED_USER,
  ENDED_RED_FLAG,
  ENDED_HURT,
  ENDED_DRIFT,
  ENDED_HANGUP
} EndedBy;
/* "crash", "end", "user", "red_flag", "hurt", "drift", "hangup". */
const char *ended_by_name(EndedBy ended_by);
/* "came to its end", "left early"...: how a session ended, for people. */
const char *ended_by_shown(EndedBy ended_by);
bool ended_by_parse(const char *name, EndedBy *ended_by);

/* What was done of one step. */
typedef struct StepRecord {
  Millis planned;     /* counted phases of its beats, as planned at the start */
  Millis done;        /* truly spent, all attempts together; may exceed planned */
  Millis left, right; /* of it, per leg; a beat for both legs counts for each */
  bool finished;      /* its last beat was reached and ended, or it was answered */
  bool hurt;          /* the user said that it hurts */
  bool left_out;      /* an answer leaves it out; then nothing of it was done or is planned */
} StepRecord;
/* HIDDEN: left out by an answer; DONE: finished with at least 80 % of the planned; SKIPPED: nothing
 * done and not finished; else PARTIAL. */
StepOutcome step_record_outcome(const StepRecord *record);

/* One answer: a prompt's choice, a tick, a journal's field. */
typedef struct Answer {
  int step;
  char *question; /* the step's title, the checklist's item, the field's name */
  char *answer;
} Answer;

typedef struct SessionOptions {
  Millis lead_in;   /* 3,000 */
  Millis nudge;     /* what + and - change, 5,000 */
  Millis drift;     /* a wait without a key for this long ends the session; 0: never */
  bool wait_for_me; /* every set-up waits for ready */
} SessionOptions;
SessionOptions session_options_default(void);

typedef enum Act {
  ACT_READY, /* set-up, rest, switch, swap: begin now. Lead-in: begin now. */
  ACT_PAUSE,
  ACT_RESUME,  /* from a pause: lead-in, then on */
  ACT_NEXT,    /* leave the rest of this step out */
  ACT_BACK,    /* this step again, or the one before in its first 2 s */
  ACT_MORE,    /* nudge more on the running beat (at most 4 h in all) */
  ACT_LESS,    /* nudge less; the beat ends when nothing is left */
  ACT_AGAIN,   /* this step again */
  ACT_HURT,    /* ends the step gently and asks: state HURT */
  ACT_SHORTER, /* in HURT: the step goes on at this repetition, with half the hold, after a lead-in
                */
  ACT_SKIP,    /* in HURT: on to the next step. In a wait: go on without an answer */
  ACT_COUNT
} Act;

typedef enum EffectKind {
  EFFECT_BEAT,    /* a beat begins, or goes on after a lead-in */
  EFFECT_LEAD_IN, /* get ready: length says how long */
  EFFECT_CUE,     /* a sound inside a beat: half-way, last seconds */
  EFFECT_SAVE, /* a beat ended, or 10 s of a long one passed: write progress before the next one's
                  end */
  EFFECT_STEP, /* a step ended: step, outcome by session_record() */
  EFFECT_PAUSED,
  EFFECT_HURT,    /* the question is open */
  EFFECT_CARD,    /* open the information card `text` */
  EFFECT_ROUTINE, /* go on with the routine `text` once this session has ended */
  EFFECT_ENDED    /* the last effect of a session */
} EffectKind;

typedef struct Effect {
  EffectKind kind;
  Cue cue;
  int beat; /* index into the timeline, BEAT and CUE */
  int step;
  Millis length;     /* BEAT: what is left of it; LEAD_IN: its length */
  const char *text;  /* CARD, ROUTINE; owned by the routine */
  PauseReason pause; /* PAUSED */
} Effect;

/* A session over a routine and its timeline, both of which must outlive it and not change. */
Session *session_new(const Routine *routine, const Timeline *timeline, SessionOptions options);
void session_free(Session *session);
/* Takes up a session that was broken off: the records (one a step), answers and paused time as they
 * were kept; all are copied. What the answers leave out stays left out. Before session_start(). */
void session_restore(Session *session, const StepRecord *records, const Answer *answers,
                     size_t answer_count, Millis paused);
/* Begins at a step (0: the start); with a lead-in first when `resumed`. */
void session_start(Session *session, int step, bool resumed, Moment now);

/* Moves on to `now` and hands out at most one effect; false: nothing more until the deadline or an
 * act. */
bool session_tick(Session *session, Moment now, Effect *effect);
/* When to tick next without an act; false: never. */
bool session_deadline(const Session *session, Moment *deadline);
/* Does what the user asked; false when the act means nothing in this state. now may lie in the past
 * (the moment the machine went to sleep), but not before the last act or tick. */
bool session_act(Session *session, Act act, Moment now);
/* Pauses for a reason other than the user's key. False when nothing runs or waits. */
bool session_pause(Session *session, PauseReason reason, Moment now);
/* Somebody is at the keys: puts the drift deadline off. */
void session_touch(Session *session, Moment now);
/* Leaves this step unfinished and goes on at another, as a choice's `go` does; a paused session
 * stays paused. False when there is no such step, or nothing runs or waits. */
bool session_go(Session *session, int step, Moment now);
/* Something is being said: what leads to a hold or work (set-up, rest, switch) does not end before
 * `until`, or before session_release(), unless the user is ready sooner. Until then nothing of it
 * is left, and nothing counts. Forgotten when that beat is over. */
void session_hold_back(Session *session, Moment until, Moment now);
void session_release(Session *session, Moment now);
/* Ends it, from any state but NEW and ENDED. */
void session_end(Session *session, EndedBy by, Moment now);

/* Answers of the waiting steps. Each records the answer and moves on; false when the step is not of
 * that kind. A step that a choice leaves out is passed over when its turn comes, until the prompt
 * is answered otherwise. */
bool session_choose(Session *session, size_t choice, Moment now);
/* ticks: one flag an item. A tick with stop_on_tick ends the session as red_flag and opens the
 * step's card. */
bool session_check_off(Session *session, const bool *ticks, Moment now);
/* texts: one per journal field, in the order of session_journal_fields(); "" or NULL: not answered.
 */
bool session_write_journal(Session *session, const char *const *texts, Moment now);
/* The fields that the waiting journal asks, NULL-terminated: its own, or those of its form. */
const char *const *session_journal_fields(const Session *session);

SessionState session_state(const Session *session);
PauseReason session_pause_reason(const Session *session);
const Routine *session_routine(const Session *session);
const Timeline *session_timeline(const Session *session);
/* The beat that runs, waits or is paused; NULL in NEW and ENDED. */
const Beat *session_beat(const Session *session);
int session_beat_index(const Session *session);
int session_step(const Session *session);
/* What is left of the running or paused beat, of the lead-in while it runs; 0 while waiting. */
Millis session_remaining(const Session *session, Moment now);
/* Full length of the running beat as it now stands (nudges and shortening included). */
Millis session_beat_length(const Session *session);
/* What is left of the routine from here, waits at their estimate. */
Millis session_left(const Session *session, Moment now);
/* Whether an answer leaves that step out of what is to come. */
bool session_leaves_out(const Session *session, int step);
/* The next beat of another step or phase worth announcing: NULL at the end. */
const Beat *session_next_beat(const Session *session);

StepRecord session_record(const Session *session, int step, Moment now);
/* Answers so far; owned by the session. */
const Answer *session_answers(const Session *session, size_t *count);
Millis session_planned(const Session *session);
Millis session_done(const Session *session, Moment now);
Millis session_paused(const Session *session, Moment now);
/* COMPLETED: at least 80 % of the planned counted time, each step counting for no more than its
 * plan; a routine with nothing to count is completed when it came to its end. */
Outcome session_outcome(const Session *session, Moment now);
EndedBy session_ended_by(const Session *session);

#endif
