/* What the person sees of a program's output: a terminal emulator, and how many of its cells have
 * changed. */
#ifndef TESTS_BENCH_SCREEN_H
#define TESTS_BENCH_SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

typedef struct Screen Screen;

Screen *screen_new(int rows, int columns);
void screen_free(Screen *screen);
void screen_write(Screen *screen, const char *bytes, size_t count);
void screen_resize(Screen *screen, int rows, int columns);
/* How many cells look different from what they did when this was last asked. */
int screen_changed(Screen *screen);
bool screen_shows(Screen *screen, const char *text);
void screen_print(Screen *screen, FILE *stream);

#endif
