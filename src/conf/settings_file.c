/* The settings file: the same guard, the same reader, another table. */
#include "conf/settings_file.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "conf/field_read.h"
#include "nightcalf/library.h"

void settings_read(const Document *document, Settings *settings, Diagnostics *diagnostics) {
  Findings findings = {.diagnostics = diagnostics, .file = document->name};
  for (size_t i = 0; i < document->root.count; i++) {
    const Node *node = &document->root.children[i];
    const Field *field = field_find(settings_fields, node->name);
    if (field == NULL) {
      field_report_unknown(settings_fields, NULL, node, &findings);
    } else if (field_read(field, document, node, settings, &findings) &&
               strcmp(field->name, "profile") == 0) {
      settings->profile_asked = true;
    }
  }
}

bool settings_load(const char *path, Settings *settings, Diagnostics *diagnostics) {
  struct stat status;
  if (stat(path, &status) != 0 && errno == ENOENT) {
    return true;
  }
  size_t errors = diagnostics->errors;
  Document document;
  if (document_read(&document, path, ROUTINE_FILE_MAX, diagnostics)) {
    settings_read(&document, settings, diagnostics);
  }
  document_free(&document);
  diagnostics_sort(diagnostics);
  return diagnostics->errors == errors;
}

bool settings_parse(const char *text, Settings *settings, Diagnostics *diagnostics) {
  size_t errors = diagnostics->errors;
  Document document;
  if (document_parse(&document, "value", text, strlen(text), ROUTINE_FILE_MAX, diagnostics)) {
    settings_read(&document, settings, diagnostics);
  }
  document_free(&document);
  return diagnostics->errors == errors;
}

bool settings_has(const char *path, const char *name) {
  Diagnostics diagnostics = {0};
  Document document;
  bool has = document_read(&document, path, ROUTINE_FILE_MAX, &diagnostics) &&
             node_find(&document.root, name) != NULL;
  document_free(&document);
  diagnostics_free(&diagnostics);
  return has;
}
