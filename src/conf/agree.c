/* The second reader: libconfig, with the guard's tree held against its own. Whatever the two read
 * differently is an error, so that no wrapped number and no lost text gets through. */
#include "conf/tree.h"

#include <libconfig.h>
#include <stdlib.h>
#include <string.h>

#include "nightcalf/mem.h"

/* Whether the document's text is such as libconfig gets it. */
static bool is_plain(const Document *document) {
  return document->length > 0 && document->bytes[document->length - 1] == '\n' &&
         memchr(document->bytes, '\r', document->length) == NULL &&
         scan_mark(document->bytes, document->length) == 0;
}

/* The text that libconfig gets: no byte order mark, LF line ends, a newline at the end (without
 * which 1.5 refuses a comment in the last line). Release with free(). */
static char *plain_text(const Document *document) {
  size_t mark = scan_mark(document->bytes, document->length);
  char *text = mem_new(document->length + 2, 1);
  size_t used = 0;
  for (size_t i = mark; i < document->length; i++) {
    if (document->bytes[i] != '\r') {
      text[used++] = document->bytes[i];
    }
  }
  text[used] = '\n';
  return text;
}

static int expected_type(NodeType type) {
  static const int types[] = {[NODE_BROKEN] = CONFIG_TYPE_NONE, [NODE_FLAG] = CONFIG_TYPE_BOOL,
                              [NODE_INTEGER] = CONFIG_TYPE_INT, [NODE_LONG] = CONFIG_TYPE_INT64,
                              [NODE_FLOAT] = CONFIG_TYPE_FLOAT, [NODE_TEXT] = CONFIG_TYPE_STRING,
                              [NODE_GROUP] = CONFIG_TYPE_GROUP, [NODE_ARRAY] = CONFIG_TYPE_ARRAY,
                              [NODE_LIST] = CONFIG_TYPE_LIST};
  return types[type];
}

static bool same_name(const Node *node, const config_setting_t *setting) {
  const char *name = config_setting_name(setting);
  return node->name == NULL ? name == NULL : name != NULL && strcmp(node->name, name) == 0;
}

/* Whether one value is the same in both trees, its elements aside. */
static bool same_value(const Node *node, const config_setting_t *setting) {
  if (!same_name(node, setting) || config_setting_type(setting) != expected_type(node->type)) {
    return false;
  }
  switch (node->type) {
  case NODE_FLAG:
    return (config_setting_get_bool(setting) != 0) == node->flag;
  case NODE_INTEGER:
    return config_setting_get_int(setting) == node->integer;
  case NODE_LONG:
    return config_setting_get_int64(setting) == node->integer;
  case NODE_FLOAT:
    return config_setting_get_float(setting) == node->number;
  case NODE_TEXT:
    return strcmp(config_setting_get_string(setting), node->text) == 0;
  default:
    return config_setting_length(setting) == (int)node->count;
  }
}

/* The first node that the two trees do not share, or NULL. */
static const Node *first_difference(const Node *node, const config_setting_t *setting) {
  if (!same_value(node, setting)) {
    return node;
  }
  for (size_t i = 0; i < node->count; i++) {
    const Node *found =
        first_difference(&node->children[i], config_setting_get_elem(setting, (unsigned)i));
    if (found != NULL) {
      return found;
    }
  }
  return NULL;
}

void tree_agree(const Document *document, const Findings *findings) {
  char *made = is_plain(document) ? NULL : plain_text(document);
  const char *text = made == NULL ? document->bytes : made;
  config_t config;
  config_init(&config);
  config_set_include_dir(&config, "/dev/null");
  if (config_read_string(&config, text) == CONFIG_FALSE) {
    Place place = {config_error_line(&config), 1};
    finding_error(findings, place, "cannot be read as written: %s", config_error_text(&config));
  } else {
    const Node *found = first_difference(&document->root, config_root_setting(&config));
    if (found != NULL) {
      finding_error(findings, found->place, "cannot be read as written");
    }
  }
  config_destroy(&config);
  free(made);
}
