/* Answers out of a table's words: offered with numbers, taken by number or by word, in English or
 * in the person's language. */
#ifndef NIGHTCALF_CLI_LOG_WORDS_H
#define NIGHTCALF_CLI_LOG_WORDS_H

#include "nightcalf/field.h"

/* What can be answered, for brackets: "1 left, 2 right, 3 both"; "" where anything can, or the
 * label says it. Release with free(). */
char *log_words_hint(const Field *field);
/* The answer as diary_read() takes it: numbers ("2", of a set "1 3"), and words of the person's
 * language, become the table's words; anything else stays as it is. Release with free(). */
char *log_words_answer(const Field *field, const char *typed);

#endif
