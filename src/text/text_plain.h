/* Plain text: printable ASCII and the letters of Latin-1, which most texts are nothing else than.
 * What becomes of it is known without a table of libunistring. */
#ifndef NIGHTCALF_TEXT_PLAIN_H
#define NIGHTCALF_TEXT_PLAIN_H

#include <stdbool.h>
#include <stddef.h>

/* How many bytes from here on are plain; ascii: of ASCII alone. Each character of them may be shown
 * as it is, takes one column and is no mark. */
size_t plain_length(const char *text, size_t length, bool ascii);
/* The columns of so many plain bytes. */
int plain_columns(const char *text, size_t length);
/* Where the line of text that begins at start ends (see line_end() in text.c), as far as that can
 * be told without the tables of UAX #14; false: it cannot. text: safe. */
bool plain_line_end(const char *text, size_t length, size_t start, int width, size_t *end);

#endif
