/* Keys of a person's own, as the setting `keys` has them: the check that needs no terminal. */
#ifndef NIGHTCALF_KEYS_H
#define NIGHTCALF_KEYS_H

#include <stdbool.h>

#include "nightcalf/error.h"
#include "nightcalf/field.h"

/* Whether these bindings ("ACTION: KEY [KEY...]") can be in force together. False: err says in a
 * sentence without its full stop which one cannot and why: no such action or key (the nearest is
 * named), or one key would mean two things on one screen (both are named). */
bool keys_check(const TextList *bindings, Error *err);

#endif
