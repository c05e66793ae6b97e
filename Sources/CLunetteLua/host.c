// The one trampoline: a host function packs its arguments, lets Swift answer, and only when Swift's
// frames are gone pushes the answer, raises or yields.
#include "engine.h"

static int answer(lua_State *L) {
    clunette_engine *engine = engine_of(L);
    bool isRaised = engine->answer == CLUNETTE_RAISED;
    int count = clunette_unpack(L);
    if (!isRaised) return count;
    if (lua_type(L, -1) == LUA_TSTRING) {
        luaL_where(L, 1);
        lua_insert(L, -2);
        lua_concat(L, 2);
    }
    return lua_error(L);
}

static int continue_call(lua_State *L, int status, lua_KContext context) {
    (void)status;
    (void)context;
    if (is_stopped(engine_of(L))) return clunette_kill(L);
    return answer(L);
}

// The function that keeps this coroutine from yielding, for the message.
static int cannot_wait(lua_State *L) {
    lua_Debug here, between;
    const char *name = "?";
    const char *obstacle = NULL;
    if (lua_getstack(L, 0, &here) && lua_getinfo(L, "n", &here) && here.name) name = here.name;
    for (int level = 1; obstacle == NULL && lua_getstack(L, level, &between); level++) {
        lua_getinfo(L, "Sn", &between);
        if (between.what[0] == 'C') obstacle = between.name;
    }
    if (obstacle == NULL) obstacle = "coroutine.resume";
    return luaL_error(
        L, "'%s' has to wait, and a function called by '%s' cannot", name, obstacle);
}

#define INLINED __attribute__((always_inline)) static inline

INLINED int push_simply(lua_State *L, clunette_engine *engine) {
    clunette_value *value = &engine->simple;
    switch (value->kind) {
    case CLUNETTE_INTEGER: lua_pushinteger(L, value->integer); break;
    case CLUNETTE_NUMBER: lua_pushnumber(L, value->number); break;
    case CLUNETTE_NIL: lua_pushnil(L); break;
    case CLUNETTE_OBJECT:
        engine->reply_is_used = true;
        clunette_push_object(L, &value->object, (const void *)value->count);
        engine->reply_is_used = false;
        break;
    default: lua_pushboolean(L, value->kind == CLUNETTE_TRUE); break;
    }
    return 1;
}

INLINED int call_with(
    lua_State *L, const void *callee, const clunette_value *values, int count, bool haveFunctions
) {
    clunette_engine *engine = engine_of(L);
    if (engine->reply_is_used) clunette_reply_empty(engine);
    shelter();
    clunette_answer result = engine->host.call(callee, values, (size_t)count, haveFunctions);
    unshelter();
    bool isStopped = is_stopped(engine);
    if (result == CLUNETTE_ANSWERED_SIMPLY && !isStopped) return push_simply(L, engine);
    engine->reply_is_used = true;
    if (isStopped) return clunette_kill(L);
    engine->answer = result;
    return answer(L);
}

int clunette_call_host(lua_State *L, const void *callee, int first, int count) {
    clunette_engine *engine = engine_of(L);
    clunette_pack(L, first, count);
    bool haveFunctions = engine->packed.references > 0;
    engine->packed.references = 0;
    return call_with(L, callee, engine->packed.values, count, haveFunctions);
}

// A few integers, the cheapest of calls, need no buffer.
enum { few = 4 };

INLINED int call_immediately(lua_State *L, const void *callee) {
    clunette_value integers[few];
    int count = lua_gettop(L);
    if (count > few) return clunette_call_host(L, callee, 1, count);
    for (int i = 0; i < count; i++) {
        if (!lua_isinteger(L, i + 1)) return clunette_call_host(L, callee, 1, count);
        integers[i].kind = CLUNETTE_INTEGER;
        integers[i].integer = lua_tointeger(L, i + 1);
    }
    return call_with(L, callee, integers, count, false);
}

static int immediate_call(lua_State *L) {
    return call_immediately(L, lua_touserdata(L, lua_upvalueindex(1)));
}

static int numbered_call(lua_State *L, int number) {
    return call_immediately(L, engine_of(L)->numbered[number]);
}

// To read an upvalue takes a tenth of such a call. So the first functions of an engine have numbers,
// and each number a C function of its own: 256 of them, named by two hexadecimal digits.
#define ROW(F, n) \
    F(n##0) F(n##1) F(n##2) F(n##3) F(n##4) F(n##5) F(n##6) F(n##7) \
    F(n##8) F(n##9) F(n##a) F(n##b) F(n##c) F(n##d) F(n##e) F(n##f)
#define EACH(F) \
    ROW(F, 0) ROW(F, 1) ROW(F, 2) ROW(F, 3) ROW(F, 4) ROW(F, 5) ROW(F, 6) ROW(F, 7) \
    ROW(F, 8) ROW(F, 9) ROW(F, a) ROW(F, b) ROW(F, c) ROW(F, d) ROW(F, e) ROW(F, f)
#define DEFINITION(n) static int call_##n(lua_State *L) { return numbered_call(L, 0x##n); }
#define NAME(n) call_##n,
EACH(DEFINITION)
static const lua_CFunction numbered_calls[] = {EACH(NAME)};

void clunette_push_immediate(lua_State *L, void *callee) {
    clunette_engine *engine = engine_of(L);
    if (engine->numbered_count < numbered_most) {
        engine->numbered[engine->numbered_count] = callee;
        lua_pushcfunction(L, numbered_calls[engine->numbered_count++]);
        return;
    }
    lua_pushlightuserdata(L, callee);
    lua_pushcclosure(L, immediate_call, 1);
}

static int waiting_call(lua_State *L) {
    clunette_engine *engine = engine_of(L);
    if (!lua_isyieldable(L) || engine->blocked > 0) return cannot_wait(L);
    if (engine->traces_calls) {
        buffer_clear(&engine->call_site);
        clunette_frames(L, L, 1, &engine->call_site);
        buffer_settle(&engine->call_site);
    }
    int count = lua_gettop(L);
    clunette_pack(L, 1, count);
    clunette_reply_begin(engine);
    const void *callee = lua_touserdata(L, lua_upvalueindex(1));
    shelter();
    engine->host.wait(callee, engine->packed.values, (size_t)count);
    unshelter();
    engine->packed.references = 0;
    if (is_stopped(engine)) return clunette_kill(L);
    engine->pending = true;
    return lua_yieldk(L, 0, 0, continue_call);
}

void clunette_push_waiting(lua_State *L, void *callee) {
    lua_pushlightuserdata(L, callee);
    lua_pushcclosure(L, waiting_call, 1);
}

// __index of the table behind a lazy library: asks the host once for each name, unless it answers
// a second value, which says that the first is another one next time.
static int lazy_index(lua_State *L) {
    if (lua_type(L, 2) != LUA_TSTRING) return 0;
    lua_settop(L, 2);
    int count = clunette_call_host(L, lua_touserdata(L, lua_upvalueindex(1)), 2, 1);
    if (count == 0 || lua_isnil(L, -count)) return 0;
    lua_settop(L, 3);
    if (count > 1) return 1;
    lua_pushvalue(L, 2);
    lua_pushvalue(L, 3);
    lua_rawset(L, 1);
    return 1;
}

// Takes the host's callee from the top and gives the table at `backing` its __index.
void clunette_push_lazy_index(lua_State *L, int backing) {
    lua_pushcclosure(L, lazy_index, 1);
    lua_createtable(L, 0, 1);
    lua_insert(L, -2);
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, backing);
}
