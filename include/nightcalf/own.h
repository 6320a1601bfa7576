/* A person's own routines as files: made, copied, renamed, removed, and edited in an editor of
 * their own. What is live is always valid: nothing here ever puts a broken routine in the place of
 * a sound one. */
#ifndef NIGHTCALF_OWN_H
#define NIGHTCALF_OWN_H

#include <stdbool.h>
#include <stddef.h>

#include "nightcalf/app.h"
#include "nightcalf/error.h"

/* Where the own routine of that id is, or would be. NULL with err: no id, or no place for own
 * routines. Release with free(). */
char *own_path(const App *app, const char *id, Error *err);
/* The same of one that is there; else NULL with err. */
char *own_existing_path(const App *app, const char *id, Error *err);
/* The list of routines again, after files were added or removed. */
void own_refresh(App *app);

/* A routine that is to be edited. Free with own_source_free(). */
typedef struct OwnSource {
  char *id;
  char *path; /* where it is, or with copied where its copy will be */
  char *text; /* as it is now, with a NUL behind; may be broken */
  size_t length;
  bool copied; /* it is a shipped one: its own copy is not there yet */
} OwnSource;
/* What "edit ROUTINE" means: an own routine, or one of the extra folder, in its place; a shipped
 * one as the copy to be. name: an id, or the path of one of these. False with err: there is no such
 * routine, it cannot be read, or its copy would have no effect or no place. */
bool own_source(const App *app, const char *name, OwnSource *source, Error *err);
void own_source_free(OwnSource *source);
/* Which sound routines would be broken if the routine of that id had this text (NULL: if the file
 * at path were gone), joined by ", ": they borrow from it. NULL: none. Release with free(). */
char *own_would_break(const App *app, const char *id, const char *path, const char *text);
/* The text of a new routine: valid, commented so that it teaches the format. Release with free().
 */
char *own_template(const char *id);
/* Writes own_template() as an own routine. False with err: there is one of that id already, own or
 * not, or it cannot be written. */
bool own_new(App *app, const char *id, Error *err);
/* Makes an own routine of another one, or of a file from outside, after the full check in its new
 * place; the bytes stay as they are. from: as for app_load_routine(). False with err, and findings
 * where the file has errors: it would not be valid, others would be broken by it, there is an own
 * one of that id already, or it cannot be written. */
bool own_copy(App *app, const char *from, const char *id, Diagnostics *diagnostics, Error *err);
/* Gives an own routine another id; the settings `routine` and `routines`, and what
 * cue_profiles says of it, follow.
 * What other routines borrow from it must still be found: otherwise false with err. */
bool own_rename(App *app, const char *id, const char *new_id, Error *err);
/* What else has become of a routine's removal. */
typedef struct OwnRemoved {
  bool shipped;  /* a shipped one of that id is in force again */
  bool tonights; /* the settings had named it: the default is in force now */
} OwnRemoved;
/* Takes an own routine away; its text stays beside the others as ID.cfg~, and the record of what
 * was done stays as it is. Others that borrow from it are named in err, and nothing is done, unless
 * forced. Where no routine of that id is left, the settings `routine`, `routines` and
 * `cue_profiles` no longer speak of it. True with something in err: it is gone, but the settings
 * still do. */
bool own_remove(App *app, const char *id, bool forced, OwnRemoved *removed, Error *err);

/* An editor at work on a copy. */
typedef struct Draft Draft;

/* Begins to edit what own_source() finds (a copy is kept only if something is changed). Makes the
 * file that the editor gets: ID.cfg.draft beside it (0600), or the draft that was kept there. NULL
 * with err, also while somebody else edits it so. */
Draft *draft_begin(App *app, const char *name, bool *copied, bool *kept, Error *err);
/* Whether a draft that was kept was begun from something else than what is in force now: taking it
 * would put those changes aside. */
bool draft_outdated(const Draft *draft);
/* Where the draft is, and the routine's id. */
const char *draft_path(const Draft *draft);
const char *draft_id(const Draft *draft);
/* Runs $VISUAL, else $EDITOR, else sensible-editor or vi on it, at that line (0: none) where the
 * editor is known to take one; words are split as a shell's are, without a shell. Waits. False with
 * err: there is none, or it failed; the draft is as the editor left it. The terminal is the
 * caller's to give away and take back. */
bool draft_edit(Draft *draft, int line, Error *err);
typedef enum DraftState { DRAFT_SAME, DRAFT_VALID, DRAFT_BROKEN } DraftState;
/* What the editor made of it; findings as routine_load() has them, named as the file to be.
 * DRAFT_SAME: the text is what it was, sound or not. */
DraftState draft_check(const App *app, const Draft *draft, Diagnostics *diagnostics);
/* own_would_break() of a valid draft. Release with free(). */
char *draft_would_break(const App *app, const Draft *draft);
/* Puts a valid draft in the routine's place; the version before stays as ID.cfg~. False with err:
 * the routine was changed by somebody else meanwhile, or it cannot be written; the draft stays. */
bool draft_take(App *app, Draft *draft, Error *err);
/* Removes the draft file. */
void draft_drop(Draft *draft);
/* Frees it; the draft file stays where it was neither taken nor dropped. */
void draft_free(Draft *draft);

/* What the editor of this program keeps when it must end with changes that are not saved. */

/* Keeps a text as the draft of the routine at a path; base: what it was made from, or NULL. Another
 * draft that lies there stays as ID.cfg.draft~, unless it is this one's own; where somebody is at
 * work on that one, this is put under the name with the ~. Returns where it is, to be released with
 * free(); NULL with err: it could not be written. */
char *draft_keep(const char *path, const char *base, const char *text, bool own, Error *err);
/* The draft that was kept of the routine at a path, whose text now is live; NULL: there is none,
 * it says the same, or somebody is at work on it. *outdated: as for draft_outdated(). Release with
 * free(). */
char *draft_kept(const char *path, const char *live, bool *outdated);
/* Removes it. */
void draft_forget(const char *path);

/* Whether a routine is to run without sound: what the setting cue_profiles says of it. */
bool own_is_quiet(const App *app, const char *id);
/* Writes that into the settings. */
bool own_set_quiet(App *app, const char *id, bool quiet, Error *err);

#endif
