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

enum { KEY_USUAL = 128 /* bytes of a context and a text */ };

/* False: there is no catalogue, so that looking a text up would find what it began with. */
static bool looks_up = true;

void language_begin(void) {
  looks_up = language_catalogue()[0] != '\0';
}

const char *language_catalogue(void) {
  return gettext(""); /* the catalogue's own header, which stays where it is once it was read */
}

bool language_any(void) {
  return language_catalogue()[0] != '\0';
}

const char *language_text(const char *text) {
  /* the entry of "" is the catalogue's own header */
  return !looks_up || text == NULL || text[0] == '\0' ? text : gettext(text);
}

const char *language_in(const char *context, const char *text) {
  if (!looks_up) {
    return text;
  }
  char few[KEY_USUAL];
  size_t context_length = strlen(context);
  size_t text_length = strlen(text);
  size_t size = context_length + sizeof CONTEXT_END + text_length;
  char *longer = size > sizeof few ? mem_new(size, 1) : NULL;
  char *key = longer != NULL ? longer : few;
  memcpy(key, context, context_length);
  memcpy(key + context_length, CONTEXT_END, sizeof CONTEXT_END);
  memcpy(key + context_length + sizeof CONTEXT_END - 1, text, text_length + 1);
  const char *found = gettext(key);
  const char *result = found == key ? text : found;
  free(longer);
  return result;
}

const char *language_plural(const char *one, const char *many, unsigned long count) {
  return ngettext(one, many, count);
}
