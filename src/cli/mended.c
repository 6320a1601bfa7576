/* What the person is told of a record that was found broken. Contract: cli.h. */
#include <stdlib.h>

#include "cli.h"
#include "nightcalf/language.h"
#include "nightcalf/text.h"

void cli_tell_rights(const App *app) {
  char *text = app_rights_text(app);
  if (text != NULL) {
    text_complain("%s", text);
  }
  free(text);
}

void cli_tell_mended(App *app) {
  char *text = app->mended ? app_mended_text(app, false) : NULL;
  if (text == NULL) {
    return;
  }
  app->mended = false;
  text_complain("%s", text);
  char *backup = app_mended_backup(app);
  if (backup != NULL) {
    text_print(stderr, _("To take in what only that backup has: nightcalf restore --add %s\n"),
               backup);
  } else {
    app_mended_seen(app); /* there is nothing to choose */
  }
  free(backup);
  free(text);
}
