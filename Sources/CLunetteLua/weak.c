// Scripts have no weak tables. A chain of weak keys makes the collector's last phase quadratic, and
// nothing can interrupt that: 300,000 keys take minutes. 5.4.4 frees a weak metatable's
// __newindex twice, too. A script may add __mode to a metatable at any time, so it does not
// help to refuse it anywhere: the collector has to look for another name.
#include "engine.h"

#include <string.h>
#include <sys/random.h>

// The names that Lua keeps for its collector and its fast look-ups, in their order.
static const char *const names[] = {"__index", "__newindex", "__gc", "__mode", "__len", "__eq"};
enum { name_count = sizeof names / sizeof *names, mode = 3 };

typedef struct {
    clunette_engine *engine;
    const void **block;
    size_t size;
} first_block;

// The state itself is the first block that Lua asks for.
static void *allocate_first(void *context, void *block, size_t old_size, size_t new_size) {
    first_block *first = context;
    void *result = clunette_allocate(first->engine, block, old_size, new_size);
    if (first->block == NULL) *first = (first_block){first->engine, result, new_size};
    return result;
}

// Where the state keeps its pointers to these strings; NULL: this Lua keeps them otherwise.
static const void **find_names(const first_block *first, const void *const *strings) {
    size_t words = first->size / sizeof(void *);
    for (size_t i = 0; i + name_count <= words; i++) {
        if (memcmp(first->block + i, strings, name_count * sizeof(void *)) == 0)
            return first->block + i;
    }
    return NULL;
}

static int hide_mode(lua_State *L) {
    const first_block *first = lua_touserdata(L, 1);
    const void *strings[name_count];
    for (int i = 0; i < name_count; i++) {
        lua_pushstring(L, names[i]);
        strings[i] = lua_topointer(L, -1);
    }
    const void **kept = find_names(first, strings);
    char secret[24];
    if (kept == NULL || getentropy(secret, sizeof secret) != 0) return 0;
    lua_pushlstring(L, secret, sizeof secret);
    kept[mode] = lua_topointer(L, -1);
    // Nothing else keeps the string alive.
    lua_rawsetp(L, LUA_REGISTRYINDEX, names);
    return 0;
}

lua_State *clunette_new_state(clunette_engine *engine) {
    first_block first = {.engine = engine};
    lua_State *L = lua_newstate(allocate_first, &first);
    if (L == NULL) return NULL;
    lua_setallocf(L, clunette_allocate, engine);
    lua_pushcfunction(L, hide_mode);
    lua_pushlightuserdata(L, &first);
    if (lua_pcall(L, 1, 0, 0) == LUA_OK) return L;
    lua_close(L);
    return NULL;
}
