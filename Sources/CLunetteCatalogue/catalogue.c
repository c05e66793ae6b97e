#include "CLunetteCatalogue.h"

static const unsigned char operations[] = {
#embed "ecs-operations.json"
};

const unsigned char *clunette_operations_start(void) { return operations; }
const size_t clunette_operations_size = sizeof operations;
