// What libcurl's multi interface alone reaches: sends one ready-made request over and over, so
// many at a time, and prints how many a second. Nothing is signed, and no answer is looked at.
// bare URL AT_ONCE COUNT    with the request's header lines on standard input
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static struct curl_slist *headers;

static void check(int result, const char *what) {
    if (result == 0) return;
    fprintf(stderr, "bare: %s: %d\n", what, result);
    exit(1);
}

static size_t drop(char *bytes, size_t size, size_t count, void *context) {
    (void)bytes, (void)context;
    return size * count;
}

static void read_headers(void) {
    char line[4096];
    while (fgets(line, sizeof line, stdin) != NULL) {
        line[strcspn(line, "\r\n")] = '\0';
        headers = curl_slist_append(headers, line);
    }
}

static CURL *request_to(const char *url) {
    CURL *easy = curl_easy_init();
    curl_easy_setopt(easy, CURLOPT_URL, url);
    curl_easy_setopt(easy, CURLOPT_POST, 1L);
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, 0L);
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, "");
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, drop);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    return easy;
}

// Starts the requests that are done anew while some are left to start; returns how many were done.
static long go_on(CURLM *multi, long *left) {
    long done = 0;
    int queued;
    CURLMsg *message;
    while ((message = curl_multi_info_read(multi, &queued)) != NULL) {
        CURL *easy = message->easy_handle;
        check(message->data.result, "a request failed");
        check(curl_multi_remove_handle(multi, easy), "remove");
        done++;
        if (*left > 0 && (*left)--) check(curl_multi_add_handle(multi, easy), "add");
        else curl_easy_cleanup(easy);
    }
    return done;
}

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int main(int count, char **arguments) {
    if (count != 4) return 64;
    long at_once = atol(arguments[2]), total = atol(arguments[3]), left = total - at_once;
    curl_global_init(CURL_GLOBAL_DEFAULT);
    read_headers();
    CURLM *multi = curl_multi_init();
    double start = seconds();
    for (long i = 0; i < at_once; i++)
        check(curl_multi_add_handle(multi, request_to(arguments[1])), "add");
    for (long done = 0; done < total;) {
        int running;
        check(curl_multi_perform(multi, &running), "perform");
        long now = go_on(multi, &left);
        done += now;
        if (now == 0) check(curl_multi_poll(multi, NULL, 0, 1000, &running), "poll");
    }
    printf("%f\n", (double)total / (seconds() - start));
    curl_multi_cleanup(multi);
    curl_slist_free_all(headers);
    return 0;
}
