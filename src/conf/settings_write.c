/* Changes one setting in the settings file and leaves every other byte alone. The new text is read
 * again before it replaces the file: it must say what was meant, and nothing else. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "conf/save.h"
#include "conf/settings_file.h"
#include "nightcalf/library.h"
#include "nightcalf/mem.h"

static const char heading[] = "# Settings of Nightcalf; \"nightcalf help\" tells more.\n";

/* One change on its way. */
typedef struct Change {
  const char *path;
  const char *name;
  const char *value_text;
  Document document; /* the file as it is; of an absent one the heading alone */
  bool absent;
  Settings meant; /* the file's settings with the new value */
} Change;

/* The first error among the findings. Always false. */
static bool fail_finding(Error *err, const Diagnostics *diagnostics) {
  for (size_t i = 0; i < diagnostics->count; i++) {
    const Diagnostic *item = &diagnostics->items[i];
    if (item->warning) {
      continue;
    }
    if (item->line == 0) {
      return fail(err, "%s: %s; nothing was changed", item->file, item->message);
    }
    return fail(err, "%s:%d:%d: %s; nothing was changed: mend that in the file first", item->file,
                item->line, item->column, item->message);
  }
  return false;
}

/* Reads the file as it is, which must be sound, and its settings. */
static bool read_file(Change *change, Error *err) {
  Diagnostics diagnostics = {0};
  struct stat status;
  change->absent = stat(change->path, &status) != 0 && errno == ENOENT;
  bool whole = change->absent
                   ? document_parse(&change->document, change->path, heading, strlen(heading),
                                    ROUTINE_FILE_MAX, &diagnostics)
                   : document_read(&change->document, change->path, ROUTINE_FILE_MAX, &diagnostics);
  if (whole) {
    settings_read(&change->document, &change->meant, &diagnostics);
  }
  diagnostics_sort(&diagnostics);
  bool sound = diagnostics.errors == 0 || fail_finding(err, &diagnostics);
  diagnostics_free(&diagnostics);
  return sound;
}

/* Takes the new value into what is meant. It is read by itself, so that it can be one value and no
 * more. */
static bool read_value(Change *change, Error *err) {
  Diagnostics diagnostics = {0};
  Document document;
  char *text = mem_format("%s = %s\n;\n", change->name, change->value_text);
  bool whole =
      document_parse(&document, "value", text, strlen(text), ROUTINE_FILE_MAX, &diagnostics);
  bool one = whole && document.root.count == 1 &&
             document.root.children[0].span.length == strlen(change->value_text);
  if (one) {
    settings_read(&document, &change->meant, &diagnostics);
  }
  bool sound = one && diagnostics.errors == 0;
  if (!sound && diagnostics.errors > 0) {
    diagnostics_sort(&diagnostics);
    (void)fail(err, "%s", diagnostics.items[0].message);
  } else if (!sound) {
    (void)fail(err, "\"%s\" takes one value; got %s", change->name, change->value_text);
  }
  document_free(&document);
  diagnostics_free(&diagnostics);
  free(text);
  return sound;
}

/* How the file ends its lines. */
static const char *line_end(const Document *document) {
  const char *newline = memchr(document->bytes, '\n', document->length);
  return newline != NULL && newline > document->bytes && newline[-1] == '\r' ? "\r\n" : "\n";
}

/* The file's text with the new value in the place of the old one. */
static char *replace_value(const Change *change, const Node *node) {
  const Document *document = &change->document;
  size_t end = node->span.at + node->span.length;
  char *before = mem_copy_bytes(document->bytes, node->span.at);
  char *text = mem_format("%s%s%s", before, change->value_text, document->bytes + end);
  free(before);
  return text;
}

/* The file's text with the setting on a line of its own at the end. */
static char *append_setting(const Change *change) {
  const Document *document = &change->document;
  const char *end = line_end(document);
  bool ended = document->length == 0 || document->bytes[document->length - 1] == '\n';
  return mem_format("%s%s%s = %s;%s", document->bytes, ended ? "" : end, change->name,
                    change->value_text, end);
}

/* Whether a text means what was meant, read as the program will read it. */
static bool says_what_was_meant(const Change *change, const char *text, Error *err) {
  Diagnostics diagnostics = {0};
  Document document;
  Settings settings;
  settings_init(&settings);
  bool sound =
      document_parse(&document, change->path, text, strlen(text), ROUTINE_FILE_MAX, &diagnostics);
  if (sound) {
    settings_read(&document, &settings, &diagnostics);
  }
  sound = sound && diagnostics.errors == 0 &&
          fields_equal(settings_fields, &settings, &change->meant) &&
          settings.profile_asked == change->meant.profile_asked;
  if (!sound) {
    const Diagnostic *first = diagnostics.count > 0 ? &diagnostics.items[0] : NULL;
    (void)fail(err, "%s: cannot set \"%s\" here: %s; nothing was changed: set it with an editor",
               change->path, change->name,
               first != NULL ? first->message : "the file would then say something else too");
  }
  document_free(&document);
  diagnostics_free(&diagnostics);
  settings_free(&settings);
  return sound;
}

/* Makes the new text and puts it in the file's place. */
static bool write_change(const Change *change, Error *err) {
  const Document *document = &change->document;
  const Node *node = node_find(&document->root, change->name);
  char *text = node != NULL ? replace_value(change, node) : append_setting(change);
  Content before = {document->bytes, document->length};
  bool same = strcmp(text, document->bytes) == 0;
  bool done = same || (says_what_was_meant(change, text, err) &&
                       save_file(change->path, change->absent ? NULL : &before,
                                 (Content){text, strlen(text)}, err));
  free(text);
  return done;
}

bool settings_set(const char *path, const char *name, const char *value_text, Error *err) {
  if (field_find(settings_fields, name) == NULL) {
    const char *nearest = field_nearest(settings_fields, NULL, name);
    return nearest != NULL
               ? fail(err, "there is no setting \"%s\"; did you mean \"%s\"?", name, nearest)
               : fail(err, "there is no setting \"%s\"", name);
  }
  Change change = {.path = path, .name = name, .value_text = value_text};
  settings_init(&change.meant);
  bool done = read_file(&change, err) && read_value(&change, err) && write_change(&change, err);
  document_free(&change.document);
  settings_free(&change.meant);
  return done;
}
