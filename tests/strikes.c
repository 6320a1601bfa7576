/* Onsets by the rise of the level, pitch by the strongest frequency (Goertzel's algorithm). */
#include "strikes.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "nightcalf/mem.h"

enum {
  WINDOW_MS = 20,
  HOP_MS = 10,
  APART_MS = 80, /* two strikes */
  HEARD_FROM_MS = 20,
  HEARD_MS = 80,
  LOWEST = 200,
  HIGHEST = 900,
  FULL_SCALE = 32767
};
static const double circle = 6.283185307179586;
static const double rise = 1.5;    /* of the level, against the least just before */
static const double least = 0.1;   /* of the loudest */
static const double tuning = 0.02; /* of the pitch */

#define A4 440.00
#define C4 261.63
#define E4 329.63
#define G4 392.00
#define C5 523.25
#define E5 659.26
#define G5 783.99

const Strikes strikes_wanted[CUE_COUNT] = {
    [CUE_READY] = {1, {A4}, 0.3},
    [CUE_HOLD] = {1, {E5}, 0.3},
    [CUE_HALF] = {2, {C5, C5}, 0.3},
    [CUE_LAST] = {3, {E5, E5, E5}, 0.3},
    [CUE_REST] = {2, {E5, A4}, 0.3},
    [CUE_SWITCH] = {2, {A4, E5}, 0.3},
    [CUE_STEP_DONE] = {3, {C5, E5, G5}, 0.3},
    [CUE_ALL_DONE] = {4, {C5, G4, E4, C4}, 0.3},
};

/* How much of a frequency there is, its edges faded. */
static double strength(const int16_t *samples, size_t count, int rate, double pitch) {
  double factor = 2 * cos(circle * pitch / rate);
  double last = 0;
  double before = 0;
  for (size_t i = 0; i < count; i++) {
    double fade = 0.5 - 0.5 * cos(circle * (double)i / (double)count);
    double now = samples[i] * fade + factor * last - before;
    before = last;
    last = now;
  }
  return last * last + before * before - factor * last * before;
}

static double pitch_of(const int16_t *samples, size_t count, int rate) {
  int best = LOWEST;
  double most = 0;
  for (int pitch = LOWEST; pitch <= HIGHEST; pitch++) {
    double here = strength(samples, count, rate, pitch);
    if (here > most) {
      most = here;
      best = pitch;
    }
  }
  return best;
}

static double level(const int16_t *samples, size_t count) {
  double sum = 0;
  for (size_t i = 0; i < count; i++) {
    sum += (double)samples[i] * samples[i];
  }
  return sqrt(sum / (double)count);
}

/* The levels of windows that overlap by half. Release with free(). */
static double *levels_of(const int16_t *samples, size_t count, size_t hop, size_t *windows) {
  *windows = count / hop > 2 ? count / hop - 2 : 0;
  double *levels = mem_new(*windows + 1, sizeof *levels);
  for (size_t i = 0; i < *windows; i++) {
    levels[i] = level(samples + i * hop, 2 * hop);
  }
  return levels;
}

Strikes strikes_find(const int16_t *samples, size_t count, int rate) {
  Strikes found = {.count = 0};
  size_t hop = (size_t)(rate * HOP_MS / 1000);
  size_t heard = (size_t)(rate * HEARD_MS / 1000);
  size_t windows = 0;
  double *levels = levels_of(samples, count, hop, &windows);
  double loudest = 0;
  for (size_t i = 0; i < windows; i++) {
    loudest = levels[i] > loudest ? levels[i] : loudest;
  }
  for (size_t i = 0; i < count; i++) {
    double part = abs(samples[i]) / (double)FULL_SCALE;
    found.peak = part > found.peak ? part : found.peak;
  }
  size_t next = 0;
  for (size_t i = 0; i < windows; i++) {
    double quietest = i == 0 ? 0 : levels[i - 1];
    for (size_t back = 2; back <= 3 && back <= i; back++) {
      quietest = levels[i - back] < quietest ? levels[i - back] : quietest;
    }
    bool strikes = i >= next && levels[i] > least * loudest && levels[i] > rise * quietest;
    size_t from = (i + HEARD_FROM_MS / HOP_MS) * hop;
    if (strikes && found.count < STRIKES_MAX && from + heard <= count) {
      found.pitch[found.count] = pitch_of(samples + from, heard, rate);
      found.count++;
      next = i + APART_MS / HOP_MS;
    }
  }
  free(levels);
  return found;
}

bool strikes_are(const Strikes *found, Cue cue) {
  const Strikes *wanted = &strikes_wanted[cue];
  bool same = found->count == wanted->count;
  for (int i = 0; same && i < wanted->count; i++) {
    same = fabs(found->pitch[i] - wanted->pitch[i]) <= tuning * wanted->pitch[i];
  }
  if (!same || getenv("NIGHTCALF_FIGURES") != NULL) {
    printf("%s: peak %.3f, %d strikes:", cue_name(cue), found->peak, found->count);
    for (int i = 0; i < found->count; i++) {
      printf(" %.0f Hz", found->pitch[i]);
    }
    printf("\n");
  }
  return same;
}
