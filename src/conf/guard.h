/* What must be true of a file's bytes before libconfig sees them, and the tree that comes of it.
 * Rules and limits: those of the specification's section 3, each with an error that names it. */
#ifndef NIGHTCALF_CONF_GUARD_H
#define NIGHTCALF_CONF_GUARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "conf/findings.h"
#include "conf/scan.h"
#include "nightcalf/error.h"

enum {
  GUARD_DEPTH_MAX = 8,     /* brackets open at once */
  GUARD_SETTINGS_MAX = 64, /* in one group */
  GUARD_NODES_MAX = 10000, /* for each 256 KiB that the file may have */
  GUARD_NAME_MAX = 64      /* bytes */
};

typedef enum NodeType {
  NODE_BROKEN, /* a value with a finding of its own: nothing more is to be said about it */
  NODE_FLAG,
  NODE_INTEGER,
  NODE_LONG, /* an integer with the suffix L */
  NODE_FLOAT,
  NODE_TEXT,
  NODE_GROUP,
  NODE_ARRAY,
  NODE_LIST
} NodeType;

typedef struct Node Node;

/* A setting or an element of a list, and where it stands. */
struct Node {
  NodeType type;
  char *name;       /* NULL: an element, or the file as a whole; of whom: see owned */
  Span name_span;   /* of the original bytes */
  Span span;        /* of the value, brackets and quotes included */
  Place name_place; /* of an element: that of its value */
  Place place;      /* of the value; of the file as a whole 1:1 */
  bool flag;
  int64_t integer;
  double number;
  char *text; /* decoded */
  bool owned; /* name and text are the node's own; else they lie in its document's strings */
  Node *children;
  size_t count;
  size_t capacity;
};

/* A file as read. Free with document_free(). */
typedef struct Document {
  char *name;  /* as the user named it */
  char *bytes; /* the original, with a NUL behind */
  size_t length;
  char *strings; /* the names and texts of what was parsed, each where it begins in the bytes */
  Node root;     /* a group */
} Document;

/* Reads a file into the document: regular files of at most max_bytes only. False: it cannot be
 * parsed at all. True: the tree is whole, but it may have findings, counted in diagnostics->errors;
 * their values are NODE_BROKEN. The document is to be freed either way. */
bool document_read(Document *document, const char *path, size_t max_bytes,
                   Diagnostics *diagnostics);
/* The same from memory. */
bool document_parse(Document *document, const char *name, const char *bytes, size_t length,
                    size_t max_bytes, Diagnostics *diagnostics);
/* Reads changed bytes, which are in the document, into its root again, without any finding: for the
 * steps between a change and its full check. Whether the tree is whole. */
bool guard_reparse(Document *document);
void document_free(Document *document);
/* The bytes of a regular file of at most max_bytes, as they are: not looked at; a NUL is behind
 * them. *bytes is to be freed either way. False: why is in diagnostics. */
bool guard_read(const char *path, size_t max_bytes, char **bytes, size_t *length,
                Diagnostics *diagnostics);

/* The setting of that name in a group, or NULL. */
const Node *node_find(const Node *group, const char *name);
/* The value as a message shows it: the literal as written, or "a group", "a list", "an array". */
void node_shown(const Document *document, const Node *node, char shown[SHOWN_SIZE]);

#endif
