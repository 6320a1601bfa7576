/* The screen of a running session: what its three files share. */
#ifndef NIGHTCALF_TUI_RUN_H
#define NIGHTCALF_TUI_RUN_H

#include "entry.h"
#include "tui.h"

/* The moments of the screen, each with its own keys. */
typedef enum RunMoment {
  RUN_TIMED,
  RUN_GETTING_READY, /* what leads to a hold, and may be cut short */
  RUN_PAUSED,
  RUN_CHOICES,
  RUN_CHECKLIST,
  RUN_JOURNAL,
  RUN_QUESTION, /* it hurts, or the machine slept */
  RUN_LEAVING,  /* the questions that "leave" asks */
  RUN_MOMENT_COUNT
} RunMoment;

typedef enum QuestionKind {
  QUESTION_NONE,
  QUESTION_HURT,
  QUESTION_GAP,
  QUESTION_LEAVE,
  QUESTION_DISCARD
} QuestionKind;

enum { QUESTION_OPTIONS_MAX = 3 };

typedef struct Question {
  const char *title;
  const char *sentence;
  const char *options[QUESTION_OPTIONS_MAX];
  size_t count;
} Question;

typedef struct Run {
  QuestionKind leaving; /* LEAVE or DISCARD while they are asked */
  bool details_turned;  /* d was pressed: the other of shown and hidden */
  int scroll;           /* of the details */
  /* What is marked, and what the mark belongs to. */
  size_t selected;
  QuestionKind selected_question;
  int selected_beat;
  /* The answers that are being made, one an item or field of the step that waits. */
  int answer_beat; /* -1: none yet */
  size_t answer_count;
  bool *ticks;
  Entry *entries;
} Run;

RunMoment run_moment(const Tui *tui, const Run *run);
QuestionKind run_question(const Tui *tui, const Run *run);
const Question *question_of(QuestionKind kind);
/* The step at hand. */
const Step *run_step(const Tui *tui);
/* Whether details are to be seen: by default where there is room beside the rest. */
bool run_details_shown(const Tui *tui, const Run *run);
/* Whether there is that room. */
bool run_details_beside(const Tui *tui);

/* Drawing. */
void run_draw(Tui *tui, void *state, Frame *frame);
/* When the drawing of a beat changes by itself; false: not before the beat ends. */
bool run_view_deadline(const Tui *tui, const Run *run, Moment *deadline);
/* What all moments have: title of the routine, progress, footer. Returns what is left between. */
Box run_draw_frame(const Tui *tui, const Run *run, Frame *frame);

/* Waiting steps and questions. */
void run_wait_draw(const Tui *tui, Run *run, Frame *frame, Box box);
void run_wait_act(Tui *tui, Run *run, Action action, int key);
/* Makes room for the answers of the step that waits now; a new step begins with none. */
void run_wait_prepare(const Tui *tui, Run *run);
void run_wait_free(Run *run);
bool run_wait_type(Tui *tui, Run *run, int key);

#endif
