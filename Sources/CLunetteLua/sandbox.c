// What scripts see: this list, and nothing else. A name comes from the stock library unless one of
// our own functions of that name stands in for it.
#include "engine.h"

typedef struct {
    const char *name;
    lua_CFunction open;
    const char *const *stock;
    const luaL_Reg *own[3];
} library;

static const char *const base_names[] = {
    "assert", "error", "getmetatable", "ipairs", "pairs", "rawequal", "select",
    "tonumber", "tostring", "type", "_VERSION", NULL};
static const char *const string_names[] = {
    "byte", "char", "format", "len", "lower", "pack", "packsize", "reverse", "sub", "unpack",
    "upper", "rep", "find", "match", "gmatch", "gsub", NULL};
static const char *const table_names[] = {
    "concat", "insert", "move", "pack", "remove", "sort", "unpack", NULL};
static const char *const math_names[] = {
    "abs", "acos", "asin", "atan", "ceil", "cos", "deg", "exp", "floor", "fmod", "huge", "log",
    "max", "maxinteger", "min", "mininteger", "modf", "pi", "rad", "random", "randomseed", "sin",
    "sqrt", "tan", "tointeger", "type", "ult", NULL};
static const char *const utf8_names[] = {
    "char", "charpattern", "codepoint", "codes", "len", "offset", NULL};
static const char *const no_names[] = {NULL};

static const luaL_Reg debug_functions[] = {{"traceback", clunette_traceback}, {NULL, NULL}};

static const library libraries[] = {
    {"string", luaopen_string, string_names,
     {clunette_string_functions, clunette_pattern_functions}},
    {"table", luaopen_table, table_names, {clunette_table_functions}},
    {"math", luaopen_math, math_names, {NULL}},
    {"utf8", luaopen_utf8, utf8_names, {clunette_utf8_functions}},
    {"coroutine", NULL, no_names, {clunette_coroutine_functions}},
    {"os", NULL, no_names, {clunette_os_functions}},
    {"debug", NULL, no_names, {debug_functions}},
    {"json", NULL, no_names, {clunette_json_functions}},
};

// Copies the allowed names of the stock library on top into the table below it.
static void copy_names(lua_State *L, const char *const *names) {
    for (; *names != NULL; names++) {
        lua_getfield(L, -1, *names);
        lua_setfield(L, -3, *names);
    }
    lua_pop(L, 1);
}

static void push_library(lua_State *L, const library *library) {
    lua_createtable(L, 0, 32);
    if (library->open != NULL) {
        lua_pushcfunction(L, library->open);
        lua_call(L, 0, 1);
        copy_names(L, library->stock);
    }
    for (int i = 0; i < 3 && library->own[i] != NULL; i++) luaL_setfuncs(L, library->own[i], 0);
}

// Strings take their methods from the library's table behind its face. Their metatable stays the
// stock one: it also holds the arithmetic on strings that look like numbers.
static void set_string_metatable(lua_State *L) {
    lua_pushliteral(L, "");
    lua_getmetatable(L, -1);
    lua_pushvalue(L, -3);
    lua_setfield(L, -2, "__index");
    lua_pushboolean(L, false);
    lua_setfield(L, -2, "__metatable");
    lua_pop(L, 2);
}

static void add_library(lua_State *L, const library *library, int environment, int loaded) {
    push_library(L, library);
    if (library->open == luaopen_string) {
        clunette_guard_formats(L);
        set_string_metatable(L);
    }
    if (library->own[0] == clunette_json_functions) {
        lua_pushlightuserdata(L, (void *)&clunette_key_null);
        lua_setfield(L, -2, "null");
    }
    lua_pushvalue(L, -1);
    // Where Lua's own messages look up a function's name.
    lua_setfield(L, loaded, library->name);
    clunette_make_readonly(L, library->name);
    lua_pushvalue(L, -1);
    lua_setfield(L, environment, library->name);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &clunette_key_loaded);
    lua_insert(L, -2);
    lua_setfield(L, -2, library->name);
    lua_pop(L, 1);
}

static int null_text(lua_State *L) {
    lua_pushliteral(L, "null");
    return 1;
}

// json.null is the only light userdata that scripts meet; all of them share one metatable.
static void set_null_metatable(lua_State *L) {
    lua_pushlightuserdata(L, (void *)&clunette_key_null);
    lua_createtable(L, 0, 3);
    lua_pushcfunction(L, null_text);
    lua_setfield(L, -2, "__tostring");
    lua_pushliteral(L, "null");
    lua_setfield(L, -2, "__name");
    lua_pushboolean(L, false);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
    lua_pop(L, 1);
}

static void set_registry_table(lua_State *L, const char *key) {
    lua_createtable(L, 0, 0);
    lua_rawsetp(L, LUA_REGISTRYINDEX, key);
}

int clunette_make_environment(lua_State *L) {
    set_registry_table(L, &clunette_key_loaded);
    set_registry_table(L, &clunette_key_load);
    set_registry_table(L, &clunette_key_names);
    clunette_make_error_methods(L);
    clunette_make_array_metatable(L);
    set_null_metatable(L);
    // luaopen_base fills the globals of the state, which scripts never see.
    lua_createtable(L, 0, 64);
    int environment = lua_gettop(L);
    lua_pushcfunction(L, luaopen_base);
    lua_call(L, 0, 1);
    copy_names(L, base_names);
    luaL_setfuncs(L, clunette_base_functions, 0);
    luaL_setfuncs(L, clunette_raw_functions, 0);
    lua_pushvalue(L, environment);
    lua_setfield(L, environment, "_G");
    lua_createtable(L, 0, 16);
    int loaded = lua_gettop(L);
    lua_pushvalue(L, environment);
    lua_setfield(L, loaded, "_G");
    for (size_t i = 0; i < sizeof libraries / sizeof *libraries; i++)
        add_library(L, &libraries[i], environment, loaded);
    lua_setfield(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
    lua_pushvalue(L, environment);
    lua_rawseti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &clunette_key_environment);
    return 0;
}
