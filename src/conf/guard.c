/* The guard's front door: a file's bytes, what is refused in them at sight, then the parse and
 * libconfig's second reading. */
#include "conf/guard.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "conf/tree.h"
#include "nightcalf/language.h"
#include "nightcalf/library.h"
#include "nightcalf/mem.h"
#include "nightcalf/text.h"

static const Place whole_file = {0, 0};

/* Says that the file is larger than max_bytes. Always false. */
static bool too_large(const Findings *findings, size_t max_bytes) {
  finding_error(findings, whole_file, "is too large; at most %zu KiB", max_bytes / 1024);
  return false;
}

/* Opens a regular file of at most max_bytes for reading, without waiting for a writer and without
 * taking a terminal. *size: the bytes it says it has. -1: said why not. */
static int open_regular(const Findings *findings, size_t max_bytes, size_t *size) {
  int file = open(findings->file, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  struct stat status;
  if (file < 0 && errno == ENOENT) {
    finding_error(findings, whole_file, "no such file");
    return -1;
  }
  if (file < 0 && errno == ENXIO) {
    finding_error(findings, whole_file, "is not a regular file but a socket or a device");
    return -1;
  }
  if (file < 0 || fstat(file, &status) != 0) {
    finding_error(findings, whole_file, "cannot be opened: %s", strerror(errno));
  } else if (S_ISDIR(status.st_mode)) {
    finding_error(findings, whole_file, "is a directory, not a file");
  } else if (!S_ISREG(status.st_mode)) {
    finding_error(findings, whole_file, "is not a regular file but %s",
                  S_ISFIFO(status.st_mode) ? _("a FIFO") : _("a device"));
  } else if (status.st_size > (off_t)max_bytes) {
    (void)too_large(findings, max_bytes);
  } else {
    *size = (size_t)status.st_size;
    return file;
  }
  if (file >= 0) {
    (void)close(file);
  }
  return -1;
}

/* Reads what is there, up to max_bytes and one more, into *bytes, which is to be freed and has a
 * NUL behind. size: how much that is going to be. */
static bool read_all(int file, size_t size, size_t max_bytes, const Findings *findings,
                     char **bytes, size_t *length) {
  size_t room = size + 1; /* one more, so that the end is seen */
  size_t used = 0;
  *bytes = mem_resize(NULL, room + 1, 1);
  for (;;) {
    ssize_t got = read(file, *bytes + used, room - used);
    if (got < 0 && errno == EINTR) {
      continue;
    }
    if (got < 0) {
      finding_error(findings, whole_file, "cannot be read: %s", strerror(errno));
      return false;
    }
    if (got == 0) {
      *length = used;
      (*bytes)[used] = '\0';
      return true;
    }
    used += (size_t)got;
    if (used > max_bytes) {
      return too_large(findings, max_bytes);
    }
    if (used == room) {
      room *= 2;
      *bytes = mem_resize(*bytes, room + 1, 1);
    }
  }
}

/* The place of an offset; for the few findings made without a token. */
static Place place_of(const Document *document, size_t offset) {
  Place place = {1, 1};
  for (size_t i = scan_mark(document->bytes, document->length); i < offset; i++) {
    place = document->bytes[i] == '\n' ? (Place){place.line + 1, 1}
                                       : (Place){place.line, place.column + 1};
  }
  return place;
}

/* Refuses what is no text file at all. */
static bool is_text(const Document *document, const Findings *findings) {
  const char *bytes = document->bytes;
  size_t length = document->length;
  if (length >= 2 && (memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0)) {
    Place start = {1, 1};
    finding_error(findings, start, "this file is UTF-16; save it as UTF-8");
    return false;
  }
  const char *nul = memchr(bytes, '\0', length);
  if (nul != NULL) {
    finding_error(findings, place_of(document, (size_t)(nul - bytes)),
                  "a NUL byte is not allowed: this is not a plain text file");
    return false;
  }
  for (size_t i = 0; i < length; i++) {
    if (bytes[i] == '\r' && (i + 1 == length || bytes[i + 1] != '\n')) {
      finding_error(findings, place_of(document, i),
                    "a carriage return alone is not allowed; end lines with LF or CRLF");
      return false;
    }
  }
  return true;
}

bool lines_have_fault(const char *bytes, size_t length) {
  const char *end = bytes + length;
  while (bytes < end) {
    const char *newline = memchr(bytes, '\n', (size_t)(end - bytes));
    const char *stop_at = newline == NULL ? end : newline;
    size_t size = (size_t)(stop_at - bytes);
    size -= newline != NULL && size > 0 && bytes[size - 1] == '\r' ? 1 : 0;
    size_t where = 0;
    if (text_fault(bytes, size, &where) != TEXT_FINE) {
      return true;
    }
    bytes = newline == NULL ? end : newline + 1;
  }
  return false;
}

/* Reports the first forbidden character of each line, in comments too, up to an offset. */
static void check_characters(const Document *document, size_t end, const Findings *findings) {
  size_t start = scan_mark(document->bytes, document->length);
  for (int line = 1; start < end; line++) {
    const char *text = document->bytes + start;
    const char *newline = memchr(text, '\n', document->length - start);
    size_t whole = newline == NULL ? document->length - start : (size_t)(newline - text);
    size_t length = whole > 0 && text[whole - 1] == '\r' ? whole - 1 : whole;
    size_t where = 0;
    TextFault fault = text_fault(text, length, &where);
    if (fault != TEXT_FINE && start + where < end) {
      Place place = {line, (int)where + 1};
      finding_error(findings, place, "%s is not allowed", text_fault_name(fault));
    }
    start += whole + 1;
  }
}

/* Everything between the bytes, which are in the document, and the tree. */
static bool check(Document *document, size_t max_bytes, Diagnostics *diagnostics) {
  Findings findings = {.diagnostics = diagnostics, .file = document->name};
  if (document->length > max_bytes) {
    return too_large(&findings, max_bytes);
  }
  size_t mark = scan_mark(document->bytes, document->length);
  size_t where = 0;
  /* nearly always nothing is wrong, and lines end with LF: then one look is enough */
  bool plain = text_fault(document->bytes + mark, document->length - mark, &where) == TEXT_FINE;
  if (!plain && !is_text(document, &findings)) {
    return false;
  }
  size_t before = diagnostics->errors;
  size_t stopped = 0;
  size_t files = max_bytes > ROUTINE_FILE_MAX ? max_bytes / ROUTINE_FILE_MAX : 1;
  bool faulty = !plain && lines_have_fault(document->bytes + mark, document->length - mark);
  bool whole = tree_parse(document, faulty, GUARD_NODES_MAX * files, &findings, &stopped);
  if (faulty) {
    check_characters(document, stopped, &findings);
  }
  if (whole && diagnostics->errors == before) {
    tree_agree(document, &findings);
  }
  return whole;
}

bool guard_read(const char *path, size_t max_bytes, char **bytes, size_t *length,
                Diagnostics *diagnostics) {
  Findings findings = {.diagnostics = diagnostics, .file = path};
  *bytes = NULL;
  *length = 0;
  size_t size = 0;
  int file = open_regular(&findings, max_bytes, &size);
  if (file < 0) {
    return false;
  }
  bool done = read_all(file, size, max_bytes, &findings, bytes, length);
  (void)close(file);
  return done;
}

bool document_read(Document *document, const char *path, size_t max_bytes,
                   Diagnostics *diagnostics) {
  *document = (Document){.name = mem_copy(path)};
  if (!guard_read(path, max_bytes, &document->bytes, &document->length, diagnostics)) {
    return false;
  }
  return check(document, max_bytes, diagnostics);
}

bool document_parse(Document *document, const char *name, const char *bytes, size_t length,
                    size_t max_bytes, Diagnostics *diagnostics) {
  *document =
      (Document){.name = mem_copy(name), .bytes = mem_copy_bytes(bytes, length), .length = length};
  return check(document, max_bytes, diagnostics);
}

bool guard_reparse(Document *document) {
  Diagnostics unused = {0};
  Findings findings = {.diagnostics = &unused, .file = ""};
  size_t stopped = 0;
  node_free(&document->root);
  free(document->strings);
  bool whole = tree_parse(document, false, GUARD_NODES_MAX, &findings, &stopped);
  diagnostics_free(&unused);
  return whole;
}

void document_free(Document *document) {
  node_free(&document->root);
  free(document->strings);
  free(document->bytes);
  free(document->name);
  *document = (Document){0};
}

const Node *node_find(const Node *group, const char *name) {
  for (size_t i = 0; i < group->count; i++) {
    const char *other = group->children[i].name;
    if (other != NULL && other[0] == name[0] && strcmp(other, name) == 0) {
      return &group->children[i];
    }
  }
  return NULL;
}

void node_shown(const Document *document, const Node *node, char shown[SHOWN_SIZE]) {
  switch (node->type) {
  case NODE_GROUP:
    (void)snprintf(shown, SHOWN_SIZE, "%s", _("a group"));
    break;
  case NODE_ARRAY:
    (void)snprintf(shown, SHOWN_SIZE, "%s", node->count == 0 ? _("an empty array") : _("an array"));
    break;
  case NODE_LIST:
    (void)snprintf(shown, SHOWN_SIZE, "%s", node->count == 0 ? _("an empty list") : _("a list"));
    break;
  default:
    show_bytes(document->bytes + node->span.at, node->span.length, shown);
    break;
  }
}
