/* The steps that wait for the user, and the questions a session asks: lists, ticks, lines to type.
 */
#include <stdlib.h>
#include <string.h>

#include "menu.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "page.h"
#include "run.h"
#include "screens.h"

enum { LABEL_INDENT = 2, FIELD_ROWS = 2, NUMBER_COLUMNS = 5 /* "> 1  " */ };

/* The first option of each is what an unthinking Enter should do. */
static const Question questions[] = {
    [QUESTION_HURT] =
        {N_("It hurts"),
         N_("Ease out of it slowly. The clock has stopped. How would you like to go on?"),
         {N_("Shorter holds"), N_("Skip this step"), N_("End here")},
         3},
    [QUESTION_GAP] = {N_("There was a gap"),
                      N_("The machine slept or the program stood still. Nothing of that time was "
                         "counted."),
                      {N_("Go on"), N_("This step again"), N_("End here")},
                      3},
    [QUESTION_LEAVE] = {N_("Leave the routine?"),
                        N_("It is paused. What is done so far can be kept."),
                        {N_("Go on"), N_("Save and leave"), N_("Discard")},
                        3},
    [QUESTION_DISCARD] = {N_("Discard this session?"),
                          N_("Nothing of it will be in your history."),
                          {N_("Keep it"), N_("Discard it")},
                          2},
};

const Question *question_of(QuestionKind kind) {
  return &questions[kind];
}

/* The top of a screen that asks: title and sentence. Returns what is left of the box. */
static Box draw_heading(Frame *frame, Box box, const char *title, const char *sentence) {
  int gap = frame->rows >= ROOMY_ROWS ? 1 : 0;
  draw_text(frame, box, ROLE_STRONG, ALIGN_LEFT, title);
  box = box_below(box, 1 + gap);
  Box part = box;
  part.rows = box.rows / 3;
  int used = draw_wrapped(frame, part, ROLE_TEXT, ALIGN_LEFT, sentence);
  return box_below(box, used + (used > 0 ? gap : 0));
}

/* How the step is done, where the list leaves room, or in its place when asked for. */
static void draw_help(const Tui *tui, Run *run, Frame *frame, Box box) {
  const Step *step = run_step(tui);
  Page page = {.width = box.columns};
  for (size_t i = 0; i < step->detail.count; i++) {
    page_text(&page, ROLE_FAINT, step->detail.at[i]);
  }
  if (run->details_turned) {
    page_text(&page, ROLE_FAINT, run->pose.words);
  }
  page_gap(&page);
  page_text(&page, ROLE_FAINT, step->safety);
  if (run->details_turned || (int)page.count <= box.rows) {
    page_draw(frame, &page, box, &run->scroll);
  }
  page_free(&page);
}

static void draw_list(const Tui *tui, Run *run, Frame *frame, Box box, char **lines, size_t count) {
  frame_cursor(frame, box.row, box.column); /* where no line is marked, what is read begins here */
  char *cue = run->details_turned ? mem_copy(run_step(tui)->cue) : run_cue(tui);
  box = draw_heading(frame, box, run_title(tui), cue);
  free(cue);
  if (run->details_turned) {
    draw_help(tui, run, frame, box);
    return;
  }
  int used = menu_draw(frame, box, (const char *const *)lines, count, run->selected, true);
  const char *marked = run->selected < count ? lines[run->selected] : "";
  if (text_width(marked) > box.columns - NUMBER_COLUMNS) { /* cut off above: here is all of it */
    used += 1;
    used += draw_wrapped(frame, box_below(box, used), ROLE_TEXT, ALIGN_LEFT, marked);
  }
  if (!run_cramp_on(tui)) {
    draw_help(tui, run, frame, box_below(box, used + 1));
  }
}

static void draw_choices(const Tui *tui, Run *run, Frame *frame, Box box) {
  const ChoiceList *choices = &run_step(tui)->choices;
  char **lines = mem_new(choices->count, sizeof *lines);
  for (size_t i = 0; i < choices->count; i++) {
    lines[i] = choices->at[i].label;
  }
  draw_list(tui, run, frame, box, lines, choices->count);
  free(lines);
}

static void draw_checklist(const Tui *tui, Run *run, Frame *frame, Box box) {
  const TextList *items = &run_step(tui)->items;
  char **lines = mem_new(items->count, sizeof *lines);
  for (size_t i = 0; i < items->count; i++) {
    bool ticked = i < run->answer_count && run->ticks[i];
    lines[i] = mem_format("[%c] %s", ticked ? 'x' : ' ', items->at[i]);
  }
  draw_list(tui, run, frame, box, lines, items->count);
  for (size_t i = 0; i < items->count; i++) {
    free(lines[i]);
  }
  free(lines);
}

/* A name and the line to type below it. */
static void draw_field(Frame *frame, Box box, const char *name, const Entry *entry, bool focused) {
  draw_text(frame, box, focused ? ROLE_TEXT : ROLE_FAINT, ALIGN_LEFT, name);
  box = box_below(box, 1);
  if (focused) {
    draw_text(frame, box, ROLE_STRONG, ALIGN_LEFT, ">");
  }
  box.column += LABEL_INDENT;
  box.columns -= LABEL_INDENT;
  draw_glyphs(frame, box.row, box.column, box.columns, ROLE_TRACK, GLYPH_FIELD);
  entry_draw(frame, box, entry, focused);
}

static void draw_journal(const Tui *tui, Run *run, Frame *frame, Box box) {
  const char *const *fields = session_journal_fields(tui->app->session);
  bool own = run_step(tui)->form == FORM_NONE; /* words of the routine's */
  int count = (int)run->answer_count;
  char *cue = run_cue(tui);
  box = draw_heading(frame, box, run_title(tui), cue);
  free(cue);
  int each = FIELD_ROWS + (count * (FIELD_ROWS + 1) <= box.rows + 1 ? 1 : 0);
  int spare = each - FIELD_ROWS; /* the last one needs no gap */
  int shown = (box.rows + spare) / each > 0 ? (box.rows + spare) / each : 1;
  int focused = (int)run->selected;
  int first = focused < shown ? 0 : focused - shown + 1;
  for (int i = first; i < count && i < first + shown; i++) {
    draw_field(frame, box_below(box, (i - first) * each), own ? fields[i] : _(fields[i]),
               &run->entries[i], i == focused);
  }
  if (first > 0) {
    draw_glyphs(frame, box.row, box.column + box.columns, 1, ROLE_FAINT, GLYPH_ABOVE);
  }
  if (first + shown < count) {
    draw_glyphs(frame, box.row + shown * each - 1, box.column + box.columns, 1, ROLE_FAINT,
                GLYPH_BELOW);
  }
}

static void draw_question(const Tui *tui, Run *run, Frame *frame, Box box) {
  QuestionKind kind = run_question(tui, run);
  const Question *question = question_of(kind);
  bool stays = kind == QUESTION_DISCARD && run_cramp_on(tui);
  box = draw_heading(frame, box, _(question->title),
                     stays ? _("The cramp itself stays in your diary.") : _(question->sentence));
  menu_answers(frame, box, question->options, question->count, run->selected);
}

void run_wait_draw(const Tui *tui, Run *run, Frame *frame, Box box) {
  if (box.columns > READING_WIDTH) {
    box.column += (box.columns - READING_WIDTH) / 2;
    box.columns = READING_WIDTH;
  }
  box = box_below(box, box.rows > 2 * ROOMY_ROWS ? box.rows / 8 : 0);
  box.columns -= 1; /* for the marks that there is more */
  switch (run_moment(tui, run)) {
  case RUN_CHOICES:
    draw_choices(tui, run, frame, box);
    break;
  case RUN_CHECKLIST:
    draw_checklist(tui, run, frame, box);
    break;
  case RUN_JOURNAL:
    draw_journal(tui, run, frame, box);
    break;
  case RUN_MUSCLE:
    run_cramp_draw(tui, run, frame, box);
    break;
  default:
    draw_question(tui, run, frame, box);
    break;
  }
}

void run_wait_free(Run *run) {
  for (size_t i = 0; run->entries != NULL && i < run->answer_count; i++) {
    entry_free(&run->entries[i]);
  }
  free(run->entries);
  free(run->ticks);
  run->entries = NULL;
  run->ticks = NULL;
  run->answer_count = 0;
  run->typed = false;
}

void run_wait_prepare(const Tui *tui, Run *run) {
  const Session *session = tui->app->session;
  int beat = session_beat_index(session);
  if (run->answer_beat == beat) {
    return;
  }
  run_wait_free(run);
  run->answer_beat = beat;
  run->details_turned = false;
  run->scroll = 0;
  const Step *step = run_step(tui);
  if (strcmp(step->kind->name, "checklist") == 0) {
    run->answer_count = step->items.count;
    run->ticks = mem_new(step->items.count, sizeof *run->ticks);
  } else if (strcmp(step->kind->name, "journal") == 0) {
    const char *const *fields = session_journal_fields(session);
    while (fields[run->answer_count] != NULL) {
      run->answer_count++;
    }
    run->entries = mem_new(run->answer_count, sizeof *run->entries);
    for (size_t i = 0; step->form == FORM_EPISODE && i < run->answer_count; i++) {
      char *known = app_cramp_prefill(tui->app, i);
      entry_put(&run->entries[i], known);
      free(known);
    }
  }
}

/* Writes the journal down, which moves the session on. */
static void write_journal(Tui *tui, Run *run) {
  char **texts = mem_new(run->answer_count, sizeof *texts);
  for (size_t i = 0; i < run->answer_count; i++) {
    texts[i] = entry_text(&run->entries[i]);
  }
  session_write_journal(tui->app->session, (const char *const *)texts, tui_now(tui));
  for (size_t i = 0; i < run->answer_count; i++) {
    free(texts[i]);
  }
  free(texts);
}

void run_keep_typed(Tui *tui) {
  for (size_t i = 0; i < tui->depth; i++) {
    if (tui->stack[i].screen != &screen_run) {
      continue;
    }
    Run *run = tui->stack[i].state;
    size_t typed = 0;
    for (size_t field = 0; run->entries != NULL && field < run->answer_count; field++) {
      typed += run->entries[field].bytes;
    }
    if (run->typed && typed > 0 && run->answer_beat == session_beat_index(tui->app->session)) {
      /* Only a waiting step takes answers; leaving has paused it. */
      session_act(tui->app->session, ACT_RESUME, tui_now(tui));
      write_journal(tui, run);
    }
  }
}

static void answer_leave(Tui *tui, Run *run, size_t option) {
  App *app = tui->app;
  if (option == 0) {
    run->leaving = QUESTION_NONE;
    if (session_state(app->session) == SESSION_PAUSED) {
      session_act(app->session, ACT_RESUME, tui_now(tui));
    }
  } else if (option == 1) {
    run_keep_typed(tui);
    session_end(app->session, ENDED_USER, tui_now(tui));
  } else {
    run->leaving = QUESTION_DISCARD;
  }
}

static void answer_discard(Tui *tui, Run *run, size_t option) {
  if (option == 0) {
    run->leaving = QUESTION_LEAVE;
    return;
  }
  app_session_discard(tui->app);
  app_session_drop(tui->app);
  tui_close_down_to(tui, &screen_run);
}

static void answer_hurt(Tui *tui, size_t option) {
  Session *session = tui->app->session;
  if (option == 2) {
    session_end(session, ENDED_HURT, tui_now(tui));
  } else {
    session_act(session, option == 0 ? ACT_SHORTER : ACT_SKIP, tui_now(tui));
  }
}

static void answer_gap(Tui *tui, size_t option) {
  Session *session = tui->app->session;
  if (option == 2) {
    session_end(session, ENDED_USER, tui_now(tui));
    return;
  }
  if (option == 1) {
    session_act(session, ACT_AGAIN, tui_now(tui));
  }
  session_act(session, ACT_RESUME, tui_now(tui));
}

static void answer_question(Tui *tui, Run *run, size_t option) {
  switch (run_question(tui, run)) {
  case QUESTION_HURT:
    answer_hurt(tui, option);
    break;
  case QUESTION_GAP:
    answer_gap(tui, option);
    break;
  case QUESTION_LEAVE:
    answer_leave(tui, run, option);
    break;
  case QUESTION_DISCARD:
    answer_discard(tui, run, option);
    break;
  default:
    break;
  }
}

/* How many lines can be marked now. */
static size_t line_count(const Tui *tui, const Run *run) {
  switch (run_moment(tui, run)) {
  case RUN_CHOICES:
    return run_step(tui)->choices.count;
  case RUN_CHECKLIST:
  case RUN_JOURNAL:
    return run->answer_count;
  case RUN_QUESTION:
  case RUN_LEAVING:
    return question_of(run_question(tui, run))->count;
  default:
    return 0;
  }
}

/* Takes the marked line: an answer, or a tick. */
static void take_line(Tui *tui, Run *run) {
  switch (run_moment(tui, run)) {
  case RUN_CHOICES:
    session_choose(tui->app->session, run->selected, tui_now(tui));
    break;
  case RUN_CHECKLIST:
    run->ticks[run->selected] = !run->ticks[run->selected];
    break;
  default:
    answer_question(tui, run, run->selected);
    break;
  }
}

void run_wait_act(Tui *tui, Run *run, Action action, int key) {
  size_t count = line_count(tui, run);
  switch (action) {
  case ACTION_UP:
  case ACTION_DOWN:
    if (run->details_turned && run_moment(tui, run) < RUN_QUESTION) {
      run->scroll += action == ACTION_UP ? -1 : 1;
    } else {
      menu_move(&run->selected, count, action == ACTION_UP ? -1 : 1);
    }
    break;
  case ACTION_DIGIT:
    if ((size_t)(key - '1') < count) {
      run->selected = (size_t)(key - '1');
      take_line(tui, run);
    }
    break;
  case ACTION_CONFIRM:
  case ACTION_TICK:
    if (run->selected < count) {
      take_line(tui, run);
    }
    break;
  case ACTION_ALL_TICKED:
    session_check_off(tui->app->session, run->ticks, tui_now(tui));
    break;
  case ACTION_FIELD_BACK:
  case ACTION_FIELD_NEXT:
    menu_move(&run->selected, count, action == ACTION_FIELD_BACK ? -1 : 1);
    break;
  case ACTION_FIELD_DONE:
    if (run->selected + 1 < count) {
      run->selected++;
    } else {
      write_journal(tui, run);
    }
    break;
  case ACTION_STAY:
    if (run->leaving == QUESTION_DISCARD) {
      run->leaving = QUESTION_LEAVE;
    } else {
      answer_leave(tui, run, 0);
    }
    break;
  default:
    break;
  }
}

bool run_wait_type(Tui *tui, Run *run, int key) {
  bool taken = run_moment(tui, run) == RUN_JOURNAL && run->selected < run->answer_count &&
               entry_key(&run->entries[run->selected], key);
  run->typed = run->typed || taken;
  return taken;
}
