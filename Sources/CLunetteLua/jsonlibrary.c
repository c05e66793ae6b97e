// json.encode, json.array and json.decode.
#include "engine.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { deepest = 128, widest_indentation = 16, steps_between_polls = 256 };

// The text so far lives in a userdata, so that raising frees it.
typedef struct {
    lua_State *L;
    int slot;
    char *bytes;
    size_t count, capacity;
    int indentation;
    unsigned steps;
} writer;

// A few shared tables can stand for any number of values, and a string be as long as memory is.
static inline void tick(writer *writer) {
    if (++writer->steps % steps_between_polls == 0) poll_stop(writer->L);
}

static void make_room(writer *writer, size_t more) {
    if (writer->capacity - writer->count >= more) return;
    poll_stop(writer->L);
    size_t capacity = 2 * writer->capacity > writer->count + more
        ? 2 * writer->capacity : writer->count + more;
    char *larger = lua_newuserdatauv(writer->L, capacity, 0);
    if (writer->count > 0) memcpy(larger, writer->bytes, writer->count);
    lua_replace(writer->L, writer->slot);
    writer->bytes = larger;
    writer->capacity = capacity;
}

static void put(writer *writer, const char *bytes, size_t count) {
    make_room(writer, count);
    memcpy(writer->bytes + writer->count, bytes, count);
    writer->count += count;
}

static void put_text(writer *writer, const char *text) { put(writer, text, strlen(text)); }

static void put_line(writer *writer, int level) {
    if (writer->indentation == 0) return;
    put(writer, "\n", 1);
    for (int i = 0; i < level * writer->indentation; i++) put(writer, " ", 1);
}

// MARK: Scalars

static void put_escape(writer *writer, unsigned char c) {
    char text[8];
    switch (c) {
    case '"': put_text(writer, "\\\""); break;
    case '\\': put_text(writer, "\\\\"); break;
    case '\n': put_text(writer, "\\n"); break;
    case '\r': put_text(writer, "\\r"); break;
    case '\t': put_text(writer, "\\t"); break;
    default:
        snprintf(text, sizeof text, "\\u%04x", c);
        put_text(writer, text);
    }
}

static void put_string(writer *writer, int index) {
    size_t count, run = 0;
    const char *text = lua_tolstring(writer->L, index, &count);
    if (!clunette_is_utf8(writer->L, text, count))
        luaL_error(writer->L, "a string that is not UTF-8 has no JSON form");
    put(writer, "\"", 1);
    for (size_t i = 0; i < count; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7F) continue;
        put(writer, text + run, i - run);
        put_escape(writer, c);
        run = i + 1;
        tick(writer);
    }
    put(writer, text + run, count - run);
    put(writer, "\"", 1);
}

static void put_number(writer *writer, int index) {
    char text[40];
    if (lua_isinteger(writer->L, index)) {
        snprintf(text, sizeof text, "%lld", (long long)lua_tointeger(writer->L, index));
        put_text(writer, text);
        return;
    }
    double number = lua_tonumber(writer->L, index);
    if (!isfinite(number)) luaL_error(writer->L, "a number that is not finite has no JSON form");
    // The shortest of these that reads as the same number.
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, number);
        if (strtod(text, NULL) == number) break;
    }
    if (strpbrk(text, ".e") == NULL) strcat(text, ".0");
    put_text(writer, text);
}

// MARK: Tables

static void put_value(writer *writer, int level);

typedef struct {
    const char *bytes;
    size_t count;
} name;

static bool comes_before(const name *a, const name *b) {
    int order = memcmp(a->bytes, b->bytes, a->count < b->count ? a->count : b->count);
    return order != 0 ? order < 0 : a->count < b->count;
}

// Lets the first of `count` names sink to its place in a heap that starts at `top`.
static void sink(name *names, size_t top, size_t count) {
    name sinking = names[top];
    for (size_t child; (child = 2 * top + 1) < count; top = child) {
        bool isRight = child + 1 < count && comes_before(&names[child], &names[child + 1]);
        if (isRight) child++;
        if (!comes_before(&sinking, &names[child])) break;
        names[top] = names[child];
    }
    names[top] = sinking;
}

// By a heap: unlike the C library's, it can be left in between.
static void sort_names(writer *writer, name *names, size_t count) {
    for (size_t top = count / 2; top-- > 0;) {
        tick(writer);
        sink(names, top, count);
    }
    for (size_t end = count; end-- > 1;) {
        tick(writer);
        name largest = names[0];
        names[0] = names[end];
        names[end] = largest;
        sink(names, 0, end);
    }
}

static size_t count_fields(writer *writer, int table, lua_Unsigned elements) {
    lua_State *L = writer->L;
    size_t fields = 0;
    lua_pushnil(L);
    while (lua_next(L, table) != 0) {
        lua_pop(L, 1);
        if (lua_isinteger(L, -1) && (lua_Unsigned)lua_tointeger(L, -1) - 1 < elements) continue;
        if (lua_type(L, -1) != LUA_TSTRING)
            luaL_error(
                L, "a table with a %s as a key, next to no sequence, has no JSON form",
                luaL_typename(L, -1));
        fields++;
        tick(writer);
    }
    return fields;
}

static void put_array(writer *writer, int table, lua_Unsigned elements, int level) {
    lua_State *L = writer->L;
    put(writer, "[", 1);
    for (lua_Unsigned i = 1; i <= elements; i++) {
        if (i > 1) put(writer, ",", 1);
        put_line(writer, level + 1);
        lua_rawgeti(L, table, (lua_Integer)i);
        put_value(writer, level + 1);
        lua_pop(L, 1);
    }
    if (elements > 0) put_line(writer, level);
    put(writer, "]", 1);
}

static void put_object(writer *writer, int table, size_t fields, int level) {
    lua_State *L = writer->L;
    name *names = lua_newuserdatauv(L, (fields + 1) * sizeof *names, 0);
    size_t count = 0;
    lua_pushnil(L);
    while (lua_next(L, table) != 0 && count < fields) {
        lua_pop(L, 1);
        names[count].bytes = lua_tolstring(L, -1, &names[count].count);
        count++;
        tick(writer);
    }
    lua_settop(L, table + 1);
    sort_names(writer, names, count);
    put(writer, "{", 1);
    for (size_t i = 0; i < count; i++) {
        if (i > 0) put(writer, ",", 1);
        put_line(writer, level + 1);
        lua_pushlstring(L, names[i].bytes, names[i].count);
        put_string(writer, lua_gettop(L));
        put_text(writer, writer->indentation > 0 ? ": " : ":");
        lua_rawget(L, table);
        put_value(writer, level + 1);
        lua_pop(L, 1);
    }
    if (count > 0) put_line(writer, level);
    put(writer, "}", 1);
    lua_settop(L, table);
}

bool clunette_is_marked_array(lua_State *L, int table) {
    if (!lua_getmetatable(L, table)) return false;
    bool isMarked = lua_rawgetp(L, -1, &clunette_key_array) != LUA_TNIL;
    lua_pop(L, 2);
    return isMarked;
}

static void put_table(writer *writer, int level) {
    lua_State *L = writer->L;
    if (level >= deepest)
        luaL_error(
            L, "a table nested deeper than %d levels (or in itself) has no JSON form", deepest);
    luaL_checkstack(L, 10, NULL);
    if (!clunette_backing(L, lua_gettop(L))) lua_pushvalue(L, -1);
    int table = lua_gettop(L);
    lua_Unsigned elements = lua_rawlen(L, table);
    size_t fields = count_fields(writer, table, elements);
    bool isArray = elements > 0 || clunette_is_marked_array(L, table);
    if (isArray && fields > 0)
        luaL_error(L, "a table that is both a list and has named fields has no JSON form");
    if (isArray) put_array(writer, table, elements, level);
    else put_object(writer, table, fields, level);
    lua_pop(L, 1);
}

static void put_value(writer *writer, int level) {
    lua_State *L = writer->L;
    int type = lua_type(L, -1);
    tick(writer);
    switch (type) {
    case LUA_TNIL: put_text(writer, "null"); break;
    case LUA_TBOOLEAN: put_text(writer, lua_toboolean(L, -1) ? "true" : "false"); break;
    case LUA_TNUMBER: put_number(writer, lua_gettop(L)); break;
    case LUA_TSTRING: put_string(writer, lua_gettop(L)); break;
    case LUA_TTABLE: put_table(writer, level); break;
    default:
        if (lua_touserdata(L, -1) == (void *)&clunette_key_null) put_text(writer, "null");
        else luaL_error(L, "a %s has no JSON form", lua_typename(L, type));
    }
}

// MARK: Functions

// json.encode(value[, {indent = n}])
static int encode(lua_State *L) {
    luaL_checkany(L, 1);
    lua_settop(L, 2);
    writer writer = {.L = L, .slot = 3};
    if (!lua_isnil(L, 2)) {
        luaL_checktype(L, 2, LUA_TTABLE);
        lua_getfield(L, 2, "indent");
        lua_Integer indentation = luaL_optinteger(L, -1, 0);
        luaL_argcheck(
            L, indentation >= 0 && indentation <= widest_indentation, 2, "indent out of range");
        writer.indentation = (int)indentation;
    }
    lua_settop(L, 2);
    lua_pushnil(L);
    lua_pushvalue(L, 1);
    put_value(&writer, 0);
    lua_pushlstring(L, writer.bytes, writer.count);
    return 1;
}

// json.array(table): it is an array even when it is empty.
static int array(lua_State *L) {
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 1);
    if (clunette_is_marked_array(L, 1)) return 1;
    if (luaL_getmetafield(L, 1, "__metatable") != LUA_TNIL)
        return luaL_error(L, "cannot mark a table that has a protected metatable");
    clunette_mark_array(L);
    return 1;
}

void clunette_mark_array(lua_State *L) {
    lua_rawgetp(L, LUA_REGISTRYINDEX, &clunette_key_array);
    lua_setmetatable(L, -2);
}

void clunette_make_array_metatable(lua_State *L) {
    lua_createtable(L, 0, 2);
    lua_pushboolean(L, false);
    lua_setfield(L, -2, "__metatable");
    lua_pushboolean(L, true);
    lua_rawsetp(L, -2, &clunette_key_array);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &clunette_key_array);
}

const luaL_Reg clunette_json_functions[] = {
    {"decode", clunette_json_decode}, {"encode", encode}, {"array", array}, {NULL, NULL},
};
