#include "engine.h"

#include <stdlib.h>
#include <string.h>

// What a buffer may keep for the next use.
enum { kept_values = 4096, kept_bytes = 1 << 16 };

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

clunette_value *buffer_append(value_buffer *buffer, clunette_kind kind) {
    static clunette_value lost;
    if (!grow((void **)&buffer->values, &buffer->capacity, buffer->count + 1, sizeof lost)) {
        buffer->failed = true;
        return &lost;
    }
    clunette_value *value = &buffer->values[buffer->count++];
    *value = (clunette_value){.kind = kind};
    return value;
}

void buffer_append_bytes(value_buffer *buffer, const void *bytes, size_t count) {
    // A byte more than needed, so that every string ends in one that may be read; JSON wants more.
    size_t needed = buffer->byte_count + count + 64;
    if (!grow((void **)&buffer->bytes, &buffer->byte_capacity, needed, 1)) {
        buffer->failed = true;
        return;
    }
    clunette_value *value = buffer_append(buffer, CLUNETTE_STRING);
    value->flag = true;
    value->start = buffer->byte_count;
    value->count = count;
    if (count > 0) memcpy(buffer->bytes + buffer->byte_count, bytes, count);
    buffer->byte_count += count;
}

void buffer_settle(value_buffer *buffer) {
    for (size_t i = 0; i < buffer->count; i++) {
        clunette_value *value = &buffer->values[i];
        if (value->kind != CLUNETTE_STRING || !value->flag) continue;
        value->flag = false;
        value->bytes = buffer->bytes + value->start;
    }
}

void buffer_clear(value_buffer *buffer) {
    buffer->count = buffer->byte_count = buffer->references = 0;
    buffer->failed = false;
    if (buffer->capacity > kept_values) {
        clunette_value *smaller = realloc(buffer->values, kept_values * sizeof *smaller);
        if (smaller != NULL) {
            buffer->values = smaller;
            buffer->capacity = kept_values;
        }
    }
    if (buffer->byte_capacity > kept_bytes) {
        free(buffer->bytes);
        buffer->bytes = NULL;
        buffer->byte_capacity = 0;
    }
}

void buffer_free(value_buffer *buffer) {
    free(buffer->values);
    free(buffer->bytes);
}
