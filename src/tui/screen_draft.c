/* A routine in the person's own editor. What is wrong with it afterwards is shown, and nothing is
 * put in the place of the routine before it is sound. */
#include <stdlib.h>
#include <string.h>

#include "menu.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/own.h"
#include "page.h"
#include "screens.h"
#include "words.h"

typedef struct DraftScreen {
  Draft *draft;
  char *id;
  Diagnostics findings;
  Error problem; /* why the draft could not be taken, or the editor not be run */
  bool breaks;   /* it is sound, but others that borrow from it would be broken */
  int line;      /* of the first error */
  size_t answer;
  int scroll;
  int page_rows;
} DraftScreen;

enum { ANSWER_AGAIN, ANSWER_KEEP, ANSWER_DROP, ANSWER_TAKE, ANSWER_COUNT };

static const char *const answers[ANSWER_COUNT] = {
    [ANSWER_AGAIN] = N_("Edit again"),
    [ANSWER_KEEP] = N_("Keep it as a draft, for later"),
    [ANSWER_DROP] = N_("Drop what was changed"),
    [ANSWER_TAKE] = N_("Put it in force all the same"),
};

static const ActionList draft_lists[] = {
    {N_("After your editor, when something is wrong"),
     {ACTION_CONFIRM, ACTION_UP, ACTION_DOWN, ACTION_PAGE_UP, ACTION_PAGE_DOWN, ACTION_DIGIT,
      ACTION_CRAMP, ACTION_HELP, ACTION_KEEP_DRAFT}},
    {.title = NULL},
};

/* How many answers there are now. */
static size_t answer_count(const DraftScreen *screen) {
  return screen->breaks ? ANSWER_COUNT : ANSWER_TAKE;
}

static void fill_page(const DraftScreen *screen, Page *page) {
  page_text(page, ROLE_TEXT,
            _("The routine in force is as it was. This is wrong with your draft:"));
  page_gap(page);
  if (screen->problem.text[0] != '\0') {
    char *problem = words_sentence(screen->problem.text);
    page_text(page, ROLE_STRONG, problem);
    free(problem);
  }
  for (size_t i = 0; i < screen->findings.count; i++) {
    const Diagnostic *item = &screen->findings.items[i];
    const char *kind = item->warning ? _("warning") : _("error");
    page_format(page, item->warning ? ROLE_TEXT : ROLE_STRONG, "%s:%d:%d: %s: %s", item->file,
                item->line, item->column, kind, item->message);
  }
}

static void draw(Tui *tui, void *state, Frame *frame) {
  (void)tui;
  DraftScreen *screen = state;
  Box box = frame_column(frame);
  int gap = frame->rows >= ROOMY_ROWS ? 1 : 0;
  draw_footer(frame, box, &draft_lists[0]);
  draw_format(frame, box, ROLE_STRONG, ALIGN_LEFT, "Your draft of %s", screen->id);
  box = box_below(box, 1 + gap);
  int count = (int)answer_count(screen);
  box.rows -= count + 2 * gap;
  Page page = {.width = box.columns - 1};
  fill_page(screen, &page);
  page_draw(frame, &page, box, &screen->scroll);
  page_free(&page);
  screen->page_rows = box.rows > 1 ? box.rows - 1 : 1;
  Box menu = {box.row + box.rows + gap, box.column, count, box.columns};
  menu_answers(frame, menu, answers, (size_t)count, screen->answer);
}

/* ---- the editor ---- */

/* One run of the editor. */
typedef struct EditorRun {
  Draft *draft;
  int line;
  bool done;
  Error err;
} EditorRun;

static void run_editor(void *context) {
  EditorRun *run = context;
  run->done = draft_edit(run->draft, run->line, &run->err);
}

/* Puts the draft in force. False: the screen's problem says why not. */
static bool take(Tui *tui, DraftScreen *screen) {
  if (!draft_take(tui->app, screen->draft, &screen->problem)) {
    return false;
  }
  own_refresh(tui->app);
  routines_tell(tui, mem_format(_("Saved: \"%s\" is in force. The version before is %s.cfg~."),
                                screen->id, screen->id));
  return true;
}

/* What came of the editor: a finished draft is told about and gone; false: it needs an answer, and
 * what is wrong is in the screen's findings or problem. */
static bool settle(Tui *tui, DraftScreen *screen) {
  diagnostics_free(&screen->findings);
  screen->breaks = false;
  screen->answer = ANSWER_AGAIN;
  DraftState state = draft_check(tui->app, screen->draft, &screen->findings);
  if (state == DRAFT_SAME) {
    draft_drop(screen->draft);
    routines_tell(tui, mem_format(_("Nothing was changed in \"%s\"."), screen->id));
    return true;
  }
  if (state == DRAFT_BROKEN) {
    return false;
  }
  char *broken = draft_would_break(tui->app, screen->draft);
  screen->breaks = broken != NULL;
  if (screen->breaks) {
    (void)fail(&screen->problem, "%s would be broken: they borrow what would no longer be there",
               broken);
  }
  free(broken);
  return !screen->breaks && take(tui, screen);
}

/* Line of the first error in the findings; 0: none. */
static int first_line(const Diagnostics *findings) {
  for (size_t i = 0; i < findings->count; i++) {
    if (!findings->items[i].warning) {
      return findings->items[i].line;
    }
  }
  return 0;
}

/* Runs the editor on the draft. False: an answer is needed. */
static bool edit(Tui *tui, DraftScreen *screen) {
  EditorRun run = {.draft = screen->draft, .line = screen->line};
  screen->problem.text[0] = '\0';
  tui_run_outside(tui, run_editor, &run);
  bool settled = settle(tui, screen);
  screen->line = first_line(&screen->findings);
  if (settled && !run.done) {
    routines_tell(tui, words_sentence(run.err.text));
  } else if (!run.done && screen->problem.text[0] == '\0') {
    screen->problem = run.err;
  }
  return settled;
}

/* ---- the screen ---- */

static void keep(Tui *tui, DraftScreen *screen) {
  routines_tell(tui, mem_format(_("Kept as a draft: %s. Your editor opens it again."),
                                draft_path(screen->draft)));
  tui_close(tui);
}

static void take_answer(Tui *tui, DraftScreen *screen, size_t answer) {
  screen->answer = answer;
  if (answer == ANSWER_AGAIN) {
    if (edit(tui, screen)) {
      tui_close(tui);
    }
  } else if (answer == ANSWER_KEEP) {
    keep(tui, screen);
  } else if (answer == ANSWER_TAKE) {
    screen->problem.text[0] = '\0';
    if (take(tui, screen)) {
      tui_close(tui);
    }
  } else {
    draft_drop(screen->draft);
    routines_tell(tui, mem_format(_("Dropped: \"%s\" is as it was."), screen->id));
    tui_close(tui);
  }
}

static void act(Tui *tui, void *state, Action action, int key) {
  DraftScreen *screen = state;
  switch (action) {
  case ACTION_UP:
  case ACTION_DOWN:
    menu_move(&screen->answer, answer_count(screen), action == ACTION_UP ? -1 : 1);
    break;
  case ACTION_PAGE_UP:
  case ACTION_PAGE_DOWN:
    screen->scroll += action == ACTION_PAGE_UP ? -screen->page_rows : screen->page_rows;
    break;
  case ACTION_DIGIT:
    if ((size_t)(key - '1') < answer_count(screen)) {
      take_answer(tui, screen, (size_t)(key - '1'));
    }
    break;
  case ACTION_CONFIRM:
    take_answer(tui, screen, screen->answer);
    break;
  default:
    keep(tui, screen);
    break;
  }
}

static void close_draft(void *state) {
  DraftScreen *screen = state;
  draft_free(screen->draft);
  diagnostics_free(&screen->findings);
  free(screen->id);
}

const Screen screen_draft = {
    .name = N_IN("screen", "draft"),
    .state_size = sizeof(DraftScreen),
    .lists = draft_lists,
    .draw = draw,
    .act = act,
    .close = close_draft,
};

void draft_open(Tui *tui, const char *name, int line) {
  bool copied = false;
  bool kept = false;
  Error err = {{0}};
  Draft *draft = draft_begin(tui->app, name, &copied, &kept, &err);
  if (draft == NULL) {
    routines_tell(tui, words_sentence(err.text));
    return;
  }
  DraftScreen *screen = tui_open(tui, &screen_draft);
  screen->draft = draft;
  screen->id = mem_copy(draft_id(draft));
  screen->line = line;
  if (edit(tui, screen)) {
    tui_close(tui);
  }
}
