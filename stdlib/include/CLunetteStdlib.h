// The Lua standard library, as data in the binary.
#ifndef CLUNETTESTDLIB_H
#define CLUNETTESTDLIB_H

#include <stddef.h>

struct clunette_module {
    const char *_Nonnull name;
    const unsigned char *_Nonnull source;
    size_t size;
};

/// The module with this name; NULL when there is none.
const struct clunette_module *_Nullable clunette_stdlib_module(const char *_Nonnull name);

/// The n-th module, from 0; NULL behind the last.
const struct clunette_module *_Nullable clunette_stdlib_module_at(size_t index);

/// The n-th file of LuaCATS definitions of what the host gives to scripts, from 0; NULL behind the
/// last.
const struct clunette_module *_Nullable clunette_stdlib_definitions_at(size_t index);

/// A page of documentation as Markdown, "guide" or "world"; NULL when there is none of that name.
const struct clunette_module *_Nullable clunette_stdlib_page(const char *_Nonnull name);

#endif
