/* The settings file: the same guard, the same reader, another table. */
#include <errno.h>
#include <sys/stat.h>

#include "conf/field_read.h"
#include "conf/guard.h"
#include "nightcalf/library.h"

bool settings_load(const char *path, Settings *settings, Diagnostics *diagnostics) {
  struct stat status;
  if (stat(path, &status) != 0 && errno == ENOENT) {
    return true;
  }
  size_t errors = diagnostics->errors;
  Document document;
  if (document_read(&document, path, ROUTINE_FILE_MAX, diagnostics)) {
    Findings findings = {.diagnostics = diagnostics, .file = document.name};
    for (size_t i = 0; i < document.root.count; i++) {
      const Node *node = &document.root.children[i];
      const Field *field = field_find(settings_fields, node->name);
      if (field == NULL) {
        field_report_unknown(settings_fields, NULL, node, &findings);
      } else {
        (void)field_read(field, &document, node, settings, &findings);
      }
    }
  }
  document_free(&document);
  diagnostics_sort(diagnostics);
  return diagnostics->errors == errors;
}
