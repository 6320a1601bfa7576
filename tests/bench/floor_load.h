/* SQLite and libconfig with nothing around them. */
#ifndef TESTS_BENCH_FLOOR_LOAD_H
#define TESTS_BENCH_FLOOR_LOAD_H

/* Opens the database for reading and goes through all rows of one query: the sum of all its
 * numbers; a large negative number where that fails. The connection is left open, as a program
 * would. */
long floor_query(const char *database, const char *sql);
/* Parses a file by libconfig alone: how many steps it has; a large negative number where that
 * fails. */
long floor_parse(const char *file);

#endif
