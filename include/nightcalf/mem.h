/* Memory: wrappers that never return NULL. When memory runs out, what can still be saved is saved,
 * the program ends with exit status 4, the atexit handlers give the terminal back, and then two
 * lines on standard error say so. */
#ifndef NIGHTCALF_MEM_H
#define NIGHTCALF_MEM_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "nightcalf/error.h"

enum { EXIT_OUT_OF_MEMORY = 4 };

/* Saves what was not saved yet, when there is no memory left but a mebibyte that was laid aside for
 * this. Called from wherever memory was asked for, so that anything may be half changed. True: it
 * did save something. What it asks for in vain ends the program at once. */
typedef bool MemRescue(void *context);

/* Has that called, once, should memory run out from now on; NULL: nothing is to be saved any more.
 * A process that was forked and goes on to run our code gives NULL: what is to be saved is not its
 * own. */
void mem_rescue_by(MemRescue *rescue, void *context);

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
