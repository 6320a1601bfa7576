/* What the user can ask of a running session: the acts, and the answers to the steps that wait. */
#include <string.h>

#include "session_private.h"

enum { BACK_WITHIN = 2 * 1000 /* so early in a step, "back" means the one before it */ };

/* The acts, one function each; nightcalf/session.h says what they do. Each returns whether it means
 * anything in the state the session is in. */

static bool act_ready(Session *session, Moment now) {
  if (session->state == SESSION_LEAD_IN) {
    session_begin(session, session_resume_cue(session), now);
    return true;
  }
  bool runs = session->state == SESSION_RUNNING || session->state == SESSION_WAITING;
  if (!runs || !session_leads(session_at_hand(session))) {
    return false;
  }
  session_finish_beat(session, now);
  return true;
}

static bool act_pause(Session *session, Moment now) {
  return session_pause(session, PAUSE_USER, now);
}

static bool act_resume(Session *session, Moment now) {
  if (session->state != SESSION_PAUSED) {
    return false;
  }
  /* After a choice's pause there may have been hours: a set-up is lead-in enough. */
  if (session->pause == PAUSE_CHOICE && session_at_hand(session)->phase == PHASE_SETUP) {
    session_begin(session, session_beat_cue(session), now);
  } else {
    session_resume(session, now);
  }
  return true;
}

static bool act_next(Session *session, Moment now) {
  session_leave_step(session, false);
  session_enter_step(session, session_first_beat(session, session->step + 1), now);
  return true;
}

/* Starts over at a beat that begins a step. In the question after "it hurts" this means nothing: a
 * slip of the finger must not bring the full length back. */
static bool start_over(Session *session, size_t first_beat, Moment now) {
  if (session->state == SESSION_HURT) {
    return false;
  }
  session_push(session, EFFECT_SAVE, CUE_NONE);
  session_enter_step(session, first_beat, now);
  return true;
}

static bool act_back(Session *session, Moment now) {
  size_t first = session_first_beat(session, session->step);
  const Beat *beats = session->timeline->beats;
  size_t before = first;
  while (before > 0 && session->left_out[beats[before - 1].step]) {
    before--;
  }
  if (session->in_step < BACK_WITHIN && before > 0) {
    first = session_first_beat(session, beats[before - 1].step);
  }
  return start_over(session, first, now);
}

static bool act_again(Session *session, Moment now) {
  return start_over(session, session_first_beat(session, session->step), now);
}

/* Makes the beat longer or shorter, as far as the limit and what is left of it allow. */
static bool nudge(Session *session, Millis by, Moment now) {
  bool at_hand = session->state == SESSION_RUNNING || session->state == SESSION_PAUSED;
  if (by > ROUTINE_TIME_MAX - session->length) {
    by = ROUTINE_TIME_MAX - session->length;
  }
  if (!at_hand || session_beat_waits(session) || by == 0) {
    return false;
  }
  if (session->left + by <= 0) {
    session_finish_beat(session, now);
    return true;
  }
  session->length += by;
  session->left += by;
  if (session->left < session->length / 2) {
    session->half_given = true; /* the nudge jumped over it: too late to be true */
  }
  return true;
}

static bool act_more(Session *session, Moment now) {
  return nudge(session, session->options.nudge, now);
}

static bool act_less(Session *session, Moment now) {
  return nudge(session, -session->options.nudge, now);
}

static bool act_hurt(Session *session, Moment now) {
  (void)now;
  if (session->state == SESSION_HURT || session_at_hand(session)->phase == PHASE_WAIT) {
    return false;
  }
  session->records[session->step].hurt = true;
  session->state = SESSION_HURT;
  session_push(session, EFFECT_HURT, CUE_NONE);
  return true;
}

static bool act_shorter(Session *session, Moment now) {
  if (session->state != SESSION_HURT) {
    return false;
  }
  session->halvings++;
  if (session_is_work(session_at_hand(session))) {
    session_place_beat(session, session->beat);
  }
  session_resume(session, now);
  return true;
}

static bool act_skip(Session *session, Moment now) {
  bool waits = session->state == SESSION_WAITING && session_at_hand(session)->phase == PHASE_WAIT;
  return (waits || session->state == SESSION_HURT) && act_next(session, now);
}

static bool (*const acts[ACT_COUNT])(Session *session, Moment now) = {
    [ACT_READY] = act_ready,     [ACT_PAUSE] = act_pause, [ACT_RESUME] = act_resume,
    [ACT_NEXT] = act_next,       [ACT_BACK] = act_back,   [ACT_MORE] = act_more,
    [ACT_LESS] = act_less,       [ACT_AGAIN] = act_again, [ACT_HURT] = act_hurt,
    [ACT_SHORTER] = act_shorter, [ACT_SKIP] = act_skip,
};

bool session_act(Session *session, Act act, Moment now) {
  session_touch(session, now);
  return act < ACT_COUNT && session_hear(session, &now) && acts[act](session, now);
}

bool session_go(Session *session, int step, Moment now) {
  session_touch(session, now);
  if (step < 0 || !session_hear(session, &now)) {
    return false;
  }
  size_t first = session_first_beat(session, step);
  if (first >= session->timeline->count) {
    return false;
  }
  session_leave_step(session, false);
  session_enter_step(session, first, now);
  return true;
}

/* The step that waits for an answer now, if it is of that kind; else NULL. Somebody is at the
 * keys. */
static const Step *asked(Session *session, const char *kind, Moment *now) {
  session_touch(session, *now);
  if (!session_hear(session, now) || session->state != SESSION_WAITING ||
      session_at_hand(session)->phase != PHASE_WAIT) {
    return NULL;
  }
  const Step *step = &session->routine->steps[session->step];
  return strcmp(step->kind->name, kind) == 0 ? step : NULL;
}

/* The step has been answered: reports it, its card first. */
static void answered(Session *session, const char *card) {
  if (card != NULL) {
    session_push(session, EFFECT_CARD, CUE_NONE)->text = card;
  }
  session_leave_step(session, true);
}

/* Where a choice leads. */
static void follow(Session *session, const Choice *choice, Moment now) {
  if (choice->stop) {
    bool red_flag = choice->card != NULL && strcmp(choice->card, "red-flags") == 0;
    session_close(session, red_flag ? ENDED_RED_FLAG : ENDED_USER);
    return;
  }
  if (choice->routine != NULL) {
    session_push(session, EFFECT_ROUTINE, CUE_NONE)->text = choice->routine;
    session_close(session, ENDED_END);
    return;
  }
  int step = choice->go_step >= 0 ? choice->go_step : session->step + 1 + choice->skip;
  size_t next = session_first_beat(session, step);
  if (!choice->pause || next >= session->timeline->count) {
    session_enter_step(session, next, now);
    return;
  }
  session->state = SESSION_PAUSED;
  session_enter_step(session, next, now);
  session_pause_here(session, PAUSE_CHOICE);
}

bool session_choose(Session *session, size_t choice, Moment now) {
  const Step *step = asked(session, "prompt", &now);
  if (step == NULL || choice >= step->choices.count) {
    return false;
  }
  const Choice *chosen = &step->choices.at[choice];
  session_drop_answers(session, step->title);
  session_add_answer(session, step->title, chosen->label);
  session_take_answers(session);
  answered(session, chosen->card);
  follow(session, chosen, now);
  return true;
}

bool session_check_off(Session *session, const bool *ticks, Moment now) {
  const Step *step = asked(session, "checklist", &now);
  if (step == NULL) {
    return false;
  }
  bool any = false;
  for (size_t i = 0; i < step->items.count; i++) {
    session_drop_answers(session, step->items.at[i]);
  }
  for (size_t i = 0; i < step->items.count; i++) {
    if (ticks[i]) {
      session_add_answer(session, step->items.at[i], "yes");
      any = true;
    }
  }
  bool stop = any && step->stop_on_tick;
  answered(session, stop ? step->card : NULL);
  if (stop) {
    session_close(session, ENDED_RED_FLAG);
  } else {
    session_enter_step(session, session_first_beat(session, session->step + 1), now);
  }
  return true;
}

/* Whether a journal field was answered. */
static bool filled_in(const char *text) {
  return text != NULL && text[0] != '\0';
}

bool session_write_journal(Session *session, const char *const *texts, Moment now) {
  if (asked(session, "journal", &now) == NULL) {
    return false;
  }
  /* First all of the old, then the new: two fields may have the same name. */
  const char *const *fields = session_journal_fields(session);
  for (size_t i = 0; fields[i] != NULL; i++) {
    if (filled_in(texts[i])) {
      session_drop_answers(session, fields[i]);
    }
  }
  for (size_t i = 0; fields[i] != NULL; i++) {
    if (filled_in(texts[i])) {
      session_add_answer(session, fields[i], texts[i]);
    }
  }
  answered(session, NULL);
  session_enter_step(session, session_first_beat(session, session->step + 1), now);
  return true;
}
