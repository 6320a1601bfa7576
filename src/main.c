/* The front door: the process is made sound, the command runs, everything is given back. */
#include <stdlib.h>

#include "cli/cli.h"
#include "nightcalf/app.h"
#include "nightcalf/os.h"
#include "nightcalf/text.h"

/* 0 done, 1 could not, 2 wrong usage, 3 ran but could not be kept; by a signal where one ended a
 * session. */
int main(int argc, char **argv) {
  text_start();
  char *catalogues = paths_catalogues();
  text_catalogues(catalogues);
  free(catalogues);
  Error err = {{0}};
  if (!process_start(&err)) {
    text_complain("%s", err.text);
    return CLI_FAILED;
  }
  App app = {.clock = clock_system(), .lock = -1};
  app_open(&app);
  int status = cli_main(&app, argc, argv);
  app_keep_day(&app);
  cli_tell_mended(&app);
  app_close(&app);
  return cli_close_output(status);
}
