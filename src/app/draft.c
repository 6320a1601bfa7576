/* An editor at work on a draft of a routine: what is live is replaced only by what is sound.
 * Contract: nightcalf/own.h. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app_private.h"
#include "nightcalf/mem.h"
#include "nightcalf/own.h"
#include "nightcalf/user_file.h"

struct Draft {
  OwnSource source; /* the routine as it was when the draft was begun */
  char *path;       /* of the draft */
  char *base;       /* path of what the draft was begun from, which a kept one needs */
  bool outdated;    /* that is not what is in force by now */
  char *lock_path;
  int lock; /* -1: not held */
};

/* "FOLDER/.NAME.lock" beside a file. Release with free(). */
static char *lock_path_of(const char *path) {
  const char *slash = strrchr(path, '/');
  size_t folder = slash == NULL ? 0 : (size_t)(slash - path) + 1;
  char *before = mem_copy_bytes(path, folder);
  char *lock = mem_format("%s.%s.lock", before, path + folder);
  free(before);
  return lock;
}

/* Sees to it that nobody else works on the same draft. */
static bool take_lock(Draft *draft, Error *err) {
  Error why = {{0}};
  draft->lock = lock_take(draft->lock_path, &why);
  if (draft->lock >= 0) {
    return true;
  }
  if (why.text[0] != '\0') {
    return fail(err, "no draft can be made here: %s", why.text);
  }
  return fail(err,
              "\"%s\" is being edited by another nightcalf right now; end that one first, then try "
              "again",
              draft->source.id);
}

/* Whether a file says what the routine says. there: whether it can be read at all. */
static bool is_same(const Draft *draft, const char *path, bool *there) {
  size_t length = 0;
  char *text = user_file_read(path, ROUTINE_FILE_MAX, &length, NULL);
  bool same = text != NULL && length == draft->source.length &&
              memcmp(text, draft->source.text, length) == 0;
  *there = text != NULL;
  free(text);
  return same;
}

/* Removes the files of a draft. */
static void remove_files(const Draft *draft) {
  (void)unlink(draft->path);
  (void)unlink(draft->base);
}

/* Begins the draft: what is in force, and a copy that stays as it is. */
static bool begin_draft(const Draft *draft, Error *err) {
  FileBytes text = {draft->source.text, draft->source.length};
  remove_files(draft); /* what is left of one says nothing of its own */
  return user_file_put(draft->base, NULL, text, err) && user_file_put(draft->path, NULL, text, err);
}

/* Sees to it that the folder of the lock is there: the first file that is put in it makes it. */
static bool make_folder(const Draft *draft, Error *err) {
  const char *slash = strrchr(draft->path, '/');
  char *folder = slash == NULL ? mem_copy(".")
                               : mem_copy_bytes(draft->path, (size_t)(slash - draft->path) + 1);
  bool there = access(folder, F_OK) == 0;
  FileBytes text = {draft->source.text, draft->source.length};
  free(folder);
  return there || user_file_put(draft->base, NULL, text, err);
}

/* Makes the draft, or finds the one that was kept. */
static bool make_draft(Draft *draft, bool *kept, Error *err) {
  bool is_draft = false;
  bool has_base = false;
  struct stat status;
  bool there = lstat(draft->path, &status) == 0;
  if (there && !S_ISREG(status.st_mode)) {
    return fail(err, "%s is in the way of a draft, and no regular file; move it elsewhere",
                draft->path);
  }
  /* One that says what is in force anyway is no draft to speak of. */
  *kept = there && !is_same(draft, draft->path, &is_draft);
  draft->outdated = *kept && !is_same(draft, draft->base, &has_base) && has_base;
  return *kept || begin_draft(draft, err);
}

Draft *draft_begin(App *app, const char *name, bool *copied, bool *kept, Error *err) {
  Draft *draft = mem_new(1, sizeof *draft);
  draft->lock = -1;
  *copied = false;
  *kept = false;
  bool begun = own_source(app, name, &draft->source, err);
  if (begun) {
    *copied = draft->source.copied;
    draft->path = mem_format("%s%s", draft->source.path, OWN_DRAFT_TAIL);
    draft->base = mem_format("%s%s", draft->source.path, OWN_BASE_TAIL);
    draft->lock_path = lock_path_of(draft->source.path);
    begun = make_folder(draft, err) && take_lock(draft, err) && make_draft(draft, kept, err);
  }
  if (!begun) {
    draft_free(draft);
    return NULL;
  }
  return draft;
}

const char *draft_path(const Draft *draft) {
  return draft->path;
}

bool draft_outdated(const Draft *draft) {
  return draft->outdated;
}

const char *draft_id(const Draft *draft) {
  return draft->source.id;
}

bool draft_edit(Draft *draft, int line, Error *err) {
  return editor_run(draft->path, line, err);
}

/* What is wrong with a text in the routine's place; whether it is sound. */
static bool check_text(const App *app, const Draft *draft, const char *text, size_t length,
                       Diagnostics *diagnostics) {
  const OwnSource *source = &draft->source;
  Routine *routine =
      routine_parse(&app->library, source->path, text, length, ROUTINE_FILE_MAX, diagnostics);
  bool sound = routine != NULL;
  routine_free(routine);
  return sound;
}

/* The draft as the editor left it; NULL with err. */
static char *read_draft(const Draft *draft, size_t *length, Error *err) {
  return user_file_read(draft->path, ROUTINE_FILE_MAX, length, err);
}

DraftState draft_check(const App *app, const Draft *draft, Diagnostics *diagnostics) {
  Error err = {{0}};
  size_t length = 0;
  char *text = read_draft(draft, &length, &err);
  if (text == NULL) {
    diagnostics_add(diagnostics, draft->source.path, 0, 0, false, "the draft cannot be read: %s",
                    err.text);
    return DRAFT_BROKEN;
  }
  bool same = length == draft->source.length && memcmp(text, draft->source.text, length) == 0;
  bool sound = check_text(app, draft, text, length, diagnostics);
  free(text);
  if (same) {
    return DRAFT_SAME;
  }
  return sound ? DRAFT_VALID : DRAFT_BROKEN;
}

char *draft_would_break(const App *app, const Draft *draft) {
  size_t length = 0;
  char *text = read_draft(draft, &length, NULL);
  char *names =
      text == NULL ? NULL : own_would_break(app, draft->source.id, draft->source.path, text);
  free(text);
  return names;
}

bool draft_take(App *app, Draft *draft, Error *err) {
  const OwnSource *source = &draft->source;
  Diagnostics diagnostics = {0};
  size_t length = 0;
  char *text = read_draft(draft, &length, err);
  bool done = text != NULL;
  if (done && !check_text(app, draft, text, length, &diagnostics)) {
    done = fail(err, "the draft has errors by now; nothing was changed: look it over again");
  }
  if (done) {
    FileBytes before = {source->text, source->length};
    done = user_file_put(source->path, source->copied ? NULL : &before, (FileBytes){text, length},
                         err);
  }
  if (done) {
    remove_files(draft);
    own_refresh(app);
  }
  diagnostics_free(&diagnostics);
  free(text);
  return done;
}

void draft_drop(Draft *draft) {
  remove_files(draft);
}

void draft_free(Draft *draft) {
  if (draft == NULL) {
    return;
  }
  if (draft->lock >= 0) {
    (void)unlink(draft->lock_path);
    (void)close(draft->lock);
  }
  own_source_free(&draft->source);
  free(draft->lock_path);
  free(draft->base);
  free(draft->path);
  free(draft);
}

/* The draft of a routine at a path, and what it was begun from. Release with free(). */
static char *beside(const char *path, const char *tail) {
  return mem_format("%s%s", path, tail);
}

/* Puts a text where a draft may lie already. own: that one need not be kept. */
static bool put_text(const char *path, const char *text, bool own, Error *err) {
  size_t length = 0;
  char *old = user_file_read(path, ROUTINE_FILE_MAX, &length, NULL);
  FileBytes before = {old, length};
  FileBytes bytes = {text, strlen(text)};
  bool done =
      (own ? user_file_replace : user_file_put)(path, old == NULL ? NULL : &before, bytes, err);
  free(old);
  return done;
}

/* Lets go of a lock that lock_take() gave; -1: none. */
static void let_go(int lock, const char *lock_path) {
  if (lock >= 0) {
    (void)unlink(lock_path);
    (void)close(lock);
  }
}

char *draft_keep(const char *path, const char *base, const char *text, bool own, Error *err) {
  char *lock_path = lock_path_of(path);
  char *base_path = beside(path, OWN_BASE_TAIL);
  Error why = {{0}};
  int lock = lock_take(lock_path, &why);
  bool busy = lock < 0 && why.text[0] == '\0';
  char *draft = mem_format("%s%s%s", path, OWN_DRAFT_TAIL, busy ? "~" : "");
  bool done = put_text(draft, text, own, err);
  if (done && !busy) {
    (void)unlink(base_path);
    (void)(base == NULL || put_text(base_path, base, true, NULL));
  }
  let_go(lock, lock_path);
  free(base_path);
  free(lock_path);
  if (!done) {
    free(draft);
    return NULL;
  }
  return draft;
}

/* Whether somebody is at work on the draft of a path. */
static bool is_busy(const char *path) {
  Error why = {{0}};
  char *lock_path = lock_path_of(path);
  int lock = lock_take(lock_path, &why);
  let_go(lock, lock_path);
  free(lock_path);
  return lock < 0 && why.text[0] == '\0';
}

char *draft_kept(const char *path, const char *live, bool *outdated) {
  size_t length = 0;
  char *draft = beside(path, OWN_DRAFT_TAIL);
  char *base_path = beside(path, OWN_BASE_TAIL);
  char *text = user_file_read(draft, ROUTINE_FILE_MAX, &length, NULL);
  if (text != NULL && (strcmp(text, live) == 0 || is_busy(path))) {
    free(text);
    text = NULL;
  }
  char *base = text == NULL ? NULL : user_file_read(base_path, ROUTINE_FILE_MAX, &length, NULL);
  *outdated = base != NULL && strcmp(base, live) != 0;
  free(base);
  free(base_path);
  free(draft);
  return text;
}

void draft_forget(const char *path) {
  char *draft = beside(path, OWN_DRAFT_TAIL);
  char *base_path = beside(path, OWN_BASE_TAIL);
  (void)unlink(draft);
  (void)unlink(base_path);
  free(base_path);
  free(draft);
}
