/* Between the guard's parts: bytes to tree, and the tree against libconfig's. */
#ifndef NIGHTCALF_CONF_TREE_H
#define NIGHTCALF_CONF_TREE_H

#include "conf/guard.h"

/* Parses the document's bytes into its root and its strings, whatever these were. faulty: a
 * forbidden character is somewhere in them, which is reported elsewhere. nodes_max: how many values
 * it may have. Returns whether the tree is whole; *stopped is the offset behind which nothing was
 * looked at. */
bool tree_parse(Document *document, bool faulty, size_t nodes_max, const Findings *findings,
                size_t *stopped);
/* Whether a forbidden character is in any of the lines. */
bool lines_have_fault(const char *bytes, size_t length);
/* Frees what a node owns. */
void node_free(Node *node);

/* Has libconfig read the document, which must be free of findings, and compares the two trees. A
 * difference is an error at its place. */
void tree_agree(const Document *document, const Findings *findings);

#endif
