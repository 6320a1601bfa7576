/* A cramp in three keys: which leg, which muscle, how bad. What is known already is not asked. It
 * is kept once, with the last answer. */
#include <stdlib.h>

#include "diary.h"
#include "menu.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "screens.h"
#include "words.h"

enum { QUESTIONS = 3, TEN = 10 };

typedef struct CrampQuestions {
  App *app;
  Episode episode;
  const Field *asked[QUESTIONS];
  size_t count;
  size_t at;
  size_t selected;
  bool said; /* anything was answered */
  bool over; /* kept, or left with nothing kept */
  Error problem;
} CrampQuestions;

static const ActionList question_lists[] = {
    {N_("In the questions about a cramp"),
     {ACTION_CONFIRM, ACTION_UP, ACTION_DOWN, ACTION_DIGIT, ACTION_NOT_SURE, ACTION_CRAMP,
      ACTION_HELP, ACTION_QUESTION_BACK}},
    {N_("In the questions about a cramp, how bad it was"),
     {ACTION_CONFIRM, ACTION_UP, ACTION_DOWN, ACTION_ZERO, ACTION_DIGIT, ACTION_SAY_TEN,
      ACTION_NOT_SURE, ACTION_CRAMP, ACTION_HELP, ACTION_QUESTION_BACK}},
    {.title = NULL},
};

static const Field *asked_now(const CrampQuestions *questions) {
  return questions->asked[questions->at];
}

static bool is_number(const CrampQuestions *questions) {
  return asked_now(questions)->type == FIELD_COUNT;
}

static size_t moment_now(const Tui *tui, const void *state) {
  (void)tui;
  return is_number(state) ? 1 : 0;
}

/* The answers of a row, in words. */
static const char *const *words_of(const Field *field) {
  return (field->shown != NULL ? field->shown : field->words) + 1;
}

static size_t answer_count(const Field *field) {
  size_t count = 0;
  if (field->type == FIELD_COUNT) {
    return (size_t)field->maximum + 1;
  }
  while (words_of(field)[count] != NULL) {
    count++;
  }
  return count;
}

/* ---- drawing ---- */

/* "6", "0  no pain", "10  the worst you can imagine". */
static char *number_line(const Field *field, size_t number) {
  const char *means = number == 0                        ? _("no pain")
                      : number == (size_t)field->maximum ? _("the worst")
                                                         : "";
  return mem_format("%-4zu%s", number, means);
}

static void draw_answers(const CrampQuestions *questions, Frame *frame, Box box) {
  const Field *field = asked_now(questions);
  size_t count = answer_count(field);
  if (!is_number(questions)) {
    menu_answers(frame, box, words_of(field), count, questions->selected);
    return;
  }
  char **lines = mem_new(count, sizeof *lines);
  for (size_t i = 0; i < count; i++) {
    lines[i] = number_line(field, i);
  }
  menu_draw(frame, box, (const char *const *)lines, count, questions->selected, false);
  for (size_t i = 0; i < count; i++) {
    free(lines[i]);
  }
  free(lines);
}

static void draw(Tui *tui, void *state, Frame *frame) {
  const CrampQuestions *questions = state;
  const Field *field = asked_now(questions);
  Box box = frame_column(frame);
  int gap = frame->rows >= ROOMY_ROWS ? 1 : 0;
  draw_footer(frame, box, &question_lists[moment_now(tui, state)]);
  draw_format(frame, box, ROLE_FAINT, ALIGN_RIGHT, "%zu of %zu", questions->at + 1,
              questions->count);
  draw_text(frame, box, ROLE_STRONG, ALIGN_LEFT, _(field->label));
  box = box_below(box, 1);
  box = box_below(box, draw_wrapped(frame, box, ROLE_FAINT, ALIGN_LEFT, _(field->sentence)) + gap);
  box.rows -= gap;
  if (questions->problem.text[0] != '\0') {
    char *sentence = words_sentence(questions->problem.text);
    box = box_below(box, draw_wrapped(frame, box, ROLE_STRONG, ALIGN_LEFT, sentence) + gap);
    free(sentence);
  }
  draw_answers(questions, frame, box);
}

/* ---- answering ---- */

static bool keep(CrampQuestions *questions, Error *err) {
  DiaryEntry entry = {.episodes = &questions->episode, .episode_count = 1};
  return app_log(questions->app, &entry, err);
}

/* The mark goes where the answer is that is known, else to the first, or the middle of numbers. */
static void mark_known(CrampQuestions *questions) {
  const Field *field = asked_now(questions);
  int64_t known = diary_number(field, &questions->episode);
  bool said = diary_said(field, &questions->episode);
  size_t first = is_number(questions) ? (size_t)field->maximum / 2 : 0;
  questions->selected = !said ? first : (size_t)known - (is_number(questions) ? 0 : 1);
}

static void go_on(Tui *tui, CrampQuestions *questions) {
  if (questions->at + 1 < questions->count) {
    questions->at++;
    mark_known(questions);
    return;
  }
  questions->problem.text[0] = '\0';
  if (!keep(questions, &questions->problem)) {
    return;
  }
  Episode kept = questions->episode;
  kept.note = NULL;
  questions->over = true;
  tui_close(tui);
  diary_cramp_kept(tui, &kept, kept.duration);
}

/* Takes the answer of that line. */
static void answer(Tui *tui, CrampQuestions *questions, size_t line) {
  const Field *field = asked_now(questions);
  if (line >= answer_count(field)) {
    return;
  }
  int64_t number = (int64_t)line + (is_number(questions) ? 0 : 1);
  diary_set_number(field, &questions->episode, number);
  questions->said = true;
  go_on(tui, questions);
}

static void go_back(Tui *tui, CrampQuestions *questions) {
  questions->problem.text[0] = '\0';
  if (questions->at > 0) {
    questions->at--;
    mark_known(questions);
    return;
  }
  questions->over = true;
  tui_close(tui);
}

static void act(Tui *tui, void *state, Action action, int key) {
  CrampQuestions *questions = state;
  size_t digit = (size_t)(key - '0');
  switch (action) {
  case ACTION_UP:
  case ACTION_DOWN:
    menu_move(&questions->selected, answer_count(asked_now(questions)),
              action == ACTION_UP ? -1 : 1);
    break;
  case ACTION_CONFIRM:
    answer(tui, questions, questions->selected);
    break;
  case ACTION_ZERO:
    answer(tui, questions, 0);
    break;
  case ACTION_DIGIT:
    answer(tui, questions, is_number(questions) ? digit : digit - 1);
    break;
  case ACTION_SAY_TEN:
    answer(tui, questions, TEN);
    break;
  case ACTION_NOT_SURE:
    go_on(tui, questions);
    break;
  default:
    go_back(tui, questions);
    break;
  }
}

/* Nobody can be asked any more: what was said is kept. */
static void rescue(CrampQuestions *questions) {
  if (questions->said && !questions->over) {
    questions->over = keep(questions, NULL);
  }
}

static void keep_said(Tui *tui, void *state) {
  (void)tui;
  rescue(state);
}

static void close_questions(void *state) {
  CrampQuestions *questions = state;
  rescue(questions);
  episode_free(&questions->episode);
}

const Screen screen_cramp = {
    .name = N_IN("screen", "cramp"),
    .state_size = sizeof(CrampQuestions),
    .lists = question_lists,
    .moment = moment_now,
    .draw = draw,
    .act = act,
    .keep = keep_said,
    .close = close_questions,
};

void cramp_questions_open(Tui *tui, const Episode *episode) {
  static const char *const names[QUESTIONS] = {"side", "muscle_site", "severity_nrs"};
  CrampQuestions *questions = tui_open(tui, &screen_cramp);
  questions->app = tui->app;
  questions->episode = *episode;
  questions->episode.note = mem_copy(episode->note);
  for (size_t i = 0; i < QUESTIONS; i++) {
    const Field *field = field_find(diary_episode_fields, names[i]);
    if (!diary_said(field, episode)) {
      questions->asked[questions->count] = field;
      questions->count++;
    }
  }
  mark_known(questions);
}
