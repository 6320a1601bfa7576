/* What is heard of a session: the cues of one moment, and what is said, which now and then has to
 * wait. Players are processes of their own: nothing here waits for one. */
#include "nightcalf/cues.h"

#include <stdlib.h>
#include <unistd.h>

#include "app_private.h"
#include "nightcalf/own.h"

enum { LOOK_EVERY_MS = 200 /* at what has an end that matters */ };

static Moment now_of(const App *app) {
  return app->clock.now(app->clock.context);
}

static bool chimes_chosen(const App *app) {
  return app->settings.sound == SOUND_CHIME || app->settings.sound == SOUND_CHIME_OR_BELL;
}

/* Sounds cues in the way that was chosen. What sounded before ends. */
static void sound(App *app, const Cue *due, size_t count) {
  Cues *cues = &app->cues;
  if (app->settings.sound == SOUND_BELL) {
    for (size_t i = 0; i < count; i++) {
      sound_ring(due[i]);
    }
  } else if (chimes_chosen(app) && count > 0) {
    player_stop(&cues->chime);
    cues->chime = sound_chimes(app, due, count);
    cues->chimed = due[count - 1];
  }
}

/* Looks what became of the chimes: where none could be played, the bell rings if it may. */
static PlayState look_at_chime(App *app) {
  PlayState state = player_look(&app->cues.chime);
  if (state == PLAY_FAILED && app->settings.sound == SOUND_CHIME_OR_BELL) {
    sound_ring(app->cues.chimed);
  }
  return state;
}

/* Nothing is waited for any more. */
static void let_go(App *app) {
  if (app->cues.holding && app->session != NULL) {
    session_release(app->session, now_of(app));
  }
  app->cues.holding = false;
}

/* Ends what is being said, or is yet to be. */
static void hush(App *app) {
  player_stop(&app->cues.voice);
  spoken_free(&app->cues.heard);
  spoken_free(&app->cues.waiting);
  let_go(app);
}

/* Whether something was said so recently that other words have to wait. */
static bool spoke_just_now(const App *app) {
  return app->cues.spoke && moment_since(now_of(app), app->cues.spoken) < SPOKEN_EVERY;
}

/* Says what waits, if its time has come. */
static void speak(App *app) {
  Cues *cues = &app->cues;
  Spoken *words = &cues->waiting;
  if (words->text == NULL || (spoke_just_now(app) && words->rank != SPOKEN_URGENT)) {
    return;
  }
  Moment now = now_of(app);
  let_go(app);
  player_stop(&cues->voice);
  cues->voice = sound_speech(app, words->text);
  cues->spoke = true;
  cues->spoken = now;
  cues->holding = cues->voice != PLAY_NOTHING && !cues->late && words->rank == SPOKEN_MAJOR;
  if (cues->holding) {
    session_hold_back(app->session, moment_after(now, sound_speech_limit(words->text)), now);
  }
  spoken_free(words);
}

/* Of the words of this moment and those that wait, keeps the more important, else the newer. */
static void take_heard(App *app) {
  Cues *cues = &app->cues;
  if (cues->heard.text == NULL) {
    return;
  }
  bool minor = cues->heard.rank == SPOKEN_MINOR;
  if (minor && (spoke_just_now(app) || cues->waiting.text != NULL)) {
    spoken_free(&cues->heard);
    return;
  }
  spoken_free(&cues->waiting);
  cues->waiting = cues->heard;
  cues->heard = (Spoken){0};
}

static void look_at_voice(App *app) {
  Cues *cues = &app->cues;
  bool was = cues->voice != PLAY_NOTHING;
  PlayState state = player_look(&cues->voice);
  if (was && state != PLAY_GOING) {
    cues->late = cues->late || state == PLAY_LATE;
    let_go(app);
  }
}

/* Words about something else are not said any more once this has happened. newer: there are others
 * as important. */
static void drop_stale(App *app, const Effect *effect, bool newer) {
  bool skipped = effect->kind == EFFECT_STEP && effect->cue == CUE_NONE;
  if (skipped || effect->kind == EFFECT_PAUSED || effect->kind == EFFECT_HURT ||
      effect->kind == EFFECT_ENDED) {
    hush(app);
  } else if (newer || effect->kind == EFFECT_LEAD_IN) {
    spoken_free(&app->cues.waiting); /* of the beat before, or of the pause */
  }
}

/* Whether the session may be heard. */
static bool is_heard(const App *app) {
  return !app->quiet && !app->muted && !own_is_quiet(app, app->routine->id);
}

void cues_hear(App *app, const Effect *effect) {
  Cues *cues = &app->cues;
  bool chosen = app->settings.sound != SOUND_NONE || app->settings.voice != VOICE_NONE;
  if (!chosen || !is_heard(app)) {
    return;
  }
  bool off = effect->cue != CUE_NONE && (app->settings.cues_off & 1U << (effect->cue - 1)) != 0;
  if (effect->cue != CUE_NONE && !off && cues->due_count < CUES_DUE_MAX) {
    cues->due[cues->due_count] = effect->cue;
    cues->due_count++;
  }
  Spoken spoken = {0};
  bool words =
      app->settings.voice == VOICE_SPEECH && !off && spoken_at(app->session, effect, &spoken);
  drop_stale(app, effect, words && spoken.rank != SPOKEN_MINOR);
  if (words) {
    spoken_join(&cues->heard, &spoken);
  }
}

void cues_sound(App *app) {
  Cues *cues = &app->cues;
  look_at_chime(app);
  look_at_voice(app);
  sound(app, cues->due, cues->due_count);
  cues->due_count = 0;
  take_heard(app);
  speak(app);
}

bool cues_deadline(const App *app, Moment *deadline) {
  const Cues *cues = &app->cues;
  bool bell_next = cues->chime != PLAY_NOTHING && app->settings.sound == SOUND_CHIME_OR_BELL;
  *deadline = moment_after(now_of(app), LOOK_EVERY_MS);
  if (bell_next || cues->holding) {
    return true;
  }
  *deadline = moment_after(cues->spoken, SPOKEN_EVERY);
  return cues->waiting.text != NULL;
}

void cues_stop(App *app) {
  hush(app);
  player_stop(&app->cues.chime);
  app->cues.due_count = 0;
}

void app_mute(App *app) {
  app->muted = !app->muted;
  if (app->muted) {
    cues_stop(app);
  }
}

void app_rehearse(App *app, Cue cue) {
  const char *words = spoken_sample(cue);
  cues_stop(app);
  sound(app, &cue, 1);
  if (app->settings.voice == VOICE_SPEECH && words != NULL) {
    app->cues.voice = sound_speech(app, words);
  }
}

PlayState app_rehearsed(App *app) {
  PlayState chime = look_at_chime(app);
  PlayState voice = player_look(&app->cues.voice);
  return chime > voice ? chime : voice;
}

void app_rehearse_stop(App *app) {
  cues_stop(app);
}
