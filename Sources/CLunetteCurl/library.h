// The functions of libcurl that we use, found at run time.
#ifndef LIBRARY_H
#define LIBRARY_H

#include <curl/curl.h>

#define FUNCTIONS(X) \
    X(curl_global_init) \
    X(curl_easy_init) \
    X(curl_easy_cleanup) \
    X(curl_easy_setopt) \
    X(curl_easy_getinfo) \
    X(curl_easy_strerror) \
    X(curl_multi_init) \
    X(curl_multi_cleanup) \
    X(curl_multi_setopt) \
    X(curl_multi_add_handle) \
    X(curl_multi_remove_handle) \
    X(curl_multi_perform) \
    X(curl_multi_poll) \
    X(curl_multi_info_read)

struct library {
#define MEMBER(name) __typeof__(name) *name;
    FUNCTIONS(MEMBER)
#undef MEMBER
};

// libcurl's own macros check the types of options; a call through the table goes around them.
#undef curl_easy_setopt
#undef curl_easy_getinfo
#undef curl_multi_setopt

extern struct library curl;

#endif
