/* Changes of whole steps from the shell: added, moved, doubled, taken out. */
#ifndef NIGHTCALF_CLI_SET_STEP_H
#define NIGHTCALF_CLI_SET_STEP_H

#include "nightcalf/edit.h"

/* What is to be done; all zero: nothing. */
typedef struct StepWork {
  bool add, duplicate, take_out;
  const char *move; /* to which place, from 1, as typed; NULL: it stays */
  char **pairs;     /* with add: KEY VALUE KEY VALUE..., the first of them kind or use */
  int pair_words;
} StepWork;

/* Does it in the text. place: the step that is meant; with add the one to stand behind, or
 * EDIT_WHOLE for the end. False with err: the text is as it was. */
bool set_step_do(RoutineEdit *edit, EditPlace place, const StepWork *work, Error *err);

#endif
