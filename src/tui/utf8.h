/* Characters as numbers, and as the bytes of UTF-8. */
#ifndef NIGHTCALF_TUI_UTF8_H
#define NIGHTCALF_TUI_UTF8_H

#include <stddef.h>

enum { UTF8_MAX = 4 };

/* Writes a code point with a NUL behind it; returns the number of bytes. */
size_t utf8_put(int code, char bytes[UTF8_MAX + 1]);
/* The first code point of valid UTF-8, 0 at its end; *length: its bytes. */
int utf8_get(const char *text, size_t *length);

#endif
