/* A disc of dots. Its radius follows the time by whole dots, a ring at a time: parts of a ring
 * would shimmer, and each cell of them would need a move of the cursor. Changes come in steps of
 * FRAME_MS; the next one is looked for in them, so that the program wakes when a dot changes and at
 * no other time. */
#include "breath.h"

#include "pixels.h"

enum {
  FRAME_MS = 80,
  LARGEST = 18,   /* dots: larger would light up a dark room */
  AIRY_ROWS = 8,  /* of a box: from here on one is left empty around it */
  UNIT = 256,     /* radii are in 1/256 dot */
  SMALLEST = 3,   /* dots: the radius of empty lungs... */
  SMALLEST_OF = 4 /* ...or a quarter of the largest, whichever is more */
};

/* A disc's place: half its width and height in dots. */
typedef struct Disc {
  int across, down; /* largest radius in columns, in rows of dots */
  int stretch;      /* columns that are as wide as a dot is high */
} Disc;

static Disc disc_for(Box box, bool ascii) {
  Disc disc = {.stretch = ascii ? 2 : 1};
  int air = box.rows >= AIRY_ROWS ? 1 : 0;
  disc.down = (box.rows - air) * pixels_per_row(ascii) / 2;
  disc.down = disc.down > LARGEST ? LARGEST : disc.down;
  disc.across = disc.down * disc.stretch;
  if (2 * disc.across > box.columns) {
    disc.down = box.columns / 2 / disc.stretch;
    disc.across = disc.down * disc.stretch;
  }
  return disc;
}

/* Radius at a moment of a beat, in 1/256 dot: whole dots. */
static int64_t radius_at(const Disc *disc, Phase phase, Millis length, Millis spent) {
  int smallest = disc->down / SMALLEST_OF > SMALLEST ? disc->down / SMALLEST_OF : SMALLEST;
  int64_t most = (int64_t)disc->down * UNIT;
  int64_t least = smallest < disc->down ? (int64_t)smallest * UNIT : most;
  spent -= spent % FRAME_MS;
  spent = spent < 0 ? 0 : spent > length ? length : spent;
  int64_t grown = length > 0 ? (most - least) * spent / length : 0;
  grown = (grown + UNIT / 2) / UNIT * UNIT;
  switch (phase) {
  case PHASE_INHALE:
    return least + grown;
  case PHASE_HOLD_IN:
    return most;
  case PHASE_EXHALE:
    return most - grown;
  default:
    return least;
  }
}

/* Whether the dot in this column and row of the lower right quarter is inside the radius. */
static bool inside(const Disc *disc, int column, int row, int64_t radius) {
  /* Dot centres lie at half dots: all is doubled. */
  int64_t x = (2 * column + 1) * (int64_t)UNIT / disc->stretch;
  int64_t y = (2 * row + 1) * (int64_t)UNIT;
  return x * x + y * y <= 4 * radius * radius;
}

/* How many dots of a quarter are set: grows with the radius, so that equal numbers are equal
 * discs. */
static int dots_at(const Disc *disc, int64_t radius) {
  int count = 0;
  for (int row = 0; row < disc->down; row++) {
    for (int column = 0; column < disc->across && inside(disc, column, row, radius); column++) {
      count++;
    }
  }
  return count;
}

void breath_draw(Frame *frame, Box box, Phase phase, Millis length, Millis left) {
  Disc disc = disc_for(box, frame->ascii);
  int64_t radius = radius_at(&disc, phase, length, length - left);
  Pixels pixels = pixels_new(2 * disc.across, 2 * disc.down);
  for (int row = 0; row < disc.down; row++) {
    int columns = 0;
    while (columns < disc.across && inside(&disc, columns, row, radius)) {
      columns++;
    }
    pixels_fill(&pixels, disc.across - columns, disc.down + row, 2 * columns, 1, true);
    pixels_fill(&pixels, disc.across - columns, disc.down - 1 - row, 2 * columns, 1, true);
  }
  int rows = pixels_cells(&pixels, frame->ascii);
  pixels_draw(frame, &pixels, box.row + (box.rows - rows) / 2,
              box.column + (box.columns - pixels.columns) / 2, ROLE_GLOW);
  pixels_free(&pixels);
}

Millis breath_next_change(Box box, bool ascii, Phase phase, Millis length, Millis left) {
  if ((phase != PHASE_INHALE && phase != PHASE_EXHALE) || left <= 0) {
    return 0;
  }
  Disc disc = disc_for(box, ascii);
  Millis spent = length - left;
  Millis first = spent / FRAME_MS;
  Millis last = length / FRAME_MS;
  int now = dots_at(&disc, radius_at(&disc, phase, length, spent));
  if (dots_at(&disc, radius_at(&disc, phase, length, last * FRAME_MS)) == now) {
    return 0;
  }
  /* The disc only grows, or only shrinks: the first step that differs is found by halving. */
  while (last - first > 1) {
    Millis middle = first + (last - first) / 2;
    if (dots_at(&disc, radius_at(&disc, phase, length, middle * FRAME_MS)) == now) {
      first = middle;
    } else {
      last = middle;
    }
  }
  return last * FRAME_MS - spent;
}
