// The library is opened at the first text. It brings the whole of the C++ library with it, whose
// symbols took three quarters of a millisecond of every start; what else is written in C++ here has
// that linked in.

#include "library.h"

#ifdef __APPLE__

const char *clunette_json_open(void) { return nullptr; }

const char *message(simdjson::error_code error) { return simdjson::error_message(error); }

#else

#include <cstdio>
#include <dlfcn.h>

namespace {
using Implementation = simdjson::internal::atomic_ptr<const simdjson::implementation>;

struct Library {
    Implementation &(*active)() = nullptr;
    const simdjson::internal::error_code_info *errors = nullptr;
    char failure[256] = "";

    Library() {
        // Debian 12's, by whose header this is compiled there; elsewhere the one beside the header.
        void *handle = dlopen("libsimdjson.so.14", RTLD_LAZY | RTLD_LOCAL);
        if (handle == nullptr) handle = dlopen("libsimdjson.so", RTLD_LAZY | RTLD_LOCAL);
        if (handle == nullptr) {
            std::snprintf(failure, sizeof failure, "%s", dlerror());
            return;
        }
        find(handle, "_ZN8simdjson25get_active_implementationEv", active);
        find(handle, "_ZN8simdjson8internal11error_codesE", errors);
    }

    template <typename Symbol> void find(void *handle, const char *name, Symbol &symbol) {
        symbol = reinterpret_cast<Symbol>(dlsym(handle, name));
        if (symbol == nullptr)
            std::snprintf(failure, sizeof failure, "libsimdjson has no %s", name);
    }
};

const Library &library() {
    static const Library opened;
    return opened;
}
}

// What the header's own code asks the library for.
Implementation &simdjson::get_active_implementation() { return library().active(); }

const char *message(simdjson::error_code error) { return library().errors[error].message; }

const char *clunette_json_open(void) {
    const char *failure = library().failure;
    return failure[0] == '\0' ? nullptr : failure;
}

#endif
