// JSON text to Lua tables in one pass over simdjson's tape. The parser belongs to the engine, so
// that raising anywhere loses nothing.
#include "engine.h"

#include <CLunetteJSON.h>
#include <stdlib.h>
#include <string.h>

#include "keys.h"
#include "texts.h"

typedef struct {
    lua_State *L;
    const uint64_t *tape;
    const uint8_t *strings;
    size_t at;
    bool isVerbatim;
    unsigned steps;
    // Where the names of keys, and the strings that were pushed lately, are on the stack.
    int names, kept;
    text_cache *texts;
} json_walker;

enum { steps_between_polls = 256, parsers_share = 16, least_text = 1 << 20 };

static inline void tick(json_walker *walker) {
    if (++walker->steps % steps_between_polls == 0) poll_stop(walker->L);
}

static char tag(const json_walker *walker) { return (char)(walker->tape[walker->at] >> 56); }

static uint64_t payload(const json_walker *walker) {
    return walker->tape[walker->at] & (UINT64_MAX >> 8);
}

// How many members a container has; Lua grows it where the tape's count is cut off.
static int size_hint(const json_walker *walker) { return (int)(payload(walker) >> 32); }

static const char *text_at(const json_walker *walker, size_t *count) {
    const uint8_t *start = walker->strings + payload(walker);
    uint32_t length;
    memcpy(&length, start, sizeof length);
    *count = length;
    return (const char *)start + sizeof length;
}

static void push(json_walker *walker, int32_t shape);

static void push_array(json_walker *walker, int32_t shape) {
    lua_State *L = walker->L;
    lua_createtable(L, size_hint(walker), 0);
    walker->at++;
    // One without elements would look like an object.
    if (tag(walker) == ']') clunette_mark_array(L);
    for (lua_Integer i = 1; tag(walker) != ']'; i++) {
        tick(walker);
        push(walker, shape);
        lua_rawseti(L, -2, i);
    }
    walker->at++;
}

// Whether the value here is an object whose one member is the array that stands for it.
static bool is_wrapped(const json_walker *walker, const json_key *key) {
    if (key->wrapped == NULL || tag(walker) != '{' || size_hint(walker) != 1) return false;
    json_walker inner = *walker;
    size_t count;
    inner.at++;
    const char *name = text_at(&inner, &count);
    inner.at++;
    return count == strlen(key->wrapped) && memcmp(name, key->wrapped, count) == 0
        && tag(&inner) == '[';
}

// Pushes the value of a key that was just pushed.
static void push_member(json_walker *walker, const json_key *key) {
    if (key == NULL) {
        push(walker, -1);
    } else if (is_wrapped(walker, key)) {
        walker->at += 2;
        push_array(walker, key->child);
        walker->at++;
    } else {
        push(walker, key->child);
    }
}

// Pushes the key here, as Lua has it; what is known of it may be nothing.
static const json_key *push_key(json_walker *walker, int32_t shape) {
    size_t count;
    const char *text = text_at(walker, &count);
    walker->at++;
    if (!walker->isVerbatim)
        return clunette_push_key(walker->L, walker->names, shape, text, count);
    clunette_push_text(walker->L, walker->texts, walker->kept, text, count);
    return NULL;
}

static void push_object(json_walker *walker, int32_t shape) {
    lua_State *L = walker->L;
    lua_createtable(L, 0, size_hint(walker));
    walker->at++;
    while (tag(walker) != '}') {
        tick(walker);
        const json_key *key = push_key(walker, shape);
        push_member(walker, key);
        lua_rawset(L, -3);
    }
    walker->at++;
}

static void push_number(json_walker *walker) {
    uint64_t word = walker->tape[walker->at + 1];
    switch (tag(walker)) {
    case 'l': lua_pushinteger(walker->L, (lua_Integer)word); break;
    case 'u': lua_pushnumber(walker->L, (lua_Number)word); break;
    default: {
        double number;
        memcpy(&number, &word, sizeof number);
        lua_pushnumber(walker->L, number);
    }
    }
    walker->at += 2;
}

static void push(json_walker *walker, int32_t shape) {
    lua_State *L = walker->L;
    size_t count;
    luaL_checkstack(L, 8, NULL);
    switch (tag(walker)) {
    case '{': push_object(walker, shape); return;
    case '[': push_array(walker, shape); return;
    case '"': {
        const char *text = text_at(walker, &count);
        clunette_push_text(L, walker->texts, walker->kept, text, count);
        break;
    }
    case 't': lua_pushboolean(L, true); break;
    case 'f': lua_pushboolean(L, false); break;
    case 'n': lua_pushlightuserdata(L, (void *)&clunette_key_null); break;
    default: push_number(walker); return;
    }
    walker->at++;
}

// MARK: Texts

// The parser takes some fourteen bytes for each of the text, next to Lua's own memory.
static void check_size(lua_State *L, size_t count) {
    size_t share = engine_of(L)->limit / parsers_share;
    size_t most = share < least_text ? least_text : share;
    if (count > most)
        luaL_error(
            L, "too large a JSON text: %I bytes, of at most %I", (LUAI_UACINT)count,
            (LUAI_UACINT)most);
}

// A walker with what it needs on the stack: two tables.
static json_walker walker_of(lua_State *L) {
    json_walker walker = {.L = L};
    luaL_checkstack(L, 8, NULL);
    clunette_push_names(L);
    walker.names = lua_gettop(L);
    walker.texts = clunette_push_texts(L);
    walker.kept = lua_gettop(L);
    return walker;
}

static void parse(json_walker *walker, const uint8_t *text, size_t count) {
    lua_State *L = walker->L;
    check_size(L, count);
    clunette_engine *engine = engine_of(L);
    const char *problem = NULL, *unusable = NULL;
    walker->tape = NULL;
    walker->at = 1;
    shelter();
    if (engine->json == NULL) {
        unusable = clunette_json_open();
        if (unusable == NULL) engine->json = clunette_json_create();
    }
    if (engine->json != NULL)
        walker->tape =
            clunette_json_parse(engine->json, text, count, &walker->strings, &problem);
    unshelter();
    if (unusable != NULL) luaL_error(L, "JSON cannot be read: %s", unusable);
    if (engine->json == NULL) luaL_error(L, "not enough memory");
    if (walker->tape == NULL) luaL_error(L, "not JSON: %s", problem);
}

static void skip(json_walker *walker) {
    switch (tag(walker)) {
    case '{':
    case '[': walker->at = (uint32_t)payload(walker); break;
    case 'l':
    case 'u':
    case 'd': walker->at += 2; break;
    default: walker->at++;
    }
}

// Appends the elements on top to the list that the first page has under the key below them.
static void append_elements(lua_State *L, int first) {
    int more = lua_gettop(L);
    lua_pushvalue(L, more - 1);
    if (lua_rawget(L, first) != LUA_TTABLE || !lua_istable(L, more)) {
        lua_settop(L, more);
        return;
    }
    lua_Integer count = (lua_Integer)lua_rawlen(L, -1);
    lua_Integer added = (lua_Integer)lua_rawlen(L, more);
    for (lua_Integer i = 1; i <= added; i++) {
        lua_rawgeti(L, more, i);
        lua_rawseti(L, -2, count + i);
    }
    lua_settop(L, more);
}

// From a later page only the list is wanted.
static void append_page(json_walker *walker, int32_t shape, int first, int list) {
    lua_State *L = walker->L;
    if (tag(walker) != '{') return;
    walker->at++;
    while (tag(walker) != '}') {
        tick(walker);
        const json_key *key = push_key(walker, shape);
        if (lua_rawequal(L, -1, list)) {
            push_member(walker, key);
            append_elements(L, first);
            lua_pop(L, 2);
        } else {
            lua_pop(L, 1);
            skip(walker);
        }
    }
}

const char *clunette_open_json(void) { return clunette_json_open(); }

void clunette_push_json(lua_State *L, const clunette_value **cursor) {
    const clunette_value *head = (*cursor)++;
    const clunette_value *list = (*cursor)++;
    int32_t shape = (int32_t)head->integer;
    json_walker walker = walker_of(L);
    lua_pushlstring(L, (const char *)list->bytes, list->count);
    int name = lua_gettop(L);
    for (uint32_t page = 0; page < head->pairs; page++) {
        const clunette_value *text = (*cursor)++;
        parse(&walker, text->bytes, text->count);
        if (page == 0) push(&walker, shape);
        else append_page(&walker, shape, name + 1, name);
    }
    lua_replace(L, walker.names);
    lua_settop(L, walker.names);
}

// json.decode(text)
int clunette_json_decode(lua_State *L) {
    size_t count;
    const char *text = luaL_checklstring(L, 1, &count);
    check_size(L, count);
    clunette_engine *engine = engine_of(L);
    // Copied for the room behind it.
    clunette_reply_begin(engine);
    clunette_reply_bytes(engine, (const uint8_t *)text, count);
    if (engine->reply.failed) return luaL_error(L, "not enough memory");
    buffer_settle(&engine->reply);
    json_walker walker = walker_of(L);
    walker.isVerbatim = true;
    parse(&walker, engine->reply.values[0].bytes, count);
    push(&walker, -1);
    return 1;
}

void clunette_free_json(clunette_engine *engine) {
    clunette_json_free(engine->json);
    clunette_free_keys(engine->keys);
    free(engine->texts);
}
