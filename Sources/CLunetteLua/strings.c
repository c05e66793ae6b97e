// String functions that take as long as their result is, with looks at the stop flag in between.
#include "engine.h"

#include <ctype.h>
#include <string.h>

enum { piece = 1 << 16, longest_format = 1 << 20, most_items = 1 << 14, most_padding = 16 << 20 };

static size_t checked_size(lua_State *L, size_t count, size_t gap, lua_Integer times) {
    size_t each = count + gap;
    size_t limit = engine_of(L)->limit < PTRDIFF_MAX ? engine_of(L)->limit : PTRDIFF_MAX;
    if (each < count || (each > 0 && (lua_Unsigned)times > limit / each + 1))
        luaL_error(L, "resulting string too large");
    return (size_t)times * each - gap;
}

// Fills `into` with repetitions of its first `unit` bytes.
static void repeat(lua_State *L, char *into, size_t unit, size_t total) {
    size_t done = unit;
    while (done < total) {
        poll_stop(L);
        size_t next = total - done < done ? total - done : done;
        // A whole number of units, so that every copy starts at one.
        if (next > piece && piece > unit) next = next < piece ? next : piece / unit * unit;
        memcpy(into + done, into, next);
        done += next;
    }
}

static int rep(lua_State *L) {
    size_t count, gap;
    const char *text = luaL_checklstring(L, 1, &count);
    lua_Integer times = luaL_checkinteger(L, 2);
    const char *separator = luaL_optlstring(L, 3, "", &gap);
    if (times <= 0 || count + gap == 0) {
        lua_pushliteral(L, "");
        return 1;
    }
    size_t total = checked_size(L, count, gap, times);
    luaL_Buffer buffer;
    char *into = luaL_buffinitsize(L, &buffer, total + gap);
    memcpy(into, text, count);
    memcpy(into + count, separator, times > 1 ? gap : 0);
    if (times > 1) repeat(L, into, count + gap, total);
    luaL_pushresultsize(&buffer, total);
    return 1;
}

static int map_bytes(lua_State *L, int (*change)(int)) {
    size_t count;
    const char *text = luaL_checklstring(L, 1, &count);
    luaL_Buffer buffer;
    char *into = luaL_buffinitsize(L, &buffer, count);
    for (size_t start = 0; start < count; start += piece) {
        poll_stop(L);
        size_t end = count - start < piece ? count : start + piece;
        for (size_t i = start; i < end; i++) into[i] = (char)change((unsigned char)text[i]);
    }
    luaL_pushresultsize(&buffer, count);
    return 1;
}

static int upper(lua_State *L) { return map_bytes(L, toupper); }

static int lower(lua_State *L) { return map_bytes(L, tolower); }

static int reverse(lua_State *L) {
    size_t count;
    const char *text = luaL_checklstring(L, 1, &count);
    luaL_Buffer buffer;
    char *into = luaL_buffinitsize(L, &buffer, count);
    for (size_t i = 0; i < count; i++) {
        if (i % piece == 0) poll_stop(L);
        into[i] = text[count - 1 - i];
    }
    luaL_pushresultsize(&buffer, count);
    return 1;
}

const luaL_Reg clunette_string_functions[] = {
    {"rep", rep}, {"upper", upper}, {"lower", lower}, {"reverse", reverse}, {NULL, NULL},
};

// MARK: Formats

// The stock functions behind, unless nothing could interrupt them for long.
static int call_stock(lua_State *L) { return lua_tocfunction(L, lua_upvalueindex(1))(L); }

static const char *checked_format(lua_State *L, size_t *count) {
    const char *format = luaL_checklstring(L, 1, count);
    luaL_argcheck(L, *count <= longest_format, 1, "format too long");
    return format;
}

static int call_with_format(lua_State *L) {
    size_t count;
    checked_format(L, &count);
    return call_stock(L);
}

// A number in full may have three hundred digits.
static int format(lua_State *L) {
    size_t count, items = 0;
    const char *at = checked_format(L, &count), *end = at + count;
    while ((at = memchr(at, '%', (size_t)(end - at))) != NULL) {
        at++;
        at += strspn(at, "-+ #0123456789.");
        items += *at == 'f' ? 8 : 1;
        luaL_argcheck(L, items <= most_items, 1, "format has too many items");
        if (*at == '%') at++;
    }
    return call_stock(L);
}

// Strings of a fixed size are filled up byte by byte.
static int pack(lua_State *L) {
    size_t count, padding = 0;
    const char *at = checked_format(L, &count), *end = at + count;
    while (at < end) {
        if (*at++ != 'c') continue;
        size_t size = 0;
        for (; at < end && isdigit((unsigned char)*at) && size <= most_padding; at++)
            size = 10 * size + (size_t)(*at - '0');
        padding += size;
        luaL_argcheck(L, padding <= most_padding, 1, "format result too large");
    }
    return call_stock(L);
}

void clunette_guard_formats(lua_State *L) {
    static const luaL_Reg guards[] = {
        {"format", format}, {"pack", pack}, {"packsize", call_with_format},
        {"unpack", call_with_format},
    };
    for (size_t i = 0; i < sizeof guards / sizeof *guards; i++) {
        lua_getfield(L, -1, guards[i].name);
        lua_pushcclosure(L, guards[i].func, 1);
        lua_setfield(L, -2, guards[i].name);
    }
}
