/* The list of routines by origin, and what is said about each. */
#include "routine_list.h"

#include <stdlib.h>
#include <string.h>

#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "nightcalf/own.h"
#include "words.h"

static const Origin order[] = {ORIGIN_OWN, ORIGIN_EXTRA, ORIGIN_SHIPPED};

static const char *const origins[] = {
    [ORIGIN_EXTRA] = N_("In your extra folder"),
    [ORIGIN_OWN] = N_("Yours"),
    [ORIGIN_SHIPPED] = N_("Shipped"),
    [ORIGIN_FILE] = N_("A file"),
};

const char *listed_origin(Origin origin) {
  return _(origins[origin]);
}

void routine_list_free(RoutineList *list) {
  for (size_t i = 0; i < list->count; i++) {
    ListedRoutine *listed = &list->at[i];
    free(listed->id);
    free(listed->file);
    routine_free(listed->routine);
    timeline_free(&listed->timeline);
    diagnostics_free(&listed->findings);
  }
  free(list->at);
  *list = (RoutineList){0};
}

void routine_list_fill(RoutineList *list, const App *app) {
  const Library *library = &app->library;
  routine_list_free(list);
  list->at = mem_new(library->count + 1, sizeof *list->at);
  for (size_t group = 0; group < sizeof order / sizeof order[0]; group++) {
    for (size_t i = 0; i < library->count; i++) {
      const RoutineEntry *entry = &library->entries[i];
      if (entry->origin != order[group]) {
        continue;
      }
      list->at[list->count] = (ListedRoutine){
          .id = mem_copy(entry->id),
          .file = mem_copy(entry->file),
          .origin = entry->origin,
          .replaces_shipped = entry->replaces_shipped,
          .hidden = entry->hidden,
      };
      list->count++;
    }
  }
}

size_t routine_list_find(const RoutineList *list, const char *id) {
  size_t at = 0;
  while (at < list->count && (list->at[at].hidden || strcmp(list->at[at].id, id) != 0)) {
    at++;
  }
  return at;
}

const ListedRoutine *routine_list_read(RoutineList *list, const App *app, size_t at) {
  ListedRoutine *listed = &list->at[at];
  if (!listed->read) {
    listed->read = true;
    listed->routine = routine_load(&app->library, listed->file, &listed->findings);
    if (listed->routine != NULL) {
      routine_translate(listed->routine);
      timeline_build(listed->routine, (Side)app->settings.worse_side, &listed->timeline);
    }
  }
  return listed;
}

const char *listed_title(const ListedRoutine *listed) {
  return listed->routine != NULL ? listed->routine->title : listed->id;
}

/* The first finding that is an error, or NULL. */
static const Diagnostic *first_error(const ListedRoutine *listed) {
  for (size_t i = 0; i < listed->findings.count; i++) {
    if (!listed->findings.items[i].warning) {
      return &listed->findings.items[i];
    }
  }
  return NULL;
}

int listed_error_line(const ListedRoutine *listed) {
  const Diagnostic *error = first_error(listed);
  return error != NULL && strcmp(error->file, listed->file) == 0 ? error->line : 0;
}

const char *listed_place(const ListedRoutine *listed) {
  if (listed->hidden) {
    return _("Not in force: one of yours has the same id.");
  }
  return listed->replaces_shipped ? _("It takes the place of the shipped one.") : NULL;
}

char *listed_size(const ListedRoutine *listed) {
  if (listed->routine == NULL) {
    size_t errors = listed->findings.errors;
    return mem_format(language_plural("broken, %zu error", "broken, %zu errors", errors), errors);
  }
  char total[WORDS_SIZE];
  size_t steps = listed->routine->step_count;
  words_total(&listed->timeline, total);
  return mem_format(language_plural("%zu step, %s", "%zu steps, %s", steps), steps, total);
}

/* Adds text to a text that is allocated, which is freed. */
static char *join(char *text, char *more) {
  char *longer = mem_format("%s%s", text, more);
  free(text);
  free(more);
  return longer;
}

/* A finding as a compiler would say it. */
static char *finding_text(const Diagnostic *finding) {
  const char *kind = finding->warning ? _("warning") : _("error");
  char *file = error_one_line(finding->file);
  char *text = finding->line > 0 ? mem_format("%s:%d:%d: %s: %s\n", file, finding->line,
                                              finding->column, kind, finding->message)
                                 : mem_format("%s: %s: %s\n", file, kind, finding->message);
  free(file);
  return text;
}

char *listed_errors(const ListedRoutine *listed) {
  if (listed->routine != NULL) {
    return NULL;
  }
  char *text = mem_copy("");
  for (size_t i = 0; i < listed->findings.count; i++) {
    const Diagnostic *item = &listed->findings.items[i];
    bool same = strcmp(item->file, listed->file) == 0;
    if (!item->warning && same && item->line > 0) {
      text = join(text, mem_format(_("Line %d, column %d: %s.\n"), item->line, item->column,
                                   item->message));
    } else if (!item->warning) {
      text = join(text, finding_text(item));
    }
  }
  return text;
}

char *listed_whole(const ListedRoutine *listed, const App *app) {
  const Routine *routine = listed->routine;
  const char *place = listed_place(listed);
  char *size = listed_size(listed);
  char *text = mem_format("%s\n\n%s: %s\n%s\n%s.\n", listed_title(listed),
                          listed_origin(listed->origin), listed->id, listed->file, size);
  free(size);
  if (!listed->hidden && own_is_quiet(app, listed->id)) {
    text = join(text, mem_format("%s\n", _("Runs without sound.")));
  }
  if (place != NULL) {
    text = join(text, mem_format("%s\n", place));
  }
  if (routine != NULL && routine->about != NULL) {
    text = join(text, mem_format("\n%s\n", routine->about));
  }
  for (size_t i = 0; i < listed->findings.count; i++) {
    text = join(text, mem_copy(i == 0 ? "\n" : ""));
    text = join(text, finding_text(&listed->findings.items[i]));
  }
  for (size_t i = 0; routine != NULL && i < routine->step_count; i++) {
    text =
        join(text, mem_format("%s%zu. %s\n", i == 0 ? "\n" : "", i + 1, routine->steps[i].title));
  }
  return text;
}
