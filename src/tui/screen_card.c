/* An information card: a title and text to read. */
#include <stdlib.h>
#include <string.h>

#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "page.h"
#include "screens.h"

typedef struct CardScreen {
  char *title;
  char *body;
  int scroll;
  int page_rows;
  bool resume; /* opening it paused the session: closing it goes on */
  bool first;  /* it comes before home on the first run */
} CardScreen;

typedef enum CardMoment { CARD_PLAIN, CARD_FIRST } CardMoment;

static const ActionList card_lists[] = {
    [CARD_PLAIN] = {N_("While a card is open"),
                    {ACTION_SCROLL_UP, ACTION_SCROLL_DOWN, ACTION_PAGE_UP, ACTION_PAGE_DOWN,
                     ACTION_CRAMP, ACTION_HELP, ACTION_CLOSE}},
    [CARD_FIRST] = {N_("Before the first night"),
                    {ACTION_FIRST_ON, ACTION_SCROLL_UP, ACTION_SCROLL_DOWN, ACTION_PAGE_UP,
                     ACTION_PAGE_DOWN, ACTION_CRAMP, ACTION_HELP, ACTION_QUIT}},
    {.title = NULL},
};

static size_t moment_now(const Tui *tui, const void *state) {
  (void)tui;
  const CardScreen *card = state;
  return card->first ? CARD_FIRST : CARD_PLAIN;
}

static void draw(Tui *tui, void *state, Frame *frame) {
  CardScreen *card = state;
  Box box = frame_column(frame);
  int gap = frame->rows >= ROOMY_ROWS ? 1 : 0;
  draw_text(frame, box, ROLE_STRONG, ALIGN_LEFT, card->title);
  frame_cursor(frame, box.row, box.column);
  box = box_below(box, 1 + gap);
  box.rows -= gap;
  Page page = {.width = box.columns - 1};
  page_text(&page, ROLE_TEXT, card->body);
  page_draw(frame, &page, box, &card->scroll);
  page_free(&page);
  card->page_rows = box.rows > 1 ? box.rows - 1 : 1;
  draw_footer(frame, frame_column(frame), &card_lists[moment_now(tui, card)]);
}

static void act(Tui *tui, void *state, Action action, int key) {
  (void)key;
  CardScreen *card = state;
  switch (action) {
  case ACTION_SCROLL_UP:
    card->scroll--;
    break;
  case ACTION_SCROLL_DOWN:
    card->scroll++;
    break;
  case ACTION_PAGE_UP:
    card->scroll -= card->page_rows;
    break;
  case ACTION_PAGE_DOWN:
    card->scroll += card->page_rows;
    break;
  case ACTION_QUIT:
    tui_close_all(tui);
    break;
  default:
    if (card->resume) {
      session_act(tui->app->session, ACT_RESUME, tui_now(tui));
    }
    tui_close(tui);
    break;
  }
}

static void close_card(void *state) {
  CardScreen *card = state;
  free(card->title);
  free(card->body);
}

const Screen screen_card = {
    .name = N_IN("screen", "card"),
    .state_size = sizeof(CardScreen),
    .lists = card_lists,
    .moment = moment_now,
    .draw = draw,
    .act = act,
    .close = close_card,
};

/* Opens the screen on a text, which it takes over. */
static CardScreen *open_card(Tui *tui, char *text) {
  Session *session = tui->app->session;
  bool runs = session != NULL && (session_state(session) == SESSION_RUNNING ||
                                  session_state(session) == SESSION_LEAD_IN);
  CardScreen *card = tui_open(tui, &screen_card);
  card->resume = runs && session_pause(session, PAUSE_CHOICE, tui_now(tui));
  size_t title = strcspn(text, "\n");
  card->title = mem_copy_bytes(text, title);
  const char *body = text + title;
  card->body = mem_copy(body + strspn(body, "\n"));
  free(text);
  return card;
}

void card_open(Tui *tui, char *text) {
  open_card(tui, text);
}

bool disclaimer_open(Tui *tui, const char *title, bool first) {
  char *text = app_card(tui->app, "disclaimer");
  if (text == NULL) {
    return false;
  }
  open_card(tui, mem_format("%s%s", title, text + strcspn(text, "\n")))->first = first;
  free(text);
  return true;
}
