/* The keys, from the table that also makes them work: those of this moment first. */
#include <stdio.h>
#include <string.h>

#include "nightcalf/language.h"
#include "nightcalf/text.h"
#include "page.h"
#include "screens.h"
#include "words.h"

typedef struct Help {
  const Screen *about;
  size_t moment;
  int scroll;
  int page_rows;
  Page page; /* what it says, wrapped; made anew when one of these is another */
  bool ascii;
  Keymap keys;
} Help;

enum { KEYS_MORE = 4 /* columns beyond two of the longest keys */ };

static const ActionList help_lists[] = {
    {N_("While help is open"),
     {ACTION_SCROLL_UP, ACTION_SCROLL_DOWN, ACTION_PAGE_UP, ACTION_PAGE_DOWN, ACTION_CRAMP,
      ACTION_CLOSE}},
    {.title = NULL},
};

static void add_list(Page *page, const ActionList *list, const Tui *tui) {
  int columns = keys_pair_columns(tui->ascii) + KEYS_MORE;
  page_gap(page);
  page_text(page, ROLE_STRONG, _(list->title));
  page_gap(page);
  for (size_t i = 0; i < ACTION_LIST_MAX && list->at[i] != ACTION_NONE; i++) {
    char keys[KEY_LABEL_SIZE];
    keys_all(&tui->keys, list->at[i], tui->ascii, keys, sizeof keys);
    page_label(page, ROLE_TEXT, keys, columns, _(action_rows[list->at[i]].sentence));
  }
}

/* Makes the page unless it is there. The language is settled before the first screen. */
static void fill_page(Help *help, const Tui *tui, int width) {
  bool same = help->page.count > 0 && help->page.width == width && help->ascii == tui->ascii &&
              memcmp(&help->keys, &tui->keys, sizeof tui->keys) == 0;
  if (same) {
    return;
  }
  page_free(&help->page);
  help->page.width = width;
  help->ascii = tui->ascii;
  help->keys = tui->keys;
  add_list(&help->page, &help->about->lists[help->moment], tui);
  for (size_t i = 0; help->about->lists[i].title != NULL; i++) {
    if (i != help->moment) {
      add_list(&help->page, &help->about->lists[i], tui);
    }
  }
}

static void draw(Tui *tui, void *state, Frame *frame) {
  Help *help = state;
  Box box = frame_column(frame);
  frame_cursor(frame, box.row, box.column);
  char status[WORDS_SIZE];
  if (run_status(tui, status, sizeof status)) {
    draw_text(frame, box, ROLE_FAINT, ALIGN_LEFT, status);
    box = box_below(box, 2);
  }
  box.rows -= frame->rows >= ROOMY_ROWS ? 1 : 0;
  fill_page(help, tui, box.columns - 1);
  page_draw(frame, &help->page, box, &help->scroll);
  help->page_rows = box.rows > 1 ? box.rows - 1 : 1;
  draw_footer(frame, frame_column(frame), &help_lists[0]);
}

static void act(Tui *tui, void *state, Action action, int key) {
  (void)key;
  Help *help = state;
  switch (action) {
  case ACTION_SCROLL_UP:
    help->scroll--;
    break;
  case ACTION_SCROLL_DOWN:
    help->scroll++;
    break;
  case ACTION_PAGE_UP:
    help->scroll -= help->page_rows;
    break;
  case ACTION_PAGE_DOWN:
    help->scroll += help->page_rows;
    break;
  default:
    tui_close(tui);
    break;
  }
}

static void close_help(void *state) {
  Help *help = state;
  page_free(&help->page);
}

static bool deadline(const Tui *tui, const void *state, Moment *when) {
  (void)state;
  return run_status_deadline(tui, when);
}

const Screen screen_help = {
    .name = N_IN("screen", "help"),
    .state_size = sizeof(Help),
    .lists = help_lists,
    .draw = draw,
    .act = act,
    .deadline = deadline,
    .close = close_help,
};

void help_open(Tui *tui) {
  const OpenScreen *below = &tui->stack[tui->depth - 1];
  const Screen *about = below->screen;
  size_t moment = about->moment != NULL ? about->moment(tui, below->state) : 0;
  Help *help = tui_open(tui, &screen_help);
  help->about = about;
  help->moment = moment;
}
