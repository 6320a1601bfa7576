/* A tree changed by itself. Contract: conf/tree_change.h. */
#include "conf/tree_change.h"

#include <string.h>

#include "nightcalf/mem.h"

Node node_copy(const Node *node) {
  Node copy = *node;
  copy.name = mem_copy(node->name);
  copy.text = mem_copy(node->text);
  copy.owned = true;
  copy.capacity = node->count;
  copy.children = node->count > 0 ? mem_new(node->count, sizeof *copy.children) : NULL;
  for (size_t i = 0; i < node->count; i++) {
    copy.children[i] = node_copy(&node->children[i]);
  }
  return copy;
}

static bool same_bytes(const Document *one_document, const Node *one,
                       const Document *other_document, const Node *other) {
  return one->span.length == other->span.length &&
         memcmp(one_document->bytes + one->span.at, other_document->bytes + other->span.at,
                one->span.length) == 0;
}

static bool same_name(const Node *one, const Node *other) {
  if (one->name == NULL || other->name == NULL) {
    return one->name == other->name;
  }
  return strcmp(one->name, other->name) == 0;
}

bool node_same(const Document *one_document, const Node *one, const Document *other_document,
               const Node *other) {
  if (!same_name(one, other)) {
    return false;
  }
  if (one->type == NODE_BROKEN || other->type == NODE_BROKEN) {
    return same_bytes(one_document, one, other_document, other);
  }
  if (one->type != other->type || one->count != other->count) {
    return false;
  }
  for (size_t i = 0; i < one->count; i++) {
    if (!node_same(one_document, &one->children[i], other_document, &other->children[i])) {
      return false;
    }
  }
  switch (one->type) {
  case NODE_FLAG:
    return one->flag == other->flag;
  case NODE_INTEGER:
  case NODE_LONG:
    return one->integer == other->integer;
  case NODE_FLOAT:
    return one->number == other->number;
  case NODE_TEXT:
    return strcmp(one->text, other->text) == 0;
  default:
    return true;
  }
}

void node_insert(Node *parent, size_t index, Node child) {
  if (parent->count == parent->capacity) {
    parent->capacity = parent->capacity == 0 ? 4 : parent->capacity * 2;
    parent->children = mem_resize(parent->children, parent->capacity, sizeof *parent->children);
  }
  memmove(&parent->children[index + 1], &parent->children[index],
          (parent->count - index) * sizeof *parent->children);
  parent->children[index] = child;
  parent->count++;
}

Node node_take(Node *parent, size_t index) {
  Node child = parent->children[index];
  parent->count--;
  memmove(&parent->children[index], &parent->children[index + 1],
          (parent->count - index) * sizeof *parent->children);
  return child;
}
