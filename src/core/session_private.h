/* What the files of the engine share: the session's memory, and how it moves. session.c moves
 * through beats as time passes, session_act.c does what the user asks, session_record.c keeps
 * account. */
#ifndef NIGHTCALF_CORE_SESSION_PRIVATE_H
#define NIGHTCALF_CORE_SESSION_PRIVATE_H

#include "nightcalf/session.h"

struct Session {
  const Routine *routine;
  const Timeline *timeline;
  SessionOptions options;

  SessionState state;
  PauseReason pause; /* in PAUSED */
  EndedBy ended_by;  /* CRASH until it has ended */

  Moment last;    /* the latest moment heard of; nothing goes back behind it */
  Moment since;   /* up to here all time is accounted for */
  Moment touched; /* the drift deadline counts from here */

  int step;          /* of the beat; stays when the session ends */
  size_t beat;       /* index into the timeline; stays when the session ends */
  Millis length;     /* of the beat as it now stands; of a wait its estimate */
  Millis left;       /* of it at `since`; 0 where the beat waits */
  Millis lead_left;  /* of the lead-in at `since` */
  Millis checkpoint; /* time spent in this beat at which the next checkpoint is due */
  bool half_given;   /* the half-way cue of this beat has sounded, or its time was jumped over */
  bool last_given;
  Moment held;    /* a beat that leads to work ends no sooner; {0}: when its time is over */
  Millis in_step; /* running time since the step was entered */
  int halvings;   /* how often "shorter" was asked for in this step */

  StepRecord *records; /* one a step; their left_out is not used */
  bool *left_out;      /* one a step: what the answers so far leave out */
  Millis paused;
  Answer *answers;
  size_t answer_count;
  const char **fields; /* what the journal at hand asks, NULL-terminated; empty at other steps */

  Effect *queue; /* effects not yet handed out: queue_count of them, from queue_first on */
  size_t queue_first, queue_count, queue_capacity;
};

/* Whether it has begun and not ended: then there is a beat at hand. */
static inline bool session_alive(const Session *session) {
  return session->state != SESSION_NEW && session->state != SESSION_ENDED;
}

/* The beat that runs, waits or is paused. */
static inline const Beat *session_at_hand(const Session *session) {
  return &session->timeline->beats[session->beat];
}

/* Whether the beat is what the routine is for: what can be halved, and has cues inside it. */
static inline bool session_is_work(const Beat *beat) {
  return beat->phase == PHASE_HOLD || beat->phase == PHASE_WORK;
}

static inline bool session_is_changeover(const Beat *beat) {
  return beat->phase == PHASE_SWITCH || beat->phase == PHASE_SWAP;
}

/* Whether the beat stands before work, and may be cut short by "ready". */
static inline bool session_leads(const Beat *beat) {
  return beat->phase == PHASE_SETUP || beat->phase == PHASE_REST || session_is_changeover(beat);
}

/* session.c */

/* What every act begins with: moves on to *now, which is put right when it lies before what was
 * already heard. False when the session has not begun or is over. */
bool session_hear(Session *session, Moment *now);
/* Queues an effect about the beat at hand; the caller may complete it until the next is queued. */
Effect *session_push(Session *session, EffectKind kind, Cue cue);
/* Whether the beat at hand ends only when the user says so. */
bool session_beat_waits(const Session *session);
/* The beat at hand from its start, at its present length. */
void session_place_beat(Session *session, size_t beat);
/* The beat at hand ends here and the next begins, paused where the session is paused. */
void session_finish_beat(Session *session, Moment at);
/* Reports the step as over; what was done of it stays. */
void session_leave_step(Session *session, bool finished);
/* Goes to the first beat of a step, paused where the session is paused; past the last beat the
 * session ends. */
void session_enter_step(Session *session, size_t first_beat, Moment at);
/* Lets the beat at hand go on, without its lead-in when it waits. */
void session_resume(Session *session, Moment at);
/* The beat at hand runs or waits from here on. */
void session_begin(Session *session, Cue cue, Moment at);
/* The sound that goes with the beat at hand when it begins, and when it goes on after a lead-in. */
Cue session_beat_cue(const Session *session);
Cue session_resume_cue(const Session *session);
/* The state PAUSED, with its effect. */
void session_pause_here(Session *session, PauseReason reason);
/* The state ENDED, with its effect. */
void session_close(Session *session, EndedBy by);
/* The first beat at or after a step, those left out aside; the number of beats when there is none.
 */
size_t session_first_beat(const Session *session, int step);

/* session_record.c */

/* Accounts for the time since the last call, by the state it was spent in. */
void session_settle(Session *session, Moment to);
/* A beat's present length: holds and work are halved by "shorter", to no less than 1 s. */
Millis session_length_of(const Session *session, size_t beat);
/* Fills session->fields for the step at hand. */
void session_ask_fields(Session *session);
/* Forgets the answers to a question of the step at hand, and adds one. */
void session_drop_answers(Session *session, const char *question);
void session_add_answer(Session *session, const char *question, const char *answer);
/* Finds out anew what the answers leave out. */
void session_take_answers(Session *session);

#endif
