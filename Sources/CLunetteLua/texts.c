// Lua has each short string once, and finds it by going through its bytes one by one: a third of
// the time that an answer takes to become tables, most of it for the same names and values again
// and again. Here the first and the last bytes tell where a string that was just made is kept.
#include "texts.h"

#include <stdlib.h>
#include <string.h>

// Lua has longer ones as often as they are made, and does not look for them.
enum { longest_text = 40, place_bits = 10, places = 1 << place_bits };

// A string that stands at the same place of Lua's table, and so lives. Its first sixteen bytes and
// its last eight are at hand: all of most strings.
typedef struct {
    uint64_t first, second, last;
    size_t count;
    const char *bytes;
} kept_text;

struct text_cache {
    kept_text kept[places];
};

text_cache *clunette_push_texts(lua_State *L) {
    clunette_engine *engine = engine_of(L);
    shelter();
    if (engine->texts == NULL) engine->texts = calloc(1, sizeof *engine->texts);
    unshelter();
    if (engine->texts == NULL) luaL_error(L, "not enough memory");
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, &clunette_key_texts) == LUA_TTABLE) return engine->texts;
    lua_pop(L, 1);
    lua_createtable(L, places, 0);
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &clunette_key_texts);
    return engine->texts;
}

static uint64_t word_at(const char *bytes) {
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

static kept_text view(const char *text, size_t count) {
    kept_text view = {.count = count, .bytes = text};
    if (count >= 8) {
        view.first = word_at(text);
        if (count >= 16) view.second = word_at(text + 8);
        view.last = word_at(text + count - 8);
    } else {
        for (size_t i = 0; i < count; i++) view.first = view.first << 8 | (uint8_t)text[i];
    }
    return view;
}

// Those that differ in between alone take each other's place.
static size_t place_of(const kept_text *text) {
    uint64_t mixed = (text->first + text->count) * UINT64_C(0x9E3779B97F4A7C15) ^ text->last;
    return mixed * UINT64_C(0xD6E8FEB86659FD93) >> (64 - place_bits);
}

static bool are_equal(const kept_text *left, const kept_text *right) {
    if (left->count != right->count || left->first != right->first
        || left->second != right->second || left->last != right->last)
        return false;
    return left->count <= 24 || memcmp(left->bytes + 16, right->bytes + 16, left->count - 24) == 0;
}

void clunette_push_text(
    lua_State *L, text_cache *cache, int table, const char *text, size_t count) {
    if (count > longest_text) {
        lua_pushlstring(L, text, count);
        return;
    }
    kept_text new = view(text, count);
    size_t place = place_of(&new);
    kept_text *kept = &cache->kept[place];
    if (kept->bytes != NULL && are_equal(kept, &new)) {
        lua_rawgeti(L, table, (lua_Integer)place + 1);
        return;
    }
    new.bytes = lua_pushlstring(L, text, count);
    lua_pushvalue(L, -1);
    lua_rawseti(L, table, (lua_Integer)place + 1);
    *kept = new;
}
