#include "engine.h"

#include <stdlib.h>
#include <string.h>

const char clunette_key_environment, clunette_key_loaded, clunette_key_readonly,
    clunette_key_error, clunette_key_summary, clunette_key_object, clunette_key_lazy,
    clunette_key_error_methods, clunette_key_names, clunette_key_load,
    clunette_key_null, clunette_key_array, clunette_key_home, clunette_key_texts;

clunette_engine *clunette_engine_create(clunette_host host) {
    clunette_engine *engine = calloc(1, sizeof *engine);
    if (engine == NULL) return NULL;
    engine->host = host;
    pthread_mutex_init(&engine->watcher.lock, NULL);
    engine->limit = SIZE_MAX;
    engine->output_left = SIZE_MAX;
    engine->load_source = engine->file_source = SIZE_MAX;
    // There is always something to point to.
    buffer_append(&engine->packed, CLUNETTE_NIL);
    pool_open(&engine->pool);
    engine->main = clunette_new_state(engine);
    if (engine->main == NULL || engine->packed.failed) {
        pool_close(&engine->pool);
        buffer_free(&engine->packed);
        free(engine);
        return NULL;
    }
    *word_of(engine->main) = (uintptr_t)engine;
    if (clunette_protected(engine, clunette_make_environment, NULL) != LUA_OK) {
        clunette_engine_close(engine);
        return NULL;
    }
    return engine;
}

void clunette_engine_close(clunette_engine *engine) {
    clunette_close_watcher(engine);
    clunette_set_memory_limit(engine, SIZE_MAX);
    clunette_reply_begin(engine);
    // No script code can run in here: scripts have no __gc, and the main thread no __close.
    if (!engine->lost) lua_close(engine->main);
    clunette_free_json(engine);
    pthread_mutex_destroy(&engine->watcher.lock);
    buffer_free(&engine->packed);
    buffer_free(&engine->reply);
    buffer_free(&engine->boundary);
    buffer_free(&engine->call_site);
    pool_close(&engine->pool);
    free(engine);
}

int clunette_protected(clunette_engine *engine, lua_CFunction body, void *argument) {
    if (engine->lost) return LUA_ERRERR;
    lua_State *L = engine->main;
    lua_settop(L, 0);
    lua_pushcfunction(L, body);
    lua_pushlightuserdata(L, argument);
    int status = lua_pcall(L, 1, 0, 0);
    lua_settop(L, 0);
    return status;
}

size_t clunette_engine_memory(const clunette_engine *engine) { return engine->used; }

void clunette_engine_collect(clunette_engine *engine) {
    if (!engine->lost) lua_gc(engine->main, LUA_GCCOLLECT);
}

void clunette_engine_fail_allocation(clunette_engine *engine, uint64_t number, bool retries) {
    engine->fail_countdown = number;
    engine->fails_retries = retries;
    engine->fail_retry = 0;
    engine->fail_happened = false;
}

bool clunette_engine_failed_allocation(const clunette_engine *engine) {
    return engine->fail_happened;
}

static int release_function(lua_State *L) {
    luaL_unref(L, LUA_REGISTRYINDEX, (int)(intptr_t)lua_touserdata(L, 1));
    return 0;
}

void clunette_release_function(clunette_engine *engine, int64_t function) {
    clunette_protected(engine, release_function, (void *)(intptr_t)function);
}

void clunette_set_module_finder(clunette_engine *engine, const void *callee) {
    engine->module_finder = callee;
}

static int set_global(lua_State *L) {
    const char *name = lua_touserdata(L, 1);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &clunette_key_environment);
    if (clunette_unpack(L) != 1) return luaL_error(L, "a global is one value");
    lua_setfield(L, -2, name);
    return 0;
}

bool clunette_set_global(clunette_engine *engine, const char *name) {
    bool done = clunette_protected(engine, set_global, (void *)name) == LUA_OK;
    clunette_reply_begin(engine);
    return done || engine->lost;
}

// The globals as they are now, for the host's own modules.
static int keep_home(lua_State *L) {
    lua_settop(L, 0);
    lua_createtable(L, 0, 64);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &clunette_key_environment);
    lua_pushnil(L);
    while (lua_next(L, 2) != 0) {
        lua_pushvalue(L, -2);
        lua_insert(L, -2);
        lua_rawset(L, 1);
    }
    lua_settop(L, 1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &clunette_key_home);
    return 0;
}

bool clunette_keep_home(clunette_engine *engine) {
    return clunette_protected(engine, keep_home, NULL) == LUA_OK || engine->lost;
}
