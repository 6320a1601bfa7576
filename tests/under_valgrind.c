/* Stands where suites look for the program, and starts it under valgrind: scripts/valgrind. What is
 * found is in a file of LOGS for each process. */
#include <unistd.h>

enum { EXIT_NO_PROGRAM = 127, WORDS_MAX = 64 };

int main(int argc, char **argv) {
  /* Where a test stands before malloc(), it stays there: nouserintercepts. */
  static const char *const first[] = {"valgrind",
                                      "--quiet",
                                      "--error-exitcode=9",
                                      "--leak-check=no",
                                      "--child-silent-after-fork=yes",
                                      "--soname-synonyms=somalloc=nouserintercepts",
                                      "--suppressions=" SUPPRESSIONS,
                                      "--log-file=" LOGS "/program.%p",
                                      PROGRAM};
  enum { FIRST_COUNT = sizeof first / sizeof first[0] };
  const char *line[FIRST_COUNT + WORDS_MAX] = {NULL}; /* no malloc(): a test may have it fail */
  if (argc > WORDS_MAX) {
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
