/* A power cut for tests: writes that were not synced can be made to vanish after kill -9.
 *
 * kill -9 alone loses nothing that a program has written: the kernel still holds it. Here every change that a program
 * makes to files under KOOM_CUT_DIR is noted, before it is made, in the journal KOOM_CUT_JOURNAL/journal: what stood
 * there and what is to stand there. fsync and fdatasync note which changes are now safe. After the kill, powercut.py
 * reads the journal and takes back what was not safe: all of it, or a part chosen by chance.
 *
 * A file's name is safe only once its folder was synced, as POSIX has it; what rename and unlink would lose is kept by
 * a hard link in KOOM_CUT_JOURNAL, which must lie on the same file system.
 *
 * KOOM_CUT_NO_SYNC=1: syncs succeed and make nothing safe (what synchronous=OFF would amount to).
 * KOOM_CUT_KILL=FILE: once FILE exists, the process is killed when it next asks for a sync of a file with
 *   unsynced writes, before the sync: the worst moment.
 * KOOM_CUT_FULL=FILE: while FILE exists, writes under KOOM_CUT_DIR fail with ENOSPC, as on a full disk.
 * Not followed: writes through mmap. SQLite makes none but to its -shm file, which it builds anew after a crash.
 *
 *     cc -O2 -shared -fPIC -o preload.so preload.c -ldl -lpthread
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { FILES_MAX = 4096, PATH_BYTES = 1024 };

struct tracked {
  int unsynced; /* written since its last sync */
  dev_t dev;
  ino_t ino;
  char path[PATH_BYTES]; /* relative to the directory */
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct tracked files[FILES_MAX];
static int file_count;
static char dir[PATH_BYTES];
static size_t dir_len;
static const char *store;
static const char *full;
static const char *kill_file;
static int no_sync;
static int journal = -1;
static uint64_t links;

#define REAL(name) \
  static __typeof__(name) *real; \
  if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

__attribute__((constructor)) static void begin(void) {
  const char *given = getenv("KOOM_CUT_DIR");
  store = getenv("KOOM_CUT_JOURNAL");
  full = getenv("KOOM_CUT_FULL");
  kill_file = getenv("KOOM_CUT_KILL");
  no_sync = getenv("KOOM_CUT_NO_SYNC") != NULL;
  if (!given || !store || !realpath(given, dir)) return;
  dir_len = strlen(dir);
  char name[PATH_BYTES];
  snprintf(name, sizeof name, "%s/journal", store);
  journal = (int)syscall(SYS_openat, AT_FDCWD, name, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  /* hard links of an earlier process keep their names */
  links = (uint64_t)getpid() << 32;
}

/* The path within the directory, or NULL. Only the folder is resolved: the last part may not exist yet. */
static const char *inside(int at, const char *path, char *buffer) {
  if (journal < 0 || !path) return NULL;
  char whole[PATH_BYTES * 2], folder[PATH_MAX];
  if (path[0] == '/' || at == AT_FDCWD) {
    snprintf(whole, sizeof whole, "%s", path);
  } else {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", at);
    ssize_t length = readlink(link, folder, sizeof folder - 1);
    if (length < 0) return NULL;
    folder[length] = 0;
    if ((size_t)snprintf(whole, sizeof whole, "%s/%s", folder, path) >= sizeof whole) return NULL;
  }
  size_t end = strlen(whole);
  while (end > 1 && whole[end - 1] == '/') whole[--end] = 0;
  char *last = strrchr(whole, '/');
  const char *name = last ? last + 1 : whole;
  char keep[PATH_BYTES];
  snprintf(keep, sizeof keep, "%s", name);
  if (last == whole) return NULL;
  if (last) *last = 0;
  if (!realpath(last ? whole : ".", folder)) return NULL;
  size_t length = strlen(folder);
  if (length < dir_len || strncmp(folder, dir, dir_len) != 0) return NULL;
  if (folder[dir_len] != 0 && folder[dir_len] != '/') return NULL;
  const char *rest = folder + dir_len + (folder[dir_len] == '/');
  if ((size_t)snprintf(buffer, PATH_BYTES, *rest ? "%s/%s" : "%s%s", rest, keep) >= PATH_BYTES) return NULL;
  return buffer;
}

/* SQLite's shared memory is not durable and not meant to be. */
static int volatile_file(const char *path) {
  size_t length = strlen(path);
  return length > 4 && strcmp(path + length - 4, "-shm") == 0;
}

static struct tracked *find_inode(const struct stat *st) {
  for (int i = file_count - 1; i >= 0; i--)
    if (files[i].ino == st->st_ino && files[i].dev == st->st_dev) return &files[i];
  return NULL;
}

/* Remembers which path an inode has, so that descriptors, however duplicated, lead to it. */
static void remember(int fd, const char *path) {
  struct stat st;
  if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) return;
  struct tracked *known = find_inode(&st);
  if (!known) {
    if (file_count == FILES_MAX) {
      static const char words[] = "preload: too many files\n";
      (void)!syscall(SYS_write, 2, words, sizeof words - 1);
      _exit(99);
    }
    known = &files[file_count++];
    known->dev = st.st_dev;
    known->ino = st.st_ino;
  }
  snprintf(known->path, sizeof known->path, "%s", path);
}

static struct tracked *of_fd(int fd) {
  struct stat st;
  if (journal < 0 || fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) return NULL;
  return find_inode(&st);
}

static int there(const char *file) {
  struct stat st;
  return file && stat(file, &st) == 0;
}

static int disk_is_full(void) { return there(full); }

/* One record, in one write: kind, path, offset, old length, old bytes, new bytes. */
static void note(char kind, const char *path, uint64_t offset, uint64_t length, const void *old, uint64_t old_bytes,
                 const void *fresh, uint64_t fresh_bytes) {
  uint64_t path_bytes = strlen(path);
  uint64_t head[6] = {(uint64_t)kind, path_bytes, offset, length, old_bytes, fresh_bytes};
  struct iovec parts[5] = {{"KCUT", 4},
                           {head, sizeof head},
                           {(void *)path, path_bytes},
                           {(void *)old, old_bytes},
                           {(void *)fresh, fresh_bytes}};
  ssize_t all = 0;
  for (int i = 0; i < 5; i++) all += (ssize_t)parts[i].iov_len;
  if (syscall(SYS_writev, journal, parts, 5) != all) {
    static const char words[] = "preload: the journal can't be written\n";
    (void)!syscall(SYS_write, 2, words, sizeof words - 1);
    _exit(99);
  }
}

/* Notes what a write will change. Called under the lock. */
static void before_write(int fd, struct tracked *file, uint64_t offset, const void *bytes, uint64_t count) {
  struct stat st;
  if (fstat(fd, &st) != 0) return;
  uint64_t size = (uint64_t)st.st_size, overlap = 0;
  if (offset < size) overlap = size - offset < count ? size - offset : count;
  void *old = overlap ? malloc(overlap) : NULL;
  if (overlap) {
    /* the descriptor may be open for writing only */
    char path[PATH_BYTES * 2 + 2];
    snprintf(path, sizeof path, "%s/%s", dir, file->path);
    int reading = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0);
    uint64_t have = 0;
    while (have < overlap) {
      ssize_t got = pread(reading, (char *)old + have, overlap - have, (off_t)(offset + have));
      if (got <= 0) break;
      have += (uint64_t)got;
    }
    if (reading >= 0) syscall(SYS_close, reading);
    overlap = have;
  }
  file->unsynced = 1;
  note('W', file->path, offset, size, old, overlap, bytes, count);
  free(old);
}

static void before_truncate(int fd, const struct tracked *file, uint64_t length) {
  struct stat st;
  if (fstat(fd, &st) != 0) return;
  uint64_t size = (uint64_t)st.st_size, gone = size > length ? size - length : 0;
  void *old = gone ? malloc(gone) : NULL;
  uint64_t have = 0;
  char path[PATH_BYTES * 2 + 2];
  snprintf(path, sizeof path, "%s/%s", dir, file->path);
  int reading = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0);
  while (have < gone) {
    ssize_t got = pread(reading, (char *)old + have, gone - have, (off_t)(length + have));
    if (got <= 0) break;
    have += (uint64_t)got;
  }
  if (reading >= 0) syscall(SYS_close, reading);
  note('T', file->path, length, size, old, have, NULL, 0);
  free(old);
}

/* --- writes --- */

ssize_t write(int fd, const void *bytes, size_t count) {
  REAL(write);
  pthread_mutex_lock(&lock);
  struct tracked *file = of_fd(fd);
  if (!file) {
    pthread_mutex_unlock(&lock);
    return real(fd, bytes, count);
  }
  ssize_t done = -1;
  if (disk_is_full()) {
    errno = ENOSPC;
  } else {
    struct stat st;
    int appends = fcntl(fd, F_GETFL) & O_APPEND;
    off_t at = appends ? (fstat(fd, &st) == 0 ? st.st_size : 0) : lseek(fd, 0, SEEK_CUR);
    before_write(fd, file, (uint64_t)at, bytes, count);
    done = real(fd, bytes, count);
  }
  pthread_mutex_unlock(&lock);
  return done;
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) {
  REAL(pwrite64);
  pthread_mutex_lock(&lock);
  struct tracked *file = of_fd(fd);
  if (!file) {
    pthread_mutex_unlock(&lock);
    return real(fd, bytes, count, at);
  }
  ssize_t done = -1;
  if (disk_is_full()) {
    errno = ENOSPC;
  } else {
    before_write(fd, file, (uint64_t)at, bytes, count);
    done = real(fd, bytes, count, at);
  }
  pthread_mutex_unlock(&lock);
  return done;
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) { return pwrite64(fd, bytes, count, at); }

/* Vectors are written part by part: a short write is always allowed. */
ssize_t writev(int fd, const struct iovec *parts, int count) {
  REAL(writev);
  pthread_mutex_lock(&lock);
  struct tracked *file = of_fd(fd);
  pthread_mutex_unlock(&lock);
  if (!file) return real(fd, parts, count);
  ssize_t all = 0;
  for (int i = 0; i < count; i++) {
    ssize_t done = write(fd, parts[i].iov_base, parts[i].iov_len);
    if (done < 0) return all ? all : -1;
    all += done;
    if ((size_t)done < parts[i].iov_len) break;
  }
  return all;
}

ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t at) {
  ssize_t all = 0;
  for (int i = 0; i < count; i++) {
    ssize_t done = pwrite64(fd, parts[i].iov_base, parts[i].iov_len, at + all);
    if (done < 0) return all ? all : -1;
    all += done;
    if ((size_t)done < parts[i].iov_len) break;
  }
  return all;
}

ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at) { return pwritev64(fd, parts, count, at); }

/* Callers fall back to plain writes. */
ssize_t copy_file_range(int in, off64_t *at_in, int out, off64_t *at_out, size_t count, unsigned flags) {
  REAL(copy_file_range);
  pthread_mutex_lock(&lock);
  struct tracked *file = of_fd(out);
  pthread_mutex_unlock(&lock);
  if (!file) return real(in, at_in, out, at_out, count, flags);
  errno = ENOSYS;
  return -1;
}

int fallocate64(int fd, int mode, off64_t at, off64_t count) {
  REAL(fallocate64);
  pthread_mutex_lock(&lock);
  struct tracked *file = of_fd(fd);
  pthread_mutex_unlock(&lock);
  if (!file) return real(fd, mode, at, count);
  errno = EOPNOTSUPP;
  return -1;
}

int fallocate(int fd, int mode, off_t at, off_t count) { return fallocate64(fd, mode, at, count); }
int posix_fallocate64(int fd, off64_t at, off64_t count) { return fallocate64(fd, 0, at, count) ? errno : 0; }
int posix_fallocate(int fd, off_t at, off_t count) { return posix_fallocate64(fd, at, count); }

int ftruncate64(int fd, off64_t length) {
  REAL(ftruncate64);
  pthread_mutex_lock(&lock);
  struct tracked *file = of_fd(fd);
  if (file) before_truncate(fd, file, (uint64_t)length);
  int done = real(fd, length);
  pthread_mutex_unlock(&lock);
  return done;
}

int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

/* --- syncs: what was noted before the call is safe after it --- */

static int synced(int fd, int (*real)(int)) {
  struct stat st;
  char path[PATH_BYTES] = "", link[64], folder[PATH_MAX];
  char kind = 0;
  struct tracked *written = NULL;
  pthread_mutex_lock(&lock);
  uint64_t mark = 0;
  if (journal >= 0 && fstat(fd, &st) == 0) {
    if (S_ISREG(st.st_mode)) {
      struct tracked *file = find_inode(&st);
      if (file) {
        kind = 'S';
        if (file->unsynced) written = file;
        snprintf(path, sizeof path, "%s", file->path);
      }
    } else if (S_ISDIR(st.st_mode)) {
      snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
      ssize_t length = readlink(link, folder, sizeof folder - 1);
      folder[length > 0 ? length : 0] = 0;
      if (strncmp(folder, dir, dir_len) == 0 && (folder[dir_len] == 0 || folder[dir_len] == '/')) {
        kind = 'D';
        snprintf(path, sizeof path, "%s", folder + dir_len + (folder[dir_len] == '/'));
      }
    }
    mark = (uint64_t)lseek(journal, 0, SEEK_END);
  }
  if (written && there(kill_file)) kill(getpid(), SIGKILL);
  if (written) written->unsynced = 0;
  pthread_mutex_unlock(&lock);
  int done = real(fd);
  if (kind && done == 0 && !no_sync) {
    pthread_mutex_lock(&lock);
    note(kind, path, mark, 0, NULL, 0, NULL, 0);
    pthread_mutex_unlock(&lock);
  }
  return done;
}

int fsync(int fd) {
  REAL(fsync);
  return synced(fd, real);
}

int fdatasync(int fd) {
  REAL(fdatasync);
  return synced(fd, real);
}

/* --- names --- */

/* Keeps what a name stands for, so that the name can be given back. */
static int keep(int at, const char *path, char *name) {
  snprintf(name, PATH_BYTES, "kept-%llu", (unsigned long long)links++);
  char whole[PATH_BYTES * 2];
  snprintf(whole, sizeof whole, "%s/%s", store, name);
  return linkat(at, path, AT_FDCWD, whole, 0);
}

static int opened(int at, const char *path, int flags, mode_t mode, int (*real)(int, const char *, int, ...)) {
  char name[PATH_BYTES];
  pthread_mutex_lock(&lock);
  const char *own = inside(at, path, name);
  if (!own || volatile_file(own) || (flags & O_DIRECTORY)) {
    pthread_mutex_unlock(&lock);
    return real(at, path, flags, mode);
  }
  struct stat st;
  int was = fstatat(at, path, &st, 0) == 0;
  if (!was && (flags & O_CREAT)) {
    if (disk_is_full()) {
      pthread_mutex_unlock(&lock);
      errno = ENOSPC;
      return -1;
    }
    note('C', own, 0, 0, NULL, 0, NULL, 0);
  }
  int cuts = was && (flags & O_TRUNC) && (flags & (O_WRONLY | O_RDWR));
  int fd = real(at, path, cuts ? flags & ~O_TRUNC : flags, mode);
  if (fd >= 0) {
    remember(fd, own);
    struct tracked *file = of_fd(fd);
    if (cuts && file) {
      before_truncate(fd, file, 0);
      (void)!syscall(SYS_ftruncate, fd, 0);
    }
  }
  pthread_mutex_unlock(&lock);
  return fd;
}

#define MODE_OF(flags) \
  mode_t mode = 0; \
  if ((flags) & (O_CREAT | __O_TMPFILE)) { \
    va_list more; \
    va_start(more, flags); \
    mode = (mode_t)va_arg(more, int); \
    va_end(more); \
  }

int openat64(int at, const char *path, int flags, ...) {
  MODE_OF(flags)
  REAL(openat64);
  return opened(at, path, flags, mode, real);
}

int openat(int at, const char *path, int flags, ...) {
  MODE_OF(flags)
  return openat64(at, path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  MODE_OF(flags)
  return openat64(AT_FDCWD, path, flags, mode);
}

int open(const char *path, int flags, ...) {
  MODE_OF(flags)
  return openat64(AT_FDCWD, path, flags, mode);
}

int creat64(const char *path, mode_t mode) { return openat64(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode); }
int creat(const char *path, mode_t mode) { return creat64(path, mode); }

static int made(int at, const char *path, mode_t mode, int (*real)(int, const char *, mode_t)) {
  char name[PATH_BYTES];
  struct stat st;
  pthread_mutex_lock(&lock);
  const char *own = inside(at, path, name);
  if (own && fstatat(at, path, &st, 0) != 0) note('C', own, 1, 0, NULL, 0, NULL, 0);
  int done = real(at, path, mode);
  pthread_mutex_unlock(&lock);
  return done;
}

int mkdirat(int at, const char *path, mode_t mode) {
  REAL(mkdirat);
  return made(at, path, mode, real);
}

int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }

static int renamed(int from_at, const char *from, int to_at, const char *to) {
  static int (*real)(int, const char *, int, const char *);
  if (!real) real = (int (*)(int, const char *, int, const char *))dlsym(RTLD_NEXT, "renameat");
  char from_name[PATH_BYTES], to_name[PATH_BYTES], old[PATH_BYTES] = "";
  struct stat st;
  pthread_mutex_lock(&lock);
  const char *from_own = inside(from_at, from, from_name), *to_own = inside(to_at, to, to_name);
  if (from_own && to_own) {
    if (fstatat(to_at, to, &st, 0) == 0 && S_ISREG(st.st_mode) && keep(to_at, to, old) != 0) old[0] = 0;
    note('R', from_own, 0, 0, old, strlen(old), to_own, strlen(to_own));
  }
  int done = real(from_at, from, to_at, to);
  if (done == 0 && to_own && fstatat(to_at, to, &st, 0) == 0) {
    struct tracked *file = find_inode(&st);
    if (file) snprintf(file->path, sizeof file->path, "%s", to_own);
  }
  pthread_mutex_unlock(&lock);
  return done;
}

int rename(const char *from, const char *to) { return renamed(AT_FDCWD, from, AT_FDCWD, to); }
int renameat(int from_at, const char *from, int to_at, const char *to) { return renamed(from_at, from, to_at, to); }

int unlinkat(int at, const char *path, int flags) {
  REAL(unlinkat);
  char name[PATH_BYTES], old[PATH_BYTES] = "";
  pthread_mutex_lock(&lock);
  const char *own = flags & AT_REMOVEDIR ? NULL : inside(at, path, name);
  if (own && !volatile_file(own) && keep(at, path, old) == 0) note('U', own, 0, 0, old, strlen(old), NULL, 0);
  int done = real(at, path, flags);
  pthread_mutex_unlock(&lock);
  return done;
}

int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
