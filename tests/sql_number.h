/* One number out of a database, past the store. */
#ifndef TESTS_SQL_NUMBER_H
#define TESTS_SQL_NUMBER_H

#include <stdint.h>

/* The first column of the first row that a statement gives; -1: none, or it cannot be asked. */
int64_t sql_number(const char *database, const char *sql);

#endif
