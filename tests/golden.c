/* Drawings as files. */
#include "golden.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/mem.h"

static char *read_file(const char *path) {
  FILE *file = fopen(path, "r");
  if (file == NULL) {
    return mem_copy("");
  }
  char *text = NULL;
  size_t size = 0;
  if (getdelim(&text, &size, '\0', file) < 0) {
    free(text);
    text = mem_copy("");
  }
  fclose(file);
  return text;
}

static void write_file(const char *path, const char *text) {
  FILE *file = fopen(path, "w");
  if (file == NULL) {
    printf("%s cannot be written\n", path);
    return;
  }
  fputs(text, file);
  fclose(file);
}

/* The rows that differ, wanted and drawn. */
static void print_difference(const char *wanted, const char *drawn) {
  for (int row = 0; *wanted != '\0' || *drawn != '\0'; row++) {
    int one = (int)strcspn(wanted, "\n");
    int other = (int)strcspn(drawn, "\n");
    if (one != other || strncmp(wanted, drawn, (size_t)one) != 0) {
      printf("%3d - %.*s\n    + %.*s\n", row, one, wanted, other, drawn);
    }
    wanted += one + (wanted[one] == '\n');
    drawn += other + (drawn[other] == '\n');
  }
}

bool golden_text_same(const char *drawn, const char *name, const char *suite) {
  char *path = mem_format("%s/screens/%s.txt", TESTS_DIR, name);
  if (getenv("NIGHTCALF_REFRESH") != NULL) {
    write_file(path, drawn);
  }
  char *wanted = read_file(path);
  bool same = strcmp(wanted, drawn) == 0;
  if (!same) {
    printf("%s differs:\n", path);
    print_difference(wanted, drawn);
    printf("Look at it; if it is right: NIGHTCALF_REFRESH=1 ctest -R %s\n", suite);
  }
  free(wanted);
  free(path);
  return same;
}

bool golden_same(ScreenBench *bench, const char *name, const char *suite) {
  char *drawn = screen_bench_draw(bench);
  char *sized = mem_format("%s%s%s-%dx%d", bench->language, bench->language[0] != '\0' ? "/" : "",
                           name, bench->frame.columns, bench->frame.rows);
  bool same = golden_text_same(drawn, sized, suite);
  free(sized);
  free(drawn);
  return same;
}

void golden_scene(ScreenBench *bench, const char *name, void (*set)(void), const char *suite,
                  int rows, int columns) {
  screen_bench_resize(bench, rows, columns);
  set();
  ck_assert(golden_same(bench, name, suite));
}

void golden_any_size(ScreenBench *bench) {
  static const int heights[] = {1, 2, 11, 12, 13, 18, 36, 60};
  static const int widths[] = {1, 2, 39, 40, 59, 60, 83, 200};
  for (size_t row = 0; row < sizeof heights / sizeof heights[0]; row++) {
    for (size_t column = 0; column < sizeof widths / sizeof widths[0]; column++) {
      screen_bench_resize(bench, heights[row], widths[column]);
      free(screen_bench_draw(bench));
      ck_assert_int_lt(bench->frame.cursor_row, heights[row]);
      ck_assert_int_lt(bench->frame.cursor_column, widths[column]);
    }
  }
}
