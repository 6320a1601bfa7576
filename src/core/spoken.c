/* What a session says aloud, by its effects. Contract: nightcalf/spoken.h. */
#include "nightcalf/spoken.h"

#include <stdlib.h>
#include <string.h>

#include "nightcalf/language.h"
#include "nightcalf/mem.h"

enum { BREATHS_SPOKEN = 4 /* after so many the words fade out */ };

/* The phrase bank. Source: CONTENT.md 4.3; "Begin." is what stands for "Hold." where nothing is
 * held. */
static const char get_ready[] = N_("Get into position.");
static const char hold[] = N_("Hold.");
static const char begin[] = N_("Begin.");
static const char half[] = N_("Halfway. Keep breathing.");
static const char rest[] = N_("Rest.");
static const char other_leg[] = N_("Other leg.");
static const char last_one[] = N_("Last one.");
static const char paused[] = N_("Paused. Take your time.");
static const char skipped[] = N_("Skipped. That is fine.");
static const char stopping[] = N_("Stopping here. Please read the screen.");
static const char all_done[] = N_("All done. Rest well.");
static const char *const step_done[] = {N_("Good."), N_("Done.")};

static const char *const breath_words[PHASE_COUNT] = {
    [PHASE_INHALE] = N_("In."),
    [PHASE_HOLD_IN] = N_("Hold."),
    [PHASE_EXHALE] = N_("Out."),
    [PHASE_HOLD_OUT] = N_("Hold."),
};

/* In a cramp at night nothing else is said. Source: CONTENT.md 4.3, night mode. */
static const char night_start[] = N_("Toes up.");
static const char night_half[] = N_("Breathe out.");
static const char night_end[] = N_("Well done.");

static const char *const samples[CUE_COUNT] = {
    [CUE_READY] = get_ready,   [CUE_HOLD] = hold,        [CUE_HALF] = half,
    [CUE_REST] = rest,         [CUE_SWITCH] = other_leg, [CUE_STEP_DONE] = N_("Good."),
    [CUE_ALL_DONE] = all_done,
};

const char *spoken_sample(Cue cue) {
  return language_text(samples[cue]);
}

/* Adds a sentence to a text that grows, in the user's language; NULL and "" add nothing. */
static void add(char **text, const char *sentence) {
  if (sentence == NULL || sentence[0] == '\0') {
    return;
  }
  char *longer = *text == NULL ? mem_copy(language_text(sentence))
                               : mem_format("%s %s", *text, language_text(sentence));
  free(*text);
  *text = longer;
}

/* Adds words that may lack their full stop. */
static void add_words(char **text, const char *words) {
  size_t length = strlen(words);
  bool ends = length > 0 && strchr(".!?", words[length - 1]) != NULL;
  char *sentence = mem_format("%s%s", words, ends ? "" : ".");
  add(text, sentence);
  free(sentence);
}

static const char *leg_of(const Beat *beat) {
  return beat->side == SIDE_LEFT    ? N_("Left leg.")
         : beat->side == SIDE_RIGHT ? N_("Right leg.")
                                    : NULL;
}

static const Beat *beat_of(const Session *session, const Effect *effect) {
  return &session_timeline(session)->beats[effect->beat];
}

static const Step *step_of(const Session *session, const Beat *beat) {
  return &session_routine(session)->steps[beat->step];
}

static bool begins_step(const Session *session, int beat) {
  const Beat *beats = session_timeline(session)->beats;
  return beat == 0 || beats[beat - 1].step != beats[beat].step;
}

/* Whether the end of a beat is the time for more important words. */
static bool leads_to_words(const Session *session, int beat) {
  const Timeline *timeline = session_timeline(session);
  if ((size_t)beat + 1 >= timeline->count) {
    return true;
  }
  const Beat *next = &timeline->beats[beat + 1];
  return begins_step(session, beat + 1) || next->phase == PHASE_SWITCH || next->phase == PHASE_SWAP;
}

/* What a step is and how to begin: "Next: Calf massage. Stroke upward. Left leg. Get into
 * position." */
static void announce(const Session *session, const Beat *beat, Spoken *spoken) {
  const Step *step = step_of(session, beat);
  spoken->rank = SPOKEN_MAJOR;
  char *title = beat->step > 0 ? mem_format(_("Next: %s"), step->title) : mem_copy(step->title);
  add_words(&spoken->text, title);
  free(title);
  if (step->say != NULL && step->say[0] != '\0') {
    add_words(&spoken->text, step->say);
  }
  add(&spoken->text, leg_of(beat));
  add(&spoken->text, beat->phase == PHASE_SETUP ? get_ready : NULL);
}

/* Words at the beginning of a beat that does not begin its step. */
static void say_beat(const Effect *effect, const Beat *beat, Spoken *spoken) {
  switch (beat->phase) {
  case PHASE_HOLD:
  case PHASE_WORK:
    if (effect->cue == CUE_SWITCH) {
      spoken->rank = SPOKEN_MAJOR;
      add(&spoken->text, other_leg);
      add(&spoken->text, leg_of(beat));
    }
    add(&spoken->text, beat->reps > 1 && beat->rep == beat->reps ? last_one : NULL);
    add(&spoken->text, beat->phase == PHASE_HOLD ? hold : begin);
    return;
  case PHASE_REST:
    add(&spoken->text, rest);
    return;
  case PHASE_SWITCH:
  case PHASE_SWAP:
    spoken->rank = SPOKEN_MAJOR;
    add(&spoken->text, other_leg);
    add(&spoken->text, leg_of(beat));
    return;
  default:
    add(&spoken->text, beat->cycle <= BREATHS_SPOKEN ? breath_words[beat->phase] : NULL);
    return;
  }
}

/* A beat begins, or goes on: then it is not announced again. */
static void hear_beat(const Session *session, const Effect *effect, Spoken *spoken) {
  const Beat *beat = beat_of(session, effect);
  bool goes_on = effect->length > 0 && effect->length < beat->length;
  if (begins_step(session, effect->beat) && !goes_on) {
    announce(session, beat, spoken);
    return;
  }
  say_beat(effect, beat, spoken);
  if (spoken->rank == SPOKEN_MINOR && effect->length < SPOKEN_EVERY &&
      leads_to_words(session, effect->beat)) {
    spoken_free(spoken);
  }
}

/* The middle of a hold, unless what follows it has to be said too soon after. */
static void hear_half(const Session *session, const Effect *effect, Spoken *spoken) {
  bool room = beat_of(session, effect)->length / 2 >= SPOKEN_EVERY;
  if (effect->cue == CUE_HALF && (room || !leads_to_words(session, effect->beat))) {
    add(&spoken->text, half);
  }
}

static void hear_step(const Session *session, const Effect *effect, Spoken *spoken) {
  (void)session;
  spoken->rank = SPOKEN_MAJOR;
  add(&spoken->text, effect->cue == CUE_STEP_DONE ? step_done[effect->step % 2] : skipped);
}

/* The end. What the user leaves needs no words. */
static void hear_end(const Session *session, const Effect *effect, Spoken *spoken) {
  (void)effect;
  EndedBy by = session_ended_by(session);
  if (by == ENDED_RED_FLAG || by == ENDED_HURT) {
    spoken->rank = SPOKEN_URGENT;
    add(&spoken->text, stopping);
  } else if (by == ENDED_END) {
    spoken->rank = SPOKEN_MAJOR;
    add(&spoken->text, all_done);
  }
}

static void hear_pause(const Session *session, const Effect *effect, Spoken *spoken) {
  (void)session;
  spoken->rank = SPOKEN_MAJOR;
  add(&spoken->text, effect->pause == PAUSE_USER || effect->pause == PAUSE_GAP ? paused : NULL);
}

static void hear_hurt(const Session *session, const Effect *effect, Spoken *spoken) {
  (void)session;
  (void)effect;
  spoken->rank = SPOKEN_URGENT;
  add(&spoken->text, stopping);
}

static void hear_lead_in(const Session *session, const Effect *effect, Spoken *spoken) {
  (void)session;
  (void)effect;
  add(&spoken->text, get_ready);
}

/* One a kind; those without have no words. */
static void (*const hear[])(const Session *, const Effect *, Spoken *) = {
    [EFFECT_BEAT] = hear_beat,    [EFFECT_LEAD_IN] = hear_lead_in,
    [EFFECT_CUE] = hear_half,     [EFFECT_STEP] = hear_step,
    [EFFECT_PAUSED] = hear_pause, [EFFECT_HURT] = hear_hurt,
    [EFFECT_ENDED] = hear_end,    [EFFECT_SAVE] = NULL,
    [EFFECT_CARD] = NULL,         [EFFECT_ROUTINE] = NULL,
};

/* The few words of a cramp at night. */
static void hear_at_night(const Session *session, const Effect *effect, Spoken *spoken) {
  spoken->rank = SPOKEN_MAJOR;
  if (effect->kind == EFFECT_BEAT && effect->beat == 0) {
    add(&spoken->text, night_start);
  } else if (effect->kind == EFFECT_BEAT && beat_of(session, effect)->phase == PHASE_HOLD) {
    spoken->rank = SPOKEN_MINOR;
    add(&spoken->text, hold);
  } else if (effect->kind == EFFECT_CUE && effect->cue == CUE_HALF) {
    spoken->rank = SPOKEN_MINOR;
    add(&spoken->text, night_half);
  } else if (effect->kind == EFFECT_ENDED && session_ended_by(session) == ENDED_END) {
    add(&spoken->text, night_end);
  }
}

bool spoken_at(const Session *session, const Effect *effect, Spoken *spoken) {
  *spoken = (Spoken){0};
  const Routine *routine = session_routine(session);
  if (routine->instant && routine->night) {
    hear_at_night(session, effect, spoken);
  } else if (hear[effect->kind] != NULL) {
    hear[effect->kind](session, effect, spoken);
  }
  return spoken->text != NULL;
}

void spoken_join(Spoken *spoken, Spoken *more) {
  if (more->rank == SPOKEN_URGENT && spoken->rank != SPOKEN_URGENT) {
    spoken_free(spoken);
  }
  add(&spoken->text, more->text);
  spoken->rank = more->rank > spoken->rank ? more->rank : spoken->rank;
  spoken_free(more);
}

void spoken_free(Spoken *spoken) {
  free(spoken->text);
  *spoken = (Spoken){0};
}
