/* Between the parser's parts: its state, its footing, and the values that are no brackets. */
#ifndef NIGHTCALF_CONF_PARSER_H
#define NIGHTCALF_CONF_PARSER_H

#include "conf/guard.h"

typedef struct Parser {
  Document *document;
  const Findings *findings;
  Scanner scanner;
  Token token; /* the one to be parsed next */
  bool faulty; /* the document has forbidden characters */
  size_t stopped;
  size_t nodes;
  size_t nodes_max;
  Token open[GUARD_DEPTH_MAX]; /* the brackets that are open */
  int depth;
  /* The last text, or the first one of several joined that runs over a line's end. When the next
   * few tokens make no sense, its closing quote is missing. */
  Token suspect;
  bool suspect_bare;  /* a word stands right behind it, on the same line */
  bool suspect_lines; /* it runs over a line's end */
  int suspect_age;    /* tokens since; beyond SUSPECT_REACH: no suspect */
} Parser;

/* Stands on the document's first token. */
void parser_start(Parser *parser, Document *document, const Findings *findings, size_t nodes_max);
/* Goes on to the next token. */
void parser_advance(Parser *parser);
/* The bytes of a token. */
const char *parser_text(const Parser *parser, Token token);
/* Keeps a name or a text with a NUL behind it, for as long as the document is there. It belongs to
 * what begins at that offset and, with its NUL, is no longer than what the file has of it and what
 * must follow. */
char *parser_keep(const Parser *parser, size_t at, const char *text, size_t length);
/* The token as a message shows it. */
void parser_shown(const Parser *parser, char shown[SHOWN_SIZE]);
bool parser_is_closer(TokenType type);
/* The bracket that a closing one belongs to. */
TokenType parser_opener(TokenType closer);

/* All of these end the parse with one error and return false, so that a parsing function can return
 * what they do. */
/* Without a word: what is wrong here is said elsewhere. */
bool parser_stop(Parser *parser);
/* A message, or in its place the text just before that swallowed what followed it. */
bool parser_syntax(Parser *parser, Place place, const char *message);
/* The innermost open bracket lacks its partner: reported where it opens. */
bool parser_unclosed(Parser *parser);
/* A closing bracket that is not the one due: the open one was forgotten, or this one is too many.
 */
bool parser_mismatch(Parser *parser);
/* The token cannot stand here, where `wanted` was expected. */
bool parser_unexpected(Parser *parser, const char *wanted);
/* A bare word where a value belongs. */
bool parser_unquoted(Parser *parser);
/* A limit that is passed, in a sentence that names it. */
bool parser_over_limit(Parser *parser, Place place, const char *message);

/* The value at this token, into a node that has its place; moves on behind it. A value with a
 * finding of its own stays NODE_BROKEN. */
void parse_text(Parser *parser, Node *node);
void parse_integer(Parser *parser, Node *node);
void parse_float(Parser *parser, Node *node);

#endif
