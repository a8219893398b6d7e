/*
 * Recorder for the power loss test: preloaded into a process, it writes down every change of the files in one folder, in
 * order, so that the test can tell what a disk may hold when the power goes (spec 2.5).
 *
 * RECORD_FOLDER: whose files; RECORD_FILE: where to, outside of it. A record is a header and its data. A write to the file
 * named "acknowledged" is a mark: from then on the world knows.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { OPENED = 1, WRITTEN, TRUNCATED, SYNCED, UNLINKED };
enum { MOST_FDS = 4096, MOST_FILES = 250, LONGEST_NAME = 256 };

struct header {
  uint32_t kind;
  uint32_t file;
  uint64_t offset;
  uint64_t length;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int out = -1;
static const char *folder;
static char names[MOST_FILES][LONGEST_NAME];
static uint32_t files;
/* 0: not ours, else the file's number. */
static uint32_t file_of_fd[MOST_FDS];

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("RECORD_FILE");
  folder = getenv("RECORD_FOLDER");
  if (path == NULL || folder == NULL) return;
  out = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  /* What is started from here is not recorded. */
  unsetenv("LD_PRELOAD");
}

static void record(uint32_t kind, uint32_t file, uint64_t offset, const void *data, size_t length) {
  struct header header = {kind, file, offset, length};
  struct iovec parts[2] = {{&header, sizeof header}, {(void *)data, data == NULL ? 0 : length}};
  if (out < 0 || file == 0) return;
  if (syscall(SYS_writev, out, parts, 2) < (ssize_t)sizeof header) abort();
}

/* Number of a file in the folder, 0 for others. The lock is held. */
static uint32_t number_of(const char *path) {
  size_t length = out < 0 ? 0 : strlen(folder);
  const char *name = path + length + 1;
  if (length == 0 || strncmp(path, folder, length) != 0 || path[length] != '/' || strlen(name) >= LONGEST_NAME) return 0;
  for (uint32_t file = 1; file <= files; file++)
    if (strcmp(names[file - 1], name) == 0) return file;
  if (files == MOST_FILES) abort();
  strcpy(names[files++], name);
  return files;
}

static int opened(int fd, const char *path) {
  if (fd < 0 || fd >= MOST_FDS || path == NULL) return fd;
  pthread_mutex_lock(&lock);
  uint32_t file = number_of(path);
  file_of_fd[fd] = file;
  if (file != 0) record(OPENED, file, 0, names[file - 1], strlen(names[file - 1]));
  pthread_mutex_unlock(&lock);
  return fd;
}

static uint32_t file_of(int fd) { return fd >= 0 && fd < MOST_FDS ? file_of_fd[fd] : 0; }

#define MODE_OF(flags)                                        \
  mode_t mode = 0;                                            \
  if ((flags) & (O_CREAT | O_TMPFILE)) {                      \
    va_list rest;                                             \
    va_start(rest, flags);                                    \
    mode = va_arg(rest, mode_t);                              \
    va_end(rest);                                             \
  }

int open(const char *path, int flags, ...) {
  MODE_OF(flags)
  return opened(REAL(open)(path, flags, mode), path);
}

int open64(const char *path, int flags, ...) {
  MODE_OF(flags)
  return opened(REAL(open64)(path, flags, mode), path);
}

int close(int fd) {
  if (fd >= 0 && fd < MOST_FDS) file_of_fd[fd] = 0;
  return REAL(close)(fd);
}

/* One change at a time, written down in the order in which they were made. */
#define CHANGE(type, call, kind, fd, offset, data, length)                 \
  uint32_t file = file_of(fd);                                             \
  if (file == 0) return call;                                              \
  pthread_mutex_lock(&lock);                                               \
  type result = call;                                                      \
  if (result >= 0) record(kind, file, (uint64_t)(offset), data, length);   \
  pthread_mutex_unlock(&lock);                                             \
  return result;

ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) {
  CHANGE(ssize_t, REAL(pwrite)(fd, data, length, offset), WRITTEN, fd, offset, data, (size_t)result)
}

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset) {
  CHANGE(ssize_t, REAL(pwrite64)(fd, data, length, offset), WRITTEN, fd, offset, data, (size_t)result)
}

ssize_t write(int fd, const void *data, size_t length) {
  off_t offset = file_of(fd) == 0 ? 0 : lseek(fd, 0, SEEK_CUR);
  CHANGE(ssize_t, REAL(write)(fd, data, length), WRITTEN, fd, offset, data, (size_t)result)
}

int ftruncate(int fd, off_t size) { CHANGE(int, REAL(ftruncate)(fd, size), TRUNCATED, fd, size, NULL, 0) }

int ftruncate64(int fd, off64_t size) { CHANGE(int, REAL(ftruncate64)(fd, size), TRUNCATED, fd, size, NULL, 0) }

int fsync(int fd) { CHANGE(int, REAL(fsync)(fd), SYNCED, fd, 0, NULL, 0) }

int fdatasync(int fd) { CHANGE(int, REAL(fdatasync)(fd), SYNCED, fd, 0, NULL, 0) }

int unlink(const char *path) {
  pthread_mutex_lock(&lock);
  uint32_t file = number_of(path);
  int result = REAL(unlink)(path);
  if (result == 0) record(UNLINKED, file, 0, NULL, 0);
  pthread_mutex_unlock(&lock);
  return result;
}
