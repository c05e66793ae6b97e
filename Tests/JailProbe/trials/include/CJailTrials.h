// What a hijacked process would try, and what an old kernel lacks.
#ifndef CJAILTRIALS_H
#define CJAILTRIALS_H

/// Tries one thing, such as "read" of a path; 0, or the error number that stopped it.
int trial_attempt(const char *_Nonnull verb, const char *_Nonnull object);

/// From now on the kernel says that it has no "landlock", or no "seccomp".
void trial_lose(const char *_Nonnull part);

#endif
