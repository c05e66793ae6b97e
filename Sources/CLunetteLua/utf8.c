// utf8.len, with looks at the stop flag.
#include "engine.h"

enum { steps_between_polls = 4096 };

// Behind the character at `s`; NULL: what is there is no UTF-8. `isLax`: up to 2^31, and
// surrogates.
static const unsigned char *behind_character(
    const unsigned char *s, const unsigned char *end, bool isLax) {
    static const unsigned least[] = {0, 0x80, 0x800, 0x10000, 0x200000, 0x4000000};
    if (*s < 0x80) return s + 1;
    if (*s < 0xC0 || *s >= 0xFE) return NULL;
    int more = 1;
    while (more < 5 && *s & (0x40 >> more)) more++;
    unsigned code = *s & (0x3F >> more);
    if (end - s <= more) return NULL;
    for (int i = 1; i <= more; i++) {
        if ((s[i] & 0xC0) != 0x80) return NULL;
        code = code << 6 | (s[i] & 0x3F);
    }
    if (code < least[more]) return NULL;
    bool isScalar = code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
    return isLax || isScalar ? s + more + 1 : NULL;
}

static lua_Integer from_start(lua_Integer position, size_t count) {
    if (position >= 0) return position;
    return (size_t)-position > count ? 0 : (lua_Integer)count + position + 1;
}

static int length(lua_State *L) {
    size_t count;
    const unsigned char *text = (const unsigned char *)luaL_checklstring(L, 1, &count);
    lua_Integer first = from_start(luaL_optinteger(L, 2, 1), count);
    lua_Integer last = from_start(luaL_optinteger(L, 3, -1), count);
    bool isLax = lua_toboolean(L, 4);
    luaL_argcheck(
        L, 1 <= first && first - 1 <= (lua_Integer)count, 2, "initial position out of bounds");
    luaL_argcheck(L, last - 1 < (lua_Integer)count, 3, "final position out of bounds");
    const unsigned char *at = text + first - 1;
    lua_Integer characters = 0;
    while (at - text < last) {
        if (characters % steps_between_polls == 0) poll_stop(L);
        const unsigned char *next = behind_character(at, text + count, isLax);
        if (next == NULL) {
            luaL_pushfail(L);
            lua_pushinteger(L, at - text + 1);
            return 2;
        }
        at = next;
        characters++;
    }
    lua_pushinteger(L, characters);
    return 1;
}

bool clunette_is_utf8(lua_State *L, const char *text, size_t count) {
    const unsigned char *at = (const unsigned char *)text, *end = at + count;
    for (size_t characters = 1; at != NULL && at < end; characters++) {
        if (characters % steps_between_polls == 0) poll_stop(L);
        at = behind_character(at, end, false);
    }
    return at != NULL;
}

const luaL_Reg clunette_utf8_functions[] = {{"len", length}, {NULL, NULL}};
