/* Texts and numbers: decoded and range-checked from the literal, before libconfig can cut or wrap
 * them in silence. */
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "conf/parser.h"
#include "conf/tree.h"
#include "nightcalf/field.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"

/* A text as it is decoded, each byte with its place. */
typedef struct Decoded {
  char bytes[TEXT_BYTES_MAX + 1];
  Place places[TEXT_BYTES_MAX + 1];
  size_t length; /* true length, even where it is more than fits */
  bool broken;
} Decoded;

/* Appends one decoded byte. */
static void decoded_add(Decoded *decoded, char byte, Place place) {
  if (decoded->length < TEXT_BYTES_MAX) {
    decoded->bytes[decoded->length] = byte;
    decoded->places[decoded->length] = place;
  }
  decoded->length++;
}

/* Decodes what is between the quotes of one token. Returns whether it has an escape by number. */
static bool decode_token(Parser *parser, Token token, Decoded *decoded) {
  const char *text = parser_text(parser, token) + 1;
  const char *end = text + token.span.length - 2;
  Place place = {token.place.line, token.place.column + 1};
  bool numbered = false;
  while (text < end) {
    char byte = '\0';
    size_t used = scan_character(text, (size_t)(end - text), &byte);
    if (used == 0) {
      char shown[SHOWN_SIZE];
      size_t length = text[1] == 'x' || text[1] == 'X' ? 4 : 2;
      length = length < (size_t)(end - text) ? length : (size_t)(end - text);
      show_bytes(text, length, shown);
      finding_error(parser->findings, place,
                    "the escape %s is not allowed; \\\" \\\\ \\n \\t and \\x20 to \\xff are",
                    shown);
      decoded->broken = true;
      used = 2;
    } else if (byte != '\r') { /* half of a line's end: the other half is the newline */
      decoded_add(decoded, byte, place);
    }
    numbered = numbered || used == 4;
    for (; used > 0; used--, text++) {
      place = *text == '\n' ? (Place){place.line + 1, 1} : (Place){place.line, place.column + 1};
    }
  }
  return numbered;
}

/* One text: all strings that stand side by side, joined; behind the first one stands the parser.
 * Byte by byte, so that each has its place. */
static void parse_joined(Parser *parser, Token first, Node *node) {
  Decoded decoded;
  decoded.length = 0;
  decoded.broken = false;
  bool numbered = false;
  for (Token token = first;; token = parser->token, parser_advance(parser)) {
    numbered = decode_token(parser, token, &decoded) || numbered;
    decoded.broken =
        decoded.broken ||
        (parser->faulty && lines_have_fault(parser_text(parser, token), token.span.length));
    node->span.length = token.span.at + token.span.length - node->span.at;
    if (parser->token.type != TOKEN_STRING) {
      break;
    }
  }
  if (decoded.length > TEXT_BYTES_MAX) {
    finding_error(parser->findings, node->place, "this text is %zu bytes long; at most 4,096",
                  decoded.length);
    return;
  }
  size_t where = 0;
  TextFault fault = TEXT_FINE;
  if (numbered && !decoded.broken) {
    fault = text_fault(decoded.bytes, decoded.length, &where);
  }
  if (fault != TEXT_FINE) {
    finding_error(parser->findings, decoded.places[where], "%s is not allowed in a text",
                  text_fault_name(fault));
    return;
  }
  if (!decoded.broken) {
    node->type = NODE_TEXT;
    node->text = parser_keep(parser, node->span.at, decoded.bytes, decoded.length);
  }
}

/* Whether a string means the very bytes between its quotes, about which there is nothing to say. */
static bool is_literal(const Parser *parser, Token token) {
  const char *text = parser_text(parser, token) + 1;
  size_t length = token.span.length - 2;
  return !parser->faulty && length <= TEXT_BYTES_MAX && memchr(text, '\\', length) == NULL &&
         memchr(text, '\r', length) == NULL;
}

void parse_text(Parser *parser, Node *node) {
  Token token = parser->token;
  parser_advance(parser);
  if (parser->token.type == TOKEN_STRING || !is_literal(parser, token)) {
    parse_joined(parser, token, node);
    return;
  }
  node->type = NODE_TEXT;
  node->text =
      parser_keep(parser, token.span.at, parser_text(parser, token) + 1, token.span.length - 2);
}

/* An integer as written; libconfig would wrap what is beyond 32 bits in silence. */
void parse_integer(Parser *parser, Node *node) {
  const char *text = parser_text(parser, parser->token); /* what follows ends the number */
  char shown[SHOWN_SIZE];
  parser_shown(parser, shown);
  bool hex = text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
  const char *first = text + (text[0] == '-' || text[0] == '+' ? 1 : 0);
  char *end = NULL;
  errno = 0;
  long long value = strtoll(text, &end, hex ? 16 : 10);
  if (!hex && first[0] == '0' && first[1] >= '0' && first[1] <= '9') {
    finding_error(parser->findings, node->place,
                  "integer %s begins with a zero, which may be read as octal; leave the zero out",
                  shown);
  } else if (errno == ERANGE ? value > 0 : value > INT32_MAX) {
    finding_error(parser->findings, node->place, "integer %s is too large; at most %d", shown,
                  INT32_MAX);
  } else if (errno == ERANGE || value < INT32_MIN) {
    finding_error(parser->findings, node->place, "integer %s is too small; at least %d", shown,
                  INT32_MIN);
  } else {
    node->type = *end == 'L' ? NODE_LONG : NODE_INTEGER;
    node->integer = value;
  }
  parser_advance(parser);
}

void parse_float(Parser *parser, Node *node) {
  double value = strtod(parser_text(parser, parser->token), NULL);
  if (isfinite(value)) {
    node->type = NODE_FLOAT;
    node->number = value;
  } else {
    char shown[SHOWN_SIZE];
    parser_shown(parser, shown);
    finding_error(parser->findings, node->place, "number %s is too large", shown);
  }
  parser_advance(parser);
}
