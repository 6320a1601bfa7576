/* The title of a routine file, for a list that has to be there at once: the file is read as far as
 * its title and no further. Contract: nightcalf/library.h. */
#include <stdlib.h>
#include <string.h>

#include "conf/field_read.h"
#include "conf/guard.h"
#include "nightcalf/library.h"
#include "nightcalf/mem.h"
#include "nightcalf/routine.h"
#include "nightcalf/text.h"

/* How many brackets a token opens: 1, 0 or, where it closes one, -1. */
static int opens(TokenType type) {
  switch (type) {
  case TOKEN_GROUP_START:
  case TOKEN_ARRAY_START:
  case TOKEN_LIST_START:
    return 1;
  case TOKEN_GROUP_END:
  case TOKEN_ARRAY_END:
  case TOKEN_LIST_END:
    return -1;
  default:
    return 0;
  }
}

/* Whether a token is the name of that setting. */
static bool is_name(const Scanner *scanner, Token token, const char *name) {
  return token.type == TOKEN_NAME && token.span.length == strlen(name) &&
         memcmp(scanner->text + token.span.at, name, token.span.length) == 0;
}

/* The text that a setting of the file itself has, its quotes included; of length 0 where that is
 * not there, or is anything but one plain text. */
static Span find_text(const char *bytes, size_t length, const char *name) {
  Scanner scanner;
  scan_start(&scanner, bytes, length);
  int depth = 0;
  Token token = scan_next(&scanner);
  /* what no file may hold is behind all other types */
  while (token.type != TOKEN_END && token.type < TOKEN_UNCLOSED_STRING) {
    if (depth == 0 && is_name(&scanner, token, name)) {
      break;
    }
    depth += opens(token.type);
    token = scan_next(&scanner);
  }
  bool found = token.type == TOKEN_NAME && scan_next(&scanner).type == TOKEN_EQUALS;
  Token text = found ? scan_next(&scanner) : token;
  bool plain = found && text.type == TOKEN_STRING && scan_peek(&scanner).type != TOKEN_STRING &&
               memchr(bytes + text.span.at, '\\', text.span.length) == NULL;
  return plain ? text.span : (Span){0};
}

/* A text as the title that a routine would have, or NULL where it can be none. */
static char *title_of(const char *text, size_t length) {
  char *title = NULL;
  char *copy = mem_copy_bytes(text, length);
  size_t where = 0;
  if (length <= TEXT_BYTES_MAX && text_fault(text, length, &where) == TEXT_FINE) {
    const Field *field = field_find(routine_fields, "title");
    Document document = {.bytes = copy, .length = length};
    Node node = {.type = NODE_TEXT, .span = {.length = length}, .text = copy};
    Diagnostics unused = {0};
    Findings findings = {.diagnostics = &unused, .file = ""};
    Routine routine = {0};
    (void)field_read(field, &document, &node, &routine, &findings);
    title = routine.title;
    diagnostics_free(&unused);
  }
  free(copy);
  return title;
}

char *routine_file_title(const char *path) {
  Diagnostics unused = {0};
  char *bytes = NULL;
  size_t length = 0;
  char *title = NULL;
  if (guard_read(path, ROUTINE_FILE_MAX, &bytes, &length, &unused)) {
    Span text = find_text(bytes, length, "title");
    title = text.length == 0 ? NULL : title_of(bytes + text.at + 1, text.length - 2);
  }
  diagnostics_free(&unused);
  free(bytes);
  return title;
}
