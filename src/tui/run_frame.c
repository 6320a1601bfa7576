/* What stands around every moment of a running session: title and end of the routine, what could
 * not be kept, how far it has come, and the keys. */
#include <stdio.h>
#include <stdlib.h>

#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "run.h"
#include "words.h"

enum {
  WIDEST = 160, /* columns: further apart the parts would not be seen as one */
  NOTICE_ROWS = 2,
  MS_PER_S = 1000
};

/* The parts all moments have. */
typedef struct RunFrame {
  Box header, body, notice, progress;
} RunFrame;

bool run_roomy(const Tui *tui) {
  return tui->rows >= ROOMY_ROWS;
}

static RunFrame run_frame(const Tui *tui) {
  int margin = tui->columns >= ROOMY_COLUMNS ? 4 : 1;
  int columns = tui->columns - 2 * margin;
  columns = columns > WIDEST ? WIDEST : columns;
  int left = (tui->columns - columns) / 2;
  int edge = tui->rows >= TALL_ROWS ? 2 : run_roomy(tui) ? 1 : 0;
  RunFrame parts = {0};
  int top = 0;
  if (tui->rows >= HEADER_FROM_ROWS || run_cramp_on(tui)) {
    parts.header = (Box){edge, left, 1, columns};
    top = 1 + 2 * edge;
  }
  int bottom = tui->rows - 2 - (run_roomy(tui) ? 1 : 0);
  parts.progress = (Box){bottom, left, 1, columns};
  bottom -= edge;
  if (tui->app->kept_error.text[0] != '\0') {
    int rows = run_roomy(tui) ? NOTICE_ROWS : 1;
    bottom -= rows;
    parts.notice = (Box){bottom, left, rows, columns};
    bottom -= edge;
  }
  parts.body = (Box){top, left, bottom - top, columns};
  return parts;
}

Box run_body(const Tui *tui) {
  return run_frame(tui).body;
}

/* How long each step takes as planned, nothing where an answer leaves it out, and all together.
 * Release with free(). */
static Millis *step_lengths(const Session *session, size_t steps, Millis *total) {
  const Timeline *timeline = session_timeline(session);
  Millis *lengths = mem_new(steps, sizeof *lengths);
  *total = 0;
  for (size_t i = 0; i < timeline->count; i++) {
    const Beat *beat = &timeline->beats[i];
    if (!session_leaves_out(session, beat->step)) {
      lengths[beat->step] += beat->length;
      *total += beat->length;
    }
  }
  return lengths;
}

/* The bar of a step: over, at hand, or to come. */
static void draw_segment(Frame *frame, int row, int column, int cells, int done, bool at_hand) {
  draw_glyphs(frame, row, column, done, at_hand ? ROLE_STRONG : ROLE_TEXT, GLYPH_DONE);
  draw_glyphs(frame, row, column + done, cells - done, ROLE_TRACK, GLYPH_TRACK);
}

/* A bar of one segment a step, as long as the step takes; without gaps where there are too many.
 * left: of the session. */
static void draw_bar(const Tui *tui, Frame *frame, Box box, Millis left) {
  const Session *session = tui->app->session;
  size_t steps = tui->app->routine->step_count;
  size_t now = (size_t)session_step(session);
  Millis total = 0;
  Millis *lengths = step_lengths(session, steps, &total);
  int count = (int)steps;
  int gap = box.columns >= 3 * count ? 1 : 0;
  int least = gap;
  int shared = box.columns - (count - 1) * gap - count * least;
  /* In whole seconds of the countdown: the bar moves when the digits do. */
  Millis part = session_remaining(session, frame->now) % MS_PER_S;
  left += part > 0 ? MS_PER_S - part : 0;
  for (size_t i = now + 1; i < steps; i++) {
    left -= lengths[i];
  }
  Millis before = 0;
  int column = box.column;
  for (size_t i = 0; i < steps && total > 0; i++) {
    Millis until = before + lengths[i];
    int cells = least + (int)(shared * until / total - shared * before / total);
    Millis spent = lengths[i] - left > 0 ? lengths[i] - left : 0;
    int done = i < now ? cells : 0;
    if (i == now && lengths[i] > 0) {
      done = (int)(cells * (spent < lengths[i] ? spent : lengths[i]) / lengths[i]);
    }
    draw_segment(frame, box.row, column, cells, done, i == now);
    column += cells + gap;
    before = until;
  }
  free(lengths);
}

/* When it will be over; how long it will take where that depends on the user. */
static void end_words(const Tui *tui, const Frame *frame, Millis left, bool brief,
                      char text[WORDS_SIZE]) {
  SessionState state = session_state(tui->app->session);
  if (state == SESSION_RUNNING || state == SESSION_LEAD_IN) {
    char end[WORDS_SIZE];
    words_end(frame->wall, left, end);
    snprintf(text, WORDS_SIZE, _("ends %s"), end);
  } else {
    words_left(left, brief, text);
  }
}

static void draw_header(const Tui *tui, Frame *frame, Box box, Millis left) {
  if (run_cramp_on(tui)) {
    char clock[WORDS_SIZE];
    run_cramp_clock(tui, clock);
    draw_text(frame, box, ROLE_TEXT, ALIGN_LEFT, clock);
    return;
  }
  char end[WORDS_SIZE];
  end_words(tui, frame, left, false, end);
  draw_text(frame, box, ROLE_FAINT, ALIGN_RIGHT, end);
  Box title = box;
  title.columns -= text_width(end) + 2;
  bool silent = tui->app->muted || tui->app->quiet;
  const char *name = tui->app->routine->title;
  if (silent) {
    draw_format(frame, title, ROLE_FAINT, ALIGN_LEFT, N_("%s, no sound"), name);
  } else {
    draw_text(frame, title, ROLE_FAINT, ALIGN_LEFT, name);
  }
}

/* The bar of the routine, and beside it the step at hand; with_end: and when it will be over. */
static void draw_progress(const Tui *tui, Frame *frame, Box box, Millis left, bool with_end) {
  char end[WORDS_SIZE];
  char label[2 * WORDS_SIZE];
  int step = session_step(tui->app->session) + 1;
  int count = (int)tui->app->routine->step_count;
  if (with_end) {
    end_words(tui, frame, left, true, end);
    snprintf(label, sizeof label, _("%d of %d, %s"), step, count, end);
  } else {
    snprintf(label, sizeof label, _("step %d of %d"), step, count);
  }
  draw_text(frame, box, ROLE_FAINT, ALIGN_RIGHT, label);
  box.columns -= text_width(label) + 2;
  draw_bar(tui, frame, box, left);
}

Box run_draw_frame(const Tui *tui, const Run *run, Frame *frame) {
  RunFrame parts = run_frame(tui);
  bool header = parts.header.rows > 0;
  Millis left = session_left(tui->app->session, frame->now);
  if (header) {
    draw_header(tui, frame, parts.header, left);
  }
  if (parts.notice.rows > 0) {
    char *notice = mem_format(_("Not kept so far: %s."), tui->app->kept_error.text);
    draw_wrapped(frame, parts.notice, ROLE_TEXT, ALIGN_LEFT, notice);
    free(notice);
  }
  draw_progress(tui, frame, parts.progress, left, !header);
  draw_footer(frame, parts.progress, run_list(tui, run));
  return parts.body;
}
