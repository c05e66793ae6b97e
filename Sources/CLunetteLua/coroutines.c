// The coroutine library. It tells three yields apart: the script's, which end here; the host's,
// which pass through to the host; and a kill's, which nobody resumes.
#include "engine.h"

enum { deepest_close = 100 };

static lua_State *checked_coroutine(lua_State *L) {
    lua_State *coroutine = lua_tothread(L, 1);
    luaL_argexpected(L, coroutine, 1, "thread");
    return coroutine;
}

// An empty stack says nothing about one that runs, or has resumed another one.
static bool is_under_way(lua_State *coroutine) {
    lua_Debug activation;
    return lua_status(coroutine) == LUA_OK && lua_getstack(coroutine, 0, &activation);
}

static bool is_done(lua_State *coroutine) {
    int status = lua_status(coroutine);
    if (status != LUA_OK) return status != LUA_YIELD;
    return lua_gettop(coroutine) == 0 && !is_under_way(coroutine);
}

// One that waits for the host is like one that has resumed another: not a script's to go on with,
// though other calls of the host may run scripts meanwhile.
static const char *status_name(lua_State *L, lua_State *coroutine) {
    if (L == coroutine) return "running";
    if (is_killed(coroutine) || is_done(coroutine)) return "dead";
    return is_of_host(coroutine) || is_under_way(coroutine) ? "normal" : "suspended";
}

// MARK: Resume

// Lets the coroutine run until it is done, fails or yields to its script: the number of results on
// its stack, or -1 with the error on it. -2: the host's yield, to be passed on.
static int run(lua_State *L, lua_State *coroutine, int arguments) {
    clunette_engine *engine = engine_of(L);
    bool isBlocked = !lua_isyieldable(L);
    int results = 0;
    if (isBlocked) engine->blocked++;
    engine->current = coroutine;
    if (is_stopped(engine) || engine->over) clunette_arm(engine);
    int status = lua_resume(coroutine, L, arguments, &results);
    engine->current = L;
    if (isBlocked) engine->blocked--;
    note_failure(engine, status);
    if (is_stopped(engine)) {
        mark_killed(coroutine);
        return clunette_kill(L);
    }
    if (engine->over) clunette_poll_slowly(L);
    if (status == LUA_YIELD && engine->pending) {
        give_to_host(coroutine);
        return -2;
    }
    return status == LUA_OK || status == LUA_YIELD ? results : -1;
}

// Moves the results over, or puts an error message in their place; false for that.
static bool take_results(lua_State *L, lua_State *coroutine, int results) {
    if (results >= 0 && !lua_checkstack(L, results + 1)) {
        lua_pop(coroutine, results);
        lua_pushliteral(L, "too many results to resume");
        return false;
    }
    lua_xmove(coroutine, L, results < 0 ? 1 : results);
    return results >= 0;
}

// Moves the arguments over, or pushes why the coroutine cannot be resumed; false for that.
static bool give_arguments(lua_State *L, lua_State *coroutine, int arguments) {
    if (!lua_checkstack(coroutine, arguments)) {
        lua_pushliteral(L, "too many arguments to resume");
        return false;
    }
    if (is_killed(coroutine) || is_done(coroutine)) {
        lua_pushliteral(L, "cannot resume dead coroutine");
        return false;
    }
    if (is_of_host(coroutine)) {
        lua_pushliteral(L, "cannot resume non-suspended coroutine");
        return false;
    }
    lua_xmove(L, coroutine, arguments);
    return true;
}

static int finish_resume(lua_State *L, lua_State *coroutine, int results) {
    bool isDone = take_results(L, coroutine, results);
    int count = isDone ? results : 1;
    if (!isDone) buffer_clear(&engine_of(L)->boundary);
    lua_pushboolean(L, isDone);
    lua_insert(L, -(count + 1));
    return count + 1;
}

static int continue_resume(lua_State *L, int status, lua_KContext context) {
    (void)status;
    (void)context;
    lua_State *coroutine = lua_tothread(L, 1);
    take_from_host(coroutine);
    int results = run(L, coroutine, 0);
    if (results == -2) return lua_yieldk(L, 0, 0, continue_resume);
    return finish_resume(L, coroutine, results);
}

static int resume(lua_State *L) {
    lua_State *coroutine = checked_coroutine(L);
    int arguments = lua_gettop(L) - 1;
    if (!give_arguments(L, coroutine, arguments)) {
        lua_pushboolean(L, false);
        lua_insert(L, -2);
        return 2;
    }
    int results = run(L, coroutine, arguments);
    if (results == -2) return lua_yieldk(L, 0, 0, continue_resume);
    return finish_resume(L, coroutine, results);
}

// MARK: Close

// Runs what a suspended or failed coroutine has to close; an error, or the one that it died of,
// is then on top of its stack.
static int reset(lua_State *L, lua_State *coroutine) {
    clunette_engine *engine = engine_of(L);
    if (engine->closing >= deepest_close) return luaL_error(L, "too many coroutines being closed");
    bool isBlocked = !lua_isyieldable(L);
    engine->closing++;
    if (isBlocked) engine->blocked++;
    engine->current = coroutine;
    int status = lua_resetthread(coroutine);
    engine->current = L;
    if (isBlocked) engine->blocked--;
    engine->closing--;
    if (is_stopped(engine)) {
        mark_killed(coroutine);
        return clunette_kill(L);
    }
    return status;
}

static int close_coroutine(lua_State *L) {
    lua_State *coroutine = checked_coroutine(L);
    const char *status = status_name(L, coroutine);
    if (status[0] != 'd' && status[0] != 's')
        return luaL_error(L, "cannot close a %s coroutine", status);
    // A killed one is left as it is: nothing of it may run again.
    if (is_killed(coroutine) || reset(L, coroutine) == LUA_OK) {
        lua_pushboolean(L, true);
        return 1;
    }
    lua_pushboolean(L, false);
    lua_xmove(coroutine, L, 1);
    return 2;
}

// MARK: Wrap

static int raise_through(lua_State *L, lua_State *coroutine) {
    clunette_engine *engine = engine_of(L);
    int status = lua_status(coroutine);
    if (status != LUA_OK && status != LUA_YIELD) {
        clunette_frames(L, coroutine, 0, &engine->boundary);
        lua_pop(L, 1);
        reset(L, coroutine);
        lua_xmove(coroutine, L, 1);
    }
    if (lua_type(L, -1) == LUA_TSTRING) {
        luaL_where(L, 1);
        lua_insert(L, -2);
        lua_concat(L, 2);
    }
    return lua_error(L);
}

static int continue_wrap(lua_State *L, int status, lua_KContext context);

static int finish_wrap(lua_State *L, lua_State *coroutine, int results) {
    if (results == -2) return lua_yieldk(L, 0, 0, continue_wrap);
    if (results == -1) {
        // The error stays on the coroutine too, for its own handlers of what is to be closed.
        lua_pushvalue(coroutine, -1);
        lua_xmove(coroutine, L, 1);
        return raise_through(L, coroutine);
    }
    if (!take_results(L, coroutine, results)) return raise_through(L, coroutine);
    return results;
}

static int continue_wrap(lua_State *L, int status, lua_KContext context) {
    (void)status;
    (void)context;
    lua_State *coroutine = lua_tothread(L, lua_upvalueindex(1));
    take_from_host(coroutine);
    return finish_wrap(L, coroutine, run(L, coroutine, 0));
}

static int call_wrapped(lua_State *L) {
    lua_State *coroutine = lua_tothread(L, lua_upvalueindex(1));
    int arguments = lua_gettop(L);
    if (!give_arguments(L, coroutine, arguments)) return raise_through(L, coroutine);
    return finish_wrap(L, coroutine, run(L, coroutine, arguments));
}

// MARK: The rest

static int create(lua_State *L) {
    luaL_checktype(L, 1, LUA_TFUNCTION);
    lua_State *coroutine = lua_newthread(L);
    lua_pushvalue(L, 1);
    lua_xmove(L, coroutine, 1);
    return 1;
}

static int wrap(lua_State *L) {
    create(L);
    lua_pushcclosure(L, call_wrapped, 1);
    return 1;
}

static int yield(lua_State *L) {
    if (L == engine_of(L)->root) {
        lua_pushliteral(L, "attempt to yield from outside a coroutine");
        return lua_error(L);
    }
    return lua_yield(L, lua_gettop(L));
}

static int status(lua_State *L) {
    lua_pushstring(L, status_name(L, checked_coroutine(L)));
    return 1;
}

static int is_yieldable(lua_State *L) {
    lua_State *coroutine = lua_isnone(L, 1) ? L : checked_coroutine(L);
    bool isRoot = coroutine == engine_of(L)->root;
    lua_pushboolean(L, !isRoot && lua_isyieldable(coroutine));
    return 1;
}

static int running(lua_State *L) {
    lua_pushthread(L);
    lua_pushboolean(L, L == engine_of(L)->root);
    return 2;
}

const luaL_Reg clunette_coroutine_functions[] = {
    {"create", create},   {"resume", resume},           {"running", running},
    {"status", status},   {"isyieldable", is_yieldable}, {"wrap", wrap},
    {"yield", yield},     {"close", close_coroutine},   {NULL, NULL},
};
