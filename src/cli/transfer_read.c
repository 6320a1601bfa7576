/* Reading an export: first its outline, then every record to look at it, and only then, where
 * nothing was wrong, every record again into the merge. Memory holds the file and one record. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "nightcalf/language.h"
#include "nightcalf/mem.h"
#include "transfer_records.h"
#include "transfer_scan.h"
#include "transfer_settings.h"

enum { FILE_BYTES_MAX = 1 << 30, RECORD_BYTES_MAX = 64 << 20, READ_BYTES = 64 * 1024 };

struct TransferFile {
  char *path; /* as the user named it */
  char *bytes;
  size_t length;
  JsonSlice lists[LIST_COUNT]; /* at NULL: not there */
  json_t *settings;            /* NULL: none */
  TransferCounts counts;
};

/* A record's uuid or date, and where it stood first. */
typedef struct Seen {
  char key[37];
  int line;
} Seen;

/* One list on its way. */
typedef struct Reading {
  const TransferFile *file;
  TransferList list;
  Diagnostics *diagnostics;
  RecordTake take;
  Seen *seen; /* while it is only looked at */
  size_t count;
} Reading;

/* Adds a finding about the file. Returns false. */
static bool fault(const TransferFile *file, Diagnostics *diagnostics, int line,
                  const char *message) {
  diagnostics_add(diagnostics, file->path, line, 0, false, "%s", _(message));
  return false;
}

/* -- The bytes -- */

/* Reads all there is of a descriptor, up to the limit and one byte more. */
static bool read_bytes(TransferFile *file, int fd) {
  size_t room = 0;
  while (true) {
    if (room - file->length < READ_BYTES) {
      room = room == 0 ? 2 * (size_t)READ_BYTES : room * 2;
      file->bytes = mem_resize(file->bytes, room, 1);
    }
    ssize_t got = read(fd, file->bytes + file->length, READ_BYTES);
    if (got < 0 && errno == EINTR) {
      continue;
    }
    if (got <= 0 || file->length > FILE_BYTES_MAX) {
      return got == 0 || file->length > FILE_BYTES_MAX;
    }
    file->length += (size_t)got;
  }
}

static bool read_file(TransferFile *file, Diagnostics *diagnostics) {
  struct stat info;
  int fd = strcmp(file->path, "-") == 0 ? dup(STDIN_FILENO)
                                        : open(file->path, O_RDONLY | O_NOCTTY | O_CLOEXEC);
  bool is_folder = fd != -1 && fstat(fd, &info) == 0 && S_ISDIR(info.st_mode);
  errno = is_folder ? EISDIR : errno;
  bool ok = fd != -1 && !is_folder && read_bytes(file, fd);
  if (!ok) {
    diagnostics_add(diagnostics, file->path, 0, 0, false, "cannot read it: %s", strerror(errno));
  }
  if (fd != -1) {
    close(fd);
  }
  if (ok && file->length > FILE_BYTES_MAX) {
    return fault(file, diagnostics, 0, N_("is larger than 1 GiB, which no export is"));
  }
  return ok;
}

/* -- The outline -- */

/* Parses one value; NULL with a finding. */
static json_t *parse_slice(const TransferFile *file, Diagnostics *diagnostics,
                           const JsonSlice *slice) {
  json_error_t error;
  json_t *value = NULL;
  if (slice->length > RECORD_BYTES_MAX) {
    fault(file, diagnostics, slice->line, N_("a record is larger than 64 MiB"));
    return NULL;
  }
  value = json_loadb(slice->at, slice->length, JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, &error);
  if (value == NULL) {
    int line = slice->line + (error.line > 0 ? error.line - 1 : 0);
    fault(file, diagnostics, line, error.text);
  }
  return value;
}

/* What the outline has found so far. */
typedef struct Outline {
  json_t *format;
  json_t *version;
  char *unknown; /* the first member that nobody knows */
  int unknown_line;
} Outline;

static void free_outline(Outline *outline) {
  json_decref(outline->format);
  json_decref(outline->version);
  free(outline->unknown);
}

/* Takes one member of the file by its name. */
static bool take_member(TransferFile *file, Diagnostics *diagnostics, Outline *outline,
                        const char *name, const JsonSlice *value) {
  json_t **head = strcmp(name, "format") == 0     ? &outline->format
                  : strcmp(name, "version") == 0  ? &outline->version
                  : strcmp(name, "settings") == 0 ? &file->settings
                                                  : NULL;
  JsonSlice *list = NULL;
  for (int i = 0; head == NULL && i < LIST_COUNT; i++) {
    list = strcmp(transfer_list_names[i], name) == 0 ? &file->lists[i] : list;
  }
  if ((head != NULL && *head != NULL) || (list != NULL && list->at != NULL)) {
    diagnostics_add(diagnostics, file->path, value->line, 0, false, "\"%s\" stands twice", name);
    return false;
  }
  if (head != NULL) {
    *head = parse_slice(file, diagnostics, value);
    if (head == &file->settings && *head != NULL) {
      return transfer_settings_check(*head, file->path, value->line, diagnostics);
    }
    return *head != NULL;
  }
  if (list != NULL) {
    *list = *value;
  } else if (outline->unknown == NULL) {
    outline->unknown = mem_copy(name);
    outline->unknown_line = value->line;
  }
  return true;
}

/* Reads "NAME": VALUE. */
static bool read_member(TransferFile *file, Diagnostics *diagnostics, JsonCursor *cursor,
                        Outline *outline) {
  JsonSlice name;
  JsonSlice value;
  const char *wrong = json_scan_value(cursor, &name);
  if (wrong == NULL && *name.at != '"') {
    wrong = N_("a name in quotes is missing");
  }
  if (wrong == NULL && !json_scan_letter(cursor, ':')) {
    wrong = N_("a \":\" is missing");
  }
  wrong = wrong == NULL ? json_scan_value(cursor, &value) : wrong;
  if (wrong != NULL) {
    return fault(file, diagnostics, cursor->line, wrong);
  }
  json_t *text = parse_slice(file, diagnostics, &name);
  bool ok =
      text != NULL && take_member(file, diagnostics, outline, json_string_value(text), &value);
  json_decref(text);
  return ok;
}

static bool read_members(TransferFile *file, Diagnostics *diagnostics, Outline *outline) {
  static const char mark[] = "\xEF\xBB\xBF";
  size_t skip = file->length >= 3 && memcmp(file->bytes, mark, 3) == 0 ? 3 : 0;
  JsonCursor cursor = {file->bytes + skip, file->bytes + file->length, 1};
  if (!json_scan_letter(&cursor, '{')) {
    return fault(file, diagnostics, cursor.line,
                 N_("is no export of nightcalf: it does not begin with \"{\""));
  }
  bool more = !json_scan_letter(&cursor, '}');
  while (more) {
    if (!read_member(file, diagnostics, &cursor, outline)) {
      return false;
    }
    more = json_scan_letter(&cursor, ',');
    if (!more && !json_scan_letter(&cursor, '}')) {
      return fault(file, diagnostics, cursor.line, N_("a \",\" or the closing \"}\" is missing"));
    }
  }
  return json_scan_end(&cursor) ||
         fault(file, diagnostics, cursor.line, N_("something stands behind the closing \"}\""));
}

/* Whether it is an export, and of a version that this program knows. */
static bool check_head(const TransferFile *file, Diagnostics *diagnostics, const Outline *outline) {
  const char *format = json_string_value(outline->format);
  if (format == NULL || strcmp(format, "nightcalf-export") != 0) {
    return fault(file, diagnostics, 0,
                 N_("is no export of nightcalf: \"format\" is not \"nightcalf-export\""));
  }
  json_int_t version = json_integer_value(outline->version);
  if (version < 1) {
    return fault(file, diagnostics, 0, N_("has no sound \"version\""));
  }
  if (version > TRANSFER_VERSION) {
    diagnostics_add(diagnostics, file->path, 0, 0, false,
                    "was written by a newer nightcalf (version %lld of exports; this one knows "
                    "%d); update nightcalf",
                    (long long)version, TRANSFER_VERSION);
    return false;
  }
  if (outline->unknown != NULL) {
    diagnostics_add(diagnostics, file->path, outline->unknown_line, 0, false,
                    "\"%s\" is nothing that an export holds", outline->unknown);
  }
  return outline->unknown == NULL;
}

static bool read_outline(TransferFile *file, Diagnostics *diagnostics) {
  Outline outline = {0};
  bool ok = read_members(file, diagnostics, &outline) && check_head(file, diagnostics, &outline);
  free_outline(&outline);
  return ok;
}

/* -- The records -- */

static void note_seen(Reading *reading, int line) {
  reading->seen = mem_resize(reading->seen, reading->count + 1, sizeof *reading->seen);
  Seen *seen = &reading->seen[reading->count];
  memcpy(seen->key, reading->take.key, sizeof seen->key);
  seen->line = line;
}

/* Reads the record at a slice. False only when the merge failed. */
static bool read_record(Reading *reading, const JsonSlice *slice) {
  RecordPlace place = {
      .file = reading->file->path,
      .list = transfer_list_names[reading->list],
      .index = reading->count,
      .line = slice->line,
      .diagnostics = reading->diagnostics,
  };
  json_t *record = parse_slice(reading->file, reading->diagnostics, slice);
  bool ok = true;
  memset(reading->take.key, 0, sizeof reading->take.key);
  if (record != NULL && !json_is_object(record)) {
    place_fault(&place, NULL, "must be a group in { }");
  } else if (record != NULL) {
    ok = take_record[reading->list](&place, record, &reading->take);
  }
  if (record == NULL || !ok) {
    reading->take.key[0] = '\0'; /* what cannot be read is no twin of anything */
  }
  json_decref(record);
  if (reading->take.merge == NULL) {
    note_seen(reading, slice->line);
    ok = true; /* what is wrong is among the findings: on to the next */
  }
  reading->count++;
  return ok;
}

/* Reads the records of a list. False: the list itself is broken, or the merge failed. */
static bool read_records(Reading *reading) {
  const TransferFile *file = reading->file;
  JsonSlice list = file->lists[reading->list];
  JsonSlice slice;
  if (list.at == NULL) {
    return true;
  }
  JsonCursor cursor = {list.at, list.at + list.length, list.line};
  if (!json_scan_letter(&cursor, '[')) {
    diagnostics_add(reading->diagnostics, file->path, list.line, 0, false,
                    "\"%s\" must be a list in [ ]", transfer_list_names[reading->list]);
    return false;
  }
  for (bool more = !json_scan_letter(&cursor, ']'); more;) {
    const char *wrong = json_scan_value(&cursor, &slice);
    if (wrong != NULL) {
      return fault(file, reading->diagnostics, cursor.line, wrong);
    }
    if (!read_record(reading, &slice)) {
      return false;
    }
    more = json_scan_letter(&cursor, ',');
    if (!more && !json_scan_letter(&cursor, ']')) {
      return fault(file, reading->diagnostics, cursor.line,
                   N_("a \",\" or the closing \"]\" is missing"));
    }
  }
  return json_scan_end(&cursor) || fault(file, reading->diagnostics, cursor.line,
                                         N_("a bracket closes what it did not open"));
}

static int compare_seen(const void *one, const void *other) {
  const Seen *a = one;
  const Seen *b = other;
  int order = strcmp(a->key, b->key);
  return order != 0 ? order : (a->line > b->line) - (a->line < b->line);
}

/* Tells what stands twice in a list. */
static void find_twins(Reading *reading) {
  if (reading->count > 0) {
    qsort(reading->seen, reading->count, sizeof *reading->seen, compare_seen);
  }
  for (size_t i = 1; i < reading->count; i++) {
    const Seen *seen = &reading->seen[i];
    if (*seen->key != '\0' && strcmp(seen->key, seen[-1].key) == 0) {
      diagnostics_add(reading->diagnostics, reading->file->path, seen->line, 0, false,
                      "%s: %s stands twice, first in line %d", transfer_list_names[reading->list],
                      seen->key, seen[-1].line);
    }
  }
}

/* Looks at every record of every list. */
static void check_records(TransferFile *file, Diagnostics *diagnostics) {
  for (int list = 0; list < LIST_COUNT; list++) {
    Reading reading = {.file = file, .list = (TransferList)list, .diagnostics = diagnostics};
    if (read_records(&reading)) {
      find_twins(&reading);
    }
    file->counts.of[list] = reading.count;
    free(reading.seen);
  }
}

TransferFile *transfer_read(const char *path, Diagnostics *diagnostics) {
  size_t before = diagnostics->errors;
  TransferFile *file = mem_new(1, sizeof *file);
  file->path = mem_copy(path);
  if (read_file(file, diagnostics) && read_outline(file, diagnostics)) {
    check_records(file, diagnostics);
  }
  diagnostics_sort(diagnostics);
  if (diagnostics->errors > before) {
    transfer_free(file);
    return NULL;
  }
  return file;
}

TransferCounts transfer_counts(const TransferFile *file) {
  return file->counts;
}

json_t *transfer_settings(const TransferFile *file) {
  return file->settings;
}

bool transfer_merge(const TransferFile *file, Store *store, MergeCounts *counts, Error *err) {
  Diagnostics findings = {0}; /* there were none, and there are none */
  Merge *merge = store_merge_begin(store, err);
  if (merge == NULL) {
    return false;
  }
  bool ok = true;
  for (int list = 0; ok && list < LIST_COUNT; list++) {
    Reading reading = {
        .file = file,
        .list = (TransferList)list,
        .diagnostics = &findings,
        .take = {.merge = merge, .err = err},
    };
    ok = read_records(&reading);
  }
  ok = store_merge_end(merge, ok, counts, err);
  diagnostics_free(&findings);
  return ok;
}

void transfer_free(TransferFile *file) {
  if (file != NULL) {
    json_decref(file->settings);
    free(file->path);
    free(file->bytes);
    free(file);
  }
}
