/* An App in a folder of the test's own, with a clock turned by hand and two routines. */
#ifndef TESTS_APP_FIXTURE_H
#define TESTS_APP_FIXTURE_H

#include "nightcalf/app.h"

extern const Millis second, hour;
extern App app;

/* The clock's hands; they stand still until they are turned. It is 22:30 in the evening. */
Moment hands_moment(void);
void turn(Millis by);
/* The one on the wall alone. */
void turn_wall(Millis by);

/* Opens the App in a new folder; "legs" is 10 s left, 10 s right, then 20 s, "ask" a prompt: the
 * first choice stops with a card, the second goes on with "legs". */
void set_up(void);
void tear_down(void);
/* Opens it anew, as another start of the program would. */
void open_app(void);
/* Loads a routine; the test fails when it cannot be. */
Routine *load(const char *name);
/* Keeps a session of "legs" under an id, of so many nights ago, which began so long before now by
 * the clock. */
void keep_session(const char *id, int nights_ago, Millis ago, Outcome outcome, EndedBy by);

/* Asks for more memory than there is. */
void ask_for_too_much(void);
/* Does that in another process, with the App as it is, which must end for want of memory. */
void expect_out_of_memory(void (*work)(void));

#endif
