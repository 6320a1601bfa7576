/* Texts in the user's language, by the C library's catalogues. Contract: nightcalf/language.h.
 * Which catalogue that is, the front door says once (text_start()); to the core it is constant
 * data, and without one every text is its English self. */
#include "nightcalf/language.h"

#include <libintl.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/mem.h"

/* The byte between context and text in a catalogue. Source: gettext's manual, "Contexts". */
#define CONTEXT_END "\004"

const char *language_text(const char *text) {
  /* the entry of "" is the catalogue's own header */
  return text == NULL || text[0] == '\0' ? text : gettext(text);
}

const char *language_in(const char *context, const char *text) {
  char *key = mem_format("%s" CONTEXT_END "%s", context, text);
  const char *found = gettext(key);
  const char *result = found == key ? text : found;
  free(key);
  return result;
}

const char *language_plural(const char *one, const char *many, unsigned long count) {
  return ngettext(one, many, count);
}
