/* What stands between the values. Contract: conf/trivia.h. */
#include "conf/trivia.h"

#include <stdlib.h>
#include <string.h>

#include "nightcalf/mem.h"

static bool is_blank(char byte) {
  return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

size_t blank_start(const char *text, size_t at, size_t low) {
  while (at > low && is_blank(text[at - 1])) {
    at--;
  }
  return at;
}

size_t blank_end(const char *text, size_t at, size_t high) {
  while (at < high && is_blank(text[at])) {
    at++;
  }
  return at;
}

/* The end of the line that an offset is in, without its CR; end where there is none. */
static size_t line_stop(const char *text, size_t at, size_t end) {
  const char *newline = memchr(text + at, '\n', end - at);
  size_t stop = newline == NULL ? end : (size_t)(newline - text);
  return newline != NULL && stop > at && text[stop - 1] == '\r' ? stop - 1 : stop;
}

/* The byte at an offset; NUL at the end and beyond. */
static char byte_at(const char *text, size_t at, size_t end) {
  if (at >= end) {
    return '\0';
  }
  return text[at];
}

PieceType trivia_piece(const char *text, size_t at, size_t end, size_t *next) {
  char byte = text[at];
  char second = byte_at(text, at + 1, end);
  *next = at + 1;
  if (byte == '\n') {
    return PIECE_NEWLINE;
  }
  if (byte == '\r' && second == '\n') {
    *next = at + 2;
    return PIECE_NEWLINE;
  }
  if (is_blank(byte)) {
    return PIECE_BLANK;
  }
  if (byte == '#' || (byte == '/' && second == '/')) {
    *next = line_stop(text, at, end);
    return PIECE_LINE_COMMENT;
  }
  if (byte == '/' && second == '*') {
    for (*next = at + 2; *next < end; *next += 1) {
      if (text[*next] == '*' && *next + 1 < end && text[*next + 1] == '/') {
        *next += 2;
        break;
      }
    }
    return PIECE_COMMENT;
  }
  return byte == ',' || byte == ';' ? PIECE_SEPARATOR : PIECE_OTHER;
}

/* The first piece of a type from an offset on, or `to`. */
static size_t find_piece(const char *text, size_t from, size_t to, PieceType type) {
  size_t next = from;
  for (size_t at = from; at < to; at = next) {
    if (trivia_piece(text, at, to, &next) == type) {
      return at;
    }
  }
  return to;
}

bool trivia_has_newline(const char *text, size_t from, size_t to) {
  return find_piece(text, from, to, PIECE_NEWLINE) < to;
}

bool trivia_last_comment(const char *text, size_t from, size_t to, size_t *last, bool *open_ended) {
  bool found = false;
  size_t next = from;
  for (size_t at = from; at < to; at = next) {
    PieceType type = trivia_piece(text, at, to, &next);
    if (type == PIECE_LINE_COMMENT || type == PIECE_COMMENT) {
      found = true;
      *last = next;
      if (open_ended != NULL) {
        *open_ended = type == PIECE_LINE_COMMENT;
      }
    }
  }
  return found;
}

size_t inner_start(const Document *document, const Node *container) {
  return container->span.at + (container == &document->root ? 0 : 1);
}

size_t inner_end(const Document *document, const Node *container) {
  size_t end = container->span.at + container->span.length;
  return end - (container == &document->root ? 0 : 1);
}

/* The room before, between or behind children. */
typedef struct Gap {
  const char *text;
  size_t from;
  size_t to;
  bool bracket;  /* it begins behind an opening bracket */
  bool top;      /* it begins where the file does */
  bool last;     /* no child follows */
  bool settings; /* the children have names */
} Gap;

/* Finds the gap's separator. False: there is what is neither comment nor separator. */
static bool find_separator(const Gap *gap, size_t *separator) {
  *separator = NO_SEPARATOR;
  size_t next = gap->from;
  for (size_t at = gap->from; at < gap->to; at = next) {
    PieceType type = trivia_piece(gap->text, at, gap->to, &next);
    if (type == PIECE_OTHER || (type == PIECE_SEPARATOR && *separator != NO_SEPARATOR)) {
      return false;
    }
    if (type == PIECE_SEPARATOR) {
      *separator = at;
    }
  }
  return true;
}

/* Takes the comments from an offset to the line's end into the unit. Where the next child begins on
 * the same line they are a setting's all the same, as in "rest = 5; / * short * / reps = 2;"; among
 * elements they are before the next one. */
static void take_line(const Gap *gap, size_t from, Unit *unit) {
  size_t newline = find_piece(gap->text, from, gap->to, PIECE_NEWLINE);
  bool of_setting = gap->settings && unit->separator != NO_SEPARATOR;
  if (newline < gap->to || gap->last || of_setting) {
    (void)trivia_last_comment(gap->text, from, newline, &unit->end, &unit->open_ended);
  }
}

/* What of the gap behind a unit belongs to it. Returns where the rest begins. */
static size_t take_tail(const Gap *gap, Unit *unit) {
  const char *text = gap->text;
  unit->end = gap->from;
  if (unit->separator == NO_SEPARATOR) {
    take_line(gap, gap->from, unit);
    return unit->end;
  }
  (void)trivia_last_comment(text, gap->from, unit->separator, &unit->end, &unit->open_ended);
  unit->inside = !trivia_has_newline(text, unit->end, unit->separator);
  if (!unit->inside) {
    return unit->separator + 1;
  }
  unit->end = unit->separator + 1;
  unit->open_ended = false;
  take_line(gap, unit->end, unit);
  return unit->end;
}

/* Where the comments begin that belong to the child behind a gap; the gap's end: there are none. */
static size_t find_lead(const Gap *gap, size_t rest) {
  size_t lead = gap->to;
  bool first_line = true;
  bool commented = false; /* this line has a comment */
  bool at_top = gap->top; /* the comments began on the file's first line */
  size_t next = rest;
  for (size_t at = rest; at < gap->to; at = next) {
    PieceType type = trivia_piece(gap->text, at, gap->to, &next);
    if (type == PIECE_LINE_COMMENT || type == PIECE_COMMENT) {
      lead = lead == gap->to ? at : lead;
      commented = true;
    } else if (type == PIECE_NEWLINE) {
      bool blank = !commented && (!first_line || gap->top);
      bool of_bracket = first_line && gap->bracket;
      at_top = at_top && commented;
      lead = blank || of_bracket ? gap->to : lead;
      first_line = false;
      commented = false;
    }
  }
  return at_top ? gap->to : lead;
}

Unit *units_of(const Document *document, const Node *container) {
  size_t count = container->count;
  Unit *units = mem_new(count + 1, sizeof *units);
  size_t from = inner_start(document, container);
  bool file = container == &document->root;
  for (size_t i = 0; i <= count; i++) {
    const Node *child = i < count ? &container->children[i] : NULL;
    size_t item = child == NULL ? inner_end(document, container)
                                : (child->name != NULL ? child->name_span.at : child->span.at);
    Gap gap = {.text = document->bytes,
               .from = from,
               .to = item,
               .bracket = i == 0 && !file,
               .top = i == 0 && file,
               .last = child == NULL,
               .settings = container->type == NODE_GROUP};
    size_t separator = NO_SEPARATOR;
    if (!find_separator(&gap, &separator)) {
      free(units);
      return NULL;
    }
    size_t rest = from;
    if (i > 0) {
      units[i - 1].separator = separator;
      rest = take_tail(&gap, &units[i - 1]);
    }
    if (child != NULL) {
      from = child->span.at + child->span.length;
      units[i] = (Unit){.start = find_lead(&gap, rest), .item = item, .item_end = from};
    }
  }
  return units;
}
