/* What an export carries of the settings: the night's boundary and what the review is about, so
 * that the same record reads the same on another machine. */
#ifndef NIGHTCALF_CLI_TRANSFER_SETTINGS_H
#define NIGHTCALF_CLI_TRANSFER_SETTINGS_H

#include <jansson.h>
#include <stdbool.h>

#include "nightcalf/app.h"
#include "nightcalf/error.h"

/* {"trial_routine": "evening-calf", "trial_start": "2026-10-01"}: as `nightcalf settings` writes
 * them; what is at its default is left out. */
json_t *transfer_settings_make(const App *app);
/* Whether a file's are such settings, with values that they can have; findings name the line. */
bool transfer_settings_check(json_t *settings, const char *file, int line,
                             Diagnostics *diagnostics);
/* Sets those that are not set here, and says so on standard output; one that is set here to
 * something else stays, which is said too. False with err: some could not be written. */
bool transfer_settings_take(App *app, json_t *settings, Error *err);

#endif
