// What a process can give up for good: files and networks (Landlock), system calls (seccomp).
// Where the system has neither, every function says so.
#ifndef CLUNETTEJAIL_H
#define CLUNETTEJAIL_H

#include <stdbool.h>
#include <stdint.h>

/// The version of Landlock's interface that the kernel offers; 0 for none, or switched off.
int clunette_landlock_version(void);

/// A ruleset, as a descriptor, that takes away what the masks name; -1 with errno.
int clunette_landlock_ruleset(uint64_t files, uint64_t ports, uint64_t scopes);

/// Gives rights back on a file, or on a folder and all that is in it; of a file only those that
/// `file_rights` names are. 0, or an error number.
int clunette_landlock_open_path(
    int ruleset, const char *_Nonnull path, uint64_t rights, uint64_t file_rights);

/// Gives rights on a TCP port back. 0, or an error number.
int clunette_landlock_open_port(int ruleset, uint16_t port, uint64_t rights);

/// From now on, and for good, the calling thread, and all that it starts, has of the ruleset's
/// rights only those that were given back, and gains none by a program that it starts. 0, or an
/// error number.
int clunette_landlock_enter(int ruleset);

/// Whether the kernel filters system calls, and this is a machine whose calls are known.
bool clunette_seccomp_is_offered(void);

/// From now on, and for good, every thread of the process is refused the system calls that
/// seccomp.c lists. 0, or an error number.
int clunette_seccomp_enter(void);

/// How many threads the process has; 0 when that cannot be found out.
int clunette_thread_count(void);

#endif
