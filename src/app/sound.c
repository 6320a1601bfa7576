/* How a chime or a sentence becomes a program with its words: those known, or the user's own. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app_private.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/night.h"

enum {
  CHIME_LIMIT_MS = 1200 + 5000, /* the longest chime, and 5 s. Source: SPEC.md section 5 */
  SPEECH_START_MS = 3000,       /* until a speech server that was not running speaks */
  SPEECH_BYTE_MS = 100,         /* a slow voice */
  SPEECH_LIMIT_MS = 15 * 1000,
  PERCENT = 100,
  PAPLAY_FULL = 65536, /* the volume of paplay that changes nothing */
  QUIET_PERCENT = 50,  /* up to here players without a volume get the quiet chimes */
  NIGHT_FROM = 21,     /* hours: the night volume... */
  NIGHT_TO = 7,        /* ...ends */
  CHIME_WORDS = 4,
  SPEECH_WORDS = 10
};

/* The ways to play one chime; owns its texts. */
typedef struct Chime {
  char *file;   /* as it is */
  char *softer; /* for players that have no volume */
  const char *pipewire[CHIME_WORDS];
  const char *pulse[CHIME_WORDS];
  const char *alsa[CHIME_WORDS];
  const char **own; /* the user's command, or NULL */
} Chime;

int sound_volume(const App *app) {
  Civil civil = civil_of(app->clock.wall(app->clock.context));
  bool night = civil.hour >= NIGHT_FROM || civil.hour < NIGHT_TO ||
               (app->routine != NULL && app->routine->night);
  return night ? app->settings.night_volume : PERCENT;
}

/* A command of the user's with one more word, NULL-terminated; NULL where there is none. Release
 * with free(). */
static const char **own_command(const TextList *command, const char *last) {
  if (command->count == 0) {
    return NULL;
  }
  const char **argv = mem_new(command->count + 2, sizeof *argv);
  for (size_t i = 0; i < command->count; i++) {
    argv[i] = command->at[i];
  }
  argv[command->count] = last;
  return argv;
}

/* Both volumes are options as the players take them. The chime borrows them. */
static void make_chime(const App *app, Cue cue, const char *pipewire_volume,
                       const char *pulse_volume, Chime *chime) {
  const char *name = cue_name(cue);
  const char *folder = sound_volume(app) <= QUIET_PERCENT ? "quiet/" : "";
  *chime = (Chime){
      .file = mem_format("%s/%s.wav", app->paths.sounds, name),
      .softer = mem_format("%s/%s%s.wav", app->paths.sounds, folder, name),
      .pipewire = {"pw-play", pipewire_volume},
      .pulse = {"paplay", pulse_volume},
      .alsa = {"aplay", "-q"},
  };
  chime->pipewire[2] = chime->file;
  chime->pulse[2] = chime->file;
  chime->alsa[2] = chime->softer;
  chime->own = own_command(&app->settings.sound_command, chime->softer);
}

/* The user's command alone, where there is one. */
static PlayItem item_of(const Chime *chime) {
  PlayItem item = {.limit = CHIME_LIMIT_MS};
  if (chime->own != NULL) {
    item.ways[0].argv = chime->own;
  } else {
    item.ways[0].argv = chime->pipewire;
    item.ways[1].argv = chime->pulse;
    item.ways[2].argv = chime->alsa;
  }
  return item;
}

int sound_chimes(const App *app, const Cue *cues, size_t count) {
  int percent = sound_volume(app);
  if (percent == 0) {
    return PLAY_NOTHING;
  }
  char *pipewire = mem_format("--volume=%d.%02d", percent / PERCENT, percent % PERCENT);
  char *pulse = mem_format("--volume=%d", PAPLAY_FULL / PERCENT * percent);
  Chime chimes[CUES_DUE_MAX];
  PlayItem items[CUES_DUE_MAX];
  for (size_t i = 0; i < count; i++) {
    make_chime(app, cues[i], pipewire, pulse, &chimes[i]);
    items[i] = item_of(&chimes[i]);
  }
  int playing = player_begin(items, count);
  for (size_t i = 0; i < count; i++) {
    free(chimes[i].own);
    free(chimes[i].softer);
    free(chimes[i].file);
  }
  free(pulse);
  free(pipewire);
  return playing;
}

Millis sound_speech_limit(const char *text) {
  Millis limit = SPEECH_START_MS + SPEECH_BYTE_MS * (Millis)strlen(text);
  return limit < SPEECH_LIMIT_MS ? limit : SPEECH_LIMIT_MS;
}

/* Puts what is said behind the options of a command, and before it the voice's language where that
 * is not English: an English voice reads nothing else well. argv: with room for five more. */
static void say_in_language(const char **argv, const char *option, const char *text) {
  /* Translators: the code of your language: de, fr, pt-br. */
  const char *language = language_in("language code of the voice", "en");
  while (*argv != NULL) {
    argv++;
  }
  if (strcmp(language, "en") != 0) {
    *argv++ = option;
    *argv++ = language;
  }
  *argv++ = "--";
  *argv++ = text;
  *argv = NULL;
}

int sound_speech(const App *app, const char *text) {
  static const char *const cancel[] = {"spd-say", "-C", NULL};
  int percent = sound_volume(app);
  if (percent == 0) {
    return PLAY_NOTHING;
  }
  char *below = mem_format("%d", percent - PERCENT);
  char *above = mem_format("%d", percent);
  /* A program of the user's need not know "--": what begins with a dash would be an option. */
  char *plain = mem_format("%s%s", text[0] == '-' ? " " : "", text);
  const char **own = own_command(&app->settings.voice_command, plain);
  const char *dispatcher[SPEECH_WORDS] = {"spd-say", "-w", "-i", below};
  const char *espeak[SPEECH_WORDS] = {"espeak-ng", "-a", above};
  say_in_language(dispatcher, "-l", text);
  say_in_language(espeak, "-v", text);
  PlayItem item = {.limit = sound_speech_limit(text)};
  if (own != NULL) {
    item.ways[0].argv = own;
  } else {
    item.ways[0] = (PlayWay){dispatcher, cancel};
    item.ways[1].argv = espeak;
  }
  int playing = player_begin(&item, 1);
  free(own);
  free(plain);
  free(above);
  free(below);
  return playing;
}

void sound_ring(Cue cue) {
  if (isatty(STDOUT_FILENO)) {
    cue_play(cue, SOUND_BELL, STDOUT_FILENO);
  }
}
