/* One night of the diary: each answer is a line and most take one key; it is kept at once. */
#include <stdlib.h>

#include "diary.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "screens.h"

#define DIARY_MOVE                                                                                 \
  ACTION_UP, ACTION_DOWN, ACTION_CRAMP, ACTION_ADD_CRAMP, ACTION_NIGHT_BACK, ACTION_NIGHT_ON,      \
      ACTION_NIGHT_DATE
#define DIARY_CHANGE ACTION_UNSAY, ACTION_ENTER_ANSWER, ACTION_SAY_SAME
#define DIARY_REST                                                                                 \
  ACTION_PAGE_UP, ACTION_PAGE_DOWN, ACTION_NIGHT_LAST, ACTION_ADD_MEDICINE, ACTION_EXCUSE,         \
      ACTION_MORE_HABITS, ACTION_WHO_TO_CALL, ACTION_HELP, ACTION_LEAVE_LIST

/* NOLINTBEGIN(bugprone-macro-parentheses): a list of initial values takes none. */
const ActionList diary_lists[] = {
    [DIARY_NUMBER] = {N_("In the diary, on a number"),
                      {ACTION_ZERO, ACTION_DIGIT, ACTION_SAY_MORE, ACTION_SAY_LESS, DIARY_MOVE,
                       DIARY_CHANGE, DIARY_REST}},
    [DIARY_QUICK] = {N_("In the diary, on a few numbers"),
                     {ACTION_DIGIT, ACTION_SAY_MORE, ACTION_SAY_LESS, DIARY_MOVE, DIARY_CHANGE,
                      DIARY_REST}},
    [DIARY_YES_NO] = {N_("In the diary, on yes or no"),
                      {ACTION_SAY_YES, ACTION_SAY_NO, DIARY_MOVE, DIARY_CHANGE, DIARY_REST}},
    [DIARY_WORD] = {N_("In the diary, on some answers"),
                    {ACTION_DIGIT, DIARY_MOVE, DIARY_CHANGE, DIARY_REST}},
    [DIARY_TYPED] = {N_("In the diary, on what is typed"),
                     {ACTION_ENTER_ANSWER, ACTION_UNSAY, DIARY_MOVE, DIARY_REST}},
    [DIARY_CRAMP] = {N_("In the diary, on a cramp"),
                     {ACTION_OPEN_LINE, ACTION_WHOLE_CRAMP, ACTION_TAKE_OUT, DIARY_MOVE,
                      DIARY_REST}},
    [DIARY_MEDICINE] = {N_("In the diary, on a change of medicine"),
                        {ACTION_OPEN_LINE, ACTION_TAKE_OUT, DIARY_MOVE, DIARY_REST}},
    [DIARY_ADD] = {N_("In the diary, on a line that adds"),
                   {ACTION_OPEN_LINE, DIARY_MOVE, DIARY_REST}},
    [DIARY_REMOVING] = {N_("In the diary, asked whether to remove"),
                        {ACTION_SAY_YES, ACTION_SAY_NO, ACTION_CRAMP, ACTION_HELP, ACTION_STAY}},
    [DIARY_MOMENTS] = {.title = NULL},
};
/* NOLINTEND(bugprone-macro-parentheses) */

static size_t moment_now(const Tui *tui, const void *state) {
  (void)tui;
  return diary_moment(state);
}

/* Another night than the one shown, up to tonight. */
static void go_by(Diary *diary, int nights) {
  if (nights > 0 && diary->night.day >= diary->now.tonight.day) {
    diary_notice(diary, mem_copy(_("That is the newest night.")));
    return;
  }
  diary_go(diary, (Night){diary->night.day + nights});
}

static void go_last(Diary *diary) {
  bool at_last = diary->night.day == diary->now.last.day;
  diary_go(diary, at_last ? diary->now.tonight : diary->now.last);
}

/* A cramp of this night of which nothing is known. */
static void add_cramp(Tui *tui, const Diary *diary) {
  Episode episode = episode_new(app_onset(tui->app, diary->night, TIME_NOT_SAID), diary->night);
  episode.onset_precision = ONSET_UNKNOWN;
  cramp_questions_open(tui, &episode);
}

static void show_habits(Diary *diary) {
  diary->more_habits = !diary->more_habits;
  diary_read_night(diary);
}

static void open_line(Tui *tui, Diary *diary) {
  const DiaryLine *line = diary_marked(diary);
  switch (line->kind) {
  case LINE_CRAMP:
    if (cramp_is_bare(&diary->cramps[line->index])) {
      cramp_questions_open(tui, &diary->cramps[line->index]);
    } else {
      diary_type_cramp(tui, diary, line->index);
    }
    break;
  case LINE_ADD_CRAMP:
    add_cramp(tui, diary);
    break;
  case LINE_MEDICINE:
    diary_type_medicine(tui, diary, line->index);
    break;
  case LINE_ADD_MEDICINE:
    diary_type_medicine(tui, diary, diary->medicine_count);
    break;
  default:
    show_habits(diary);
    break;
  }
}

/* Asks first, and for another key: one that is held down must not remove. */
static void take_out(Tui *tui, Diary *diary) {
  diary->removing = true;
  tui->asking = true;
}

static void show_advice(Tui *tui, Diary *diary) {
  char *text = app_card(tui->app, "red-flags");
  diary->advised = false;
  if (text != NULL) {
    card_open(tui, text);
  }
}

/* What is the same on every line. */
static void act_anywhere(Tui *tui, Diary *diary, Action action) {
  int page = diary->page > 1 ? (int)diary->page - 1 : 1;
  switch (action) {
  case ACTION_UP:
  case ACTION_DOWN:
    diary_move(diary, action == ACTION_UP ? -1 : 1);
    break;
  case ACTION_PAGE_UP:
  case ACTION_PAGE_DOWN:
    diary_move(diary, action == ACTION_PAGE_UP ? -page : page);
    break;
  case ACTION_NIGHT_BACK:
  case ACTION_NIGHT_ON:
    go_by(diary, action == ACTION_NIGHT_BACK ? -1 : 1);
    break;
  case ACTION_NIGHT_DATE:
    diary_type_date(tui, diary);
    break;
  case ACTION_NIGHT_LAST:
    go_last(diary);
    break;
  case ACTION_ADD_CRAMP:
    add_cramp(tui, diary);
    break;
  case ACTION_ADD_MEDICINE:
    diary_type_medicine(tui, diary, diary->medicine_count);
    break;
  case ACTION_EXCUSE:
    diary_excuse(diary);
    break;
  case ACTION_MORE_HABITS:
    show_habits(diary);
    break;
  case ACTION_WHO_TO_CALL:
    show_advice(tui, diary);
    break;
  default:
    tui_close(tui);
    break;
  }
}

static void act(Tui *tui, void *state, Action action, int key) {
  Diary *diary = state;
  diary_notice(diary, NULL);
  diary->typing = diary->typing && (action == ACTION_DIGIT || action == ACTION_ZERO);
  switch (action) {
  case ACTION_ZERO:
    diary_digit(diary, 0);
    break;
  case ACTION_DIGIT:
    diary_digit(diary, key - '0');
    break;
  case ACTION_SAY_MORE:
  case ACTION_SAY_LESS:
    diary_step(diary, action == ACTION_SAY_MORE ? 1 : -1);
    break;
  case ACTION_SAY_YES:
  case ACTION_SAY_NO:
    if (diary->removing) {
      diary_remove(diary); /* no was taken before: see type() */
    } else {
      diary_yes_no(diary, action == ACTION_SAY_YES);
    }
    break;
  case ACTION_SAY_SAME:
    diary_same(diary);
    break;
  case ACTION_UNSAY:
    diary_unsay(diary);
    break;
  case ACTION_ENTER_ANSWER:
    diary_type_answer(tui, diary);
    break;
  case ACTION_OPEN_LINE:
    open_line(tui, diary);
    break;
  case ACTION_WHOLE_CRAMP:
    diary_type_cramp(tui, diary, diary_marked(diary)->index);
    break;
  case ACTION_TAKE_OUT:
    take_out(tui, diary);
    break;
  default:
    act_anywhere(tui, diary, action);
    break;
  }
}

/* The answer to whether to remove: any key but the one that says yes keeps it. */
static bool type(Tui *tui, void *state, int key) {
  Diary *diary = state;
  bool keeps =
      diary->removing && keys_find(&tui->keys, &diary_lists[DIARY_REMOVING], key) != ACTION_SAY_YES;
  diary->removing = diary->removing && !keeps;
  return keeps;
}

static void shown(Tui *tui, void *state) {
  (void)tui;
  diary_read_night(state);
}

static void close_diary(void *state) {
  Diary *diary = state;
  diary_forget(diary);
  free(diary->notice);
}

const Screen screen_diary = {
    .name = N_IN("screen", "diary"),
    .state_size = sizeof(Diary),
    .lists = diary_lists,
    .moment = moment_now,
    .draw = diary_draw,
    .act = act,
    .type = type,
    .shown = shown,
    .close = close_diary,
};

/* The diary, if it is on top. */
static Diary *on_top(const Tui *tui) {
  const OpenScreen *top = tui->depth > 0 ? &tui->stack[tui->depth - 1] : NULL;
  return top != NULL && top->screen == &screen_diary ? top->state : NULL;
}

void diary_medicine_kept(Tui *tui, int64_t id) {
  Diary *diary = on_top(tui);
  if (diary != NULL && id > 0) {
    diary_mark_kept(diary, LINE_MEDICINE, id);
  }
}

void diary_cramp_kept(Tui *tui, const Episode *episode, Millis before) {
  Diary *diary = on_top(tui);
  if (diary == NULL) {
    return;
  }
  diary_mark_kept(diary, LINE_CRAMP, episode->id);
  diary->advised =
      diary->advised || (episode->duration > EPISODE_LONG_MS && before <= EPISODE_LONG_MS);
}

void diary_open(Tui *tui, Night night) {
  Diary *diary = tui_open(tui, &screen_diary);
  diary->app = tui->app;
  diary_go(diary, night);
}
