// table.concat, insert, move, remove and unpack: loops whose length a script chooses, and how long
// each step takes: an index may lead through two thousand tables.
#include "engine.h"

#include <limits.h>

enum { reads = 1, writes = 2, measures = 4 };

static bool has_metafield(lua_State *L, int argument, const char *name) {
    if (luaL_getmetafield(L, argument, name) == LUA_TNIL) return false;
    lua_pop(L, 1);
    return true;
}

// A table, or what its metamethods make one for this purpose.
static void check_table(lua_State *L, int argument, int needs) {
    if (lua_type(L, argument) == LUA_TTABLE) return;
    bool isLike = lua_getmetatable(L, argument);
    if (isLike) {
        lua_pop(L, 1);
        if (needs & reads) isLike = has_metafield(L, argument, "__index");
        if (needs & writes) isLike = isLike && has_metafield(L, argument, "__newindex");
        if (needs & measures) isLike = isLike && has_metafield(L, argument, "__len");
    }
    if (!isLike) luaL_checktype(L, argument, LUA_TTABLE);
}

static lua_Integer length_of(lua_State *L, int argument, int needs) {
    check_table(L, argument, needs | measures);
    return luaL_len(L, argument);
}

static int insert(lua_State *L) {
    lua_Integer end = (lua_Integer)((lua_Unsigned)length_of(L, 1, reads | writes) + 1);
    lua_Integer position = end;
    if (lua_gettop(L) == 3) {
        position = luaL_checkinteger(L, 2);
        luaL_argcheck(
            L, (lua_Unsigned)position - 1 < (lua_Unsigned)end, 2, "position out of bounds");
        for (lua_Integer i = end; i > position; i--) {
            poll_stop(L);
            lua_geti(L, 1, i - 1);
            lua_seti(L, 1, i);
        }
    } else if (lua_gettop(L) != 2) {
        return luaL_error(L, "wrong number of arguments to 'insert'");
    }
    lua_seti(L, 1, position);
    return 0;
}

static int remove_element(lua_State *L) {
    lua_Integer size = length_of(L, 1, reads | writes);
    lua_Integer position = luaL_optinteger(L, 2, size);
    if (position != size)
        luaL_argcheck(
            L, (lua_Unsigned)position - 1 <= (lua_Unsigned)size, 1, "position out of bounds");
    lua_geti(L, 1, position);
    for (; position < size; position++) {
        poll_stop(L);
        lua_geti(L, 1, position + 1);
        lua_seti(L, 1, position);
    }
    lua_pushnil(L);
    lua_seti(L, 1, position);
    return 1;
}

static void move_one(lua_State *L, int target, lua_Integer from, lua_Integer to) {
    lua_geti(L, 1, from);
    lua_seti(L, target, to);
}

static int move(lua_State *L) {
    lua_Integer first = luaL_checkinteger(L, 2), last = luaL_checkinteger(L, 3);
    lua_Integer to = luaL_checkinteger(L, 4);
    int target = lua_isnoneornil(L, 5) ? 1 : 5;
    check_table(L, 1, reads);
    check_table(L, target, writes);
    if (last >= first) {
        luaL_argcheck(
            L, first > 0 || last < LUA_MAXINTEGER + first, 3, "too many elements to move");
        lua_Integer count = last - first + 1;
        luaL_argcheck(L, to <= LUA_MAXINTEGER - count + 1, 4, "destination wrap around");
        bool isOther = target != 1 && !lua_compare(L, 1, target, LUA_OPEQ);
        bool isForward = to > last || to <= first || isOther;
        for (lua_Integer i = 0; i < count; i++) {
            poll_stop(L);
            lua_Integer offset = isForward ? i : count - 1 - i;
            move_one(L, target, first + offset, to + offset);
        }
    }
    lua_pushvalue(L, target);
    return 1;
}

static void add_element(lua_State *L, luaL_Buffer *into, lua_Integer i) {
    lua_geti(L, 1, i);
    if (!lua_isstring(L, -1))
        luaL_error(
            L, "invalid value (%s) at index %I in table for 'concat'", luaL_typename(L, -1),
            (LUAI_UACINT)i);
    luaL_addvalue(into);
}

static int concat(lua_State *L) {
    size_t gap;
    lua_Integer last = length_of(L, 1, reads);
    const char *separator = luaL_optlstring(L, 2, "", &gap);
    lua_Integer i = luaL_optinteger(L, 3, 1);
    last = luaL_optinteger(L, 4, last);
    luaL_Buffer result;
    luaL_buffinit(L, &result);
    for (; i < last; i++) {
        // Every element may be long: its references cost nothing, their text does.
        poll_stop(L);
        add_element(L, &result, i);
        luaL_addlstring(&result, separator, gap);
    }
    if (i == last) add_element(L, &result, i);
    luaL_pushresult(&result);
    return 1;
}

static int unpack(lua_State *L) {
    lua_Integer first = luaL_optinteger(L, 2, 1);
    lua_Integer last = lua_isnoneornil(L, 3) ? luaL_len(L, 1) : luaL_checkinteger(L, 3);
    if (first > last) return 0;
    lua_Unsigned gap = (lua_Unsigned)last - (lua_Unsigned)first;
    if (gap >= INT_MAX || !lua_checkstack(L, (int)gap + 1))
        return luaL_error(L, "too many results to unpack");
    for (lua_Unsigned i = 0; i <= gap; i++) {
        poll_stop(L);
        lua_geti(L, 1, (lua_Integer)((lua_Unsigned)first + i));
    }
    return (int)gap + 1;
}

int clunette_sort(lua_State *L);

const luaL_Reg clunette_table_functions[] = {
    {"concat", concat}, {"insert", insert}, {"move", move},
    {"remove", remove_element}, {"sort", clunette_sort}, {"unpack", unpack}, {NULL, NULL},
};
