// From Lua's stack to values: the top ones first, what tables hold behind them. Raw access only.
#include "engine.h"

// Outside, values are larger, and strings are copied wherever they occur: a few shared tables can
// stand for more than all memory.
enum { deepest = 64, most_values = 500000, values_between_polls = 1024 };
// Of all strings together; nothing interrupts Swift while it reads them.
enum { least_bytes = 1 << 20, most_bytes = 8 << 20 };

static void pack_value(
    lua_State *L, value_buffer *buffer, size_t slot, int index, int type, int depth);

static int refuse_size(lua_State *L) {
    return luaL_error(L, "too large a value to leave Lua");
}

static void reserve(lua_State *L, value_buffer *buffer, size_t count) {
    if (buffer->count + count > most_values) refuse_size(L);
    if (!buffer_reserve(buffer, count)) luaL_error(L, "not enough memory");
}

static bool is_too_much(const clunette_engine *engine, size_t bytes) {
    return bytes > least_bytes && (bytes > most_bytes || bytes > engine->limit / 4);
}

static inline void pack_string(lua_State *L, value_buffer *buffer, size_t slot, int index) {
    size_t count;
    const char *bytes = lua_tolstring(L, index, &count);
    // Here the count stands for bytes that others hold.
    buffer->byte_count += count;
    if (is_too_much(engine_of(L), buffer->byte_count)) refuse_size(L);
    clunette_value *value = &buffer->values[slot];
    value->kind = CLUNETTE_STRING;
    value->bytes = (const uint8_t *)bytes;
    value->count = count;
}

static bool is_element(lua_State *L, int key, lua_Unsigned elements) {
    return elements > 0 && lua_isinteger(L, key) &&
        (lua_Unsigned)lua_tointeger(L, key) - 1 < elements;
}

static void pack_elements(
    lua_State *L, value_buffer *buffer, size_t slot, int table, lua_Unsigned count, int depth) {
    for (lua_Unsigned i = 1; i <= count; i++) {
        lua_rawgeti(L, table, (lua_Integer)i);
        pack_value(L, buffer, slot++, lua_gettop(L), lua_type(L, -1), depth);
        lua_pop(L, 1);
    }
}

// Packs the pairs, all but the tables among them, of which it says whether there are any: what they
// hold comes behind the last pair.
static bool pack_pairs(
    lua_State *L, value_buffer *buffer, int table, lua_Unsigned elements, int depth) {
    bool haveTables = false;
    int key = lua_gettop(L) + 1;
    lua_pushnil(L);
    while (lua_next(L, table) != 0) {
        if (!is_element(L, key, elements)) {
            size_t slot = buffer->count;
            if (slot + 2 <= buffer->capacity && slot + 2 <= most_values) buffer->count += 2;
            else reserve(L, buffer, 2);
            for (int i = 0; i < 2; i++) {
                int type = lua_type(L, key + i);
                if (type == LUA_TSTRING) pack_string(L, buffer, slot + (size_t)i, key + i);
                else if (type == LUA_TTABLE) haveTables = true;
                else pack_value(L, buffer, slot + (size_t)i, key + i, type, depth);
            }
        }
        lua_pop(L, 1);
    }
    return haveTables;
}

static void pack_tables_of_pairs(
    lua_State *L, value_buffer *buffer, size_t slot, int table, lua_Unsigned elements, int depth) {
    int key = lua_gettop(L) + 1;
    lua_pushnil(L);
    while (lua_next(L, table) != 0) {
        if (!is_element(L, key, elements)) {
            for (int i = 0; i < 2; i++, slot++)
                if (lua_istable(L, key + i))
                    pack_value(L, buffer, slot, key + i, LUA_TTABLE, depth);
        }
        lua_pop(L, 1);
    }
}

static void pack_table(lua_State *L, value_buffer *buffer, size_t slot, int table, int depth) {
    if (depth >= deepest)
        luaL_error(
            L, "a table nested deeper than %d levels (or in itself) cannot leave Lua", deepest);
    luaL_checkstack(L, 6, NULL);
    bool isPlain = !lua_getmetatable(L, table);
    if (!isPlain) lua_pop(L, 1);
    bool isProxy = !isPlain && clunette_backing(L, table);
    if (isProxy) table = lua_gettop(L);
    lua_Unsigned elements = lua_rawlen(L, table);
    size_t start = buffer->count;
    if (elements > most_values) refuse_size(L);
    bool isList = !isPlain && elements == 0 && clunette_is_marked_array(L, table);
    reserve(L, buffer, (size_t)elements);
    bool haveTables = pack_pairs(L, buffer, table, elements, depth + 1);
    size_t firstPair = start + (size_t)elements;
    size_t pairs = (buffer->count - firstPair) / 2;
    buffer->values[slot] = (clunette_value){
        .kind = CLUNETTE_TABLE, .flag = isList, .pairs = (uint32_t)pairs, .start = start,
        .count = elements};
    pack_elements(L, buffer, start, table, elements, depth + 1);
    if (haveTables) pack_tables_of_pairs(L, buffer, firstPair, table, elements, depth + 1);
    if (isProxy) lua_pop(L, 1);
}

static void pack_function(lua_State *L, value_buffer *buffer, size_t slot, int index) {
    luaL_checkstack(L, 4, NULL);
    lua_pushvalue(L, index);
    int reference = luaL_ref(L, LUA_REGISTRYINDEX);
    buffer->values[slot] = (clunette_value){.kind = CLUNETTE_FUNCTION, .integer = reference};
    buffer->references++;
}

static clunette_value packed_userdata(lua_State *L, int index) {
    void *object = clunette_host_object(L, index);
    if (object != NULL) return (clunette_value){.kind = CLUNETTE_OBJECT, .object = object};
    bool isNull = lua_touserdata(L, index) == (void *)&clunette_key_null;
    return (clunette_value){.kind = isNull ? CLUNETTE_NULL : CLUNETTE_OPAQUE};
}

static clunette_value packed_number(lua_State *L, int index) {
    if (lua_isinteger(L, index))
        return (clunette_value){.kind = CLUNETTE_INTEGER, .integer = lua_tointeger(L, index)};
    return (clunette_value){.kind = CLUNETTE_NUMBER, .number = lua_tonumber(L, index)};
}

static void pack_value(
    lua_State *L, value_buffer *buffer, size_t slot, int index, int type, int depth) {
    clunette_value *value = &buffer->values[slot];
    if (slot % values_between_polls == 0) poll_stop(L);
    switch (type) {
    case LUA_TNIL: *value = (clunette_value){.kind = CLUNETTE_NIL}; break;
    case LUA_TBOOLEAN:
        value->kind = lua_toboolean(L, index) ? CLUNETTE_TRUE : CLUNETTE_FALSE;
        break;
    case LUA_TNUMBER: *value = packed_number(L, index); break;
    case LUA_TSTRING: pack_string(L, buffer, slot, index); break;
    case LUA_TFUNCTION: pack_function(L, buffer, slot, index); break;
    case LUA_TLIGHTUSERDATA:
    case LUA_TUSERDATA: *value = packed_userdata(L, index); break;
    case LUA_TTABLE: {
        void *object = clunette_error_object(L, index);
        if (object == NULL) pack_table(L, buffer, slot, index, depth);
        else *value = (clunette_value){.kind = CLUNETTE_ERROR, .object = object};
        break;
    }
    default: *value = (clunette_value){.kind = CLUNETTE_OPAQUE}; break;
    }
}

// References that an earlier pack made before it raised belong to nobody.
static void release_references(lua_State *L, value_buffer *buffer) {
    for (size_t i = 0; i < buffer->count && buffer->references > 0; i++) {
        if (buffer->values[i].kind != CLUNETTE_FUNCTION) continue;
        luaL_unref(L, LUA_REGISTRYINDEX, (int)buffer->values[i].integer);
        buffer->references--;
    }
}

void clunette_pack(lua_State *L, int first, int count) {
    value_buffer *buffer = &engine_of(L)->packed;
    if (buffer->references > 0) release_references(L, buffer);
    buffer_clear(buffer);
    engine_of(L)->packed_count = (size_t)count;
    reserve(L, buffer, (size_t)count);
    for (int i = 0; i < count; i++)
        pack_value(L, buffer, (size_t)i, first + i, lua_type(L, first + i), 0);
}

const clunette_value *clunette_packed(clunette_engine *engine, size_t *count) {
    *count = engine->packed_count;
    engine->packed.references = 0;
    return engine->packed.values;
}

