/* Drawing a form. The name stands before the value; where the window is narrow, above what is long.
 */
#include "form_view.h"

#include <stdlib.h>
#include <string.h>

#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/routine.h"
#include "nightcalf/text.h"

enum {
  MARK_COLUMNS = 2,
  NAME_COLUMNS_MAX = 20,
  NAME_COLUMNS_WIDE = 30,
  NAME_GAP = 2,
  FOOT_ROWS = 3,
  RANGE_SIZE = 320,
  TICK_SIZE = 4
};

/* One line of the form as it is drawn. */
typedef struct FormLine {
  size_t row;
  size_t line; /* of the row's */
  bool above;  /* the name alone, above what is long */
} FormLine;

/* All of them, and how they are laid out. */
typedef struct Layout {
  FormLine *lines;
  int count;
  int names; /* columns before the values */
  bool narrow;
} Layout;

/* Columns of its name, with what marks a required one. */
static int name_width(const FormRow *row) {
  char *name = row_name(row->field);
  int width = text_width(name) + 2;
  free(name);
  return width;
}

/* Whether a narrow window shows the name in a line of its own. */
static bool is_long(const FormRow *row) {
  FieldType type = row->field->type;
  return type == FIELD_TEXT || type == FIELD_TEXTS || type == FIELD_CHOICES ||
         row->field->shown != NULL || name_width(row) > NAME_COLUMNS_MAX;
}

static void add_line(Layout *layout, FormLine line) {
  layout->lines = mem_resize(layout->lines, (size_t)layout->count + 1, sizeof *layout->lines);
  layout->lines[layout->count] = line;
  layout->count++;
}

/* Columns of the widest name. */
static int widest_name(const Form *form, bool narrow) {
  int most = narrow ? NAME_COLUMNS_MAX : NAME_COLUMNS_WIDE;
  int widest = 0;
  for (size_t i = 0; i < form->count; i++) {
    int width = name_width(&form->rows[i]);
    bool above = narrow && width > most;
    widest = width > widest && !above ? width : widest;
  }
  return widest < most ? widest : most;
}

/* Lays the form out. Release its lines with free(). */
static Layout lay_out(const Form *form, const Frame *frame) {
  Layout layout = {.narrow = frame->columns < ROOMY_COLUMNS};
  layout.names = widest_name(form, layout.narrow) + NAME_GAP;
  for (size_t row = 0; row < form->count; row++) {
    if (layout.narrow && is_long(&form->rows[row])) {
      add_line(&layout, (FormLine){.row = row, .above = true});
    }
    for (size_t line = 0; line < row_lines(&form->rows[row]); line++) {
      add_line(&layout, (FormLine){.row = row, .line = line});
    }
  }
  return layout;
}

/* Scrolls so far that the marked line and its name can be seen. */
static void bring_into_view(Form *form, const Layout *layout, int rows) {
  int at = 0;
  while (at < layout->count && (layout->lines[at].above || layout->lines[at].row != form->row ||
                                layout->lines[at].line != form->line)) {
    at++;
  }
  int from = at > 0 && layout->lines[at - 1].above ? at - 1 : at;
  int most = layout->count > rows ? layout->count - rows : 0;
  form->scroll = form->scroll < at + 1 - rows ? at + 1 - rows : form->scroll;
  form->scroll = form->scroll > from ? from : form->scroll;
  form->scroll = form->scroll > most ? most : form->scroll;
}

static void draw_name(Frame *frame, Box box, const FormRow *row, bool focused) {
  char *name = row_name(row->field);
  draw_format(frame, box, focused ? ROLE_STRONG : ROLE_FAINT, ALIGN_LEFT, "%s%s", name,
              row->needed ? " *" : "");
  free(name);
}

/* What holds, where nothing is set: in brackets, so that it is not told by colour alone. */
static void draw_holds(Frame *frame, Box box, const FormRow *row) {
  if (row->holds != NULL) {
    char *words = row_words(row->field, row->holds);
    draw_format(frame, box, ROLE_FAINT, ALIGN_LEFT, "(%s)", words);
    free(words);
  }
}

static void draw_typed(Frame *frame, Box box, const FormRow *row, size_t line, bool focused) {
  const Entry *entry = &row->lines[line];
  char *text = entry_text(entry);
  bool empty = text[0] == '\0';
  free(text);
  if (focused) {
    draw_glyphs(frame, box.row, box.column, box.columns, ROLE_TRACK, GLYPH_FIELD);
  }
  if (empty && (row->shape == ROW_LINE || row->line_count == 1)) {
    draw_holds(frame, box, row);
  }
  bool last = row->shape == ROW_LINES && line + 1 == row->line_count;
  if (empty && last && !focused && (line > 0 || row->holds == NULL)) {
    draw_glyphs(frame, box.row, box.column, 1, ROLE_TRACK, GLYPH_FIELD);
  }
  entry_draw(frame, box, entry, focused);
}

static void draw_picked(Frame *frame, Box box, const FormRow *row, bool focused) {
  char *said = row_shown(row);
  bool set = said[0] != '\0';
  char *holds = !set && row->holds != NULL ? row_words(row->field, row->holds) : NULL;
  char *word = holds != NULL ? mem_format("(%s)", holds) : mem_copy(said);
  Role role = !set ? ROLE_FAINT : focused ? ROLE_STRONG : ROLE_TEXT;
  draw_format(frame, box, role, ALIGN_LEFT, focused ? "< %s >" : "%s", word);
  free(word);
  free(holds);
  free(said);
}

static void draw_option(Frame *frame, Box box, const FormRow *row, size_t option, bool focused) {
  draw_format(frame, box, focused ? ROLE_STRONG : ROLE_TEXT, ALIGN_LEFT, "[%c] %s",
              row_ticked(row, option) ? 'x' : ' ', row_word(row, option));
}

/* The row's own line of what is shown and not typed. */
static void draw_shown(Frame *frame, Box box, const FormRow *row, bool focused) {
  char *text = row_shown(row);
  Role role = focused ? ROLE_STRONG : ROLE_TEXT;
  if (text[0] != '\0') {
    draw_text(frame, box, role, ALIGN_LEFT, text);
  } else if (row->holds != NULL) {
    draw_holds(frame, box, row);
  } else {
    draw_text(frame, box, ROLE_FAINT, ALIGN_LEFT, _("(none)"));
  }
  free(text);
}

static void draw_value(Frame *frame, Box box, const FormRow *row, size_t line, bool focused) {
  switch (row->shape) {
  case ROW_LINE:
  case ROW_LINES:
    draw_typed(frame, box, row, line, focused);
    break;
  case ROW_PICK:
    draw_picked(frame, box, row, focused);
    break;
  case ROW_TICKS:
    if (line > 0) {
      draw_option(frame, box, row, line - 1, focused);
      break;
    }
    draw_shown(frame, box, row, focused);
    break;
  default:
    draw_shown(frame, box, row, focused);
    break;
  }
}

static void draw_line(const Form *form, const Layout *layout, const FormLine *line, Frame *frame,
                      Box box) {
  const FormRow *row = &form->rows[line->row];
  bool in_row = line->row == form->row;
  bool focused = in_row && line->line == form->line && !line->above;
  bool above = layout->narrow && is_long(row);
  if (focused) {
    draw_text(frame, box, ROLE_STRONG, ALIGN_LEFT, ">");
    frame_cursor(frame, box.row, box.column);
  }
  box.column += MARK_COLUMNS;
  box.columns -= MARK_COLUMNS;
  Box name = box;
  if (!above) {
    name.columns = layout->names - 1;
    box.column += layout->names;
    box.columns -= layout->names;
  }
  if (line->above || (!above && line->line == 0)) {
    draw_name(frame, name, row, in_row);
  }
  if (!line->above) {
    draw_value(frame, box, row, line->line, focused);
  }
}

static void draw_lines(Form *form, Frame *frame, Box box) {
  Layout layout = lay_out(form, frame);
  int edge = box.column + box.columns;
  if (layout.lines == NULL) {
    return;
  }
  bring_into_view(form, &layout, box.rows);
  form->page = box.rows;
  for (int i = 0; i < box.rows && form->scroll + i < layout.count; i++) {
    draw_line(form, &layout, &layout.lines[form->scroll + i], frame, box_below(box, i));
  }
  if (form->scroll > 0) {
    draw_glyphs(frame, box.row, edge, 1, ROLE_FAINT, GLYPH_ABOVE);
  }
  if (form->scroll + box.rows < layout.count) {
    draw_glyphs(frame, box.row + box.rows - 1, edge, 1, ROLE_FAINT, GLYPH_BELOW);
  }
  free(layout.lines);
}

/* Puts a sentence behind others; takes it over. */
static void add_sentence(char **text, char *sentence) {
  if (sentence[0] != '\0') {
    char *longer = mem_format("%s%s%s", *text, (*text)[0] != '\0' ? " " : "", sentence);
    free(*text);
    *text = longer;
  }
  free(sentence);
}

/* "It must be from 1 to 1,000." where the range is more than the words that are shown anyway. */
static char *range_words(const Field *field, bool typed) {
  char range[RANGE_SIZE];
  if (typed && (field->type == FIELD_WORD || field->type == FIELD_TIME)) {
    return mem_copy("");
  }
  bool said = field->type == FIELD_FLAG || field->type == FIELD_WORDS ||
              field->type == FIELD_SIDES || field->type == FIELD_CHOICES ||
              ((field->type == FIELD_TEXT || field->type == FIELD_TEXTS) && field->maximum == 0);
  if (said) {
    return mem_copy("");
  }
  field_range(field, range, sizeof range);
  return mem_format(_("It %s."), range);
}

/* What the marked row is, in the words of the table; of a tick in a list of health flags, what was
 * asked. Release with free(). */
static char *about_row(const Form *form) {
  const FormRow *row = &form->rows[form->row];
  const Field *field = row->field;
  if (row->shape == ROW_FIXED) {
    return mem_copy(form->owner.typed
                        ? _("It cannot be changed here: this terminal cannot show all of it.")
                        : _("It cannot be changed here, only in an editor of your own: this "
                            "terminal cannot show all of it."));
  }
  if (row->shape == ROW_TICKS && form->line > 0 && field->words == profile_flags) {
    return mem_copy(_(profile_questions[form->line - 1]));
  }
  bool minutes = field->type == FIELD_SECONDS && form->owner.typed;
  bool seconds = field->type == FIELD_SECONDS && !minutes;
  char *text = mem_copy(row->needed ? _("Needed.") : "");
  add_sentence(&text, mem_copy(_(field->sentence)));
  add_sentence(&text, mem_copy(seconds ? _("In seconds, or such as 1m30s.") : ""));
  add_sentence(&text, minutes ? mem_copy(_("Such as 3, 2.5 or 90s."))
                              : range_words(field, form->owner.typed));
  return text;
}

/* Whether the note stands beside the title, or there is no room. */
static void draw_title(const Form *form, Frame *frame, Box box) {
  int room = box.columns;
  if (form->note != NULL && text_width(form->note) + text_width(form->title) + 2 <= room) {
    draw_text(frame, box, ROLE_FAINT, ALIGN_RIGHT, form->note);
    box.columns -= text_width(form->note) + 2;
  }
  draw_text(frame, box, ROLE_STRONG, ALIGN_LEFT, form->title);
}

/* What the bottom says: what is asked, what is wrong, or what the row is. Release with free(). */
static char *foot_words(const Form *form, const Frame *frame) {
  if (form->leaving) {
    char key[KEY_LABEL_SIZE];
    frame_key(frame, ACTION_FORM_LEAVE, key);
    return mem_format(_("Leave without what you changed here? %s leaves; any other key stays."),
                      key);
  }
  return form->problem.text[0] != '\0' ? mem_format("%s.", form->problem.text) : about_row(form);
}

void form_draw(Tui *tui, void *state, Frame *frame) {
  (void)tui;
  Form *form = state;
  Box box = frame_column(frame);
  int gap = frame->rows >= ROOMY_ROWS ? 1 : 0;
  form_note(form);
  draw_footer(frame, box, &form_lists[form_moment(form)]);
  draw_title(form, frame, box);
  box = box_below(box, 1);
  if (gap > 0) {
    box = box_below(box, draw_wrapped(frame, box, ROLE_FAINT, ALIGN_LEFT, form->sentence) + gap);
  }
  char *words = foot_words(form, frame);
  bool strong = form->leaving || form->problem.text[0] != '\0';
  int rows = wrapped_rows(words, box.columns);
  rows = rows < FOOT_ROWS ? FOOT_ROWS : rows > box.rows / 2 ? box.rows / 2 : rows;
  Box foot = {box.row + box.rows - rows - gap, box.column, rows, box.columns};
  draw_wrapped(frame, foot, strong ? ROLE_STRONG : ROLE_FAINT, ALIGN_LEFT, words);
  free(words);
  box.rows -= rows + 2 * gap;
  draw_lines(form, frame, box);
}
