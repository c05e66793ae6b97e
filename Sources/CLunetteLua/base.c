// The basic functions that differ from the stock ones: those that could catch a limit, reach the
// outside, or change what scripts share.
#include "engine.h"

#include <string.h>

// MARK: Protected calls

static int finish_protected(lua_State *L, int status, lua_KContext skipped) {
    clunette_engine *engine = engine_of(L);
    note_failure(engine, status);
    if (is_stopped(engine)) return clunette_kill(L);
    if (status != LUA_OK && status != LUA_YIELD) {
        buffer_clear(&engine->boundary);
        lua_pushboolean(L, false);
        lua_pushvalue(L, -2);
        return 2;
    }
    return lua_gettop(L) - (int)skipped;
}

static int protected_call(lua_State *L) {
    luaL_checkany(L, 1);
    lua_pushboolean(L, true);
    lua_insert(L, 1);
    int status = lua_pcallk(L, lua_gettop(L) - 2, LUA_MULTRET, 0, 0, finish_protected);
    return finish_protected(L, status, 0);
}

static int protected_call_with_handler(lua_State *L) {
    int count = lua_gettop(L) - 2;
    luaL_checktype(L, 2, LUA_TFUNCTION);
    lua_pushboolean(L, true);
    lua_pushvalue(L, 1);
    lua_rotate(L, 3, 2);
    int status = lua_pcallk(L, count, LUA_MULTRET, 2, 2, finish_protected);
    return finish_protected(L, status, 2);
}

// MARK: Output

static void put(lua_State *L, const char *bytes, size_t count) {
    clunette_engine *engine = engine_of(L);
    bool isOver = count > engine->output_left;
    if (isOver) count = engine->output_left;
    engine->output_left -= count;
    shelter();
    engine->host.output(engine->host.context, (const uint8_t *)bytes, count);
    unshelter();
    if (isOver) clunette_run_stop(engine, CLUNETTE_STOP_OUTPUT);
}

static int print(lua_State *L) {
    int count = lua_gettop(L);
    luaL_Buffer line;
    // Every text first: a __tostring that fails must not leave half a line.
    for (int i = 1; i <= count; i++) {
        poll_stop(L);
        luaL_tolstring(L, i, NULL);
        lua_replace(L, i);
    }
    luaL_buffinit(L, &line);
    for (int i = 1; i <= count; i++) {
        poll_stop(L);
        if (i > 1) luaL_addchar(&line, '\t');
        lua_pushvalue(L, i);
        luaL_addvalue(&line);
    }
    luaL_addchar(&line, '\n');
    luaL_pushresult(&line);
    size_t size;
    const char *bytes = lua_tolstring(L, -1, &size);
    put(L, bytes, size);
    poll_stop(L);
    return 0;
}

static int collect_garbage(lua_State *L) {
    const char *option = luaL_optstring(L, 1, "collect");
    if (strcmp(option, "count") != 0)
        return luaL_error(L, "collectgarbage takes only \"count\" here");
    size_t used = engine_of(L)->used;
    lua_pushnumber(L, (lua_Number)used / 1024);
    return 1;
}

const luaL_Reg clunette_base_functions[] = {
    {"pcall", protected_call},
    {"xpcall", protected_call_with_handler},
    {"print", print},
    {"collectgarbage", collect_garbage},
    {"load", clunette_load},
    {"require", clunette_require},
    {NULL, NULL},
};
