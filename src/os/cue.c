/* Cues as sound. This version knows the terminal's bell, and only when it was chosen: a beep at
 * night has to be asked for. */
#include "nightcalf/os.h"

#include <poll.h>
#include <unistd.h>

/* How often the bell rings. Every cue has one, since a person with closed eyes misses what makes no
 * sound; only the last one differs, so that "all done" is known without looking. */
static const size_t cue_bells[CUE_COUNT] = {
    [CUE_READY] = 1, [CUE_HOLD] = 1,   [CUE_HALF] = 1,      [CUE_LAST] = 1,
    [CUE_REST] = 1,  [CUE_SWITCH] = 1, [CUE_STEP_DONE] = 1, [CUE_ALL_DONE] = 2,
};
static const char bells[] = "\a\a";

/* Sounds a cue on the terminal's descriptor (-1: none). Never waits: where the terminal takes
 * nothing just now, the cue is left out. */
void cue_play(Cue cue, SoundChoice sound, int terminal) {
  if (sound != SOUND_BELL || cue_bells[cue] == 0) {
    return;
  }
  struct pollfd output = {.fd = terminal, .events = POLLOUT};
  if (poll(&output, 1, 0) != 1 || (output.revents & POLLOUT) == 0) {
    return;
  }
  /* A bell that does not ring must not disturb the routine: there is nothing to do about it. */
  ssize_t rung = write(terminal, bells, cue_bells[cue]);
  (void)rung;
}
