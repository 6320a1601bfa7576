/* The allocations of libconfig, which looks at none of them, and of curses, which looks at some:
 * where these are linked from their archives the linker sends them here (--wrap in CMakeLists.txt),
 * and they end the program as ours do. */
#include <stddef.h>

#include "nightcalf/mem.h"

/* The names are the linker's own. */
/* NOLINTBEGIN(bugprone-*,cert-*,readability-identifier-naming) */
void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
char *__wrap_strdup(const char *text);
char *__wrap___strdup(const char *text);

void *__wrap_malloc(size_t size) {
  return mem_there(__real_malloc(size), size);
}

void *__wrap_calloc(size_t count, size_t size) {
  return mem_there(__real_calloc(count, size), count != 0 ? size : 0);
}

void *__wrap_realloc(void *old, size_t size) {
  return mem_there(__real_realloc(old, size), size);
}

char *__wrap_strdup(const char *text) {
  return mem_copy(text);
}

char *__wrap___strdup(const char *text) {
  return mem_copy(text);
}
/* NOLINTEND(bugprone-*,cert-*,readability-identifier-naming) */
