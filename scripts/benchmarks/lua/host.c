// The peer: stock Lua with the functions of the Swift host, in plain C on the same shared library.
// host FILE
#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef struct {
    void *object;
} box;

static const char object_type[] = "host.object";

static int now(lua_State *L) {
    struct timespec time;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    lua_pushinteger(L, time.tv_sec * 1000000000LL + time.tv_nsec);
    return 1;
}

static int report(lua_State *L) {
    printf("%s\t%.1f\n", luaL_checkstring(L, 1), luaL_checknumber(L, 2));
    return 0;
}

static int add(lua_State *L) {
    lua_pushinteger(L, luaL_checkinteger(L, 1) + luaL_checkinteger(L, 2));
    return 1;
}

static int copy(lua_State *L) {
    static const char *const names[] = {"a", "b", "c", "d"};
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_createtable(L, 0, 4);
    for (int i = 0; i < 4; i++) {
        size_t count;
        lua_getfield(L, 1, names[i]);
        const char *bytes = luaL_checklstring(L, -1, &count);
        lua_pushlstring(L, bytes, count);
        lua_setfield(L, 2, names[i]);
        lua_pop(L, 1);
    }
    return 1;
}

static int fail(lua_State *L) { return luaL_error(L, "it failed"); }

static int release(lua_State *L) {
    box *held = luaL_checkudata(L, 1, object_type);
    free(held->object);
    held->object = NULL;
    return 0;
}

static int object(lua_State *L) {
    box *held = lua_newuserdatauv(L, sizeof *held, 0);
    held->object = NULL;
    luaL_setmetatable(L, object_type);
    held->object = malloc(24);
    return 1;
}

static const luaL_Reg functions[] = {
    {"clock", now}, {"report", report}, {"add", add},   {"copy", copy},
    {"fail", fail}, {"object", object}, {NULL, NULL},
};

int main(int count, char **arguments) {
    lua_State *L = luaL_newstate();
    if (L == NULL || count != 2) return 2;
    luaL_openlibs(L);
    luaL_newmetatable(L, object_type);
    lua_pushcfunction(L, release);
    lua_setfield(L, -2, "__gc");
    lua_pop(L, 1);
    luaL_newlib(L, functions);
    lua_setglobal(L, "host");
    if (luaL_dofile(L, arguments[1]) != LUA_OK) {
        fprintf(stderr, "%s\n", lua_tostring(L, -1));
        return 1;
    }
    lua_close(L);
    return 0;
}
