// For clock_gettime and sched_yield.
#define _POSIX_C_SOURCE 200809L

#include "CLunetteCurl.h"
#include "bytes.h"
#include "library.h"

#include <sched.h>
#include <time.h>

struct clunette_transfers {
    CURLM *multi;
    long idle_connection_seconds;
    /// Null for the system's.
    char *authorities;
    char *authority_folder;
    /// The last one was.
    bool waits_are_short;
};

struct clunette_transfer {
    CURL *easy;
    /// The request's header lines, and libcurl's list of them.
    struct bytes lines;
    struct curl_slist *nodes;
    size_t node_capacity;
    /// What was set for the request before: most are to the same place.
    struct bytes url;
    bool has_target;
    struct bytes headers;
    struct bytes body;
    size_t maximum_answer_size;
    void *context;
    /// How often the request was about to be sent.
    int sendings;
    bool is_added;
    /// The empty line behind the headers came: libcurl takes an answer for whole without it.
    bool has_headers;
    bool is_too_large;
    CURLcode result;
    char message[CURL_ERROR_SIZE];
};

static bool copy_text(char **copy, const char *text) {
    *copy = text == NULL ? NULL : strdup(text);
    return text == NULL || *copy != NULL;
}

clunette_transfers *clunette_transfers_create(
    long idle_connection_seconds, long connections, const char *authorities,
    const char *authority_folder
) {
    clunette_transfers *transfers = calloc(1, sizeof *transfers);
    if (transfers == NULL) return NULL;
    transfers->multi = curl.curl_multi_init();
    transfers->idle_connection_seconds = idle_connection_seconds;
    if (transfers->multi == NULL || !copy_text(&transfers->authorities, authorities)
        || !copy_text(&transfers->authority_folder, authority_folder)) {
        clunette_transfers_destroy(transfers);
        return NULL;
    }
    // Else libcurl keeps four for each transfer under way, and closes the rest in a lull.
    curl.curl_multi_setopt(transfers->multi, CURLMOPT_MAXCONNECTS, connections);
    return transfers;
}

void clunette_transfers_destroy(clunette_transfers *transfers) {
    curl.curl_multi_cleanup(transfers->multi);
    free(transfers->authorities);
    free(transfers->authority_folder);
    free(transfers);
}

void clunette_transfer_destroy(clunette_transfer *transfer) {
    curl.curl_easy_cleanup(transfer->easy);
    free(transfer->lines.start);
    free(transfer->nodes);
    free(transfer->url.start);
    free(transfer->headers.start);
    free(transfer->body.start);
    free(transfer);
}

static size_t take_body(char *bytes, size_t size, size_t count, void *context) {
    clunette_transfer *transfer = context;
    size *= count;
    if (size > transfer->maximum_answer_size - transfer->body.count) {
        transfer->is_too_large = true;
        return CURL_WRITEFUNC_ERROR;
    }
    return bytes_append(&transfer->body, bytes, size) ? size : CURL_WRITEFUNC_ERROR;
}

static size_t take_header(char *bytes, size_t size, size_t count, void *context) {
    clunette_transfer *transfer = context;
    size *= count;
    // A status line starts an answer anew: a proxy's or an interim one came before.
    if (size > 5 && memcmp(bytes, "HTTP/", 5) == 0) {
        transfer->headers.count = 0;
        transfer->has_headers = false;
        return size;
    }
    if (size <= 2 && (bytes[0] == '\r' || bytes[0] == '\n')) transfer->has_headers = true;
    if (transfer->headers.count + size > 256 * 1024) {
        transfer->is_too_large = true;
        return CURL_WRITEFUNC_ERROR;
    }
    return bytes_append(&transfer->headers, bytes, size) ? size : CURL_WRITEFUNC_ERROR;
}

// libcurl quietly repeats a request, a POST too, when a kept connection dies before the answer.
// The service may have acted on the first: whether to repeat is decided above, with a new nonce.
static int before_sending(void *context, char *to, char *from, int to_port, int from_port) {
    (void)to, (void)from, (void)to_port, (void)from_port;
    clunette_transfer *transfer = context;
    return transfer->sendings++ == 0 ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT;
}

// Without an early end, and summed up in bytes, so that the compiler looks at many at once.
size_t clunette_count_controls(const uint8_t *bytes, size_t count) {
    size_t controls = 0;
    while (count > 0) {
        size_t some = count < UINT8_MAX ? count : UINT8_MAX;
        uint8_t found = 0;
        for (size_t i = 0; i < some; i++) found += (bytes[i] < 0x20) | (bytes[i] == 0x7F);
        controls += found;
        bytes += some;
        count -= some;
    }
    return controls;
}

static bool reserve_nodes(clunette_transfer *transfer, size_t count) {
    if (count <= transfer->node_capacity) return true;
    struct curl_slist *nodes = realloc(transfer->nodes, count * sizeof *nodes);
    if (nodes == NULL) return false;
    transfer->nodes = nodes;
    transfer->node_capacity = count;
    return true;
}

// libcurl only reads the list: its nodes point into one copy of the lines.
static bool set_headers(clunette_transfer *transfer, const clunette_request *request) {
    struct bytes *lines = &transfer->lines;
    bytes_clear(lines);
    if (!bytes_append(lines, request->headers, request->headers_size)) return false;
    char *start = (char *)lines->start, *end = start + lines->count;
    size_t count = 0;
    for (char *line = start; line < end; line += strlen(line) + 1) count++;
    if (!reserve_nodes(transfer, count)) return false;
    struct curl_slist *node = transfer->nodes;
    for (char *line = start; line < end; line += strlen(line) + 1, node++) {
        *node = (struct curl_slist){.data = line, .next = node + 1};
    }
    if (count > 0) node[-1].next = NULL;
    return curl.curl_easy_setopt(
        transfer->easy, CURLOPT_HTTPHEADER, count > 0 ? transfer->nodes : NULL) == CURLE_OK;
}

// The URL is read by libcurl for each request; the target, written letter by letter, is not.
static bool set_place(clunette_transfer *transfer, const clunette_request *request) {
    CURL *easy = transfer->easy;
    struct bytes *url = &transfer->url;
    size_t size = strlen(request->url) + 1;
    if (size != url->count || memcmp(url->start, request->url, size) != 0) {
        bytes_clear(url);
        if (curl.curl_easy_setopt(easy, CURLOPT_URL, request->url) != CURLE_OK) return false;
        if (!bytes_append(url, request->url, size)) return false;
    }
    if (request->target != NULL || transfer->has_target) {
        transfer->has_target = request->target != NULL;
        return curl.curl_easy_setopt(easy, CURLOPT_REQUEST_TARGET, request->target) == CURLE_OK;
    }
    return true;
}

// A request with a body, an empty one too, is a POST to libcurl, whatever its method is called.
static void set_method(CURL *easy, const clunette_request *request) {
    bool is_get = strcmp(request->method, "GET") == 0;
    bool is_named = !is_get && strcmp(request->method, "POST") != 0;
    curl.curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, is_named ? request->method : NULL);
    if (is_get) {
        curl.curl_easy_setopt(easy, CURLOPT_HTTPGET, 1L);
        return;
    }
    curl.curl_easy_setopt(easy, CURLOPT_POST, 1L);
    curl.curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->body_size);
    if (request->body_size > 0) {
        curl.curl_easy_setopt(easy, CURLOPT_COPYPOSTFIELDS, (const char *)request->body);
    } else {
        curl.curl_easy_setopt(easy, CURLOPT_POSTFIELDS, "");
    }
}

// What each request has of its own. The rest is set once for a transfer that serves many.
static bool set_request(clunette_transfer *transfer, const clunette_request *request) {
    CURL *easy = transfer->easy;
    set_method(easy, request);
    curl.curl_easy_setopt(
        easy, CURLOPT_CONNECTTIMEOUT_MS, request->connect_timeout_milliseconds);
    curl.curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, request->timeout_milliseconds);
    curl.curl_easy_setopt(easy, CURLOPT_PROXY, request->uses_proxy ? NULL : "");
    return set_place(transfer, request) && set_headers(transfer, request);
}

// Of the server's, and of a proxy's that is met by TLS.
static void set_authorities(CURL *easy, const clunette_transfers *transfers) {
    if (transfers->authorities != NULL) {
        curl.curl_easy_setopt(easy, CURLOPT_CAINFO, transfers->authorities);
        curl.curl_easy_setopt(easy, CURLOPT_PROXY_CAINFO, transfers->authorities);
    }
    if (transfers->authority_folder != NULL) {
        curl.curl_easy_setopt(easy, CURLOPT_CAPATH, transfers->authority_folder);
        curl.curl_easy_setopt(easy, CURLOPT_PROXY_CAPATH, transfers->authority_folder);
    }
}

static void set_rules(CURL *easy, const clunette_transfers *transfers) {
    set_authorities(easy, transfers);
    curl.curl_easy_setopt(easy, CURLOPT_MAXAGE_CONN, transfers->idle_connection_seconds);
    curl.curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl.curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    // One request at a time on a connection, as the vendor's libraries do: when it breaks, there
    // is no question whose answer is missing.
    curl.curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    curl.curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "gzip");
    // The usual 64 kB would be allocated and given back for each request.
    curl.curl_easy_setopt(easy, CURLOPT_UPLOAD_BUFFERSIZE, 16L * 1024);
}

static void set_callbacks(clunette_transfer *transfer) {
    CURL *easy = transfer->easy;
    curl.curl_easy_setopt(easy, CURLOPT_PRIVATE, transfer);
    curl.curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer->message);
    curl.curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body);
    curl.curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer);
    curl.curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_header);
    curl.curl_easy_setopt(easy, CURLOPT_HEADERDATA, transfer);
    curl.curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, before_sending);
    curl.curl_easy_setopt(easy, CURLOPT_PREREQDATA, transfer);
}

clunette_transfer *clunette_transfer_create(const clunette_transfers *transfers) {
    clunette_transfer *transfer = calloc(1, sizeof *transfer);
    if (transfer == NULL) return NULL;
    transfer->easy = curl.curl_easy_init();
    if (transfer->easy == NULL) {
        free(transfer);
        return NULL;
    }
    set_callbacks(transfer);
    set_rules(transfer->easy, transfers);
    return transfer;
}

bool clunette_transfer_start(
    clunette_transfers *transfers, clunette_transfer *transfer, const clunette_request *request,
    void *context
) {
    CURL *easy = transfer->easy;
    bytes_clear(&transfer->headers);
    bytes_clear(&transfer->body);
    transfer->maximum_answer_size = request->maximum_answer_size;
    transfer->context = context;
    transfer->sendings = 0;
    transfer->is_too_large = false;
    transfer->has_headers = false;
    transfer->result = CURLE_OK;
    transfer->message[0] = '\0';
    if (!set_request(transfer, request)) return false;
    if (curl.curl_multi_add_handle(transfers->multi, easy) != CURLM_OK) return false;
    transfer->is_added = true;
    return true;
}

void clunette_transfer_remove(clunette_transfers *transfers, clunette_transfer *transfer) {
    if (transfer->is_added) curl.curl_multi_remove_handle(transfers->multi, transfer->easy);
    transfer->is_added = false;
}

void clunette_transfers_perform(clunette_transfers *transfers) {
    int running = 0;
    curl.curl_multi_perform(transfers->multi, &running);
}

static int64_t nanoseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

// A wait that is over sooner than this is spent awake: to be put to sleep and woken, and to find
// the caches cold, costs more than the wait. So short are only waits for a server on this machine.
enum { short_wait_nanoseconds = 150 * 1000 };

// Looks again and again, and lets others run in between; false when nothing came soon.
static bool watch(clunette_transfers *transfers, struct curl_waitfd *wake, int64_t start) {
    int ready = 0;
    do {
        curl.curl_multi_poll(transfers->multi, wake, 1, 0, &ready);
        if (ready > 0) return true;
        sched_yield();
    } while (nanoseconds() - start < short_wait_nanoseconds);
    return false;
}

bool clunette_transfers_poll(
    clunette_transfers *transfers, int wake_descriptor, int timeout_milliseconds
) {
    struct curl_waitfd wake = {.fd = wake_descriptor, .events = CURL_WAIT_POLLIN};
    int ready = 0;
    int64_t start = nanoseconds();
    bool may_watch = transfers->waits_are_short && timeout_milliseconds != 0;
    if (!may_watch || !watch(transfers, &wake, start)) {
        curl.curl_multi_poll(transfers->multi, &wake, 1, timeout_milliseconds, &ready);
    }
    transfers->waits_are_short = nanoseconds() - start < short_wait_nanoseconds;
    return wake.revents != 0;
}

void *clunette_transfers_next_finished(clunette_transfers *transfers) {
    int left = 0;
    CURLMsg *message;
    while ((message = curl.curl_multi_info_read(transfers->multi, &left)) != NULL) {
        if (message->msg != CURLMSG_DONE) continue;
        char *private = NULL;
        curl.curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &private);
        clunette_transfer *transfer = (clunette_transfer *)private;
        transfer->result = message->data.result;
        return transfer->context;
    }
    return NULL;
}

// The numbers are X.509's in OpenSSL (x509_vfy.h); other libraries for TLS say 0, and are
// understood less well.
static clunette_outcome outcome_of_certificate(const clunette_transfer *transfer) {
    long verdict = 0;
    curl.curl_easy_getinfo(transfer->easy, CURLINFO_SSL_VERIFYRESULT, &verdict);
    if (verdict == 0) {
        curl.curl_easy_getinfo(transfer->easy, CURLINFO_PROXY_SSL_VERIFYRESULT, &verdict);
    }
    switch (verdict) {
    case 0:
    case 1: // not come to: the name is looked at first
        return CLUNETTE_CERTIFICATE_OF_ANOTHER;
    case 9: // not yet good
    case 10: return CLUNETTE_CERTIFICATE_EXPIRED;
    case 2:  // the issuer's is missing
    case 18: // signed by itself
    case 19: // the last of the chain is, and unknown
    case 20: // the issuer's is not among those at hand
    case 21: return CLUNETTE_CERTIFICATE_UNTRUSTED;
    default: return CLUNETTE_TLS;
    }
}

static bool was_refused_by_proxy(const clunette_transfer *transfer) {
    long status = 0;
    curl.curl_easy_getinfo(transfer->easy, CURLINFO_HTTP_CONNECTCODE, &status);
    return status >= 300;
}

clunette_outcome clunette_transfer_outcome(const clunette_transfer *transfer) {
    if (transfer->is_too_large) return CLUNETTE_TOO_LARGE;
    if (transfer->result != CURLE_OK && was_refused_by_proxy(transfer)) {
        return CLUNETTE_PROXY_REFUSED;
    }
    switch (transfer->result) {
    case CURLE_OK: return transfer->has_headers ? CLUNETTE_DONE : CLUNETTE_BROKEN;
    case CURLE_COULDNT_RESOLVE_HOST: return CLUNETTE_NOT_RESOLVED;
    case CURLE_COULDNT_RESOLVE_PROXY: return CLUNETTE_PROXY_NOT_RESOLVED;
    case CURLE_COULDNT_CONNECT: return CLUNETTE_NOT_CONNECTED;
    case CURLE_PEER_FAILED_VERIFICATION: return outcome_of_certificate(transfer);
    case CURLE_SSL_CACERT_BADFILE: return CLUNETTE_NO_AUTHORITIES;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CERTPROBLEM: return CLUNETTE_TLS;
    case CURLE_OPERATION_TIMEDOUT: return CLUNETTE_TIMED_OUT;
    case CURLE_ABORTED_BY_CALLBACK:
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_PARTIAL_FILE:
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_BAD_CONTENT_ENCODING:
    case CURLE_UNSUPPORTED_PROTOCOL: return CLUNETTE_BROKEN;
    default: return CLUNETTE_OTHER;
    }
}

const char *clunette_transfer_message(const clunette_transfer *transfer) {
    if (transfer->result == CURLE_ABORTED_BY_CALLBACK) {
        return "the connection was closed before an answer came";
    }
    if (transfer->result == CURLE_OK && !transfer->has_headers) {
        return "the answer ends within its headers";
    }
    return transfer->message[0] != '\0' ? transfer->message
                                        : curl.curl_easy_strerror(transfer->result);
}

bool clunette_transfer_was_sent(const clunette_transfer *transfer) {
    return transfer->sendings > 0;
}

long clunette_transfer_status(const clunette_transfer *transfer) {
    long status = 0;
    curl.curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &status);
    return status;
}

const uint8_t *clunette_transfer_body(const clunette_transfer *transfer, size_t *size) {
    *size = transfer->body.count;
    return transfer->body.start;
}

const uint8_t *clunette_transfer_headers(const clunette_transfer *transfer, size_t *size) {
    *size = transfer->headers.count;
    return transfer->headers.start;
}
