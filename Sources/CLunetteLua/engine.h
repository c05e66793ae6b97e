// What the C files of the engine share.
#ifndef ENGINE_H
#define ENGINE_H
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdatomic.h>
#include <time.h>

#include "CLunetteLua.h"

// A growable run of values with the bytes that they point to.
typedef struct {
    clunette_value *values;
    size_t count, capacity;
    uint8_t *bytes;
    size_t byte_count, byte_capacity;
    // What among the values somebody has to let go of: functions, or Swift's objects.
    size_t references;
    bool failed;
    // Whether strings hold offsets still.
    bool unsettled;
} value_buffer;

typedef struct {
    pthread_t thread;
    bool started;
    int wake[2];
    atomic_bool quit;
    // Held while the deadlines are set or judged, so that a run is never stopped by the last one's.
    pthread_mutex_t lock;
    int64_t time_deadline, cpu_deadline;
    clunette_stop cpu_stop;
    pthread_t target;
    clockid_t target_clock;
    int64_t grace;
    char *report;
    int exit_code;
} watcher;

typedef struct key_cache key_cache;
typedef struct text_cache text_cache;

// Small blocks: a part of memory that is handed out from its start, and what came back by size.
enum { pool_largest = 256, pool_classes = 16 };
typedef struct {
    uint8_t *start, *next, *end;
    void *free[pool_classes];
} block_pool;

// Host functions that have a C function of their own, and types of object that are told of once.
enum { numbered_most = 256, types_most = 64 };

struct clunette_engine {
    lua_State *main;
    // The coroutine that runs now; read by the signal handler.
    lua_State *volatile current;
    // The coroutine that the task under way started with.
    lua_State *root;
    clunette_task *task;
    _Atomic(clunette_stop) stop;
    atomic_bool executing;
    // Where to go when nothing else works, whether one may, and whether it has come to that.
    sigjmp_buf escape;
    volatile sig_atomic_t escapable;
    atomic_bool hopeless;
    bool lost;
    unsigned signals;
    clunette_host host;

    // A host function waits: the yield under way is the host's, not the script's.
    bool pending;
    // Coroutines below the running one that cannot yield.
    int blocked;
    // Coroutines being closed inside each other.
    int closing;

    block_pool pool;
    size_t used, limit;
    // Whether it was overstepped, and whether a block was refused.
    bool over, refused;
    // Watches for a stack that grows without an instruction in between: the block that may be
    // its next one, and the size at which it would have doubled again.
    size_t newest_block, next_stack;
    // Counts runs, so that what one left unfinished does not hold in the next.
    uint64_t run;
    // For tests: how many allocations are left until one fails, and of what size its retry will be.
    uint64_t fail_countdown;
    size_t fail_retry;
    bool fails_retries, fail_happened;

    size_t output_left;
    size_t load_source, file_source;

    value_buffer packed, reply;
    // A reply of one value that is no part of the other one.
    clunette_value simple;
    // Whether either may hold something still.
    bool reply_is_used;
    // How many of the packed values stand for themselves, in front of what tables hold.
    size_t packed_count;
    clunette_answer answer;
    const void *module_finder;
    const void *numbered[numbered_most];
    int numbered_count;
    const void *types[types_most];
    int type_count;
    // Frames of coroutines that an error has left through a wrap.
    value_buffer boundary;
    // Whether calls that wait say where they stand.
    bool traces_calls;
    value_buffer call_site;
    key_cache *keys;
    text_cache *texts;
    void *json;
    watcher watcher;
};

struct clunette_task {
    lua_State *thread;
    int reference;
    // Where the error was raised that ends it; NULL: there is none.
    value_buffer *failure;
};

// The addresses of these are the registry's keys, and those of private fields in metatables.
extern const char clunette_key_environment, clunette_key_loaded, clunette_key_readonly,
    clunette_key_error, clunette_key_summary, clunette_key_object, clunette_key_lazy,
    clunette_key_error_methods, clunette_key_names, clunette_key_load,
    clunette_key_null, clunette_key_array, clunette_key_home, clunette_key_texts;

// engine.c
// The engine that a coroutine belongs to; the lowest bits of the word say what became of it: killed,
// or the host's to resume, as the first of a task is, and each that waits for the host.
enum { bit_killed = 1, bit_of_host = 2, all_bits = 3 };
static inline uintptr_t *word_of(lua_State *L) { return lua_getextraspace(L); }
static inline clunette_engine *engine_of(lua_State *L) {
    return (clunette_engine *)(*word_of(L) & ~(uintptr_t)all_bits);
}
static inline bool is_killed(lua_State *L) { return *word_of(L) & bit_killed; }
static inline void mark_killed(lua_State *L) { *word_of(L) |= bit_killed; }
static inline bool is_of_host(lua_State *L) { return *word_of(L) & bit_of_host; }
static inline void give_to_host(lua_State *L) { *word_of(L) |= bit_of_host; }
static inline void take_from_host(lua_State *L) { *word_of(L) &= ~(uintptr_t)bit_of_host; }

// Calls `body` with `argument` as light userdata on the main state, protected.
int clunette_protected(clunette_engine *engine, lua_CFunction body, void *argument);

// allocator.c
void *clunette_allocate(void *context, void *block, size_t old_size, size_t new_size);
void clunette_set_memory_limit(clunette_engine *engine, size_t limit);

// pool.c
void pool_open(block_pool *pool);
void pool_close(block_pool *pool);
void *pool_resize(block_pool *pool, void *block, size_t old_size, size_t new_size);
void pool_free(block_pool *pool, void *block, size_t size);

// stop.c
static inline bool is_stopped(clunette_engine *engine) {
    return atomic_load_explicit(&engine->stop, memory_order_relaxed) != CLUNETTE_RUNNING;
}
// Leaves for good: yields where the coroutine can, else raises what no script can catch.
int clunette_kill(lua_State *L);
void clunette_poll_slowly(lua_State *L);
// For loops that run no Lua code: leaves where the run is stopped or over its memory.
static inline void poll_stop(lua_State *L) {
    clunette_engine *engine = engine_of(L);
    if (is_stopped(engine) || engine->over) clunette_poll_slowly(L);
}
// Whether a call failed for want of memory: a script may raise the same message.
static inline void note_failure(clunette_engine *engine, int status) {
    if (status == LUA_ERRMEM && engine->refused) clunette_run_stop(engine, CLUNETTE_STOP_MEMORY);
}
void clunette_arm(clunette_engine *engine);
void clunette_enter(clunette_engine *engine, lua_State *L);
void clunette_leave(clunette_engine *engine);
// Interrupts the thread that runs Lua.
void clunette_signal_target(clunette_engine *engine);

void clunette_admit_signal(void);

// escape.c
extern _Thread_local volatile sig_atomic_t clunette_sheltered;
static inline void shelter(void) { clunette_sheltered++; }
static inline void unshelter(void) { clunette_sheltered--; }
// As lua_resume; LUA_ERRERR when the state had to be given up.
int clunette_resume_or_escape(
    clunette_engine *engine, lua_State *thread, int arguments, int *results);
// For the signal handler: does not come back where the run is past hope.
void clunette_escape(clunette_engine *engine);

// watcher.c
void clunette_watch(clunette_engine *engine, clunette_limits limits);
void clunette_unwatch(clunette_engine *engine);
void clunette_close_watcher(clunette_engine *engine);
void clunette_wake_watcher(clunette_engine *engine);

// buffer.c
clunette_value *buffer_append_slowly(value_buffer *buffer);
static inline clunette_value *buffer_append(value_buffer *buffer, clunette_kind kind) {
    clunette_value *value = buffer->count < buffer->capacity
        ? &buffer->values[buffer->count++] : buffer_append_slowly(buffer);
    *value = (clunette_value){.kind = kind};
    return value;
}
// Appends a string with a copy of its bytes; `bytes` holds an offset until buffer_settle.
void buffer_append_bytes(value_buffer *buffer, const void *bytes, size_t count);
void buffer_settle(value_buffer *buffer);
// Gives back what is more than a buffer may keep for its next use.
void buffer_shrink(value_buffer *buffer);
enum { kept_values = 4096, kept_bytes = 1 << 16 };
static inline void buffer_clear(value_buffer *buffer) {
    buffer->count = buffer->byte_count = buffer->references = 0;
    buffer->failed = buffer->unsettled = false;
    if (buffer->capacity > kept_values || buffer->byte_capacity > kept_bytes)
        buffer_shrink(buffer);
}
// Appends so many nils; false: no memory.
bool buffer_reserve(value_buffer *buffer, size_t count);
void buffer_free(value_buffer *buffer);

// pack.c: from Lua's stack to values. May raise.
void clunette_pack(lua_State *L, int first, int count);

// unpack.c: from the reply to Lua's stack. May raise. Says how many values it pushed.
int clunette_unpack(lua_State *L);

// reply.c
// Empties the reply for a host function that answers at once.
void clunette_reply_empty(clunette_engine *engine);

// host.c
// A function of the host's that answers at once, and one that waits.
void clunette_push_immediate(lua_State *L, void *callee);
void clunette_push_waiting(lua_State *L, void *callee);
int clunette_call_host(lua_State *L, const void *callee, int first, int count);
void clunette_push_lazy_index(lua_State *L, int backing);

// errors.c
void clunette_push_error(lua_State *L, void **object, int summary, int fields);
void *clunette_error_object(lua_State *L, int index);
// `type`: where the registry has its metatable.
void clunette_push_object(lua_State *L, void **object, const void *type);
void *clunette_host_object(lua_State *L, int index);
void clunette_make_error_methods(lua_State *L);
void clunette_release_box(lua_State *L, const char *key);
int clunette_release_object(lua_State *L);

// traceback.c
void clunette_frames(lua_State *L, lua_State *thread, int level, value_buffer *into);
void clunette_push_traceback(lua_State *L, lua_State *thread, int level);
int clunette_traceback(lua_State *L);

// readonly.c
// Replaces the table on top by its read-only face.
void clunette_make_readonly(lua_State *L, const char *name);
// Pushes what a read-only table stands for and says true; or pushes nothing.
bool clunette_backing(lua_State *L, int index);
extern const luaL_Reg clunette_raw_functions[];

// load.c
int clunette_load_text(
    lua_State *L, const char *text, size_t count, const char *chunk, const char *mode);
int clunette_load(lua_State *L);
int clunette_require(lua_State *L);

// The libraries that stand in for the stock ones.
extern const luaL_Reg clunette_base_functions[];
extern const luaL_Reg clunette_coroutine_functions[];
extern const luaL_Reg clunette_table_functions[];
extern const luaL_Reg clunette_string_functions[];
extern const luaL_Reg clunette_pattern_functions[];
extern const luaL_Reg clunette_utf8_functions[];
extern const luaL_Reg clunette_os_functions[];
extern const luaL_Reg clunette_json_functions[];

// Puts a bound on the formats that the string library on top takes.
void clunette_guard_formats(lua_State *L);
void clunette_make_array_metatable(lua_State *L);
bool clunette_is_utf8(lua_State *L, const char *text, size_t count);

// weak.c
// A state without weak tables; NULL: no memory.
lua_State *clunette_new_state(clunette_engine *engine);

// sandbox.c
int clunette_make_environment(lua_State *L);

// jsonlibrary.c
bool clunette_is_marked_array(lua_State *L, int table);
/// Marks the table on top as an array, so that an empty one has a JSON form of its own.
void clunette_mark_array(lua_State *L);

// json.c
void clunette_push_json(lua_State *L, const clunette_value **cursor);
int clunette_json_decode(lua_State *L);
void clunette_free_json(clunette_engine *engine);

#endif
