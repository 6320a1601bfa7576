/* The guard's parser: tokens to a tree, within limits, with every finding where a person would look
 * for it. What it takes without a finding is a subset of libconfig 1.5's language. */
#include "conf/tree.h"

#include <stdlib.h>
#include <string.h>

#include "conf/parser.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"

static bool parse_value(Parser *parser, Node *node);

/* A token that is the beginning of no setting. Always false. */
static bool misplaced_in_group(Parser *parser) {
  TokenType type = parser->token.type;
  bool inner = parser->depth > 0;
  if (parser_is_closer(type)) {
    return parser_mismatch(parser);
  }
  if (inner && (type == TOKEN_END || type == TOKEN_GROUP_START ||
                (type == TOKEN_COMMA && scan_peek(&parser->scanner).type == TOKEN_GROUP_START))) {
    return parser_unclosed(parser);
  }
  return parser_unexpected(parser, inner ? _("a setting's name or \"}\"") : _("a setting's name"));
}

/* A token that neither goes on with a list nor ends it. Always false. */
static bool misplaced_in_list(Parser *parser, bool array) {
  TokenType type = parser->token.type;
  if (parser_is_closer(type)) {
    return parser_mismatch(parser);
  }
  Token next = scan_peek(&parser->scanner);
  bool next_setting = type == TOKEN_NAME && next.type == TOKEN_EQUALS;
  bool setting_ended =
      type == TOKEN_SEMICOLON &&
      (next.type == TOKEN_NAME || next.type == TOKEN_END || parser_is_closer(next.type));
  if (type == TOKEN_END || next_setting || setting_ended) {
    return parser_unclosed(parser);
  }
  return parser_unexpected(parser, array ? _("\",\" or \"]\"") : _("\",\" or \")\""));
}

/* Makes room for one more child; the pointer holds until the next call for the same parent. */
static Node *add_child(Node *parent) {
  if (parent->count == parent->capacity) {
    size_t first = parent->type == NODE_GROUP ? 8 : 2;
    parent->capacity = parent->capacity == 0 ? first : parent->capacity * 2;
    parent->children = mem_resize(parent->children, parent->capacity, sizeof *parent->children);
  }
  Node *child = &parent->children[parent->count++];
  *child = (Node){.type = NODE_BROKEN};
  return child;
}

void node_free(Node *node) {
  for (size_t i = 0; i < node->count; i++) {
    node_free(&node->children[i]);
  }
  free(node->children);
  if (node->owned) {
    free(node->name);
    free(node->text);
  }
  *node = (Node){0};
}

static const char *type_name(NodeType type) {
  static const char *const names[] = {[NODE_BROKEN] = N_("nothing"),
                                      [NODE_FLAG] = N_("true or false"),
                                      [NODE_INTEGER] = N_("a whole number"),
                                      [NODE_LONG] = N_("a number with the suffix L"),
                                      [NODE_FLOAT] = N_("a decimal number"),
                                      [NODE_TEXT] = N_("a text"),
                                      [NODE_GROUP] = N_("a group"),
                                      [NODE_ARRAY] = N_("an array"),
                                      [NODE_LIST] = N_("a list")};
  return language_text(names[type]);
}

/* An array's elements are of one type; libconfig refuses others without saying where. */
static void check_element_type(const Parser *parser, const Node *array) {
  Node *last = &array->children[array->count - 1];
  for (size_t i = 0; i + 1 < array->count; i++) {
    NodeType type = array->children[i].type;
    if (type != NODE_BROKEN && last->type != NODE_BROKEN && type != last->type) {
      finding_error(parser->findings, last->place,
                    "an array [ ] holds values of one type: %s does not go with %s; a list ( ) "
                    "may hold both",
                    type_name(last->type), type_name(type));
      last->type = NODE_BROKEN;
      return;
    }
    if (type != NODE_BROKEN) {
      return;
    }
  }
}

/* The values of a list or an array, up to its closing bracket. */
static bool parse_elements(Parser *parser, Node *node, TokenType closer) {
  bool array = node->type == NODE_ARRAY;
  if (parser->token.type == closer) {
    return true;
  }
  for (;;) {
    if (array &&
        (parser->token.type == TOKEN_GROUP_START || parser->token.type == TOKEN_LIST_START ||
         parser->token.type == TOKEN_ARRAY_START)) {
      return parser_syntax(parser, parser->token.place,
                           "an array [ ] holds plain values only; write a list ( ) around groups");
    }
    if (!parse_value(parser, add_child(node))) {
      return false;
    }
    if (array) {
      check_element_type(parser, node);
    }
    if (parser->token.type == closer) {
      return true;
    }
    if (parser->token.type != TOKEN_COMMA) {
      return misplaced_in_list(parser, array);
    }
    Token comma = parser->token;
    parser_advance(parser);
    if (parser->token.type == closer) {
      return parser_syntax(parser, comma.place,
                           "a value must follow this comma; leave the last one out");
    }
  }
}

/* Whether a name is in the group before its last child; says so. */
static bool is_duplicate(const Parser *parser, const Node *group) {
  const Node *last = &group->children[group->count - 1];
  for (size_t i = 0; i + 1 < group->count; i++) {
    const Node *earlier = &group->children[i];
    if (earlier->name_span.length == last->name_span.length &&
        memcmp(earlier->name, last->name, last->name_span.length) == 0) {
      char shown[SHOWN_SIZE];
      show_bytes(last->name, strlen(last->name), shown);
      finding_error(parser->findings, last->name_place, "\"%s\" is set twice; first on line %d",
                    shown, earlier->name_place.line);
      return true;
    }
  }
  return false;
}

/* One `name = value` with its separator. */
static bool parse_setting(Parser *parser, Node *group) {
  Token name = parser->token;
  if (group->count == GUARD_SETTINGS_MAX) {
    return parser_over_limit(parser, name.place,
                             _("more than 64 settings in one group; at most 64"));
  }
  Node *node = add_child(group);
  node->name = parser_keep(parser, name.span.at, parser_text(parser, name), name.span.length);
  node->name_span = name.span;
  node->name_place = name.place;
  bool sound = !is_duplicate(parser, group);
  if (name.span.length > GUARD_NAME_MAX) {
    finding_error(parser->findings, name.place, "this name is %zu bytes long; at most %d",
                  name.span.length, GUARD_NAME_MAX);
    sound = false;
  }
  parser_advance(parser);
  if (parser->token.type != TOKEN_EQUALS) {
    char shown[SHOWN_SIZE];
    show_bytes(node->name, name.span.length, shown);
    char *wanted = mem_format(_("\"=\" after \"%s\""), shown);
    bool result = parser_unexpected(parser, wanted);
    free(wanted);
    return result;
  }
  parser_advance(parser);
  if (!parse_value(parser, node)) {
    return false;
  }
  if (!sound) {
    node_free(node);
    group->count--;
  }
  if (parser->token.type == TOKEN_SEMICOLON || parser->token.type == TOKEN_COMMA) {
    /* a comma that is no separator, but the list's going on behind a forgotten brace */
    bool brace_missing = parser->token.type == TOKEN_COMMA && parser->depth > 0 &&
                         scan_peek(&parser->scanner).type == TOKEN_GROUP_START;
    if (brace_missing) {
      return parser_unclosed(parser);
    }
    parser_advance(parser);
  }
  return true;
}

/* The settings of a group, up to its end. */
static bool parse_settings(Parser *parser, Node *group, TokenType end) {
  while (parser->token.type == TOKEN_NAME) {
    if (!parse_setting(parser, group)) {
      return false;
    }
  }
  return parser->token.type == end || misplaced_in_group(parser);
}

/* A group, list or array: what is between two brackets. */
static bool parse_brackets(Parser *parser, Node *node, NodeType type, TokenType closer) {
  if (parser->depth == GUARD_DEPTH_MAX) {
    return parser_over_limit(parser, node->place, _("nested more than 8 deep; at most 8"));
  }
  parser->open[parser->depth++] = parser->token;
  node->type = type;
  parser_advance(parser);
  bool whole = type == NODE_GROUP ? parse_settings(parser, node, closer)
                                  : parse_elements(parser, node, closer);
  if (!whole) {
    return false;
  }
  Span end = parser->token.span;
  node->span.length = end.at + end.length - node->span.at;
  parser->depth--;
  parser_advance(parser);
  return true;
}

/* Any value, into a node that has its name already. */
static bool parse_value(Parser *parser, Node *node) {
  Token token = parser->token;
  if (parser->nodes == parser->nodes_max) {
    return parser_over_limit(parser, token.place, _("more than 10,000 values in one file"));
  }
  parser->nodes++;
  node->span = token.span;
  node->place = token.place;
  if (node->name == NULL) {
    node->name_place = token.place;
  }
  switch (token.type) {
  case TOKEN_GROUP_START:
    return parse_brackets(parser, node, NODE_GROUP, TOKEN_GROUP_END);
  case TOKEN_ARRAY_START:
    return parse_brackets(parser, node, NODE_ARRAY, TOKEN_ARRAY_END);
  case TOKEN_LIST_START:
    return parse_brackets(parser, node, NODE_LIST, TOKEN_LIST_END);
  case TOKEN_STRING:
    parse_text(parser, node);
    return true;
  case TOKEN_INTEGER:
    parse_integer(parser, node);
    return true;
  case TOKEN_FLOAT:
    parse_float(parser, node);
    return true;
  case TOKEN_FLAG:
    node->type = NODE_FLAG;
    node->flag = token.span.length == strlen("true");
    break;
  case TOKEN_END:
    return parser->depth > 0 ? parser_unclosed(parser) : parser_unexpected(parser, _("a value"));
  case TOKEN_GROUP_END:
  case TOKEN_LIST_END:
  case TOKEN_ARRAY_END:
    if (parser->depth == 0 || parser->open[parser->depth - 1].type != parser_opener(token.type)) {
      return parser_mismatch(parser);
    }
    return parser_unexpected(parser, _("a value"));
  case TOKEN_NAME:
    return parser_unquoted(parser);
  default:
    return parser_unexpected(parser, _("a value"));
  }
  parser_advance(parser);
  return true;
}

bool tree_parse(Document *document, bool faulty, size_t nodes_max, const Findings *findings,
                size_t *stopped) {
  Parser parser;
  document->strings = mem_resize(NULL, document->length + 1, 1);
  parser_start(&parser, document, findings, nodes_max);
  parser.faulty = faulty;
  Node *root = &document->root;
  size_t mark = scan_mark(document->bytes, document->length);
  *root = (Node){.type = NODE_GROUP,
                 .span = {.at = mark, .length = document->length - mark},
                 .name_place = {1, 1},
                 .place = {1, 1}};
  bool whole = parse_settings(&parser, root, TOKEN_END);
  *stopped = parser.stopped;
  return whole;
}
