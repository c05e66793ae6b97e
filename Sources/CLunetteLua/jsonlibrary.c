#include "engine.h"

const luaL_Reg clunette_json_functions[] = {
    {"decode", clunette_json_decode},
    {NULL, NULL},
};
