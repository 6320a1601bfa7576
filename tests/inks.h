/* What every cell of a drawing is written in, as text. */
#ifndef TESTS_INKS_H
#define TESTS_INKS_H

#include "screen_bench.h"

/* Draws, and gives the window back as text: each row, under it a letter for the ink of each cell
 * that is not blank, and at the end what each letter stands for. Release with free(). */
char *inks_draw(ScreenBench *bench);

#endif
