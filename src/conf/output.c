/* Text that grows. Contract: conf/output.h. */
#include "conf/output.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/mem.h"

enum { ROOM_FIRST = 4096, BRIEF_SIZE = 128 };

void put_bytes(Output *output, const char *bytes, size_t length) {
  while (output->room - output->length <= length) {
    output->room = output->room == 0 ? ROOM_FIRST : output->room * 2;
    output->text = mem_resize(output->text, output->room, 1);
  }
  memcpy(output->text + output->length, bytes, length);
  output->length += length;
  output->text[output->length] = '\0';
}

void put_string(Output *output, const char *text) {
  put_bytes(output, text, strlen(text));
}

void put(Output *output, const char *format, ...) {
  char brief[BRIEF_SIZE];
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(brief, sizeof brief, format, arguments);
  va_end(arguments);
  if (length >= 0 && (size_t)length < sizeof brief) {
    put_bytes(output, brief, (size_t)length);
    return;
  }
  va_start(arguments, format);
  char *text = mem_format_list(format, arguments);
  va_end(arguments);
  put_string(output, text);
  free(text);
}

void put_text(Output *output, const char *text) {
  put_bytes(output, "\"", 1);
  for (;;) {
    size_t plain = strcspn(text, "\n\t\"\\");
    put_bytes(output, text, plain);
    text += plain;
    if (*text == '\0') {
      break;
    }
    put_bytes(output, "\\", 1);
    put_bytes(output, *text == '\n' ? "n" : *text == '\t' ? "t" : text, 1);
    text++;
  }
  put_bytes(output, "\"", 1);
}

void put_texts(Output *output, const TextList *list) {
  put_string(output, "(");
  for (size_t i = 0; i < list->count; i++) {
    put_string(output, i == 0 ? " " : ", ");
    put_text(output, list->at[i]);
  }
  put_string(output, " )");
}

char *output_text(Output *output) {
  put_bytes(output, "", 0);
  return output->text;
}
