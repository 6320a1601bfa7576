/* What people type where a few words are possible: capitals, hyphens and endings do not matter. */
#ifndef NIGHTCALF_CORE_WORDS_H
#define NIGHTCALF_CORE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/* A typed text without the blanks around it. */
typedef struct Typed {
  const char *at;
  size_t length;
} Typed;
Typed typed_trimmed(const char *text, size_t length);
/* Whether a name begins with what was typed, and whether it is that. Capitals, and what joins two
 * words, do not matter. */
bool typed_begins(const char *name, Typed typed);
bool typed_is(const char *name, Typed typed);

/* The index of the word that is meant: by its stored or its shown name (shown may be NULL), in
 * English or the user's language, or by a beginning of one word's names alone. -1: none fits, or
 * more than one. The empty text means the empty word. */
int words_find(const char *const *words, const char *const *shown, Typed typed);

/* The muscles' names, stored and shown, NULL-terminated: episode.c. */
extern const char *const muscle_words[];
extern const char *const muscle_shown_words[];

#endif
