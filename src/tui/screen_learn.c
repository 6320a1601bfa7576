/* The information cards: a list that typed words narrow, and the way to each. What is said about
 * the program itself comes last. */
#include <stdlib.h>
#include <string.h>

#include "entry.h"
#include "menu.h"
#include "nightcalf/card.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "screens.h"

typedef struct Learn {
  const CardList *cards;
  bool searching;
  Entry query; /* empty unless searching */
  size_t selected;
  size_t page; /* lines shown at the last drawing */
} Learn;

/* The cards of the list at this moment, in order. */
typedef struct Picked {
  const Card **at;
  size_t count;
} Picked;

enum {
  MARK_COLUMNS = 2,
  EVIDENCE_AT = MARK_COLUMNS + CARD_TITLE_COLUMNS + 3,
  QUERY_GAP = 2,
  COUNT_COLUMNS = 10
};

static const char about_id[] = "disclaimer";
static const char *const about_title = N_("About Nightcalf");

typedef enum LearnMoment { LEARN_LIST, LEARN_SEARCH } LearnMoment;

static const ActionList learn_lists[] = {
    [LEARN_LIST] = {N_("In the list of cards"),
                    {ACTION_OPEN, ACTION_SEARCH, ACTION_UP, ACTION_DOWN, ACTION_PAGE_UP,
                     ACTION_PAGE_DOWN, ACTION_CRAMP, ACTION_HELP, ACTION_LEAVE_LIST}},
    [LEARN_SEARCH] = {N_("While you search the cards"),
                      {ACTION_OPEN, ACTION_FIELD_BACK, ACTION_FIELD_NEXT, ACTION_CRAMP_TYPING,
                       ACTION_HELP_TYPING, ACTION_SEARCH_END}},
    {.title = NULL},
};

static size_t moment_now(const Tui *tui, const void *state) {
  (void)tui;
  const Learn *learn = state;
  return learn->searching ? LEARN_SEARCH : LEARN_LIST;
}

static bool is_about(const Card *card) {
  return strcmp(card->id, about_id) == 0;
}

/* Where a card stands in the list: lower comes first. */
static int rank_of(const Tui *tui, const Card *card) {
  if (is_about(card)) {
    return 2;
  }
  return app_card_comes_first(tui->app, card) ? 0 : 1;
}

/* The cards that hold every word typed; all of them when none is. Release with free(). */
static Picked pick(const Tui *tui, const Learn *learn) {
  const CardList *cards = learn->cards;
  Picked picked = {mem_new(cards->count + 1, sizeof(const Card *)), 0};
  char *query = entry_text(&learn->query);
  for (int rank = 0; rank <= 2; rank++) {
    for (size_t i = 0; i < cards->count; i++) {
      const Card *card = &cards->at[i];
      if (rank_of(tui, card) == rank && card_matches(card, query)) {
        picked.at[picked.count++] = card;
      }
    }
  }
  free(query);
  return picked;
}

static const char *title_of(const Card *card) {
  return is_about(card) ? _(about_title) : card->title;
}

/* The first row: what this is, or the words typed, and how many cards there are. */
static void draw_heading(const Learn *learn, size_t count, Frame *frame, Box box) {
  char *counted = mem_format(language_plural("%zu card", "%zu cards", count), count);
  int right = text_width(counted) + QUERY_GAP;
  right = right > COUNT_COLUMNS ? right : COUNT_COLUMNS;
  draw_text(frame, box, ROLE_FAINT, ALIGN_RIGHT, counted);
  free(counted);
  if (!learn->searching) {
    draw_text(frame, box, ROLE_STRONG, ALIGN_LEFT, _("Learn"));
    return;
  }
  const char *search = _("Search");
  draw_text(frame, box, ROLE_FAINT, ALIGN_LEFT, search);
  int at = text_width(search) + QUERY_GAP;
  Box field = {box.row, box.column + at, 1, box.columns - at - right};
  draw_glyphs(frame, field.row, field.column, field.columns, ROLE_TRACK, GLYPH_FIELD);
  entry_draw(frame, field, &learn->query, true);
}

/* Why there is nothing to list. */
static void draw_empty(const Learn *learn, Frame *frame, Box box) {
  bool none = learn->cards->count == 0;
  char key[KEY_LABEL_SIZE];
  frame_key(frame, ACTION_SEARCH_END, key);
  char *no_match = mem_format(_("No card holds these words. %s shows all of them."), key);
  draw_wrapped(frame, box, ROLE_TEXT, ALIGN_LEFT,
               none ? _("There are no information cards here. nightcalf doctor shows where they "
                        "are looked for.")
                    : no_match);
  free(no_match);
}

/* The evidence beside each title that is shown. */
static void draw_evidence(const Picked *picked, size_t selected, Frame *frame, Box box) {
  size_t rows = (size_t)box.rows;
  size_t first = menu_first(frame, picked->count, selected, rows);
  box.column += EVIDENCE_AT;
  box.columns -= EVIDENCE_AT;
  for (size_t i = 0; i < rows && first + i < picked->count; i++) {
    draw_text(frame, box_below(box, (int)i), ROLE_FAINT, ALIGN_LEFT,
              _(evidence_shown[picked->at[first + i]->evidence]));
  }
}

/* Columns of the longest word for evidence. */
static int evidence_columns(void) {
  int columns = 0;
  for (size_t i = 0; evidence_shown[i] != NULL; i++) {
    int width = text_width(_(evidence_shown[i]));
    columns = width > columns ? width : columns;
  }
  return columns;
}

/* The list; where it is too narrow for two columns, the marked card's evidence in a row of its
 * own. */
static void draw_list(Learn *learn, const Picked *picked, Frame *frame, Box box) {
  bool beside = box.columns >= EVIDENCE_AT + evidence_columns();
  const Card *marked = picked->at[learn->selected];
  if (!beside) {
    box.rows -= 1;
    Box row = {box.row + box.rows, box.column + MARK_COLUMNS, 1, box.columns - MARK_COLUMNS};
    draw_format(frame, row, ROLE_FAINT, ALIGN_LEFT,
                marked->evidence == 0 ? "%s" : N_("Evidence: %s"),
                _(evidence_shown[marked->evidence]));
  }
  char **titles = mem_new(picked->count, sizeof *titles);
  int columns = beside ? EVIDENCE_AT - MARK_COLUMNS - 1 : box.columns;
  for (size_t i = 0; i < picked->count; i++) {
    titles[i] = text_cut(title_of(picked->at[i]), columns, frame->ascii);
  }
  learn->page = (size_t)menu_draw(frame, box, (const char *const *)titles, picked->count,
                                  learn->selected, false);
  for (size_t i = 0; i < picked->count; i++) {
    free(titles[i]);
  }
  free(titles);
  if (beside) {
    draw_evidence(picked, learn->selected, frame, box);
  }
}

static void draw(Tui *tui, void *state, Frame *frame) {
  Learn *learn = state;
  Box column = frame_column(frame);
  int gap = frame->rows >= ROOMY_ROWS ? 1 : 0;
  Picked picked = pick(tui, learn);
  Box box = box_below(column, 1 + gap);
  box.rows -= gap;
  size_t broken = tui->app->cards_findings.errors;
  if (broken > 0) {
    box.rows -= 1;
    Box row = {box.row + box.rows, box.column, 1, box.columns};
    draw_text(frame, row, ROLE_FAINT, ALIGN_LEFT, _("Some cannot be read: nightcalf learn"));
  }
  frame_cursor(frame, column.row, column.column);
  if (picked.count > 0) {
    draw_list(learn, &picked, frame, box);
  } else {
    draw_empty(learn, frame, box);
  }
  draw_heading(learn, picked.count, frame, column);
  draw_footer(frame, column, &learn_lists[moment_now(tui, learn)]);
  free(picked.at);
}

static void move_mark(Learn *learn, size_t count, int by) {
  for (int i = 0; i < abs(by); i++) {
    menu_move(&learn->selected, count, by);
  }
}

/* All cards again, the mark on the same one. */
static void end_search(const Tui *tui, Learn *learn) {
  Picked found = pick(tui, learn);
  const Card *marked = found.count > 0 ? found.at[learn->selected] : NULL;
  free(found.at);
  entry_free(&learn->query);
  learn->searching = false;
  learn->selected = 0;
  Picked all = pick(tui, learn);
  for (size_t i = 0; i < all.count; i++) {
    learn->selected = all.at[i] == marked ? i : learn->selected;
  }
  free(all.at);
}

/* Opens the marked card: most of them by asking for it, as a session does. */
static void open_marked(Tui *tui, const Learn *learn, const Picked *picked) {
  if (picked->count == 0) {
    return;
  }
  const Card *card = picked->at[learn->selected];
  if (is_about(card) && disclaimer_open(tui, _(about_title), false)) {
    return;
  }
  free(tui->app->card);
  tui->app->card = mem_copy(card->id);
}

static void act(Tui *tui, void *state, Action action, int key) {
  (void)key;
  Learn *learn = state;
  int page = learn->page > 1 ? (int)learn->page - 1 : 1;
  Picked picked = pick(tui, learn);
  switch (action) {
  case ACTION_OPEN:
    open_marked(tui, learn, &picked);
    break;
  case ACTION_UP:
  case ACTION_FIELD_BACK:
    move_mark(learn, picked.count, -1);
    break;
  case ACTION_DOWN:
  case ACTION_FIELD_NEXT:
    move_mark(learn, picked.count, 1);
    break;
  case ACTION_PAGE_UP:
    move_mark(learn, picked.count, -page);
    break;
  case ACTION_PAGE_DOWN:
    move_mark(learn, picked.count, page);
    break;
  case ACTION_SEARCH:
    learn->searching = true;
    break;
  case ACTION_SEARCH_END:
    end_search(tui, learn);
    break;
  default:
    tui_close(tui);
    break;
  }
  free(picked.at);
}

/* Words to search for; the mark goes to the first card that holds them. */
static bool type(Tui *tui, void *state, int key) {
  (void)tui;
  Learn *learn = state;
  bool taken = learn->searching && entry_key(&learn->query, key);
  if (taken) {
    learn->selected = 0;
  }
  return taken;
}

static void close_learn(void *state) {
  Learn *learn = state;
  entry_free(&learn->query);
}

const Screen screen_learn = {
    .name = N_IN("screen", "learn"),
    .state_size = sizeof(Learn),
    .lists = learn_lists,
    .moment = moment_now,
    .draw = draw,
    .act = act,
    .type = type,
    .takes_text = true,
    .close = close_learn,
};

void learn_open(Tui *tui) {
  Learn *learn = tui_open(tui, &screen_learn);
  learn->cards = app_cards(tui->app);
}
