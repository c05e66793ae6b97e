// What the keys of JSON objects become in Lua.
#ifndef KEYS_H
#define KEYS_H

#include "engine.h"

typedef struct {
    // The Lua string's place among the known names; 0: this slot is free.
    int name;
    int32_t shape, child;
    uint32_t hash;
    size_t count;
    char *key;
    char *wrapped;
} json_key;

// Pushes the table of the names that are known, which `clunette_push_key` is to find at an index.
void clunette_push_names(lua_State *L);

// Pushes the name of a key in objects of this shape. Says what is known of it; NULL: nothing.
const json_key *clunette_push_key(
    lua_State *L, int names, int32_t shape, const char *key, size_t count);

// Appends the snake_case of a name to `into`, which has room for twice its bytes; says how many.
size_t clunette_snake_case(const char *name, size_t count, char *into);

void clunette_free_keys(key_cache *cache);

#endif
