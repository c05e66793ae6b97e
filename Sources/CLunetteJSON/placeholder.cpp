#include "CLunetteJSON.h"
