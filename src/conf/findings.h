/* Findings about one file: where, and about which step, in the words of a compiler. */
#ifndef NIGHTCALF_CONF_FINDINGS_H
#define NIGHTCALF_CONF_FINDINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "conf/scan.h"
#include "nightcalf/error.h"

enum { SHOWN_SIZE = 80, SUBJECT_SIZE = 512, GUESS_SIZE = 100 };

struct Node; /* guard.h */

/* What findings are about; put into words only where there is one. All is borrowed. */
typedef struct Subject {
  const struct Node *step; /* its group; NULL: the file as a whole */
  int number;              /* of the step, from 1 */
  size_t choice;           /* from 1; 0: the step itself */
  const char *label;       /* of the choice; NULL: none */
} Subject;

/* What a reader reports to. */
typedef struct Findings {
  Diagnostics *diagnostics;
  const char *file; /* as the user named it; borrowed */
  Subject subject;
  bool typed; /* a person typed the value: no word of how a file writes it */
} Findings;

/* What stands before each message: "step 2 \"Calf massage\": ", or "". */
void finding_subject(const Findings *findings, char subject[SUBJECT_SIZE]);

void finding_error(const Findings *findings, Place place, const char *format, ...)
    PRINTF_LIKE(3, 4);
void finding_warning(const Findings *findings, Place place, const char *format, ...)
    PRINTF_LIKE(3, 4);

/* Whether a guess at what was meant is worth its time: only a file's first findings get one, so
 * that a hostile file cannot have thousands of names compared. */
bool finding_may_guess(const Findings *findings);
/* "; did you mean \"hold\"?" for the end of a message, "" when nearest is NULL. */
void show_guess(const char *nearest, char guess[GUESS_SIZE]);

/* Bytes as a message shows them: one line of at most 60 bytes, "..." where something was cut. */
void show_bytes(const char *bytes, size_t length, char shown[SHOWN_SIZE]);

#endif
