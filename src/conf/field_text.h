/* Values as a person types them, and as a file has them. The public half is in nightcalf/edit.h. */
#ifndef NIGHTCALF_CONF_FIELD_TEXT_H
#define NIGHTCALF_CONF_FIELD_TEXT_H

#include "conf/guard.h"
#include "nightcalf/field.h"

/* A value of a file as a person types it, in the file's own spelling; what is of another type than
 * the field's, the bytes as they are. Release with free(). */
char *field_plain_node(const Field *field, const Document *document, const Node *node);
/* Whether a literal is one value, and one that the field can have. False with err: the message that
 * a file would get. Of CHOICES only that it is one value. */
bool field_check_literal(const Field *field, const char *literal, Error *err);

#endif
