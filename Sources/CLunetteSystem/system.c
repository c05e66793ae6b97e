#define _GNU_SOURCE
#include "CLunetteSystem.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

int clunette_pipe(int ends[2]) {
#ifdef __linux__
    return pipe2(ends, O_CLOEXEC | O_NONBLOCK);
#else
    if (pipe(ends) != 0) return -1;
    for (int i = 0; i < 2; i++) {
        fcntl(ends[i], F_SETFD, FD_CLOEXEC);
        fcntl(ends[i], F_SETFL, O_NONBLOCK);
    }
    return 0;
#endif
}

int clunette_write_all(int descriptor, const void *bytes, size_t count) {
    const char *next = bytes;
    while (count > 0) {
        ssize_t written = write(descriptor, next, count);
        if (written < 0) {
            if (errno == EINTR) continue;
            return errno;
        }
        next += written;
        count -= (size_t)written;
    }
    return 0;
}

int clunette_spawn_in_folder(posix_spawn_file_actions_t *actions, const char *folder) {
    return posix_spawn_file_actions_addchdir_np(actions, folder);
}

int clunette_datagram_socket(void) {
    int descriptor = socket(AF_UNIX, SOCK_DGRAM, 0);
    if (descriptor >= 0) fcntl(descriptor, F_SETFD, FD_CLOEXEC);
    return descriptor;
}

int clunette_listen_on_loopback(unsigned short *port) {
    int descriptor = socket(AF_INET, SOCK_STREAM, 0);
    if (descriptor < 0) return -1;
    int one = 1;
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_port = htons(*port),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    socklen_t size = sizeof address;
    if (fcntl(descriptor, F_SETFD, FD_CLOEXEC) < 0 || fcntl(descriptor, F_SETFL, O_NONBLOCK) < 0 ||
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one) < 0 ||
        bind(descriptor, (struct sockaddr *)&address, size) < 0 || listen(descriptor, 1024) < 0 ||
        getsockname(descriptor, (struct sockaddr *)&address, &size) < 0) {
        int reason = errno;
        close(descriptor);
        errno = reason;
        return -1;
    }
    *port = ntohs(address.sin_port);
    return descriptor;
}

int clunette_errno(void) { return errno; }

static _Thread_local void *thread_slot;

void *clunette_thread_slot(void) { return thread_slot; }
void clunette_set_thread_slot(void *value) { thread_slot = value; }

struct thread_start {
    void (*body)(void *);
    void *context;
};

static void *run_thread(void *argument) {
    struct thread_start start = *(struct thread_start *)argument;
    free(argument);
    start.body(start.context);
    return NULL;
}

int clunette_start_thread(size_t stack_size, void (*body)(void *), void *context) {
    struct thread_start *start = malloc(sizeof *start);
    if (start == NULL) return ENOMEM;
    *start = (struct thread_start){body, context};
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, stack_size);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    pthread_t thread;
    int result = pthread_create(&thread, &attributes, run_thread, start);
    pthread_attr_destroy(&attributes);
    if (result != 0) free(start);
    return result;
}

int clunette_start_beside(void (*serve)(int socket, void *context), void *context) {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) return -1;
    for (int i = 0; i < 2; i++) fcntl(ends[i], F_SETFD, FD_CLOEXEC);
    pid_t process = fork();
    if (process == 0) {
        close(ends[0]);
        static const int from_the_terminal[] = {SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGTSTP};
        for (int i = 0; i < 5; i++) signal(from_the_terminal[i], SIG_IGN);
        serve(ends[1], context);
        _exit(0);
    }
    int error = errno;
    close(ends[1]);
    if (process > 0) return ends[0];
    close(ends[0]);
    errno = error;
    return -1;
}

static int signal_pipe[2] = {-1, -1};

static void forward_signal(int number) {
    int error = errno;
    unsigned char byte = (unsigned char)number;
    // A full pipe holds as many signals as anyone can act on.
    ssize_t written = write(signal_pipe[1], &byte, 1);
    (void)written;
    errno = error;
}

int clunette_watch_signals(const int *signals, size_t count) {
    if (clunette_pipe(signal_pipe) != 0) return -1;
    fcntl(signal_pipe[0], F_SETFL, 0);
    struct sigaction action = {.sa_handler = forward_signal, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < count; i++) sigaction(signals[i], &action, NULL);
    return signal_pipe[0];
}

bool clunette_signal_is_ignored(int signal) {
    struct sigaction action;
    return sigaction(signal, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}
