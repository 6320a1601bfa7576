/* Finding where JSON values begin and end. Contract: transfer_scan.h. */
#include "transfer_scan.h"

#include <string.h>

#include "nightcalf/language.h"

/* Whether the cursor is at one of these letters. */
static bool is_at(const JsonCursor *cursor, const char *letters) {
  return cursor->at < cursor->end && *cursor->at != '\0' && strchr(letters, *cursor->at) != NULL;
}

static void skip_blanks(JsonCursor *cursor) {
  for (; is_at(cursor, " \t\r\n"); cursor->at++) {
    cursor->line += *cursor->at == '\n' ? 1 : 0;
  }
}

bool json_scan_letter(JsonCursor *cursor, char letter) {
  skip_blanks(cursor);
  bool there = cursor->at < cursor->end && *cursor->at == letter;
  cursor->at += there ? 1 : 0;
  return there;
}

bool json_scan_end(JsonCursor *cursor) {
  skip_blanks(cursor);
  return cursor->at == cursor->end;
}

/* Moves over a string, whose first quote is at the cursor. */
static const char *scan_string(JsonCursor *cursor) {
  for (cursor->at++; cursor->at < cursor->end; cursor->at++) {
    switch (*cursor->at) {
    case '"':
      cursor->at++;
      return NULL;
    case '\n':
      return N_("a text is not closed on its line");
    case '\\':
      cursor->at += cursor->at + 1 < cursor->end ? 1 : 0;
      break;
    default:
      break;
    }
  }
  return N_("the file ends inside a text");
}

/* Moves over a list or a group, whose bracket is at the cursor. */
static const char *scan_nested(JsonCursor *cursor) {
  int depth = 0;
  while (cursor->at < cursor->end) {
    char letter = *cursor->at;
    if (letter == '"') {
      const char *wrong = scan_string(cursor);
      if (wrong != NULL) {
        return wrong;
      }
      continue;
    }
    cursor->line += letter == '\n' ? 1 : 0;
    cursor->at++;
    if (letter == '{' || letter == '[') {
      if (++depth > SCAN_DEPTH_MAX) {
        return N_("brackets are nested too deep");
      }
    } else if ((letter == '}' || letter == ']') && --depth == 0) {
      return NULL;
    }
  }
  return N_("the file ends before a bracket is closed");
}

const char *json_scan_value(JsonCursor *cursor, JsonSlice *slice) {
  const char *wrong = NULL;
  skip_blanks(cursor);
  *slice = (JsonSlice){.at = cursor->at, .line = cursor->line};
  if (cursor->at == cursor->end) {
    return N_("the file ends where a value should be");
  }
  if (*cursor->at == '"') {
    wrong = scan_string(cursor);
  } else if (*cursor->at == '{' || *cursor->at == '[') {
    wrong = scan_nested(cursor);
  } else {
    while (cursor->at < cursor->end && !is_at(cursor, " \t\r\n,:]}")) {
      cursor->at++;
    }
    wrong = cursor->at == slice->at ? N_("a value is missing") : NULL;
  }
  slice->length = (size_t)(cursor->at - slice->at);
  return wrong;
}
