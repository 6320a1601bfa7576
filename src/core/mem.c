/* Memory that never says no: when there is none left, what can be saved is, and the program ends
 * with two lines on standard error. Contract: nightcalf/mem.h. */
#include "nightcalf/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RESERVE = 1024 * 1024 };

static struct {
  MemRescue *rescue;
  void *context;
  void *reserve;
  const char *last_words; /* NULL: there was memory */
} last;

/* After the atexit handlers, when the terminal is as it was found. */
__attribute__((destructor)) static void say_last_words(void) {
  if (last.last_words != NULL) {
    (void)fputs(last.last_words, stderr);
  }
}

/* Saves what can be saved and ends the program. */
_Noreturn static void out_of_memory(void) {
  MemRescue *rescue = last.rescue;
  last.last_words = "nightcalf: out of memory; what was saved is kept.\n"
                    "Close other programs and start again.\n";
  void *context = last.context;
  mem_rescue_by(NULL, NULL);
  if (rescue != NULL && rescue(context)) {
    last.last_words = "nightcalf: out of memory; your session is kept as far as it came.\n"
                      "Close other programs and start again.\n";
  }
  exit(EXIT_OUT_OF_MEMORY);
}

void mem_rescue_by(MemRescue *rescue, void *context) {
  void *reserve = rescue != NULL ? mem_resize(NULL, RESERVE, 1) : NULL;
  free(last.reserve);
  last.rescue = rescue;
  last.context = context;
  last.reserve = reserve;
}

/* count x size, at least 1, so that malloc(0) cannot pass for a failure. */
static size_t bytes_of(size_t count, size_t size) {
  if (size != 0 && count > SIZE_MAX / size) {
    out_of_memory();
  }
  size_t bytes = count * size;
  return bytes == 0 ? 1 : bytes;
}

void *mem_there(void *memory, size_t size) {
  if (memory == NULL && size > 0) {
    out_of_memory();
  }
  return memory;
}

void *mem_new(size_t count, size_t size) {
  size_t bytes = bytes_of(count, size);
  return mem_there(calloc(1, bytes), bytes);
}

void *mem_resize(void *old, size_t count, size_t size) {
  size_t bytes = bytes_of(count, size);
  return mem_there(realloc(old, bytes), bytes);
}

char *mem_copy(const char *text) {
  return text == NULL ? NULL : mem_copy_bytes(text, strlen(text));
}

char *mem_copy_bytes(const char *bytes, size_t length) {
  if (length == SIZE_MAX) {
    out_of_memory();
  }
  char *copy = mem_resize(NULL, length + 1, 1);
  if (length > 0) {
    memcpy(copy, bytes, length);
  }
  copy[length] = '\0';
  return copy;
}

char *mem_format(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  char *text = mem_format_list(format, arguments);
  va_end(arguments);
  return text;
}

char *mem_format_list(const char *format, va_list arguments) {
  va_list again;
  va_copy(again, arguments);
  int length = vsnprintf(NULL, 0, format, arguments);
  if (length < 0) { /* more than INT_MAX bytes, or a wide character that cannot be written */
    out_of_memory();
  }
  size_t size = (size_t)length + 1;
  char *text = mem_new(size, 1);
  (void)vsnprintf(text, size, format, again);
  va_end(again);
  return text;
}
