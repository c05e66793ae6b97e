// Lua with a `json` that is either simdjson's DOM, walked into tables the plain way, or lua-cjson.
// decode simdjson|cjson FOLDER    runs FOLDER/decode.lua
#include <cstdio>
#include <cstring>
#include <lua.hpp>
#include <simdjson.h>
#include <string>

namespace {

simdjson::dom::parser parser;

void push(lua_State *L, simdjson::dom::element element);

void push_array(lua_State *L, simdjson::dom::array array) {
    lua_createtable(L, static_cast<int>(array.size()), 0);
    lua_Integer index = 0;
    for (auto element : array) {
        push(L, element);
        lua_rawseti(L, -2, ++index);
    }
}

void push_object(lua_State *L, simdjson::dom::object object) {
    lua_createtable(L, 0, static_cast<int>(object.size()));
    for (auto field : object) {
        lua_pushlstring(L, field.key.data(), field.key.size());
        push(L, field.value);
        lua_rawset(L, -3);
    }
}

void push(lua_State *L, simdjson::dom::element element) {
    using simdjson::dom::element_type;
    luaL_checkstack(L, 4, nullptr);
    switch (element.type()) {
    case element_type::ARRAY: return push_array(L, element.get_array().value_unsafe());
    case element_type::OBJECT: return push_object(L, element.get_object().value_unsafe());
    case element_type::STRING: {
        std::string_view text = element.get_string().value_unsafe();
        lua_pushlstring(L, text.data(), text.size());
        return;
    }
    case element_type::INT64:
        return lua_pushinteger(L, element.get_int64().value_unsafe());
    case element_type::UINT64:
        return lua_pushnumber(L, static_cast<lua_Number>(element.get_uint64().value_unsafe()));
    case element_type::DOUBLE: return lua_pushnumber(L, element.get_double().value_unsafe());
    case element_type::BOOL: return lua_pushboolean(L, element.get_bool().value_unsafe());
    case element_type::NULL_VALUE: return lua_pushlightuserdata(L, nullptr);
    }
}

int decode(lua_State *L) {
    size_t count;
    const char *text = luaL_checklstring(L, 1, &count);
    simdjson::dom::element root;
    if (parser.parse(text, count).get(root) != simdjson::SUCCESS)
        return luaL_error(L, "not JSON");
    push(L, root);
    return 1;
}

void open_json(lua_State *L, bool isSimdjson) {
    if (luaL_dostring(L, isSimdjson ? "json = {}" : "json = require 'cjson'") != LUA_OK)
        lua_error(L);
    if (!isSimdjson) return;
    lua_getglobal(L, "json");
    lua_pushcfunction(L, decode);
    lua_setfield(L, -2, "decode");
    lua_pop(L, 1);
}

} // namespace

int main(int count, char **arguments) {
    if (count != 3) return 64;
    lua_State *L = luaL_newstate();
    luaL_openlibs(L);
    open_json(L, std::strcmp(arguments[1], "simdjson") == 0);
    std::string folder = arguments[2];
    std::string path = "package.path = '" + folder + "/?.lua;' .. package.path";
    if (luaL_dostring(L, path.c_str()) != LUA_OK
        || luaL_dofile(L, (folder + "/decode.lua").c_str()) != LUA_OK) {
        std::fprintf(stderr, "%s\n", lua_tostring(L, -1));
        return 1;
    }
    lua_close(L);
}
