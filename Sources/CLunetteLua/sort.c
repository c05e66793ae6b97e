// table.sort: a quicksort over Lua's own access functions, which looks at the stop flag.
#include "engine.h"

enum { random_pivot_from = 100 };

typedef struct {
    lua_State *L;
    bool hasOrder;
    lua_Unsigned random;
} sorter;

// Whether the value at `left` comes before the one at `right`; both are stack indices from the top.
static inline bool comes_before(sorter *sorter, int left, int right) {
    lua_State *L = sorter->L;
    // Each time: two strings of megabytes may be equal to the end.
    poll_stop(L);
    if (!sorter->hasOrder) return lua_compare(L, left, right, LUA_OPLT);
    lua_pushvalue(L, 2);
    lua_pushvalue(L, left - 1);
    lua_pushvalue(L, right - 2);
    lua_call(L, 2, 1);
    bool result = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return result;
}

// Takes two values from the stack to these places: the top one to the first.
static void set_two(lua_State *L, lua_Integer first, lua_Integer second) {
    lua_seti(L, 1, first);
    lua_seti(L, 1, second);
}

// Puts the elements at two places in order.
static void order(sorter *sorter, lua_Integer low, lua_Integer high) {
    lua_State *L = sorter->L;
    lua_geti(L, 1, low);
    lua_geti(L, 1, high);
    if (comes_before(sorter, -1, -2)) set_two(L, low, high);
    else lua_pop(L, 2);
}

// Brings the middle of three in order with the outer ones, which are.
static void order_three(sorter *sorter, lua_Integer low, lua_Integer middle, lua_Integer high) {
    lua_State *L = sorter->L;
    lua_geti(L, 1, middle);
    lua_geti(L, 1, low);
    if (comes_before(sorter, -2, -1)) {
        set_two(L, middle, low);
        return;
    }
    lua_pop(L, 1);
    lua_geti(L, 1, high);
    if (comes_before(sorter, -1, -2)) set_two(L, middle, high);
    else lua_pop(L, 2);
}

static lua_Integer middle_of(sorter *sorter, lua_Integer low, lua_Integer high) {
    lua_Unsigned size = (lua_Unsigned)(high - low);
    if (size < random_pivot_from) return low + (lua_Integer)(size / 2);
    sorter->random = sorter->random * 6364136223846793005u + 1442695040888963407u;
    return low + (lua_Integer)(size / 4 + (sorter->random >> 33) % (size / 2));
}

// The pivot is on top of the stack and at high - 1; low and high are in order with it. Answers
// where the pivot ends up, and takes it from the stack.
static lua_Integer partition(sorter *sorter, lua_Integer low, lua_Integer high) {
    lua_State *L = sorter->L;
    lua_Integer i = low, j = high - 1;
    for (;;) {
        while (lua_geti(L, 1, ++i), comes_before(sorter, -1, -2)) {
            if (i == high - 1) luaL_error(L, "invalid order function for sorting");
            lua_pop(L, 1);
        }
        while (lua_geti(L, 1, --j), comes_before(sorter, -3, -1)) {
            if (j < i) luaL_error(L, "invalid order function for sorting");
            lua_pop(L, 1);
        }
        if (j < i) {
            lua_pop(L, 1);
            set_two(L, high - 1, i);
            return i;
        }
        set_two(L, i, j);
    }
}

static void sort_range(sorter *sorter, lua_Integer low, lua_Integer high) {
    lua_State *L = sorter->L;
    while (low < high) {
        order(sorter, low, high);
        if (high - low == 1) return;
        lua_Integer middle = middle_of(sorter, low, high);
        order_three(sorter, low, middle, high);
        if (high - low == 2) return;
        lua_geti(L, 1, middle);
        lua_pushvalue(L, -1);
        lua_geti(L, 1, high - 1);
        set_two(L, middle, high - 1);
        middle = partition(sorter, low, high);
        // The smaller part by a call, the larger one by going on: the stack stays shallow.
        if (middle - low < high - middle) {
            sort_range(sorter, low, middle - 1);
            low = middle + 1;
        } else {
            sort_range(sorter, middle + 1, high);
            high = middle - 1;
        }
    }
}

int clunette_sort(lua_State *L) {
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_Integer count = luaL_len(L, 1);
    if (count <= 1) return 0;
    luaL_argcheck(L, count < INT_MAX, 1, "array too big");
    bool hasOrder = !lua_isnoneornil(L, 2);
    if (hasOrder) luaL_checktype(L, 2, LUA_TFUNCTION);
    lua_settop(L, 2);
    luaL_checkstack(L, 40, "array too big");
    sorter sorter = {.L = L, .hasOrder = hasOrder, .random = (lua_Unsigned)count};
    sort_range(&sorter, 1, count);
    return 0;
}
