#include "library.h"

#include <new>

static_assert(simdjson::SIMDJSON_PADDING <= clunette_json_padding, "more padding is needed");

namespace {
constexpr size_t deepest = 128, kept_capacity = 1 << 22;

// What a long text took is given back when a much shorter one comes.
bool fits(const simdjson::dom::parser &parser, size_t count) {
    size_t capacity = parser.capacity();
    bool isWasteful = capacity > kept_capacity && capacity / 8 > count;
    return capacity >= count && !isWasteful && parser.max_depth() == deepest;
}
}

struct clunette_json_parser {
    simdjson::dom::parser parser;
};

clunette_json_parser *clunette_json_create(void) {
    return new (std::nothrow) clunette_json_parser;
}

void clunette_json_free(clunette_json_parser *parser) { delete parser; }

const uint64_t *clunette_json_parse(
    clunette_json_parser *parser, const uint8_t *text, size_t count, const uint8_t **strings,
    const char **problem) {
    auto &dom = parser->parser;
    simdjson::error_code error = simdjson::SUCCESS;
    if (!fits(dom, count))
        error = dom.allocate(count < 4096 ? 4096 : count, deepest);
    if (error == simdjson::SUCCESS) error = dom.parse(text, count, false).error();
    if (error != simdjson::SUCCESS) {
        *problem = message(error);
        return nullptr;
    }
    *strings = dom.doc.string_buf.get();
    return dom.doc.tape.get();
}
