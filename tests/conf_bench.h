/* What the tests of the configuration layer share: findings as text, and routines from strings. */
#ifndef TESTS_CONF_BENCH_H
#define TESTS_CONF_BENCH_H

#include <stdbool.h>
#include <stddef.h>

#include "nightcalf/library.h"

/* The start of every routine, and a step. */
#define HEAD "format = 1; title = \"Legs\";\n"
#define MARCH "{ kind = \"timed\"; title = \"March\"; duration = 30; }"

/* "12:17: error: message" a line, in order. Good until the next call. */
const char *bench_findings(const Diagnostics *diagnostics);

/* Parses a routine from memory under the name "legs.cfg", without a library. Its findings are in
 * bench_found() until the next call. */
Routine *bench_parse(const char *text);
Routine *bench_parse_bytes(const char *text, size_t length);
/* Loads a file of the test's folder with a library. */
Routine *bench_load(const Library *library, const char *name);
const char *bench_found(void);

/* Fails the test unless both texts are equal, and shows them whole. */
void bench_expect(const char *found, const char *expected);

/* The routine's ids with blanks between them. Good until the next call. */
const char *bench_ids(const Routine *routine);
/* A routine of so many copies of a step, each on its own line from the third on. Release with
 * free(). */
char *bench_copies(const char *step, int count);

/* Whether two routines are equal in all that a file can say. */
bool bench_equal(const Routine *one, const Routine *other);

#endif
