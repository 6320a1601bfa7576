/* Changes to a file's text. Contract: conf/patch.h. Lists are in patch_list.c. */
#include "conf/patch.h"

#include <stdlib.h>
#include <string.h>

#include "conf/layout.h"
#include "conf/output.h"
#include "conf/patch_private.h"
#include "conf/trivia.h"
#include "nightcalf/library.h"
#include "nightcalf/mem.h"

/* Whether two bytes side by side would be read as one word. */
static bool would_join(char one, char other) {
  static const char word[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_+.*";
  return one != '\0' && other != '\0' && strchr(word, one) != NULL && strchr(word, other) != NULL;
}

/* Appends bytes, behind a blank where they would be read as one word with what is before. */
static void put_apart(Output *output, const char *bytes, size_t length) {
  if (length > 0 && output->length > 0 && would_join(output->text[output->length - 1], bytes[0])) {
    put_bytes(output, " ", 1);
  }
  put_bytes(output, bytes, length);
}

char *patch_apply(const Document *document, const Cut *cuts, size_t count) {
  Output output = {0};
  size_t at = 0;
  for (size_t i = 0; i < count; i++) {
    put_apart(&output, document->bytes + at, cuts[i].from - at);
    put_apart(&output, cuts[i].with, strlen(cuts[i].with));
    at = cuts[i].to;
  }
  put_apart(&output, document->bytes + at, document->length - at);
  return output_text(&output);
}

char *patch_bytes(const Document *document, Span span, const char *with) {
  Cut cut = {span.at, span.at + span.length, with};
  return patch_apply(document, &cut, 1);
}

bool patch_literal(Document *document, const char *name, const char *literal, Error *err) {
  Diagnostics diagnostics = {0};
  char *text = mem_format("%s = %s\n;\n", name, literal);
  bool whole =
      document_parse(document, "value", text, strlen(text), ROUTINE_FILE_MAX, &diagnostics);
  bool one = whole && document->root.count == 1 &&
             document->root.children[0].span.length == strlen(literal);
  bool sound = one && diagnostics.errors == 0;
  if (!sound && diagnostics.errors > 0) {
    diagnostics_sort(&diagnostics);
    (void)fail(err, "%s", diagnostics.items[0].message);
  } else if (!sound) {
    (void)fail(err, "\"%s\" takes one value; got %s", name, literal);
  }
  diagnostics_free(&diagnostics);
  free(text);
  return sound;
}

/* Whether this child's equals sign stands in the same column as that of a neighbour whose name is
 * of another length: the group's signs are aligned. *at: how far behind the name's start. */
static bool is_aligned(const Document *document, const Node *group, size_t index, size_t *at) {
  size_t found[2] = {0};
  size_t length[2] = {0};
  size_t other = index > 0 ? index - 1 : index + 1;
  for (size_t i = 0; i < 2; i++) {
    if (other >= group->count) {
      return false;
    }
    const Node *child = &group->children[i == 0 ? index : other];
    const char *name = document->bytes + child->name_span.at;
    length[i] = child->name_span.length;
    found[i] = length[i] + strspn(name + length[i], " ");
  }
  *at = found[0];
  return found[0] == found[1] && length[0] != length[1];
}

/* "name = ", in the manner of a child. Release with free(). */
static char *heading_like(const Document *document, const Node *group, size_t index,
                          const char *name) {
  char equals[16];
  layout_equals(document, &group->children[index], equals);
  size_t sign = strspn(equals, " \t");
  size_t at = 0;
  size_t length = strlen(name);
  if (!is_aligned(document, group, index, &at)) {
    return mem_format("%s%s", name, equals);
  }
  size_t blanks = length < at ? at - length : sign;
  return mem_format("%s%*s%s", name, (int)blanks, "", equals + sign);
}

/* The separator that the group's settings have behind them; NUL: none has one. */
static char usual_separator(const Document *document, const Node *group, const Unit *units,
                            size_t near) {
  if (units[near].separator != NO_SEPARATOR) {
    return document->bytes[units[near].separator];
  }
  for (size_t i = 0; i < group->count; i++) {
    if (units[i].separator != NO_SEPARATOR) {
      return document->bytes[units[i].separator];
    }
  }
  return '\0';
}

/* What is to be put behind a setting. */
typedef struct Addition {
  const Document *document;
  const Node *group;
  const Unit *units;
  size_t after;
  const char *name;
  const char *literal;
} Addition;

/* Where the unit before a child ends, its separator with it. */
static size_t end_before(const Addition *addition, size_t index) {
  if (index == 0) {
    return inner_start(addition->document, addition->group);
  }
  const Unit *before = &addition->units[index - 1];
  bool later = before->separator != NO_SEPARATOR && !before->inside;
  return later ? before->separator + 1 : before->end;
}

/* Whether the child is the first thing on its line. */
static bool begins_line(const Addition *addition, size_t index) {
  const char *bytes = addition->document->bytes;
  size_t low = end_before(addition, index);
  return trivia_has_newline(bytes, low, addition->units[index].item) ||
         (index == 0 && addition->group == &addition->document->root);
}

/* Whether the new setting is to stand on a line of its own. */
static bool wants_line(const Addition *addition) {
  size_t after = addition->after;
  const Document *document = addition->document;
  bool last = after + 1 == addition->group->count;
  size_t to = last ? inner_end(document, addition->group) : addition->units[after + 1].item;
  if (trivia_has_newline(document->bytes, addition->units[after].end, to)) {
    return true;
  }
  return last && begins_line(addition, after);
}

/* The setting on a line of its own. */
static char *line_text(const Addition *addition, const char *heading, const char *separator) {
  const Document *document = addition->document;
  size_t model = addition->after;
  if (!begins_line(addition, model) && model + 1 < addition->group->count &&
      begins_line(addition, model + 1)) {
    model++;
  }
  char *indent = layout_indent(document, addition->units[model].item);
  size_t column = layout_column(document, addition->units[model].item);
  column = begins_line(addition, model) ? column : strlen(indent);
  char *value = layout_value(document, addition->literal, column + strlen(heading), indent, true);
  char *text =
      mem_format("%s%s%s%s%s", layout_line_end(document), indent, heading, value, separator);
  free(value);
  free(indent);
  return text;
}

/* The setting on the line of the one before it. */
static char *inline_text(const Addition *addition, const char *heading, const char *separator,
                         bool parted) {
  const Document *document = addition->document;
  const char *bytes = document->bytes;
  size_t after = addition->after;
  bool last = after + 1 == addition->group->count;
  size_t from = end_before(addition, last ? after : after + 1);
  size_t to = blank_end(bytes, from, addition->units[last ? after : after + 1].start);
  bool blank = from < to || !parted;
  char *blanks = !blank ? mem_copy("")
                 : from == to || trivia_has_newline(bytes, from, to)
                     ? mem_copy(" ")
                     : mem_copy_bytes(bytes + from, to - from);
  char *value = layout_value(document, addition->literal, 0, "", false);
  char *text = mem_format("%s%s%s%s", blanks, heading, value, separator);
  free(value);
  free(blanks);
  return text;
}

static char *add_behind(const Addition *addition) {
  const Document *document = addition->document;
  const Unit *unit = &addition->units[addition->after];
  bool last = addition->after + 1 == addition->group->count;
  bool line = wants_line(addition);
  char usual = usual_separator(document, addition->group, addition->units, addition->after);
  if (addition->group->count == 1 && usual == '\0' && !line) {
    usual = ';';
  }
  /* the last one may do without, then the new last one does too */
  bool lends = unit->separator == NO_SEPARATOR && last && usual != '\0';
  char separator[2] = {usual, '\0'};
  char *heading = heading_like(document, addition->group, addition->after, addition->name);
  const char *behind = lends ? "" : separator;
  bool parted = unit->separator != NO_SEPARATOR || lends;
  char *text =
      line ? line_text(addition, heading, behind) : inline_text(addition, heading, behind, parted);
  size_t end = unit->separator != NO_SEPARATOR && !unit->inside ? unit->separator + 1 : unit->end;
  size_t lent_at = unit->open_ended ? unit->item_end : unit->end;
  Cut cuts[] = {{lent_at, lent_at, lends ? separator : ""}, {end, end, text}};
  char *result = patch_apply(document, cuts, 2);
  free(text);
  free(heading);
  return result;
}

/* The first thing in a container that has none. */
char *patch_fill(const Document *document, const Node *container, const char *text) {
  const char *bytes = document->bytes;
  size_t low = inner_start(document, container);
  size_t high = inner_end(document, container);
  size_t end = low;
  bool open_ended = false;
  bool commented = trivia_last_comment(bytes, low, high, &end, &open_ended);
  bool lines = strchr(text, '\n') != NULL || trivia_has_newline(bytes, low, high);
  if (container == &document->root) {
    bool ended = document->length == low || bytes[document->length - 1] == '\n';
    const char *line_end = layout_line_end(document);
    char *line = mem_format("%s%s%s", ended ? "" : line_end, text, line_end);
    Cut cut = {high, high, line};
    char *result = patch_apply(document, &cut, 1);
    free(line);
    return result;
  }
  char *outer = layout_indent(document, container->name != NULL ? container->name_span.at
                                                                : container->span.at);
  char *inner = layout_deeper(outer);
  const char *line_end = layout_line_end(document);
  char *whole = lines ? mem_format("%s%s%s%s%s", line_end, inner, text, line_end, outer)
                      : mem_format(" %s ", text);
  Cut cut = {commented ? end : low, high, whole};
  char *result = patch_apply(document, &cut, 1);
  free(whole);
  free(inner);
  free(outer);
  return result;
}

char *patch_add(const Document *document, const Node *group, size_t after, const char *name,
                const char *literal) {
  if (group->count == 0) {
    char *value = layout_value(document, literal, 0, "", false);
    char *text = mem_format("%s = %s;", name, value);
    char *result = patch_fill(document, group, text);
    free(text);
    free(value);
    return result;
  }
  Unit *units = units_of(document, group);
  if (units == NULL) {
    return NULL;
  }
  Addition addition = {.document = document,
                       .group = group,
                       .units = units,
                       .after = after < group->count ? after : group->count - 1,
                       .name = name,
                       .literal = literal};
  char *result = add_behind(&addition);
  free(units);
  return result;
}

/* Whether a separator's neighbourhood up to an offset is blank. */
static bool only_blanks(const Document *document, size_t from, size_t to) {
  return blank_end(document->bytes, from, to) == to;
}

/* The range that goes with a child, and the comma of the one before it where that goes too. */
typedef struct Removal {
  size_t from;
  size_t to;
  size_t comma; /* NO_SEPARATOR: none */
} Removal;

static Removal plan_removal(const Document *document, const Node *container, const Unit *units,
                            size_t index) {
  const Unit *unit = &units[index];
  const Unit *before = index > 0 ? &units[index - 1] : NULL;
  bool last = index + 1 == container->count;
  bool group = container->type == NODE_GROUP;
  bool own_apart = unit->separator != NO_SEPARATOR && !unit->inside;
  bool before_apart = before != NULL && before->separator != NO_SEPARATOR && !before->inside;
  Removal removal = {unit->start, unit->end, NO_SEPARATOR};
  bool take_before = !group && before != NULL && (last || (own_apart && before_apart));
  if (take_before) {
    removal.comma = before->separator;
    if (before_apart && only_blanks(document, before->separator + 1, unit->start)) {
      removal.from = before->separator;
      removal.comma = NO_SEPARATOR;
    }
  } else if (own_apart) {
    removal.to = unit->separator + 1;
  }
  return removal;
}

/* Takes one of the two blank stretches around the removed range along. */
static void take_blanks(const Document *document, const Node *container, const Unit *units,
                        size_t index, Removal *removal) {
  const char *bytes = document->bytes;
  size_t low = inner_start(document, container);
  size_t high = inner_end(document, container);
  size_t content = low;
  bool open_ended = false;
  if (index > 0) {
    const Unit *before = &units[index - 1];
    bool later =
        before->separator != NO_SEPARATOR && !before->inside && before->separator < removal->from;
    content = later ? before->separator + 1 : before->end;
    open_ended = before->open_ended;
  }
  size_t above = blank_start(bytes, removal->from, low);
  size_t below = blank_end(bytes, removal->to, high);
  bool orphan = above > content; /* a comment that belongs to nobody */
  if (orphan) {
    size_t unused = 0;
    (void)trivia_last_comment(bytes, content, above, &unused, &open_ended);
  }
  bool last = below == high;
  bool file_ends = last && container == &document->root;
  bool swallows = open_ended && !file_ends && !trivia_has_newline(bytes, removal->to, below);
  bool leads = below < high && (bytes[below] == '#' || bytes[below] == '/');
  bool parts = !leads || trivia_has_newline(bytes, above, removal->from) ||
               !trivia_has_newline(bytes, removal->to, below); /* as well as what is below */
  bool keep_above = swallows || (!last && parts && (orphan || above == low));
  if (file_ends && above == low) {
    removal->from = above;
    removal->to = below;
  } else if (keep_above) {
    removal->to = below;
  } else {
    removal->from = above;
  }
}

char *patch_remove(const Document *document, const Node *container, size_t index) {
  Unit *units = units_of(document, container);
  if (units == NULL) {
    return NULL;
  }
  Removal removal = plan_removal(document, container, units, index);
  take_blanks(document, container, units, index, &removal);
  bool comma = removal.comma != NO_SEPARATOR;
  size_t at = comma ? removal.comma : removal.from;
  Cut cuts[] = {{at, at + (comma ? 1 : 0), ""}, {removal.from, removal.to, ""}};
  char *result = patch_apply(document, cuts, 2);
  free(units);
  return result;
}
