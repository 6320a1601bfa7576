/* The screens that change a routine: what their files share. */
#ifndef NIGHTCALF_TUI_EDITOR_H
#define NIGHTCALF_TUI_EDITOR_H

#include "nightcalf/edit.h"
#include "tui.h"

/* What is asked before something is done. */
typedef enum EditorAsk {
  ASK_NOTHING,
  ASK_KIND, /* of the step to add */
  ASK_REMOVE,
  ASK_LEAVE,
  ASK_DRAFT,   /* changes of another time were kept */
  ASK_BREAKS,  /* others borrow from it what would be gone */
  ASK_CHANGED, /* the file was changed by somebody else */
  ASK_REFUSED  /* a change that could not be made so that all else stays */
} EditorAsk;

typedef struct Editor {
  RoutineEdit *edit;
  char *id;
  char *path; /* where it is saved */
  Tui *tui;
  char *draft;     /* changes of another time that are offered; or NULL */
  bool drafted;    /* what lies there as a draft is this editor's own */
  bool settled;    /* what is not saved need not be kept */
  char *shipped;   /* the text of a shipped one while it is a copy in memory alone; or NULL */
  size_t selected; /* 0: the routine's own settings; from 1 the steps */
  EditorAsk asked;
  size_t answer;
  char *words;       /* what a question is about */
  char *notice;      /* told below the list until the next key, or NULL */
  Timeline timeline; /* of the routine as it is now; empty while it has errors */
  size_t page;       /* lines shown at the last drawing */
} Editor;

/* A question and its answers. */
typedef struct Ask {
  const char *title;
  const char *sentence;
  const char *const *options;
  size_t count;
} Ask;

/* The routine has changed: totals follow. */
void editor_changed(const Tui *tui, Editor *editor);
/* Whether there is something to lose: an untouched copy of a shipped routine is nothing. */
bool editor_dirty(const Editor *editor);
/* It must end unasked: keeps what is not saved as a draft, which the next opening offers. */
void editor_keep(Editor *editor);
/* What lies there as this editor's draft is of no use any more. */
void editor_forget_draft(Editor *editor);
/* Tells something below the list; takes text over. */
void editor_notice(Editor *editor, char *text);
/* Asks; words: what it is about, taken over. */
void editor_ask(Tui *tui, Editor *editor, EditorAsk ask, char *words);
/* Asks what to do about a change that was refused. */
void editor_refused(Tui *tui, Editor *editor, const Error *err);

/* The kinds that can be added, borrowing last. Release the list with free(). */
size_t editor_kind_count(void);
const char *editor_kind_name(size_t kind);
const char *editor_kind_sentence(size_t kind);

/* Opens the form of a place; of a step to add at a place, of a kind (NULL: borrowed); of an answer
 * to add. */
void editor_form(Tui *tui, Editor *editor, EditPlace place);
void editor_form_step(Tui *tui, Editor *editor, int at, const StepKind *kind);
void editor_form_choice(Tui *tui, Editor *editor, EditPlace at);
/* Asks for an id and saves under it. */
void editor_form_save_as(Tui *tui, Editor *editor);
/* Saves; forced: even if routines that borrow from it break. True: it is on disk; otherwise it is
 * told or asked. */
bool editor_save(Tui *tui, Editor *editor, bool forced);
/* The same as an own routine of that id, which must not be there yet. */
bool editor_save_as(Tui *tui, Editor *editor, const char *id, Error *err);
/* Reads the file anew; what was not saved is gone. */
void editor_reload(Tui *tui, Editor *editor);

/* The answers of a step. */
void choices_open(Tui *tui, Editor *editor, int step);
/* What a step is called: its title, or what it borrows. Release with free(). */
char *editor_step_title(const Editor *editor, int step);

/* The step that a finding is about, -1: none. */
int editor_finding_step(const Diagnostic *finding);

void editor_draw(Tui *tui, void *state, Frame *frame);
/* Draws a question in the place of everything but the footer. */
void editor_draw_ask(Frame *frame, const Ask *ask, size_t answer);
/* What the moment asks. */
Ask editor_question(const Editor *editor);
/* The bottom of the box: a sentence of at most rows rows. Returns what is left above it. */
Box editor_draw_foot(Frame *frame, Box box, Role role, int rows, const char *text);

extern const ActionList editor_lists[];
size_t editor_moment(const Tui *tui, const void *state);

#endif
