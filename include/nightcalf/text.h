/* Text for people: width in columns, wrapping, and the one gate through which text reaches a
 * terminal or a pipe. Unicode is libunistring's business; this is the only layer that includes it.
 */
#ifndef NIGHTCALF_TEXT_H
#define NIGHTCALF_TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "nightcalf/error.h"

/* Columns that valid UTF-8 text takes on a terminal. */
int text_width(const char *text);

/* Whether text is nothing but printable ASCII and blanks: safe as it is, a column each byte. Its
 * length is *length. */
bool text_plain(const char *text, size_t *length);

typedef enum TextFault {
  TEXT_FINE,
  TEXT_INVALID_UTF8,
  TEXT_CONTROL,   /* a control character other than newline and tab, C1 included */
  TEXT_DIRECTION, /* a bidirectional control */
  TEXT_INVISIBLE  /* zero-width, tag, byte order mark, private use, unassigned-by-design
                     (noncharacter) */
} TextFault;

/* The first forbidden thing in length bytes: its kind, with its byte offset in *where. */
TextFault text_fault(const char *text, size_t length, size_t *where);
/* "a control character", "invalid UTF-8"...: for error messages. */
const char *text_fault_name(TextFault fault);

/* A copy in which each forbidden character or invalid byte is a visible mark (U+FFFD, or '?' when
 * ascii) and at most 8 combining marks follow a base character. With ascii, every character beyond
 * ASCII becomes its nearest plain form or
 * '?'. Newline and tab stay. Release with free(). */
char *text_safe(const char *text, bool ascii);

/* Wraps text to width columns by UAX #14, cutting words that are longer than a line; newlines in
 * text break. The text is made safe first and its tabs become blanks; a width below 2 counts as 2,
 * so that a wide character has room. Returns the lines, *count of them (at least one), each without
 * its final blanks. Release with text_lines_free(). */
char **text_wrap(const char *text, int width, size_t *count);
void text_lines_free(char **lines, size_t count);
/* A copy on one line (made safe, newlines and tabs as blanks) cut to at most width columns, "..."
 * at its end (or U+2026 unless ascii) when something was cut. */
char *text_cut(const char *text, int width, bool ascii);

/* True when the locale's character set is UTF-8; otherwise all output is ASCII. Settled by
 * text_start(). */
bool text_utf8(void);
/* Takes characters, language and dates from the environment's locale; numbers stay "C". Call once,
 * first in main(). */
void text_start(void);
/* Where the catalogues of other languages lie: LANG/LC_MESSAGES/nightcalf.mo. Call once, behind
 * text_start(). What they say is UTF-8, as all text in the program is. */
void text_catalogues(const char *folder);

/* The gate: formats, makes it safe for this locale, writes. Everything printed outside curses goes
 * through here, JSON and other machine-readable output excepted. A line break in an argument (a
 * note, the name of a file) is a blank, so that the format alone says where a line ends; a format
 * of nothing but "%s" and "\n" hands on texts with the lines they have. False when the stream
 * refused it. */
bool text_print(FILE *stream, const char *format, ...) PRINTF_LIKE(2, 3);
/* "nightcalf: ..." on standard error, on one line (error_one_line()), with a newline. */
void text_complain(const char *format, ...) PRINTF_LIKE(1, 2);

#endif
