#define _GNU_SOURCE
#include "CJailTrials.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static int result(long value) { return value < 0 ? errno : 0; }

static int try_open(const char *path, int flags) { return result(open(path, flags, 0600)); }

static int try_exec(const char *path) {
    char *words[] = {(char *)path, NULL};
    return result(execv(path, words));
}

static int try_spawn(const char *path) {
    char *words[] = {(char *)path, NULL};
    pid_t process;
    return posix_spawn(&process, path, NULL, NULL, words, NULL);
}

static int try_rename(const char *path) {
    char target[4096];
    snprintf(target, sizeof target, "%s.renamed", path);
    return result(rename(path, target));
}

static int try_look_into(const char *process) {
    char byte;
    struct iovec here = {&byte, 1}, there = {(void *)0x1000, 1};
    return result(process_vm_readv(atoi(process), &here, 1, &there, 1, 0));
}

static void *run_thread(void *argument) {
    *(int *)argument = 1;
    return argument;
}

static int try_thread(void) {
    pthread_t thread;
    int ran = 0;
    int error = pthread_create(&thread, NULL, run_thread, &ran);
    if (error == 0) pthread_join(thread, NULL);
    return error != 0 ? error : ran ? 0 : ECHILD;
}

static int try_port(const char *port, int listens) {
    int descriptor = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_port = htons((unsigned short)atoi(port)),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    long value = listens ? bind(descriptor, (void *)&address, sizeof address)
                         : connect(descriptor, (void *)&address, sizeof address);
    return result(value);
}

static int try_system_call(const char *name) {
    if (strcmp(name, "unshare") == 0) return result(unshare(CLONE_NEWUSER));
    if (strcmp(name, "fork") == 0) return result(fork());
    if (strcmp(name, "io_uring") == 0) return result(syscall(425, 1, NULL));
    if (strcmp(name, "bpf") == 0) return result(syscall(SYS_bpf, 0, NULL, 0));
    if (strcmp(name, "keyctl") == 0) return result(syscall(SYS_keyctl, 0, -3, 0));
    if (strcmp(name, "userfaultfd") == 0) return result(syscall(SYS_userfaultfd, 0));
    if (strcmp(name, "perf_event_open") == 0) return result(syscall(SYS_perf_event_open, NULL));
    if (strcmp(name, "packet socket") == 0) return result(socket(AF_PACKET, SOCK_RAW, 0));
    if (strcmp(name, "typing") == 0) return result(ioctl(0, TIOCSTI, "x"));
    if (strcmp(name, "chmod") == 0) return result(chmod("/tmp", 01777));
    if (strcmp(name, "mount") == 0) return result(syscall(SYS_mount, "a", "/tmp", "tmpfs", 0, 0));
    return EINVAL;
}

int trial_attempt(const char *verb, const char *object) {
    if (strcmp(verb, "read") == 0) return try_open(object, O_RDONLY);
    if (strcmp(verb, "list") == 0) return try_open(object, O_RDONLY | O_DIRECTORY);
    if (strcmp(verb, "write") == 0) return try_open(object, O_WRONLY | O_CREAT);
    if (strcmp(verb, "truncate") == 0) return result(truncate(object, 0));
    if (strcmp(verb, "remove") == 0) return result(unlink(object));
    if (strcmp(verb, "rename") == 0) return try_rename(object);
    if (strcmp(verb, "make") == 0) return result(mkdir(object, 0700));
    if (strcmp(verb, "exec") == 0) return try_exec(object);
    if (strcmp(verb, "spawn") == 0) return try_spawn(object);
    if (strcmp(verb, "trace") == 0) return result(ptrace(PTRACE_ATTACH, atoi(object), 0, 0));
    if (strcmp(verb, "look-into") == 0) return try_look_into(object);
    if (strcmp(verb, "signal") == 0) return result(kill(atoi(object), SIGCONT));
    if (strcmp(verb, "ask-for") == 0) return result(kill(atoi(object), 0));
    if (strcmp(verb, "thread") == 0) return try_thread();
    if (strcmp(verb, "connect") == 0) return try_port(object, 0);
    if (strcmp(verb, "listen") == 0) return try_port(object, 1);
    return try_system_call(verb);
}

void trial_lose(const char *part) {
    unsigned call = strcmp(part, "landlock") == 0 ? 444 : SYS_seccomp;
    struct sock_filter steps[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog filter = {sizeof steps / sizeof steps[0], steps};
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) != 0) perror("seccomp");
}
