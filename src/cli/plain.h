/* Plain mode: a session as lines, for screen readers and pipes. plain.c runs it, plain_show.c says
 * what happens, plain_keys.c does what is typed, plain_wait.c asks and takes answers, plain_input.c
 * cuts input into lines. */
#ifndef NIGHTCALF_CLI_PLAIN_H
#define NIGHTCALF_CLI_PLAIN_H

#include <stdbool.h>
#include <stddef.h>

#include "nightcalf/app.h"
#include "nightcalf/error.h"

enum {
  PLAIN_LINE_MAX = 4096,       /* bytes of a typed line; the rest is left out and told */
  PLAIN_BUFFER_MAX = 64 * 1024 /* bytes typed ahead */
};

/* Input as it came, cut into lines. */
typedef struct PlainInput {
  char *bytes; /* PLAIN_BUFFER_MAX of them; owned */
  size_t length;
  bool skipping; /* the rest of a line that was too long is being left out */
  bool ended;    /* no more will come */
} PlainInput;

/* A question of our own that is open, beside those of the routine. */
typedef enum PlainQuestion {
  QUESTION_NONE,
  QUESTION_OFFER, /* take up the routine that was broken off? */
  QUESTION_LEAVE,
  QUESTION_LATE,   /* all of it, or what matters most? */
  QUESTION_AGREE,  /* has a clinician agreed to stretching? */
  QUESTION_LENGTH, /* which of the lengths that its steps offer? */
  QUESTION_HURT,
  QUESTION_MUSCLE /* which one cramps? The session goes on meanwhile */
} PlainQuestion;

typedef struct Plain {
  App *app;
  bool terminal;  /* somebody types, at a terminal */
  bool now;       /* a cramp right now: few words, the first instruction first */
  bool told_keys; /* with now: that there are keys was said */
  PlainInput input;
  PlainQuestion question;
  bool take_up;              /* the answer to QUESTION_OFFER */
  char *late;                /* what QUESTION_LATE asks; owned */
  bool shorter;              /* the answer to it */
  size_t agreed;             /* that to QUESTION_AGREE; 0: none was given */
  const LengthList *lengths; /* what QUESTION_LENGTH offers */
  size_t length;             /* the answer to it; 0: none was given */
  bool waiting;       /* stretches are left out of the routine for want of a clinician's word */
  Adaptation adapted; /* what was changed in the routine that is begun; owned */
  int step;           /* last announced; -1: none */
  char **journal;     /* the answers so far to the journal of this step; owned */
  size_t journal_count;
  bool passing_over; /* a step is left for want of an answer: that was said already */
  bool told_unkept;  /* that nothing can be kept was said */
  bool gone;         /* standard output takes no more lines */
  bool discarded;
} Plain;

/* The home screen in lines: what is due tonight and how to start it, then the menu. Returns the
 * exit status. (plain_home.c) */
int plain_home(App *app);
/* Says and does all that is due of the session, and what was typed; true while it lasts. */
bool plain_move_on(Plain *plain);

/* home_menu.c */

/* Offers what can be done in numbered lines and does it, until Enter alone, the end of input or a
 * session. status: what to return where nothing is done; else that of the last thing done. */
int home_menu(App *app, int status);

/* plain_show.c */

/* Says one line, at once. */
void plain_say(Plain *plain, const char *format, ...) PRINTF_LIKE(2, 3);
/* Says a text of more than a line, wrapped. */
void plain_say_page(Plain *plain, const char *text);
/* What is said before the first step. */
void plain_show_start(Plain *plain);
void plain_show_effect(Plain *plain, const Effect *effect);
/* Says once that the session cannot be kept, and once that it can again. */
void plain_show_keeping(Plain *plain);
/* What was done, and whether it was kept. */
void plain_show_end(Plain *plain);
/* The finer points of the step at hand. */
void plain_show_details(Plain *plain);

/* plain_keys.c */

/* Does what was typed, if it is of use now: a line that answers a later question stays in a pipe's
 * buffer. False when nothing was done. */
bool plain_take_line(Plain *plain);
/* A line that means an act ("n", "q", or Enter alone) outside questions; false when it is none. */
bool plain_key(Plain *plain, const char *line);
/* Whether a line means an act. */
bool plain_is_key(const Plain *plain, const char *line);
/* Opens one of our own questions. */
void plain_open_question(Plain *plain, PlainQuestion question);
/* Where nobody can answer any more: goes on without. False when nothing waits. */
bool plain_go_on_alone(Plain *plain);

/* plain_wait.c */

/* Asks what the waiting step asks. */
void plain_ask(Plain *plain);
/* Takes a line as the answer to the waiting step. */
void plain_answer(Plain *plain, const char *line);
/* Forgets a journal that was begun. */
void plain_forget_journal(Plain *plain);
/* A whole number from 1 to most; 0 for anything else. */
size_t plain_number(const char *text, size_t most);

/* plain_input.c */

/* Reads once; false at the end of input. */
bool plain_read(PlainInput *input, int descriptor);
/* The oldest whole line; NULL when there is none. *cut: it was too long. Release with free(); it
 * stays until plain_drop_line(). */
char *plain_peek_line(const PlainInput *input, bool *cut);
void plain_drop_line(PlainInput *input);

#endif
