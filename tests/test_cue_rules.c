/* The cues of every shipped routine against SPEC.md section 5, told from its beats alone: which
 * sounds, when, in which order, and that each step is named. What the players were called with
 * (tests/cues, by test_cues) must be the same. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app_fixture.h"
#include "nightcalf/mem.h"
#include "run_through.h"
#include "suite.h"
#include "temp_folder.h"

enum {
  ROUTINES_MAX = 64,
  CUES_MAX = 4096,
  HALF_FROM = 15000,      /* SPEC.md section 5 */
  LAST_BEFORE = 3000,     /* "last seconds": three of them... */
  LAST_FROM_WORK = 8000,  /* ...of what is long enough */
  LAST_FROM_OTHER = 5000, /* and of the time before it */
  ANSWER_AFTER = 2000
};

/* A cue and when it sounds, from the routine's beginning. */
typedef struct Sounded {
  Millis at;
  Cue cue;
} Sounded;

typedef struct Sounds {
  Sounded all[CUES_MAX];
  size_t count;
} Sounds;

/* A beat that has begun. */
typedef struct Begun {
  Millis at, length;
  int beat;
} Begun;

static Sounds heard;
static Sounds wanted;
static Begun beats[CUES_MAX];
static size_t beat_count;
static Moment beginning;

static void add(Sounds *sounds, Millis at, Cue cue) {
  ck_assert_uint_lt(sounds->count, CUES_MAX);
  if (cue != CUE_NONE) {
    sounds->all[sounds->count++] = (Sounded){at, cue};
  }
}

static void set_up_rules(void) {
  set_up();
  library_free(&app.library);
  library_open(&app.library, NULL, NULL, SOURCE_DIR "/routines");
  app.settings.sound = SOUND_NONE;
  app.settings.voice = VOICE_NONE;
  app.settings.drift_minutes = 0;
  heard.count = wanted.count = beat_count = 0;
}

/* -- What the engine does -- */

/* Takes all that is due now. */
static void take_effects(void) {
  Effect effect;
  Millis now = moment_since(hands_moment(), beginning);
  while (app_tick(&app, &effect)) {
    add(&heard, now, effect.cue);
    if (effect.kind == EFFECT_BEAT) {
      ck_assert_uint_lt(beat_count, CUES_MAX);
      beats[beat_count++] = (Begun){now, effect.length, effect.beat};
    }
  }
}

static void hear_all(const char *id) {
  beginning = hands_moment();
  run_through(id, take_effects);
}

/* -- What the rules say -- */

static const Beat *beat_of(const Begun *begun) {
  return &app.timeline.beats[begun->beat];
}

static bool is_work(const Beat *beat) {
  return beat->phase == PHASE_HOLD || beat->phase == PHASE_WORK;
}

/* Whether the leg is another one than in the beat before, of the same step. */
static bool changes_leg(const Begun *begun) {
  const Beat *beat = beat_of(begun);
  const Beat *before = begun->beat > 0 ? beat - 1 : beat;
  return before->step == beat->step && is_work(before) && before->side != beat->side;
}

/* The sound that a beat begins with. */
static Cue begins_with(const Begun *begun) {
  const Beat *beat = beat_of(begun);
  switch (beat->phase) {
  case PHASE_SETUP:
  case PHASE_WAIT:
    return CUE_READY;
  case PHASE_HOLD:
  case PHASE_WORK:
    return changes_leg(begun) ? CUE_SWITCH : CUE_HOLD;
  case PHASE_REST:
    return CUE_REST;
  case PHASE_SWITCH:
  case PHASE_SWAP:
    return CUE_SWITCH;
  case PHASE_INHALE:
    return beat->cycle <= 1 ? CUE_HOLD : CUE_NONE; /* a sound a breath would be a clock's ticking */
  default:
    return CUE_NONE;
  }
}

/* Whether the last seconds of a beat are told. */
static bool tells_last(const Begun *begun) {
  const Beat *beat = beat_of(begun);
  bool leads = beat->phase == PHASE_SETUP || beat->phase == PHASE_REST ||
               beat->phase == PHASE_SWITCH || beat->phase == PHASE_SWAP;
  bool more = (size_t)begun->beat + 1 < app.timeline.count;
  return is_work(beat) ? begun->length >= LAST_FROM_WORK
                       : leads && begun->length >= LAST_FROM_OTHER && more && is_work(beat + 1);
}

/* All that must be heard, from the beats that ran. */
static void tell_wanted(Millis end) {
  for (size_t i = 0; i < beat_count; i++) {
    const Begun *begun = &beats[i];
    const Beat *beat = beat_of(begun);
    Millis until = i + 1 < beat_count ? beats[i + 1].at : end;
    if (beat->phase != PHASE_WAIT) {
      ck_assert_msg(until == begun->at + begun->length, "beat %zu ended at %lld, not at %lld", i,
                    (long long)until, (long long)(begun->at + begun->length));
    }
    add(&wanted, begun->at, begins_with(begun));
    if (is_work(beat) && begun->length >= HALF_FROM) {
      add(&wanted, begun->at + begun->length / 2, CUE_HALF);
    }
    if (tells_last(begun)) {
      add(&wanted, until - LAST_BEFORE, CUE_LAST);
    }
    if (i + 1 == beat_count || beat_of(&beats[i + 1])->step != beat->step) {
      add(&wanted, until, CUE_STEP_DONE);
    }
  }
  add(&wanted, end, CUE_ALL_DONE);
}

static void compare(const char *id, const Sounds *one, const char *what) {
  for (size_t i = 0; i < wanted.count && i < one->count; i++) {
    ck_assert_msg(wanted.all[i].cue == one->all[i].cue && wanted.all[i].at == one->all[i].at,
                  "%s: %s %zu is %s at %lld ms, must be %s at %lld ms", id, what, i,
                  cue_name(one->all[i].cue), (long long)one->all[i].at, cue_name(wanted.all[i].cue),
                  (long long)wanted.all[i].at);
  }
  ck_assert_msg(one->count == wanted.count, "%s: %s are %zu, must be %zu", id, what, one->count,
                wanted.count);
}

START_TEST(engine__sounds_each_cue_when_it_is_due__in_every_shipped_routine) {
  if (_i >= (int)app.library.count) {
    return;
  }
  const char *id = app.library.entries[_i].id;
  hear_all(id);
  tell_wanted(moment_since(hands_moment(), beginning));
  ck_assert_uint_ge(wanted.count, 3);
  compare(id, &heard, "cues");
}
END_TEST

/* -- What the players were called with -- */

static FILE *open_record(const char *id) {
  char *path = mem_format("%s/cues/%s.txt", TESTS_DIR, id);
  FILE *file = fopen(path, "r");
  ck_assert_msg(file != NULL, "%s is missing: NIGHTCALF_REFRESH=1 ctest -R test_cues makes it",
                path);
  free(path);
  return file;
}

/* The time of a line "1:05 pw-play ..." or "1:01:05 ...". */
static Millis time_of(const char *line) {
  Millis seconds = 0;
  char *end = NULL;
  do {
    seconds = seconds * 60 + strtol(line, &end, 10);
    line = end + 1;
  } while (*end == ':');
  return seconds * 1000;
}

static Cue cue_of(const char *line) {
  for (int cue = CUE_READY; cue < CUE_COUNT; cue++) {
    char *file = mem_format("/sounds/%s.wav\n", cue_name((Cue)cue));
    bool found = strstr(line, file) != NULL;
    free(file);
    if (found) {
      return (Cue)cue;
    }
  }
  return CUE_NONE;
}

/* The record has whole seconds, rounded up as every clock of the program is. */
static void round_up(Sounds *sounds) {
  for (size_t i = 0; i < sounds->count; i++) {
    sounds->all[i].at = (sounds->all[i].at + 999) / 1000 * 1000;
  }
}

START_TEST(players__are_called_with_each_cue_when_it_is_due__in_every_shipped_routine) {
  if (_i >= (int)app.library.count) {
    return;
  }
  const char *id = app.library.entries[_i].id;
  hear_all(id);
  tell_wanted(moment_since(hands_moment(), beginning));
  heard.count = 0;
  FILE *file = open_record(id);
  char *line = NULL;
  size_t size = 0;
  while (getline(&line, &size, file) > 0) {
    bool chime = strstr(line, " spd-say ") == NULL;
    ck_assert_msg(!chime || cue_of(line) != CUE_NONE, "%s: what is \"%s\"?", id, line);
    add(&heard, time_of(line), chime ? cue_of(line) : CUE_NONE);
  }
  free(line);
  fclose(file);
  round_up(&wanted);
  compare(id, &heard, "chimes");
}
END_TEST

/* What the voice says of a step: its own words, else its title. */
static const char *words_of(const Step *step) {
  return step->say != NULL && step->say[0] != '\0' ? step->say : step->title;
}

/* In a cramp at night nothing else is said. Source: CONTENT.md 4.3, night mode. */
static void check_few_words(const char *line) {
  static const char *const few[] = {" Toes up.\n", " Hold.\n", " Breathe out.\n", " Well done.\n"};
  bool known = strstr(line, " spd-say ") == NULL;
  for (size_t i = 0; i < sizeof few / sizeof few[0] && !known; i++) {
    size_t length = strlen(few[i]);
    known = strlen(line) > length && strcmp(line + strlen(line) - length, few[i]) == 0;
  }
  ck_assert_msg(known, "too much for a cramp: %s", line);
}

/* Whether a step that begins with this beat lasts so long that the voice, which speaks every 10 s,
 * has time for it. */
static bool lasts(size_t first) {
  enum { SPEAKS_EVERY = 10000 };
  Millis length = 0;
  for (size_t i = first; i < beat_count && beat_of(&beats[i])->step == beat_of(&beats[first])->step;
       i++) {
    length += beat_of(&beats[i])->phase == PHASE_WAIT ? ANSWER_AFTER : beats[i].length;
  }
  return length >= SPEAKS_EVERY;
}

START_TEST(voice__names_each_step__in_its_order_in_every_shipped_routine) {
  if (_i >= (int)app.library.count) {
    return;
  }
  const char *id = app.library.entries[_i].id;
  hear_all(id);
  FILE *file = open_record(id);
  char *text = NULL;
  size_t size = 0;
  while (app_is_cramp(id) && getline(&text, &size, file) > 0) {
    check_few_words(text);
  }
  if (app_is_cramp(id)) {
    free(text);
    fclose(file);
    return;
  }
  ck_assert(getdelim(&text, &size, '\0', file) > 0);
  fclose(file);
  const char *at = text;
  for (size_t i = 0; i < beat_count; i++) {
    int index = beat_of(&beats[i])->step;
    if (i > 0 && beat_of(&beats[i - 1])->step == index) {
      continue;
    }
    if (!lasts(i)) {
      continue;
    }
    const Step *step = &app.routine->steps[index];
    const char *found = strstr(at, words_of(step));
    found = found != NULL ? found : strstr(at, step->title);
    ck_assert_msg(found != NULL, "%s: step \"%s\" is never named", id, step->title);
    at = found;
  }
  free(text);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("cue_rules");
  TCase *tests = tcase_create("cue_rules");
  tcase_add_checked_fixture(tests, set_up_rules, tear_down);
  tcase_set_timeout(tests, 60);
  tcase_add_loop_test(tests, engine__sounds_each_cue_when_it_is_due__in_every_shipped_routine, 0,
                      ROUTINES_MAX);
  tcase_add_loop_test(tests,
                      players__are_called_with_each_cue_when_it_is_due__in_every_shipped_routine, 0,
                      ROUTINES_MAX);
  tcase_add_loop_test(tests, voice__names_each_step__in_its_order_in_every_shipped_routine, 0,
                      ROUTINES_MAX);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
