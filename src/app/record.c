/* The record as the program keeps it: what is broken mended before it is written to, a copy of it
 * every day, and what a person is told and offered of either. */
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "app_private.h"
#include "nightcalf/care.h"
#include "nightcalf/language.h"
#include "nightcalf/mem.h"

/* Sets a broken record aside, in whose place there is then a sound one. False: there was nothing to
 * be done, or it could not be done. */
static bool mend(App *app, Error *err) {
  CareMend done;
  Error why = {{0}};
  CareLook look = app->damaged ? CARE_WHOLE : CARE_QUICK;
  WallTime now = app->clock.wall(app->clock.context);
  if (!app->damaged && !care_is_broken(app->paths.database, CARE_QUICK)) {
    return false;
  }
  bool ok = care_mend(app->paths.database, look, now, &done, &why);
  if (!ok) {
    return fail(err, "it is damaged and could not be set aside: %s", why.text);
  }
  app->damaged = false;
  bool mended = done.aside != NULL;
  app->mended = app->mended || mended;
  care_mend_free(&done);
  return mended;
}

/* Hands on what the store tells of a wait to whoever shows it now. */
static void hear_wait(void *context, bool waits) {
  App *app = context;
  app->in_store = true;
  if (app->waits.tell != NULL) {
    app->waits.tell(app->waits.context, waits);
  }
  app->in_store = false;
}

Store *record_open(App *app, StoreMode mode, Error *err) {
  StoreWait wait = {hear_wait, app};
  Store *store = NULL;
  if (mode == STORE_WRITE && app->damaged && !mend(app, err) && app->damaged) {
    return NULL;
  }
  if (store_open_telling(app->paths.database, mode, wait, &store, err) || mode == STORE_READ) {
    return store;
  }
  if (mend(app, err)) {
    (void)store_open_telling(app->paths.database, mode, wait, &store, err);
  }
  return store;
}

void record_close(App *app) {
  app->damaged = app->damaged || (app->store != NULL && store_damaged(app->store));
  store_close(app->store);
  app->store = NULL;
}

/* "12 sessions, 3 cramps and 9 nights": what was read out of the broken one. Release with free().
 */
static char *read_out(const CareMend *done) {
  char *sessions =
      mem_format(language_plural("%jd session", "%jd sessions", (unsigned long)done->sessions),
                 (intmax_t)done->sessions);
  char *cramps = mem_format(language_plural("%jd cramp", "%jd cramps", (unsigned long)done->cramps),
                            (intmax_t)done->cramps);
  char *nights = mem_format(language_plural("%jd night of the diary", "%jd nights of the diary",
                                            (unsigned long)done->nights),
                            (intmax_t)done->nights);
  char *text = mem_format(_("%s, %s and %s could be read out of it and are kept."), sessions,
                          cramps, nights);
  free(sessions);
  free(cramps);
  free(nights);
  return text;
}

/* Joins two texts by a blank and takes both over. */
static char *joined(char *one, char *other) {
  char *both = mem_format("%s %s", one, other);
  free(one);
  free(other);
  return both;
}

char *app_mended_text(const App *app, bool brief) {
  CareMend done = {0};
  if (app->paths.database != NULL) {
    care_remembered(app->paths.database, &done);
  }
  if (done.aside == NULL) {
    return NULL;
  }
  char *name = mem_copy(done.aside);
  char *text = mem_format(_("Your history was damaged. The damaged file was set aside as %s."),
                          brief ? basename(name) : done.aside);
  free(name);
  text = joined(text, done.sessions + done.cramps + done.nights == 0
                          ? mem_copy(_("Nothing could be read out of it."))
                          : read_out(&done));
  if (done.backup == NULL) {
    text = joined(text, mem_copy(_("There is no backup of it.")));
  } else {
    name = mem_copy(done.backup);
    text = joined(text, mem_format(_("There is a sound backup of before: %s."),
                                   brief ? basename(name) : done.backup));
    free(name);
  }
  care_mend_free(&done);
  return text;
}

char *app_mended_backup(const App *app) {
  CareMend done = {0};
  if (app->paths.database != NULL) {
    care_remembered(app->paths.database, &done);
  }
  char *backup = done.backup;
  done.backup = NULL;
  care_mend_free(&done);
  return backup;
}

char *app_rights_text(const App *app) {
  struct stat info;
  if (app->paths.database == NULL || stat(app->paths.database, &info) != 0 ||
      (info.st_mode & (S_IRWXG | S_IRWXO)) == 0) {
    return NULL;
  }
  return mem_format(
      _("Others may see your history, which holds notes about your health; to make it "
        "yours alone: chmod 600 '%s'"),
      app->paths.database);
}

void app_mended_seen(App *app) {
  if (app->paths.database != NULL) {
    care_forget(app->paths.database);
  }
  app->mended = false;
}

bool app_take_backup(App *app, const char *backup, MergeCounts *counts, Error *err) {
  Store *store = app_store(app, STORE_WRITE, err);
  return store != NULL && care_take_in(store, backup, counts, err);
}

bool app_salvage(App *app, Error *err) {
  record_close(app);
  app->damaged = true;
  bool done = mend(app, err);
  app->damaged = false;
  return done;
}

char *app_newest_backup(const App *app, size_t *count) {
  *count = care_count_backups(app->paths.database);
  return care_newest_backup(app->paths.database);
}

void app_keep_day(App *app) {
  bool broken = false;
  /* Only what this run has written to: looking at the history must not write. */
  if (app->store == NULL || app->store_mode != STORE_WRITE) {
    return;
  }
  if (!care_keep_day(app->paths.database, app_tonight(app), NULL, &broken, NULL) && broken) {
    record_close(app);
    app->damaged = true;
    (void)app_store(app, STORE_WRITE, NULL);
  }
}
