/*
 * Stands between a program and the disk (LD_PRELOAD) and writes down, in order, what is done to the files whose name
 * begins with RECORD_PREFIX: writes, truncations, removals and fsyncs. The replayer builds from it what a power cut
 * would have left. File `<prefix>.ack` is recorded too: the program writes there what it has promised.
 *
 * A record: type (1 byte), length of the name (1), offset (8), length of the data (8), name, data.
 * Types: 'w' write, 't' truncate to `offset`, 's' fsync of the file, 'd' fsync of the folder, 'u' unlink.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define FDS 4096
#define FOLDER "/"

static char *names[FDS];
static char *prefix;
static char folder[4096];
static int out = -1;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwritev)(int, const struct iovec *, int, off_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_ftruncate)(int, off_t);
static int (*real_unlink)(const char *);
static int (*real_close)(int);
static int (*real_openat)(int, const char *, int, ...);
static int (*real_open)(const char *, int, ...);

static void begin(void) {
  if (real_write != NULL) return;
  real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
  real_pwritev = dlsym(RTLD_NEXT, "pwritev64");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
  real_unlink = dlsym(RTLD_NEXT, "unlink");
  real_close = dlsym(RTLD_NEXT, "close");
  real_openat = dlsym(RTLD_NEXT, "openat64");
  real_open = dlsym(RTLD_NEXT, "open64");
  prefix = getenv("RECORD_PREFIX");
  const char *log = getenv("RECORD_LOG");
  if (prefix != NULL && log != NULL) {
    snprintf(folder, sizeof folder, "%s", prefix);
    char *end = strrchr(folder, '/');
    if (end != NULL) *end = 0;
    out = real_open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  }
  real_write = dlsym(RTLD_NEXT, "write");
}

static void put(char type, const char *name, uint64_t offset, const void *data, uint64_t length) {
  if (out < 0) return;
  unsigned char head[18];
  uint8_t named = (uint8_t)strlen(name);
  head[0] = (unsigned char)type;
  head[1] = named;
  memcpy(head + 2, &offset, 8);
  memcpy(head + 10, &length, 8);
  struct iovec parts[3] = {
      {head, sizeof head}, {(void *)name, named}, {(void *)data, (size_t)length}};
  if (writev(out, parts, length > 0 ? 3 : 2) < 0) abort();
}

static void opened(int fd, const char *path) {
  if (fd < 0 || fd >= FDS || prefix == NULL) return;
  const char *name = NULL;
  if (strncmp(path, prefix, strlen(prefix)) == 0) name = path + strlen(prefix);
  else if (strcmp(path, folder) == 0) name = FOLDER;
  pthread_mutex_lock(&lock);
  free(names[fd]);
  names[fd] = name == NULL ? NULL : strdup(name);
  pthread_mutex_unlock(&lock);
}

static const char *nameOf(int fd) { return fd < 0 || fd >= FDS ? NULL : names[fd]; }

static void truncatedAtOpen(int fd, int flags) {
  const char *name = nameOf(fd);
  if (name != NULL && (flags & O_TRUNC)) put('t', name, 0, NULL, 0);
}

#define OPEN(function, real)                                  \
  int function(const char *path, int flags, ...) {            \
    begin();                                                  \
    va_list more;                                             \
    va_start(more, flags);                                    \
    mode_t mode = va_arg(more, mode_t);                       \
    va_end(more);                                             \
    int fd = real(path, flags, mode);                         \
    opened(fd, path);                                         \
    truncatedAtOpen(fd, flags);                               \
    return fd;                                                \
  }
OPEN(open, real_open)
OPEN(open64, real_open)

#define OPENAT(function)                                      \
  int function(int at, const char *path, int flags, ...) {    \
    begin();                                                  \
    va_list more;                                             \
    va_start(more, flags);                                    \
    mode_t mode = va_arg(more, mode_t);                       \
    va_end(more);                                             \
    int fd = real_openat(at, path, flags, mode);              \
    opened(fd, path);                                         \
    truncatedAtOpen(fd, flags);                               \
    return fd;                                                \
  }
OPENAT(openat)
OPENAT(openat64)

int close(int fd) {
  begin();
  if (fd >= 0 && fd < FDS && names[fd] != NULL) {
    pthread_mutex_lock(&lock);
    free(names[fd]);
    names[fd] = NULL;
    pthread_mutex_unlock(&lock);
  }
  return real_close(fd);
}

static ssize_t wrote(int fd, const void *data, size_t length, off_t offset) {
  pthread_mutex_lock(&lock);
  ssize_t done = real_pwrite(fd, data, length, offset);
  if (done > 0) put('w', nameOf(fd), (uint64_t)offset, data, (uint64_t)done);
  pthread_mutex_unlock(&lock);
  return done;
}

ssize_t pwrite64(int fd, const void *data, size_t length, off_t offset) {
  begin();
  if (nameOf(fd) == NULL) return real_pwrite(fd, data, length, offset);
  return wrote(fd, data, length, offset);
}
ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) {
  return pwrite64(fd, data, length, offset);
}

ssize_t write(int fd, const void *data, size_t length) {
  begin();
  if (nameOf(fd) == NULL) return real_write(fd, data, length);
  off_t offset = lseek(fd, 0, SEEK_CUR);
  if (fcntl(fd, F_GETFL) & O_APPEND) offset = lseek(fd, 0, SEEK_END);
  pthread_mutex_lock(&lock);
  ssize_t done = real_write(fd, data, length);
  if (done > 0) put('w', nameOf(fd), (uint64_t)offset, data, (uint64_t)done);
  pthread_mutex_unlock(&lock);
  return done;
}

ssize_t pwritev64(int fd, const struct iovec *parts, int count, off_t offset) {
  begin();
  if (nameOf(fd) == NULL) return real_pwritev(fd, parts, count, offset);
  ssize_t all = 0;
  for (int part = 0; part < count; part += 1) {
    ssize_t done = wrote(fd, parts[part].iov_base, parts[part].iov_len, offset + all);
    if (done < 0) return all > 0 ? all : done;
    all += done;
  }
  return all;
}
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t offset) {
  return pwritev64(fd, parts, count, offset);
}

static int synced(int fd, int (*real)(int)) {
  const char *name = nameOf(fd);
  if (name == NULL) return real(fd);
  pthread_mutex_lock(&lock);
  /* The replayer asks what is safe, and not how fast this disk is. */
  put(strcmp(name, FOLDER) == 0 ? 'd' : 's', name, 0, NULL, 0);
  pthread_mutex_unlock(&lock);
  return 0;
}
int fsync(int fd) { begin(); return synced(fd, real_fsync); }
int fdatasync(int fd) { begin(); return synced(fd, real_fdatasync); }

int ftruncate64(int fd, off_t length) {
  begin();
  const char *name = nameOf(fd);
  if (name == NULL) return real_ftruncate(fd, length);
  pthread_mutex_lock(&lock);
  int done = real_ftruncate(fd, length);
  if (done == 0) put('t', name, (uint64_t)length, NULL, 0);
  pthread_mutex_unlock(&lock);
  return done;
}
int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

int unlink(const char *path) {
  begin();
  int done = real_unlink(path);
  if (done == 0 && prefix != NULL && strncmp(path, prefix, strlen(prefix)) == 0) {
    pthread_mutex_lock(&lock);
    put('u', path + strlen(prefix), 0, NULL, 0);
    pthread_mutex_unlock(&lock);
  }
  return done;
}
