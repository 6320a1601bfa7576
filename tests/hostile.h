/* Text that would do harm if a terminal got it, wherever text can come from; and a look at what was
 * said for any of it. */
#ifndef TESTS_HOSTILE_H
#define TESTS_HOSTILE_H

#include <stdbool.h>
#include <stddef.h>

/* Escape sequences, both kinds of C1, bidirectional controls, what cannot be seen, invalid UTF-8, a
 * pile of marks, formats. One line. */
extern const char hostile_text[];
/* A routine that loads although it is odd: formats, piles of marks, wide characters, words without
 * end. */
extern const char hostile_routine[];

/* Puts hostile_text into every text of the record where its schema allows it. name: in
 * temp_folder_make()'s folder. */
void hostile_database(const char *name);
/* Puts it into what the environment says, LANG and the like included, except where the program lies
 * and writes. */
void hostile_environment(void);

/* The first forbidden thing in what went to standard output or error; NULL: there is none. crlf:
 * lines end with CR LF. Release with free(). */
char *hostile_in(const char *bytes, size_t length, bool crlf);
/* The same of what a terminal got, beside what curses sends. */
char *hostile_in_terminal(const char *bytes, size_t length);

#endif
