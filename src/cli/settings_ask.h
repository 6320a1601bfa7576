/* What the command settings does beside showing and changing: the questions about health, hearing
 * the cues, the list of the screens' actions. Each returns the exit status. */
#ifndef NIGHTCALF_CLI_SETTINGS_ASK_H
#define NIGHTCALF_CLI_SETTINGS_ASK_H

#include "nightcalf/app.h"

/* Asks the questions of the profile, one after the other, and keeps the answers. */
int settings_ask(App *app);
/* Plays one cue by its name, or "all", one after the other, each with a line that says what it is.
 */
int settings_hear(App *app, const char *name);
/* Lists the actions of the screens with their keys, as the setting `keys` names them. */
int settings_actions(const App *app);

#endif
