// The way out of what neither ends nor looks at the flag: a table of colliding keys that grows, the
// collector's last phase over very many objects. The signal handler jumps straight back to where
// Lua was entered. The state, left in the middle of something, is lost: it is never touched
// again, nor closed. Where a lock may be held or Swift runs, the thread is sheltered from this.
#include "engine.h"

#include <signal.h>

_Thread_local volatile sig_atomic_t clunette_sheltered;

int clunette_resume_or_escape(
    clunette_engine *engine, lua_State *thread, int arguments, int *results) {
    clunette_sheltered = 0;
    // Without the signal mask, which costs a system call each: clunette_admit_signal makes up for it.
    if (sigsetjmp(engine->escape, 0) != 0) {
        engine->lost = true;
        clunette_admit_signal();
        return LUA_ERRERR;
    }
    engine->escapable = true;
    int status = lua_resume(thread, NULL, arguments, results);
    engine->escapable = false;
    return status;
}

void clunette_escape(clunette_engine *engine) {
    if (!atomic_load(&engine->hopeless) || !engine->escapable || clunette_sheltered > 0) return;
    engine->escapable = false;
    siglongjmp(engine->escape, 1);
}

bool clunette_engine_is_lost(const clunette_engine *engine) { return engine->lost; }
