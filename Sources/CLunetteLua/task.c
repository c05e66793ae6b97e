// Compiling, and running coroutines from the outside.
#include "engine.h"

#include <stdlib.h>
#include <string.h>

// MARK: Compile

typedef struct {
    const char *text;
    size_t count;
    const char *chunk;
    bool failed;
} compilation;

static const char *const too_large = "the source is larger than it may be";

// A byte order mark and a first line that starts with # are the shell's, not Lua's.
static void skip_preamble(compilation *work) {
    if (work->count >= 3 && memcmp(work->text, "\xEF\xBB\xBF", 3) == 0) {
        work->text += 3;
        work->count -= 3;
    }
    if (work->count == 0 || work->text[0] != '#') return;
    const char *end = memchr(work->text, '\n', work->count);
    size_t skipped = end == NULL ? work->count : (size_t)(end - work->text);
    work->text += skipped;
    work->count -= skipped;
}

static int compile(lua_State *L) {
    compilation *work = lua_touserdata(L, 1);
    if (work->count > engine_of(L)->file_source) {
        lua_pushstring(L, too_large);
        work->failed = true;
    } else {
        int status = clunette_load_text(L, work->text, work->count, work->chunk, "t");
        if (status == LUA_ERRMEM) return luaL_error(L, "not enough memory");
        work->failed = status != LUA_OK;
    }
    clunette_pack(L, lua_gettop(L), 1);
    return 0;
}

clunette_outcome clunette_compile(
    clunette_engine *engine, const uint8_t *source, size_t count, const char *chunk) {
    compilation work = {.text = (const char *)source, .count = count, .chunk = chunk};
    skip_preamble(&work);
    buffer_clear(&engine->boundary);
    atomic_store(&engine->executing, true);
    int status = clunette_protected(engine, compile, &work);
    atomic_store(&engine->executing, false);
    if (status != LUA_OK) clunette_run_stop(engine, CLUNETTE_STOP_MEMORY);
    if (is_stopped(engine)) return CLUNETTE_STOPPED;
    return work.failed ? CLUNETTE_FAILED : CLUNETTE_DONE;
}

// MARK: Tasks

static void free_failure(clunette_task *task) {
    if (task->failure == NULL) return;
    buffer_free(task->failure);
    free(task->failure);
    task->failure = NULL;
}

// Keeps the frames of an error that nothing catches: what is to be closed runs before it is reported,
// and may take long, or raise another one.
static int keep_frames(lua_State *L) {
    clunette_engine *engine = engine_of(L);
    if (is_stopped(engine)) return 1;
    clunette_frames(L, L, 1, &engine->boundary);
    shelter();
    free_failure(engine->task);
    engine->task->failure = malloc(sizeof *engine->task->failure);
    if (engine->task->failure != NULL) {
        *engine->task->failure = engine->boundary;
        engine->boundary = (value_buffer){0};
    }
    unshelter();
    return 1;
}

static void take_frames(clunette_engine *engine, clunette_task *task) {
    buffer_clear(&engine->boundary);
    if (task->failure == NULL) return;
    buffer_free(&engine->boundary);
    engine->boundary = *task->failure;
    free(task->failure);
    task->failure = NULL;
}

static int finish_call(lua_State *L, int status, lua_KContext context) {
    (void)context;
    note_failure(engine_of(L), status);
    if (is_stopped(engine_of(L))) return clunette_kill(L);
    return status == LUA_OK || status == LUA_YIELD ? lua_gettop(L) - 1 : lua_error(L);
}

// The first function of every task calls the script's, as stock Lua does: protected, so that what is
// to be closed is closed when it fails.
static int call_script(lua_State *L) {
    lua_pushcfunction(L, keep_frames);
    lua_insert(L, 1);
    int status = lua_pcallk(L, lua_gettop(L) - 2, LUA_MULTRET, 1, 0, finish_call);
    return finish_call(L, status, 0);
}

typedef struct {
    clunette_task *task;
    int64_t function;
} creation;

static int create(lua_State *L) {
    creation *work = lua_touserdata(L, 1);
    lua_State *thread = lua_newthread(L);
    give_to_host(thread);
    int slot = lua_gettop(L);
    lua_pushcfunction(L, call_script);
    lua_rawgeti(L, LUA_REGISTRYINDEX, work->function);
    int count = clunette_unpack(L);
    luaL_checkstack(thread, count + 2, NULL);
    lua_xmove(L, thread, count + 2);
    lua_pushvalue(L, slot);
    work->task->reference = luaL_ref(L, LUA_REGISTRYINDEX);
    work->task->thread = thread;
    return 0;
}

clunette_task *clunette_task_create(clunette_engine *engine, int64_t function) {
    clunette_task *task = calloc(1, sizeof *task);
    if (task == NULL) return NULL;
    creation work = {task, function};
    int status = clunette_protected(engine, create, &work);
    clunette_reply_begin(engine);
    if (status == LUA_OK) return task;
    free(task);
    return NULL;
}

static int forget(lua_State *L) {
    clunette_task *task = lua_touserdata(L, 1);
    luaL_unref(L, LUA_REGISTRYINDEX, task->reference);
    return 0;
}

void clunette_task_free(clunette_engine *engine, clunette_task *task) {
    // A later run may still know a coroutine that was left in the middle of something.
    if (!engine->lost) mark_killed(task->thread);
    free_failure(task);
    clunette_protected(engine, forget, task);
    free(task);
}

typedef struct {
    lua_State *thread;
    int count;
} report;

static int pack_results(lua_State *L) {
    report *work = lua_touserdata(L, 1);
    luaL_checkstack(L, work->count, "too many results");
    lua_xmove(work->thread, L, work->count);
    clunette_pack(L, 2, work->count);
    return 0;
}

// The message of an error that is no string; its own __tostring belongs to the script.
static void push_message(lua_State *L, int error) {
    switch (lua_type(L, error)) {
    case LUA_TSTRING: lua_pushvalue(L, error); break;
    case LUA_TNUMBER:
        lua_pushvalue(L, error);
        lua_tostring(L, -1);
        break;
    default:
        lua_pushfstring(L, "(error object is a %s value)", luaL_typename(L, error));
    }
}

static int pack_failure(lua_State *L) {
    report *work = lua_touserdata(L, 1);
    lua_xmove(work->thread, L, 1);
    push_message(L, 2);
    lua_insert(L, 2);
    clunette_pack(L, 2, 2);
    return 0;
}

// When the error itself cannot be packed: too deep, or no memory is left.
static int pack_plain_failure(lua_State *L) {
    lua_pushliteral(L, "(the error object cannot be shown)");
    lua_pushnil(L);
    clunette_pack(L, 2, 2);
    return 0;
}

static clunette_outcome fail(clunette_engine *engine, clunette_task *task) {
    report work = {task->thread, 1};
    take_frames(engine, task);
    if (clunette_protected(engine, pack_failure, &work) != LUA_OK)
        clunette_protected(engine, pack_plain_failure, NULL);
    buffer_settle(&engine->boundary);
    return CLUNETTE_FAILED;
}

static int pack_bad_results(lua_State *L) {
    lua_pushliteral(L, "what the chunk returns is too deep or too large to leave Lua");
    lua_pushnil(L);
    clunette_pack(L, 2, 2);
    return 0;
}

static clunette_outcome finish(clunette_engine *engine, lua_State *thread, int count) {
    report work = {thread, count};
    if (clunette_protected(engine, pack_results, &work) == LUA_OK) return CLUNETTE_DONE;
    clunette_protected(engine, pack_bad_results, NULL);
    return CLUNETTE_FAILED;
}

clunette_outcome clunette_task_resume(clunette_engine *engine, clunette_task *task) {
    lua_State *thread = task->thread;
    if (is_stopped(engine)) return CLUNETTE_STOPPED;
    bool isFirst = lua_status(thread) == LUA_OK;
    int count = 0;
    engine->pending = false;
    buffer_clear(&engine->boundary);
    engine->root = thread;
    engine->task = task;
    clunette_enter(engine, thread);
    int arguments = isFirst ? lua_gettop(thread) - 1 : 0;
    int status = clunette_resume_or_escape(engine, thread, arguments, &count);
    clunette_leave(engine);
    note_failure(engine, status);
    if (is_stopped(engine)) return CLUNETTE_STOPPED;
    if (status == LUA_YIELD) return CLUNETTE_WAITING;
    clunette_outcome outcome =
        status == LUA_OK ? finish(engine, thread, count) : fail(engine, task);
    // The limit may have come while the results were packed.
    return outcome == CLUNETTE_FAILED && is_stopped(engine) ? CLUNETTE_STOPPED : outcome;
}

void clunette_trace_calls(clunette_engine *engine) {
    engine->traces_calls = true;
}

const clunette_value *clunette_call_site(const clunette_engine *engine, size_t *count) {
    *count = engine->call_site.count;
    return engine->call_site.values;
}

const clunette_value *clunette_failure_frames(const clunette_engine *engine, size_t *count) {
    *count = engine->boundary.count;
    return engine->boundary.values;
}
