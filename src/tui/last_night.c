/* The question about last night: one key answers, and it never stands in the way of the routine. */
#include "last_night.h"

#include <stdlib.h>

#include "diary.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "words.h"

enum { TAKE_BACK_MS = 15 * 1000 };

static bool count_bare(void *context, const Episode *episode) {
  int *bare = context;
  *bare += cramp_is_bare(episode) ? 1 : 0;
  return true;
}

void last_night_read(Tui *tui, LastNightLine *line) {
  int32_t night = line->last.night.day;
  Error err = {{0}};
  line->read = app_last_night(tui->app, &line->last, &err);
  line->bare = 0;
  if (!line->read) {
    return; /* who opens the diary is told why */
  }
  line->fresh = line->fresh && night == line->last.night.day;
  Store *store = app_store(tui->app, STORE_READ, &err);
  if (store != NULL && line->last.described > 0) {
    (void)store_episodes(store, line->last.night, line->last.night, count_bare, &line->bare, &err);
  }
}

bool last_night_asked(const LastNightLine *line) {
  return line->read && line->last.asked;
}

static void keep(Tui *tui, LastNightLine *line, int cramps) {
  line->problem.text[0] = '\0';
  if (app_log_count(tui->app, line->last.night, cramps, &line->problem)) {
    last_night_read(tui, line);
  }
}

void last_night_say(Tui *tui, LastNightLine *line, int cramps) {
  int before = line->last.cramps;
  if (!last_night_asked(line)) {
    return;
  }
  keep(tui, line, cramps);
  line->fresh = line->problem.text[0] == '\0';
  line->before = before;
  line->until = moment_after(tui_now(tui), TAKE_BACK_MS);
}

void last_night_take_back(Tui *tui, LastNightLine *line) {
  if (line->fresh) {
    line->fresh = false;
    keep(tui, line, line->before);
  }
}

void last_night_tick(Tui *tui, LastNightLine *line) {
  if (line->fresh && moment_since(tui_now(tui), line->until) >= 0) {
    line->fresh = false;
  }
  if (line->read && app_night_now(tui->app).last.day != line->last.night.day) {
    line->problem.text[0] = '\0';
    last_night_read(tui, line);
  }
}

bool last_night_deadline(const LastNightLine *line, Moment *when) {
  *when = line->until;
  return line->fresh;
}

/* "Last night: how many cramps? 0 none, 1-9 so many, d more." */
static char *question(const LastNightLine *line, bool roomy, const char *none, const char *more) {
  int described = line->last.described;
  if (described > 0) {
    char cramps[CRAMPS_TEXT_SIZE];
    cramps_shown(described, cramps);
    return roomy ? mem_format(_("Last night: %s noted. How many in all? 1-9 says so, %s opens "
                                "the diary."),
                              cramps, more)
                 : mem_format(_("Cramps last night, in all? 1-9, %s more"), more);
  }
  return roomy ? mem_format(
                     _("Last night: how many cramps? %s none, 1-9 so many, %s opens the diary."),
                     none, more)
               : mem_format(_("Cramps last night? %s none, 1-9, %s more"), none, more);
}

/* "Last night: no cramp. u takes it back." What can still be said is offered, once. */
static char *answer(const LastNightLine *line, const char *back, const char *more) {
  char cramps[CRAMPS_TEXT_SIZE];
  cramps_shown(line->last.cramps, cramps);
  if (line->fresh && line->last.cramps > 0) {
    return mem_format(_("Last night: %s. %s says more, %s takes it back."), cramps, more, back);
  }
  if (line->fresh) {
    return mem_format(_("Last night: %s. %s takes it back."), cramps, back);
  }
  return mem_format(line->bare > 0 ? _("Last night: %s. %s fills in the details.")
                                   : _("Last night: %s (%s: diary)"),
                    cramps, more);
}

int last_night_draw(const LastNightLine *line, Frame *frame, Box box) {
  char none[KEY_LABEL_SIZE];
  char more[KEY_LABEL_SIZE];
  char back[KEY_LABEL_SIZE];
  bool roomy = frame->rows >= ROOMY_ROWS && frame->columns >= ROOMY_COLUMNS;
  bool told = line->last.asked || line->fresh || line->bare > 0;
  if (!line->read || (!told && !roomy)) {
    return 0;
  }
  frame_key(frame, ACTION_NO_CRAMP, none);
  frame_key(frame, ACTION_DIARY, more);
  frame_key(frame, ACTION_TAKE_BACK, back);
  int used = 0;
  if (line->problem.text[0] != '\0') {
    char *sentence = words_sentence(line->problem.text);
    used = draw_wrapped(frame, box, ROLE_STRONG, ALIGN_LEFT, sentence);
    free(sentence);
  }
  char *text = line->last.asked ? question(line, roomy, none, more) : answer(line, back, more);
  used +=
      draw_wrapped(frame, box_below(box, used), told ? ROLE_STRONG : ROLE_FAINT, ALIGN_LEFT, text);
  free(text);
  return used;
}
