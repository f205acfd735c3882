/* Faults of storage for tests: makes the n-th change or sync under a folder fail, or ends the program there.
 *
 * KOOM_FAULT_DIR     the folder; only what is opened under it is counted
 * KOOM_FAULT_ARM     a file that says `KIND N`: counting begins anew whenever its text changes, and stops when it is gone
 * KOOM_FAULT_FILE    the name of the only file that is counted; without it all are
 * KOOM_FAULT_COUNT   a file into which the number of sites so far is written
 *
 * What happens at site N, counted from 1 (0: nothing, only counting):
 *   full   this and every later write fails with ENOSPC, as on a full disk
 *   once   this one fails with ENOSPC, later ones do not
 *   io     this write fails with EIO
 *   sync   sites are syncs instead of writes, and this one fails with EIO
 *   torn   half of this write is made, then the program is killed
 *   kill   the program is killed instead of this write
 *
 * A site is a write, pwrite, ftruncate or fallocate of a file, or the making, renaming or removing of one.
 * Not seen: writes through mmap, which SQLite makes to its -shm file alone.
 *
 *     cc -O2 -Wall -shared -fPIC -o fault.so fault.c -ldl -lpthread
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static char dir[PATH_MAX];
static size_t dir_len;
static const char *arm;
static const char *count_file;
static const char *only;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char order[64]; /* what the file said last */
static char kind[32];
static long at, sites;
static int broken;

#define REAL(name) \
  static __typeof__(name) *real; \
  if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

__attribute__((constructor)) static void begin(void) {
  const char *given = getenv("KOOM_FAULT_DIR");
  if (!given || !realpath(given, dir)) return;
  dir_len = strlen(dir);
  arm = getenv("KOOM_FAULT_ARM");
  count_file = getenv("KOOM_FAULT_COUNT");
  only = getenv("KOOM_FAULT_FILE");
  if (!arm) dir_len = 0;
}

static int is(const char *name) { return strcmp(kind, name) == 0; }

/* Reads the order; true if there is one. Under the lock. */
static int armed(void) {
  char text[sizeof order] = "";
  int fd = (int)syscall(SYS_openat, AT_FDCWD, arm, O_RDONLY);
  if (fd >= 0) {
    ssize_t length = syscall(SYS_read, fd, text, sizeof text - 1);
    text[length > 0 ? length : 0] = 0;
    syscall(SYS_close, fd);
  }
  if (strcmp(text, order) != 0) {
    strcpy(order, text);
    sites = broken = at = 0;
    kind[0] = 0;
    if (sscanf(order, "%31s %ld", kind, &at) != 2) kind[0] = 0;
  }
  return kind[0] != 0;
}

static int under(const char *path) {
  if (strncmp(path, dir, dir_len) != 0 || (path[dir_len] != 0 && path[dir_len] != '/')) return 0;
  if (only) {
    const char *name = strrchr(path, '/');
    return name && strcmp(name + 1, only) == 0;
  }
  size_t length = strlen(path);
  return !(length > 4 && strcmp(path + length - 4, "-shm") == 0);
}

static int fd_under(int fd) {
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  return under(path);
}

/* A path that need not exist. */
static int path_under(int folder, const char *path) {
  char whole[PATH_MAX], base[PATH_MAX];
  if (path[0] == '/') {
    snprintf(whole, sizeof whole, "%s", path);
  } else {
    char link[64];
    snprintf(link, sizeof link, folder == AT_FDCWD ? "/proc/self/cwd" : "/proc/self/fd/%d", folder);
    ssize_t length = readlink(link, base, sizeof base - 1);
    if (length <= 0) return 0;
    base[length] = 0;
    if (snprintf(whole, sizeof whole, "%s/%s", base, path) >= (int)sizeof whole) return 0;
  }
  return under(whole);
}

/* One more site. True if the fault is now; `syncs` says which kind of site it is. */
static int now(int syncs) {
  int fault = 0;
  pthread_mutex_lock(&lock);
  if (armed() && syncs == is("sync")) {
    sites++;
    if (count_file) {
      char text[32];
      int length = snprintf(text, sizeof text, "%ld\n", sites);
      int fd = (int)syscall(SYS_openat, AT_FDCWD, count_file, O_CREAT | O_WRONLY | O_TRUNC, 0644);
      if (fd >= 0) {
        (void)!syscall(SYS_write, fd, text, length);
        syscall(SYS_close, fd);
      }
    }
    if (sites == at) {
      if (is("kill")) kill(getpid(), SIGKILL);
      broken = fault = 1;
    } else {
      fault = broken && is("full");
    }
  }
  pthread_mutex_unlock(&lock);
  return fault;
}

static int fails(void) {
  errno = is("io") || is("sync") ? EIO : ENOSPC;
  return -1;
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t offset) {
  REAL(pwrite64);
  if (dir_len && fd_under(fd) && now(0)) {
    if (!is("torn")) return fails();
    real(fd, bytes, count / 2, offset);
    kill(getpid(), SIGKILL);
  }
  return real(fd, bytes, count, offset);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t offset) { return pwrite64(fd, bytes, count, offset); }

ssize_t write(int fd, const void *bytes, size_t count) {
  REAL(write);
  if (dir_len && fd > 2 && fd_under(fd) && now(0)) {
    if (!is("torn")) return fails();
    real(fd, bytes, count / 2);
    kill(getpid(), SIGKILL);
  }
  return real(fd, bytes, count);
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
  REAL(writev);
  if (dir_len && fd > 2 && fd_under(fd) && now(0)) {
    if (!is("torn")) return fails();
    kill(getpid(), SIGKILL);
  }
  return real(fd, parts, count);
}

int ftruncate64(int fd, off64_t length) {
  REAL(ftruncate64);
  if (dir_len && fd_under(fd) && now(0)) {
    if (!is("torn")) return fails();
    kill(getpid(), SIGKILL);
  }
  return real(fd, length);
}

int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

int posix_fallocate64(int fd, off64_t offset, off64_t length) {
  REAL(posix_fallocate64);
  if (dir_len && fd_under(fd) && now(0)) return is("io") ? EIO : ENOSPC;
  return real(fd, offset, length);
}

int posix_fallocate(int fd, off_t offset, off_t length) { return posix_fallocate64(fd, offset, length); }

int fsync(int fd) {
  REAL(fsync);
  if (dir_len && fd_under(fd) && now(1)) return fails();
  return real(fd);
}

int fdatasync(int fd) {
  REAL(fdatasync);
  if (dir_len && fd_under(fd) && now(1)) return fails();
  return real(fd);
}

#define MODE_OF(flags) \
  mode_t mode = 0; \
  if ((flags) & (O_CREAT | __O_TMPFILE)) { \
    va_list more; \
    va_start(more, flags); \
    mode = (mode_t)va_arg(more, int); \
    va_end(more); \
  }

int openat64(int folder, const char *path, int flags, ...) {
  MODE_OF(flags)
  REAL(openat64);
  struct stat st;
  if (dir_len && (flags & O_CREAT) && path_under(folder, path) && fstatat(folder, path, &st, 0) != 0 && now(0)) {
    if (!is("torn")) return fails();
    kill(getpid(), SIGKILL);
  }
  return real(folder, path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...) {
  MODE_OF(flags)
  return openat64(folder, path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  MODE_OF(flags)
  return openat64(AT_FDCWD, path, flags, mode);
}

int open(const char *path, int flags, ...) {
  MODE_OF(flags)
  return openat64(AT_FDCWD, path, flags, mode);
}

int rename(const char *from, const char *to) {
  REAL(rename);
  if (dir_len && path_under(AT_FDCWD, to) && now(0)) {
    if (!is("torn")) return fails();
    kill(getpid(), SIGKILL);
  }
  return real(from, to);
}

int unlink(const char *path) {
  REAL(unlink);
  if (dir_len && path_under(AT_FDCWD, path) && now(0)) {
    if (!is("torn") && !is("full") && !is("once")) return fails();
    if (is("torn")) kill(getpid(), SIGKILL);
  }
  return real(path);
}
