/* Hostile routine files: no crash, no leak, no wait; and what is taken reads back to an equal
 * routine from its own text. Built with -DNIGHTCALF_FUZZ=ON and clang; run as
 *   fuzz_routine -dict=tests/fuzz/routine.dict CORPUS routines tests/routines_bad */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "conf_bench.h"
#include "nightcalf/library.h"

/* How the message begins where the guard and libconfig differ. */
static const char misread_text[] = "cannot be read as written";

/* The name is libFuzzer's. */
// NOLINTNEXTLINE(readability-identifier-naming)
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

// NOLINTNEXTLINE(readability-identifier-naming)
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Diagnostics diagnostics = {0};
  Routine *routine =
      routine_parse(NULL, "fuzz.cfg", (const char *)data, size, ROUTINE_FILE_MAX, &diagnostics);
  if ((routine == NULL) != (diagnostics.errors > 0)) {
    abort();
  }
  if (routine != NULL) {
    char *text = routine_write(routine);
    Routine *again =
        routine_parse(NULL, "again.cfg", text, strlen(text), SNAPSHOT_MAX, &diagnostics);
    if (again == NULL || !bench_equal(routine, again)) {
      abort();
    }
    routine_free(again);
    free(text);
  }
  for (size_t i = 0; i < diagnostics.count; i++) {
    const Diagnostic *item = &diagnostics.items[i];
    bool misread = strncmp(item->message, misread_text, sizeof misread_text - 1) == 0;
    bool placed = item->line >= 1 && item->column >= 1;
    if (misread || (!placed && size <= ROUTINE_FILE_MAX)) {
      abort(); /* the guard took what libconfig does not, or lost the place */
    }
  }
  diagnostics_free(&diagnostics);
  routine_free(routine);
  return 0;
}
