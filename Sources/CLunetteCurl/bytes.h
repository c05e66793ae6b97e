// A buffer that grows and keeps its memory.
#ifndef BYTES_H
#define BYTES_H

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct bytes {
    uint8_t *start;
    size_t count;
    size_t capacity;
};

static inline bool bytes_append(struct bytes *bytes, const void *added, size_t count) {
    if (count > bytes->capacity - bytes->count) {
        size_t capacity = bytes->capacity < 4096 ? 4096 : bytes->capacity;
        while (capacity < bytes->count + count) capacity *= 2;
        uint8_t *start = realloc(bytes->start, capacity);
        if (start == NULL) return false;
        bytes->start = start;
        bytes->capacity = capacity;
    }
    memcpy(bytes->start + bytes->count, added, count);
    bytes->count += count;
    return true;
}

/// Empties it; gives back the memory of a large answer, so that idle transfers stay small.
static inline void bytes_clear(struct bytes *bytes) {
    bytes->count = 0;
    if (bytes->capacity > 1 << 20) {
        free(bytes->start);
        *bytes = (struct bytes){0};
    }
}

#endif
