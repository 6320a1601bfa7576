/* What happens in a session, said in lines: one a beat, each at once, nothing ever said twice. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/pose.h"
#include "nightcalf/text.h"
#include "phrase.h"
#include "plain.h"

enum { SECOND_MS = 1000 };

static const Step *step_of(const Plain *plain, int index) {
  return &plain->app->routine->steps[index];
}

void plain_say(Plain *plain, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  char *line = mem_format_list(language_text(format), arguments);
  va_end(arguments);
  if (!text_print(stdout, "%s\n", line) || fflush(stdout) != 0) {
    plain->gone = true;
  }
  free(line);
}

void plain_say_page(Plain *plain, const char *text) {
  size_t count = 0;
  char **lines = text_wrap(text, cli_columns(), &count);
  /* The text's own last newline is enough. */
  for (size_t i = 0; i < count && (i + 1 < count || lines[i][0] != '\0'); i++) {
    plain_say(plain, "%s", lines[i]);
  }
  text_lines_free(lines, count);
}

/* Says a text of the routine, if there is one. */
static void say_text(Plain *plain, const char *text) {
  if (text != NULL && text[0] != '\0') {
    plain_say(plain, "%s", text);
  }
}

/* The full stop after a title that has none of its own. */
static const char *stop_after(const char *title) {
  size_t length = strlen(title);
  return length > 0 && strchr(".?!", title[length - 1]) != NULL ? "" : ".";
}

void plain_show_start(Plain *plain) {
  const App *app = plain->app;
  if (plain->now) {
    return;
  }
  const char *title = app->routine->title;
  char *steps = phrase_steps(app->routine->step_count);
  if (app->timeline.total > 0) {
    char total[PHRASE_SIZE];
    phrase_length(app->timeline.total, total);
    plain_say(plain, "%s%s %s, %s.", title, stop_after(title), total, steps);
  } else {
    plain_say(plain, "%s%s %s.", title, stop_after(title), steps);
  }
  free(steps);
  char *adapted = app_adapted_text(&plain->adapted);
  say_text(plain, adapted);
  free(adapted);
  if (plain->waiting) {
    plain_say(plain, "%s %s", _(app_stretches_left_out), _(cli_once_agreed));
  }
  char *note = app_clot_note(app);
  say_text(plain, note);
  free(note);
  say_text(plain, app->routine->about);
  say_text(plain, app->routine->note);
  plain_say(plain, "General information, not medical advice. Stop if it hurts.");
  if (plain->terminal) {
    plain_say(plain, "Enter: ready or pause. n next, b back, r again, + or -, x it hurts, q leave, "
                     "then Enter.");
  }
}

/* "Breathe in 4, hold 7, out 8, 4 times." */
static void say_breath(Plain *plain, const Step *step) {
  const struct {
    const char *word;
    Millis length;
  } parts[] = {{language_in("breathe", "in"), step->inhale},
               {language_in("breathe", "hold"), step->hold_in},
               {language_in("breathe", "out"), step->exhale},
               {language_in("breathe", "hold"), step->hold_out}};
  char *text = mem_copy("");
  for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
    if (parts[i].length > 0) {
      char *longer = mem_format("%s%s%s %.4g", text, text[0] == '\0' ? "" : ", ", parts[i].word,
                                (double)parts[i].length / 1000.0);
      free(text);
      text = longer;
    }
  }
  char *times = phrase_times((size_t)step_breath_cycles(step));
  plain_say(plain, "Breathe %s, %s.", text, times);
  free(times);
  free(text);
}

/* The rest of what a step says, behind its first line. */
static void say_rest(Plain *plain, const Step *step) {
  say_text(plain, step->cue);
  say_text(plain, step->safety);
  if (step->inhale > 0 && step->exhale > 0) {
    say_breath(plain, step);
  }
}

/* The same in a cramp: what takes reading waits for the key that shows the details. */
static void say_brief_rest(Plain *plain, const Step *step) {
  say_text(plain, app_cramp_cue(step));
  if (step->inhale > 0 && step->exhale > 0) {
    say_breath(plain, step);
  }
}

/* A cramp: at once the few words that are spoken; the rest comes before a question, else behind the
 * beat. */
static void say_step_now(Plain *plain, const Step *step) {
  say_text(plain, app_cramp_title(step));
  if (step->kind->waits) {
    say_brief_rest(plain, step);
  }
}

/* What follows on the beat that begins a step, in a cramp. */
static void say_rest_now(Plain *plain, const Step *step) {
  if (!step->kind->waits) {
    say_brief_rest(plain, step);
  }
  if (!plain->told_keys && (app_flags(plain->app) & 1U << FLAG_RECENT_SURGERY) != 0) {
    plain_say(plain, "%s", _(app_relief_after_surgery));
  }
  if (!plain->told_keys && plain->terminal) {
    plain_say(plain, "e, Enter: it has eased. ?, Enter: all keys.");
  }
  plain->told_keys = true;
}

static void say_step(Plain *plain, int index) {
  const Step *step = step_of(plain, index);
  if (plain->now) {
    say_step_now(plain, step);
    return;
  }
  size_t count = plain->app->routine->step_count;
  if (step->kind->waits) {
    plain_say(plain, "Step %d of %zu: %s%s", index + 1, count, step->title,
              stop_after(step->title));
  } else {
    char length[PHRASE_SIZE];
    phrase_length(timeline_step_total(&plain->app->timeline, index), length);
    plain_say(plain, "Step %d of %zu: %s%s %s.", index + 1, count, step->title,
              stop_after(step->title), length);
  }
  say_rest(plain, step);
}

void plain_show_details(Plain *plain) {
  const Step *step = step_of(plain, session_step(plain->app->session));
  Pose pose;
  bool pictured = app_pose(plain->app, step->pose, &pose);
  if (plain->now) {
    say_text(plain, step->cue);
    say_text(plain, step->safety);
  } else if (step->detail.count == 0 && !pictured) {
    plain_say(plain, "No more is known about this step.");
  }
  for (size_t i = 0; i < step->detail.count; i++) {
    plain_say(plain, "%s", step->detail.at[i]);
  }
  if (pictured) {
    plain_say(plain, "%s", pose.words);
  }
  pose_free(&pose);
}

/* "Hold, left, 1 of 3: 15 seconds." */
static void say_timed(Plain *plain, const Beat *beat, Millis left) {
  char length[PHRASE_SIZE];
  /* What is left after a pause is told in whole seconds. */
  phrase_length(left == beat->length ? left : (left + SECOND_MS - 1) / SECOND_MS * SECOND_MS,
                length);
  /* What tells this beat from its like. */
  bool named = beat->phase == PHASE_HOLD || beat->phase == PHASE_WORK;
  bool counted = named && beat->reps > 1;
  const char *phase = phrase_phase(beat->phase);
  const char *side = named ? phrase_side(step_of(plain, beat->step), beat->side) : "";
  if (counted && side[0] != '\0') {
    plain_say(plain, "%s, %s, %d of %d: %s.", phase, side, beat->rep, beat->reps, length);
  } else if (counted) {
    plain_say(plain, "%s, %d of %d: %s.", phase, beat->rep, beat->reps, length);
  } else if (side[0] != '\0') {
    plain_say(plain, "%s, %s: %s.", phase, side, length);
  } else {
    plain_say(plain, "%s: %s.", phase, length);
  }
}

static void say_beat(Plain *plain, const Beat *beat, Millis left) {
  switch (beat->phase) {
  case PHASE_WAIT:
    plain_ask(plain);
    break;
  case PHASE_SETUP:
    if (session_state(plain->app->session) == SESSION_WAITING) {
      plain_say(plain, "Get ready. Enter: ready.");
    } else {
      say_timed(plain, beat, left);
    }
    break;
  case PHASE_SWITCH:
  case PHASE_SWAP:
    if (beat->side == SIDE_LEFT || beat->side == SIDE_RIGHT) {
      plain_say(plain, "Other leg: %s.", phrase_leg(beat->side));
    } else {
      say_timed(plain, beat, left);
    }
    break;
  case PHASE_INHALE:
    plain_say(plain, "In, breath %d of %d.", beat->cycle, beat->cycles);
    break;
  case PHASE_EXHALE:
  case PHASE_HOLD_IN:
  case PHASE_HOLD_OUT:
    plain_say(plain, "%s.", phrase_phase(beat->phase));
    break;
  default:
    say_timed(plain, beat, left);
    break;
  }
}

static void show_beat(Plain *plain, const Effect *effect) {
  const Beat *beat = &plain->app->timeline.beats[effect->beat];
  bool begins = effect->step != plain->step;
  if (begins) {
    plain->step = effect->step;
    plain_forget_journal(plain);
    say_step(plain, effect->step);
  }
  if (beat->phase == PHASE_WAIT && plain->question == QUESTION_MUSCLE) {
    plain->question = QUESTION_NONE; /* the answer that comes is to this one */
  }
  say_beat(plain, beat, effect->length);
  if (begins && plain->now) {
    say_rest_now(plain, step_of(plain, effect->step));
  }
}

/* "Ready in 3 seconds.", after the step where it was not said yet: a session that was taken up
 * again. */
static void show_lead_in(Plain *plain, const Effect *effect) {
  if (effect->step != plain->step) {
    plain->step = effect->step;
    plain_forget_journal(plain);
    say_step(plain, effect->step);
  }
  char length[PHRASE_SIZE];
  phrase_length(effect->length, length);
  plain_say(plain, "Ready in %s.", length);
}

static void show_pause(Plain *plain, PauseReason reason) {
  switch (reason) {
  case PAUSE_USER:
    plain_say(plain, "Paused. Take your time. Enter: go on.");
    break;
  case PAUSE_GAP:
    plain_say(plain, "The machine slept or the program was stopped. Enter: go on. r Enter: this "
                     "step again. q Enter: leave.");
    break;
  case PAUSE_CHOICE:
    plain_say(plain, "Paused until you come back. Enter: go on.");
    break;
  case PAUSE_LEAVING: /* its question was asked with the key */
    break;
  }
}

static void show_card(Plain *plain) {
  char *text = plain->app->card == NULL ? NULL : app_card(plain->app, plain->app->card);
  if (text == NULL) {
    plain_say(plain,
              "There should be a card here, \"%s\", but it cannot be read. If something is "
              "wrong with your legs, ask a clinician before you go on.",
              plain->app->card == NULL ? "" : plain->app->card);
  } else {
    plain_say_page(plain, text);
  }
  free(text);
  free(plain->app->card);
  plain->app->card = NULL;
}

/* A step that was left undone gets a word; the others end with the next line. */
static void show_step_end(Plain *plain, int step) {
  Moment now = plain->app->clock.now(plain->app->clock.context);
  StepRecord record = session_record(plain->app->session, step, now);
  if (step_record_outcome(&record) == STEP_SKIPPED && !plain->passing_over &&
      session_state(plain->app->session) != SESSION_ENDED) {
    plain_say(plain, "Skipped. That is fine.");
  }
  plain->passing_over = false;
}

void plain_show_effect(Plain *plain, const Effect *effect) {
  switch (effect->kind) {
  case EFFECT_BEAT:
    show_beat(plain, effect);
    break;
  case EFFECT_LEAD_IN:
    show_lead_in(plain, effect);
    break;
  case EFFECT_CUE:
    if (effect->cue == CUE_HALF) {
      plain_say(plain, "Halfway.");
    }
    break;
  case EFFECT_STEP:
    show_step_end(plain, effect->step);
    break;
  case EFFECT_PAUSED:
    show_pause(plain, effect->pause);
    break;
  case EFFECT_HURT:
    plain_open_question(plain, QUESTION_HURT);
    break;
  case EFFECT_CARD:
    show_card(plain);
    break;
  case EFFECT_SAVE:
  case EFFECT_ROUTINE:
  case EFFECT_ENDED:
    break;
  }
}

void plain_show_keeping(Plain *plain) {
  bool unkept = plain->app->kept_error.text[0] != '\0';
  if (unkept && !plain->told_unkept) {
    plain_say(plain, "This cannot be kept at the moment: %s. The routine goes on.",
              plain->app->kept_error.text);
  } else if (!unkept && plain->told_unkept) {
    plain_say(plain, "It is being kept again.");
  }
  plain->told_unkept = unkept;
}

static const char *const farewells[] = {
    [ENDED_CRASH] = N_("Ended."),
    [ENDED_END] = N_("All done. Rest well."),
    [ENDED_USER] = N_("Ended here. Rest well."),
    [ENDED_RED_FLAG] = N_("Stopping here. Please read the lines above."),
    [ENDED_HURT] = N_("Ended here, since it hurt. Rest well."),
    [ENDED_DRIFT] = N_("Nobody at the keys for a while: ended quietly."),
    [ENDED_HANGUP] = N_("Stopped. \"nightcalf run --resume\" takes it up again tonight."),
};

/* "Done: 3 minutes of 5 minutes, left 1 minute, right 1 minute. Completed." */
static void say_done(Plain *plain) {
  const Session *session = plain->app->session;
  Moment now = plain->app->clock.now(plain->app->clock.context);
  StepRecord all = {0};
  for (size_t i = 0; i < plain->app->routine->step_count; i++) {
    if (plain->app->routine->steps[i].sides.count > 0) {
      StepRecord record = session_record(session, (int)i, now);
      all.left += record.left;
      all.right += record.right;
    }
  }
  char done[PHRASE_SIZE];
  char planned[PHRASE_SIZE];
  char left[PHRASE_SIZE];
  char right[PHRASE_SIZE];
  /* What was broken off is told in whole seconds. */
  Millis spent = session_done(session, now);
  Millis to_do = session_planned(session);
  phrase_length(spent == to_do ? spent : spent / SECOND_MS * SECOND_MS, done);
  phrase_length(to_do, planned);
  phrase_length(all.left / SECOND_MS * SECOND_MS, left);
  phrase_length(all.right / SECOND_MS * SECOND_MS, right);
  const char *outcome =
      session_outcome(session, now) == OUTCOME_COMPLETED ? _("Completed") : _("Partly done");
  if (all.left >= SECOND_MS || all.right >= SECOND_MS) {
    plain_say(plain, "Done: %s of %s; left %s, right %s. %s.", done, planned, left, right, outcome);
  } else {
    plain_say(plain, "Done: %s of %s. %s.", done, planned, outcome);
  }
}

void plain_show_end(Plain *plain) {
  if (plain->discarded) {
    plain_say(plain, "%s",
              plain->app->cramp.on ? _("Discarded; the cramp stays logged. Rest well.")
                                   : _("Discarded. Rest well."));
    return;
  }
  plain_say(plain, "%s", _(farewells[session_ended_by(plain->app->session)]));
  say_done(plain);
  if (plain->now) {
    plain_say(plain, "General information, not medical advice.");
  }
  if (plain->app->keeps_nothing) {
    plain_say(plain, "Nothing of it is kept, as you asked.");
    return;
  }
  if (plain->app->kept_error.text[0] == '\0') {
    plain_say(plain, "Kept in the history.");
    return;
  }
  plain_say(plain, "It could not be kept in the history.");
}
