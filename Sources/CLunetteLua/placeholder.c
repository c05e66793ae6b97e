#include "CLunetteLua.h"
