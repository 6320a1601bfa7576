/* One file. Contract: floor_load.h. */
#include <libconfig.h>
#include <limits.h>
#include <stddef.h>

#include "floor_load.h"

long floor_parse(const char *file) {
  config_t config;
  config_init(&config);
  long steps = LONG_MIN / 2;
  if (config_read_file(&config, file) == CONFIG_TRUE) {
    const config_setting_t *list = config_lookup(&config, "steps");
    steps = list != NULL ? config_setting_length(list) : 0;
  }
  config_destroy(&config);
  return steps;
}
