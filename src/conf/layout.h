/* How new text is laid out in a file that somebody wrote: its line ends, its indentation, lines of
 * at most 100 columns. */
#ifndef NIGHTCALF_CONF_LAYOUT_H
#define NIGHTCALF_CONF_LAYOUT_H

#include "conf/guard.h"

enum { LAYOUT_COLUMNS = 100, LAYOUT_STEP = 2 };

/* LF or CRLF: how the file's first line ends. */
const char *layout_line_end(const Document *document);
/* The blanks that the line of this offset begins with. Release with free(). */
char *layout_indent(const Document *document, size_t at);
/* One level deeper than this: by a tab where it ends in one. Release with free(). */
char *layout_deeper(const char *indent);
/* How many columns stand before this offset in its line; a tab counts as eight at most. */
size_t layout_column(const Document *document, size_t at);
/* A literal with the file's line ends, for a place behind `column` columns in a line that begins
 * with indent. wrap: where it would go beyond 100 columns, a text is written as several joined
 * ones, and the values of a list stand on lines of their own. Release with free(). */
char *layout_value(const Document *document, const char *literal, size_t column, const char *indent,
                   bool wrap);

/* One setting of a new group. */
typedef struct Setting {
  const char *name;
  const char *literal;
} Setting;

/* How the settings of groups are written here. */
typedef struct Style {
  bool lines;      /* each on a line of its own */
  char equals[16]; /* between name and value: " = " */
  char separator;  /* ';', ',' or '\0': none */
  char *indent;    /* of the group's own line; owned */
  char *inner;     /* of its settings' lines; owned */
} Style;

/* The style of the children of a list, taken from the one nearest to a place among them.
 * lines_usual: where there is none to take it from. Free with layout_style_free(). */
Style layout_style(const Document *document, const Node *list, size_t near, bool lines_usual);
void layout_style_free(Style *style);
/* A new group in that style; on lines where one would be too long. Release with free(). */
char *layout_group(const Document *document, const Style *style, const Setting *settings,
                   size_t count);
/* What stands between name and value, " = " where it is no mere sign and blanks. */
void layout_equals(const Document *document, const Node *setting, char equals[16]);

#endif
