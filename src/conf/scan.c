/* The lexer: bytes to tokens with their place. Written by hand, because a generated scanner ends
 * the program when something goes wrong in it; accepts what libconfig 1.5 does, and less. */
#include "conf/scan.h"

#include <string.h>

static const char byte_order_mark[] = "\xef\xbb\xbf";

static bool is_digit(char byte) {
  return byte >= '0' && byte <= '9';
}

static bool is_hex(char byte) {
  return is_digit(byte) || (byte >= 'a' && byte <= 'f') || (byte >= 'A' && byte <= 'F');
}

static bool is_letter(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool starts_name(char byte) {
  return is_letter(byte) || byte == '*';
}

static bool continues_name(char byte) {
  return starts_name(byte) || is_digit(byte) || byte == '-' || byte == '_';
}

static bool starts_number(char byte) {
  return is_digit(byte) || byte == '+' || byte == '-' || byte == '.';
}

/* Whatever leans on a number is read together with it, so that 15s and 22:30 are seen whole. */
static bool continues_number(char byte) {
  return continues_name(byte) || byte == '.' || byte == '+' || byte == ':';
}

size_t scan_mark(const char *text, size_t length) {
  size_t size = sizeof byte_order_mark - 1;
  return length >= size && memcmp(text, byte_order_mark, size) == 0 ? size : 0;
}

void scan_start(Scanner *scanner, const char *text, size_t length) {
  size_t mark = scan_mark(text, length);
  *scanner = (Scanner){.text = text, .length = length, .at = mark, .line_start = mark, .line = 1};
}

/* The byte at a distance from here; NUL beyond the end. */
static char look(const Scanner *scanner, size_t distance) {
  if (scanner->length - scanner->at <= distance) {
    return '\0';
  }
  return scanner->text[scanner->at + distance];
}

/* Steps over one byte and counts lines. */
static void advance(Scanner *scanner) {
  if (scanner->text[scanner->at] == '\n') {
    scanner->line++;
    scanner->line_start = scanner->at + 1;
  }
  scanner->at++;
}

/* Where the next such byte is before an offset, or that offset. */
static size_t find(const Scanner *scanner, char byte, size_t end) {
  const char *found = memchr(scanner->text + scanner->at, byte, end - scanner->at);
  return found == NULL ? end : (size_t)(found - scanner->text);
}

/* Steps over all bytes up to an offset and counts lines. */
static void advance_to(Scanner *scanner, size_t end) {
  for (size_t at = find(scanner, '\n', end); at < end; at = find(scanner, '\n', end)) {
    scanner->at = at;
    advance(scanner);
  }
  scanner->at = end;
}

static Token token_begin(const Scanner *scanner, TokenType type) {
  return (Token){
      .type = type,
      .span = {.at = scanner->at},
      .place = {.line = scanner->line, .column = (int)(scanner->at - scanner->line_start) + 1}};
}

static Token token_end(const Scanner *scanner, Token token) {
  token.span.length = scanner->at - token.span.at;
  return token;
}

/* Passes over blanks and comments; false when a comment is not closed, *token is then that. */
static bool skip_blanks(Scanner *scanner, Token *token) {
  while (scanner->at < scanner->length) {
    char byte = look(scanner, 0);
    if (byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n') {
      advance(scanner);
    } else if (byte == '#' || (byte == '/' && look(scanner, 1) == '/')) {
      scanner->at = find(scanner, '\n', scanner->length);
    } else if (byte == '/' && look(scanner, 1) == '*') {
      *token = token_begin(scanner, TOKEN_UNCLOSED_COMMENT);
      scanner->at += 2;
      while (scanner->at < scanner->length &&
             !(look(scanner, 0) == '*' && look(scanner, 1) == '/')) {
        advance(scanner);
      }
      if (scanner->at >= scanner->length) {
        *token = token_end(scanner, *token);
        return false;
      }
      scanner->at += 2;
    } else {
      break;
    }
  }
  return true;
}

static Token scan_string(Scanner *scanner) {
  Token token = token_begin(scanner, TOKEN_STRING);
  advance(scanner);
  size_t quote = find(scanner, '"', scanner->length);
  for (size_t at = find(scanner, '\\', quote); at < quote; at = find(scanner, '\\', quote)) {
    advance_to(scanner, at + 1);
    if (scanner->at < scanner->length) {
      advance(scanner);
    }
    quote = find(scanner, '"', scanner->length);
  }
  advance_to(scanner, quote);
  if (scanner->at >= scanner->length) {
    token.type = TOKEN_UNCLOSED_STRING;
    return token_end(scanner, token);
  }
  advance(scanner);
  return token_end(scanner, token);
}

/* Length of the digits at text, of at most length bytes. */
static size_t digits(const char *text, size_t length) {
  size_t count = 0;
  while (count < length && is_digit(text[count])) {
    count++;
  }
  return count;
}

/* Whether the bytes are an optional L or LL and nothing else. */
static bool is_suffix(const char *text, size_t length) {
  return length == 0 || (length == 1 && text[0] == 'L') ||
         (length == 2 && text[0] == 'L' && text[1] == 'L');
}

static bool is_integer(const char *text, size_t length) {
  if (length > 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X')) {
    size_t count = 2;
    while (count < length && is_hex(text[count])) {
      count++;
    }
    return count > 2 && is_suffix(text + count, length - count);
  }
  size_t sign = text[0] == '+' || text[0] == '-' ? 1 : 0;
  size_t count = digits(text + sign, length - sign);
  return count > 0 && is_suffix(text + sign + count, length - sign - count);
}

static bool is_float(const char *text, size_t length) {
  size_t at = text[0] == '+' || text[0] == '-' ? 1 : 0;
  size_t whole = digits(text + at, length - at);
  at += whole;
  size_t fraction = 0;
  bool point = at < length && text[at] == '.';
  if (point) {
    at++;
    fraction = digits(text + at, length - at);
    at += fraction;
  }
  if (whole + fraction == 0) {
    return false;
  }
  if (at == length) {
    return point;
  }
  if (text[at] != 'e' && text[at] != 'E') {
    return false;
  }
  at++;
  if (at < length && (text[at] == '+' || text[at] == '-')) {
    at++;
  }
  size_t exponent = digits(text + at, length - at);
  return exponent > 0 && at + exponent == length;
}

static Token scan_number(Scanner *scanner) {
  Token token = token_begin(scanner, TOKEN_BAD_NUMBER);
  while (scanner->at < scanner->length && continues_number(scanner->text[scanner->at])) {
    scanner->at++;
  }
  token = token_end(scanner, token);
  const char *text = scanner->text + token.span.at;
  if (is_integer(text, token.span.length)) {
    token.type = TOKEN_INTEGER;
  } else if (is_float(text, token.span.length)) {
    token.type = TOKEN_FLOAT;
  }
  return token;
}

static Token scan_name(Scanner *scanner) {
  Token token = token_begin(scanner, TOKEN_NAME);
  while (scanner->at < scanner->length && continues_name(scanner->text[scanner->at])) {
    scanner->at++;
  }
  token = token_end(scanner, token);
  const char *text = scanner->text + token.span.at;
  if ((token.span.length == 4 && strncasecmp(text, "true", 4) == 0) ||
      (token.span.length == 5 && strncasecmp(text, "false", 5) == 0)) {
    token.type = TOKEN_FLAG;
  }
  return token;
}

/* A character that has no business here, its continuation bytes with it. */
static Token scan_bad(Scanner *scanner) {
  static const char include[] = "@include";
  Token token = token_begin(scanner, TOKEN_BAD);
  size_t left = scanner->length - scanner->at;
  if (left >= sizeof include - 1 &&
      memcmp(scanner->text + scanner->at, include, sizeof include - 1) == 0) {
    token.type = TOKEN_INCLUDE;
    scanner->at += sizeof include - 1;
    return token_end(scanner, token);
  }
  advance(scanner);
  while (scanner->at < scanner->length && ((unsigned char)look(scanner, 0) & 0xc0U) == 0x80U) {
    advance(scanner);
  }
  return token_end(scanner, token);
}

/* The token that a byte is by itself; TOKEN_BAD: none. */
static TokenType mark_of(char byte) {
  switch (byte) {
  case '=':
  case ':':
    return TOKEN_EQUALS;
  case ',':
    return TOKEN_COMMA;
  case ';':
    return TOKEN_SEMICOLON;
  case '{':
    return TOKEN_GROUP_START;
  case '}':
    return TOKEN_GROUP_END;
  case '[':
    return TOKEN_ARRAY_START;
  case ']':
    return TOKEN_ARRAY_END;
  case '(':
    return TOKEN_LIST_START;
  case ')':
    return TOKEN_LIST_END;
  default:
    return TOKEN_BAD;
  }
}

Token scan_next(Scanner *scanner) {
  Token token;
  if (!skip_blanks(scanner, &token)) {
    return token;
  }
  if (scanner->at >= scanner->length) {
    return token_begin(scanner, TOKEN_END);
  }
  char byte = look(scanner, 0);
  if (byte == '"') {
    return scan_string(scanner);
  }
  if (starts_name(byte)) {
    return scan_name(scanner);
  }
  if (starts_number(byte)) {
    return scan_number(scanner);
  }
  TokenType mark = mark_of(byte);
  if (mark == TOKEN_BAD) {
    return scan_bad(scanner);
  }
  token = token_begin(scanner, mark);
  scanner->at++;
  return token_end(scanner, token);
}

Token scan_peek(const Scanner *scanner) {
  Scanner copy = *scanner;
  return scan_next(&copy);
}

static unsigned hex_value(char digit) {
  if (is_digit(digit)) {
    return (unsigned)(digit - '0');
  }
  return (unsigned)((digit | 0x20) - 'a') + 10U;
}

size_t scan_character(const char *text, size_t left, char *byte) {
  if (text[0] != '\\') {
    *byte = text[0];
    return 1;
  }
  if (left < 2) {
    return 0;
  }
  switch (text[1]) {
  case 'n':
    *byte = '\n';
    return 2;
  case 't':
    *byte = '\t';
    return 2;
  case '"':
  case '\\':
    *byte = text[1];
    return 2;
  case 'x':
  case 'X': {
    if (left < 4 || !is_hex(text[2]) || !is_hex(text[3])) {
      return 0;
    }
    unsigned value = hex_value(text[2]) << 4U | hex_value(text[3]);
    if (value < 0x20U && value != '\n' && value != '\t') {
      return 0;
    }
    *byte = (char)value;
    return 4;
  }
  default:
    return 0;
  }
}
