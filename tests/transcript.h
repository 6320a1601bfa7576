/* Runs the transcripts in tests/sessions: what a session is told, and each effect that must come of
 * it. */
#ifndef NIGHTCALF_TESTS_TRANSCRIPT_H
#define NIGHTCALF_TESTS_TRANSCRIPT_H

#include <stddef.h>

#include "nightcalf/session.h"

/* Runs every case of a file and returns how many differ; each difference is printed to standard
 * error as FILE:LINE with the lines expected and the lines that came. The language is described in
 * tests/sessions/README.md. */
int transcript_run(const char *path);

/* The line of an effect without its cue. Release with free(). */
char *transcript_effect(const Session *session, Moment now, const Effect *effect);
/* A question with its true answer, the question being the first of the words: "remaining 13s".
 * Release with free(). */
char *transcript_answer(const Session *session, Moment now, const char *const *words, size_t count);

#endif
