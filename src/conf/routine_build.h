/* Between the parts that make a routine of a file: what they hand to one another. */
#ifndef NIGHTCALF_CONF_ROUTINE_BUILD_H
#define NIGHTCALF_CONF_ROUTINE_BUILD_H

#include "conf/findings.h"
#include "conf/guard.h"
#include "conf/routine_use.h"
#include "nightcalf/library.h"
#include "nightcalf/routine.h"

enum {
  /* The steps' text as routine_write() has it, so that a session's snapshot can be read back. */
  ROUTINE_TEXT_MAX = 3 * 1024 * 1024
};

/* What is known of one step besides the step itself, until the routine is whole. */
typedef struct Draft {
  const Node *group; /* in this file */
  int number;        /* in this file, from 1 */
  bool id_written;   /* false: the id may be changed so that it is unique */
  bool whole;        /* came with a whole routine: its choices are resolved within that */
  int base;          /* where that routine's first step now is */
} Draft;

/* A routine in the making. */
typedef struct Build {
  Loader *loader;
  LoadedFile *self; /* this file among those that are loaded */
  const Document *document;
  Findings findings; /* its subject is empty */
  Routine *routine;
  Draft drafts[ROUTINE_STEPS_MAX]; /* one a step */
  size_t capacity;                 /* steps that there is room for */
  bool measured;                   /* text_size is known; until then it is far from the most */
  size_t text_size;                /* of the steps so far, as written out */
  bool incomplete; /* steps are missing because of an error: what names a step cannot be checked */
} Build;

/* A document as a routine, every finding reported; NULL when anything is wrong, findings of the
 * guard included. self: the file, for what its `use` means. errors_before: how many errors there
 * were before the guard looked at the document. */
Routine *build_routine(Loader *loader, LoadedFile *self, const Document *document,
                       size_t errors_before, Diagnostics *diagnostics);

/* The same as the root of a load, its findings sorted. whole: whether the guard could parse it;
 * folder: where its `use` may look besides the library, NULL: nowhere. */
Routine *routine_from_document(const Library *library, const Document *document, bool whole,
                               const char *folder, size_t errors_before, Diagnostics *diagnostics);

/* Appends a step, which is taken over. False when the routine is full, which is reported. */
bool build_add_step(Build *build, Step *step, Draft draft);

/* Reads one step that is written out (has no `use`), all findings reported; the step is initialised
 * by it whatever is wrong. */
void step_read(const Build *build, const Node *group, int number, Step *step);
/* Reads changed settings over a borrowed step. */
void step_change(const Build *build, const Node *group, int number, Step *step);
/* Frees choices and empties the list. */
void choices_free(ChoiceList *list);

/* Reads a `use` and appends what it names. False: the routine is full. */
bool use_read(Build *build, const Node *group, const Node *use, int number);

/* Reports that no routine of that id is there, for the setting that names it. */
void report_no_routine(const Build *build, const Findings *findings, Place place,
                       const char *setting, const char *id);
/* Reports that a routine has no step of that id, for the setting that names it. */
void report_no_step(const Findings *findings, Place place, const char *setting,
                    const Routine *routine, const char *id);

/* Makes ids unique, resolves `go` and `instead`, checks `skip` and the routines that choices name.
 */
void links_resolve(Build *build);

/* The findings of a step: what is reported begins with its number and title. Group and label are
 * borrowed. */
Findings step_findings(const Build *build, const Node *group, int number);
/* The same for one of its choices, from 1; label may be NULL. */
Findings choice_findings(const Build *build, const Node *group, int number, const char *label,
                         size_t choice_number);

#endif
