/* floor_config FILE...: libconfig alone. */
#include <stdio.h>

#include "floor_load.h"

int main(int argc, char **argv) {
  long steps = 0;
  for (int i = 1; i < argc; i++) {
    steps += floor_parse(argv[i]);
  }
  printf("%ld\n", steps);
  return steps < 0 ? 1 : 0;
}
