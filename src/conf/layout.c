/* How new text is laid out. Contract: conf/layout.h. */
#include "conf/layout.h"

#include <stdlib.h>
#include <string.h>

#include "conf/output.h"
#include "conf/trivia.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"

enum { TAB_COLUMNS = 8, CHARACTER_SIZE = 8 };

const char *layout_line_end(const Document *document) {
  const char *newline = memchr(document->bytes, '\n', document->length);
  return newline != NULL && newline > document->bytes && newline[-1] == '\r' ? "\r\n" : "\n";
}

/* Where the line of an offset begins, behind a byte order mark. */
static size_t line_start(const Document *document, size_t at) {
  size_t low = scan_mark(document->bytes, document->length);
  while (at > low && document->bytes[at - 1] != '\n') {
    at--;
  }
  return at;
}

char *layout_indent(const Document *document, size_t at) {
  const char *line = document->bytes + line_start(document, at);
  return mem_copy_bytes(line, strspn(line, " \t"));
}

char *layout_deeper(const char *indent) {
  size_t length = strlen(indent);
  return mem_format("%s%s", indent, length > 0 && indent[length - 1] == '\t' ? "\t" : "  ");
}

/* The columns that a piece of a line takes when it begins at a column. */
static size_t columns_of(const char *text, size_t length, size_t column) {
  char *copy = mem_copy_bytes(text, length);
  size_t from = column;
  for (char *at = copy; *at != '\0';) {
    size_t plain = strcspn(at, "\t");
    char byte = at[plain];
    at[plain] = '\0';
    column += (size_t)text_width(at);
    column += byte == '\t' ? TAB_COLUMNS - column % TAB_COLUMNS : 0;
    at += plain + (byte == '\0' ? 0 : 1);
  }
  free(copy);
  return column - from;
}

size_t layout_column(const Document *document, size_t at) {
  size_t start = line_start(document, at);
  return columns_of(document->bytes + start, at - start, 0);
}

/* Where a literal is put. */
typedef struct Margin {
  const char *line_end;
  const char *indent;
  size_t indent_columns;
} Margin;

static void put_line(Output *output, const Margin *margin, const char *indent) {
  put_bytes(output, margin->line_end, strlen(margin->line_end));
  put_bytes(output, indent, strlen(indent));
}

/* Bytes with every line's end as the file has it. */
static void put_lines(Output *output, const Margin *margin, const char *text, size_t length) {
  for (size_t i = 0; i < length; i++) {
    if (text[i] == '\n') {
      put_bytes(output, margin->line_end, strlen(margin->line_end));
    } else if (text[i] != '\r') {
      put_bytes(output, &text[i], 1);
    }
  }
}

/* How many bytes of a quoted text's inside make one character: an escape, or UTF-8. */
static size_t character_size(const char *text, size_t left) {
  char byte = '\0';
  size_t size = scan_character(text, left, &byte);
  size = size == 0 ? 1 : size;
  while (size < left && ((unsigned char)text[size] & 0xc0U) == 0x80U) {
    size++;
  }
  return size;
}

/* How many bytes of a text's inside fit into a line with so many columns left for them: up to a
 * blank where there is one. */
static size_t fitting(const char *text, size_t length, size_t room) {
  size_t used = 0;
  size_t columns = 0;
  size_t after_blank = 0;
  while (used < length) {
    size_t size = character_size(text + used, length - used);
    columns += text[used] == '\\' ? size : columns_of(text + used, size, 0);
    if (columns > room && used > 0) {
      return after_blank > 0 ? after_blank : used;
    }
    used += size;
    after_blank = text[used - 1] == ' ' ? used : after_blank;
  }
  return length;
}

/* A quoted text as several joined ones, each on a line of its own from the second on. joint: what
 * the further lines begin with; column: where they, and the first one, stand. */
static void put_joined(Output *output, const Margin *margin, const char *literal, size_t length,
                       const char *joint, size_t column) {
  const char *inside = literal + 1;
  size_t left = length - 2;
  size_t room = column + CHARACTER_SIZE < LAYOUT_COLUMNS ? LAYOUT_COLUMNS - column - 3 : 1;
  for (bool first = true; first || left > 0; first = false) {
    size_t size = fitting(inside, left, room);
    if (!first) {
      put_line(output, margin, joint);
    }
    put_bytes(output, "\"", 1);
    put_bytes(output, inside, size);
    put_bytes(output, "\"", 1);
    inside += size;
    left -= size;
  }
}

/* Whether a literal is a single pair of quotes on one line. */
static bool is_one_text(const char *literal, size_t length) {
  Scanner scanner;
  scan_start(&scanner, literal, length);
  Token token = scan_next(&scanner);
  return token.type == TOKEN_STRING && token.span.length == length &&
         memchr(literal, '\n', length) == NULL;
}

/* A list of plain values, one a line. False, and nothing put: it is something else. */
static bool put_list(Output *output, const Margin *margin, const char *literal) {
  Document document = {.bytes = mem_format("x=%s", literal)};
  document.length = strlen(document.bytes);
  bool plain = guard_reparse(&document) && document.root.count == 1;
  const Node *list = plain ? &document.root.children[0] : NULL;
  plain = plain && (list->type == NODE_LIST || list->type == NODE_ARRAY) && list->count > 0;
  for (size_t i = 0; plain && i < list->count; i++) {
    plain = list->children[i].count == 0;
  }
  char *deeper = layout_deeper(margin->indent);
  size_t column = margin->indent_columns + columns_of(deeper + strlen(margin->indent),
                                                      strlen(deeper) - strlen(margin->indent),
                                                      margin->indent_columns);
  if (plain) {
    put_bytes(output, list->type == NODE_LIST ? "(" : "[", 1);
  }
  for (size_t i = 0; plain && i < list->count; i++) {
    Span span = list->children[i].span;
    put_line(output, margin, deeper);
    if (is_one_text(document.bytes + span.at, span.length)) {
      put_joined(output, margin, document.bytes + span.at, span.length, deeper, column);
    } else {
      put_lines(output, margin, document.bytes + span.at, span.length);
    }
    put_bytes(output, ",", i + 1 < list->count ? 1 : 0);
  }
  if (plain) {
    put_line(output, margin, margin->indent);
    put_bytes(output, list->type == NODE_LIST ? ")" : "]", 1);
  }
  free(deeper);
  document_free(&document);
  return plain;
}

char *layout_value(const Document *document, const char *literal, size_t column, const char *indent,
                   bool wrap) {
  Margin margin = {.line_end = layout_line_end(document),
                   .indent = indent,
                   .indent_columns = columns_of(indent, strlen(indent), 0)};
  Output output = {0};
  size_t length = strlen(literal);
  bool wide = strchr(literal, '\n') == NULL &&
              column + columns_of(literal, length, column) + 1 > LAYOUT_COLUMNS;
  if (wrap && wide && is_one_text(literal, length)) {
    size_t more = column > margin.indent_columns ? column - margin.indent_columns : 0;
    char *joint = mem_format("%s%*s", indent, (int)more, "");
    put_joined(&output, &margin, literal, length, joint, column);
    free(joint);
  } else if (!wrap || !wide || !put_list(&output, &margin, literal)) {
    put_lines(&output, &margin, literal, length);
  }
  return output_text(&output);
}

void layout_equals(const Document *document, const Node *setting, char equals[16]) {
  size_t from = setting->name_span.at + setting->name_span.length;
  size_t length = setting->span.at - from;
  const char *text = document->bytes + from;
  size_t left = strspn(text, " \t");
  size_t right = left + 1 + strspn(text + left + 1, " \t");
  if (length >= 16 || right != length) {
    memcpy(equals, " = ", sizeof " = ");
    return;
  }
  /* more than one blank before the sign is alignment, which depends on the name */
  size_t skip = left > 1 ? left - 1 : 0;
  memcpy(equals, text + skip, length - skip);
  equals[length - skip] = '\0';
}

/* Takes the style from a group. */
static void take_style(const Document *document, const Node *group, Style *style) {
  const char *bytes = document->bytes;
  style->lines = memchr(bytes + group->span.at, '\n', group->span.length) != NULL;
  free(style->indent);
  style->indent = layout_indent(document, group->span.at);
  if (group->count == 0) {
    return;
  }
  Unit *units = units_of(document, group);
  if (units == NULL) {
    return;
  }
  const Node *first = &group->children[0];
  layout_equals(document, first, style->equals);
  if (units[0].separator != NO_SEPARATOR) {
    style->separator = bytes[units[0].separator];
  } else if (group->count > 1) {
    style->separator = '\0';
  }
  if (trivia_has_newline(bytes, inner_start(document, group), units[0].item)) {
    free(style->inner);
    style->inner = layout_indent(document, units[0].item);
  }
  free(units);
}

Style layout_style(const Document *document, const Node *list, size_t near, bool lines_usual) {
  Style style = {.lines = lines_usual, .equals = " = ", .separator = ';'};
  char *outer = layout_indent(document, list->name != NULL ? list->name_span.at : list->span.at);
  style.indent = layout_deeper(outer);
  free(outer);
  const Node *model = NULL;
  for (size_t i = 0; i < list->count && (model == NULL || i <= near); i++) {
    model = list->children[i].type == NODE_GROUP ? &list->children[i] : model;
  }
  if (model != NULL) {
    take_style(document, model, &style);
  }
  style.inner = style.inner != NULL ? style.inner : layout_deeper(style.indent);
  return style;
}

void layout_style_free(Style *style) {
  free(style->indent);
  free(style->inner);
  *style = (Style){0};
}

/* One setting of a new group. */
static void put_setting(const Document *document, const Style *style, const Setting *setting,
                        bool last, Output *output) {
  put(output, "%s%s", setting->name, style->equals);
  size_t column = columns_of(style->inner, strlen(style->inner), 0) + strlen(setting->name) +
                  strlen(style->equals);
  char *value = layout_value(document, setting->literal, column, style->inner, style->lines);
  put_bytes(output, value, strlen(value));
  free(value);
  put_bytes(output, &style->separator,
            style->separator == '\0' || (last && style->separator == ',') ? 0 : 1);
}

char *layout_group(const Document *document, const Style *style, const Setting *settings,
                   size_t count) {
  const char *line_end = layout_line_end(document);
  Output output = {0};
  put(&output, "{");
  for (size_t i = 0; i < count; i++) {
    put(&output, "%s%s", style->lines ? line_end : " ", style->lines ? style->inner : "");
    put_setting(document, style, &settings[i], i + 1 == count, &output);
  }
  put(&output, "%s%s}", style->lines ? line_end : " ", style->lines ? style->indent : "");
  size_t columns = columns_of(style->indent, strlen(style->indent), 0) +
                   columns_of(output.text, output.length, 0);
  if (style->lines || columns + 1 <= LAYOUT_COLUMNS) {
    return output.text;
  }
  free(output.text);
  Style on_lines = *style;
  on_lines.lines = true;
  return layout_group(document, &on_lines, settings, count);
}
