// A backtracking matcher like Lua's own, which counts its steps and looks at the stop flag: hostile
// patterns take exponential time, in which no hook fires.
#include "matcher.h"

#include <ctype.h>
#include <string.h>

enum { deepest = 200, steps_between_polls = 16384 };

void matcher_set_up(
    matcher *m, lua_State *L, const char *subject, size_t count, const char *pattern_end) {
    m->L = L;
    m->subject = subject;
    m->subject_end = subject + count;
    m->pattern_end = pattern_end;
    m->depth = deepest;
    m->steps = 0;
    m->level = 0;
}

static void poll_steps(matcher *m) {
    m->steps = 0;
    poll_stop(m->L);
}

static inline void tick(matcher *m, size_t steps) {
    m->steps += steps;
    if (m->steps >= steps_between_polls) poll_steps(m);
}

// MARK: Single characters

// Behind the single character or class that starts at `p`.
static const char *class_end(matcher *m, const char *p) {
    char first = *p++;
    if (first == '%') {
        if (p == m->pattern_end) luaL_error(m->L, "malformed pattern (ends with '%%')");
        return p + 1;
    }
    if (first != '[') return p;
    if (p < m->pattern_end && *p == '^') p++;
    // A ']' that comes first stands for itself.
    do {
        if (p == m->pattern_end) luaL_error(m->L, "malformed pattern (missing ']')");
        if (*p++ == '%') {
            if (p == m->pattern_end) luaL_error(m->L, "malformed pattern (missing ']')");
            p++;
        }
    } while (p == m->pattern_end || *p != ']');
    return p + 1;
}

static inline bool is_in_class(int c, int class) {
    bool result;
    int lower = class | ('a' ^ 'A');
    if (lower < 'a' || lower > 'z') return class == c;
    switch (lower) {
    case 'a': result = isalpha(c); break;
    case 'c': result = iscntrl(c); break;
    case 'd': result = isdigit(c); break;
    case 'g': result = isgraph(c); break;
    case 'l': result = islower(c); break;
    case 'p': result = ispunct(c); break;
    case 's': result = isspace(c); break;
    case 'u': result = isupper(c); break;
    case 'w': result = isalnum(c); break;
    case 'x': result = isxdigit(c); break;
    case 'z': result = c == 0; break;
    default: return class == c;
    }
    return class == lower ? result : !result;
}

// `p` is at the '[', `end` at the closing ']'.
static bool is_in_set(int c, const char *p, const char *end) {
    bool found = true;
    p++;
    if (*p == '^') {
        found = false;
        p++;
    }
    for (; p < end; p++) {
        if (*p == '%') {
            p++;
            if (is_in_class(c, (unsigned char)*p)) return found;
        } else if (p[1] == '-' && p + 2 < end) {
            if ((unsigned char)p[0] <= c && c <= (unsigned char)p[2]) return found;
            p += 2;
        } else if ((unsigned char)*p == c) {
            return found;
        }
    }
    return !found;
}

// Whether the character at `s` matches the single one from `p` up to `end`.
static inline bool matches_one(
    const matcher *m, const char *s, const char *p, const char *end) {
    if (s >= m->subject_end) return false;
    int c = (unsigned char)*s;
    switch (*p) {
    case '.': return true;
    case '%': return is_in_class(c, (unsigned char)p[1]);
    case '[': return is_in_set(c, p, end - 1);
    default: return (unsigned char)*p == c;
    }
}

// MARK: Items

static const char *match_balanced(matcher *m, const char *s, const char *p) {
    if (p >= m->pattern_end - 1)
        luaL_error(m->L, "malformed pattern (missing arguments to '%%b')");
    if (s >= m->subject_end || *s != *p) return NULL;
    int nested = 1;
    while (++s < m->subject_end) {
        tick(m, 1);
        if (*s == p[1]) {
            if (--nested == 0) return s + 1;
        } else if (*s == p[0]) {
            nested++;
        }
    }
    return NULL;
}

static const char *match_frontier(matcher *m, const char *s, const char *p, const char *end) {
    int before = s == m->subject ? 0 : (unsigned char)s[-1];
    int here = s == m->subject_end ? 0 : (unsigned char)*s;
    bool isThere = !is_in_set(before, p, end - 1) && is_in_set(here, p, end - 1);
    return isThere ? s : NULL;
}

// How many characters from `s` up to `last` match in a row. What most patterns spend their time on,
// hence the cases.
static const char *behind_matches(
    const char *at, const char *last, const char *p, const char *end) {
    if (*p == '.') return last;
    if (*p == '%') {
        while (at < last && is_in_class((unsigned char)*at, (unsigned char)p[1])) at++;
    } else if (*p == '[') {
        while (at < last && is_in_set((unsigned char)*at, p, end - 1)) at++;
    } else {
        while (at < last && *at == *p) at++;
    }
    return at;
}

static inline ptrdiff_t count_matches(matcher *m, const char *s, const char *p, const char *end) {
    const char *at = s;
    // Sets take as long as they are.
    ptrdiff_t cost = end - p, stretch = steps_between_polls * 4 / cost + 1;
    while (at < m->subject_end) {
        const char *last = m->subject_end - at < stretch ? m->subject_end : at + stretch;
        const char *behind = behind_matches(at, last, p, end);
        tick(m, (size_t)((behind - at) * cost));
        at = behind;
        if (at < last) break;
    }
    return at - s;
}

static const char *match_longest(matcher *m, const char *s, const char *p, const char *end) {
    ptrdiff_t count = count_matches(m, s, p, end);
    for (; count >= 0; count--) {
        const char *result = matcher_match(m, s + count, end + 1);
        if (result != NULL) return result;
    }
    return NULL;
}

static const char *match_shortest(matcher *m, const char *s, const char *p, const char *end) {
    for (;;) {
        const char *result = matcher_match(m, s, end + 1);
        if (result != NULL) return result;
        if (!matches_one(m, s, p, end)) return NULL;
        tick(m, (size_t)(end - p));
        s++;
    }
}

// MARK: Captures

static const char *open_capture(matcher *m, const char *s, const char *p, ptrdiff_t what) {
    if (m->level >= most_captures) luaL_error(m->L, "too many captures");
    m->captures[m->level++] = (capture){s, what};
    const char *result = matcher_match(m, s, p);
    if (result == NULL) m->level--;
    return result;
}

static const char *close_capture(matcher *m, const char *s, const char *p) {
    int index = m->level - 1;
    while (index >= 0 && m->captures[index].count != capture_open) index--;
    if (index < 0) luaL_error(m->L, "invalid pattern capture");
    m->captures[index].count = s - m->captures[index].start;
    const char *result = matcher_match(m, s, p);
    if (result == NULL) m->captures[index].count = capture_open;
    return result;
}

static const char *match_back_reference(matcher *m, const char *s, int digit) {
    int index = digit - '1';
    if (index < 0 || index >= m->level || m->captures[index].count == capture_open)
        luaL_error(m->L, "invalid capture index %%%d", index + 1);
    size_t count = (size_t)m->captures[index].count;
    bool fits = (size_t)(m->subject_end - s) >= count;
    tick(m, count / 16);
    return fits && memcmp(m->captures[index].start, s, count) == 0 ? s + count : NULL;
}

capture matcher_capture(matcher *m, int index, const char *start, const char *end) {
    if (index < m->level) {
        if (m->captures[index].count == capture_open) luaL_error(m->L, "unfinished capture");
        return m->captures[index];
    }
    if (index != 0) luaL_error(m->L, "invalid capture index %%%d", index + 1);
    return (capture){start, end - start};
}

void matcher_push_capture(matcher *m, int index, const char *start, const char *end) {
    capture found = matcher_capture(m, index, start, end);
    if (found.count == capture_position) lua_pushinteger(m->L, found.start - m->subject + 1);
    else lua_pushlstring(m->L, found.start, (size_t)found.count);
}

int matcher_push_captures(matcher *m, const char *start, const char *end) {
    int count = m->level == 0 && start != NULL ? 1 : m->level;
    luaL_checkstack(m->L, count, "too many captures");
    for (int i = 0; i < count; i++) matcher_push_capture(m, i, start, end);
    return count;
}

// MARK: The whole

// An item that is no plain character, at a '%': goes on behind it, or has no special meaning.
typedef enum { special_none, special_goes_on, special_fails } special;

static inline special match_escape(matcher *m, const char **s, const char **p) {
    if (*p + 1 == m->pattern_end) return special_none;
    int letter = (unsigned char)(*p)[1];
    tick(m, 1);
    const char *next;
    if (letter == 'b') {
        next = match_balanced(m, *s, *p + 2);
        *p += 4;
    } else if (letter == 'f') {
        *p += 2;
        if (*p == m->pattern_end || **p != '[')
            luaL_error(m->L, "missing '[' after '%%f' in pattern");
        const char *end = class_end(m, *p);
        next = match_frontier(m, *s, *p, end);
        *p = end;
    } else if (isdigit(letter)) {
        next = match_back_reference(m, *s, letter);
        *p += 2;
    } else {
        return special_none;
    }
    if (next == NULL) return special_fails;
    *s = next;
    return special_goes_on;
}

static inline const char *match_items(matcher *m, const char *s, const char *p) {
    while (p != m->pattern_end) {
        if (*p == '(') {
            bool isPosition = p + 1 < m->pattern_end && p[1] == ')';
            return isPosition ? open_capture(m, s, p + 2, capture_position)
                              : open_capture(m, s, p + 1, capture_open);
        }
        if (*p == ')') return close_capture(m, s, p + 1);
        if (*p == '$' && p + 1 == m->pattern_end) return s == m->subject_end ? s : NULL;
        if (*p == '%') {
            special outcome = match_escape(m, &s, &p);
            if (outcome == special_fails) return NULL;
            if (outcome == special_goes_on) continue;
        }
        const char *end = class_end(m, p);
        char suffix = end < m->pattern_end ? *end : 0;
        if (suffix == '*') return match_longest(m, s, p, end);
        if (suffix == '-') return match_shortest(m, s, p, end);
        tick(m, (size_t)(end - p));
        bool isHere = matches_one(m, s, p, end);
        if (suffix == '+') return isHere ? match_longest(m, s + 1, p, end) : NULL;
        if (suffix == '?') {
            const char *result = isHere ? matcher_match(m, s + 1, end + 1) : NULL;
            if (result != NULL) return result;
            p = end + 1;
            continue;
        }
        if (!isHere) return NULL;
        s++;
        p = end;
    }
    return s;
}

const char *matcher_match(matcher *m, const char *s, const char *p) {
    if (m->depth-- == 0) luaL_error(m->L, "pattern too complex");
    const char *result = match_items(m, s, p);
    m->depth++;
    return result;
}
