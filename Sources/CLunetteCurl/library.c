#include "library.h"

#include "CLunetteCurl.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

struct library curl;

static char failure[256];
static pthread_once_t once = PTHREAD_ONCE_INIT;

#ifdef __APPLE__
static const char file_name[] = "libcurl.4.dylib";
#else
static const char file_name[] = "libcurl.so.4";
#endif

static void open_library(void) {
    // Lazily: most of what its thirty-five libraries ask of each other nobody ever calls.
    void *handle = dlopen(file_name, RTLD_LAZY | RTLD_LOCAL);
    if (handle == NULL) {
        snprintf(failure, sizeof failure, "%s", dlerror());
        return;
    }
#define FIND(name) \
    curl.name = (__typeof__(curl.name))dlsym(handle, #name); \
    if (curl.name == NULL) { \
        snprintf(failure, sizeof failure, "%s has no %s: it is too old", file_name, #name); \
        return; \
    }
    FUNCTIONS(FIND)
#undef FIND
    CURLcode result = curl.curl_global_init(CURL_GLOBAL_DEFAULT);
    if (result != CURLE_OK) {
        snprintf(failure, sizeof failure, "%s does not start: %s", file_name,
                 curl.curl_easy_strerror(result));
    }
}

const char *clunette_curl_open(void) {
    pthread_once(&once, open_library);
    return failure[0] == '\0' ? NULL : failure;
}
