// Small blocks of one engine, most of what Lua asks for. The C library's allocator locks in a
// process with threads, and grows the memory of any thread but the first by single pages: together
// a fifth of the time of a program that makes tables.
//
// The pool never gives a block of one size to another, so it is bounded: what does not fit in goes
// to the C library.
#include "engine.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum { pool_bytes = 16 << 20, step = 16 };

// An address sanitizer has to see every block.
#if defined(__SANITIZE_ADDRESS__)
#define IS_POOLED 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define IS_POOLED 0
#endif
#endif
#ifndef IS_POOLED
#define IS_POOLED 1
#endif

void pool_open(block_pool *pool) {
    if (!IS_POOLED) return;
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
    void *start = mmap(NULL, pool_bytes, PROT_READ | PROT_WRITE, flags, -1, 0);
    if (start == MAP_FAILED) return;
    pool->start = pool->next = start;
    pool->end = pool->start + pool_bytes;
}

void pool_close(block_pool *pool) {
    if (pool->start != NULL) munmap(pool->start, pool_bytes);
}

static bool is_pooled(const block_pool *pool, const void *block) {
    return (uintptr_t)block - (uintptr_t)pool->start < (uintptr_t)(pool->end - pool->start);
}

static size_t class_of(size_t size) { return (size - 1) / step; }

// The C library may hold its lock: the thread is not to be torn out of it.
static void *resize_outside(void *block, size_t size) {
    shelter();
    void *result = realloc(block, size);
    unshelter();
    return result;
}

static void *take(block_pool *pool, size_t size) {
    if (size > pool_largest) return resize_outside(NULL, size);
    size_t class = class_of(size);
    void *block = pool->free[class];
    if (block != NULL) {
        memcpy(&pool->free[class], block, sizeof block);
        return block;
    }
    size_t rounded = (class + 1) * step;
    if ((size_t)(pool->end - pool->next) < rounded) return resize_outside(NULL, size);
    block = pool->next;
    pool->next += rounded;
    return block;
}

void pool_free(block_pool *pool, void *block, size_t size) {
    if (!is_pooled(pool, block)) {
        shelter();
        free(block);
        unshelter();
        return;
    }
    void **head = &pool->free[class_of(size)];
    memcpy(block, head, sizeof *head);
    *head = block;
}

void *pool_resize(block_pool *pool, void *block, size_t old_size, size_t new_size) {
    if (block == NULL) return take(pool, new_size);
    bool wasPooled = is_pooled(pool, block);
    if (!wasPooled && new_size > pool_largest) return resize_outside(block, new_size);
    if (wasPooled && new_size <= pool_largest && class_of(old_size) == class_of(new_size))
        return block;
    void *result = take(pool, new_size);
    // Lua relies on it that a block can always be made smaller.
    if (result == NULL) return new_size <= old_size ? block : NULL;
    memcpy(result, block, old_size < new_size ? old_size : new_size);
    pool_free(pool, block, old_size);
    return result;
}
