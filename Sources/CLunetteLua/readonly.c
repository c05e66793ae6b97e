// Read-only tables: an empty face whose locked metatable leads to the table behind it, and the raw
// functions that would get past the face.
#include "engine.h"

bool clunette_backing(lua_State *L, int index) {
    if (!lua_getmetatable(L, index)) return false;
    int type = lua_rawgetp(L, -1, &clunette_key_readonly);
    lua_remove(L, -2);
    if (type == LUA_TTABLE) return true;
    lua_pop(L, 1);
    return false;
}

static int refuse(lua_State *L) {
    return luaL_error(L, "the module '%s' is read-only", lua_tostring(L, lua_upvalueindex(1)));
}

static int next_field(lua_State *L) {
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 2);
    if (clunette_backing(L, 1)) lua_replace(L, 1);
    return lua_next(L, 1) ? 2 : (lua_pushnil(L), 1);
}

static int all_fields(lua_State *L) {
    lua_pushcfunction(L, next_field);
    lua_pushvalue(L, 1);
    lua_pushnil(L);
    return 3;
}

static int length(lua_State *L) {
    if (!clunette_backing(L, 1)) lua_pushvalue(L, 1);
    lua_pushinteger(L, (lua_Integer)lua_rawlen(L, -1));
    return 1;
}

void clunette_make_readonly(lua_State *L, const char *name) {
    luaL_checkstack(L, 6, NULL);
    int backing = lua_gettop(L);
    lua_createtable(L, 0, 0);
    lua_createtable(L, 0, 6);
    lua_pushvalue(L, backing);
    lua_setfield(L, -2, "__index");
    lua_pushstring(L, name);
    lua_pushcclosure(L, refuse, 1);
    lua_setfield(L, -2, "__newindex");
    lua_pushcfunction(L, all_fields);
    lua_setfield(L, -2, "__pairs");
    lua_pushcfunction(L, length);
    lua_setfield(L, -2, "__len");
    lua_pushboolean(L, false);
    lua_setfield(L, -2, "__metatable");
    lua_pushvalue(L, backing);
    lua_rawsetp(L, -2, &clunette_key_readonly);
    lua_setmetatable(L, -2);
    lua_replace(L, backing);
}

// MARK: The raw functions

static int raw_get(lua_State *L) {
    luaL_checktype(L, 1, LUA_TTABLE);
    luaL_checkany(L, 2);
    lua_settop(L, 2);
    if (clunette_backing(L, 1)) lua_replace(L, 1);
    lua_rawget(L, 1);
    return 1;
}

static int raw_set(lua_State *L) {
    luaL_checktype(L, 1, LUA_TTABLE);
    luaL_checkany(L, 2);
    luaL_checkany(L, 3);
    lua_settop(L, 3);
    if (clunette_backing(L, 1)) return luaL_error(L, "attempt to change a read-only table");
    lua_rawset(L, 1);
    return 1;
}

static int raw_length(lua_State *L) {
    int type = lua_type(L, 1);
    luaL_argexpected(L, type == LUA_TTABLE || type == LUA_TSTRING, 1, "table or string");
    return length(L);
}

static bool has_field(lua_State *L, int table, const char *name) {
    lua_pushstring(L, name);
    bool isThere = lua_rawget(L, table) != LUA_TNIL;
    lua_pop(L, 1);
    return isThere;
}

// Whether the value on top is the metatable that marks a JSON array, which scripts may replace.
static bool marks_array(lua_State *L) {
    bool isMark = lua_rawgetp(L, -1, &clunette_key_array) != LUA_TNIL;
    lua_pop(L, 1);
    return isMark;
}

static int set_metatable(lua_State *L) {
    int type = lua_type(L, 2);
    luaL_checktype(L, 1, LUA_TTABLE);
    luaL_argexpected(L, type == LUA_TNIL || type == LUA_TTABLE, 2, "nil or table");
    lua_settop(L, 2);
    if (lua_getmetatable(L, 1)) {
        int current = lua_gettop(L);
        if (has_field(L, current, "__metatable") && !marks_array(L))
            return luaL_error(L, "cannot change a protected metatable");
        lua_settop(L, 2);
    }
    if (type == LUA_TTABLE) {
        if (clunette_backing(L, 2)) return luaL_error(L, "a read-only table is no metatable");
        // A finalizer would run outside every limit. Lua looks for the field only here.
        if (has_field(L, 2, "__gc"))
            return luaL_error(L, "'__gc' is not available to scripts");
    }
    lua_setmetatable(L, 1);
    return 1;
}

const luaL_Reg clunette_raw_functions[] = {
    {"next", next_field},   {"rawget", raw_get},           {"rawset", raw_set},
    {"rawlen", raw_length}, {"setmetatable", set_metatable}, {NULL, NULL},
};
