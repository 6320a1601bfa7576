/* Takes what a person reads of the shipped routines, cards and pictures from their files, and
 * prints it as a template of a catalogue: data_texts SOURCE-FOLDER, for scripts/catalogue. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "conf/guard.h"
#include "conf/pose_labels.h"
#include "nightcalf/card.h"
#include "nightcalf/field.h"
#include "nightcalf/library.h"
#include "nightcalf/mem.h"
#include "nightcalf/pose.h"
#include "nightcalf/routine.h"
#include "nightcalf/settings.h"

/* A file whose texts are being printed. */
typedef struct Source {
  const char *name;           /* from the top of the tree, for references */
  const Field *const *tables; /* of its settings, NULL-terminated */
} Source;

/* Prints a text as a string of the catalogue's format, newlines at the ends of its lines. */
static void print_string(const char *text) {
  putchar('"');
  for (const char *at = text; *at != '\0'; at++) {
    if (*at == '\n') {
      fputs(at[1] == '\0' ? "\\n" : "\\n\"\n\"", stdout);
      continue;
    }
    if (*at == '"' || *at == '\\') {
      putchar('\\');
    }
    putchar(*at);
  }
  puts("\"");
}

/* One entry; what says which setting it is. */
static void print_entry(const char *file, int line, const char *what, const char *text) {
  if (text[0] == '\0') {
    return;
  }
  printf("\n#. %s\n#: %s:%d\nmsgid ", what, file, line);
  print_string(text);
  puts("msgstr \"\"");
}

/* A name that files have, to be shown to people in a word of their own. */
static void print_name(const char *context, const char *name, const char *sentence) {
  printf("\n#. %s\nmsgctxt \"%s\"\nmsgid ", sentence, context);
  print_string(name);
  puts("msgstr \"\"");
}

/* The names of settings that have no label, as the forms show them. */
static void print_names(const Field *table) {
  for (const Field *field = table; field->name != NULL; field++) {
    if (field->label == NULL && field->type != FIELD_STEPS) {
      print_name("setting", field->name, field->sentence);
    }
  }
}

/* The row of that name that is shown to people, or NULL. */
static const Field *shown_field(const Source *source, const char *name) {
  for (const Field *const *table = source->tables; *table != NULL; table++) {
    const Field *field = field_find(*table, name);
    if (field != NULL && field->translated) {
      return field;
    }
  }
  return NULL;
}

/* Prints the texts in a node. shown: the setting that it is a value of, NULL where that is for
 * programs. */
static void print_node(const Source *source, const Node *node, const Field *shown) {
  if (node->type == NODE_TEXT && shown != NULL) {
    print_entry(source->name, node->place.line, shown->name, node->text);
  }
  for (size_t i = 0; i < node->count; i++) {
    const Node *child = &node->children[i];
    bool group = node->type == NODE_GROUP;
    print_node(source, child, group ? shown_field(source, child->name) : shown);
  }
}

/* Every *.cfg of a folder. False: one cannot be read, and standard error says why. */
static bool print_folder(const char *top, const char *folder, const Field *const *tables) {
  char *path = mem_format("%s/%s", top, folder);
  Diagnostics diagnostics = {0};
  Library files;
  library_open(&files, NULL, NULL, path);
  for (size_t i = 0; i < files.count; i++) {
    char *name = mem_format("%s/%s.cfg", folder, files.entries[i].id);
    Source source = {.name = name, .tables = tables};
    Document document;
    if (document_read(&document, files.entries[i].file, ROUTINE_FILE_MAX, &diagnostics)) {
      print_node(&source, &document.root, NULL);
    }
    document_free(&document);
    free(name);
  }
  for (size_t i = 0; i < diagnostics.count; i++) {
    fprintf(stderr, "%s:%d: %s\n", diagnostics.items[i].file, diagnostics.items[i].line,
            diagnostics.items[i].message);
  }
  bool sound = files.count > 0 && diagnostics.errors == 0;
  diagnostics_free(&diagnostics);
  library_free(&files);
  free(path);
  return sound;
}

/* A label inside pictures, and the columns that a translation has in the narrowest place of it. */
typedef struct Label {
  char *text;
  char *file; /* where it is first */
  int room;
} Label;

typedef struct Labels {
  Label *at;
  size_t count;
} Labels;

/* Notes a label; text becomes theirs. */
static void note_label(Labels *labels, char *text, const char *file, int room) {
  for (size_t i = 0; i < labels->count; i++) {
    if (strcmp(labels->at[i].text, text) == 0) {
      labels->at[i].room = room < labels->at[i].room ? room : labels->at[i].room;
      free(text);
      return;
    }
  }
  labels->at = mem_resize(labels->at, labels->count + 1, sizeof *labels->at);
  labels->at[labels->count++] = (Label){text, mem_copy(file), room};
}

static void note_labels(Labels *labels, const char *file, const TextList *rows) {
  PoseLabel label;
  for (size_t i = 0; i < rows->count; i++) {
    for (int column = 0; pose_label_find(rows->at[i], column, &label); column = label.to) {
      int room = label.to - label.from + label.left + label.right;
      note_label(labels, pose_label_text(rows->at[i], &label), file, room);
    }
  }
}

/* Prints them and forgets them. */
static void print_labels(Labels *labels) {
  for (size_t i = 0; i < labels->count; i++) {
    Label *label = &labels->at[i];
    printf("\n#. at most %d columns, or it stays English in some pictures\n#: %s:1\n"
           "msgctxt \"picture\"\nmsgid ",
           label->room, label->file);
    print_string(label->text);
    puts("msgstr \"\"");
    free(label->text);
    free(label->file);
  }
  free(labels->at);
}

/* What a picture shows, in words: they stand in its first line. */
static bool print_pose(const char *top, const char *folder, const char *id, Labels *labels) {
  char *path = mem_format("%s/%s", top, folder);
  char *name = mem_format("%s/%s.txt", folder, id);
  Error err = {{0}};
  Pose pose;
  bool sound = pose_load(path, id, &pose, &err);
  if (sound) {
    print_entry(name, 1, "what a picture shows, for those who do not see it", pose.words);
    for (size_t i = 0; i < pose.frame_count; i++) {
      note_labels(labels, name, &pose.frames[false][i]);
      note_labels(labels, name, &pose.frames[true][i]);
    }
  } else {
    fprintf(stderr, "%s: %s\n", name, err.text);
  }
  pose_free(&pose);
  free(name);
  free(path);
  return sound;
}

/* The header: nothing in it changes from day to day. */
static void print_header(void) {
  puts("# The texts of Nightcalf, made by scripts/catalogue: not to be edited.\n"
       "msgid \"\"\nmsgstr \"\"\n"
       "\"Project-Id-Version: nightcalf\\n\"\n"
       "\"MIME-Version: 1.0\\n\"\n"
       "\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
       "\"Content-Transfer-Encoding: 8bit\\n\"");
}

int main(int argc, char **argv) {
  if (argc < 2) {
    fputs("usage: data_texts SOURCE-FOLDER [PICTURE]...\n", stderr);
    return EXIT_FAILURE;
  }
  const Field *tables[2 + 16] = {routine_fields, step_fields};
  size_t count = 2;
  for (const StepKind *const *kind = step_kinds; *kind != NULL; kind++) {
    tables[count++] = (*kind)->fields;
  }
  tables[count++] = choice_fields;
  const Field *const card_tables[] = {card_fields, card_part_fields, NULL};
  print_header();
  for (size_t i = 0; tables[i] != NULL; i++) {
    print_names(tables[i]);
  }
  print_names(settings_fields);
  for (const StepKind *const *kind = step_kinds; *kind != NULL; kind++) {
    print_name("kind", (*kind)->name, (*kind)->sentence);
  }
  bool sound =
      print_folder(argv[1], "routines", tables) && print_folder(argv[1], "data/cards", card_tables);
  Labels labels = {0};
  for (int i = 2; i < argc; i++) {
    sound = print_pose(argv[1], "data/poses", argv[i], &labels) && sound;
  }
  print_labels(&labels);
  return sound && fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
