// The thread that ends a run at its deadline. It sleeps until the earliest moment at which one can
// be reached, so that running code pays nothing; once the run is stopped it repeats the signal until
// no Lua code runs, since a signal that comes in the middle of a coroutine switch is lost.
#include "engine.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <fcntl.h>
#include <unistd.h>

static const int64_t second = 1000000000;
// The processor time that a stopped run may take to notice; then its state is given up. What does
// notice takes a few milliseconds, under a sanitizer twenty; a run may outlive its limit by 100. A
// stack of a million slots takes longer: it is moved and walked before anything can look.
#if defined(__has_feature) && __has_feature(address_sanitizer)
static const int64_t patience = 60000000, patience_with_depth = 1000000000;
#else
static const int64_t patience = 40000000, patience_with_depth = 80000000;
#endif
enum { repeat_milliseconds = 2, longest_sleep_milliseconds = 60000 };

static int64_t now(clockid_t clock) {
    struct timespec time;
    if (clock_gettime(clock, &time) != 0) return 0;
    return time.tv_sec * second + time.tv_nsec;
}

static int64_t judge(clunette_engine *engine, const watcher *watcher) {
    int64_t left = INT64_MAX;
    if (watcher->time_deadline != 0) left = watcher->time_deadline - now(CLOCK_MONOTONIC);
    if (left <= 0) clunette_run_stop(engine, CLUNETTE_STOP_TIME);
    if (watcher->cpu_deadline == 0) return left;
    int64_t cpu_left = watcher->cpu_deadline - now(watcher->target_clock);
    if (cpu_left <= 0) clunette_run_stop(engine, watcher->cpu_stop);
    return cpu_left < left ? cpu_left : left;
}

// The time left until the next deadline; at one, stops the run.
static int64_t check_deadlines(clunette_engine *engine) {
    pthread_mutex_lock(&engine->watcher.lock);
    int64_t left = judge(engine, &engine->watcher);
    pthread_mutex_unlock(&engine->watcher.lock);
    return left;
}

static void sleep_for(watcher *watcher, int64_t nanoseconds) {
    int milliseconds = longest_sleep_milliseconds;
    if (nanoseconds < longest_sleep_milliseconds * (second / 1000))
        milliseconds = nanoseconds <= 0 ? 0 : (int)((nanoseconds + 999999) / 1000000);
    struct pollfd wake = {.fd = watcher->wake[0], .events = POLLIN};
    char bytes[64];
    if (poll(&wake, 1, milliseconds) > 0)
        while (read(watcher->wake[0], bytes, sizeof bytes) == sizeof bytes) {}
}

// What nothing could end in time ends the process, with its report.
static void end_process(const watcher *watcher) {
    ssize_t written = write(STDERR_FILENO, watcher->report, strlen(watcher->report));
    (void)written;
    _exit(watcher->exit_code);
}

static int64_t patience_with(clunette_engine *engine) {
    return clunette_run_stopped(engine) == CLUNETTE_STOP_DEPTH ? patience_with_depth : patience;
}

static void *watch(void *argument) {
    clunette_engine *engine = argument;
    watcher *watcher = &engine->watcher;
    int64_t stopped_at = 0, hopeless_at = 0;
    while (!atomic_load(&watcher->quit)) {
        if (is_stopped(engine) && atomic_load(&engine->executing)) {
            if (stopped_at == 0) {
                stopped_at = now(CLOCK_MONOTONIC);
                hopeless_at = now(watcher->target_clock) + patience_with(engine);
            }
            atomic_store(&engine->hopeless, now(watcher->target_clock) > hopeless_at);
            clunette_signal_target(engine);
            bool isPastGrace = now(CLOCK_MONOTONIC) - stopped_at > watcher->grace;
            if (watcher->report != NULL && isPastGrace) end_process(watcher);
            sleep_for(watcher, repeat_milliseconds * (second / 1000));
        } else if (is_stopped(engine)) {
            stopped_at = 0;
            sleep_for(watcher, INT64_MAX);
        } else {
            stopped_at = 0;
            int64_t left = check_deadlines(engine);
            if (left > 0) sleep_for(watcher, left);
        }
    }
    return NULL;
}

static bool start(clunette_engine *engine) {
    watcher *watcher = &engine->watcher;
    if (watcher->started) return true;
    if (pipe(watcher->wake) != 0) return false;
    for (int end = 0; end < 2; end++) {
        fcntl(watcher->wake[end], F_SETFD, FD_CLOEXEC);
        fcntl(watcher->wake[end], F_SETFL, O_NONBLOCK);
    }
    watcher->started = pthread_create(&watcher->thread, NULL, watch, engine) == 0;
    return watcher->started;
}

void clunette_watch(clunette_engine *engine, clunette_limits limits) {
    watcher *watcher = &engine->watcher;
    watcher->target = pthread_self();
    watcher->target_clock = CLOCK_PROCESS_CPUTIME_ID;
#ifdef __linux__
    pthread_getcpuclockid(watcher->target, &watcher->target_clock);
#endif
    pthread_mutex_lock(&watcher->lock);
    atomic_store(&engine->stop, CLUNETTE_RUNNING);
    atomic_store(&engine->hopeless, false);
    watcher->cpu_stop = limits.cpu_stop;
    watcher->time_deadline = limits.time == 0 ? 0 : now(CLOCK_MONOTONIC) + limits.time;
    watcher->cpu_deadline = limits.cpu == 0 ? 0 : now(watcher->target_clock) + limits.cpu;
    pthread_mutex_unlock(&watcher->lock);
    if (!start(engine)) clunette_run_stop(engine, CLUNETTE_STOP_MEMORY);
    clunette_wake_watcher(engine);
}

void clunette_unwatch(clunette_engine *engine) {
    pthread_mutex_lock(&engine->watcher.lock);
    engine->watcher.time_deadline = engine->watcher.cpu_deadline = 0;
    pthread_mutex_unlock(&engine->watcher.lock);
}

void clunette_wake_watcher(clunette_engine *engine) {
    if (!engine->watcher.started) return;
    ssize_t written = write(engine->watcher.wake[1], "", 1);
    (void)written;
}

void clunette_close_watcher(clunette_engine *engine) {
    watcher *watcher = &engine->watcher;
    free(watcher->report);
    watcher->report = NULL;
    if (!watcher->started) return;
    atomic_store(&watcher->quit, true);
    clunette_wake_watcher(engine);
    pthread_join(watcher->thread, NULL);
    close(watcher->wake[0]);
    close(watcher->wake[1]);
}

void clunette_set_last_resort(
    clunette_engine *engine, int64_t grace, const char *report, int exit_code) {
    free(engine->watcher.report);
    engine->watcher.grace = grace;
    engine->watcher.report = strdup(report);
    engine->watcher.exit_code = exit_code;
}
