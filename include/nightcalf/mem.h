/* Memory: wrappers that never return NULL. When memory runs out they say so on standard error and
 * end the program with exit status 4; whoever changed the terminal has an atexit handler that gives
 * it back, and a session is on disk up to its last beat. */
#ifndef NIGHTCALF_MEM_H
#define NIGHTCALF_MEM_H

#include <stdarg.h>
#include <stddef.h>

#include "nightcalf/error.h"

enum { EXIT_OUT_OF_MEMORY = 4 };

/* memory, which somebody asked the system for; ends the program where there is none and size is
 * above 0. */
void *mem_there(void *memory, size_t size);
/* count x size zeroed bytes; the product is checked. Release with free(). */
void *mem_new(size_t count, size_t size);
/* Grows or shrinks to count x size bytes; new bytes are not zeroed. Release with free(). */
void *mem_resize(void *old, size_t count, size_t size);
/* A copy of text; NULL stays NULL. Release with free(). */
char *mem_copy(const char *text);
/* A copy of length bytes with a NUL behind them. Release with free(). */
char *mem_copy_bytes(const char *bytes, size_t length);
/* A formatted text. Release with free(). */
char *mem_format(const char *format, ...) PRINTF_LIKE(1, 2);
char *mem_format_list(const char *format, va_list arguments) PRINTF_LIKE(1, 0);

#endif
