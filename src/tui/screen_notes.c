/* Search in the notes of all nights: words are typed, what holds them is listed, newest first. */
#include <stdlib.h>

#include "calendar.h"
#include "entry.h"
#include "menu.h"
#include "nightcalf/format.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "screens.h"
#include "words.h"

enum { NOTES_MAX = 200, QUERY_GAP = 2, COUNT_COLUMNS = 12 };

typedef struct FoundNote {
  Night night;
  char *line;
} FoundNote;

typedef struct Notes {
  Entry query;
  FoundNote found[NOTES_MAX];
  size_t count;
  size_t selected;
  size_t page;
  Error problem;
} Notes;

static const ActionList notes_lists[] = {
    {N_("While you search the notes"),
     {ACTION_OPEN_NIGHT, ACTION_FIELD_BACK, ACTION_FIELD_NEXT, ACTION_FORM_PAGE_UP,
      ACTION_FORM_PAGE_DOWN, ACTION_CRAMP_TYPING, ACTION_HELP_TYPING, ACTION_DROP_NAME}},
    {.title = NULL},
};

static void forget(Notes *notes) {
  for (size_t i = 0; i < notes->count; i++) {
    free(notes->found[i].line);
  }
  notes->count = 0;
}

static bool take(void *context, const NoteFound *note) {
  Notes *notes = context;
  char date[FORMAT_SIZE];
  format_date(note->night, date);
  notes->found[notes->count] = (FoundNote){
      note->night, mem_format("%s  %s: %s", date, _(note_place_shown(note->place)), note->text)};
  notes->count++;
  return notes->count < NOTES_MAX;
}

/* Finds anew what holds the words typed; nothing typed finds every note. */
static void search(Tui *tui, Notes *notes) {
  char *text = entry_text(&notes->query);
  forget(notes);
  notes->problem.text[0] = '\0';
  Store *store = app_store(tui->app, STORE_READ, &notes->problem);
  if (store != NULL && !store_notes_find(store, text, take, notes, &notes->problem)) {
    forget(notes);
  }
  notes->selected = notes->count > 0 && notes->selected >= notes->count ? notes->count - 1
                    : notes->count == 0                                 ? 0
                                                                        : notes->selected;
  free(text);
}

static void draw_heading(const Notes *notes, Frame *frame, Box box) {
  bool more = notes->count == NOTES_MAX;
  char *counted = mem_format(more ? language_plural("%zu+ note", "%zu+ notes", notes->count)
                                  : language_plural("%zu note", "%zu notes", notes->count),
                             notes->count);
  int right = text_width(counted) + QUERY_GAP;
  right = right > COUNT_COLUMNS ? right : COUNT_COLUMNS;
  draw_text(frame, box, ROLE_FAINT, ALIGN_RIGHT, counted);
  free(counted);
  const char *search_word = _("Search");
  draw_text(frame, box, ROLE_FAINT, ALIGN_LEFT, search_word);
  int at = text_width(search_word) + QUERY_GAP;
  Box field = {box.row, box.column + at, 1, box.columns - at - right};
  draw_glyphs(frame, field.row, field.column, field.columns, ROLE_TRACK, GLYPH_FIELD);
  entry_draw(frame, field, &notes->query, true);
}

static void draw(Tui *tui, void *state, Frame *frame) {
  (void)tui;
  Notes *notes = state;
  Box column = frame_column(frame);
  int gap = frame->rows >= ROOMY_ROWS ? 1 : 0;
  Box box = box_below(column, 1 + gap);
  box.rows -= gap;
  draw_footer(frame, column, &notes_lists[0]);
  if (notes->problem.text[0] != '\0') {
    char *sentence = words_sentence(notes->problem.text);
    draw_wrapped(frame, box, ROLE_STRONG, ALIGN_LEFT, sentence);
    free(sentence);
  } else if (notes->count == 0) {
    draw_wrapped(frame, box, ROLE_TEXT, ALIGN_LEFT,
                 _("No note holds that. Notes of nights and cramps, excuses, trouble with a "
                   "routine and names of medicines are searched."));
  }
  const char *lines[NOTES_MAX];
  for (size_t i = 0; i < notes->count; i++) {
    lines[i] = notes->found[i].line;
  }
  notes->page = (size_t)menu_draw(frame, box, lines, notes->count, notes->selected, false);
  draw_heading(notes, frame, column);
}

static void move_mark(Notes *notes, int by) {
  for (int i = 0; i < abs(by); i++) {
    menu_move(&notes->selected, notes->count, by);
  }
}

static void act(Tui *tui, void *state, Action action, int key) {
  (void)key;
  Notes *notes = state;
  int page = notes->page > 1 ? (int)notes->page - 1 : 1;
  switch (action) {
  case ACTION_OPEN_NIGHT:
    if (notes->count > 0) {
      night_open(tui, notes->found[notes->selected].night);
    }
    break;
  case ACTION_FIELD_BACK:
  case ACTION_FIELD_NEXT:
    move_mark(notes, action == ACTION_FIELD_BACK ? -1 : 1);
    break;
  case ACTION_FORM_PAGE_UP:
  case ACTION_FORM_PAGE_DOWN:
    move_mark(notes, action == ACTION_FORM_PAGE_UP ? -page : page);
    break;
  default:
    tui_close(tui);
    break;
  }
}

static bool type(Tui *tui, void *state, int key) {
  Notes *notes = state;
  bool taken = entry_key(&notes->query, key);
  if (taken) {
    notes->selected = 0;
    search(tui, notes);
  }
  return taken;
}

/* A night may have been corrected meanwhile. */
static void shown(Tui *tui, void *state) {
  search(tui, state);
}

static void close_notes(void *state) {
  Notes *notes = state;
  entry_free(&notes->query);
  forget(notes);
}

const Screen screen_notes = {
    .name = N_IN("screen", "notes"),
    .state_size = sizeof(Notes),
    .lists = notes_lists,
    .draw = draw,
    .act = act,
    .type = type,
    .takes_text = true,
    .shown = shown,
    .close = close_notes,
};

void notes_open(Tui *tui) {
  search(tui, tui_open(tui, &screen_notes));
}
