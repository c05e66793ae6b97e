// The memory limit. It is soft: over it, blocks are still granted, a full collection follows at the
// next instruction, and what is still over then ends the run. Answering NULL instead would start
// an emergency collection, which 5.4.4 doesn't survive when a metatable is weak.
#include "engine.h"

// Lua gives an overflowing stack a new block of this size: its limit, room to handle the error, and
// the spare slots behind every stack (16 bytes each).
enum { spare_slots = 5, slot_size = 16, watched_slots = 4096 };
enum { overflowed_stack = (LUAI_MAXSTACK + 200 + spare_slots) * slot_size };

static bool is_new_object(const void *block, size_t type) {
    return block == NULL && type >= LUA_TSTRING && type <= LUA_NUMTYPES + 1;
}

// Whether a block must be refused: a new object far over the limit, or any block that only a
// string buffer can ask for. Tables grow by less and are never refused.
static bool is_refused(
    const clunette_engine *engine, const void *block, size_t type, size_t after) {
    if (is_new_object(block, type) && after > engine->limit + engine->limit / 2) return true;
    return after / 4 > engine->limit;
}

// The size of a stack's block when the stack has doubled.
static size_t doubled(size_t block) {
    return (2 * (block / slot_size - spare_slots) + spare_slots) * slot_size;
}

// A table that is its own __call makes 5.4.4 insert arguments for ever, in which no hook fires. All
// that shows is a stack that doubles: a new block, and right then the old one's end. From a
// certain size on a hook is armed; if the stack doubles once more before that hook was called, the
// block is refused.
static void watch_stack(clunette_engine *engine, size_t freed) {
    bool hasDoubled = freed >= watched_slots * slot_size && doubled(freed) == engine->newest_block;
    if (!hasDoubled) return;
    engine->next_stack = doubled(engine->newest_block);
    clunette_arm(engine);
}

static bool is_runaway_stack(clunette_engine *engine, const void *block, size_t new_size) {
    if (block != NULL || new_size != engine->next_stack || engine->current == NULL) return false;
    if ((size_t)lua_gettop(engine->current) < new_size / slot_size / 4) return false;
    clunette_run_stop(engine, CLUNETTE_STOP_DEPTH);
    return true;
}

static bool fails_now(clunette_engine *engine, size_t size) {
    bool isRetry = engine->fail_retry != 0 && engine->fail_retry == size;
    if (isRetry) engine->fail_retry = 0;
    if (engine->fail_countdown == 0 || --engine->fail_countdown > 0) return isRetry;
    engine->fail_happened = true;
    if (engine->fails_retries) engine->fail_retry = size;
    return true;
}

static void *refuse(clunette_engine *engine) {
    engine->refused = true;
    return NULL;
}

void *clunette_allocate(void *context, void *block, size_t old_size, size_t new_size) {
    clunette_engine *engine = context;
    size_t old = block == NULL ? 0 : old_size;
    if (new_size == 0) {
        if (block != NULL) pool_free(&engine->pool, block, old);
        engine->used -= old;
        watch_stack(engine, old);
        return NULL;
    }
    if (new_size > old) {
        size_t after = engine->used - old + new_size;
        if (after > engine->limit) {
            if (is_refused(engine, block, old_size, after)) return refuse(engine);
            engine->over = true;
            clunette_arm(engine);
        }
        if (fails_now(engine, new_size) || is_runaway_stack(engine, block, new_size))
            return refuse(engine);
        engine->newest_block = new_size;
        if (new_size == overflowed_stack && !is_new_object(block, old_size)) {
            clunette_run_stop(engine, CLUNETTE_STOP_DEPTH);
            clunette_arm(engine);
        }
    }
    void *result = pool_resize(&engine->pool, block, old, new_size);
    if (result == NULL) return refuse(engine);
    engine->used = engine->used - old + new_size;
    return result;
}

void clunette_set_memory_limit(clunette_engine *engine, size_t limit) {
    engine->over = engine->refused = false;
    if (limit == SIZE_MAX) {
        engine->limit = limit;
        return;
    }
    // What earlier chunks of a session keep must leave the next one room to give it up.
    if (engine->used > limit / 2) clunette_engine_collect(engine);
    size_t room = engine->used + limit / 8;
    engine->limit = room < limit ? limit : room < 2 * limit ? room : 2 * limit;
}
