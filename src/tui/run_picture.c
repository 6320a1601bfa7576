/* The picture of the step at hand: finding it, whether there is room, and which frame stands. */
#include "digits.h"
#include "run.h"
#include "words.h"

enum {
  ALWAYS_COLUMNS = 100, /* from here on a picture is always shown... */
  ALWAYS_ROWS = 30,
  DIGITS_LEAST = 5, /* ...below only where the digits have as many rows as this */
  FRAME_MS = 2000,  /* of a picture that moves by itself */
  TWO_DIGITS = 10 * 1000,
  MS_PER_S = 1000
};

void run_picture_prepare(const Tui *tui, Run *run) {
  int step = session_step(tui->app->session);
  if (run->pose_step != step) {
    run->pose_step = step;
    pose_free(&run->pose);
    (void)app_pose(tui->app, run_step(tui)->pose, &run->pose);
  }
}

/* The widest number that this step counts down from, of two digits at least; *sided: it tells left
 * from right. */
static void widest_digits(const Tui *tui, char text[WORDS_SIZE], bool *sided) {
  const Timeline *timeline = &tui->app->timeline;
  Millis longest = TWO_DIGITS;
  *sided = false;
  for (size_t i = 0; i < timeline->count; i++) {
    const Beat *beat = &timeline->beats[i];
    if (beat->step == session_step(tui->app->session)) {
      longest = beat->length > longest ? beat->length : longest;
      *sided = *sided || beat->side == SIDE_LEFT || beat->side == SIDE_RIGHT;
    }
  }
  digits_text(longest, text, WORDS_SIZE);
}

bool run_picture_fits(const Tui *tui, const Run *run, int rows, Box stage) {
  if (run->pose.frame_count == 0 || run->pose.rows > rows) {
    return false;
  }
  if (tui->columns >= ALWAYS_COLUMNS && tui->rows >= ALWAYS_ROWS) {
    return true;
  }
  char text[WORDS_SIZE];
  bool sided = false;
  widest_digits(tui, text, &sided);
  stage.columns -= 2 * (sided ? SIDE_NARROW : SIDE_UNTOLD);
  return digits_rows(stage, tui->ascii, text) >= DIGITS_LEAST;
}

/* What is done shows the first frame, what lets go of it the last: so a picture never says "in"
 * while the breath goes out. Where nothing tells the two apart the frames take turns, each for two
 * of the seconds that are shown anyway: nothing wakes for the picture alone. */
size_t run_picture_frame(const Tui *tui, const Run *run, Moment now) {
  const Session *session = tui->app->session;
  switch (session_beat(session)->phase) {
  case PHASE_HOLD:
  case PHASE_INHALE:
  case PHASE_HOLD_IN:
    return 0;
  case PHASE_REST:
  case PHASE_EXHALE:
  case PHASE_HOLD_OUT:
    return run->pose.frame_count - 1;
  default:
    break;
  }
  Millis left = session_remaining(session, now);
  Millis shown = left > 0 ? left + MS_PER_S - 1 : 0;
  return (size_t)(shown / FRAME_MS) % run->pose.frame_count;
}
