/* Hostile exports: whatever the bytes, an import either takes the file in whole, and then taking it
 * in once more changes nothing, or says what is wrong and leaves the record byte for byte as it
 * was. Built with -DNIGHTCALF_FUZZ=ON and clang; run as fuzz_import -max_len=4096
 * -dict=tests/fuzz/import.dict CORPUS tests/fuzz/exports */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "cli/json.h"
#include "cli/transfer_json.h"
#include "history_bench.h"
#include "nightcalf/mem.h"
#include "temp_folder.h"

enum { NIGHTS = 3, SESSIONS = 3, TAKEN_MOST = 200 };

/* A record that takes imports in; made anew now and then, so that it stays small. */
typedef struct Record {
  Store *store;
  char *path;
  int taken;
} Record;

static void must(bool so) {
  if (!so) {
    abort();
  }
}

static void record_open(Record *record) {
  Error err = {{0}};
  temp_folder_make();
  record->path = temp_folder_path("fuzz.db");
  record->taken = 0;
  must(history_make(record->path, NIGHTS, SESSIONS, &err));
  must(store_open(record->path, STORE_WRITE, &record->store, &err));
}

static void record_close(Record *record) {
  store_close(record->store);
  free(record->path);
  temp_folder_remove();
}

/* The record as an export. Release with free(). */
static char *exported(Store *store) {
  char *text = NULL;
  size_t length = 0;
  Error err = {{0}};
  FILE *stream = open_memstream(&text, &length);
  must(stream != NULL && transfer_write(store, stream, NULL, &err));
  must(fclose(stream) == 0);
  return text;
}

static void take_in(Record *record, const TransferFile *file) {
  Error err = {{0}};
  MergeCounts first = {0};
  MergeCounts again = {0};
  char *before = exported(record->store);
  bool taken = transfer_merge(file, record->store, &first, &err);
  char *after = exported(record->store);
  if (taken) {
    must(transfer_merge(file, record->store, &again, &err));
    char *twice = exported(record->store);
    must(again.added + again.changed + again.removed == 0 && strcmp(after, twice) == 0);
    free(twice);
    record->taken++;
  } else {
    must(err.text[0] != '\0' && strcmp(before, after) == 0);
  }
  free(before);
  free(after);
}

/* The name is libFuzzer's. */
// NOLINTNEXTLINE(readability-identifier-naming)
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

// NOLINTNEXTLINE(readability-identifier-naming)
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static Record record;
  if (record.store == NULL) {
    json_start();
    record_open(&record);
  }
  Diagnostics findings = {0};
  int fd = memfd_create("export", MFD_CLOEXEC);
  must(fd != -1 && write(fd, data, size) == (ssize_t)size);
  char *path = mem_format("/proc/self/fd/%d", fd);
  TransferFile *file = transfer_read(path, &findings);
  must((file == NULL) == (findings.errors > 0));
  if (file != NULL) {
    take_in(&record, file);
  }
  transfer_free(file);
  diagnostics_free(&findings);
  free(path);
  close(fd);
  if (record.taken >= TAKEN_MOST) {
    record_close(&record);
    record_open(&record);
  }
  return 0;
}
