// The C side of the border between Lua and Swift. Nothing declared here raises a Lua error, yields
// or runs script code outside a protected call, so no longjmp can cross a Swift frame.
#ifndef CLUNETTELUA_H
#define CLUNETTELUA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct clunette_engine clunette_engine;
typedef struct clunette_task clunette_task;

// MARK: Values

typedef enum {
    CLUNETTE_NIL,
    CLUNETTE_FALSE,
    CLUNETTE_TRUE,
    CLUNETTE_INTEGER,
    CLUNETTE_NUMBER,
    CLUNETTE_STRING,
    /// In replies: a string of at most 16 bytes, which stand in `integer` and `count`.
    CLUNETTE_SHORT_STRING,
    CLUNETTE_NULL,
    CLUNETTE_TABLE,
    CLUNETTE_ERROR,
    CLUNETTE_OBJECT,
    CLUNETTE_FUNCTION,
    CLUNETTE_HOST_FUNCTION,
    CLUNETTE_LIBRARY,
    CLUNETTE_JSON,
    CLUNETTE_OPAQUE,
} clunette_kind;

/// One value on its way over the border.
typedef struct {
    clunette_kind kind;
    /// TABLE: an empty one that is a list. HOST_FUNCTION: it waits. LIBRARY: fields are looked up on first use.
    bool flag;
    /// TABLE, LIBRARY: the number of key-value pairs. JSON: that of pages. SHORT_STRING: of bytes.
    uint32_t pairs;
    union {
        int64_t integer;
        double number;
        const uint8_t *_Nullable bytes;
        void *_Nullable object;
        /// To Swift, TABLE: where its elements and then its pairs start among all values.
        size_t start;
    };
    /// STRING: its bytes. TABLE: its elements. OBJECT, HOST_FUNCTION: the type, the name's length.
    size_t count;
} clunette_value;

// MARK: Engines

typedef enum {
    CLUNETTE_RUNNING,
    CLUNETTE_STOP_TIME,
    CLUNETTE_STOP_CPU,
    CLUNETTE_STOP_MEMORY,
    CLUNETTE_STOP_DEPTH,
    CLUNETTE_STOP_OUTPUT,
    CLUNETTE_STOP_INTERRUPT,
} clunette_stop;

typedef enum {
    CLUNETTE_ANSWERED,
    CLUNETTE_RAISED,
    /// With one value, the simple reply.
    CLUNETTE_ANSWERED_SIMPLY,
} clunette_answer;

/// What the engine calls in Swift. The functions among the values of a call are Swift's from then
/// on. None of it may touch the engine but through the reply.
typedef struct {
    void *_Nonnull context;
    clunette_answer (*_Nonnull call)(
        const void *_Nonnull callee, const clunette_value *_Nonnull values, size_t count,
        bool have_functions);
    /// A call whose answer a later resumption brings.
    void (*_Nonnull wait)(
        const void *_Nonnull callee, const clunette_value *_Nonnull values, size_t count);
    void (*_Nonnull output)(void *_Nonnull context, const uint8_t *_Nullable bytes, size_t count);
    /// Seconds since 1970 by the run's clock.
    int64_t (*_Nonnull now)(void *_Nonnull context);
    /// Gives up the engine's hold on an error or object.
    void (*_Nonnull release)(void *_Nonnull object);
    /// A limit was reached or an interrupt came; on any thread, also in a signal handler.
    void (*_Nonnull stopped)(void *_Nonnull context);
} clunette_host;

/// A new engine with a sandboxed environment, or NULL when there is no memory for it.
clunette_engine *_Nullable clunette_engine_create(clunette_host host);
void clunette_engine_close(clunette_engine *_Nonnull engine);

/// Bytes in use by Lua.
size_t clunette_engine_memory(const clunette_engine *_Nonnull engine);
void clunette_engine_collect(clunette_engine *_Nonnull engine);

/// For tests: the n-th allocation from now fails, and with `retries` the one that Lua tries after a
/// collection, so that the script sees it; 0: none.
void clunette_engine_fail_allocation(
    clunette_engine *_Nonnull engine, uint64_t number, bool retries);
bool clunette_engine_failed_allocation(const clunette_engine *_Nonnull engine);

// MARK: Limits

typedef struct {
    /// Nanoseconds of real time and of this thread's processor time from now; 0: none.
    int64_t time;
    int64_t cpu;
    /// What to call it when the processor limit is reached.
    clunette_stop cpu_stop;
    /// Bytes; 0: none.
    size_t memory;
    size_t output;
    /// Characters of source that `load` takes, and that files may have.
    size_t load_source;
    size_t file_source;
} clunette_limits;

/// Starts counting; called on the thread that will run the tasks.
void clunette_run_begin(clunette_engine *_Nonnull engine, clunette_limits limits);
void clunette_run_end(clunette_engine *_Nonnull engine);
/// Ends the run for good; the first reason counts. From any thread or signal handler.
void clunette_run_stop(clunette_engine *_Nonnull engine, clunette_stop reason);
clunette_stop clunette_run_stopped(const clunette_engine *_Nonnull engine);

// Whether the state had to be given up to keep a limit: every run then ends at once.
bool clunette_engine_is_lost(const clunette_engine *_Nonnull engine);
/// Past a limit by `grace` nanoseconds, with code still running (it compiles, or something was
/// forgotten), the process writes `report` to standard error and ends with `exit_code`.
void clunette_set_last_resort(
    clunette_engine *_Nonnull engine, int64_t grace, const char *_Nonnull report, int exit_code);

// MARK: Tasks

typedef enum {
    CLUNETTE_DONE,
    CLUNETTE_FAILED,
    CLUNETTE_WAITING,
    CLUNETTE_STOPPED,
} clunette_outcome;

/// Compiles text; on CLUNETTE_DONE the packed value is the function.
clunette_outcome clunette_compile(
    clunette_engine *_Nonnull engine, const uint8_t *_Nullable source, size_t count,
    const char *_Nonnull chunk);
/// A coroutine that will call the function with what the reply holds; NULL: CLUNETTE_FAILED.
clunette_task *_Nullable clunette_task_create(
    clunette_engine *_Nonnull engine, int64_t function);
/// Runs until it is done, fails, waits for Swift, or is stopped.
clunette_outcome clunette_task_resume(
    clunette_engine *_Nonnull engine, clunette_task *_Nonnull task);
void clunette_task_free(clunette_engine *_Nonnull engine, clunette_task *_Nonnull task);

/// What the last call left: a task's results; or a failure's message and value. Good until the next
/// call; the functions among them are Swift's from now on.
const clunette_value *_Nonnull clunette_packed(
    clunette_engine *_Nonnull engine, size_t *_Nonnull count);
/// Where a failure came from, four values a frame: chunk, line, name, kind; the innermost first.
const clunette_value *_Nullable clunette_failure_frames(
    const clunette_engine *_Nonnull engine, size_t *_Nonnull count);
/// From now on each call that waits says where it stands.
void clunette_trace_calls(clunette_engine *_Nonnull engine);
/// Where the call that waits now stands, as frames; none when nothing is traced. Good within the
/// host's `wait`.
const clunette_value *_Nullable clunette_call_site(
    const clunette_engine *_Nonnull engine, size_t *_Nonnull count);
void clunette_release_function(clunette_engine *_Nonnull engine, int64_t function);

/// Sets a global of the environment to the one value in the reply; false when memory is short.
bool clunette_set_global(clunette_engine *_Nonnull engine, const char *_Nonnull name);
/// From now on the host's own modules, whose chunk names begin with `=`, see the globals as they
/// are now, whatever becomes of the scripts'; false when memory is short.
bool clunette_keep_home(clunette_engine *_Nonnull engine);
/// Names the function that finds modules' sources.
void clunette_set_module_finder(
    clunette_engine *_Nonnull engine, const void *_Nonnull callee);
/// Has the next `require` of this name run the module anew.
void clunette_forget_module(clunette_engine *_Nonnull engine, const char *_Nonnull name);
/// Packs a list of the names in what a path of fields (the reply's values) leads to, without
/// running script code; with no path, those of the globals.
bool clunette_list_names(clunette_engine *_Nonnull engine);

/// A field of the objects of a JSON shape: what its key becomes, the shape of its value (-1: none),
/// and the member whose array stands for its value. False when memory is short.
bool clunette_define_field(
    clunette_engine *_Nonnull engine, int32_t shape, const char *_Nonnull key,
    const char *_Nonnull name, int32_t child, const char *_Nullable wrapped);

// MARK: Replies: values in order, what a table holds after the table

void clunette_reply_begin(clunette_engine *_Nonnull engine);
/// Where a reply of one value is written that needs no bytes: nil, a boolean, a number, or an
/// object of a type that is known already. It is the engine's as long as that lives.
clunette_value *_Nonnull clunette_simple_reply(clunette_engine *_Nonnull engine);
void clunette_reply_simple(clunette_engine *_Nonnull engine, clunette_kind kind);
void clunette_reply_integer(clunette_engine *_Nonnull engine, int64_t value);
void clunette_reply_number(clunette_engine *_Nonnull engine, double value);
void clunette_reply_bytes(
    clunette_engine *_Nonnull engine, const uint8_t *_Nullable bytes, size_t count);
/// Up to 16 bytes, as they lie in memory in two words.
void clunette_reply_short_bytes(
    clunette_engine *_Nonnull engine, uint64_t first, uint64_t second, size_t count);
/// `elements` values and then `pairs` times key and value follow.
void clunette_reply_table(
    clunette_engine *_Nonnull engine, size_t elements, size_t pairs, bool is_empty_list);
/// The same, read-only to scripts; the name follows first, and with `lazy` a host function that
/// answers a name with a field.
void clunette_reply_library(clunette_engine *_Nonnull engine, size_t pairs, bool lazy);
/// Its line for people, and a table with its fields follow; takes over one hold on `object`.
void clunette_reply_error(clunette_engine *_Nonnull engine, void *_Nonnull object);
/// A type is known by its address; its name and a table with its methods follow where it is new: where
/// the engine does not know it yet.
void clunette_reply_object(
    clunette_engine *_Nonnull engine, void *_Nonnull object, const void *_Nonnull type,
    bool isNew);
bool clunette_knows_type(
    const clunette_engine *_Nonnull engine, const void *_Nonnull type);
void clunette_reply_function(clunette_engine *_Nonnull engine, int64_t function);
/// `callee`: what the host is called with, as long as the engine lives.
void clunette_reply_host_function(
    clunette_engine *_Nonnull engine, const void *_Nonnull callee, bool waits);
/// A JSON text follows: the list's name, then its pages, as strings. The elements of that list in
/// the later pages are appended to the first's. `shape` -1: none.
void clunette_reply_json(clunette_engine *_Nonnull engine, size_t pages, int64_t shape);
/// Opens what reads JSON, which the first text would wait for. NULL, or why nothing can be read. From
/// any thread.
const char *_Nullable clunette_open_json(void);
/// What the reply is: results of a host function that waited, or an error.
void clunette_reply_answer(clunette_engine *_Nonnull engine, clunette_answer answer);

#endif
