/* The chimes in data/sounds: each can be told from every other by how often it strikes, whether it
 * rises or falls, and how high it is. */
#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/mem.h"
#include "strikes.h"
#include "suite.h"

enum { HEADER = 44, RATE = 16000, LONGEST_MS = 1200, SAMPLES_MAX = RATE * 2 };

/* A 16-bit WAV of one channel; its samples. */
static size_t read_wav(const char *folder, Cue cue, int16_t samples[SAMPLES_MAX]) {
  char *path = mem_format("%s/data/sounds%s/%s.wav", SOURCE_DIR, folder, cue_name(cue));
  unsigned char header[HEADER];
  FILE *file = fopen(path, "rb");
  ck_assert_msg(file != NULL, "%s cannot be opened", path);
  ck_assert_uint_eq(fread(header, 1, HEADER, file), HEADER);
  ck_assert_mem_eq(header, "RIFF", 4);
  ck_assert_mem_eq(header + 8, "WAVEfmt ", 8);
  ck_assert_int_eq(header[20], 1); /* plain samples */
  ck_assert_int_eq(header[22], 1); /* one channel */
  ck_assert_int_eq(header[24] | header[25] << 8, RATE);
  ck_assert_int_eq(header[34], 16); /* bits */
  size_t count = fread(samples, sizeof *samples, SAMPLES_MAX, file);
  fclose(file);
  free(path);
  return count;
}

START_TEST(chime__strikes__as_often_and_as_high_as_it_must) {
  static int16_t samples[SAMPLES_MAX];
  Cue cue = (Cue)_i;
  size_t count = read_wav("", cue, samples);
  ck_assert_uint_le(count, RATE * LONGEST_MS / 1000);
  Strikes found = strikes_find(samples, count, RATE);
  ck_assert(strikes_are(&found, cue));
  ck_assert(fabs(found.peak - strikes_wanted[cue].peak) < 0.005);
  count = read_wav("/quiet", cue, samples);
  found = strikes_find(samples, count, RATE);
  ck_assert(strikes_are(&found, cue));
  ck_assert(fabs(found.peak - 0.1) < 0.005);
}
END_TEST

/* -1: it falls, 1: it rises, 0: it does neither. */
static int course(const Strikes *strikes) {
  double change = strikes->pitch[strikes->count - 1] - strikes->pitch[0];
  return change < 0 ? -1 : change > 0 ? 1 : 0;
}

START_TEST(chimes__differ__in_count_or_course_or_by_a_fifth) {
  for (Cue one = CUE_READY; one < CUE_COUNT; one++) {
    for (Cue other = one + 1; other < CUE_COUNT; other++) {
      const Strikes *first = &strikes_wanted[one];
      const Strikes *second = &strikes_wanted[other];
      double apart = fabs(log2(first->pitch[0] / second->pitch[0])) * 12;
      bool told = first->count != second->count || course(first) != course(second) || apart > 6.9;
      ck_assert_msg(told, "%s sounds like %s", cue_name(one), cue_name(other));
    }
  }
}
END_TEST

START_TEST(strikes__are_none__in_silence) {
  static const int16_t silence[RATE];
  Strikes found = strikes_find(silence, RATE, RATE);
  ck_assert_int_eq(found.count, 0);
  ck_assert(found.peak == 0);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("chimes");
  TCase *tests = tcase_create("chimes");
  tcase_set_timeout(tests, 60);
  tcase_add_loop_test(tests, chime__strikes__as_often_and_as_high_as_it_must, CUE_READY, CUE_COUNT);
  tcase_add_test(tests, chimes__differ__in_count_or_course_or_by_a_fifth);
  tcase_add_test(tests, strikes__are_none__in_silence);
  suite_add_tcase(suite, tests);
  return suite_run(suite);
}
