// What Swift's Glibc module lacks or rejects; the one place with _GNU_SOURCE.
#ifndef CLUNETTESYSTEM_H
#define CLUNETTESYSTEM_H

#include <spawn.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "CLunetteJail.h"

/// A pipe whose ends are close-on-exec and never block; 0, or -1 with errno.
int clunette_pipe(int ends[_Nonnull 2]);

/// Writes all of `bytes` to `descriptor`, through short writes and EINTR; 0, or errno.
int clunette_write_all(int descriptor, const void *_Nonnull bytes, size_t count);

/// Lets a program start in `folder`; 0, or an error number.
int clunette_spawn_in_folder(
    posix_spawn_file_actions_t *_Nonnull actions, const char *_Nonnull folder);

/// A datagram socket between processes of this machine; or -1 with errno.
int clunette_datagram_socket(void);

/// A socket that listens on 127.0.0.1 and does not block, at `*port`, or at any free one for 0,
/// which `*port` then is; or -1 with errno.
int clunette_listen_on_loopback(unsigned short *_Nonnull port);

/// errno, which Swift reads too late when a call in between sets it again.
int clunette_errno(void);

/// Runs `body(context)` on a new detached thread with a stack of this size; 0, or an error number.
int clunette_start_thread(
    size_t stack_size, void (*_Nonnull body)(void *_Nonnull), void *_Nonnull context);

/// Starts a process that is a copy of this one, runs `serve(socket, context)` and ends; the other
/// end of its socket, or -1 with errno. Ctrl-C does not reach it: it is to end when the socket does.
/// To be called before there is a second thread: there is only the calling one in the copy.
int clunette_start_beside(
    void (*_Nonnull serve)(int socket, void *_Nonnull context), void *_Nonnull context);

/// From now on writes the number of each of these signals, as one byte, to a pipe; its reading end,
/// which blocks, or -1 with errno. To be called once.
int clunette_watch_signals(const int *_Nullable signals, size_t count);
/// Whether the process ignores a signal, as `nohup` has it.
bool clunette_signal_is_ignored(int signal);

/// One word that each thread has for itself; Swift has no thread-local variables.
void *_Nullable clunette_thread_slot(void);
void clunette_set_thread_slot(void *_Nullable value);

/// Has a terminal hand over each key as it is typed, unechoed, and none of them be a signal; its mode
/// before that goes to `saved`. 0, or -1 with errno.
int clunette_terminal_raw(int descriptor, void *_Nonnull saved, size_t size);
/// How many bytes a mode takes.
size_t clunette_terminal_mode_size(void);
int clunette_terminal_restore(int descriptor, const void *_Nonnull saved);
/// How large a terminal is, in cells; 0, or -1 with errno.
int clunette_terminal_size(
    int descriptor, int *_Nonnull columns, int *_Nonnull rows);

#endif
