/* Text that grows, and the one way to put a text in quotes. */
#ifndef NIGHTCALF_CONF_OUTPUT_H
#define NIGHTCALF_CONF_OUTPUT_H

#include <stddef.h>

#include "nightcalf/error.h"
#include "nightcalf/field.h"

/* Zero-initialise; text is to be freed, and NULL while nothing was put. */
typedef struct Output {
  char *text;
  size_t length;
  size_t room;
} Output;

void put_bytes(Output *output, const char *bytes, size_t length);
void put_string(Output *output, const char *text);
void put(Output *output, const char *format, ...) PRINTF_LIKE(2, 3);
/* A text in quotes, as the guard reads it back. */
void put_text(Output *output, const char *text);
/* The texts of a list in round brackets. */
void put_texts(Output *output, const TextList *list);
/* The text so far, "" where nothing was put. Release with free(). */
char *output_text(Output *output);

#endif
