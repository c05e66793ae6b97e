#define _GNU_SOURCE
#include "CLunetteJail.h"

#include <errno.h>

#ifdef __linux__

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// As in linux/landlock.h, whose installed copy is often older than the kernel. The numbers are
// the same on every machine; a kernel that knows less of a structure takes the rest as zeros.

#define CREATE_RULESET 444
#define ADD_RULE 445
#define RESTRICT_SELF 446
#define CREATE_RULESET_VERSION 1u

enum rule_type { RULE_PATH_BENEATH = 1, RULE_NET_PORT = 2 };

struct ruleset {
    uint64_t files;
    uint64_t ports;   // from version 4
    uint64_t scopes;  // from version 6
};

struct path_beneath {
    uint64_t rights;
    int32_t parent;
} __attribute__((packed));

struct net_port {
    uint64_t rights;
    uint64_t port;
};

int clunette_landlock_version(void) {
    long version = syscall(CREATE_RULESET, NULL, 0, CREATE_RULESET_VERSION);
    return version > 0 ? (int)version : 0;
}

int clunette_landlock_ruleset(uint64_t files, uint64_t ports, uint64_t scopes) {
    struct ruleset ruleset = {files, ports, scopes};
    return (int)syscall(CREATE_RULESET, &ruleset, sizeof ruleset, 0);
}

int clunette_landlock_open_path(
    int ruleset, const char *path, uint64_t rights, uint64_t file_rights) {
    int descriptor = open(path, O_PATH | O_CLOEXEC);
    if (descriptor < 0) return errno;
    struct stat status;
    int error = 0;
    if (fstat(descriptor, &status) != 0) error = errno;
    if (error == 0) {
        struct path_beneath rule = {rights, descriptor};
        if (!S_ISDIR(status.st_mode)) rule.rights &= file_rights;
        if (syscall(ADD_RULE, ruleset, RULE_PATH_BENEATH, &rule, 0) != 0) error = errno;
    }
    close(descriptor);
    return error;
}

int clunette_landlock_open_port(int ruleset, uint16_t port, uint64_t rights) {
    struct net_port rule = {rights, port};
    return syscall(ADD_RULE, ruleset, RULE_NET_PORT, &rule, 0) == 0 ? 0 : errno;
}

int clunette_landlock_enter(int ruleset) {
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return errno;
    return syscall(RESTRICT_SELF, ruleset, 0) == 0 ? 0 : errno;
}

int clunette_thread_count(void) {
    struct stat status;
    // A folder for each thread, and the two links that every folder has.
    return stat("/proc/self/task", &status) == 0 ? (int)status.st_nlink - 2 : 0;
}

#else

int clunette_landlock_version(void) { return 0; }

int clunette_landlock_ruleset(uint64_t files, uint64_t ports, uint64_t scopes) {
    errno = ENOSYS;
    return -1;
}

int clunette_landlock_open_path(
    int ruleset, const char *path, uint64_t rights, uint64_t file_rights) {
    return ENOSYS;
}

int clunette_landlock_open_port(int ruleset, uint16_t port, uint64_t rights) { return ENOSYS; }

int clunette_landlock_enter(int ruleset) { return ENOSYS; }

int clunette_thread_count(void) { return 0; }

#endif
