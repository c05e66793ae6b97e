#include "CLunetteStdlib.h"
