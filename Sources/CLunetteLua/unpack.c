// From the reply to Lua's stack.
#include "engine.h"

typedef const clunette_value *cursor;

// Slots that making any one value takes, but for what is in it.
enum { room = 12 };

static void push_value(lua_State *L, cursor *next);

static void push_pairs(lua_State *L, cursor *next, size_t pairs) {
    for (size_t i = 0; i < pairs; i++) {
        push_value(L, next);
        push_value(L, next);
        // A key that only Lua can hold, such as a coroutine, has become nil outside.
        if (lua_isnil(L, -2)) lua_pop(L, 2);
        else lua_rawset(L, -3);
    }
}

static void push_table(lua_State *L, const clunette_value *head, cursor *next) {
    luaL_checkstack(L, room, NULL);
    lua_createtable(L, (int)head->count, (int)head->pairs);
    if (head->flag) clunette_mark_array(L);
    for (size_t i = 1; i <= head->count; i++) {
        push_value(L, next);
        lua_rawseti(L, -2, (lua_Integer)i);
    }
    push_pairs(L, next, head->pairs);
}

static void push_library(lua_State *L, const clunette_value *head, cursor *next) {
    luaL_checkstack(L, room, NULL);
    push_value(L, next);
    int name = lua_gettop(L);
    lua_createtable(L, 0, (int)head->pairs);
    if (head->flag) {
        lua_pushlightuserdata(L, (*next)++->object);
        clunette_push_lazy_index(L, name + 1);
    }
    push_pairs(L, next, head->pairs);
    clunette_make_readonly(L, lua_tostring(L, name));
    lua_remove(L, name);
}

static void push_error(lua_State *L, clunette_value *head, cursor *next) {
    luaL_checkstack(L, room, NULL);
    push_value(L, next);
    push_value(L, next);
    int fields = lua_gettop(L);
    clunette_push_error(L, &head->object, fields - 1, fields);
    lua_replace(L, fields - 1);
    lua_settop(L, fields - 1);
}

// `<thing>`: an address would tell a script where the host's memory lies.
static int text_of_object(lua_State *L) {
    lua_settop(L, 0);
    lua_pushvalue(L, lua_upvalueindex(1));
    return 1;
}

// A type of object has its metatable in the registry, under its own address.
static void define_type(lua_State *L, const void *type, cursor *next) {
    luaL_checkstack(L, room, NULL);
    lua_createtable(L, 0, 7);
    push_value(L, next);
    lua_pushfstring(L, "<%s>", lua_tostring(L, -1));
    lua_pushcclosure(L, text_of_object, 1);
    lua_setfield(L, -3, "__tostring");
    lua_setfield(L, -2, "__name");
    push_value(L, next);
    lua_setfield(L, -2, "__index");
    lua_pushboolean(L, false);
    lua_setfield(L, -2, "__metatable");
    lua_pushcfunction(L, clunette_release_object);
    lua_setfield(L, -2, "__gc");
    lua_pushboolean(L, true);
    lua_rawsetp(L, -2, &clunette_key_object);
    lua_rawsetp(L, LUA_REGISTRYINDEX, type);
    clunette_engine *engine = engine_of(L);
    if (engine->type_count < types_most) engine->types[engine->type_count++] = type;
}

bool clunette_knows_type(const clunette_engine *engine, const void *type) {
    for (int i = 0; i < engine->type_count; i++) {
        if (engine->types[i] == type) return true;
    }
    return false;
}

static void push_object(lua_State *L, clunette_value *head, cursor *next) {
    const void *type = (const void *)head->count;
    if (head->flag) define_type(L, type, next);
    clunette_push_object(L, &head->object, type);
}

static void push_short_string(lua_State *L, const clunette_value *value) {
    enum { place = offsetof(clunette_value, integer) };
    static_assert(offsetof(clunette_value, count) == place + 8, "the words follow each other");
    lua_pushlstring(L, (const char *)value + place, value->pairs);
}

// What holds others makes room for them.
static void push_value(lua_State *L, cursor *next) {
    const clunette_value *value = (*next)++;
    switch (value->kind) {
    case CLUNETTE_NIL:
    case CLUNETTE_OPAQUE: lua_pushnil(L); break;
    case CLUNETTE_FALSE: lua_pushboolean(L, false); break;
    case CLUNETTE_TRUE: lua_pushboolean(L, true); break;
    case CLUNETTE_INTEGER: lua_pushinteger(L, value->integer); break;
    case CLUNETTE_NUMBER: lua_pushnumber(L, value->number); break;
    case CLUNETTE_STRING: lua_pushlstring(L, (const char *)value->bytes, value->count); break;
    case CLUNETTE_SHORT_STRING: push_short_string(L, value); break;
    case CLUNETTE_NULL: lua_pushlightuserdata(L, (void *)&clunette_key_null); break;
    case CLUNETTE_TABLE: push_table(L, value, next); break;
    case CLUNETTE_ERROR: push_error(L, (clunette_value *)value, next); break;
    case CLUNETTE_OBJECT: push_object(L, (clunette_value *)value, next); break;
    case CLUNETTE_FUNCTION: lua_rawgeti(L, LUA_REGISTRYINDEX, value->integer); break;
    case CLUNETTE_HOST_FUNCTION:
        if (value->flag) clunette_push_waiting(L, value->object);
        else clunette_push_immediate(L, value->object);
        break;
    case CLUNETTE_LIBRARY: push_library(L, value, next); break;
    case CLUNETTE_JSON:
        *next = value;
        clunette_push_json(L, next);
        break;
    }
}

int clunette_unpack(lua_State *L) {
    value_buffer *reply = &engine_of(L)->reply;
    if (reply->failed) return luaL_error(L, "not enough memory");
    buffer_settle(reply);
    int top = lua_gettop(L);
    cursor next = reply->values;
    cursor end = reply->values + reply->count;
    while (next < end) {
        luaL_checkstack(L, room, NULL);
        push_value(L, &next);
    }
    return lua_gettop(L) - top;
}
