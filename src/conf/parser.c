/* The parser's footing: the token it stands on, and the syntax errors, each blamed on the place a
 * person would mend. */
#include "conf/parser.h"

#include <stdlib.h>
#include <string.h>

#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"

/* How many tokens behind a text an error may come and still be blamed on its missing quote. */
enum { SUSPECT_REACH = 3 };

const char *parser_text(const Parser *parser, Token token) {
  return parser->document->bytes + token.span.at;
}

char *parser_keep(const Parser *parser, size_t at, const char *text, size_t length) {
  char *kept = parser->document->strings + at;
  memcpy(kept, text, length);
  kept[length] = '\0';
  return kept;
}

static bool has_newline(const Parser *parser, size_t from, size_t to) {
  return memchr(parser->document->bytes + from, '\n', to - from) != NULL;
}

/* Keeps the suspect up to date as a token is left behind. */
static void watch(Parser *parser, Token gone, Token next) {
  if (gone.type != TOKEN_STRING) {
    parser->suspect_age++;
    return;
  }
  bool joined = parser->suspect_age == 0;
  parser->suspect_age = 0;
  if (!joined || !parser->suspect_lines) {
    size_t end = gone.span.at + gone.span.length;
    parser->suspect = gone;
    parser->suspect_lines = has_newline(parser, gone.span.at, end);
    parser->suspect_bare =
        (next.type == TOKEN_NAME || next.type == TOKEN_FLAG || next.type == TOKEN_INTEGER ||
         next.type == TOKEN_FLOAT || next.type == TOKEN_BAD || next.type == TOKEN_BAD_NUMBER) &&
        !has_newline(parser, end, next.span.at);
  }
}

void parser_advance(Parser *parser) {
  Token gone = parser->token;
  parser->token = scan_next(&parser->scanner);
  watch(parser, gone, parser->token);
}

/* Ends the parse without a word: what is wrong here is said elsewhere. Always false. */
bool parser_stop(Parser *parser) {
  parser->stopped = parser->token.span.at + parser->token.span.length;
  return false;
}

static const char unclosed_text[] = N_("this text is not closed: its \" is missing");
static const char unclosed_or_bare_text[] =
    N_("this text is not closed: its \" is missing, or one inside it is not written \\\"");

/* The first syntax error, which ends the parse. Blames a text just before that swallowed what
 * followed it. Always false. */
bool parser_syntax(Parser *parser, Place place, const char *message) {
  if (parser->suspect_age <= SUSPECT_REACH && (parser->suspect_lines || parser->suspect_bare)) {
    finding_error(parser->findings, parser->suspect.place, "%s",
                  parser->suspect_lines ? _(unclosed_text) : _(unclosed_or_bare_text));
  } else {
    finding_error(parser->findings, place, "%s", language_text(message));
  }
  return parser_stop(parser);
}

static const char *bracket(TokenType type) {
  switch (type) {
  case TOKEN_GROUP_START:
    return "{";
  case TOKEN_ARRAY_START:
    return "[";
  default:
    return "(";
  }
}

/* The bracket that the innermost open one, or this closing one, belongs to. */
TokenType parser_opener(TokenType closer) {
  switch (closer) {
  case TOKEN_GROUP_END:
    return TOKEN_GROUP_START;
  case TOKEN_ARRAY_END:
    return TOKEN_ARRAY_START;
  default:
    return TOKEN_LIST_START;
  }
}

bool parser_is_closer(TokenType type) {
  return type == TOKEN_GROUP_END || type == TOKEN_ARRAY_END || type == TOKEN_LIST_END;
}

/* The token as a message shows it. */
void parser_shown(const Parser *parser, char shown[SHOWN_SIZE]) {
  if (parser->token.type == TOKEN_END) {
    show_bytes(_("the end of the file"), strlen(_("the end of the file")), shown);
    return;
  }
  show_bytes(parser_text(parser, parser->token), parser->token.span.length, shown);
}

/* The innermost open bracket lacks its partner: reported where it opens. Always false. */
bool parser_unclosed(Parser *parser) {
  Token open = parser->open[parser->depth - 1];
  char shown[SHOWN_SIZE];
  parser_shown(parser, shown);
  char *message = mem_format(_("this \"%s\" is not closed; line %d goes on with %s"),
                             bracket(open.type), parser->token.place.line, shown);
  if (parser->token.type == TOKEN_END) {
    free(message);
    message = mem_format(_("this \"%s\" is not closed"), bracket(open.type));
  }
  bool result = parser_syntax(parser, open.place, message);
  free(message);
  return result;
}

/* A token that cannot stand here, where `wanted` was expected. Always false. */
bool parser_unexpected(Parser *parser, const char *wanted) {
  Token token = parser->token;
  char shown[SHOWN_SIZE];
  parser_shown(parser, shown);
  char *message = NULL;
  size_t where = 0;
  switch (token.type) {
  case TOKEN_UNCLOSED_STRING:
    message = mem_copy(_(unclosed_text));
    break;
  case TOKEN_UNCLOSED_COMMENT:
    message = mem_copy(_("this comment is not closed: its */ is missing"));
    break;
  case TOKEN_INCLUDE:
    message = mem_copy(_("@include is not allowed; write the settings in this file"));
    break;
  case TOKEN_BAD_NUMBER:
    message = mem_format(
        _("%s is not a number; a time with a unit is written in quotes, as \"1m30s\""), shown);
    break;
  case TOKEN_BAD:
    if (text_fault(parser_text(parser, token), token.span.length, &where) != TEXT_FINE) {
      return parser_stop(parser); /* the pass over all characters reports it */
    }
    message = shown[0] == '\''
                  ? mem_format(_("unexpected %s; %s was expected, and a text is written in double "
                                 "quotes"),
                               shown, language_text(wanted))
                  : mem_format(_("unexpected %s; %s was expected"), shown, language_text(wanted));
    break;
  default:
    message = mem_format(_("%s was expected, got %s"), language_text(wanted), shown);
    break;
  }
  bool result = parser_syntax(parser, token.place, message);
  free(message);
  return result;
}

/* A bare word where a value belongs. Always false. */
bool parser_unquoted(Parser *parser) {
  char shown[SHOWN_SIZE];
  parser_shown(parser, shown);
  char *message = mem_format(_("a text is written in quotes: \"%s\""), shown);
  bool result = parser_syntax(parser, parser->token.place, message);
  free(message);
  return result;
}

/* A closing bracket that is not the one due: the open one was forgotten, or this one is too many.
 * Always false. */
bool parser_mismatch(Parser *parser) {
  for (int i = parser->depth; i > 0; i--) {
    if (parser->open[i - 1].type == parser_opener(parser->token.type)) {
      return parser_unclosed(parser);
    }
  }
  char shown[SHOWN_SIZE];
  parser_shown(parser, shown);
  char *message = mem_format(_("unexpected %s; no \"%s\" is open here"), shown,
                             bracket(parser_opener(parser->token.type)));
  bool result = parser_syntax(parser, parser->token.place, message);
  free(message);
  return result;
}

bool parser_over_limit(Parser *parser, Place place, const char *message) {
  finding_error(parser->findings, place, "%s", language_text(message));
  return parser_stop(parser);
}

void parser_start(Parser *parser, Document *document, const Findings *findings, size_t nodes_max) {
  *parser = (Parser){.document = document,
                     .findings = findings,
                     .stopped = document->length,
                     .nodes_max = nodes_max,
                     .suspect_age = SUSPECT_REACH + 1};
  scan_start(&parser->scanner, document->bytes, document->length);
  parser->token = scan_next(&parser->scanner);
}
