/* The nearest plain form of a character, for terminals and pipes that know only ASCII. */
#ifndef NIGHTCALF_TEXT_ASCII_H
#define NIGHTCALF_TEXT_ASCII_H

#include <stddef.h>
#include <stdint.h>

enum { ASCII_SIZE = 64 };

/* Writes the plain form of a character: nothing for an accent that stands alone, "?" when there is
 * no plain form. before: the byte it will follow, 0 at the start; 1 and a half must not become
 * 11/2. Returns the length. */
size_t ascii_of(uint32_t character, char before, char text[ASCII_SIZE]);

#endif
