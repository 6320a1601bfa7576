/* Stands where suites look for the program, and starts it under valgrind: scripts/valgrind. What is
 * found is in a file of LOGS for each process. */
#include <stdlib.h>
#include <unistd.h>

enum { EXIT_NO_PROGRAM = 127 };

int main(int argc, char **argv) {
  static const char *const first[] = {"valgrind",
                                      "--quiet",
                                      "--error-exitcode=9",
                                      "--leak-check=no",
                                      "--child-silent-after-fork=yes",
                                      "--suppressions=" SUPPRESSIONS,
                                      "--log-file=" LOGS "/program.%p",
                                      PROGRAM};
  enum { FIRST_COUNT = sizeof first / sizeof first[0] };
  const char **line = calloc((size_t)argc + FIRST_COUNT + 1, sizeof *line);
  if (line == NULL) {
    _exit(EXIT_NO_PROGRAM);
  }
  for (int i = 0; i < FIRST_COUNT; i++) {
    line[i] = first[i];
  }
  for (int i = 1; i < argc; i++) {
    line[FIRST_COUNT + i - 1] = argv[i];
  }
  execv("/usr/bin/valgrind", (char *const *)(void *)line);
  _exit(EXIT_NO_PROGRAM);
}
