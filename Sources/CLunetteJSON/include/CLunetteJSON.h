// simdjson, as C sees it: text to a tape of words.
#ifndef CLUNETTEJSON_H
#define CLUNETTEJSON_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct clunette_json_parser clunette_json_parser;

/// Bytes that must be readable behind a text; what they are doesn't matter.
enum { clunette_json_padding = 64 };

/// Opens the library, once; before a parser is made. NULL, or why it cannot be used. From any
/// thread.
const char *_Nullable clunette_json_open(void);

/// NULL when there is no memory for it.
clunette_json_parser *_Nullable clunette_json_create(void);
void clunette_json_free(clunette_json_parser *_Nullable parser);

/// The tape, as simdjson's documentation describes it, and the strings that it points to; good until
/// the next call. NULL: the text is not JSON, and `problem` says why.
const uint64_t *_Nullable clunette_json_parse(
    clunette_json_parser *_Nonnull parser, const uint8_t *_Nonnull text, size_t count,
    const uint8_t *_Nullable *_Nonnull strings, const char *_Nullable *_Nonnull problem);

#ifdef __cplusplus
}
#endif
#endif
