#include "keys.h"

#include <stdlib.h>
#include <string.h>

// Keys that no shape names are remembered too, up to this many: answers repeat theirs.
enum { most_keys = 16384, longest_key = 256, first_slots = 256 };

struct key_cache {
    json_key *slots;
    size_t mask, count;
    int names;
};

// MARK: snake_case: the catalogue's rule, byte for byte

static bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
static bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Whether the capital at `i` goes on with a word that starts with the one before it.
static bool is_inside_word(const char *name, size_t count, size_t i) {
    static const char *const words[] = {"VSwitch", "VRouter", "IPv"};
    for (size_t word = 0; word < sizeof words / sizeof *words; word++) {
        size_t size = strlen(words[word]);
        if (count - (i - 1) >= size && memcmp(name + i - 1, words[word], size) == 0) return true;
    }
    return false;
}

size_t clunette_snake_case(const char *name, size_t count, char *into) {
    size_t length = 0;
    for (size_t i = 0; i < count; i++) {
        char c = name[i];
        if (!is_upper(c)) {
            into[length++] = c == '-' ? '_' : c;
            continue;
        }
        char before = i > 0 ? name[i - 1] : 0;
        char after = i + 1 < count ? name[i + 1] : 0;
        bool starts_word = is_lower(before) || is_digit(before)
            || (is_upper(before) && is_lower(after));
        if (starts_word && !(i > 0 && is_inside_word(name, count, i)))
            into[length++] = '_';
        into[length++] = (char)(c + 32);
    }
    return length;
}

// MARK: The table of keys

static uint32_t hash_of(int32_t shape, const char *key, size_t count) {
    uint32_t hash = 2166136261u ^ (uint32_t)shape;
    for (size_t i = 0; i < count; i++) hash = (hash ^ (uint8_t)key[i]) * 16777619u;
    return hash;
}

static json_key *slot_for(
    json_key *slots, size_t mask, uint32_t hash, int32_t shape, const char *key, size_t count) {
    for (size_t i = hash;; i++) {
        json_key *slot = &slots[i & mask];
        if (slot->name == 0) return slot;
        if (slot->hash == hash && slot->shape == shape && slot->count == count
            && memcmp(slot->key, key, count) == 0)
            return slot;
    }
}

static bool grow(key_cache *cache) {
    size_t slots = cache->slots == NULL ? first_slots : 2 * (cache->mask + 1);
    shelter();
    json_key *larger = calloc(slots, sizeof *larger);
    unshelter();
    if (larger == NULL) return false;
    for (size_t i = 0; cache->slots != NULL && i <= cache->mask; i++) {
        json_key *old = &cache->slots[i];
        if (old->name == 0) continue;
        *slot_for(larger, slots - 1, old->hash, old->shape, old->key, old->count) = *old;
    }
    shelter();
    free(cache->slots);
    unshelter();
    cache->slots = larger;
    cache->mask = slots - 1;
    return true;
}

static key_cache *cache_of(lua_State *L) {
    clunette_engine *engine = engine_of(L);
    shelter();
    if (engine->keys == NULL) engine->keys = calloc(1, sizeof *engine->keys);
    unshelter();
    if (engine->keys == NULL) luaL_error(L, "not enough memory");
    key_cache *cache = engine->keys;
    bool isFull = cache->slots == NULL || 2 * cache->count > cache->mask;
    if (isFull && !grow(cache)) luaL_error(L, "not enough memory");
    return cache;
}

static char *copy(const char *bytes, size_t count) {
    shelter();
    char *result = malloc(count + 1);
    unshelter();
    if (result == NULL) return NULL;
    memcpy(result, bytes, count);
    result[count] = 0;
    return result;
}

// Takes the name from the top of the stack into the names that Lua keeps.
static int keep_name(lua_State *L, key_cache *cache) {
    clunette_push_names(L);
    lua_insert(L, -2);
    lua_rawseti(L, -2, cache->names + 1);
    lua_pop(L, 1);
    return ++cache->names;
}

// Fills a free slot for the name on top of the stack, which is taken.
static json_key *add(
    lua_State *L, key_cache *cache, json_key *slot, uint32_t hash, int32_t shape,
    const char *key, size_t count) {
    char *copied = copy(key, count);
    if (copied == NULL) luaL_error(L, "not enough memory");
    // One that an earlier failure left here is nobody's.
    shelter();
    free(slot->key);
    unshelter();
    slot->key = copied;
    int name = keep_name(L, cache);
    *slot = (json_key){.name = name, .shape = shape, .child = -1, .hash = hash, .count = count,
                       .key = copied};
    cache->count++;
    return slot;
}

void clunette_push_names(lua_State *L) {
    lua_rawgetp(L, LUA_REGISTRYINDEX, &clunette_key_names);
}

static void push_snake_case(lua_State *L, const char *key, size_t count) {
    char name[2 * longest_key];
    if (count > longest_key) lua_pushlstring(L, key, count);
    else lua_pushlstring(L, name, clunette_snake_case(key, count, name));
}

const json_key *clunette_push_key(
    lua_State *L, int names, int32_t shape, const char *key, size_t count) {
    key_cache *cache = cache_of(L);
    uint32_t hash = hash_of(shape, key, count);
    json_key *slot = slot_for(cache->slots, cache->mask, hash, shape, key, count);
    if (slot->name == 0) {
        push_snake_case(L, key, count);
        if (count > longest_key || cache->count >= most_keys) return NULL;
        lua_pushvalue(L, -1);
        return add(L, cache, slot, hash, shape, key, count);
    }
    lua_rawgeti(L, names, slot->name);
    return slot;
}

// MARK: Shapes

typedef struct {
    int32_t shape, child;
    const char *key, *name, *wrapped;
} definition;

static int define(lua_State *L) {
    const definition *field = lua_touserdata(L, 1);
    key_cache *cache = cache_of(L);
    size_t count = strlen(field->key);
    uint32_t hash = hash_of(field->shape, field->key, count);
    json_key *slot = slot_for(cache->slots, cache->mask, hash, field->shape, field->key, count);
    if (slot->name == 0) {
        lua_pushstring(L, field->name);
        slot = add(L, cache, slot, hash, field->shape, field->key, count);
    }
    slot->child = field->child;
    if (field->wrapped != NULL) slot->wrapped = copy(field->wrapped, strlen(field->wrapped));
    return 0;
}

bool clunette_define_field(
    clunette_engine *engine, int32_t shape, const char *key, const char *name, int32_t child,
    const char *wrapped) {
    definition field = {shape, child, key, name, wrapped};
    return clunette_protected(engine, define, &field) == LUA_OK;
}

void clunette_free_keys(key_cache *cache) {
    if (cache == NULL) return;
    for (size_t i = 0; cache->slots != NULL && i <= cache->mask; i++) {
        free(cache->slots[i].key);
        free(cache->slots[i].wrapped);
    }
    free(cache->slots);
    free(cache);
}
