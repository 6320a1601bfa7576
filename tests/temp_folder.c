/* A folder of a test's own, gone when the test is over. */
#include "temp_folder.h"

#include <dirent.h>
#include <ftw.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { OPEN_AT_ONCE = 16, PLACE_MAX = 32 /* so that a socket's name has room behind it */ };

static char folder[64];

static int remove_one(const char *path, const struct stat *info, int type, struct FTW *position) {
  (void)info;
  (void)type;
  (void)position;
  return remove(path);
}

const char *temp_folder_make(void) {
  const char *place = getenv("TMPDIR");
  bool usable = place != NULL && place[0] == '/' && strlen(place) < PLACE_MAX;
  snprintf(folder, sizeof folder, "%s/nightcalf-test-XXXXXX", usable ? place : "/tmp");
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

static void copy_file(const char *from, const char *to) {
  char bytes[4096];
  size_t got = 0;
  FILE *in = fopen(from, "r");
  FILE *out = fopen(to, "w");
  if (in == NULL || out == NULL) {
    abort();
  }
  while ((got = fread(bytes, 1, sizeof bytes, in)) > 0) {
    fwrite(bytes, 1, got, out);
  }
  fclose(in);
  if (fclose(out) != 0) {
    abort();
  }
}

void temp_folder_copy(const char *name, const char *from) {
  char *to = temp_folder_path(name);
  DIR *listing = opendir(from);
  if (listing == NULL || mkdir(to, S_IRWXU) != 0) {
    abort();
  }
  for (const struct dirent *entry = readdir(listing); entry != NULL; entry = readdir(listing)) {
    char *file = NULL;
    char *copy = NULL;
    if (asprintf(&file, "%s/%s", from, entry->d_name) < 0 ||
        asprintf(&copy, "%s/%s", to, entry->d_name) < 0) {
      abort();
    }
    if (entry->d_type == DT_REG) {
      copy_file(file, copy);
    }
    free(file);
    free(copy);
  }
  closedir(listing);
  free(to);
}
