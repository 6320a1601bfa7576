/* What stands between the values: blanks, comments, separators; and which of it belongs to which
 * element of a list, or setting of a group. */
#ifndef NIGHTCALF_CONF_TRIVIA_H
#define NIGHTCALF_CONF_TRIVIA_H

#include "conf/guard.h"

#define NO_SEPARATOR ((size_t)-1)

/* An element or a setting with the comments that belong to it: whole lines of comment directly
 * above (a blank line, the bracket's own line and the file's first lines end them), those before
 * its separator, and those on its lines; of a setting also those between its `;` and the next one
 * on the same line. All are offsets in the document. */
typedef struct Unit {
  size_t start;     /* of the first comment, or of itself */
  size_t item;      /* of itself: a setting's name, an element's value */
  size_t item_end;  /* of its value */
  size_t end;       /* behind its last comment or its separator */
  size_t separator; /* ',' or ';', or NO_SEPARATOR */
  bool inside;      /* the separator is before the end; else it stands on a later line */
  bool open_ended;  /* the last thing is a comment that only the line's end ends */
} Unit;

/* Of each child of a group, list or array; child's count. NULL: something stands between that is
 * neither comment nor separator (a setting that is set twice). Release with free(). */
Unit *units_of(const Document *document, const Node *container);

/* Where a container's children may stand: from behind its opening bracket to its closing one; of
 * the file as a whole all of it. */
size_t inner_start(const Document *document, const Node *container);
size_t inner_end(const Document *document, const Node *container);

typedef enum PieceType {
  PIECE_BLANK,
  PIECE_NEWLINE, /* LF or CRLF */
  PIECE_LINE_COMMENT,
  PIECE_COMMENT,
  PIECE_SEPARATOR,
  PIECE_OTHER
} PieceType;

/* The piece that begins at an offset, which must be before end; *next gets where it ends. */
PieceType trivia_piece(const char *text, size_t at, size_t end, size_t *next);
/* Whether a line ends between two offsets, comments aside. */
bool trivia_has_newline(const char *text, size_t from, size_t to);
/* Whether a comment is between two offsets of trivia; *last gets where the last one ends, and
 * *open_ended (may be NULL) whether only the line's end ends it. */
bool trivia_last_comment(const char *text, size_t from, size_t to, size_t *last, bool *open_ended);
/* Back over blanks and line ends, not beyond low; forward, not beyond high. */
size_t blank_start(const char *text, size_t at, size_t low);
size_t blank_end(const char *text, size_t at, size_t high);

#endif
