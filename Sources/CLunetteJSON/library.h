#ifndef LIBRARY_H
#define LIBRARY_H

#include "CLunetteJSON.h"

// No exception passes here, and what throws one needs more of the library than this.
#define SIMDJSON_EXCEPTIONS 0
#include <simdjson.h>

/// The library's own words.
const char *message(simdjson::error_code error);

#endif
