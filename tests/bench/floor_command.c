/* floor_command DB SQL [FILE]...: what a command costs that does nothing but ask the database one
 * thing and parse files by libconfig. Prints one line. */
#include <stdio.h>

#include "floor_load.h"

int main(int argc, char **argv) {
  if (argc < 3) {
    (void)fputs("usage: floor_command DB SQL [FILE]...\n", stderr);
    return 2;
  }
  long sum = floor_query(argv[1], argv[2]);
  for (int i = 3; i < argc; i++) {
    sum += floor_parse(argv[i]);
  }
  printf("%ld\n", sum);
  return sum < 0 ? 1 : 0;
}
