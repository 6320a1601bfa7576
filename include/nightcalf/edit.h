/* A routine file open for editing: every change is made to its bytes, and to no other byte than it
 * must. The new text is read again after each change: it must say what was meant, nothing else, and
 * be a valid routine, or nothing has changed. */
#ifndef NIGHTCALF_EDIT_H
#define NIGHTCALF_EDIT_H

#include <stdbool.h>
#include <stddef.h>

#include "nightcalf/error.h"
#include "nightcalf/field.h"
#include "nightcalf/library.h"
#include "nightcalf/routine.h"

typedef struct RoutineEdit RoutineEdit;

enum { EDIT_WHOLE = -1 };

/* What is meant in the file: the routine itself (step EDIT_WHOLE), a step as the file has it (one
 * `use` is one step, however many it borrows; choice EDIT_WHOLE), or one of its choices. From 0. */
typedef struct EditPlace {
  int step;
  int choice;
} EditPlace;

/* One setting to give a value, as a file writes it (see field_literal()); literal NULL: to take it
 * out. */
typedef struct EditChange {
  const char *key;
  const char *literal;
} EditChange;

/* Opens the file. NULL: it cannot be read, or its text is so broken that it has no settings; all
 * findings, warnings too, are in diagnostics. One whose text is whole but whose meaning has errors
 * opens, so that it can be mended: edit_routine() is NULL until then. The library is borrowed. */
RoutineEdit *edit_open(const Library *library, const char *path, Diagnostics *diagnostics);
/* The same of text for a file that is not there yet; path is where it will be saved, and what its
 * messages name. */
RoutineEdit *edit_open_text(const Library *library, const char *path, const char *text,
                            Diagnostics *diagnostics);
void edit_free(RoutineEdit *edit);

/* The file's text now, with the routine that it makes (NULL while it has errors) and what is wrong
 * with it. All are valid until the next change. */
const char *edit_text(const RoutineEdit *edit);
const Routine *edit_routine(const RoutineEdit *edit);
const Diagnostics *edit_findings(const RoutineEdit *edit);

/* How many steps the file has, each `use` as one; how many choices a step has. */
int edit_step_count(const RoutineEdit *edit);
int edit_choice_count(const RoutineEdit *edit, int step);
/* Which steps of edit_routine() one of the file's steps makes: *first, and how many. Without a
 * routine 0. */
int edit_step_span(const RoutineEdit *edit, int step, int *first);
/* The file's step with that id or number (from 1) in the file; -1: there is none. */
int edit_find_step(const RoutineEdit *edit, const char *text);
/* What kind of step it is, by its own `kind`; NULL: a `use`, or none that is known. */
const StepKind *edit_step_kind(const RoutineEdit *edit, int step);
/* The rows that apply at a place: those of the routine, of the step's kind and those common to
 * all, of a choice. One after the other in both tables, either may be NULL. */
typedef struct EditTables {
  const Field *own;    /* of the kind; or all of the routine's or the choice's */
  const Field *common; /* of every step */
} EditTables;
EditTables edit_tables(const RoutineEdit *edit, EditPlace place);
/* The row of a setting at a place, `kind` and `use` of a step too; NULL: there is none of that
 * name.
 */
const Field *edit_field(const RoutineEdit *edit, EditPlace place, const char *key);
/* The value a setting has in the file, as a person types it (see field_literal()), in the file's
 * own spelling ("1m30s" or "90"); what is of another type than its row says, the bytes as they are.
 * NULL: it is not set there. Release with free(). */
char *edit_value(const RoutineEdit *edit, EditPlace place, const char *key);

/* The changes. Each is one thing to undo. False with err, the text as it was: a value that cannot
 * be (the same message as for the file, without its place), a result that is no valid routine or
 * not what was meant. *key, where key is not NULL: the setting that is at fault, of those handed
 * in, or NULL. In a text that has errors already a change may leave as many, but not more. */
bool edit_set(RoutineEdit *edit, EditPlace place, const EditChange *changes, size_t count,
              const char **key, Error *err);
/* Whether a change failed because it cannot be made so that every other byte stays, whatever the
 * value: an editor of the person's own is the way then. */
bool edit_is_refusal(const Error *err);
/* Puts a new step, or a new choice of a step, before that place (its count: at the end), with its
 * settings, laid out as its neighbours are. */
bool edit_insert(RoutineEdit *edit, EditPlace place, const EditChange *changes, size_t count,
                 const char **key, Error *err);
/* Removes, moves (to stand before or after the others as `to` in the new order) and copies (to
 * stand behind the original; an id is made unique) a step or a choice, with the comments that
 * belong to it: those on its lines, and the whole lines of comment directly above it. */
bool edit_remove(RoutineEdit *edit, EditPlace place, Error *err);
bool edit_move(RoutineEdit *edit, EditPlace place, int to, Error *err);
bool edit_duplicate(RoutineEdit *edit, EditPlace place, Error *err);

/* False: nothing to undo, or to do again. After undoing all, the text is what was opened, byte for
 * byte. */
bool edit_undo(RoutineEdit *edit);
bool edit_redo(RoutineEdit *edit);
/* Whether the text differs from what is on disk as far as this program knows. */
bool edit_modified(const RoutineEdit *edit);
/* What is on disk as far as this program knows; NULL: nothing of ours. */
const char *edit_saved_text(const RoutineEdit *edit);
/* Another text as a whole, such as a draft that was kept: one thing to undo. Its meaning may have
 * errors. False with err, the text as it was: it is so broken that it has no settings. */
bool edit_replace(RoutineEdit *edit, const char *text, Error *err);

typedef enum EditSaved { EDIT_SAVED, EDIT_CHANGED_ON_DISK, EDIT_FAILED } EditSaved;

/* Puts the text in the file's place by save_file(); what was there stays as PATH~. CHANGED_ON_DISK:
 * the file is no longer what was read, and nothing was written (err says so). FAILED: err says why.
 * A text with errors is never saved. */
EditSaved edit_save(RoutineEdit *edit, Error *err);
/* The same to another path, which must not exist; what is edited is that file from then on. */
EditSaved edit_save_as(RoutineEdit *edit, const char *path, Error *err);

/* Values between a person and a file. */

/* A value as a person types it (a shell, a form) as a file writes it: a text gets its quotes,
 * "12" of a time stays a number, "1m30s" gets quotes, yes and no are flags, "left, right" is an
 * array; the texts of a list stand on lines of their own, or as a file writes them, in brackets.
 * A value of CHOICES is taken as it is. NULL with err: it can be no value of that field. Release
 * with free(). */
char *field_literal(const Field *field, const char *plain, Error *err);
/* The other way: the value that an object has, as a form shows it; of what is not said "". Not for
 * CHOICES and STEPS, which are "". field_literal() makes the same value of it. Release with free().
 */
char *field_plain(const Field *field, const void *object);

#endif
