/* A tree changed by itself, without any text: what a change of the text must come to. */
#ifndef NIGHTCALF_CONF_TREE_CHANGE_H
#define NIGHTCALF_CONF_TREE_CHANGE_H

#include "conf/guard.h"

/* A deep copy; spans and places are those of the original. */
Node node_copy(const Node *node);
/* Whether two values are the same in name, type, value and order; spans and places aside. A value
 * that cannot be read is the same as one of the same bytes. */
bool node_same(const Document *one_document, const Node *one, const Document *other_document,
               const Node *other);
/* Puts a child before the index-th; it is taken over. */
void node_insert(Node *parent, size_t index, Node child);
/* Takes a child out; it is the caller's to free. */
Node node_take(Node *parent, size_t index);

#endif
