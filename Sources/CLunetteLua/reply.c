// What Swift answers: written value by value into a buffer that the engine owns, so that raising
// in the middle of turning it into Lua values loses nothing.
#include "engine.h"

static void give_up_objects(clunette_engine *engine) {
    shelter();
    for (size_t i = 0; i < engine->reply.count && engine->reply.references > 0; i++) {
        clunette_value *value = &engine->reply.values[i];
        bool isHeld = value->kind == CLUNETTE_ERROR || value->kind == CLUNETTE_OBJECT;
        if (!isHeld) continue;
        engine->reply.references--;
        if (value->object != NULL) engine->host.release(value->object);
    }
    clunette_value *simple = &engine->simple;
    if (simple->kind == CLUNETTE_OBJECT && simple->object != NULL)
        engine->host.release(simple->object);
    unshelter();
    *simple = (clunette_value){.kind = CLUNETTE_NIL};
}

void clunette_reply_empty(clunette_engine *engine) {
    give_up_objects(engine);
    buffer_clear(&engine->reply);
    engine->answer = CLUNETTE_ANSWERED;
    engine->reply_is_used = false;
}

void clunette_reply_begin(clunette_engine *engine) {
    clunette_reply_empty(engine);
    engine->reply_is_used = true;
}

void clunette_reply_answer(clunette_engine *engine, clunette_answer answer) {
    engine->answer = answer;
}

clunette_value *clunette_simple_reply(clunette_engine *engine) { return &engine->simple; }

void clunette_reply_simple(clunette_engine *engine, clunette_kind kind) {
    buffer_append(&engine->reply, kind);
}

void clunette_reply_integer(clunette_engine *engine, int64_t value) {
    buffer_append(&engine->reply, CLUNETTE_INTEGER)->integer = value;
}

void clunette_reply_number(clunette_engine *engine, double value) {
    buffer_append(&engine->reply, CLUNETTE_NUMBER)->number = value;
}

void clunette_reply_bytes(clunette_engine *engine, const uint8_t *bytes, size_t count) {
    buffer_append_bytes(&engine->reply, bytes, count);
}

void clunette_reply_short_bytes(
    clunette_engine *engine, uint64_t first, uint64_t second, size_t count) {
    clunette_value *value = buffer_append(&engine->reply, CLUNETTE_SHORT_STRING);
    value->pairs = (uint32_t)count;
    value->integer = (int64_t)first;
    value->count = second;
}

void clunette_reply_table(
    clunette_engine *engine, size_t elements, size_t pairs, bool is_empty_list
) {
    clunette_value *value = buffer_append(&engine->reply, CLUNETTE_TABLE);
    value->count = elements;
    value->pairs = (uint32_t)pairs;
    value->flag = is_empty_list;
}

void clunette_reply_library(clunette_engine *engine, size_t pairs, bool lazy) {
    clunette_value *value = buffer_append(&engine->reply, CLUNETTE_LIBRARY);
    value->flag = lazy;
    value->pairs = (uint32_t)pairs;
}

void clunette_reply_error(clunette_engine *engine, void *object) {
    buffer_append(&engine->reply, CLUNETTE_ERROR)->object = object;
    engine->reply.references++;
}

void clunette_reply_object(clunette_engine *engine, void *object, const void *type, bool isNew) {
    clunette_value *value = buffer_append(&engine->reply, CLUNETTE_OBJECT);
    value->object = object;
    engine->reply.references++;
    value->count = (size_t)type;
    value->flag = isNew;
}

void clunette_reply_function(clunette_engine *engine, int64_t function) {
    buffer_append(&engine->reply, CLUNETTE_FUNCTION)->integer = function;
}

void clunette_reply_host_function(clunette_engine *engine, const void *callee, bool waits) {
    clunette_value *value = buffer_append(&engine->reply, CLUNETTE_HOST_FUNCTION);
    value->object = (void *)callee;
    value->flag = waits;
}

void clunette_reply_json(clunette_engine *engine, size_t pages, int64_t shape) {
    clunette_value *value = buffer_append(&engine->reply, CLUNETTE_JSON);
    value->pairs = (uint32_t)pages;
    value->integer = shape;
}
