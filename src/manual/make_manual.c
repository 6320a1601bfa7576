/* Writes the manual pages and the completions into a folder: make_manual FOLDER DATE. The date as
 * manual pages have it: "November 22, 2026". Part of the build. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "manual.h"
#include "nightcalf/mem.h"

enum { ARGUMENTS = 3 };

/* The files, and what writes each. */
static const struct {
  const char *name;
  void (*write)(FILE *file, const char *date);
} products[] = {
    {"nightcalf.1", page_program},     {"nightcalf-routine.5", page_routine},
    {"nightcalf.bash", complete_bash}, {"_nightcalf", complete_zsh},
    {"nightcalf.fish", complete_fish},
};

/* Whether every word of every usage is one that completions know. */
static bool check_usages(void) {
  bool sound = true;
  for (size_t i = 0; cli_commands[i] != NULL; i++) {
    Places places;
    char unknown[WORD_SIZE];
    if (!places_read(cli_commands[i], &places, unknown)) {
      fprintf(stderr,
              "make_manual: the usage of \"%s\" has the word %s; say in src/manual/usage.c what "
              "completes it\n",
              cli_commands[i]->name, unknown);
      sound = false;
    }
  }
  return sound;
}

static bool write_product(const char *folder, size_t index, const char *date) {
  char *path = mem_format("%s/%s", folder, products[index].name);
  FILE *file = fopen(path, "w");
  bool sound = file != NULL;
  if (sound) {
    products[index].write(file, date);
    sound = ferror(file) == 0;
    sound = fclose(file) == 0 && sound;
  }
  if (!sound) {
    fprintf(stderr, "make_manual: %s: %s\n", path, strerror(errno));
  }
  free(path);
  return sound;
}

int main(int argc, char **argv) {
  if (argc != ARGUMENTS) {
    fprintf(stderr, "Usage: make_manual FOLDER DATE\n");
    return CLI_USAGE;
  }
  bool sound = check_usages();
  for (size_t i = 0; sound && i < sizeof products / sizeof products[0]; i++) {
    sound = write_product(argv[1], i, argv[2]);
  }
  return sound ? CLI_DONE : CLI_FAILED;
}
