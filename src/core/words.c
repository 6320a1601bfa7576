/* Which word a person means. Contract: words.h. */
#include "words.h"

#include <string.h>

#include "nightcalf/language.h"

static bool is_blank(char letter) {
  return letter == ' ' || letter == '\t';
}

Typed typed_trimmed(const char *text, size_t length) {
  while (length > 0 && is_blank(*text)) {
    text++;
    length--;
  }
  while (length > 0 && is_blank(text[length - 1])) {
    length--;
  }
  return (Typed){text, length};
}

/* A letter for comparing: capitals, and what joins two words, do not matter. */
static char folded(char letter) {
  if (letter >= 'A' && letter <= 'Z') {
    return (char)(letter - 'A' + 'a');
  }
  if (letter == '_' || letter == '-') {
    return ' ';
  }
  return letter;
}

bool typed_begins(const char *name, Typed typed) {
  for (size_t i = 0; i < typed.length; i++) {
    if (name[i] == '\0' || folded(name[i]) != folded(typed.at[i])) {
      return false;
    }
  }
  return true;
}

bool typed_is(const char *name, Typed typed) {
  return strlen(name) == typed.length && typed_begins(name, typed);
}

int words_find(const char *const *words, const char *const *shown, Typed typed) {
  int fitting = -1;
  int count = 0;
  shown = shown != NULL ? shown : words;
  for (int i = 0; words[i] != NULL; i++) {
    if (typed_is(words[i], typed) || typed_is(shown[i], typed) || typed_is(_(shown[i]), typed)) {
      return i;
    }
    if (typed_begins(words[i], typed) || typed_begins(shown[i], typed) ||
        typed_begins(_(shown[i]), typed)) {
      fitting = i;
      count++;
    }
  }
  return count == 1 ? fitting : -1;
}
