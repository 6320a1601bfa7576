/* A routine run to its end on the App of app_fixture.h, the clock turned to whatever is due. */
#ifndef TESTS_RUN_THROUGH_H
#define TESTS_RUN_THROUGH_H

/* Starts the routine of that id and runs it through; what waits is answered two seconds later, by
 * the first answer that leads on. take() is called at the start and after every turn of the
 * clock. */
void run_through(const char *id, void (*take)(void));

#endif
