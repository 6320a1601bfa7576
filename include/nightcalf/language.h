/* The user's language: every text that a person may see is English in the code and looked up in the
 * catalogue of gettext where it is shown. What a program reads (JSON, CSV, settings, routine files,
 * the database) is never looked up.
 *
 * A text given to one of the functions that take a format (fail(), diagnostics_add(),
 * text_complain(), page_format() and the others that data/po/keywords names) is looked up by that
 * function. Any other text is marked where it stands: by _() where it is used, by N_() in a table
 * whose user looks it up. */
#ifndef NIGHTCALF_LANGUAGE_H
#define NIGHTCALF_LANGUAGE_H

#include <stdbool.h>

/* Finds out whether there is a catalogue, whenever the locale, the language or the folder of the
 * catalogues has been set; where there is none, the functions below look nothing up. Before the
 * first call they do. */
void language_begin(void);
/* What tells the catalogue in force from any other, for what is kept of its texts; only to be
 * compared. */
const char *language_catalogue(void);
/* Whether there is a catalogue; without one every text is its English self. */
bool language_any(void);
/* The text in the user's language, or as it is where the catalogue has none; NULL and "" stay.
 * Belongs to the catalogue and stays until the program ends. */
const char *language_text(const char *text) __attribute__((format_arg(1)));
/* The same of a text whose meaning needs a word for whoever translates it: "leg" for one such. */
const char *language_in(const char *context, const char *text) __attribute__((format_arg(2)));
/* The form of a counted text that the language uses for this number: not all have two. */
const char *language_plural(const char *one, const char *many, unsigned long count)
    __attribute__((format_arg(1), format_arg(2)));

/* The names that every tool of gettext knows. NOLINTBEGIN */
#define _(text) language_text(text)
/* without parentheses: it stands in the initializers of arrays of char, too */
#define N_(text) text
/* N_() for language_in(). */
#define N_IN(context, text) (text)
/* NOLINTEND */

#endif
