/* What the screen of routines asks before it acts: a name for a new one, and whether a file may
 * go. A name is judged while it is typed. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "menu.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/own.h"
#include "page.h"
#include "routines.h"
#include "words.h"

enum { ANSWER_KEEP, ANSWER_REMOVE, ANSWER_COUNT, NUMBERS_MAX = 99, REST_ROWS = 2 };

/* ---- names ---- */

/* Whether no routine has this name and no own file is in its way. */
static bool is_free(const App *app, const char *id) {
  char *path = own_path(app, id, NULL);
  bool free_name =
      path != NULL && library_find(&app->library, id) == NULL && access(path, F_OK) != 0;
  free(path);
  return free_name;
}

/* A name to begin with: "my-ID", or "my-ID-2" and so on. Release with free(). */
static char *suggestion(const App *app, const char *id) {
  char *name = mem_format("my-%s", strncmp(id, "my-", 3) == 0 ? id + 3 : id);
  for (int number = 2; number <= NUMBERS_MAX && !is_free(app, name); number++) {
    free(name);
    name = mem_format("%s-%d", id, number);
  }
  return name;
}

/* What a name would do or why it cannot be, in a sentence. Release with free(). */
static char *judge(const App *app, const Routines *routines, const char *name, bool *sound) {
  Error err = {{0}};
  *sound = false;
  if (name[0] == '\0') {
    return mem_copy(_("A name of lower-case letters, digits and hyphens, such as my-calves."));
  }
  if (routines->about != NULL && routines->asked == ACTION_RENAME &&
      strcmp(name, routines->about) == 0) {
    return mem_copy(_("That is its name now."));
  }
  char *path = own_path(app, name, &err);
  if (path == NULL) {
    return words_sentence(err.text);
  }
  const RoutineEntry *entry = library_find(&app->library, name);
  char *text = NULL;
  if (access(path, F_OK) == 0) {
    text = mem_copy(_("You have a routine of that name already."));
  } else if (entry != NULL && routines->asked == ACTION_NEW_ROUTINE) {
    text = mem_copy(_("There is a routine of that name already: copy that one, or take another "
                      "name."));
  } else {
    *sound = true;
    text = entry != NULL ? mem_format(_("It takes the place of the other \"%s\"."), name)
                         : mem_format(_("It will be %s."), path);
  }
  free(path);
  return text;
}

/* "Copy "Evening legs" as". Release with free(). */
static char *name_heading(const Routines *routines) {
  switch (routines->asked) {
  case ACTION_COPY:
    return mem_format(_("Copy \"%s\" as"), routines->about);
  case ACTION_RENAME:
    return mem_format(_("Rename \"%s\" to"), routines->about);
  default:
    return mem_copy(_("A new routine"));
  }
}

/* Asks for a name, this one to begin with; NULL: none. */
static void ask_name(Routines *routines, const char *suggested) {
  entry_free(&routines->name);
  entry_put(&routines->name, suggested);
  routines->moment = ROUTINES_NAME;
}

/* Where a copy is made from: the file itself, since another may be in force under its name. */
static const char *file_of(const Routines *routines) {
  return routines->list.at[routines->selected].file;
}

/* Makes the copy; where it cannot be, the first finding says more. */
static bool copy(Tui *tui, const Routines *routines, const char *name, Error *err) {
  Diagnostics findings = {0};
  bool done = own_copy(tui->app, file_of(routines), name, &findings, err);
  const Diagnostic *first = findings.count > 0 ? &findings.items[0] : NULL;
  if (!done && first != NULL) {
    Error whole = *err;
    (void)fail(err, "%.400s (%s:%d: %.400s)", whole.text, first->file, first->line, first->message);
  }
  diagnostics_free(&findings);
  return done;
}

/* Makes the copy or gives the other name, and says what came of it. */
static void take_name(Tui *tui, Routines *routines, const char *name) {
  Error err = {{0}};
  bool copied = routines->asked == ACTION_COPY;
  bool done =
      copied ? copy(tui, routines, name, &err) : own_rename(tui->app, routines->about, name, &err);
  routines_refill(tui, routines);
  if (!done) {
    routines_problem(routines, &err);
    return;
  }
  routines_mark(routines, name);
  routines_notice(routines, copied ? mem_format(_("Copied: \"%s\" is yours."), name)
                                   : mem_format(_("Renamed: it is \"%s\" now."), name));
}

/* Takes the typed name if it can be; a new routine is begun in the editor, and is there once it is
 * saved. */
static void name_typed(Tui *tui, Routines *routines) {
  bool sound = false;
  char *name = entry_text(&routines->name);
  free(judge(tui->app, routines, name, &sound));
  if (sound) {
    routines->moment = ROUTINES_LIST;
    if (routines->asked == ACTION_NEW_ROUTINE) {
      editor_open_new(tui, name);
    } else {
      take_name(tui, routines, name);
    }
  }
  free(name);
}

/* ---- removing ---- */

static void ask_remove(Routines *routines, const ListedRoutine *listed) {
  if (listed->origin == ORIGIN_SHIPPED) {
    routines_notice(routines, mem_copy(_("It came with Nightcalf and stays. A copy of yours can "
                                         "take its place.")));
  } else if (listed->origin != ORIGIN_OWN) {
    routines_notice(routines, mem_format(_("It lies in the folder that NIGHTCALF_ROUTINES names: "
                                           "%s. Remove it there."),
                                         listed->file));
  } else {
    routines->answer = ANSWER_KEEP;
    routines->forced = false;
    routines->moment = ROUTINES_REMOVE;
  }
}

/* A text with one more sentence; takes both over. Release with free(). */
static char *with_sentence(char *text, char *sentence) {
  char *longer = mem_format("%s %s", text, sentence);
  free(text);
  free(sentence);
  return longer;
}

/* Removes it; where others borrow from it, the question comes back with their names. */
static void remove_it(Tui *tui, Routines *routines) {
  OwnRemoved removed;
  Error err = {{0}};
  bool done = own_remove(tui->app, routines->about, routines->forced, &removed, &err);
  if (!done && !routines->forced) {
    routines->forced = true;
    routines->answer = ANSWER_KEEP;
    routines_problem(routines, &err);
    return;
  }
  routines->moment = ROUTINES_LIST;
  routines_refill(tui, routines);
  if (!done) {
    routines_problem(routines, &err);
    return;
  }
  char *told = mem_format(_("Removed \"%s\"."), routines->about);
  if (removed.shipped) {
    told = with_sentence(told, mem_copy(_("The shipped one is in force again.")));
  }
  if (removed.tonights) {
    told =
        with_sentence(told, mem_format(_("Tonight's routine is now: %s."), app_routine(tui->app)));
  }
  if (err.text[0] != '\0') {
    told = with_sentence(told, words_sentence(err.text));
  }
  routines_notice(routines, told);
}

static void answer_remove(Tui *tui, Routines *routines, Action action, int key) {
  bool take = action == ACTION_CONFIRM;
  if (action == ACTION_DIGIT) {
    size_t number = (size_t)(key - '1');
    take = number < ANSWER_COUNT;
    routines->answer = take ? number : routines->answer;
  } else if (!take) {
    menu_move(&routines->answer, ANSWER_COUNT, action == ACTION_UP ? -1 : 1);
  }
  if (take && routines->answer == ANSWER_REMOVE) {
    remove_it(tui, routines);
  } else if (take) {
    routines_notice(routines, NULL);
    routines->moment = ROUTINES_LIST;
  }
}

/* ---- the doors ---- */

/* What is asked from now on, and about which routine; id NULL: a new one. */
static void begin(Routines *routines, Action asked, const char *id) {
  free(routines->about);
  routines->about = mem_copy(id);
  routines->asked = asked;
}

void routines_ask_new(Routines *routines) {
  begin(routines, ACTION_NEW_ROUTINE, NULL);
  ask_name(routines, NULL);
}

void routines_ask(Tui *tui, Routines *routines, Action action, const ListedRoutine *listed) {
  begin(routines, action, listed->id);
  if (action == ACTION_REMOVE) {
    ask_remove(routines, listed);
  } else if (action == ACTION_COPY) {
    char *suggested = suggestion(tui->app, listed->id);
    ask_name(routines, suggested);
    free(suggested);
  } else if (listed->origin == ORIGIN_OWN) {
    ask_name(routines, listed->id);
  } else {
    routines_notice(routines, mem_copy(_("Only your own routines can be renamed; copy this one "
                                         "under another name.")));
  }
}

void routines_answer(Tui *tui, Routines *routines, Action action, int key) {
  if (action == ACTION_STAY || action == ACTION_DROP_NAME) {
    routines_notice(routines, NULL);
    routines->moment = ROUTINES_LIST;
  } else if (routines->moment == ROUTINES_NAME) {
    name_typed(tui, routines);
  } else {
    answer_remove(tui, routines, action, key);
  }
}

/* A name, its field, and what is to be said about it. */
static void draw_name(const Tui *tui, const Routines *routines, Frame *frame, Box box) {
  int gap = frame->rows >= ROOMY_ROWS ? 1 : 0;
  bool sound = false;
  char *heading = name_heading(routines);
  char *name = entry_text(&routines->name);
  char *verdict = judge(tui->app, routines, name, &sound);
  box = box_below(box, draw_wrapped(frame, box, ROLE_STRONG, ALIGN_LEFT, heading) + gap);
  draw_glyphs(frame, box.row, box.column, box.columns, ROLE_TRACK, GLYPH_FIELD);
  entry_draw(frame, box, &routines->name, true);
  draw_wrapped(frame, box_below(box, 1 + gap), sound ? ROLE_FAINT : ROLE_TEXT, ALIGN_LEFT, verdict);
  free(verdict);
  free(name);
  free(heading);
}

static void draw_remove(const Routines *routines, Frame *frame, Box box) {
  const char *const answers[] = {N_("Keep it"),
                                 routines->forced ? N_("Remove it all the same") : N_("Remove it")};
  int gap = frame->rows >= ROOMY_ROWS ? 1 : 0;
  char *heading = mem_format(_("Remove \"%s\"?"), routines->about);
  char *stays = mem_format(_("What you did with it stays in the record; its text stays beside the "
                             "others as %s.cfg~."),
                           routines->about);
  box = box_below(box, draw_wrapped(frame, box, ROLE_STRONG, ALIGN_LEFT, heading) + gap);
  Box text = box;
  text.rows -= ANSWER_COUNT + gap;
  int used =
      draw_wrapped(frame, text, ROLE_TEXT, ALIGN_LEFT, routines->forced ? routines->notice : stays);
  menu_answers(frame, box_below(box, used + gap), answers, ANSWER_COUNT, routines->answer);
  free(stays);
  free(heading);
}

void routines_draw_asking(const Tui *tui, const Routines *routines, Frame *frame, Box box) {
  if (routines->moment == ROUTINES_NAME) {
    draw_name(tui, routines, frame, box);
  } else {
    draw_remove(routines, frame, box);
  }
}
