/* A folder of a test's own, gone when the test is over. */
#include "temp_folder.h"

#include <dirent.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { OPEN_AT_ONCE = 16 };

static char folder[64];

static int remove_one(const char *path, const struct stat *info, int type, struct FTW *position) {
  (void)info;
  (void)type;
  (void)position;
  return remove(path);
}

const char *temp_folder_make(void) {
  snprintf(folder, sizeof folder, "/tmp/nightcalf-test-XXXXXX");
  if (mkdtemp(folder) == NULL) {
    abort();
  }
  return folder;
}

char *temp_folder_path(const char *name) {
  char *path = NULL;
  if (asprintf(&path, "%s/%s", folder, name) < 0) {
    abort();
  }
  return path;
}

void temp_folder_write(const char *name, const char *content) {
  char *path = temp_folder_path(name);
  FILE *file = fopen(path, "w");
  if (file == NULL || fputs(content, file) == EOF || fclose(file) != 0) {
    abort();
  }
  free(path);
}

void temp_folder_inside(const char *name) {
  char *path = temp_folder_path(name);
  if (mkdir(path, 0700) != 0) {
    abort();
  }
  free(path);
}

int temp_folder_count(void) {
  DIR *list = opendir(folder);
  int count = -2; /* . and .. */
  while (readdir(list) != NULL) {
    count++;
  }
  closedir(list);
  return count;
}

void temp_folder_remove(void) {
  nftw(folder, remove_one, OPEN_AT_ONCE, FTW_DEPTH | FTW_PHYS);
}
