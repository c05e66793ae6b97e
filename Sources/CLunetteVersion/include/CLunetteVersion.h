// A target of its own, that only the program imports: with each commit it is built anew, and with it
// what imports it.
#ifndef CLUNETTEVERSION_H
#define CLUNETTEVERSION_H

/// The commit that scripts/build built; null where something else did.
const char *_Nullable clunette_commit(void);

#endif
