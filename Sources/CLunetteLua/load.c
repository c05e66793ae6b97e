// Source to functions: text only, of bounded size, and handed to the compiler in small pieces, so
// that a deadline can come in between.
#include "engine.h"

#include <string.h>

enum { piece_size = 512, longest_name = 1000 };

typedef struct {
    const char *text;
    size_t left;
} source_reader;

static const char *read_piece(lua_State *L, void *context, size_t *size) {
    source_reader *reader = context;
    poll_stop(L);
    *size = reader->left < piece_size ? reader->left : piece_size;
    const char *piece = reader->text;
    reader->text += *size;
    reader->left -= *size;
    return *size == 0 ? NULL : piece;
}

int clunette_load_text(
    lua_State *L, const char *text, size_t count, const char *chunk, const char *mode) {
    source_reader reader = {text, count};
    // Whatever the mode says, a binary chunk is refused.
    const char *allowed = strchr(mode, 't') != NULL ? "t" : mode[0] == 'b' ? "b" : mode;
    if (allowed[0] == 'b' && count > 0 && text[0] == LUA_SIGNATURE[0]) allowed = "t";
    return lua_load(L, read_piece, &reader, chunk, allowed);
}

// Calls the reader function at 1 until it ends, and answers the whole text; nil: it is too large.
static int collect_pieces(lua_State *L) {
    luaL_Buffer buffer;
    size_t limit = engine_of(L)->load_source, count;
    lua_pushliteral(L, "");
    for (;;) {
        poll_stop(L);
        lua_pushvalue(L, 1);
        lua_call(L, 0, 1);
        if (lua_isnil(L, 3)) break;
        if (lua_tolstring(L, 3, &count) == NULL) {
            // The place is that of the call of load.
            luaL_where(L, 2);
            lua_pushliteral(L, "reader function must return a string");
            lua_concat(L, 2);
            return lua_error(L);
        }
        if (count == 0) break;
        if (lua_rawlen(L, 2) + count > limit) return 0;
        luaL_buffinit(L, &buffer);
        lua_pushvalue(L, 2);
        luaL_addvalue(&buffer);
        lua_pushvalue(L, 3);
        luaL_addvalue(&buffer);
        luaL_pushresult(&buffer);
        lua_replace(L, 2);
        lua_settop(L, 2);
    }
    lua_settop(L, 2);
    return 1;
}

static int fail(lua_State *L) {
    lua_pushnil(L);
    lua_insert(L, -2);
    return 2;
}

// load(chunk [, chunkname [, mode [, env]]])
int clunette_load(lua_State *L) {
    clunette_engine *engine = engine_of(L);
    size_t limit = engine->load_source, count;
    bool hasEnvironment = !lua_isnone(L, 4);
    bool isText = lua_isstring(L, 1);
    if (!isText) luaL_checktype(L, 1, LUA_TFUNCTION);
    const char *mode = luaL_optstring(L, 3, "bt");
    const char *chunk = luaL_optstring(L, 2, isText ? lua_tostring(L, 1) : "=(load)");
    lua_settop(L, 4);
    if (isText) {
        lua_pushvalue(L, 1);
    } else {
        lua_pushcfunction(L, collect_pieces);
        lua_pushvalue(L, 1);
        int status = lua_pcall(L, 1, 1, 0);
        if (is_stopped(engine)) return clunette_kill(L);
        if (status != LUA_OK) return fail(L);
    }
    const char *text = lua_tolstring(L, 5, &count);
    if (text == NULL || count > limit) {
        lua_pushfstring(L, "load takes at most %d bytes of source", (int)limit);
        return fail(L);
    }
    int status = clunette_load_text(L, text, count, chunk, mode);
    if (is_stopped(engine)) return clunette_kill(L);
    if (status != LUA_OK) return fail(L);
    if (hasEnvironment) {
        lua_pushvalue(L, 4);
        if (lua_setupvalue(L, -2, 1) == NULL) lua_pop(L, 1);
    }
    return 1;
}

// MARK: Modules

static int finish_require(lua_State *L, int status, lua_KContext context) {
    (void)status;
    if (is_stopped(engine_of(L))) return clunette_kill(L);
    // 1: name, 2: loaded, 3: loading, 4: chunk name, 5: what the module returned.
    if (lua_isnil(L, 5)) {
        lua_pushboolean(L, true);
        lua_replace(L, 5);
    }
    // What others use as well is nobody's to change.
    if (context && lua_istable(L, 5)) clunette_make_readonly(L, lua_tostring(L, 1));
    lua_pushvalue(L, 1);
    lua_pushvalue(L, 5);
    lua_rawset(L, 2);
    lua_pushvalue(L, 1);
    lua_pushnil(L);
    lua_rawset(L, 3);
    lua_insert(L, 4);
    return 2;
}

static void refuse_loop(lua_State *L, lua_Integer run) {
    lua_pushvalue(L, 1);
    if (lua_rawget(L, 3) == LUA_TNUMBER && lua_tointeger(L, -1) == run)
        luaL_error(L, "module '%s' is being loaded already, or failed to load", lua_tostring(L, 1));
    lua_pop(L, 1);
    lua_pushvalue(L, 1);
    lua_pushinteger(L, run);
    lua_rawset(L, 3);
}

// The host's own modules, on top of the stack, don't depend on what a script does to its globals.
static void give_home(lua_State *L) {
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, &clunette_key_home) == LUA_TTABLE)
        lua_setupvalue(L, -2, 1);
    else
        lua_pop(L, 1);
}

// require(name): finds the source through the host, and runs it once.
int clunette_require(lua_State *L) {
    clunette_engine *engine = engine_of(L);
    size_t size;
    luaL_checklstring(L, 1, &size);
    luaL_argcheck(L, size <= longest_name, 1, "module name too long");
    lua_settop(L, 1);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &clunette_key_loaded);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &clunette_key_load);
    lua_pushvalue(L, 1);
    if (lua_rawget(L, 2) != LUA_TNIL) return 1;
    lua_settop(L, 3);
    int count = clunette_call_host(L, engine->module_finder, 1, 1);
    if (count != 2 || lua_type(L, 5) != LUA_TSTRING || lua_type(L, 4) != LUA_TSTRING)
        return luaL_error(L, "module '%s' not found", lua_tostring(L, 1));
    refuse_loop(L, (lua_Integer)engine->run);
    const char *text = lua_tolstring(L, 4, &size);
    if (size > engine->file_source)
        return luaL_error(L, "module '%s' is larger than a source may be", lua_tostring(L, 1));
    if (clunette_load_text(L, text, size, lua_tostring(L, 5), "t") != LUA_OK) {
        if (is_stopped(engine)) return clunette_kill(L);
        return luaL_error(
            L, "error loading module '%s':\n\t%s", lua_tostring(L, 1), lua_tostring(L, -1));
    }
    bool isOfHost = lua_tostring(L, 5)[0] == '=';
    if (isOfHost) give_home(L);
    // The chunk's name without its mark, as its second argument.
    lua_pushstring(L, lua_tostring(L, 5) + (lua_tostring(L, 5)[0] == '@'));
    lua_replace(L, 4);
    lua_replace(L, 5);
    lua_pushvalue(L, 1);
    lua_pushvalue(L, 4);
    lua_callk(L, 2, 1, isOfHost, finish_require);
    return finish_require(L, LUA_OK, isOfHost);
}

static int forget_module(lua_State *L) {
    lua_rawgetp(L, LUA_REGISTRYINDEX, &clunette_key_loaded);
    lua_pushnil(L);
    lua_setfield(L, -2, lua_touserdata(L, 1));
    return 0;
}

void clunette_forget_module(clunette_engine *engine, const char *name) {
    clunette_protected(engine, forget_module, (void *)name);
}
