// The names that a path of fields leads to, for completion. Raw access only: no script code runs.
#include "engine.h"

// Replaces the value on top by its field of the name below it; false where it has none.
static bool step(lua_State *L, int name) {
    if (clunette_host_object(L, -1) != NULL) {
        lua_getmetatable(L, -1);
        lua_getfield(L, -1, "__index");
        lua_replace(L, -3);
        lua_pop(L, 1);
    }
    if (!lua_istable(L, -1)) return false;
    if (clunette_backing(L, -1)) lua_remove(L, -2);
    lua_pushvalue(L, name);
    lua_rawget(L, -2);
    lua_remove(L, -2);
    return true;
}

static void push_names(lua_State *L) {
    int source = lua_gettop(L);
    lua_createtable(L, 0, 0);
    if (!lua_istable(L, source)) return;
    lua_Integer count = 0;
    lua_pushnil(L);
    while (lua_next(L, source) != 0) {
        lua_pop(L, 1);
        if (lua_type(L, -1) != LUA_TSTRING) continue;
        lua_pushvalue(L, -1);
        lua_rawseti(L, source + 1, ++count);
    }
}

static int list_names(lua_State *L) {
    int depth = clunette_unpack(L);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &clunette_key_environment);
    for (int i = 0; i < depth; i++)
        if (!step(L, 2 + i)) lua_pushnil(L);
    if (lua_istable(L, -1) && clunette_backing(L, -1)) lua_remove(L, -2);
    push_names(L);
    clunette_pack(L, lua_gettop(L), 1);
    return 0;
}

bool clunette_list_names(clunette_engine *engine) {
    bool isDone = clunette_protected(engine, list_names, NULL) == LUA_OK;
    clunette_reply_begin(engine);
    return isDone;
}
