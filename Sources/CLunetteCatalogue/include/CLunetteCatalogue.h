// The ECS operations, as data in the binary. Source: the vendor's Python SDK 7.11.8 and its metadata.
#ifndef CLUNETTECATALOGUE_H
#define CLUNETTECATALOGUE_H

#include <stdbool.h>
#include <stddef.h>

/// JSON text, one operation a line; not NUL-terminated.
const unsigned char *clunette_operations_start(void);
/// Whether these bytes occur in the text.
bool clunette_catalogue_contains(const void *bytes, size_t count);
/// Whether these bytes occur in some other text, such as a part of it.
bool clunette_text_contains(const void *text, size_t size, const void *bytes, size_t count);
extern const size_t clunette_operations_size;

#endif
