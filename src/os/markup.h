/* The little markup that notification servers read. */
#ifndef NIGHTCALF_OS_MARKUP_H
#define NIGHTCALF_OS_MARKUP_H

/* A copy in which nothing is markup: "a<b" becomes "a&lt;b". Release with free(). */
char *markup_escape(const char *text);

#endif
