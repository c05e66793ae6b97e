// libcurl's multi interface as Swift can call it: nothing variadic, and opened at the first
// request instead of linked (it pulls in some 35 libraries that most commands never need).
#ifndef CLUNETTECURL_H
#define CLUNETTECURL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// All transfers of one thread, with their connections.
typedef struct clunette_transfers clunette_transfers;

/// One transfer at a time; kept and used again.
typedef struct clunette_transfer clunette_transfer;

typedef struct {
    const char *_Nonnull method;
    const char *_Nonnull url;
    /// Path and query, sent as they are instead of the URL's; null for the URL's.
    const char *_Nullable target;
    /// `name: value` lines, each ended by a NUL; `name:` alone removes one that libcurl would add.
    const uint8_t *_Nullable headers;
    size_t headers_size;
    const uint8_t *_Nullable body;
    size_t body_size;
    long connect_timeout_milliseconds;
    /// For the whole transfer, connecting included.
    long timeout_milliseconds;
    size_t maximum_answer_size;
    /// False for hosts that no proxy stands before.
    bool uses_proxy;
} clunette_request;

/// How many of the bytes are control characters of ASCII.
size_t clunette_count_controls(const uint8_t *_Nullable bytes, size_t count);

typedef enum {
    CLUNETTE_DONE,
    CLUNETTE_NOT_RESOLVED,
    CLUNETTE_NOT_CONNECTED,
    CLUNETTE_PROXY_NOT_RESOLVED,
    /// The proxy answered, and does not pass the request on.
    CLUNETTE_PROXY_REFUSED,
    /// No certificate was the trouble, or none of the following.
    CLUNETTE_TLS,
    CLUNETTE_CERTIFICATE_EXPIRED,
    /// Issued by nobody who is trusted.
    CLUNETTE_CERTIFICATE_UNTRUSTED,
    CLUNETTE_CERTIFICATE_OF_ANOTHER,
    /// The file or folder of those who are trusted cannot be read.
    CLUNETTE_NO_AUTHORITIES,
    CLUNETTE_TIMED_OUT,
    CLUNETTE_TOO_LARGE,
    /// The connection ended before the answer did.
    CLUNETTE_BROKEN,
    CLUNETTE_OTHER
} clunette_outcome;

/// Opens the library, once; null, or why it cannot be opened. From any thread.
const char *_Nullable clunette_curl_open(void);

/// After a successful open only. Keeps at most so many connections alive, none for longer than
/// the time without a request. `authorities` is a file, `authority_folder` a folder of the
/// certificates of those who are trusted; null for the system's. Null when memory is short.
clunette_transfers *_Nullable clunette_transfers_create(
    long idle_connection_seconds, long connections, const char *_Nullable authorities,
    const char *_Nullable authority_folder);
void clunette_transfers_destroy(clunette_transfers *_Nonnull transfers);

clunette_transfer *_Nullable clunette_transfer_create(
    const clunette_transfers *_Nonnull transfers);
void clunette_transfer_destroy(clunette_transfer *_Nonnull transfer);

/// Starts a transfer, with copies of what `request` points to; `context` comes back with it.
/// False when it cannot be started.
bool clunette_transfer_start(
    clunette_transfers *_Nonnull transfers, clunette_transfer *_Nonnull transfer,
    const clunette_request *_Nonnull request, void *_Nonnull context);

/// Takes a transfer back, finished or not; then it may start again.
void clunette_transfer_remove(
    clunette_transfers *_Nonnull transfers, clunette_transfer *_Nonnull transfer);

/// Does what can be done without waiting.
void clunette_transfers_perform(clunette_transfers *_Nonnull transfers);

/// Waits until a transfer can go on or `wake_descriptor` is readable; true in the latter case.
bool clunette_transfers_poll(
    clunette_transfers *_Nonnull transfers, int wake_descriptor, int timeout_milliseconds);

/// The next finished transfer's context, or null.
void *_Nullable clunette_transfers_next_finished(clunette_transfers *_Nonnull transfers);

// Of a finished transfer, until it is removed:
clunette_outcome clunette_transfer_outcome(const clunette_transfer *_Nonnull transfer);
/// The library's words for what went wrong.
const char *_Nonnull clunette_transfer_message(const clunette_transfer *_Nonnull transfer);
/// Whether the request, or a part of it, went out.
bool clunette_transfer_was_sent(const clunette_transfer *_Nonnull transfer);
long clunette_transfer_status(const clunette_transfer *_Nonnull transfer);
const uint8_t *_Nullable clunette_transfer_body(
    const clunette_transfer *_Nonnull transfer, size_t *_Nonnull size);
/// The header lines of the last answer, without its status line.
const uint8_t *_Nullable clunette_transfer_headers(
    const clunette_transfer *_Nonnull transfer, size_t *_Nonnull size);

#endif
