// Short strings that JSON texts repeat.
#ifndef TEXTS_H
#define TEXTS_H

#include "engine.h"

// Pushes the table of the strings that are kept, which `clunette_push_text` is to find at an index.
text_cache *clunette_push_texts(lua_State *L);

// Pushes a string, as lua_pushlstring does; one that was pushed lately is not looked for in Lua.
void clunette_push_text(lua_State *L, text_cache *cache, int table, const char *text, size_t count);

#endif
