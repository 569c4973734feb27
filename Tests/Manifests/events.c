/* What libyaml itself says about files: the witness that ConformanceTests.swift compares the tree with.

   events FILE...

   Each file gives a line for each event, in order, and `.` or `! words` at its end. Words of an event are parted by blanks:

     +document, -document
     +mapping or +sequence, block or flow, anchor, tag
     -collection
     scalar, style, anchor, tag, start, end, text
     alias, name

   Anchors, names and texts are in hexadecimal, `-` where there is none; a tag is 1 or 0; start and end are libyaml's marks, in characters from 0. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

static void put_bytes(const unsigned char *bytes, size_t count) {
  putchar(' ');
  for (size_t index = 0; index < count; index++) printf("%02x", bytes[index]);
}

static void put_properties(const unsigned char *anchor, const unsigned char *tag) {
  if (anchor) put_bytes(anchor, strlen((const char *)anchor)); else fputs(" -", stdout);
  printf(" %d", tag != NULL);
}

static const char *style_name(yaml_scalar_style_t style) {
  switch (style) {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: return "singleQuoted";
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: return "doubleQuoted";
    case YAML_LITERAL_SCALAR_STYLE: return "literal";
    case YAML_FOLDED_SCALAR_STYLE: return "folded";
    default: return "plain";
  }
}

static void put_event(const yaml_event_t *event) {
  switch (event->type) {
    case YAML_DOCUMENT_START_EVENT: printf("+document"); break;
    case YAML_DOCUMENT_END_EVENT: printf("-document"); break;
    case YAML_MAPPING_START_EVENT:
      printf("+mapping %s", event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE ? "flow" : "block");
      put_properties(event->data.mapping_start.anchor, event->data.mapping_start.tag);
      break;
    case YAML_SEQUENCE_START_EVENT:
      printf("+sequence %s", event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE ? "flow" : "block");
      put_properties(event->data.sequence_start.anchor, event->data.sequence_start.tag);
      break;
    case YAML_MAPPING_END_EVENT:
    case YAML_SEQUENCE_END_EVENT: printf("-collection"); break;
    case YAML_SCALAR_EVENT:
      printf("scalar %s", style_name(event->data.scalar.style));
      put_properties(event->data.scalar.anchor, event->data.scalar.tag);
      printf(" %zu %zu", event->start_mark.index, event->end_mark.index);
      put_bytes(event->data.scalar.value, event->data.scalar.length);
      break;
    case YAML_ALIAS_EVENT:
      printf("alias");
      put_bytes(event->data.alias.anchor, strlen((const char *)event->data.alias.anchor));
      break;
    default: return;
  }
  putchar('\n');
}

static void put_events(FILE *file) {
  yaml_parser_t parser;
  yaml_event_t event;
  int is_done = 0;
  yaml_parser_initialize(&parser);
  yaml_parser_set_input_file(&parser, file);
  while (!is_done && yaml_parser_parse(&parser, &event)) {
    is_done = event.type == YAML_STREAM_END_EVENT;
    put_event(&event);
    yaml_event_delete(&event);
  }
  if (is_done) puts("."); else printf("! %s\n", parser.problem);
  yaml_parser_delete(&parser);
}

int main(int argument_count, char **arguments) {
  for (int index = 1; index < argument_count; index++) {
    FILE *file = fopen(arguments[index], "rb");
    if (!file) { perror(arguments[index]); return 2; }
    put_events(file);
    fclose(file);
  }
  return 0;
}
