/* How a beat of a running session looks: the countdown, the leg, the breathing shape, what comes
 * next. All places are computed from the size of the window alone. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "breath.h"
#include "digits.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"
#include "page.h"
#include "pose.h"
#include "run.h"
#include "screens.h"
#include "words.h"

enum {
  BESIDE_COLUMNS = 110, /* from here on the details stand beside the countdown */
  BESIDE_ROWS = 20,
  BESIDE_LEAST = 8, /* rows of details below a picture, or they are put away */
  PICTURE_GAP = 2,
  CUE_COLUMNS = 60,
  SIDE_COLUMNS = 10, /* kept free on both sides of the digits for the word... */
  SIDE_LARGE = 28,   /* ...or for the word in large letters, where there is room for both */
  SIDE_LARGE_FROM = 100,
  TITLE_ROWS = 2, /* of what to do in a cramp */
  MS_PER_S = 1000
};

/* The parts of a timed beat. */
typedef struct TimedLayout {
  Box title, phase, stage, cue, next, details;
  Box picture; /* no rows: none is shown */
} TimedLayout;

/* Rows of a text in so many columns, up to as many as are wanted. */
static int rows_of(const char *text, int columns, int most) {
  int rows = wrapped_rows(text, columns);
  return rows < most ? rows : most;
}

bool run_details_beside(const Tui *tui, const Run *run) {
  bool room = tui->columns >= BESIDE_COLUMNS && tui->rows >= BESIDE_ROWS;
  if (!room || run->pose.frame_count == 0) {
    return room;
  }
  return run_body(tui).rows - run->pose.rows - 1 >= BESIDE_LEAST;
}

bool run_details_shown(const Tui *tui, const Run *run) {
  bool by_default = run_details_beside(tui, run) && !run_cramp_on(tui);
  return by_default != run->details_turned;
}

/* Where the window is much taller than the digits can be, the parts move towards the middle. */
static void draw_together(TimedLayout *parts) {
  int most = parts->stage.columns / 4 > 8 ? parts->stage.columns / 4 : 8;
  int spare = (parts->stage.rows - most) / 2;
  if (spare <= 0) {
    return;
  }
  parts->title.row += spare;
  parts->phase.row += spare;
  parts->stage.row += spare;
  parts->stage.rows -= 2 * spare;
  parts->cue.row -= spare;
  parts->next.row -= spare;
}

/* Puts the picture to the right of title, phase and stage, if there is room. The cue below keeps
 * its width. */
static void place_picture(const Tui *tui, const Run *run, TimedLayout *parts) {
  const Pose *pose = &run->pose;
  Box box = {parts->title.row, parts->title.column + parts->title.columns - pose->columns,
             parts->cue.row - parts->title.row, pose->columns};
  Box stage = parts->stage;
  stage.column = parts->title.column;
  stage.columns = parts->title.columns - pose->columns - PICTURE_GAP;
  if (!run_picture_fits(tui, run, box.rows, stage)) {
    return;
  }
  parts->picture = box;
  parts->stage = stage;
  parts->title.columns = stage.columns;
  parts->phase.columns = stage.columns;
}

static TimedLayout timed_layout(const Tui *tui, const Run *run, Box body) {
  TimedLayout parts = {0};
  int gap = run_roomy(tui) ? 1 : 0;
  Box main = body;
  bool beside = run_details_beside(tui, run) && run_details_shown(tui, run);
  if (beside) {
    main.columns = body.columns * 5 / 8;
    parts.details = body;
    parts.details.column += main.columns + 2;
    parts.details.columns -= main.columns + 2;
  }
  parts.title = main;
  parts.title.rows = rows_of(run_title(tui), main.columns, run_cramp_on(tui) ? TITLE_ROWS : 1);
  parts.phase = box_below(main, parts.title.rows + gap);
  parts.stage = box_below(parts.phase, 1 + gap);
  bool brief = run_cramp_on(tui) && gap == 0;
  parts.next = box_below(main, main.rows - (brief ? 0 : 1));
  int columns = main.columns < CUE_COLUMNS ? main.columns : CUE_COLUMNS;
  int most = tui->rows >= TALL_ROWS ? 4 : tui->rows >= HEADER_FROM_ROWS ? 3 : 2;
  char *cue = run_cue(tui);
  int rows = rows_of(cue, columns, most);
  free(cue);
  parts.cue =
      (Box){parts.next.row - gap - rows, main.column + (main.columns - columns) / 2, rows, columns};
  parts.stage.rows = parts.cue.row - gap - parts.stage.row;
  if (!beside) {
    parts.stage.column = 0;
    parts.stage.columns = tui->columns;
  }
  draw_together(&parts);
  bool picture = run->pose.frame_count > 0 && !run_cramp_differs(tui);
  if (beside && picture) {
    parts.picture = parts.details;
    parts.picture.rows = run->pose.rows;
    parts.picture.columns = run->pose.columns;
    parts.details = box_below(parts.details, run->pose.rows + 1);
  } else if (!beside && run_details_shown(tui, run)) {
    parts.details = box_below(parts.phase, 1 + gap);
    parts.details.rows = parts.next.row - gap - parts.details.row;
    parts.details.columns -= 1;
  } else if (picture) {
    place_picture(tui, run, &parts);
  }
  return parts;
}

static bool is_breathing(const Session *session) {
  const Beat *beat = session_beat(session);
  return beat != NULL && beat->cycle > 0 && session_state(session) != SESSION_LEAD_IN;
}

/* Where the breathing disc is; no rows where none is drawn. */
static Box disc_box(const Tui *tui, const Run *run) {
  bool hidden = run_details_shown(tui, run) && !run_details_beside(tui, run);
  if (hidden || !is_breathing(tui->app->session)) {
    return (Box){0};
  }
  return timed_layout(tui, run, run_body(tui)).stage;
}

/* How the step is done: its lines, what to mind, where it comes from. */
static void draw_details(const Tui *tui, Run *run, Frame *frame, Box box) {
  const Step *step = run_step(tui);
  Page page = {.width = box.columns};
  if (!run_details_beside(tui, run) || run_cramp_on(tui)) {
    page_text(&page, ROLE_TEXT, step->cue);
    page_gap(&page);
  }
  for (size_t i = 0; i < step->detail.count; i++) {
    page_text(&page, ROLE_TEXT, step->detail.at[i]);
    page_gap(&page);
  }
  page_text(&page, ROLE_FAINT, run->pose.words);
  page_gap(&page);
  page_text(&page, ROLE_TEXT, step->safety);
  page_gap(&page);
  if (step->source != NULL && step->source[0] != '\0') {
    page_format(&page, ROLE_FAINT, "Source: %s", step->source);
  }
  page_draw(frame, &page, box, &run->scroll);
  page_free(&page);
}

/* The word of the leg on its own side of what stands in the middle. */
static void draw_side(Frame *frame, Box stage, Box middle, Side side) {
  if (side != SIDE_LEFT && side != SIDE_RIGHT) {
    return;
  }
  Box zone = stage;
  if (side == SIDE_LEFT) {
    zone.columns = middle.column - stage.column;
  } else {
    zone.column = middle.column + middle.columns;
    zone.columns = stage.column + stage.columns - zone.column;
  }
  digits_draw_side(frame, zone, ROLE_STRONG, side);
}

/* The number that counts down, the leg beside it; or words where nothing counts. */
static void draw_stage(const Tui *tui, Frame *frame, Box stage) {
  const Session *session = tui->app->session;
  const Beat *beat = session_beat(session);
  bool still = session_state(session) == SESSION_PAUSED;
  bool waits = session_state(session) == SESSION_WAITING;
  Box middle = stage;
  int kept = stage.columns >= SIDE_LARGE_FROM ? SIDE_LARGE
             : stage.columns >= ROOMY_COLUMNS ? SIDE_COLUMNS
                                              : SIDE_NARROW;
  kept = beat->side == SIDE_LEFT || beat->side == SIDE_RIGHT ? kept : SIDE_UNTOLD;
  middle.column += kept;
  middle.columns -= 2 * kept;
  Millis left = session_remaining(session, frame->now);
  if (waits || left <= 0) {
    middle = box_below(middle, (stage.rows - 1) / 2);
    middle.rows = 1;
    char key[KEY_LABEL_SIZE];
    frame_key(frame, ACTION_READY, key);
    if (waits) {
      draw_format(frame, middle, ROLE_TEXT, ALIGN_CENTRE, "%s: I am ready", key);
    }
  } else {
    char digits[WORDS_SIZE];
    digits_text(left, digits, sizeof digits);
    middle = digits_draw(frame, middle, still ? ROLE_TRACK : ROLE_SHAPE, digits);
  }
  draw_side(frame, stage, middle, beat->side);
}

/* "Hold, 2 of 3", with the seconds beside it where they do not stand large below. Returns
 * the column at which the words begin. */
static int draw_phase(const Tui *tui, const Run *run, Frame *frame, const TimedLayout *parts) {
  Box box = parts->phase;
  const Session *session = tui->app->session;
  const Beat *beat = session_beat(session);
  char words[WORDS_SIZE];
  char digits[WORDS_SIZE];
  words_beat(beat, words);
  digits_text(session_remaining(session, frame->now), digits, sizeof digits);
  bool small = run_details_shown(tui, run) && !run_details_beside(tui, run);
  /* A step that names no sides is not about a leg: a cramp, a walk, a breath. */
  bool has_sides = session_routine(session)->steps[beat->step].sides.count > 0;
  const char *leg = has_sides ? words_leg(beat->side) : "";
  /* Beside a picture there is no room for the leg in large letters. */
  bool told_small = small || parts->picture.rows > 0;
  if (leg[0] != '\0' && !told_small && beat->side != SIDE_BOTH) {
    leg = "";
  }
  SessionState state = session_state(session);
  if (state == SESSION_LEAD_IN) {
    snprintf(words, sizeof words, "%s", words_phase(PHASE_SETUP));
  } else if (state == SESSION_PAUSED) {
    snprintf(words, sizeof words, "%s", _("Paused"));
  } else if (is_breathing(session)) {
    return draw_format(frame, box, ROLE_STRONG, ALIGN_CENTRE, "%s  %s", words_phase(beat->phase),
                       digits);
  }
  char *text = mem_copy(words);
  if (leg[0] != '\0') {
    words_add(&text, leg);
  }
  int column = small ? draw_format(frame, box, ROLE_STRONG, ALIGN_CENTRE, "%s:  %s", text, digits)
                     : draw_text(frame, box, ROLE_STRONG, ALIGN_CENTRE, text);
  free(text);
  return column;
}

/* What comes next; while paused, how to go on. */
static void draw_next(const Tui *tui, Frame *frame, Box box) {
  const Session *session = tui->app->session;
  const Beat *beat = session_beat(session);
  if (session_state(session) == SESSION_PAUSED) {
    bool hours = session_pause_reason(session) == PAUSE_CHOICE;
    char key[KEY_LABEL_SIZE];
    frame_key(frame, ACTION_GO_ON, key);
    draw_format(
        frame, box, ROLE_TEXT, ALIGN_CENTRE,
        hours ? N_("Take the time you need. %s goes on.") : N_("Nothing counts. %s goes on."), key);
    return;
  }
  if (is_breathing(session) && beat->cycle < beat->cycles) {
    draw_format(frame, box, ROLE_FAINT, ALIGN_CENTRE, "Breath %d of %d", beat->cycle, beat->cycles);
    return;
  }
  char *next = session_state(session) == SESSION_LEAD_IN
                   ? mem_format(_("Then: %s"), words_phase(beat->phase))
                   : words_next(session);
  draw_text(frame, box, ROLE_FAINT, ALIGN_CENTRE, next);
  free(next);
}

static void draw_timed(const Tui *tui, Run *run, Frame *frame, Box body) {
  TimedLayout parts = timed_layout(tui, run, body);
  draw_wrapped(frame, parts.title, run_cramp_on(tui) ? ROLE_STRONG : ROLE_TEXT, ALIGN_CENTRE,
               run_title(tui));
  int phase_column = draw_phase(tui, run, frame, &parts);
  draw_next(tui, frame, parts.next);
  if (run_details_shown(tui, run)) {
    draw_details(tui, run, frame, parts.details);
  }
  if (run_details_beside(tui, run) || !run_details_shown(tui, run)) {
    char *cue = run_cue(tui);
    draw_wrapped(frame, parts.cue, ROLE_TEXT, ALIGN_CENTRE, cue);
    free(cue);
    const Session *session = tui->app->session;
    if (is_breathing(session)) {
      breath_draw(frame, parts.stage, session_beat(session)->phase, session_beat_length(session),
                  session_remaining(session, frame->now));
    } else {
      draw_stage(tui, frame, parts.stage);
    }
  }
  if (parts.picture.rows > 0) {
    pose_draw(frame, parts.picture, &run->pose, run_picture_frame(tui, run, frame->now));
  }
  frame_cursor(frame, parts.phase.row, phase_column);
  frame->cursor_hidden = session_state(tui->app->session) == SESSION_RUNNING ||
                         session_state(tui->app->session) == SESSION_LEAD_IN;
}

void run_draw(Tui *tui, void *state, Frame *frame) {
  Run *run = state;
  if (session_beat(tui->app->session) == NULL) {
    return;
  }
  Box body = run_draw_frame(tui, run, frame);
  RunMoment moment = run_moment(tui, run);
  if (moment == RUN_TIMED || moment == RUN_GETTING_READY || moment == RUN_PAUSED) {
    draw_timed(tui, run, frame, body);
  } else {
    run_wait_draw(tui, run, frame, body);
  }
}

Role run_moves(const Tui *tui) {
  const Session *session = tui->app->session;
  return session != NULL && is_breathing(session) ? ROLE_GLOW : ROLE_SHAPE;
}

/* When the shown seconds change. */
static Moment next_second(const Session *session, Moment now) {
  Millis left = session_remaining(session, now);
  Millis past = left % MS_PER_S;
  return moment_after(now, past > 0 ? past : MS_PER_S);
}

bool run_view_deadline(const Tui *tui, const Run *run, Moment *deadline) {
  const Session *session = tui->app->session;
  SessionState state = session_state(session);
  if (state != SESSION_RUNNING && state != SESSION_LEAD_IN) {
    return run_cramp_deadline(tui, deadline);
  }
  Moment now = tui_now(tui);
  *deadline = next_second(session, now);
  Box disc = disc_box(tui, run);
  if (disc.rows > 0) {
    Millis change =
        breath_next_change(disc, tui->ascii, session_beat(session)->phase,
                           session_beat_length(session), session_remaining(session, now));
    if (change > 0) {
      deadline_join(true, deadline, moment_after(now, change));
    }
  }
  return true;
}
