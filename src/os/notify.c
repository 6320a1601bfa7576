/* A notification on the desktop. Contract: nightcalf/remind.h. */
#include <stdlib.h>
#include <string.h>

#include "bus.h"
#include "markup.h"
#include "nightcalf/child.h"
#include "nightcalf/mem.h"
#include "nightcalf/remind.h"

enum { SEND_LIMIT_MS = 5000 };

char *markup_escape(const char *text) {
  char *escaped = mem_new(strlen(text) * strlen("&quot;") + 1, 1);
  char *to = escaped;
  for (const char *at = text; *at != '\0'; at++) {
    const char *entity = *at == '<'   ? "&lt;"
                         : *at == '>' ? "&gt;"
                         : *at == '&' ? "&amp;"
                         : *at == '"' ? "&quot;"
                                      : NULL;
    if (entity != NULL) {
      to = stpcpy(to, entity);
    } else {
      *to++ = *at;
    }
  }
  return escaped;
}

NotifyWay notify_show(const char *title, const char *text, Error *err) {
  if (bus_notify(title, text, err)) {
    return NOTIFY_BUS;
  }
  Error bus = err == NULL ? (Error){{0}} : *err;
  if (!child_found("notify-send")) {
    (void)fail(err, "%s, and notify-send is not there", bus.text);
    return NOTIFY_NONE;
  }
  char *body = markup_escape(text);
  const char *const argv[] = {"notify-send", "--app-name=Nightcalf", "--", title, body, NULL};
  ChildResult result = {0};
  bool run = child_run(argv, SEND_LIMIT_MS, &result, err);
  bool shown = run && result.status == 0;
  if (run && !shown) {
    (void)fail(err, "%s, and notify-send failed (%d)", bus.text, result.status);
  }
  child_result_free(&result);
  free(body);
  return shown ? NOTIFY_SEND : NOTIFY_NONE;
}
