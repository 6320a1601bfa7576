/* The words of the settings file that this program makes: each setting explained, its default
 * behind a '#'. */
#ifndef NIGHTCALF_CONF_SETTINGS_TEXT_H
#define NIGHTCALF_CONF_SETTINGS_TEXT_H

#include <stdbool.h>

#include "nightcalf/field.h"

/* "# sound = "none";": the default as a file would have it, or an example where the default is that
 * nothing is said. Release with free(). */
char *settings_default_line(const Field *field);
/* The lines of comment above it, each with its newline. Release with free(). */
char *settings_explanation(const Field *field);

#endif
