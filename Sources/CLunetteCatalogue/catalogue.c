#define _GNU_SOURCE
#include "CLunetteCatalogue.h"

#include <string.h>

static const unsigned char operations[] = {
#embed "ecs-operations.json"
};

const unsigned char *clunette_operations_start(void) { return operations; }
const size_t clunette_operations_size = sizeof operations;

bool clunette_catalogue_contains(const void *bytes, size_t count) {
    return clunette_text_contains(operations, sizeof operations, bytes, count);
}

bool clunette_text_contains(const void *text, size_t size, const void *bytes, size_t count) {
    return memmem(text, size, bytes, count) != NULL;
}
