/* The screen of a running session: what its files share. */
#ifndef NIGHTCALF_TUI_RUN_H
#define NIGHTCALF_TUI_RUN_H

#include "entry.h"
#include "nightcalf/pose.h"
#include "tui.h"
#include "words.h"

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
  RUN_MUSCLE,   /* which muscle cramps */
  /* Those above, with more keys while a cramp lasts. */
  RUN_CRAMP,
  RUN_CRAMP_READY,
  RUN_CRAMP_PAUSED,
  RUN_CRAMP_CHOICES,
  RUN_CRAMP_CHECKLIST,
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
  /* The picture of the step at hand. */
  int pose_step; /* it was looked for; -1: not yet */
  Pose pose;     /* frame_count 0: there is none */
  bool picking;  /* which muscle cramps is asked */
  size_t muscle; /* which one is marked then */
  /* What is marked, and what the mark belongs to. */
  size_t selected;
  QuestionKind selected_question;
  int selected_beat;
  /* The answers that are being made, one an item or field of the step that waits. */
  int answer_beat; /* -1: none yet */
  size_t answer_count;
  bool *ticks;
  Entry *entries;
  bool typed; /* into the entries, by the user */
} Run;

/* What the step that runs is about; never one of those with more keys. */
RunMoment run_moment(const Tui *tui, const Run *run);
QuestionKind run_question(const Tui *tui, const Run *run);
const Question *question_of(QuestionKind kind);
/* The keys that mean something now. */
const ActionList *run_list(const Tui *tui, const Run *run);
/* The step at hand. */
const Step *run_step(const Tui *tui);
/* Whether details are to be seen: by default where there is room beside the rest. */
bool run_details_shown(const Tui *tui, const Run *run);
/* Whether there is that room. */
bool run_details_beside(const Tui *tui, const Run *run);

/* The picture. */
enum {
  SIDE_UNTOLD = 2, /* columns kept free on both sides of the digits where no leg is told... */
  SIDE_NARROW = 7  /* ...and for its word where there is little room */
};
/* Looks for the picture of a new step. */
void run_picture_prepare(const Tui *tui, Run *run);
/* Whether there is one that can stand in so many rows, with this stage left to the digits. */
bool run_picture_fits(const Tui *tui, const Run *run, int rows, Box stage);
/* The frame of it that stands now. */
size_t run_picture_frame(const Tui *tui, const Run *run, Moment now);

/* Drawing. */
enum {
  HEADER_FROM_ROWS = 16, /* where the routine's title stands above */
  TALL_ROWS = 36
};
/* Whether there is room for empty rows between the parts. */
bool run_roomy(const Tui *tui);
/* What run_draw_frame() leaves. */
Box run_body(const Tui *tui);
void run_draw(Tui *tui, void *state, Frame *frame);
/* When the drawing of a beat changes by itself; false: not before the beat ends. */
bool run_view_deadline(const Tui *tui, const Run *run, Moment *deadline);
/* What all moments have: title of the routine, progress, footer. Returns what is left between. */
Box run_draw_frame(const Tui *tui, const Run *run, Frame *frame);

/* A cramp: few words, a clock that runs until it has eased, and which muscle it is. */
/* Whether the session was started for a cramp that has begun with it. */
bool run_cramp_on(const Tui *tui);
/* Whether that cramp has not eased yet, and the session goes on. */
bool run_cramp_lasts(const Tui *tui);
/* Whether the muscle wants another stretch than the routine shows. */
bool run_cramp_differs(const Tui *tui);
/* "Cramp for 1:24", "Eased after 2:10". It changes with the seconds of the countdown; where nothing
 * counts down, with the minutes. */
void run_cramp_clock(const Tui *tui, char text[WORDS_SIZE]);
/* When it changes next, where nothing counts down; false: it does not. */
bool run_cramp_deadline(const Tui *tui, Moment *deadline);
/* What stands above the countdown: the step's title; in a cramp what to do. */
const char *run_title(const Tui *tui);
/* What stands below: how the step is done, behind how to stretch the muscle. Release with free().
 */
char *run_cue(const Tui *tui);
/* Asks which muscle it is. */
void run_cramp_ask(const Tui *tui, Run *run);
void run_cramp_draw(const Tui *tui, const Run *run, Frame *frame, Box box);
void run_cramp_act(Tui *tui, Run *run, Action action, int key);

/* Waiting steps and questions. */
void run_wait_draw(const Tui *tui, Run *run, Frame *frame, Box box);
void run_wait_act(Tui *tui, Run *run, Action action, int key);
/* Makes room for the answers of the step that waits now; a new step begins with none. */
void run_wait_prepare(const Tui *tui, Run *run);
void run_wait_free(Run *run);
bool run_wait_type(Tui *tui, Run *run, int key);

#endif
