/* A routine from second to second, before you commit to it. */
#include <stdlib.h>

#include "nightcalf/adapt.h"
#include "nightcalf/format.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "page.h"
#include "screens.h"
#include "words.h"

enum { BEAT_AT = 10, STEP_AT = 4 };

typedef struct Preview {
  Routine *routine; /* as it suits the user */
  Adaptation what;
  char *problem; /* nothing is left of it: why */
  Timeline timeline;
  int scroll;
  int page_rows;
} Preview;

static const ActionList preview_lists[] = {
    {N_("While a preview is open"),
     {ACTION_SCROLL_UP, ACTION_SCROLL_DOWN, ACTION_PAGE_UP, ACTION_PAGE_DOWN, ACTION_CRAMP,
      ACTION_HELP, ACTION_CLOSE}},
    {.title = NULL},
};

/* "1:05", "1:05.5": to the millisecond. Release with free(). */
static char *exact_clock(Millis at) {
  char whole[FORMAT_SIZE];
  int rest = (int)(at % 1000);
  format_clock(at - rest, whole);
  return rest == 0         ? mem_copy(whole)
         : rest % 100 == 0 ? mem_format("%s.%d", whole, rest / 100)
         : rest % 10 == 0  ? mem_format("%s.%02d", whole, rest / 10)
                           : mem_format("%s.%03d", whole, rest);
}

/* "10 s: Hold, 1 of 3, left leg". */
static void add_beat(const Step *step, const Beat *beat, Page *page) {
  char words[WORDS_SIZE];
  char length[FORMAT_SIZE];
  words_beat(beat, words);
  format_length(beat->length, length);
  const char *leg = step->sides.count > 0 ? words_leg(beat->side) : "";
  char *clock = exact_clock(beat->at);
  char *line = mem_format("%s  %s", length, words);
  if (leg[0] != '\0') {
    words_add(&line, leg);
  }
  if (beat->phase == PHASE_WAIT) {
    words_add(&line, _("as long as you like"));
  }
  page_label(page, ROLE_TEXT, clock, BEAT_AT, line);
  free(line);
  free(clock);
}

static void add_beats(const Preview *preview, Page *page) {
  int step = -1;
  for (size_t i = 0; i < preview->timeline.count; i++) {
    const Beat *beat = &preview->timeline.beats[i];
    const Step *at = &preview->routine->steps[beat->step];
    if (beat->step != step) {
      step = beat->step;
      char *number = mem_format("%d", step + 1);
      page_gap(page);
      page_label(page, ROLE_STRONG, number, STEP_AT, at->title);
      free(number);
    }
    add_beat(at, beat, page);
  }
}

/* "Position: standing", unless there is nothing to say. */
static void add_fact(Page *page, const char *name, const char *text) {
  if (text != NULL && text[0] != '\0') {
    page_format(page, ROLE_TEXT, "%s: %s", name, text);
  }
}

static void add_head(const Preview *preview, Page *page) {
  const Routine *routine = preview->routine;
  char total[WORDS_SIZE];
  words_total(&preview->timeline, total);
  page_format(page, ROLE_STRONG,
              language_plural("%s, %zu step", "%s, %zu steps", routine->step_count), total,
              routine->step_count);
  char *adapted = app_adapted_text(&preview->what);
  char *equipment = texts_joined(&routine->equipment);
  char *evidence = words_evidence(routine);
  page_text(page, ROLE_TEXT, adapted);
  page_text(page, ROLE_TEXT, routine->about);
  add_fact(page, _("When"), routine->when);
  add_fact(page, _("Position"), routine->position);
  add_fact(page, _("Equipment"), equipment);
  page_text(page, ROLE_FAINT, evidence);
  page_text(page, ROLE_FAINT, routine->note);
  free(evidence);
  free(equipment);
  free(adapted);
}

static void draw(Tui *tui, void *state, Frame *frame) {
  (void)tui;
  Preview *preview = state;
  Box box = frame_column(frame);
  int gap = frame->rows >= ROOMY_ROWS ? 1 : 0;
  draw_footer(frame, box, &preview_lists[0]);
  draw_text(frame, box, ROLE_STRONG, ALIGN_LEFT, preview->routine->title);
  frame_cursor(frame, box.row, box.column);
  box = box_below(box, 1 + gap);
  box.rows -= gap;
  Page page = {.width = box.columns - 1};
  if (preview->problem != NULL) {
    page_format(&page, ROLE_TEXT,
                "%s. This is what it would be for somebody else:", preview->problem);
    page_gap(&page);
  }
  add_head(preview, &page);
  add_beats(preview, &page);
  page_gap(&page);
  page_text(&page, ROLE_FAINT, _("General information, not medical advice. Stop if it hurts."));
  page_draw(frame, &page, box, &preview->scroll);
  page_free(&page);
  preview->page_rows = box.rows > 1 ? box.rows - 1 : 1;
}

static void act(Tui *tui, void *state, Action action, int key) {
  (void)key;
  Preview *preview = state;
  switch (action) {
  case ACTION_SCROLL_UP:
    preview->scroll--;
    break;
  case ACTION_SCROLL_DOWN:
    preview->scroll++;
    break;
  case ACTION_PAGE_UP:
    preview->scroll -= preview->page_rows;
    break;
  case ACTION_PAGE_DOWN:
    preview->scroll += preview->page_rows;
    break;
  default:
    tui_close(tui);
    break;
  }
}

static void close_preview(void *state) {
  Preview *preview = state;
  routine_free(preview->routine);
  adaptation_free(&preview->what);
  timeline_free(&preview->timeline);
  free(preview->problem);
}

const Screen screen_preview = {
    .name = N_IN("screen", "preview"),
    .state_size = sizeof(Preview),
    .lists = preview_lists,
    .draw = draw,
    .act = act,
    .close = close_preview,
};

void preview_open(Tui *tui, const Routine *routine) {
  Preview *preview = tui_open(tui, &screen_preview);
  preview->routine = app_adapt(tui->app, routine, false, &preview->what);
  if (preview->routine == NULL) {
    Adaptation nothing = {0};
    preview->problem = app_nothing_left(tui->app, routine);
    preview->routine = routine_adapt(routine, 0, false, &nothing);
    adaptation_free(&nothing);
  }
  timeline_build(preview->routine, (Side)tui->app->settings.worse_side, &preview->timeline);
}
