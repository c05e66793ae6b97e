// Error objects and host objects: what Swift holds, as Lua sees it.
//
// An error is a table with its fields, whose own locked metatable holds a box with the Swift error:
// a script reads and keeps it like any table, and cannot make one.
#include "engine.h"

static const char box_key;
enum { steps_between_polls = 16384 };

void clunette_push_object(lua_State *L, void **object, const void *type) {
    void **box = lua_newuserdatauv(L, sizeof *box, 0);
    *box = NULL;
    lua_rawgetp(L, LUA_REGISTRYINDEX, type);
    lua_setmetatable(L, -2);
    *box = *object;
    *object = NULL;
}

int clunette_release_object(lua_State *L) {
    void **box = lua_touserdata(L, 1);
    void *object = *box;
    *box = NULL;
    if (object == NULL) return 0;
    shelter();
    engine_of(L)->host.release(object);
    unshelter();
    return 0;
}

void *clunette_host_object(lua_State *L, int index) {
    if (lua_type(L, index) != LUA_TUSERDATA || !lua_getmetatable(L, index)) return NULL;
    bool isObject = lua_rawgetp(L, -1, &clunette_key_object) != LUA_TNIL;
    lua_pop(L, 2);
    return isObject ? *(void **)lua_touserdata(L, index) : NULL;
}

void *clunette_error_object(lua_State *L, int index) {
    if (lua_type(L, index) != LUA_TTABLE || !lua_getmetatable(L, index)) return NULL;
    void **box = lua_rawgetp(L, -1, &clunette_key_error) == LUA_TUSERDATA
        ? lua_touserdata(L, -1) : NULL;
    lua_pop(L, 2);
    return box == NULL ? NULL : *box;
}

static int error_text(lua_State *L) {
    if (clunette_error_object(L, 1) == NULL) return luaL_typeerror(L, 1, "error");
    lua_getmetatable(L, 1);
    lua_rawgetp(L, -1, &clunette_key_summary);
    return 1;
}

// Whether a name matches a pattern in which `*` stands for anything and `?` for one character.
static bool matches_glob(lua_State *L, const char *name, const char *pattern) {
    const char *star = NULL, *resume = name;
    for (size_t steps = 1; *name != 0; steps++) {
        if (steps % steps_between_polls == 0) poll_stop(L);
        if (*pattern == '*') {
            star = pattern++;
            resume = name;
        } else if (*pattern == '?' || *pattern == *name) {
            pattern++;
            name++;
        } else if (star != NULL) {
            pattern = star + 1;
            name = ++resume;
        } else {
            return false;
        }
    }
    while (*pattern == '*') pattern++;
    return *pattern == 0;
}

static int error_is(lua_State *L) {
    luaL_checktype(L, 1, LUA_TTABLE);
    int patterns = lua_gettop(L);
    luaL_checkstring(L, 2);
    lua_pushliteral(L, "code");
    lua_rawget(L, 1);
    const char *code = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : NULL;
    bool matches = false;
    for (int i = 2; code != NULL && i <= patterns && !matches; i++)
        matches = matches_glob(L, code, luaL_checkstring(L, i));
    lua_pushboolean(L, matches);
    return 1;
}

void clunette_make_error_methods(lua_State *L) {
    lua_createtable(L, 0, 1);
    lua_pushcfunction(L, error_is);
    lua_setfield(L, -2, "is");
    lua_rawsetp(L, LUA_REGISTRYINDEX, &clunette_key_error_methods);
    lua_createtable(L, 0, 2);
    lua_pushcfunction(L, clunette_release_object);
    lua_setfield(L, -2, "__gc");
    lua_rawsetp(L, LUA_REGISTRYINDEX, &box_key);
}

static void push_error_metatable(lua_State *L, void **object, int summary) {
    lua_createtable(L, 0, 6);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &clunette_key_error_methods);
    lua_setfield(L, -2, "__index");
    lua_pushcfunction(L, error_text);
    lua_setfield(L, -2, "__tostring");
    lua_pushliteral(L, "error");
    lua_setfield(L, -2, "__name");
    lua_pushboolean(L, false);
    lua_setfield(L, -2, "__metatable");
    lua_pushvalue(L, summary);
    lua_rawsetp(L, -2, &clunette_key_summary);
    clunette_push_object(L, object, &box_key);
    lua_rawsetp(L, -2, &clunette_key_error);
}

// Pushes nothing: the table at `fields` becomes the error.
void clunette_push_error(lua_State *L, void **object, int summary, int fields) {
    luaL_checkstack(L, 12, NULL);
    clunette_push_traceback(L, L, 1);
    lua_setfield(L, fields, "traceback");
    push_error_metatable(L, object, summary);
    lua_setmetatable(L, fields);
}
