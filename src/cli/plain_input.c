/* Typed lines, read by read() without stdio: what has come is all looked at before the next wait.
 */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "nightcalf/mem.h"
#include "plain.h"

/* Leaves out what has come since `from` of a line that was too long. */
static void skip_rest(PlainInput *input, size_t from) {
  const char *newline = memchr(input->bytes + from, '\n', input->length - from);
  size_t rest = from;
  if (newline != NULL) {
    input->skipping = false;
    rest = (size_t)(newline - input->bytes) + 1;
    memmove(input->bytes + from, input->bytes + rest, input->length - rest);
    input->length = from + input->length - rest;
  } else {
    input->length = from;
  }
}

/* The buffer is full of lines that nobody waits for yet: the last one, not whole, is left out. */
static void make_room(PlainInput *input) {
  const char *newline = memrchr(input->bytes, '\n', PLAIN_BUFFER_MAX - PLAIN_LINE_MAX);
  if (newline != NULL) {
    input->length = (size_t)(newline - input->bytes) + 1;
  } else {
    input->bytes[PLAIN_LINE_MAX] = '\n';
    input->length = PLAIN_LINE_MAX + 1;
  }
  input->skipping = true;
}

bool plain_read(PlainInput *input, int descriptor) {
  if (input->bytes == NULL) {
    input->bytes = mem_new(PLAIN_BUFFER_MAX, 1);
  }
  if (input->length == PLAIN_BUFFER_MAX) {
    make_room(input);
  }
  size_t from = input->length;
  ssize_t got = 0;
  do {
    got = read(descriptor, input->bytes + from, PLAIN_BUFFER_MAX - from);
  } while (got < 0 && errno == EINTR);
  if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
    return true;
  }
  if (got <= 0) {
    input->ended = true;
    return false;
  }
  input->length += (size_t)got;
  if (input->skipping) {
    skip_rest(input, from);
  }
  return true;
}

/* Length of the oldest line in bytes, without its newline; false when none is whole yet. The last
 * line of input needs no newline. */
static bool line_length(const PlainInput *input, size_t *length) {
  const char *newline = input->length == 0 ? NULL : memchr(input->bytes, '\n', input->length);
  if (newline == NULL) {
    *length = input->length;
    return input->length >= PLAIN_LINE_MAX || (input->ended && input->length > 0);
  }
  *length = (size_t)(newline - input->bytes);
  return true;
}

char *plain_peek_line(const PlainInput *input, bool *cut) {
  size_t length = 0;
  if (!line_length(input, &length)) {
    return NULL;
  }
  *cut = length >= PLAIN_LINE_MAX;
  if (*cut) {
    length = PLAIN_LINE_MAX - 1;
    /* Not in the middle of a character. */
    while (length > 0 && ((unsigned char)input->bytes[length] & 0xC0) == 0x80) {
      length--;
    }
  } else if (length > 0 && input->bytes[length - 1] == '\r') {
    length--;
  }
  return mem_copy_bytes(input->bytes, length);
}

void plain_drop_line(PlainInput *input) {
  const char *newline = input->length == 0 ? NULL : memchr(input->bytes, '\n', input->length);
  if (newline != NULL) {
    size_t count = (size_t)(newline - input->bytes) + 1;
    memmove(input->bytes, input->bytes + count, input->length - count);
    input->length -= count;
    return;
  }
  input->skipping = !input->ended;
  input->length = 0;
}
