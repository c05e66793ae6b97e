#include "CLunetteStdlib.h"

#include <string.h>

// A new module is a file here, and two lines below.
static const unsigned char console_source[] = {
#embed "console.lua"
};
static const unsigned char csv_source[] = {
#embed "csv.lua"
};
static const unsigned char ensure_source[] = {
#embed "ensure.lua"
};
static const unsigned char expect_source[] = {
#embed "expect.lua"
};
static const unsigned char fleet_source[] = {
#embed "fleet.lua"
};
static const unsigned char inspect_source[] = {
#embed "inspect.lua"
};
static const unsigned char list_source[] = {
#embed "list.lua"
};
static const unsigned char prelude_source[] = {
#embed "prelude.lua"
};
static const unsigned char retry_source[] = {
#embed "retry.lua"
};
static const unsigned char rows_source[] = {
#embed "rows.lua"
};
static const unsigned char state_source[] = {
#embed "state.lua"
};
static const unsigned char step_source[] = {
#embed "step.lua"
};
static const unsigned char targets_source[] = {
#embed "targets.lua"
};
static const unsigned char test_source[] = {
#embed "test.lua"
};
static const unsigned char text_source[] = {
#embed "text.lua"
};
static const unsigned char time_source[] = {
#embed "time.lua"
};
static const unsigned char wait_source[] = {
#embed "wait.lua"
};

static const unsigned char host_definitions[] = {
#embed "meta/host.lua"
};
static const unsigned char guide_source[] = {
#embed "docs/guide.md"
};
static const unsigned char world_source[] = {
#embed "docs/world.md"
};

#define MODULE(name) {#name, name##_source, sizeof name##_source}
static const struct clunette_module modules[] = {
    MODULE(console),
    MODULE(csv),
    MODULE(ensure),
    MODULE(expect),
    MODULE(fleet),
    MODULE(inspect),
    MODULE(list),
    MODULE(prelude),
    MODULE(retry),
    MODULE(rows),
    MODULE(state),
    MODULE(step),
    MODULE(targets),
    MODULE(test),
    MODULE(text),
    MODULE(time),
    MODULE(wait),
};
static const size_t module_count = sizeof modules / sizeof modules[0];

static const struct clunette_module definitions[] = {
    {"host", host_definitions, sizeof host_definitions},
};
static const size_t definition_count = sizeof definitions / sizeof definitions[0];

static const struct clunette_module pages[] = {MODULE(guide), MODULE(world)};

const struct clunette_module *clunette_stdlib_module_at(size_t index) {
    return index < module_count ? &modules[index] : NULL;
}

const struct clunette_module *clunette_stdlib_module(const char *name) {
    for (size_t i = 0; i < module_count; i++) {
        if (strcmp(modules[i].name, name) == 0) return &modules[i];
    }
    return NULL;
}

const struct clunette_module *clunette_stdlib_definitions_at(size_t index) {
    return index < definition_count ? &definitions[index] : NULL;
}

const struct clunette_module *clunette_stdlib_page(const char *name) {
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
        if (strcmp(pages[i].name, name) == 0) return &pages[i];
    }
    return NULL;
}
