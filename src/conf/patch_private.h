/* Between the parts that change a text. */
#ifndef NIGHTCALF_CONF_PATCH_PRIVATE_H
#define NIGHTCALF_CONF_PATCH_PRIVATE_H

#include "conf/guard.h"

/* Bytes that give way to others. */
typedef struct Cut {
  size_t from;
  size_t to;
  const char *with;
} Cut;

/* The text after cuts, which are in order and apart. A blank is put where two words would become
 * one. Release with free(). */
char *patch_apply(const Document *document, const Cut *cuts, size_t count);
/* The text with the first child of a container that has none. Release with free(). */
char *patch_fill(const Document *document, const Node *container, const char *text);

#endif
