/* The changes that can be made to a file's text, by the spans of its tree: every byte outside of
 * what is meant stays. Each makes a new text and says nothing about whether it means the right
 * thing: who asked parses it again. */
#ifndef NIGHTCALF_CONF_PATCH_H
#define NIGHTCALF_CONF_PATCH_H

#include "conf/guard.h"

#define PATCH_LAST ((size_t)-1)

/* What parts two elements: blanks behind a comma; or blanks, a comma and blanks, where commas lead
 * the lines. */
typedef struct Joint {
  char *text; /* owned */
  bool comma; /* it has the comma */
} Joint;

/* An element with its comments, on its way into a list. Free with element_free(). */
typedef struct Element {
  char *text;      /* without a comma of its own; owned */
  size_t item;     /* where it begins itself, behind the comments above it */
  size_t comma_at; /* where its comma goes */
  Joint joint;     /* what parted it from its neighbour where it was; text NULL: it had none */
} Element;

void element_free(Element *element);

/* All return the new text, to be released with free(), or NULL: something stands between the values
 * that is neither comment nor separator, so that nobody can say what belongs to what. */

/* The value of a child of a group becomes another. Of lists and arrays only the elements that
 * differ are touched, and the kind of bracket stays (see patch_brackets()). */
char *patch_value(const Document *document, const Node *group, size_t index, const char *literal);
/* Puts a setting into a group behind its after-th child (PATCH_LAST: at its end), laid out as its
 * neighbours are. */
char *patch_add(const Document *document, const Node *group, size_t after, const char *name,
                const char *literal);
/* Takes out a child of a group, list or array with the comments that belong to it. */
char *patch_remove(const Document *document, const Node *container, size_t index);
/* Puts an element into a list so that it is the index-th; behind: close to the one before it rather
 * than to the one that follows. */
char *patch_insert(const Document *document, const Node *list, size_t index, bool behind,
                   const Element *element);
/* The same where bytes of trivia, a comment among them, become other bytes. */
char *patch_bytes(const Document *document, Span span, const char *with);

/* A copy of a list's element with its comments; false as above. */
bool patch_copy(const Document *document, const Node *list, size_t index, Element *element);

/* The type that a value has after patch_value(): an array stays one when a list of plain values of
 * one type is put in its place, and a list stays one for an array. */
NodeType patch_brackets(const Node *before, const Node *literal);
/* Parses a literal that must be one value and no more, without findings, into the first child of
 * the document's root. False with err: it is not. name: the setting's, for the message. The
 * document is to be freed either way. */
bool patch_literal(Document *document, const char *name, const char *literal, Error *err);

#endif
