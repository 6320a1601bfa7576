/* How every suite of tests is run. */
#ifndef TESTS_SUITE_H
#define TESTS_SUITE_H

#include <check.h>

/* Runs the suite, prints what failed and a line that counts, and forgets it. Returns what main()
 * is to return. */
int suite_run(Suite *suite);

#endif
