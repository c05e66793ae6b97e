#define _GNU_SOURCE
#include "CLunetteJail.h"

#include <errno.h>

#if defined(__linux__) && (defined(__x86_64__) || defined(__aarch64__))

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifdef __x86_64__
#define MACHINE AUDIT_ARCH_X86_64
// Calls of the x32 interface have the same numbers with this bit.
#define X32_CALL 0x40000000u
#else
#define MACHINE AUDIT_ARCH_AARCH64
#endif

// Refused whatever the arguments: nothing that a run does needs them, and each is a way out, or a
// way into other processes or the kernel. Numbers from 424 on are the same on every machine, and
// stand as numbers: the installed headers are often older than the kernel.
static const unsigned short refused[] = {
    // Other programs.
    SYS_execve, SYS_execveat,
#ifdef __x86_64__
    SYS_fork, SYS_vfork, SYS_uselib,
#endif
    // Other processes.
    SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, SYS_kcmp, SYS_tkill,
    SYS_migrate_pages, SYS_move_pages, SYS_perf_event_open,
    424 /* pidfd_send_signal */, 438 /* pidfd_getfd */, 440 /* process_madvise */,
    448 /* process_mrelease */,
    // Other ways to do what is filtered here.
    SYS_seccomp, SYS_userfaultfd, SYS_bpf, SYS_personality,
    425 /* io_uring_setup */, 426 /* io_uring_enter */, 427 /* io_uring_register */,
    // Other views of the file system; files by number, past their folders.
    SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot, SYS_setns, SYS_unshare,
    SYS_name_to_handle_at, SYS_open_by_handle_at, SYS_fanotify_init, SYS_fanotify_mark,
    428 /* open_tree */, 429 /* move_mount */, 430 /* fsopen */, 431 /* fsconfig */,
    432 /* fsmount */, 433 /* fspick */, 442 /* mount_setattr */, 467 /* open_tree_attr */,
    // What Landlock leaves open: who may read which file.
    SYS_fchmodat, SYS_fchownat, SYS_setxattr, SYS_lsetxattr, SYS_removexattr, SYS_lremovexattr,
#ifdef __x86_64__
    SYS_chmod, SYS_chown, SYS_lchown,
#endif
    452 /* fchmodat2 */, 463 /* setxattrat */, 466 /* removexattrat */,
    // The kernel and the machine.
    SYS_add_key, SYS_request_key, SYS_keyctl, SYS_init_module, SYS_finit_module,
    SYS_delete_module, SYS_kexec_load,
#ifdef SYS_kexec_file_load
    SYS_kexec_file_load,
#endif
#ifdef __x86_64__
    SYS_iopl, SYS_ioperm, SYS_modify_ldt,
#endif
    SYS_reboot, SYS_swapon, SYS_swapoff, SYS_acct, SYS_syslog, SYS_quotactl, SYS_settimeofday,
    SYS_clock_settime, SYS_clock_adjtime, SYS_adjtimex, SYS_sethostname, SYS_setdomainname,
    SYS_vhangup, 443 /* quotactl_fd */,
};

enum { refused_count = sizeof refused / sizeof refused[0], longest = 3 * refused_count + 64 };

struct program {
    unsigned short count;
    struct sock_filter steps[longest];
};

static void add(struct program *program, unsigned short code, unsigned value, int yes, int no) {
    program->steps[program->count++] = (struct sock_filter){
        .code = code, .jt = (unsigned char)yes, .jf = (unsigned char)no, .k = value};
}

static void load(struct program *program, size_t offset) {
    add(program, BPF_LD | BPF_W | BPF_ABS, (unsigned)offset, 0, 0);
}

// The low half of an argument: what is compared here is an int.
static void load_argument(struct program *program, int index) {
    load(program, offsetof(struct seccomp_data, args) + (size_t)index * 8);
}

static void answer(struct program *program, unsigned value) {
    add(program, BPF_RET | BPF_K, value, 0, 0);
}

static void refuse(struct program *program, int error) {
    answer(program, SECCOMP_RET_ERRNO | (unsigned)error);
}

static void skip_if(struct program *program, unsigned short test, unsigned value, int steps) {
    add(program, BPF_JMP | test | BPF_K, value, steps, 0);
}

static void skip_unless(struct program *program, unsigned short test, unsigned value, int steps) {
    add(program, BPF_JMP | test | BPF_K, value, 0, steps);
}

// Other machines' calls, which have other numbers.
static void add_machine(struct program *program) {
    load(program, offsetof(struct seccomp_data, arch));
    skip_if(program, BPF_JEQ, MACHINE, 1);
    refuse(program, EPERM);
    load(program, offsetof(struct seccomp_data, nr));
#ifdef X32_CALL
    skip_unless(program, BPF_JGE, X32_CALL, 1);
    refuse(program, EPERM);
#endif
}

// Threads yes, processes and name spaces no. clone3 hides its flags behind a pointer: a C library
// that is told that there is none uses clone.
static void add_threads(struct program *program) {
    skip_unless(program, BPF_JEQ, 435 /* clone3 */, 1);
    refuse(program, ENOSYS);
    skip_unless(program, BPF_JEQ, SYS_clone, 4);
    load_argument(program, 0);
    skip_if(program, BPF_JSET, CLONE_THREAD, 1);
    refuse(program, EPERM);
    answer(program, SECCOMP_RET_ALLOW);
}

// Signals to this process only; signal 0 asks whether another is alive.
static void add_signals(struct program *program, unsigned process) {
    skip_unless(program, BPF_JEQ, SYS_kill, 6);
    load_argument(program, 1);
    skip_if(program, BPF_JEQ, 0, 3);
    load_argument(program, 0);
    skip_if(program, BPF_JEQ, process, 1);
    refuse(program, EPERM);
    answer(program, SECCOMP_RET_ALLOW);
    static const unsigned short others[] = {
        SYS_tgkill, SYS_rt_sigqueueinfo, SYS_rt_tgsigqueueinfo};
    for (int i = 0; i < 3; i++) {
        skip_unless(program, BPF_JEQ, others[i], 4);
        load_argument(program, 0);
        skip_if(program, BPF_JEQ, process, 1);
        refuse(program, EPERM);
        answer(program, SECCOMP_RET_ALLOW);
    }
}

// Internet and local sockets, and the one that lists this machine's addresses.
static void add_sockets(struct program *program) {
    skip_unless(program, BPF_JEQ, SYS_socket, 7);
    load_argument(program, 0);
    skip_if(program, BPF_JEQ, AF_INET, 4);
    skip_if(program, BPF_JEQ, AF_INET6, 3);
    skip_if(program, BPF_JEQ, AF_UNIX, 2);
    skip_if(program, BPF_JEQ, AF_NETLINK, 1);
    refuse(program, EAFNOSUPPORT);
    answer(program, SECCOMP_RET_ALLOW);
}

// Typing into the terminal in the user's name: the shell would run it afterwards.
static void add_terminals(struct program *program) {
    skip_unless(program, BPF_JEQ, SYS_ioctl, 5);
    load_argument(program, 1);
    skip_if(program, BPF_JEQ, TIOCSTI, 1);
    skip_unless(program, BPF_JEQ, 0x541C /* TIOCLINUX */, 1);
    refuse(program, EPERM);
    answer(program, SECCOMP_RET_ALLOW);
}

static int compare(const void *left, const void *right) {
    return *(const unsigned short *)left - *(const unsigned short *)right;
}

// Refuses the calls of a sorted list and allows all others, by halves: the kernel tries the program
// on every call there is when it takes it in, and one after the other that was a fifth of a
// millisecond of each start.
static void add_list(struct program *program, const unsigned short *calls, int count) {
    if (count <= 3) {
        for (int i = 0; i < count; i++) skip_if(program, BPF_JEQ, calls[i], count - i);
        answer(program, SECCOMP_RET_ALLOW);
        refuse(program, EPERM);
        return;
    }
    int half = count / 2, branch = program->count;
    skip_if(program, BPF_JGE, calls[half], 0);
    add_list(program, calls, half);
    program->steps[branch].jt = (unsigned char)(program->count - branch - 1);
    add_list(program, calls + half, count - half);
}

static void add_refused(struct program *program) {
    unsigned short calls[refused_count];
    memcpy(calls, refused, sizeof calls);
    qsort(calls, refused_count, sizeof calls[0], compare);
    add_list(program, calls, refused_count);
}

static void write_program(struct program *program) {
    program->count = 0;
    add_machine(program);
    add_threads(program);
    add_signals(program, (unsigned)getpid());
    add_sockets(program);
    add_terminals(program);
    add_refused(program);
}

bool clunette_seccomp_is_offered(void) {
    unsigned action = SECCOMP_RET_ERRNO;
    return syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0;
}

int clunette_seccomp_enter(void) {
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return errno;
    struct program program;
    write_program(&program);
    struct sock_fprog filter = {program.count, program.steps};
    // Without the second flag, older kernels slow the whole process down for good.
    unsigned flags = SECCOMP_FILTER_FLAG_TSYNC | SECCOMP_FILTER_FLAG_SPEC_ALLOW;
    long result = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, &filter);
    if (result < 0) return errno;
    return result == 0 ? 0 : EBUSY;
}

#else

bool clunette_seccomp_is_offered(void) { return false; }
int clunette_seccomp_enter(void) { return ENOSYS; }

#endif
