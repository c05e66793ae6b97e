#include "CLunetteCurl.h"
