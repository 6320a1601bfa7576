/* How a session moves through its beats as time passes. Each deadline follows from the one before,
 * so that a late tick delays nothing but itself. */
#include "session_private.h"

#include <stdlib.h>

#include "nightcalf/mem.h"

enum {
  CHECKPOINT_EVERY = 10 * 1000, /* SPEC.md section 5 */
  HALF_FROM = 15 * 1000,        /* shorter beats have no half-way cue */
  LAST_BEFORE = 3 * 1000,       /* the last-seconds cue sounds so long before the end... */
  LAST_FROM_WORK = 8 * 1000,    /* ...of holds and work of at least this length... */
  LAST_FROM_OTHER = 5 * 1000    /* ...and of what leads to one */
};

/* What time alone brings about. */
typedef enum EventKind {
  EVENT_NONE,
  EVENT_HALF,
  EVENT_LAST,
  EVENT_CHECKPOINT,
  EVENT_BEAT_END,
  EVENT_LEAD_IN_END,
  EVENT_DRIFT
} EventKind;

typedef struct Event {
  EventKind kind;
  Millis in; /* from session->since on; 0: overdue */
} Event;

/* The later of two moments. */
static Moment later(Moment one, Moment other) {
  return one.ms > other.ms ? one : other;
}

Effect *session_push(Session *session, EffectKind kind, Cue cue) {
  if (session->queue_first + session->queue_count == session->queue_capacity) {
    session->queue_capacity = session->queue_capacity == 0 ? 8 : session->queue_capacity * 2;
    session->queue = mem_resize(session->queue, session->queue_capacity, sizeof *session->queue);
  }
  Effect *effect = &session->queue[session->queue_first + session->queue_count];
  session->queue_count++;
  *effect = (Effect){.kind = kind, .cue = cue, .beat = (int)session->beat, .step = session->step};
  return effect;
}

/* Hands out the oldest effect of the queue; false when it is empty. */
static bool pop(Session *session, Effect *effect) {
  if (session->queue_count == 0) {
    return false;
  }
  *effect = session->queue[session->queue_first];
  session->queue_first++;
  session->queue_count--;
  if (session->queue_count == 0) {
    session->queue_first = 0;
  }
  return true;
}

bool session_beat_waits(const Session *session) {
  const Beat *beat = session_at_hand(session);
  return beat->phase == PHASE_WAIT || (beat->phase == PHASE_SETUP && session->options.wait_for_me);
}

/* Whether the other leg takes its turn with no switch or swap before it to say so. */
static bool changes_side(const Session *session) {
  const Beat *beats = session->timeline->beats;
  const Beat *beat = session_at_hand(session);
  for (size_t i = session->beat; i > 0 && beats[i - 1].step == beat->step; i--) {
    const Beat *earlier = &beats[i - 1];
    if (session_is_changeover(earlier)) {
      return false;
    }
    if (session_is_work(earlier)) {
      return earlier->side != beat->side;
    }
  }
  return false;
}

Cue session_beat_cue(const Session *session) {
  const Beat *beat = session_at_hand(session);
  switch (beat->phase) {
  case PHASE_SETUP:
  case PHASE_WAIT:
    return CUE_READY;
  case PHASE_HOLD:
  case PHASE_WORK:
    return changes_side(session) ? CUE_SWITCH : CUE_HOLD;
  case PHASE_REST:
    return CUE_REST;
  case PHASE_SWITCH:
  case PHASE_SWAP:
    return CUE_SWITCH;
  case PHASE_INHALE:
    return beat->cycle <= 1 ? CUE_HOLD : CUE_NONE;
  default:
    return CUE_NONE;
  }
}

Cue session_resume_cue(const Session *session) {
  return phase_counts(session_at_hand(session)->phase) ? CUE_HOLD : session_beat_cue(session);
}

void session_begin(Session *session, Cue cue, Moment at) {
  session->state = session_beat_waits(session) ? SESSION_WAITING : SESSION_RUNNING;
  session->since = at;
  session->touched = later(session->touched, at);
  session_push(session, EFFECT_BEAT, cue)->length = session->left;
}

void session_resume(Session *session, Moment at) {
  if (session_beat_waits(session) || session->options.lead_in <= 0) {
    session_begin(session, session_resume_cue(session), at);
    return;
  }
  session->state = SESSION_LEAD_IN;
  session->since = at;
  session->lead_left = session->options.lead_in;
  session_push(session, EFFECT_LEAD_IN, CUE_READY)->length = session->lead_left;
}

void session_pause_here(Session *session, PauseReason reason) {
  session->state = SESSION_PAUSED;
  session->pause = reason;
  session_push(session, EFFECT_PAUSED, CUE_NONE)->pause = reason;
}

void session_close(Session *session, EndedBy by) {
  session->state = SESSION_ENDED;
  session->ended_by = by;
  session_push(session, EFFECT_ENDED, by == ENDED_END ? CUE_ALL_DONE : CUE_NONE);
}

void session_place_beat(Session *session, size_t beat) {
  session->beat = beat;
  session->length = session_length_of(session, beat);
  session->left = session_beat_waits(session) ? 0 : session->length;
  session->checkpoint = CHECKPOINT_EVERY;
  session->half_given = false;
  session->last_given = false;
  session->held = (Moment){0};
}

/* Begins the beat at hand, unless the session is paused: then it begins with the resume. */
static void begin_unless_paused(Session *session, Moment at) {
  if (session->state != SESSION_PAUSED) {
    session_begin(session, session_beat_cue(session), at);
  }
}

void session_leave_step(Session *session, bool finished) {
  if (finished) {
    session->records[session->step].finished = true;
  }
  session_push(session, EFFECT_SAVE, CUE_NONE);
  session_push(session, EFFECT_STEP, finished ? CUE_STEP_DONE : CUE_NONE);
}

size_t session_first_beat(const Session *session, int step) {
  const Timeline *timeline = session->timeline;
  size_t first = 0;
  while (first < timeline->count &&
         (timeline->beats[first].step < step || session->left_out[timeline->beats[first].step])) {
    first++;
  }
  return first;
}

/* The beat is the first of its step: nothing of the step has happened yet. */
static void place_step(Session *session, size_t first_beat) {
  session->step = session->timeline->beats[first_beat].step;
  session->in_step = 0;
  session->halvings = 0;
  session_place_beat(session, first_beat);
  session_ask_fields(session);
}

void session_enter_step(Session *session, size_t first_beat, Moment at) {
  if (first_beat >= session->timeline->count) {
    session_close(session, ENDED_END);
    return;
  }
  place_step(session, first_beat);
  begin_unless_paused(session, at);
}

void session_finish_beat(Session *session, Moment at) {
  size_t next = session->beat + 1;
  const Timeline *timeline = session->timeline;
  if (next < timeline->count && timeline->beats[next].step == session->step) {
    session_push(session, EFFECT_SAVE, CUE_NONE);
    session_place_beat(session, next);
    begin_unless_paused(session, at);
    return;
  }
  session_leave_step(session, true);
  session_enter_step(session, session_first_beat(session, session->step + 1), at);
}

/* Whether the running beat is long enough for a last-seconds cue, and leads to or is work. */
static bool has_last_cue(const Session *session) {
  const Beat *beat = session_at_hand(session);
  if (session_is_work(beat)) {
    return session->length >= LAST_FROM_WORK;
  }
  return session_leads(beat) && session->length >= LAST_FROM_OTHER &&
         session->beat + 1 < session->timeline->count && session_is_work(beat + 1);
}

/* How long the beat at hand lasts: what is left of it, or more while something is being said. */
static Millis until_end(const Session *session) {
  Millis held = moment_since(session->held, session->since);
  bool leads = session_leads(session_at_hand(session));
  return leads && held > session->left ? held : session->left;
}

/* Takes the event over when it comes sooner than the one known, or at the same time: what is
 * offered last sounds first. */
static void sooner(Event *event, EventKind kind, Millis in) {
  if (in <= event->in) {
    *event = (Event){kind, in > 0 ? in : 0};
  }
}

/* The next thing that happens in a running beat. */
static Event running_event(const Session *session) {
  Event event = {EVENT_BEAT_END, until_end(session)};
  if (session->checkpoint < session->length) {
    sooner(&event, EVENT_CHECKPOINT, session->checkpoint - (session->length - session->left));
  }
  if (!session->last_given && has_last_cue(session)) {
    sooner(&event, EVENT_LAST, session->left - LAST_BEFORE);
  }
  if (!session->half_given && session_is_work(session_at_hand(session)) &&
      session->length >= HALF_FROM) {
    sooner(&event, EVENT_HALF, session->left - session->length / 2);
  }
  return event;
}

/* The next thing that time alone brings about. */
static Event next_event(const Session *session) {
  switch (session->state) {
  case SESSION_RUNNING:
    return running_event(session);
  case SESSION_LEAD_IN:
    return (Event){EVENT_LEAD_IN_END, session->lead_left};
  case SESSION_WAITING:
  case SESSION_HURT:
    if (session->options.drift > 0) {
      Moment drift = moment_after(session->touched, session->options.drift);
      return (Event){EVENT_DRIFT, moment_since(drift, session->since)};
    }
    break;
  default:
    break;
  }
  return (Event){EVENT_NONE, 0};
}

/* Lets the next event happen if its time has come. */
static bool advance(Session *session, Moment now) {
  Event event = next_event(session);
  Moment at = moment_after(session->since, event.in);
  if (event.kind == EVENT_NONE || at.ms > now.ms) {
    return false;
  }
  session_settle(session, at);
  switch (event.kind) {
  case EVENT_HALF:
    session->half_given = true;
    session_push(session, EFFECT_CUE, CUE_HALF);
    break;
  case EVENT_LAST:
    session->last_given = true;
    session_push(session, EFFECT_CUE, CUE_LAST);
    break;
  case EVENT_CHECKPOINT:
    session->checkpoint += CHECKPOINT_EVERY;
    session_push(session, EFFECT_SAVE, CUE_NONE);
    break;
  case EVENT_BEAT_END:
    session_finish_beat(session, at);
    break;
  case EVENT_LEAD_IN_END:
    session_begin(session, session_resume_cue(session), at);
    break;
  default: {
    EndedBy by = session->state == SESSION_HURT ? ENDED_HURT : ENDED_DRIFT;
    session_leave_step(session, false);
    session_close(session, by);
    break;
  }
  }
  return true;
}

bool session_hear(Session *session, Moment *now) {
  if (!session_alive(session)) {
    return false;
  }
  session->last = later(session->last, *now);
  *now = session->last;
  while (advance(session, *now)) {
  }
  session_settle(session, *now);
  return session_alive(session);
}

Session *session_new(const Routine *routine, const Timeline *timeline, SessionOptions options) {
  Session *session = mem_new(1, sizeof *session);
  session->routine = routine;
  session->timeline = timeline;
  session->options = options;
  session->records = mem_new(routine->step_count, sizeof *session->records);
  session->left_out = mem_new(routine->step_count, sizeof *session->left_out);
  session->fields = mem_new(1, sizeof *session->fields);
  for (size_t i = 0; i < timeline->count; i++) {
    const Beat *beat = &timeline->beats[i];
    if (phase_counts(beat->phase)) {
      session->records[beat->step].planned += beat->length;
    }
  }
  return session;
}

void session_free(Session *session) {
  if (session == NULL) {
    return;
  }
  for (size_t i = 0; i < session->answer_count; i++) {
    free(session->answers[i].question);
    free(session->answers[i].answer);
  }
  free(session->answers);
  free(session->records);
  free(session->left_out);
  free(session->fields);
  free(session->queue);
  free(session);
}

void session_start(Session *session, int step, bool resumed, Moment now) {
  if (session->state != SESSION_NEW) {
    return;
  }
  session->last = session->since = session->touched = now;
  size_t first = session_first_beat(session, step);
  if (!resumed || first >= session->timeline->count) {
    session_enter_step(session, first, now);
    return;
  }
  place_step(session, first);
  session_resume(session, now);
}

bool session_tick(Session *session, Moment now, Effect *effect) {
  if (session_alive(session)) {
    session->last = later(session->last, now);
  }
  while (session->queue_count == 0 && advance(session, session->last)) {
  }
  return pop(session, effect);
}

bool session_deadline(const Session *session, Moment *deadline) {
  if (session->queue_count > 0) {
    *deadline = session->last;
    return true;
  }
  Event event = next_event(session);
  *deadline = moment_after(session->since, event.in);
  return event.kind != EVENT_NONE;
}

bool session_pause(Session *session, PauseReason reason, Moment now) {
  if (!session_hear(session, &now) || session->state == SESSION_PAUSED ||
      session->state == SESSION_HURT) {
    return false;
  }
  session_pause_here(session, reason);
  return true;
}

void session_touch(Session *session, Moment now) {
  if (session_alive(session)) {
    session->last = later(session->last, now);
    session->touched = session->last;
  }
}

void session_hold_back(Session *session, Moment until, Moment now) {
  if (session_hear(session, &now) && moment_since(until, now) > 0) {
    session->held = until;
  }
}

void session_release(Session *session, Moment now) {
  if (session_hear(session, &now) && moment_since(session->held, now) > 0) {
    session->held = now;
  }
}

void session_end(Session *session, EndedBy by, Moment now) {
  if (session_hear(session, &now)) {
    session_leave_step(session, false);
    session_close(session, by);
  }
}
