// string.find, match, gmatch and gsub.
#include "engine.h"

#include <string.h>

#include "matcher.h"

// Where a position given to find and its like starts, from 0; beyond the end: count + 1.
static size_t start_of(lua_Integer position, size_t count) {
    if (position > 0) return (size_t)position - 1;
    if (position == 0 || position < -(lua_Integer)count) return 0;
    return count + (size_t)position;
}

static bool is_plain(const char *pattern, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (memchr("^$*+?.([%-", pattern[i], 10) != NULL) return false;
    return true;
}

enum { steps_between_polls = 16384, largest_budget = 1 << 20 };

// In linear time, however long and alike both are, and with looks at the stop flag: by a hash of as
// many bytes as the needle has, which moves along.
static const char *find_by_hash(
    lua_State *L, const char *text, const char *last, const char *needle, size_t size) {
    const uint64_t base = 0x9E3779B97F4A7C15;
    uint64_t wanted = 0, here = 0, power = 1;
    for (size_t i = 0; i < size; i++) {
        if (i % steps_between_polls == 0) poll_stop(L);
        wanted = wanted * base + (unsigned char)needle[i];
        here = here * base + (unsigned char)text[i];
        power *= base;
    }
    for (size_t steps = 1;; steps++, text++) {
        if (here == wanted && memcmp(text, needle, size) == 0) return text;
        if (text == last) return NULL;
        if (steps % steps_between_polls == 0) poll_stop(L);
        here = here * base + (unsigned char)text[size] - power * (unsigned char)*text;
    }
}

// The needle's first place. The short way is fastest on ordinary text; once it has compared more
// than a part of the text is long, the way that never does takes over.
static const char *find_plain(
    lua_State *L, const char *text, size_t count, const char *needle, size_t size) {
    if (size == 0) return text;
    if (size > count) return NULL;
    const char *last = text + count - size;
    size_t budget = (count < largest_budget ? count : largest_budget) + 4096;
    for (const char *at = text; at <= last; at++) {
        at = memchr(at, needle[0], (size_t)(last - at) + 1);
        if (at == NULL || memcmp(at, needle, size) == 0) return at;
        if (budget < size) return find_by_hash(L, at, last, needle, size);
        budget -= size;
    }
    return NULL;
}

static int find_text(lua_State *L, bool wantsPlace) {
    size_t count, size;
    const char *text = luaL_checklstring(L, 1, &count);
    const char *pattern = luaL_checklstring(L, 2, &size);
    size_t start = start_of(luaL_optinteger(L, 3, 1), count);
    if (start > count) return luaL_pushfail(L), 1;
    if (wantsPlace && (lua_toboolean(L, 4) || is_plain(pattern, size))) {
        const char *found = find_plain(L, text + start, count - start, pattern, size);
        if (found == NULL) return luaL_pushfail(L), 1;
        lua_pushinteger(L, found - text + 1);
        lua_pushinteger(L, found - text + (lua_Integer)size);
        return 2;
    }
    const char *pattern_end = pattern + size;
    bool isAnchored = size > 0 && *pattern == '^';
    if (isAnchored) pattern++;
    matcher m;
    matcher_set_up(&m, L, text, count, pattern_end);
    for (const char *at = text + start; at <= m.subject_end; at++) {
        m.level = 0;
        const char *end = matcher_match(&m, at, pattern);
        if (end != NULL && !wantsPlace) return matcher_push_captures(&m, at, end);
        if (end != NULL) {
            lua_pushinteger(L, at - text + 1);
            lua_pushinteger(L, end - text);
            return matcher_push_captures(&m, NULL, NULL) + 2;
        }
        if (isAnchored) break;
    }
    return luaL_pushfail(L), 1;
}

static int find(lua_State *L) { return find_text(L, true); }

static int match(lua_State *L) { return find_text(L, false); }

// MARK: gmatch

typedef struct {
    size_t at;
    // Where the last match ended; an empty one is not found there again.
    const char *last_end;
} iteration;

static int next_match(lua_State *L) {
    size_t count, size;
    const char *text = lua_tolstring(L, lua_upvalueindex(1), &count);
    const char *pattern = lua_tolstring(L, lua_upvalueindex(2), &size);
    iteration *state = lua_touserdata(L, lua_upvalueindex(3));
    matcher m;
    matcher_set_up(&m, L, text, count, pattern + size);
    if (state->at > count) return 0;
    for (const char *at = text + state->at; at <= m.subject_end; at++) {
        m.level = 0;
        const char *end = matcher_match(&m, at, pattern);
        if (end == NULL || end == state->last_end) continue;
        state->at = (size_t)(end - text);
        state->last_end = end;
        return matcher_push_captures(&m, at, end);
    }
    return 0;
}

static int gmatch(lua_State *L) {
    size_t count;
    luaL_checklstring(L, 1, &count);
    luaL_checkstring(L, 2);
    size_t start = start_of(luaL_optinteger(L, 3, 1), count);
    lua_settop(L, 2);
    iteration *state = lua_newuserdatauv(L, sizeof *state, 0);
    *state = (iteration){.at = start > count ? count + 1 : start};
    lua_pushcclosure(L, next_match, 3);
    return 1;
}

// MARK: gsub

static void add_capture(
    matcher *m, luaL_Buffer *into, int index, const char *start, const char *end) {
    capture found = matcher_capture(m, index, start, end);
    if (found.count == capture_position) {
        lua_pushinteger(m->L, found.start - m->subject + 1);
        luaL_addvalue(into);
    } else {
        luaL_addlstring(into, found.start, (size_t)found.count);
    }
}

static void add_template(matcher *m, luaL_Buffer *into, const char *start, const char *end) {
    size_t count;
    lua_State *L = m->L;
    const char *template = lua_tolstring(L, 3, &count);
    const char *last = template + count;
    const char *percent;
    while ((percent = memchr(template, '%', (size_t)(last - template))) != NULL) {
        luaL_addlstring(into, template, (size_t)(percent - template));
        char c = percent + 1 < last ? percent[1] : 0;
        if (c == '%') {
            luaL_addchar(into, c);
        } else if (c == '0') {
            luaL_addlstring(into, start, (size_t)(end - start));
        } else if (c >= '1' && c <= '9') {
            add_capture(m, into, c - '1', start, end);
        } else {
            luaL_error(L, "invalid use of '%%' in replacement string");
        }
        template = percent + 2;
    }
    luaL_addlstring(into, template, (size_t)(last - template));
}

// Adds what stands for a match; false: the match itself does.
static bool add_replacement(
    matcher *m, luaL_Buffer *into, const char *start, const char *end, int type) {
    lua_State *L = m->L;
    if (type == LUA_TFUNCTION) {
        lua_pushvalue(L, 3);
        int count = matcher_push_captures(m, start, end);
        lua_call(L, count, 1);
    } else if (type == LUA_TTABLE) {
        matcher_push_capture(m, 0, start, end);
        lua_gettable(L, 3);
    } else {
        add_template(m, into, start, end);
        return true;
    }
    if (!lua_toboolean(L, -1)) {
        lua_pop(L, 1);
        luaL_addlstring(into, start, (size_t)(end - start));
        return false;
    }
    if (!lua_isstring(L, -1))
        return luaL_error(L, "invalid replacement value (a %s)", luaL_typename(L, -1));
    luaL_addvalue(into);
    return true;
}

static int gsub(lua_State *L) {
    size_t count, size;
    const char *at = luaL_checklstring(L, 1, &count);
    const char *pattern = luaL_checklstring(L, 2, &size);
    int type = lua_type(L, 3);
    lua_Integer most = luaL_optinteger(L, 4, (lua_Integer)count + 1);
    luaL_argexpected(
        L, type == LUA_TNUMBER || type == LUA_TSTRING || type == LUA_TFUNCTION
        || type == LUA_TTABLE, 3, "string/function/table");
    const char *pattern_end = pattern + size;
    bool isAnchored = size > 0 && *pattern == '^', hasChanged = false;
    if (isAnchored) pattern++;
    matcher m;
    matcher_set_up(&m, L, at, count, pattern_end);
    const char *last_end = NULL;
    lua_Integer found = 0;
    luaL_Buffer result;
    luaL_buffinit(L, &result);
    while (found < most) {
        poll_stop(L);
        m.level = 0;
        const char *end = matcher_match(&m, at, pattern);
        if (end != NULL && end != last_end) {
            found++;
            hasChanged = add_replacement(&m, &result, at, end, type) || hasChanged;
            at = last_end = end;
        } else if (at < m.subject_end) {
            luaL_addchar(&result, *at++);
        } else {
            break;
        }
        if (isAnchored) break;
    }
    if (hasChanged) {
        luaL_addlstring(&result, at, (size_t)(m.subject_end - at));
        luaL_pushresult(&result);
    } else {
        lua_pushvalue(L, 1);
    }
    lua_pushinteger(L, found);
    return 2;
}

const luaL_Reg clunette_pattern_functions[] = {
    {"find", find}, {"match", match}, {"gmatch", gmatch}, {"gsub", gsub}, {NULL, NULL},
};
