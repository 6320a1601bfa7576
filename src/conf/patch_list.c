/* Changes to a list in a text: an element put in, copied, and values exchanged one by one.
 * Contract: conf/patch.h. */
#include <stdlib.h>
#include <string.h>

#include "conf/layout.h"
#include "conf/output.h"
#include "conf/patch.h"
#include "conf/patch_private.h"
#include "conf/tree_change.h"
#include "conf/trivia.h"
#include "nightcalf/mem.h"

/* A place in a list for a new element. */
typedef struct Insertion {
  const Document *document;
  const Node *list;
  const Unit *units;
  const Element *element;
  char *own_line; /* the line's end and the indentation of an element on a line of its own */
  bool commented; /* the element begins with a comment on a line of its own */
  bool open_ended;
} Insertion;

/* Where the unit before a gap ends, its comma with it. */
static size_t gap_start(const Insertion *insertion, size_t gap) {
  if (gap == 0) {
    return inner_start(insertion->document, insertion->list);
  }
  const Unit *before = &insertion->units[gap - 1];
  bool later = before->separator != NO_SEPARATOR && !before->inside;
  return later ? before->separator + 1 : before->end;
}

/* The joint before the gap-th element; before the first one what its neighbours have. */
static Joint joint_like(const Insertion *insertion, size_t gap) {
  const char *bytes = insertion->document->bytes;
  size_t count = insertion->list->count;
  const Joint *usual = &insertion->element->joint;
  if (count == 1 && usual->text != NULL) {
    return (Joint){mem_copy(usual->text), usual->comma};
  }
  gap = count == 1 ? 0 : gap == 0 ? 1 : gap < count ? gap : count - 1;
  const Unit *unit = &insertion->units[gap];
  size_t from = blank_start(bytes, unit->start, gap_start(insertion, gap));
  const Unit *before = gap > 0 ? &insertion->units[gap - 1] : NULL;
  bool comma = before != NULL && !before->inside;
  if (comma && from == before->separator + 1) {
    from = blank_start(bytes, before->separator, before->end);
  } else if (comma) {
    return (Joint){
        mem_format("%s,%.*s", insertion->own_line, (int)(unit->start - from), bytes + from), true};
  }
  return (Joint){mem_copy_bytes(bytes + from, unit->start - from), comma};
}

/* Sees to it that what follows a comment to the line's end begins on a new line. */
static void need_line(const Insertion *insertion, Joint *joint) {
  if (strchr(joint->text, '\n') != NULL) {
    return;
  }
  free(joint->text);
  joint->text = mem_format("%s%s", insertion->own_line, joint->comma ? ", " : "");
}

/* The element's text, with its comma or without. Release with free(). */
static char *element_text(const Element *element, bool comma) {
  size_t end = comma ? element->comma_at : blank_start(element->text, element->comma_at, 0);
  return mem_format("%.*s%s%s", (int)end, element->text, comma ? "," : "",
                    element->text + element->comma_at);
}

/* In front of a unit. */
static char *insert_before(const Insertion *insertion, size_t index) {
  const Document *document = insertion->document;
  const Unit *unit = &insertion->units[index];
  Joint joint = joint_like(insertion, index);
  bool lead_lines = trivia_has_newline(document->bytes, unit->start, unit->item);
  if (insertion->open_ended || lead_lines) {
    need_line(insertion, &joint);
  }
  size_t low = gap_start(insertion, index);
  bool own_line = insertion->commented && !trivia_has_newline(document->bytes, low, unit->start);
  char *text = element_text(insertion->element, !joint.comma);
  char *whole = mem_format("%s%s%s", own_line ? insertion->own_line : "", text, joint.text);
  Cut cut = {unit->start, unit->start, whole};
  char *result = patch_apply(document, &cut, 1);
  free(whole);
  free(text);
  free(joint.text);
  return result;
}

/* Behind a unit. */
static char *insert_behind(const Insertion *insertion, size_t index) {
  const Document *document = insertion->document;
  const Unit *unit = &insertion->units[index];
  size_t count = insertion->list->count;
  bool last = index + 1 == count;
  Joint joint = joint_like(insertion, index + 1);
  if (unit->open_ended || insertion->commented) {
    need_line(insertion, &joint);
  }
  if (!last && unit->inside && joint.comma) {
    free(joint.text);
    joint = (Joint){mem_copy(insertion->own_line), false};
  }
  bool lends = last && !joint.comma; /* the one before was the last, and gets its comma now */
  bool comma = !last && unit->inside;
  if (!last && !unit->inside && !joint.comma) {
    lends = true;
  }
  size_t to = last ? inner_end(document, insertion->list) : insertion->units[index + 1].item;
  bool cuts_off = insertion->open_ended && !trivia_has_newline(document->bytes, unit->end, to);
  char *text = element_text(insertion->element, comma);
  char *whole = mem_format("%s%s%s", joint.text, text, cuts_off ? insertion->own_line : "");
  size_t comma_at = unit->open_ended ? unit->item_end : unit->end;
  Cut cuts[] = {{comma_at, comma_at, lends ? "," : ""}, {unit->end, unit->end, whole}};
  char *result = patch_apply(document, cuts, 2);
  free(whole);
  free(text);
  free(joint.text);
  return result;
}

/* Notes how the element's text begins and ends. */
static void look_at_element(Insertion *insertion) {
  const Element *element = insertion->element;
  const char *text = element->text;
  size_t length = strlen(text);
  size_t unused = 0;
  (void)trivia_last_comment(text, element->comma_at, length, &unused, &insertion->open_ended);
  size_t next = 0;
  if (length > 0) {
    PieceType type = trivia_piece(text, 0, length, &next);
    insertion->commented = type == PIECE_LINE_COMMENT || (type == PIECE_COMMENT && next < length &&
                                                          strchr("\r\n", text[next]) != NULL);
  }
}

char *patch_insert(const Document *document, const Node *list, size_t index, bool behind,
                   const Element *element) {
  if (list->count == 0) {
    return patch_fill(document, list, element->text);
  }
  Unit *units = units_of(document, list);
  if (units == NULL) {
    return NULL;
  }
  Insertion insertion = {.document = document, .list = list, .units = units, .element = element};
  size_t model = index < list->count ? index : list->count - 1;
  bool alone = trivia_has_newline(document->bytes, inner_start(document, list), units[0].item);
  size_t outer = list->name != NULL ? list->name_span.at : list->span.at;
  char *indent = layout_indent(document, alone ? units[model].start : outer);
  char *deeper = layout_deeper(indent);
  insertion.own_line = mem_format("%s%s", layout_line_end(document), alone ? indent : deeper);
  look_at_element(&insertion);
  char *result = index >= list->count || (behind && index > 0)
                     ? insert_behind(&insertion, (index < list->count ? index : list->count) - 1)
                     : insert_before(&insertion, index);
  free(insertion.own_line);
  free(deeper);
  free(indent);
  free(units);
  return result;
}

void element_free(Element *element) {
  free(element->text);
  free(element->joint.text);
  *element = (Element){0};
}

bool patch_copy(const Document *document, const Node *list, size_t index, Element *element) {
  Unit *units = units_of(document, list);
  if (units == NULL) {
    return false;
  }
  const Unit *unit = &units[index];
  const char *bytes = document->bytes;
  size_t cut = unit->inside && unit->separator != NO_SEPARATOR ? unit->separator : unit->end;
  size_t rest = cut < unit->end ? cut + 1 : cut;
  *element = (Element){0};
  element->text = mem_format("%.*s%.*s", (int)(cut - unit->start), bytes + unit->start,
                             (int)(unit->end - rest), bytes + rest);
  element->item = unit->item - unit->start;
  /* behind the comments on the line, so that they stay with it; but not behind the line's end */
  bool has_comma = cut < unit->end;
  element->comma_at = (has_comma          ? cut
                       : unit->open_ended ? unit->item_end
                                          : unit->end) -
                      unit->start;
  if (list->count > 1) {
    Insertion here = {.document = document, .list = list, .units = units, .element = element};
    here.own_line = mem_copy(layout_line_end(document));
    element->joint = joint_like(&here, index);
    free(here.own_line);
  }
  free(units);
  return true;
}

NodeType patch_brackets(const Node *before, const Node *literal) {
  bool before_plural = before->type == NODE_ARRAY || before->type == NODE_LIST;
  bool plural = literal->type == NODE_ARRAY || literal->type == NODE_LIST;
  if (!before_plural || !plural) {
    return literal->type;
  }
  for (size_t i = 0; before->type == NODE_ARRAY && i < literal->count; i++) {
    const Node *child = &literal->children[i];
    bool plain = child->type != NODE_GROUP && child->type != NODE_LIST && child->type != NODE_ARRAY;
    if (!plain || child->type != literal->children[0].type) {
      return literal->type;
    }
  }
  return before->type;
}

/* Whether anything but blanks and commas stands between the values: comments, which would be lost
 * when only the values are taken. */
static bool has_comments(const Document *document, const Node *list) {
  Unit *units = units_of(document, list);
  bool found = units == NULL;
  size_t from = inner_start(document, list);
  size_t unused = 0;
  for (size_t i = 0; units != NULL && i <= list->count; i++) {
    size_t to = i < list->count ? units[i].item : inner_end(document, list);
    found = found || trivia_last_comment(document->bytes, from, to, &unused, NULL);
    from = i < list->count ? units[i].item_end : to;
  }
  free(units);
  return found;
}

/* Lists on their way to be equal. */
typedef struct Merge {
  Document now;
  size_t name_at; /* where the setting's name is, which stays */
  const Document *literal;
  const Node *wanted;
} Merge;

/* The setting whose name begins at an offset. */
static const Node *find_named(const Node *node, size_t at) {
  for (size_t i = 0; i < node->count; i++) {
    const Node *child = &node->children[i];
    if (child->name != NULL && child->name_span.at == at) {
      return child;
    }
    size_t end = child->span.at + child->span.length;
    if (child->span.at <= at && at < end) {
      return find_named(child, at);
    }
  }
  return NULL;
}

/* Takes a changed text as the one to go on with. False: it cannot be. */
static bool merge_take(Merge *merge, char *text) {
  if (text == NULL) {
    return false;
  }
  free(merge->now.bytes);
  merge->now.bytes = text;
  merge->now.length = strlen(text);
  return guard_reparse(&merge->now) && find_named(&merge->now.root, merge->name_at) != NULL;
}

/* An element of the wanted list as the file would have it. Release with free(). */
static char *wanted_text(const Merge *merge, size_t index) {
  Span span = merge->wanted->children[index].span;
  char *bytes = mem_copy_bytes(merge->literal->bytes + span.at, span.length);
  char *text = layout_value(&merge->now, bytes, 0, "", false);
  free(bytes);
  return text;
}

static bool replace_element(Merge *merge, const Node *list, size_t index) {
  char *text = wanted_text(merge, index);
  bool done = merge_take(merge, patch_bytes(&merge->now, list->children[index].span, text));
  free(text);
  return done;
}

static bool insert_element(Merge *merge, const Node *list, size_t index) {
  Element element = {.text = wanted_text(merge, index)};
  element.comma_at = strlen(element.text);
  bool done = merge_take(merge, patch_insert(&merge->now, list, index, true, &element));
  element_free(&element);
  return done;
}

/* How many elements of both lists are the same from the start, or from the end of what is left. */
static size_t same_count(const Merge *merge, const Node *list, size_t skip, bool from_end) {
  const Node *wanted = merge->wanted;
  size_t most = (list->count < wanted->count ? list->count : wanted->count) - skip;
  size_t same = 0;
  while (same < most &&
         node_same(&merge->now, &list->children[from_end ? list->count - 1 - same : same],
                   merge->literal, &wanted->children[from_end ? wanted->count - 1 - same : same])) {
    same++;
  }
  return same;
}

/* Makes the list equal to the wanted one, element by element. */
static bool merge_lists(Merge *merge) {
  const Node *list = find_named(&merge->now.root, merge->name_at);
  size_t first = same_count(merge, list, 0, false);
  size_t last = same_count(merge, list, first, true);
  size_t wanted = merge->wanted->count - last;
  for (size_t i = first; i < wanted || i < list->count - last;) {
    bool both = i < wanted && i < list->count - last;
    bool done = false;
    if (both) {
      done =
          node_same(&merge->now, &list->children[i], merge->literal, &merge->wanted->children[i]) ||
          replace_element(merge, list, i);
    } else if (i < wanted) {
      done = insert_element(merge, list, i);
    } else {
      done = merge_take(merge, patch_remove(&merge->now, list, list->count - last - 1));
    }
    if (!done) {
      return false;
    }
    i += both || i < wanted ? 1 : 0;
    list = find_named(&merge->now.root, merge->name_at);
  }
  return true;
}

/* Whether a list that stood on one line without comments has become too long for it. */
static bool is_overfull(const Merge *merge, bool one_line) {
  const Node *list = find_named(&merge->now.root, merge->name_at);
  size_t end = list->span.at + list->span.length;
  return one_line && layout_column(&merge->now, end) + 1 > LAYOUT_COLUMNS;
}

/* The text with the lists merged; NULL: they are to be exchanged as a whole. */
static char *merged_text(const Document *document, const Node *node, const Document *literal) {
  const Node *wanted = &literal->root.children[0];
  if (node->name == NULL || patch_brackets(node, wanted) != node->type ||
      (node->type != NODE_ARRAY && node->type != NODE_LIST) || has_comments(literal, wanted)) {
    return NULL;
  }
  Merge merge = {.now = {.bytes = mem_copy_bytes(document->bytes, document->length),
                         .length = document->length},
                 .name_at = node->name_span.at,
                 .literal = literal,
                 .wanted = wanted};
  bool one_line = memchr(document->bytes + node->span.at, '\n', node->span.length) == NULL &&
                  !has_comments(document, node);
  char *text = NULL;
  if (guard_reparse(&merge.now) && merge_lists(&merge) && !is_overfull(&merge, one_line)) {
    text = merge.now.bytes;
    merge.now.bytes = NULL;
  }
  document_free(&merge.now);
  return text;
}

char *patch_value(const Document *document, const Node *group, size_t index, const char *literal) {
  const Node *node = &group->children[index];
  Document parsed = {.bytes = mem_format("x = %s", literal)};
  parsed.length = strlen(parsed.bytes);
  bool whole = guard_reparse(&parsed) && parsed.root.count == 1;
  char *result = whole ? merged_text(document, node, &parsed) : NULL;
  if (result == NULL) {
    NodeType type = whole ? patch_brackets(node, &parsed.root.children[0]) : NODE_BROKEN;
    char *bytes = mem_copy(literal);
    if (whole && type != parsed.root.children[0].type) {
      bool array = type == NODE_ARRAY;
      bytes[0] = array ? '[' : '(';
      bytes[strlen(bytes) - 1] = array ? ']' : ')';
    }
    /* whoever wrote a longer line wants long lines */
    bool lines = memchr(document->bytes + node->span.at, '\n', node->span.length) != NULL;
    bool wrap = lines || node->type == NODE_ARRAY || node->type == NODE_LIST ||
                layout_column(document, node->span.at + node->span.length) < LAYOUT_COLUMNS;
    char *indent = layout_indent(document, node->span.at);
    size_t column = layout_column(document, node->span.at);
    char *text = layout_value(document, bytes, column, indent, wrap);
    result = patch_bytes(document, node->span, text);
    free(text);
    free(indent);
    free(bytes);
  }
  document_free(&parsed);
  return result;
}
