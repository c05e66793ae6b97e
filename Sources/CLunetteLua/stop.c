// How a run is ended for good. A flag says why; a signal to the thread that runs Lua arms a hook on
// the coroutine that runs now; the hook and every function of ours that looks at the flag leave
// by yielding, which no script can catch, or where a C function is in between, by raising.
#include "engine.h"

#include <signal.h>
#include <string.h>

static _Thread_local clunette_engine *volatile running;

// Ignored by default, and used by nobody who would send it to one thread.
enum { stop_signal = SIGURG, signals_between_repeats = 32 };

static bool is_c_function(lua_State *L, lua_Debug *activation) {
    return lua_getinfo(L, "S", activation) != 0 && activation->what[0] == 'C';
}

// A full collection in small steps, so that a deadline can come in between: the cycle under way
// keeps what it has already marked, hence two.
static void collect(lua_State *L, clunette_engine *engine) {
    for (int cycles = 0; cycles < 2 && !is_stopped(engine);)
        cycles += lua_gc(L, LUA_GCSTEP, 0);
}

static void settle_memory(lua_State *L, clunette_engine *engine) {
    size_t limit = engine->limit;
    collect(L, engine);
    if (is_stopped(engine)) return;
    engine->over = false;
    if (engine->used > limit - limit / 16) clunette_run_stop(engine, CLUNETTE_STOP_MEMORY);
}

static void hook(lua_State *L, lua_Debug *activation) {
    clunette_engine *engine = engine_of(L);
    engine->next_stack = 0;
    if (engine->over && !is_stopped(engine)) settle_memory(L, engine);
    if (!is_stopped(engine)) {
        lua_sethook(L, NULL, 0, 0);
        return;
    }
    bool isStep = activation->event == LUA_HOOKCOUNT || activation->event == LUA_HOOKLINE;
    // A Lua function cannot be left while it is being called: its first instruction comes next.
    if (isStep || is_c_function(L, activation)) clunette_kill(L);
}

static void arm(lua_State *L) {
    lua_sethook(L, hook, LUA_MASKCALL | LUA_MASKRET | LUA_MASKLINE | LUA_MASKCOUNT, 1);
}

// Once is enough: Lua marks every call under way, and there may be hundreds of thousands.
void clunette_arm(clunette_engine *engine) {
    lua_State *L = engine->current;
    if (L != NULL && lua_gethook(L) != hook) arm(L);
}

static void on_signal(int number) {
    (void)number;
    clunette_engine *engine = running;
    if (engine == NULL || !is_stopped(engine) || engine->current == NULL) return;
    clunette_escape(engine);
    // Now and then again, should a mark have been lost in the middle of a call.
    bool mustRepeat = ++engine->signals % signals_between_repeats == 0;
    if (mustRepeat) arm(engine->current);
    else clunette_arm(engine);
}

static void install_handler(void) {
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    sigaction(stop_signal, &action, NULL);
}

void clunette_enter(clunette_engine *engine, lua_State *L) {
    running = engine;
    engine->current = L;
    atomic_store(&engine->executing, true);
    if (is_stopped(engine) || engine->over) clunette_arm(engine);
}

void clunette_leave(clunette_engine *engine) {
    atomic_store(&engine->executing, false);
    engine->current = NULL;
    running = NULL;
}

int clunette_kill(lua_State *L) {
    if (lua_isyieldable(L)) return lua_yield(L, 0);
    // Lua raises this text as it does when memory fails: without calling a message handler.
    lua_pushliteral(L, "not enough memory");
    return lua_error(L);
}

void clunette_poll_slowly(lua_State *L) {
    clunette_engine *engine = engine_of(L);
    if (engine->over && !is_stopped(engine)) settle_memory(L, engine);
    if (is_stopped(engine)) clunette_kill(L);
}

// A thread that another runtime started may have every signal blocked.
void clunette_admit_signal(void) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, stop_signal);
    pthread_sigmask(SIG_UNBLOCK, &set, NULL);
}

// MARK: Runs

void clunette_run_begin(clunette_engine *engine, clunette_limits limits) {
    // The stop that it was lost by holds for ever.
    if (engine->lost) return;
    engine->run++;
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, install_handler);
    clunette_admit_signal();
    engine->output_left = limits.output == 0 ? SIZE_MAX : limits.output;
    engine->load_source = limits.load_source == 0 ? SIZE_MAX : limits.load_source;
    engine->file_source = limits.file_source == 0 ? SIZE_MAX : limits.file_source;
    engine->pending = false;
    engine->blocked = engine->closing = 0;
    engine->next_stack = 0;
    buffer_clear(&engine->boundary);
    clunette_set_memory_limit(engine, limits.memory == 0 ? SIZE_MAX : limits.memory);
    clunette_watch(engine, limits);
}

void clunette_run_end(clunette_engine *engine) {
    clunette_unwatch(engine);
    clunette_set_memory_limit(engine, SIZE_MAX);
}

void clunette_run_stop(clunette_engine *engine, clunette_stop reason) {
    clunette_stop none = CLUNETTE_RUNNING;
    if (!atomic_compare_exchange_strong(&engine->stop, &none, reason)) return;
    if (atomic_load(&engine->executing)) pthread_kill(engine->watcher.target, stop_signal);
    clunette_wake_watcher(engine);
    engine->host.stopped(engine->host.context);
}

clunette_stop clunette_run_stopped(const clunette_engine *engine) {
    return atomic_load(&engine->stop);
}

void clunette_signal_target(clunette_engine *engine) {
    pthread_kill(engine->watcher.target, stop_signal);
}
