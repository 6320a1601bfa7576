/* Code points to UTF-8 and back, whatever the locale is. */
#include "utf8.h"

#include <string.h>

static const unsigned char leads[] = {0, 0, 0xC0, 0xE0, 0xF0};
enum { TAIL = 0x80, TAIL_BITS = 6, TAIL_MASK = 0x3F };

size_t utf8_put(int code, char bytes[UTF8_MAX + 1]) {
  unsigned value = (unsigned)code;
  size_t count = value < 0x80 ? 1 : value < 0x800 ? 2 : value < 0x10000 ? 3 : 4;
  for (size_t i = count; i > 1; i--) {
    bytes[i - 1] = (char)(TAIL | (value & TAIL_MASK));
    value >>= TAIL_BITS;
  }
  bytes[0] = (char)(leads[count] | value);
  bytes[count] = '\0';
  return count;
}

int utf8_get(const char *text, size_t *length) {
  unsigned first = (unsigned char)text[0];
  size_t count = first < leads[2] ? 1 : first < leads[3] ? 2 : first < leads[4] ? 3 : 4;
  unsigned value = first - leads[count];
  for (size_t i = 1; i < count; i++) {
    value = value << TAIL_BITS | ((unsigned char)text[i] & TAIL_MASK);
  }
  *length = strnlen(text, count);
  return (int)value;
}
