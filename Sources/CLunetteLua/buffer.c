#include "engine.h"

#include <stdlib.h>
#include <string.h>

static bool grow(void **block, size_t *capacity, size_t needed, size_t size) {
    if (needed <= *capacity) return true;
    size_t larger = *capacity * 2 > needed ? *capacity * 2 : needed + 64;
    shelter();
    void *result = realloc(*block, larger * size);
    unshelter();
    if (result == NULL) return false;
    *block = result;
    *capacity = larger;
    return true;
}

bool buffer_reserve(value_buffer *buffer, size_t count) {
    size_t needed = buffer->count + count;
    size_t size = sizeof *buffer->values;
    if (!grow((void **)&buffer->values, &buffer->capacity, needed, size)) return false;
    for (size_t i = buffer->count; i < needed; i++) buffer->values[i].kind = CLUNETTE_NIL;
    buffer->count = needed;
    return true;
}

clunette_value *buffer_append_slowly(value_buffer *buffer) {
    static clunette_value lost;
    if (buffer_reserve(buffer, 1)) return &buffer->values[buffer->count - 1];
    buffer->failed = true;
    return &lost;
}

void buffer_append_bytes(value_buffer *buffer, const void *bytes, size_t count) {
    // A byte more than needed, so that every string ends in one that may be read; JSON wants more.
    size_t needed = buffer->byte_count + count + 64;
    if (needed > buffer->byte_capacity &&
        !grow((void **)&buffer->bytes, &buffer->byte_capacity, needed, 1)) {
        buffer->failed = true;
        return;
    }
    clunette_value *value = buffer_append(buffer, CLUNETTE_STRING);
    value->flag = buffer->unsettled = true;
    value->start = buffer->byte_count;
    value->count = count;
    if (count > 0) memcpy(buffer->bytes + buffer->byte_count, bytes, count);
    buffer->byte_count += count;
}

void buffer_settle(value_buffer *buffer) {
    if (!buffer->unsettled) return;
    buffer->unsettled = false;
    for (size_t i = 0; i < buffer->count; i++) {
        clunette_value *value = &buffer->values[i];
        if (value->kind != CLUNETTE_STRING || !value->flag) continue;
        value->flag = false;
        value->bytes = buffer->bytes + value->start;
    }
}

void buffer_shrink(value_buffer *buffer) {
    if (buffer->capacity > kept_values) {
        shelter();
        clunette_value *smaller = realloc(buffer->values, kept_values * sizeof *smaller);
        unshelter();
        if (smaller != NULL) {
            buffer->values = smaller;
            buffer->capacity = kept_values;
        }
    }
    if (buffer->byte_capacity > kept_bytes) {
        shelter();
        free(buffer->bytes);
        unshelter();
        buffer->bytes = NULL;
        buffer->byte_capacity = 0;
    }
}

void buffer_free(value_buffer *buffer) {
    free(buffer->values);
    free(buffer->bytes);
}
