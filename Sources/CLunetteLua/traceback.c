#include "engine.h"

#include <string.h>

// Of a deep stack, the frames nearest the error and those nearest the start.
enum { first_frames = 20, last_frames = 10 };
// A script may give its chunks and functions names of megabytes.
enum { longest_name = 1000 };

static int last_level(lua_State *thread) {
    lua_Debug activation;
    int low = 0, high = 1;
    while (lua_getstack(thread, high, &activation)) {
        low = high;
        high *= 2;
    }
    while (high - low > 1) {
        int middle = low + (high - low) / 2;
        if (lua_getstack(thread, middle, &activation)) low = middle;
        else high = middle;
    }
    return lua_getstack(thread, low, &activation) ? low : -1;
}

static void append_name(value_buffer *into, const char *name) {
    buffer_append_bytes(into, name, strnlen(name, longest_name));
}

static void append_frame(lua_State *thread, lua_Debug *activation, value_buffer *into) {
    lua_getinfo(thread, "Snl", activation);
    const char *source = activation->source;
    if (*source == '@' || *source == '=') source++;
    else source = activation->short_src;
    append_name(into, source);
    buffer_append(into, CLUNETTE_INTEGER)->integer = activation->currentline;
    if (activation->name == NULL) buffer_append(into, CLUNETTE_NIL);
    else append_name(into, activation->name);
    append_name(into, activation->what);
}

void clunette_frames(lua_State *L, lua_State *thread, int level, value_buffer *into) {
    lua_Debug activation;
    // Not the function that every task starts with.
    int last = last_level(thread) - (thread == engine_of(L)->root);
    if (into->count > 0) {
        for (int i = 0; i < 3; i++) buffer_append(into, CLUNETTE_NIL);
        buffer_append_bytes(into, "coroutine", 9);
    }
    for (; level <= last; level++) {
        if (level == first_frames && last - level > last_frames) level = last - last_frames;
        if (lua_getstack(thread, level, &activation)) append_frame(thread, &activation, into);
    }
}

// Like the stock one, without its search of every library for each function's name: error objects
// must not cost more than the calls that raise them.
void clunette_push_traceback(lua_State *L, lua_State *thread, int level) {
    lua_Debug activation;
    luaL_Buffer text;
    luaL_checkstack(L, 8, NULL);
    luaL_buffinit(L, &text);
    luaL_addstring(&text, "stack traceback:");
    int end = level + first_frames;
    for (; level < end && lua_getstack(thread, level, &activation); level++) {
        lua_getinfo(thread, "Snl", &activation);
        bool isFirst = *activation.what == 'C' && activation.name == NULL;
        if (isFirst && thread == engine_of(L)->root) break;
        lua_pushfstring(L, "\n\t%s:", activation.short_src);
        luaL_addvalue(&text);
        if (activation.currentline > 0) {
            lua_pushfstring(L, "%d:", activation.currentline);
            luaL_addvalue(&text);
        }
        if (activation.name != NULL) lua_pushfstring(L, " in '%s'", activation.name);
        else lua_pushstring(L, *activation.what == 'm' ? " in main chunk" : " in a function");
        luaL_addvalue(&text);
    }
    luaL_pushresult(&text);
}

// debug.traceback([thread,] [message [, level]])
int clunette_traceback(lua_State *L) {
    lua_State *thread = lua_isthread(L, 1) ? lua_tothread(L, 1) : L;
    int message = lua_isthread(L, 1) ? 2 : 1;
    if (lua_tostring(L, message) == NULL && !lua_isnoneornil(L, message)) {
        lua_pushvalue(L, message);
        return 1;
    }
    int level = (int)luaL_optinteger(L, message + 1, thread == L ? 1 : 0);
    luaL_checkstack(L, 16, NULL);
    lua_checkstack(thread, 16);
    luaL_traceback(L, thread, lua_tostring(L, message), level);
    return 1;
}
