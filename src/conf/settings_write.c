/* Changes one setting in the settings file and leaves every other byte alone. The new text is read
 * again before it replaces the file: it must say what was meant, and nothing else. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "conf/field_text.h"
#include "conf/layout.h"
#include "conf/patch.h"
#include "conf/save.h"
#include "conf/settings_file.h"
#include "conf/settings_text.h"
#include "conf/tree.h"
#include "conf/tree_change.h"
#include "conf/trivia.h"
#include "nightcalf/language.h"
#include "nightcalf/library.h"
#include "nightcalf/mem.h"

/* One change on its way. */
typedef struct Change {
  const char *path;
  const Field *field;
  const char *literal; /* NULL: it is taken out */
  Document document;   /* the file as it is; of an absent one the default text */
  bool absent;
  Node meant; /* the root of what the file is to say */
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

/* Whether every setting of a document is sound. */
static void check_settings(const Document *document, Diagnostics *diagnostics) {
  Settings settings;
  settings_init(&settings);
  settings_read(document, &settings, diagnostics);
  settings_free(&settings);
  diagnostics_sort(diagnostics);
}

/* Reads the file as it is, which must be sound. */
static bool read_file(Change *change, Error *err) {
  Diagnostics diagnostics = {0};
  struct stat status;
  change->absent = stat(change->path, &status) != 0 && errno == ENOENT;
  bool whole = false;
  if (change->absent) {
    char *text = settings_default_text();
    whole = document_parse(&change->document, change->path, text, strlen(text), ROUTINE_FILE_MAX,
                           &diagnostics);
    free(text);
  } else {
    whole = document_read(&change->document, change->path, ROUTINE_FILE_MAX, &diagnostics);
  }
  if (whole) {
    check_settings(&change->document, &diagnostics);
    change->meant = node_copy(&change->document.root);
  }
  bool sound = diagnostics.errors == 0 || fail_finding(err, &diagnostics);
  diagnostics_free(&diagnostics);
  return sound;
}

/* Whether a comment is the commented default of a setting: "# sound = ...". */
static bool is_default_line(const char *comment, const char *name) {
  const char *at = comment + strspn(comment, "#/ \t");
  size_t length = strlen(name);
  if (strncmp(at, name, length) != 0) {
    return false;
  }
  at += length + strspn(at + length, " \t");
  return *at == '=' || *at == ':';
}

/* The first comment between the settings that is the commented default, from an offset on. */
static bool find_default_line(const Document *document, const char *name, size_t from, size_t to,
                              Span *span) {
  size_t next = from;
  for (size_t at = from; at < to; at = next) {
    PieceType type = trivia_piece(document->bytes, at, to, &next);
    if (type == PIECE_LINE_COMMENT && is_default_line(document->bytes + at, name)) {
      *span = (Span){at, next - at};
      return true;
    }
  }
  return false;
}

/* The same in the whole file; *index gets how many settings are before it. */
static bool find_default(const Document *document, const char *name, size_t *index, Span *span) {
  const Node *root = &document->root;
  size_t from = inner_start(document, root);
  for (*index = 0; *index <= root->count; *index += 1) {
    const Node *next = *index < root->count ? &root->children[*index] : NULL;
    size_t to = next == NULL ? document->length : next->name_span.at;
    if (find_default_line(document, name, from, to, span)) {
      return true;
    }
    from = next == NULL ? to : next->span.at + next->span.length;
  }
  *index = root->count;
  return false;
}

/* The text with the setting in a place where it was not. *index: which child of the root it is. */
static char *add_setting(const Change *change, size_t *index) {
  const Document *document = &change->document;
  const char *line_end = layout_line_end(document);
  char *heading = mem_format("%s = ", change->field->name);
  char *value = layout_value(document, change->literal, strlen(heading), "", true);
  char *setting = mem_format("%s%s;", heading, value);
  Span span = {0};
  char *with = NULL;
  if (!find_default(document, change->field->name, index, &span)) {
    bool ended = document->length == inner_start(document, &document->root) ||
                 document->bytes[document->length - 1] == '\n';
    with = mem_format("%s%s%s", ended ? "" : line_end, setting, line_end);
    span = (Span){document->length, 0};
  } else if (change->absent) {
    with = mem_copy(setting);
  } else {
    with = mem_format("%s%s", line_end, setting);
    span = (Span){span.at + span.length, 0};
  }
  char *text = patch_bytes(document, span, with);
  free(with);
  free(setting);
  free(value);
  free(heading);
  return text;
}

/* Gives the setting its value, in text and tree. */
static char *put_setting(Change *change) {
  Document literal = {0};
  (void)patch_literal(&literal, change->field->name, change->literal, NULL);
  Node value = node_copy(&literal.root.children[0]);
  document_free(&literal);
  const Node *root = &change->document.root;
  const Node *old = node_find(root, change->field->name);
  if (old == NULL) {
    size_t index = 0;
    char *text = add_setting(change, &index);
    node_insert(&change->meant, index, value);
    return text;
  }
  size_t index = (size_t)(old - root->children);
  value.type = patch_brackets(old, &value);
  node_free(&change->meant.children[index]);
  change->meant.children[index] = value;
  return patch_value(&change->document, root, index, change->literal);
}

/* Whether the comments above a setting are those that explain it in the default text. */
static bool is_explained(const Change *change, const Unit *unit) {
  char *explanation = settings_explanation(change->field);
  char *above = mem_copy_bytes(change->document.bytes + unit->start, unit->item - unit->start);
  explanation[strcspn(explanation, "\n")] = '\0';
  bool found = strstr(above, explanation) != NULL;
  free(above);
  free(explanation);
  return found;
}

/* Takes the setting out, in text and tree. */
static char *drop_setting(Change *change) {
  const Document *document = &change->document;
  const Node *old = node_find(&document->root, change->field->name);
  size_t index = (size_t)(old - document->root.children);
  Node gone = node_take(&change->meant, index);
  node_free(&gone);
  Unit *units = units_of(document, &document->root);
  if (units == NULL) {
    return NULL;
  }
  Unit unit = units[index];
  free(units);
  if (!is_explained(change, &unit)) {
    return patch_remove(document, &document->root, index);
  }
  size_t end =
      unit.separator == NO_SEPARATOR || unit.separator < unit.end ? unit.end : unit.separator + 1;
  Span span = {0};
  if (find_default_line(document, change->field->name, unit.start, unit.item, &span)) {
    size_t last = blank_start(document->bytes, unit.item, unit.start);
    return patch_bytes(document, (Span){last, end - last}, "");
  }
  char *line = settings_default_line(change->field);
  char *text = patch_bytes(document, (Span){unit.item, end - unit.item}, line);
  free(line);
  return text;
}

/* Whether a text means what was meant, read as the program will read it. */
static bool says_what_was_meant(const Change *change, const char *text, Error *err) {
  Diagnostics diagnostics = {0};
  Document document = {0};
  if (text == NULL) {
    return fail(err, "%s: cannot set \"%s\" here; set it with an editor", change->path,
                change->field->name);
  }
  bool sound =
      document_parse(&document, change->path, text, strlen(text), ROUTINE_FILE_MAX, &diagnostics);
  if (sound) {
    check_settings(&document, &diagnostics);
  }
  sound = sound && diagnostics.errors == 0 &&
          node_same(&change->document, &change->meant, &document, &document.root);
  if (!sound) {
    const Diagnostic *first = diagnostics.count > 0 ? &diagnostics.items[0] : NULL;
    (void)fail(err, "%s: cannot set \"%s\" here: %s; nothing was changed: set it with an editor",
               change->path, change->field->name,
               first != NULL ? first->message : _("the file would then say something else too"));
  }
  document_free(&document);
  diagnostics_free(&diagnostics);
  return sound;
}

/* Makes the new text and puts it in the file's place. */
static bool write_change(Change *change, Error *err) {
  const Document *document = &change->document;
  char *text = change->literal == NULL ? drop_setting(change) : put_setting(change);
  if (!says_what_was_meant(change, text, err)) {
    free(text);
    return false;
  }
  Content before = {document->bytes, document->length};
  bool done =
      strcmp(text, document->bytes) == 0 ||
      save_file(change->path, change->absent ? NULL : &before, (Content){text, strlen(text)}, err);
  free(text);
  return done;
}

/* The row of a setting; NULL with err: there is none. */
static const Field *find_field(const char *name, Error *err) {
  const Field *field = field_find(settings_fields, name);
  if (field == NULL) {
    const char *nearest = field_nearest(settings_fields, NULL, name);
    (void)(nearest != NULL
               ? fail(err, "there is no setting \"%s\"; did you mean \"%s\"?", name, nearest)
               : fail(err, "there is no setting \"%s\"", name));
  }
  return field;
}

static void change_free(Change *change) {
  document_free(&change->document);
  node_free(&change->meant);
}

bool settings_set(const char *path, const char *name, const char *value_text, Error *err) {
  Change change = {.path = path, .field = find_field(name, err), .literal = value_text};
  bool done = change.field != NULL && read_file(&change, err) &&
              field_check_literal(change.field, value_text, err) && write_change(&change, err);
  change_free(&change);
  return done;
}

bool settings_unset(const char *path, const char *name, Error *err) {
  Change change = {.path = path, .field = find_field(name, err)};
  bool done = change.field != NULL && read_file(&change, err);
  bool set = done && node_find(&change.document.root, name) != NULL;
  done = done && (!set || write_change(&change, err));
  change_free(&change);
  return done;
}
