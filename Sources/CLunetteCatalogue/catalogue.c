#define _GNU_SOURCE
#include "CLunetteCatalogue.h"

#include <string.h>

static const unsigned char operations[] = {
#embed "ecs-operations.json"
};

const unsigned char *clunette_operations_start(void) { return operations; }
const size_t clunette_operations_size = sizeof operations;

bool clunette_catalogue_contains(const void *bytes, size_t count) {
    return memmem(operations, sizeof operations, bytes, count) != NULL;
}
