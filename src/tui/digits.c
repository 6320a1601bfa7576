/* Digits of seven strokes, so that they can be drawn in any size; letters from a small table. */
#include "digits.h"

#include <stdio.h>
#include <string.h>

#include "nightcalf/format.h"
#include "nightcalf/language.h"
#include "nightcalf/text.h"
#include "pixels.h"

enum {
  SECONDS_ONLY_TO = 99,
  MS_PER_S = 1000,
  BOLD = 3 /* columns of a stroke that stays one without its corner */
};

/* The strokes: top, upper left, upper right, middle, lower left, lower right, bottom. */
enum {
  STROKE_TOP = 1,
  STROKE_UPPER_LEFT = 2,
  STROKE_UPPER_RIGHT = 4,
  STROKE_MIDDLE = 8,
  STROKE_LOWER_LEFT = 16,
  STROKE_LOWER_RIGHT = 32,
  STROKE_BOTTOM = 64
};

/* '1' stands where the right strokes of the others are: the next second finds them there. */
static const unsigned char strokes[10] = {
    [0] = 1 + 2 + 4 + 16 + 32 + 64, [1] = 4 + 32,         [2] = 1 + 4 + 8 + 16 + 64,
    [3] = 1 + 4 + 8 + 32 + 64,      [4] = 2 + 4 + 8 + 32, [5] = 1 + 2 + 8 + 32 + 64,
    [6] = 1 + 2 + 8 + 16 + 32 + 64, [7] = 1 + 4 + 32,     [8] = 127,
    [9] = 1 + 2 + 4 + 8 + 32 + 64,
};

/* The measures of a digit in dots. */
typedef struct Face {
  int width, height;
  int across; /* how wide an upright stroke is */
  int thick;  /* how high a level stroke is */
  int gap;    /* between two digits */
  int colon;  /* width of a colon */
} Face;

/* A face for so many rows of cells; height 0 when that is too low for one. */
static Face face_for(int rows, bool ascii) {
  Face face = {.height = rows * pixels_per_row(ascii)};
  int least = ascii ? 5 : 6;
  if (face.height < least) {
    return (Face){0};
  }
  int bold = ascii ? 1 : 2;
  face.thick = face.height < 5 * bold ? 1 : face.height / 10 > bold ? face.height / 10 : bold;
  /* So high that the middle stroke begins where a cell begins. */
  int step = ascii ? 2 : 4;
  face.height -= (face.height - 3 * face.thick) % 2;
  face.height -= (face.height - face.thick) % step;
  /* A dot of ASCII is twice as high as it is wide. */
  int stretch = ascii ? 2 : 1;
  face.width = (face.height * 2 / 3 + 1) * stretch;
  /* Where there is room, half as thick again, to be read from across a room; and a stroke of three
   * cells is worth the move of the cursor to it. */
  face.across = face.thick * stretch;
  face.across = face.width / 4 > face.across ? face.across * 3 / 2 : face.across;
  face.gap = face.width / 4 > 2 ? face.width / 4 : 2;
  face.colon = face.across;
  return face;
}

static int face_columns(const Face *face, const char *text) {
  int columns = -face->gap;
  for (const char *at = text; *at != '\0'; at++) {
    columns += (*at == ':' ? face->colon : face->width) + face->gap;
  }
  return columns;
}

static void draw_colon(Pixels *pixels, const Face *face, int left) {
  int third = face->height / 3;
  pixels_fill(pixels, left, third - face->thick / 2, face->colon, face->thick, true);
  pixels_fill(pixels, left, face->height - third - face->thick / 2, face->colon, face->thick, true);
}

/* The flag of a '1', before the stroke that it is. */
static void draw_flag(Pixels *pixels, const Face *face, int left) {
  int flag = left + face->width - 2 * face->across;
  pixels_fill(pixels, flag, 0, face->across, face->thick, true);
  pixels_fill(pixels, flag, 0, 1, 1, false);
}

static void draw_strokes(Pixels *pixels, const Face *face, int left, unsigned set) {
  int right = left + face->width - face->across;
  int middle = (face->height - face->thick) / 2;
  int half = middle + face->thick;
  int low = face->height - half;
  if ((set & STROKE_TOP) != 0) {
    pixels_fill(pixels, left, 0, face->width, face->thick, true);
  }
  if ((set & STROKE_MIDDLE) != 0) {
    pixels_fill(pixels, left, middle, face->width, face->thick, true);
  }
  if ((set & STROKE_BOTTOM) != 0) {
    pixels_fill(pixels, left, face->height - face->thick, face->width, face->thick, true);
  }
  if ((set & STROKE_UPPER_LEFT) != 0) {
    pixels_fill(pixels, left, 0, face->across, half, true);
  }
  if ((set & STROKE_UPPER_RIGHT) != 0) {
    pixels_fill(pixels, right, 0, face->across, half, true);
  }
  if ((set & STROKE_LOWER_LEFT) != 0) {
    pixels_fill(pixels, left, low, face->across, half, true);
  }
  if ((set & STROKE_LOWER_RIGHT) != 0) {
    pixels_fill(pixels, right, low, face->across, half, true);
  }
}

/* Takes the dots in the corners of a bold digit away: softer to look at. All digits lose the same
 * ones, so that a cell in a corner looks the same in all that have it. */
static void round_corners(Pixels *pixels, const Face *face, int left) {
  if (face->across < BOLD) {
    return;
  }
  int right = left + face->width - 1;
  int bottom = face->height - 1;
  pixels_fill(pixels, left, 0, 1, 1, false);
  pixels_fill(pixels, right, 0, 1, 1, false);
  pixels_fill(pixels, left, bottom, 1, 1, false);
  pixels_fill(pixels, right, bottom, 1, 1, false);
}

static void draw_face(Pixels *pixels, const Face *face, const char *text) {
  int left = 0;
  for (const char *at = text; *at != '\0'; at++) {
    if (*at == ':') {
      draw_colon(pixels, face, left);
      left += face->colon + face->gap;
      continue;
    }
    if (*at >= '0' && *at <= '9') {
      draw_strokes(pixels, face, left, strokes[*at - '0']);
    }
    if (*at == '1') {
      draw_flag(pixels, face, left);
    }
    round_corners(pixels, face, left);
    left += face->width + face->gap;
  }
}

void digits_text(Millis left, char *text, size_t size) {
  Millis seconds = left <= 0 ? 0 : (left + MS_PER_S - 1) / MS_PER_S;
  if (seconds <= SECONDS_ONLY_TO) {
    snprintf(text, size, "%d", (int)seconds);
    return;
  }
  char clock[FORMAT_SIZE];
  format_clock(left, clock);
  snprintf(text, size, "%s", clock);
}

/* The tallest face with which text fits into the box. */
static Face tallest_face(Box box, bool ascii, const char *text) {
  for (int rows = box.rows; rows > 0; rows--) {
    Face face = face_for(rows, ascii);
    if (face.height > 0 && face_columns(&face, text) <= box.columns) {
      return face;
    }
  }
  return (Face){0};
}

Box digits_draw(Frame *frame, Box box, Role role, const char *text) {
  Face face = tallest_face(box, frame->ascii, text);
  if (face.height == 0) {
    box = box_below(box, box.rows / 2);
    draw_text(frame, box, role, ALIGN_CENTRE, text);
    return (Box){box.row, box.column + (box.columns - text_width(text)) / 2, 1, text_width(text)};
  }
  Pixels pixels = pixels_new(face_columns(&face, text), face.height);
  draw_face(&pixels, &face, text);
  int rows = pixels_cells(&pixels, frame->ascii);
  Box used = {box.row + (box.rows - rows) / 2, box.column + (box.columns - pixels.columns) / 2,
              rows, pixels.columns};
  pixels_draw(frame, &pixels, used.row, used.column, role);
  pixels_free(&pixels);
  return used;
}

int digits_rows(Box box, bool ascii, const char *text) {
  Face face = tallest_face(box, ascii, text);
  Pixels pixels = {.rows = face.height};
  return face.height > 0 ? pixels_cells(&pixels, ascii) : 1;
}

enum { LETTER_ROWS = 5 };

/* Each letter in five rows of dots; all rows of one are equally wide. */
typedef struct Letter {
  char letter;
  const char *rows[LETTER_ROWS];
} Letter;

static const Letter letters[] = {
    {'A', {" ## ", "#  #", "####", "#  #", "#  #"}},
    {'B', {"### ", "#  #", "### ", "#  #", "### "}},
    {'C', {" ###", "#   ", "#   ", "#   ", " ###"}},
    {'D', {"### ", "#  #", "#  #", "#  #", "### "}},
    {'E', {"####", "#   ", "### ", "#   ", "####"}},
    {'F', {"####", "#   ", "### ", "#   ", "#   "}},
    {'G', {" ###", "#   ", "# ##", "#  #", " ###"}},
    {'H', {"#  #", "#  #", "####", "#  #", "#  #"}},
    {'I', {"###", " # ", " # ", " # ", "###"}},
    {'J', {"  ##", "   #", "   #", "#  #", " ## "}},
    {'K', {"#  #", "# # ", "##  ", "# # ", "#  #"}},
    {'L', {"#   ", "#   ", "#   ", "#   ", "####"}},
    {'M', {"#   #", "## ##", "# # #", "#   #", "#   #"}},
    {'N', {"#   #", "##  #", "# # #", "#  ##", "#   #"}},
    {'O', {" ## ", "#  #", "#  #", "#  #", " ## "}},
    {'P', {"### ", "#  #", "### ", "#   ", "#   "}},
    {'Q', {" ## ", "#  #", "#  #", "# # ", " # #"}},
    {'R', {"### ", "#  #", "### ", "# # ", "#  #"}},
    {'S', {" ###", "#   ", " ## ", "   #", "### "}},
    {'T', {"#####", "  #  ", "  #  ", "  #  ", "  #  "}},
    {'U', {"#  #", "#  #", "#  #", "#  #", " ## "}},
    {'V', {"#   #", "#   #", " # # ", " # # ", "  #  "}},
    {'W', {"#   #", "#   #", "# # #", "## ##", "#   #"}},
    {'X', {"#   #", " # # ", "  #  ", " # # ", "#   #"}},
    {'Y', {"#   #", " # # ", "  #  ", "  #  ", "  #  "}},
    {'Z', {"####", "  # ", " #  ", "#   ", "####"}},
};

/* NULL: there is no such letter in dots. */
static const Letter *find_letter(char letter) {
  for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++) {
    if (letters[i].letter == letter) {
      return &letters[i];
    }
  }
  return NULL;
}

/* Whether all of a word can be had in dots. */
static bool has_letters(const char *word) {
  while (*word != '\0' && find_letter(*word) != NULL) {
    word++;
  }
  return *word == '\0';
}

/* How wide a word is that has its letters in dots. */
static int word_dots(const char *word) {
  int dots = -1;
  for (const char *at = word; *at != '\0'; at++) {
    dots += (int)strlen(find_letter(*at)->rows[0]) + 1;
  }
  return dots;
}

/* A word that has its letters in dots, each dot of the table scale times as large. */
static Pixels word_pixels(const char *word, int scale) {
  Pixels pixels = pixels_new(word_dots(word) * scale, LETTER_ROWS * scale);
  int left = 0;
  for (const char *at = word; *at != '\0'; at++) {
    const Letter *letter = find_letter(*at);
    int width = (int)strlen(letter->rows[0]);
    for (int row = 0; row < LETTER_ROWS; row++) {
      for (int i = 0; i < width; i++) {
        bool on = letter->rows[row][i] == '#';
        pixels_fill(&pixels, left + i * scale, row * scale, scale, scale, on);
      }
    }
    left += (width + 1) * scale;
  }
  return pixels;
}

enum { WORD_SCALE_MAX = 2, WORD_MARGIN = 3 };

void digits_draw_side(Frame *frame, Box box, Role role, Side side) {
  const char *word = side == SIDE_LEFT ? language_in("leg", "LEFT") : language_in("leg", "RIGHT");
  for (int scale = has_letters(word) ? WORD_SCALE_MAX : 0; scale > 0; scale--) {
    Pixels size = {.columns = word_dots(word) * scale, .rows = LETTER_ROWS * scale};
    int rows = pixels_cells(&size, frame->ascii);
    if (size.columns + 2 * WORD_MARGIN <= box.columns && rows <= box.rows) {
      Pixels pixels = word_pixels(word, scale);
      pixels_draw(frame, &pixels, box.row + (box.rows - rows) / 2,
                  box.column + (box.columns - pixels.columns) / 2, role);
      pixels_free(&pixels);
      return;
    }
  }
  box = box_below(box, (box.rows - 1) / 2);
  draw_text(frame, box, role, ALIGN_CENTRE, word);
}
