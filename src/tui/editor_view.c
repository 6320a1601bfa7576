/* Drawing the editor: the list of steps with their times, what is marked, and the questions. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "editor.h"
#include "menu.h"
#include "nightcalf/format.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "words.h"

enum {
  MARK_AT = 0,
  FLAW_AT = 2,
  NUMBER_AT = 3,
  NUMBER_COLUMNS = 3,
  TITLE_AT = 8,
  KIND_COLUMNS = 11,
  TIME_COLUMNS = 8,
  WIDE_COLUMNS = 52, /* from here on there is room for them all */
  FOOT_ROWS = 2,
  FOOT_ROWS_ROOMY = 3,
  FOOT_ROWS_MAX = 6
};

/* One line of the list. */
typedef struct StepLine {
  char *title;
  char *kind;
  char time[FORMAT_SIZE];
  char until[FORMAT_SIZE]; /* the running total behind it */
  char flaw;               /* '!' an error, '?' a warning, ' ' nothing */
} StepLine;

int editor_finding_step(const Diagnostic *finding) {
  /* what is found about a step begins with it, in the user's language */
  const char *step = _("step %d");
  size_t before = strcspn(step, "%");
  if (strncmp(finding->message, step, before) != 0) {
    return -1;
  }
  char *end = NULL;
  long number = strtol(finding->message + before, &end, 10);
  const char *after = step + before + strspn(step + before, "%d");
  bool about = end != finding->message + before && strncmp(end, after, strlen(after)) == 0;
  return about && number >= 1 && number <= ROUTINE_STEPS_MAX ? (int)number - 1 : -1;
}

/* The worst that was found about a step; -1: about the routine as a whole. */
static char flaw_of(const Editor *editor, int step) {
  const Diagnostics *findings = edit_findings(editor->edit);
  char flaw = ' ';
  for (size_t i = 0; i < findings->count; i++) {
    const Diagnostic *finding = &findings->items[i];
    if (editor_finding_step(finding) == step && flaw != '!') {
      flaw = finding->warning ? '?' : '!';
    }
  }
  return flaw;
}

/* Planned length of the steps that a step of the file makes, and the moment they end. */
static void step_times(const Editor *editor, int step, StepLine *line) {
  int first = 0;
  int count = edit_step_span(editor->edit, step, &first);
  Millis length = 0;
  Millis end = 0;
  bool waits = false;
  for (size_t i = 0; i < editor->timeline.count; i++) {
    const Beat *beat = &editor->timeline.beats[i];
    bool within = beat->step >= first && beat->step < first + count;
    length += within ? beat->length : 0;
    waits = waits || (within && beat->phase == PHASE_WAIT);
    end = beat->step < first + count ? beat->at + beat->length : end;
  }
  if (count > 0 && editor->timeline.count > 0) {
    format_clock(length, line->time);
    format_clock(end, line->until);
    if (waits && length == 0) {
      snprintf(line->time, sizeof line->time, "%s", _("waits"));
    }
  }
}

static StepLine step_line(const Editor *editor, int step) {
  StepLine line = {.title = editor_step_title(editor, step), .flaw = flaw_of(editor, step)};
  const StepKind *kind = edit_step_kind(editor->edit, step);
  char *use = edit_value(editor->edit, (EditPlace){step, EDIT_WHOLE}, "use");
  line.kind = mem_copy(kind != NULL  ? language_in("kind", kind->name)
                       : use != NULL ? _("borrowed")
                                     : _("no kind"));
  free(use);
  step_times(editor, step, &line);
  return line;
}

/* The first line: the settings of the routine itself. */
static StepLine routine_line(const Editor *editor) {
  StepLine line = {.flaw = flaw_of(editor, -1), .kind = mem_copy(_("routine"))};
  line.title = edit_value(editor->edit, (EditPlace){EDIT_WHOLE, EDIT_WHOLE}, "title");
  if (line.title == NULL) {
    line.title = mem_copy(_("The routine's own settings"));
  }
  return line;
}

/* A part of a row, from a column on. */
static Box part(Box box, int at, int columns) {
  return (Box){box.row, box.column + at, 1, columns};
}

/* Columns of the kinds' names, which may be longer in another language. */
static int kind_columns(void) {
  int columns = KIND_COLUMNS;
  for (size_t i = 0; i < editor_kind_count(); i++) {
    int width = text_width(editor_kind_name(i)) + 2;
    columns = width > columns ? width : columns;
  }
  return columns;
}

/* The length, the running total and the kind at the right end of a row, as far as there is room.
 * Returns the column before which the title must end. */
static int draw_times(Frame *frame, Box box, const StepLine *line, Role role) {
  if (box.columns < WIDE_COLUMNS) {
    draw_text(frame, part(box, box.columns - TIME_COLUMNS, TIME_COLUMNS), role, ALIGN_RIGHT,
              line->time);
    return line->time[0] != '\0' ? box.columns - TIME_COLUMNS : box.columns + 1;
  }
  int until = box.columns - TIME_COLUMNS;
  int time = until - TIME_COLUMNS;
  int kind_wide = kind_columns();
  int kind = time - kind_wide;
  draw_text(frame, part(box, until, TIME_COLUMNS), ROLE_FAINT, ALIGN_RIGHT, line->until);
  draw_text(frame, part(box, time, TIME_COLUMNS), role, ALIGN_RIGHT, line->time);
  draw_text(frame, part(box, kind, kind_wide), ROLE_FAINT, ALIGN_LEFT, line->kind);
  return kind;
}

static void draw_row(Frame *frame, Box box, const StepLine *line, size_t number, bool marked) {
  Role role = marked ? ROLE_STRONG : ROLE_TEXT;
  char flaw[2] = {line->flaw, '\0'};
  if (marked) {
    draw_text(frame, part(box, MARK_AT, 1), role, ALIGN_LEFT, ">");
    frame_cursor(frame, box.row, box.column);
  }
  draw_text(frame, part(box, FLAW_AT, 1), ROLE_STRONG, ALIGN_LEFT, flaw);
  if (number > 0) {
    draw_format(frame, part(box, NUMBER_AT, NUMBER_COLUMNS), ROLE_FAINT, ALIGN_RIGHT, "%zu",
                number);
  }
  int end = draw_times(frame, box, line, role);
  draw_text(frame, part(box, TITLE_AT, end - TITLE_AT - 1), role, ALIGN_LEFT, line->title);
}

static void draw_steps(Editor *editor, Frame *frame, Box box) {
  size_t count = 1 + (size_t)edit_step_count(editor->edit);
  size_t rows = box.rows > 0 ? (size_t)box.rows : 0;
  size_t first = menu_first(frame, count, editor->selected, rows);
  int edge = box.column + box.columns;
  editor->page = rows;
  for (size_t i = 0; i < rows && first + i < count; i++) {
    size_t at = first + i;
    StepLine line = at == 0 ? routine_line(editor) : step_line(editor, (int)at - 1);
    draw_row(frame, box_below(box, (int)i), &line, at, at == editor->selected);
    free(line.title);
    free(line.kind);
  }
  if (rows > 0 && first > 0) {
    draw_glyphs(frame, box.row, edge, 1, ROLE_FAINT, GLYPH_ABOVE);
  }
  if (rows > 0 && first + rows < count) {
    draw_glyphs(frame, box.row + (int)rows - 1, edge, 1, ROLE_FAINT, GLYPH_BELOW);
  }
}

/* Adds a sentence with a full stop. */
static void add_sentence(char **text, const char *sentence) {
  size_t length = strlen(sentence);
  const char *stop = length > 0 && strchr(".!?", sentence[length - 1]) != NULL ? "" : ".";
  char *longer = mem_format("%s%s%s%s", *text, (*text)[0] != '\0' ? " " : "", sentence, stop);
  free(*text);
  *text = longer;
}

/* What was found about the marked line, errors first; empty: nothing. Release with free(). */
static char *marked_findings(const Editor *editor) {
  const Diagnostics *findings = edit_findings(editor->edit);
  int step = (int)editor->selected - 1;
  char *text = mem_copy("");
  for (int warnings = 0; warnings < 2; warnings++) {
    for (size_t i = 0; i < findings->count; i++) {
      const Diagnostic *finding = &findings->items[i];
      if (finding->warning == (warnings == 1) && editor_finding_step(finding) == step) {
        char *line = finding->line > 0
                         ? mem_format(_("Line %d: %s"), finding->line, finding->message)
                         : mem_copy(finding->message);
        add_sentence(&text, line);
        free(line);
      }
    }
  }
  return text;
}

/* "Borrowed from evening-calf: Calf massage, Feet up." */
static char *borrowed_words(const Editor *editor, int step, const char *use) {
  const Routine *routine = edit_routine(editor->edit);
  int first = 0;
  int count = edit_step_span(editor->edit, step, &first);
  if (count == 0) {
    return mem_format(_("Borrowed by use = \"%s\"."), use);
  }
  char *titles = mem_copy("");
  for (int i = first; i < first + count; i++) {
    words_add(&titles, routine->steps[i].title);
  }
  char *text = mem_format(_("Borrowed by use = \"%s\": %s."), use, titles);
  free(titles);
  return text;
}

/* What the marked line is about. Release with free(). */
static char *marked_words(const Editor *editor) {
  if (editor->selected == 0) {
    return mem_copy(edit_step_count(editor->edit) > 0
                        ? _("The routine itself: its title, when to do it, what to have at hand.")
                        : _("The routine itself. It has no step yet: add the first one."));
  }
  EditPlace place = {(int)editor->selected - 1, EDIT_WHOLE};
  char *use = edit_value(editor->edit, place, "use");
  char *text = use != NULL ? borrowed_words(editor, place.step, use)
                           : edit_value(editor->edit, place, "cue");
  free(use);
  return text;
}

/* What is told below the list. */
static Box draw_foot(const Editor *editor, Frame *frame, Box box) {
  int rows = frame->rows >= ROOMY_ROWS ? FOOT_ROWS_ROOMY : FOOT_ROWS;
  if (editor->notice != NULL) {
    return editor_draw_foot(frame, box, ROLE_STRONG, rows, editor->notice);
  }
  char *text = marked_findings(editor);
  bool found = text[0] != '\0';
  if (!found) {
    free(text);
    text = marked_words(editor);
  }
  box = editor_draw_foot(frame, box, found ? ROLE_STRONG : ROLE_FAINT, rows, text);
  free(text);
  return box;
}

Box editor_draw_foot(Frame *frame, Box box, Role role, int rows, const char *text) {
  int gap = frame->rows >= ROOMY_ROWS ? 1 : 0;
  int wanted = wrapped_rows(text, box.columns);
  int most = box.rows / 2 < FOOT_ROWS_MAX ? box.rows / 2 : FOOT_ROWS_MAX;
  rows = wanted > rows ? wanted : rows;
  rows = rows > most ? most : rows;
  Box foot = {box.row + box.rows - rows - gap, box.column, rows, box.columns};
  draw_wrapped(frame, foot, role, ALIGN_LEFT, text);
  box.rows -= rows + 2 * gap;
  return box;
}

/* "2 min 42 s", or that there is no total yet; and whether all of it is on disk. */
static void draw_heading(const Editor *editor, Frame *frame, Box box) {
  char total[WORDS_SIZE];
  if (edit_routine(editor->edit) != NULL) {
    words_total(&editor->timeline, total);
  } else {
    snprintf(total, sizeof total, "%s", _("has errors"));
  }
  const char *state = editor_dirty(editor)      ? _("not saved")
                      : editor->shipped != NULL ? _("a copy, nothing changed yet")
                                                : _("saved");
  bool wide = frame->columns >= ROOMY_COLUMNS;
  char *right = wide ? mem_format("%s %s %s", total, glyph_text(frame, GLYPH_DOT), state)
                     : mem_copy(editor_dirty(editor) ? _("not saved") : total);
  draw_text(frame, box, ROLE_FAINT, ALIGN_RIGHT, right);
  box.columns -= text_width(right) + 1;
  draw_text(frame, box, ROLE_STRONG, ALIGN_LEFT, editor->id);
  free(right);
}

void editor_draw_ask(Frame *frame, const Ask *ask, size_t answer) {
  Box box = frame_column(frame);
  int gap = frame->rows >= ROOMY_ROWS ? 1 : 0;
  draw_text(frame, box, ROLE_STRONG, ALIGN_LEFT, ask->title);
  box = box_below(box, 1 + gap);
  Box sentence = box;
  sentence.rows = box.rows - (int)ask->count;
  sentence.rows = sentence.rows < 2 ? 2 : sentence.rows;
  int used = draw_wrapped(frame, sentence, ROLE_TEXT, ALIGN_LEFT, ask->sentence);
  box = box_below(box, used + (used > 0 ? gap : 0));
  menu_answers(frame, box, ask->options, ask->count, answer);
}

/* The kinds of steps to choose from, each with its sentence where there is room. */
static void draw_kinds(const Editor *editor, Frame *frame) {
  Box box = frame_column(frame);
  int gap = frame->rows >= ROOMY_ROWS ? 1 : 0;
  bool wide = frame->columns >= ROOMY_COLUMNS;
  size_t count = editor_kind_count();
  int columns = kind_columns() + 1;
  char **lines = mem_new(count, sizeof *lines);
  for (size_t i = 0; i < count; i++) {
    lines[i] = wide ? menu_columns(editor_kind_name(i), columns, editor_kind_sentence(i))
                    : mem_copy(editor_kind_name(i));
  }
  draw_text(frame, box, ROLE_STRONG, ALIGN_LEFT, _("What kind of step is it to be?"));
  box = box_below(box, 1 + gap);
  if (!wide) {
    box = editor_draw_foot(frame, box, ROLE_FAINT, FOOT_ROWS, editor_kind_sentence(editor->answer));
  }
  menu_draw(frame, box, (const char *const *)lines, count, editor->answer, true);
  for (size_t i = 0; i < count; i++) {
    free(lines[i]);
  }
  free(lines);
}

void editor_draw(Tui *tui, void *state, Frame *frame) {
  Editor *editor = state;
  Box box = frame_column(frame);
  draw_footer(frame, box, &editor_lists[editor_moment(tui, editor)]);
  if (editor->asked == ASK_KIND) {
    draw_kinds(editor, frame);
    return;
  }
  if (editor->asked != ASK_NOTHING) {
    Ask ask = editor_question(editor);
    editor_draw_ask(frame, &ask, editor->answer);
    return;
  }
  int gap = frame->rows >= ROOMY_ROWS ? 1 : 0;
  draw_heading(editor, frame, box);
  box = draw_foot(editor, frame, box_below(box, 1 + gap));
  draw_steps(editor, frame, box);
}
