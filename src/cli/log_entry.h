/* What `nightcalf log` is about to keep: all that is said in one go about one night. */
#ifndef NIGHTCALF_CLI_LOG_ENTRY_H
#define NIGHTCALF_CLI_LOG_ENTRY_H

#include <stdbool.h>
#include <stddef.h>

#include "nightcalf/app_review.h"

typedef struct LogEntry {
  DiaryNight night; /* as it is kept, then changed; its date is the night's */
  bool night_changed;
  bool counted; /* the cramps were counted by this entry, or the count was taken back */
  Habits habits;
  bool habits_changed;
  Episode *episodes;
  size_t episode_count;
  MedicationChange medication;
  bool medication_changed;
} LogEntry;

/* Reads what is kept of a night, to be changed. False with err: nothing to free. */
bool log_entry_load(App *app, Night night, LogEntry *entry, Error *err);
void log_entry_free(LogEntry *entry);
/* One cramp more, of which nothing is known but its night. Valid until the next one. */
Episode *log_entry_add_episode(const App *app, LogEntry *entry);
/* A cramp whose length is told is over. */
void log_entry_ease(Episode *episode);
/* Keeps it, whole or not at all. */
bool log_entry_save(App *app, LogEntry *entry, Error *err);

/* Something of a night that can be corrected or removed. */
typedef struct LogFound {
  bool is_medication;
  Episode episode;
  MedicationChange medication;
} LogFound;
/* By its UUID (of any night), or by its number in that night's list: "2", and "m1" for a change of
 * medicines. False with err: there is none. Free with log_found_free(). */
bool log_find(App *app, Night night, const char *name, LogFound *found, Error *err);
void log_found_free(LogFound *found);
/* Whether a name has the form of a UUID. */
bool log_is_uuid(const char *name);

/* Prints all that is kept of a night, with the numbers that log_find() takes. */
bool log_show_night(App *app, Night night, Error *err);
/* Prints one line about it: "03:10 left, calf, severity 6". */
void log_show_found(const LogFound *found);
/* Prints what to do about a cramp of this entry that lasted too long; nothing where none did. */
void log_show_advice(App *app, const LogEntry *entry);
/* What is still to be said after an entry: that the night is open, that it was entered late. */
bool log_show_hints(App *app, Night night, Error *err);

/* Asks one question after another and fills the entry. False: an answer from no terminal was wrong,
 * which has been said, and nothing is to be kept. */
bool log_ask(const App *app, LogEntry *entry, int described);
/* The same to correct one thing of that night: its answers go to the entry, and *changed says
 * whether there were any. */
bool log_ask_found(const App *app, LogFound *found, LogEntry *entry, bool *changed);

#endif
