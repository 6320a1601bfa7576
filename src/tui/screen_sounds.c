/* Rehearsal: each cue, to be heard before the night, and switched off where it is not wanted. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "menu.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "page.h"
#include "screens.h"
#include "words.h"

enum {
  LOOK_EVERY_MS = 200,
  PANE_ROWS = 5,
  PANE_ROWS_SMALL = 3,
  FIRST_CUE = CUE_READY,
  CUES = CUE_COUNT - FIRST_CUE,
  WHEN_COLUMNS = 14 /* at least */
};

typedef struct Sounds {
  size_t selected;
  bool playing;
  char *notice; /* what came of it, or NULL */
} Sounds;

static const ActionList sounds_lists[] = {
    {N_("While cues are tried out"),
     {ACTION_PLAY, ACTION_CUE_ON, ACTION_UP, ACTION_DOWN, ACTION_CRAMP, ACTION_HELP,
      ACTION_LEAVE_LIST}},
    {.title = NULL},
};

static Cue marked(const Sounds *sounds) {
  return (Cue)(FIRST_CUE + (int)sounds->selected);
}

static unsigned bit_of(Cue cue) {
  return 1U << (cue - FIRST_CUE);
}

static bool is_silent(const Settings *settings) {
  return settings->sound == SOUND_NONE && settings->voice == VOICE_NONE;
}

static void draw_list(const Tui *tui, const Sounds *sounds, Frame *frame, Box box) {
  char *lines[CUES];
  int columns = WHEN_COLUMNS;
  for (int i = 0; i < CUES; i++) {
    int width = text_width(_(cue_moment((Cue)(FIRST_CUE + i)))) + 2;
    columns = width > columns ? width : columns;
  }
  for (int i = 0; i < CUES; i++) {
    bool off = (tui->app->settings.cues_off & bit_of((Cue)(FIRST_CUE + i))) != 0;
    const char *chime = _(cue_chime((Cue)(FIRST_CUE + i)));
    char *told = off ? mem_format(_("%s (off)"), chime) : mem_copy(chime);
    lines[i] = menu_columns(_(cue_moment((Cue)(FIRST_CUE + i))), columns, told);
    free(told);
  }
  menu_draw(frame, box, (const char *const *)lines, CUES, sounds->selected, false);
  for (int i = 0; i < CUES; i++) {
    free(lines[i]);
  }
}

/* The row of a setting that is a word. */
static const char *word_of(const char *name, int value) {
  return field_find(settings_fields, name)->words[value];
}

static void fill_pane(const Tui *tui, const Sounds *sounds, Page *page) {
  const Settings *settings = &tui->app->settings;
  page_text(page, ROLE_STRONG, sounds->notice);
  page_format(page, ROLE_TEXT, "Sound: %s. Voice: %s.", word_of("sound", settings->sound),
              word_of("voice", settings->voice));
  if (is_silent(settings)) {
    page_text(page, ROLE_TEXT, _("Nothing is heard. The settings sound and voice change that."));
  }
}

static void draw(Tui *tui, void *state, Frame *frame) {
  const Sounds *sounds = state;
  Box box = frame_column(frame);
  int gap = frame->rows >= ROOMY_ROWS ? 1 : 0;
  draw_footer(frame, box, &sounds_lists[0]);
  draw_text(frame, box, ROLE_STRONG, ALIGN_LEFT, _("Try the sounds"));
  box = box_below(box, 1 + gap);
  box.rows -= gap;
  int rows = frame->rows >= ROOMY_ROWS ? PANE_ROWS : PANE_ROWS_SMALL;
  Box pane = {box.row + box.rows - rows, box.column, rows, box.columns};
  box.rows -= rows + gap;
  draw_list(tui, sounds, frame, box);
  Page page = {.width = box.columns};
  fill_pane(tui, sounds, &page);
  page_draw(frame, &page, pane, NULL);
  page_free(&page);
}

static void notice(Sounds *sounds, char *text) {
  free(sounds->notice);
  sounds->notice = text;
}

static void play(Tui *tui, Sounds *sounds) {
  notice(sounds, NULL);
  app_rehearse(tui->app, marked(sounds));
  sounds->playing = !is_silent(&tui->app->settings);
}

/* Switches a cue off, or on again. */
static void turn(Tui *tui, Sounds *sounds) {
  unsigned off = tui->app->settings.cues_off ^ bit_of(marked(sounds));
  char *value = mem_copy("[");
  for (int i = 0; i < CUES; i++) {
    Cue cue = (Cue)(FIRST_CUE + i);
    if ((off & bit_of(cue)) != 0) {
      char *longer = mem_format("%s%s \"%s\"", value, value[1] == '\0' ? "" : ",", cue_name(cue));
      free(value);
      value = longer;
    }
  }
  char *whole = mem_format("%s ]", value);
  Error err = {{0}};
  bool done = app_set(tui->app, "cues_off", whole, &err);
  notice(sounds, done ? NULL : words_sentence(err.text));
  free(whole);
  free(value);
}

static void act(Tui *tui, void *state, Action action, int key) {
  (void)key;
  Sounds *sounds = state;
  switch (action) {
  case ACTION_UP:
  case ACTION_DOWN:
    menu_move(&sounds->selected, CUES, action == ACTION_UP ? -1 : 1);
    break;
  case ACTION_PLAY:
    play(tui, sounds);
    break;
  case ACTION_CUE_ON:
    turn(tui, sounds);
    break;
  default:
    app_rehearse_stop(tui->app);
    tui_close(tui);
    break;
  }
}

static bool deadline(const Tui *tui, const void *state, Moment *when) {
  const Sounds *sounds = state;
  *when = moment_after(tui_now(tui), LOOK_EVERY_MS);
  return sounds->playing;
}

/* Looks what came of what was played. */
static void tick(Tui *tui, void *state) {
  Sounds *sounds = state;
  if (!sounds->playing) {
    return;
  }
  PlayState came = app_rehearsed(tui->app);
  sounds->playing = came == PLAY_GOING;
  if (came == PLAY_FAILED) {
    notice(sounds,
           mem_copy(_("No program here could play it. Install pw-play, paplay or aplay, and "
                      "for speech spd-say or espeak-ng; a routine goes on without.")));
  } else if (came == PLAY_LATE) {
    notice(sounds, mem_copy(_("The player did not end in time and was stopped; a routine does not "
                              "wait for it.")));
  }
}

static void close_sounds(void *state) {
  Sounds *sounds = state;
  free(sounds->notice);
}

const Screen screen_sounds = {
    .name = N_IN("screen", "sounds"),
    .state_size = sizeof(Sounds),
    .lists = sounds_lists,
    .draw = draw,
    .act = act,
    .deadline = deadline,
    .tick = tick,
    .close = close_sounds,
};

void sounds_open(Tui *tui) {
  tui_open(tui, &screen_sounds);
}
