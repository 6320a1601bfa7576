/* A routine file as a whole: header, steps, limits. The front doors routine_load() and
 * routine_parse() are here. */
#include <stdlib.h>
#include <string.h>

#include "conf/field_read.h"
#include "conf/routine_build.h"
#include "conf/routine_write.h"
#include "nightcalf/format.h"
#include "nightcalf/language.h"
#include "nightcalf/library.h"
#include "nightcalf/mem.h"

enum { FORMAT_KNOWN = 1, STEPS_FIRST = 16 };

/* Whether the file is of a format that this program reads; a newer one is the only finding then. */
static bool check_format(const Build *build) {
  const Node *node = node_find(&build->document->root, "format");
  bool whole = node != NULL && (node->type == NODE_INTEGER || node->type == NODE_LONG);
  if (!whole || node->integer <= FORMAT_KNOWN) {
    return true;
  }
  finding_error(&build->findings, node->place,
                "this program reads format %d; got %lld: the file needs a newer Nightcalf",
                FORMAT_KNOWN, (long long)node->integer);
  return false;
}

/* The settings of the routine itself. */
static void read_header(const Build *build) {
  const Node *root = &build->document->root;
  for (size_t i = 0; i < root->count; i++) {
    const Node *node = &root->children[i];
    const Field *field = field_find(routine_fields, node->name);
    if (field == NULL) {
      field_report_unknown(routine_fields, NULL, node, &build->findings);
    } else {
      (void)field_read(field, build->document, node, build->routine, &build->findings);
    }
  }
  for (const Field *field = routine_fields; field->name != NULL; field++) {
    if (field->required && node_find(root, field->name) == NULL) {
      field_report_missing(field, root->place, &build->findings);
    }
  }
}

/* From now on the text of the steps is measured. Those that a file of the usual size writes out
 * itself come nowhere near the most: what is written in their place is less than 8 times as long.
 */
static void start_measuring(Build *build) {
  const Routine *routine = build->routine;
  build->measured = true;
  for (size_t i = 0; i < routine->step_count; i++) {
    build->text_size += routine_step_size(routine, &routine->steps[i]);
  }
}

/* Makes room for one more step. */
static void make_room(Build *build) {
  Routine *routine = build->routine;
  if (routine->step_count == build->capacity) {
    build->capacity = build->capacity == 0 ? STEPS_FIRST : build->capacity * 2;
    routine->steps = mem_resize(routine->steps, build->capacity, sizeof *routine->steps);
  }
}

bool build_add_step(Build *build, Step *step, Draft draft) {
  Routine *routine = build->routine;
  Findings findings = step_findings(build, draft.group, draft.number);
  bool from_elsewhere = step->from != NULL || step->instead != NULL;
  if (!build->measured && (from_elsewhere || build->document->length > ROUTINE_FILE_MAX)) {
    start_measuring(build);
  }
  size_t size = build->measured ? routine_step_size(routine, step) : 0;
  if (routine->step_count == ROUTINE_STEPS_MAX) {
    finding_error(&findings, draft.group->place,
                  "a routine has at most %d steps, borrowed ones too", ROUTINE_STEPS_MAX);
  } else if (size > ROUTINE_TEXT_MAX - build->text_size) {
    finding_error(&findings, draft.group->place,
                  "the text of all steps is more than %d MiB, borrowed ones too",
                  ROUTINE_TEXT_MAX / (1024 * 1024));
  } else {
    build->text_size += size;
    make_room(build);
    build->drafts[routine->step_count] = draft;
    routine->steps[routine->step_count++] = *step;
    return true;
  }
  step_free(step);
  build->incomplete = true;
  return false;
}

/* One element of the steps. False: the routine is full. */
static bool read_element(Build *build, const Node *element, int number) {
  if (element->type != NODE_GROUP) {
    if (element->type != NODE_BROKEN) {
      char shown[SHOWN_SIZE];
      node_shown(build->document, element, shown);
      finding_error(&build->findings, element->place, "step %d must be a group { ... }; got %s",
                    number, shown);
    }
    build->incomplete = true;
    return true;
  }
  const Node *use = node_find(element, "use");
  if (use != NULL) {
    return use_read(build, element, use, number);
  }
  Step step;
  step_read(build, element, number, &step);
  const Node *id = node_find(element, "id");
  return build_add_step(build, &step,
                        (Draft){.group = element, .number = number, .id_written = id != NULL});
}

static void read_steps(Build *build) {
  const Node *node = node_find(&build->document->root, "steps");
  if (node == NULL || node->type == NODE_BROKEN) {
    return;
  }
  const Field *field = field_find(routine_fields, "steps");
  if (node->type != NODE_LIST) {
    field_report_wrong(field, _("must be a list of groups: ( { ... }, { ... } )"), build->document,
                       node, &build->findings);
    return;
  }
  if (node->count == 0) {
    field_report_wrong(field, _("must have at least one step"), build->document, node,
                       &build->findings);
    return;
  }
  for (size_t i = 0; i < node->count; i++) {
    if (!read_element(build, &node->children[i], (int)i + 1)) {
      return;
    }
  }
}

/* Where a step offers lengths and says none of them as its duration, the first one is it. */
static void settle_length(Step *step) {
  for (size_t i = 0; i < step->lengths.count; i++) {
    if (step->lengths.at[i] == step->duration) {
      return;
    }
  }
  if (step->lengths.count > 0) {
    step->duration = step->lengths.at[0];
    step->cycles = 0;
  }
}

/* Checks beats and total of the routine as it now is. At most 20,000 beats of 4 h each are added
 * up, which is far from what a Millis holds. */
static bool check_extent(const Build *build, Place place) {
  Timeline timeline;
  timeline_build(build->routine, SIDE_NONE, &timeline);
  char total[FORMAT_SIZE];
  format_length(timeline.total, total);
  bool fine = false;
  if (timeline.too_many) {
    finding_error(&build->findings, place,
                  "the steps come to more than 20,000 beats; at most 20,000 are allowed");
  } else if (timeline.total > ROUTINE_TOTAL_MAX) {
    finding_error(&build->findings, place, "the steps take %s in all; at most 12 h", total);
  } else {
    fine = true;
  }
  timeline_free(&timeline);
  return fine;
}

/* What steps come to. */
typedef struct Extent {
  size_t steps;
  size_t beats;
  Millis total;
} Extent;

static size_t larger(size_t one, size_t other) {
  return one > other ? one : other;
}

static Millis longer(Millis one, Millis other) {
  return one > other ? one : other;
}

/* The most that a step alone can come to, with any of its lengths. */
static Extent step_extent(const Step *step) {
  Extent extent = {.steps = 1};
  size_t choices = step->lengths.count > 0 ? step->lengths.count : 1;
  for (size_t choice = 0; choice < choices; choice++) {
    Step probe = *step; /* borrows what it points at */
    Routine alone = {.steps = &probe, .step_count = 1};
    routine_choose_length(&alone, choice);
    Timeline timeline;
    timeline_build(&alone, SIDE_NONE, &timeline);
    extent.beats = larger(extent.beats, timeline.count + (timeline.too_many ? 1 : 0));
    extent.total = longer(extent.total, timeline.total);
    timeline_free(&timeline);
  }
  return extent;
}

/* The most that a step can come to, or all that stand in for it, whichever is more of each. */
static Extent replaced_extent(const Step *step) {
  Extent most = step_extent(step);
  Extent others = {0};
  for (size_t i = 0; i < step->alternative_count && others.beats <= ROUTINE_BEATS_MAX; i++) {
    Extent other = step_extent(&step->alternative[i]);
    others.steps += 1;
    others.beats += other.beats;
    others.total += other.total;
  }
  most.steps = larger(most.steps, others.steps);
  most.beats = larger(most.beats, others.beats);
  most.total = longer(most.total, others.total);
  return most;
}

static bool has_alternatives(const Routine *routine) {
  for (size_t i = 0; i < routine->step_count; i++) {
    if (routine->steps[i].alternative_count > 0) {
      return true;
    }
  }
  return false;
}

/* Checks the limits for every profile, which makes any mixture of steps and those that stand in for
 * them. */
static void check_replaced(const Build *build, Place place) {
  const Routine *routine = build->routine;
  if (!has_alternatives(routine)) {
    return;
  }
  Extent all = {0};
  for (size_t i = 0; i < routine->step_count && all.beats <= ROUTINE_BEATS_MAX; i++) {
    Extent most = replaced_extent(&routine->steps[i]);
    all.steps += most.steps;
    all.beats += most.beats;
    all.total += most.total;
  }
  if (all.beats > ROUTINE_BEATS_MAX) {
    finding_error(&build->findings, place,
                  "with those of \"instead\", the steps come to more than 20,000 beats");
  } else if (all.steps > ROUTINE_STEPS_MAX) {
    finding_error(&build->findings, place,
                  "with those of \"instead\", the steps are %zu; at most %d", all.steps,
                  ROUTINE_STEPS_MAX);
  } else if (all.total > ROUTINE_TOTAL_MAX) {
    char total[FORMAT_SIZE];
    format_length(all.total, total);
    finding_error(&build->findings, place,
                  "with those of \"instead\", the steps take %s in all; at most 12 h", total);
  }
}

/* Checks the limits of the whole, for every length that the start screen may offer. */
static void check_whole(const Build *build) {
  Routine *routine = build->routine;
  Place place = node_find(&build->document->root, "steps")->place;
  Millis durations[ROUTINE_STEPS_MAX] = {0};
  size_t most = 0;
  for (size_t i = 0; i < routine->step_count; i++) {
    durations[i] = routine->steps[i].duration;
    most = routine->steps[i].lengths.count > most ? routine->steps[i].lengths.count : most;
  }
  bool fine = check_extent(build, place);
  for (size_t choice = 0; fine && choice < most; choice++) {
    routine_choose_length(routine, choice);
    fine = check_extent(build, place);
  }
  for (size_t i = 0; i < routine->step_count; i++) {
    routine->steps[i].duration = durations[i];
  }
  if (fine) {
    check_replaced(build, place);
  }
}

Routine *build_routine(Loader *loader, LoadedFile *self, const Document *document,
                       size_t errors_before, Diagnostics *diagnostics) {
  Build *build = mem_new(1, sizeof *build);
  *build = (Build){.loader = loader,
                   .self = self,
                   .document = document,
                   .findings = {.diagnostics = diagnostics, .file = document->name},
                   .routine = routine_new()};
  Routine *routine = build->routine;
  routine->id = mem_copy(self->id);
  routine->file = mem_copy(document->name);
  if (check_format(build)) {
    read_header(build);
    read_steps(build);
    for (size_t i = 0; i < routine->step_count; i++) {
      settle_length(&routine->steps[i]);
    }
    links_resolve(build);
  }
  if (diagnostics->errors == errors_before) {
    check_whole(build);
  }
  free(build);
  if (diagnostics->errors > errors_before) {
    routine_free(routine);
    return NULL;
  }
  return routine;
}

Routine *routine_from_document(const Library *library, const Document *document, bool whole,
                               const char *folder, size_t errors_before, Diagnostics *diagnostics) {
  Routine *routine = NULL;
  if (whole) {
    Loader loader = {.library = library};
    char *id = id_of_file(document->name);
    LoadedFile *self = loader_add(&loader, id, document->name, folder, NULL);
    self->running = true;
    routine = build_routine(&loader, self, document, errors_before, diagnostics);
    loader_free(&loader);
    free(id);
  }
  diagnostics_sort(diagnostics);
  return routine;
}

Routine *routine_load(const Library *library, const char *path, Diagnostics *diagnostics) {
  size_t errors = diagnostics->errors;
  Document document;
  bool whole = document_read(&document, path, ROUTINE_FILE_MAX, diagnostics);
  char *folder = folder_of_file(path);
  Routine *routine = routine_from_document(library, &document, whole, folder, errors, diagnostics);
  free(folder);
  document_free(&document);
  return routine;
}

Routine *routine_parse(const Library *library, const char *name, const char *text, size_t length,
                       size_t max_bytes, Diagnostics *diagnostics) {
  size_t errors = diagnostics->errors;
  Document document;
  bool whole = document_parse(&document, name, text, length, max_bytes, diagnostics);
  char *folder = library != NULL && strchr(name, '/') != NULL ? folder_of_file(name) : NULL;
  Routine *routine = routine_from_document(library, &document, whole, folder, errors, diagnostics);
  free(folder);
  document_free(&document);
  return routine;
}
