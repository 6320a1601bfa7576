/* One lexer for configuration text: what the guard parses and what an editor patches. Every token
 * knows its bytes, so that nothing is ever looked for twice. */
#ifndef NIGHTCALF_CONF_SCAN_H
#define NIGHTCALF_CONF_SCAN_H

#include <stdbool.h>
#include <stddef.h>

/* Bytes of the original text: length of them from offset at. */
typedef struct Span {
  size_t at;
  size_t length;
} Span;

/* Where a byte is for a person: both from 1, the column in bytes; a byte order mark has none. */
typedef struct Place {
  int line;
  int column;
} Place;

typedef enum TokenType {
  TOKEN_END,
  TOKEN_NAME,
  TOKEN_FLAG,    /* true or false, in any case */
  TOKEN_INTEGER, /* decimal or hexadecimal, perhaps with the suffix L or LL */
  TOKEN_FLOAT,
  TOKEN_STRING, /* one pair of quotes, all between included */
  TOKEN_EQUALS, /* '=' or ':' */
  TOKEN_COMMA,
  TOKEN_SEMICOLON,
  TOKEN_GROUP_START,
  TOKEN_GROUP_END,
  TOKEN_ARRAY_START,
  TOKEN_ARRAY_END,
  TOKEN_LIST_START,
  TOKEN_LIST_END,
  /* what no file may hold */
  TOKEN_UNCLOSED_STRING,
  TOKEN_UNCLOSED_COMMENT,
  TOKEN_INCLUDE,
  TOKEN_BAD_NUMBER, /* begins like a number and is none: 15s, 22:30, 1.2.3, a lone point */
  TOKEN_BAD         /* any other character */
} TokenType;

typedef struct Token {
  TokenType type;
  Span span;
  Place place;
} Token;

/* Where the lexer is. */
typedef struct Scanner {
  const char *text;
  size_t length;
  size_t at;
  size_t line_start;
  int line;
} Scanner;

/* Begins at the start of length bytes, behind a byte order mark. The text is borrowed. */
void scan_start(Scanner *scanner, const char *text, size_t length);
/* The next token; blanks and comments are passed over. At the end TOKEN_END, again and again. */
Token scan_next(Scanner *scanner);
/* The token after this point, without moving there. */
Token scan_peek(const Scanner *scanner);

/* How many bytes a byte order mark at the start of the text takes: 3 or 0. */
size_t scan_mark(const char *text, size_t length);

/* Reads one character of a text between quotes: *byte gets it decoded. Returns how many bytes of
 * the file it takes; 0: an escape that a file may not hold (unknown, or a control character other
 * than newline and tab). left: bytes up to the closing quote, at least 1. */
size_t scan_character(const char *text, size_t left, char *byte);

#endif
