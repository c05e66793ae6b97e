// Lua's patterns: find, match, gmatch and gsub stand on this.
#ifndef MATCHER_H
#define MATCHER_H

#include "engine.h"

typedef struct {
    const char *start;
    // Or one of the two below.
    ptrdiff_t count;
} capture;

enum { capture_open = -1, capture_position = -2, most_captures = 32 };

typedef struct {
    lua_State *L;
    const char *subject, *subject_end, *pattern_end;
    int depth;
    size_t steps;
    int level;
    capture captures[most_captures];
} matcher;

// Leaves the captures as they are: clearing them would cost more than many a match.
void matcher_set_up(
    matcher *matcher, lua_State *L, const char *subject, size_t count, const char *pattern_end);

// Where the match of a pattern at a place in the subject ends; NULL: it doesn't match there.
const char *matcher_match(matcher *matcher, const char *at, const char *pattern);

// A capture; the first stands for the whole match where the pattern has none.
capture matcher_capture(matcher *matcher, int index, const char *start, const char *end);
void matcher_push_capture(matcher *matcher, int index, const char *start, const char *end);
// Pushes all captures, or the whole match, and says how many; `start` NULL: no whole match.
int matcher_push_captures(matcher *matcher, const char *start, const char *end);

#endif
