/* Drawing a night of the diary. */
#include <stdlib.h>
#include <string.h>

#include "calendar.h"
#include "diary.h"
#include "menu.h"
#include "nightcalf/format.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "page.h"
#include "words.h"

enum {
  MARK_COLUMNS = 2,
  NAME_COLUMNS = 26,
  NAME_COLUMNS_NARROW = 23,
  PANE_ROWS = 5,
  PANE_ROWS_SMALL = 3
};

/* ---- words ---- */

/* "03:10  left, calf, severity 6, 3 min". */
static char *cramp_line(const Episode *episode) {
  char onset[FORMAT_SIZE] = "";
  char *text = mem_copy("");
  if (diary_onset_known(episode)) {
    format_time_of_day(episode->onset, onset);
  }
  if (episode->side != SIDE_NONE) {
    words_add(&text, words_side(episode->side));
  }
  if (episode->muscle != MUSCLE_UNKNOWN) {
    words_add(&text, _(muscle_shown(episode->muscle)));
  }
  if (episode->severity >= 0) {
    char *severity = mem_format(_("severity %d"), episode->severity);
    words_add(&text, severity);
    free(severity);
  }
  if (episode->duration >= 0) {
    char length[FORMAT_SIZE];
    format_length(episode->duration / 1000 * 1000, length);
    words_add(&text, length);
  }
  if (text[0] == '\0') {
    words_add(&text, _("nothing more said yet"));
  }
  char *line = mem_format("%s  %s", onset[0] != '\0' ? onset : _("no time"), text);
  free(text);
  return line;
}

static char *medicine_line(const MedicationChange *change) {
  char *kind = diary_shown(&diary_medication_fields[0], change);
  char *line = mem_format("%s: %s", change->name, kind);
  free(kind);
  return line;
}

static char *line_text(const Diary *diary, const DiaryLine *line) {
  switch (line->kind) {
  case LINE_HEADING:
    return mem_copy(line->heading);
  case LINE_CRAMP:
    return cramp_line(&diary->cramps[line->index]);
  case LINE_ADD_CRAMP:
    return mem_copy(_("+ a cramp"));
  case LINE_MEDICINE:
    return medicine_line(&diary->medicines[line->index]);
  case LINE_ADD_MEDICINE:
    return mem_copy(_("+ a change of medicine"));
  default:
    return mem_copy(_("+ more habits"));
  }
}

/* "last night", "tonight", "". */
static const char *which_night(const Diary *diary) {
  if (diary->night.day == diary->now.last.day) {
    return _("last night");
  }
  return diary->night.day == diary->now.tonight.day ? _("tonight") : "";
}

/* How late the answer was entered, or that there is none. */
static const char *state_words(const Diary *diary) {
  if (!diary_night_recorded(&diary->kept)) {
    return _("not recorded");
  }
  return _(lateness_shown(diary_night_lateness(&diary->kept, diary->app->settings.night_boundary)));
}

/* ---- what the marked line asks ---- */

/* "1 left, 2 right, 3 both". */
static char *numbered(const DiaryLine *line) {
  const Field *field = line->field;
  size_t quick_count = 0;
  const int *quick = diary_quick(line, &quick_count);
  char *text = mem_copy("");
  if (quick != NULL) {
    for (size_t i = 0; i < quick_count; i++) {
      char *answer = i + 1 < quick_count ? mem_format("%zu: %d", i + 1, quick[i])
                                         : mem_format(_("%zu: %d or more"), i + 1, quick[i]);
      words_add(&text, answer);
      free(answer);
    }
    return text;
  }
  const char *const *words = field->shown != NULL ? field->shown : field->words;
  words += words[0][0] == '\0' ? 1 : 0;
  for (size_t i = 0; words[i] != NULL; i++) {
    char *answer = mem_format("%zu %s", i + 1, _(words[i]));
    words_add(&text, answer);
    free(answer);
  }
  return text;
}

/* What the cramps described mean for the count. */
static void add_count(const Diary *diary, Page *page) {
  WallTime now = diary->app->clock.wall(diary->app->clock.context);
  Lateness late = diary_lateness(diary->night, now, diary->app->settings.night_boundary);
  if (diary_night_recorded(&diary->kept)) {
    return;
  }
  if (diary->cramp_count > 0) {
    page_format(page, ROLE_TEXT,
                language_plural("%zu described so far: the night counts once you say how many "
                                "there were in all.",
                                "%zu described so far: the night counts once you say how many "
                                "there were in all.",
                                diary->cramp_count),
                diary->cramp_count);
  }
  if (late != ENTRY_IN_TIME) {
    page_format(page, ROLE_FAINT, "An answer now is kept, and marked as %s.",
                _(lateness_shown(late)));
  }
}

/* How the day before answers the marked habit. */
static void add_hint(const Diary *diary, const DiaryLine *line, const Frame *frame, Page *page) {
  if (!line->habit || !diary_said(line->field, &diary->before)) {
    return;
  }
  char key[KEY_LABEL_SIZE];
  frame_key(frame, ACTION_SAY_SAME, key);
  char *before = diary_shown(line->field, &diary->before);
  page_format(page, ROLE_FAINT, "The day before: %s. %s says the same.", before, key);
  free(before);
}

/* Which keys answer the marked line. */
static void add_keys(const Diary *diary, const DiaryLine *line, const Frame *frame, Page *page) {
  char *answers = NULL;
  char key[KEY_LABEL_SIZE];
  char other[KEY_LABEL_SIZE];
  switch (diary_moment(diary)) {
  case DIARY_YES_NO:
    frame_key(frame, ACTION_SAY_YES, key);
    frame_key(frame, ACTION_SAY_NO, other);
    page_format(page, ROLE_TEXT, "%s yes, %s no.", key, other);
    break;
  case DIARY_QUICK:
  case DIARY_WORD:
    answers = numbered(line);
    page_format(page, ROLE_TEXT,
                line->field->type == FIELD_WORDS ? N_("%s; as many as fit.") : "%s.", answers);
    free(answers);
    break;
  case DIARY_NUMBER:
    frame_key(frame, ACTION_SAY_MORE, key);
    frame_key(frame, ACTION_SAY_LESS, other);
    page_format(page, ROLE_TEXT, "0-9, or %s and %s.", key, other);
    break;
  default:
    break;
  }
}

/* Whether the line is the night's note, which somebody on a statin has a use for. */
static bool is_statin_note(const Diary *diary, const DiaryLine *line) {
  return !line->habit && line->field->offset == offsetof(DiaryNight, note) &&
         app_statin_note(diary->app) != NULL;
}

static void add_answer(const Diary *diary, const DiaryLine *line, const Frame *frame, Page *page) {
  if (is_statin_note(diary, line)) {
    page_text(page, ROLE_TEXT, _(app_statin_note(diary->app)));
  }
  bool small = frame->rows < ROOMY_ROWS;
  if (!line->habit && line->field->offset == offsetof(DiaryNight, cramp_count)) {
    add_count(diary, page);
  }
  /* what a small window cuts is the end */
  page_text(page, ROLE_FAINT, small ? NULL : _(line->field->sentence));
  add_keys(diary, line, frame, page);
  if (!line->habit && line->field->offset == offsetof(DiaryNight, excused_reason)) {
    char key[KEY_LABEL_SIZE];
    frame_key(frame, ACTION_ENTER_ANSWER, key);
    page_format(page, ROLE_TEXT, "%s says why, if you like.", key);
  }
  add_hint(diary, line, frame, page);
  page_text(page, ROLE_FAINT, small ? _(line->field->sentence) : NULL);
}

static void add_marked(const Diary *diary, const Frame *frame, Page *page) {
  const DiaryLine *line = diary_marked(diary);
  char key[KEY_LABEL_SIZE];
  frame_key(frame, ACTION_OPEN_LINE, key);
  switch (line->kind) {
  case LINE_ANSWER:
    add_answer(diary, line, frame, page);
    break;
  case LINE_CRAMP:
    page_format(page, ROLE_TEXT,
                cramp_is_bare(&diary->cramps[line->index])
                    ? N_("Its leg, muscle or severity is not said yet: %s asks.")
                    : N_("%s shows all that can be said about it."),
                key);
    break;
  case LINE_ADD_CRAMP:
    page_text(page, ROLE_TEXT,
              _("Three keys: which leg, which muscle, how bad. Nothing else is needed."));
    break;
  case LINE_ADD_MEDICINE:
    page_text(page, ROLE_TEXT,
              _("A medicine that was started or stopped, or a dose that changed."));
    break;
  case LINE_MORE_HABITS:
    page_text(page, ROLE_TEXT, _("Habits that are asked only of who wishes it."));
    break;
  default:
    break;
  }
}

static void fill_pane(const Diary *diary, const Frame *frame, Page *page) {
  if (diary->removing) {
    char key[KEY_LABEL_SIZE];
    frame_key(frame, ACTION_SAY_YES, key);
    page_format(page, ROLE_STRONG, "Remove it for good? %s removes; any other key keeps it.", key);
    return;
  }
  page_text(page, ROLE_STRONG, diary->notice);
  add_marked(diary, frame, page);
}

/* ---- drawing ---- */

static const char *label_of(const Diary *diary, const DiaryLine *line) {
  return is_statin_note(diary, line) ? _("Note (muscle pain)") : _(line->field->label);
}

/* Columns before the answers: as the labels need it, but no more than leaves them their half. */
static int name_columns(const Diary *diary, const Frame *frame, int columns) {
  if (frame->columns < ROOMY_COLUMNS) {
    return NAME_COLUMNS_NARROW;
  }
  int names = NAME_COLUMNS;
  for (size_t i = 0; i < diary->line_count; i++) {
    if (diary->lines[i].kind == LINE_ANSWER) {
      int width = text_width(label_of(diary, &diary->lines[i])) + 1;
      names = width > names ? width : names;
    }
  }
  return names > columns / 2 ? columns / 2 : names;
}

static void draw_answer(const Diary *diary, const DiaryLine *line, Role role, Frame *frame,
                        Box box) {
  int names = name_columns(diary, frame, box.columns);
  Box name = {box.row, box.column, 1, names - 1};
  Box value = {box.row, box.column + names, 1, box.columns - names};
  const void *object = diary_object(diary, line);
  draw_text(frame, name, role, ALIGN_LEFT, label_of(diary, line));
  if (diary_said(line->field, object)) {
    char *text = diary_shown(line->field, object);
    draw_text(frame, value, role, ALIGN_LEFT, text);
    free(text);
  } else if (line->habit && diary_said(line->field, &diary->before)) {
    char *text = diary_shown(line->field, &diary->before);
    draw_format(frame, value, ROLE_FAINT, ALIGN_LEFT, "- (%s)", text);
    free(text);
  } else {
    draw_text(frame, value, ROLE_FAINT, ALIGN_LEFT, "-");
  }
}

static void draw_line(const Diary *diary, size_t at, Frame *frame, Box box) {
  const DiaryLine *line = &diary->lines[at];
  bool marked = at == diary->selected;
  box.rows = 1;
  if (marked) {
    draw_text(frame, box, ROLE_STRONG, ALIGN_LEFT, ">");
    frame_cursor(frame, box.row, box.column);
  }
  Role role = marked ? ROLE_STRONG : line->kind == LINE_HEADING ? ROLE_FAINT : ROLE_TEXT;
  box.column += line->kind == LINE_HEADING ? 0 : MARK_COLUMNS;
  box.columns -= line->kind == LINE_HEADING ? 0 : MARK_COLUMNS;
  if (line->kind == LINE_ANSWER) {
    draw_answer(diary, line, role, frame, box);
    return;
  }
  char *text = line_text(diary, line);
  draw_text(frame, box, role, ALIGN_LEFT, text);
  free(text);
}

static void draw_lines(Diary *diary, Frame *frame, Box box) {
  size_t room = box.rows > 0 ? (size_t)box.rows : 0;
  size_t first = menu_first(frame, diary->line_count, diary->selected, room);
  size_t shown = diary->line_count - first < room ? diary->line_count - first : room;
  for (size_t i = 0; i < shown; i++) {
    draw_line(diary, first + i, frame, box_below(box, (int)i));
  }
  menu_more(frame, box, first > 0, first + shown < diary->line_count);
  diary->page = shown;
}

/* "Sat 2026-11-21, last night" and at the right what there is to say of the whole. */
static void draw_title(const Diary *diary, Frame *frame, Box box) {
  char date[CALENDAR_TEXT_SIZE];
  calendar_date(diary->night, date);
  const char *which = which_night(diary);
  const char *state = state_words(diary);
  char *title = mem_copy(date);
  if (which[0] != '\0') {
    words_add(&title, which);
  }
  bool room = text_width(title) + 2 + text_width(state) <= box.columns;
  draw_text(frame, box, ROLE_STRONG, ALIGN_LEFT, room ? title : date);
  draw_text(frame, box, ROLE_FAINT, ALIGN_RIGHT, state);
  free(title);
}

/* What to do about a cramp that lasts, until another night or the card is looked at. Returns what
 * is left below. */
static Box draw_advice(const Diary *diary, Frame *frame, Box box, int gap) {
  if (!diary->advised) {
    return box;
  }
  char key[KEY_LABEL_SIZE];
  frame_key(frame, ACTION_WHO_TO_CALL, key);
  char *advice = app_long_cramp_advice(diary->app);
  char *text = mem_format(_("%s (%s: more)"), advice, key);
  int rows = draw_wrapped(frame, box, ROLE_STRONG, ALIGN_LEFT, text);
  free(text);
  free(advice);
  return box_below(box, rows + gap);
}

void diary_draw(Tui *tui, void *state, Frame *frame) {
  Diary *diary = state;
  Box box = frame_column(frame);
  int gap = frame->rows >= ROOMY_ROWS ? 1 : 0;
  (void)tui;
  draw_footer(frame, box, &diary_lists[diary_moment(diary)]);
  draw_title(diary, frame, box);
  box = box_below(box, 1 + gap);
  box.rows -= gap;
  box = draw_advice(diary, frame, box, gap);
  Page page = {.width = box.columns};
  fill_pane(diary, frame, &page);
  int most = gap > 0 ? PANE_ROWS : PANE_ROWS_SMALL;
  int rows = diary->advised && gap == 0 ? 1 : most;
  Box pane = {box.row + box.rows - rows, box.column, rows, box.columns};
  box.rows -= rows + gap;
  draw_lines(diary, frame, box);
  page_draw(frame, &page, pane, NULL);
  page_free(&page);
}
