/* How every suite of tests is run, and what many of them ask of a text. */
#ifndef TESTS_SUITE_H
#define TESTS_SUITE_H

#include <check.h>

/* Runs the suite, prints what failed and a line that counts, and forgets it. Returns what main()
 * is to return. */
int suite_run(Suite *suite);
/* The text must hold the part; says both where it does not. */
void assert_holds(const char *text, const char *part);

#endif
