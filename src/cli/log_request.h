/* What a command line of `nightcalf log` says, and which night it means. */
#ifndef NIGHTCALF_CLI_LOG_REQUEST_H
#define NIGHTCALF_CLI_LOG_REQUEST_H

#include "cli.h"
#include "log_entry.h"

/* The options of its own; those behind LOG_OWN are rows of the diary's tables. */
enum { LOG_NIGHT, LOG_AT, LOG_EDIT, LOG_DELETE, LOG_YES, LOG_UNDO, LOG_LIST, LOG_OWN };

/* What the command line says. */
typedef struct LogRequest {
  const Arguments *arguments;
  OptionList list;
  bool none, excuse;
  bool has_count; /* a number in words: "nightcalf log 2" */
  int count;
  char *reason;                                             /* of the excuse; NULL */
  bool about_night, about_cramp, about_day, about_medicine; /* options of these tables are given */
} LogRequest;

/* Reads the command line. CLI_DONE, or what cli_misused() gives; to be freed either way. */
int log_request_read(const Arguments *arguments, LogRequest *request);
void log_request_free(LogRequest *request);
/* Whether anything is said but the night. */
bool log_request_says(const LogRequest *request);
/* Finds the night that is meant; a wrong one is complained about. */
int log_request_night(const App *app, const LogRequest *request, Night *night);
/* Reads all that is said into an entry; found: what is corrected (its texts become the entry's), or
 * NULL. False with err: an answer is wrong. */
bool log_request_answers(const App *app, const LogRequest *request, LogFound *found,
                         LogEntry *entry, Error *err);

#endif
