/* Letters for inks. */
#include "inks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "nightcalf/mem.h"

enum { INKS_MAX = 26 };

typedef struct Inks {
  short pairs[INKS_MAX];
  attr_t attributes[INKS_MAX];
  int count;
} Inks;

/* The letter of an ink; made when it is new. */
static char letter_of(Inks *inks, short pair, attr_t attributes) {
  int at = 0;
  while (at < inks->count && (inks->pairs[at] != pair || inks->attributes[at] != attributes)) {
    at++;
  }
  if (at == INKS_MAX) {
    return '?';
  }
  if (at == inks->count) {
    inks->pairs[at] = pair;
    inks->attributes[at] = attributes;
    inks->count++;
  }
  return (char)('a' + at);
}

/* One row as UTF-8 and, where it holds anything, its inks. */
static void print_row(FILE *stream, ScreenBench *bench, int row, Inks *inks) {
  int columns = bench->frame.columns;
  wchar_t *text = mem_new((size_t)columns + 1, sizeof *text);
  char *letters = mem_new((size_t)columns + 1, 1);
  int length = 0;
  for (int column = 0; column < columns; column++) {
    cchar_t cell;
    wchar_t characters[CCHARW_MAX + 1] = L" ";
    attr_t attributes = 0;
    short pair = 0;
    mvwin_wch(bench->window, row, column, &cell);
    getcchar(&cell, characters, &attributes, &pair, NULL);
    text[column] = characters[0];
    letters[column] = ' ';
    if (characters[0] != L' ' && characters[0] != L'\0') {
      letters[column] = letter_of(inks, pair, attributes & (A_BOLD | A_DIM | A_REVERSE | A_BLINK));
      length = column + 1;
    }
  }
  text[length] = L'\0';
  letters[length] = '\0';
  fprintf(stream, length > 0 ? "%ls\n%s\n" : "%ls%s\n", text, letters);
  free(letters);
  free(text);
}

static void print_colour(FILE *stream, short colour) {
  if (colour == -1) {
    fprintf(stream, "the terminal's own");
  } else {
    fprintf(stream, "%d", colour);
  }
}

static void print_legend(FILE *stream, const ScreenBench *bench, const char *name, short pair,
                         attr_t attributes) {
  const Theme *theme = &bench->tui.theme;
  short colour = theme->ground;
  short ground = (short)(colour == -1 ? -1 : theme->depth == DEPTH_256 ? 16 : COLOR_BLACK);
  if (pair != 0) {
    pair_content(pair, &colour, &ground);
  }
  fprintf(stream, "%s: ", name);
  print_colour(stream, colour);
  fprintf(stream, " on ");
  print_colour(stream, ground);
  fprintf(stream, "%s%s%s%s\n", (attributes & A_BOLD) != 0 ? ", bold" : "",
          (attributes & A_DIM) != 0 ? ", dim" : "",
          (attributes & A_REVERSE) != 0 ? ", reverse" : "",
          (attributes & A_BLINK) != 0 ? ", blinking" : "");
}

char *inks_draw(ScreenBench *bench) {
  Inks inks = {.count = 0};
  char *text = NULL;
  size_t size = 0;
  tui_draw(&bench->tui, bench->window, &bench->frame);
  FILE *stream = open_memstream(&text, &size);
  for (int row = 0; row < bench->frame.rows; row++) {
    print_row(stream, bench, row, &inks);
  }
  for (int i = 0; i < inks.count; i++) {
    char name[2] = {(char)('a' + i), '\0'};
    print_legend(stream, bench, name, inks.pairs[i], inks.attributes[i]);
  }
  print_legend(stream, bench, "empty", (short)PAIR_NUMBER(getbkgd(bench->window)), 0);
  fclose(stream);
  return text;
}
