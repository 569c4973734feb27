/* The floor of the benchmark: libyaml's events of each file, and nothing done with them. */

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <yaml.h>

/* The bytes of a file; ends the program where it cannot be read. */
static unsigned char *contents(const char *path, size_t *size) {
  FILE *file = fopen(path, "rb");
  struct stat status;
  if (!file || fstat(fileno(file), &status)) { perror(path); exit(2); }
  unsigned char *bytes = malloc(status.st_size + 1);
  *size = fread(bytes, 1, status.st_size, file);
  fclose(file);
  return bytes;
}

/* How many events libyaml reads out of some bytes. */
static long count_events(const unsigned char *bytes, size_t size) {
  yaml_parser_t parser;
  yaml_event_t event;
  long count = 0;
  int is_done = 0;
  yaml_parser_initialize(&parser);
  yaml_parser_set_input_string(&parser, bytes, size);
  while (!is_done && yaml_parser_parse(&parser, &event)) {
    is_done = event.type == YAML_STREAM_END_EVENT;
    count++;
    yaml_event_delete(&event);
  }
  yaml_parser_delete(&parser);
  return is_done ? count : -1;
}

/* Paths as arguments. */
int main(int argument_count, char **arguments) {
  long total = 0;
  for (int index = 1; index < argument_count; index++) {
    size_t size;
    unsigned char *bytes = contents(arguments[index], &size);
    long count = count_events(bytes, size);
    free(bytes);
    if (count < 0) { fprintf(stderr, "%s: no YAML\n", arguments[index]); return 1; }
    total += count;
  }
  printf("%ld events\n", total);
  return 0;
}
