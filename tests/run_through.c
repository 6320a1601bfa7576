/* A routine run to its end. Contract: run_through.h. */
#include "run_through.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "app_fixture.h"
#include "nightcalf/mem.h"

enum { TURNS_MAX = 20000 };

/* Answers what waits, by the first answer that leads on. */
static void answer(void) {
  const Step *step = &app.routine->steps[session_step(app.session)];
  turn(2 * second);
  if (strcmp(step->kind->name, "checklist") == 0) {
    bool *ticks = mem_new(step->items.count, sizeof *ticks);
    ck_assert(session_check_off(app.session, ticks, hands_moment()));
    free(ticks);
  } else if (strcmp(step->kind->name, "journal") == 0) {
    const char *texts[LIST_MAX] = {NULL};
    ck_assert(session_write_journal(app.session, texts, hands_moment()));
  } else {
    size_t choice = 0;
    while (choice + 1 < step->choices.count &&
           (step->choices.at[choice].stop || step->choices.at[choice].pause ||
            step->choices.at[choice].routine != NULL)) {
      choice++;
    }
    ck_assert(session_choose(app.session, choice, hands_moment()));
  }
}

void run_through(const char *id, void (*take)(void)) {
  app_session_start(&app, load(id), 0);
  take();
  for (int i = 0; i < TURNS_MAX && session_state(app.session) != SESSION_ENDED; i++) {
    Moment deadline;
    if (session_state(app.session) == SESSION_WAITING) {
      answer();
    } else if (session_state(app.session) == SESSION_PAUSED) {
      session_act(app.session, ACT_RESUME, hands_moment());
    } else {
      ck_assert(app_deadline(&app, &deadline));
      turn(moment_since(deadline, hands_moment()));
    }
    take();
  }
  ck_assert_int_eq(session_state(app.session), SESSION_ENDED);
}
