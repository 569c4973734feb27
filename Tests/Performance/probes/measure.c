/* Runs a command and says what it took, as JSON on standard output: seconds, bytes.
   A small C program, because the peak memory that Linux reports of a child begins with that of the parent that forked it. */

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec / 1e9;
}

static double seconds(struct timeval time) { return time.tv_sec + time.tv_usec / 1e6; }

/* Becomes the command, its output in a pipe and its complaints dropped. */
static void become(char **command, int output) {
  dup2(output, STDOUT_FILENO);
  dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
  execvp(command[0], command);
  _exit(127);
}

/* Reads to the end; gives the number of bytes and when the first of them came. */
static long drain(int input, double *first) {
  static char block[1 << 16];
  long total = 0, count;
  while ((count = read(input, block, sizeof block)) > 0) {
    if (total == 0) *first = now();
    total += count;
  }
  return total;
}

int main(int argument_count, char **arguments) {
  int ends[2], status;
  struct rusage usage;
  if (argument_count < 2 || pipe2(ends, O_CLOEXEC)) return 2;
  /* As large as a pipe can be: who reads is not what is measured. */
  fcntl(ends[1], F_SETPIPE_SZ, 1 << 20);
  double start = now(), first = start;
  pid_t child = fork();
  if (child == 0) become(arguments + 1, ends[1]);
  close(ends[1]);
  long output = drain(ends[0], &first);
  wait4(child, &status, 0, &usage);
  printf("{\"wall\": %.6f, \"cpu\": %.6f, \"first_byte\": %.6f, \"peak\": %ld, \"output\": %ld, \"status\": %d}\n", now() - start,
         seconds(usage.ru_utime) + seconds(usage.ru_stime), first - start, usage.ru_maxrss * 1024, output,
         WIFEXITED(status) ? WEXITSTATUS(status) : -1);
  return 0;
}
