/* All routines with what is known of each: the list behind the screen of routines. Names come from
 * the library; a file is read when somebody asks for it, so that hundreds of them cost nothing. */
#ifndef NIGHTCALF_TUI_ROUTINE_LIST_H
#define NIGHTCALF_TUI_ROUTINE_LIST_H

#include "nightcalf/app.h"

typedef struct ListedRoutine {
  char *id;
  char *file;
  Origin origin;
  bool replaces_shipped;
  bool hidden;      /* another one of the same id is in force */
  bool read;        /* what follows is known */
  Routine *routine; /* as the file has it; NULL: it is broken, findings say why */
  Timeline timeline;
  Diagnostics findings;
} ListedRoutine;

/* Zero-initialise; free with routine_list_free(). */
typedef struct RoutineList {
  ListedRoutine *at; /* the person's own first, then the extra folder's, then the shipped ones */
  size_t count;
} RoutineList;

/* Fills the list anew from the library. */
void routine_list_fill(RoutineList *list, const App *app);
void routine_list_free(RoutineList *list);
/* Where the routine of that id stands that is in force; count: there is none. */
size_t routine_list_find(const RoutineList *list, const char *id);
/* One of the list, its file read. */
const ListedRoutine *routine_list_read(RoutineList *list, const App *app, size_t at);

/* Its title; of a broken one the id. */
const char *listed_title(const ListedRoutine *listed);
/* Line of the first error; 0: none, or of the file as a whole. */
int listed_error_line(const ListedRoutine *listed);
/* "Yours", "In your extra folder", "Shipped". */
const char *listed_origin(Origin origin);
/* What replaces what, in a sentence, or NULL. */
const char *listed_place(const ListedRoutine *listed);
/* "8 steps, 10 min 6 s", or "broken, 3 errors". Release with free(). */
char *listed_size(const ListedRoutine *listed);
/* Its errors, each on a line of its own: "Line 12, column 3: ..."; with the file's name where that
 * is another one. NULL: it is sound. Release with free(). */
char *listed_errors(const ListedRoutine *listed);
/* All about it, its title in the first line; every finding as "file:line:column: error: message".
 * Release with free(). */
char *listed_whole(const ListedRoutine *listed, const App *app);

#endif
